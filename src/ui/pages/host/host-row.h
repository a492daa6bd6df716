// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/detect.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuHostRow:
 *
 * A choice in the list of mail hosts: a radio button, and a mark where the look-ups speak for it.
 */
#define TODOKU_TYPE_HOST_ROW (todoku_host_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostRow, todoku_host_row, TODOKU, HOST_ROW, AdwActionRow)

/**
 * todoku_host_row_new:
 * @title: the choice
 * @subtitle: (nullable): more about it
 * @id: (nullable): the host it stands for, or %NULL for none
 *
 * Returns: (transfer floating): the row
 */
TodokuHostRow *todoku_host_row_new (const char *title,
                                    const char *subtitle,
                                    const char *id) G_GNUC_WARN_UNUSED_RESULT;

const char *todoku_host_row_get_id (TodokuHostRow *self);

/** Returns: (transfer none): its radio button, to be grouped with the others. */
GtkCheckButton *todoku_host_row_get_button (TodokuHostRow *self);

/**
 * todoku_host_row_set_detection:
 * @self: the row
 * @detection: (nullable): what speaks for this host, or %NULL for nothing
 * @is_likeliest: whether more speaks for it than for any other, so that it gets the mark
 */
void todoku_host_row_set_detection (TodokuHostRow *self,
                                    const TodokuDetection *detection,
                                    gboolean is_likeliest);

G_END_DECLS
