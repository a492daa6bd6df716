// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/busy-spinner.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

// From here on a person asks herself whether anything is happening.
#define PATIENCE_MS 400

struct _TodokuBusySpinner
{
  AdwBin parent_instance;

  gboolean busy;
  guint patience_id;

  /* Borrowed */
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (TodokuBusySpinner, todoku_busy_spinner, ADW_TYPE_BIN)

enum
{
  PROP_BUSY = 1,
};

// Its place it keeps either way; a screen reader would find it there, too.
static void
set_turning (TodokuBusySpinner *self, gboolean turning)
{
  gtk_widget_set_child_visible (GTK_WIDGET (self->spinner), turning);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !turning, -1);
  gtk_spinner_set_spinning (self->spinner, turning);
}

static gboolean
patience_cb (gpointer user_data)
{
  TodokuBusySpinner *self = TODOKU_BUSY_SPINNER (user_data);

  self->patience_id = 0;
  set_turning (self, TRUE);

  return G_SOURCE_REMOVE;
}

void
todoku_busy_spinner_set_busy (TodokuBusySpinner *self, gboolean busy)
{
  busy = !!busy;
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (busy)
    self->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, self);
  else
    set_turning (self, FALSE);
}

static void
todoku_busy_spinner_set_property (GObject *object,
                                  guint id G_GNUC_UNUSED,
                                  const GValue *value,
                                  GParamSpec *pspec G_GNUC_UNUSED)
{
  todoku_busy_spinner_set_busy (TODOKU_BUSY_SPINNER (object), g_value_get_boolean (value));
}

static void
todoku_busy_spinner_dispose (GObject *object)
{
  g_clear_handle_id (&TODOKU_BUSY_SPINNER (object)->patience_id, g_source_remove);

  G_OBJECT_CLASS (todoku_busy_spinner_parent_class)->dispose (object);
}

static void
todoku_busy_spinner_class_init (TodokuBusySpinnerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->set_property = todoku_busy_spinner_set_property;
  object_class->dispose = todoku_busy_spinner_dispose;

  g_object_class_install_property (
    object_class, PROP_BUSY,
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
todoku_busy_spinner_init (TodokuBusySpinner *self)
{
  // Newer GTK gives it a role that has no name.
  self->spinner =
    g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PROGRESS_BAR, NULL);
  todoku_accessible_set_label (GTK_WIDGET (self->spinner), _ ("Looking up"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->spinner));
  set_turning (self, FALSE);
}
