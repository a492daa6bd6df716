// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/bounce-box.h"

#include "config.h"

#include "base/paths.h"
#include "mail/message.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Long enough to wait for the end of what is being typed; a paste comes all at once.
#define READ_DELAY_MS 250

// What is longer is read all the same, but would make the text view slow.
#define SHOWN_OCTETS_MAX (256 * 1024)

struct _TodokuBounceBox
{
  GtkBox parent_instance;

  guint read_id;
  gboolean is_filling; /* the program changes the text, not the person */
  gboolean is_unshown; /* what was given does not stand in the text view */

  /* Owned */
  TodokuSession *session;
  GCancellable *cancellable; /* of what is being read */
  GtkFileChooserNative *chooser;

  /* Template widgets */
  GtkLabel *hint_label;
  GtkWidget *content_box;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkLabel *status_label;
};

G_DEFINE_FINAL_TYPE (TodokuBounceBox, todoku_bounce_box, GTK_TYPE_BOX)

static void
show_status (TodokuBounceBox *self, const char *text, gboolean is_error)
{
  GtkWidget *label = GTK_WIDGET (self->status_label);
  const char *unshown =
    self->is_unshown ? _ ("The text was read, but cannot be shown here.") : NULL;
  g_autofree char *shown = g_strjoin (" ", text != NULL ? text : "", unshown, NULL);
  gboolean is_new = !g_str_equal (gtk_label_get_text (self->status_label), shown);

  gtk_label_set_text (self->status_label, shown);
  gtk_widget_set_visible (label, text != NULL);
  todoku_accessible_set_description (GTK_WIDGET (self->text_view), text);
  if (is_error)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
  // What was asked for by a button above may stand below what is in view.
  if (is_new && text != NULL)
    todoku_focus_scroll_to (label);
}

static void
show_words (TodokuBounceBox *self, const char *words, gboolean has_domain)
{
  g_autofree char *text = NULL;

  if (!has_domain)
    // Translators: the argument is one or more sentences.
    text = g_strdup_printf (
      _ ("%s It does not name your domain: enter your email address above, and continue."), words);
  show_status (self, text != NULL ? text : words, FALSE);
}

static void
show_bounce (TodokuBounceBox *self, const TodokuBounce *bounce)
{
  g_autofree char *words = todoku_bounce_describe (bounce, NULL);

  show_words (self, words, todoku_bounce_get_own_domain (bounce) != NULL);
}

static void
show_received (TodokuBounceBox *self, const TodokuReceived *received)
{
  g_autofree char *words = todoku_received_describe (received);

  show_words (self, words, received->domain != NULL);
}

static char *
dup_text (TodokuBounceBox *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
fill (TodokuBounceBox *self, const char *text)
{
  self->is_unshown = FALSE;
  self->is_filling = TRUE;
  gtk_text_buffer_set_text (self->buffer, text, -1);
  self->is_filling = FALSE;
}

// The cursor stays where it is, where nothing is new.
static void
show_text (TodokuBounceBox *self, const char *text)
{
  g_autofree char *shown = dup_text (self);

  if (!g_str_equal (shown, text))
    fill (self, text);
}

typedef struct
{
  TodokuCatalog *catalog;
  GBytes *octets;
  TodokuBounce *bounce;
  TodokuReceived *received;
} Reading;

static void
reading_free (Reading *reading)
{
  todoku_catalog_unref (reading->catalog);
  g_bytes_unref (reading->octets);
  g_clear_pointer (&reading->bounce, todoku_bounce_unref);
  g_clear_pointer (&reading->received, todoku_received_unref);
  g_free (reading);
}

// A mail that came back; if it is none, one that arrived.
static TodokuBounceStatus
read_mail (Reading *reading, TodokuBounceRules *rules)
{
  gsize length;
  const char *data = g_bytes_get_data (reading->octets, &length);
  const char *octets = data != NULL ? data : "";
  TodokuBounceStatus status =
    todoku_bounce_read (rules, reading->catalog, octets, length, &reading->bounce);

  if (status == TODOKU_BOUNCE_NONE)
    todoku_received_read (rules, reading->catalog, octets, length, &reading->received);

  return status;
}

static void
read_in_thread (GTask *task,
                gpointer source G_GNUC_UNUSED,
                gpointer task_data,
                GCancellable *cancellable G_GNUC_UNUSED)
{
  Reading *reading = task_data;
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuBounceRules) rules = todoku_bounce_rules_load (folder, &error);

  if (rules == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, read_mail (reading, rules));
}

static void
read_done_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuBounceBox) self = TODOKU_BOUNCE_BOX (user_data);
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gssize status = g_task_propagate_int (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  text = dup_text (self);
  todoku_session_set_bounce (self->session, reading->bounce, text);
  todoku_session_set_received (self->session, reading->received);
  if (error != NULL)
    show_status (self, error->message, TRUE);
  else if (reading->bounce != NULL)
    show_bounce (self, reading->bounce);
  else if (reading->received != NULL)
    show_received (self, reading->received);
  else
    show_status (self, todoku_bounce_status_describe ((TodokuBounceStatus) status), TRUE);
}

