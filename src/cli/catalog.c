// SPDX-License-Identifier: GPL-3.0-or-later

// The commands that list the catalog.

#include "base/json.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
set_text (struct json_object *object, const char *key, const TodokuCatalogText *text)
{
  todoku_json_set_string (object, key, todoku_catalog_text_get (text));
}

static void
set_source (struct json_object *object, const TodokuCatalogSource *source)
{
  struct json_object *value = json_object_new_object ();
  const char grade[] = { source->grade, '\0' };

  todoku_json_set_string (value, "grade", grade);
  todoku_json_set_string (value, "url", source->url);
  todoku_json_set_string (value, "checked", source->checked);
  json_object_object_add (object, "source", value);
}

static struct json_object *
placeholders_to_json (GPtrArray *placeholders)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, placeholders)
    {
      struct json_object *object = json_object_new_object ();

      todoku_json_set_string (object, "key", placeholder->key);
      set_text (object, "label", &placeholder->label);
      set_text (object, "where", &placeholder->where);
      todoku_json_set_string (object, "example", placeholder->example);
      json_object_array_add (list, object);
    }

  return list;
}

static struct json_object *
host_to_json (gconstpointer data)
{
  const TodokuMailHost *host = data;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "id", host->id);
  set_text (object, "name", &host->name);
  todoku_json_set_string (object, "spf", host->spf);
  todoku_json_set_string (object, "url", host->url);
  json_object_object_add (object, "placeholders", placeholders_to_json (host->placeholders));
  set_source (object, &host->source);

  return object;
}

static void
print_host (gconstpointer data)
{
  const TodokuMailHost *host = data;
  g_autofree char *value = NULL;

  if (host->spf != NULL)
    value = g_strdup (host->spf);
  else
    // Translators: the argument is the address of a page of the company.
    value = g_strdup_printf (_ ("(see its own pages for the SPF value: %s)"), host->url);
  todoku_terminal_print ("%s — %s\n  %s\n", host->id, todoku_catalog_text_get (&host->name), value);
}

static struct json_object *
sender_to_json (gconstpointer data)
{
  const TodokuSender *sender = data;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "id", sender->id);
  set_text (object, "name", &sender->name);
  todoku_json_set_string (object, "term", sender->term);
  todoku_json_set_boolean (object, "on_subdomain", sender->on_subdomain);
  todoku_json_set_boolean (object, "receives_only", sender->receives_only);
  set_text (object, "note", &sender->note);
  set_source (object, &sender->source);

  return object;
}

static void
print_sender (gconstpointer data)
{
  const TodokuSender *sender = data;

  todoku_terminal_print ("%s — %s\n  %s\n", sender->id, todoku_catalog_text_get (&sender->name),
                         sender->term);
}

static struct json_object *
provider_to_json (gconstpointer data)
{
  const TodokuDnsProvider *provider = data;
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "id", provider->id);
  set_text (object, "name", &provider->name);
  todoku_json_set_strings (object, "ns", (const char *const *) provider->ns);
  todoku_json_set_string (object, "url", provider->url);
  set_source (object, &provider->source);

  return object;
}

static void
print_provider (gconstpointer data)
{
  const TodokuDnsProvider *provider = data;
  g_autofree char *ns = g_strjoinv (", ", provider->ns);

  todoku_terminal_print ("%s — %s\n  %s\n", provider->id, todoku_catalog_text_get (&provider->name),
                         ns);
}

static TodokuExit
list_companies (const TodokuOptions *options,
                char **argv,
                const char *member,
                glong companies_offset,
                struct json_object *(*to_json) (gconstpointer),
                void (*print) (gconstpointer))
{
  g_autoptr (TodokuCatalog) catalog = NULL;
  GPtrArray *companies;
  struct json_object *object;
  struct json_object *list;

  if (argv[1] != NULL)
    // Translators: the argument is what was typed.
    todoku_terminal_complain (_ ("“%s” is one word too many."), argv[1]);
  else
    catalog = todoku_command_load_catalog ();
  if (catalog == NULL)
    return TODOKU_EXIT_USAGE;

  companies = G_STRUCT_MEMBER (GPtrArray *, catalog, companies_offset);
  if (!options->json)
    {
      for (guint i = 0; i < companies->len; i++)
        print (g_ptr_array_index (companies, i));
      return TODOKU_EXIT_NOTHING_TO_DO;
    }

  list = json_object_new_array ();
  for (guint i = 0; i < companies->len; i++)
    json_object_array_add (list, to_json (g_ptr_array_index (companies, i)));
  object = json_object_new_object ();
  json_object_object_add (object, member, list);
  todoku_terminal_print_json (object);

  return TODOKU_EXIT_NOTHING_TO_DO;
}

static TodokuExit
list_hosts (const TodokuOptions *options, int argc G_GNUC_UNUSED, char **argv)
{
  return list_companies (options, argv, "hosts", G_STRUCT_OFFSET (TodokuCatalog, hosts),
                         host_to_json, print_host);
}

const TodokuCommand todoku_command_hosts = {
  .name = "hosts",
  .summary = N_ ("List the known email providers"),
  .description = N_ ("List the known email providers"),
  .run = list_hosts,
};

static TodokuExit
list_senders (const TodokuOptions *options, int argc G_GNUC_UNUSED, char **argv)
{
  return list_companies (options, argv, "senders", G_STRUCT_OFFSET (TodokuCatalog, senders),
                         sender_to_json, print_sender);
}

const TodokuCommand todoku_command_senders = {
  .name = "senders",
  .summary = N_ ("List the known sending services"),
  .description = N_ ("List the known sending services"),
  .run = list_senders,
};

static TodokuExit
list_dns_providers (const TodokuOptions *options, int argc G_GNUC_UNUSED, char **argv)
{
  return list_companies (options, argv, "dns_providers",
                         G_STRUCT_OFFSET (TodokuCatalog, dns_providers), provider_to_json,
                         print_provider);
}

const TodokuCommand todoku_command_dns_providers = {
  .name = "dns-providers",
  .summary = N_ ("List the known DNS providers"),
  .description = N_ ("List the known DNS providers"),
  .run = list_dns_providers,
};
