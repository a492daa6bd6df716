// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/pages.h"

#include "config.h"

#include "ui/page.h"
#include "ui/pages/host/sections.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

// Asks who holds the mail, while the look-ups go on, and what else sends with the same address.
#define TODOKU_TYPE_HOST_PAGE (todoku_host_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostPage, todoku_host_page, TODOKU, HOST_PAGE, TodokuPage)

struct _TodokuHostPage
{
  TodokuPage parent_instance;

  gboolean asked_to_choose; /* the person wanted to go on without a choice */

  /* Template widgets */
  GtkLabel *title_label;
  GtkLabel *choice_label;
  GtkLabel *status_label;
  GtkWidget *retry_button;
  TodokuHostList *host_list;
  TodokuWebGroup *web_group;
  TodokuSenderList *sender_list;
};

G_DEFINE_FINAL_TYPE (TodokuHostPage, todoku_host_page, TODOKU_TYPE_PAGE)

static gboolean
has_failed (TodokuSession *session)
{
  TodokuReport *report = todoku_session_get_report (session);

  if (todoku_session_get_busy (session) || todoku_session_get_domain (session) == NULL)
    return FALSE;

  return report == NULL || !todoku_session_get_complete (session)
         || report->verdict == TODOKU_VERDICT_UNKNOWN;
}

static char *
describe_progress (TodokuSession *session)
{
  guint n_asked = todoku_session_get_n_asked (session);

  if (n_asked == 0)
    return g_strdup (_ ("Looking up…"));

  /* Translators: how many questions to the DNS were answered, of how many */
  return g_strdup_printf (_ ("Looking up… (%u/%u)"), todoku_session_get_n_answered (session),
                          n_asked);
}

static char *
describe_detection (TodokuSession *session)
{
  TodokuReport *report = todoku_session_get_report (session);
  const TodokuDetection *first;

  if (report == NULL || report->collected->mail.detections->len == 0)
    return g_strdup (
      _ ("It was not found automatically. Please choose your company from the list."));

  first = g_ptr_array_index (report->collected->mail.detections, 0);
  if (first->confidence == TODOKU_CONFIDENCE_HIGH)
    /* Translators: %s is the name of a company */
    return g_strdup_printf (_ ("Found: %s. If this is right, continue."),
                            todoku_catalog_text_get (&first->host->name));

  /* Translators: %s is the name of a company */
  return g_strdup_printf (_ ("Probably %s. If it is another one, choose it from the list."),
                          todoku_catalog_text_get (&first->host->name));
}

static char *
describe_status (TodokuHostPage *self)
{
  TodokuSession *session = todoku_page_get_session (self);
  TodokuReport *report = todoku_session_get_report (session);

  if (self->asked_to_choose)
    return g_strdup (_ ("Please choose your email provider first."));
  if (todoku_session_get_busy (session))
    return describe_progress (session);
  if (report != NULL && report->verdict == TODOKU_VERDICT_UNKNOWN)
    return g_strdup (report->explanation);
  if (has_failed (session))
    return g_strdup (_ ("Not everything could be looked up. You can try again, or choose from the "
                        "list and continue."));

  return describe_detection (session);
}

static void
update_title (TodokuHostPage *self)
{
  TodokuReport *report = todoku_page_get_report (self);
  const char *domain = todoku_session_get_display_domain (todoku_page_get_session (self));
  /* Translators: %s is a domain */
  g_autofree char *title =
    g_strdup_printf (_ ("Which company is the email of %s with?"), domain != NULL ? domain : "");
  gboolean is_found = report != NULL && report->collected->mail.detections->len > 0;

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->choice_label,
                      is_found ? _ ("The company your email is with. If you do not know, use what "
                                    "was found.")
                               : _ ("The company your email is with. If you do not know, choose "
                                    "the last line: it has ways to find out."));
}

static void
todoku_host_page_update (TodokuPage *page)
{
  TodokuHostPage *self = TODOKU_HOST_PAGE (page);
  g_autofree char *status = NULL;

  if (todoku_host_list_has_choice (self->host_list))
    self->asked_to_choose = FALSE;
  status = describe_status (self);

  update_title (self);
  gtk_label_set_text (self->status_label, status);
  if (self->asked_to_choose)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "error");
  gtk_widget_set_visible (self->retry_button, has_failed (todoku_page_get_session (self)));
}

static void
todoku_host_page_describe (TodokuPage *page, TodokuPageState *state)
{
  state->busy = todoku_session_get_busy (todoku_page_get_session (page));
}

static void
retry_cb (TodokuHostPage *self)
{
  todoku_session_retry (todoku_page_get_session (self));
}

static void
todoku_host_page_shown (TodokuPage *page)
{
  todoku_host_list_focus (TODOKU_HOST_PAGE (page)->host_list);
}

// Nothing can be said before the person has chosen.
static gboolean
needs_choice (TodokuSession *session)
{
  TodokuReport *report = todoku_session_get_report (session);

  return !todoku_session_get_busy (session) && !has_failed (session)
         && report->question == TODOKU_QUESTION_HOST;
}

// While the answers are still coming the person need not wait: the next page does. Where they
// failed she is not held up either: the next page says more about it, and tries again.
static gboolean
todoku_host_page_apply (TodokuPage *page)
{
  TodokuHostPage *self = TODOKU_HOST_PAGE (page);

  if (!todoku_host_list_has_choice (self->host_list))
    {
      self->asked_to_choose = needs_choice (todoku_page_get_session (self));
      todoku_page_update (page);
      if (!self->asked_to_choose)
        return TRUE;

      todoku_host_list_focus (self->host_list);
      todoku_focus_scroll_to (GTK_WIDGET (self->status_label));
      return FALSE;
    }

  return todoku_host_list_check (self->host_list) && todoku_web_group_check (self->web_group);
}

static void
todoku_host_page_constructed (GObject *object)
{
  TodokuHostPage *self = TODOKU_HOST_PAGE (object);
  TodokuSession *session = todoku_page_get_session (self);

  G_OBJECT_CLASS (todoku_host_page_parent_class)->constructed (object);

  todoku_host_list_set_session (self->host_list, session);
  todoku_web_group_set_session (self->web_group, session);
  todoku_sender_list_set_session (self->sender_list, session);
  g_signal_connect_object (session, "notify::progress", G_CALLBACK (todoku_page_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::complete", G_CALLBACK (todoku_page_update), self,
                           G_CONNECT_SWAPPED);
}

static void
todoku_host_page_class_init (TodokuHostPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  TodokuPageClass *page_class = TODOKU_PAGE_CLASS (class);

  object_class->constructed = todoku_host_page_constructed;
  page_class->describe = todoku_host_page_describe;
  page_class->update = todoku_host_page_update;
  page_class->shown = todoku_host_page_shown;
  page_class->apply = todoku_host_page_apply;

  g_type_ensure (TODOKU_TYPE_HOST_LIST);
  g_type_ensure (TODOKU_TYPE_SENDER_LIST);
  g_type_ensure (TODOKU_TYPE_WEB_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/pages/host/host-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, choice_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, host_list);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, web_group);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostPage, sender_list);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
todoku_host_page_init (TodokuHostPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
