// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/answer.h"

static void
test_record_text (void)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 300);
  g_autofree char *longest = g_strnfill (255, 'x');

  g_assert_null (record->text);
  g_assert_null (record->piece_lengths);

  todoku_dns_record_add_piece (record, "a\0b", 3);
  todoku_dns_record_add_piece (record, "", 0);
  todoku_dns_record_add_piece (record, longest, 255);

  gsize length;
  const char *text = g_bytes_get_data (record->text, &length);

  g_assert_cmpuint (length, ==, 258);
  g_assert_cmpmem (text, 4, "a\0bx", 4);
  g_assert_cmpmem (record->piece_lengths->data, record->piece_lengths->len, "\x03\x00\xff", 3);
  g_assert_cmpuint (record->ttl, ==, 300);
}

// The octets of an empty GBytes are none.
static void
test_record_text_empty (void)
{
  g_autoptr (TodokuDnsRecord) none = todoku_dns_record_new (TODOKU_DNS_TYPE_A, 0);
  g_autoptr (TodokuDnsRecord) cleared = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 0);

  todoku_dns_record_add_piece (cleared, "", 0);
  todoku_dns_record_add_piece (cleared, "", 0);

  const TodokuDnsRecord *const records[] = { none, cleared };

  for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
    {
      gsize length = 7;
      g_autofree char *text = todoku_dns_record_dup_text (records[i]);

      g_assert_cmpstr (todoku_dns_record_get_text (records[i], &length), ==, "");
      g_assert_cmpuint (length, ==, 0);
      g_assert_cmpstr (text, ==, "");
    }
  g_assert_cmpuint (cleared->piece_lengths->len, ==, 2);
}

static void
test_record_text_shared (void)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 0);

  todoku_dns_record_add_piece (record, "one", 3);

  g_autoptr (GBytes) kept = g_bytes_ref (record->text);

  todoku_dns_record_add_piece (record, "two", 3);
  g_assert_cmpuint (g_bytes_get_size (kept), ==, 3);
  g_assert_cmpuint (g_bytes_get_size (record->text), ==, 6);
}

static void
test_answer (void)
{
  g_autoptr (TodokuDnsAnswer) empty =
    todoku_dns_answer_new (TODOKU_DNS_STATUS_NX_DOMAIN, NULL, NULL);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);

  g_ptr_array_add (records, todoku_dns_record_new (TODOKU_DNS_TYPE_A, 1));
  g_ptr_array_add (records, todoku_dns_record_new (TODOKU_DNS_TYPE_A, 2));

  TodokuDnsAnswer *answer =
    todoku_dns_answer_new (TODOKU_DNS_STATUS_FOUND, "192.0.2.53:53", records);
  g_autoptr (TodokuDnsAnswer) kept = todoku_dns_answer_ref (answer);

  todoku_dns_answer_unref (answer);
  g_assert_cmpint (todoku_dns_answer_get_status (kept), ==, TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpstr (todoku_dns_answer_get_server (kept), ==, "192.0.2.53:53");
  g_assert_cmpuint (todoku_dns_answer_get_n_records (kept), ==, 2);
  g_assert_cmpuint (todoku_dns_answer_get_record (kept, 1)->ttl, ==, 2);
  g_assert_null (todoku_dns_answer_get_server (empty));
  g_assert_cmpuint (todoku_dns_answer_get_n_records (empty), ==, 0);
}

static void
forget (gpointer data)
{
  *(guint *) data += 1;
}

// What is kept with an answer goes when the last one lets go of it.
static void
test_memo (void)
{
  guint n_forgotten = 0;
  TodokuDnsAnswer *answer = todoku_dns_answer_new (TODOKU_DNS_STATUS_NO_DATA, NULL, NULL);
  TodokuDnsAnswer *kept = todoku_dns_answer_ref (answer);

  g_assert_null (todoku_dns_answer_get_memo (answer));
  todoku_dns_answer_set_memo (answer, &n_forgotten, forget);
  todoku_dns_answer_unref (answer);
  g_assert_true (todoku_dns_answer_get_memo (kept) == &n_forgotten);
  g_assert_cmpuint (n_forgotten, ==, 0);
  todoku_dns_answer_unref (kept);
  g_assert_cmpuint (n_forgotten, ==, 1);
}

static void
test_status (void)
{
  static const struct
  {
    TodokuDnsStatus status;
    gboolean is_failure;
    gboolean is_void;
  } cases[] = {
    { TODOKU_DNS_STATUS_FOUND, FALSE, FALSE },    { TODOKU_DNS_STATUS_NO_DATA, FALSE, TRUE },
    { TODOKU_DNS_STATUS_NX_DOMAIN, FALSE, TRUE }, { TODOKU_DNS_STATUS_SERVER_FAILURE, TRUE, FALSE },
    { TODOKU_DNS_STATUS_REFUSED, TRUE, FALSE },   { TODOKU_DNS_STATUS_TIMED_OUT, TRUE, FALSE },
    { TODOKU_DNS_STATUS_MALFORMED, TRUE, FALSE }, { TODOKU_DNS_STATUS_UNREACHABLE, TRUE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (todoku_dns_status_is_failure (cases[i].status), ==, cases[i].is_failure);
      g_assert_cmpint (todoku_dns_status_is_void (cases[i].status), ==, cases[i].is_void);
    }
}

static void
test_type (void)
{
  static const TodokuDnsType types[] = {
    TODOKU_DNS_TYPE_A,   TODOKU_DNS_TYPE_NS,   TODOKU_DNS_TYPE_CNAME,
    TODOKU_DNS_TYPE_SOA, TODOKU_DNS_TYPE_MX,   TODOKU_DNS_TYPE_PTR,
    TODOKU_DNS_TYPE_TXT, TODOKU_DNS_TYPE_AAAA, TODOKU_DNS_TYPE_SPF,
  };
  TodokuDnsType type;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_assert_true (todoku_dns_type_from_string (todoku_dns_type_to_string (types[i]), &type));
      g_assert_cmpint (type, ==, types[i]);
    }

  g_assert_true (todoku_dns_type_from_string ("cName", &type));
  g_assert_cmpint (type, ==, TODOKU_DNS_TYPE_CNAME);
  g_assert_false (todoku_dns_type_from_string ("", &type));
  g_assert_false (todoku_dns_type_from_string ("AA", &type));
  g_assert_false (todoku_dns_type_from_string ("MXX", &type));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/record-text", test_record_text);
  g_test_add_func ("/answer/record-text-empty", test_record_text_empty);
  g_test_add_func ("/answer/record-text-shared", test_record_text_shared);
  g_test_add_func ("/answer/answer", test_answer);
  g_test_add_func ("/answer/memo", test_memo);
  g_test_add_func ("/answer/status", test_status);
  g_test_add_func ("/answer/type", test_type);

  return g_test_run ();
}
