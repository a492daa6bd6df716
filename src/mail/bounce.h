// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"
#include "mail/received.h"

G_BEGIN_DECLS

/**
 * TodokuBounceStatus:
 * @TODOKU_BOUNCE_FOUND: it is a returned mail
 * @TODOKU_BOUNCE_EMPTY: there is nothing but white space
 * @TODOKU_BOUNCE_NONE: it is something else
 * @TODOKU_BOUNCE_REPORT: it is a report, but of mail that arrived
 * @TODOKU_BOUNCE_TOO_LARGE: it is too large to be read
 *
 * What a text turned out to be.
 */
typedef enum
{
  TODOKU_BOUNCE_FOUND,
  TODOKU_BOUNCE_EMPTY,
  TODOKU_BOUNCE_NONE,
  TODOKU_BOUNCE_REPORT,
  TODOKU_BOUNCE_TOO_LARGE,
} TodokuBounceStatus;

/** Returns: (transfer none): a sentence for the person, in the language spoken. */
const char *todoku_bounce_status_describe (TodokuBounceStatus status);

/**
 * TodokuSpfTrouble:
 * @TODOKU_SPF_TROUBLE_NONE: not told
 * @TODOKU_SPF_TROUBLE_MISSING: there is no record (RFC 7208 2.6.1)
 * @TODOKU_SPF_TROUBLE_BROKEN: the record cannot be used (2.6.7)
 * @TODOKU_SPF_TROUBLE_LOOKUPS: so, as it needs too many lookups (4.6.4)
 * @TODOKU_SPF_TROUBLE_SEVERAL: so, as there are several (4.5)
 * @TODOKU_SPF_TROUBLE_UNREAD: the receiver could not read it just then (2.6.6)
 *
 * Why SPF did not pass, where it was not the server.
 */
typedef enum
{
  TODOKU_SPF_TROUBLE_NONE,
  TODOKU_SPF_TROUBLE_MISSING,
  TODOKU_SPF_TROUBLE_BROKEN,
  TODOKU_SPF_TROUBLE_LOOKUPS,
  TODOKU_SPF_TROUBLE_SEVERAL,
  TODOKU_SPF_TROUBLE_UNREAD,
} TodokuSpfTrouble;

/**
 * TodokuBounce:
 * @kind: why the mail came back
 * @rule: (nullable): the way of refusing that was recognized; %NULL with
 *   %TODOKU_BOUNCE_KIND_OTHER
 * @receiver: (nullable): who refused it
 * @code: (nullable): as "550 5.7.26"; "5.1.1" where the first half is not told
 * @domain: (nullable): the domain whose SPF record was asked, or, with DMARC, the sender's; in
 *   A-labels, normalized
 * @ip: the address of the refused server; of length 0 where it is not told
 * @ips: (nullable) (element-type TodokuDnsAddress): all that it says were refused for @domain, @ip
 *   the first, where there are several: a server has an IPv4 and an IPv6 address, or a domain two
 *   servers
 * @spf: what the receiver says of SPF
 * @spf_trouble: what it says is wrong with the record
 * @dkim: what it says of DKIM
 * @dkim_trouble: why that did not pass, where it tells
 * @dmarc: what it says of DMARC
 * @has_no_dmarc: whether it says that there is no DMARC record
 * @sender: (nullable): the envelope sender, where told
 * @author: (nullable): the address in From, where told
 * @signer: (nullable): the domain that signed it, the tag d of its first DKIM-Signature (RFC 6376
 *   3.5), where that came back with it
 * @selector: (nullable): the tag s beside it
 * @recipient_domain: (nullable): the domain of whom it did not reach, where told
 * @server_owner: (nullable): the mail host one of whose servers is called @domain: mail that a form
 *   or a program sends without an envelope sender of its own
 * @forwarded: whether a server sent on what somebody else had written, so that the record of the
 *   writer's domain was checked, and nobody but its owner can change it
 * @forwarder: (nullable): the address that had it sent on; may be %NULL although it was forwarded
 * @is_list: whether @forwarder is a mailing list
 * @reader: (nullable): to whom the report went, where that is a person: the envelope sender, or who
 *   minds the server that sent
 * @names_checks: whether SPF, DKIM or DMARC is named, be it only as advice
 * @is_delayed: whether it is a warning, and the mail system goes on trying
 * @is_own_server: whether the server that sent refused it by itself, without having asked another
 * @is_internal: whether the receiver checked the address of a server of its own
 * @is_helo: whether the receiver checked the name of the sending server (HELO, RFC 7208 2.3)
 * @is_local: whether it asked a name that nobody else can look up, as that of a machine (then it is
 *   @domain), or none
 * @is_provider_domain: whether @domain belongs to a company that gives addresses to everybody
 *   (gmail.com), so that nobody else can set anything there
 *
 * A returned mail, read. Nothing in it is guessed. Ref-counted, never changed once made.
 */
