// SPDX-License-Identifier: GPL-3.0-or-later

#include "cases.h"
#include "dns/message.h"
#include "dns/wire.h"
#include "loopback-message.h"

#include <string.h>

// The cases are data/message.json. Each has a `question` that was asked, the `packet` that came,
// the `status` it must have and, where there are any, its `records`, the `alias` to be asked for
// next and the `delegation` that it tells of. A packet is words: hexadecimal octets, 'text', or a
// {name} that is not compressed; `trailing` of its octets belong to nothing.

static const char *const status_names[] = {
  "found", "no-data", "nx-domain", "server-failure", "refused", "timed-out", "malformed",
};

static void
append_word (GByteArray *packet, const char *word)
{
  g_autofree char *inner = g_strdup (word);

  if (word[0] != '{' && word[0] != '\'')
    {
      g_autoptr (GBytes) octets = case_read_hex (word);

      g_byte_array_append (packet, g_bytes_get_data (octets, NULL),
                           (guint) g_bytes_get_size (octets));
      return;
    }

  inner[strlen (inner) - 1] = '\0';
  if (word[0] == '{')
    g_assert_true (todoku_dns_write_name (packet, inner + 1));
  else
    g_byte_array_append (packet, (const guint8 *) inner + 1, (guint) strlen (inner + 1));
}

static GByteArray *
packet_of (json_object *test)
{
  json_object *parts = case_get (test, "packet");
  GByteArray *packet = g_byte_array_new ();

  for (gsize i = 0; i < json_object_array_length (parts); i++)
    {
      const char *part = json_object_get_string (json_object_array_get_idx (parts, i));
      g_auto (GStrv) words = g_strsplit (part, " ", -1);

      for (char **word = words; *word != NULL; word++)
        append_word (packet, *word);
    }

  return packet;
}

static void
append_text (GString *line, const TodokuDnsRecord *record)
{
  const guchar *text = g_bytes_get_data (record->text, NULL);

  for (guint i = 0; i < record->piece_lengths->len; i++)
    {
      if (i > 0)
        g_string_append_c (line, '|');
      for (guint j = 0; j < record->piece_lengths->data[i]; j++, text++)
        if (g_ascii_isprint (*text))
          g_string_append_c (line, (char) *text);
        else
          g_string_append_printf (line, "\\%03o", *text);
    }
}

// A record as one line, as the cases write it.
static char *
record_to_line (const TodokuDnsRecord *record)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%s %u ", todoku_dns_type_to_string (record->type), record->ttl);
  if (record->type == TODOKU_DNS_TYPE_MX)
    g_string_append_printf (line, "%u ", record->preference);
  if (record->name != NULL)
    g_string_append (line, record->name);
  if (record->type == TODOKU_DNS_TYPE_SOA)
    g_string_append_printf (line, " %u", record->serial);
  g_assert_true ((record->text != NULL)
                 == (record->type == TODOKU_DNS_TYPE_TXT || record->type == TODOKU_DNS_TYPE_SPF));
  if (record->text != NULL)
    append_text (line, record);
  if (record->address.length > 0)
    {
      g_autofree char *address = todoku_dns_address_to_string (&record->address);

      g_string_append (line, address);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

// Reads from a copy of its own, so that a sanitizer sees who reads behind the end.
static TodokuDnsAnswer *
parse (json_object *test, const guint8 *octets, gsize length, char **alias)
{
  g_auto (GStrv) question = g_strsplit (case_get_string (test, "question"), " ", 2);
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));
  TodokuDnsType type;

  if (length > 0)
    memcpy (copy, octets, length);
  g_assert_true (todoku_dns_type_from_string (question[1], &type));

  return loopback_parse_answer (copy, length, question[0], type, "192.0.2.53:53", alias);
}

// Whose the zone is, and where these are, as a parent's server says it.
static void
assert_delegation (TodokuDnsAnswer *answer, json_object *lines)
{
  GPtrArray *delegation = todoku_dns_answer_get_detail (answer)->delegation;
  gsize n_lines = lines != NULL ? json_object_array_length (lines) : 0;

  g_assert_cmpuint (delegation != NULL ? delegation->len : 0, ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      const TodokuDnsEntry *entry = g_ptr_array_index (delegation, i);
      g_autofree char *line = record_to_line (entry->record);

      g_assert_cmpstr (line, ==, json_object_get_string (json_object_array_get_idx (lines, i)));
    }
}

