// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_source_note_new:
 * @about: (nullable): what was checked, as the name of a company
 * @source: where the fact is from
 * @url: (nullable): the page to open in place of @source's own
 *
 * Returns: (transfer floating) (nullable): when and where a fact was checked, a warning where that
 *   is weak, and a link; %NULL where nothing is known about it
 */
GtkWidget *todoku_source_note_new (const char *about,
                                   const TodokuCatalogSource *source,
                                   const char *url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
