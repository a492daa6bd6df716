// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/inquiry.h"

// Questions under way at once: enough for a whole SPF record or zone, and no flood for a small
// router.
#define QUESTIONS_MAX 32

// The same at one server, which belongs to somebody else.
#define QUESTIONS_MAX_AT_SERVER 4

// A server and what is to be asked there.
typedef struct
{
  TodokuDnsResolver *resolver;
  TodokuDnsFacts *facts;
  gboolean is_common;
  GQueue waiting; // TodokuDnsQuestion
  guint n_sent;
} Visit;

// Ref-counted: by each question under way, and by the sources that call back.
typedef struct
{
  GTask *task; // NULL once returned
  TodokuDnsSurvey *survey;
  TodokuDnsInquiryRule rule;
  gpointer rule_data;
  GDestroyNotify rule_data_free;
  guint timeout_ms;
  GHashTable *visits; // TodokuDnsFacts → Visit
  GHashTable *sent;   // Asked, of which this has no answer yet
  GCancellable *stop; // for those
  GSource *cancelled;
  GSource *turn; // runs the rule once for all answers of a turn
  GError *error; // of a server that is none
  guint n_asked;
  guint n_answered;
} Inquiry;

// A question under way.
typedef struct
{
  Inquiry *inquiry;
  Visit *visit; // valid as long as the inquiry
  TodokuDnsQuestion *question;
} Asked;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_queue_clear_full (&visit->waiting, (GDestroyNotify) todoku_dns_question_free);
  g_clear_object (&visit->resolver);
  todoku_dns_facts_unref (visit->facts);
  g_free (visit);
}

static void
inquiry_clear (gpointer data)
{
  Inquiry *self = data;

  g_clear_pointer (&self->sent, g_hash_table_unref);
  g_clear_pointer (&self->visits, g_hash_table_unref);
  g_clear_object (&self->stop);
  g_clear_error (&self->error);
  g_clear_pointer (&self->survey, todoku_dns_survey_unref);
  g_clear_pointer (&self->rule_data, self->rule_data_free);
}

static void
inquiry_unref (gpointer self)
{
  g_rc_box_release_full (self, inquiry_clear);
}

static void
asked_free (Asked *asked)
{
  todoku_dns_question_free (asked->question);
  inquiry_unref (asked->inquiry);
  g_free (asked);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
visit_give_back (Visit *visit, const TodokuDnsQuestion *question)
{
  todoku_dns_facts_give_back (visit->facts, question->name, question->type);
}

static void
visit_give_up (Visit *visit)
{
  TodokuDnsQuestion *question;

  while ((question = g_queue_pop_head (&visit->waiting)) != NULL)
    {
      visit_give_back (visit, question);
      todoku_dns_question_free (question);
    }
}

// Ends everything. What has no answer yet is wanted again by who asks next, who may not wait for
// the questions under way to end.
static GTask *
inquiry_take_task (Inquiry *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    visit_give_up (item);
  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    visit_give_back (((Asked *) item)->visit, ((Asked *) item)->question);
  g_hash_table_remove_all (self->sent);

  g_cancellable_cancel (self->stop);
  clear_source (&self->cancelled);
  clear_source (&self->turn);

  return g_steal_pointer (&self->task);
}

static void inquiry_run_rule (Inquiry *self);

static gboolean
turn_cb (gpointer user_data)
{
  Inquiry *self = user_data;

  clear_source (&self->turn);
  inquiry_run_rule (self);

  return G_SOURCE_REMOVE;
}

static void inquiry_send (Inquiry *self);

static void
inquiry_learn (Inquiry *self, const Asked *asked, TodokuDnsAnswer *answer)
{
  todoku_dns_facts_learn (asked->visit->facts, asked->question->name, asked->question->type,
                          answer);
  self->n_answered++;
  inquiry_send (self);
  if (self->turn != NULL)
    return;

  self->turn = g_idle_source_new ();
  g_source_set_priority (self->turn, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn, turn_cb, g_rc_box_acquire (self), inquiry_unref);
  g_source_attach (self->turn, g_task_get_context (self->task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  Inquiry *self = asked->inquiry;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);

  asked->visit->n_sent--;
  // Not there where the inquiry has ended; until then no question is given up.
  if (g_hash_table_remove (self->sent, asked))
    inquiry_learn (self, asked, answer);
  asked_free (asked);
}

static void
visit_send (Inquiry *self, Visit *visit)
{
  guint most = visit->is_common ? QUESTIONS_MAX : QUESTIONS_MAX_AT_SERVER;

  while (g_hash_table_size (self->sent) < QUESTIONS_MAX && visit->n_sent < most
         && !g_queue_is_empty (&visit->waiting))
    {
      Asked *asked = g_new0 (Asked, 1);

      asked->inquiry = g_rc_box_acquire (self);
      asked->visit = visit;
      asked->question = g_queue_pop_head (&visit->waiting);
      visit->n_sent++;
      g_hash_table_add (self->sent, asked);
      todoku_dns_resolver_query_async (visit->resolver, asked->question->name,
                                       asked->question->type, self->stop, answered_cb, asked);
    }
}

static void
inquiry_send (Inquiry *self)
{
  GHashTableIter iter;
  gpointer visit;

  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visit))
    visit_send (self, visit);
}