static void
test_case (gconstpointer data)
{
  json_object *test = (json_object *) data;
  json_object *records = case_get (test, "records");
  gsize n_records = records != NULL ? json_object_array_length (records) : 0;
  g_autoptr (GByteArray) packet = packet_of (test);
  g_autofree char *alias = NULL;
  g_autoptr (TodokuDnsAnswer) answer = parse (test, packet->data, packet->len, &alias);

  g_assert_cmpstr (status_names[todoku_dns_answer_get_status (answer)], ==,
                   case_get_string (test, "status"));
  g_assert_cmpstr (alias, ==, case_get_string (test, "alias"));
  g_assert_cmpstr (todoku_dns_answer_get_server (answer), ==, "192.0.2.53:53");
  g_assert_cmpuint (todoku_dns_answer_get_n_records (answer), ==, n_records);
  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *line = record_to_line (todoku_dns_answer_get_record (answer, i));

      g_assert_cmpstr (line, ==, json_object_get_string (json_object_array_get_idx (records, i)));
    }
  assert_delegation (answer, case_get (test, "delegation"));
  if (case_get (test, "negative_ttl") != NULL)
    g_assert_cmpuint (todoku_dns_answer_get_detail (answer)->negative_ttl, ==,
                      json_object_get_int (case_get (test, "negative_ttl")));
  else
    g_assert_cmpuint (todoku_dns_answer_get_detail (answer)->negative_ttl, ==,
                      TODOKU_DNS_TTL_UNKNOWN);
}

// However much of it is missing, an answer that was cut is never taken for a whole one. A failure
// may be told by its header alone.
static void
test_cut (gconstpointer data)
{
  json_object *test = (json_object *) data;
  g_autoptr (GByteArray) packet = packet_of (test);
  int trailing = json_object_get_int (case_get (test, "trailing"));

  for (gsize length = 0; length < packet->len - (gsize) trailing; length++)
    {
      g_autoptr (TodokuDnsAnswer) answer = parse (test, packet->data, length, NULL);

      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_MALFORMED);
    }
}

// Whatever octet is another one, reading ends, and ends in bounds.
static void
test_changed (gconstpointer data)
{
  static const guint8 values[] = { 0x00, 0x01, 0x3f, 0x40, 0x7f, 0xc0, 0xff };
  json_object *test = (json_object *) data;
  g_autoptr (GByteArray) packet = packet_of (test);

  for (guint i = 0; i < packet->len; i++)
    {
      guint8 was = packet->data[i];

      for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
        {
          packet->data[i] = values[j];

          g_autofree char *alias = NULL;
          g_autoptr (TodokuDnsAnswer) answer = parse (test, packet->data, packet->len, &alias);
          gboolean is_found = todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_FOUND;

          g_assert_cmpint (is_found, ==, todoku_dns_answer_get_n_records (answer) > 0);
        }
      packet->data[i] = was;
    }
}

static void
add_cases (json_object *tests)
{
  for (gsize i = 0; i < json_object_array_length (tests); i++)
    {
      json_object *test = json_object_array_get_idx (tests, i);
      const char *name = case_get_string (test, "name");
      gboolean is_whole = !g_str_equal (case_get_string (test, "status"), "malformed");
      g_autofree char *path = g_strconcat ("/message/answer/", name, NULL);
      g_autofree char *cut_path = g_strconcat ("/message/cut/", name, NULL);
      g_autofree char *changed_path = g_strconcat ("/message/changed/", name, NULL);

      g_test_add_data_func (path, test, test_case);
      if (is_whole)
        g_test_add_data_func (cut_path, test, test_cut);
      g_test_add_data_func (changed_path, test, test_changed);
    }
}

