// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "base/language.h"
#include "base/paths.h"
#include "mail/message.h"
#include "mails.h"
#include "mutations.h"
#include "shipped.h"

#include <glib/gstdio.h>
#include <json-c/json.h>
#include <string.h>
#include <time.h>

// Each case is a file of data/bounce: a mail (.eml) or a text that was pasted (.txt), and beside it
// what must come out (.json), member by member; "own_domain", the domain to check, where that is
// not "domain", and empty where nobody knows it; "ips" where there are several.

#define FOLDER "bounce"
#define BOUNCES_MIN 180
#define NONE_MIN 20

static TodokuBounceRules *rules;
static TodokuCatalog *catalog;

static json_object *
list_ips (const TodokuBounce *bounce)
{
  json_object *list = json_object_new_array ();

  for (guint i = 0; i < bounce->ips->len; i++)
    {
      g_autofree char *ip =
        todoku_dns_address_to_string (&g_array_index (bounce->ips, TodokuDnsAddress, i));

      json_object_array_add (list, json_object_new_string (ip));
    }

  return list;
}

static json_object *
read_json (const char *octets, gsize length)
{
  TodokuBounce *bounce = NULL;
  TodokuBounceStatus status = todoku_bounce_read (rules, catalog, octets, length, &bounce);
  json_object *object = todoku_bounce_to_json (bounce);
  const char *domain = json_object_get_string (json_object_object_get (object, "domain"));
  const char *own = bounce != NULL ? todoku_bounce_get_own_domain (bounce) : NULL;

  g_assert_cmpint (status == TODOKU_BOUNCE_FOUND, ==, bounce != NULL);
  if (g_strcmp0 (own, domain) != 0)
    json_object_object_add (object, "own_domain", json_object_new_string (own != NULL ? own : ""));
  json_object_object_add (object, "ips",
                          bounce != NULL && bounce->ips != NULL ? list_ips (bounce) : NULL);
  g_clear_pointer (&bounce, todoku_bounce_unref);

  return object;
}

static void
test_case (gconstpointer data)
{
  static const char *const optional[] = { "message", "variant", "ips", NULL };
  const char *name = data;
  gsize length;
  g_autofree char *octets = mails_read (FOLDER, name, &length);
  json_object *expected = mails_load_expected (FOLDER, name);
  json_object *found = read_json (octets, length);

  mails_compare (expected, found, optional);
  json_object_put (expected);
  json_object_put (found);
}

static void
assert_status (const char *octets, gsize length, TodokuBounceStatus expected)
{
  g_autoptr (TodokuBounce) bounce = NULL;

  g_assert_cmpint (todoku_bounce_read (rules, catalog, octets, length, &bounce), ==, expected);
}

static void
test_size (void)
{
  gsize length = TODOKU_BOUNCE_OCTETS_MAX + 1;
  g_autofree char *octets = g_strnfill (length, 'x');

  assert_status (octets, length, TODOKU_BOUNCE_TOO_LARGE);
  assert_status (octets, length - 1, TODOKU_BOUNCE_NONE);
  assert_status (octets, 0, TODOKU_BOUNCE_EMPTY);
  assert_status (" \n", 2, TODOKU_BOUNCE_EMPTY);
  assert_status ("x", 1, TODOKU_BOUNCE_NONE);
}

// What reports on mail that arrived says nothing of one that came back.
static void
test_reports (void)
{
  static const char *const reports[] = {
    "Subject: Report domain: shop.example Submitter: google.com Report-ID: 1\n"
    "From: noreply@google.com\nContent-Type: application/zip\n\nUEsDBAoAAAAAAA==\n",
    "<?xml version=\"1.0\"?>\n<feedback>\n<policy_published><p>none</p></policy_published>\n"
    "</feedback>\n",
    "This is a DMARC aggregate report from Microsoft Corporation.\n",
    "Feedback-Type: auth-failure\nReported-Domain: shop.example\n",
    "From: a@client.example\nContent-Type: multipart/report; boundary=b;\n"
    " report-type=disposition-notification\n\n--b\n\nYour message was displayed.\n--b--\n",
    "From: MAILER-DAEMON@mail.shop.example\nContent-Type: multipart/report; boundary=b;\n"
    " report-type=delivery-status\n\n--b\nContent-Type: message/delivery-status\n\n"
    "Final-Recipient: rfc822; a@gmail.com\nAction: relayed\nStatus: 2.0.0\n--b--\n",
  };
  static const char letter[] = "From: a@client.example\nSubject: feedback\n\nYour DMARC report?\n";

  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++)
    assert_status (reports[i], strlen (reports[i]), TODOKU_BOUNCE_REPORT);
  assert_status (letter, strlen (letter), TODOKU_BOUNCE_NONE);
}

