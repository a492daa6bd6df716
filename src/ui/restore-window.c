// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/dialogs.h"

#include "checkup/collect.h"
#include "checkup/instructions.h"
#include "dns/resolver-cares.h"
#include "dns/run.h"
#include "ui/widgets/busy-spinner.h"
#include "ui/widgets/head.h"
#include "ui/widgets/instructions.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

#define TODOKU_TYPE_RESTORE_WINDOW (todoku_restore_window_get_type ())
G_DECLARE_FINAL_TYPE (TodokuRestoreWindow, todoku_restore_window, TODOKU, RESTORE_WINDOW, AdwWindow)

struct _TodokuRestoreWindow
{
  AdwWindow parent_instance;

  /* Owned */
  TodokuSession *session;
  TodokuHistoryEntry *entry;
  TodokuDomain *domain;
  TodokuDnsFacts *facts;
  TodokuCheckupOptions *options;
  TodokuCollected *collected;
  GCancellable *cancellable;

  /* Template widgets */
  TodokuRowGroup *value;
  GtkWidget *busy_box;
  TodokuBusySpinner *spinner;
  TodokuHead *head;
  TodokuRowGroup *ways;
  TodokuRowGroup *dangers;
  TodokuRowGroup *steps;
  TodokuRowGroup *traps;
  TodokuRowGroup *fields;
  TodokuRowGroup *assurances;
  TodokuRowGroup *source;
};

G_DEFINE_FINAL_TYPE (TodokuRestoreWindow, todoku_restore_window, ADW_TYPE_WINDOW)

static void
show_value (TodokuRestoreWindow *self)
{
  gboolean is_of_domain = g_str_equal (self->entry->domain, self->domain->ascii);
  g_autofree char *date = todoku_history_entry_format_time (self->entry, "%Y-%m-%d");
  /* Translators: %s is a date as 2026-11-24. */
  g_autofree char *text =
    g_strdup_printf (_ ("It was published until %s. If email came back at that time, it will come "
                        "back again with this value."),
                     date);

  todoku_row_group_set_title (self->value,
                              is_of_domain ? self->domain->display : self->entry->domain);
  todoku_row_group_set_description (self->value, text);
  todoku_row_group_add (self->value,
                        todoku_value_row_new (_ ("Old value"), self->entry->records[0]));
}

static void
set_busy (TodokuRestoreWindow *self, gboolean busy)
{
  gtk_widget_set_visible (self->busy_box, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->head), !busy);
  todoku_busy_spinner_set_busy (self->spinner, busy);
}

static void
show_instructions (TodokuRestoreWindow *self)
{
  g_autoptr (TodokuInstructions) instructions =
    todoku_instructions_new_to_restore (self->collected, self->entry->domain,
                                        self->entry->records[0]);

  set_busy (self, FALSE);
  todoku_head_set_words (self->head, instructions->target, instructions->place);
  todoku_texts_show (self->ways, instructions->ways);
  todoku_traps_show (self->dangers, instructions->dangers);
  todoku_steps_show (self->steps, instructions->steps, NULL);
  todoku_traps_show (self->traps, instructions->traps);
  todoku_row_group_set_description (self->fields, instructions->change);
  todoku_fields_show (self->fields, instructions);
  todoku_texts_show (self->assurances, instructions->assurances);
  todoku_instructions_source_show (self->source, instructions);
}

static gboolean
collect_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  TodokuRestoreWindow *self = user_data;

  g_clear_pointer (&self->collected, todoku_collected_free);
  self->collected = todoku_collect_place (todoku_session_get_catalog (self->session), facts,
                                          self->domain->ascii, self->options);

  return self->collected->complete;
}

// Where the DNS cannot be asked, the way is the one that holds at any company.
static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TodokuRestoreWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_instructions (self);
}

static void
look_up (TodokuRestoreWindow *self)
{
  g_autoptr (TodokuDnsResolver) resolver =
    todoku_dns_resolver_cares_new (todoku_session_get_servers (self->session), 0, NULL);

  if (resolver == NULL)
    {
      collect_cb (self->facts, self);
      show_instructions (self);
      return;
    }
  set_busy (self, TRUE);
  todoku_dns_run_async (resolver, self->facts, collect_cb, NULL, self, self->cancellable,
                        finished_cb, g_object_ref (self));
}

GtkWindow *
todoku_restore_window_new (TodokuSession *session, TodokuHistoryEntry *entry, GtkWindow *parent)
{
  TodokuRestoreWindow *self =
    g_object_new (TODOKU_TYPE_RESTORE_WINDOW, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->entry = todoku_history_entry_ref (entry);
  self->domain = todoku_history_entry_dup_domain (entry);
  show_value (self);
  look_up (self);

  return GTK_WINDOW (self);
}

// Closed: what is being looked up holds it until that ends.
static void
todoku_restore_window_unrealize (GtkWidget *widget)
{
  g_cancellable_cancel (TODOKU_RESTORE_WINDOW (widget)->cancellable);

  GTK_WIDGET_CLASS (todoku_restore_window_parent_class)->unrealize (widget);
}

static void
todoku_restore_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TODOKU_TYPE_RESTORE_WINDOW);

  G_OBJECT_CLASS (todoku_restore_window_parent_class)->dispose (object);
}

static void
todoku_restore_window_finalize (GObject *object)
{
  TodokuRestoreWindow *self = TODOKU_RESTORE_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->collected, todoku_collected_free);
  g_clear_pointer (&self->options, todoku_checkup_options_free);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
  g_clear_pointer (&self->domain, todoku_domain_free);
  g_clear_pointer (&self->entry, todoku_history_entry_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (todoku_restore_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/restore-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, value);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, busy_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, ways);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, dangers);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, steps);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, traps);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, assurances);
  gtk_widget_class_bind_template_child (widget_class, TodokuRestoreWindow, source);
}

static void
todoku_restore_window_class_init (TodokuRestoreWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_restore_window_dispose;
  G_OBJECT_CLASS (class)->finalize = todoku_restore_window_finalize;
  widget_class->unrealize = todoku_restore_window_unrealize;

  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
todoku_restore_window_init (TodokuRestoreWindow *self)
{
  self->facts = todoku_dns_facts_new ();
  self->options = todoku_checkup_options_new ();
  self->cancellable = g_cancellable_new ();
  todoku_template_init (GTK_WIDGET (self));
}
