// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "checkup/term.h"
#include "spf/repair.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TodokuSenderList
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GHashTable *published; /* TodokuSender → GPtrArray of its terms in the record, as they stand */

  /* Children */
  AdwExpanderRow *expander;
  GPtrArray *buttons; /* by the catalog's order; empty until the list is unfolded */
};

G_DEFINE_FINAL_TYPE (TodokuSenderList, todoku_sender_list, ADW_TYPE_BIN)

static void update (TodokuSenderList *self);

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
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  const char *note = todoku_catalog_text_get (&sender->note);
  const char *description = note != NULL ? note : "";

  if (g_hash_table_contains (self->published, sender))
    description = _ ("In your settings now");

  todoku_check_row_set_subtitle (row, description, NULL);
  gtk_check_button_set_active (button, is_enabled (self, sender));
}

static void
add_row (TodokuSenderList *self, const TodokuSender *sender)
{
  GtkWidget *button = gtk_check_button_new ();

  g_object_set_data (G_OBJECT (button), "sender", (gpointer) sender);
  g_signal_connect_object (button, "toggled", G_CALLBACK (sender_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->expander,
                            todoku_check_row_new (todoku_catalog_text_get (&sender->name), button));
  g_ptr_array_add (self->buttons, button);
}

// Most people never unfold the list: the rows are made when they do.
static void
expanded_cb (TodokuSenderList *self)
{
  GPtrArray *senders = get_senders (self);

  if (self->buttons->len > 0 || !adw_expander_row_get_expanded (self->expander))
    return;

  for (guint i = 0; i < senders->len; i++)
    {
      add_row (self, g_ptr_array_index (senders, i));
      update_row (self, g_ptr_array_index (self->buttons, i));
    }
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

  adw_expander_row_set_subtitle (self->expander,
                                 names->len > 0
                                   ? names->str
                                   : _ ("Newsletters, shop systems, Google Workspace and so on. If "
                                        "there are none, leave it as it is."));
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

  g_clear_object (&self->session);
  g_clear_pointer (&self->published, g_hash_table_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);

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
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *expander =
    todoku_plain_row_new (ADW_TYPE_EXPANDER_ROW, _ ("Other services that send with this address"),
                          NULL);

  self->published = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->buttons = g_ptr_array_new ();
  self->expander = ADW_EXPANDER_ROW (expander);

  // Its header has the focus and opens it; the row around it would only be one more stop.
  gtk_widget_set_focusable (expander, FALSE);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), expander);
  adw_bin_set_child (ADW_BIN (self), group);
}
