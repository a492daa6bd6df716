// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "checkup/standard.h"
#include "checkup/wording.h"
#include "history/history.h"
#include "ui/page.h"
#include "ui/pages/start/practice-examples.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/bounce-box.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

// Long enough not to find fault with what is still being typed.
#define CHECK_DELAY_MS 600

// As many as can be seen at one glance; the rest is in the history.
#define RECENT_MAX 5
#define AWAITED_MAX 3

// One field for the mail address, the domain or an URL; or a returned mail; or the practice mode.
#define TODOKU_TYPE_START_PAGE (todoku_start_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuStartPage, todoku_start_page, TODOKU, START_PAGE, TodokuPage)

struct _TodokuStartPage
{
  TodokuPage parent_instance;

  guint check_id;

  /* Owned */
  GCancellable *cancellable; /* while the history is read */
  GPtrArray *awaited;        /* TodokuHistoryEntry */

  /* Template widgets */
  TodokuRowGroup *awaited_group;
  GtkWidget *offline_box;
  GtkEditable *entry;
  GtkLabel *error_label;
  TodokuBounceBox *bounce_box;
  TodokuRowGroup *recent_domains;
  GtkWidget *offer_box;
  TodokuRowGroup *examples_group;
};

G_DEFINE_FINAL_TYPE (TodokuStartPage, todoku_start_page, TODOKU_TYPE_PAGE)

static gboolean
check_cb (gpointer user_data)
{
  TodokuStartPage *self = TODOKU_START_PAGE (user_data);

  self->check_id = 0;
  if (*todoku_session_get_text (todoku_page_get_session (self)) != '\0')
    todoku_session_check_text (todoku_page_get_session (self));

  return G_SOURCE_REMOVE;
}

static void
entry_activated_cb (TodokuStartPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
}

static void
entry_changed_cb (TodokuStartPage *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (g_str_equal (text, todoku_session_get_text (todoku_page_get_session (self))))
    return;

  todoku_session_set_text (todoku_page_get_session (self), text);
  g_clear_handle_id (&self->check_id, g_source_remove);
  self->check_id = g_timeout_add (CHECK_DELAY_MS, check_cb, self);
}

static void
show_text (TodokuStartPage *self)
{
  const char *text = todoku_session_get_text (todoku_page_get_session (self));

  if (!g_str_equal (text, gtk_editable_get_text (self->entry)))
    gtk_editable_set_text (self->entry, text);
}

static void
show_error (TodokuStartPage *self)
{
  todoku_accessible_set_error (GTK_WIDGET (self->entry), self->error_label,
                               todoku_session_get_input_error (todoku_page_get_session (self)));
}

// What was found out before says nothing about today.
static void
check_again_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  todoku_session_reset (todoku_page_get_session (widget));
  todoku_session_set_text (todoku_page_get_session (widget),
                           g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "assistant.next", NULL);
}

static void
example_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  todoku_session_set_text (todoku_page_get_session (widget),
                           g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "assistant.next", NULL);
}

static GtkWidget *
row_new (const char *title, const char *subtitle, const char *icon_name, const char *action)
{
  GtkWidget *row = todoku_action_row_new (title, subtitle);

  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}

static const char *
describe_verdict (const char *id)
{
  static const char *const words[] = {
    [TODOKU_VERDICT_FINE] = N_ ("SPF was in order"),
    [TODOKU_VERDICT_ADD] = N_ ("There was no SPF record"),
    [TODOKU_VERDICT_EDIT] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_MERGE] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_SWITCH] = N_ ("SPF had to be switched on"),
    [TODOKU_VERDICT_NOT_SPF] = N_ ("Email failed for a reason other than SPF"),
    [TODOKU_VERDICT_UNKNOWN] = N_ ("The DNS could not be read"),
    [TODOKU_VERDICT_NO_DOMAIN] = N_ ("The domain was not found"),
    [TODOKU_VERDICT_CHOOSE] = N_ ("There was something to choose"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (id, todoku_verdict_get_id ((TodokuVerdict) i)) == 0)
        return _ (words[i]);
    }

  return NULL;
}

