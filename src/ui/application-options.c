// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "dns/servers.h"
#include "ui/application-private.h"
#include "ui/version.h"

#include <glib/gi18n-lib.h>

#define EXIT_USAGE 2

void
todoku_application_add_options (TodokuApplication *self)
{
  const GOptionEntry entries[] = {
    { "practice", 'p', 0, G_OPTION_ARG_NONE, NULL, _ ("Practice without touching a real domain"),
      NULL },
    { "dns-server", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
      _ ("Ask this DNS server (may be given several times)"), _ ("ADDR[:PORT]") },
    { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, _ ("Speak Japanese or English"), "ja|en" },
    { "authority-port", 0, 0, G_OPTION_ARG_INT, NULL, _ ("The port of the name servers, if not 53"),
      "N" },
    { "public", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
      _ ("Ask this resolver in place of Google’s and the others (may be given several times)"),
      _ ("ADDR[:PORT]") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, _ ("Print the version and stop"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, _ ("[DOMAIN]") },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

int
todoku_application_handle_local_options (GApplication *application G_GNUC_UNUSED,
                                         GVariantDict *options)
{
  const char *id = NULL;
  TodokuLanguage language;
  gint32 port = 0;

  if (g_variant_dict_contains (options, "version"))
    {
      g_autofree char *text = todoku_version_describe ();

      g_print ("%s", text);
      return EXIT_SUCCESS;
    }

  if (g_variant_dict_lookup (options, "lang", "&s", &id)
      && !todoku_language_from_id (id, &language))
    {
      g_printerr ("%s\n", _ ("--lang takes ja or en."));
      return EXIT_USAGE;
    }

  if (g_variant_dict_lookup (options, "authority-port", "i", &port)
      && (port < 0 || port > G_MAXUINT16))
    {
      g_printerr (_ ("--authority-port takes a port, 1 to 65535, not %d"), port);
      g_printerr ("\n");
      return EXIT_USAGE;
    }

  return -1;
}

static gboolean
take_servers (TodokuApplication *self, GVariantDict *options, GError **error)
{
  g_autofree const char **servers = NULL;

  if (!g_variant_dict_lookup (options, "dns-server", "^a&s", &servers))
    return TRUE;

  return todoku_session_set_servers (self->session, servers, error);
}

// Where the watch over a new record finds its servers; the usual places where nothing is given.
static gboolean
take_authority (TodokuApplication *self, GVariantDict *options, GError **error)
{
  g_autofree const char **publics = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) servers = NULL;
  gint32 port = 0;

  g_variant_dict_lookup (options, "authority-port", "i", &port);
  g_variant_dict_lookup (options, "public", "^a&s", &publics);
  for (gsize i = 0; publics != NULL && publics[i] != NULL; i++)
    {
      g_autofree char *server = todoku_dns_server_normalize (publics[i], error);

      if (server == NULL)
        return FALSE;
      g_strv_builder_add (builder, server);
    }
  servers = g_strv_builder_end (builder);
  if (port != 0 || servers[0] != NULL)
    todoku_watch_set_route (todoku_session_get_watch (self->session), (guint16) port,
                            (const char *const *) servers);

  return TRUE;
}

static void
take_language (TodokuApplication *self, GVariantDict *options)
{
  const char *id = NULL;
  TodokuLanguage language;

  if (g_variant_dict_lookup (options, "lang", "&s", &id) && todoku_language_from_id (id, &language))
    todoku_application_set_language (self, language);
}

static void
take_domain (TodokuApplication *self, GVariantDict *options)
{
  g_autofree const char **domains = NULL;

  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &domains) && domains[0] != NULL)
    todoku_window_check (todoku_application_ensure_window (self), domains[0]);
}

int
todoku_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  gboolean is_practice = g_variant_dict_contains (options, "practice");
  g_autoptr (GError) error = NULL;

  if (!take_servers (self, options, &error) || !take_authority (self, options, &error))
    {
      g_application_command_line_printerr (command_line, "%s\n", error->message);
      return EXIT_USAGE;
    }
  take_language (self, options);
  if (is_practice)
    todoku_session_set_practice (self->session, TRUE);
  // The window first: nothing can have the focus in one that is not shown.
  g_application_activate (application);
  // Who wants to practice does not want anybody to be asked.
  if (!is_practice || todoku_session_get_practice (self->session))
    take_domain (self, options);

  return EXIT_SUCCESS;
}
