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

G_END_DECLS
