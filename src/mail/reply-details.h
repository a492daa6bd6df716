// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"

G_BEGIN_DECLS

// By the shape that it has in every server's sentence, whatever the words.

/** Somebody who writes about a sentence may repeat it; nobody repeats it this often. */
#define TODOKU_REPLY_PLACES_MAX 20

/** What stands in the report beside the server's words: there another sentence begins. */
#define TODOKU_REPLY_REPORT                                                                        \
  "(?: \\(in reply to |Giving up on |\"[a-z]{2,40}\": "                                            \
  "?|(?:(?:remote|reporting|received-from)-mta|"                                                   \
  "(?:final|original)-recipient|last-attempt-date|received|return-path|\\bx-[a-z-]{2,40}|"         \
  "(?:receiving|generating) server): )"

/**
 * todoku_reply_list_receivers:
 * @receivers: (element-type TodokuDnsAddress): a list that grows
 * @flat: a flat text
 *
 * Adds the addresses of whoever answered: wherever they stand, they did not send.
 */
void todoku_reply_list_receivers (GArray *receivers, const char *flat);

/**
 * todoku_reply_find_details:
 * @self: (inout): gets what @flat names
 * @flat: a flat text
 * @receivers: (element-type TodokuDnsAddress): the addresses of whoever answered
 *
 * Returns: whether the domain or the address stands as only a server writes it
 */
gboolean todoku_reply_find_details (TodokuBounce *self, const char *flat, GArray *receivers);

/** Returns: what @flat, a flat text, says is wrong with the record. */
TodokuSpfTrouble todoku_reply_find_trouble (const char *flat);

/** Returns: what @flat, a flat text, says of the signature. */
TodokuDkimTrouble todoku_reply_find_dkim_trouble (const char *flat);

G_END_DECLS
