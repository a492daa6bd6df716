// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "catalog/template.h"
#include "spf/repair.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TodokuFieldRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  TodokuSession *session;
  char *key; /* of the session's value; two hosts may have placeholders of one name */

  /* Borrowed */
  const TodokuCatalogPlaceholder *placeholder;

  /* Template widgets */
  GtkLabel *title_label;
  GtkEntry *entry;
  GtkLabel *error_label;
  GtkLabel *help_label;
};

G_DEFINE_FINAL_TYPE (TodokuFieldRow, todoku_field_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_text (TodokuFieldRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
set_error (TodokuFieldRow *self, const char *message)
{
  todoku_accessible_set_error (GTK_WIDGET (self->entry), self->error_label, message);
}

static char *
find_fault (TodokuFieldRow *self)
{
  const char *text = get_text (self);
  const TodokuCatalogPlaceholder *placeholder = self->placeholder;

  if (placeholder == NULL && *text == '\0')
    return g_strdup (_ ("Without a company or its value, no new value can be made. If you have "
                        "neither, ask with the message above."));
  if (placeholder == NULL)
    return todoku_spf_text_resembles_record (text, strlen (text))
             ? NULL
             : g_strdup (_ ("Please paste the whole value that starts with “v=spf1”, for example "
                            "v=spf1 include:spf.provider.example ~all."));

  g_autofree char *value = todoku_catalog_placeholder_normalize (placeholder, text);
  const char *label = todoku_catalog_text_get (&placeholder->label);

  if (value != NULL)
    return NULL;
  if (placeholder->example == NULL)
    // Translators: the argument is what a field asks for.
    return g_strdup_printf (_ ("Please enter the %s that your email provider gives you."), label);

  /* Translators: the first %s is what a field asks for, the second an example */
  return g_strdup_printf (
    _ ("Please enter the %s that your email provider gives you, for example %s."), label,
    placeholder->example);
}

static void
entry_activated_cb (TodokuFieldRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);
}

static void
entry_changed_cb (TodokuFieldRow *self)
{
  const char *text = get_text (self);

  set_error (self, NULL);
  if (self->placeholder != NULL)
    {
      g_autofree char *value = todoku_catalog_placeholder_normalize (self->placeholder, text);

      todoku_session_set_value (self->session, self->key, value);
    }
  else
    {
      todoku_session_set_own_value (self->session, *text != '\0' ? text : NULL);
    }
}

static void
entry_left_cb (TodokuFieldRow *self)
{
  g_autofree char *fault = find_fault (self);

  if (fault != NULL && *get_text (self) != '\0')
    set_error (self, fault);
}

static void
set_words (TodokuFieldRow *self, const char *title, const char *help, const char *example)
{
  /* Translators: %s is an example of what to type into a field */
  g_autofree char *hint = g_strdup_printf (_ ("e.g. %s"), example);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->help_label, help != NULL ? help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help_label), help != NULL && *help != '\0');
  gtk_entry_set_placeholder_text (self->entry, example != NULL ? hint : NULL);
}

TodokuFieldRow *
todoku_field_row_new (TodokuSession *session,
                      const TodokuMailHost *host,
                      const TodokuCatalogPlaceholder *placeholder)
{
  TodokuFieldRow *self = g_object_new (TODOKU_TYPE_FIELD_ROW, NULL);
  const char *text = NULL;

  self->session = g_object_ref (session);
  self->placeholder = placeholder;
  if (placeholder != NULL)
    {
      self->key = g_strconcat (host->id, ".", placeholder->key, NULL);
      set_words (self, todoku_catalog_text_get (&placeholder->label),
                 todoku_catalog_text_get (&placeholder->where), placeholder->example);
      text = todoku_session_get_value (session, self->key);
    }
  else
    {
      set_words (self, _ ("SPF value of your email provider"),
                 _ ("Search its help pages for “SPF”. The value starts with “v=spf1”."),
                 "v=spf1 include:spf.provider.example ~all");
      text = todoku_session_get_choices (session)->value;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);

  return self;
}

const TodokuCatalogPlaceholder *
todoku_field_row_get_placeholder (TodokuFieldRow *self)
{
  return self->placeholder;
}

gboolean
todoku_field_row_check (TodokuFieldRow *self)
{
  g_autofree char *fault = find_fault (self);

  if (fault == NULL)
    return TRUE;

  set_error (self, fault);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  todoku_focus_scroll_to (GTK_WIDGET (self));

  return FALSE;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TODOKU_FIELD_ROW (widget)->entry));
}

static void
todoku_field_row_finalize (GObject *object)
{
  TodokuFieldRow *self = TODOKU_FIELD_ROW (object);

  g_clear_object (&self->session);
  g_free (self->key);

  G_OBJECT_CLASS (todoku_field_row_parent_class)->finalize (object);
}

static void
todoku_field_row_class_init (TodokuFieldRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = todoku_field_row_finalize;
  widget_class->grab_focus = grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/pages/host/field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, error_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuFieldRow, help_label);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
}

static void
todoku_field_row_init (TodokuFieldRow *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
