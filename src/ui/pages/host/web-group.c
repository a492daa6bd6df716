// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/host/sections.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TodokuWebGroup
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GPtrArray *fields; /* TodokuFieldRow, which the list owns */

  /* Borrowed */
  const TodokuMailHost *chosen; /* by the person, also where no mail is sent from there */

  /* Template widgets */
  GtkLabel *reason_label;
  GtkListBox *list;
  AdwComboRow *company_row;

  /* Borrowed: the list's last row but for the fields */
  GtkWidget *sender_row;
  GtkSwitch *sender_switch;
};

G_DEFINE_FINAL_TYPE (TodokuWebGroup, todoku_web_group, ADW_TYPE_BIN)

static GPtrArray *
get_hosts (TodokuWebGroup *self)
{
  return todoku_session_get_catalog (self->session)->hosts;
}

static const TodokuMailHost *
get_host (TodokuWebGroup *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  const char *id = todoku_session_get_choices (self->session)->web_host;

  if (id != NULL)
    return todoku_catalog_find_host (todoku_session_get_catalog (self->session), id);
  if (self->chosen != NULL)
    return self->chosen;

  return report != NULL ? report->collected->web.host : NULL;
}

// Also where the mail that was refused came from there.
static gboolean
is_sender (TodokuWebGroup *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  return todoku_session_get_choices (self->session)->web_host != NULL
         || (report != NULL && report->collected->web_is_sender
             && get_host (self) == report->collected->web.host);
}

// Why the server that was refused speaks for it, or NULL.
static const char *
find_refused (TodokuWebGroup *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  const TodokuMailHost *host = get_host (self);

  if (report == NULL || !report->collected->web_is_sender || host != report->collected->web.host)
    return NULL;
  // Of servers of several companies each has its own.
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    if (g_str_equal (finding->id, "refused-server-placed")
        && strstr (finding->message, todoku_catalog_text_get (&host->name)) != NULL)
      return finding->message;

  return NULL;
}

// What speaks for what is shown; nothing where the person has chosen it.
static const char *
describe_reason (TodokuWebGroup *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  const TodokuDetection *detection =
    report != NULL ? todoku_detections_find (report->collected->web.detections, get_host (self))
                   : NULL;
  const char *refused = find_refused (self);

  if (refused != NULL)
    return refused;
  if (detection != NULL)
    return detection->reason;
  if (get_host (self) != NULL)
    return "";
  if (todoku_session_get_busy (self->session))
    return _ ("Looking up…");

  return _ ("It matters only if email is sent from there. If so, choose the company.");
}

// As long as it is not known it is asked for, and what was typed stays to be changed.
static gboolean
is_asked (TodokuWebGroup *self,
          const TodokuMailHost *host,
          const TodokuCatalogPlaceholder *placeholder)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  g_autofree char *key = g_strconcat (host->id, ".", placeholder->key, NULL);

  return (report != NULL && report->collected->mail.missing == NULL
          && report->collected->web.missing == placeholder)
         || todoku_session_get_value (self->session, key) != NULL;
}

// The list of the mail hosts asks for what both need.
static GPtrArray *
list_asked (TodokuWebGroup *self, const TodokuMailHost *host)
{
  GPtrArray *asked = g_ptr_array_new ();
  TodokuReport *report = todoku_session_get_report (self->session);

  if (!is_sender (self) || (report != NULL && report->collected->mail.host == host))
    host = NULL;
  for (guint i = 0; host != NULL && i < host->placeholders->len; i++)
    {
      if (is_asked (self, host, host->placeholders->pdata[i]))
        g_ptr_array_add (asked, host->placeholders->pdata[i]);
    }

  return asked;
}

static gboolean
is_for (gconstpointer field, gconstpointer placeholder)
{
  return todoku_field_row_get_placeholder ((TodokuFieldRow *) field) == placeholder;
}

static void
update_fields (TodokuWebGroup *self, const TodokuMailHost *host)
{
  g_autoptr (GPtrArray) asked = list_asked (self, host);

  for (guint i = self->fields->len; i-- > 0;)
    {
      TodokuFieldRow *field = self->fields->pdata[i];

      if (g_ptr_array_find (asked, todoku_field_row_get_placeholder (field), NULL))
        continue;
      todoku_focus_leave (GTK_WIDGET (field));
      gtk_list_box_remove (self->list, GTK_WIDGET (field));
      g_ptr_array_remove_index (self->fields, i);
    }
  for (guint i = 0; i < asked->len; i++)
    {
      TodokuFieldRow *field = NULL;

      if (g_ptr_array_find_with_equal_func (self->fields, asked->pdata[i], is_for, NULL))
        continue;
      field = todoku_field_row_new (self->session, host, asked->pdata[i]);
      g_ptr_array_add (self->fields, field);
      gtk_list_box_append (self->list, GTK_WIDGET (field));
    }
}

static guint
get_position (TodokuWebGroup *self, const TodokuMailHost *host)
{
  guint index = 0;

  return host != NULL && g_ptr_array_find (get_hosts (self), host, &index) ? index + 1 : 0;
}

