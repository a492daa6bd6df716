// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/report-sections.h"

#include "checkup/instructions.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

struct _TodokuValueCard
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *now_title;
  GtkBox *records;
  GtkWidget *after;
  GtkLabel *after_title;
  GtkLabel *proposed;
  GtkBox *notes;
  TodokuCopyButton *copy_button;
  TodokuRowGroup *pieces;
};

G_DEFINE_FINAL_TYPE (TodokuValueCard, todoku_value_card, ADW_TYPE_BIN)

static gboolean
todoku_value_card_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return todoku_focus_move_by_tab (widget, direction);

  return GTK_WIDGET_CLASS (todoku_value_card_parent_class)->focus (widget, direction);
}

static void
todoku_value_card_class_init (TodokuValueCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = todoku_value_card_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/widgets/value-card.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, now_title);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, records);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, after);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, after_title);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, proposed);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, notes);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, copy_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuValueCard, pieces);
}

static void
todoku_value_card_init (TodokuValueCard *self)
{
  todoku_template_init (GTK_WIDGET (self));
}

static void
clear (GtkBox *box)
{
  GtkWidget *child = NULL;

  todoku_focus_leave (GTK_WIDGET (box));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* What the parts of the change name the records by. */
static GtkWidget *
number_label_new (guint number)
{
  /* Translators: %u is the number of one of several SPF records. */
  g_autofree char *text = g_strdup_printf (_ ("Record %u"), number);

  return todoku_sentence_label_new (text, "secondary");
}

static void
update_now (TodokuValueCard *self, TodokuStandard standard, char **current)
{
  guint n_records = g_strv_length (current);
  // Translators: the argument is SPF or DMARC.
  g_autofree char *none =
    g_strdup_printf (_ ("No %s record"), todoku_standard_get_label (standard));

  /* Translators: %u is two or more. */
  g_autofree char *several =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "Current value: %u record, but only one is allowed",
                                  "Current values: %u records, but only one is allowed", n_records),
                     n_records);

  clear (self->records);
  gtk_label_set_text (self->now_title, n_records > 1 ? several : _ ("Current value"));
  if (n_records == 0)
    gtk_box_append (self->records, todoku_sentence_label_new (none, NULL));
  for (guint i = 0; i < n_records; i++)
    {
      if (n_records > 1)
        gtk_box_append (self->records, number_label_new (i + 1));
      gtk_box_append (self->records, todoku_value_label_new (current[i]));
    }
}

static void
update_notes (TodokuValueCard *self, TodokuReport *report, TodokuStandard standard)
{
  g_auto (GStrv) cautions =
    standard == TODOKU_STANDARD_SPF ? todoku_report_list_cautions (report) : NULL;

  clear (self->notes);
  for (guint i = 0; cautions != NULL && cautions[i] != NULL; i++)
    gtk_box_append (self->notes, todoku_sentence_label_new (cautions[i], NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->notes), cautions != NULL && cautions[0] != NULL);
}

static void
update_pieces (TodokuValueCard *self, const TodokuInstructions *instructions)
{
  todoku_row_group_clear (self->pieces);
  if (instructions != NULL)
    todoku_row_group_add (self->pieces,
                          todoku_pieces_row_new ((const char *const *) instructions->strings));
}

void
todoku_value_card_set_report (TodokuValueCard *self, TodokuReport *report, TodokuStandard standard)
{
  const TodokuStandardReport found = todoku_report_get_standard (report, standard);
  gboolean by_switch = standard == TODOKU_STANDARD_SPF && report->verdict == TODOKU_VERDICT_SWITCH;

  update_now (self, standard, found.current);
  update_notes (self, report, standard);
  gtk_widget_set_visible (self->after, found.proposed != NULL);
  gtk_label_set_text (self->after_title, by_switch
                                           ? _ ("What the control panel will publish automatically")
                                           : _ ("New value (to copy)"));
  todoku_code_label_set_text (self->proposed, found.proposed);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_button), !by_switch);
  todoku_copy_button_set_text (self->copy_button, found.proposed);
  update_pieces (self, by_switch ? NULL : found.instructions);
}

GtkWidget *
todoku_value_card_get_copy_button (TodokuValueCard *self)
{
  return GTK_WIDGET (self->copy_button);
}

void
todoku_value_card_unselect (TodokuValueCard *self)
{
  gtk_label_select_region (self->proposed, 0, 0);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->records)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_label_select_region (GTK_LABEL (child), 0, 0);
}

static void
add_host (TodokuRowGroup *group, const TodokuMailHost *host, const char *about)
{
  todoku_list_foreach (const TodokuCatalogNote, note, host->notes)
    todoku_row_group_add_text (group, todoku_catalog_text_get (&note->text));
  todoku_row_group_add (group, todoku_source_note_new (about, &host->source, NULL));
}

static char *
describe_hosts (const char *name, const char *web_name)
{
  if (name != NULL && web_name != NULL)
    /* Translators: both arguments are names of companies. */
    return g_strdup_printf (_ ("About the values of %s and %s"), name, web_name);

  /* Translators: %s is the name of a company. */
  return g_strdup_printf (_ ("About the value of %s"), name != NULL ? name : web_name);
}

void
todoku_value_card_show_hosts (TodokuRowGroup *group, const TodokuReport *report)
{
  const TodokuMailHost *host = report->collected->mail.host;
  const TodokuMailHost *web = todoku_collected_get_other_sender (report->collected);
  const char *name = host != NULL ? todoku_catalog_text_get (&host->name) : NULL;
  const char *web_name = web != NULL ? todoku_catalog_text_get (&web->name) : NULL;
  g_autofree char *title = NULL;

  todoku_row_group_clear (group);
  if ((host == NULL && web == NULL) || report->proposed == NULL)
    return;

  title = describe_hosts (name, web_name);
  todoku_row_group_set_title (group, title);
  if (host != NULL)
    add_host (group, host, web != NULL ? name : NULL);
  if (web != NULL)
    add_host (group, web, host != NULL ? web_name : NULL);
}
