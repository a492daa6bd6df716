// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/detect.h"
#include "checkup/options.h"
#include "dkim/evaluate.h"
#include "dns/facts.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * TodokuWanted:
 * @record: the SPF record that lets its servers in, whole, as "v=spf1 include:_spf.lolipop.jp ~all"
 * @name: (nullable): whose servers they are, as エックスサーバー; %NULL for the person's own value
 * @may_go: whether the mail still goes there, while the person chose another company
 * @is_beside: whether the mail goes there, too, without that
 *
 * Somebody who is to be let in.
 */
typedef struct
{
  TodokuSpfRecord *record;
  char *name;
  gboolean may_go;
  gboolean is_beside;
} TodokuWanted;

/** @record: the record's text. Returns: (transfer full): somebody to be let in. */
TodokuWanted *todoku_wanted_new (const char *record, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void todoku_wanted_free (TodokuWanted *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuWanted, todoku_wanted_free)

/** Returns: whether the mail goes to the company @wanted, whose servers are not known, or need not
 * be let in: that is told. */
gboolean todoku_wanted_is_only_told (const TodokuWanted *wanted);

/** Returns: whether one of @wanted needs a term with @key (todoku_spf_term_get_key()). */
gboolean todoku_wanted_has_key (GPtrArray *wanted, const char *key, const char *domain);

/**
 * TodokuCompany:
 * @host: (nullable): who it is; %NULL where nobody knows
 * @confidence: how sure that is; none where the person chose against what was found
 * @detections: (element-type TodokuDetection): whom something speaks for, the likeliest first
 * @missing: (nullable): the first placeholder of the value of @host that nobody could fill in
 *
 * Who holds the mail, or the web site.
 */
typedef struct
{
  const TodokuMailHost *host;
  TodokuConfidence confidence;
  GPtrArray *detections;
  const TodokuCatalogPlaceholder *missing;
} TodokuCompany;

/**
 * TodokuSynthesized:
 * @name: whose it is: the domain; a name between it and the zone; one below it that is to be let in
 * @type: its type: A, AAAA, MX, TXT, CNAME
 * @value: an address, a name, or a text; for the null MX (RFC 7505) "."
 * @preference: MX only
 *
 * A record that a wildcard gives.
 */
typedef struct
{
  char *name;
  TodokuDnsType type;
  char *value;
  guint16 preference;
} TodokuSynthesized;

/**
 * TodokuRefused:
 * @TODOKU_REFUSED_NONE: no server was refused, or none that matters
 * @TODOKU_REFUSED_PASSES: it passes today
 * @TODOKU_REFUSED_STRANGER: the person said that it is not hers
 * @TODOKU_REFUSED_RECEIVER: the receiver's own, which took the mail in
 * @TODOKU_REFUSED_PLACED: it is known whose it is: that company or term is among those wanted
 * @TODOKU_REFUSED_UNKNOWN: nobody knows whose it is
 * @TODOKU_REFUSED_UNNAMED: the mail does not say which server it was
 *
 * What is known of the server that was refused; the later, the more there is to see to.
 */
typedef enum
{
  TODOKU_REFUSED_NONE,
  TODOKU_REFUSED_PASSES,
  TODOKU_REFUSED_STRANGER,
  TODOKU_REFUSED_RECEIVER,
  TODOKU_REFUSED_PLACED,
  TODOKU_REFUSED_UNKNOWN,
  TODOKU_REFUSED_UNNAMED,
} TodokuRefused;

/**
 * TodokuCollected:
 * @catalog: the catalog
 * @facts: what is known of the DNS; as @options and @txt, not there in a report
 * @domain: the domain, normalized
 * @options: what the person said
 * @complete: whether every answer was known
 * @status: how the question for the TXT records ended
 * @txt: (nullable): its answer; %NULL while it is not known
 * @record_from: (nullable): name servers of the zone, where @txt is what they say, in place of what
 *   the resolver says
 * @differing: (nullable): which name servers of the zone have other SPF records than @txt, and
 *   which, in the language spoken
 * @alias: (nullable): the name that @domain is an alias (CNAME) of
 * @synthesized: (element-type TodokuSynthesized): where the domain has nothing but what a wildcard
 * gives it: that. It ends with the first record at the domain or below it (RFC 4592 2.2.1)
 * @hidden: (element-type TodokuSynthesized): where the domain has neither an address nor a mail
 * server: what a wildcard gives the names beside it, and not to it, as there is a record at it or
 * below
 * @published: (element-type utf8): the SPF records as published, also broken ones; octets NUL as
 *   U+FFFD
 * @misplaced: (element-type utf8): where there is none, those that were surely meant to be
 *   published at the domain, and stand at another name or as another type
 * @misplaced_at: (element-type utf8): at which name each of them does
 * @doubtful: (nullable): one that may have been meant to be, which is asked
 * @doubtful_at: (nullable): at which name it stands
 * @repaired: (array zero-terminated=1): @published and @misplaced, with the slips mended that have
 *   one meaning, what the person answered, and without the terms she let go: who is named in them
 *   does not hang on how it is written
 * @receives_mail: whether there are mail servers for the domain: 1 yes, 0 no (no MX record, or the
 *   null MX of RFC 7505), -1 where it is not known
 * @zone: (nullable): the domain that the name servers serve: @domain or one above it
 * @name_servers: (array zero-terminated=1): the zone's name servers, sorted
 * @dns_provider: (nullable): who serves the zone
 * @other_dns_provider: (nullable): where name servers of two companies serve it: the second one
 * @host_field: (nullable): what goes into the provider's host field for @domain
 * @mail: who holds the mail
 * @web: who holds the web site
 * @web_is_sender: whether the web site's servers are to be let in
 * @senders: (element-type TodokuSender): the catalog's services that stand in the published record
 * @ticked: (element-type TodokuSender): those that the person says send, too
 * @wanted: (element-type TodokuWanted): who is to be let in
 * @value_error: (nullable): why the value that the person gave cannot be used
 * @refused: what is known of the refused server
 * @refused_address: the server that was refused, that did not pass with a mail that arrived, or
 *   that the person named; of length 0 for none
 * @given: (element-type TodokuDnsAddress): all servers that must pass: those that were refused, and
 *   that the person named, but for who is nobody's who sends for the domain
 * @companies: (element-type utf8): whose each of @given is; %NULL where no company is known by it
 * @refused_options: (nullable) (array zero-terminated=1): where it is not known whose it is, the
 *   terms that would let it in, the likeliest first; none for one that sends other customers' mail
 * @dkim: (nullable): the DKIM keys; %NULL while they are not known
 * @sending_name: (nullable): the name of the sending address that leads back to it
 * @has_matching_ptr: whether the sending address that a returned mail or the person names has a
 *   name that leads back to it: 1 yes, 0 no, -1 where no address is named or that is not known
 *
 * All that the DNS, the catalog and the person say, before anything is concluded.
 */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  char *domain;
  const TodokuCheckupOptions *options;
  gboolean complete;
  TodokuDnsStatus status;
  TodokuDnsAnswer *txt;
  char *record_from;
  char *differing;
  char *alias;
  GPtrArray *synthesized;
  GPtrArray *hidden;
  GPtrArray *published;
  GPtrArray *misplaced;
  GPtrArray *misplaced_at;
  char *doubtful;
  char *doubtful_at;
  char **repaired;
  int receives_mail;
  char *zone;
  char **name_servers;
  const TodokuDnsProvider *dns_provider;
  const TodokuDnsProvider *other_dns_provider;
  char *host_field;
  TodokuCompany mail;
  TodokuCompany web;
  gboolean web_is_sender;
  GPtrArray *senders;
  GPtrArray *ticked;
  GPtrArray *wanted;
  char *value_error;
  TodokuRefused refused;
  TodokuDnsAddress refused_address;
  GArray *given;
  GPtrArray *companies;
  char **refused_options;
  TodokuDkimEvaluation *dkim;
  char *sending_name;
  int has_matching_ptr;
} TodokuCollected;

