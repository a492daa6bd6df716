// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/tree-json.h"
#include "config.h"
#include "spf/evaluate.h"
#include "spf/select.h"
#include "spf/tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What the command line says of one mail, and what comes of it.
typedef struct
{
  TodokuOptions options;
  char *ip;
  char *helo;
  char *mail_from;
  char *record_text;
  TodokuSpfRecord *record;
  TodokuSpfQuery query;
  TodokuSpfEvaluation *evaluation;
  TodokuSpfTree *tree;
} Eval;

static void
eval_clear (Eval *eval)
{
  todoku_options_clear (&eval->options);
  g_free (eval->ip);
  g_free (eval->helo);
  g_free (eval->mail_from);
  g_free (eval->record_text);
  g_clear_pointer (&eval->record, todoku_spf_record_unref);
  g_clear_pointer (&eval->evaluation, todoku_spf_evaluation_free);
  g_clear_pointer (&eval->tree, todoku_spf_tree_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Eval, eval_clear)

// With the empty sender of a bounce the name in HELO is judged (RFC 7208 2.4).
static gboolean
has_identity (const Eval *eval)
{
  return eval->helo != NULL || (eval->mail_from != NULL && *eval->mail_from != '\0');
}

static gboolean
fill_query (Eval *eval)
{
  if (eval->ip == NULL || !has_identity (eval))
    {
      todoku_terminal_complain (_ ("Give --ip and --mail-from, or --ip and --helo."));
      return FALSE;
    }
  if (!todoku_dns_address_parse (eval->ip, -1, &eval->query.address))
    {
      // Translators: the argument is what was given.
      todoku_terminal_complain (_ ("--ip takes an IP address, as 203.0.113.5, not “%s”."),
                                eval->ip);
      return FALSE;
    }
  if (eval->record_text != NULL
      && !todoku_spf_text_is_record (eval->record_text, strlen (eval->record_text)))
    {
      todoku_terminal_complain (_ ("--record takes an SPF record, as “v=spf1 include:… ~all”."));
      return FALSE;
    }

  eval->query.helo = eval->helo;
  eval->query.mail_from = eval->mail_from;
  eval->query.timestamp = g_get_real_time () / G_USEC_PER_SEC;
  if (eval->record_text != NULL)
    eval->record = todoku_spf_record_parse (eval->record_text, -1);
  eval->query.record = eval->record;

  return TRUE;
}

static gboolean
parse_arguments (Eval *eval, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "ip", 0, 0, G_OPTION_ARG_STRING, &eval->ip, _ ("The address of the sending server"), "IP" },
    { "helo", 0, 0, G_OPTION_ARG_STRING, &eval->helo, _ ("The name it gives in HELO or EHLO"),
      "NAME" },
    { "mail-from", 0, 0, G_OPTION_ARG_STRING, &eval->mail_from,
      _ ("The envelope sender (Return-Path); may be empty"), "ADDR" },
    { "record", 0, 0, G_OPTION_ARG_STRING, &eval->record_text,
      _ ("A record to take in place of the published one"), "\"v=spf1 …\"" },
    G_OPTION_ENTRY_NULL,
  };

  if (!todoku_options_parse (&eval->options, NULL,
                             _ ("Judge a mail as a receiver would: check_host() of RFC 7208."),
                             entries, &argc, &argv))
    return FALSE;
  if (argc > 1)
    {
      // Translators: the argument is what was typed.
      todoku_terminal_complain (_ ("“%s” is one word too many."), argv[1]);
      return FALSE;
    }

  return fill_query (eval);
}

static const char *
domain_of_query (const TodokuSpfQuery *query)
{
  const char *sender = query->mail_from;
  const char *at;

  if (sender == NULL || *sender == '\0')
    sender = query->helo;
  at = strrchr (sender, '@');

  return at != NULL ? at + 1 : sender;
}

// The tree of the record that was judged; only where there is just one.
static gboolean
build_tree (Eval *eval, TodokuDnsFacts *facts)
{
  const char *domain = domain_of_query (&eval->query);
  TodokuSpfRecord *record = eval->record;
  gboolean complete;

  if (record == NULL)
    {
      TodokuDnsAnswer *answer = todoku_dns_facts_ask (facts, domain, TODOKU_DNS_TYPE_TXT);
      const TodokuSpfSelection *selection;

      if (answer == NULL)
        return FALSE;
      selection = todoku_spf_select (answer);
      if (selection->n_records != 1)
        return TRUE;
      record = selection->record;
    }

  g_clear_pointer (&eval->tree, todoku_spf_tree_free);
  eval->tree = todoku_spf_tree_build (facts, domain, record, &complete);

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
print_json (Eval *eval)
{
  const TodokuSpfEvaluation *evaluation = eval->evaluation;
  gboolean matched = evaluation->reason == TODOKU_SPF_REASON_MATCH;
  g_autofree char *reason = todoku_spf_evaluation_get_reason (evaluation);
  struct json_object *object = json_object_new_object ();

  json_object_object_add (object, "result",
                          todoku_json_from_string (todoku_spf_result_get_id (evaluation->result)));
  json_object_object_add (object, "explanation", todoku_json_from_string (evaluation->explanation));
  json_object_object_add (object, "mechanism",
                          todoku_json_from_string (matched ? evaluation->term : NULL));
  json_object_object_add (object, "domain", todoku_json_from_string (evaluation->domain));
  json_object_object_add (object, "lookups", json_object_new_int ((int) evaluation->lookups));
  json_object_object_add (object, "void_lookups",
                          json_object_new_int ((int) evaluation->void_lookups));
  json_object_object_add (object, "reason", todoku_json_from_string (reason));
  json_object_object_add (object, "tree",
                          eval->tree != NULL ? todoku_tree_to_json (eval->tree) : NULL);
  todoku_terminal_print_json (object);
}

static void
print_text (const TodokuSpfEvaluation *evaluation)
{
  g_autofree char *reason = todoku_spf_evaluation_get_reason (evaluation);

  todoku_terminal_print_line ("%s", todoku_spf_result_get_id (evaluation->result));
  todoku_terminal_print_line ("%s", reason);
  if (evaluation->explanation != NULL)
    // Translators: the argument is a text that a domain's owner wrote.
    todoku_terminal_print_line (_ ("Explanation of the domain: %s"), evaluation->explanation);
  // Translators: both are numbers.
  todoku_terminal_print (_ ("Look-ups: %u of 10, of which led to nothing: %u of 2\n"),
                         evaluation->lookups, evaluation->void_lookups);
}

TodokuExit
todoku_command_eval (int argc, char **argv)
{
  g_auto (Eval) eval = { 0 };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (!parse_arguments (&eval, argc, argv)
      || !todoku_cli_run (&eval.options, facts, eval_rule, &eval))
    return TODOKU_EXIT_USAGE;

  if (eval.options.json)
    print_json (&eval);
  else
    print_text (eval.evaluation);

  switch (eval.evaluation->result)
    {
    case TODOKU_SPF_RESULT_PASS:
      return TODOKU_EXIT_NOTHING_TO_DO;
    case TODOKU_SPF_RESULT_TEMPERROR:
      return TODOKU_EXIT_DNS;
    case TODOKU_SPF_RESULT_NONE:
    case TODOKU_SPF_RESULT_NEUTRAL:
    case TODOKU_SPF_RESULT_FAIL:
    case TODOKU_SPF_RESULT_SOFTFAIL:
    case TODOKU_SPF_RESULT_PERMERROR:
    default:
      return TODOKU_EXIT_SOMETHING_TO_DO;
    }
}
