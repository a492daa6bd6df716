// SPDX-License-Identifier: GPL-3.0-or-later

// Looking ahead: while one term waits for its answer, what the later ones need is asked for too.

#include "spf/evaluate-private.h"

#include "dns/name.h"
#include "spf/macro.h"
#include "spf/select.h"

typedef struct
{
  TodokuSpfState *state;
  guint budget; // terms that may still ask the DNS
} Ahead;

static void look_at_record (Ahead *ahead, const char *domain, TodokuSpfRecord *record, guint first);

static void
look_at_exchanges (Ahead *ahead, const char *name)
{
  TodokuSpfState *state = ahead->state;
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (state->facts, name, TODOKU_DNS_TYPE_MX);
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  // With more than ten the term is an error, and none of them is asked for (4.6.4).
  for (guint i = 0; n_records <= 10 && i < n_records; i++)
    {
      const char *exchange = todoku_dns_answer_get_record (answer, i)->name;

      if (*exchange != '\0')
        todoku_dns_facts_ask (state->facts, exchange, todoku_spf_state_get_address_type (state));
    }
}

static void
look_at_target (Ahead *ahead, const char *target)
{
  g_autofree char *copy = NULL;
  const char *name = todoku_spf_domain_without_dot (target, &copy);
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (ahead->state->facts, name, TODOKU_DNS_TYPE_TXT);
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  if (selection != NULL && selection->n_records == 1
      && todoku_spf_record_get_error (selection->record) == NULL)
    look_at_record (ahead, name, selection->record, 0);
}

static void
look_at_names (Ahead *ahead)
{
  gboolean complete;

  g_free (todoku_spf_find_validated_name (ahead->state, "", &complete));
}

static void
look_at_term (Ahead *ahead, const char *domain, const TodokuSpfTerm *term)
{
  TodokuDnsFacts *facts = ahead->state->facts;
  gboolean complete;
  g_autofree char *target =
    todoku_spf_state_expand (ahead->state, domain, term->value, FALSE, &complete);

  if (target == NULL)
    return;

  switch (term->kind)
    {
    case TODOKU_SPF_TERM_A:
      todoku_dns_facts_ask (facts, target, todoku_spf_state_get_address_type (ahead->state));
      break;
    case TODOKU_SPF_TERM_EXISTS:
      todoku_dns_facts_ask (facts, target, TODOKU_DNS_TYPE_A);
      break;
    case TODOKU_SPF_TERM_MX:
      look_at_exchanges (ahead, target);
      break;
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_REDIRECT:
      look_at_target (ahead, target);
      break;
    case TODOKU_SPF_TERM_PTR:
      look_at_names (ahead);
      break;
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
    case TODOKU_SPF_TERM_EXP:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      break;
    }
}

static void
look_at_record (Ahead *ahead, const char *domain, TodokuSpfRecord *record, guint first)
{
  const TodokuSpfTerm *all = todoku_spf_record_find_all (record);
  const TodokuSpfTerm *redirect = all == NULL ? todoku_spf_record_find_redirect (record) : NULL;

  for (guint i = first; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term == all)
        return;
      if (!todoku_spf_term_is_mechanism (term) || !todoku_spf_term_needs_lookup (term))
        continue;
      if (ahead->budget == 0)
        return;
      ahead->budget--;
      look_at_term (ahead, domain, term);
    }

  if (redirect != NULL && ahead->budget > 0)
    {
      ahead->budget--;
      look_at_term (ahead, domain, redirect);
    }
}

void
todoku_spf_look_ahead (TodokuSpfState *state,
                       const char *domain,
                       TodokuSpfRecord *record,
                       guint first,
                       guint budget)
{
  Ahead ahead = { .state = state, .budget = budget };

  look_at_record (&ahead, domain, record, first);
}
