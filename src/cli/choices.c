// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/choices.h"

#include "catalog/template.h"
#include "cli/terminal.h"
#include "config.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
todoku_choice_options_clear (TodokuChoiceOptions *self)
{
  g_free (self->host);
  g_free (self->web_host);
  g_strfreev (self->values);
  g_strfreev (self->senders);
  g_free (self->value);
  g_free (self->ip);
  g_strfreev (self->answers);
  g_strfreev (self->removed);
}

GOptionEntry *
todoku_choice_options_get_entries (TodokuChoiceOptions *self, const GOptionEntry *more)
{
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host,
      _ ("The mail host; “todoku-cli hosts” lists them"), "ID" },
    { "web-host", 0, 0, G_OPTION_ARG_STRING, &self->web_host,
      _ ("The web host, where a form or a shop there sends mail, too"), "ID" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->values,
      _ ("A part of the host's value, as host=sv1234.xserver.jp"), "KEY=VALUE" },
    { "sender", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->senders,
      _ ("A service that sends with the domain; “todoku-cli senders” lists them"), "ID" },
    { "value", 0, 0, G_OPTION_ARG_STRING, &self->value,
      _ ("What the provider's help page prints, in place of --host"), "\"v=spf1 …\"" },
    { "answer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->answers,
      _ ("What a term without a certain meaning was meant to be; empty for nothing"),
      "TERM=MEANT" },
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->removed,
      _ ("A part of the record that is no longer used, as include:_spf.google.com"), "TERM" },
    { "ip", 0, 0, G_OPTION_ARG_STRING, &self->ip,
      _ ("An address that must pass, as the refused one of a returned mail"), "IP" },
  };
  GArray *all = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
  for (; more != NULL && more->long_name != NULL; more++)
    g_array_append_vals (all, more, 1);

  return (GOptionEntry *) (void *) g_array_free (all, FALSE);
}

static const TodokuCatalogPlaceholder *
find_placeholder (const TodokuMailHost *host, const char *key)
{
  for (guint i = 0; i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (g_str_equal (placeholder->key, key))
        return placeholder;
    }

  return NULL;
}

// Without --host the host is found later, and takes from the values those it knows.
static gboolean
choose_value (TodokuCheckupOptions *choices, const TodokuMailHost *host, const char *pair)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const TodokuCatalogPlaceholder *placeholder;
  g_autofree char *value = NULL;

  if (parts[0] == NULL || parts[1] == NULL)
    {
      // Translators: the argument is what was given.
      todoku_terminal_complain (_ ("--set takes KEY=VALUE, as host=sv1234.xserver.jp, not “%s”."),
                                pair);
      return FALSE;
    }

  placeholder = host != NULL ? find_placeholder (host, parts[0]) : NULL;
  if (host != NULL && placeholder == NULL)
    {
      // Translators: the first argument is a mail host's id, the second a key.
      todoku_terminal_complain (_ ("The value of %s has no part “%s”; “todoku-cli hosts” lists "
                                   "them."),
                                host->id, parts[0]);
      return FALSE;
    }
  if (placeholder != NULL)
    value = todoku_catalog_placeholder_normalize (placeholder, parts[1]);
  else
    value = g_strdup (parts[1]);
  if (value == NULL && placeholder->example == NULL)
    {
      // Translators: the first argument is a key, the second what was given.
      todoku_terminal_complain (_ ("“%s” cannot be “%s”."), parts[0], parts[1]);
      return FALSE;
    }
  if (value == NULL)
    {
      // Translators: the first argument is a key, the second what was given, the third an example.
      todoku_terminal_complain (_ ("“%s” cannot be “%s”. An example is %s."), parts[0], parts[1],
                                placeholder->example);
      return FALSE;
    }

  g_hash_table_insert (choices->values, g_strdup (parts[0]), g_steal_pointer (&value));

  return TRUE;
}

static const TodokuMailHost *
find_host (TodokuCatalog *catalog, const char *id)
{
  const TodokuMailHost *host = todoku_catalog_find_host (catalog, id);

  if (host == NULL)
    // Translators: the argument is what was given.
    todoku_terminal_complain (_ ("There is no mail host “%s”; “todoku-cli hosts” lists them."), id);

  return host;
}

