// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/host.h"

#include "catalog/parts.h"
#include "catalog/pattern.h"
#include "catalog/template.h"
#include "dns/address.h"

#include <string.h>

#define LIST_MAX 32

/* A record that is longer does not fit into one UDP answer with others beside it. */
#define SPF_MAX 450

static void
placeholder_free (TodokuCatalogPlaceholder *placeholder)
{
  g_free (placeholder->key);
  todoku_catalog_text_clear (&placeholder->label);
  todoku_catalog_text_clear (&placeholder->where);
  g_free (placeholder->example);
  g_clear_pointer (&placeholder->pattern, g_regex_unref);
  g_free (placeholder);
}

void
todoku_mail_host_free (TodokuMailHost *host)
{
  g_free (host->id);
  todoku_catalog_text_clear (&host->name);
  todoku_catalog_text_clear (&host->company);
  g_free (host->spf);
  g_ptr_array_unref (host->placeholders);
  g_ptr_array_unref (host->switch_steps);
  g_strfreev (host->switch_ns);
  todoku_catalog_source_clear (&host->switch_source);
  g_free (host->dns_provider);
  g_clear_pointer (&host->notes, g_ptr_array_unref);
  g_free (host->url);
  todoku_catalog_source_clear (&host->source);
  g_ptr_array_unref (host->mx);
  g_ptr_array_unref (host->servers);
  g_ptr_array_unref (host->terms);
  g_strfreev (host->addresses);
  g_free (host);
}

const TodokuCatalogPlaceholder *
todoku_mail_host_find_placeholder (const TodokuMailHost *host, const char *key)
{
  for (guint i = 0; i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (g_strcmp0 (placeholder->key, key) == 0)
        return placeholder;
    }

  return NULL;
}

static void
read_pattern_and_example (TodokuCatalogReader *reader, TodokuCatalogPlaceholder *placeholder)
{
  g_autofree char *pattern =
    todoku_catalog_reader_read_string (reader, "pattern", TODOKU_CATALOG_WORD_MAX);
  g_autofree char *whole = g_strdup_printf ("^(?:%s)$", pattern != NULL ? pattern : "");

  placeholder->pattern = todoku_catalog_compile (reader, "pattern", whole);
  placeholder->example =
    todoku_catalog_reader_read_nullable (reader, "example", TODOKU_CATALOG_WORD_MAX);
  if (placeholder->pattern == NULL || placeholder->example == NULL)
    return;

  g_autofree char *value = todoku_catalog_placeholder_normalize (placeholder, placeholder->example);

  if (g_strcmp0 (value, placeholder->example) != 0)
    todoku_catalog_reader_fail (reader, "example", "must match the pattern");
}

static void
read_placeholders (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (!todoku_catalog_reader_enter_list (reader, "placeholders", LIST_MAX))
    return;

  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogPlaceholder *placeholder = g_new0 (TodokuCatalogPlaceholder, 1);

      placeholder->key = todoku_catalog_reader_read_string (reader, "key", TODOKU_CATALOG_WORD_MAX);
      if (placeholder->key != NULL && !todoku_catalog_id_is_valid (placeholder->key))
        todoku_catalog_reader_fail (reader, "key", "must have lower-case letters only");
      if (g_strcmp0 (placeholder->key, "domain") == 0
          || todoku_mail_host_find_placeholder (host, placeholder->key) != NULL)
        todoku_catalog_reader_fail (reader, "key", "is taken");

      todoku_catalog_read_text (reader, "label", FALSE, &placeholder->label);
      todoku_catalog_read_text (reader, "where", FALSE, &placeholder->where);
      read_pattern_and_example (reader, placeholder);
      placeholder->from_exchange_address =
        todoku_catalog_reader_read_boolean (reader, "from_exchange_address");
      g_ptr_array_add (host->placeholders, placeholder);
      todoku_catalog_reader_leave (reader);
    }
  todoku_catalog_reader_leave (reader);
}

static const char *
find_spf_problem (const TodokuMailHost *host)
{
  if (!g_str_has_prefix (host->spf, "v=spf1 "))
    return "must begin with \"v=spf1 \"";
  if (strstr (host->spf, "  ") != NULL)
    return "must not have two spaces in a row";
  for (const char *at = host->spf; *at != '\0'; at++)
    if (*at < ' ' || *at > '~')
      return "must be ASCII";

  for (guint i = 0; i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);
      g_autofree char *word = g_strconcat ("{", placeholder->key, "}", NULL);

      if (strstr (host->spf, word) == NULL)
        return "does not use a placeholder that is described";
    }
  if (!todoku_catalog_template_is_valid (host, host->spf))
    return "has a placeholder that is not described";

  return NULL;
}

static void
read_spf (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (!todoku_catalog_reader_enter (reader, "spf"))
    return;

  host->spf = todoku_catalog_reader_read_nullable (reader, "value", SPF_MAX);
  todoku_catalog_read_source (reader, "source", &host->source);

  if (!todoku_catalog_reader_has_failed (reader))
    {
      const char *problem = NULL;

      if (host->spf != NULL)
        problem = find_spf_problem (host);
      else if (host->placeholders->len > 0)
        problem = "must not be null where there are placeholders";
      if (problem != NULL)
        todoku_catalog_reader_fail (reader, "value", problem);
    }
  todoku_catalog_reader_leave (reader);
}

