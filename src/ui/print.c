// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/print.h"

#include "ui/print-layout.h"
#include "ui/save-file.h"
#include "ui/widgets/problem.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GPtrArray *instructions;
  TodokuPrintLayout *layout; /* NULL until printing begins */
  GtkWindow *parent;         /* weak */
} Job;

static void
free_job (Job *job)
{
  g_ptr_array_unref (job->instructions);
  g_clear_pointer (&job->layout, todoku_print_layout_free);
  g_clear_weak_pointer (&job->parent);
  g_free (job);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  Job *job = user_data;
  PangoContext *text = gtk_print_context_create_pango_context (context);

  g_clear_pointer (&job->layout, todoku_print_layout_free);
  job->layout =
    todoku_print_layout_new (job->instructions, text, gtk_print_context_get_width (context),
                             gtk_print_context_get_height (context));
  g_object_unref (text);
  gtk_print_operation_set_n_pages (operation, (int) todoku_print_layout_get_n_pages (job->layout));
}

static void
draw_page_cb (GtkPrintOperation *operation G_GNUC_UNUSED,
              GtkPrintContext *context,
              int page,
              gpointer user_data)
{
  Job *job = user_data;

  todoku_print_layout_draw (job->layout, gtk_print_context_get_cairo_context (context),
                            (guint) page);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || job->parent == NULL)
    return;

  gtk_print_operation_get_error (operation, &error);
  /* Translators: %s is what the system says, perhaps in English. */
  text = g_strdup_printf (_ ("Save it as PDF instead, and print it from there. (%s)"),
                          error != NULL ? error->message : "");
  todoku_show_problem (job->parent, _ ("The sheet could not be printed"), text);
}

static GtkPageSetup *
page_setup_new (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_top_margin (setup, TODOKU_PRINT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, TODOKU_PRINT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, TODOKU_PRINT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, TODOKU_PRINT_MARGIN, GTK_UNIT_POINTS);
  gtk_paper_size_free (a4);

  return setup;
}

static GtkPrintOperation *
operation_new (const char *domain)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = page_setup_new ();
  g_autofree char *name = g_strdup_printf ("todoku-%s", domain);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);

  return operation;
}

void
todoku_print (GtkWindow *parent, GPtrArray *instructions, const char *domain)
{
  g_autoptr (GtkPrintOperation) operation = operation_new (domain);
  Job *job = g_new0 (Job, 1);

  job->instructions = g_ptr_array_ref (instructions);
  g_set_weak_pointer (&job->parent, parent);
  g_object_set_data_full (G_OBJECT (operation), "todoku-job", job, (GDestroyNotify) free_job);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), job);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), job);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), job);
  // Asynchronous, so that errors come with "done", and GTK holds the operation until then.
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

void
todoku_print_save_pdf (GtkWidget *widget, GPtrArray *instructions, const char *domain)
{
  AdwToastOverlay *overlay =
    ADW_TOAST_OVERLAY (gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("todoku-%s.pdf", domain);
  TodokuSaveWords words = { _ ("Save the Sheet"), name, _ ("The sheet was not saved") };
  GBytes *file = todoku_print_to_pdf (instructions, &error);

  if (file != NULL)
    todoku_save_file (overlay, file, &words);
  else
    todoku_save_file_complain (overlay, words.failure, error);
}
