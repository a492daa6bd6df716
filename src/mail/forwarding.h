// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuForwarding:
 * @TODOKU_FORWARDING_NONE: nothing in the mail says that it was sent on
 * @TODOKU_FORWARDING_SERVER: a server did, for one of its addresses
 * @TODOKU_FORWARDING_LIST: a mailing list did, to its members
 *
 * Who sent a mail on.
 */
typedef enum
{
  TODOKU_FORWARDING_NONE,
  TODOKU_FORWARDING_SERVER,
  TODOKU_FORWARDING_LIST,
} TodokuForwarding;

/**
 * todoku_mail_find_forwarding:
 * @fields: (element-type TodokuMailField): the header
 * @mail_from: (nullable): the envelope sender
 *
 * Goes by the fields that forwarding servers and mailing lists add, and by the envelope senders
 * that they make.
 *
 * Returns: who sent the mail on
 */
TodokuForwarding todoku_mail_find_forwarding (const GPtrArray *fields, const char *mail_from);

/** Returns: whether a forwarding server made @mail_from of the author's address (SRS). */
gboolean todoku_mail_is_rewritten (const char *mail_from);

G_END_DECLS
