// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received.h"

#include "base/language.h"
#include "mail/message.h"
#include "mail/received-results.h"
#include "mail/text.h"
#include "mails.h"
#include "mutations.h"
#include "shipped.h"

#include <string.h>

#define FOLDER "received"
#define RECEIVED_MIN 100
#define NONE_MIN 6

static TodokuBounceRules *rules;
static TodokuCatalog *catalog;

static json_object *
read_json (const char *octets, gsize length)
{
  TodokuReceived *received = NULL;
  TodokuReceivedStatus status = todoku_received_read (rules, catalog, octets, length, &received);
  json_object *object = todoku_received_to_json (received);

  g_assert_cmpint (status == TODOKU_RECEIVED_FOUND, ==, received != NULL);
  g_clear_pointer (&received, todoku_received_unref);

  return object;
}

// What is said of each of the three.
static json_object *
list_sentences (const TodokuReceived *received)
{
  static char *(*const words[]) (const TodokuReceived *) = { todoku_received_describe_spf,
                                                             todoku_received_describe_dkim,
                                                             todoku_received_describe_dmarc };
  json_object *list = json_object_new_array ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = words[i](received);

      json_object_array_add (list, json_object_new_string (text));
    }

  return list;
}

// What is expected of "next" says whether all three passed.
static void
test_case (gconstpointer data)
{
  static const char *const optional[] = { "message", "says", NULL };
  const char *name = data;
  gsize length;
  g_autofree char *octets = mails_read (FOLDER, name, &length);
  json_object *expected = mails_load_expected (FOLDER, name);
  json_object *found = read_json (octets, length);
  g_autoptr (TodokuReceived) received = NULL;

  todoku_received_read (rules, catalog, octets, length, &received);
  json_object_object_add (found, "says", received != NULL ? list_sentences (received) : NULL);
  mails_compare (expected, found, optional);
  if (received != NULL)
    g_assert_cmpint (todoku_received_passes (received), ==,
                     json_object_object_get (found, "next") == NULL);
  json_object_put (expected);
  json_object_put (found);
}

static void
assert_status (const char *octets, gsize length, TodokuReceivedStatus expected)
{
  g_autoptr (TodokuReceived) received = NULL;

  g_assert_cmpint (todoku_received_read (rules, catalog, octets, length, &received), ==, expected);
}

static void
test_size (void)
{
  gsize length = TODOKU_BOUNCE_OCTETS_MAX + 1;
  g_autofree char *octets = g_strnfill (length, 'x');

  assert_status (octets, length, TODOKU_RECEIVED_TOO_LARGE);
  assert_status (octets, length - 1, TODOKU_RECEIVED_NONE);
  assert_status (octets, 0, TODOKU_RECEIVED_EMPTY);
  assert_status (" \n", 2, TODOKU_RECEIVED_EMPTY);
}

static void
test_returned (void)
{
  static const char *const names[] = { "returned-postfix", "returned-gmail", "returned-reply",
                                       "returned-by-postmaster" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *octets = mails_read (FOLDER, names[i], &length);

      assert_status (octets, length, TODOKU_RECEIVED_RETURNED);
    }
}

// ---------------------------------------------------------------------------------------------
// What copying does to a text

static char *
indent (const char *text, GRand *rand G_GNUC_UNUSED)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\n\t", lines);

  return g_strconcat ("\t", joined, NULL);
}

static char *
space_out (const char *text, GRand *rand G_GNUC_UNUSED)
{
  g_autofree char *head = g_strndup (text, (gsize) (strstr (text, "\n\n") - text));
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);

  return g_strjoinv ("\n\n", lines);
}

static char *
end_in_crlf (const char *text, GRand *rand G_GNUC_UNUSED)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv ("\r\n", lines);
}

static char *
cut_body (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return g_strndup (text, (gsize) (strstr (text, "\n\n") - text));
}

static gboolean
tells_that_all_passed (json_object *found)
{
  return json_object_object_get (found, "message") != NULL
         && json_object_object_get (found, "next") == NULL;
}

