// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "checkup/term.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuSenderList
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;

  /* Borrowed: children */
  TodokuActionRow *header_row; /* below it a row for each service, in the catalog's order */
  GtkImage *arrow;
};

G_DEFINE_FINAL_TYPE (TodokuSenderList, todoku_sender_list, ADW_TYPE_BIN)

static void update (TodokuSenderList *self);

static GtkListBox *
get_list (TodokuSenderList *self)
{
  return GTK_LIST_BOX (adw_bin_get_child (ADW_BIN (self)));
}

// NULL past the last, and as long as the list is folded.
static GtkListBoxRow *
get_row (TodokuSenderList *self, guint index)
{
  return gtk_list_box_get_row_at_index (get_list (self), (int) index + 1);
}

static GPtrArray *
get_senders (TodokuSenderList *self)
{
  return todoku_session_get_catalog (self->session)->senders;
}

static gboolean
is_published (TodokuSenderList *self, const TodokuSender *sender)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  return report != NULL && g_ptr_array_find (report->collected->senders, sender, NULL);
}

// What stands for @sender in the published record.
static GPtrArray *
list_terms (TodokuSenderList *self, const TodokuSender *sender)
{
  GPtrArray *terms = g_ptr_array_new_with_free_func (g_free);
  const TodokuCollected *collected = todoku_session_get_report (self->session)->collected;

  for (guint i = 0; collected->repaired[i] != NULL; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (collected->repaired[i], -1);

      for (guint j = 0; j < todoku_spf_record_get_n_terms (record); j++)
        {
          const TodokuSpfTerm *term = todoku_spf_record_get_term (record, j);

          if (todoku_term_find_sender (collected->catalog, term) == sender)
            g_ptr_array_add (terms, g_strdup (term->text));
        }
    }

  return terms;
}

// Several terms of one service stay or go together.
static gboolean
is_enabled (TodokuSenderList *self, const TodokuSender *sender)
{
  g_autoptr (GPtrArray) terms = NULL;

  if (todoku_session_get_sender_enabled (self->session, sender->id))
    return TRUE;
  if (!is_published (self, sender))
    return FALSE;

  terms = list_terms (self, sender);

  return terms->len > 0 && !todoku_session_get_unwanted (self->session, terms->pdata[0]);
}

static void
set_enabled (TodokuSenderList *self, const TodokuSender *sender, gboolean enabled)
{
  gboolean published = is_published (self, sender);
  g_autoptr (GPtrArray) terms = published ? list_terms (self, sender) : g_ptr_array_new ();

  // A tick given before the record was known would keep what is to go.
  todoku_session_set_sender_enabled (self->session, sender->id, enabled && !published);
  for (guint i = 0; i < terms->len; i++)
    todoku_session_set_unwanted (self->session, terms->pdata[i], !enabled);
}

static void
update_row (TodokuSenderList *self, guint index)
{
  const TodokuSender *sender = get_senders (self)->pdata[index];
  TodokuActionRow *row = TODOKU_ACTION_ROW (get_row (self, index));
  GtkWidget *button = todoku_action_row_get_activatable_widget (row);

  todoku_action_row_set_subtitle (row, is_published (self, sender)
                                         ? _ ("In your settings now")
                                         : todoku_catalog_text_get (&sender->note));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), is_enabled (self, sender));
}

static void
sender_toggled_cb (TodokuSenderList *self, GtkCheckButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  gboolean active = gtk_check_button_get_active (button);
  const TodokuSender *sender = index > 0 ? get_senders (self)->pdata[index - 1] : NULL;

  if (sender == NULL || active == is_enabled (self, sender))
    return;

  set_enabled (self, sender, active);
  update (self);
}

static void
add_row (TodokuSenderList *self, const TodokuSender *sender)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *row = todoku_action_row_new (todoku_catalog_text_get (&sender->name), NULL);

  todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row), button);
  todoku_action_row_set_activatable_widget (TODOKU_ACTION_ROW (row), button);
  gtk_list_box_append (get_list (self), row);
  g_signal_connect_object (button, "toggled", G_CALLBACK (sender_toggled_cb), self,
                           G_CONNECT_SWAPPED);
}

// Most people never unfold the list: the rows are made when they do.
static void
set_expanded (TodokuSenderList *self, gboolean expanded)
{
  GPtrArray *senders = get_senders (self);

  for (guint i = 0; expanded && i < senders->len; i++)
    {
      add_row (self, senders->pdata[i]);
      update_row (self, i);
    }
  while (!expanded && get_row (self, 0) != NULL)
    gtk_list_box_remove (get_list (self), GTK_WIDGET (get_row (self, 0)));
  gtk_image_set_from_icon_name (self->arrow, expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->header_row), GTK_ACCESSIBLE_STATE_EXPANDED,
                               expanded, -1);
}

static void
row_activated_cb (TodokuSenderList *self, GtkListBoxRow *row)
{
  if (!todoku_action_row_activate (row))
    set_expanded (self, get_row (self, 0) == NULL);
}

// What was opened was opened for the domain before.
static void
fold (TodokuSenderList *self)
{
  set_expanded (self, FALSE);
}

static void
update_summary (TodokuSenderList *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *senders = get_senders (self);

  todoku_list_foreach (const TodokuSender, sender, senders)
    {
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
  for (guint i = 0; get_row (self, i) != NULL; i++)
    update_row (self, i);
  update_summary (self);
}

void
todoku_sender_list_set_session (TodokuSenderList *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::report", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::domain", G_CALLBACK (fold), self, G_CONNECT_SWAPPED);
  fold (self);
  update (self);
}

static void
todoku_sender_list_dispose (GObject *object)
{
  TodokuSenderList *self = TODOKU_SENDER_LIST (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (todoku_sender_list_parent_class)->dispose (object);
}

static void
todoku_sender_list_class_init (TodokuSenderListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = todoku_sender_list_dispose;
}

static void
todoku_sender_list_init (TodokuSenderList *self)
{
  const char *title = _ ("Other services that send with this address");
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  "selection-mode", GTK_SELECTION_NONE, NULL);

  self->arrow = GTK_IMAGE (gtk_image_new ());
  self->header_row = TODOKU_ACTION_ROW (todoku_action_row_new (title, NULL));
  todoku_action_row_set_suffix (self->header_row, GTK_WIDGET (self->arrow));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->header_row));
  gtk_widget_add_css_class (list, "boxed-list");
  todoku_accessible_set_label (list, title);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  adw_bin_set_child (ADW_BIN (self), list);
}
