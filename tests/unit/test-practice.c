// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/practice.h"

#include "await.h"
#include "dns/request.h"
#include "shipped.h"

#include <gio/gio.h>

static TodokuDnsStatus
status_of (TodokuDnsZone *zone, const char *name, TodokuDnsType type)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_zone_answer (zone, name, type);

  return todoku_dns_answer_get_status (answer);
}

// Whether @name has exactly one SPF record.
static gboolean
has_spf (TodokuDnsZone *zone, const char *name)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_zone_answer (zone, name, TODOKU_DNS_TYPE_TXT);
  guint n_records = 0;

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      gsize length;
      const char *text = g_bytes_get_data (record->text, &length);

      if (length > 7 && g_ascii_strncasecmp (text, "v=spf1 ", 7) == 0)
        n_records++;
    }

  return n_records == 1;
}

static void
assert_targets (TodokuDnsZone *zone, const char *id, const char *value)
{
  g_auto (GStrv) terms = g_strsplit (value, " ", -1);

  for (char **term = terms; *term != NULL; term++)
    if (g_str_has_prefix (*term, "include:") && strchr (*term, '{') == NULL)
      {
        g_test_message ("%s: %s", id, *term);
        g_assert_true (has_spf (zone, *term + strlen ("include:")));
      }
}

// What the catalog proposes works in practice mode.
static void
test_catalog (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  GPtrArray *hosts = catalog->hosts;
  GPtrArray *senders = catalog->senders;

  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      if (host->spf != NULL)
        assert_targets (zone, host->id, host->spf);
    }
  for (guint i = 0; i < senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (senders, i);

      assert_targets (zone, sender->id, sender->term);
    }
}

static void
test_domains (void)
{
  static const struct
  {
    const char *name;
    TodokuDnsStatus status;
    gboolean has_spf;
  } cases[] = {
    { "shop.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "fine.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "add.example", TODOKU_DNS_STATUS_FOUND, FALSE },
    { "edit.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "merge.example", TODOKU_DNS_STATUS_FOUND, FALSE },
    { "switch.example", TODOKU_DNS_STATUS_NO_DATA, FALSE },
    { "not-spf.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "unknown.example", TODOKU_DNS_STATUS_SERVER_FAILURE, FALSE },
    { "refused.example", TODOKU_DNS_STATUS_REFUSED, FALSE },
    { "silent.example", TODOKU_DNS_STATUS_TIMED_OUT, FALSE },
    { "garbled.example", TODOKU_DNS_STATUS_MALFORMED, FALSE },
    { "half.example", TODOKU_DNS_STATUS_SERVER_FAILURE, FALSE },
    { "missing.example", TODOKU_DNS_STATUS_NX_DOMAIN, FALSE },
    { "long.example", TODOKU_DNS_STATUS_FOUND, TRUE },
  };
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (status_of (zone, cases[i].name, TODOKU_DNS_TYPE_TXT), ==, cases[i].status);
      g_assert_cmpint (has_spf (zone, cases[i].name), ==, cases[i].has_spf);
    }

  g_assert_cmpint (status_of (zone, "half.example", TODOKU_DNS_TYPE_MX), ==,
                   TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpint (status_of (zone, "10.2.0.192.in-addr.arpa", TODOKU_DNS_TYPE_PTR), ==,
                   TODOKU_DNS_STATUS_FOUND);
}

// A question over TCP, as a client that does not go by the library would ask it.
static void
test_stream (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  g_autoptr (TodokuDnsPractice) practice = todoku_dns_practice_new (zone, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, todoku_dns_practice_get_address (practice), 53, NULL,
                                     NULL);
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("long.example", TODOKU_DNS_TYPE_TXT, 7, 0);
  guint8 framed[64] = { 0 };
  guint8 reply[8192];
  gsize length = g_bytes_get_size (question);
  gsize n_read = 0;

  g_assert_nonnull (connection);

  GSocket *socket = g_socket_connection_get_socket (connection);

  framed[1] = (guint8) length;
  memcpy (framed + 2, g_bytes_get_data (question, NULL), length);
  g_socket_set_blocking (socket, FALSE);

  // In two parts, as a network may bring them; then the same question twice at once.
  g_assert_cmpint (g_socket_send (socket, (char *) framed, 1, NULL, NULL), ==, 1);
  await_idle ();
  g_socket_send (socket, (char *) framed + 1, length + 1, NULL, NULL);
  g_socket_send (socket, (char *) framed, length + 2, NULL, NULL);

  while (n_read < 2 || n_read < 2 * (2u + ((gsize) reply[0] << 8 | reply[1])))
    {
      gssize n =
        g_socket_receive (socket, (char *) reply + n_read, sizeof reply - n_read, NULL, NULL);

      n_read += n > 0 ? (gsize) n : 0;
      g_main_context_iteration (NULL, FALSE);
    }

  gsize reply_length = (gsize) reply[0] << 8 | reply[1];
  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_message_parse_answer (reply + 2, reply_length, "long.example", TODOKU_DNS_TYPE_TXT,
                                     NULL, NULL);

  g_assert_cmpuint (reply_length, >, TODOKU_DNS_UDP_SIZE);
  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpuint (todoku_dns_answer_get_n_records (answer), ==, 11);
  g_assert_cmpmem (reply, reply_length + 2, reply + reply_length + 2, reply_length + 2);
  g_assert_cmpuint (todoku_dns_practice_get_n_questions (practice), ==, 2);
}

// The server may go while a connection is open and answers wait for their time.
static void
test_stop (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  TodokuDnsPractice *practice = todoku_dns_practice_new (zone, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, todoku_dns_practice_get_address (practice), 53, NULL,
                                     NULL);
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("shop.example", TODOKU_DNS_TYPE_TXT, 7, 0);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  guint8 head[2] = { 0, (guint8) g_bytes_get_size (question) };

  todoku_dns_practice_set_delay (practice, 10);
  g_output_stream_write_all (output, head, 2, NULL, NULL, NULL);
  g_output_stream_write_all (output, g_bytes_get_data (question, NULL), g_bytes_get_size (question),
                             NULL, NULL, NULL);
  while (todoku_dns_practice_get_n_questions (practice) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (practice);

  gint64 end = g_get_monotonic_time () + 30 * 1000;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice/catalog", test_catalog);
  g_test_add_func ("/practice/domains", test_domains);
  g_test_add_func ("/practice/stream", test_stream);
  g_test_add_func ("/practice/stop", test_stop);

  return g_test_run ();
}
