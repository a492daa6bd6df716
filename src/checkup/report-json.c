// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/report-json.h"

#include "base/json.h"
#include "checkup/instructions.h"
#include "checkup/requirements.h"
#include "mail/bounce.h"

static void
set_strings (struct json_object *object, const char *key, char **values)
{
  todoku_json_set_strings (object, key, (const char *const *) values);
}

// An object of the strings (nullable) that follow each their key; NULL for a key ends them.
G_GNUC_NULL_TERMINATED static struct json_object *
object_new (const char *key, ...)
{
  struct json_object *object = json_object_new_object ();
  va_list arguments;

  va_start (arguments, key);
  for (; key != NULL; key = va_arg (arguments, const char *))
    todoku_json_set_string (object, key, va_arg (arguments, const char *));
  va_end (arguments);

  return object;
}

static struct json_object *
diff_to_json (GPtrArray *entries)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuDiffEntry, entry, entries)
    {
      struct json_object *object =
        object_new ("op", todoku_diff_op_get_id (entry->op), "term", entry->term, "was", entry->was,
                    "why", entry->why, "meaning", entry->meaning, NULL);

      if (entry->record > 0)
        json_object_object_add (object, "record", json_object_new_int ((int) entry->record));
      json_object_array_add (list, object);
    }

  return list;
}

struct json_object *
todoku_json_from_findings (GPtrArray *findings)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuFinding, finding, findings)
    {
      struct json_object *object =
        object_new ("id", finding->id, "severity", todoku_severity_get_id (finding->severity),
                    "term", finding->term, NULL);

      json_object_object_add (object, "position",
                              finding->position >= 0 ? json_object_new_int (finding->position)
                                                     : NULL);
      todoku_json_set_string (object, "message", finding->message);
      if (finding->options != NULL)
        set_strings (object, "options", finding->options);
      json_object_array_add (list, object);
    }

  return list;
}

static struct json_object *
count_to_json (TodokuReport *report, gsize offset)
{
  struct json_object *object = json_object_new_object ();
  TodokuSpfTree *const trees[] = { report->current_tree, report->proposed_tree };
  static const char *const keys[] = { "current", "proposed" };

  for (guint i = 0; i < G_N_ELEMENTS (trees); i++)
    json_object_object_add (object, keys[i],
                            trees[i] != NULL ? json_object_new_int (
                              (int) G_STRUCT_MEMBER (guint, trees[i], offset))
                                             : NULL);

  return object;
}

static struct json_object *
proofs_to_json (GPtrArray *proofs)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuProof, proof, proofs)
    {
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);

      json_object_array_add (list,
                             object_new ("ip", address, "name", proof->name, "role",
                                         todoku_proof_role_get_id (proof->role), "current",
                                         todoku_spf_result_get_id (proof->current), "proposed",
                                         todoku_spf_result_get_id (proof->proposed), NULL));
    }

  return list;
}

static struct json_object *
detections_to_json (GPtrArray *detections)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuDetection, detection, detections)
    json_object_array_add (list, object_new ("id", detection->host->id, "name",
                                             todoku_catalog_text_get (&detection->host->name),
                                             "confidence",
                                             todoku_confidence_get_id (detection->confidence),
                                             "reason", detection->reason, NULL));

  return list;
}

static struct json_object *
company_to_json (const TodokuCompany *company)
{
  const TodokuMailHost *host = company->host;
  struct json_object *object;

  if (host == NULL)
    return NULL;

  object = object_new ("id", host->id, "name", todoku_catalog_text_get (&host->name), "confidence",
                       todoku_confidence_get_id (company->confidence), NULL);
  todoku_list_foreach (const TodokuDetection, detection, company->detections)
    if (detection->host == host)
      todoku_json_set_string (object, "reason", detection->reason);
  todoku_json_set_string (object, "missing",
                          company->missing != NULL ? company->missing->key : NULL);

  return object;
}

static struct json_object *
web_host_to_json (const TodokuCollected *collected)
{
  struct json_object *object = company_to_json (&collected->web);

  if (object != NULL)
    todoku_json_set_boolean (object, "sends", collected->web_is_sender);

  return object;
}

static void
add_traps (struct json_object *list, GPtrArray *traps)
{
  todoku_list_foreach (const TodokuInstructionsTrap, trap, traps)
    json_object_array_add (list, json_object_new_string (trap->text));
}

static struct json_object *
traps_to_json (const TodokuInstructions *instructions)
{
  struct json_object *list = json_object_new_array ();

  if (instructions != NULL)
    {
      add_traps (list, instructions->dangers);
      add_traps (list, instructions->traps);
    }

  return list;
}

