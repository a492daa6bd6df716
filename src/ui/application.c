// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/application.h"

#include "config.h"

#include "base/language.h"
#include "base/paths.h"
#include "dns/servers.h"
#include "history/history.h"
#include "todoku-resource.h"
#include "ui/dialogs.h"
#include "ui/widgets/bounce-box.h"
#include "ui/widgets/busy-spinner.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/head.h"
#include "ui/widgets/mnemonic-button.h"
#include "ui/widgets/problem.h"
#include "ui/widgets/report-sections.h"
#include "ui/widgets/rows.h"
#include "ui/window.h"

#include <ares.h>
#include <glib/gi18n-lib.h>

#define EXIT_USAGE 2

// The windows over the window, each opened by the action of its name. They are built anew in this
// order when another language is spoken: the one it is chosen in stays uppermost.
enum
{
  ABOUT,
  HISTORY,
  HELP,
  SHORTCUTS,
  PREFERENCES,
  N_DIALOGS,
};

static const char *const dialog_actions[N_DIALOGS] = { "about", "history", "help", "shortcuts",
                                                       "preferences" };

struct _TodokuApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings; /* NULL where the schema is not installed: nothing is remembered then */
  TodokuSession *session;

  gboolean has_invalid_servers; /* those of the settings, and nobody was told yet */

  /* Borrowed: gone with their windows */
  GtkWindow *window;
  GtkWindow *dialogs[N_DIALOGS];
};

G_DEFINE_FINAL_TYPE (TodokuApplication, todoku_application, ADW_TYPE_APPLICATION)

TodokuApplication *
todoku_application_new (void)
{
  return g_object_new (TODOKU_TYPE_APPLICATION, "application-id", TODOKU_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/todoku/Todoku", NULL);
}

static GtkWindow *
ensure_window (TodokuApplication *self)
{
  if (self->window == NULL)
    g_set_weak_pointer (&self->window,
                        todoku_window_new (GTK_APPLICATION (self), self->session, self->settings));

  return self->window;
}

// The program, its libraries and the system, as they are running and as they were when it was
// built.
static char *
describe_versions (void)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf ("todoku %s\n"
                          "GTK %u.%u.%u (built with %d.%d.%d)\n"
                          "libadwaita %u.%u.%u (built with %s)\n"
                          "GLib %u.%u.%u (built with %d.%d.%d)\n"
                          "c-ares %s (built with %s)\n"
                          "%s\n",
                          TODOKU_VERSION, gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), GTK_MAJOR_VERSION, GTK_MINOR_VERSION,
                          GTK_MICRO_VERSION, adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (), ADW_VERSION_S, glib_major_version,
                          glib_minor_version, glib_micro_version, GLIB_MAJOR_VERSION,
                          GLIB_MINOR_VERSION, GLIB_MICRO_VERSION, ares_version (NULL),
                          ARES_VERSION_STR, system != NULL ? system : "");
}

// libadwaita's own is partly in English where its release has no Japanese yet.
static GtkWindow *
create_about_window (void)
{
  g_autofree char *versions = describe_versions ();
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window = NULL;

  builder = gtk_builder_new_from_resource ("/io/github/todoku/Todoku/about-window.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "about_window"));
  todoku_labels_wrap (window);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "version")), TODOKU_VERSION);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "versions")),
                      g_strchomp (versions));
  todoku_copy_button_set_text (TODOKU_COPY_BUTTON (gtk_builder_get_object (builder, "copy_button")),
                               versions);

  return GTK_WINDOW (window);
}

// They have the program's keys, as Ctrl+Q, and go with the window they lie over.
static GtkWindow *
create_dialog (TodokuApplication *self, int dialog)
{
  g_autofree char *path = todoku_history_get_path ();
  g_autoptr (GtkBuilder) builder = NULL;

  switch (dialog)
    {
    case ABOUT:
      return create_about_window ();
    case HISTORY:
      return todoku_history_window_new (path, self->session, self->window);
    case HELP:
      return todoku_help_window_new ();
    case SHORTCUTS:
      // Built anew for each language, unlike a help overlay, which GTK builds once with the window.
      builder = gtk_builder_new_from_resource ("/io/github/todoku/Todoku/shortcuts-window.ui");
      return GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));
    default:
      return todoku_preferences_window_new (self->session, self->settings);
    }
}

