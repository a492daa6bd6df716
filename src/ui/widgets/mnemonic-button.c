// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/mnemonic-button.h"

#include "ui/widgets/rows.h"

struct _TodokuMnemonicButton
{
  GtkButton parent_instance;
};

G_DEFINE_FINAL_TYPE (TodokuMnemonicButton, todoku_mnemonic_button, GTK_TYPE_BUTTON)

// What is left is that the label in the button names it. Large letters take more than one line of a
// narrow window.
static void
todoku_mnemonic_button_notify (GObject *object, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "label"))
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (object), GTK_ACCESSIBLE_PROPERTY_LABEL);
      todoku_button_wrap (GTK_BUTTON (object));
    }

  if (G_OBJECT_CLASS (todoku_mnemonic_button_parent_class)->notify != NULL)
    G_OBJECT_CLASS (todoku_mnemonic_button_parent_class)->notify (object, pspec);
}

static void
todoku_mnemonic_button_class_init (TodokuMnemonicButtonClass *class)
{
  G_OBJECT_CLASS (class)->notify = todoku_mnemonic_button_notify;
}

static void
todoku_mnemonic_button_init (TodokuMnemonicButton *self)
{
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
}
