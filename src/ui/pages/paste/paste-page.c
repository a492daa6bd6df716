// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "checkup/instructions.h"
#include "checkup/print.h"
#include "ui/browser.h"
#include "ui/mail-program.h"
#include "ui/page.h"
#include "ui/print.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
#include "ui/widgets/instructions.h"
#include "ui/widgets/mnemonic-button.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Where the value goes and how: the company that serves the zone, its steps, each field ready to
// copy, and the old value to go back to. Left out of the flow where nothing is to be pasted.
#define TODOKU_TYPE_PASTE_PAGE (todoku_paste_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuPastePage, todoku_paste_page, TODOKU, PASTE_PAGE, TodokuPage)

struct _TodokuPastePage
{
  TodokuPage parent_instance;

  /* Owned */
  TodokuReport *shown; /* nullable */

  /* Template */
  TodokuHead *head;
  GtkLinkButton *page_link;
  TodokuRowGroup *about;
  TodokuRowGroup *ways;
  TodokuRowGroup *dangers;
  TodokuRowGroup *steps;
  TodokuRowGroup *by_hand;
  TodokuRowGroup *fields;
  TodokuRowGroup *traps;
  TodokuRowGroup *assurances;
  TodokuRowGroup *old_values;
  TodokuRowGroup *source;
};

G_DEFINE_FINAL_TYPE (TodokuPastePage, todoku_paste_page, TODOKU_TYPE_PAGE)

static const TodokuInstructions *
get_instructions (TodokuPastePage *self)
{
  TodokuReport *report = todoku_page_get_report (self);

  return report != NULL
           ? todoku_report_get_standard (report, todoku_page_get_standard (self)).instructions
           : NULL;
}

// Where the panel does it, what would be pasted by hand is folded away.
static gboolean
is_switch (TodokuPastePage *self)
{
  const TodokuInstructions *instructions = get_instructions (self);

  if (todoku_page_get_standard (self) == TODOKU_STANDARD_SPF)
    return instructions != NULL && todoku_page_get_report (self)->verdict == TODOKU_VERDICT_SWITCH;

  return instructions != NULL && instructions->steps_by_hand[0] != NULL;
}

// What is not sooner typed.
static gboolean
is_to_be_copied (const TodokuInstructionsField *field)
{
  return field->value != NULL && strlen (field->value) > strlen ("TXT");
}

// Where a step has the value with its button, and nothing else is to be copied, the fields only say
// again what the steps do.
static gboolean
steps_say_all (const TodokuInstructions *instructions)
{
  const char *value = instructions->value;
  gboolean has_value = FALSE;

  if (instructions->strings != NULL && g_strv_length (instructions->strings) > 1)
    return FALSE;
  for (guint i = 0; instructions->line == NULL && i < instructions->fields->len; i++)
    {
      const TodokuInstructionsField *field = instructions->fields->pdata[i];

      if (is_to_be_copied (field) && g_strcmp0 (field->value, value) != 0)
        return FALSE;
    }
  for (guint i = 0; value != NULL && instructions->steps[i] != NULL; i++)
    has_value |= strstr (instructions->steps[i], value) != NULL;

  return has_value;
}

static void
update_steps (TodokuPastePage *self, const TodokuInstructions *instructions)
{
  gboolean has_way_by_hand = instructions->steps_by_hand[0] != NULL;

  todoku_texts_show (self->ways, instructions->ways);
  todoku_row_group_set_description (self->steps, has_way_by_hand ? NULL : instructions->change);
  todoku_steps_show (self->steps, instructions->steps, instructions->value);
  todoku_row_group_set_description (self->by_hand, instructions->change);
  todoku_steps_show (self->by_hand, instructions->steps_by_hand, instructions->value);
  todoku_fields_show (self->fields, instructions);
  todoku_row_group_set_folds (self->fields, is_switch (self) || steps_say_all (instructions));
  todoku_texts_show (self->assurances, instructions->assurances);
}

static void
update_old_values (TodokuPastePage *self, TodokuReport *report)
{
  char **current = todoku_report_get_standard (report, todoku_page_get_standard (self)).current;
  guint n_records = g_strv_length (current);

  todoku_row_group_clear (self->old_values);
  for (guint i = 0; i < n_records; i++)
    {
      /* Translators: %u counts several records. */
      g_autofree char *numbered = g_strdup_printf (_ ("Current value %u"), i + 1);

      todoku_row_group_add (self->old_values,
                            todoku_value_row_new (n_records > 1 ? numbered : _ ("Current value"),
                                                  current[i]));
    }
}

