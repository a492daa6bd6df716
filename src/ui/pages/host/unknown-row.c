// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "checkup/print.h"
#include "dns/name.h"
#include "ui/widgets/copy-button.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

struct _TodokuUnknownRow
{
  GtkListBoxRow parent_instance;

  /* Owned */
  TodokuSession *session;
  TodokuDomain *server; /* nullable */

  /* Borrowed from the catalog */
  const TodokuMailHost *host;

  /* Template widgets */
  GtkEntry *entry;
  GtkLabel *answer_label;
  GtkWidget *choose_button;
  TodokuCopyButton *letter_button;
};

enum
{
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TodokuUnknownRow, todoku_unknown_row, GTK_TYPE_LIST_BOX_ROW)

const TodokuMailHost *
todoku_unknown_row_get_host (TodokuUnknownRow *self)
{
  return self->host;
}

const char *
todoku_unknown_row_get_server (TodokuUnknownRow *self)
{
  return self->server != NULL ? self->server->ascii : "";
}

// A name of her own domain tells nothing: every company lets its customers have such names.
static gboolean
is_own_name (TodokuUnknownRow *self)
{
  const char *domain = todoku_session_get_domain (self->session);

  return domain != NULL && todoku_dns_name_is_within (self->server->ascii, domain);
}

static char *
describe_answer (TodokuUnknownRow *self)
{
  if (self->server == NULL)
    return NULL;
  if (self->host != NULL)
    // Translators: the argument is a mail host.
    return g_strdup_printf (_ ("This belongs to %s."), todoku_catalog_text_get (&self->host->name));
  if (is_own_name (self))
    return g_strdup (
      _ ("This name belongs to your own domain, so it does not show whose server it is."));
  if (self->server->registrable == NULL)
    return g_strdup (_ ("Todoku does not know this server."));

  return g_strdup_printf (
    // Translators: the argument is a domain.
    _ ("Todoku does not know this server. Open %s in a browser: it often is the company’s own "
       "site, and its help pages give the SPF value."),
    self->server->registrable);
}

static void
update_answer (TodokuUnknownRow *self)
{
  g_autofree char *answer = describe_answer (self);

  gtk_label_set_text (self->answer_label, answer != NULL ? answer : "");
  gtk_widget_set_visible (GTK_WIDGET (self->answer_label), answer != NULL);
  gtk_widget_set_visible (self->choose_button, self->host != NULL);
}

static void
entry_changed_cb (TodokuUnknownRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->server, todoku_domain_free);
  self->server = todoku_domain_parse (text, NULL);
  self->host = self->server != NULL
                 ? todoku_catalog_find_server_owner (todoku_session_get_catalog (self->session),
                                                     self->server->ascii)
                 : NULL;
  update_answer (self);
}

static void
choose_cb (TodokuUnknownRow *self)
{
  if (self->host != NULL)
    g_signal_emit (self, signals[FOUND], 0);
}

TodokuUnknownRow *
todoku_unknown_row_new (TodokuSession *session)
{
  TodokuUnknownRow *self = g_object_new (TODOKU_TYPE_UNKNOWN_ROW, NULL);
  g_autofree char *letter = NULL;

  self->session = g_object_ref (session);
  letter = todoku_print_write_question (todoku_session_get_display_domain (session));
  todoku_copy_button_set_text (self->letter_button, letter);
  update_answer (self);

  return self;
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TODOKU_UNKNOWN_ROW (widget)->entry));
}

static void
todoku_unknown_row_finalize (GObject *object)
{
  TodokuUnknownRow *self = TODOKU_UNKNOWN_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->server, todoku_domain_free);

  G_OBJECT_CLASS (todoku_unknown_row_parent_class)->finalize (object);
}

static void
todoku_unknown_row_class_init (TodokuUnknownRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = todoku_unknown_row_finalize;
  widget_class->grab_focus = grab_focus;

  signals[FOUND] = g_signal_new ("found", TODOKU_TYPE_UNKNOWN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/host/unknown-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuUnknownRow, entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuUnknownRow, answer_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuUnknownRow, choose_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuUnknownRow, letter_button);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
todoku_unknown_row_init (TodokuUnknownRow *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
