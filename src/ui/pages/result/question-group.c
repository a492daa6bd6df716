// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/result/question-group.h"

#include "ui/pages/result/finding-row.h"
#include "ui/widgets/focus.h"

#include <glib/gi18n-lib.h>

struct _TodokuQuestionGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  TodokuSession *session;
  GPtrArray *rows;   /* GtkWidget, which the group owns */
  GPtrArray *checks; /* GtkCheckButton, which the rows own */
  char *shown;       /* the terms that are asked about, a line each */
};

G_DEFINE_FINAL_TYPE (TodokuQuestionGroup, todoku_question_group, ADW_TYPE_PREFERENCES_GROUP)

static void
todoku_question_group_dispose (GObject *object)
{
  TodokuQuestionGroup *self = TODOKU_QUESTION_GROUP (object);

  g_clear_object (&self->session);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
  G_OBJECT_CLASS (todoku_question_group_parent_class)->dispose (object);
}

static void
todoku_question_group_finalize (GObject *object)
{
  TodokuQuestionGroup *self = TODOKU_QUESTION_GROUP (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  g_free (self->shown);
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

  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  adw_preferences_group_set_title (group, _ ("What Was Meant Here?"));
  adw_preferences_group_set_description (
    group,
    _ ("This part of the record cannot be read for sure. If you are not sure either, leave it "
       "out and ask whoever wrote it."));
}

gboolean
todoku_question_group_takes (const TodokuFinding *finding)
{
  return finding->term != NULL && finding->options != NULL;
}

static void
toggled_cb (GtkCheckButton *check, TodokuQuestionGroup *self)
{
  if (gtk_check_button_get_active (check))
    todoku_session_set_answer (self->session, g_object_get_data (G_OBJECT (check), "term"),
                               g_object_get_data (G_OBJECT (check), "answer"));
}

/* An answer of NULL leaves the term out. */
static GtkCheckButton *
add_choice (TodokuQuestionGroup *self,
            GtkWidget *row,
            GtkCheckButton *first,
            const char *term,
            const char *answer)
{
  GtkCheckButton *check = todoku_finding_row_add_choice (TODOKU_FINDING_ROW (row), answer);

  gtk_check_button_set_group (check, first);
  g_object_set_data_full (G_OBJECT (check), "term", g_strdup (term), g_free);
  g_object_set_data_full (G_OBJECT (check), "answer", g_strdup (answer), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_ptr_array_add (self->checks, check);

  return check;
}

static void
add_row (TodokuQuestionGroup *self, const TodokuFinding *finding)
{
  GtkWidget *row = todoku_finding_row_new (finding);
  GtkCheckButton *first = add_choice (self, row, NULL, finding->term, NULL);

  for (guint i = 0; finding->options[i] != NULL; i++)
    add_choice (self, row, first, finding->term, finding->options[i]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (TodokuQuestionGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      todoku_focus_leave (row);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->checks, 0);
}

/* What was answered is forgotten with the domain. */
static void
update_checks (TodokuQuestionGroup *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);
      const char *answer = g_object_get_data (G_OBJECT (check), "answer");
      const char *term = g_object_get_data (G_OBJECT (check), "term");

      gtk_check_button_set_active (
        check, g_strcmp0 (todoku_session_get_answer (self->session, term), answer) == 0);
    }
}

static char *
list_terms (TodokuReport *report)
{
  g_autoptr (GString) terms = g_string_new (NULL);

  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (todoku_question_group_takes (finding))
        g_string_append_printf (terms, "%s\n", finding->term);
    }

  return g_string_free (g_steal_pointer (&terms), FALSE);
}

static void
show_questions (TodokuQuestionGroup *self, TodokuReport *report)
{
  clear (self);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (todoku_question_group_takes (finding))
        add_row (self, finding);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

void
todoku_question_group_set_report (TodokuQuestionGroup *self,
                                  TodokuSession *session,
                                  TodokuReport *report)
{
  g_autofree char *terms = list_terms (report);

  g_return_if_fail (TODOKU_IS_QUESTION_GROUP (self));

  g_set_object (&self->session, session);
  /* An answer makes a new report with the same questions: the rows stay, and so does the focus. */
  if (g_strcmp0 (self->shown, terms) != 0)
    {
      g_free (self->shown);
      self->shown = g_steal_pointer (&terms);
      show_questions (self, report);
    }
  update_checks (self);
}