static struct json_object *
provider_to_json (const TodokuDnsProvider *provider)
{
  return provider != NULL ? object_new ("id", provider->id, "name",
                                        todoku_catalog_text_get (&provider->name), NULL)
                          : NULL;
}

static struct json_object *
failure_to_json (TodokuReport *report)
{
  TodokuDnsAnswer *answer = report->failure;

  return answer != NULL
           ? object_new ("question", report->failed_question, "status",
                         todoku_dns_status_get_id (todoku_dns_answer_get_status (answer)), "server",
                         todoku_dns_answer_get_server (answer), NULL)
           : NULL;
}

// What is to be done about a record, and what can go wrong with it.
static void
set_instructions (struct json_object *object, const TodokuInstructions *instructions)
{
  set_strings (object, "steps", instructions != NULL ? instructions->steps : NULL);
  json_object_object_add (object, "traps", traps_to_json (instructions));
}

static struct json_object *
selector_to_json (const TodokuDkimSelector *selector)
{
  const TodokuDkimRecord *record = selector->record;
  const char *type = record != NULL ? todoku_dkim_key_type_get_id (record->key_type) : NULL;
  struct json_object *object =
    object_new ("selector", selector->name, "state", todoku_dkim_state_get_id (selector->state),
                "key_type", type, NULL);

  json_object_object_add (object, "bits",
                          record != NULL && record->key.bits > 0
                            ? json_object_new_int ((int) record->key.bits)
                            : NULL);
  todoku_json_set_string (object, "record", selector->text);
  todoku_json_set_string (object, "alias", selector->alias);
  todoku_json_set_string (object, "owner", selector->owner);

  return object;
}

struct json_object *
todoku_json_from_dkim (const TodokuDkimEvaluation *dkim, const TodokuInstructions *instructions)
{
  struct json_object *object, *selectors;

  if (dkim == NULL)
    return NULL;

  object = object_new ("verdict", todoku_dkim_verdict_get_id (dkim->verdict), NULL);
  selectors = json_object_new_array ();
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim->selectors)
    json_object_array_add (selectors, selector_to_json (selector));
  json_object_object_add (object, "selectors", selectors);
  todoku_json_set_string (object, "proposed", dkim->fault != NULL ? dkim->fault->proposal : NULL);
  json_object_object_add (object, "findings", todoku_json_from_findings (dkim->findings));
  set_instructions (object, instructions);

  return object;
}

struct json_object *
todoku_json_from_dmarc (const TodokuDmarcEvaluation *dmarc,
                        const TodokuInstructions *instructions,
                        const char *next)
{
  struct json_object *object;
  g_autofree char *current = NULL;

  if (dmarc == NULL)
    return NULL;

  // The records, where there are several one a line.
  if (dmarc->current[0] != NULL)
    current = g_strjoinv ("\n", dmarc->current);
  object = object_new ("verdict", todoku_dmarc_verdict_get_id (dmarc->verdict), "current", current,
                       "found_at", dmarc->found_at, "policy",
                       todoku_dmarc_policy_get_id (dmarc->policy), "name", dmarc->name, "proposed",
                       dmarc->proposal != NULL ? dmarc->proposal->text : NULL, "next", next, NULL);
  json_object_object_add (object, "diff",
                          dmarc->proposal != NULL ? diff_to_json (dmarc->proposal->entries)
                                                  : json_object_new_array ());
  json_object_object_add (object, "findings", todoku_json_from_findings (dmarc->findings));
  set_instructions (object, instructions);

  return object;
}

static struct json_object *
requirements_to_json (GPtrArray *requirements)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuRequirement, requirement, requirements)
    json_object_array_add (list, object_new ("requirement", requirement->id, "state",
                                             todoku_requirement_state_get_id (requirement->state),
                                             "senders", requirement->is_for_bulk ? "bulk" : "all",
                                             "message", requirement->message, NULL));

  return list;
}

// The finding that offers answers to a question.
static gboolean
answers_question (const TodokuFinding *finding, TodokuQuestion question)
{
  static const char *const ids[] = {
    [TODOKU_QUESTION_TERM] = "unclear-term",
    [TODOKU_QUESTION_SERVER] = "refused-server",
    [TODOKU_QUESTION_REMOVAL] = "removable-term",
    [TODOKU_QUESTION_ALIAS] = NULL,
  };

  return g_strcmp0 (finding->id, ids[question]) == 0;
}

