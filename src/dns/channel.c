// SPDX-License-Identifier: GPL-3.0-or-later

// The one file that knows c-ares, of any release from 1.18.1 on. All of c-ares runs on the main
// loop, without a thread of its own. What it hands us is put aside and delivered from the main
// loop: nobody is ever called from within c-ares, so that a reply may ask again, or close the
// channel.

#include "dns/channel.h"

#include "dns/exchange.h"

#include <ares.h>
#include <glib-unix.h>
#include <string.h>

// Since then c-ares takes what it cannot read for no answer at all.
#define ARES_1_21 0x011500
// Since then messages go in and out in parsed form only.
#define ARES_1_28 0x011c00

struct _TodokuDnsChannel
{
  ares_channel ares; // NULL once closed, and where there is no way to the server
  char *server;
  TodokuDnsTransport transport;
  guint timeout_ms;
  GCancellable *closing;
  GMainContext *context;
  GHashTable *watches; // socket → GSource
  GSource *timer;      // when c-ares wants to look at the clock
  GSource *delivery;   // when there are replies
  GQueue replies;      // Pending, answered
};

// A question under way, or, once answered, waiting to be delivered.
typedef struct
{
  TodokuDnsChannel *channel;
  TodokuDnsChannelReply reply;
  gpointer user_data;
  GDestroyNotify user_data_free;
  GBytes *question;
  TodokuDnsStatus status;
  TodokuDnsMessage *message;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  pending->user_data_free (pending->user_data);
  g_bytes_unref (pending->question);
  g_clear_pointer (&pending->message, todoku_dns_message_free);
  g_free (pending);
}

// A source that does nothing until it is given a time.
static gboolean
alarm_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSource *
alarm_new (TodokuDnsChannel *self, GSourceFunc callback)
{
  static GSourceFuncs functions = { .dispatch = alarm_dispatch };
  GSource *source = g_source_new (&functions, sizeof (GSource));

  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->context);

  return source;
}

