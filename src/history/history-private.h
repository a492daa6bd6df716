// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/history.h"

G_BEGIN_DECLS

typedef enum
{
  TODOKU_HISTORY_TEXT_WHOLE,
  TODOKU_HISTORY_TEXT_DAMAGED,
  TODOKU_HISTORY_TEXT_NEWER, /* of a later release, and nothing was read */
} TodokuHistoryText;

/**
 * todoku_history_parse:
 * @text: (array length=length): the file; any octets
 * @entries: (element-type TodokuHistoryEntry): gets the entries, the oldest first; of a damaged
 * file those that can still be read
 */
TodokuHistoryText todoku_history_parse (const char *text, gsize length, GPtrArray *entries);

/** Returns: (transfer full): the text of a file with @entries, the oldest first. */
char *todoku_history_print (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