// Where something is lost, at least nothing is said to have passed.
static gboolean
reads_the_same (const char *text, json_object *expected)
{
  static const char *const members[] = { "from", "ip", "proof", "spf", "dkim", "dmarc" };
  json_object *found = read_json (text, strlen (text));
  gboolean same = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      json_object *wanted = NULL;

      if (json_object_object_get_ex (expected, members[i], &wanted))
        same &= json_object_equal (wanted, json_object_object_get (found, members[i]));
    }
  g_assert_true (same || !tells_that_all_passed (found));
  json_object_put (found);

  return same;
}

static void
mutate (const char *name, GRand *rand, guint *n, guint *n_read)
{
  static const Mutation mutations[] = {
    mutation_quote,
    mutation_quote_thrice,
    mutation_wrap,
    mutation_escape_for_html,
    mutation_escape_for_markdown,
    mutation_escape_for_json,
    mutation_surround,
    indent,
    space_out,
    end_in_crlf,
    cut_body,
  };
  gsize length;
  g_autofree char *octets = mails_read (FOLDER, name, &length);
  json_object *expected = mails_load_expected (FOLDER, name);

  for (gsize i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autofree char *text = mutations[i](octets, rand);
      gboolean same = reads_the_same (text, expected);

      ++*n;
      *n_read += same;
      if (!same)
        g_test_message ("%s, change %u: %s", name, (guint) i, text);
    }
  json_object_put (expected);
}

// Mails as they are, not those that were changed already. What is forged must not become true
// either.
static gboolean
is_plain (const char *name)
{
  static const char *const kinds[] = { "gmail-", "outlook-", "icloud-",  "own-",     "forged-",
                                       "yahoo-", "exim",     "ironport", "x-headers" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (name, kinds[i]))
      return !g_str_has_suffix (name, "-crlf") && !g_str_has_suffix (name, "-cr")
             && !g_str_has_suffix (name, "-only") && !g_str_has_suffix (name, "-box");

  return FALSE;
}

static void
test_mutations (gconstpointer data)
{
  const GPtrArray *names = data;
  GRand *rand = g_rand_new_with_seed (20261129);
  guint n = 0, n_read = 0;

  for (guint i = 0; i < names->len; i++)
    if (is_plain (g_ptr_array_index (names, i)))
      mutate (g_ptr_array_index (names, i), rand, &n, &n_read);
  g_rand_free (rand);
  g_test_message ("%u of %u changed texts give the results", n_read, n);
  g_assert_cmpuint (n, >=, 500);
  g_assert_cmpuint (n_read * 100, >=, n * 97);
}

// However a forged mail is cut or copied, the results that its sender wrote do not count.
static void
test_cut (gconstpointer data)
{
  const GPtrArray *names = data;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      gsize length;
      g_autofree char *octets = NULL;

      if (!g_str_has_prefix (name, "forged-"))
        continue;
      octets = mails_read (FOLDER, name, &length);
      for (gsize end = 0; end < length; end += 29)
        {
          g_autoptr (TodokuReceived) received = NULL;

          todoku_received_read (rules, catalog, octets, end, &received);
          g_assert_true (received == NULL || !todoku_received_passes (received));
        }
    }
}

// ---------------------------------------------------------------------------------------------
// Bounds

// Text that was made to keep the search busy ends, and is read within the program's time.
static void
test_long (void)
{
  static const char *const pieces[] = {
    "Received: from a by b ",
    "Received: from a (b [203.0.113.5]) by mx.google.com; x\n",
    "Received: by mx.google.com; x\nAuthentication-Results: mx.google.com; spf=pass\n",
    "Authentication-Results: ",
    "Authentication-Results: a; \"\\\"",
    "Received: (\nFrom: (",
    "((((",
    "\\\"\"",
    "spf=pass;",
    "From: \"a\" <",
    "DKIM-Signature: d=a; s=b; b=c\n",
    "a:\n\n",
    "SPF: PASS with IP ",
    "Original Message\nDKIM: 'PASS' domain ",
    "=3D",
    "&#x3D;",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("Received: from x by mx.google.com\n");
      g_autoptr (TodokuReceived) received = NULL;
      gint64 start = g_get_monotonic_time ();

      g_string_append (text, "Authentication-Results: mx.google.com; spf=fail (");
      while (text->len < 600 * 1024)
        g_string_append (text, pieces[i]);
      todoku_received_read (rules, catalog, text->str, text->len, &received);
      g_test_message ("%s: %d ms", pieces[i], (int) ((g_get_monotonic_time () - start) / 1000));
      g_assert_true (received == NULL || !todoku_received_passes (received));
    }
}

