// SPDX-License-Identifier: GPL-3.0-or-later

#include "zone-rule.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static const char zone_text[] =
  "{ \"_comment\": \"for the test\","
  "  \"Shop.example\": {"
  "    \"_comment\": \"a shop\","
  "    \"MX\": [\"10 mail.shop.example\", \"20 Backup.example.\"],"
  "    \"TXT\": [\"one piece\", [\"two \", \"pieces\"], \"nul\\u0000here\", \"\"],"
  "    \"A\": [\"192.0.2.1\"], \"AAAA\": [\"2001:db8::1\"],"
  "    \"SOA\": [\"ns1.example hostmaster.example 2026112401 3600 900 604800 300\"] },"
  "  \"www.shop.example\": { \"CNAME\": [\"shop.example\"] },"
  "  \"deep.below.other.example\": { \"A\": [\"192.0.2.2\"] },"
  "  \"null.example\": { \"MX\": [\"0 .\"] },"
  "  \"blank.example\": { \"MX\": [\"10 my mail.example\"] },"
  "  \"loop.example\": { \"CNAME\": [\"loop2.example\"] },"
  "  \"loop2.example\": { \"CNAME\": [\"loop.example\"] },"
  "  \"down.example\": \"SERVFAIL\", \"no.example\": \"REFUSED\","
  "  \"silent.example\": \"TIMEOUT\","
  "  \"half.example\": { \"TXT\": \"MALFORMED\", \"A\": [\"192.0.2.3\"] } }";

static TodokuDnsZone *
zone_new (void)
{
  g_autoptr (GError) error = NULL;
  TodokuDnsZone *zone = todoku_dns_zone_new_from_json (zone_text, &error);

  g_assert_no_error (error);

  return zone;
}

static void
test_records (void)
{
  g_autoptr (TodokuDnsZone) zone = zone_new ();
  g_autoptr (TodokuDnsAnswer) mx =
    todoku_dns_zone_answer (zone, "shop.EXAMPLE.", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) null_mx =
    todoku_dns_zone_answer (zone, "null.example", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) blank =
    todoku_dns_zone_answer (zone, "blank.example", TODOKU_DNS_TYPE_MX);
  g_autoptr (TodokuDnsAnswer) soa =
    todoku_dns_zone_answer (zone, "shop.example", TODOKU_DNS_TYPE_SOA);
  g_autoptr (TodokuDnsAnswer) aaaa =
    todoku_dns_zone_answer (zone, "www.shop.example", TODOKU_DNS_TYPE_AAAA);

  g_assert_cmpint (todoku_dns_answer_get_status (mx), ==, TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpuint (todoku_dns_answer_get_n_records (mx), ==, 2);
  g_assert_cmpuint (todoku_dns_answer_get_record (mx, 1)->preference, ==, 20);
  g_assert_cmpstr (todoku_dns_answer_get_record (mx, 1)->name, ==, "backup.example");
  g_assert_cmpstr (todoku_dns_answer_get_record (null_mx, 0)->name, ==, "");
  // A label is of any octets (RFC 2181 11), and each but letters and the like is a number there.
  g_assert_cmpstr (todoku_dns_answer_get_record (blank, 0)->name, ==, "my\\032mail.example");
  g_assert_cmpuint (todoku_dns_answer_get_record (soa, 0)->serial, ==, 2026112401);
  g_assert_cmpuint (todoku_dns_answer_get_record (soa, 0)->minimum, ==, 300);

  g_autofree char *address =
    todoku_dns_address_to_string (&todoku_dns_answer_get_record (aaaa, 0)->address);

  g_assert_cmpstr (address, ==, "2001:db8::1");
}

static void
assert_text (TodokuDnsAnswer *answer, guint index, const char *octets, gsize length, guint n_pieces)
{
  const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, index);
  gsize text_length;
  const void *text = g_bytes_get_data (record->text, &text_length);

  g_assert_cmpmem (text, text_length, octets, length);
  g_assert_cmpuint (record->piece_lengths->len, ==, n_pieces);
}

static void
test_text (void)
{
  g_autoptr (TodokuDnsZone) zone = zone_new ();
  g_autoptr (TodokuDnsAnswer) txt =
    todoku_dns_zone_answer (zone, "shop.example", TODOKU_DNS_TYPE_TXT);

  assert_text (txt, 0, "one piece", 9, 1);
  assert_text (txt, 1, "two pieces", 10, 2);
  assert_text (txt, 2, "nul\0here", 8, 1);
  assert_text (txt, 3, "", 0, 1);
}

static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (511, 'x');
  g_autofree char *json = g_strdup_printf ("{\"a.example\": {\"TXT\": [\"%s\"]}}", text);
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, NULL);
  g_autoptr (TodokuDnsAnswer) txt = todoku_dns_zone_answer (zone, "a.example", TODOKU_DNS_TYPE_TXT);

  assert_text (txt, 0, text, 511, 3);
  g_assert_cmpuint (todoku_dns_answer_get_record (txt, 0)->piece_lengths->data[2], ==, 1);
}

