// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "base/language.h"
#include "mail/message.h"
#include "shipped.h"

#include <json-c/json.h>
#include <string.h>

// Each case is a file of data/bounce: a mail (.eml) or a text that was pasted (.txt), and beside it
// what must come out (.json), member by member. Members that are not there are not looked at.

#define BOUNCES_MIN 180
#define NONE_MIN 20

static TodokuBounceRules *rules;
static TodokuCatalog *catalog;

static char *
get_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "bounce", NULL);
}

static json_object *
read_json (const char *octets, gsize length)
{
  TodokuBounce *bounce = NULL;
  TodokuBounceStatus status = todoku_bounce_read (rules, catalog, octets, length, &bounce);
  json_object *object = todoku_bounce_to_json (bounce);

  g_assert_cmpint (status == TODOKU_BOUNCE_FOUND, ==, bounce != NULL);
  g_clear_pointer (&bounce, todoku_bounce_unref);

  return object;
}

static void
compare (json_object *expected, json_object *found)
{
  json_object_object_foreach (expected, key, value)
  {
    json_object *member = NULL;

    g_assert_true (json_object_object_get_ex (found, key, &member));
    if (!json_object_equal (value, member))
      g_error ("%s is %s, not %s", key, json_object_to_json_string (member),
               json_object_to_json_string (value));
  }
}

static char *
read_case (const char *name, gsize *length)
{
  static const char *const endings[] = { ".eml", ".txt" };
  g_autofree char *folder = get_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (name, endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      char *octets;

      if (g_file_get_contents (path, &octets, length, NULL))
        return octets;
    }

  g_error ("%s has no text", name);
}

static void
test_case (gconstpointer data)
{
  const char *name = data;
  g_autofree char *folder = get_folder ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  gsize length;
  g_autofree char *octets = read_case (name, &length);
  json_object *expected = json_object_from_file (path);
  json_object *found = read_json (octets, length);

  g_assert_nonnull (expected);
  compare (expected, found);
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
}

// ---------------------------------------------------------------------------------------------
// What copying does to a text.

typedef char *(*Mutation) (const char *text, GRand *rand);

static char *
join_lines (const char *text, const char *separator)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv (separator, lines);
}

static char *
prefix_lines (const char *text, const char *prefix)
{
  g_autofree char *separator = g_strconcat ("\n", prefix, NULL);
  g_autofree char *joined = join_lines (text, separator);

  return g_strconcat (prefix, joined, NULL);
}

static char *
quote (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return prefix_lines (text, "> ");
}

static char *
quote_thrice (const char *text, GRand *rand)
{
  return prefix_lines (text, g_rand_boolean (rand) ? "> > > " : "| >> ");
}

static char *
transcribe (const char *text, GRand *rand G_GNUC_UNUSED)
{
  g_autofree char *transcript = prefix_lines (text, "<<< ");

  return join_lines (transcript, " ");
}

// At blanks, as mail programs do.
static char *
wrap (const char *text, GRand *rand)
{
  gsize width = (gsize) g_rand_int_range (rand, 36, 79);
  GString *wrapped = g_string_new (text);
  gsize start = 0;

  for (gsize i = 0; i < wrapped->len; i++)
    if (wrapped->str[i] == '\n')
      start = i;
    else if (wrapped->str[i] == ' ' && i > start + width)
      {
        wrapped->str[i] = '\n';
        start = i;
      }

  return g_string_free (wrapped, FALSE);
}

// Wherever the width ends, as terminals and forms do.
static char *
chop (const char *text, GRand *rand)
{
  gsize width = (gsize) g_rand_int_range (rand, 36, 79);
  g_autofree char *line = join_lines (text, " ");
  GString *chopped = g_string_new (NULL);

  for (gsize i = 0; line[i] != '\0'; i++)
    {
      if (i > 0 && i % width == 0)
        g_string_append_c (chopped, '\n');
      g_string_append_c (chopped, line[i]);
    }

  return g_string_free (chopped, FALSE);
}

static char *
escape (const char *text, const char *octets, const char *before, const char *after)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr (octets, *text) != NULL)
      g_string_append_printf (escaped, "%s%c%s", before, *text, after);
    else
      g_string_append_c (escaped, *text);

  return g_string_free (escaped, FALSE);
}

static char *
escape_for_markdown (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return escape (text, "[]-._*()#=<>", "\\", "");
}

static char *
escape_for_html (const char *text, GRand *rand G_GNUC_UNUSED)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr ("[]=<>&", *text) != NULL)
      g_string_append_printf (escaped, "&#%d;", *text);
    else
      g_string_append_c (escaped, *text);

  return g_string_free (escaped, FALSE);
}

static char *
escape_for_json (const char *text, GRand *rand)
{
  g_autofree char *line = join_lines (text, g_rand_boolean (rand) ? "\\n" : "\\r\\n");
  g_autofree char *escaped = escape (line, "\"", "\\", "");

  return g_strconcat ("{\"status\":\"failed\",\"error\":\"", escaped, "\"}", NULL);
}