static void
read_switch (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (!todoku_catalog_reader_enter_nullable (reader, "switch"))
    return;

  g_clear_pointer (&host->switch_ns, g_strfreev);
  host->switch_ns = todoku_catalog_read_globs (reader, "ns");
  host->switch_is_preset = todoku_catalog_reader_read_boolean (reader, "preset");
  g_ptr_array_unref (host->switch_steps);
  host->switch_steps = todoku_catalog_read_texts (reader, "steps");
  todoku_catalog_read_labels (reader, "labels");
  todoku_catalog_read_source (reader, "source", &host->switch_source);
  if (host->switch_steps->len == 0 || host->switch_ns[0] == NULL)
    todoku_catalog_reader_fail (reader, "steps", "a switch needs name servers and steps");

  todoku_catalog_reader_leave (reader);
}

static void
check_fills (TodokuCatalogReader *reader, const TodokuMailHost *host, const char *fills)
{
  if (fills != NULL && todoku_mail_host_find_placeholder (host, fills) == NULL)
    todoku_catalog_reader_fail (reader, "fills", "is no placeholder of this host");
}

static void
read_patterns (TodokuCatalogReader *reader,
               const TodokuMailHost *host,
               const char *member,
               GPtrArray *patterns)
{
  if (!todoku_catalog_reader_enter_list (reader, member, LIST_MAX))
    return;

  while (todoku_catalog_reader_next (reader))
    {
      g_autofree char *expression =
        todoku_catalog_reader_read_string (reader, "regex", TODOKU_CATALOG_WORD_MAX);
      g_autofree char *fills =
        todoku_catalog_reader_read_nullable (reader, "fills", TODOKU_CATALOG_WORD_MAX);
      g_autoptr (GRegex) regex = todoku_catalog_compile (reader, "regex", expression);

      check_fills (reader, host, fills);
      if (expression != NULL && !g_str_has_suffix (expression, "$"))
        todoku_catalog_reader_fail (reader, "regex", "must end with $");
      if (regex != NULL)
        g_ptr_array_add (patterns, todoku_catalog_pattern_new (regex, fills));
      todoku_catalog_reader_leave (reader);
    }
  todoku_catalog_reader_leave (reader);
}

static void
read_terms (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  g_auto (GStrv) terms =
    todoku_catalog_reader_read_strings (reader, "terms", TODOKU_CATALOG_WORD_MAX);

  for (gsize i = 0; terms[i] != NULL && !todoku_catalog_reader_has_failed (reader); i++)
    {
      const char *fills = NULL;
      g_autofree char *expression = todoku_catalog_template_to_regex (host, terms[i], &fills);

      if (expression == NULL)
        {
          todoku_catalog_reader_fail (reader, "terms", "has a placeholder that is not described");
          return;
        }

      g_autoptr (GRegex) regex = todoku_catalog_compile (reader, "terms", expression);

      if (regex != NULL)
        g_ptr_array_add (host->terms, todoku_catalog_pattern_new (regex, fills));
    }
}

static void
read_detect (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (!todoku_catalog_reader_enter (reader, "detect"))
    return;

  read_patterns (reader, host, "mx", host->mx);
  read_patterns (reader, host, "servers", host->servers);
  read_terms (reader, host);
  host->addresses =
    todoku_catalog_reader_read_strings (reader, "addresses", TODOKU_CATALOG_WORD_MAX);
  for (gsize i = 0; host->addresses[i] != NULL; i++)
    {
      TodokuDnsAddress address;

      if (!todoku_dns_address_parse (host->addresses[i], -1, &address) || address.length != 4)
        todoku_catalog_reader_fail (reader, "addresses", "must be IPv4 addresses");
    }
  todoku_catalog_reader_leave (reader);
}

static TodokuMailHost *
mail_host_new (void)
{
  TodokuMailHost *host = g_new0 (TodokuMailHost, 1);
  GDestroyNotify pattern_free = (GDestroyNotify) todoku_catalog_pattern_free;

  host->placeholders = g_ptr_array_new_with_free_func ((GDestroyNotify) placeholder_free);
  host->switch_steps = g_ptr_array_new ();
  host->switch_ns = g_new0 (char *, 1);
  host->mx = g_ptr_array_new_with_free_func (pattern_free);
  host->servers = g_ptr_array_new_with_free_func (pattern_free);
  host->terms = g_ptr_array_new_with_free_func (pattern_free);

  return host;
}

TodokuMailHost *
todoku_mail_host_read (const char *folder, const char *file, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, file);
  g_autoptr (TodokuMailHost) host = mail_host_new ();

  host->id = todoku_catalog_read_id (reader, file);
  host->order = todoku_catalog_reader_read_integer (reader, "order");
  todoku_catalog_read_text (reader, "name", FALSE, &host->name);
  todoku_catalog_read_text (reader, "company", TRUE, &host->company);
  host->url = todoku_catalog_read_url (reader, "url");
  read_placeholders (reader, host);
  read_spf (reader, host);
  if (!todoku_catalog_reader_has_failed (reader) && host->spf == NULL
      && (host->url == NULL || !g_str_has_prefix (host->url, "https://")))
    todoku_catalog_reader_fail (reader, "url", "must be an https address where no value is known");
  read_switch (reader, host);
  host->dns_provider =
    todoku_catalog_reader_read_nullable (reader, "dns_provider", TODOKU_CATALOG_WORD_MAX);
  host->notes = todoku_catalog_read_notes (reader, "notes");
  read_detect (reader, host);

  if (!todoku_catalog_reader_close (reader, error))
    return NULL;

  return g_steal_pointer (&host);
}