typedef struct
{
  TodokuBounceKind kind;
  const TodokuBounceRule *rule;
  const TodokuReceiver *receiver;
  char *code;
  char *domain;
  TodokuDnsAddress ip;
  GArray *ips;
  TodokuAuthResult spf;
  TodokuSpfTrouble spf_trouble;
  TodokuAuthResult dkim;
  TodokuDkimTrouble dkim_trouble;
  TodokuAuthResult dmarc;
  gboolean has_no_dmarc;
  char *sender;
  char *author;
  char *signer;
  char *selector;
  char *recipient_domain;
  const TodokuMailHost *server_owner;
  gboolean forwarded;
  char *forwarder;
  gboolean is_list;
  char *reader;
  gboolean names_checks;
  gboolean is_delayed;
  gboolean is_own_server;
  gboolean is_internal;
  gboolean is_helo;
  gboolean is_local;
  gboolean is_provider_domain;
  /*< private >*/
  TodokuBounceRules *rules; /* keep the pointers into them valid */
  TodokuCatalog *catalog;
} TodokuBounce;

#define TODOKU_TYPE_BOUNCE (todoku_bounce_get_type ())
GType todoku_bounce_get_type (void) G_GNUC_CONST;

/**
 * todoku_bounce_read:
 * @rules: the ways of refusing
 * @catalog: the catalog
 * @octets: (array length=length): what was pasted, or the content of a file: anything at all
 * @length: how many octets
 * @bounce: (out) (transfer full) (nullable): the returned mail, with %TODOKU_BOUNCE_FOUND
 *
 * Speaks no language, and so may run in any thread.
 *
 * Returns: what it is
 */
TodokuBounceStatus todoku_bounce_read (TodokuBounceRules *rules,
                                       TodokuCatalog *catalog,
                                       const char *octets,
                                       gsize length,
                                       TodokuBounce **bounce);
TodokuBounce *todoku_bounce_ref (TodokuBounce *self);
void todoku_bounce_unref (TodokuBounce *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuBounce, todoku_bounce_unref)

/**
 * todoku_bounce_is_foreign:
 * @self: a returned mail
 * @own: (nullable): the person's domain, where she told it
 *
 * Returns: whether the SPF record of another domain than the person's was asked, as that of a mail
 *   host's server or of a company that the form belongs to
 */
gboolean todoku_bounce_is_foreign (const TodokuBounce *self, const char *own);

/** Returns: (transfer none) (nullable): the service that sends with envelope senders of @domain. */
const TodokuSender *todoku_bounce_find_service (const TodokuBounce *self, const char *domain);

/** Returns: whether the address in From is of another organization than the domain that was asked:
 *   as where a form writes the visitor's address into it. */
gboolean todoku_bounce_is_from_elsewhere (const TodokuBounce *self);

/** Returns: whether DMARC refused it (RFC 9989 4.4) although, or because, SPF is looked up at the
 *   envelope sender's domain, which is of another organization than that of From: no SPF record can
 *   mend that. */
gboolean todoku_bounce_is_unaligned (const TodokuBounce *self);

/** Returns: whether it names the domains of two organizations, of which either may be the
 *   person's. */
