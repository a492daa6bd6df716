// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/**
 * TodokuBounceKind:
 * @TODOKU_BOUNCE_KIND_UNAUTHENTICATED: neither SPF nor DKIM passed
 * @TODOKU_BOUNCE_KIND_SPF: SPF did not pass
 * @TODOKU_BOUNCE_KIND_DMARC: DMARC did not pass, or is missing
 * @TODOKU_BOUNCE_KIND_ALIGNMENT: From is not the domain that was vouched for
 * @TODOKU_BOUNCE_KIND_DKIM: DKIM did not pass
 * @TODOKU_BOUNCE_KIND_PTR: the reverse DNS of the sending server
 * @TODOKU_BOUNCE_KIND_TLS: sent without encryption
 * @TODOKU_BOUNCE_KIND_SPAM: content, reputation or amount
 * @TODOKU_BOUNCE_KIND_USER_UNKNOWN: no such recipient, or one who does not want to be one
 * @TODOKU_BOUNCE_KIND_MAILBOX_FULL: no room
 * @TODOKU_BOUNCE_KIND_RELAY: the server that was asked does not take mail for the recipient's
 * domain
 * @TODOKU_BOUNCE_KIND_SENDER_UNKNOWN: the DNS knows nothing of the sender's domain
 * @TODOKU_BOUNCE_KIND_CONTENT: how the mail was written, or what was attached
 * @TODOKU_BOUNCE_KIND_LOCAL: the person's own server, which takes the mail of her domain for its
 * own
 * @TODOKU_BOUNCE_KIND_SUBMISSION: the server of her own company, which did not let her send
 * @TODOKU_BOUNCE_KIND_UNREACHABLE: the recipient's server, which could not be reached
 * @TODOKU_BOUNCE_KIND_LATER: not now, and nothing else was told
 * @TODOKU_BOUNCE_KIND_OTHER: something else
 *
 * Why a mail came back.
 */
typedef enum
{
  TODOKU_BOUNCE_KIND_UNAUTHENTICATED,
  TODOKU_BOUNCE_KIND_SPF,
  TODOKU_BOUNCE_KIND_DMARC,
  TODOKU_BOUNCE_KIND_ALIGNMENT,
  TODOKU_BOUNCE_KIND_DKIM,
  TODOKU_BOUNCE_KIND_PTR,
  TODOKU_BOUNCE_KIND_TLS,
  TODOKU_BOUNCE_KIND_SPAM,
  TODOKU_BOUNCE_KIND_USER_UNKNOWN,
  TODOKU_BOUNCE_KIND_MAILBOX_FULL,
  TODOKU_BOUNCE_KIND_RELAY,
  TODOKU_BOUNCE_KIND_SENDER_UNKNOWN,
  TODOKU_BOUNCE_KIND_CONTENT,
  TODOKU_BOUNCE_KIND_LOCAL,
  TODOKU_BOUNCE_KIND_SUBMISSION,
  TODOKU_BOUNCE_KIND_UNREACHABLE,
  TODOKU_BOUNCE_KIND_LATER,
  TODOKU_BOUNCE_KIND_OTHER,
} TodokuBounceKind;

/** Returns: (transfer none): "unauthenticated", "spf", …; never translated. */
const char *todoku_bounce_kind_get_id (TodokuBounceKind kind);

/**
 * TodokuAuthResult:
 * @TODOKU_AUTH_NOT_TOLD: the text does not say
 * @TODOKU_AUTH_PASS: passed
 * @TODOKU_AUTH_FAIL: did not pass, for whatever reason
 */
typedef enum
{
  TODOKU_AUTH_NOT_TOLD,
  TODOKU_AUTH_PASS,
  TODOKU_AUTH_FAIL,
} TodokuAuthResult;

/** Returns: (transfer none) (nullable): "pass" or "fail"; %NULL where it was not told. */
const char *todoku_auth_result_get_id (TodokuAuthResult result);

/**
 * TodokuReceiver:
 * @id: as "gmail"
 * @name: as Gmail
 * @servers: (array zero-terminated=1): globs of its receiving servers; see
 *   todoku_catalog_glob_matches()
 * @phrases: (element-type GRegex): words by which it is known where no server is named
 * @results_servers: (array zero-terminated=1): globs of the servers that write what it found into
 *   mail that arrives (Authentication-Results, RFC 8601), where it has ways of its own; else empty
 * @results_names: (nullable) (array zero-terminated=1): globs of the names it writes there
 *   (authserv-id), the topmost first; empty where it writes none
 * @results_below: whether it writes them below its Received field
 * @results_source: where this is from
 *
 * Who receives mail, and refuses it.
 */
