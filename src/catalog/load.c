// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the files of a catalog.

#include "base/list.h"
#include "catalog/pattern.h"
#include "catalog/reader.h"
#include "catalog/template.h"

#include <string.h>

/* Reads what an open file says into @catalog. */
typedef void (*ReadFunc) (TodokuCatalogReader *reader, TodokuCatalog *catalog);

static void
placeholder_free (gpointer data)
{
  TodokuCatalogPlaceholder *placeholder = data;

  g_free (placeholder->key);
  todoku_catalog_text_clear (&placeholder->label);
  todoku_catalog_text_clear (&placeholder->where);
  g_free (placeholder->example);
  g_clear_pointer (&placeholder->pattern, g_regex_unref);
  g_free (placeholder);
}

static void
read_placeholder (TodokuCatalogReader *reader, TodokuCatalogPlaceholder *placeholder)
{
  g_autofree char *pattern = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;

  placeholder->key = todoku_catalog_reader_read_string (reader, "key");
  todoku_catalog_read_text (reader, "label", FALSE, &placeholder->label);
  todoku_catalog_read_text (reader, "where", FALSE, &placeholder->where);
  placeholder->example = todoku_catalog_reader_read_nullable (reader, "example");
  placeholder->from_exchange_address =
    todoku_catalog_reader_read_boolean (reader, "from_exchange_address", FALSE) == 1;

  pattern = todoku_catalog_reader_read_string (reader, "pattern");
  whole = g_strdup_printf ("^(?:%s)$", pattern != NULL ? pattern : "");
  placeholder->pattern =
    g_regex_new (whole, G_REGEX_OPTIMIZE | G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY, 0, &error);
  if (placeholder->pattern == NULL)
    todoku_catalog_reader_fail (reader, "pattern", error->message);
}

static void
read_placeholders (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  host->placeholders = g_ptr_array_new_with_free_func (placeholder_free);
  todoku_catalog_reader_enter_list (reader, "placeholders");
  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogPlaceholder *placeholder = g_new0 (TodokuCatalogPlaceholder, 1);

      g_ptr_array_add (host->placeholders, placeholder);
      read_placeholder (reader, placeholder);
    }
}

static void
read_spf (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (!todoku_catalog_reader_enter (reader, "spf", FALSE))
    return;

  host->spf = todoku_catalog_reader_read_nullable (reader, "value");
  todoku_catalog_read_source (reader, "source", &host->source);
  if (host->spf != NULL && !todoku_catalog_template_is_valid (host, host->spf))
    todoku_catalog_reader_fail (reader, "value", "has a placeholder that is not described");
  todoku_catalog_reader_leave (reader);
}

static void
read_switch (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  if (todoku_catalog_reader_enter (reader, "switch", TRUE))
    {
      host->switch_ns = todoku_catalog_reader_read_strings (reader, "ns");
      host->switch_is_preset = todoku_catalog_reader_read_boolean (reader, "preset", FALSE) == 1;
      host->switch_steps = todoku_catalog_read_texts (reader, "steps");
      todoku_catalog_read_source (reader, "source", &host->switch_source);
      todoku_catalog_reader_leave (reader);
    }
  else
    {
      host->switch_ns = g_new0 (char *, 1);
      host->switch_steps = g_ptr_array_new ();
    }
}

static void
add_regex (TodokuCatalogReader *reader,
           TodokuMailHost *host,
           TodokuPatternKind kind,
           const char *member,
           const char *expression,
           const char *fills)
{
  g_autoptr (GError) error = NULL;
  TodokuCatalogPattern *pattern =
    todoku_catalog_pattern_new (kind, host, expression, fills, &error);

  if (pattern != NULL)
    g_ptr_array_add (host->patterns, pattern);
  else
    todoku_catalog_reader_fail (reader, member, error->message);
}

static void
read_names (TodokuCatalogReader *reader,
            TodokuMailHost *host,
            TodokuPatternKind kind,
            const char *member)
{
  todoku_catalog_reader_enter_list (reader, member);
  while (todoku_catalog_reader_next (reader))
    {
      g_autofree char *expression = todoku_catalog_reader_read_string (reader, "regex");
      g_autofree char *fills = todoku_catalog_reader_read_nullable (reader, "fills");

      if (expression != NULL)
        add_regex (reader, host, kind, "regex", expression, fills);
    }
}

static void
add_literal (TodokuMailHost *host, const char *term)
{
  g_ptr_array_add (host->patterns,
                   todoku_catalog_pattern_new_literal (TODOKU_PATTERN_TERM, host, term));
}