// What may be answered: the parts of the record that may go; what a part may mean; which term lets
// the refused server in.
static struct json_object *
question_to_json (TodokuReport *report)
{
  struct json_object *object, *options;

  if (report->question == TODOKU_QUESTION_NONE)
    return NULL;

  object = json_object_new_object ();
  options = json_object_new_array ();
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    {
      if (!answers_question (finding, report->question))
        continue;
      if (report->question == TODOKU_QUESTION_REMOVAL)
        json_object_array_add (options, json_object_new_string (finding->term));
      for (guint j = 0; finding->options != NULL && finding->options[j] != NULL; j++)
        {
          g_autofree char *answer = g_strdup_printf ("%s=%s", finding->term, finding->options[j]);

          json_object_array_add (options, json_object_new_string (answer));
        }
    }
  todoku_json_set_string (object, "about", todoku_question_get_id (report->question));
  json_object_object_add (object, "options", options);

  return object;
}

struct json_object *
todoku_report_to_json (TodokuReport *report)
{
  const TodokuCollected *collected = report->collected;
  const TodokuInstructions *instructions = report->instructions;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "domain", report->domain);
  todoku_json_set_string (object, "verdict", todoku_verdict_get_id (report->verdict));
  todoku_json_set_string (object, "headline", report->headline);
  todoku_json_set_string (object, "explanation", report->explanation);
  json_object_object_add (object, "question", question_to_json (report));
  set_strings (object, "current", report->current);
  todoku_json_set_string (object, "proposed", report->proposed);
  set_strings (object, "strings", instructions != NULL ? instructions->strings : NULL);
  json_object_object_add (object, "diff", diff_to_json (report->entries));
  json_object_object_add (object, "findings", todoku_json_from_findings (report->findings));
  json_object_object_add (object, "lookups",
                          count_to_json (report, G_STRUCT_OFFSET (TodokuSpfTree, lookups)));
  json_object_object_add (object, "void_lookups",
                          count_to_json (report, G_STRUCT_OFFSET (TodokuSpfTree, void_lookups)));
  json_object_object_add (object, "proof", proofs_to_json (report->proofs));
  json_object_object_add (object, "mail_host", company_to_json (&collected->mail));
  json_object_object_add (object, "web_host", web_host_to_json (collected));
  json_object_object_add (object, "dns_provider", provider_to_json (collected->dns_provider));
  set_strings (object, "name_servers", collected->name_servers);
  todoku_json_set_string (object, "host_field", collected->host_field);
  todoku_json_set_string (object, "alias", collected->alias);
  set_instructions (object, instructions);
  set_strings (object, "notes", report->notes);
  json_object_object_add (object, "dkim",
                          todoku_json_from_dkim (collected->dkim, report->dkim_instructions));
  json_object_object_add (object, "dmarc",
                          todoku_json_from_dmarc (report->dmarc, report->dmarc_instructions,
                                                  report->dmarc_next));
  json_object_object_add (object, "gmail", requirements_to_json (report->requirements));
  json_object_object_add (object, "bounce",
                          report->bounce != NULL ? todoku_bounce_to_json (report->bounce) : NULL);
  json_object_object_add (object, "failure", failure_to_json (report));

  return object;
}

static struct json_object *
tree_to_json (const TodokuSpfTree *tree)
{
  return tree != NULL ? todoku_spf_tree_to_json (tree) : NULL;
}

// With what only the window shows.
static struct json_object *
show (TodokuReport *report)
{
  const TodokuCollected *collected = report->collected;
  struct json_object *object = todoku_report_to_json (report);
  struct json_object *senders = json_object_new_array ();

  todoku_list_foreach (const TodokuSender, sender, collected->senders)
    json_object_array_add (senders, json_object_new_string (sender->id));
  json_object_object_add (object, "senders", senders);
  json_object_object_add (object, "mail_hosts", detections_to_json (collected->mail.detections));
  json_object_object_add (object, "web_hosts", detections_to_json (collected->web.detections));
  json_object_object_add (object, "current_tree", tree_to_json (report->current_tree));
  json_object_object_add (object, "proposed_tree", tree_to_json (report->proposed_tree));
  todoku_json_set_string (object, "zone", collected->zone);

  return object;
}

gboolean
todoku_report_equal (TodokuReport *a, TodokuReport *b)
{
  struct json_object *one, *other;
  gboolean equal;

  if (a == NULL || b == NULL)
    return a == b;

  one = show (a);
  other = show (b);
  equal = json_object_equal (one, other);
  json_object_put (one);
  json_object_put (other);

  return equal;
}
