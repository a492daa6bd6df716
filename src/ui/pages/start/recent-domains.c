// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/recent-domains.h"

#include "config.h"

#include "checkup/judge.h"
#include "history/history.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/row-group.h"

#include <glib/gi18n-lib.h>

// As many as can be seen at one glance; the rest is in the history.
#define SHOWN_MAX 5

struct _TodokuRecentDomains
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GCancellable *cancellable; /* while the history is read */

  /* Template widgets */
  TodokuRowGroup *group;
};

G_DEFINE_FINAL_TYPE (TodokuRecentDomains, todoku_recent_domains, ADW_TYPE_BIN)

static const char *
describe_verdict (const char *id)
{
  static const char *const words[] = {
    [TODOKU_VERDICT_FINE] = N_ ("SPF was in order"),
    [TODOKU_VERDICT_ADD] = N_ ("There was no SPF record"),
    [TODOKU_VERDICT_EDIT] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_MERGE] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_SWITCH] = N_ ("SPF had to be switched on"),
    [TODOKU_VERDICT_NOT_SPF] = N_ ("Email came back for a reason other than SPF"),
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

static char *
describe (const TodokuHistoryEntry *entry)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  // What stands in the file may be out of what the calendar here can tell.
  g_autofree char *date = g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d");
  const char *state = describe_state (entry);

  return state != NULL ? g_strjoin (" · ", state, date, NULL) : g_steal_pointer (&date);
}

static GtkWidget *
row_new (const TodokuHistoryEntry *entry, const TodokuDomain *domain)
{
  g_autofree char *subtitle = describe (entry);
  g_autofree char *text = todoku_domain_dup_text (domain);
  GtkWidget *row = todoku_action_row_new (domain->display, subtitle);

  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (row),
                                gtk_image_new_from_icon_name ("view-refresh-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "start.check-again");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", text);

  return row;
}

static void
show (TodokuRecentDomains *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) newest = todoku_history_list_newest (entries);

  todoku_row_group_clear (self->group);
  for (guint i = 0; i < newest->len && todoku_row_group_get_rows (self->group)->len < SHOWN_MAX;
       i++)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (newest, i);
      g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);

      // What was done about DKIM and DMARC is no check of the domain.
      if (domain != NULL && g_str_equal (domain->ascii, entry->domain))
        todoku_row_group_add (self->group, row_new (entry, domain));
    }
}

// A history that cannot be read says so in its own window.
static void
loaded_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuRecentDomains) self = TODOKU_RECENT_DOMAINS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = todoku_history_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (entries != NULL)
    show (self, entries);
}

static void
forget_reading (TodokuRecentDomains *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
todoku_recent_domains_update (TodokuRecentDomains *self)
{
  const char *path = todoku_session_get_history (self->session);

  forget_reading (self);
  if (path == NULL || todoku_session_get_practice (self->session))
    {
      todoku_row_group_clear (self->group);
      return;
    }
  self->cancellable = g_cancellable_new ();
  todoku_history_load_async (path, self->cancellable, loaded_cb, g_object_ref (self));
}

void
todoku_recent_domains_set_session (TodokuRecentDomains *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "history-changed", G_CALLBACK (todoku_recent_domains_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::practice", G_CALLBACK (todoku_recent_domains_update),
                           self, G_CONNECT_SWAPPED);
}

static void
todoku_recent_domains_dispose (GObject *object)
{
  TodokuRecentDomains *self = TODOKU_RECENT_DOMAINS (object);

  forget_reading (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (todoku_recent_domains_parent_class)->dispose (object);
}

static void
todoku_recent_domains_class_init (TodokuRecentDomainsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_recent_domains_dispose;

  g_type_ensure (TODOKU_TYPE_ROW_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/start/recent-domains.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuRecentDomains, group);
}

static void
todoku_recent_domains_init (TodokuRecentDomains *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
