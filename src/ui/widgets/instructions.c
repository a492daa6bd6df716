// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/instructions.h"

#include "config.h"

#include "ui/widgets/copy-button.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// At the step that needs it, what is to be pasted can be copied.
static GtkWidget *
step_row_new (guint number, const char *text, const char *value)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  /* Translators: read aloud: the number of a step, then what to do. */
  g_autofree char *spoken = g_strdup_printf (_ ("Step %u: %s"), number, text);
  const char *code = NULL;
  g_autofree char *words = todoku_step_dup_words (text, &code);
  GtkWidget *badge = gtk_label_new (digits);
  GtkWidget *texts = todoku_texts_new ();

  gtk_widget_add_css_class (badge, "step-number");
  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (words, NULL));
  if (code != NULL)
    gtk_box_append (GTK_BOX (texts), todoku_value_label_new (code));
  if (code != NULL && g_strcmp0 (code, value) == 0)
    gtk_box_append (GTK_BOX (texts), g_object_new (TODOKU_TYPE_COPY_BUTTON, "what", _ ("New value"),
                                                   "text", value, "halign", GTK_ALIGN_START, NULL));

  return todoku_spoken_row_new (todoku_row_content_new (badge, texts, NULL), spoken);
}

void
todoku_steps_show (TodokuRowGroup *group, char **steps, const char *value)
{
  todoku_row_group_clear (group);
  for (guint i = 0; steps[i] != NULL; i++)
    todoku_row_group_add (group, step_row_new (i + 1, steps[i], value));
}

static GtkWidget *
field_row_new (const TodokuInstructionsField *field)
{
  GtkWidget *row = field->value != NULL ? todoku_value_row_new (field->label, field->value)
                                        : todoku_value_row_new_remark (field->label, field->remark);

  todoku_value_row_explain (row, field->meaning);

  return row;
}

void
todoku_fields_show (TodokuRowGroup *group, const TodokuInstructions *instructions)
{
  todoku_row_group_clear (group);
  if (instructions->line != NULL)
    {
      todoku_row_group_add (group, todoku_value_row_new (_ ("The whole line"), instructions->line));
      return;
    }
  for (guint i = 0; i < instructions->fields->len; i++)
    todoku_row_group_add (group, field_row_new (g_ptr_array_index (instructions->fields, i)));
  todoku_row_group_add (group, todoku_pieces_row_new ((const char *const *) instructions->strings));
}

// What to know of the company, and below it where that is from.
static GtkWidget *
trap_row_new (const TodokuInstructionsTrap *trap)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *source =
    trap->source != NULL ? todoku_source_note_new (NULL, trap->source, NULL) : NULL;

  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (trap->text, NULL));
  if (source != NULL)
    gtk_box_append (GTK_BOX (texts), source);

  return todoku_spoken_row_new (todoku_row_content_new (NULL, texts, NULL), trap->text);
}

void
todoku_traps_show (TodokuRowGroup *group, GPtrArray *traps)
{
  todoku_row_group_clear (group);
  for (guint i = 0; i < traps->len; i++)
    todoku_row_group_add (group, trap_row_new (g_ptr_array_index (traps, i)));
}

void
todoku_texts_show (TodokuRowGroup *group, char **texts)
{
  todoku_row_group_clear (group);
  for (guint i = 0; texts[i] != NULL; i++)
    todoku_row_group_add_text (group, texts[i]);
}

void
todoku_instructions_source_show (TodokuRowGroup *group, const TodokuInstructions *instructions)
{
  todoku_row_group_clear (group);
  if (instructions->source != NULL)
    todoku_row_group_add (group,
                          todoku_source_note_new (instructions->source_name, instructions->source,
                                                  instructions->source_url));
}