static GtkWidget *
message_row_new (TodokuReport *report, TodokuStandard standard)
{
  g_autofree char *message = todoku_instructions_write_message (report, standard);
  const char *text = _ ("You can send them a message with all the values.");
  GtkWidget *row = todoku_expander_row_new (_ ("If Someone Else Manages Your Website"), NULL);
  GtkWidget *texts = todoku_texts_new ();
  GtkWidget *mail_button =
    g_object_new (TODOKU_TYPE_MNEMONIC_BUTTON, "label", _ ("Write It as an E_mail…"), "action-name",
                  "instructions.mail", "halign", GTK_ALIGN_START, NULL);

  gtk_widget_set_name (row, "message");
  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (text, NULL));
  gtk_box_append (GTK_BOX (texts),
                  g_object_new (TODOKU_TYPE_COPY_BUTTON, "caption", _ ("Copy a Message to Them"),
                                "what", _ ("message with all values"), "text", message, "halign",
                                GTK_ALIGN_START, NULL));
  gtk_box_append (GTK_BOX (texts), mail_button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            todoku_spoken_row_new (todoku_row_content_new (NULL, texts, NULL),
                                                   text));

  return row;
}

// Where it is not known whose they are, the place names them.
static GtkWidget *
name_servers_row_new (const TodokuCollected *collected)
{
  g_autofree char *servers = g_strjoinv ("\n", collected->name_servers);
  GtkWidget *row = NULL;

  if (collected->dns_provider == NULL || *servers == '\0')
    return NULL;

  row = todoku_expander_row_new (_ ("The Domain’s Name Servers"), NULL);
  gtk_widget_set_name (row, "name-servers");
  adw_expander_row_add_row (
    ADW_EXPANDER_ROW (row),
    todoku_spoken_row_new (todoku_sentence_label_new (servers, "row-content"), servers));

  return row;
}

// To where the steps begin, or else to the company's help.
static void
update_page_link (TodokuPastePage *self, const TodokuInstructions *instructions)
{
  gboolean has_panel = instructions->sign_in != NULL;
  const char *url = has_panel ? instructions->sign_in : instructions->source_url;
  gboolean has_page = url != NULL && g_str_has_prefix (url, "https://");

  gtk_button_set_label (GTK_BUTTON (self->page_link),
                        has_panel ? _ ("Open the Control Panel") : _ ("Open the Company’s Page"));
  todoku_button_wrap (GTK_BUTTON (self->page_link));
  gtk_widget_set_visible (GTK_WIDGET (self->page_link), has_page);
  gtk_link_button_set_uri (self->page_link, has_page ? url : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->page_link), url);
}

// What is to be known before the steps, in a line each.
static void
update_about (TodokuPastePage *self, TodokuReport *report, const TodokuInstructions *instructions)
{
  todoku_row_group_clear (self->about);
  todoku_row_group_add_text (self->about, instructions->wait);
  todoku_row_group_add (self->about, message_row_new (report, todoku_page_get_standard (self)));
  todoku_row_group_add (self->about, name_servers_row_new (report->collected));
  update_page_link (self, instructions);
}

// Who hears the page is not led past what is to be read first.
static void
focus_first (TodokuPastePage *self)
{
  todoku_row_group_focus_first (gtk_widget_get_visible (GTK_WIDGET (self->dangers)) ? self->dangers
                                                                                    : self->steps);
}

static void
todoku_paste_page_update (TodokuPage *page)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);
  const TodokuInstructions *instructions = get_instructions (self);
  gboolean had_focus = todoku_focus_is_within (GTK_WIDGET (self));

  if (report == self->shown)
    return;

  g_clear_pointer (&self->shown, todoku_report_unref);
  if (instructions == NULL)
    return;

  self->shown = todoku_report_ref (report);
  todoku_head_set_words (self->head, instructions->target, instructions->place);
  update_about (self, report, instructions);
  update_steps (self, instructions);
  todoku_traps_show (self->dangers, instructions->dangers);
  todoku_traps_show (self->traps, instructions->traps);
  update_old_values (self, report);
  todoku_instructions_source_show (self->source, instructions);
  if (had_focus && !todoku_focus_is_within (GTK_WIDGET (self)))
    focus_first (self);
}