// What comes out is shown, and written to terminals.
static void
test_hidden (void)
{
  static const char text[] =
    "Received: from a (b [203.0.113.5]) by mx.google.com\n"
    "Authentication-Results: mx.google.com; spf=pa\x1bss smtp.mailfrom=in\x07\"fo@sh\x1bop.example;"
    " dkim=pass header.d=sh\x1b[31mop.example header.s=a\x1b[0m; dmarc=pass\n"
    "From: x <in\x07o@shop.exa\x1bmple>\n";
  g_autoptr (TodokuReceived) received = NULL;

  todoku_received_read (rules, catalog, text, strlen (text), &received);
  g_assert_nonnull (received);
  for (guint i = 0; i < received->dkim->len; i++)
    {
      const TodokuReceivedCheck *check = g_ptr_array_index (received->dkim, i);

      g_assert_null (check->selector);
      for (const char *at = check->domain; at != NULL && *at != '\0'; at++)
        g_assert_true (g_ascii_isgraph (*at));
    }
  for (const char *at = received->from; at != NULL && *at != '\0'; at++)
    g_assert_true (g_ascii_isgraph (*at));
  for (const char *at = received->mail_from; at != NULL && *at != '\0'; at++)
    g_assert_true (g_ascii_isgraph (*at));
}

// No name in the DNS is longer.
static void
test_selector (void)
{
  g_autofree char *longest = g_strnfill (253, 'a');
  g_autofree char *longer = g_strnfill (254, 'a');
  g_autofree char *selector = todoku_mail_read_selector (longest);

  g_assert_cmpstr (selector, ==, longest);
  g_assert_null (todoku_mail_read_selector (longer));
  g_assert_null (todoku_mail_read_selector (""));
  g_assert_null (todoku_mail_read_selector ("a b"));
  g_assert_null (todoku_mail_read_selector (NULL));
}

// ---------------------------------------------------------------------------------------------
// Words

// "neutral (no sig)" of a mail without a signature is none that failed.
static void
test_unsigned (void)
{
  static const struct
  {
    const char *result;
    const char *field;
    const char *told;
  } mails[] = {
    { "neutral (no sig)", "", "The email has no DKIM signature." },
    { "none (message not signed)", "", "The email has no DKIM signature." },
    { "neutral (bad format)", "DKIM-Signature: v=1; d=shop.example; s=a; h=from; b=AAAA\n",
      "The DKIM signature of shop.example did not pass (neutral)" },
    { "neutral header.s=a", "", "The DKIM signature of shop.example did not pass (neutral)" },
    { "fail (bad signature)", "", "The DKIM signature of shop.example did not pass (fail)" },
    { "policy (sha1)", "DKIM-Signature: v=1; d=shop.example; s=a; h=from; b=AAAA\n",
      "The DKIM signature of shop.example did not pass (policy): the receiver does not accept" },
    { "policy (weak key)", "DKIM-Signature: v=1; d=shop.example; s=a; h=from; b=AAAA\n",
      "The DKIM signature of shop.example did not pass (policy): its key is too short." },
    { "neutral (key revoked)", "DKIM-Signature: v=1; d=shop.example; s=a; h=from; b=AAAA\n",
      "The DKIM signature of shop.example did not pass (neutral): the receiver cannot use its "
      "key." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "Authentication-Results: mta1.mail.djm.yahoo.co.jp from=shop.example; "
        "dkim=%s; header.i=@shop.example; spf=softfail; dmarc=none\n"
        "Received: from 203.0.113.20 (HELO www1.shop.example) (203.0.113.20)\n"
        "  by mta1.mail.djm.yahoo.co.jp with SMTP; Sun, 29 Nov 2026 10:00:10 +0900\n"
        "%sFrom: info@shop.example\n\nhello\n",
        mails[i].result, mails[i].field);
      g_autoptr (TodokuReceived) received = NULL;
      g_autofree char *told = NULL;

      g_assert_cmpint (todoku_received_read (rules, catalog, text, strlen (text), &received), ==,
                       TODOKU_RECEIVED_FOUND);
      told = todoku_received_describe_dkim (received);
      g_assert_true (g_str_has_prefix (told, mails[i].told));
    }
}

