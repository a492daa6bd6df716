// SPDX-License-Identifier: GPL-3.0-or-later

// check_host() of RFC 7208.

#include "spf/evaluate-private.h"

#include "config.h"
#include "dns/name.h"
#include "spf/macro.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Not one of the results: an answer is missing.
#define RESULT_PENDING ((TodokuSpfResult) -1)

static TodokuSpfResult check_domain (TodokuSpfState *state, const char *domain, guint depth);

const char *
todoku_spf_result_get_id (TodokuSpfResult result)
{
  static const char *const ids[] = {
    [TODOKU_SPF_RESULT_NONE] = "none",           [TODOKU_SPF_RESULT_NEUTRAL] = "neutral",
    [TODOKU_SPF_RESULT_PASS] = "pass",           [TODOKU_SPF_RESULT_FAIL] = "fail",
    [TODOKU_SPF_RESULT_SOFTFAIL] = "softfail",   [TODOKU_SPF_RESULT_TEMPERROR] = "temperror",
    [TODOKU_SPF_RESULT_PERMERROR] = "permerror",
  };

  return ids[result];
}

void
todoku_spf_evaluation_free (TodokuSpfEvaluation *evaluation)
{
  g_free (evaluation->domain);
  g_free (evaluation->term);
  g_free (evaluation->explanation);
  g_clear_pointer (&evaluation->failure, todoku_dns_answer_unref);
  g_free (evaluation);
}

char *
todoku_spf_evaluation_get_reason (const TodokuSpfEvaluation *evaluation)
{
  const char *domain = evaluation->domain;
  const char *term = evaluation->term;
  const char *server =
    evaluation->failure != NULL ? todoku_dns_answer_get_server (evaluation->failure) : NULL;

  switch (evaluation->reason)
    {
    case TODOKU_SPF_REASON_MATCH:
      // Translators: the first argument is a term of a record, the second a domain.
      return g_strdup_printf (_ ("“%s” in the record of %s matches the sending server."), term,
                              domain);
    case TODOKU_SPF_REASON_NO_MATCH:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("Nothing in the record of %s matches the sending server, and it "
                                 "has no end."),
                              domain);
    case TODOKU_SPF_REASON_NO_RECORD:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("%s has no SPF record."), domain);
    case TODOKU_SPF_REASON_BAD_DOMAIN:
      // Translators: the argument is a text that should be a domain.
      return g_strdup_printf (_ ("“%s” is not a domain that can have an SPF record."), domain);
    case TODOKU_SPF_REASON_SEVERAL_RECORDS:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("%s has more than one SPF record."), domain);
    case TODOKU_SPF_REASON_SYNTAX:
      // Translators: the first argument is a domain, the second a sentence on what is wrong.
      return g_strdup_printf (_ ("The record of %s has an error: %s"), domain, term);
    case TODOKU_SPF_REASON_LOOKUP_LIMIT:
      // Translators: the argument is a domain.
      return g_strdup_printf (
        _ ("More than 10 lookups are needed; the limit was passed in the record of %s."), domain);
    case TODOKU_SPF_REASON_VOID_LIMIT:
      // Translators: the first argument is a term of a record, the second a domain.
      return g_strdup_printf (
        _ ("More than 2 lookups found nothing; the limit was passed at “%s” in the record of %s."),
        term, domain);
    case TODOKU_SPF_REASON_NAME_LIMIT:
      // Translators: the first argument is a term of a record, the second a domain.
      return g_strdup_printf (_ ("“%s” in the record of %s has more than 10 mail servers."), term,
                              domain);
    case TODOKU_SPF_REASON_TARGET_NO_RECORD:
      // Translators: the first argument is a term of a record, the second a domain.
      return g_strdup_printf (_ ("“%s” in the record of %s leads to a domain without an SPF "
                                 "record."),
                              term, domain);
    case TODOKU_SPF_REASON_DNS_FAILURE:
    default:
      // Translators: the first argument is a domain, the second a server's address.
      return g_strdup_printf (_ (
                                "What the record of %s needs could not be looked up: the server %s "
                                "failed."),
                              domain, server != NULL ? server : _ ("the DNS server"));
    }
}

