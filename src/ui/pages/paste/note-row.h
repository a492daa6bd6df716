// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/panel.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** Returns: (transfer floating): a row that says @note and, below it, where that is from. */
GtkWidget *todoku_note_row_new (const TodokuPanelNote *note) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