static const char *
describe_state (const TodokuHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case TODOKU_HISTORY_REPLACED:
      return _ ("Saved, but not seen live yet");
    case TODOKU_HISTORY_LIVE:
      return _ ("The new value was live");
    case TODOKU_HISTORY_CHECK:
    default:
      return describe_verdict (entry->verdict);
    }
}

static GtkWidget *
recent_row_new (const TodokuHistoryEntry *entry, const TodokuDomain *domain)
{
  const char *state = describe_state (entry);
  g_autofree char *date = todoku_history_entry_format_time (entry, "%Y-%m-%d");
  g_autofree char *subtitle =
    state != NULL ? g_strjoin (" · ", state, date, NULL) : g_steal_pointer (&date);
  g_autofree char *text = todoku_domain_dup_text (domain);
  GtkWidget *row =
    row_new (domain->display, subtitle, "view-refresh-symbolic", "start.check-again");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", text);

  return row;
}

// The domains that were checked last, each with how it stood then.
static void
show_recent_domains (TodokuRowGroup *group, GPtrArray *entries)
{
  g_autoptr (GPtrArray) newest = todoku_history_list_newest (entries);

  todoku_row_group_clear (group);
  for (guint i = 0; i < newest->len && todoku_row_group_get_rows (group)->len < RECENT_MAX; i++)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (newest, i);
      g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);

      // What was done about DKIM and DMARC is no check of the domain.
      if (domain != NULL && g_str_equal (domain->ascii, entry->domain))
        todoku_row_group_add (group, recent_row_new (entry, domain));
    }
}

static char *
make_title (const TodokuHistoryEntry *entry, TodokuStandard standard)
{
  g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);
  g_autofree char *name =
    todoku_wording_make_visible (domain != NULL ? domain->display : entry->domain);

  // Translators: a domain, then SPF, DKIM or DMARC.
  return g_strdup_printf (_ ("%1$s: %2$s is not live yet"), name,
                          todoku_standard_get_label (standard));
}

static GtkWidget *
awaited_row_new (const TodokuHistoryEntry *entry, guint index)
{
  TodokuStandard standard = todoku_standard_from_owner (entry->domain);
  g_autofree char *date = todoku_history_entry_format_time (entry, "%Y-%m-%d");
  g_autofree char *title = make_title (entry, standard);
  // Translators: %s is a date as 2026-11-24.
  g_autofree char *subtitle =
    g_strdup_printf (standard == TODOKU_STANDARD_DKIM
                       ? _ ("It was switched on on %s. Check again.")
                       : _ ("The new value was saved on %s. Check again."),
                     date);
  GtkWidget *row = row_new (title, subtitle, "go-next-symbolic", "start.go-on");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);

  return row;
}

// New records of earlier days that were not seen at every name server yet.
static void
show_awaited (TodokuRowGroup *group, GPtrArray *awaited)
{
  todoku_row_group_clear (group);
  for (guint i = 0; i < MIN (awaited->len, AWAITED_MAX); i++)
    todoku_row_group_add (group, awaited_row_new (g_ptr_array_index (awaited, i), i));
}

// Most people never practise: the rows are made when they are needed.
static void
add_examples (TodokuStartPage *self)
{
  guint n_rows = todoku_row_group_get_rows (self->examples_group)->len;

  for (guint i = n_rows; i < todoku_practice_get_n_examples (); i++)
    {
      TodokuPracticeExample example = todoku_practice_get_example (i);
      GtkWidget *row =
        row_new (example.domain, example.meaning, "go-next-symbolic", "start.example");

      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", example.domain);
      todoku_row_group_add (self->examples_group, row);
    }
}

static void
show_history (TodokuStartPage *self, GPtrArray *entries)
{
  g_clear_pointer (&self->awaited, g_ptr_array_unref);
  self->awaited = todoku_history_list_awaited (entries, g_get_real_time () / G_USEC_PER_SEC);
  show_awaited (self->awaited_group, self->awaited);
  show_recent_domains (self->recent_domains, entries);
}

// A history that cannot be read says so in its own window.
static void
history_loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuStartPage) self = TODOKU_START_PAGE (user_data);
  g_autoptr (GPtrArray) entries = todoku_history_load_finish (result, NULL);

  if (entries != NULL && g_task_get_cancellable (G_TASK (result)) == self->cancellable)
    show_history (self, entries);
}