static void
set_copy (char **place, const char *text)
{
  if (*place == text)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

void
todoku_spf_state_note (TodokuSpfState *state,
                       TodokuSpfReason reason,
                       const char *domain,
                       const TodokuSpfTerm *term,
                       TodokuDnsAnswer *failure)
{
  TodokuSpfEvaluation *outcome = state->outcome;

  outcome->reason = reason;
  set_copy (&outcome->domain, domain);
  set_copy (&outcome->term, term != NULL ? term->text : NULL);
  g_clear_pointer (&outcome->failure, todoku_dns_answer_unref);
  outcome->failure = failure != NULL ? todoku_dns_answer_ref (failure) : NULL;
}

// Include asks whether its target would let the client pass (RFC 7208 5.2).
static TodokuSpfMatch
match_include (TodokuSpfState *state,
               const char *domain,
               const TodokuSpfTerm *term,
               const char *target,
               guint depth)
{
  switch (check_domain (state, target, depth + 1))
    {
    case TODOKU_SPF_RESULT_PASS:
      return TODOKU_SPF_MATCH_YES;
    case TODOKU_SPF_RESULT_FAIL:
    case TODOKU_SPF_RESULT_SOFTFAIL:
    case TODOKU_SPF_RESULT_NEUTRAL:
      return TODOKU_SPF_MATCH_NO;
    case TODOKU_SPF_RESULT_TEMPERROR:
      return TODOKU_SPF_MATCH_TEMPERROR;
    case TODOKU_SPF_RESULT_NONE:
      todoku_spf_state_note (state, TODOKU_SPF_REASON_TARGET_NO_RECORD, domain, term, NULL);
      return TODOKU_SPF_MATCH_PERMERROR;
    case TODOKU_SPF_RESULT_PERMERROR:
      return TODOKU_SPF_MATCH_PERMERROR;
    default:
      return TODOKU_SPF_MATCH_PENDING;
    }
}

static gboolean
count_lookup (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term)
{
  if (!todoku_spf_term_needs_lookup (term))
    return TRUE;
  if (++state->lookups <= TODOKU_SPF_LOOKUPS_MAX)
    return TRUE;
  todoku_spf_state_note (state, TODOKU_SPF_REASON_LOOKUP_LIMIT, domain, term, NULL);

  return FALSE;
}

static TodokuSpfMatch
match_term (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, guint depth)
{
  g_autofree char *expanded = NULL;
  const char *target = domain;
  gboolean complete;

  if (term->kind == TODOKU_SPF_TERM_ALL)
    return TODOKU_SPF_MATCH_YES;
  if (!count_lookup (state, domain, term))
    return TODOKU_SPF_MATCH_PERMERROR;

  if (!todoku_spf_term_is_network (term) && term->value != NULL)
    {
      target = term->value;
      if (!todoku_spf_macro_is_constant (term->value))
        target = expanded = todoku_spf_state_expand (state, domain, term->value, FALSE, &complete);
      if (target == NULL)
        return TODOKU_SPF_MATCH_PENDING;
    }
  if (term->kind == TODOKU_SPF_TERM_INCLUDE)
    return match_include (state, domain, term, target, depth);

  return todoku_spf_match_mechanism (state, domain, term, target);
}

static TodokuSpfResult
result_of_qualifier (TodokuSpfQualifier qualifier)
{
  switch (qualifier)
    {
    case TODOKU_SPF_QUALIFIER_FAIL:
      return TODOKU_SPF_RESULT_FAIL;
    case TODOKU_SPF_QUALIFIER_SOFTFAIL:
      return TODOKU_SPF_RESULT_SOFTFAIL;
    case TODOKU_SPF_QUALIFIER_NEUTRAL:
      return TODOKU_SPF_RESULT_NEUTRAL;
    case TODOKU_SPF_QUALIFIER_PASS:
    default:
      return TODOKU_SPF_RESULT_PASS;
    }
}

// Any trouble on the way means that there is no explanation; the result stays (6.2). What may not
// stand in it is no macro-string either.
static char *
read_explanation (TodokuSpfState *state,
                  const char *domain,
                  TodokuDnsAnswer *answer,
                  gboolean *complete)
{
  const TodokuDnsRecord *record;
  g_autofree char *text = NULL;
  const char *octets;
  gsize length;

  if (todoku_dns_answer_get_n_records (answer) != 1)
    return NULL;
  record = todoku_dns_answer_get_record (answer, 0);
  octets = todoku_dns_record_get_text (record, &length);
  if (length == 0 || memchr (octets, '\0', length) != NULL)
    return NULL;

  text = g_strndup (octets, length);

  return todoku_spf_state_expand (state, domain, text, TRUE, complete);
}

// The explanation of a fail (RFC 7208 6.2), or NULL; *@complete is cleared while it is not known.
static char *
explain (TodokuSpfState *state, const char *domain, TodokuSpfRecord *record, gboolean *complete)
{
  const TodokuSpfTerm *exp = todoku_spf_record_find (record, TODOKU_SPF_TERM_EXP);
  g_autofree char *target = NULL;
  TodokuDnsAnswer *answer;

  if (exp != NULL)
    target = todoku_spf_state_expand (state, domain, exp->value, FALSE, complete);
  if (target == NULL)
    return NULL;

  answer = todoku_dns_facts_ask (state->facts, target, TODOKU_DNS_TYPE_TXT);
  *complete = answer != NULL;

  return answer != NULL ? read_explanation (state, domain, answer, complete) : NULL;
}

// A fail of the record itself, not of one it includes, is explained (6.2).
static TodokuSpfResult
finish_match (TodokuSpfState *state,
              const char *domain,
              TodokuSpfRecord *record,
              const TodokuSpfTerm *term,
              guint depth)
{
  TodokuSpfResult result = result_of_qualifier (term->qualifier);
  gboolean complete = TRUE;

  todoku_spf_state_note (state, TODOKU_SPF_REASON_MATCH, domain, term, NULL);
  if (result != TODOKU_SPF_RESULT_FAIL || depth > 0)
    return result;

  g_free (state->outcome->explanation);
  state->outcome->explanation = explain (state, domain, record, &complete);

  return complete ? result : RESULT_PENDING;
}

// A redirect replaces the whole evaluation, explanation included (6.1).
static TodokuSpfResult
follow_redirect (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, guint depth)
{
  g_autofree char *target = NULL;
  TodokuSpfResult result;
  gboolean complete;

  if (!count_lookup (state, domain, term))
    return TODOKU_SPF_RESULT_PERMERROR;
  target = todoku_spf_state_expand (state, domain, term->value, FALSE, &complete);
  if (target == NULL)
    return RESULT_PENDING;

  result = check_domain (state, target, depth);
  if (result != TODOKU_SPF_RESULT_NONE)
    return result;
  todoku_spf_state_note (state, TODOKU_SPF_REASON_TARGET_NO_RECORD, domain, term, NULL);

  return TODOKU_SPF_RESULT_PERMERROR;
}

static TodokuSpfResult
check_record (TodokuSpfState *state, const char *domain, TodokuSpfRecord *record, guint depth)
{
  const TodokuSpfTerm *redirect;
  guint budget;

  // Errors anywhere in the record count before anything is looked up (4.6).
  if (todoku_spf_record_get_error (record) != NULL)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_SYNTAX, domain, NULL, NULL);
      set_copy (&state->outcome->term, todoku_spf_record_get_error (record)->message);
      return TODOKU_SPF_RESULT_PERMERROR;
    }

  todoku_spf_record_foreach (record, term)
    {
      if (!todoku_spf_term_is_mechanism (term))
        continue;
      switch (match_term (state, domain, term, depth))
        {
        case TODOKU_SPF_MATCH_YES:
          return finish_match (state, domain, record, term, depth);
        case TODOKU_SPF_MATCH_TEMPERROR:
          return TODOKU_SPF_RESULT_TEMPERROR;
        case TODOKU_SPF_MATCH_PERMERROR:
          return TODOKU_SPF_RESULT_PERMERROR;
        case TODOKU_SPF_MATCH_PENDING:
          budget = TODOKU_SPF_LOOKUPS_MAX - MIN (state->lookups, TODOKU_SPF_LOOKUPS_MAX);
          todoku_spf_look_ahead (state, domain, record, term, &budget);
          return RESULT_PENDING;
        case TODOKU_SPF_MATCH_NO:
        default:
          break;
        }
    }

  redirect = todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT);
  if (redirect != NULL)
    return follow_redirect (state, domain, redirect, depth);
  todoku_spf_state_note (state, TODOKU_SPF_REASON_NO_MATCH, domain, NULL, NULL);

  return TODOKU_SPF_RESULT_NEUTRAL;
}