static void
show_dialog (TodokuApplication *self, int dialog)
{
  if (self->window == NULL)
    return;
  if (self->dialogs[dialog] == NULL)
    {
      GtkWindow *window = create_dialog (self, dialog);

      g_set_weak_pointer (&self->dialogs[dialog], window);
      gtk_window_set_application (window, GTK_APPLICATION (self));
      gtk_window_set_transient_for (window, self->window);
      gtk_window_set_destroy_with_parent (window, TRUE);
    }
  gtk_window_present (self->dialogs[dialog]);
}

static void
dialog_cb (GSimpleAction *action, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  for (int i = 0; i < N_DIALOGS; i++)
    {
      if (g_str_equal (dialog_actions[i], g_action_get_name (G_ACTION (action))))
        show_dialog (TODOKU_APPLICATION (user_data), i);
    }
}

// Those that stand over another one.
static GPtrArray *
list_others (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) != NULL)
        g_ptr_array_add (others, g_steal_pointer (&window));
    }

  return others;
}

// Before the windows they stand over: GTK 4.8 would leave one of them that is at work, as the one
// in which Ctrl+Q was pressed, with the address of a parent that is no more. Closed rather than
// destroyed: a file chooser or print dialog is not ours, and is cancelled by it.
static void
close_others (void)
{
  g_autoptr (GPtrArray) others = list_others ();

  for (guint i = 0; i < others->len; i++)
    gtk_window_set_transient_for (g_ptr_array_index (others, i), NULL);
  for (guint i = 0; i < others->len; i++)
    gtk_window_close (g_ptr_array_index (others, i));
}

static void
quit_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED, gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);

  // Closed rather than torn down, so that it remembers its size.
  if (self->window != NULL)
    {
      close_others ();
      gtk_window_close (self->window);
    }
  else
    g_application_quit (G_APPLICATION (self));
}

// What lies over the window would hide that it begins anew.
static void
new_check_cb (GSimpleAction *action G_GNUC_UNUSED,
              GVariant *parameter G_GNUC_UNUSED,
              gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);

  if (self->window != NULL)
    close_others ();
  todoku_session_reset (self->session);
}

static void
set_language (TodokuApplication *self, TodokuLanguage language)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "language");

  todoku_language_set (language);
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (todoku_language_get_id (language)));
  todoku_session_refresh (self->session);
  if (self->window != NULL)
    todoku_window_rebuild (self->window);
  for (int i = 0; i < N_DIALOGS; i++)
    {
      if (self->dialogs[i] == NULL)
        continue;
      gtk_window_destroy (self->dialogs[i]);
      g_clear_weak_pointer (&self->dialogs[i]);
      show_dialog (self, i);
    }
}

static void
language_cb (GSimpleAction *action G_GNUC_UNUSED, GVariant *parameter, gpointer user_data)
{
  TodokuApplication *self = TODOKU_APPLICATION (user_data);
  const char *id = g_variant_get_string (parameter, NULL);
  TodokuLanguage language;

  if (!todoku_language_from_id (id, &language) || language == todoku_language_get ())
    return;

  if (self->settings != NULL)
    g_settings_set_string (self->settings, "language", id);
  set_language (self, language);
}

static void
set_accelerators (GtkApplication *application)
{
  const struct
  {
    const char *action;
    const char *accelerators[3];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.new-check", { "<Control>n", NULL } },
    { "app.history", { "<Control>h", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.help", { "F1", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "window.close", { "<Control>w", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accelerators);
}

static void
add_actions (TodokuApplication *self)
{
  g_autofree char *language =
    g_strdup_printf ("'%s'", todoku_language_get_id (todoku_language_get ()));
  const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = dialog_cb },
    { .name = "new-check", .activate = new_check_cb },
    { .name = "history", .activate = dialog_cb },
    { .name = "help", .activate = dialog_cb },
    { .name = "shortcuts", .activate = dialog_cb },
    { .name = "preferences", .activate = dialog_cb },
    { .name = "language", .activate = language_cb, .parameter_type = "s", .state = language },
  };
  g_autoptr (GPropertyAction) practice =
    g_property_action_new ("practice", self->session, "practice");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (practice));
  set_accelerators (GTK_APPLICATION (self));
}

