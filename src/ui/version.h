// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_version_describe:
 *
 * Returns: (transfer full): the program's version and those of its libraries, as they are running
 *   and as they were when it was built; lines, never translated
 */
char *todoku_version_describe (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
