// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/collect.h"

G_BEGIN_DECLS

// The parts of todoku_collect(), in files of their own.

/** Asks; clears @complete and returns %NULL while the answer is not known. */
TodokuDnsAnswer *todoku_collected_ask (TodokuCollected *self, const char *name, TodokuDnsType type);

/**
 * todoku_collected_ask_servers:
 * @name_servers: (nullable): the NS records of the zone
 *
 * Compares what the zone's own servers say with @txt, and takes it into the facts, for every stage,
 * where it is what counts: txt, record_from, differing.
 */
void todoku_collected_ask_servers (TodokuCollected *self, TodokuDnsAnswer *name_servers);

/** Returns: (transfer full): a record as a string: an octet NUL, which no string holds, shows as
 *  U+FFFD. */
char *todoku_collected_dup_text (const TodokuDnsRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/** The domain's own record, where it stands at no place that receivers look at: misplaced,
 *  misplaced_at, doubtful, doubtful_at. */
void todoku_collected_find_misplaced (TodokuCollected *self);

/** What the domain has, or lacks, by a wildcard: synthesized, hidden. After the companies. */
void todoku_collected_find_synthesized (TodokuCollected *self);

/** Who holds mail and web site, which services send, and what they need: mail, web, senders,
 *  wanted; and whose the refused server is: refused. */
void todoku_collected_find_companies (TodokuCollected *self);

/** Which DKIM keys are published, and whose they are: dkim. After the companies. */
void todoku_collected_find_keys (TodokuCollected *self);

/** Whether the server that sent has a name that leads back to it: has_matching_ptr. */
void todoku_collected_read_ptr (TodokuCollected *self);

/** Which server was refused, or named by the person: refused_address. */
void todoku_collected_read_refused (TodokuCollected *self);

/** Returns: whether that server is one of @host, by its name or by the lists of @host. */
gboolean todoku_collected_owns_refused (TodokuCollected *self, const TodokuMailHost *host);

/** Whose the refused server is: refused, refused_options, wanted, web. */
void todoku_collected_place_refused (TodokuCollected *self);

/** Lets in the servers of @record, a record's text. @name: (nullable): whose they are. */
void todoku_collected_want (TodokuCollected *self, const char *record, const char *name);

/** Returns: whether mail to the domain goes to @host, or the person says so. */
gboolean todoku_collected_holds_mail (const TodokuCollected *self, const TodokuMailHost *host);

/**
 * todoku_collected_has_servers:
 * @record: the record of a value
 * @own: (nullable): a domain; names within it were not typed, and are not looked at
 *
 * Says of a server that it names and that there is not what is wrong: value_error.
 *
 * Returns: whether there are all of them
 */
gboolean todoku_collected_has_servers (TodokuCollected *self,
                                       TodokuSpfRecord *record,
                                       const char *own);

/**
 * todoku_collected_want_company:
 * @company: (inout): its @missing is set where a part of the value is not known
 * @values: (element-type utf8 utf8): its placeholders, as far as the DNS tells them
 *
 * Lets in the servers of the value that @company prints: wanted.
 *
 * Returns: whether the whole value is known
 */
gboolean todoku_collected_want_company (TodokuCollected *self,
                                        TodokuCompany *company,
                                        GHashTable *values);

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