static gboolean
choose_host (const TodokuChoiceOptions *self, TodokuCatalog *catalog, TodokuCheckupOptions *choices)
{
  const TodokuMailHost *host = self->host != NULL ? find_host (catalog, self->host) : NULL;
  const TodokuMailHost *web = self->web_host != NULL ? find_host (catalog, self->web_host) : NULL;

  if ((self->host != NULL && host == NULL) || (self->web_host != NULL && web == NULL))
    return FALSE;
  choices->host = g_strdup (self->host);
  choices->web_host = g_strdup (self->web_host);

  for (guint i = 0; self->values != NULL && self->values[i] != NULL; i++)
    if (!choose_value (choices, host != NULL && web != NULL ? NULL : host, self->values[i]))
      return FALSE;

  return TRUE;
}

static gboolean
choose_senders (const TodokuChoiceOptions *self,
                TodokuCatalog *catalog,
                TodokuCheckupOptions *choices)
{
  for (guint i = 0; self->senders != NULL && self->senders[i] != NULL; i++)
    {
      if (todoku_catalog_find_sender (catalog, self->senders[i]) == NULL)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ ("There is no service “%s”; “todoku-cli senders” lists "
                                       "them."),
                                    self->senders[i]);
          return FALSE;
        }
      g_ptr_array_add (choices->senders, g_strdup (self->senders[i]));
    }

  return TRUE;
}

static gboolean
choose_own_value (const TodokuChoiceOptions *self, TodokuCheckupOptions *choices)
{
  if (self->value == NULL)
    return TRUE;
  if (self->host != NULL)
    {
      todoku_terminal_complain (_ ("--host and --value do not go together."));
      return FALSE;
    }
  choices->value = g_strdup (self->value);

  return TRUE;
}

// A term may have an equals sign itself, as redirect=…: it is parted where something that can be
// meant begins, or, for nothing, at the end.
static const char *
find_answer (const char *pair)
{
  const char *first = strchr (pair, '=');

  for (const char *sign = first; sign != NULL; sign = strchr (sign + 1, '='))
    {
      g_autofree char *text = g_strconcat ("v=spf1 ", sign + 1, NULL);
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
      gboolean is_term =
        todoku_spf_record_get_n_terms (record) == 1 && todoku_spf_record_get_error (record) == NULL;

      if (sign > pair && (is_term || sign[1] == '\0'))
        return sign;
    }

  return first;
}

static gboolean
choose_answers (const TodokuChoiceOptions *self, TodokuCheckupOptions *choices)
{
  for (guint i = 0; self->answers != NULL && self->answers[i] != NULL; i++)
    {
      const char *pair = self->answers[i];
      const char *sign = find_answer (pair);

      if (sign == NULL || sign == pair)
        {
          // Translators: the argument is what was given.
          todoku_terminal_complain (_ ("--answer takes TERM=MEANT, as "
                                       "_spf.google.com=include:_spf.google.com, not “%s”."),
                                    pair);
          return FALSE;
        }
      g_hash_table_replace (choices->answers, g_strndup (pair, (gsize) (sign - pair)),
                            g_strdup (sign + 1));
    }

  return TRUE;
}

static gboolean
choose_ip (const TodokuChoiceOptions *self, TodokuCheckupOptions *choices)
{
  if (self->ip == NULL || todoku_dns_address_parse (self->ip, -1, &choices->ip))
    return TRUE;
  // Translators: the argument is what was given.
  todoku_terminal_complain (_ ("--ip takes an IP address, as 203.0.113.5, not “%s”."), self->ip);

  return FALSE;
}

static void
choose_removals (const TodokuChoiceOptions *self, TodokuCheckupOptions *choices)
{
  for (guint i = 0; self->removed != NULL && self->removed[i] != NULL; i++)
    g_ptr_array_add (choices->unwanted, g_strdup (self->removed[i]));
}

TodokuCheckupOptions *
todoku_choice_options_make_choices (const TodokuChoiceOptions *self, TodokuCatalog *catalog)
{
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  if (!choose_host (self, catalog, choices) || !choose_senders (self, catalog, choices)
      || !choose_own_value (self, choices) || !choose_answers (self, choices)
      || !choose_ip (self, choices))
    return NULL;
  choose_removals (self, choices);

  return g_steal_pointer (&choices);
}
