// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/zone.h"

G_BEGIN_DECLS

#define TODOKU_TYPE_DNS_PRACTICE (todoku_dns_practice_get_type ())
G_DECLARE_FINAL_TYPE (TodokuDnsPractice, todoku_dns_practice, TODOKU, DNS_PRACTICE, GObject)

/**
 * todoku_dns_practice_new:
 * @zone: what to serve
 * @error: return location for an error
 *
 * A DNS server for practice and tests, on a free port of 127.0.0.1, over UDP and TCP, on the
 * thread-default main context. It stops with its last reference.
 *
 * Returns: (transfer full) (nullable): a server that is listening, or %NULL with a #GIOErrorEnum
 */
TodokuDnsPractice *todoku_dns_practice_new (TodokuDnsZone *zone,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dns_practice_set_delay:
 * @self: a practice server
 * @delay_ms: how long it waits before it answers, in ms
 */
void todoku_dns_practice_set_delay (TodokuDnsPractice *self, guint delay_ms);

/**
 * todoku_dns_practice_publish:
 * @self: a practice server
 * @name: a domain name
 * @text: a TXT record, as SPF records are
 * @delay_ms: how long the old one stays, in ms
 *
 * Puts @text in the place of all TXT records of @name, as its owner would in a panel.
 */
void todoku_dns_practice_publish (TodokuDnsPractice *self,
                                  const char *name,
                                  const char *text,
                                  guint delay_ms);

/** Returns: (transfer none): where it listens, as 127.0.0.1:PORT. */
const char *todoku_dns_practice_get_address (TodokuDnsPractice *self);

/** Returns: the port on which it listens. */
guint16 todoku_dns_practice_get_port (TodokuDnsPractice *self);

/** Returns: how many questions it has been asked so far. */
guint todoku_dns_practice_get_n_questions (TodokuDnsPractice *self);

G_END_DECLS
