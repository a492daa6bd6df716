// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/copy-button.h"

#include "ui/browser.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

/* How long the button itself says that it has copied. */
#define COPIED_SECONDS 3

struct _TodokuCopyButton
{
  GtkButton parent_instance;

  /* Owned */
  char *text;
  char *what;
  char *caption;
  guint copied_source;

  /* Borrowed */
  GtkImage *icon;
  GtkLabel *label;
};

enum
{
  PROP_TEXT = 1,
  PROP_WHAT,
  PROP_CAPTION,
};

G_DEFINE_FINAL_TYPE (TodokuCopyButton, todoku_copy_button, GTK_TYPE_BUTTON)

/* A browser lets nobody at its clipboard: there the terminal has it. */
static const char *
get_label (TodokuCopyButton *self)
{
  gboolean in_browser = todoku_browser_shows (GTK_WIDGET (self));

  if (self->copied_source != 0)
    return in_browser ? _ ("It Is in the Terminal") : _ ("Copied");
  if (in_browser)
    return _ ("Show in the Terminal");
  if (self->caption != NULL)
    return self->caption;
  return _ ("Copy");
}

/* Of several in a list each says what it copies; else its name is what stands on it. */
static void
update_name (TodokuCopyButton *self)
{
  g_autofree char *name = NULL;

  if (self->what != NULL && self->caption == NULL)
    /* Translators: read aloud: "Copy" or "Copied", then what. */
    name = g_strdup_printf (_ ("%s: %s"), get_label (self), self->what);
  else
    todoku_accessible_set_description (GTK_WIDGET (self), self->what);
  // The button itself has it, and not its label: that it has changed is to be heard.
  todoku_accessible_set_label (GTK_WIDGET (self), name != NULL ? name : get_label (self));
}

static void
update_content (TodokuCopyButton *self)
{
  gtk_label_set_text (self->label, get_label (self));
  gtk_image_set_from_icon_name (self->icon, self->copied_source != 0 ? "emblem-ok-symbolic"
                                                                     : "edit-copy-symbolic");
  update_name (self);
}

static gboolean
copied_timeout_cb (gpointer user_data)
{
  TodokuCopyButton *self = user_data;

  self->copied_source = 0;
  update_content (self);
  return G_SOURCE_REMOVE;
}

static void
todoku_copy_button_clicked (GtkButton *button)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (button);

  if (self->text == NULL)
    return;

  if (todoku_browser_shows (GTK_WIDGET (self)))
    todoku_browser_print_text (self->text);
  else
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  g_clear_handle_id (&self->copied_source, g_source_remove);
  self->copied_source = g_timeout_add_seconds (COPIED_SECONDS, copied_timeout_cb, self);
  update_content (self);
}

void
todoku_copy_button_set_text (TodokuCopyButton *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  /* "Copied" was said of another text. */
  g_clear_handle_id (&self->copied_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self), text != NULL);
  update_content (self);
}

static void
todoku_copy_button_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec G_GNUC_UNUSED)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (object);
  char **words = id == PROP_WHAT ? &self->what : &self->caption;

  if (id == PROP_TEXT)
    {
      todoku_copy_button_set_text (self, g_value_get_string (value));
      return;
    }

  g_free (*words);
  *words = g_value_dup_string (value);
  update_content (self);
}

static void
todoku_copy_button_dispose (GObject *object)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (object);

  g_clear_handle_id (&self->copied_source, g_source_remove);
  G_OBJECT_CLASS (todoku_copy_button_parent_class)->dispose (object);
}

static void
todoku_copy_button_finalize (GObject *object)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (object);

  g_free (self->text);
  g_free (self->what);
  g_free (self->caption);
  G_OBJECT_CLASS (todoku_copy_button_parent_class)->finalize (object);
}

static void
todoku_copy_button_class_init (TodokuCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = todoku_copy_button_set_property;
  object_class->dispose = todoku_copy_button_dispose;
  object_class->finalize = todoku_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = todoku_copy_button_clicked;

  g_object_class_install_property (object_class, PROP_TEXT,
                                   g_param_spec_string ("text", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_WHAT,
                                   g_param_spec_string ("what", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_CAPTION,
                                   g_param_spec_string ("caption", NULL, NULL, NULL, flags));
}

static void
todoku_copy_button_init (TodokuCopyButton *self)
{
  /* Not libadwaita's content of a button, whose words take one line however large they are. */
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->icon = GTK_IMAGE (todoku_icon_new ("edit-copy-symbolic", NULL));
  self->label = GTK_LABEL (todoku_sentence_label_new (NULL, NULL));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->label));
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "image-text-button");
  gtk_button_set_child (GTK_BUTTON (self), content);
  gtk_widget_set_receives_default (GTK_WIDGET (self), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  update_content (self);
}
