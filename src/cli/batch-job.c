// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch-job.h"

#include "checkup/own-domain.h"
#include "checkup/report-json.h"
#include "cli/outcome.h"
#include "cli/terminal.h"
#include "config.h"
#include "dns/run.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  TodokuCatalog *catalog;
  const TodokuCheckupOptions *choices;
  TodokuLine *line;
  TodokuDomain *domain;
  TodokuDnsFacts *facts;
  TodokuReport *report;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  todoku_catalog_unref (job->catalog);
  todoku_line_free (job->line);
  g_clear_pointer (&job->domain, todoku_domain_free);
  todoku_dns_facts_unref (job->facts);
  g_clear_pointer (&job->report, todoku_report_unref);
  g_free (job);
}

void
todoku_batch_answer_free (TodokuBatchAnswer *answer)
{
  g_free (answer->json);
  g_free (answer);
}

static const char *
id_of_fault (TodokuLineFault fault)
{
  static const char *const ids[] = {
    [TODOKU_LINE_FAULT_TOO_LONG] = "too-long",
    [TODOKU_LINE_FAULT_NUL] = "nul",
    [TODOKU_LINE_FAULT_NOT_UTF8] = "not-utf8",
  };

  return ids[fault];
}

static const char *
describe_fault (TodokuLineFault fault)
{
  switch (fault)
    {
    case TODOKU_LINE_FAULT_TOO_LONG:
      return _ ("This line is too long to be a domain.");
    case TODOKU_LINE_FAULT_NUL:
      return _ ("This line has something in it that is no text (NUL).");
    case TODOKU_LINE_FAULT_NOT_UTF8:
    case TODOKU_LINE_FAULT_NONE:
    default:
      return _ ("This line is not written in UTF-8.");
    }
}

static const char *
id_of_domain_error (int code)
{
  static const char *const ids[] = {
    [TODOKU_DOMAIN_ERROR_EMPTY] = "empty",
    [TODOKU_DOMAIN_ERROR_ADDRESS] = "address",
    [TODOKU_DOMAIN_ERROR_ONE_LABEL] = "one-label",
    [TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX] = "public-suffix",
    [TODOKU_DOMAIN_ERROR_CHARACTER] = "character",
    [TODOKU_DOMAIN_ERROR_LENGTH] = "length",
    [TODOKU_DOMAIN_ERROR_SEVERAL] = "several",
    [TODOKU_DOMAIN_ERROR_PROVIDER] = "provider",
  };

  return ids[code];
}

static void
copy_members (struct json_object *to, struct json_object *from)
{
  json_object_object_foreach (from, key, value)
  {
    json_object_object_add (to, key, json_object_get (value));
  }
}

static TodokuBatchAnswer *
answer_new (const TodokuLine *line, const char *error_id, const char *error, TodokuReport *report)
{
  TodokuBatchAnswer *answer = g_new0 (TodokuBatchAnswer, 1);
  struct json_object *object = json_object_new_object ();
  struct json_object *members = report != NULL ? todoku_report_to_json (report) : NULL;

  json_object_object_add (object, "input", todoku_json_from_string (line->text));
  json_object_object_add (object, "line", json_object_new_int64 (line->number));
  if (error != NULL)
    {
      json_object_object_add (object, "error", todoku_json_from_string (error));
      json_object_object_add (object, "error_id", todoku_json_from_string (error_id));
    }
  if (members != NULL)
    copy_members (object, members);
  answer->json = todoku_terminal_write_json (object);
  json_object_put (members);
  json_object_put (object);

  answer->is_bad = error != NULL;
  if (report != NULL)
    answer->verdict = report->verdict;

  return answer;
}

static TodokuBatchAnswer *
answer_for_report (const Job *job)
{
  const TodokuFinding *bad_value = todoku_outcome_find_bad_value (job->report);

  if (bad_value != NULL)
    return answer_new (job->line, bad_value->id, bad_value->message, job->report);
  if (job->report->verdict == TODOKU_VERDICT_NO_DOMAIN)
    return answer_new (job->line, todoku_verdict_get_id (job->report->verdict),
                       job->report->explanation, job->report);

  return answer_new (job->line, NULL, NULL, job->report);
}

static gboolean
job_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Job *job = user_data;

  g_clear_pointer (&job->report, todoku_report_unref);

  return todoku_checkup_run (job->catalog, facts, job->domain->ascii, job->choices, &job->report);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  TodokuBatchAnswer *answer = NULL;

  if (todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &error))
    answer = answer_for_report (job);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    answer = answer_new (job->line, "failed", error->message, NULL);
  g_task_return_pointer (task, answer, (GDestroyNotify) todoku_batch_answer_free);
}

// What is wrong with the line before anybody is asked.
static TodokuBatchAnswer *
find_error (Job *job)
{
  g_autoptr (GError) error = NULL;

  if (job->line->fault != TODOKU_LINE_FAULT_NONE)
    return answer_new (job->line, id_of_fault (job->line->fault), describe_fault (job->line->fault),
                       NULL);

  job->domain = todoku_own_domain_parse (job->line->text, job->catalog, &error);

  return job->domain == NULL
           ? answer_new (job->line, id_of_domain_error (error->code), error->message, NULL)
           : NULL;
}

void
todoku_batch_job_async (TodokuDnsResolver *resolver,
                        TodokuCatalog *catalog,
                        const TodokuCheckupOptions *choices,
                        TodokuLine *line,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);
  TodokuBatchAnswer *error;

  job->catalog = todoku_catalog_ref (catalog);
  job->choices = choices;
  job->line = line;
  job->facts = todoku_dns_facts_new ();
  g_task_set_source_tag (task, todoku_batch_job_async);
  g_task_set_task_data (task, job, job_free);

  error = find_error (job);
  if (error != NULL)
    g_task_return_pointer (task, error, (GDestroyNotify) todoku_batch_answer_free);
  else
    todoku_dns_run_async (resolver, job->facts, job_rule, NULL, job, cancellable, finished_cb,
                          g_steal_pointer (&task));
}

TodokuBatchAnswer *
todoku_batch_job_finish (TodokuDnsResolver *resolver, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