static void
update (TodokuWebGroup *self)
{
  const TodokuMailHost *host = get_host (self);
  const char *reason = describe_reason (self);
  g_autofree char *spoken = NULL;

  gtk_label_set_text (self->reason_label, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), *reason != '\0');
  adw_combo_row_set_selected (self->company_row, get_position (self, host));
  spoken =
    g_strdup_printf ("%s %s", adw_action_row_get_subtitle (ADW_ACTION_ROW (self->company_row)),
                     reason);
  todoku_accessible_set_description (GTK_WIDGET (self->company_row), spoken);
  gtk_widget_set_sensitive (self->sender_row, host != NULL);
  gtk_switch_set_active (self->sender_switch, is_sender (self));
  update_fields (self, host);
}

// The server that was refused is hers, or it is not.
static void
answer_for_refused (TodokuWebGroup *self, gboolean is_hers)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  g_autofree char *address = NULL;

  if (report == NULL || report->bounce == NULL || report->bounce->ip.length == 0)
    return;

  address = todoku_dns_address_to_string (&report->bounce->ip);
  if (!is_hers && report->collected->web_is_sender)
    todoku_session_set_answer (self->session, address, "");
  else if (is_hers && g_strcmp0 (todoku_session_get_answer (self->session, address), "") == 0)
    todoku_session_set_answer (self->session, address, NULL);
}

// The rows follow the session, too, and then say nothing new.
static void
sender_cb (TodokuWebGroup *self)
{
  gboolean active = gtk_switch_get_active (self->sender_switch);
  const TodokuMailHost *host = active ? get_host (self) : NULL;

  if (active == is_sender (self))
    return;

  todoku_session_set_web_host_id (self->session, host != NULL ? host->id : NULL);
  answer_for_refused (self, active);
  update (self);
}

static void
row_activated_cb (TodokuWebGroup *self G_GNUC_UNUSED, GtkListBoxRow *row)
{
  todoku_action_row_activate (row);
}

// Where she does not know, what was found is right.
static void
company_cb (TodokuWebGroup *self)
{
  guint position = adw_combo_row_get_selected (self->company_row);
  gboolean was_sender = is_sender (self);

  if (position == GTK_INVALID_LIST_POSITION || position == get_position (self, get_host (self)))
    return;

  self->chosen = position > 0 ? get_hosts (self)->pdata[position - 1] : NULL;
  if (was_sender)
    todoku_session_set_web_host_id (self->session, self->chosen != NULL ? self->chosen->id : NULL);
  update (self);
}

// What was chosen was for the domain before.
static void
domain_cb (TodokuWebGroup *self)
{
  self->chosen = NULL;
  update (self);
}

static void
fill (TodokuWebGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *hosts = get_hosts (self);

  gtk_string_list_append (names, _ ("I do not know"));
  todoku_list_foreach (const TodokuMailHost, host, hosts)
    gtk_string_list_append (names, todoku_catalog_text_get (&host->name));
  adw_combo_row_set_model (self->company_row, G_LIST_MODEL (names));
}

void
todoku_web_group_set_session (TodokuWebGroup *self, TodokuSession *session)
{
  const char *const watched[] = { "notify::report", "notify::busy", "notify::web-host-id" };

  self->session = g_object_ref (session);
  fill (self);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (session, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::domain", G_CALLBACK (domain_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  // Only now: a model chooses its first item by itself.
  g_signal_connect_swapped (self->company_row, "notify::selected", G_CALLBACK (company_cb), self);
}

gboolean
todoku_web_group_check (TodokuWebGroup *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (!todoku_field_row_check (self->fields->pdata[i]))
        return FALSE;
    }

  return TRUE;
}

static void
todoku_web_group_dispose (GObject *object)
{
  TodokuWebGroup *self = TODOKU_WEB_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_WEB_GROUP);
  g_clear_object (&self->session);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (todoku_web_group_parent_class)->dispose (object);
}

static void
todoku_web_group_class_init (TodokuWebGroupClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_web_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/pages/host/web-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuWebGroup, reason_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuWebGroup, list);
  gtk_widget_class_bind_template_child (widget_class, TodokuWebGroup, company_row);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
todoku_web_group_init (TodokuWebGroup *self)
{
  self->fields = g_ptr_array_new ();
  todoku_template_init (GTK_WIDGET (self));
  self->sender_switch = GTK_SWITCH (gtk_switch_new ());
  self->sender_row =
    todoku_action_row_new (_ ("Email is sent from there as well"),
                           _ ("By a form, a shop or WordPress on the website, for example."));
  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (self->sender_row),
                                GTK_WIDGET (self->sender_switch));
  todoku_action_row_set_activatable_widget (TODOKU_ACTION_ROW (self->sender_row),
                                            GTK_WIDGET (self->sender_switch));
  gtk_list_box_append (self->list, self->sender_row);
  g_signal_connect_swapped (self->sender_switch, "notify::active", G_CALLBACK (sender_cb), self);
}
