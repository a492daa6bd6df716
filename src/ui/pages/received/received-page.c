// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "ui/page.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
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
  TodokuHead *head;
  TodokuRowGroup *checks;
  TodokuRowGroup *next;
};

G_DEFINE_FINAL_TYPE (TodokuReceivedPage, todoku_received_page, TODOKU_TYPE_PAGE)

static void
todoku_received_page_describe (TodokuPage *page, TodokuPageState *state)
{
  TodokuReceived *received = todoku_session_get_received (todoku_page_get_session (page));

  if (received != NULL && todoku_received_passes (received))
    state->next_label = _ ("_Check the Domain");
}

static void
todoku_received_page_update (TodokuPage *page)
{
  TodokuReceivedPage *self = TODOKU_RECEIVED_PAGE (page);
  TodokuReceived *received = todoku_session_get_received (todoku_page_get_session (page));
  g_autofree char *verdict = NULL;
  g_autofree char *next = NULL;

  if (received == NULL)
    return;

  verdict = todoku_received_describe_verdict (received);
  next = todoku_received_describe_next (received);
  todoku_head_set_words (self->head, verdict, NULL);
  todoku_received_checks_show (self->checks, received);
  todoku_row_group_clear (self->next);
  todoku_row_group_add_text (self->next, next);
}

static void
todoku_received_page_shown (TodokuPage *page)
{
  todoku_focus_give (todoku_head_get_headline (TODOKU_RECEIVED_PAGE (page)->head));
}

static void
todoku_received_page_class_init (TodokuReceivedPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (class);

  page_class->describe = todoku_received_page_describe;
  page_class->update = todoku_received_page_update;
  page_class->shown = todoku_received_page_shown;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/received/received-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, checks);
  gtk_widget_class_bind_template_child (widget_class, TodokuReceivedPage, next);
}

static void
todoku_received_page_init (TodokuReceivedPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
