// SPDX-License-Identifier: GPL-3.0-or-later

#include "advice/checkup-private.h"

#include "dns/name.h"
#include "spf/repair.h"

#include <string.h>

TodokuDnsAnswer *
todoku_checkup_ask (TodokuCheckup *self, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (self->facts, name, type, &self->complete);
}

void
todoku_checkup_set_failure (TodokuCheckup *self,
                            const char *name,
                            TodokuDnsType type,
                            TodokuDnsAnswer *answer)
{
  if (self->report->failure != NULL)
    return;

  self->report->failure = todoku_dns_answer_ref (answer);
  self->report->failed_question = g_strdup_printf ("%s %s", name, todoku_dns_type_to_string (type));
}

void
todoku_checkup_add_finding (TodokuCheckup *self,
                            const char *id,
                            TodokuSeverity severity,
                            const char *term,
                            int position,
                            char *message)
{
  g_ptr_array_add (self->report->findings,
                   todoku_finding_new (id, severity, term, position, message));
}

// A record as a string: an octet NUL, which no string holds, shows as U+FFFD.
static char *
string_of_text (GBytes *text)
{
  gsize length;
  const char *octets = g_bytes_get_data (text, &length);
  g_autoptr (GString) string = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (octets[i] == '\0')
      g_string_append (string, "\xef\xbf\xbd");
    else
      g_string_append_c (string, octets[i]);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

static void
read_published (TodokuCheckup *self, TodokuDnsAnswer *answer)
{
  g_autoptr (GStrvBuilder) current = g_strv_builder_new ();

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      g_autofree char *text = record->text != NULL ? string_of_text (record->text) : NULL;

      if (text == NULL || !todoku_spf_text_resembles_record (text, strlen (text)))
        continue;

      g_autofree char *valid = g_utf8_make_valid (text, -1);

      g_strv_builder_add (current, valid);
      g_ptr_array_add (self->published, g_steal_pointer (&text));
    }

  g_strfreev (self->report->current);
  self->report->current = g_strv_builder_end (current);
}

// g_ptr_array_sort() is not stable, and findings of one severity stay in the order of the record.
static void
sort_findings (GPtrArray *findings)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (TodokuSeverity severity = TODOKU_SEVERITY_ERROR; severity <= TODOKU_SEVERITY_NOTE;
       severity++)
    for (guint i = 0; i < findings->len; i++)
      if (((TodokuFinding *) findings->pdata[i])->severity == severity)
        g_ptr_array_add (sorted, findings->pdata[i]);

  for (guint i = 0; i < findings->len; i++)
    findings->pdata[i] = sorted->pdata[i];
}

// Everything that needs no other answer is asked at once, before anything is looked at.
static TodokuDnsAnswer *
ask_first_questions (TodokuCheckup *self)
{
  const char *domain = self->report->domain;

  todoku_checkup_ask (self, domain, TODOKU_DNS_TYPE_MX);
  todoku_checkup_ask (self, domain, TODOKU_DNS_TYPE_A);
  todoku_checkup_look_at_mail_auth (self);

  return todoku_checkup_ask (self, domain, TODOKU_DNS_TYPE_TXT);
}

static void
run (TodokuCheckup *self)
{
  TodokuDnsAnswer *txt = ask_first_questions (self);
  TodokuDnsStatus status =
    txt != NULL ? todoku_dns_answer_get_status (txt) : TODOKU_DNS_STATUS_NO_DATA;

  todoku_checkup_find_zone (self);
  if (txt != NULL)
    read_published (self, txt);
  todoku_checkup_find_host (self);
  todoku_checkup_guess_provider (self);
  if (txt == NULL)
    return;

  if (todoku_dns_status_is_failure (status))
    {
      // What a returned mail blames does not depend on it.
      if (!todoku_checkup_is_not_spf (self))
        todoku_checkup_set_failure (self, self->report->domain, TODOKU_DNS_TYPE_TXT, txt);
    }
  else if (todoku_checkup_is_not_spf (self))
    {
      todoku_checkup_look_at_record (self);
      todoku_checkup_prove (self);
    }
  else if (status != TODOKU_DNS_STATUS_NX_DOMAIN)
    {
      todoku_checkup_make_proposal (self);
      todoku_checkup_review (self);
      todoku_checkup_prove (self);
      todoku_checkup_review_bounce (self);
      todoku_checkup_review_mail_auth (self);
    }

  todoku_checkup_judge (self);
  todoku_checkup_list_steps (self);
  sort_findings (self->report->findings);
}

gboolean
todoku_checkup_run (TodokuCatalog *catalog,
                    TodokuDnsFacts *facts,
                    const char *domain,
                    const TodokuChoices *choices,
                    TodokuReport **report)
{
  g_autoptr (TodokuReport) made = todoku_report_new (domain, catalog);
  g_autoptr (GPtrArray) published = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) wanted_by = g_ptr_array_new_with_free_func (g_free);
  TodokuCheckup self = {
    .catalog = catalog,
    .facts = facts,
    .choices = choices,
    .report = made,
    .published = published,
    .wanted = wanted,
    .wanted_by = wanted_by,
    .complete = TRUE,
  };

  if (choices->bounce != NULL)
    made->bounce = todoku_bounce_ref (choices->bounce);
  run (&self);

  // Where the domain does not exist, nothing else matters. Where its record cannot be read, the
  // rest is waited for: who holds the mail must not depend on which answer comes first.
  gboolean known = made->headline != NULL;
  gboolean settled = known && made->verdict == TODOKU_VERDICT_NO_DOMAIN;

  *report = known ? g_steal_pointer (&made) : NULL;

  return known && (self.complete || settled);
}
