// SPDX-License-Identifier: GPL-3.0-or-later

// The mechanisms that compare addresses (RFC 7208 5.3 to 5.7), and what later terms will need.

#include "spf/evaluate-private.h"

#include "dns/name.h"
#include "spf/macro.h"

#include <string.h>

// The type that holds addresses of the client's family (RFC 7208 5).
static TodokuDnsType
get_address_type (const TodokuSpfState *state)
{
  return state->address.length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA;
}

static TodokuSpfMatch
count_void (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term)
{
  if (++state->void_lookups <= TODOKU_SPF_VOID_LOOKUPS_MAX)
    return TODOKU_SPF_MATCH_NO;

  todoku_spf_state_note (state, TODOKU_SPF_REASON_VOID_LIMIT, domain, term, NULL);
  return TODOKU_SPF_MATCH_PERMERROR;
}

// Asks on behalf of @term and counts a void lookup: NO where there are no records, YES where there
// are, and the others for what is missing, failed, or too much.
static TodokuSpfMatch
ask (TodokuSpfState *state,
     const char *domain,
     const TodokuSpfTerm *term,
     const char *name,
     TodokuDnsType type,
     TodokuDnsAnswer **answer)
{
  TodokuDnsStatus status;

  *answer = todoku_dns_facts_ask (state->facts, name, type);
  if (*answer == NULL)
    return TODOKU_SPF_MATCH_PENDING;

  status = todoku_dns_answer_get_status (*answer);
  if (todoku_dns_status_is_failure (status))
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_DNS_FAILURE, domain, term, *answer);
      return TODOKU_SPF_MATCH_TEMPERROR;
    }

  return todoku_dns_status_is_void (status) ? count_void (state, domain, term)
                                            : TODOKU_SPF_MATCH_YES;
}

static guint
prefix_for (const TodokuSpfState *state, const TodokuSpfTerm *term)
{
  return state->address.length == 4 ? term->prefix4 : term->prefix6;
}

static gboolean
answer_has_address (const TodokuSpfState *state, TodokuDnsAnswer *answer, guint prefix)
{
  todoku_dns_answer_foreach (answer, record)
    if (todoku_dns_address_is_within (&state->address, &record->address, prefix))
      return TRUE;

  return FALSE;
}

static TodokuSpfMatch
match_addresses (TodokuSpfState *state,
                 const char *domain,
                 const TodokuSpfTerm *term,
                 const char *name)
{
  TodokuDnsAnswer *answer;
  TodokuSpfMatch found = ask (state, domain, term, name, get_address_type (state), &answer);

  if (found != TODOKU_SPF_MATCH_YES)
    return found;

  return answer_has_address (state, answer, prefix_for (state, term)) ? TODOKU_SPF_MATCH_YES
                                                                      : TODOKU_SPF_MATCH_NO;
}

// Asks for the addresses of the exchanges from @first on. With more than ten the term is an error,
// and none of them is asked for (4.6.4).
static void
ask_ahead (TodokuSpfState *state, TodokuDnsAnswer *exchanges, guint first)
{
  guint n_exchanges = todoku_dns_answer_get_n_records (exchanges);

  for (guint i = first; n_exchanges <= TODOKU_SPF_NAMES_MAX && i < n_exchanges; i++)
    {
      const char *name = todoku_dns_answer_get_record (exchanges, i)->name;

      if (*name != '\0')
        todoku_dns_facts_ask (state->facts, name, get_address_type (state));
    }
}

static TodokuSpfMatch
match_mx (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, const char *target)
{
  TodokuDnsAnswer *answer;
  TodokuSpfMatch found = ask (state, domain, term, target, TODOKU_DNS_TYPE_MX, &answer);

  if (found != TODOKU_SPF_MATCH_YES)
    return found;
  if (todoku_dns_answer_get_n_records (answer) > TODOKU_SPF_NAMES_MAX)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_NAME_LIMIT, domain, term, NULL);
      return TODOKU_SPF_MATCH_PERMERROR;
    }

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const char *name = todoku_dns_answer_get_record (answer, i)->name;
      TodokuSpfMatch match =
        *name != '\0' ? match_addresses (state, domain, term, name) : TODOKU_SPF_MATCH_NO;

      if (match == TODOKU_SPF_MATCH_PENDING)
        ask_ahead (state, answer, i + 1);
      if (match != TODOKU_SPF_MATCH_NO)
        return match;
    }

  return TODOKU_SPF_MATCH_NO;
}

