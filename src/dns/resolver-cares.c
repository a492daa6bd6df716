// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/resolver-cares.h"

#include "dns/channel.h"
#include "dns/message.h"
#include "dns/name.h"
#include "dns/servers.h"

#include <sys/random.h>

#define SYSTEM_SERVERS_FILE "/etc/resolv.conf"

typedef struct
{
  TodokuDnsChannel *channel;
  gboolean lacks_edns;
} Server;

struct _TodokuDnsResolverCares
{
  GObject parent_instance;

  char **names;
  GArray *servers; // Server, in the order of names
  guint timeout_ms;
  guint preferred; // the server to begin with
  guint n_under_way;
  GQueue waiting; // Question, for others to end
  gboolean is_direct;
};

static void resolver_iface_init (TodokuDnsResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TodokuDnsResolverCares,
                               todoku_dns_resolver_cares,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TODOKU_TYPE_DNS_RESOLVER,
                                                      resolver_iface_init))

// A question on its way through the servers.
typedef struct
{
  GTask *task; // NULL once answered or given up; until then it holds the resolver
  TodokuDnsResolverCares *resolver;
  GSource *cancelled;
  char *name; // to be asked for now: aliases change it
  TodokuDnsType type;
  guint first_server;
  guint n_servers; // that have failed
  guint n_aliases;
  gboolean is_waiting;   // in the queue of the resolver, which holds it
  gboolean has_edns;     // as it was sent last
  gboolean is_unchecked; // some answer on the way was not checked with DNSSEC
  gint64 begin;          // when the first try of this server began
  gint64 sent;           // when the last message went out
  TodokuDnsStatus failure;
  GString *failed; // names of the servers that have failed

  // For an answer that was cut: a connection of its own, since a server that closes one takes
  // whatever is under way there with it.
  TodokuDnsChannel *connection;
} Question;

static void
question_clear (gpointer data)
{
  Question *question = data;

  g_free (question->name);
  g_string_free (question->failed, TRUE);
}

static void
question_unref (gpointer question)
{
  g_rc_box_release_full (question, question_clear);
}

static void resolver_begin_waiting (TodokuDnsResolverCares *self);

// Gives the place of a question that has ended to one that waits.
static void
question_leave (Question *question)
{
  TodokuDnsResolverCares *resolver = question->resolver;

  if (question->is_waiting)
    {
      g_queue_remove (&resolver->waiting, question);
      question_unref (question);
      return;
    }
  resolver->n_under_way--;
  resolver_begin_waiting (resolver);
}

// The task to return, once: what else comes for this question is too late.
static GTask *
question_take_task (Question *question)
{
  GTask *task = g_steal_pointer (&question->task);

  if (question->cancelled != NULL)
    g_source_destroy (question->cancelled);
  g_clear_pointer (&question->cancelled, g_source_unref);
  g_clear_pointer (&question->connection, todoku_dns_channel_close);
  question_leave (question);

  return task;
}

static void
question_return (Question *question, TodokuDnsAnswer *answer)
{
  g_autoptr (GTask) task = question_take_task (question);

  g_task_return_pointer (task, answer, (GDestroyNotify) todoku_dns_answer_unref);
}

