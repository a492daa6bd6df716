// SPDX-License-Identifier: GPL-3.0-or-later

// What the command line says of the choices that a person makes in the window.

#include "catalog/template.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *host_id;
static char *web_host_id;
static char **values;
static char **senders;
static char *own_value;
static char **answers;
static char **removed;
static char **ips;
static int authority_port;

const GOptionEntry todoku_choice_entries[] = {
  { "host", 0, 0, G_OPTION_ARG_STRING, &host_id,
    N_ ("The email provider; “todoku-cli hosts” lists them"), "ID" },
  { "web-host", 0, 0, G_OPTION_ARG_STRING, &web_host_id,
    N_ ("The web host, if a form or a shop there sends email, too"), "ID" },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &values,
    N_ ("A part of the provider’s value, like host=sv1234.xserver.jp"), "KEY=VALUE" },
  { "sender", 0, 0, G_OPTION_ARG_STRING_ARRAY, &senders,
    N_ ("A service that sends email for the domain; “todoku-cli senders” lists them"), "ID" },
  { "value", 0, 0, G_OPTION_ARG_STRING, &own_value,
    N_ ("The value on the provider’s help page, instead of --host"), "\"v=spf1 …\"" },
  { "answer", 0, 0, G_OPTION_ARG_STRING_ARRAY, &answers,
    N_ ("What an unclear term was meant to be; empty for nothing"), "TERM=MEANT" },
  { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &removed,
    N_ ("A part of the record that is no longer used, like include:_spf.google.com"), "TERM" },
  { "ip", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ips,
    N_ ("An IP address that must pass, such as the refused one in a returned email"), "IP" },
  { "authority-port", 0, 0, G_OPTION_ARG_INT, &authority_port,
    N_ ("The port of the name servers, if not 53"), "N" },
  G_OPTION_ENTRY_NULL,
};

static const TodokuCatalogPlaceholder *
find_placeholder (const TodokuMailHost *host, const char *key)
{
  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    if (g_str_equal (placeholder->key, key))
      return placeholder;

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
    // Translators: the argument is what was given.
    return todoku_terminal_complain (
      _ ("--set takes KEY=VALUE, like host=sv1234.xserver.jp, not “%s”."), pair);

  placeholder = host != NULL ? find_placeholder (host, parts[0]) : NULL;
  if (host != NULL && placeholder == NULL)
    // Translators: the first argument is a mail host's id, the second a key.
    return todoku_terminal_complain (_ ("The value of %s has no part “%s”; “todoku-cli hosts” "
                                        "lists them."),
                                     host->id, parts[0]);

  value = placeholder != NULL ? todoku_catalog_placeholder_normalize (placeholder, parts[1])
                              : g_strdup (parts[1]);
  if (value == NULL && placeholder->example == NULL)
    // Translators: the first argument is a key, the second what was given.
    return todoku_terminal_complain (_ ("“%s” cannot be “%s”."), parts[0], parts[1]);
  if (value == NULL)
    // Translators: the first argument is a key, the second what was given, the third an example.
    return todoku_terminal_complain (_ ("“%s” cannot be “%s”. An example is %s."), parts[0],
                                     parts[1], placeholder->example);

  g_hash_table_insert (choices->values, g_strdup (parts[0]), g_steal_pointer (&value));

  return TRUE;
}

// Two companies may call a part of theirs by one key: each takes what fits it.
static gboolean
choose_value_of (TodokuCheckupOptions *choices, const TodokuMailHost *host, const char *pair)
{
  g_auto (GStrv) parts = g_strsplit (pair, "=", 2);
  const TodokuCatalogPlaceholder *placeholder =
    host != NULL && parts[0] != NULL ? find_placeholder (host, parts[0]) : NULL;
  char *value =
    placeholder != NULL ? todoku_catalog_placeholder_normalize (placeholder, parts[1]) : NULL;

  if (value != NULL)
    g_hash_table_insert (choices->values, g_strconcat (host->id, ".", parts[0], NULL), value);

  return value != NULL;
}