static void
alarm_free (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

// To be called after whatever c-ares did.
static void
channel_set_timer (TodokuDnsChannel *self)
{
  struct timeval storage;
  struct timeval *left = ares_timeout (self->ares, NULL, &storage);
  gint64 ready_time = -1;

  // GLib wakes up at whole milliseconds and never too early.
  if (left != NULL)
    ready_time = g_get_monotonic_time () + left->tv_sec * G_USEC_PER_SEC + left->tv_usec;

  g_source_set_ready_time (self->timer, ready_time);
}

static void
channel_process (TodokuDnsChannel *self, ares_socket_t readable, ares_socket_t writable)
{
  ares_process_fd (self->ares, readable, writable);
  channel_set_timer (self);
}

static gboolean
timer_cb (gpointer user_data)
{
  channel_process (user_data, ARES_SOCKET_BAD, ARES_SOCKET_BAD);

  return G_SOURCE_CONTINUE;
}

static gboolean
socket_ready_cb (int fd, GIOCondition condition, gpointer user_data)
{
  gboolean readable = (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0;
  gboolean writable = (condition & G_IO_OUT) != 0;

  channel_process (user_data, readable ? fd : ARES_SOCKET_BAD, writable ? fd : ARES_SOCKET_BAD);

  return G_SOURCE_CONTINUE;
}

// c-ares says what it wants to know of a socket; neither means that it will be closed.
static void
socket_state_cb (void *data, ares_socket_t fd, int readable, int writable)
{
  TodokuDnsChannel *self = data;
  GIOCondition condition = 0;

  g_hash_table_remove (self->watches, GINT_TO_POINTER (fd));

  if (readable)
    condition |= G_IO_IN;
  if (writable)
    condition |= G_IO_OUT;
  if (condition == 0)
    return;

  GSource *watch = g_unix_fd_source_new (fd, condition);

  g_source_set_callback (watch, G_SOURCE_FUNC (socket_ready_cb), self, NULL);
  g_source_attach (watch, self->context);
  g_hash_table_insert (self->watches, GINT_TO_POINTER (fd), watch);
}

static gboolean
delivery_cb (gpointer user_data)
{
  TodokuDnsChannel *self = g_rc_box_acquire (user_data);
  Pending *pending;

  while ((pending = g_queue_pop_head (&self->replies)) != NULL)
    {
      pending->reply (pending->status, pending->message, pending->user_data);
      pending_free (pending);
    }
  g_rc_box_release (self);

  return G_SOURCE_CONTINUE;
}

static TodokuDnsStatus
status_for_ares (int status)
{
  switch (status)
    {
    case ARES_SUCCESS:
      return TODOKU_DNS_STATUS_FOUND;
    case ARES_ETIMEOUT:
      return TODOKU_DNS_STATUS_TIMED_OUT;
    case ARES_EBADRESP:
      return TODOKU_DNS_STATUS_MALFORMED;
    default:
      return TODOKU_DNS_STATUS_UNREACHABLE;
    }
}

static void
pending_deliver (Pending *pending, TodokuDnsStatus status, TodokuDnsMessage *message)
{
  TodokuDnsChannel *channel = pending->channel;

  pending->status = status;
  pending->message = message;
  g_queue_push_tail (&channel->replies, pending);
  g_source_set_ready_time (channel->delivery, 0);
}

// c-ares is done with a question; @message where there is an answer.
static void
pending_take_answer (Pending *pending, int status, TodokuDnsMessage *message)
{
  if (status == ARES_EDESTRUCTION)
    pending_free (pending);
  else
    pending_deliver (pending, status_for_ares (status), message);
}

#if ARES_VERSION >= ARES_1_21

static TodokuDnsStatus
status_for_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return TODOKU_DNS_STATUS_TIMED_OUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return TODOKU_DNS_STATUS_MALFORMED;

  return TODOKU_DNS_STATUS_UNREACHABLE;
}

static void
exchanged_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;
  TodokuDnsChannel *channel = pending->channel;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = todoku_dns_exchange_finish (result, &error);

  if (channel->ares == NULL)
    pending_free (pending);
  else if (octets == NULL)
    pending_deliver (pending, status_for_error (error), NULL);
  else
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (octets, &length);

      pending_deliver (pending, TODOKU_DNS_STATUS_FOUND, todoku_dns_message_parse (data, length));
    }
  g_rc_box_release (channel);
}

// These releases ask for no name beyond letters, digits and a few signs, and macros make such names
// of a local part (RFC 7208 7.3).
static void
channel_exchange (TodokuDnsChannel *self, Pending *pending)
{
  g_rc_box_acquire (self);
  todoku_dns_exchange_async (self->server, self->transport, self->timeout_ms, pending->question,
                             self->closing, exchanged_cb, pending);
}

#endif

#if ARES_VERSION >= ARES_1_28

// Where a name stands in a record that is nothing but that name.
static const struct
{
  ares_dns_rec_type_t type;
  ares_dns_rr_key_t key;
} name_keys[] = {
  { ARES_REC_TYPE_NS, ARES_RR_NS_NSDNAME }, { ARES_REC_TYPE_CNAME, ARES_RR_CNAME_CNAME },
  { ARES_REC_TYPE_PTR, ARES_RR_PTR_DNAME }, { ARES_REC_TYPE_MX, ARES_RR_MX_EXCHANGE },
  { ARES_REC_TYPE_SOA, ARES_RR_SOA_MNAME },
};

static char *
name_from_rr (const ares_dns_rr_t *rr)
{
  for (gsize i = 0; i < G_N_ELEMENTS (name_keys); i++)
    if (name_keys[i].type == ares_dns_rr_get_type (rr))
      return todoku_dns_canonicalize_name (ares_dns_rr_get_str (rr, name_keys[i].key));

  return NULL;
}