static gboolean
cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer user_data)
{
  g_autoptr (GTask) task = question_take_task (user_data);

  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static guint
question_get_index (Question *question)
{
  return (question->first_server + question->n_servers) % question->resolver->servers->len;
}

static Server *
question_get_server (Question *question)
{
  return &g_array_index (question->resolver->servers, Server, question_get_index (question));
}

static void reply_cb (TodokuDnsStatus status, TodokuDnsMessage *message, gpointer user_data);

static guint16
new_id (void)
{
  guint16 id;

  if (getrandom (&id, sizeof id, 0) != sizeof id)
    id = (guint16) g_random_int ();

  return id;
}

static GBytes *
question_to_message (Question *question, guint16 udp_size)
{
  if (question->resolver->is_direct)
    return todoku_dns_message_new_direct_question (question->name, question->type, new_id (),
                                                   udp_size);

  return todoku_dns_message_new_question (question->name, question->type, new_id (), udp_size);
}

// Over the server's channel, or over the question's own connection where there is one.
static void
question_send (Question *question)
{
  Server *server = question_get_server (question);
  TodokuDnsChannel *channel = question->connection != NULL ? question->connection : server->channel;
  guint16 udp_size = server->lacks_edns ? 0 : TODOKU_DNS_UDP_SIZE;
  g_autoptr (GBytes) message = question_to_message (question, udp_size);

  if (message == NULL)
    {
      question_return (question, todoku_dns_answer_new (TODOKU_DNS_STATUS_NX_DOMAIN, NULL, NULL));
      return;
    }

  question->has_edns = udp_size > 0;
  question->sent = g_get_monotonic_time ();
  todoku_dns_channel_send (channel, message, reply_cb, g_rc_box_acquire (question), question_unref);
}

static void
question_connect (Question *question)
{
  const char *name = question->resolver->names[question_get_index (question)];

  question->connection =
    todoku_dns_channel_new (name, TODOKU_DNS_TRANSPORT_TCP, question->resolver->timeout_ms,
                            g_task_get_context (question->task));
  question_send (question);
}

static void
question_begin_server (Question *question)
{
  question->begin = g_get_monotonic_time ();
  question_send (question);
}

static void
resolver_begin_waiting (TodokuDnsResolverCares *self)
{
  while (self->n_under_way < TODOKU_DNS_QUESTIONS_MAX && !g_queue_is_empty (&self->waiting))
    {
      Question *question = g_queue_pop_head (&self->waiting);

      question->is_waiting = FALSE;
      self->n_under_way++;
      question_begin_server (question);
      question_unref (question);
    }
}

// Whether the server that said nothing is to be asked once more. Newer c-ares gives up before the
// time is over where a server was quick before, and then there is time for more tries: until half
// of the last one is over.
static gboolean
question_may_try_again (Question *question, TodokuDnsStatus status)
{
  gint64 spent_ms = (g_get_monotonic_time () - question->begin) / 1000;

  return status == TODOKU_DNS_STATUS_TIMED_OUT
         && spent_ms * 2 < (gint64) question->resolver->timeout_ms * (2 * TODOKU_DNS_TRIES - 1);
}

// No server is left that could be asked.
static void
question_give_up (Question *question)
{
  const char *servers = question->failed->str;
  TodokuDnsAnswer *answer = todoku_dns_answer_new (question->failure, servers, NULL);
  TodokuDnsDetail detail = *todoku_dns_answer_get_detail (answer);

  if (question->resolver->is_direct && question->failure == TODOKU_DNS_STATUS_UNREACHABLE)
    {
      detail.lacks_route = !todoku_dns_server_has_route (servers);
      todoku_dns_answer_set_detail (answer, &detail);
    }
  question_return (question, answer);
}

static void
question_fail (Question *question, TodokuDnsStatus status)
{
  TodokuDnsResolverCares *resolver = question->resolver;

  if (question_may_try_again (question, status))
    {
      question_send (question);
      return;
    }

  if (question->n_servers == 0)
    question->failure = status;
  else
    g_string_append (question->failed, ", ");
  g_string_append (question->failed, resolver->names[question_get_index (question)]);
  question->n_servers++;

  if (question->n_servers < resolver->servers->len)
    question_begin_server (question);
  else
    question_give_up (question);
}

static void
question_follow_alias (Question *question, char *alias)
{
  g_free (question->name);
  question->name = alias;
  question->n_aliases++;

  if (question->n_aliases > TODOKU_DNS_ALIASES_MAX)
    question_fail (question, TODOKU_DNS_STATUS_SERVER_FAILURE);
  else
    question_begin_server (question);
}

// What one server says of itself is the answer, whatever it is.
static void
question_return_direct (Question *question, TodokuDnsAnswer *answer, const char *alias)
{
  TodokuDnsDetail detail = *todoku_dns_answer_get_detail (answer);

  if (detail.delegation != NULL)
    g_ptr_array_ref (detail.delegation);
  detail.alias = g_strdup (alias);
  todoku_dns_answer_set_detail (answer, &detail);
  question_return (question, answer);
}

static void
question_take_message (Question *question, TodokuDnsMessage *message)
{
  guint index = question_get_index (question);
  g_autofree char *alias = NULL;
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_message_take_result (message, question->name, question->type,
                                    question->resolver->names[index], &alias);

  gint64 now = g_get_monotonic_time ();

  todoku_dns_answer_set_times (answer, (guint) ((now - question->sent) / 1000), now);
  if (question->resolver->is_direct)
    {
      question_return_direct (question, g_steal_pointer (&answer), alias);
      return;
    }
  if (todoku_dns_answer_is_failure (answer))
    {
      question_fail (question, todoku_dns_answer_get_status (answer));
      return;
    }

  // Who begins with a server that is not there waits for it with every question.
  if (question->failure == TODOKU_DNS_STATUS_TIMED_OUT
      || question->failure == TODOKU_DNS_STATUS_UNREACHABLE)
    question->resolver->preferred = index;

  if (!todoku_dns_answer_is_authenticated (answer))
    question->is_unchecked = TRUE;
  todoku_dns_answer_set_authenticated (answer, !question->is_unchecked);

  if (alias != NULL)
    question_follow_alias (question, g_steal_pointer (&alias));
  else
    question_return (question, g_steal_pointer (&answer));
}

static void
reply_cb (TodokuDnsStatus status, TodokuDnsMessage *message, gpointer user_data)
{
  Question *question = user_data;

  gboolean was_connected = question->connection != NULL;

  g_clear_pointer (&question->connection, todoku_dns_channel_close);
  if (question->task == NULL)
    return;

  if (status != TODOKU_DNS_STATUS_FOUND)
    question_fail (question, status);
  else if (!was_connected && (message->flags & TODOKU_DNS_FLAG_TRUNCATED) != 0)
    question_connect (question);
  else if (question->has_edns
           && (message->flags & TODOKU_DNS_RCODE_MASK) == TODOKU_DNS_RCODE_FORMAT_ERROR)
    {
      question_get_server (question)->lacks_edns = TRUE;
      question_send (question);
    }
  else
    question_take_message (question, message);
}

static Question *
question_new (GTask *task, const char *name, TodokuDnsType type)
{
  Question *question = g_rc_box_new0 (Question);
  TodokuDnsResolverCares *resolver = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  question->task = task;
  question->resolver = resolver;
  question->name = todoku_dns_name_normalize (name);
  question->type = type;
  question->first_server = resolver->preferred;
  question->failed = g_string_new (NULL);

  if (cancellable != NULL)
    {
      question->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (question->cancelled, G_SOURCE_FUNC (cancelled_cb),
                             g_rc_box_acquire (question), question_unref);
      g_source_attach (question->cancelled, g_task_get_context (task));
    }

  return question;
}

static void
query_async (TodokuDnsResolver *resolver,
             const char *name,
             TodokuDnsType type,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  TodokuDnsResolverCares *self = TODOKU_DNS_RESOLVER_CARES (resolver);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, query_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  Question *question = question_new (g_steal_pointer (&task), name, type);

  question->is_waiting = TRUE;
  g_queue_push_tail (&self->waiting, question);
  resolver_begin_waiting (self);
}

const char *const *
todoku_dns_resolver_cares_get_servers (TodokuDnsResolverCares *self)
{
  return (const char *const *) self->names;
}

// Read anew each time: the network may be another one by now.
static char **
system_servers (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents (SYSTEM_SERVERS_FILE, &text, NULL, NULL);

  return todoku_dns_servers_from_resolv_conf (text);
}

static void
server_clear (gpointer data)
{
  Server *server = data;

  todoku_dns_channel_close (server->channel);
}

static void
resolver_open_channels (TodokuDnsResolverCares *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  for (char **name = self->names; *name != NULL; name++)
    {
      Server server = { 0 };

      server.channel =
        todoku_dns_channel_new (*name, TODOKU_DNS_TRANSPORT_UDP, self->timeout_ms, context);

      g_array_append_val (self->servers, server);
    }
}

TodokuDnsResolver *
todoku_dns_resolver_cares_new (const char *const *servers, guint timeout_ms, GError **error)
{
  gboolean given = servers != NULL && servers[0] != NULL;
  char **names = given ? todoku_dns_servers_normalize (servers, error) : system_servers ();

  if (names == NULL)
    return NULL;

  TodokuDnsResolverCares *self = g_object_new (TODOKU_TYPE_DNS_RESOLVER_CARES, NULL);

  self->names = names;
  self->timeout_ms = timeout_ms > 0 ? timeout_ms : TODOKU_DNS_TIMEOUT_DEFAULT;
  resolver_open_channels (self);

  return TODOKU_DNS_RESOLVER (self);
}

static TodokuDnsResolver *
new_for_server (TodokuDnsResolver *resolver, const char *server, gboolean is_direct, GError **error)
{
  const char *servers[] = { server, NULL };
  TodokuDnsResolver *self =
    todoku_dns_resolver_cares_new (servers, TODOKU_DNS_RESOLVER_CARES (resolver)->timeout_ms,
                                   error);

  if (self != NULL)
    TODOKU_DNS_RESOLVER_CARES (self)->is_direct = is_direct;

  return self;
}

static void
resolver_iface_init (TodokuDnsResolverInterface *iface)
{
  iface->query_async = query_async;
  iface->new_for_server = new_for_server;
}

static void
todoku_dns_resolver_cares_finalize (GObject *object)
{
  TodokuDnsResolverCares *self = TODOKU_DNS_RESOLVER_CARES (object);

  g_array_unref (self->servers);
  g_strfreev (self->names);

  G_OBJECT_CLASS (todoku_dns_resolver_cares_parent_class)->finalize (object);
}

static void
todoku_dns_resolver_cares_class_init (TodokuDnsResolverCaresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_dns_resolver_cares_finalize;
}

static void
todoku_dns_resolver_cares_init (TodokuDnsResolverCares *self)
{
  self->servers = g_array_new (FALSE, FALSE, sizeof (Server));
  g_array_set_clear_func (self->servers, server_clear);
  g_queue_init (&self->waiting);
}
