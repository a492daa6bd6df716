// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_row_content_new:
 * @prefix: (nullable): what stands before the texts, at the height of their first line
 * @texts: the texts, which take what room there is
 * @suffix: (nullable): what stands after the texts, in the middle
 *
 * Returns: (transfer floating): the content of a list row
 */
GtkWidget *todoku_row_content_new (GtkWidget *prefix,
                                   GtkWidget *texts,
                                   GtkWidget *suffix) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
