// SPDX-License-Identifier: GPL-3.0-or-later

// The mechanisms that compare addresses (RFC 7208 5.3 to 5.7).

#include "spf/evaluate-private.h"

#include "dns/name.h"

// How many names of mx, ptr and the macro p are looked at (RFC 7208 4.6.4).
#define NAMES_MAX 10

static guint
prefix_for (const TodokuSpfState *state, const TodokuSpfTerm *term)
{
  return state->address.length == 4 ? term->prefix4 : term->prefix6;
}

static gboolean
answer_has_address (const TodokuSpfState *state, TodokuDnsAnswer *answer, guint prefix)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    if (todoku_dns_address_is_within (&state->address,
                                      &todoku_dns_answer_get_record (answer, i)->address, prefix))
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
  TodokuSpfMatch found = todoku_spf_state_ask (state, domain, term, name,
                                               todoku_spf_state_get_address_type (state), &answer);

  if (found != TODOKU_SPF_MATCH_YES)
    return found;

  return answer_has_address (state, answer, prefix_for (state, term)) ? TODOKU_SPF_MATCH_YES
                                                                      : TODOKU_SPF_MATCH_NO;
}

static void
ask_ahead (TodokuSpfState *state, TodokuDnsAnswer *exchanges, guint first)
{
  for (guint i = first; i < todoku_dns_answer_get_n_records (exchanges); i++)
    {
      const char *name = todoku_dns_answer_get_record (exchanges, i)->name;

      if (*name != '\0')
        todoku_dns_facts_ask (state->facts, name, todoku_spf_state_get_address_type (state));
    }
}

static TodokuSpfMatch
match_mx (TodokuSpfState *state, const char *domain, const TodokuSpfTerm *term, const char *target)
{
  TodokuDnsAnswer *answer;
  TodokuSpfMatch found =
    todoku_spf_state_ask (state, domain, term, target, TODOKU_DNS_TYPE_MX, &answer);

  if (found != TODOKU_SPF_MATCH_YES)
    return found;
  if (todoku_dns_answer_get_n_records (answer) > NAMES_MAX)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_NAME_LIMIT, domain, term);
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

static TodokuSpfMatch
match_exists (TodokuSpfState *state,
              const char *domain,
              const TodokuSpfTerm *term,
              const char *target)
{
  TodokuDnsAnswer *answer;

  return todoku_spf_state_ask (state, domain, term, target, TODOKU_DNS_TYPE_A, &answer);
}

static TodokuSpfMatch
match_block (const TodokuSpfState *state, const TodokuSpfTerm *term)
{
  return todoku_dns_address_is_within (&state->address, &term->address, prefix_for (state, term))
           ? TODOKU_SPF_MATCH_YES
           : TODOKU_SPF_MATCH_NO;
}

TodokuSpfMatch
todoku_spf_match_mechanism (TodokuSpfState *state,
                            const char *domain,
                            const TodokuSpfTerm *term,
                            const char *target)
{
  switch (term->kind)
    {
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
      return match_block (state, term);
    case TODOKU_SPF_TERM_A:
      return match_addresses (state, domain, term, target);
    case TODOKU_SPF_TERM_MX:
      return match_mx (state, domain, term, target);
    case TODOKU_SPF_TERM_PTR:
      return todoku_spf_match_ptr (state, domain, term, target);
    case TODOKU_SPF_TERM_EXISTS:
      return match_exists (state, domain, term, target);
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_REDIRECT:
    case TODOKU_SPF_TERM_EXP:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return TODOKU_SPF_MATCH_NO;
    }
}