static void
test_question (void)
{
  static const guint8 expected[] = {
    0x12, 0x34, 0x01, 0x20, 0, 1,  0, 0, 0,    0, 0,  1,    1,    'a', 7, 'e', 'x', 'a', 'm',
    'p',  'l',  'e',  0x00, 0, 16, 0, 1, 0x00, 0, 41, 0x04, 0xd0, 0,   0, 0,   0,   0,   0,
  };
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("a.example.", TODOKU_DNS_TYPE_TXT, 0x1234, 1232);
  g_autoptr (GBytes) plain =
    todoku_dns_message_new_question ("a.example", TODOKU_DNS_TYPE_TXT, 0x1234, 0);
  g_autoptr (GBytes) direct =
    todoku_dns_message_new_direct_question ("a.example", TODOKU_DNS_TYPE_TXT, 0x1234, 1232);

  g_assert_cmpmem (g_bytes_get_data (question, NULL), g_bytes_get_size (question), expected,
                   sizeof expected);
  g_assert_cmpuint (g_bytes_get_size (plain), ==, sizeof expected - TODOKU_DNS_OPT_LENGTH);
  // No EDNS stands in it, and of one server no other one's work is asked.
  g_assert_cmpint (((const guint8 *) g_bytes_get_data (plain, NULL))[11], ==, 0);
  g_assert_cmpmem (g_bytes_get_data (direct, NULL), 4, "\x12\x34\0\0", 4);
  g_assert_null (todoku_dns_message_new_question ("a..example", TODOKU_DNS_TYPE_TXT, 1, 0));
  g_assert_null (todoku_dns_message_new_question ("", TODOKU_DNS_TYPE_TXT, 1, 0));
  g_assert_null (todoku_dns_message_new_question ("a\\256.example", TODOKU_DNS_TYPE_A, 1, 0));
}

static void
test_name (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { ".", "" },
    { "Shop.Example.", "shop.example" },
    { "a\\.b.example", "a\\.b.example" },
    { "a\\\\b.example", "a\\\\b.example" },
    { "a\\046b.example", "a\\.b.example" },
    { "\\065\\000\\255.example", "a\\000\\255.example" },
    { "a b.example", "a\\032b.example" },
    { "\xe3\x81\x82.example", "\\227\\129\\130.example" },
    { "a\\b.example", "ab.example" },
    { "a\\12.example", "a12.example" },
    { "a\\1b2.example", "a1b2.example" },
    { "a\\b12.example", "ab12.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) octets = g_byte_array_new ();
      TodokuDnsReader reader;

      g_test_message ("%s", cases[i][0]);
      g_assert_true (todoku_dns_write_name (octets, cases[i][0]));
      todoku_dns_reader_init (&reader, octets->data, octets->len);

      g_autofree char *name = todoku_dns_reader_read_name (&reader);

      g_assert_cmpstr (name, ==, cases[i][1]);
      g_assert_cmpuint (reader.offset, ==, octets->len);
    }
}

// Of 255 octets, with its lengths and the root, and labels of 63 (RFC 1035 2.3.4).
static void
test_longest_name (void)
{
  g_autofree char *label = g_strnfill (63, 'x');
  g_autofree char *name = g_strdup_printf ("%s.%s.%s.%.61s", label, label, label, label);
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  g_assert_true (todoku_dns_write_name (octets, name));
  g_assert_cmpuint (octets->len, ==, 255);
  g_assert_cmpuint (octets->data[0], ==, 63);
}

// A record without the message around it.
static void
test_record (void)
{
  static const guint8 octets[] = "\3v=s\1p";
  g_autoptr (TodokuDnsRecord) record =
    todoku_dns_record_read (TODOKU_DNS_TYPE_SPF, 60, octets, sizeof octets - 1);
  g_autofree char *line = record_to_line (record);

  g_assert_cmpstr (line, ==, "SPF 60 v=s|p");
  g_assert_null (todoku_dns_record_read (TODOKU_DNS_TYPE_SPF, 60, octets, sizeof octets - 2));
}

static void
test_bad_name (void)
{
  g_autofree char *label = g_strnfill (64, 'x');
  g_autofree char *labels = g_strnfill (63, 'x');
  g_autofree char *name = g_strdup_printf ("%s.%s.%s.%.62s", labels, labels, labels, labels);
  const char *const cases[] = { "a..b", ".a", "..", label, name, "a\\256", "\\999.example" };
  g_autoptr (GByteArray) octets = g_byte_array_new ();

  todoku_dns_write_u8 (octets, 7);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i]);
      g_assert_false (todoku_dns_write_name (octets, cases[i]));
      g_assert_cmpuint (octets->len, ==, 1);
    }
}

// A name, and behind it pointers, each to the one before.
static char *
read_chain (guint n_pointers)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  TodokuDnsReader reader;
  guint target = 0;

  g_assert_true (todoku_dns_write_name (octets, "shop.example"));
  for (guint i = 0; i < n_pointers; i++)
    {
      guint here = octets->len;

      todoku_dns_write_u16 (octets, (guint16) (0xc000 | target));
      target = here;
    }
  todoku_dns_reader_init (&reader, octets->data, octets->len);
  reader.offset = target;

  char *name = todoku_dns_reader_read_name (&reader);

  g_assert_true (name == NULL || reader.offset == octets->len);

  return name;
}

