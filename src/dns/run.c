// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/run.h"

// Questions under way at once: enough for a whole SPF record or zone, and no flood for a small
// router.
#define QUESTIONS_MAX 32

// The same at one server, which belongs to somebody else.
#define QUESTIONS_MAX_AT_SERVER 4

// Whom to ask for what is wanted in @facts.
typedef struct
{
  TodokuDnsResolver *resolver;
  TodokuDnsFacts *facts;
  guint n_sent_max;
  guint n_sent;
  GQueue waiting; // TodokuDnsQuestion
} Source;

// Ref-counted: by each query, and by the GSources that call back.
typedef struct
{
  GTask *task; // NULL once returned
  TodokuDnsFacts *facts;
  TodokuDnsRule rule;
  TodokuDnsProgress progress;
  gpointer rule_data;
  GHashTable *sources; // TodokuDnsFacts → Source
  GHashTable *queries; // Query, of which this has no answer yet
  GCancellable *stop;  // for those
  GSource *cancelled;
  GSource *turn; // runs the rule once for all answers of a turn
  GError *error; // of a server that is none
  guint n_asked;
  guint n_answered;
} Run;

// A question under way.
typedef struct
{
  Run *run;
  Source *source; // valid as long as the run
  TodokuDnsQuestion *question;
  GSource *timer; // NULL where it is waited for as long as it is tried
} Query;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->resolver);
  todoku_dns_facts_unref (source->facts);
  g_free (source);
}

static void
run_clear (gpointer data)
{
  Run *self = data;

  g_clear_pointer (&self->queries, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
}

static void
run_unref (gpointer self)
{
  g_rc_box_release_full (self, run_clear);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
query_free (Query *query)
{
  clear_source (&query->timer);
  todoku_dns_question_free (query->question);
  run_unref (query->run);
  g_free (query);
}

static void
source_give_back (Source *source, const TodokuDnsQuestion *question)
{
  todoku_dns_facts_give_back (source->facts, question->name, question->type);
}

static void
source_give_up (Source *source)
{
  for (GList *link = source->waiting.head; link != NULL; link = link->next)
    source_give_back (source, link->data);
  g_queue_clear_full (&source->waiting, (GDestroyNotify) todoku_dns_question_free);
}

// Ends everything. What has no answer yet is wanted again by who asks next, who may not wait for
// the queries to end.
static GTask *
run_take_task (Run *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    source_give_up (item);
  g_hash_table_iter_init (&iter, self->queries);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    source_give_back (((Query *) item)->source, ((Query *) item)->question);
  g_hash_table_remove_all (self->queries);

  g_cancellable_cancel (self->stop);
  clear_source (&self->cancelled);
  clear_source (&self->turn);

  return g_steal_pointer (&self->task);
}

static void run_rule (Run *self);

// Whoever did so is called back once more, by cancelled_cb().
static gboolean
is_cancelled (Run *self)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static gboolean
turn_cb (gpointer user_data)
{
  Run *self = user_data;

  clear_source (&self->turn);
  if (self->progress != NULL && !is_cancelled (self))
    self->progress (self->n_answered, self->n_asked, self->rule_data);
  if (!is_cancelled (self))
    run_rule (self);

  return G_SOURCE_REMOVE;
}

static void run_send (Run *self);

static void
run_learn (Run *self, const Query *query, TodokuDnsAnswer *answer)
{
  todoku_dns_facts_learn (query->source->facts, query->question->name, query->question->type,
                          answer);
  self->n_answered++;
  run_send (self);
  if (self->turn != NULL)
    return;

  self->turn = g_idle_source_new ();
  g_source_set_priority (self->turn, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->turn, turn_cb, g_rc_box_acquire (self), run_unref);
  g_source_attach (self->turn, g_task_get_context (self->task));
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Query *query = user_data;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (object), result, NULL);

  query->source->n_sent--;
  // Not there where the run has ended; until then no query is given up.
  if (g_hash_table_remove (query->run->queries, query))
    run_learn (query->run, query, answer);
  query_free (query);
}

// Patience is at an end. What comes after all is too late.
static gboolean
timer_cb (gpointer user_data)
{
  Query *query = user_data;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_answer_new (TODOKU_DNS_STATUS_TIMED_OUT, NULL, NULL);

  if (g_hash_table_remove (query->run->queries, query))
    run_learn (query->run, query, answer);

  return G_SOURCE_REMOVE;
}

static void
query_start_timer (Query *query)
{
  if (query->question->patience_ms == 0)
    return;

  query->timer = g_timeout_source_new (query->question->patience_ms);
  // What has come is read before time is called.
  g_source_set_priority (query->timer, G_PRIORITY_DEFAULT + 1);
  g_source_set_callback (query->timer, timer_cb, query, NULL);
  g_source_attach (query->timer, g_task_get_context (query->run->task));
}

static void
source_send (Source *source, Run *run)
{
  while (g_hash_table_size (run->queries) < QUESTIONS_MAX && source->n_sent < source->n_sent_max
         && !g_queue_is_empty (&source->waiting))
    {
      Query *query = g_new0 (Query, 1);

      query->run = g_rc_box_acquire (run);
      query->source = source;
      query->question = g_queue_pop_head (&source->waiting);
      source->n_sent++;
      g_hash_table_add (run->queries, query);
      query_start_timer (query);
      todoku_dns_resolver_query_async (source->resolver, query->question->name,
                                       query->question->type, run->stop, answered_cb, query);
    }
}

static void
run_send (Run *self)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    source_send (source, self);
}

