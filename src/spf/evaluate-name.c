// SPDX-License-Identifier: GPL-3.0-or-later

// The client's name: what PTR says and its address confirms (RFC 7208 5.5).

#include "spf/evaluate-private.h"

#include "dns/name.h"

// How many names are looked at; the rest is passed over (RFC 7208 4.6.4).
#define NAMES_MAX 10

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
  TodokuDnsAnswer *answer =
    todoku_dns_facts_ask (state->facts, name, todoku_spf_state_get_address_type (state));

  if (answer == NULL)
    return TODOKU_SPF_MATCH_PENDING;
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    if (todoku_dns_address_equal (&state->address,
                                  &todoku_dns_answer_get_record (answer, i)->address))
      return TODOKU_SPF_MATCH_YES;

  return TODOKU_SPF_MATCH_NO;
}

TodokuSpfMatch
todoku_spf_match_ptr (TodokuSpfState *state,
                      const char *domain,
                      const TodokuSpfTerm *term,
                      const char *target)
{
  TodokuDnsAnswer *answer = ask_names (state);
  gboolean pending = FALSE;

  if (answer == NULL)
    return TODOKU_SPF_MATCH_PENDING;
  if (todoku_dns_status_is_void (todoku_dns_answer_get_status (answer))
      && ++state->void_lookups > TODOKU_SPF_VOID_LOOKUPS_MAX)
    {
      todoku_spf_state_note (state, TODOKU_SPF_REASON_VOID_LIMIT, domain, term);
      return TODOKU_SPF_MATCH_PERMERROR;
    }

  for (guint i = 0; i < MIN (todoku_dns_answer_get_n_records (answer), NAMES_MAX); i++)
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

// 2 for the domain itself, 1 for one below it, 0 for any other.
static int
rank_name (const char *name, const char *domain)
{
  if (todoku_dns_name_equal (name, domain))
    return 2;

  return todoku_dns_name_is_within (name, domain) ? 1 : 0;
}

char *
todoku_spf_find_validated_name (TodokuSpfState *state, const char *domain, gboolean *complete)
{
  TodokuDnsAnswer *answer = ask_names (state);
  const char *best = NULL;
  int best_rank = -1;

  *complete = answer != NULL;
  if (answer == NULL)
    return NULL;

  for (guint i = 0; i < MIN (todoku_dns_answer_get_n_records (answer), NAMES_MAX); i++)
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
