// SPDX-License-Identifier: GPL-3.0-or-later

// The explanation of a fail (RFC 7208 6.2), and the reason of any result in words.

#include "spf/evaluate-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

static const TodokuSpfTerm *
find_exp (TodokuSpfRecord *record)
{
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->kind == TODOKU_SPF_TERM_EXP)
        return term;
    }

  return NULL;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 || (guchar) text[i] > 0x7e)
      return FALSE;

  return TRUE;
}

// Any trouble on the way means that there is no explanation; the result stays (6.2).
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
  octets = record->text != NULL ? g_bytes_get_data (record->text, &length) : NULL;
  if (octets == NULL || !is_ascii (octets, length))
    return NULL;

  text = g_strndup (octets, length);

  return todoku_spf_state_expand (state, domain, text, TRUE, complete);
}

char *
todoku_spf_explain (TodokuSpfState *state,
                    const char *domain,
                    TodokuSpfRecord *record,
                    gboolean *complete)
{
  const TodokuSpfTerm *exp = find_exp (record);
  g_autofree char *target = NULL;
  TodokuDnsAnswer *answer;

  *complete = TRUE;
  if (exp != NULL)
    target = todoku_spf_state_expand (state, domain, exp->value, FALSE, complete);
  if (target == NULL)
    return NULL;

  answer = todoku_dns_facts_ask (state->facts, target, TODOKU_DNS_TYPE_TXT);
  *complete = answer != NULL;

  return answer != NULL ? read_explanation (state, domain, answer, complete) : NULL;
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
      return g_strdup_printf (_ ("“%s” is no domain that could have an SPF record."), domain);
    case TODOKU_SPF_REASON_SEVERAL_RECORDS:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("%s has more than one SPF record."), domain);
    case TODOKU_SPF_REASON_SYNTAX:
      // Translators: the first argument is a domain, the second a sentence on what is wrong.
      return g_strdup_printf (_ ("The record of %s has an error: %s"), domain, term);
    case TODOKU_SPF_REASON_LOOKUP_LIMIT:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("More than 10 look-ups are needed; the limit was passed in the "
                                 "record of %s."),
                              domain);
    case TODOKU_SPF_REASON_VOID_LIMIT:
      // Translators: the first argument is a term of a record, the second a domain.
      return g_strdup_printf (_ (
                                "More than 2 look-ups led to nothing; the limit was passed at “%s” "
                                "in the record of %s."),
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