/**
 * todoku_collect:
 *
 * Asks all that can be asked at once.
 *
 * Returns: (transfer full): what is known so far
 */
TodokuCollected *todoku_collect (TodokuCatalog *catalog,
                                 TodokuDnsFacts *facts,
                                 const char *domain,
                                 const TodokuCheckupOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void todoku_collected_free (TodokuCollected *collected);

/** The same of who serves the zone alone, and who holds the mail: nothing of what is published.
 *  Returns: (transfer full): what is known so far */
TodokuCollected *todoku_collect_place (TodokuCatalog *catalog,
                                       TodokuDnsFacts *facts,
                                       const char *domain,
                                       const TodokuCheckupOptions *options)
  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuCollected, todoku_collected_free)

/**
 * todoku_collected_copy_for_zone_of:
 * @name: the owner of a record beside the domain's
 * @copy: (out caller-allocates): the same, but of the zone of @name: zone, name_servers, the DNS
 *   providers, and host_field, which is that of @name; to be cleared with
 *   todoku_collected_clear_zone()
 *
 * Returns: whether @name lies in another zone than the domain, as far as the facts tell
 */
gboolean todoku_collected_copy_for_zone_of (const TodokuCollected *self,
                                            const char *name,
                                            TodokuCollected *copy) G_GNUC_WARN_UNUSED_RESULT;