static void
add_pieces (TodokuDnsRecord *record, const ares_dns_rr_t *rr)
{
  size_t n_pieces = ares_dns_rr_get_abin_cnt (rr, ARES_RR_TXT_DATA);

  for (size_t i = 0; i < n_pieces; i++)
    {
      size_t length = 0;
      const unsigned char *octets = ares_dns_rr_get_abin (rr, ARES_RR_TXT_DATA, i, &length);

      todoku_dns_record_add_piece (record, (const char *) octets, length);
    }
}

static void
set_address (TodokuDnsRecord *record, const void *octets, guint8 length)
{
  record->address.length = length;
  memcpy (record->address.bytes, octets, length);
}

// Types that c-ares does not know, as SPF, are handed on as they came.
static TodokuDnsRecord *
record_from_raw (const ares_dns_rr_t *rr, guint32 ttl)
{
  size_t length = 0;
  const unsigned char *octets = ares_dns_rr_get_bin (rr, ARES_RR_RAW_RR_DATA, &length);

  return todoku_dns_record_read (ares_dns_rr_get_u16 (rr, ARES_RR_RAW_RR_TYPE), ttl, octets,
                                 length);
}

static TodokuDnsRecord *
record_from_rr (const ares_dns_rr_t *rr)
{
  ares_dns_rec_type_t type = ares_dns_rr_get_type (rr);
  guint32 ttl = ares_dns_rr_get_ttl (rr);

  // A TTL with its highest bit set counts as 0 (RFC 2181 8).
  ttl = ttl > G_MAXINT32 ? 0 : ttl;
  if (type == ARES_REC_TYPE_RAW_RR)
    return record_from_raw (rr, ttl);

  TodokuDnsRecord *record = todoku_dns_record_new ((TodokuDnsType) type, ttl);

  record->name = name_from_rr (rr);
  if (type == ARES_REC_TYPE_A)
    set_address (record, ares_dns_rr_get_addr (rr, ARES_RR_A_ADDR), 4);
  else if (type == ARES_REC_TYPE_AAAA)
    set_address (record, ares_dns_rr_get_addr6 (rr, ARES_RR_AAAA_ADDR), 16);
  else if (type == ARES_REC_TYPE_MX)
    record->preference = ares_dns_rr_get_u16 (rr, ARES_RR_MX_PREFERENCE);
  else if (type == ARES_REC_TYPE_TXT)
    add_pieces (record, rr);
  else if (type == ARES_REC_TYPE_SOA)
    {
      record->serial = ares_dns_rr_get_u32 (rr, ARES_RR_SOA_SERIAL);
      record->minimum = ares_dns_rr_get_u32 (rr, ARES_RR_SOA_MINIMUM);
    }
  else if (record->name == NULL)
    g_clear_pointer (&record, todoku_dns_record_free);

  return record;
}

static TodokuDnsEntry *
entry_from_rr (const ares_dns_rr_t *rr)
{
  gboolean is_raw = ares_dns_rr_get_type (rr) == ARES_REC_TYPE_RAW_RR;
  TodokuDnsEntry *entry = g_new0 (TodokuDnsEntry, 1);

  entry->owner = todoku_dns_canonicalize_name (ares_dns_rr_get_name (rr));
  entry->type =
    is_raw ? ares_dns_rr_get_u16 (rr, ARES_RR_RAW_RR_TYPE) : (guint16) ares_dns_rr_get_type (rr);
  entry->ttl = ares_dns_rr_get_ttl (rr);
  if (entry->owner != NULL && ares_dns_rr_get_class (rr) == ARES_CLASS_IN)
    entry->record = record_from_rr (rr);

  return entry;
}

static guint16
flags_from_record (const ares_dns_record_t *record)
{
  static const struct
  {
    guint16 ares;
    guint16 flag;
  } flags[] = {
    { ARES_FLAG_QR, TODOKU_DNS_FLAG_RESPONSE },
    { ARES_FLAG_AA, TODOKU_DNS_FLAG_AUTHORITATIVE },
    { ARES_FLAG_TC, TODOKU_DNS_FLAG_TRUNCATED },
    { ARES_FLAG_AD, TODOKU_DNS_FLAG_AUTHENTIC_DATA },
  };
  guint all = (guint) ares_dns_record_get_opcode (record) << 11;

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if ((ares_dns_record_get_flags (record) & flags[i].ares) != 0)
      all |= flags[i].flag;

  return (guint16) (all | (ares_dns_record_get_rcode (record) & TODOKU_DNS_RCODE_MASK));
}