static void
add_options (TodokuApplication *self)
{
  const GOptionEntry entries[] = {
    { "practice", 'p', 0, G_OPTION_ARG_NONE, NULL, _ ("Practice without touching a real domain"),
      NULL },
    { "dns-server", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
      _ ("Use this DNS server (can be given several times)"), _ ("ADDR[:PORT]") },
    { "lang", 0, 0, G_OPTION_ARG_STRING, NULL, _ ("Use Japanese or English"), "ja|en" },
    { "authority-port", 0, 0, G_OPTION_ARG_INT, NULL, _ ("The port of the name servers, if not 53"),
      "N" },
    { "public", 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL,
      _ ("Use this public DNS server instead of Google’s and the others (can be given several "
         "times)"),
      _ ("ADDR[:PORT]") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, _ ("Print the version and stop"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, _ ("[DOMAIN|FILE]") },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

static int
todoku_application_handle_local_options (GApplication *application G_GNUC_UNUSED,
                                         GVariantDict *options)
{
  const char *id = NULL;
  TodokuLanguage language;
  gint32 port = 0;

  if (g_variant_dict_contains (options, "version"))
    {
      g_autofree char *text = describe_versions ();

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

// Where a new record is looked for; the usual places where nothing is given.
static gboolean
take_authority (TodokuApplication *self, GVariantDict *options, GError **error)
{
  g_autofree const char **publics = NULL;
  g_auto (GStrv) servers = NULL;
  gint32 port = 0;

  g_variant_dict_lookup (options, "authority-port", "i", &port);
  g_variant_dict_lookup (options, "public", "^a&s", &publics);
  if (publics != NULL)
    servers = todoku_dns_servers_normalize (publics, error);
  if (publics != NULL && servers == NULL)
    return FALSE;
  if (port != 0)
    todoku_session_set_authority_port (self->session, (guint16) port);
  if (port != 0 || publics != NULL)
    todoku_propagation_monitor_set_route (todoku_session_get_monitor (self->session),
                                          (guint16) port, (const char *const *) servers);

  return TRUE;
}

static void
take_language (TodokuApplication *self, GVariantDict *options)
{
  const char *id = NULL;
  TodokuLanguage language;

  if (g_variant_dict_lookup (options, "lang", "&s", &id) && todoku_language_from_id (id, &language))
    set_language (self, language);
}

// What looks like a path is meant as one, also where there is no such file: the window says so.
static gboolean
is_path (const char *argument, GFile *file)
{
  const char *path = g_file_peek_path (file);

  return path != NULL
         && (g_path_is_absolute (argument) || g_str_has_prefix (argument, "file:")
             || g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
take_argument (TodokuApplication *self, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **arguments = NULL;
  g_autoptr (GFile) file = NULL;

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &arguments);
  if (arguments == NULL || arguments[0] == NULL)
    return;

  file = g_application_command_line_create_file_for_arg (command_line, arguments[0]);
  if (is_path (arguments[0], file))
    g_application_open (G_APPLICATION (self), &file, 1, "");
  else
    todoku_window_check (ensure_window (self), arguments[0]);
}

static int
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
    take_argument (self, command_line);

  return EXIT_SUCCESS;
}

static GSettingsSchemaSource *
open_source (void)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  const char *folder = todoku_paths_get_schema_dir ();
  GSettingsSchemaSource *source = NULL;

  if (folder != NULL)
    source = g_settings_schema_source_new_from_directory (folder, system, FALSE, NULL);
  if (source == NULL && system != NULL)
    source = g_settings_schema_source_ref (system);

  return source;
}

static GSettings *
settings_new (void)
{
  g_autoptr (GSettingsSchemaSource) source = open_source ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TODOKU_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

static void
restore_language (TodokuApplication *self)
{
  g_autofree char *id = NULL;
  TodokuLanguage language;

  if (self->settings != NULL)
    id = g_settings_get_string (self->settings, "language");
  if (todoku_language_from_id (id, &language))
    todoku_language_set (language);
}

static gboolean
restore_servers (TodokuApplication *self, GError **error)
{
  g_auto (GStrv) servers = NULL;

  if (self->settings == NULL)
    return TRUE;

  servers = g_settings_get_strv (self->settings, "dns-servers");

  return todoku_session_set_servers (self->session, (const char *const *) servers, error);
}

// Somebody may have edited the settings by hand. Once it is clear in which language to say so.
static void
warn_about_servers (TodokuApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->has_invalid_servers = FALSE;
  if (todoku_session_get_servers (self->session) != NULL || restore_servers (self, &error))
    return;

  /* Translators: %s is a sentence about the one that is none. */
  text = g_strdup_printf (_ ("%s Until this is corrected in the preferences, the DNS servers of "
                             "your network are asked."),
                          error->message);
  todoku_show_problem (self->window, _ ("The DNS servers in the preferences are not being used"),
                       text);
}

static TodokuSession *
session_new (void)
{
  const char *data_dir = todoku_paths_get_data_dir ();
  g_autofree char *catalog = g_build_filename (data_dir, "catalog", NULL);
  g_autofree char *practice_zone = g_build_filename (data_dir, "practice-zone.json", NULL);
  g_autofree char *history = todoku_history_get_path ();
  TodokuSession *session = todoku_session_new (catalog, practice_zone);

  todoku_session_set_history (session, history);

  return session;
}

// Where nothing is installed, the icon is found beside the sources.
static void
add_icons (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "icons", NULL);

  if (!todoku_paths_is_installed ())
    gtk_icon_theme_add_search_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    folder);
  gtk_window_set_default_icon_name (TODOKU_APPLICATION_ID);
}

static void
todoku_application_startup (GApplication *application)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  self->settings = settings_new ();
  restore_language (self);

  G_APPLICATION_CLASS (todoku_application_parent_class)->startup (application);

  add_icons ();
  self->session = session_new ();
  self->has_invalid_servers = !restore_servers (self, NULL);
  add_actions (self);
}

static void
todoku_application_activate (GApplication *application)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  gtk_window_present (ensure_window (self));
  if (self->has_invalid_servers)
    warn_about_servers (self);
}

// One mail is read at a time.
static void
todoku_application_open (GApplication *application,
                         GFile **files,
                         int n_files,
                         const char *hint G_GNUC_UNUSED)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  g_application_activate (application);
  if (n_files > 0)
    todoku_session_open_mail (self->session, files[0]);
}