static TodokuDnsResolver *
inquiry_make_resolver (Inquiry *self, const char *server, gboolean is_direct)
{
  const char *servers[] = { server, NULL };
  // The first one is as good as any.
  GError **error = self->error == NULL ? &self->error : NULL;

  return is_direct ? todoku_dns_resolver_new_direct (server, self->timeout_ms, error)
                   : todoku_dns_resolver_new (servers, self->timeout_ms, error);
}

// Returns NULL where @server is no server.
static Visit *
inquiry_get_visit (Inquiry *self, const char *server, gboolean is_direct, TodokuDnsFacts *facts)
{
  Visit *visit = g_hash_table_lookup (self->visits, facts);

  if (visit != NULL)
    return visit;

  g_autoptr (TodokuDnsResolver) resolver = server == NULL
                                             ? g_object_ref (g_task_get_source_object (self->task))
                                             : inquiry_make_resolver (self, server, is_direct);

  if (resolver == NULL)
    return NULL;

  visit = g_new0 (Visit, 1);
  visit->facts = todoku_dns_facts_ref (facts);
  visit->is_common = server == NULL;
  visit->resolver = g_steal_pointer (&resolver);
  g_queue_init (&visit->waiting);
  g_hash_table_insert (self->visits, facts, visit);

  return visit;
}

static void
fetch_cb (const char *server, gboolean is_direct, TodokuDnsFacts *facts, gpointer user_data)
{
  Inquiry *self = user_data;
  Visit *visit = inquiry_get_visit (self, server, is_direct, facts);

  if (visit == NULL)
    return;

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  for (guint i = 0; i < wanted->len; i++)
    g_queue_push_tail (&visit->waiting, g_ptr_array_index (wanted, i));
  self->n_asked += wanted->len;
  g_ptr_array_set_free_func (wanted, NULL);
}

static void
give_back_cb (const char *server G_GNUC_UNUSED,
              gboolean is_direct G_GNUC_UNUSED,
              TodokuDnsFacts *facts,
              gpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);

      todoku_dns_facts_give_back (facts, question->name, question->type);
    }
}

static void
inquiry_run_rule (Inquiry *self)
{
  gboolean complete = self->rule (self->survey, self->n_answered, self->n_asked, self->rule_data);

  if (self->task == NULL)
    return;

  if (complete)
    {
      g_autoptr (GTask) task = inquiry_take_task (self);

      // What it asked by the way in its last run: no server is called on for that any more.
      todoku_dns_survey_foreach_wanted (self->survey, give_back_cb, NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }

  todoku_dns_survey_foreach_wanted (self->survey, fetch_cb, self);
  if (self->error != NULL)
    {
      g_autoptr (GTask) task = inquiry_take_task (self);

      todoku_dns_survey_foreach_wanted (self->survey, give_back_cb, NULL);
      g_task_return_error (task, g_steal_pointer (&self->error));
      return;
    }
  inquiry_send (self);
  if (g_hash_table_size (self->sent) == 0)
    {
      g_autoptr (GTask) task = inquiry_take_task (self);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The rule waits for nothing");
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = inquiry_take_task (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
inquiry_watch_cancellable (Inquiry *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), g_rc_box_acquire (self),
                         inquiry_unref);
  g_source_attach (self->cancelled, g_task_get_context (self->task));
}

void
todoku_dns_inquiry_async (TodokuDnsResolver *resolver,
                          TodokuDnsSurvey *survey,
                          guint timeout_ms,
                          TodokuDnsInquiryRule rule,
                          gpointer rule_data,
                          GDestroyNotify rule_data_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, todoku_dns_inquiry_async);
  if (g_task_return_error_if_cancelled (task))
    {
      rule_data_free (rule_data);
      return;
    }

  Inquiry *self = g_rc_box_new0 (Inquiry);

  self->task = g_steal_pointer (&task);
  self->survey = todoku_dns_survey_ref (survey);
  self->timeout_ms = timeout_ms;
  self->rule = rule;
  self->rule_data = rule_data;
  self->rule_data_free = rule_data_free;
  self->visits = g_hash_table_new_full (NULL, NULL, NULL, visit_free);
  self->sent = g_hash_table_new (NULL, NULL);
  self->stop = g_cancellable_new ();
  inquiry_watch_cancellable (self, cancellable);
  inquiry_run_rule (self);
  inquiry_unref (self);
}

gboolean
todoku_dns_inquiry_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