// @domain and @ip stay; what stands far behind them does not.
static char *
cut_behind (const char *text, const char *domain, const char *ip)
{
  const char *end = text;

  for (guint i = 0; i < 2; i++)
    {
      const char *wanted = i == 0 ? domain : ip;
      const char *found = wanted != NULL ? strcasestr (text, wanted) : NULL;

      if (found != NULL)
        end = MAX (end, found + strlen (wanted));
    }

  return g_strndup (text, (gsize) (end - text) + strnlen (end, 2));
}

static const char *
get_expected (json_object *expected, const char *member, const char *lines)
{
  const char *value = json_object_get_string (json_object_object_get (expected, member));

  return value != NULL && strcasestr (lines, value) != NULL ? value : NULL;
}

static gboolean
reads_the_same (const char *text, const char *domain, const char *ip)
{
  json_object *found = read_json (text, strlen (text));
  gboolean same =
    (domain == NULL
     || g_strcmp0 (json_object_get_string (json_object_object_get (found, "domain")), domain) == 0)
    && (ip == NULL
        || g_strcmp0 (json_object_get_string (json_object_object_get (found, "ip")), ip) == 0);

  json_object_put (found);

  return same;
}

// Of the ten changes each third one is made to a text.
#define MUTATION_STEP 3

static void
mutate (const char *name, guint first, GRand *rand, guint *n, guint *n_read)
{
  static const Mutation mutations[] = {
    mutation_quote,
    mutation_quote_thrice,
    mutation_transcribe,
    mutation_wrap,
    mutation_chop,
    mutation_escape_for_markdown,
    mutation_escape_for_html,
    mutation_escape_for_json,
    mutation_surround,
  };
  gsize length;
  g_autofree char *octets = mails_read (FOLDER, name, &length);
  g_autoptr (TodokuMailMessage) mail = todoku_mail_message_read (octets, length);
  json_object *expected = mails_load_expected (FOLDER, name);
  const char *domain = get_expected (expected, "domain", mail->lines);
  const char *ip = get_expected (expected, "ip", mail->lines);

  // What the mail beside them tells is not in the lines.
  if (!reads_the_same (mail->lines, domain, NULL))
    domain = NULL;

  for (gsize i = first; (domain != NULL || ip != NULL) && i <= G_N_ELEMENTS (mutations);
       i += MUTATION_STEP)
    {
      g_autofree char *text = i < G_N_ELEMENTS (mutations) ? mutations[i](mail->lines, rand)
                                                           : cut_behind (mail->lines, domain, ip);
      gboolean same = reads_the_same (text, domain, ip);

      ++*n;
      *n_read += same;
      if (!same)
        g_test_message ("%s, change %u: %s", name, (guint) i, text);
    }
  json_object_put (expected);
}

// Ten changes, each to a third of the texts of which the domain or the address is known.
static void
test_mutations (gconstpointer data)
{
  const GPtrArray *names = data;
  GRand *rand = g_rand_new_with_seed (20261128);
  guint n = 0, n_read = 0;

  for (guint i = 0; i < names->len; i++)
    mutate (g_ptr_array_index (names, i), i % MUTATION_STEP, rand, &n, &n_read);
  g_rand_free (rand);
  g_test_message ("%u of %u changed texts give the domain and the address", n_read, n);
  g_assert_cmpuint (n, >=, 1000);
  g_assert_cmpuint (n_read * 100, >=, n * 96);
}