static void
test_status (void)
{
  static const struct
  {
    const char *name;
    TodokuDnsType type;
    TodokuDnsStatus status;
  } cases[] = {
    { "shop.example", TODOKU_DNS_TYPE_NS, TODOKU_DNS_STATUS_NO_DATA },
    { "other.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA },
    { "example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NO_DATA },
    { "missing.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NX_DOMAIN },
    { "x.shop.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_NX_DOMAIN },
    { "www.shop.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_FOUND },
    { "www.shop.example", TODOKU_DNS_TYPE_CNAME, TODOKU_DNS_STATUS_FOUND },
    { "www.shop.example", TODOKU_DNS_TYPE_NS, TODOKU_DNS_STATUS_NO_DATA },
    { "loop.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_SERVER_FAILURE },
    { "down.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_SERVER_FAILURE },
    { "no.example", TODOKU_DNS_TYPE_TXT, TODOKU_DNS_STATUS_REFUSED },
    { "silent.example", TODOKU_DNS_TYPE_TXT, TODOKU_DNS_STATUS_TIMED_OUT },
    { "half.example", TODOKU_DNS_TYPE_TXT, TODOKU_DNS_STATUS_MALFORMED },
    { "half.example", TODOKU_DNS_TYPE_A, TODOKU_DNS_STATUS_FOUND },
  };
  g_autoptr (TodokuDnsZone) zone = zone_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, cases[i].name, cases[i].type);

      g_test_message ("%s %s", cases[i].name, todoku_dns_type_to_string (cases[i].type));
      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, cases[i].status);
      g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, TODOKU_DNS_ZONE_SERVER);
    }
}

static void
test_bad_file (void)
{
  static const char *const cases[][2] = {
    { "{", "JSON" },
    { "[]", "object" },
    { "null", "object" },
    { "7", "object" },
    { "{} {", "follows" },
    { "{\"b\xff.example\": {}}", "JSON" },
    { "{\"b\\u001b[2J..example\": {}}", "b\ufffd[2J..example" },
    { "{\"bad..example\": {}}", "bad..example" },
    { "{\"b.example\": \"SORRY\"}", "SORRY" },
    { "{\"b.example\": null}", "b.example" },
    { "{\"b.example\": {\"QQ\": [\"x\"]}}", "QQ" },
    { "{\"b.example\": {\"A\": [\"x\"]}}", "b.example A" },
    { "{\"b.example\": {\"A\": [\"::1\"]}}", "b.example A" },
    { "{\"b.example\": {\"A\": []}}", "b.example A" },
    { "{\"b.example\": {\"A\": [1]}}", "b.example A" },
    { "{\"b.example\": {\"MX\": [\"mail.example\"]}}", "b.example MX" },
    { "{\"b.example\": {\"MX\": [\"65536 mail.example\"]}}", "b.example MX" },
    { "{\"b.example\": {\"MX\": [\"10 a..b\"]}}", "b.example MX" },
    { "{\"b.example\": {\"SOA\": [\"a b\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"SOA\": [\"a b c\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"SOA\": [\"a b 4294967296\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"SOA\": [\"a..b c 1\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"SOA\": [\"a b 1 2 3 4 soon\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"SOA\": [\"a b 1 2 3 4 2147483648\"]}}", "b.example SOA" },
    { "{\"b.example\": {\"NS\": [\"a..b\"]}}", "b.example NS" },
    { "{\"b.example\": {\"NS\": [1]}}", "b.example NS" },
    { "{\"b.example\": {\"AAAA\": [\"192.0.2.1\"]}}", "b.example AAAA" },
    { "{\"b.example\": {\"TXT\": [[]]}}", "b.example TXT" },
    { "{\"b.example\": {\"TXT\": [[1]]}}", "b.example TXT" },
    { "{\"b.example\": {\"TXT\": [7]}}", "b.example TXT" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *shown = g_strescape (cases[i][0], NULL);

      g_test_message ("%s", shown);
      g_assert_null (todoku_dns_zone_new_from_json (cases[i][0], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, cases[i][1]));
    }
}

// A start of authority is often cut short where it is copied; what a zone file leaves out holds for
// an hour.
static void
test_authority (void)
{
  static const struct
  {
    const char *text;
    guint32 serial;
    guint32 minimum;
  } cases[] = {
    { "ns1.example h.example 0", 0, 3600 },
    { "ns1.example h.example 4294967295", G_MAXUINT32, 3600 },
    { "ns1.example h.example 7 1 2 3", 7, 3600 },
    { "ns1.example h.example 7 1 2 3 0", 7, 0 },
    { "ns1.example h.example 7 1 2 3 2147483647", 7, 2147483647 },
    { "ns1.example h.example 7 1 2 3 300 more", 7, 300 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"a.example\": {\"SOA\": [\"%s\"]}}", cases[i].text);
      g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (json, NULL);
      g_autoptr (TodokuDnsAnswer) answer =
        todoku_dns_zone_answer (zone, "a.example", TODOKU_DNS_TYPE_SOA);
      const TodokuDnsRecord *soa = todoku_dns_answer_get_record (answer, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (soa->name, ==, "ns1.example");
      g_assert_cmpuint (soa->serial, ==, cases[i].serial);
      g_assert_cmpuint (soa->minimum, ==, cases[i].minimum);
    }
}

// A piece holds 255 octets (RFC 1035 3.3); a text that is written whole is cut, a piece is not.
static void
test_piece_length (void)
{
  g_autofree char *longest = g_strnfill (255, 'x');
  g_autofree char *whole = g_strdup_printf ("{\"a.example\": {\"TXT\": [\"%s\"]}}", longest);
  g_autofree char *piece = g_strdup_printf ("{\"a.example\": {\"TXT\": [[\"%s\"]]}}", longest);
  g_autofree char *longer = g_strdup_printf ("{\"a.example\": {\"TXT\": [[\"%sx\"]]}}", longest);
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (whole, NULL);
  g_autoptr (TodokuDnsZone) of_piece = todoku_dns_zone_new_from_json (piece, NULL);
  g_autoptr (TodokuDnsAnswer) txt = todoku_dns_zone_answer (zone, "a.example", TODOKU_DNS_TYPE_TXT);

  assert_text (txt, 0, longest, 255, 1);
  g_assert_nonnull (of_piece);
  g_assert_null (todoku_dns_zone_new_from_json (longer, NULL));
}

// Upper case makes no other name; what comes last counts.
static void
test_name_twice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    "{\"down.example\": \"SERVFAIL\", \"Down.Example.\": \"REFUSED\"}", &error);

  g_assert_no_error (error);

  g_autoptr (TodokuDnsAnswer) answer =
    todoku_dns_zone_answer (zone, "DOWN.example", TODOKU_DNS_TYPE_A);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_REFUSED);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (todoku_dns_zone_new_from_file ("/nonexistent/zone.json", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

// Whoever has several files hears which of them is no good.
static void
test_bad_text_of_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "todoku-test-zone.json", NULL);
  g_autofree char *start = g_strconcat (path, ": ", NULL);

  g_assert_true (g_file_set_contents (path, "{\"b.example\": 7}", -1, NULL));
  g_assert_null (todoku_dns_zone_new_from_file (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
forget (gpointer data)
{
  *(guint *) data += 1;
}

// Its answers go with it.
static void
test_gone (void)
{
  guint n_forgotten = 0;
  TodokuDnsZone *zone = zone_new ();
  TodokuDnsAnswer *answer = todoku_dns_zone_answer (zone, "shop.example", TODOKU_DNS_TYPE_A);

  todoku_dns_answer_set_memo (answer, &n_forgotten, forget);
  todoku_dns_answer_unref (answer);
  g_assert_cmpuint (n_forgotten, ==, 0);
  todoku_dns_zone_unref (zone);
  g_assert_cmpuint (n_forgotten, ==, 1);
}

// Asks for the MX, then for the address of each exchange, all at once.
static gboolean
exchange_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  guint *n_known = user_data;
  TodokuDnsAnswer *mx = todoku_dns_facts_ask (facts, "shop.example", TODOKU_DNS_TYPE_MX);
  gboolean complete = TRUE;

  if (mx == NULL)
    return FALSE;

  *n_known = 0;
  for (guint i = 0; i < todoku_dns_answer_get_n_records (mx); i++)
    {
      const char *name = todoku_dns_answer_get_record (mx, i)->name;

      if (todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_A) != NULL)
        *n_known += 1;
      else
        complete = FALSE;
    }

  return complete;
}

static void
test_run_rule (void)
{
  g_autoptr (TodokuDnsZone) zone = zone_new ();
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  guint n_known = 0;

  g_assert_cmpuint (zone_run_rule (zone, facts, exchange_rule, &n_known), ==, 3);
  g_assert_cmpuint (n_known, ==, 2);
  g_assert_cmpuint (zone_run_rule (zone, facts, exchange_rule, &n_known), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/zone/records", test_records);
  g_test_add_func ("/zone/text", test_text);
  g_test_add_func ("/zone/long-text", test_long_text);
  g_test_add_func ("/zone/status", test_status);
  g_test_add_func ("/zone/bad-file", test_bad_file);
  g_test_add_func ("/zone/authority", test_authority);
  g_test_add_func ("/zone/piece-length", test_piece_length);
  g_test_add_func ("/zone/name-twice", test_name_twice);
  g_test_add_func ("/zone/no-file", test_no_file);
  g_test_add_func ("/zone/bad-text-of-file", test_bad_text_of_file);
  g_test_add_func ("/zone/gone", test_gone);
  g_test_add_func ("/zone/run-rule", test_run_rule);

  return g_test_run ();
}
