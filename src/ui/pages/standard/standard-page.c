// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "checkup/instructions.h"
#include "checkup/wording.h"
#include "ui/page.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
#include "ui/widgets/report-sections.h"
#include "ui/widgets/road.h"

#include <glib/gi18n-lib.h>

// What came of DKIM or DMARC: the verdict in one sentence, the keys or the value to copy, what else
// was found, and the one thing that only the person knows.
#define TODOKU_TYPE_STANDARD_PAGE (todoku_standard_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuStandardPage, todoku_standard_page, TODOKU, STANDARD_PAGE, TodokuPage)

// Long enough to wait for the end of what is being typed.
#define FOLLOW_DELAY_MS 500

struct _TodokuStandardPage
{
  TodokuPage parent_instance;

  guint follow_id;    /* what is being typed is about to be taken */
  gboolean is_behind; /* the value does not have yet what was taken */

  /* Template */
  GtkLabel *road;
  TodokuHead *head;
  TodokuValueCard *value_card;
  TodokuRowGroup *keys;
  TodokuRowGroup *diff;
  TodokuRowGroup *findings;
  TodokuRowGroup *further;
  GtkWidget *field_box;
  GtkLabel *field_label;
  GtkEntry *field;
  GtkLabel *field_error;
  GtkWidget *skip_button;
};

G_DEFINE_FINAL_TYPE (TodokuStandardPage, todoku_standard_page, TODOKU_TYPE_PAGE)

static gboolean
is_dkim (TodokuStandardPage *self)
{
  return todoku_page_get_standard (self) == TODOKU_STANDARD_DKIM;
}

static gboolean
has_something_to_do (TodokuStandardPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);

  return report != NULL
         && !todoku_report_get_standard (report, todoku_page_get_standard (self)).is_done;
}

// ---------------------------------------------------------------------------------------------
// Sections

static int
get_sign (TodokuDkimState state)
{
  if (state == TODOKU_DKIM_STATE_MISSING || state == TODOKU_DKIM_STATE_UNKNOWN)
    return -1;

  return state == TODOKU_DKIM_STATE_VALID;
}

static char *
describe_key (const TodokuDkimSelector *selector)
{
  const char *state = todoku_wording_dkim_state (selector->state);

  if (selector->record == NULL || selector->record->key.bits == 0)
    return g_strdup (state);

  // Translators: a state as "in order", a kind of key as rsa, its length.
  return g_strdup_printf (_ ("%s (%s, %u bits)"), state,
                          todoku_dkim_key_type_get_id (selector->record->key_type),
                          selector->record->key.bits);
}

static void
show_keys (TodokuStandardPage *self, const TodokuReport *report)
{
  const TodokuDkimEvaluation *dkim = is_dkim (self) ? report->collected->dkim : NULL;

  todoku_row_group_clear (self->keys);
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim != NULL ? dkim->selectors : NULL)
    {
      g_autofree char *name = todoku_wording_make_visible (selector->name);
      g_autofree char *words = describe_key (selector);
      GtkWidget *row = todoku_action_row_new (name, words);

      todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row),
                                    todoku_sign_new (get_sign (selector->state)));
      todoku_row_group_add (self->keys, row);
    }
}

// The stricter policy that may follow: no step of this road.
static void
show_further (TodokuStandardPage *self, const TodokuReport *report)
{
  todoku_row_group_clear (self->further);
  if (is_dkim (self) || report->dmarc_next == NULL)
    return;

  todoku_row_group_add_text (self->further, todoku_wording_dmarc_next (report->dmarc->policy));
  todoku_row_group_add (self->further,
                        todoku_value_row_new (_ ("Stricter value"), report->dmarc_next));
}

static void
show_changes (TodokuStandardPage *self, TodokuReport *report)
{
  const TodokuStandardReport found =
    todoku_report_get_standard (report, todoku_page_get_standard (self));

  if (found.proposed != NULL && found.current[0] != NULL)
    todoku_diff_show (self->diff, found.entries);
  else
    todoku_row_group_clear (self->diff);
}

