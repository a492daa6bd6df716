// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuFieldRow:
 *
 * A row that asks for one text, below the row whose choice needs it: what a company needs to be
 * told, or the whole value of a company that is not listed. Writes what is typed to the session,
 * and says what is wrong with it when the person goes elsewhere.
 */
#define TODOKU_TYPE_FIELD_ROW (todoku_field_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFieldRow, todoku_field_row, TODOKU, FIELD_ROW, GtkListBoxRow)

/**
 * todoku_field_row_new:
 * @session: where the text goes
 * @host: (nullable): the company; %NULL for one that is not listed
 * @placeholder: (nullable): what @host needs to be told
 *
 * Returns: (transfer floating): the row
 */
TodokuFieldRow *todoku_field_row_new (TodokuSession *session,
                                      const TodokuMailHost *host,
                                      const TodokuCatalogPlaceholder *placeholder)
  G_GNUC_WARN_UNUSED_RESULT;

const TodokuCatalogPlaceholder *todoku_field_row_get_placeholder (TodokuFieldRow *self);

/** Returns: whether the text is as the company gives it; where not, the row says so, and has the
 * focus. */
gboolean todoku_field_row_check (TodokuFieldRow *self);

G_END_DECLS