static void
read_terms (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  g_auto (GStrv) terms = todoku_catalog_reader_read_strings (reader, "terms");

  for (gsize i = 0; terms[i] != NULL; i++)
    {
      const char *fills = NULL;
      g_autofree char *expression = NULL;

      if (strchr (terms[i], '{') == NULL)
        {
          add_literal (host, terms[i]);
          continue;
        }
      expression = todoku_catalog_template_to_regex (host, terms[i], &fills);
      if (expression != NULL)
        add_regex (reader, host, TODOKU_PATTERN_TERM, "terms", expression, fills);
      else
        todoku_catalog_reader_fail (reader, "terms", "has a placeholder that is not described");
    }
}

static void
read_detect (TodokuCatalogReader *reader, TodokuMailHost *host)
{
  host->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_catalog_pattern_free);
  if (!todoku_catalog_reader_enter (reader, "detect", FALSE))
    return;

  read_names (reader, host, TODOKU_PATTERN_MX, "mx");
  read_names (reader, host, TODOKU_PATTERN_SERVER, "servers");
  read_terms (reader, host);
  host->addresses = todoku_catalog_reader_read_strings (reader, "addresses");
  for (gsize i = 0; host->addresses[i] != NULL; i++)
    {
      g_autofree char *term = g_strconcat ("ip4:", host->addresses[i], NULL);

      add_literal (host, term);
    }
  todoku_catalog_reader_leave (reader);
}

static void
read_optional_text (TodokuCatalogReader *reader, const char *member, TodokuCatalogText *text)
{
  if (todoku_catalog_reader_has (reader, member))
    todoku_catalog_read_text (reader, member, FALSE, text);
}

/* May be left out. */
static void
read_panel (TodokuCatalogReader *reader, const char *member, TodokuCatalogPanel *panel)
{
  if (!todoku_catalog_reader_enter_optional (reader, member))
    {
      panel->steps = g_ptr_array_new ();
      panel->after = g_ptr_array_new ();
      return;
    }

  panel->is_preset = todoku_catalog_reader_read_boolean (reader, "preset", FALSE) == 1;
  panel->is_by_hand = todoku_catalog_reader_has (reader, "by_hand")
                      && todoku_catalog_reader_read_boolean (reader, "by_hand", FALSE) == 1;
  panel->steps = todoku_catalog_read_texts (reader, "steps");
  read_optional_text (reader, "make", &panel->make);
  read_optional_text (reader, "make_short", &panel->make_short);
  todoku_catalog_read_text (reader, "show", TRUE, &panel->show);
  panel->after = todoku_catalog_read_texts (reader, "after");
  todoku_catalog_read_source (reader, "source", &panel->source);
  todoku_catalog_reader_leave (reader);
}

/* May be left out. */
static void
read_dkim (TodokuCatalogReader *reader, TodokuCatalogDkim *dkim)
{
  if (!todoku_catalog_reader_enter_optional (reader, "dkim"))
    {
      dkim->selectors = g_new0 (char *, 1);
      dkim->panel.steps = g_ptr_array_new ();
      dkim->panel.after = g_ptr_array_new ();
      return;
    }

  dkim->selectors = todoku_catalog_reader_read_strings (reader, "selectors");
  dkim->is_alias = todoku_catalog_reader_read_boolean (reader, "alias", FALSE) == 1;
  dkim->names_domain = todoku_catalog_reader_has (reader, "names_domain")
                       && todoku_catalog_reader_read_boolean (reader, "names_domain", FALSE) == 1;
  todoku_catalog_read_source (reader, "source", &dkim->source);
  read_panel (reader, "panel", &dkim->panel);
  todoku_catalog_reader_leave (reader);
}

static char *
read_sign_in (TodokuCatalogReader *reader)
{
  char *url;

  if (!todoku_catalog_reader_enter_optional (reader, "sign_in"))
    return NULL;

  url = todoku_catalog_reader_read_string (reader, "url");
  todoku_catalog_reader_leave (reader);

  return url;
}

static void
read_host (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  TodokuMailHost *host = g_new0 (TodokuMailHost, 1);

  g_ptr_array_add (catalog->hosts, host);
  host->id = todoku_catalog_reader_read_string (reader, "id");
  host->order = todoku_catalog_reader_read_integer (reader, "order", FALSE);
  todoku_catalog_read_text (reader, "name", FALSE, &host->name);
  todoku_catalog_read_text (reader, "company", TRUE, &host->company);
  host->url = todoku_catalog_reader_read_nullable (reader, "url");
  host->sign_in = read_sign_in (reader);
  read_placeholders (reader, host);
  read_spf (reader, host);
  read_switch (reader, host);
  read_dkim (reader, &host->dkim);
  read_panel (reader, "dmarc", &host->dmarc);
  host->dns_provider = todoku_catalog_reader_read_nullable (reader, "dns_provider");
  host->notes = todoku_catalog_read_notes (reader, "notes");
  read_detect (reader, host);
}

