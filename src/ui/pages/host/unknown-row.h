// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuUnknownRow:
 *
 * What helps a person who does not know which company sends her mail: the server that her mail
 * program names is recognised; where else the company's name stands; and a letter that asks.
 *
 * Signals:
 * - found: she takes the host that was recognised: todoku_unknown_row_get_host()
 */
#define TODOKU_TYPE_UNKNOWN_ROW (todoku_unknown_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuUnknownRow, todoku_unknown_row, TODOKU, UNKNOWN_ROW, GtkListBoxRow)

TodokuUnknownRow *todoku_unknown_row_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the host whose server was written. */
const TodokuMailHost *todoku_unknown_row_get_host (TodokuUnknownRow *self);

/** Returns: (transfer none): the name of the server that was written; "" where it is none. */
const char *todoku_unknown_row_get_server (TodokuUnknownRow *self);

G_END_DECLS