// The client's name: what PTR says and its address confirms (RFC 7208 5.5).
static TodokuDnsAnswer *
ask_names (TodokuSpfState *state)
{
  g_autofree char *reverse = todoku_dns_address_to_reverse_name (&state->address);

  return todoku_dns_facts_ask (state->facts, reverse, TODOKU_DNS_TYPE_PTR);
}

// Whether @name has the client's address. A name that cannot be looked up is passed over (5.5).
static TodokuSpfMatch
confirm_name (TodokuSpfState *state, const char *name)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (state->facts, name, get_address_type (state));

  if (answer == NULL)
    return TODOKU_SPF_MATCH_PENDING;

  return answer_has_address (state, answer, state->address.length * 8u) ? TODOKU_SPF_MATCH_YES
                                                                        : TODOKU_SPF_MATCH_NO;
}

static TodokuSpfMatch
match_ptr (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, const char *target)
{
  TodokuDnsAnswer *answer = ask_names (state);
  gboolean pending = FALSE;

  if (answer == NULL)
    return TODOKU_SPF_MATCH_PENDING;
  if (todoku_dns_answer_is_void (answer))
    return count_void (state, domain, term);

  for (guint i = 0; i < MIN (todoku_dns_answer_get_n_records (answer), TODOKU_SPF_NAMES_MAX); i++)
    {
      const char *name = todoku_dns_answer_get_record (answer, i)->name;
      TodokuSpfMatch confirmed;

      // Only a name at or below the target can make it match.
      if (!todoku_dns_name_is_within (name, target))
        continue;
      confirmed = confirm_name (state, name);
      if (confirmed == TODOKU_SPF_MATCH_YES && !pending)
        return TODOKU_SPF_MATCH_YES;
      if (confirmed == TODOKU_SPF_MATCH_PENDING)
        pending = TRUE;
    }

  return pending ? TODOKU_SPF_MATCH_PENDING : TODOKU_SPF_MATCH_NO;
}

TodokuSpfMatch
todoku_spf_match_mechanism (TodokuSpfState *state,
                            const char *domain,
                            const TodokuSpfTerm *term,
                            const char *target)
{
  TodokuDnsAnswer *answer;

  if (todoku_spf_term_is_network (term))
    return todoku_dns_address_is_within (&state->address, &term->address, prefix_for (state, term))
             ? TODOKU_SPF_MATCH_YES
             : TODOKU_SPF_MATCH_NO;
  if (term->kind == TODOKU_SPF_TERM_A)
    return match_addresses (state, domain, term, target);
  if (term->kind == TODOKU_SPF_TERM_MX)
    return match_mx (state, domain, term, target);
  if (term->kind == TODOKU_SPF_TERM_PTR)
    return match_ptr (state, domain, term, target);
  if (term->kind == TODOKU_SPF_TERM_EXISTS)
    return ask (state, domain, term, target, TODOKU_DNS_TYPE_A, &answer);

  return TODOKU_SPF_MATCH_NO;
}

// 2 for the domain itself, 1 for one below it, 0 for any other.
static int
rank_name (const char *name, const char *domain)
{
  if (todoku_dns_name_equal (name, domain))
    return 2;

  return todoku_dns_name_is_within (name, domain) ? 1 : 0;
}