void todoku_collected_clear_zone (TodokuCollected *copy);

/** Returns: (transfer none) (nullable): the key that @sender signs with as the domain itself, where
 * it is seen by whose name it is an alias of. */
const TodokuDkimSelector *todoku_collected_find_key_of (const TodokuCollected *collected,
                                                        const TodokuSender *sender);

/** Returns: (transfer none) (nullable): the web host, where mail is to be let in from there, too.
 */
const TodokuMailHost *todoku_collected_get_other_sender (const TodokuCollected *collected);

/** Returns: whether one of those who are to be let in needs a term that means the same. */
gboolean todoku_collected_wants (const TodokuCollected *collected, const TodokuSpfTerm *term);

/** Returns: whether the person lets go a term that means the same. */
gboolean todoku_collected_lets_go (const TodokuCollected *collected, const TodokuSpfTerm *term);

/** Returns: whether @exchange, the name of a server in an MX record, is of no company that is
 * known. Where it is, that one's value says who sends: that need not be the servers that receive.
 */
gboolean todoku_collected_is_unknown_exchange (const TodokuCollected *collected,
                                               const char *exchange);

/** Returns: (transfer none) (nullable): the service whose server @exchange is, by the domain of its
 * list. */
const TodokuSender *todoku_collected_find_service (const TodokuCollected *collected,
                                                   const char *exchange);

/** @host: (nullable). Returns: whether it is told of @host that the mail goes there, too, and that
 * it may not send (todoku_wanted_is_only_told()). */
gboolean todoku_collected_only_tells_of (const TodokuCollected *self, const TodokuMailHost *host);

/** Returns: whether @doubtful names somebody who is not to be let in anyway. */
gboolean todoku_collected_is_unsure (const TodokuCollected *collected);

/** Returns: whether @name (nullable), that of @address, is that of a line to a house, an office or
 * a phone; what has one address for good may be a server. */
gboolean todoku_collected_is_line (const TodokuCollected *collected,
                                   const char *name,
                                   const TodokuDnsAddress *address);

/** Returns: whether the name of the sending address is one of those. */
gboolean todoku_collected_has_sent_from_line (const TodokuCollected *collected);

/** Returns: (transfer none) (nullable): the company whose customers' mail the sending server takes
 * along, by its name, as ocn.ne.jp of smtp1.ocn.ne.jp. */
const char *todoku_collected_find_relay (const TodokuCollected *collected);

/** Returns: (transfer none) (nullable): the domain that the mail at hand was sent to. */
const char *todoku_collected_get_recipient_domain (const TodokuCollected *collected);

/** Returns: whether the refused server is nobody's who sends for the domain. */
gboolean todoku_collected_refused_is_foreign (const TodokuCollected *collected);

/** Returns: whether @address is that of a mail that arrived, and that SPF did not pass. */
gboolean todoku_collected_has_arrived (const TodokuCollected *collected,
                                       const TodokuDnsAddress *address);

G_END_DECLS
