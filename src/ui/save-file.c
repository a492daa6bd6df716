// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/save-file.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/problem.h"

#include <glib/gi18n-lib.h>

#define DIALOG_KEY "todoku-save-dialog"
#define FILE_KEY "todoku-save-file"
#define FAILURE_KEY "todoku-save-failure"

static const char *
get_sentence (const GError *error)
{
  switch (error->domain == G_IO_ERROR ? error->code : -1)
    {
    case G_IO_ERROR_NO_SPACE:
      return _ ("There is no room left on the disk. Choose another place, or delete what you no "
                "longer need.");
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      return _ ("Nothing can be saved in this folder. Choose another one, such as your Documents.");
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return _ ("This folder does not exist, or nothing can be saved in it. Choose another one, "
                "such as your Documents.");
    case G_IO_ERROR_IS_DIRECTORY:
    case G_IO_ERROR_NOT_REGULAR_FILE:
      return _ ("Something else has that name already. Choose another name.");
    case G_IO_ERROR_FILENAME_TOO_LONG:
    case G_IO_ERROR_INVALID_FILENAME:
      return _ (
        "The file cannot have this name. Choose a shorter one, without special characters.");
    default:
      return NULL;
    }
}

char *
todoku_save_failure_describe (const GError *error)
{
  const char *sentence = get_sentence (error);

  if (sentence != NULL)
    return g_strdup (sentence);
  /* Translators: %s is what the system says, perhaps in English. */
  return g_strdup_printf (_ ("It could not be written. Choose another place. (%s)"),
                          error->message);
}

static GtkWindow *
get_window (AdwToastOverlay *overlay)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (overlay));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
todoku_save_file_complain (AdwToastOverlay *overlay, const char *failure, const GError *error)
{
  g_autofree char *text = todoku_save_failure_describe (error);

  todoku_show_problem (get_window (overlay), failure, text);
}

static void
show_saved (AdwToastOverlay *overlay, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file. */
  g_autofree char *text = g_strdup_printf (_ ("Saved as %s"), shown);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  todoku_accessible_name_toasts (overlay);
  adw_toast_overlay_add_toast (overlay, adw_toast_new (escaped));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToastOverlay) overlay = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
  // Nobody is there any more to be told.
  if (get_window (overlay) == NULL)
    return;
  if (saved)
    show_saved (overlay, G_FILE (source));
  else
    todoku_save_file_complain (overlay, g_object_get_data (source, FAILURE_KEY), error);
}

static void
save (AdwToastOverlay *overlay, GFile *file, GBytes *bytes)
{
  // The program does not end before it is on the disk.
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb,
                                       g_object_ref (overlay));
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  AdwToastOverlay *overlay = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      GBytes *bytes = g_object_get_data (G_OBJECT (dialog), FILE_KEY);
      gpointer failure = g_object_get_data (G_OBJECT (dialog), FAILURE_KEY);

      g_object_set_data (G_OBJECT (file), FAILURE_KEY, failure);
      save (overlay, file, bytes);
    }
  g_object_set_data (G_OBJECT (overlay), DIALOG_KEY, NULL);
}

static void
set_folder (GtkFileChooser *chooser)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    path = g_get_home_dir ();
  folder = g_file_new_for_path (path);
  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
todoku_save_file (AdwToastOverlay *overlay, GBytes *content, const TodokuSaveWords *words)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (words->title, get_window (overlay), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _ ("_Save"),
                                 /* Translators: leaves a dialog without doing anything. */
                                 C_ ("dialog", "_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  set_folder (GTK_FILE_CHOOSER (dialog));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), words->name);
  g_object_set_data_full (G_OBJECT (dialog), FILE_KEY, content, (GDestroyNotify) g_bytes_unref);
  g_object_set_data (G_OBJECT (dialog), FAILURE_KEY, (gpointer) words->failure);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), overlay, 0);
  // Gone with the window, should that be closed first.
  g_object_set_data_full (G_OBJECT (overlay), DIALOG_KEY, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
