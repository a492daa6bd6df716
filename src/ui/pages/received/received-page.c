// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "ui/page.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/received-checks.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

// A mail that arrived: what its receiver found of SPF, DKIM and DMARC, and what is next.
#define TODOKU_TYPE_RECEIVED_PAGE (todoku_received_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuReceivedPage, todoku_received_page, TODOKU, RECEIVED_PAGE, TodokuPage)

struct _TodokuReceivedPage
{
  TodokuPage parent_instance;

  /* Template widgets */
  GtkLabel *verdict;
  TodokuRowGroup *checks;
  TodokuRowGroup *next;
};

G_DEFINE_FINAL_TYPE (TodokuReceivedPage, todoku_received_page, TODOKU_TYPE_PAGE)

static TodokuSession *
get_session (TodokuReceivedPage *self)
{
  return todoku_page_get_session (TODOKU_PAGE (self));
}

static void
update (TodokuReceivedPage *self)
{
  TodokuReceived *received = todoku_session_get_received (get_session (self));
  g_autofree char *verdict = NULL;
  g_autofree char *next = NULL;

  if (received == NULL)
    return;

  verdict = todoku_received_describe_verdict (received);
  next = todoku_received_describe_next (received);
  gtk_label_set_text (self->verdict, verdict);
  todoku_received_checks_show (self->checks, received);
  todoku_row_group_clear (self->next);
  todoku_row_group_add_text (self->next, next);
  todoku_page_set_next_label (TODOKU_PAGE (self),
                              todoku_received_passes (received) ? _ ("_Check the Domain") : NULL);
}

static void
todoku_received_page_shown (TodokuPage *page)
{
  TodokuReceivedPage *self = TODOKU_RECEIVED_PAGE (page);

  todoku_focus_give (GTK_WIDGET (self->verdict));
}

static void
todoku_received_page_constructed (GObject *object)
{
  TodokuReceivedPage *self = TODOKU_RECEIVED_PAGE (object);

  G_OBJECT_CLASS (todoku_received_page_parent_class)->constructed (object);

  g_signal_connect_object (get_session (self), "notify::received", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
todoku_received_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TODOKU_TYPE_RECEIVED_PAGE);

  G_OBJECT_CLASS (todoku_received_page_parent_class)->dispose (object);
}

static void
todoku_received_page_class_init (TodokuReceivedPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = todoku_received_page_constructed;
  object_class->dispose = todoku_received_page_dispose;
  TODOKU_PAGE_CLASS (class)->shown = todoku_received_page_shown;

  g_type_ensure (TODOKU_TYPE_ROW_GROUP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/received/received-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, checks);
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, next);
}

static void
todoku_received_page_init (TodokuReceivedPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
