// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"
#include "mail/rules.h"

G_BEGIN_DECLS

/**
 * TodokuReceivedStatus:
 * @TODOKU_RECEIVED_FOUND: it is a mail that arrived
 * @TODOKU_RECEIVED_EMPTY: there is nothing but white space
 * @TODOKU_RECEIVED_NONE: it is something else
 * @TODOKU_RECEIVED_RETURNED: it is a mail that came back; see todoku_bounce_read()
 * @TODOKU_RECEIVED_TOO_LARGE: it is too large to be read
 *
 * What a text turned out to be.
 */
typedef enum
{
  TODOKU_RECEIVED_FOUND,
  TODOKU_RECEIVED_EMPTY,
  TODOKU_RECEIVED_NONE,
  TODOKU_RECEIVED_RETURNED,
  TODOKU_RECEIVED_TOO_LARGE,
} TodokuReceivedStatus;

/** Returns: (transfer none): a sentence for the person, in the language spoken. */
const char *todoku_received_status_describe (TodokuReceivedStatus status);

/**
 * TodokuAlignment:
 * @TODOKU_ALIGNMENT_UNKNOWN: one of the domains is not told
 * @TODOKU_ALIGNMENT_NONE: they belong to different organizations
 * @TODOKU_ALIGNMENT_RELAXED: they belong to the same organization
 * @TODOKU_ALIGNMENT_STRICT: they are the same
 *
 * How a domain that was checked stands to that of From (RFC 9989 4.4).
 */
typedef enum
{
  TODOKU_ALIGNMENT_UNKNOWN,
  TODOKU_ALIGNMENT_NONE,
  TODOKU_ALIGNMENT_RELAXED,
  TODOKU_ALIGNMENT_STRICT,
} TodokuAlignment;

/**
 * todoku_alignment_find:
 * @domain: (nullable): a domain that was checked, normalized
 * @author: (nullable): the domain of From, normalized
 *
 * Organizations are told apart by the public suffix list, not by the DNS.
 *
 * Returns: how they stand to each other
 */
TodokuAlignment todoku_alignment_find (const char *domain, const char *author);

/** Returns: (transfer none) (nullable): "none", "relaxed", "strict"; %NULL where it is unknown. */
const char *todoku_alignment_get_id (TodokuAlignment alignment);

/**
 * TodokuDkimTrouble:
 * @TODOKU_DKIM_TROUBLE_NONE: not told
 * @TODOKU_DKIM_TROUBLE_BODY: the text is another than the one that was signed (RFC 6376 6.1.3)
 * @TODOKU_DKIM_TROUBLE_NO_KEY: there is no key (6.1.2)
 * @TODOKU_DKIM_TROUBLE_BROKEN_KEY: the key cannot be used
 * @TODOKU_DKIM_TROUBLE_WEAK_KEY: the key is too short
 * @TODOKU_DKIM_TROUBLE_EXPIRED: the signature is older than it may be (RFC 6376 3.5, x=)
 * @TODOKU_DKIM_TROUBLE_SIGNATURE: there is one, which does not fit the key, or was broken on the
 *   way
 *
 * Why DKIM did not pass, where the receiver tells.
 */
typedef enum
{
  TODOKU_DKIM_TROUBLE_NONE,
  TODOKU_DKIM_TROUBLE_BODY,
  TODOKU_DKIM_TROUBLE_NO_KEY,
  TODOKU_DKIM_TROUBLE_BROKEN_KEY,
  TODOKU_DKIM_TROUBLE_WEAK_KEY,
  TODOKU_DKIM_TROUBLE_EXPIRED,
  TODOKU_DKIM_TROUBLE_SIGNATURE,
} TodokuDkimTrouble;

/** Returns: why DKIM did not pass, by what the receiver says of it in @text. */
TodokuDkimTrouble todoku_dkim_trouble_find (const char *text);

/** Returns: (transfer none): "body", "no-key", …; %NULL for none; never translated. */
const char *todoku_dkim_trouble_get_id (TodokuDkimTrouble trouble);

/** @domain and @selector: (nullable): which signature it is. Returns: (transfer full) (nullable):
 *  what to do about @trouble, in the language spoken; %NULL where that cannot be said */
char *todoku_dkim_trouble_describe (TodokuDkimTrouble trouble,
                                    const char *domain,
                                    const char *selector) G_GNUC_WARN_UNUSED_RESULT;