// The client's name, validated, for the macro p (RFC 7208 7.3): @domain itself before one below it
// before any other; NULL where there is none.
static char *
find_validated_name (TodokuSpfState *state, const char *domain, gboolean *complete)
{
  TodokuDnsAnswer *answer = ask_names (state);
  const char *best = NULL;
  int best_rank = -1;

  *complete = answer != NULL;
  if (answer == NULL)
    return NULL;

  for (guint i = 0; i < MIN (todoku_dns_answer_get_n_records (answer), TODOKU_SPF_NAMES_MAX); i++)
    {
      const char *name = todoku_dns_answer_get_record (answer, i)->name;
      TodokuSpfMatch confirmed = confirm_name (state, name);

      if (confirmed == TODOKU_SPF_MATCH_PENDING)
        *complete = FALSE;
      if (confirmed == TODOKU_SPF_MATCH_YES && rank_name (name, domain) > best_rank)
        {
          best = name;
          best_rank = rank_name (name, domain);
        }
    }

  return g_strdup (best);
}

char *
todoku_spf_state_expand (TodokuSpfState *state,
                         const char *domain,
                         const char *text,
                         gboolean is_explanation,
                         gboolean *complete)
{
  g_autofree char *name = NULL;

  *complete = TRUE;
  if (text == NULL || (!is_explanation && todoku_spf_macro_is_constant (text)))
    return g_strdup (text != NULL ? text : domain);
  if (todoku_spf_macro_uses_letter (text, 'p'))
    name = find_validated_name (state, domain, complete);
  if (!*complete)
    return NULL;

  const TodokuSpfMacroContext context = {
    .sender = state->sender,
    .local_part = state->local_part,
    .sender_domain = state->sender_domain,
    .domain = domain,
    .address = &state->address,
    .helo = state->query->helo != NULL ? state->query->helo : state->sender_domain,
    .validated_name = name,
    .receiver = state->query->receiver,
    .timestamp = state->query->timestamp,
  };

  return todoku_spf_macro_expand (text, -1, &context, is_explanation);
}

const char *
todoku_spf_domain_without_dot (const char *domain, char **copy)
{
  gsize length = strlen (domain);

  if (length < 2 || domain[length - 1] != '.')
    return domain;
  *copy = g_strndup (domain, length - 1);

  return *copy;
}

static void
look_at_target (TodokuSpfState *state, const char *target, guint *budget)
{
  g_autofree char *copy = NULL;
  const char *name = todoku_spf_domain_without_dot (target, &copy);
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (state->facts, name, TODOKU_DNS_TYPE_TXT);
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  if (selection != NULL && selection->n_records == 1
      && todoku_spf_record_get_error (selection->record) == NULL)
    todoku_spf_look_ahead (state, name, selection->record, NULL, budget);
}

static void
look_at_term (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, guint *budget)
{
  gboolean complete;
  g_autofree char *target = todoku_spf_state_expand (state, domain, term->value, FALSE, &complete);
  TodokuDnsAnswer *answer;

  if (target == NULL)
    return;

  if (term->kind == TODOKU_SPF_TERM_A)
    todoku_dns_facts_ask (state->facts, target, get_address_type (state));
  else if (term->kind == TODOKU_SPF_TERM_EXISTS)
    todoku_dns_facts_ask (state->facts, target, TODOKU_DNS_TYPE_A);
  else if (todoku_spf_term_is_list (term))
    look_at_target (state, target, budget);
  else if (term->kind == TODOKU_SPF_TERM_PTR)
    g_free (find_validated_name (state, "", &complete));
  else if (term->kind == TODOKU_SPF_TERM_MX)
    {
      answer = todoku_dns_facts_ask (state->facts, target, TODOKU_DNS_TYPE_MX);
      if (answer != NULL)
        ask_ahead (state, answer, 0);
    }
}

void
todoku_spf_look_ahead (TodokuSpfState *state,
                       const char *domain,
                       TodokuSpfRecord *record,
                       const TodokuSpfTerm *term,
                       guint *budget)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);
  const TodokuSpfTerm *redirect =
    all == NULL ? todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT) : NULL;

  while ((term = todoku_spf_record_get_next (record, term)) != NULL)
    {
      if (term == all)
        return;
      if (!todoku_spf_term_is_mechanism (term) || !todoku_spf_term_needs_lookup (term))
        continue;
      if (*budget == 0)
        return;
      (*budget)--;
      look_at_term (state, domain, term, budget);
    }

  if (redirect != NULL && *budget > 0)
    {
      (*budget)--;
      look_at_term (state, domain, redirect, budget);
    }
}