static void
forget_reading (TodokuBounceBox *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

// In a thread of its own: a mail with attachments takes longer than a frame.
static void
read_octets (TodokuBounceBox *self, GBytes *octets)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = g_new0 (Reading, 1);

  forget_reading (self);
  self->cancellable = g_cancellable_new ();
  reading->catalog = todoku_catalog_ref (todoku_session_get_catalog (self->session));
  reading->octets = g_bytes_ref (octets);
  task = g_task_new (NULL, self->cancellable, read_done_cb, g_object_ref (self));
  g_task_set_source_tag (task, read_octets);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static gboolean
read_text_cb (gpointer user_data)
{
  TodokuBounceBox *self = TODOKU_BOUNCE_BOX (user_data);
  char *text = dup_text (self);
  g_autoptr (GBytes) octets = g_bytes_new_take (text, strlen (text));

  self->read_id = 0;
  if (g_bytes_get_size (octets) > 0)
    read_octets (self, octets);
  else
    {
      todoku_session_set_bounce (self->session, NULL, NULL);
      todoku_session_set_received (self->session, NULL);
      show_status (self, NULL, FALSE);
    }

  return G_SOURCE_REMOVE;
}

static void
changed_cb (TodokuBounceBox *self)
{
  if (self->is_filling || self->session == NULL)
    return;

  self->is_unshown = FALSE;
  forget_reading (self);
  self->read_id = g_timeout_add (READ_DELAY_MS, read_text_cb, self);
}

// Whatever stood there before goes: nobody is to take it for what is read now.
static void
take (TodokuBounceBox *self, GBytes *octets)
{
  gsize length;
  const char *data = g_bytes_get_data (octets, &length);
  gboolean can_be_shown = length <= SHOWN_OCTETS_MAX && g_utf8_validate_len (data, length, NULL);
  g_autofree char *text = can_be_shown ? g_strndup (data, length) : g_strdup ("");

  gtk_widget_set_visible (self->content_box, TRUE);
  fill (self, text);
  self->is_unshown = !can_be_shown;
  read_octets (self, octets);
}

// What was copied goes in at once; where that is no text, it is said, and she sees where to put it.
static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuBounceBox) self = TODOKU_BOUNCE_BOX (user_data);
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GBytes) octets = NULL;

  if (text != NULL)
    octets = g_bytes_new_take (text, strlen (text));
  if (self->session != NULL && octets != NULL && g_bytes_get_size (octets) > 0)
    take (self, octets);
  else if (self->session != NULL)
    show_status (self,
                 _ ("There is no text on the clipboard. Copy the whole returned email, and press "
                    "the button again."),
                 TRUE);
}

static void
paste_cb (TodokuBounceBox *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  gtk_widget_set_visible (self->content_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  gdk_clipboard_read_text_async (clipboard, NULL, clipboard_cb, g_object_ref (self));
}

static gboolean
read_more_cb (const char *octets G_GNUC_UNUSED, goffset length, gpointer user_data G_GNUC_UNUSED)
{
  return length <= TODOKU_BOUNCE_OCTETS_MAX;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuBounceBox) self = TODOKU_BOUNCE_BOX (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = NULL;
  char *data = NULL;
  gsize length;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &data, &length, NULL, &error))
    octets = g_bytes_new_take (data, length);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (octets != NULL)
    take (self, octets);
  else
    show_status (self, error->message, TRUE);
}

void
todoku_bounce_box_open (TodokuBounceBox *self, GFile *file)
{
  forget_reading (self);
  self->cancellable = g_cancellable_new ();
  g_file_load_partial_contents_async (file, self->cancellable, read_more_cb, loaded_cb,
                                      g_object_ref (self));
}

static void
chosen_cb (TodokuBounceBox *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file != NULL)
    todoku_bounce_box_open (self, file);
  g_clear_object (&self->chooser);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) mails = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (mails, _ ("Emails and text files"));
  gtk_file_filter_add_pattern (mails, "*.eml");
  gtk_file_filter_add_pattern (mails, "*.txt");
  gtk_file_filter_add_mime_type (mails, "message/rfc822");
  gtk_file_filter_add_mime_type (mails, "text/plain");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, mails);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
open_cb (TodokuBounceBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_ ("Open the Email"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (self->chooser));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (TodokuBounceBox *self, const GValue *value)
{
  if (self->session == NULL || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;

  todoku_bounce_box_open (self, g_value_get_object (value));

  return TRUE;
}

void
todoku_bounce_box_update (TodokuBounceBox *self)
{
  TodokuBounce *bounce = todoku_session_get_bounce (self->session);
  TodokuReceived *received = todoku_session_get_received (self->session);
  const char *text = todoku_session_get_bounce_text (self->session);

  // What is only being read is not in the session yet.
  if (self->cancellable != NULL || self->read_id != 0)
    return;

  if (bounce != NULL)
    show_bounce (self, bounce);
  else if (received != NULL)
    show_received (self, received);
  else if (text == NULL)
    show_status (self, NULL, FALSE);
  show_text (self, text != NULL ? text : "");
  if (text != NULL || !todoku_focus_is_within (self->content_box))
    gtk_widget_set_visible (self->content_box, text != NULL);
}

// What is being read is about the domain before.
static void
reset_cb (TodokuBounceBox *self)
{
  forget_reading (self);
  todoku_bounce_box_update (self);
}

void
todoku_bounce_box_set_hint (TodokuBounceBox *self, const char *hint)
{
  gtk_label_set_text (self->hint_label, hint);
}

void
todoku_bounce_box_set_session (TodokuBounceBox *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
}

static void
todoku_bounce_box_dispose (GObject *object)
{
  TodokuBounceBox *self = TODOKU_BOUNCE_BOX (object);

  forget_reading (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_BOUNCE_BOX);

  G_OBJECT_CLASS (todoku_bounce_box_parent_class)->dispose (object);
}

static void
todoku_bounce_box_class_init (TodokuBounceBoxClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_bounce_box_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/widgets/bounce-box.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuBounceBox, hint_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuBounceBox, content_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuBounceBox, text_view);
  gtk_widget_class_bind_template_child (widget_class, TodokuBounceBox, buffer);
  gtk_widget_class_bind_template_child (widget_class, TodokuBounceBox, status_label);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
todoku_bounce_box_init (TodokuBounceBox *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  todoku_template_init (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  // Before the text view, which would take the file's name.
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