static TodokuDnsMessage *
message_from_record (const ares_dns_record_t *record)
{
  static const ares_dns_section_t sections[TODOKU_DNS_N_SECTIONS] = { ARES_SECTION_ANSWER,
                                                                      ARES_SECTION_AUTHORITY,
                                                                      ARES_SECTION_ADDITIONAL };
  TodokuDnsMessage *message = todoku_dns_message_new (flags_from_record (record));
  const char *name = NULL;
  ares_dns_rec_type_t type = ARES_REC_TYPE_ANY;
  ares_dns_class_t class = ARES_CLASS_ANY;

  size_t n_questions = ares_dns_record_query_cnt (record);

  message->is_whole =
    n_questions == 0
    || (n_questions == 1
        && ares_dns_record_query_get (record, 0, &name, &type, &class) == ARES_SUCCESS
        && class == ARES_CLASS_IN);
  message->rcode = (guint) ares_dns_record_get_rcode (record);
  message->name = name != NULL ? todoku_dns_canonicalize_name (name) : NULL;
  message->type = (guint16) type;
  for (guint i = 0; i < TODOKU_DNS_N_SECTIONS; i++)
    for (size_t j = 0; j < ares_dns_record_rr_cnt (record, sections[i]); j++)
      todoku_dns_message_take_entry (message, (TodokuDnsSection) i,
                                     entry_from_rr (
                                       ares_dns_record_rr_get_const (record, sections[i], j)));

  return message;
}

static void
answered_cb (void *data,
             ares_status_t status,
             size_t n_timeouts G_GNUC_UNUSED,
             const ares_dns_record_t *record)
{
  // Nor do they read a TXT of no string at all, which is for us to judge.
  if (status == ARES_EBADRESP)
    channel_exchange (((Pending *) data)->channel, data);
  else
    pending_take_answer (data, (int) status,
                         status == ARES_SUCCESS ? message_from_record (record) : NULL);
}

static void
channel_send (TodokuDnsChannel *self, const guint8 *question, gsize length, Pending *pending)
{
  ares_dns_record_t *record = NULL;
  ares_status_t status = ares_dns_parse (question, length, 0, &record);

  unsigned char *octets = NULL;
  size_t n_octets = 0;

  if (status == ARES_SUCCESS && ares_dns_write (record, &octets, &n_octets) == ARES_SUCCESS)
    ares_send_dnsrec (self->ares, record, answered_cb, pending, NULL);
  else
    channel_exchange (self, pending);
  ares_free_string (octets);
  ares_dns_record_destroy (record);
}

#elif ARES_VERSION >= ARES_1_21

static void
channel_send (TodokuDnsChannel *self,
              const guint8 *question G_GNUC_UNUSED,
              gsize length G_GNUC_UNUSED,
              Pending *pending)
{
  channel_exchange (self, pending);
}

#else

static void
answered_cb (void *data,
             int status,
             int n_timeouts G_GNUC_UNUSED,
             unsigned char *octets,
             int length)
{
  pending_take_answer (data, status,
                       status == ARES_SUCCESS ? todoku_dns_message_parse (octets, (gsize) length)
                                              : NULL);
}

static void
channel_send (TodokuDnsChannel *self, const guint8 *question, gsize length, Pending *pending)
{
  ares_send (self->ares, question, (int) length, answered_cb, pending);
}

#endif

// The most octets this release of c-ares takes over UDP from a server that knows EDNS. What is
// asked for is less, but a server that says more is heard.
#define DATAGRAM_MAX 4096

