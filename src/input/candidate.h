// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuInputCandidate:
 * @host: what could be a domain name: without scheme, local part, port, path, quotes or dots
 *   around it; may be empty, and may hold characters that no domain has
 * @is_mail: whether it stood after an @ in a mail address
 */
typedef struct
{
  char *host;
  gboolean is_mail;
} TodokuInputCandidate;

/**
 * todoku_input_find_candidates:
 * @text: a folded text, see todoku_text_fold()
 *
 * Finds the places of @text where a domain name stands: mail addresses, URLs, and words with a
 * dot. A name around `<…>` is no candidate. Words with a dot and an ending that no domain has
 * (Mr.Smith, index.html) count only where there is nothing better; a text of one word is always a
 * candidate, so that what is wrong with it can be told.
 *
 * Returns: (transfer full) (element-type TodokuInputCandidate): the candidates, in order
 */
GPtrArray *todoku_input_find_candidates (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
