// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/collect-private.h"

#include "spf/repair.h"

#include <string.h>

TodokuDnsAnswer *
todoku_collected_ask (TodokuCollected *self, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (self->facts, name, type, &self->complete);
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
read_published (TodokuCollected *self)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (self->txt); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (self->txt, i);
      g_autofree char *text = record->text != NULL ? string_of_text (record->text) : NULL;

      if (text != NULL && todoku_spf_text_resembles_record (text, strlen (text)))
        g_ptr_array_add (self->published, g_steal_pointer (&text));
    }
}

static void
read_txt (TodokuCollected *self)
{
  self->txt = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_TXT);
  if (self->txt == NULL)
    return;

  self->status = todoku_dns_answer_get_status (self->txt);
  read_published (self);
}

// No MX record, or the null MX (RFC 7505): nobody is to send mail there.
static void
read_mx (TodokuCollected *self)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX);

  self->receives_mail = -1;
  if (answer == NULL || todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    return;

  self->receives_mail = FALSE;
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    if (*todoku_dns_answer_get_record (answer, i)->name != '\0')
      self->receives_mail = TRUE;
}

static void
read_alias (TodokuCollected *self)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_CNAME);

  if (answer != NULL && todoku_dns_answer_get_n_records (answer) > 0)
    self->alias = g_strdup (todoku_dns_answer_get_record (answer, 0)->name);
}

static void
wanted_free (gpointer data)
{
  TodokuWanted *wanted = data;

  g_free (wanted->record);
  g_free (wanted->name);
  g_free (wanted);
}

static GPtrArray *
detections_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
}

TodokuCollected *
todoku_collect (TodokuCatalog *catalog,
                TodokuDnsFacts *facts,
                const char *domain,
                const TodokuCheckupOptions *options)
{
  TodokuCollected *self = g_new0 (TodokuCollected, 1);

  self->catalog = todoku_catalog_ref (catalog);
  self->facts = facts;
  self->domain = domain;
  self->options = options;
  self->complete = TRUE;
  self->status = TODOKU_DNS_STATUS_NO_DATA;
  self->published = g_ptr_array_new_with_free_func (g_free);
  self->name_servers = g_new0 (char *, 1);
  self->mail.detections = detections_new ();
  self->web.detections = detections_new ();
  self->senders = g_ptr_array_new ();
  self->wanted = g_ptr_array_new_with_free_func (wanted_free);

  read_txt (self);
  read_mx (self);
  read_alias (self);
  todoku_collected_find_zone (self);
  todoku_collected_find_mail_auth (self);
  todoku_collected_find_companies (self);
  todoku_collected_guess_provider (self);

  return self;
}

char **
todoku_collected_list_published (const TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; i < self->published->len; i++)
    {
      g_autofree char *valid = g_utf8_make_valid (self->published->pdata[i], -1);

      g_strv_builder_add (list, valid);
    }

  return g_strv_builder_end (list);
}

char **
todoku_collected_list_repaired (const TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  for (guint i = 0; i < self->published->len; i++)
    {
      const char *text = g_ptr_array_index (self->published, i);
      g_autoptr (GPtrArray) repairs = NULL;
      g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
      g_autofree char *valid = g_utf8_make_valid (repaired, -1);

      g_strv_builder_add (list, valid);
    }

  return g_strv_builder_end (list);
}

void
todoku_collected_free (TodokuCollected *self)
{
  g_free (self->alias);
  g_ptr_array_unref (self->published);
  g_free (self->zone);
  g_strfreev (self->name_servers);
  g_free (self->host_field);
  g_ptr_array_unref (self->mail.detections);
  g_ptr_array_unref (self->web.detections);
  g_ptr_array_unref (self->senders);
  g_ptr_array_unref (self->wanted);
  g_free (self->value_error);
  g_strfreev (self->refused_options);
  g_free (self->dmarc);
  g_free (self->dmarc_found_at);
  g_free (self->dmarc_policy);
  g_free (self->dkim_selector);
  todoku_catalog_unref (self->catalog);
  g_free (self);
}