static void
stop_loading (TodokuStartPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
update_history (TodokuStartPage *self)
{
  const char *path = todoku_session_get_history (todoku_page_get_session (self));
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  stop_loading (self);
  if (path == NULL || todoku_session_get_practice (todoku_page_get_session (self)))
    {
      show_history (self, nothing);
      return;
    }

  self->cancellable = g_cancellable_new ();
  todoku_history_load_async (path, self->cancellable, history_loaded_cb, g_object_ref (self));
}

// To begin anew may take the list away.
static void
go_on_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  TodokuStartPage *self = TODOKU_START_PAGE (widget);
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_ref (g_ptr_array_index (self->awaited, g_variant_get_uint32 (parameter)));

  if (todoku_session_resume_monitor (todoku_page_get_session (self), entry))
    gtk_widget_activate_action (widget, "assistant.show-propagation", "u",
                                todoku_standard_from_owner (entry->domain));
}

static void
show_practice (TodokuStartPage *self)
{
  gboolean practice = todoku_session_get_practice (todoku_page_get_session (self));
  gboolean online = g_network_monitor_get_network_available (g_network_monitor_get_default ());

  if (practice)
    add_examples (self);
  gtk_widget_set_visible (GTK_WIDGET (self->examples_group), practice);
  gtk_widget_set_visible (self->offline_box, !practice && !online);
  gtk_widget_set_visible (self->offer_box, !practice && online);
}

// The button that was pressed may be gone, and so may the text she was in.
static void
reset_cb (TodokuStartPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
todoku_start_page_shown (TodokuPage *page)
{
  TodokuStartPage *self = TODOKU_START_PAGE (page);

  todoku_bounce_box_update (self->bounce_box);
  update_history (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
todoku_start_page_apply (TodokuPage *page)
{
  TodokuStartPage *self = TODOKU_START_PAGE (page);

  g_clear_handle_id (&self->check_id, g_source_remove);
  if (todoku_session_submit (todoku_page_get_session (self)))
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  todoku_focus_scroll_to (GTK_WIDGET (self->error_label));

  return FALSE;
}

static void
todoku_start_page_constructed (GObject *object)
{
  TodokuStartPage *self = TODOKU_START_PAGE (object);
  TodokuSession *session = todoku_page_get_session (self);

  G_OBJECT_CLASS (todoku_start_page_parent_class)->constructed (object);

  g_signal_connect_object (session, "notify::text", G_CALLBACK (show_text), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::input-error", G_CALLBACK (show_error), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::bounce", G_CALLBACK (todoku_bounce_box_update),
                           self->bounce_box, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::practice", G_CALLBACK (show_practice), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-available",
                           G_CALLBACK (show_practice), self, G_CONNECT_SWAPPED);
  todoku_bounce_box_set_session (self->bounce_box, session);
  g_signal_connect_object (session, "history-changed", G_CALLBACK (update_history), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::practice", G_CALLBACK (update_history), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "open-mail", G_CALLBACK (todoku_bounce_box_open),
                           self->bounce_box, G_CONNECT_SWAPPED);
  show_text (self);
  show_error (self);
  show_practice (self);
}

static void
todoku_start_page_dispose (GObject *object)
{
  TodokuStartPage *self = TODOKU_START_PAGE (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  stop_loading (self);
  g_clear_pointer (&self->awaited, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_START_PAGE);

  G_OBJECT_CLASS (todoku_start_page_parent_class)->dispose (object);
}

static void
todoku_start_page_class_init (TodokuStartPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (class);

  object_class->constructed = todoku_start_page_constructed;
  object_class->dispose = todoku_start_page_dispose;
  page_class->shown = todoku_start_page_shown;
  page_class->apply = todoku_start_page_apply;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/start/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, awaited_group);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, offline_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, bounce_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, recent_domains);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, offer_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStartPage, examples_group);
  gtk_widget_class_install_action (widget_class, "start.example", "s", example_cb);
  gtk_widget_class_install_action (widget_class, "start.check-again", "s", check_again_cb);
  gtk_widget_class_install_action (widget_class, "start.go-on", "u", go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
todoku_start_page_init (TodokuStartPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
