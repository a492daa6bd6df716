// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuCatalogText:
 * @ja: in Japanese
 * @en: in English
 *
 * A text of the catalog in both languages. UTF-8 without control characters; plain text, never
 * markup.
 */
typedef struct
{
  char *ja;
  char *en;
} TodokuCatalogText;

/**
 * todoku_catalog_text_get:
 * @text: (nullable): a text
 *
 * Returns: (transfer none) (nullable): @text in the language spoken now
 */
const char *todoku_catalog_text_get (const TodokuCatalogText *text);

/** Frees both texts of @text, but not @text itself. */
void todoku_catalog_text_clear (TodokuCatalogText *text);

void todoku_catalog_text_free (TodokuCatalogText *text);

/**
 * todoku_catalog_text_find_problem:
 * @text: (array length=length): octets of a file
 * @length: how many
 * @max: the most there may be
 *
 * Returns: (transfer none) (nullable): what keeps @text from standing in a catalog, in English:
 *   "is too long"; %NULL where nothing does
 */
const char *todoku_catalog_text_find_problem (const char *text, gsize length, gsize max);

G_END_DECLS
