// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/head.h"

#include "ui/widgets/rows.h"

#define SIGN_SIZE 48

struct _TodokuHead
{
  GtkBox parent_instance;

  /* Borrowed: children */
  GtkImage *sign;
  GtkLabel *headline;
  GtkLabel *explanation;
};

enum
{
  PROP_LIVE = 1,
};

G_DEFINE_FINAL_TYPE (TodokuHead, todoku_head, GTK_TYPE_BOX)

void
todoku_head_set_sign (TodokuHead *self, const char *icon_name, const char *css_class)
{
  const char *const classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->sign, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->sign), (const char **) classes);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), icon_name != NULL);
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (text == NULL)
    text = "";
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
todoku_head_set_words (TodokuHead *self, const char *headline, const char *explanation)
{
  set_text (self->headline, headline);
  set_text (self->explanation, explanation);
}

GtkWidget *
todoku_head_get_headline (TodokuHead *self)
{
  return GTK_WIDGET (self->headline);
}

static void
todoku_head_set_property (GObject *object,
                          guint property G_GNUC_UNUSED,
                          const GValue *value,
                          GParamSpec *pspec G_GNUC_UNUSED)
{
  g_object_set (TODOKU_HEAD (object)->headline, "accessible-role",
                g_value_get_boolean (value) ? GTK_ACCESSIBLE_ROLE_STATUS
                                            : GTK_ACCESSIBLE_ROLE_HEADING,
                NULL);
}

static void
todoku_head_class_init (TodokuHeadClass *class)
{
  G_OBJECT_CLASS (class)->set_property = todoku_head_set_property;
  g_object_class_install_property (G_OBJECT_CLASS (class), PROP_LIVE,
                                   g_param_spec_boolean ("live", NULL, NULL, FALSE,
                                                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                           | G_PARAM_STATIC_STRINGS));
}

static void
todoku_head_init (TodokuHead *self)
{
  GtkWidget *headline = gtk_label_new (NULL);
  GtkWidget *explanation = todoku_sentence_label_new (NULL, NULL);

  self->sign = GTK_IMAGE (todoku_icon_new (NULL, NULL));
  self->headline = GTK_LABEL (headline);
  self->explanation = GTK_LABEL (explanation);
  gtk_image_set_pixel_size (self->sign, SIGN_SIZE);
  gtk_label_set_justify (self->headline, GTK_JUSTIFY_CENTER);
  todoku_label_wrap (self->headline);
  gtk_widget_add_css_class (headline, "title-2");
  gtk_widget_set_focusable (headline, TRUE);
  gtk_widget_set_halign (explanation, GTK_ALIGN_CENTER);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->sign));
  gtk_box_append (GTK_BOX (self), headline);
  gtk_box_append (GTK_BOX (self), explanation);
  todoku_head_set_sign (self, NULL, NULL);
  todoku_head_set_words (self, NULL, NULL);
}
