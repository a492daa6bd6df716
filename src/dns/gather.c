// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/gather.h"

// Questions under way at once: enough for a whole SPF record, and no flood for a small router.
#define QUESTIONS_MAX 32

// Ref-counted: by the task's callbacks and by each question under way.
typedef struct
{
  GTask *task; // NULL once returned
  TodokuDnsResolver *resolver;
  TodokuDnsFacts *facts;
  TodokuDnsRule rule;
  TodokuDnsProgress progress;
  gpointer rule_data;
  GQueue waiting;     // TodokuDnsQuestion, not sent yet
  GHashTable *sent;   // Asked, of which this has no answer yet
  GCancellable *stop; // for those
  GSource *cancelled;
  GSource *turn; // runs the rule once for all answers of a turn
  guint n_asked;
  guint n_answered;
} Gathering;

typedef struct
{
  Gathering *gathering;
  TodokuDnsQuestion *question;
} Asked;

static void
gathering_clear (gpointer data)
{
  Gathering *self = data;

  g_clear_pointer (&self->sent, g_hash_table_unref);
  g_clear_object (&self->stop);
  g_clear_object (&self->resolver);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
}

static void
gathering_unref (gpointer self)
{
  g_rc_box_release_full (self, gathering_clear);
}

static void
asked_free (Asked *asked)
{
  todoku_dns_question_free (asked->question);
  gathering_unref (asked->gathering);
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
gathering_give_back (Gathering *self, const TodokuDnsQuestion *question)
{
  todoku_dns_facts_give_back (self->facts, question->name, question->type);
}

// Ends everything. What has no answer yet is wanted again by who asks next, who may not wait for
// the questions under way to end.
static GTask *
gathering_take_task (Gathering *self)
{
  TodokuDnsQuestion *question;
  GHashTableIter iter;
  gpointer asked;

  while ((question = g_queue_pop_head (&self->waiting)) != NULL)
    {
      gathering_give_back (self, question);
      todoku_dns_question_free (question);
    }

  g_hash_table_iter_init (&iter, self->sent);
  while (g_hash_table_iter_next (&iter, &asked, NULL))
    gathering_give_back (self, ((Asked *) asked)->question);
  g_hash_table_remove_all (self->sent);

  g_cancellable_cancel (self->stop);
  clear_source (&self->cancelled);
  clear_source (&self->turn);

  return g_steal_pointer (&self->task);
}

static void gathering_run_rule (Gathering *self);

static gboolean
turn_cb (gpointer user_data)
{
  Gathering *self = user_data;

  clear_source (&self->turn);
  if (self->progress != NULL)
    self->progress (self->n_answered, self->n_asked, self->rule_data);
  gathering_run_rule (self);

  return G_SOURCE_REMOVE;
}

static void gathering_send (Gathering *self);

static void
gathering_learn (Gathering *self, const TodokuDnsQuestion *question, TodokuDnsAnswer *answer)
{
  todoku_dns_facts_learn (self->facts, question->name, question->type, answer);
  self->n_answered++;
  gathering_send (self);

  if (self->turn != NULL)
    return;

  self->turn = g_idle_source_new ();
  g_source_set_priority (self->turn, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn, turn_cb, g_rc_box_acquire (self), gathering_unref);
  g_source_attach (self->turn, g_task_get_context (self->task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  Gathering *self = asked->gathering;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);

  // Not there where the gathering has ended; until then no question is given up.
  if (g_hash_table_remove (self->sent, asked))
    gathering_learn (self, asked->question, answer);
  asked_free (asked);
}

static void
gathering_send (Gathering *self)
{
  while (g_hash_table_size (self->sent) < QUESTIONS_MAX && !g_queue_is_empty (&self->waiting))
    {
      Asked *asked = g_new0 (Asked, 1);

      asked->gathering = g_rc_box_acquire (self);
      asked->question = g_queue_pop_head (&self->waiting);
      g_hash_table_add (self->sent, asked);
      todoku_dns_resolver_query_async (self->resolver, asked->question->name, asked->question->type,
                                       self->stop, answered_cb, asked);
    }
}

static void
gathering_take_wanted (Gathering *self)
{
  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (self->facts);

  if (wanted == NULL)
    return;

  for (guint i = 0; i < wanted->len; i++)
    g_queue_push_tail (&self->waiting, g_ptr_array_index (wanted, i));
  self->n_asked += wanted->len;
  g_ptr_array_set_free_func (wanted, NULL);
}

static void
gathering_run_rule (Gathering *self)
{
  gboolean complete = self->rule (self->facts, self->rule_data);

  gathering_take_wanted (self);
  if (complete)
    {
      g_autoptr (GTask) task = gathering_take_task (self);

      g_task_return_boolean (task, TRUE);
      return;
    }

  gathering_send (self);
  if (g_hash_table_size (self->sent) == 0)
    {
      g_autoptr (GTask) task = gathering_take_task (self);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The rule waits for nothing");
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = gathering_take_task (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
gathering_watch_cancellable (Gathering *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), g_rc_box_acquire (self),
                         gathering_unref);
  g_source_attach (self->cancelled, g_task_get_context (self->task));
}

void
todoku_dns_gather_async (TodokuDnsResolver *resolver,
                         TodokuDnsFacts *facts,
                         TodokuDnsRule rule,
                         TodokuDnsProgress progress,
                         gpointer rule_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, todoku_dns_gather_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  Gathering *self = g_rc_box_new0 (Gathering);

  self->task = g_steal_pointer (&task);
  self->resolver = g_object_ref (resolver);
  self->facts = todoku_dns_facts_ref (facts);
  self->rule = rule;
  self->progress = progress;
  self->rule_data = rule_data;
  self->sent = g_hash_table_new (NULL, NULL);
  self->stop = g_cancellable_new ();
  g_queue_init (&self->waiting);
  gathering_watch_cancellable (self, cancellable);
  gathering_run_rule (self);
  gathering_unref (self);
}

gboolean
todoku_dns_gather_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
