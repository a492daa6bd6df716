// SPDX-License-Identifier: GPL-3.0-or-later

// Who holds the mail, and which records it and the ticked services need.

#include "advice/checkup-private.h"

#include "advice/meaning.h"
#include "catalog/template.h"
#include "config.h"
#include "spf/record.h"
#include "spf/repair.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const TodokuDetection *
find_detection (TodokuReport *report, const TodokuMailHost *host)
{
  for (guint i = 0; i < report->detections->len; i++)
    {
      const TodokuDetection *detection = g_ptr_array_index (report->detections, i);

      if (detection->host == host)
        return detection;
    }

  return NULL;
}

static void
detect (TodokuCheckup *self)
{
  GPtrArray *detections = NULL;
  const char *const *current = (const char *const *) self->report->current;

  if (!todoku_detect_mail_hosts (self->catalog, self->facts, self->report->domain, current,
                                 &detections))
    self->complete = FALSE;

  g_ptr_array_unref (self->report->detections);
  self->report->detections = detections;
}

static void
choose_host (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  const TodokuDetection *detection;

  if (self->choices->host != NULL)
    report->host = todoku_catalog_find_host (self->catalog, self->choices->host);
  else if (report->detections->len > 0)
    report->host = ((TodokuDetection *) report->detections->pdata[0])->host;

  detection = report->host != NULL ? find_detection (report, report->host) : NULL;
  report->confidence = detection != NULL ? detection->confidence : TODOKU_CONFIDENCE_NONE;
}

// A record of nothing but redirect= as an include of the same list, which other terms may stand
// beside.
static char *
make_addable (char *record_text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (record_text, -1);
  const TodokuSpfTerm *redirect = todoku_spf_record_find_redirect (record);
  GString *text;

  if (redirect == NULL || todoku_spf_record_find_all (record) != NULL)
    return record_text;

  text = g_string_new ("v=spf1");
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (todoku_spf_term_is_mechanism (term))
        g_string_append_printf (text, " %s", term->text);
    }
  g_string_append_printf (text, " include:%s ~all", redirect->value);
  g_free (record_text);

  return g_string_free (text, FALSE);
}

static void
want (TodokuCheckup *self, char *record, const char *name)
{
  g_ptr_array_add (self->wanted, make_addable (record));
  g_ptr_array_add (self->wanted_by, g_strdup (name));
}

// What the person typed goes before what the DNS says.
static GHashTable *
find_values (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  GHashTable *values = NULL;
  GHashTableIter iter;
  gpointer key, value;

  if (!todoku_detect_values (self->catalog, self->facts, report->domain,
                             (const char *const *) report->current, report->host, &values))
    self->complete = FALSE;
  if (self->choices->values == NULL)
    return values;

  g_hash_table_iter_init (&iter, self->choices->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (values, g_strdup (key), g_strdup (value));

  return values;
}

static void
want_host (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  g_autoptr (GHashTable) values = find_values (self);
  char *record =
    todoku_catalog_fill_template (report->host, report->domain, values, &report->missing);

  if (record != NULL)
    want (self, record, todoku_catalog_text_get (&report->host->name));
}

// Help pages print stars where the person's own server or domain goes: "a:sv***.xserver.jp".
static char *
find_placeholder (TodokuSpfRecord *record)
{
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->value != NULL && strchr (term->value, '*') != NULL)
        // Translators: the argument is a term of an SPF record, as a:sv***.xserver.jp.
        return g_strdup_printf (_ ("In “%s” the stars stand for something of your own, such as the "
                                   "number of your server."),
                                term->text);
    }

  return NULL;
}

// Says why @record cannot be what the person's provider gives, or returns NULL.
static char *
describe_fault (TodokuSpfRecord *record)
{
  const GError *error = todoku_spf_record_get_error (record);

  if (error != NULL)
    return g_strdup (error->message);
  if (!todoku_checkup_authorizes_somebody (record))
    return g_strdup (_ ("It lets no server send your mail."));

  return find_placeholder (record);
}

// A value from a help page or a mail is pasted as it comes, so it is repaired like a record.
static void
want_own_value (TodokuCheckup *self)
{
  const char *value = self->choices->value;
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (value, strlen (value), &repairs);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);
  g_autofree char *fault = describe_fault (record);

  if (fault != NULL)
    todoku_checkup_add_finding (
      self, "value-unclear", TODOKU_SEVERITY_ERROR, NULL, -1,
      // Translators: the argument is a sentence that says what is wrong.
      g_strdup_printf (_ ("The value of your provider cannot be used as it is: %s"), fault));
  else
    want (self, g_steal_pointer (&repaired), NULL);
}

// Calls @visit for each term of each published record that can be read.
static void
for_each_published_term (TodokuCheckup *self,
                         void (*visit) (TodokuCheckup *, const TodokuSpfTerm *))
{
  for (guint i = 0; i < self->published->len; i++)
    {
      const char *text = g_ptr_array_index (self->published, i);
      g_autoptr (GPtrArray) repairs = NULL;
      g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);

      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        visit (self, todoku_spf_record_get_term (record, j));
    }
}

static void
note_sender (TodokuCheckup *self, const TodokuSpfTerm *term)
{
  const TodokuSender *sender = todoku_meaning_find_sender (self->catalog, term);
  GPtrArray *senders = self->report->senders;

  // "?include:" names it, but lets it not in.
  if (term->qualifier == TODOKU_SPF_QUALIFIER_PASS && sender != NULL
      && !g_ptr_array_find (senders, sender, NULL))
    g_ptr_array_add (senders, (gpointer) sender);
}

static void
want_senders (TodokuCheckup *self)
{
  GPtrArray *ids = self->choices->senders;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const TodokuSender *sender =
        todoku_catalog_find_sender (self->catalog, g_ptr_array_index (ids, i));

      // One that stands there by an older term works as it is.
      if (sender != NULL && !g_ptr_array_find (self->report->senders, sender, NULL))
        want (self, g_strdup_printf ("v=spf1 %s ~all", sender->term),
              todoku_catalog_text_get (&sender->name));
    }
}

void
todoku_checkup_find_host (TodokuCheckup *self)
{
  for_each_published_term (self, note_sender);
  detect (self);

  if (self->choices->value != NULL)
    want_own_value (self);
  else
    {
      choose_host (self);
      if (self->report->host != NULL)
        want_host (self);
    }
  want_senders (self);
}
