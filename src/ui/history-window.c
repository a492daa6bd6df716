// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/dialogs.h"

#include "checkup/wording.h"
#include "propagation/compare.h"
#include "ui/save-file.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/rows.h"
#include "ui/window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TODOKU_TYPE_HISTORY_WINDOW (todoku_history_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHistoryWindow, todoku_history_window, TODOKU, HISTORY_WINDOW, AdwWindow)

struct _TodokuHistoryWindow
{
  AdwWindow parent_instance;

  /* Owned */
  TodokuSession *session;
  char *path;
  GCancellable *cancellable;
  GPtrArray *entries; /* TodokuHistoryEntry, the newest first; NULL until they are read */
  GHashTable *groups; /* domain → group, both the entries' and the page's */

  guint n_shown;

  /* Template widgets */
  AdwToastOverlay *overlay;
  GtkStack *stack;
  AdwPreferencesPage *page;
  GtkWidget *empty;
  GtkWidget *export_button;
  GtkWidget *forget_button;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (TodokuHistoryWindow, todoku_history_window, ADW_TYPE_WINDOW)

static char *
describe_entry (const TodokuHistoryEntry *entry)
{
  g_autofree char *date = todoku_history_entry_format_time (entry, "%Y-%m-%d %H:%M");

  switch (entry->kind)
    {
    case TODOKU_HISTORY_REPLACED:
      /* Translators: a line of the history; %s is a date and a time. */
      return g_strdup_printf (_ ("%s: old value"), date);
    case TODOKU_HISTORY_LIVE:
      /* Translators: a line of the history; %s is a date and a time. */
      return g_strdup_printf (_ ("%s: new value, seen live"), date);
    case TODOKU_HISTORY_CHECK:
    default:
      /* Translators: a line of the history; %s is a date and a time. */
      return g_strdup_printf (_ ("%s: checked"), date);
    }
}

// Without it, nobody knows what is published today.
static gboolean
record_was_read (TodokuReport *report)
{
  return report->verdict != TODOKU_VERDICT_UNKNOWN
         && (report->current[0] != NULL || report->verdict != TODOKU_VERDICT_NOT_SPF);
}

// Whether what is published today, as far as it is known, is what @entry says.
static const char *
compare_with_today (TodokuHistoryWindow *self, const TodokuHistoryEntry *entry)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  if (report == NULL || todoku_session_get_practice (self->session)
      || !g_str_equal (report->domain, entry->domain) || !record_was_read (report))
    return NULL;

  return todoku_propagation_all_records_equal ((const char *const *) report->current,
                                               (const char *const *) entry->records)
           ? _ ("The same as today")
           : _ ("Different from today");
}

static GtkWidget *
restore_row_new (guint index)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("How to put it back"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "history.restore");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);

  return row;
}

// Of several records none counted, and to none there is no other way back than to delete.
static void
add_way_back (TodokuHistoryWindow *self, AdwPreferencesGroup *group, guint index)
{
  const TodokuHistoryEntry *entry = g_ptr_array_index (self->entries, index);
  g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);

  if (entry->kind == TODOKU_HISTORY_REPLACED && entry->records[0] != NULL
      && entry->records[1] == NULL && domain != NULL)
    adw_preferences_group_add (group, restore_row_new (index));
}

// A key that a company signs with is not to be deleted.
static const char *
describe_nothing (const TodokuHistoryEntry *entry)
{
  if (todoku_standard_from_owner (entry->domain) == TODOKU_STANDARD_DKIM)
    return _ ("There was no DKIM key.");

  return entry->kind == TODOKU_HISTORY_REPLACED
           ? _ ("There was no record. To go back, delete the one that was added.")
           : _ ("There was no SPF record.");
}

