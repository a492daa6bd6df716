// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"
#include "mail/received-results.h"
#include "mail/rules.h"

G_BEGIN_DECLS

/**
 * TodokuMailProof:
 * @TODOKU_MAIL_PROOF_NONE: nothing that the receiver found stands in the mail
 * @TODOKU_MAIL_PROOF_UNSURE: what stands there in the receiver's name may be the sender's as well
 * @TODOKU_MAIL_PROOF_SURE: only the receiver can have written it
 *
 * Whose word the results of a mail are.
 */
typedef enum
{
  TODOKU_MAIL_PROOF_NONE,
  TODOKU_MAIL_PROOF_UNSURE,
  TODOKU_MAIL_PROOF_SURE,
} TodokuMailProof;

/**
 * TodokuMailTrace:
 * @proof: whose word @results are
 * @results: (element-type TodokuAuthenticationResults): what the receiver found, the topmost first;
 *   none unless @proof is %TODOKU_MAIL_PROOF_SURE
 * @received_spf: (nullable): the value of its Received-SPF field (RFC 7208 9.1), as sure as
 * @results
 * @receiver: (nullable): the name of the server that took the mail in, in lower case, or that it
 *   gives itself in @results
 * @address: the address that it took it from; of length 0 where that is not told
 * @tls: whether that was encrypted; -1 where it is not told
 * @has_hops: whether there is a Received field at all
 * @recipient: (nullable): whom the receiver took it in for, where it tells
 * @forwarder: (nullable): the address that it had been delivered to before, of another domain than
 *   the one that it reached
 * @end: the fields above this index are the receiver's own
 *
 * What the receiver of a mail wrote into its header (RFC 5321 4.4). A sender can put anything there
 * as well, but only below: what every server adds, it adds on top.
 */
typedef struct
{
  TodokuMailProof proof;
  GPtrArray *results;
  const char *received_spf;
  char *receiver;
  TodokuDnsAddress address;
  int tls;
  gboolean has_hops;
  char *recipient;
  char *forwarder;
  guint end;
} TodokuMailTrace;

/**
 * todoku_mail_trace_read:
 * @fields: (element-type TodokuMailField): the header
 * @rules: knows how receivers write theirs
 *
 * Believes a field in the receiver's own name that stands above a Received field of the receiver's:
 * nothing of the sender's can be there. Receivers that write theirs below, and always do, are
 * believed in the topmost.
 *
 * Returns: (transfer full): what it says; refers to @fields
 */
TodokuMailTrace *todoku_mail_trace_read (const GPtrArray *fields,
                                         TodokuBounceRules *rules) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): for whom of another domain than @recipient's a server took
 *   the mail in, the topmost first. */
char *todoku_mail_trace_find_other_recipient (const GPtrArray *fields,
                                              const char *recipient) G_GNUC_WARN_UNUSED_RESULT;
void todoku_mail_trace_free (TodokuMailTrace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuMailTrace, todoku_mail_trace_free)

G_END_DECLS