/**
 * TodokuReceivedCheck:
 * @result: (nullable): "pass", "fail", "softfail", "neutral", "none", "policy", "temperror",
 *   "permerror" (RFC 8601 2.7), or "unknown"; %NULL where the receiver does not tell
 * @domain: (nullable): the domain that it is about, in A-labels, normalized
 * @selector: (nullable): the selector of a DKIM signature
 * @trouble: why a DKIM signature did not pass
 * @alignment: how @domain stands to the domain of From
 *
 * What SPF, or DKIM for one signature, came to.
 */
typedef struct
{
  const char *result;
  char *domain;
  char *selector;
  TodokuDkimTrouble trouble;
  TodokuAlignment alignment;
} TodokuReceivedCheck;

/** Returns: whether @self passed, and for the organization of From. */
gboolean todoku_received_check_passes (const TodokuReceivedCheck *self);

/**
 * TodokuReceivedProof:
 * @TODOKU_RECEIVED_PROOF_NONE: nothing in it is the receiver's judgement
 * @TODOKU_RECEIVED_PROOF_UNSURE: results stand in it, but the sender can have written them
 * @TODOKU_RECEIVED_PROOF_OWN: it shows what a server of the sender's own organization found
 * @TODOKU_RECEIVED_PROOF_PAGE: it is what Gmail's page about a mail says
 * @TODOKU_RECEIVED_PROOF_RECEIVER: the receiver itself wrote the results into it
 *
 * Whose word the results of a mail are.
 */
typedef enum
{
  TODOKU_RECEIVED_PROOF_NONE,
  TODOKU_RECEIVED_PROOF_UNSURE,
  TODOKU_RECEIVED_PROOF_OWN,
  TODOKU_RECEIVED_PROOF_PAGE,
  TODOKU_RECEIVED_PROOF_RECEIVER,
} TodokuReceivedProof;

/**
 * TodokuReceivedNext:
 * @TODOKU_RECEIVED_NEXT_NOTHING: all three passed
 * @TODOKU_RECEIVED_NEXT_SOURCE: get the source of a mail that another receiver judged
 * @TODOKU_RECEIVED_NEXT_DIRECT: send a mail that nobody sends on
 * @TODOKU_RECEIVED_NEXT_DOMAIN: send from an address of one's own domain
 * @TODOKU_RECEIVED_NEXT_ENVELOPE: the envelope sender is somebody else's: no SPF record of one's
 * own can help
 * @TODOKU_RECEIVED_NEXT_SPF: see to the SPF record
 * @TODOKU_RECEIVED_NEXT_DKIM: see to DKIM
 * @TODOKU_RECEIVED_NEXT_DMARC: see to the DMARC record
 * @TODOKU_RECEIVED_NEXT_ALIGNMENT: only the envelope sender is of another domain
 *
 * What to do next.
 */
typedef enum
{
  TODOKU_RECEIVED_NEXT_NOTHING,
  TODOKU_RECEIVED_NEXT_SOURCE,
  TODOKU_RECEIVED_NEXT_DIRECT,
  TODOKU_RECEIVED_NEXT_DOMAIN,
  TODOKU_RECEIVED_NEXT_ENVELOPE,
  TODOKU_RECEIVED_NEXT_SPF,
  TODOKU_RECEIVED_NEXT_DKIM,
  TODOKU_RECEIVED_NEXT_DMARC,
  TODOKU_RECEIVED_NEXT_ALIGNMENT,
} TodokuReceivedNext;

/**
 * TodokuReceived:
 * @proof: whose word the results are
 * @from: (nullable): the address in From
 * @domain: (nullable): its domain, in A-labels, normalized
 * @mail_from: (nullable): the envelope sender; empty for none (RFC 5321 4.5.5); a domain where only
 *   that is told; "www-data@web01" where its domain has no name on the Internet
 * @recipient_domain: (nullable): the domain that it was sent to
 * @addressee: (nullable): the domain in To, where its owner can set something there, and it is of
 *   another organization than @domain
 * @receiver: (nullable): the name under which the receiver judged, or that of its server
 * @ip: the address it took the mail from; of length 0 where that is not told
 * @tls: whether that was encrypted; -1 where it is not told
 * @spf: what SPF came to
 * @dkim: (element-type TodokuReceivedCheck): what DKIM came to, for each signature that is told
 * @is_signed: whether there is a DKIM signature in it
 * @dmarc: (nullable): what DMARC came to, as in #TodokuReceivedCheck
 * @policy: (nullable): "none", "quarantine" or "reject", as the receiver found it
 * @is_forwarded: whether a forwarding server or a mailing list sent it on
 * @is_rewritten: whether the list put an address of its own into From: @from is then its author's
 * @is_provider_domain: whether @domain belongs to a company that gives addresses to everybody
 * @is_envelope_of_provider: whether the envelope sender's domain does
 * @tells_only_spf: whether the receiver writes what SPF came to, and nothing of the other two
 * @has_hops: whether it tells at all on which way it came
 *
 * A mail that arrived, read. Results are only there where their proof is more than unsure.
 * Ref-counted, never changed once made.
 */