static void
channel_open (TodokuDnsChannel *self,
              const char *server,
              TodokuDnsTransport transport,
              guint timeout_ms)
{
  static gsize once = 0;
  char no_file[] = "/dev/null";
  struct ares_options options = {
    // Which server failed, and how, is for us to see; so is what to do then.
    .flags = ARES_FLAG_EDNS | ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_IGNTC,
    .timeout = (int) timeout_ms,
    .tries = 1,
    .ednspsz = DATAGRAM_MAX,
    .sock_state_cb = socket_state_cb,
    .sock_state_cb_data = self,
    .resolvconf_path = no_file,
  };
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ
             | ARES_OPT_SOCK_STATE_CB | ARES_OPT_RESOLVCONF;

  if (transport == TODOKU_DNS_TRANSPORT_TCP)
    options.flags |= ARES_FLAG_USEVC;
#ifdef ARES_OPT_MAXTIMEOUTMS
  // Else a server that was slow before gets more time.
  options.maxtimeout = (int) timeout_ms;
  mask |= ARES_OPT_MAXTIMEOUTMS;
#endif
#ifdef ARES_OPT_UDP_MAX_QUERIES
  // One malformed answer ends every question on its socket.
  options.udp_max_queries = 1;
  mask |= ARES_OPT_UDP_MAX_QUERIES;
#endif
#ifdef ARES_OPT_QUERY_CACHE
  // Who checks again wants to know what is there now.
  options.qcache_max_ttl = 0;
  mask |= ARES_OPT_QUERY_CACHE;
#endif

  if (g_once_init_enter (&once))
    {
      ares_library_init (ARES_LIB_INIT_ALL);
      g_once_init_leave (&once, 1);
    }
  if (ares_init_options (&self->ares, &options, mask) != ARES_SUCCESS)
    self->ares = NULL;
  else if (ares_set_servers_ports_csv (self->ares, server) != ARES_SUCCESS)
    g_clear_pointer (&self->ares, ares_destroy);
}

static void
watch_free (gpointer data)
{
  alarm_free (data);
}

TodokuDnsChannel *
todoku_dns_channel_new (const char *server,
                        TodokuDnsTransport transport,
                        guint timeout_ms,
                        GMainContext *context)
{
  TodokuDnsChannel *self = g_rc_box_new0 (TodokuDnsChannel);

  self->server = g_strdup (server);
  self->transport = transport;
  self->timeout_ms = timeout_ms;
  self->closing = g_cancellable_new ();
  self->context = context != NULL ? g_main_context_ref (context) : NULL;
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, watch_free);
  self->timer = alarm_new (self, timer_cb);
  // After a turn of the main loop that took long, what has come is read before time is called.
  g_source_set_priority (self->timer, G_PRIORITY_DEFAULT + 1);
  self->delivery = alarm_new (self, delivery_cb);
  g_queue_init (&self->replies);
  channel_open (self, server, transport, timeout_ms);

  return self;
}

void
todoku_dns_channel_close (TodokuDnsChannel *self)
{
  g_clear_pointer (&self->ares, ares_destroy);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->server, g_free);
  g_queue_clear_full (&self->replies, pending_free);
  g_clear_pointer (&self->watches, g_hash_table_unref);
  g_clear_pointer (&self->timer, alarm_free);
  g_clear_pointer (&self->delivery, alarm_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_rc_box_release (self);
}

void
todoku_dns_channel_send (TodokuDnsChannel *self,
                         GBytes *question,
                         TodokuDnsChannelReply reply,
                         gpointer user_data,
                         GDestroyNotify user_data_free)
{
  Pending *pending = g_new0 (Pending, 1);
  gsize length;
  const guint8 *octets = g_bytes_get_data (question, &length);

  pending->channel = self;
  pending->question = g_bytes_ref (question);
  pending->reply = reply;
  pending->user_data = user_data;
  pending->user_data_free = user_data_free;
  if (self->ares == NULL)
    {
      pending_take_answer (pending, ARES_ENOTINITIALIZED, NULL);
      return;
    }
  channel_send (self, octets, length, pending);
  channel_set_timer (self);
}
