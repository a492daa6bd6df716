// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"

G_BEGIN_DECLS

// The parts of todoku_collect(), in files of their own.

/** Asks; clears @complete and returns %NULL while the answer is not known. */
TodokuDnsAnswer *todoku_collected_ask (TodokuCollected *self, const char *name, TodokuDnsType type);

/** Who serves the zone: zone, name_servers, dns_provider, host_field. */
void todoku_collected_find_zone (TodokuCollected *self);

/** Takes the mail host's own panel where the name servers tell nobody's: dns_provider. */
void todoku_collected_guess_provider (TodokuCollected *self);

/** DMARC and DKIM, as far as known: dmarc, dkim_selector. */
void todoku_collected_find_mail_auth (TodokuCollected *self);

/** Who holds mail and web site, which services send, and what they need: mail, web, senders,
 *  wanted; and whose the refused server is: refused. */
void todoku_collected_find_companies (TodokuCollected *self);

/** Whose the refused server is: refused, refused_address, refused_options, wanted, web. */
void todoku_collected_place_refused (TodokuCollected *self);

/**
 * todoku_collected_want:
 * @record: (transfer full): the record that lets them in
 * @name: (nullable): whose servers they are
 */
void todoku_collected_want (TodokuCollected *self, char *record, const char *name);

/**
 * todoku_collected_want_web_host:
 * @host: the company
 * @found: (nullable) (element-type utf8 utf8): what the refused server tells of its placeholders
 *
 * Lets the servers of the web host in: web, web_is_sender, wanted; only wanted, where the person
 * chose another company.
 *
 * Returns: whether what it needs is known
 */
gboolean todoku_collected_want_web_host (TodokuCollected *self,
                                         const TodokuMailHost *host,
                                         GHashTable *found);

G_END_DECLS