// Both languages say something for each mail, and the two differ.
static void
test_words (gconstpointer data)
{
  static char *(*const words[]) (
    const TodokuReceived *) = { todoku_received_describe, todoku_received_describe_spf,
                                todoku_received_describe_dkim, todoku_received_describe_dmarc };
  const GPtrArray *names = data;

  for (guint i = 0; i < names->len * G_N_ELEMENTS (words); i++)
    {
      const char *name = g_ptr_array_index (names, i / G_N_ELEMENTS (words));
      gsize length;
      g_autofree char *octets = mails_read (FOLDER, name, &length);
      g_autoptr (TodokuReceived) received = NULL;
      g_autofree char *english = NULL;
      g_autofree char *japanese = NULL;

      if (todoku_received_read (rules, catalog, octets, length, &received) != TODOKU_RECEIVED_FOUND)
        continue;
      english = words[i % G_N_ELEMENTS (words)](received);
      todoku_language_set (TODOKU_LANGUAGE_JA);
      japanese = words[i % G_N_ELEMENTS (words)](received);
      todoku_language_set (TODOKU_LANGUAGE_EN);
      g_assert_cmpstr (english, !=, japanese);
      g_assert_true (g_utf8_validate (english, -1, NULL));
    }
}

// ---------------------------------------------------------------------------------------------
// The field (RFC 8601, appendix B)

static void
assert_result (const char *value, guint index, const char *method, const char *result)
{
  g_autoptr (TodokuAuthenticationResults) results = todoku_authentication_results_parse (value);
  const TodokuResinfo *resinfo;

  g_assert_cmpuint (results->list->len, >, index);
  resinfo = g_ptr_array_index (results->list, index);
  g_assert_cmpstr (resinfo->method, ==, method);
  g_assert_cmpstr (resinfo->result, ==, result);
}

static void
test_examples (void)
{
  g_autoptr (TodokuAuthenticationResults) none =
    todoku_authentication_results_parse ("example.org 1; none");
  g_autoptr (TodokuAuthenticationResults) properties =
    todoku_authentication_results_parse ("foo.example.net (foobar) 1 (baz);\n dkim (Because I like "
                                         "it) / 1 (One yay) = (wait for it) fail\n"
                                         " policy (A dot can go here) . (like that) expired\n "
                                         "(this surprised me) = (as I wasn't expecting "
                                         "it) 1362471462");
  const char *several = "example.com; sender-id=fail header.from=example.com; dkim=pass (good "
                        "signature) header.d=example.com";

  g_assert_cmpstr (none->authserv_id, ==, "example.org");
  g_assert_cmpuint (none->list->len, ==, 0);
  g_assert_cmpstr (properties->authserv_id, ==, "foo.example.net");
  g_assert_cmpstr (todoku_resinfo_get (g_ptr_array_index (properties->list, 0), "policy.expired"),
                   ==, "1362471462");
  assert_result ("example.com; auth=pass (cram-md5) smtp.auth=sender@example.net; spf=pass "
                 "smtp.mailfrom=example.net",
                 1, "spf", "pass");
  assert_result (several, 0, "sender-id", "fail");
  assert_result (several, 1, "dkim", "pass");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);

  guint n_none;
  g_autoptr (GPtrArray) names = mails_add (FOLDER, test_case, &n_none);

  g_assert_cmpuint (n_none, >=, NONE_MIN);
  g_assert_cmpuint (names->len - n_none, >=, RECEIVED_MIN);
  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();

  g_test_add_func ("/received/size", test_size);
  g_test_add_func ("/received/returned", test_returned);
  g_test_add_data_func ("/received/mutations", names, test_mutations);
  g_test_add_data_func ("/received/cut", names, test_cut);
  g_test_add_func ("/received/long", test_long);
  g_test_add_func ("/received/hidden", test_hidden);
  g_test_add_func ("/received/selector", test_selector);
  g_test_add_func ("/received/unsigned", test_unsigned);
  g_test_add_data_func ("/received/words", names, test_words);
  g_test_add_func ("/received/examples", test_examples);

  int status = g_test_run ();

  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
