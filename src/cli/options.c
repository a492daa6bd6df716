// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/options.h"

#include "base/language.h"
#include "base/paths.h"
#include "cli/terminal.h"
#include "config.h"
#include "dns/resolver-cares.h"
#include "dns/resolver-zone.h"

#include <glib/gi18n-lib.h>

void
todoku_options_clear (TodokuOptions *options)
{
  g_clear_pointer (&options->servers, g_strfreev);
  g_clear_pointer (&options->language, g_free);
}

static gboolean
check_options (TodokuOptions *options, GError **error)
{
  TodokuLanguage language;

  if (options->language != NULL && !todoku_language_from_id (options->language, &language))
    {
      // Translators: the argument is what was given instead.
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--lang takes ja or en, not “%s”"), options->language);
      return FALSE;
    }
  if (options->timeout < 1 || options->timeout > 60000)
    {
      // Translators: the argument is the number that was given.
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("--timeout takes milliseconds, 1 to 60000, not %d"), options->timeout);
      return FALSE;
    }
  if (options->practice && options->servers != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--practice and --dns-server do not go together"));
      return FALSE;
    }

  return TRUE;
}

gboolean
todoku_options_parse (TodokuOptions *options,
                      const char *usage,
                      const char *summary,
                      const GOptionEntry *own,
                      int *argc,
                      char ***argv)
{
  const GOptionEntry common[] = {
    { "dns-server", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->servers,
      _ ("Ask this DNS server (may be given several times)"), "ADDR[:PORT]" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &options->timeout,
      _ ("How long one try may take, in milliseconds"), "MS" },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &options->practice,
      _ ("Ask the practice zone, without a network"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &options->language, _ ("Language of the messages"),
      "ja|en" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, _ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("todoku-cli %s", (*argv)[0]);

  options->timeout = TODOKU_DNS_TIMEOUT_DEFAULT;
  g_set_prgname (program); // what --help calls it
  g_option_context_set_summary (context, summary);
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
  g_option_context_add_main_entries (context, common, NULL);

  if (!g_option_context_parse (context, argc, argv, &error) || !check_options (options, &error))
    {
      todoku_terminal_complain ("%s", error->message);
      return FALSE;
    }

  return TRUE;
}

gboolean
todoku_options_check_authority_port (int port)
{
  if (port >= 0 && port <= G_MAXUINT16)
    return TRUE;

  // Translators: the argument is the number that was given.
  todoku_terminal_complain (_ ("--authority-port takes a port, 1 to 65535, not %d"), port);

  return FALSE;
}

TodokuCatalog *
todoku_options_load_catalog (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  TodokuCatalog *catalog = todoku_catalog_load (folder, &error);

  if (catalog == NULL)
    todoku_terminal_complain ("%s", error->message);

  return catalog;
}

static TodokuDnsResolver *
make_practice_resolver (guint timeout, GError **error)
{
  g_autofree char *path =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_file (path, error);

  return zone != NULL ? todoku_dns_resolver_zone_new (zone, timeout) : NULL;
}

TodokuDnsResolver *
todoku_options_make_resolver (const TodokuOptions *options)
{
  g_autoptr (GError) error = NULL;
  const char *const *servers = (const char *const *) options->servers;
  guint timeout = (guint) options->timeout;
  TodokuDnsResolver *resolver = options->practice
                                  ? make_practice_resolver (timeout, &error)
                                  : todoku_dns_resolver_cares_new (servers, timeout, &error);

  if (resolver == NULL)
    todoku_terminal_complain ("%s", error->message);

  return resolver;
}
