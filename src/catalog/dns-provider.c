// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/dns-provider.h"

#include "catalog/parts.h"

#include <string.h>

void
todoku_dns_provider_free (TodokuDnsProvider *provider)
{
  g_free (provider->id);
  todoku_catalog_text_clear (&provider->name);
  g_strfreev (provider->ns);
  g_clear_pointer (&provider->steps, g_ptr_array_unref);
  g_free (provider->host_field);
  todoku_catalog_text_clear (&provider->host_label);
  todoku_catalog_text_clear (&provider->type_label);
  todoku_catalog_text_clear (&provider->value_label);
  todoku_catalog_text_clear (&provider->wait);
  g_clear_pointer (&provider->traps, g_ptr_array_unref);
  g_free (provider->url);
  todoku_catalog_source_clear (&provider->source);
  g_free (provider);
}

static char *
replace_provider (const char *text, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (text, "{provider}", -1);

  return g_strjoinv (name, parts);
}

GPtrArray *
todoku_general_steps_for (GPtrArray *general_steps, const TodokuCatalogText *name)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_catalog_text_free);

  for (guint i = 0; i < general_steps->len; i++)
    {
      const TodokuCatalogText *general = g_ptr_array_index (general_steps, i);
      TodokuCatalogText *step = g_new0 (TodokuCatalogText, 1);

      step->ja = replace_provider (general->ja, name->ja);
      step->en = replace_provider (general->en, name->en);
      g_ptr_array_add (steps, step);
    }

  return steps;
}

GPtrArray *
todoku_general_steps_read (const char *folder, TodokuCatalogText *unknown, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, "general-steps.json");

  todoku_catalog_read_text (reader, "unknown_provider", FALSE, unknown);

  g_autoptr (GPtrArray) steps = todoku_catalog_read_texts (reader, "steps");

  todoku_catalog_read_labels (reader, "labels");
  if (!todoku_catalog_reader_has_failed (reader) && steps->len == 0)
    todoku_catalog_reader_fail (reader, "steps", "must not be empty");
  if (!todoku_catalog_reader_close (reader, error))
    return NULL;

  return g_steal_pointer (&steps);
}

/* "blank" and "@" in the file, so that nobody takes an empty string for a forgotten one. */
static char *
read_host_field (TodokuCatalogReader *reader)
{
  g_autofree char *word =
    todoku_catalog_reader_read_nullable (reader, "apex", TODOKU_CATALOG_WORD_MAX);

  if (word == NULL)
    return NULL;
  if (g_str_equal (word, "blank"))
    return g_strdup ("");
  if (g_str_equal (word, "@"))
    return g_strdup ("@");

  todoku_catalog_reader_fail (reader, "apex", "must be \"blank\", \"@\" or null");

  return NULL;
}

static void
read_fields (TodokuCatalogReader *reader, TodokuDnsProvider *provider)
{
  if (!todoku_catalog_reader_enter (reader, "fields"))
    return;

  todoku_catalog_read_text (reader, "host", TRUE, &provider->host_label);
  provider->host_field = read_host_field (reader);
  todoku_catalog_read_text (reader, "type", TRUE, &provider->type_label);
  todoku_catalog_read_text (reader, "value", TRUE, &provider->value_label);
  provider->quotes = todoku_catalog_reader_read_nullable_boolean (reader, "quotes");
  provider->value_max = todoku_catalog_reader_read_nullable_integer (reader, "value_max");
  todoku_catalog_reader_leave (reader);
}

static void
read_steps (TodokuCatalogReader *reader, TodokuDnsProvider *provider, GPtrArray *general_steps)
{
  provider->steps = todoku_catalog_read_texts (reader, "steps");
  provider->path_seen = provider->steps->len > 0;
  if (provider->path_seen || todoku_catalog_reader_has_failed (reader))
    return;

  if (!provider->editable)
    todoku_catalog_reader_fail (reader, "steps",
                                "must say what to do where a record cannot be written");
  g_ptr_array_unref (provider->steps);
  provider->steps = todoku_general_steps_for (general_steps, &provider->name);
}

TodokuDnsProvider *
todoku_dns_provider_read (const char *folder,
                          const char *file,
                          GPtrArray *general_steps,
                          GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, file);
  g_autoptr (TodokuDnsProvider) provider = g_new0 (TodokuDnsProvider, 1);

  provider->id = todoku_catalog_read_id (reader, file);
  provider->order = todoku_catalog_reader_read_integer (reader, "order");
  todoku_catalog_read_text (reader, "name", FALSE, &provider->name);
  provider->url = todoku_catalog_read_url (reader, "url");
  provider->ns = todoku_catalog_read_globs (reader, "ns");
  provider->editable = todoku_catalog_reader_read_boolean (reader, "editable");
  read_steps (reader, provider, general_steps);
  read_fields (reader, provider);
  todoku_catalog_read_text (reader, "wait", TRUE, &provider->wait);
  provider->traps = todoku_catalog_read_notes (reader, "traps");
  todoku_catalog_read_labels (reader, "labels");
  todoku_catalog_read_source (reader, "source", &provider->source);

  if (!todoku_catalog_reader_close (reader, error))
    return NULL;

  return g_steal_pointer (&provider);
}
