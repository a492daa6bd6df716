// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as what a server sends back, read by the resolver as it reads every answer, whichever
// release of c-ares it is built on: it comes to an end, and to an answer that holds together.

#include "dns/message.h"
#include "dns/resolver-cares.h"
#include "fuzz.h"
#include "propagation/compare.h"

#include <gio/gio.h>
#include <string.h>

// Long enough for a datagram within this computer. What c-ares takes for no answer waits for it.
#define TIMEOUT_MS 3

#define NAME "shop.example"
#define QUESTION_LENGTH (sizeof NAME + 1 + 4)

typedef struct
{
  GSocket *socket;
  char *address;
  const uint8_t *octets;
  size_t length;
  gboolean has_question; // whether the question that was asked stands in the answer
} Server;

static const TodokuDnsType types[] = { TODOKU_DNS_TYPE_TXT,   TODOKU_DNS_TYPE_A,
                                       TODOKU_DNS_TYPE_MX,    TODOKU_DNS_TYPE_NS,
                                       TODOKU_DNS_TYPE_SOA,   TODOKU_DNS_TYPE_AAAA,
                                       TODOKU_DNS_TYPE_CNAME, TODOKU_DNS_TYPE_PTR };

// The number of the question, and then what the fuzzer says.
static GByteArray *
make_answer (const Server *server, const guint8 *question)
{
  GByteArray *answer = g_byte_array_new ();
  guint n_head = (guint) MIN (server->length, TODOKU_DNS_HEADER_LENGTH - 2);
  const guint8 *head = server->octets;

  g_byte_array_append (answer, question, 2);
  if (n_head > 0)
    g_byte_array_append (answer, head, n_head);
  if (server->has_question)
    g_byte_array_append (answer, question + TODOKU_DNS_HEADER_LENGTH, QUESTION_LENGTH);
  if (server->length > n_head)
    g_byte_array_append (answer, head + n_head, (guint) (server->length - n_head));

  return answer;
}

static gboolean
question_cb (GSocket *socket, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  Server *server = user_data;
  g_autoptr (GSocketAddress) peer = NULL;
  guint8 question[1500] = { 0 };
  gssize length =
    g_socket_receive_from (socket, &peer, (char *) question, sizeof question, NULL, NULL);
  g_autoptr (GByteArray) answer = make_answer (server, question);

  if (length >= TODOKU_DNS_HEADER_LENGTH)
    g_socket_send_to (socket, peer, (const char *) answer->data, answer->len, NULL, NULL);

  return G_SOURCE_CONTINUE;
}

static void
server_start (Server *server)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSource) watch = NULL;

  server->socket =
    g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_assert (server->socket != NULL && g_socket_bind (server->socket, any_port, FALSE, NULL));
  address = g_socket_get_local_address (server->socket, NULL);
  server->address = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  watch = g_socket_create_source (server->socket, G_IO_IN, NULL);
  g_source_set_callback (watch, G_SOURCE_FUNC (question_cb), server, NULL);
  g_source_attach (watch, NULL);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TodokuDnsAnswer **answer = user_data;

  *answer = todoku_dns_resolver_query_finish (TODOKU_DNS_RESOLVER (source), result, NULL);
}

// Every text is one, an empty one, too, to whoever reads it.
static void
check_text (const TodokuDnsRecord *record)
{
  static const char *const expected[] = { "v=spf1 a ~all", "v=DMARC1; p=none", "v=DKIM1; p=AA" };
  g_autofree char *text = todoku_dns_record_dup_text (record);
  gsize length;

  g_assert_nonnull (todoku_dns_record_get_text (record, &length));
  g_assert_cmpuint (length, ==, g_bytes_get_size (record->text));
  g_assert (g_utf8_validate (text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    if (todoku_propagation_is_meant (text, expected[i]))
      g_assert_cmpuint (length, >, 0);
}

static void
check_answer (TodokuDnsAnswer *answer, TodokuDnsType type, const char *server)
{
  TodokuDnsStatus status = todoku_dns_answer_get_status (answer);
  guint n_records = todoku_dns_answer_get_n_records (answer);

  g_assert ((status == TODOKU_DNS_STATUS_FOUND) == (n_records > 0));
  g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, server);
  for (guint i = 0; i < n_records; i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);

      g_assert (record->type == type);
      if (type == TODOKU_DNS_TYPE_TXT)
        check_text (record);
      g_assert (type != TODOKU_DNS_TYPE_MX || record->name != NULL);
      g_assert (type != TODOKU_DNS_TYPE_A || record->address.length == 4);
      g_assert (type != TODOKU_DNS_TYPE_AAAA || record->address.length == 16);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  static Server server;
  g_autoptr (TodokuDnsResolver) resolver = NULL;
  g_autoptr (TodokuDnsAnswer) answer = NULL;
  TodokuDnsType type;

  if (length == 0 || length > 1200)
    return 0;
  if (server.socket == NULL)
    server_start (&server);
  server.octets = octets + 1;
  server.length = length - 1;
  server.has_question = (octets[0] & 1) != 0;
  type = types[octets[0] / 2 % G_N_ELEMENTS (types)];

  const char *const servers[] = { server.address, NULL };

  resolver = todoku_dns_resolver_cares_new (servers, TIMEOUT_MS, NULL);
  todoku_dns_resolver_query_async (resolver, NAME, type, NULL, answered_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  check_answer (answer, type, server.address);

  return 0;
}