static void
add_entry (TodokuHistoryWindow *self, AdwPreferencesGroup *group, guint index)
{
  const TodokuHistoryEntry *entry = g_ptr_array_index (self->entries, index);
  g_autofree char *what = describe_entry (entry);
  const char *today = compare_with_today (self, entry);
  g_autofree char *title = g_strjoin (" · ", what, today, NULL);

  for (char **record = entry->records; *record != NULL; record++)
    adw_preferences_group_add (group, todoku_value_row_new (title, *record));
  if (entry->records[0] == NULL)
    adw_preferences_group_add (group,
                               todoku_value_row_new_remark (title, describe_nothing (entry)));
  add_way_back (self, group, index);
}

// Practice knows none of the domains in it.
static void
restore_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  TodokuHistoryWindow *self = TODOKU_HISTORY_WINDOW (widget);
  TodokuHistoryEntry *entry = g_ptr_array_index (self->entries, g_variant_get_uint32 (parameter));
  GtkWindow *window;

  todoku_session_set_practice (self->session, FALSE);
  window = todoku_restore_window_new (self->session, entry, GTK_WINDOW (self));
  gtk_window_set_application (window, gtk_window_get_application (GTK_WINDOW (self)));
  gtk_window_present (window);
}

static void
check_cb (GtkButton *button, gpointer user_data)
{
  GtkWindow *self = GTK_WINDOW (user_data);
  GtkWindow *parent = gtk_window_get_transient_for (self);
  g_autofree char *domain = g_strdup (g_object_get_data (G_OBJECT (button), "domain"));

  // Practice knows none of the domains in it.
  todoku_session_set_practice (TODOKU_HISTORY_WINDOW (self)->session, FALSE);
  gtk_window_close (self);
  if (parent != NULL)
    todoku_window_check (parent, domain);
}

static GtkWidget *
check_button_new (TodokuHistoryWindow *self, const char *domain)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Check Now"));
  g_autofree char *visible = todoku_wording_make_visible (domain);
  /* Translators: read aloud; %s is a domain. */
  g_autofree char *spoken = g_strdup_printf (_ ("Check %s now"), visible);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  todoku_accessible_set_label (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "domain", g_strdup (domain), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (check_cb), self);

  return button;
}

static AdwPreferencesGroup *
ensure_group (TodokuHistoryWindow *self, const TodokuHistoryEntry *entry)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (self->groups, entry->domain);
  g_autoptr (TodokuDomain) domain = NULL;
  g_autofree char *visible = NULL;
  g_autofree char *title = NULL;

  if (group != NULL)
    return group;

  // Whatever stands in the file.
  visible = todoku_wording_make_visible (entry->domain);
  title = g_markup_escape_text (visible, -1);
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, title);
  domain = todoku_history_entry_dup_domain (entry);
  if (domain != NULL)
    adw_preferences_group_set_header_suffix (group, check_button_new (self, domain->ascii));
  adw_preferences_page_add (self->page, group);
  g_hash_table_insert (self->groups, entry->domain, group);

  return group;
}

// As many lines as a person can look through; the rest is in the file.
#define SHOWN_MAX 200

// About what is in view at first.
#define N_FIRST 8

// Returns whether there was one left.
static gboolean
show_next_entry (TodokuHistoryWindow *self)
{
  const TodokuHistoryEntry *entry = NULL;

  if (self->n_shown >= MIN (self->entries->len, SHOWN_MAX))
    return FALSE;

  entry = g_ptr_array_index (self->entries, self->n_shown);
  add_entry (self, ensure_group (self, entry), self->n_shown++);

  return TRUE;
}

static void
add_rest (TodokuHistoryWindow *self)
{
  GtkWidget *group = NULL;

  if (self->entries->len <= SHOWN_MAX)
    return;

  group = adw_preferences_group_new ();
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("Older entries are not listed here. The file that you can save has all of them."));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

// All of them at once would hold up the keys for the better part of a second.
static gboolean
fill_cb (GtkWidget *widget,
         GdkFrameClock *frame_clock G_GNUC_UNUSED,
         gpointer user_data G_GNUC_UNUSED)
{
  TodokuHistoryWindow *self = TODOKU_HISTORY_WINDOW (widget);

  if (show_next_entry (self))
    return G_SOURCE_CONTINUE;

  add_rest (self);

  return G_SOURCE_REMOVE;
}

