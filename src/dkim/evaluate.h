// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dkim/record.h"
#include "dkim/repair.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuDkimVerdict:
 * @TODOKU_DKIM_VERDICT_FINE: there is a key of the mail host, where that is known, and no selector
 *   that was asked for is without one; or none is needed
 * @TODOKU_DKIM_VERDICT_ADD: there is no key, or none of the mail host
 * @TODOKU_DKIM_VERDICT_FIX: there are records, and none of them is good for Gmail, or one of
 *   somebody who sends is broken, or a mail shows that the key is another one
 * @TODOKU_DKIM_VERDICT_UNKNOWN: the DNS could not be read, or there are keys only under selectors
 *   whose names are not known, or whose they are is not known
 * @TODOKU_DKIM_VERDICT_NO_DOMAIN: the domain does not exist
 */
typedef enum
{
  TODOKU_DKIM_VERDICT_FINE,
  TODOKU_DKIM_VERDICT_ADD,
  TODOKU_DKIM_VERDICT_FIX,
  TODOKU_DKIM_VERDICT_UNKNOWN,
  TODOKU_DKIM_VERDICT_NO_DOMAIN,
} TodokuDkimVerdict;

/** Returns: (transfer none): "fine", "add", "fix", "unknown", "no-domain"; never translated. */
const char *todoku_dkim_verdict_get_id (TodokuDkimVerdict verdict);

/**
 * TodokuDkimSelector:
 * @name: (nullable): the selector, as "default"; %NULL for a record that was not read from the DNS
 * @is_given: whether somebody asked for it by name
 * @is_stray: whether it is of nobody who is known to send, where it is known what the keys of the
 *   mail host are called
 * @state: what it is good for
 * @record: (nullable): its key; the first of several
 * @text: (nullable): the text of @record, UTF-8
 * @remedy: what helps where it is no good
 * @has_others: whether there are other texts, which are to go
 * @proposal: (nullable): with %TODOKU_DKIM_REMEDY_TEXT, what is to be published there
 * @target: (nullable): what it is to be an alias (CNAME) of, where that was entered wrongly
 * @misplaced: (nullable): where the key is that is missing here, a name at which nobody looks for
 * it
 * @alias: (nullable): where it is an alias (CNAME): the name at the end of the chain
 * @owner: (nullable): the registered domain of @alias, where that is another than the domain's own
 *
 * What is published at a selector.
 */
typedef struct
{
  char *name;
  gboolean is_given;
  gboolean is_stray;
  TodokuDkimState state;
  TodokuDkimRecord *record;
  char *text;
  TodokuDkimRemedy remedy;
  gboolean has_others;
  char *proposal;
  char *target;
  char *misplaced;
  char *alias;
  char *owner;
} TodokuDkimSelector;

/**
 * TodokuDkimEvaluation:
 * @verdict: what it comes to
 * @fault: (nullable): which of @selectors @verdict is about, where there is one that is no good, or
 *   was asked for and is not there
 * @selectors: (element-type TodokuDkimSelector): those that were given, and of the others those
 *   where something is published or could not be read
 * @findings: (element-type TodokuFinding): what is found, the worst first
 * @is_unread: whether %TODOKU_DKIM_VERDICT_UNKNOWN is for the DNS
 * @is_needless: whether %TODOKU_DKIM_VERDICT_FINE is because the domain sends nothing
 * @may_be_needless: whether %TODOKU_DKIM_VERDICT_UNKNOWN is because it may be that it does
 *
 * The DKIM keys of a domain.
 */
typedef struct
{
  TodokuDkimVerdict verdict;
  const TodokuDkimSelector *fault;
  GPtrArray *selectors;
  GPtrArray *findings;
  gboolean is_unread;
  gboolean is_needless;
  gboolean may_be_needless;
} TodokuDkimEvaluation;

void todoku_dkim_evaluation_free (TodokuDkimEvaluation *evaluation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDkimEvaluation, todoku_dkim_evaluation_free)

/** Returns: whether a selector that was asked for has no key, and the keys elsewhere are good. */
gboolean todoku_dkim_evaluation_lacks_one (const TodokuDkimEvaluation *evaluation);

/** Returns: (transfer none) (nullable): the selector @name of @evaluation. */
const TodokuDkimSelector *todoku_dkim_evaluation_find (const TodokuDkimEvaluation *evaluation,
                                                       const char *name);

/**
 * TodokuDkimSigner:
 * @name: who it is, in the language spoken
 * @selectors: (array zero-terminated=1): where its keys are: one of them is to be there; empty
 *   where that is not known
 * @is_alias: whether its keys are aliases (CNAME) of names of its own: then it uses each of
 *   @selectors in its turn
 * @labels: (nullable) (array zero-terminated=1): where such a name begins with the selector, a
 *   hyphen, and the domain: how the domain may be written there
 *
 * A company that signs mail for the domain.
 */
typedef struct
{
  const char *name;
  const char *const *selectors;
  gboolean is_alias;
  const char *const *labels;
} TodokuDkimSigner;

/**
 * TodokuDkimSearch:
 * @given: (nullable) (array zero-terminated=1): selectors that the person, or a mail, names;
 *   normalized
 * @signers: (nullable) (element-type TodokuDkimSigner): who signs
 * @has_host: whether the first of @signers is who holds the mail
 * @usual: (nullable) (array zero-terminated=1): selectors that may be there
 * @rival: (nullable): another company whose key may stand where that of the mail host is to be
 * @rival_reason: (nullable): why that may be, as a sentence
 * @sends_nothing: whether the domain is set up to send no mail
 * @may_send_nothing: whether it has yet to be said whether it sends any
 * @did_not_pass: whether a mail at hand was not rightly signed
 *
 * Where keys are looked for, and what is known of who put them there.
 */
typedef struct
{
  const char *const *given;
  GPtrArray *signers;
  gboolean has_host;
  const char *const *usual;
  const char *rival;
  const char *rival_reason;
  gboolean sends_nothing;
  gboolean may_send_nothing;
  gboolean did_not_pass;
} TodokuDkimSearch;

/**
 * todoku_dkim_selector_parse:
 * @text: what was given: a selector, or the name of its record, with or without the domain
 * @domain: (nullable): the domain
 *
 * Returns: (transfer full) (nullable): the selector, normalized; %NULL where @text cannot be one
 */
char *todoku_dkim_selector_parse (const char *text, const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dkim_evaluate_record:
 * @text: (array length=length): a record; any octets
 * @length: its octets
 *
 * Returns: (transfer full): what it is good for, without asking the DNS, as the one selector
 */
TodokuDkimEvaluation *todoku_dkim_evaluate_record (const char *text,
                                                   gsize length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dkim_evaluate:
 * @facts: what is known
 * @domain: a domain, normalized
 * @search: where to look
 * @evaluation: (out) (transfer full) (nullable): what is published; %NULL while an answer is
 *   missing
 *
 * A rule over facts. All selectors are asked at once; aliases take a round trip more.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_dkim_evaluate (TodokuDnsFacts *facts,
                               const char *domain,
                               const TodokuDkimSearch *search,
                               TodokuDkimEvaluation **evaluation);

G_END_DECLS
