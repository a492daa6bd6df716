// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuLanguage:
 *
 * The two languages Todoku speaks. Catalog files carry their texts in both; everything else goes
 * through gettext, with English in the source.
 */
typedef enum
{
  TODOKU_LANGUAGE_JA,
  TODOKU_LANGUAGE_EN,
} TodokuLanguage;

/**
 * todoku_language_init:
 * @fallback: the language for a locale that names none (C, POSIX, or nothing set)
 *
 * Sets the locale of the process, binds the message catalog and chooses the language that the
 * environment asks for. Call it once, before any other thread starts and before gtk_init().
 */
void todoku_language_init (TodokuLanguage fallback);

/**
 * todoku_language_set:
 * @language: the language to speak from now on
 *
 * Takes effect with the next gettext call, also where the only locale is C or POSIX. Texts that
 * were translated before keep their old words: whoever shows them must build them again.
 * Main thread only.
 */
void todoku_language_set (TodokuLanguage language);

/**
 * todoku_language_get:
 *
 * Returns: the language spoken now
 */
TodokuLanguage todoku_language_get (void);

/**
 * todoku_language_get_id:
 * @language: a language
 *
 * Returns: (transfer none): "ja" or "en"
 */
const char *todoku_language_get_id (TodokuLanguage language);

/**
 * todoku_language_from_id:
 * @id: (nullable): "ja" or "en"
 * @language: (out): the language; untouched where @id is neither
 *
 * Returns: whether @id names a language
 */
gboolean todoku_language_from_id (const char *id, TodokuLanguage *language);

G_END_DECLS