// How long this program computes for so many levels of multipart, and of forwarded mail, in
// seconds.
static double
measure_levels (guint n_levels)
{
  g_autoptr (GString) mail = g_string_new ("From: MAILER-DAEMON\n");
  clock_t start = clock ();

  for (guint i = 0; i < n_levels; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  assert_status (mail->str, mail->len, TODOKU_BOUNCE_NONE);

  g_string_assign (mail, "From: MAILER-DAEMON\n");
  for (guint i = 0; i < n_levels; i++)
    g_string_append (mail, "Content-Type: message/rfc822\n\n");
  g_string_append (mail, "\nThe host is not there.\n");
  assert_status (mail->str, mail->len, TODOKU_BOUNCE_FOUND);

  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

// As many levels as fit into a paste must not use the stack up, and must end soon.
static void
test_nesting (void)
{
  double quarter = measure_levels (5000);
  double whole = measure_levels (20000);

  g_test_message ("%.3f s, and %.3f s for a quarter", whole, quarter);
  g_assert_cmpfloat (whole, <, 10 * quarter + 0.1);
}

// How long a text may be, in octets.
#define LONG (2 * 1024 * 1024)

// How long this program computes for a text of @length octets that says @piece again and again, in
// seconds.
static double
measure (const char *piece, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (TodokuBounce) bounce = NULL;
  clock_t start;

  while (text->len < length)
    g_string_append (text, piece);
  start = clock ();
  todoku_bounce_read (rules, catalog, text->str, text->len, &bounce);

  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

// Text that was made to keep the search busy.
static void
test_long (void)
{
  static const char *const pieces[] = {
    "SPF [a.",
    "SPF [aaaaaaaaaaaaaaaa.",
    "MAIL FROM domain ",
    "550-5.7.26 ",
    "550 Unknown user a@",
    "[",
    "&#x5B;",
    "<b>",
    "> > > > ",
    "sending IPv6 address [",
    "=3D=\n=E",
    "--b\nContent-Type: a/b\n\n",
    "550 5.7.1 DMARC and SPF ",
    "550 SPF, SPF, SPF, ",
    "host a.example [192.0.2.1] ",
    "SPF permanent ",
    "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3g=\n",
    "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3g\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      double quarter = measure (pieces[i], LONG / 4);
      double whole = measure (pieces[i], LONG);

      g_test_message ("%s: %.3f s, and %.3f s for a quarter", pieces[i], whole, quarter);
      g_assert_cmpfloat (whole, <, 10 * quarter + 0.1);
    }
}

// The reason stands before the attachments, whatever they are.
static void
test_attachments (void)
{
  gsize length;
  g_autofree char *octets = mails_read (FOLDER, "gmail-2023-postfix-dsn", &length);
  g_autoptr (GString) mail = g_string_new_len (octets, (gssize) length);

  while (mail->len < TODOKU_BOUNCE_OCTETS_MAX - 80)
    g_string_append (mail,
                     "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3g=\n");
  assert_status (mail->str, mail->len, TODOKU_BOUNCE_FOUND);
}

// What comes out is shown, and written to terminals.
static void
test_hidden (void)
{
  static const char text[] = "550-5.7.26 blocked because the sender is unauthenticated. SPF "
                             "[\x1b[31mshop.example] with ip: [203.0.113.25] = did not pass\n"
                             "Return-Path: <in\x07\"fo@sh\x1bop.example>\n";
  g_autoptr (TodokuBounce) bounce = NULL;

  todoku_bounce_read (rules, catalog, text, strlen (text), &bounce);
  g_assert_nonnull (bounce);
  for (const char *at = bounce->domain; at != NULL && *at != '\0'; at++)
    g_assert_true (g_ascii_isgraph (*at));
  for (const char *at = bounce->sender; at != NULL && *at != '\0'; at++)
    g_assert_true (g_ascii_isgraph (*at));
}

// Both languages say something for every kind, and the two differ.
// Kana, ideographs and what is full-width.
static void
assert_no_japanese (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_cmpuint (g_utf8_get_char (p), <, 0x3000);
}

static void
test_words (void)
{
  static const char *const names[] = { "gmail-2023-form-sakura",
                                       "gmail-2023-multiline-reply",
                                       "gmail-2019-reply",
                                       "gmail-ptr-reply",
                                       "gmail-tls",
                                       "gmail-dkim",
                                       "gmail-alignment",
                                       "gmail-no-dmarc",
                                       "gmail-spam",
                                       "au-filter-reply",
                                       "mailbox-full",
                                       "other-reason",
                                       "forwarded-postfix",
                                       "helo-internal-address",
                                       "dmarc-per-policy-provider",
                                       "spamhaus-zen",
                                       "yahoo-japan-relay",
                                       "softbank-sender-domain",
                                       "line-too-long",
                                       "postfix-host-not-found",
                                       "sendmail-warning",
                                       "own-domain-user-remote",
                                       "account-blocked-microsoft",
                                       "unreachable-refused",
                                       "later-bare",
                                       "spf-lookups-no-domain" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *octets = mails_read (FOLDER, names[i], &length);
      g_autoptr (TodokuBounce) bounce = NULL;
      g_autofree char *english = NULL;
      g_autofree char *japanese = NULL;

      todoku_bounce_read (rules, catalog, octets, length, &bounce);
      english = todoku_bounce_describe (bounce, NULL);
      todoku_language_set (TODOKU_LANGUAGE_JA);
      japanese = todoku_bounce_describe (bounce, NULL);
      todoku_language_set (TODOKU_LANGUAGE_EN);
      g_assert_cmpstr (english, !=, japanese);
      assert_no_japanese (english);
    }
}

// A file of rules in which a member of the first one of @list, or of its "results", is another: it
// is refused, and the mistake named.
static void
assert_rules (const char *list, const char *member, const char *value, const char *problem)
{
  g_autofree char *shipped =
    g_build_filename (todoku_paths_get_data_dir (), "catalog", "bounces.json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("todoku-bounce-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bounces.json", NULL);
  json_object *root = json_object_from_file (shipped);
  json_object *first = json_object_array_get_idx (json_object_object_get (root, list), 0);
  gboolean is_within = g_str_has_prefix (member, "results.");
  json_object *changed_in = is_within ? json_object_object_get (first, "results") : first;
  const char *key = member + (is_within ? strlen ("results.") : 0);
  g_autofree char *expected = g_strdup_printf ("bounces.json: %s[0].%s", list, problem);
  g_autoptr (GError) error = NULL;
  TodokuBounceRules *changed;

  if (value != NULL)
    json_object_object_add (changed_in, key, json_tokener_parse (value));
  else
    json_object_object_del (changed_in, key);
  g_assert_cmpint (json_object_to_file (path, root), ==, 0);
  changed = todoku_bounce_rules_load (folder, &error);
  if (problem != NULL)
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected);
  else
    g_assert_no_error (error);

  g_clear_pointer (&changed, todoku_bounce_rules_unref);
  json_object_put (root);
  g_remove (path);
  g_rmdir (folder);
}

static void
test_rules (void)
{
  static const char *const members[][13] = {
    { "providers", "id", "name", "servers", "phrases", "results", "results.servers",
      "results.names", "results.below", "results.source", NULL },
    { "machines", "names", "sender", "source", NULL },
    { "bounces", "id", "kind", "codes", "phrases", "words", "spf", "fixable_by_spf", "meaning",
      "next", "source", "provider", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    for (gsize j = 1; members[i][j] != NULL; j++)
      {
        g_autofree char *missing = g_strconcat (members[i][j], ": is missing", NULL);

        assert_rules (members[i][0], members[i][j], NULL, missing);
      }
  assert_rules ("providers", "name", "null", "name: must be an object");
  assert_rules ("providers", "results", "null", NULL);
  assert_rules ("providers", "results.below", "null", "results.below: must be true or false");
  assert_rules ("bounces", "kind", "\"other\"", "kind: is nothing that it can be");
  assert_rules ("bounces", "meaning", "null", "meaning: must be an object");
  assert_rules ("bounces", "next", "null", NULL);
  assert_rules ("bounces", "provider", "null", NULL);
  assert_rules ("bounces", "provider", "\"nobody\"", "provider: is none of the providers");
  assert_rules ("bounces", "kind", "\"weather\"", "kind: is nothing that it can be");
  assert_rules ("bounces", "spf", "\"maybe\"", "spf: is nothing that it can be");
  assert_rules ("bounces", "fixable_by_spf", "\"maybe\"",
                "fixable_by_spf: is nothing that it can be");
  assert_rules ("bounces", "phrases", "[\"sent by {somebody}\"]",
                "phrases: has an unknown word in braces");
  assert_rules ("bounces", "phrases", "[\"sent by {domain} from {ip}: {word}\"]", NULL);
  assert_rules ("bounces", "words", "[\"{somebody}\"]", "words: has an unknown word in braces");
}

// A mail with @levels of parts around what says why, which cannot be read without taking it apart.
static GString *
nest (guint levels, const char *part)
{
  GString *mail = g_string_new (NULL);

  for (guint i = 0; i < levels; i++)
    {
      g_autoptr (GString) head = g_string_new (part);
      g_autofree char *number = g_strdup_printf ("b%u", i);

      g_string_replace (head, "%", number, 0);
      g_string_append (mail, head->str);
    }
  g_string_append (
    mail, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
          // host mx.client.example[192.0.2.5] said: 550 5.1.1 User unknown
          "aG9zdCBteC5jbGllbnQuZXhhbXBsZVsxOTIuMC4yLjVdIHNhaWQ6IDU1MCA1LjEuMSBVc2VyIHVua25vd24K\n");

  return mail;
}

// As deep as mails are, and no deeper.
static void
test_limits (void)
{
  static const struct
  {
    const char *part;
    guint most;
  } parts[] = {
    { "Content-Type: multipart/mixed; boundary=%\n\n--%\n", 15 },
    { "Content-Type: message/rfc822\n\n", 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_autoptr (GString) mail = nest (parts[i].most + more, parts[i].part);

        assert_status (mail->str, mail->len, more == 0 ? TODOKU_BOUNCE_FOUND : TODOKU_BOUNCE_NONE);
      }
}

static void
test_boundaries (void)
{
  for (guint n = 64; n <= 65; n++)
    {
      g_autoptr (GString) mail = g_string_new ("From: taro@customer.example\nX-Words:");
      g_autoptr (GString) rest = nest (0, "");

      for (guint i = 0; i < n; i++)
        g_string_append (mail, " boundary");
      g_string_append_printf (mail, "\n%s", rest->str);
      assert_status (mail->str, mail->len, n == 64 ? TODOKU_BOUNCE_FOUND : TODOKU_BOUNCE_NONE);
    }
}

// Where the person told her domain, nothing is left open.
static void
test_own (void)
{
  static const struct
  {
    const char *name;
    const char *own;
    const char *begin;
    int fixable;
  } told[] = {
    { "dmarc-form-of-two", "web.example", "From has an address of shop.example, which", 0 },
    { "dmarc-form-of-two", "mail.web.example", "From has an address of shop.example, which", 0 },
    { "dmarc-form-of-two", "shop.example",
      "The envelope sender (Return-Path) is an address of "
      "web.example, so receivers",
      0 },
    { "dmarc-form-of-two", NULL,
      "The envelope sender (Return-Path) is an address of web.example, "
      "and From",
      0 },
    { "account-of-web-host", "kir123456.kir.jp", "Check the SPF record of kir123456.kir.jp", 1 },
    { "account-of-web-host", NULL, "The receiver checked kir123456.kir.jp. If that", -1 },
    { "spf-other-than-sender", "shop.example", "Check the SPF record of shop.example", 1 },
    { "spf-other-than-sender", "web.example", "The receiver did not check your domain, but", 0 },
    { "spf-other-than-sender", NULL, "The receiver checked shop.example, the domain", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      gsize length;
      g_autofree char *octets = mails_read (FOLDER, told[i].name, &length);
      g_autoptr (TodokuBounce) bounce = NULL;
      g_autofree char *next = NULL;

      todoku_bounce_read (rules, catalog, octets, length, &bounce);
      next = todoku_bounce_describe_next (bounce, told[i].own);
      if (!g_str_has_prefix (next, told[i].begin))
        g_assert_cmpstr (next, ==, told[i].begin);
      g_assert_cmpint (todoku_bounce_is_fixable (bounce, told[i].own), ==, told[i].fixable);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);

  guint n_none;
  g_autoptr (GPtrArray) names = mails_add (FOLDER, test_case, &n_none);

  g_assert_cmpuint (n_none, >=, NONE_MIN);
  g_assert_cmpuint (names->len - n_none, >=, BOUNCES_MIN);
  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();

  g_test_add_func ("/bounce/size", test_size);
  g_test_add_func ("/bounce/reports", test_reports);
  g_test_add_func ("/bounce/nesting", test_nesting);
  g_test_add_func ("/bounce/long", test_long);
  g_test_add_func ("/bounce/attachments", test_attachments);
  g_test_add_data_func ("/bounce/mutations", names, test_mutations);
  g_test_add_func ("/bounce/hidden", test_hidden);
  g_test_add_func ("/bounce/limits", test_limits);
  g_test_add_func ("/bounce/boundaries", test_boundaries);
  g_test_add_func ("/bounce/own", test_own);
  g_test_add_func ("/bounce/words", test_words);
  g_test_add_func ("/bounce/rules", test_rules);

  int status = g_test_run ();

  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