typedef struct
{
  char *id;
  TodokuCatalogText name;
  char **servers;
  GPtrArray *phrases;
  char **results_servers;
  char **results_names;
  gboolean results_below;
  TodokuCatalogSource results_source;
} TodokuReceiver;

/**
 * TodokuMachines:
 * @names: (array zero-terminated=1): globs of names
 * @sender: (nullable): the id of the service that uses them as envelope senders
 * @source: where this is from
 *
 * Names that a company gives to machines: nobody's own domain.
 */
typedef struct
{
  char **names;
  char *sender;
  TodokuCatalogSource source;
} TodokuMachines;

/**
 * TodokuFixable:
 * @TODOKU_FIXABLE_NO: no SPF record helps
 * @TODOKU_FIXABLE_YES: a right one does
 * @TODOKU_FIXABLE_IF_MISSING: the reason is another, but a record that is missing or broken adds to
 *   it, and is to be mended first
 *
 * Whether an SPF record can make the receiver take the mail.
 */
typedef enum
{
  TODOKU_FIXABLE_NO,
  TODOKU_FIXABLE_YES,
  TODOKU_FIXABLE_IF_MISSING,
} TodokuFixable;

/**
 * TodokuBounceRule:
 * @id: as "gmail-dmarc"
 * @receiver: (nullable): who says it; %NULL where many do
 * @kind: why
 * @codes: (array zero-terminated=1): the codes it comes with, as "550 5.7.26" or "5.7.26"
 * @phrases: (element-type GRegex): what nobody else would write; one of them is enough, wherever it
 *   stands
 * @words: (element-type GRegex): what means the same in a reply; one of them is enough there.
 *   Without @phrases a code is enough, too, but with @words only where its reply has none of its
 *   own; without any of the three, what the checks came to
 * @spf: what it means for SPF, where nothing else is found
 * @dkim: the same for DKIM
 * @dmarc: the same for DMARC
 * @fixable_by_spf: whether an SPF record can make the receiver take the mail
 * @meaning: what it means for the person
 * @next: what to do next; without texts where the kind says enough
 * @source: where this is from
 *
 * One way in which a receiving server refuses a mail.
 */
typedef struct
{
  char *id;
  const TodokuReceiver *receiver;
  TodokuBounceKind kind;
  char **codes;
  GPtrArray *phrases;
  GPtrArray *words;
  TodokuAuthResult spf;
  TodokuAuthResult dkim;
  TodokuAuthResult dmarc;
  TodokuFixable fixable_by_spf;
  TodokuCatalogText meaning;
  TodokuCatalogText next;
  TodokuCatalogSource source;
} TodokuBounceRule;

/**
 * TodokuBounceRules:
 *
 * All ways of refusing that are known. Apart from the catalog, as most people never need it.
 * Ref-counted; nothing changes it once loaded, and any thread may read it.
 */
typedef struct _TodokuBounceRules TodokuBounceRules;

/**
 * todoku_bounce_rules_load:
 * @folder: (type filename): the catalog's folder
 * @error: return location for an error
 *
 * Reads bounces.json. Blocks on the disk.
 *
 * Returns: (transfer full) (nullable): the rules; %NULL with a #GFileError or
 *   %TODOKU_CATALOG_ERROR
 */
TodokuBounceRules *todoku_bounce_rules_load (const char *folder,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
TodokuBounceRules *todoku_bounce_rules_ref (TodokuBounceRules *self);
void todoku_bounce_rules_unref (TodokuBounceRules *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuBounceRules, todoku_bounce_rules_unref)

/** Returns: (transfer none) (element-type TodokuBounceRule): in the order in which they are tried.
 */
GPtrArray *todoku_bounce_rules_get_list (TodokuBounceRules *self);

/** Returns: (transfer none) (nullable): the rule called @id. */
const TodokuBounceRule *todoku_bounce_rules_find (TodokuBounceRules *self, const char *id);

/** Returns: (transfer none) (nullable): whose receiving server is called @server. */
const TodokuReceiver *todoku_bounce_rules_find_server (TodokuBounceRules *self, const char *server);

/** Returns: (transfer none) (nullable): whose server @server writes results in a way of its own. */
const TodokuReceiver *todoku_bounce_rules_find_results (TodokuBounceRules *self,
                                                        const char *server);

/** Returns: (transfer none) (nullable): the machines that @name is one of. */
const TodokuMachines *todoku_bounce_rules_find_machines (TodokuBounceRules *self, const char *name);

/** Returns: (transfer none) (nullable): who is known by words of @text, a flat text. */
const TodokuReceiver *todoku_bounce_rules_find_text (TodokuBounceRules *self, const char *text);

G_END_DECLS