static void
todoku_application_shutdown (GApplication *application)
{
  TodokuApplication *self = TODOKU_APPLICATION (application);

  if (self->session != NULL)
    todoku_session_cancel (self->session);

  G_APPLICATION_CLASS (todoku_application_parent_class)->shutdown (application);
}

static void
todoku_application_finalize (GObject *object)
{
  TodokuApplication *self = TODOKU_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  for (int i = 0; i < N_DIALOGS; i++)
    g_clear_weak_pointer (&self->dialogs[i]);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (todoku_application_parent_class)->finalize (object);
}

static void
todoku_application_class_init (TodokuApplicationClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  object_class->finalize = todoku_application_finalize;
  application_class->startup = todoku_application_startup;
  application_class->activate = todoku_application_activate;
  application_class->open = todoku_application_open;
  application_class->shutdown = todoku_application_shutdown;
  application_class->handle_local_options = todoku_application_handle_local_options;
  application_class->command_line = todoku_application_command_line;
}

// The widgets that templates name.
static void
ensure_widgets (void)
{
  g_type_ensure (TODOKU_TYPE_BOUNCE_BOX);
  g_type_ensure (TODOKU_TYPE_BUSY_SPINNER);
  g_type_ensure (TODOKU_TYPE_COPY_BUTTON);
  g_type_ensure (TODOKU_TYPE_HEAD);
  g_type_ensure (TODOKU_TYPE_MNEMONIC_BUTTON);
  g_type_ensure (TODOKU_TYPE_ROW_GROUP);
  g_type_ensure (TODOKU_TYPE_VALUE_CARD);
}

static void
todoku_application_init (TodokuApplication *self)
{
  todoku_register_resource ();
  ensure_widgets ();
  add_options (self);
}
