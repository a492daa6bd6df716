// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/question-group.h"

#include "checkup/wording.h"
#include "ui/pages/result/finding-row.h"
#include "ui/widgets/focus.h"

#include <glib/gi18n-lib.h>

struct _TodokuQuestionGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  TodokuSession *session;
  GHashTable *rows; /* term → row, which the group owns, with its finding and choices as data */
};

G_DEFINE_FINAL_TYPE (TodokuQuestionGroup, todoku_question_group, ADW_TYPE_PREFERENCES_GROUP)

static void
todoku_question_group_dispose (GObject *object)
{
  TodokuQuestionGroup *self = TODOKU_QUESTION_GROUP (object);

  g_clear_object (&self->session);
  g_hash_table_remove_all (self->rows);
  G_OBJECT_CLASS (todoku_question_group_parent_class)->dispose (object);
}

static void
todoku_question_group_finalize (GObject *object)
{
  g_hash_table_unref (TODOKU_QUESTION_GROUP (object)->rows);
  G_OBJECT_CLASS (todoku_question_group_parent_class)->finalize (object);
}

static void
todoku_question_group_class_init (TodokuQuestionGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = todoku_question_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = todoku_question_group_finalize;
}

static void
todoku_question_group_init (TodokuQuestionGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_preferences_group_set_title (group, _ ("What Only You Can Say"));
}

static gboolean
is_about_server (const TodokuFinding *finding)
{
  return g_str_equal (finding->id, "refused-server");
}

gboolean
todoku_question_group_takes (const TodokuFinding *finding)
{
  return finding->term != NULL
         && (finding->options != NULL || g_str_equal (finding->id, "unclear-term"));
}

static void
toggled_cb (GtkCheckButton *check, TodokuQuestionGroup *self)
{
  if (gtk_check_button_get_active (check))
    todoku_session_set_answer (self->session, g_object_get_data (G_OBJECT (check), "term"),
                               g_object_get_data (G_OBJECT (check), "answer"));
}

static char *
describe_choice (const TodokuFinding *finding, const char *answer)
{
  g_autofree char *visible = todoku_wording_make_visible (answer);

  if (*answer == '\0')
    return g_strdup (is_about_server (finding) ? _ ("It is not mine: do not let it in")
                                               : _ ("Leave it out"));
  if (is_about_server (finding))
    /* Translators: %s is a part of an SPF record, as ip4:203.0.113.5. */
    return g_strdup_printf (_ ("Let it in, by %s"), visible);

  /* Translators: %s is a part of an SPF record, as include:_spf.google.com. */
  return g_strdup_printf (_ ("Keep it as %s"), visible);
}

static void
add_choice (TodokuQuestionGroup *self,
            GtkWidget *row,
            const TodokuFinding *finding,
            const char *answer)
{
  GPtrArray *choices = g_object_get_data (G_OBJECT (row), "choices");
  g_autofree char *label = describe_choice (finding, answer);
  GtkCheckButton *check = todoku_finding_row_add_choice (TODOKU_FINDING_ROW (row), label);

  if (choices->len > 0)
    gtk_check_button_set_group (check, g_ptr_array_index (choices, 0));
  g_object_set_data_full (G_OBJECT (check), "term", g_strdup (finding->term), g_free);
  g_object_set_data_full (G_OBJECT (check), "answer", g_strdup (answer), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_ptr_array_add (choices, check);
}

static int
get_step (guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return -1;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return 1;
    default:
      return 0;
    }
}

/* Tab stops at what is chosen alone, and in a list Up and Down would leave the row. */
static gboolean
key_pressed_cb (GtkWidget *row, guint key)
{
  GPtrArray *choices = g_object_get_data (G_OBJECT (row), "choices");
  int step = get_step (key);

  for (int i = 0; step != 0 && i < (int) choices->len; i++)
    {
      int next = CLAMP (i + step, 0, (int) choices->len - 1);

      if (gtk_widget_is_focus (g_ptr_array_index (choices, i)) && next != i)
        return gtk_widget_grab_focus (g_ptr_array_index (choices, next));
    }

  return GDK_EVENT_PROPAGATE;
}

static void
follow_keys (GtkWidget *row)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), row);
  gtk_widget_add_controller (row, controller);
}

static void
add_row (TodokuQuestionGroup *self, TodokuFinding *finding)
{
  GtkWidget *row = todoku_finding_row_new (finding);

  g_object_set_data_full (G_OBJECT (row), "finding", todoku_finding_ref (finding),
                          (GDestroyNotify) todoku_finding_unref);
  g_object_set_data_full (G_OBJECT (row), "choices", g_ptr_array_new (),
                          (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; finding->options != NULL && finding->options[i] != NULL; i++)
    add_choice (self, row, finding, finding->options[i]);
  add_choice (self, row, finding, "");
  follow_keys (row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_hash_table_insert (self->rows, g_strdup (finding->term), row);
}

static void
remove_row (TodokuQuestionGroup *self, GtkWidget *row)
{
  todoku_focus_leave (row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
}

static gboolean
asks_the_same (GtkWidget *row, const TodokuFinding *finding)
{
  static const char *const none[] = { NULL };
  const TodokuFinding *shown = g_object_get_data (G_OBJECT (row), "finding");

  return g_str_equal (shown->message, finding->message)
         && g_strv_equal (shown->options != NULL ? (const char *const *) shown->options : none,
                          finding->options != NULL ? (const char *const *) finding->options : none);
}

/* Where what is asked stays the same the row stays, and so does the focus. */
static void
show_question (TodokuQuestionGroup *self, TodokuFinding *finding)
{
  GtkWidget *row = g_hash_table_lookup (self->rows, finding->term);

  if (row != NULL && asks_the_same (row, finding))
    return;
  if (row != NULL)
    remove_row (self, row);
  add_row (self, finding);
}

/* What was answered is no finding of the new report any more, but still needs its way back. */
static void
remove_stale_rows (TodokuQuestionGroup *self, GHashTable *terms)
{
  GHashTableIter iter;
  gpointer term, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &term, &row))
    {
      if (g_hash_table_contains (terms, term)
          || todoku_session_get_answer (self->session, term) != NULL)
        continue;
      g_hash_table_iter_remove (&iter);
      remove_row (self, row);
    }
}

/* What was answered is forgotten with the domain, and nothing is answered for her. */
static void
update_choices (TodokuQuestionGroup *self)
{
  GHashTableIter iter;
  gpointer term, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &term, &row))
    {
      const char *answer = todoku_session_get_answer (self->session, term);
      GPtrArray *choices = g_object_get_data (row, "choices");

      for (guint i = 0; i < choices->len; i++)
        {
          GtkCheckButton *check = g_ptr_array_index (choices, i);

          gtk_check_button_set_active (
            check, g_strcmp0 (g_object_get_data (G_OBJECT (check), "answer"), answer) == 0);
        }
    }
}

void
todoku_question_group_set_report (TodokuQuestionGroup *self,
                                  TodokuSession *session,
                                  TodokuReport *report)
{
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (TODOKU_IS_QUESTION_GROUP (self));

  g_set_object (&self->session, session);
  for (guint i = 0; i < report->findings->len; i++)
    {
      TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (!todoku_question_group_takes (finding))
        continue;
      g_hash_table_add (terms, finding->term);
      show_question (self, finding);
    }
  remove_stale_rows (self, terms);
  update_choices (self);
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->rows) > 0);
}
