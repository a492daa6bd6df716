// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/report-sections.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *icon_name;
  const char *css_class;
} looks[] = {
  [TODOKU_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  [TODOKU_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [TODOKU_SEVERITY_NOTE] = { "dialog-information-symbolic", "accent" },
};

/* @choices (nullable) are buttons, in place of how bad it is: above what can be chosen the word
 * “Note” says nothing. */
static GtkWidget *
finding_row_new (const TodokuFinding *finding, GPtrArray *choices)
{
  const char *severity = todoku_wording_severity (finding);
  GtkWidget *icon =
    todoku_icon_new (looks[finding->severity].icon_name, looks[finding->severity].css_class);
  GtkWidget *texts = todoku_texts_new ();
  /* Translators: read aloud. First "Error", "Warning" or "Note", then what was found. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), severity, finding->message);

  if (choices == NULL)
    gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (severity, "caption-heading"));
  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (finding->message, NULL));
  if (finding->term != NULL)
    gtk_box_append (GTK_BOX (texts), todoku_code_label_new (finding->term));
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    gtk_box_append (GTK_BOX (texts), choices->pdata[i]);
  return todoku_spoken_row_new (todoku_row_content_new (icon, texts, NULL), spoken);
}

static gboolean
is_removal (const TodokuFinding *finding)
{
  return finding->term != NULL && g_str_equal (finding->id, "removable-term");
}

static gboolean
is_question (const TodokuFinding *finding)
{
  return finding->term != NULL
         && (finding->options != NULL || g_str_equal (finding->id, "unclear-term"));
}

static gboolean
is_choice (const TodokuFinding *finding)
{
  return is_removal (finding) || is_question (finding);
}

/* That there is no record, or no key, is the headline; that there are too many look-ups, where she
 * is asked for their sake; and what the new value puts right are the changes. */
static gboolean
is_told_above (const TodokuReport *report, const TodokuFinding *finding)
{
  return finding->is_put_right || g_str_equal (finding->id, "no-record")
         || g_str_equal (finding->id, "no-key")
         || (report->question == TODOKU_QUESTION_REMOVAL
             && g_str_equal (finding->id, "too-many-lookups"));
}

/* Nothing has to be done about what is noted of a record; about what is noted of her case there may
 * be. */
static gboolean
is_folded (const TodokuFinding *finding)
{
  static const char *const of_case[] = { "refused-server-passes", "resolver-stale",
                                         "web-host-not-allowed", NULL };

  return finding->severity == TODOKU_SEVERITY_NOTE && !g_strv_contains (of_case, finding->id);
}

static GPtrArray *
list_told (const TodokuReport *report, TodokuStandard standard, gboolean folded)
{
  GPtrArray *findings = todoku_report_get_standard (report, standard).findings;
  GPtrArray *told = g_ptr_array_new ();

  todoku_list_foreach (TodokuFinding, finding, findings)
    if (!is_choice (finding) && !is_told_above (report, finding)
        && !todoku_report_is_caution (report, finding) && is_folded (finding) == folded)
      g_ptr_array_add (told, finding);

  return told;
}

static GtkWidget *
notes_row_new (GPtrArray *notes)
{
  /* Translators: %u is how many notes there are. */
  g_autofree char *title =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u note: nothing needs to be done about it",
                                  "%u notes: nothing needs to be done about them", notes->len),
                     notes->len);
  GtkWidget *row = todoku_expander_row_new (title, NULL);
  GtkWidget *rest = todoku_rest_row_new (notes->len);

  for (guint i = 0; i < MIN (notes->len, TODOKU_ROWS_MAX); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              finding_row_new (g_ptr_array_index (notes, i), NULL));
  if (rest != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), rest);
  gtk_widget_set_name (row, "notes");

  return row;
}

void
todoku_findings_show (TodokuRowGroup *group, const TodokuReport *report, TodokuStandard standard)
{
  g_autoptr (GPtrArray) told = list_told (report, standard, FALSE);
  g_autoptr (GPtrArray) notes = list_told (report, standard, TRUE);

  todoku_row_group_clear (group);
  for (guint i = 0; i < MIN (told->len, TODOKU_ROWS_MAX); i++)
    todoku_row_group_add (group, finding_row_new (g_ptr_array_index (told, i), NULL));
  todoku_row_group_add (group, todoku_rest_row_new (told->len));
  todoku_row_group_add (group, notes->len > 0 ? notes_row_new (notes) : NULL);
}

/* What the person can say about a finding */

static void
toggled_cb (GtkCheckButton *check, TodokuSession *session)
{
  const char *term = g_object_get_data (G_OBJECT (check), "term");
  const char *answer = g_object_get_data (G_OBJECT (check), "answer");
  gboolean active = gtk_check_button_get_active (check);

  if (answer == NULL)
    todoku_session_set_unwanted (session, term, active);
  else if (active)
    todoku_session_set_answer (session, term, answer);
}

