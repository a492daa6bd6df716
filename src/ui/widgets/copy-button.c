// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/copy-button.h"

#include "ui/widgets/accessible.h"

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
  AdwButtonContent *content;
  guint copied_source;

  /* Borrowed */
  AdwToast *toast;
};

enum
{
  PROP_TEXT = 1,
  PROP_WHAT,
  PROP_CAPTION,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (TodokuCopyButton, todoku_copy_button, GTK_TYPE_BUTTON)

static const char *
get_label (TodokuCopyButton *self)
{
  if (self->copied_source != 0)
    return _ ("Copied");
  if (self->caption != NULL)
    return self->caption;
  return _ ("Copy");
}

/* Its name for a screen reader is what stands on it. */
static void
update_content (TodokuCopyButton *self)
{
  adw_button_content_set_label (self->content, get_label (self));
  adw_button_content_set_icon_name (self->content, self->copied_source != 0 ? "emblem-ok-symbolic"
                                                                            : "edit-copy-symbolic");
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
show_toast (TodokuCopyButton *self)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = NULL;

  if (overlay == NULL)
    return;

  /* Copied again: the news replaces the older one, and does not queue up behind it. */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  toast = adw_toast_new (_ ("Copied to the clipboard"));
  adw_toast_set_timeout (toast, COPIED_SECONDS);
  g_set_weak_pointer (&self->toast, toast);
  todoku_accessible_name_toasts (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
todoku_copy_button_clicked (GtkButton *button)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (button);

  if (self->text == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  g_clear_handle_id (&self->copied_source, g_source_remove);
  self->copied_source = g_timeout_add_seconds (COPIED_SECONDS, copied_timeout_cb, self);
  update_content (self);
  show_toast (self);
}

static char **
get_member (TodokuCopyButton *self, guint id)
{
  return id == PROP_TEXT ? &self->text : id == PROP_WHAT ? &self->what : &self->caption;
}

static void
todoku_copy_button_get_property (GObject *object,
                                 guint id,
                                 GValue *value,
                                 GParamSpec *pspec G_GNUC_UNUSED)
{
  g_value_set_string (value, *get_member (TODOKU_COPY_BUTTON (object), id));
}

static void
store (TodokuCopyButton *self, guint id, const char *value)
{
  char **member = get_member (self, id);

  if (g_strcmp0 (*member, value) == 0)
    return;

  g_free (*member);
  *member = g_strdup (value);
  if (id == PROP_TEXT)
    {
      /* "Copied" was said of another text. */
      g_clear_handle_id (&self->copied_source, g_source_remove);
      gtk_widget_set_sensitive (GTK_WIDGET (self), value != NULL);
    }
  if (id == PROP_WHAT)
    todoku_accessible_set_description (GTK_WIDGET (self), value);
  update_content (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
todoku_copy_button_set_property (GObject *object,
                                 guint id,
                                 const GValue *value,
                                 GParamSpec *pspec G_GNUC_UNUSED)
{
  store (TODOKU_COPY_BUTTON (object), id, g_value_get_string (value));
}

static void
todoku_copy_button_dispose (GObject *object)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (object);

  g_clear_handle_id (&self->copied_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  G_OBJECT_CLASS (todoku_copy_button_parent_class)->dispose (object);
}

static void
todoku_copy_button_finalize (GObject *object)
{
  TodokuCopyButton *self = TODOKU_COPY_BUTTON (object);

  g_free (self->text);
  g_free (self->what);
  g_free (self->caption);
  g_clear_object (&self->content);
  G_OBJECT_CLASS (todoku_copy_button_parent_class)->finalize (object);
}

static void
todoku_copy_button_class_init (TodokuCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = todoku_copy_button_get_property;
  object_class->set_property = todoku_copy_button_set_property;
  object_class->dispose = todoku_copy_button_dispose;
  object_class->finalize = todoku_copy_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = todoku_copy_button_clicked;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_WHAT] = g_param_spec_string ("what", NULL, NULL, NULL, flags);
  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
todoku_copy_button_init (TodokuCopyButton *self)
{
  self->content = g_object_ref_sink (ADW_BUTTON_CONTENT (adw_button_content_new ()));
  gtk_widget_set_halign (GTK_WIDGET (self->content), GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (self), GTK_WIDGET (self->content));
  gtk_widget_set_receives_default (GTK_WIDGET (self), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  update_content (self);
}

GtkWidget *
todoku_copy_button_new (void)
{
  return g_object_new (TODOKU_TYPE_COPY_BUTTON, NULL);
}

void
todoku_copy_button_set_text (TodokuCopyButton *self, const char *text)
{
  store (self, PROP_TEXT, text);
}

void
todoku_copy_button_set_what (TodokuCopyButton *self, const char *what)
{
  store (self, PROP_WHAT, what);
}