// Else one long message, full of names behind a long chain, keeps the main loop busy.
static void
test_pointers (void)
{
  g_autofree char *one = read_chain (1);
  g_autofree char *many = read_chain (127);

  g_assert_cmpstr (one, ==, "shop.example");
  g_assert_cmpstr (many, ==, "shop.example");
  g_assert_null (read_chain (128));
}

static LoopbackRequest *
request_new (guint16 udp_size)
{
  g_autoptr (GBytes) question =
    todoku_dns_message_new_question ("Shop.example", TODOKU_DNS_TYPE_TXT, 0x4711, udp_size);

  return loopback_request_parse (g_bytes_get_data (question, NULL), g_bytes_get_size (question));
}

static void
test_request (void)
{
  g_autoptr (LoopbackRequest) plain = request_new (0);
  g_autoptr (LoopbackRequest) edns = request_new (1000);
  g_autoptr (LoopbackRequest) low = request_new (100);
  g_autoptr (LoopbackRequest) high = request_new (65535);

  g_assert_cmpstr (plain->name, ==, "shop.example");
  g_assert_cmpuint (plain->type, ==, TODOKU_DNS_TYPE_TXT);
  g_assert_false (plain->has_edns);
  g_assert_cmpuint (plain->udp_size, ==, 512);
  g_assert_true (edns->has_edns);
  g_assert_cmpuint (edns->udp_size, ==, 1000);
  g_assert_cmpuint (low->udp_size, ==, 512);
  g_assert_cmpuint (high->udp_size, ==, TODOKU_DNS_UDP_SIZE);
}

static gboolean
is_authenticated (TodokuDnsRcode rcode, guint8 bit)
{
  g_autoptr (LoopbackRequest) request = request_new (0);
  g_autoptr (GBytes) bytes = loopback_request_answer (request, rcode, NULL, 512);
  gsize length;
  const guint8 *reply = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *octets = g_memdup2 (reply, length);

  octets[3] |= bit;

  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (octets, length, "shop.example", TODOKU_DNS_TYPE_TXT, NULL, NULL);

  return todoku_dns_answer_is_authenticated (answer);
}

static void
test_authenticated (void)
{
  g_assert_true (is_authenticated (TODOKU_DNS_RCODE_NO_ERROR, 0x20));
  g_assert_true (is_authenticated (TODOKU_DNS_RCODE_NX_DOMAIN, 0x20));
  g_assert_false (is_authenticated (TODOKU_DNS_RCODE_NO_ERROR, 0));
  g_assert_false (is_authenticated (TODOKU_DNS_RCODE_NO_ERROR, 0x10));
  g_assert_false (is_authenticated (TODOKU_DNS_RCODE_SERVER_FAILURE, 0x20));
}

static void
test_no_request (void)
{
  g_autoptr (GBytes) bytes =
    todoku_dns_message_new_question ("shop.example", TODOKU_DNS_TYPE_TXT, 1, 0);
  gsize length;
  const guint8 *question = g_bytes_get_data (bytes, &length);
  g_autofree guint8 *octets = g_memdup2 (question, length);

  for (gsize n = 0; n < length; n++)
    g_assert_null (loopback_request_parse (octets, n));

  octets[2] |= 0x80;
  g_assert_null (loopback_request_parse (octets, length));
  octets[2] = 0x28;
  g_assert_null (loopback_request_parse (octets, length));
  octets[2] = 0x01;
  octets[5] = 2;
  g_assert_null (loopback_request_parse (octets, length));
  octets[5] = 1;
  octets[7] = 1;
  g_assert_null (loopback_request_parse (octets, length));
  octets[7] = 0;
  octets[length - 1] = 3;
  g_assert_null (loopback_request_parse (octets, length));
}

static GPtrArray *
text_entries (gsize length)
{
  GPtrArray *entries = todoku_dns_entry_array_new ();
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 60);
  g_autofree char *text = g_strnfill (length, 'x');

  todoku_dns_record_add_piece (record, text, length);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (entries, loopback_entry_new ("shop.example", record));

  return entries;
}