static void
show_entries (TodokuHistoryWindow *self)
{
  for (guint i = 0; i < N_FIRST; i++)
    show_next_entry (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), fill_cb, NULL, NULL);
  todoku_accessible_show_page (self->stack,
                               self->entries->len > 0 ? GTK_WIDGET (self->page) : self->empty);
  gtk_widget_set_sensitive (self->export_button, self->entries->len > 0);
  gtk_widget_set_sensitive (self->forget_button, self->entries->len > 0);
}

static void
show_problem (TodokuHistoryWindow *self, const GError *error)
{
  gtk_label_set_text (self->problem, error->message);
  todoku_accessible_show_page (self->stack, GTK_WIDGET (self->problem));
}

static void
loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->entries = todoku_history_load_finish (result, &error);
  if (self->entries != NULL)
    show_entries (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error);
}

static void
export_cb (TodokuHistoryWindow *self)
{
  char *text = todoku_history_export (self->entries);
  TodokuSaveWords words = { _ ("Save the History"), "todoku-history.json",
                            _ ("The history was not saved") };

  todoku_save_file (self->overlay, g_bytes_new_take (text, strlen (text)), &words);
}

// What could be done with a list that is no more is done no more, either.
static void
forgotten_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuHistoryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean forgotten = todoku_history_forget_finish (result, &error);

  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
  g_signal_emit_by_name (self->session, "history-changed");
  if (forgotten)
    todoku_accessible_show_page (self->stack, self->empty);
  else
    show_problem (self, error);
}

static void
forget_confirmed_cb (TodokuHistoryWindow *self, const char *response)
{
  if (!g_str_equal (response, "forget"))
    return;

  gtk_widget_set_sensitive (self->export_button, FALSE);
  gtk_widget_set_sensitive (self->forget_button, FALSE);
  // The program does not end before it is done, even if the window is closed.
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  todoku_history_forget_async (self->path, NULL, forgotten_cb, g_object_ref (self));
}

static void
forget_cb (TodokuHistoryWindow *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (self), _ ("Clear the History?"),
    _ ("Every domain in it is deleted from this computer, and so are the old values that you could "
       "go back to. What is in the DNS stays as it is."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep It"), "forget",
                                    _ ("_Clear It"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (forget_confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWindow *
todoku_history_window_new (const char *path, TodokuSession *session, GtkWindow *parent)
{
  TodokuHistoryWindow *self =
    g_object_new (TODOKU_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->path = g_strdup (path);
  todoku_history_load_async (path, self->cancellable, loaded_cb, g_object_ref (self));

  return GTK_WINDOW (self);
}

// Closed: what is being read holds it until that ends.
static void
todoku_history_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (TODOKU_HISTORY_WINDOW (widget)->cancellable);

  GTK_WIDGET_CLASS (todoku_history_window_parent_class)->unrealize (widget);
}

static void
todoku_history_window_dispose (GObject *object)
{
  TodokuHistoryWindow *self = TODOKU_HISTORY_WINDOW (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_HISTORY_WINDOW);

  G_OBJECT_CLASS (todoku_history_window_parent_class)->dispose (object);
}

static void
todoku_history_window_finalize (GObject *object)
{
  TodokuHistoryWindow *self = TODOKU_HISTORY_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->groups);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self->path);

  G_OBJECT_CLASS (todoku_history_window_parent_class)->finalize (object);
}

static void
todoku_history_window_class_init (TodokuHistoryWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_history_window_dispose;
  G_OBJECT_CLASS (class)->finalize = todoku_history_window_finalize;
  widget_class->unrealize = todoku_history_window_unrealize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, page);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, forget_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuHistoryWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_install_action (widget_class, "history.restore", "u", restore_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
todoku_history_window_init (TodokuHistoryWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->groups = g_hash_table_new (g_str_hash, g_str_equal);
  todoku_template_init (GTK_WIDGET (self));
}