static char *
surround (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return g_strconcat ("お世話になっております。先方からメールが戻ってきました。\n\n", text,
                      "\n\n-- \n山田 太郎\n電話 03-0000-0000\n", NULL);
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

static void
mutate (const char *name, GRand *rand, guint *n, guint *n_read)
{
  static const Mutation mutations[] = {
    quote,           quote_thrice,    transcribe, wrap, chop, escape_for_markdown,
    escape_for_html, escape_for_json, surround
  };
  g_autofree char *folder = get_folder ();
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  gsize length;
  g_autofree char *octets = read_case (name, &length);
  g_autoptr (TodokuMailMessage) mail = todoku_mail_message_read (octets, length);
  json_object *expected = json_object_from_file (path);
  const char *domain = get_expected (expected, "domain", mail->lines);
  const char *ip = get_expected (expected, "ip", mail->lines);

  for (gsize i = 0; (domain != NULL || ip != NULL) && i <= G_N_ELEMENTS (mutations); i++)
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

// Ten changes to each text of which the domain or the address is known.
static void
test_mutations (gconstpointer data)
{
  const GPtrArray *names = data;
  GRand *rand = g_rand_new_with_seed (20261128);
  guint n = 0, n_read = 0;

  for (guint i = 0; i < names->len; i++)
    mutate (g_ptr_array_index (names, i), rand, &n, &n_read);
  g_rand_free (rand);
  g_test_message ("%u of %u changed texts give the domain and the address", n_read, n);
  g_assert_cmpuint (n, >=, 1000);
  g_assert_cmpuint (n_read * 100, >=, n * 97);
}

// As many levels as fit into a paste must not use the stack up, and must end soon.
static void
test_nesting (void)
{
  g_autoptr (GString) mail = g_string_new ("From: MAILER-DAEMON\n");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
  assert_status (mail->str, mail->len, TODOKU_BOUNCE_NONE);

  g_string_assign (mail, "From: MAILER-DAEMON\n");
  for (guint i = 0; i < 20000; i++)
    g_string_append (mail, "Content-Type: message/rfc822\n\n");
  g_string_append (mail, "\nThe host is not there.\n");
  assert_status (mail->str, mail->len, TODOKU_BOUNCE_FOUND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
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
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TodokuBounce) bounce = NULL;

      while (text->len < 2 * 1024 * 1024)
        g_string_append (text, pieces[i]);
      todoku_bounce_read (rules, catalog, text->str, text->len, &bounce);
      g_test_message ("%s: %d ms", pieces[i], (int) ((g_get_monotonic_time () - start) / 1000));
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
    }
}

// The reason stands before the attachments, whatever they are.
static void
test_attachments (void)
{
  gsize length;
  g_autofree char *octets = read_case ("gmail-2023-postfix-dsn", &length);
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
                                       "sendmail-warning" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *octets = read_case (names[i], &length);
      g_autoptr (TodokuBounce) bounce = NULL;
      g_autofree char *english = NULL;
      g_autofree char *japanese = NULL;

      todoku_bounce_read (rules, catalog, octets, length, &bounce);
      english = todoku_bounce_describe (bounce);
      todoku_language_set (TODOKU_LANGUAGE_JA);
      japanese = todoku_bounce_describe (bounce);
      todoku_language_set (TODOKU_LANGUAGE_EN);
      g_assert_cmpstr (english, !=, japanese);
      g_assert_true (g_str_is_ascii (english));
    }
}

static guint
add_cases (GPtrArray *names)
{
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_none = 0;

  g_assert_nonnull (dir);
  for (const char *file; (file = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (file, ".json"))
      {
        char *name = g_strndup (file, strlen (file) - strlen (".json"));
        g_autofree char *path = g_strconcat ("/bounce/case/", name, NULL);

        g_ptr_array_add (names, name);
        n_none += g_str_has_prefix (name, "none-");
        g_test_add_data_func (path, name, test_case);
      }

  return n_none;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  todoku_language_init (TODOKU_LANGUAGE_EN);

  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_none = add_cases (names);

  g_assert_cmpuint (n_none, >=, NONE_MIN);
  g_assert_cmpuint (names->len - n_none, >=, BOUNCES_MIN);
  catalog = shipped_catalog_load ();
  rules = shipped_bounce_rules_load ();

  g_test_add_func ("/bounce/size", test_size);
  g_test_add_func ("/bounce/nesting", test_nesting);
  g_test_add_func ("/bounce/long", test_long);
  g_test_add_func ("/bounce/attachments", test_attachments);
  g_test_add_data_func ("/bounce/mutations", names, test_mutations);
  g_test_add_func ("/bounce/hidden", test_hidden);
  g_test_add_func ("/bounce/words", test_words);

  int status = g_test_run ();

  todoku_bounce_rules_unref (rules);
  todoku_catalog_unref (catalog);

  return status;
}