// Two records of @length octets, told to a client that takes @udp_size.
static void
assert_reply (guint16 udp_size, gsize length, gboolean is_cut)
{
  g_autoptr (LoopbackRequest) request = request_new (udp_size);
  g_autoptr (GPtrArray) entries = text_entries (length);
  g_autoptr (GBytes) reply =
    loopback_request_answer (request, TODOKU_DNS_RCODE_NO_ERROR, entries, request->udp_size);
  gsize reply_length;
  const guint8 *octets = g_bytes_get_data (reply, &reply_length);

  g_assert_cmpuint (reply_length, <=, request->udp_size);
  g_assert_cmpint ((octets[2] & 0x02) != 0, ==, is_cut);
  g_assert_cmpuint (octets[7], ==, is_cut ? 0 : 2);
  g_assert_cmpuint (octets[11], ==, udp_size > 0 ? 1 : 0);
  g_assert_cmpmem (octets, 2, "\x47\x11", 2);
}

static void
test_reply (void)
{
  // 12 for the header, 18 for the question, 25 + length for a record, 11 for EDNS.
  assert_reply (0, 216, FALSE);
  assert_reply (0, 217, TRUE);
  assert_reply (600, 254, FALSE);
  assert_reply (561, 235, FALSE);
  assert_reply (560, 235, TRUE);
}

static void
test_garbage (void)
{
  g_autoptr (LoopbackRequest) request = request_new (1232);
  g_autoptr (GBytes) reply = loopback_request_answer_garbage (request);
  g_autoptr (TodokuDnsAnswer) answer =
    loopback_parse_answer (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply), "shop.example",
                           TODOKU_DNS_TYPE_TXT, NULL, NULL);

  g_assert_cmpint (todoku_dns_answer_get_status (answer), ==, TODOKU_DNS_STATUS_MALFORMED);
}

// The longest chain of aliases that is followed, and one more.
static void
test_many_aliases (void)
{
  for (guint n = TODOKU_DNS_ALIASES_MAX; n <= TODOKU_DNS_ALIASES_MAX + 1; n++)
    {
      g_autoptr (LoopbackRequest) request = request_new (0);
      g_autoptr (GPtrArray) entries = todoku_dns_entry_array_new ();
      g_autofree char *owner = g_strdup ("shop.example");

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (TODOKU_DNS_TYPE_CNAME, 60);

          record->name = g_strdup_printf ("a%u.example", i);
          g_ptr_array_add (entries, loopback_entry_new (owner, record));
          g_free (owner);
          owner = g_strdup (record->name);
        }

      g_autofree char *alias = NULL;
      g_autoptr (GBytes) reply =
        loopback_request_answer (request, TODOKU_DNS_RCODE_NO_ERROR, entries, 4096);
      g_autoptr (TodokuDnsAnswer) answer =
        loopback_parse_answer (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply),
                               "shop.example", TODOKU_DNS_TYPE_TXT, NULL, &alias);

      g_assert_cmpint (todoku_dns_answer_get_status (answer), ==,
                       n <= TODOKU_DNS_ALIASES_MAX ? TODOKU_DNS_STATUS_NO_DATA
                                                   : TODOKU_DNS_STATUS_MALFORMED);
      g_assert_cmpstr (alias, ==, n <= TODOKU_DNS_ALIASES_MAX ? owner : NULL);
    }
}

// The header tells it, whatever else is missing; less than a header tells nothing.
static void
test_format_error (void)
{
  static const guint8 octets[] = { 0, 1, 0x81, 0x81, 0, 1, 0, 0, 0, 0, 0, 0 };
  g_autoptr (TodokuDnsMessage) message = todoku_dns_message_parse (octets, sizeof octets);
  g_autoptr (TodokuDnsMessage) less = todoku_dns_message_parse (octets, sizeof octets - 1);

  g_assert_cmpuint (message->flags, ==, 0x8181);
  g_assert_false (message->is_whole);
  g_assert_cmpuint (less->flags, ==, 0);
  g_assert_false (less->is_whole);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  json_object *tests = cases_load ("message.json");

  add_cases (tests);
  g_test_add_func ("/message/question", test_question);
  g_test_add_func ("/message/authenticated", test_authenticated);
  g_test_add_func ("/message/name", test_name);
  g_test_add_func ("/message/longest-name", test_longest_name);
  g_test_add_func ("/message/record", test_record);
  g_test_add_func ("/message/bad-name", test_bad_name);
  g_test_add_func ("/message/pointers", test_pointers);
  g_test_add_func ("/message/request", test_request);
  g_test_add_func ("/message/no-request", test_no_request);
  g_test_add_func ("/message/reply", test_reply);
  g_test_add_func ("/message/garbage", test_garbage);
  g_test_add_func ("/message/many-aliases", test_many_aliases);
  g_test_add_func ("/message/format-error", test_format_error);

  return cases_run (tests);
}
