// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/evaluate.h"

#include "base/json.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"
#include "spf/record.h"
#include "spf/tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *ip;
static char *helo;
static char *mail_from;
static char *record_text;

static const GOptionEntry entries[] = {
  { "ip", 0, 0, G_OPTION_ARG_STRING, &ip, N_ ("The address of the sending server"), "IP" },
  { "helo", 0, 0, G_OPTION_ARG_STRING, &helo, N_ ("The name it gives in HELO or EHLO"), "NAME" },
  { "mail-from", 0, 0, G_OPTION_ARG_STRING, &mail_from,
    N_ ("The envelope sender (Return-Path); can be empty"), "ADDR" },
  { "record", 0, 0, G_OPTION_ARG_STRING, &record_text,
    N_ ("A record to use instead of the published one"), "\"v=spf1 …\"" },
  G_OPTION_ENTRY_NULL,
};

// What is known of one mail.
typedef struct
{
  TodokuSpfQuery query;
  TodokuSpfEvaluation *evaluation;
  TodokuSpfTree *tree;
} Eval;

static void
eval_clear (Eval *eval)
{
  g_clear_pointer (&eval->query.record, todoku_spf_record_unref);
  g_clear_pointer (&eval->evaluation, todoku_spf_evaluation_free);
  g_clear_pointer (&eval->tree, todoku_spf_tree_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Eval, eval_clear)

static gboolean
fill_query (TodokuSpfQuery *query)
{
  // With the empty sender of a bounce the name in HELO is judged (RFC 7208 2.4).
  gboolean has_identity = helo != NULL || (mail_from != NULL && *mail_from != '\0');

  if (ip == NULL || !has_identity)
    return todoku_terminal_complain (_ ("Give --ip and --mail-from, or --ip and --helo."));
  if (!todoku_command_parse_ip (ip, &query->address))
    return FALSE;
  if (record_text != NULL && !todoku_spf_text_is_record (record_text, strlen (record_text)))
    return todoku_terminal_complain (
      _ ("--record takes an SPF record, like “v=spf1 include:… ~all”."));

  query->helo = helo;
  query->mail_from = mail_from;
  query->timestamp = g_get_real_time () / G_USEC_PER_SEC;
  if (record_text != NULL)
    query->record = todoku_spf_record_parse (record_text, -1);

  return TRUE;
}

static const char *
get_domain (void)
{
  const char *sender = mail_from != NULL && *mail_from != '\0' ? mail_from : helo;
  const char *at = strrchr (sender, '@');

  return at != NULL ? at + 1 : sender;
}

// The tree of the record that was judged; only where there is just one.
static gboolean
build_tree (Eval *eval, TodokuDnsFacts *facts)
{
  TodokuSpfRecord *record = eval->query.record;
  gboolean complete;

  if (record == NULL)
    {
      TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, get_domain (), TODOKU_DNS_TYPE_TXT);
      const TodokuSpfSelection *selection;

      if (answer == NULL)
        return FALSE;
      selection = todoku_spf_select (answer);
      if (selection->n_records != 1)
        return TRUE;
      record = selection->record;
    }

  g_clear_pointer (&eval->tree, todoku_spf_tree_free);
  eval->tree = todoku_spf_tree_build (facts, get_domain (), record, &complete);

  return complete;
}

static gboolean
eval_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Eval *eval = user_data;
  gboolean tree_complete = build_tree (eval, facts);

  if (eval->evaluation == NULL)
    eval->evaluation = todoku_spf_evaluate (facts, &eval->query);

  return tree_complete && eval->evaluation != NULL;
}

static void
print_json (const Eval *eval, const char *reason)
{
  const TodokuSpfEvaluation *evaluation = eval->evaluation;
  gboolean matched = evaluation->reason == TODOKU_SPF_REASON_MATCH;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "result", todoku_spf_result_get_id (evaluation->result));
  todoku_json_set_string (object, "explanation", evaluation->explanation);
  todoku_json_set_string (object, "mechanism", matched ? evaluation->term : NULL);
  todoku_json_set_string (object, "domain", evaluation->domain);
  todoku_json_set_int (object, "lookups", evaluation->lookups);
  todoku_json_set_int (object, "void_lookups", evaluation->void_lookups);
  todoku_json_set_string (object, "reason", reason);
  json_object_object_add (object, "tree",
                          eval->tree != NULL ? todoku_spf_tree_to_json (eval->tree) : NULL);
  todoku_terminal_print_json (object);
}

static void
print_text (const TodokuSpfEvaluation *evaluation, const char *reason)
{
  todoku_terminal_print_line ("%s", todoku_spf_result_get_id (evaluation->result));
  todoku_terminal_print_line ("%s", reason);
  if (evaluation->explanation != NULL)
    // Translators: the argument is a text that a domain's owner wrote.
    todoku_terminal_print_line (_ ("Explanation of the domain: %s"), evaluation->explanation);
  // Translators: both are numbers.
  todoku_terminal_print (_ ("Lookups: %u of 10; without a result: %u of 2\n"), evaluation->lookups,
                         evaluation->void_lookups);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Eval) eval = { 0 };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (argc > 1)
    {
      // Translators: the argument is what was typed.
      todoku_terminal_complain (_ ("“%s” is one word too many."), argv[1]);
      return TODOKU_EXIT_USAGE;
    }
  if (!fill_query (&eval.query) || !todoku_command_run_rule (options, facts, eval_rule, &eval))
    return TODOKU_EXIT_USAGE;

  g_autofree char *reason = todoku_spf_evaluation_get_reason (eval.evaluation);

  if (options->json)
    print_json (&eval, reason);
  else
    print_text (eval.evaluation, reason);

  if (eval.evaluation->result == TODOKU_SPF_RESULT_PASS)
    return TODOKU_EXIT_NOTHING_TO_DO;

  return eval.evaluation->result == TODOKU_SPF_RESULT_TEMPERROR ? TODOKU_EXIT_DNS
                                                                : TODOKU_EXIT_SOMETHING_TO_DO;
}

const TodokuCommand todoku_command_eval = {
  .name = "eval",
  .summary = N_ ("Judge an email as a receiver would (RFC 7208)"),
  .description = N_ ("Judge an email as a receiver would: check_host() of RFC 7208."),
  .entries = entries,
  .run = run,
};
