// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/sections.h"

#include "checkup/instructions.h"
#include "checkup/wording.h"
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
  g_type_ensure (TODOKU_TYPE_COPY_BUTTON);
  g_type_ensure (TODOKU_TYPE_ROW_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/result/value-card.ui");
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear (GtkBox *box)
{
  GtkWidget *child = NULL;

  todoku_focus_leave (GTK_WIDGET (box));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
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
    gtk_box_append (self->records, todoku_value_label_new (current[i]));
}

gboolean
todoku_value_card_takes (const TodokuReport *report, const TodokuFinding *finding)
{
  return report->proposed != NULL && g_str_equal (finding->id, "refused-server-placed");
}

static void
warn_where_weak (TodokuValueCard *self, const TodokuMailHost *host)
{
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;

  if (host == NULL || !todoku_catalog_source_is_weak (&host->source))
    return;
  source = todoku_wording_source (&host->source);
  if (source == NULL)
    return;
  /* Translators: first the name of a company, then when its facts were checked. */
  text = g_strdup_printf (_ ("%s: %s"), todoku_catalog_text_get (&host->name), source);
  gtk_box_append (self->notes, todoku_sentence_label_new (text, NULL));
}

/* The web host, where mail is sent from there as well. */
static const TodokuMailHost *
get_other_sender (const TodokuReport *report)
{
  return report->collected->web_is_sender
             && report->collected->web.host != report->collected->mail.host
           ? report->collected->web.host
           : NULL;
}

/* What to know before the value is copied. */
static void
add_notes (TodokuValueCard *self, TodokuReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (todoku_value_card_takes (report, finding))
        gtk_box_append (self->notes, todoku_sentence_label_new (finding->message, NULL));
    }
  warn_where_weak (self, report->collected->mail.host);
  warn_where_weak (self, get_other_sender (report));
}

static void
update_notes (TodokuValueCard *self, TodokuReport *report, TodokuStandard standard)
{
  clear (self->notes);
  if (standard == TODOKU_STANDARD_SPF)
    add_notes (self, report);
  gtk_widget_set_visible (GTK_WIDGET (self->notes),
                          gtk_widget_get_first_child (GTK_WIDGET (self->notes)) != NULL);
}

/* What was open stays open. */
static void
update_pieces (TodokuValueCard *self, const TodokuInstructions *instructions)
{
  GPtrArray *rows = todoku_row_group_get_rows (self->pieces);
  gboolean expanded = rows->len > 0 && adw_expander_row_get_expanded (rows->pdata[0]);

  todoku_row_group_clear (self->pieces);
  if (instructions != NULL)
    todoku_row_group_add (self->pieces,
                          todoku_pieces_row_new ((const char *const *) instructions->strings));
  if (rows->len > 0)
    adw_expander_row_set_expanded (rows->pdata[0], expanded);
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
  for (guint i = 0; i < host->notes->len; i++)
    {
      const TodokuCatalogNote *note = g_ptr_array_index (host->notes, i);

      todoku_row_group_add_text (group, todoku_catalog_text_get (&note->text));
    }
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
  const TodokuMailHost *web = get_other_sender (report);
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