/* It is also chosen on the page of the mail hosts, and forgotten with the domain; and nothing is
 * answered for her. */
static void
follow_session_cb (GtkCheckButton *check, GParamSpec *pspec G_GNUC_UNUSED, TodokuSession *session)
{
  const char *term = g_object_get_data (G_OBJECT (check), "term");
  const char *answer = g_object_get_data (G_OBJECT (check), "answer");

  gtk_check_button_set_active (
    check, answer != NULL ? g_strcmp0 (todoku_session_get_answer (session, term), answer) == 0
                          : todoku_session_get_unwanted (session, term));
}

/* A button that lets @term go, or answers what it was meant to be. */
static GtkWidget *
choice_new (TodokuSession *session, const char *term, const char *answer)
{
  GtkWidget *check = gtk_check_button_new ();

  g_object_set_data_full (G_OBJECT (check), "term", g_strdup (term), g_free);
  g_object_set_data_full (G_OBJECT (check), "answer", g_strdup (answer), g_free);
  follow_session_cb (GTK_CHECK_BUTTON (check), NULL, session);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), session, 0);
  g_signal_connect_object (session, "notify::report", G_CALLBACK (follow_session_cb), check,
                           G_CONNECT_SWAPPED);
  return check;
}

static GPtrArray *
list_removal (TodokuSession *session, const TodokuFinding *finding)
{
  GPtrArray *choices = g_ptr_array_new ();
  GtkWidget *check = choice_new (session, finding->term, NULL);
  g_autofree char *visible = todoku_wording_make_visible (finding->term);
  /* Translators: read aloud for a check button; %s is a part of the SPF record. */
  g_autofree char *spoken = g_strdup_printf (_ ("Remove %s"), visible);

  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), _ ("Remove this part"));
  gtk_widget_set_halign (check, GTK_ALIGN_START);
  todoku_accessible_set_label (check, spoken);
  g_ptr_array_add (choices, check);
  return choices;
}

static char *
describe_answer (const TodokuFinding *finding, const char *answer)
{
  gboolean is_about_server = g_str_equal (finding->id, "refused-server");
  g_autofree char *visible = todoku_wording_make_visible (answer);

  if (*answer == '\0')
    return g_strdup (is_about_server ? _ ("It is not mine: do not allow it") : _ ("Leave it out"));
  if (is_about_server)
    /* Translators: %s is a part of an SPF record, as ip4:203.0.113.5. */
    return g_strdup_printf (_ ("Allow it with %s"), visible);

  /* Translators: %s is a part of an SPF record, as include:_spf.google.com. */
  return g_strdup_printf (_ ("Keep it as %s"), visible);
}

static void
add_answer (GPtrArray *choices,
            TodokuSession *session,
            const TodokuFinding *finding,
            const char *answer)
{
  g_autofree char *label = describe_answer (finding, answer);
  GtkWidget *check = choice_new (session, finding->term, answer);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), todoku_sentence_label_new (label, NULL));
  if (choices->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (choices, 0));
  todoku_accessible_set_label (check, label);
  g_ptr_array_add (choices, check);
}

static GPtrArray *
list_answers (TodokuSession *session, const TodokuFinding *finding)
{
  GPtrArray *choices = g_ptr_array_new ();

  for (guint i = 0; finding->options != NULL && finding->options[i] != NULL; i++)
    add_answer (choices, session, finding, finding->options[i]);
  add_answer (choices, session, finding, "");
  return choices;
}

/* Tab stops at what is chosen alone, and in a list Up and Down would leave the row. */
static gboolean
key_pressed_cb (GtkWidget *row, guint key)
{
  GPtrArray *choices = g_object_get_data (G_OBJECT (row), "choices");
  gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;
  gboolean down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down;

  for (guint i = 0; (up || down) && i < choices->len; i++)
    {
      guint next = up ? i - 1 : i + 1;

      if (gtk_widget_is_focus (g_ptr_array_index (choices, i)) && next < choices->len)
        return gtk_widget_grab_focus (g_ptr_array_index (choices, next));
    }

  return GDK_EVENT_PROPAGATE;
}

static void
add_row (TodokuRowGroup *group, TodokuFinding *finding, TodokuSession *session)
{
  g_autoptr (GPtrArray) choices =
    is_removal (finding) ? list_removal (session, finding) : list_answers (session, finding);
  GtkWidget *row = finding_row_new (finding, choices);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), row);
  gtk_widget_add_controller (row, keys);
  g_object_set_data_full (G_OBJECT (row), "finding", todoku_finding_ref (finding),
                          (GDestroyNotify) todoku_finding_unref);
  g_object_set_data_full (G_OBJECT (row), "choices", g_steal_pointer (&choices),
                          (GDestroyNotify) g_ptr_array_unref);
  todoku_row_group_add (group, row);
}

