// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/finding-row.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row-content.h"

#include <glib/gi18n-lib.h>

struct _TodokuFindingRow
{
  AdwPreferencesRow parent_instance;

  /* Borrowed */
  GtkBox *texts;
  GtkWidget *severity;
};

G_DEFINE_FINAL_TYPE (TodokuFindingRow, todoku_finding_row, ADW_TYPE_PREFERENCES_ROW)

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [TODOKU_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  [TODOKU_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [TODOKU_SEVERITY_NOTE] = { "dialog-information-symbolic", "accent" },
};

static void
todoku_finding_row_class_init (TodokuFindingRowClass *klass G_GNUC_UNUSED)
{
}

static void
todoku_finding_row_init (TodokuFindingRow *self)
{
  self->texts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

static GtkWidget *
icon_new (TodokuSeverity severity)
{
  GtkWidget *icon =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                  looks[severity].icon_name, NULL);

  gtk_widget_add_css_class (icon, looks[severity].css_class);
  return icon;
}

static void
set_spoken (TodokuFindingRow *self, const TodokuFinding *finding)
{
  /* Translators: read aloud. First "Error", "Warning" or "Note", then what was found. */
  g_autofree char *spoken =
    g_strdup_printf (_ ("%s: %s"), todoku_wording_severity (finding->severity), finding->message);

  todoku_accessible_set_label (GTK_WIDGET (self), spoken);
}

GtkWidget *
todoku_finding_row_new (const TodokuFinding *finding)
{
  TodokuFindingRow *self = g_object_new (TODOKU_TYPE_FINDING_ROW, NULL);
  GtkWidget *content =
    todoku_row_content_new (icon_new (finding->severity), GTK_WIDGET (self->texts), NULL);

  self->severity =
    todoku_sentence_label_new (todoku_wording_severity (finding->severity), "caption-heading");
  gtk_box_append (self->texts, self->severity);
  gtk_box_append (self->texts, todoku_sentence_label_new (finding->message, NULL));
  if (finding->term != NULL)
    gtk_box_append (self->texts, todoku_code_label_new (finding->term));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), content);
  set_spoken (self, finding);
  return GTK_WIDGET (self);
}

/* Above what can be chosen the word “Note” says nothing. */
static void
append_check (TodokuFindingRow *self, GtkWidget *check, const char *spoken)
{
  gtk_widget_set_visible (self->severity, FALSE);
  gtk_box_append (self->texts, check);
  todoku_accessible_set_label (check, spoken);
}

GtkCheckButton *
todoku_finding_row_add_check (TodokuFindingRow *self, const char *term)
{
  GtkWidget *check = gtk_check_button_new_with_label (_ ("Take this part out"));
  g_autofree char *visible = todoku_wording_make_visible (term);
  /* Translators: read aloud for a check button; %s is a part of the SPF record. */
  g_autofree char *spoken = g_strdup_printf (_ ("Take %s out"), visible);

  gtk_widget_set_halign (check, GTK_ALIGN_START);
  append_check (self, check, spoken);
  return GTK_CHECK_BUTTON (check);
}

GtkCheckButton *
todoku_finding_row_add_choice (TodokuFindingRow *self, const char *label)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), todoku_sentence_label_new (label, NULL));
  append_check (self, check, label);
  return GTK_CHECK_BUTTON (check);
}
