// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include "base/language.h"
#include "base/paths.h"
#include "mail/bounce-json.h"
#include "mail/message.h"
#include "shipped.h"

#include <string.h>

// Each case is a file of data/bounce: a mail (.eml) or a text that was pasted (.txt), and beside it
// what must come out (.json), member by member. Members that are not there are not looked at.

#define BOUNCES_MIN 60
#define NONE_MIN 15

static TodokuRefusals *refusals;
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
  TodokuBounceStatus status = todoku_bounce_read (refusals, catalog, octets, length, &bounce);
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

  g_assert_cmpint (todoku_bounce_read (refusals, catalog, octets, length, &bounce), ==, expected);
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
      todoku_bounce_read (refusals, catalog, text->str, text->len, &bounce);
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

  todoku_bounce_read (refusals, catalog, text, strlen (text), &bounce);
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
                                       "other-reason" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *octets = read_case (names[i], &length);
      g_autoptr (TodokuBounce) bounce = NULL;
      g_autofree char *english = NULL;
      g_autofree char *japanese = NULL;

      todoku_bounce_read (refusals, catalog, octets, length, &bounce);
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

  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  guint n_none = add_cases (names);

  g_assert_cmpuint (n_none, >=, NONE_MIN);
  g_assert_cmpuint (names->len - n_none, >=, BOUNCES_MIN);
  catalog = shipped_catalog_load ();
  refusals = todoku_refusals_load (folder, &error);
  g_assert_no_error (error);

  g_test_add_func ("/bounce/size", test_size);
  g_test_add_func ("/bounce/nesting", test_nesting);
  g_test_add_func ("/bounce/long", test_long);
  g_test_add_func ("/bounce/attachments", test_attachments);
  g_test_add_func ("/bounce/hidden", test_hidden);
  g_test_add_func ("/bounce/words", test_words);

  int status = g_test_run ();

  todoku_refusals_unref (refusals);
  todoku_catalog_unref (catalog);

  return status;
}
