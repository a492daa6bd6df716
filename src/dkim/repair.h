// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuDkimRemedy:
 * @TODOKU_DKIM_REMEDY_NEW_KEY: a new key has to be made: there is none, or it is of no use
 * @TODOKU_DKIM_REMEDY_SECOND_KEY: another one has to be made beside it, of a kind that Gmail knows
 * @TODOKU_DKIM_REMEDY_SHOW_AGAIN: the key has to be copied again from whoever made it: part of it
 * is not there
 * @TODOKU_DKIM_REMEDY_TEXT: the key is there, and what stands around it has to be changed
 *
 * What helps with a key that is no good.
 */
typedef enum
{
  TODOKU_DKIM_REMEDY_NEW_KEY,
  TODOKU_DKIM_REMEDY_SECOND_KEY,
  TODOKU_DKIM_REMEDY_SHOW_AGAIN,
  TODOKU_DKIM_REMEDY_TEXT,
} TodokuDkimRemedy;

/**
 * todoku_dkim_repair:
 * @text: the text of a record that is no good, UTF-8
 * @remedy: (out): what helps
 *
 * Returns: (transfer full) (nullable): with %TODOKU_DKIM_REMEDY_TEXT, the record that @text was
 *   meant to be, with the same key
 */
char *todoku_dkim_repair (const char *text, TodokuDkimRemedy *remedy) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