static TodokuSpfResult
check_answer (TodokuSpfState *state, const char *domain, TodokuDnsAnswer *answer, guint depth)
{
  const TodokuSpfSelection *selection = todoku_spf_select (answer);

  if (selection->n_records == 0)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_NO_RECORD, domain, NULL, NULL);
      return TODOKU_SPF_RESULT_NONE;
    }
  if (selection->n_records > 1)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_SEVERAL_RECORDS, domain, NULL, NULL);
      return TODOKU_SPF_RESULT_PERMERROR;
    }

  return check_record (state, domain, selection->record, depth);
}

// A domain of one label, or with labels that cannot be, has no record (4.3).
static gboolean
can_have_record (const char *domain)
{
  return todoku_dns_name_is_valid (domain) && strchr (domain, '.') != NULL
         && domain[strcspn (domain, ".") + 1] != '\0';
}

static TodokuSpfResult
check_domain (TodokuSpfState *state, const char *target, guint depth)
{
  TodokuDnsAnswer *answer = NULL;
  g_autofree char *copy = NULL;
  const char *domain = todoku_spf_domain_without_dot (target, &copy);

  if (!can_have_record (domain))
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_BAD_DOMAIN, domain, NULL, NULL);
      return TODOKU_SPF_RESULT_NONE;
    }

  // What is to take the place of the published record does so where the record leads back to it.
  if (state->query->record != NULL && todoku_dns_name_equal (domain, state->sender_domain))
    return check_record (state, domain, state->query->record, depth);

  // The record of a target counts as the term's own look-up: a void answer here leads to none.
  answer = todoku_dns_facts_ask (state->facts, domain, TODOKU_DNS_TYPE_TXT);
  if (answer == NULL)
    return RESULT_PENDING;
  if (todoku_dns_answer_is_failure (answer))
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_DNS_FAILURE, domain, NULL, answer);
      return TODOKU_SPF_RESULT_TEMPERROR;
    }

  return check_answer (state, domain, answer, depth);
}

