// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/start/awaited-group.h"

#include "checkup/wording.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/row-group.h"

#include <glib/gi18n-lib.h>

// Whoever awaits more has the history.
#define ROWS_MAX 3

struct _TodokuAwaitedGroup
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session; /* nullable */
  GPtrArray *awaited;     /* TodokuHistoryEntry; nullable */
  GCancellable *cancellable;

  /* Borrowed */
  TodokuRowGroup *rows;
};

G_DEFINE_FINAL_TYPE (TodokuAwaitedGroup, todoku_awaited_group, ADW_TYPE_BIN)

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
row_new (const TodokuHistoryEntry *entry, guint index)
{
  TodokuStandard standard = todoku_standard_from_owner (entry->domain);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *date = g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d");
  g_autofree char *title = make_title (entry, standard);
  // Translators: %s is a date as 2026-11-24.
  g_autofree char *subtitle =
    g_strdup_printf (standard == TODOKU_STANDARD_DKIM
                       ? _ ("It was switched on on %s. Check again.")
                       : _ ("The new value was saved on %s. Check again."),
                     date);
  GtkWidget *row = todoku_action_row_new (title, subtitle);

  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (row),
                                gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "awaited.check");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);

  return row;
}

static void
show_awaited (TodokuAwaitedGroup *self, GPtrArray *awaited)
{
  g_clear_pointer (&self->awaited, g_ptr_array_unref);
  self->awaited = awaited;
  todoku_row_group_clear (self->rows);
  for (guint i = 0; awaited != NULL && i < MIN (awaited->len, ROWS_MAX); i++)
    todoku_row_group_add (self->rows, row_new (g_ptr_array_index (awaited, i), i));
  gtk_widget_set_visible (GTK_WIDGET (self), awaited != NULL && awaited->len > 0);
}

// Where the history cannot be read, its own window says so.
static void
loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuAwaitedGroup) self = user_data;
  g_autoptr (GPtrArray) entries = todoku_history_load_finish (result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  show_awaited (self, entries != NULL
                        ? todoku_history_list_awaited (entries, g_get_real_time () / G_USEC_PER_SEC)
                        : NULL);
}

static void
stop_loading (TodokuAwaitedGroup *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
todoku_awaited_group_update (TodokuAwaitedGroup *self, TodokuSession *session)
{
  const char *path = todoku_session_get_history (session);

  g_set_object (&self->session, session);
  stop_loading (self);
  if (path == NULL || todoku_session_get_practice (session))
    {
      show_awaited (self, NULL);
      return;
    }

  self->cancellable = g_cancellable_new ();
  todoku_history_load_async (path, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
check_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter)
{
  TodokuAwaitedGroup *self = TODOKU_AWAITED_GROUP (widget);
  guint index = g_variant_get_uint32 (parameter);

  if (self->awaited == NULL || index >= self->awaited->len)
    return;

  // To begin anew may take the list away.
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_ref (g_ptr_array_index (self->awaited, index));

  if (todoku_session_resume_monitor (self->session, entry))
    gtk_widget_activate_action (widget, "assistant.show-propagation", "u",
                                todoku_standard_from_owner (entry->domain));
}

static void
todoku_awaited_group_dispose (GObject *object)
{
  TodokuAwaitedGroup *self = TODOKU_AWAITED_GROUP (object);

  stop_loading (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->awaited, g_ptr_array_unref);

  G_OBJECT_CLASS (todoku_awaited_group_parent_class)->dispose (object);
}

static void
todoku_awaited_group_class_init (TodokuAwaitedGroupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = todoku_awaited_group_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "awaited.check", "u", check_cb);
}

static void
todoku_awaited_group_init (TodokuAwaitedGroup *self)
{
  self->rows = g_object_new (TODOKU_TYPE_ROW_GROUP, NULL);
  todoku_row_group_set_title (self->rows, _ ("Where You Left Off"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
