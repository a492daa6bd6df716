// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/pages.h"

#include "checkup/print.h"
#include "checkup/wording.h"
#include "ui/mail-program.h"
#include "ui/page.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/bounce-box.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/head.h"
#include "ui/widgets/received-checks.h"
#include "ui/widgets/road.h"
#include "ui/widgets/row-group.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

// The end of the road, and its proof: a mail that arrived, and how what Gmail asks for stands.
#define TODOKU_TYPE_ARRIVAL_PAGE (todoku_arrival_page_get_type ())
G_DECLARE_FINAL_TYPE (TodokuArrivalPage, todoku_arrival_page, TODOKU, ARRIVAL_PAGE, TodokuPage)

struct _TodokuArrivalPage
{
  TodokuPage parent_instance;

  /* Template */
  GtkLabel *road;
  TodokuHead *head;
  TodokuRowGroup *checks;
  TodokuBounceBox *mail_box;
  TodokuRowGroup *requirements;
};

G_DEFINE_FINAL_TYPE (TodokuArrivalPage, todoku_arrival_page, TODOKU_TYPE_PAGE)

// The mail, if it is one from the domain that was checked.
static TodokuReceived *
get_received (TodokuArrivalPage *self)
{
  TodokuReceived *received = todoku_session_get_received (todoku_page_get_session (self));
  const char *domain = todoku_session_get_domain (todoku_page_get_session (self));

  return received != NULL && g_strcmp0 (received->domain, domain) == 0 ? received : NULL;
}

static char *
describe (TodokuReceived *received, const TodokuReport *report)
{
  if (received != NULL)
    return todoku_received_describe_verdict (received);

  return g_strdup (todoku_road_is_done (report)
                     ? _ ("SPF, DKIM and DMARC are in order. Does an email arrive?")
                     : _ ("Does an email arrive?"));
}

static void
show_checks (TodokuArrivalPage *self, TodokuReceived *received)
{
  g_autofree char *next = NULL;

  todoku_row_group_clear (self->checks);
  if (received == NULL)
    return;

  todoku_received_checks_show (self->checks, received);
  if (todoku_received_passes (received))
    return;
  next = todoku_received_describe_next (received);
  todoku_row_group_add_text (self->checks, next);
}

static const int signs[] = {
  [TODOKU_REQUIREMENT_MET] = 1,
  [TODOKU_REQUIREMENT_NOT_MET] = 0,
  [TODOKU_REQUIREMENT_UNKNOWN] = -1,
};

static void
add_requirement (TodokuArrivalPage *self, const TodokuRequirement *requirement)
{
  const char *state = todoku_wording_requirement_state (requirement->state);
  const char *bulk = requirement->is_for_bulk ? _ (" (only for 5,000 emails or more a day)") : "";
  g_autofree char *words = g_strconcat (state, bulk, NULL);
  GtkWidget *row = todoku_action_row_new (requirement->message, words);

  todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row),
                                todoku_sign_new (signs[requirement->state]));
  todoku_row_group_add (self->requirements, row);
}

static void
todoku_arrival_page_update (TodokuPage *page)
{
  TodokuArrivalPage *self = TODOKU_ARRIVAL_PAGE (page);
  TodokuReport *report = todoku_page_get_report (self);
  TodokuReceived *received = get_received (self);
  g_autofree char *headline = NULL;

  if (report == NULL)
    return;

  headline = describe (received, report);
  todoku_road_show (self->road, report, TODOKU_N_STANDARDS);
  todoku_head_set_words (self->head, headline, NULL);
  show_checks (self, received);
  todoku_row_group_clear (self->requirements);
  for (guint i = 0; i < report->requirements->len; i++)
    add_requirement (self, g_ptr_array_index (report->requirements, i));
}

// A mail of the domain at hand tells more of it; of another domain it changes nothing here.
static void
mail_cb (TodokuArrivalPage *self)
{
  TodokuSession *session = todoku_page_get_session (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && g_strcmp0 (todoku_session_get_text (session), todoku_session_get_domain (session)) == 0)
    todoku_session_submit (session);
}

static void
test_mail_cb (TodokuArrivalPage *self)
{
  const char *domain = todoku_session_get_display_domain (todoku_page_get_session (self));
  g_autofree char *uri = domain != NULL ? todoku_test_mail_make_mailto (domain) : NULL;

  if (uri != NULL)
    todoku_mail_program_open (GTK_WIDGET (self), uri);
}

static void
todoku_arrival_page_shown (TodokuPage *page)
{
  TodokuArrivalPage *self = TODOKU_ARRIVAL_PAGE (page);

  // The mail that came back at the beginning is not the one that is asked for here.
  if (get_received (self) != NULL
      || todoku_session_get_bounce (todoku_page_get_session (self)) == NULL)
    todoku_bounce_box_update (self->mail_box);
  todoku_focus_give (todoku_head_get_headline (self->head));
}

static void
todoku_arrival_page_constructed (GObject *object)
{
  TodokuArrivalPage *self = TODOKU_ARRIVAL_PAGE (object);
  TodokuSession *session = todoku_page_get_session (self);
  g_autofree char *way = todoku_received_describe_way ();

  G_OBJECT_CLASS (todoku_arrival_page_parent_class)->constructed (object);
  todoku_bounce_box_set_hint (self->mail_box, way);
  todoku_bounce_box_set_session (self->mail_box, session);
  g_signal_connect_object (session, "notify::received", G_CALLBACK (mail_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::bounce", G_CALLBACK (mail_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
todoku_arrival_page_class_init (TodokuArrivalPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = todoku_arrival_page_constructed;
  TODOKU_PAGE_CLASS (class)->update = todoku_arrival_page_update;
  TODOKU_PAGE_CLASS (class)->shown = todoku_arrival_page_shown;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/todoku/Todoku/pages/arrival/arrival-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuArrivalPage, road);
  gtk_widget_class_bind_template_child (widget_class, TodokuArrivalPage, head);
  gtk_widget_class_bind_template_child (widget_class, TodokuArrivalPage, checks);
  gtk_widget_class_bind_template_child (widget_class, TodokuArrivalPage, mail_box);
  gtk_widget_class_bind_template_child (widget_class, TodokuArrivalPage, requirements);
  gtk_widget_class_bind_template_callback (widget_class, test_mail_cb);
}

static void
todoku_arrival_page_init (TodokuArrivalPage *self)
{
  todoku_template_init (GTK_WIDGET (self));
}
