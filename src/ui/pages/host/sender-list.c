// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "checkup/term.h"
#include "spf/repair.h"
#include "ui/widgets/action-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TodokuSenderList
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GHashTable *published; /* TodokuSender → GPtrArray of its terms in the record, as they stand */

  GPtrArray *buttons; /* by the catalog's order; empty until the list is unfolded */

  /* Template widgets */
  TodokuActionRow *header_row;
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (TodokuSenderList, todoku_sender_list, ADW_TYPE_BIN)

static void update (TodokuSenderList *self);

static GtkListBox *
get_list (TodokuSenderList *self)
{
  return GTK_LIST_BOX (adw_bin_get_child (ADW_BIN (self)));
}

static GPtrArray *
get_senders (TodokuSenderList *self)
{
  return todoku_session_get_catalog (self->session)->senders;
}

static void
note_term (TodokuSenderList *self, const TodokuSpfTerm *term)
{
  const TodokuSender *sender =
    todoku_term_find_sender (todoku_session_get_catalog (self->session), term);
  GPtrArray *terms;

  if (sender == NULL)
    return;

  terms = g_hash_table_lookup (self->published, sender);
  if (terms == NULL)
    {
      terms = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->published, (gpointer) sender, terms);
    }
  g_ptr_array_add (terms, g_strdup (term->text));
}

static void
note_record (TodokuSenderList *self, const char *text)
{
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);

  g_ptr_array_set_free_func (repairs, (GDestroyNotify) todoku_spf_repair_free);
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    note_term (self, todoku_spf_record_get_term (record, i));
}

static void
note_published (TodokuSenderList *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  g_hash_table_remove_all (self->published);
  for (guint i = 0; report != NULL && report->current[i] != NULL; i++)
    note_record (self, report->current[i]);
}

// Several terms of one service stay or go together.
static gboolean
is_enabled (TodokuSenderList *self, const TodokuSender *sender)
{
  GPtrArray *terms = g_hash_table_lookup (self->published, sender);

  if (todoku_session_get_sender_enabled (self->session, sender->id))
    return TRUE;

  return terms != NULL
         && !todoku_session_get_unwanted (self->session, g_ptr_array_index (terms, 0));
}

static void
set_enabled (TodokuSenderList *self, const TodokuSender *sender, gboolean enabled)
{
  GPtrArray *published = g_hash_table_lookup (self->published, sender);

  if (published == NULL)
    {
      todoku_session_set_sender_enabled (self->session, sender->id, enabled);
      return;
    }

  // Each answer makes a new report, and that a new list.
  g_autoptr (GPtrArray) terms = g_ptr_array_ref (published);

  // A tick given before the record was known would keep what is to go.
  todoku_session_set_sender_enabled (self->session, sender->id, FALSE);
  for (guint i = 0; i < terms->len; i++)
    todoku_session_set_unwanted (self->session, g_ptr_array_index (terms, i), !enabled);
}

static void
sender_toggled_cb (TodokuSenderList *self, GtkCheckButton *button)
{
  const TodokuSender *sender = g_object_get_data (G_OBJECT (button), "sender");
  gboolean active = gtk_check_button_get_active (button);

  if (active == is_enabled (self, sender))
    return;

  set_enabled (self, sender, active);
  update (self);
}

static void
update_row (TodokuSenderList *self, GtkCheckButton *button)
{
  const TodokuSender *sender = g_object_get_data (G_OBJECT (button), "sender");
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), TODOKU_TYPE_ACTION_ROW);
  const char *note = todoku_catalog_text_get (&sender->note);

  if (g_hash_table_contains (self->published, sender))
    note = _ ("In your settings now");

  todoku_action_row_set_subtitle (TODOKU_ACTION_ROW (row), note);
  gtk_check_button_set_active (button, is_enabled (self, sender));
}

static void
add_row (TodokuSenderList *self, const TodokuSender *sender)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *row = todoku_action_row_new (todoku_catalog_text_get (&sender->name), NULL);

  todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row), button);
  todoku_action_row_set_activatable_widget (TODOKU_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (button), "sender", (gpointer) sender);
  g_signal_connect_object (button, "toggled", G_CALLBACK (sender_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (get_list (self), row);
  g_ptr_array_add (self->buttons, button);
  update_row (self, GTK_CHECK_BUTTON (button));
}

// Most people never unfold the list: the rows are made when they do.
static void
unfold (TodokuSenderList *self)
{
  GPtrArray *senders = get_senders (self);

  for (guint i = 0; i < senders->len; i++)
    add_row (self, g_ptr_array_index (senders, i));
}

static void
fold (TodokuSenderList *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_list_box_remove (get_list (self),
                         gtk_widget_get_ancestor (self->buttons->pdata[i], TODOKU_TYPE_ACTION_ROW));
  g_ptr_array_set_size (self->buttons, 0);
}

static void
row_activated_cb (TodokuSenderList *self, GtkListBoxRow *row)
{
  gboolean expanded = self->buttons->len == 0;

  if (todoku_action_row_activate (row))
    return;

  if (expanded)
    unfold (self);
  else
    fold (self);
  gtk_image_set_from_icon_name (self->arrow, expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header_row), GTK_ACCESSIBLE_STATE_EXPANDED,
                               expanded, -1);
}

static void
update_summary (TodokuSenderList *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *senders = get_senders (self);

  for (guint i = 0; i < senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (senders, i);

      if (!is_enabled (self, sender))
        continue;
      if (names->len > 0)
        /* Translators: stands between the names of a list */
        g_string_append (names, C_ ("list", ", "));
      g_string_append (names, todoku_catalog_text_get (&sender->name));
    }

  todoku_action_row_set_subtitle (self->header_row,
                                  names->len > 0
                                    ? names->str
                                    : _ ("Newsletters, shop systems, Google Workspace and so on. "
                                         "If there are none, leave it as it is."));
}

static void
update (TodokuSenderList *self)
{
  note_published (self);
  for (guint i = 0; i < self->buttons->len; i++)
    update_row (self, g_ptr_array_index (self->buttons, i));
  update_summary (self);
}

void
todoku_sender_list_set_session (TodokuSenderList *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::report", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
todoku_sender_list_dispose (GObject *object)
{
  TodokuSenderList *self = TODOKU_SENDER_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_SENDER_LIST);
  g_clear_object (&self->session);
  g_clear_pointer (&self->published, g_hash_table_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

  G_OBJECT_CLASS (todoku_sender_list_parent_class)->dispose (object);
}

static void
todoku_sender_list_class_init (TodokuSenderListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_sender_list_dispose;

  g_type_ensure (TODOKU_TYPE_ACTION_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/host/sender-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuSenderList, header_row);
  gtk_widget_class_bind_template_child (widget_class, TodokuSenderList, arrow);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
todoku_sender_list_init (TodokuSenderList *self)
{
  self->published = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header_row), GTK_ACCESSIBLE_STATE_EXPANDED,
                               FALSE, -1);
}