static gboolean
has_term (gconstpointer finding, gconstpointer term)
{
  return g_str_equal (((const TodokuFinding *) finding)->term, term);
}

/* Why a term can go is said in other words once it is let go. */
static gboolean
asks_the_same (gconstpointer a, gconstpointer b)
{
  static const char *const none[] = { NULL };
  const TodokuFinding *first = a;
  const TodokuFinding *second = b;
  const char *const *options = (const char *const *) first->options;
  const char *const *others = (const char *const *) second->options;

  return g_str_equal (first->term, second->term)
         && (is_removal (first)
             || (g_str_equal (first->message, second->message)
                 && g_strv_equal (options != NULL ? options : none,
                                  others != NULL ? others : none)));
}

/* Where what is asked stays the same the row stays, and so does the focus. */
static void
update_rows (TodokuRowGroup *group, GPtrArray *findings, TodokuSession *session)
{
  GPtrArray *rows = todoku_row_group_get_rows (group);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = rows->len; i-- > 0;)
    {
      TodokuFinding *finding = g_object_get_data (rows->pdata[i], "finding");

      if (g_ptr_array_find_with_equal_func (findings, finding, asks_the_same, NULL))
        g_ptr_array_add (shown, finding);
      else
        todoku_row_group_remove (group, rows->pdata[i]);
    }
  todoku_list_foreach (TodokuFinding, finding, findings)
    if (!g_ptr_array_find_with_equal_func (shown, finding, asks_the_same, NULL))
      add_row (group, finding, session);
}

static GPtrArray *
filter_findings (const TodokuReport *report, gboolean (*is_wanted) (const TodokuFinding *))
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);

  todoku_list_foreach (TodokuFinding, finding, report->findings)
    if (is_wanted (finding)
        && !g_ptr_array_find_with_equal_func (findings, finding->term, has_term, NULL))
      g_ptr_array_add (findings, todoku_finding_ref (finding));
  return findings;
}

void
todoku_questions_show (TodokuRowGroup *group, const TodokuReport *report, TodokuSession *session)
{
  g_autoptr (GPtrArray) findings = filter_findings (report, is_question);
  GPtrArray *rows = todoku_row_group_get_rows (group);

  /* What was answered is no finding of the new report any more, but still needs its way back. */
  for (guint i = 0; i < rows->len; i++)
    {
      TodokuFinding *finding = g_object_get_data (rows->pdata[i], "finding");

      if (todoku_session_get_answer (session, finding->term) != NULL
          && !g_ptr_array_find_with_equal_func (findings, finding->term, has_term, NULL))
        g_ptr_array_add (findings, todoku_finding_ref (finding));
    }
  update_rows (group, findings, session);
}

static char *
describe_surplus (const TodokuReport *report)
{
  TodokuSpfTree *tree =
    report->proposed_tree != NULL ? report->proposed_tree : report->current_tree;

  if (tree->lookups <= TODOKU_SPF_LOOKUPS_MAX)
    return g_strdup (_ ("Choose only what you no longer use. As soon as the record is within the "
                        "limits, the new value appears."));

  return g_strdup_printf (
    /* Translators: the first %u is how many look-ups a record takes, the second how many of them
     * are too many. */
    _ ("A receiver does at most ten DNS lookups, and this record needs %u: %u too many. Choose "
       "only what you no longer use; when enough is chosen, the new value appears."),
    tree->lookups, tree->lookups - TODOKU_SPF_LOOKUPS_MAX);
}

void
todoku_removals_show (TodokuRowGroup *group, const TodokuReport *report, TodokuSession *session)
{
  g_autoptr (GPtrArray) findings = filter_findings (report, is_removal);
  g_autofree char *description =
    report->question == TODOKU_QUESTION_REMOVAL
      ? describe_surplus (report)
      : g_strdup (_ ("If you are not sure, keep them: nothing breaks."));

  todoku_row_group_set_description (group, description);
  /* What was let go is no finding of the new report any more, but still needs its way back. */
  todoku_list_foreach (const TodokuDiffEntry, entry, report->entries)
    if (entry->op == TODOKU_DIFF_REMOVE && todoku_session_get_unwanted (session, entry->term)
        && !g_ptr_array_find_with_equal_func (findings, entry->term, has_term, NULL))
      g_ptr_array_add (findings,
                       todoku_finding_new ("removable-term", TODOKU_SEVERITY_NOTE, entry->term, -1,
                                           g_strdup (entry->why != NULL ? entry->why : "")));
  update_rows (group, findings, session);
}
