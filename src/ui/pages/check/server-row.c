// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/check/server-row.h"

#include "propagation/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"

#include <glib/gi18n-lib.h>

struct _TodokuServerRow
{
  AdwPreferencesRow parent_instance;

  /* Children */
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *value;
  GtkLabel *sentence;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (TodokuServerRow, todoku_server_row, ADW_TYPE_PREFERENCES_ROW)

// A sign for each state, and its colour; the words beside it say the same.
static const struct
{
  const char *icon;
  const char *css_class;
} signs[] = {
  [TODOKU_PROPAGATION_PENDING] = { "content-loading-symbolic", "dim-label" },
  [TODOKU_PROPAGATION_NEW] = { "emblem-ok-symbolic", "success" },
  [TODOKU_PROPAGATION_OLD] = { "document-open-recent-symbolic", "dim-label" },
  [TODOKU_PROPAGATION_OTHER] = { "dialog-warning-symbolic", "warning" },
  [TODOKU_PROPAGATION_MISSING] = { "list-remove-symbolic", "warning" },
  [TODOKU_PROPAGATION_DELETED] = { "list-remove-symbolic", "warning" },
  [TODOKU_PROPAGATION_ERROR] = { "dialog-question-symbolic", "dim-label" },
};

TodokuServerRow *
todoku_server_row_new (void)
{
  return g_object_new (TODOKU_TYPE_SERVER_ROW, "activatable", FALSE, NULL);
}

static void
set_icon (TodokuServerRow *self, TodokuPropagationState state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), signs[i].css_class);
  gtk_image_set_from_icon_name (self->icon, signs[state].icon);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), signs[state].css_class);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

// Read aloud as a whole; the countdown is left out, else it would be read each second.
static void
set_spoken (TodokuServerRow *self, const char *name, const char *state, const char *sentence)
{
  /* Translators: read aloud: a DNS server, then what it says of the record. */
  g_autofree char *head = g_strdup_printf (_ ("%s: %s."), name, state);
  g_autofree char *spoken = g_strjoin (" ", head, sentence, NULL);

  todoku_accessible_set_label (GTK_WIDGET (self), spoken);
}

void
todoku_server_row_set_server (TodokuServerRow *self,
                              const TodokuPropagation *propagation,
                              const TodokuPropagationServer *server)
{
  g_autofree char *name = todoku_propagation_server_name (server);
  g_autofree char *sentence = todoku_propagation_server_sentence (propagation, server);
  const char *state = todoku_propagation_state_label (server->state);
  gboolean has_value = server->values[0] != NULL && server->state != TODOKU_PROPAGATION_NEW;

  set_icon (self, server->state);
  set_text (self->name, name);
  set_text (self->state, state);
  if (has_value)
    todoku_code_label_set_text (self->value, server->values[0]);
  gtk_widget_set_visible (GTK_WIDGET (self->value), has_value);
  set_text (self->sentence, sentence);
  todoku_server_row_set_time (self, server);
  set_spoken (self, name, state, sentence);
}

void
todoku_server_row_set_time (TodokuServerRow *self, const TodokuPropagationServer *server)
{
  gint64 left = todoku_propagation_get_seconds_left (server, g_get_monotonic_time ());
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (left > 0 && server->state != TODOKU_PROPAGATION_NEW)
    {
      time = todoku_propagation_time_left (left);
      /* Translators: %s is a time as "3 min 20 s". */
      text = g_strdup_printf (_ ("This answer can be remembered for another %s."), time);
    }
  set_text (self->time, text);
}

static GtkLabel *
append_label (GtkWidget *box, GtkWidget *label)
{
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
todoku_server_row_class_init (TodokuServerRowClass *class G_GNUC_UNUSED)
{
}

static void
todoku_server_row_init (TodokuServerRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->icon =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->name = append_label (texts, todoku_sentence_label_new ("", "caption-heading"));
  self->state = append_label (texts, todoku_sentence_label_new ("", NULL));
  self->value = append_label (texts, todoku_code_label_new (""));
  self->sentence = append_label (texts, todoku_sentence_label_new ("", NULL));
  self->time = append_label (texts, todoku_sentence_label_new ("", "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self),
                              todoku_row_content_new (GTK_WIDGET (self->icon), texts, NULL));
}