static gboolean
find_host (TodokuCatalog *catalog, const char *id, const TodokuMailHost **host)
{
  *host = id != NULL ? todoku_catalog_find_host (catalog, id) : NULL;

  return id == NULL
         || *host != NULL
         // Translators: the argument is what was given.
         || todoku_terminal_complain (
           _ ("There is no email provider “%s”; “todoku-cli hosts” lists them."), id);
}

static gboolean
choose_hosts (TodokuCatalog *catalog, TodokuCheckupOptions *choices)
{
  const TodokuMailHost *host;
  const TodokuMailHost *web;
  gboolean has_host = find_host (catalog, host_id, &host);

  if (!find_host (catalog, web_host_id, &web) || !has_host)
    return FALSE;
  choices->host = g_strdup (host_id);
  choices->web_host = g_strdup (web_host_id);

  for (char **pair = values; pair != NULL && *pair != NULL; pair++)
    {
      gboolean is_taken =
        web != NULL
        && (choose_value_of (choices, host, *pair) | choose_value_of (choices, web, *pair));

      if (!is_taken && !choose_value (choices, web == NULL ? host : NULL, *pair))
        return FALSE;
    }

  return TRUE;
}

static gboolean
choose_senders (TodokuCatalog *catalog, TodokuCheckupOptions *choices)
{
  for (char **sender = senders; sender != NULL && *sender != NULL; sender++)
    {
      if (todoku_catalog_find_sender (catalog, *sender) == NULL)
        // Translators: the argument is what was given.
        return todoku_terminal_complain (_ ("There is no service “%s”; “todoku-cli senders” "
                                            "lists them."),
                                         *sender);
      g_ptr_array_add (choices->senders, g_strdup (*sender));
    }

  return TRUE;
}

static gboolean
choose_own_value (TodokuCheckupOptions *choices)
{
  choices->value = g_strdup (own_value);

  return own_value == NULL || host_id == NULL
         || todoku_terminal_complain (_ ("--host and --value do not go together."));
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
        todoku_spf_record_get_n_terms (record) == 1 && todoku_spf_record_get_error (record) == NULL
        && todoku_spf_record_get_term (record, 0)->kind != TODOKU_SPF_TERM_MODIFIER;

      if (sign > pair && (is_term || sign[1] == '\0'))
        return sign;
    }

  return first;
}

static gboolean
choose_answers (TodokuCheckupOptions *choices)
{
  for (char **pair = answers; pair != NULL && *pair != NULL; pair++)
    {
      const char *sign = find_answer (*pair);

      if (sign == NULL || sign == *pair)
        // Translators: the argument is what was given.
        return todoku_terminal_complain (
          _ ("--answer takes TERM=MEANT, like _spf.google.com=include:_spf.google.com, not “%s”."),
          *pair);
      g_hash_table_replace (choices->answers, g_strndup (*pair, (gsize) (sign - *pair)),
                            g_strdup (sign + 1));
    }

  return TRUE;
}

static gboolean
choose_addresses (TodokuCheckupOptions *choices)
{
  for (char **ip = ips; ip != NULL && *ip != NULL; ip++)
    {
      TodokuDnsAddress address;

      if (!todoku_command_parse_ip (*ip, &address))
        return FALSE;
      if (todoku_dns_address_is_private (&address, address.length * 8))
        // Translators: the argument is an IP address.
        return todoku_terminal_complain (
          _ ("No email comes over the internet from %s: such addresses are only used inside a "
             "network or a computer. --ip takes your server’s public address."),
          *ip);
      g_array_append_val (choices->ips, address);
    }

  return TRUE;
}

TodokuCheckupOptions *
todoku_choices_make (TodokuCatalog *catalog)
{
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  if (!choose_hosts (catalog, choices) || !choose_senders (catalog, choices)
      || !choose_own_value (choices) || !choose_answers (choices)
      || !todoku_command_check_port (authority_port) || !choose_addresses (choices))
    return NULL;
  choices->authority_port = (guint16) authority_port;
  for (char **term = removed; term != NULL && *term != NULL; term++)
    g_ptr_array_add (choices->unwanted, g_strdup (*term));

  return g_steal_pointer (&choices);
}