gboolean todoku_bounce_is_of_two (const TodokuBounce *self);

/** Returns: whether the receiver alone names the domain that was asked, and it lies below the one
 * that was registered: a web host's account, or a service's envelope senders, may be called so as
 * well as a part of the person's own domain. */
gboolean todoku_bounce_is_unconfirmed (const TodokuBounce *self);

/** @own: (nullable): the person's domain, where she told it. Returns: whether it went to an address
 *   of the person's own domain. */
gboolean todoku_bounce_is_to_own_domain (const TodokuBounce *self, const char *own);

/** @own: (nullable): the person's domain, where she told it. Returns: (transfer none) (nullable):
 *   the rule for a server that does not know an address of that domain, and asked nobody else: it
 *   takes the domain's mail for its own. */
const TodokuBounceRule *todoku_bounce_find_local (const TodokuBounce *self, const char *own);

/** @own: (nullable): the person's domain, where she told it. Returns: whether she wrote it, as far
 * as that is known, and the recipient had it sent on. */
gboolean todoku_bounce_is_forwarded_by_other (const TodokuBounce *self, const char *own);

/** Returns: whether SPF has to do with it, if only that of somebody else. */
gboolean todoku_bounce_is_about_spf (const TodokuBounce *self);

/**
 * todoku_bounce_is_fixable:
 * @self: a returned mail
 * @own: (nullable): the person's domain, where she told it
 *
 * Returns: whether a right SPF record of the person's domain mends it by itself; 1 yes, 0 no, -1
 *   where the text does not tell. In JSON it is true, false, and null. Where it is 0, see
 *   todoku_bounce_needs_record(), too
 */
int todoku_bounce_is_fixable (const TodokuBounce *self, const char *own);

/** Returns: whether an SPF record that is missing or broken is to be mended first, although the
 *   reason that was told is another (%TODOKU_FIXABLE_IF_MISSING). */
gboolean todoku_bounce_needs_record (const TodokuBounce *self);

/** Returns: (transfer none) (nullable): the domain of @address (nullable), where its owner can set
 *  something there: of no company that gives addresses to everybody, and of no host's server. */
const char *todoku_bounce_get_settable_domain (const TodokuBounce *self, const char *address);

/**
 * todoku_bounce_get_own_domain:
 * @self: a returned mail
 *
 * Returns: (transfer none) (nullable): the domain to check: the person's own, as far as it is told
 */
const char *todoku_bounce_get_own_domain (const TodokuBounce *self);

struct json_object;

/**
 * todoku_bounce_to_json:
 * @bounce: (nullable): a returned mail; %NULL for a text that is none
 *
 * Kinds, providers and results are never translated; messages are in the language spoken.
 *
 * Returns: (transfer full): the object that `todoku-cli bounce --json` prints; with %NULL every
 *   member is null
 */
struct json_object *todoku_bounce_to_json (const TodokuBounce *bounce) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_bounce_describe:
 * @self: a returned mail
 * @own: (nullable): the person's domain, where she told it
 *
 * Returns: (transfer full): what it means, and what to do next, in the language spoken
 */
char *todoku_bounce_describe (const TodokuBounce *self, const char *own) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what it means, in a sentence or two, in the language spoken. */
char *todoku_bounce_describe_meaning (const TodokuBounce *self) G_GNUC_WARN_UNUSED_RESULT;

/** @own: as in todoku_bounce_describe(). Returns: (transfer full): what to do so that the domain
 * that was asked passes SPF, or another one is asked. */
char *todoku_bounce_describe_record (const TodokuBounce *self,
                                     const char *own) G_GNUC_WARN_UNUSED_RESULT;

/** @own: as in todoku_bounce_describe(). Returns: (transfer full): what to do next, in the language
 *  spoken. */
char *todoku_bounce_describe_next (const TodokuBounce *self,
                                   const char *own) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what to change where todoku_bounce_is_from_elsewhere(), in the
 *  language spoken. */
char *todoku_bounce_describe_author (const TodokuBounce *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