/* "blank" and "@" in the file, so that nobody takes an empty string for a forgotten one. */
static char *
read_host_field (TodokuCatalogReader *reader)
{
  g_autofree char *word = todoku_catalog_reader_read_nullable (reader, "apex");

  if (g_strcmp0 (word, "blank") == 0)
    return g_strdup ("");
  if (word != NULL && !g_str_equal (word, "@"))
    todoku_catalog_reader_fail (reader, "apex", "must be \"blank\", \"@\" or null");

  return g_steal_pointer (&word);
}

static void
read_fields (TodokuCatalogReader *reader, TodokuDnsProvider *provider)
{
  if (!todoku_catalog_reader_enter (reader, "fields", FALSE))
    return;

  todoku_catalog_read_text (reader, "host", TRUE, &provider->host_label);
  provider->host_field = read_host_field (reader);
  todoku_catalog_read_text (reader, "type", TRUE, &provider->type_label);
  todoku_catalog_read_text (reader, "value", TRUE, &provider->value_label);
  provider->quotes = todoku_catalog_reader_read_boolean (reader, "quotes", TRUE);
  provider->value_max = todoku_catalog_reader_read_integer (reader, "value_max", TRUE);
  if (todoku_catalog_reader_has (reader, "line"))
    provider->line = todoku_catalog_reader_read_string (reader, "line");
  if (todoku_catalog_reader_has (reader, "alias"))
    provider->alias = todoku_catalog_reader_read_string (reader, "alias");
  if (todoku_catalog_reader_has (reader, "one_set"))
    provider->has_one_set = todoku_catalog_reader_read_boolean (reader, "one_set", FALSE) == 1;
  todoku_catalog_reader_leave (reader);
}

static void
read_dns_provider (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  TodokuDnsProvider *provider = g_new0 (TodokuDnsProvider, 1);

  g_ptr_array_add (catalog->dns_providers, provider);
  provider->id = todoku_catalog_reader_read_string (reader, "id");
  provider->order = todoku_catalog_reader_read_integer (reader, "order", FALSE);
  todoku_catalog_read_text (reader, "name", FALSE, &provider->name);
  provider->url = todoku_catalog_reader_read_nullable (reader, "url");
  provider->sign_in = read_sign_in (reader);
  provider->ns = todoku_catalog_reader_read_strings (reader, "ns");
  provider->editable = todoku_catalog_reader_read_boolean (reader, "editable", FALSE) == 1;
  provider->steps = todoku_catalog_read_steps (reader, "steps");
  provider->path_seen = provider->steps->len > 0;
  read_fields (reader, provider);
  todoku_catalog_read_text (reader, "wait", TRUE, &provider->wait);
  if (todoku_catalog_reader_has (reader, "dangers"))
    provider->dangers = todoku_catalog_read_notes (reader, "dangers");
  provider->traps = todoku_catalog_read_notes (reader, "traps");
  todoku_catalog_read_source (reader, "source", &provider->source);
}

static char *
replace_provider (const char *text, const char *name)
{
  GString *replaced = g_string_new (text);

  g_string_replace (replaced, "{provider}", name, 0);

  return g_string_free (replaced, FALSE);
}

/* Puts @name in the place of {provider} in each of @steps. */
static GPtrArray *
make_general_steps (TodokuCatalogReader *reader, const TodokuCatalogText *name)
{
  GPtrArray *steps = todoku_catalog_read_steps (reader, "steps");

  for (guint i = 0; i < steps->len && name->ja != NULL && name->en != NULL; i++)
    {
      TodokuCatalogText *step = g_ptr_array_index (steps, i);
      TodokuCatalogText general = *step;

      step->ja = replace_provider (general.ja, name->ja);
      step->en = replace_provider (general.en, name->en);
      todoku_catalog_text_clear (&general);
    }

  return steps;
}

/* For what is not known, and for the providers that have no steps of their own. */
static void
read_general_steps (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  TodokuCatalogText unknown = { NULL, NULL };

  todoku_catalog_read_text (reader, "unknown_provider", FALSE, &unknown);
  catalog->general_steps = make_general_steps (reader, &unknown);
  todoku_catalog_text_clear (&unknown);

  todoku_list_foreach (TodokuDnsProvider, provider, catalog->dns_providers)
    if (!provider->path_seen)
      {
        g_ptr_array_unref (provider->steps);
        provider->steps = make_general_steps (reader, &provider->name);
      }
}