static TodokuDnsResolver *
make_resolver (Run *self, const char *server, gboolean is_direct)
{
  TodokuDnsResolver *resolver = g_task_get_source_object (self->task);
  // The first one is as good as any.
  GError **error = self->error == NULL ? &self->error : NULL;

  return server != NULL ? todoku_dns_resolver_new_for_server (resolver, server, is_direct, error)
                        : g_object_ref (resolver);
}

// Returns NULL where @server is no server.
static Source *
run_get_source (Run *self, const char *server, gboolean is_direct, TodokuDnsFacts *facts)
{
  Source *source = g_hash_table_lookup (self->sources, facts);
  g_autoptr (TodokuDnsResolver) resolver =
    source == NULL ? make_resolver (self, server, is_direct) : NULL;

  if (resolver == NULL)
    return source;

  source = g_new0 (Source, 1);
  source->facts = todoku_dns_facts_ref (facts);
  source->resolver = g_steal_pointer (&resolver);
  source->n_sent_max = server == NULL ? QUESTIONS_MAX : QUESTIONS_MAX_AT_SERVER;
  g_queue_init (&source->waiting);
  g_hash_table_insert (self->sources, facts, source);

  return source;
}

static void
fetch_cb (const char *server, gboolean is_direct, TodokuDnsFacts *facts, gpointer user_data)
{
  Run *self = user_data;
  Source *source = run_get_source (self, server, is_direct, facts);

  if (source == NULL)
    return;

  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  for (guint i = 0; i < wanted->len; i++)
    g_queue_push_tail (&source->waiting, g_ptr_array_index (wanted, i));
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

  todoku_list_foreach (const TodokuDnsQuestion, question, wanted)
    todoku_dns_facts_give_back (facts, question->name, question->type);
}

// What the rule asked in its last run: nobody is asked that any more.
static void
run_return (Run *self, GError *error)
{
  g_autoptr (GTask) task = run_take_task (self);

  todoku_dns_facts_foreach_wanted (self->facts, give_back_cb, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
run_rule (Run *self)
{
  gboolean complete = self->rule (self->facts, self->rule_data);

  if (complete)
    {
      run_return (self, NULL);
      return;
    }

  todoku_dns_facts_foreach_wanted (self->facts, fetch_cb, self);
  if (self->error != NULL)
    {
      run_return (self, g_steal_pointer (&self->error));
      return;
    }
  run_send (self);
  if (g_hash_table_size (self->queries) == 0)
    run_return (self, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The rule waits for nothing"));
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = run_take_task (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
run_watch_cancellable (Run *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), g_rc_box_acquire (self),
                         run_unref);
  g_source_attach (self->cancelled, g_task_get_context (self->task));
}

void
todoku_dns_run_async (TodokuDnsResolver *resolver,
                      TodokuDnsFacts *facts,
                      TodokuDnsRule rule,
                      TodokuDnsProgress progress,
                      gpointer rule_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, todoku_dns_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  Run *self = g_rc_box_new0 (Run);

  self->task = g_steal_pointer (&task);
  self->facts = todoku_dns_facts_ref (facts);
  self->rule = rule;
  self->progress = progress;
  self->rule_data = rule_data;
  self->sources = g_hash_table_new_full (NULL, NULL, NULL, source_free);
  self->queries = g_hash_table_new (NULL, NULL);
  self->stop = g_cancellable_new ();
  run_watch_cancellable (self, cancellable);
  run_rule (self);
  run_unref (self);
}

gboolean
todoku_dns_run_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