typedef struct
{
  TodokuReceivedProof proof;
  char *from;
  char *domain;
  char *mail_from;
  char *recipient_domain;
  char *addressee;
  char *receiver;
  TodokuDnsAddress ip;
  int tls;
  TodokuReceivedCheck spf;
  GPtrArray *dkim;
  gboolean is_signed;
  const char *dmarc;
  const char *policy;
  gboolean is_forwarded;
  gboolean is_rewritten;
  gboolean is_provider_domain;
  gboolean is_envelope_of_provider;
  gboolean tells_only_spf;
  gboolean has_hops;
  /*< private >*/
  TodokuCatalog *catalog;
} TodokuReceived;

#define TODOKU_TYPE_RECEIVED (todoku_received_get_type ())
GType todoku_received_get_type (void) G_GNUC_CONST;

/**
 * todoku_received_read:
 * @rules: knows how receivers write what they found
 * @catalog: the catalog
 * @octets: (array length=length): what was pasted, or the content of a file: anything at all
 * @length: how many octets
 * @received: (out) (transfer full) (nullable): the mail, with %TODOKU_RECEIVED_FOUND
 *
 * Reads a mail that arrived: its file, its source or its header, or Gmail's page about it. Speaks
 * no language, and so may run in any thread.
 *
 * Returns: what it is
 */
TodokuReceivedStatus todoku_received_read (TodokuBounceRules *rules,
                                           TodokuCatalog *catalog,
                                           const char *octets,
                                           gsize length,
                                           TodokuReceived **received);
TodokuReceived *todoku_received_ref (TodokuReceived *self);
void todoku_received_unref (TodokuReceived *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuReceived, todoku_received_unref)

/** Returns: (transfer none) (nullable): the signature that tells most: one that passes, if any. */
const TodokuReceivedCheck *todoku_received_get_dkim (const TodokuReceived *self);

/** Returns: whether @self passed, but for another organization than that of From. */
gboolean todoku_received_check_passes_elsewhere (const TodokuReceivedCheck *self);

/** Returns: whether nothing was found wrong, as the receiver could not read the DNS just then. */
gboolean todoku_received_is_unread (const TodokuReceived *self);

/** Returns: (transfer none) (nullable): the domain of the service that sent it in its own name,
 *   where that passed, and is not of the company that keeps the person's mail. */
const char *todoku_received_get_service (const TodokuReceived *self);

/** Returns: whether the receiver itself says that all three passed, each for the domain of From. */
gboolean todoku_received_passes (const TodokuReceived *self);

/** Returns: what to do next. */
TodokuReceivedNext todoku_received_get_next (const TodokuReceived *self);

/** Returns: (transfer none) (nullable): the domain whose SPF record is to be checked: of the
 *  organization of From, and the one that was asked, where that is told. */
const char *todoku_received_get_spf_domain (const TodokuReceived *self);

struct json_object;

/**
 * todoku_received_to_json:
 * @received: (nullable): a mail; %NULL for a text that is none
 *
 * Returns: (transfer full): the object that `todoku-cli received --json` prints; with %NULL every
 *   member is null
 */
struct json_object *todoku_received_to_json (const TodokuReceived *received)
  G_GNUC_WARN_UNUSED_RESULT;

// Each gives (transfer full) one sentence or two, in the language spoken.

/** Returns: how to come by the source of a mail that arrived. */
char *todoku_received_describe_way (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what all comes to, and what to do next. */
char *todoku_received_describe (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what all comes to. */
char *todoku_received_describe_verdict (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what to do next. */
char *todoku_received_describe_next (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

/** @own: (nullable): the person's domain, where she told it. Returns: what to do about an envelope
 *  sender that is somebody else's. */
char *todoku_received_describe_envelope (const TodokuReceived *self,
                                         const char *own) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what SPF came to. */
char *todoku_received_describe_spf (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what DKIM came to. */
char *todoku_received_describe_dkim (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: what DMARC came to. */
char *todoku_received_describe_dmarc (const TodokuReceived *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