static void
read_senders (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  todoku_catalog_reader_enter_list (reader, "senders");
  while (todoku_catalog_reader_next (reader))
    {
      TodokuSender *sender = g_new0 (TodokuSender, 1);

      g_ptr_array_add (catalog->senders, sender);
      sender->id = todoku_catalog_reader_read_string (reader, "id");
      todoku_catalog_read_text (reader, "name", FALSE, &sender->name);
      sender->term = todoku_catalog_reader_read_string (reader, "term");
      sender->aliases = todoku_catalog_reader_read_strings (reader, "aliases");
      sender->on_subdomain =
        todoku_catalog_reader_read_boolean (reader, "on_subdomain", FALSE) == 1;
      sender->receives_only =
        todoku_catalog_reader_read_boolean (reader, "receives_only", FALSE) == 1;
      todoku_catalog_read_text (reader, "note", TRUE, &sender->note);
      todoku_catalog_read_source (reader, "source", &sender->source);
      read_dkim (reader, &sender->dkim);
    }
}

/* Of services whose part of the record differs from customer to customer. */
static void
read_keys (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  if (!todoku_catalog_reader_has (reader, "keys"))
    return;
  todoku_catalog_reader_enter_list (reader, "keys");
  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogDkim *keys = g_new0 (TodokuCatalogDkim, 1);

      g_ptr_array_add (catalog->keys, keys);
      keys->selectors = todoku_catalog_reader_read_strings (reader, "selectors");
      todoku_catalog_read_source (reader, "source", &keys->source);
    }
}

static void
read_services (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  read_senders (reader, catalog);
  read_keys (reader, catalog);
}

static void
read_provider_domains (TodokuCatalogReader *reader, TodokuCatalog *catalog)
{
  catalog->provider_domains = todoku_catalog_reader_read_strings (reader, "domains");
  catalog->line_domains = todoku_catalog_reader_read_strings (reader, "lines");
}

static gboolean
read_file (TodokuCatalog *self, const char *folder, const char *file, ReadFunc read, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, file);

  read (reader, self);

  return todoku_catalog_reader_close (reader, error);
}

/* Reads the files "@kind/….json" of @folder; files that are hidden or of another kind are passed
 * over. */
static gboolean
read_files (TodokuCatalog *self,
            const char *folder,
            const char *kind,
            ReadFunc read,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, kind, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name = NULL;
  gboolean are_right = dir != NULL;

  while (are_right && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (kind, name, NULL);

      if (*name != '.' && g_str_has_suffix (name, ".json"))
        are_right = read_file (self, folder, file, read, error);
    }

  return are_right;
}

/* A host that names a DNS provider must name one that is there. */
static gboolean
check_references (TodokuCatalog *self, GError **error)
{
  todoku_list_foreach (const TodokuMailHost, host, self->hosts)
    {
      if (host->dns_provider == NULL
          || todoku_catalog_find_dns_provider (self, host->dns_provider) != NULL)
        continue;

      g_set_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_VALUE,
                   "hosts/%s.json: dns_provider: there is no dns-providers/%s.json", host->id,
                   host->dns_provider);
      return FALSE;
    }

  return TRUE;
}

/* How hosts and DNS providers begin. */
typedef struct
{
  char *id;
  gint64 order;
} Company;

static int
compare_companies (gconstpointer a, gconstpointer b)
{
  const Company *first = *(const Company *const *) a;
  const Company *second = *(const Company *const *) b;

  if (first->order != second->order)
    return first->order < second->order ? -1 : 1;

  return g_strcmp0 (first->id, second->id);
}

static void
index_patterns (TodokuCatalog *self)
{
  guint position = 0;

  todoku_list_foreach (const TodokuMailHost, host, self->hosts)
    {
      todoku_list_foreach (TodokuCatalogPattern, pattern, host->patterns)
        {
          pattern->position = position++;
          todoku_pattern_index_add (self->patterns, pattern);
        }
    }
}

TodokuCatalog *
todoku_catalog_load (const char *folder, GError **error)
{
  g_autoptr (TodokuCatalog) self = todoku_catalog_new_empty ();

  if (!read_files (self, folder, "hosts", read_host, error)
      || !read_files (self, folder, "dns-providers", read_dns_provider, error)
      || !read_file (self, folder, "general-steps.json", read_general_steps, error)
      || !check_references (self, error)
      || !read_file (self, folder, "senders.json", read_services, error)
      || !read_file (self, folder, "free-mail.json", read_provider_domains, error))
    return NULL;

  g_ptr_array_sort (self->hosts, compare_companies);
  g_ptr_array_sort (self->dns_providers, compare_companies);
  index_patterns (self);

  return g_steal_pointer (&self);
}