/* Of a domain that is known nothing is to be pasted unless a report says so. */
static gboolean
is_needed (TodokuPastePage *self)
{
  return todoku_page_get_report (self) != NULL
           ? get_instructions (self) != NULL
           : todoku_session_get_domain (todoku_page_get_session (self)) == NULL;
}

// The company that signs makes the key, unless it is there already and only its text is changed.
static gboolean
is_switched_on (TodokuPastePage *self)
{
  const TodokuInstructions *instructions = get_instructions (self);

  return is_switch (self)
         || (todoku_page_get_standard (self) == TODOKU_STANDARD_DKIM
             && (instructions == NULL || instructions->value == NULL));
}

// Who comes back to it when the record is live can go on again.
static void
todoku_paste_page_describe (TodokuPage *page, TodokuPageState *state)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (page);
  gboolean by_switch = is_switched_on (self);

  state->title = by_switch ? _ ("How to Switch It On") : _ ("Where to Paste It");
  state->next_label = by_switch ? _ ("I Have _Switched It On") : _ ("I Have _Saved It");
  state->needed = is_needed (self);
  state->complete = todoku_page_get_report (self) != NULL
                    && (state->needed
                        || todoku_session_is_monitored (todoku_page_get_session (self),
                                                        todoku_page_get_standard (self)));
}

// She says that it is saved.
static gboolean
todoku_paste_page_apply (TodokuPage *page)
{
  todoku_session_start_monitor (todoku_page_get_session (page), todoku_page_get_standard (page));

  return TRUE;
}

static void
todoku_paste_page_finalize (GObject *object)
{
  g_clear_pointer (&TODOKU_PASTE_PAGE (object)->shown, todoku_report_unref);

  G_OBJECT_CLASS (todoku_paste_page_parent_class)->finalize (object);
}

/* The instructions of what is shown now; NULL where there is nothing to paste. */
static GPtrArray *
instructions_new (TodokuPastePage *self)
{
  TodokuReport *report = todoku_page_get_report (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return report != NULL
           ? todoku_instructions_list_blocks (report, todoku_page_get_standard (self), now)
           : NULL;
}

// In a browser nothing can be copied: all of it is in the terminal, too.
static void
todoku_paste_page_shown (TodokuPage *page)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (page);
  g_autoptr (GPtrArray) instructions =
    todoku_browser_shows (GTK_WIDGET (page)) ? instructions_new (self) : NULL;

  focus_first (self);
  if (instructions != NULL)
    todoku_browser_print_paper (instructions);
}

static void
save_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (widget);
  g_autoptr (GPtrArray) instructions = instructions_new (self);

  if (instructions != NULL)
    todoku_print_save_pdf (widget, instructions, todoku_page_get_report (self)->domain);
}

static void
print_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GPtrArray) instructions = instructions_new (self);

  if (instructions != NULL && GTK_IS_WINDOW (root))
    todoku_print (GTK_WINDOW (root), instructions, todoku_page_get_report (self)->domain);
}

static void
mail_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *parameter G_GNUC_UNUSED)
{
  TodokuPastePage *self = TODOKU_PASTE_PAGE (widget);
  TodokuReport *report = todoku_page_get_report (self);
  g_autofree char *uri =
    report != NULL ? todoku_instructions_make_mailto (report, todoku_page_get_standard (self))
                   : NULL;

  if (uri != NULL)
    todoku_mail_program_open (widget, uri);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "instructions.mail", NULL, mail_cb);
  gtk_widget_class_install_action (widget_class, "instructions.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "instructions.print", NULL, print_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "instructions.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "instructions.print", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/paste/paste-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, page_link);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, about);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, steps);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, by_hand);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, ways);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, dangers);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, fields);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, traps);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, assurances);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, old_values);
  gtk_widget_class_bind_template_child (widget_class, TodokuPastePage, source);
}

static void
todoku_paste_page_class_init (TodokuPastePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = todoku_paste_page_finalize;
  page_class->describe = todoku_paste_page_describe;
  page_class->update = todoku_paste_page_update;
  page_class->shown = todoku_paste_page_shown;
  page_class->apply = todoku_paste_page_apply;
  add_actions (widget_class);
  bind_template (widget_class);
}

static void
todoku_paste_page_init (TodokuPastePage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
