// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"

#include "base/paths.h"
#include "cli/terminal.h"
#include "config.h"
#include "dns/resolver-cares.h"
#include "dns/resolver-zone.h"

#include <glib/gi18n-lib.h>

gboolean
todoku_command_check_port (int port)
{
  // Translators: the argument is the number that was given.
  return (port >= 0 && port <= G_MAXUINT16)
         || todoku_terminal_complain (_ ("--authority-port takes a port, 1 to 65535, not %d"),
                                      port);
}

gboolean
todoku_command_parse_ip (const char *text, TodokuDnsAddress *address)
{
  if (!todoku_dns_address_parse (text, -1, address))
    // Translators: the argument is what was given.
    return todoku_terminal_complain (_ ("--ip takes an IP address, like 203.0.113.5, not “%s”."),
                                     text);
  *address = todoku_dns_address_unmap (address);

  return TRUE;
}

TodokuCatalog *
todoku_command_load_catalog (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  TodokuCatalog *catalog = todoku_catalog_load (folder, &error);

  if (catalog == NULL)
    todoku_terminal_complain ("%s", error->message);

  return catalog;
}

void
todoku_command_print_value (const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    // Translators: what was found in a mail: a label and its value.
    todoku_terminal_print (_ ("%s: %s\n"), label, value);
}

const TodokuFinding *
todoku_command_find_bad_value (TodokuReport *report)
{
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    if (g_str_equal (finding->id, "value-unclear"))
      return finding;

  return NULL;
}

TodokuExit
todoku_command_get_exit (TodokuVerdict verdict)
{
  if (verdict == TODOKU_VERDICT_FINE)
    return TODOKU_EXIT_NOTHING_TO_DO;
  if (verdict == TODOKU_VERDICT_NO_DOMAIN)
    return TODOKU_EXIT_USAGE;

  return verdict == TODOKU_VERDICT_UNKNOWN ? TODOKU_EXIT_DNS : TODOKU_EXIT_SOMETHING_TO_DO;
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
todoku_command_make_resolver (const TodokuOptions *options)
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

static void
finished_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

gboolean
todoku_command_run_rule (const TodokuOptions *options,
                         TodokuDnsFacts *facts,
                         TodokuDnsRule rule,
                         gpointer user_data)
{
  g_autoptr (TodokuDnsResolver) resolver = todoku_command_make_resolver (options);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (resolver == NULL)
    return FALSE;

  todoku_dns_run_async (resolver, facts, rule, NULL, user_data, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return todoku_dns_run_finish (resolver, result, &error)
         || todoku_terminal_complain ("%s", error->message);
}