// What there is to do, at a glance, in the signs of the result.
static void
set_sign (TodokuStandardPage *self, TodokuReport *report)
{
  const TodokuStandardReport found =
    todoku_report_get_standard (report, todoku_page_get_standard (self));
  const TodokuDkimEvaluation *dkim = report->collected->dkim;
  gboolean is_unknown =
    is_dkim (self)
      ? dkim != NULL && dkim->verdict == TODOKU_DKIM_VERDICT_UNKNOWN
      : report->dmarc != NULL && report->dmarc->verdict == TODOKU_DMARC_VERDICT_UNKNOWN;
  gboolean is_edit = is_dkim (self) ? dkim != NULL && dkim->verdict == TODOKU_DKIM_VERDICT_FIX
                                    : found.current[0] != NULL;

  if (found.is_done)
    todoku_head_set_sign (self->head, "emblem-ok-symbolic", "success");
  else if (is_unknown)
    todoku_head_set_sign (self->head, "todoku-question-symbolic", "warning");
  else
    todoku_head_set_sign (self->head, is_edit ? "document-edit-symbolic" : "list-add-symbolic",
                          "accent");
}

static void
show_head (TodokuStandardPage *self, TodokuReport *report)
{
  const TodokuStandardReport found =
    todoku_report_get_standard (report, todoku_page_get_standard (self));

  set_sign (self, report);
  todoku_head_set_words (self->head, found.headline, found.explanation);
  gtk_widget_set_visible (GTK_WIDGET (self->value_card),
                          found.proposed != NULL || found.current[0] != NULL);
}

// What is copied is what the next pages are about.
static void
update_copy_button (TodokuStandardPage *self)
{
  self->is_behind &= todoku_session_get_busy (todoku_page_get_session (self));
  gtk_widget_set_sensitive (todoku_value_card_get_copy_button (self->value_card),
                            self->follow_id == 0 && !self->is_behind);
}

static void
todoku_standard_page_update (TodokuPage *page)
{
  TodokuStandardPage *self = TODOKU_STANDARD_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);

  todoku_road_show (self->road, report, todoku_page_get_standard (self));
  gtk_widget_set_visible (GTK_WIDGET (self->head), report != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->value_card), report != NULL);
  gtk_widget_set_visible (self->skip_button, report != NULL);
  if (report == NULL)
    return;

  show_head (self, report);
  show_keys (self, report);
  todoku_value_card_set_report (self->value_card, report, todoku_page_get_standard (self));
  show_changes (self, report);
  todoku_findings_show (self->findings, report, todoku_page_get_standard (self));
  show_further (self, report);
  update_copy_button (self);
  gtk_widget_set_visible (self->field_box, has_something_to_do (self));
  gtk_widget_set_visible (self->skip_button, has_something_to_do (self));
}

// ---------------------------------------------------------------------------------------------
// What only the person knows

// What was typed and not taken yet stays, for whoever has only gone back to look at something.
static void
show_field (TodokuStandardPage *self)
{
  gtk_label_set_text (self->field_label,
                      is_dkim (self)
                        ? _ ("Selector: if your email provider’s control panel shows the name of a "
                             "key, the part of it before “._domainkey”. Press Enter, and Todoku "
                             "looks for that key.")
                        : _ ("Email address for receivers’ reports, if you want them"));
}

// What was typed was for the domain before.
static void
domain_cb (TodokuStandardPage *self)
{
  TodokuSession *session = todoku_page_get_session (self);
  const char *text = is_dkim (self) ? todoku_session_get_selector (session)
                                    : todoku_session_get_choices (session)->report_address;

  gtk_editable_set_text (GTK_EDITABLE (self->field), text != NULL ? text : "");
  g_clear_handle_id (&self->follow_id, g_source_remove);
}

// Returns: whether what stands in the field can be used
static gboolean
take_field (TodokuStandardPage *self)
{
  TodokuSession *session = todoku_page_get_session (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->field));
  const char *fault = NULL;

  if (is_dkim (self) && !todoku_session_set_selector (session, text))
    fault = _ ("This cannot be a selector. It is the part before “._domainkey” in the name that "
               "the control panel shows.");
  else if (!is_dkim (self) && !todoku_session_set_report_address (session, text))
    fault = _ ("This is not an email address. Leave the field blank if you do not want reports.");
  todoku_accessible_set_error (GTK_WIDGET (self->field), self->field_error, fault);
  if (fault == NULL)
    return TRUE;

  gtk_widget_grab_focus (GTK_WIDGET (self->field));
  todoku_focus_scroll_to (self->field_box);

  return FALSE;
}

static void
field_activated_cb (TodokuStandardPage *self)
{
  take_field (self);
}