// Without MAIL FROM it is postmaster at the HELO name that is checked (2.4), whatever stands in it.
static void
state_set_sender (TodokuSpfState *state, const TodokuSpfQuery *query)
{
  gboolean is_helo = query->mail_from == NULL || *query->mail_from == '\0';
  const char *sender = is_helo ? query->helo : query->mail_from;
  const char *at = is_helo ? NULL : strrchr (sender, '@');
  const char *domain = at != NULL ? at + 1 : sender != NULL ? sender : "";
  g_autofree char *copy = NULL;

  state->local_part =
    at != NULL && at > sender ? g_strndup (sender, (gsize) (at - sender)) : g_strdup ("postmaster");
  state->sender =
    g_strconcat (state->local_part, "@", todoku_spf_domain_without_dot (domain, &copy), NULL);
  state->sender_domain = state->sender + strlen (state->local_part) + 1;
}

TodokuSpfEvaluation *
todoku_spf_evaluate (TodokuDnsFacts *facts, const TodokuSpfQuery *query)
{
  g_autoptr (TodokuSpfEvaluation) outcome = g_new0 (TodokuSpfEvaluation, 1);
  TodokuSpfState state = {
    .facts = facts,
    .query = query,
    .address = todoku_dns_address_unmap (&query->address),
    .outcome = outcome,
  };
  TodokuSpfResult result;

  state_set_sender (&state, query);
  if (query->record != NULL)
    result = check_record (&state, state.sender_domain, query->record, 0);
  else
    result = check_domain (&state, state.sender_domain, 0);
  g_free (state.sender);
  g_free (state.local_part);
  if (result == RESULT_PENDING)
    return NULL;

  outcome->result = result;
  outcome->lookups = state.lookups;
  outcome->void_lookups = state.void_lookups;
  if (result != TODOKU_SPF_RESULT_FAIL)
    g_clear_pointer (&outcome->explanation, g_free);

  return g_steal_pointer (&outcome);
}
