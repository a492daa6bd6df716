/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What nearly every file here includes, parsed once: without it, that is more than half of the time
 * each takes to compile. No file may rely on it. */

#include <adwaita.h>
#include <gtk/gtk.h>