// An address that is not finished is not taken, and not complained of either.
static void
follow_field (TodokuStandardPage *self)
{
  if (self->follow_id == 0)
    return;

  g_clear_handle_id (&self->follow_id, g_source_remove);
  self->is_behind =
    todoku_session_set_report_address (todoku_page_get_session (self),
                                       gtk_editable_get_text (GTK_EDITABLE (self->field)));
  update_copy_button (self);
}

static gboolean
follow_cb (gpointer user_data)
{
  follow_field (user_data);

  return G_SOURCE_REMOVE;
}

// The value has the address in it; with a selector, lookups begin.
static void
field_changed_cb (TodokuStandardPage *self)
{
  todoku_accessible_set_error (GTK_WIDGET (self->field), self->field_error, NULL);
  if (is_dkim (self))
    return;

  g_clear_handle_id (&self->follow_id, g_source_remove);
  self->follow_id = g_timeout_add (FOLLOW_DELAY_MS, follow_cb, self);
  update_copy_button (self);
}

// ---------------------------------------------------------------------------------------------
// The page

static const char *
get_next_label (TodokuStandardPage *self, TodokuReport *report)
{
  const TodokuInstructions *instructions =
    report != NULL
      ? todoku_report_get_standard (report, todoku_page_get_standard (self)).instructions
      : NULL;

  if (instructions == NULL)
    return NULL;

  return is_dkim (self) && instructions->value == NULL ? _ ("See How to _Switch It On")
                                                       : _ ("See Where to _Paste It");
}

// What comes next is known once her selector or address has been looked up. What is in order is
// passed over, but does not go away while she looks at it.
static void
todoku_standard_page_describe (TodokuPage *page, TodokuPageState *state)
{
  TodokuStandardPage *self = TODOKU_STANDARD_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);

  state->busy = todoku_session_get_busy (todoku_page_get_session (self));
  state->complete = report != NULL && !state->busy;
  state->next_label = get_next_label (self, report);
  state->needed =
    has_something_to_do (self)
    || todoku_session_is_monitored (todoku_page_get_session (self), todoku_page_get_standard (self))
    || gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
todoku_standard_page_shown (TodokuPage *page)
{
  TodokuStandardPage *self = TODOKU_STANDARD_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);
  GtkWidget *copy_button = todoku_value_card_get_copy_button (self->value_card);

  show_field (self);
  todoku_focus_give (
    report != NULL
        && todoku_report_get_standard (report, todoku_page_get_standard (self)).proposed != NULL
      ? copy_button
      : todoku_head_get_headline (self->head));
  todoku_value_card_unselect (self->value_card);
}

static gboolean
todoku_standard_page_apply (TodokuPage *page)
{
  TodokuStandardPage *self = TODOKU_STANDARD_PAGE (page);

  return !gtk_widget_get_visible (self->field_box)
         || (take_field (self) && !todoku_session_get_busy (todoku_page_get_session (self)));
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/standard/standard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, road);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, value_card);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, keys);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, diff);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, findings);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, further);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, field_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, field_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, field);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, field_error);
  gtk_widget_class_bind_template_child (widget_class, TodokuStandardPage, skip_button);
  gtk_widget_class_bind_template_callback (widget_class, field_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow_field);
}

static void
todoku_standard_page_constructed (GObject *object)
{
  TodokuStandardPage *self = TODOKU_STANDARD_PAGE (object);

  G_OBJECT_CLASS (todoku_standard_page_parent_class)->constructed (object);
  g_signal_connect_object (todoku_page_get_session (self), "notify::domain", G_CALLBACK (domain_cb),
                           self, G_CONNECT_SWAPPED);
  domain_cb (self);
}

static void
todoku_standard_page_dispose (GObject *object)
{
  g_clear_handle_id (&TODOKU_STANDARD_PAGE (object)->follow_id, g_source_remove);

  G_OBJECT_CLASS (todoku_standard_page_parent_class)->dispose (object);
}

static void
todoku_standard_page_class_init (TodokuStandardPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = todoku_standard_page_constructed;
  G_OBJECT_CLASS (class)->dispose = todoku_standard_page_dispose;
  page_class->describe = todoku_standard_page_describe;
  page_class->update = todoku_standard_page_update;
  page_class->shown = todoku_standard_page_shown;
  page_class->apply = todoku_standard_page_apply;
  bind_template (widget_class);
}

static void
todoku_standard_page_init (TodokuStandardPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
