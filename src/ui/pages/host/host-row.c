// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/host-row.h"

#include "config.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

struct _TodokuHostRow
{
  AdwActionRow parent_instance;

  /* Owned */
  char *id;
  char *subtitle;

  /* Children */
  GtkCheckButton *button;
  GtkLabel *mark;
};

G_DEFINE_FINAL_TYPE (TodokuHostRow, todoku_host_row, ADW_TYPE_ACTION_ROW)

static void
set_subtitle (TodokuHostRow *self, const char *subtitle)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : "");
}

// A screen reader stands on the button, and hears what the row says; its title names the button.
static void
describe (TodokuHostRow *self)
{
  const char *mark = gtk_label_get_text (self->mark);
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));
  g_autofree char *description = g_strdup_printf ("%s %s", mark, subtitle);

  todoku_accessible_set_description (GTK_WIDGET (self->button), g_strstrip (description));
}

TodokuHostRow *
todoku_host_row_new (const char *title, const char *subtitle, const char *id)
{
  TodokuHostRow *self = g_object_new (TODOKU_TYPE_HOST_ROW, NULL);

  self->id = g_strdup (id);
  self->subtitle = g_strdup (subtitle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  set_subtitle (self, subtitle);
  describe (self);

  return self;
}

const char *
todoku_host_row_get_id (TodokuHostRow *self)
{
  return self->id;
}

GtkCheckButton *
todoku_host_row_get_button (TodokuHostRow *self)
{
  return self->button;
}

static const char *
get_mark (const TodokuDetection *detection)
{
  if (detection->confidence == TODOKU_CONFIDENCE_NONE)
    return "";
  if (detection->confidence == TODOKU_CONFIDENCE_LOW)
    return C_ ("mail host", "Probably");

  return C_ ("mail host", "Found");
}

void
todoku_host_row_set_detection (TodokuHostRow *self,
                               const TodokuDetection *detection,
                               gboolean is_likeliest)
{
  const char *mark = is_likeliest ? get_mark (detection) : "";

  gtk_label_set_text (self->mark, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), *mark != '\0');
  set_subtitle (self, detection != NULL ? detection->reason : self->subtitle);
  describe (self);
}

static void
todoku_host_row_finalize (GObject *object)
{
  TodokuHostRow *self = TODOKU_HOST_ROW (object);

  g_free (self->id);
  g_free (self->subtitle);

  G_OBJECT_CLASS (todoku_host_row_parent_class)->finalize (object);
}

static void
todoku_host_row_class_init (TodokuHostRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = todoku_host_row_finalize;
}

/* Never reached. With a limit the labels ask for no more width than there is; without one, GTK asks
 * again for the width that the text needs in its height, and gets it wrong where Japanese and Latin
 * lines differ in height. */
#define LINES_MAX 12

static void
todoku_host_row_init (TodokuHostRow *self)
{
  self->button = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);

  self->mark = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (GTK_WIDGET (self->mark), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "mark");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), LINES_MAX);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), LINES_MAX);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->mark));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}
