// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of a name that lives by a wildcard, and how it goes on beside a record of its own.

#include "checkup/instructions-private.h"
#include "checkup/synthesized.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// ---------------------------------------------------------------------------------------------
// Findings

// What the domain itself has or lacks, as "A 203.0.113.20, MX shop.example".
static char *
describe_records (const TodokuCollected *collected, GPtrArray *records)
{
  g_autoptr (GString) text = g_string_new (NULL);

  todoku_list_foreach (const TodokuSynthesized, record, records)
    if (g_str_equal (record->name, collected->domain)
        && !todoku_synthesized_is_replaced (record, TODOKU_STANDARD_SPF))
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                              todoku_dns_type_to_string (record->type), record->value);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_hidden (const TodokuCollected *collected)
{
  const TodokuSynthesized *first = g_ptr_array_index (collected->hidden, 0);
  g_autofree char *records = describe_records (collected, collected->hidden);

  if (first->type == TODOKU_DNS_TYPE_CNAME && todoku_dns_answer_get_n_records (collected->txt) > 0)
    // Translators: the first argument is a domain, the second an alias, as "CNAME site.example".
    return g_strdup_printf (
      _ (
        "%1$s has neither an address nor a mail server (MX), so no website and no email reach it. "
        "Its TXT record ends the alias that the wildcard record (*) gives to names without records "
        "of their own (%2$s). If a website is meant to be there, delete the TXT record, or ask the "
        "company of the website which address (A) to enter beside it."),
      collected->domain, records);

  // Translators: the first argument is a domain, the second are records, as "A 203.0.113.20".
  return g_strdup_printf (
    _ (
      "%1$s has neither an address nor a mail server (MX), so no website and no email reach it. "
      "The wildcard record (*) does not count for it, as it or a name below it has a record of its "
      "own. If a website or email is meant to be there, add to this name what the wildcard gives "
      "to others: %2$s."),
    collected->domain, records);
}

static gboolean
has_value (TodokuVerdict verdict)
{
  return todoku_verdict_has_value (verdict) || verdict == TODOKU_VERDICT_SWITCH;
}

static char *
describe_synthesized (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  g_autofree char *records = describe_records (collected, collected->synthesized);

  if (collected->alias != NULL)
    return judgement->question == TODOKU_QUESTION_ALIAS && collected->synthesized->len > 0
             // Translators: the argument is a domain.
             ? g_strdup_printf (_ ("%s is this alias only through the wildcard record (*). A TXT "
                                   "record at that name would end the alias, and the website "
                                   "there."),
                                collected->domain)
             : NULL;
  if (!has_value (judgement->verdict)
      || !todoku_collected_loses_synthesized (collected, TODOKU_STANDARD_SPF))
    return NULL;

  // Translators: the first argument is a domain, the second are records, as "A 203.0.113.20".
  return g_strdup_printf (
    _ ("%1$s has no records of its own. What is there today (%2$s) comes from the wildcard record "
       "(*), which no longer counts for this name once the new record is there. So that website "
       "and email go on, the name then needs the same by itself: the steps say how. Names below "
       "it, like www.%1$s, lose it as well."),
    collected->domain, records);
}

void
todoku_collected_note_synthesized (const TodokuCollected *collected,
                                   const TodokuJudgement *judgement,
                                   GPtrArray *findings)
{
  g_autofree char *text = describe_synthesized (collected, judgement);

  if (text != NULL)
    g_ptr_array_add (findings, todoku_finding_new ("lives-by-wildcard", TODOKU_SEVERITY_WARNING,
                                                   NULL, -1, g_steal_pointer (&text)));
  if (collected->hidden->len > 0)
    g_ptr_array_add (findings, todoku_finding_new ("hides-wildcard", TODOKU_SEVERITY_WARNING, NULL,
                                                   -1, describe_hidden (collected)));
}

TodokuFinding *
todoku_collected_note_raised (const TodokuCollected *collected, const char *above)
{
  return todoku_finding_new (
    "lives-by-wildcard", TODOKU_SEVERITY_NOTE, NULL, -1,
    // Translators: the first argument is a domain, the second one above it.
    g_strdup_printf (_ ("%1$s has no records of its own and lives by the wildcard record (*). A "
                        "record at _dmarc.%1$s would end that, so the record goes to %2$s: it "
                        "counts for %1$s, too."),
                     collected->domain, above));
}

// ---------------------------------------------------------------------------------------------
// Steps

gboolean
todoku_task_ends_wildcard (const TodokuTask *task)
{
  return task->above == NULL
         && todoku_collected_loses_synthesized (task->collected, task->standard);
}

static char *
describe_step (const TodokuTask *task, const TodokuSynthesized *record)
{
  g_autofree char *field = todoku_task_make_host_field (task->collected, record->name);

  if (record->type == TODOKU_DNS_TYPE_MX)
    // Translators: a name, as "blog"; a server's name; a number.
    return g_strdup_printf (_ ("Add a record of the type MX with the name “%s”, the value “%s” and "
                               "the priority %u."),
                            field, record->value, record->preference);

  // Translators: a type, as "A"; a name, as "blog"; an address, another name, or a text.
  return g_strdup_printf (_ ("Add a record of the type %s with the name “%s” and the value “%s”."),
                          todoku_dns_type_to_string (record->type), field, record->value);
}

// Whether a company's panel enters the record, and may have more to do with the name.
static gboolean
is_entered_by_panel (const TodokuTask *task)
{
  return todoku_task_has_panel (task) && task->standard != TODOKU_STANDARD_DKIM;
}

static char *
introduce (const TodokuTask *task)
{
  if (is_entered_by_panel (task))
    // Translators: the argument is a domain.
    return g_strdup_printf (
      _ ("Then check that the page at %1$s is still shown and that email to it arrives, if there "
         "is either. If not, the wildcard record (*) no longer counts for this name: add what it "
         "gave in the DNS settings, as follows, and to names below it, like www.%1$s, as well."),
      task->collected->domain);

  // Translators: the argument is a domain.
  return g_strdup_printf (
    _ ("First add to %1$s what only the wildcard record (*) gives it so far, unless you have done "
       "so: with a record of its own, the wildcard no longer counts for this name, nor for names "
       "below it. If you use one of those, like www.%1$s, add the same to it."),
    task->collected->domain);
}

void
todoku_task_keep_synthesized (const TodokuTask *task, GStrvBuilder *steps)
{
  if (task->above != NULL)
    return;
  if (todoku_task_ends_wildcard (task))
    todoku_strv_take (steps, introduce (task));
  todoku_list_foreach (const TodokuSynthesized, record, task->collected->synthesized)
    if (!todoku_synthesized_is_replaced (record, task->standard))
      todoku_strv_take (steps, describe_step (task, record));
  todoku_list_foreach (const TodokuSynthesized, record, task->collected->synthesized)
    if (todoku_synthesized_is_replaced (record, task->standard))
      {
        g_strv_builder_add (steps,
                            _ ("The SPF record with the name “*” is for all names without records "
                               "of their own: leave it as it is, and add a new one."));
        return;
      }
}
