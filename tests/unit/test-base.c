// SPDX-License-Identifier: GPL-3.0-or-later

// What the others stand on.

#include "base/diff.h"
#include "base/distance.h"
#include "base/finding.h"
#include "base/folding.h"
#include "base/json.h"

#include <string.h>

static void
test_distance (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint distance;
  } pairs[] = {
    { "", "", 0 },
    { "", "abc", 3 },
    { "abc", "abc", 0 },
    { "include", "INCLUDE", 0 },
    { "include", "inlude", 1 },   // left out
    { "include", "incclude", 1 }, // twice
    { "include", "imclude", 1 },  // another
    { "include", "inlcude", 1 },  // exchanged
    { "include", "INLCUDE", 1 },
    { "ab", "ba", 1 },
    { "abc", "bca", 2 },
    { "ca", "abc", 3 },
    { "a", "b", 1 },
    { "kitten", "sitting", 3 },
    { "xabcdef", "abcdefx", 2 },
    { "aaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaab", 1 },
    { "aaaaaaaaaaaaaaaaaaaaaaaaa", "a", TODOKU_TEXT_DISTANCE_MAX },
    { "aaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaa", TODOKU_TEXT_DISTANCE_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s, %s", pairs[i].a, pairs[i].b);
      g_assert_cmpuint (todoku_text_get_distance (pairs[i].a, pairs[i].b), ==, pairs[i].distance);
      g_assert_cmpuint (todoku_text_get_distance (pairs[i].b, pairs[i].a), ==, pairs[i].distance);
    }
}

static void
test_fold (void)
{
  static const char *const texts[][2] = {
    { "！～ａＺ０", "!~aZ0" },
    { "\u3000\u00a0\t\v", "    " },
    { "a\u00adb\u200bc\ufeffd\U000e0100", "abcd" },
    { "\u2010\u2015\u2212\ufe58", "----" },
    { "shop。example､co．jp", "shop.example,co.jp" },
    { "日本、語", "日本,語" },
    { "\uff5f\u2016", "\uff5f\u2016" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = todoku_text_fold (texts[i][0]);

      g_assert_cmpstr (folded, ==, texts[i][1]);
    }
}

static void
test_json_members (void)
{
  static const char *const names[] = { "a", "b", NULL };
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "text", "x");
  todoku_json_set_string (object, "nothing", NULL);
  todoku_json_set_strings (object, "names", names);
  todoku_json_set_strings (object, "none", NULL);
  todoku_json_set_int (object, "number", 5000000000);
  todoku_json_set_boolean (object, "yes", TRUE);
  todoku_json_set_boolean (object, "no", FALSE);
  g_assert_cmpstr (json_object_to_json_string_ext (object, JSON_C_TO_STRING_PLAIN), ==,
                   "{\"text\":\"x\",\"nothing\":null,\"names\":[\"a\",\"b\"],\"none\":[],"
                   "\"number\":5000000000,\"yes\":true,\"no\":false}");
  json_object_put (object);
}

static void
test_json_parse (void)
{
  static const char *const wrong[] = { "", "[]", "1", "null", "{} {}", "{", "{\"a\": \"\xff\"}" };
  const char *problem = NULL;
  struct json_object *right = todoku_json_parse ("{\"a\": \"あ\"}\n", 12, &problem);

  g_assert_null (problem);
  g_assert_cmpstr (json_object_get_string (json_object_object_get (right, "a")), ==, "あ");
  json_object_put (right);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (todoku_json_parse (wrong[i], strlen (wrong[i]), &problem));
      g_assert_nonnull (problem);
    }
}

// A record that is kept beside the first is one more in the zone.
static void
test_effect (void)
{
  TodokuDiffEntry entry = { .op = TODOKU_DIFF_KEEP, .record = 1 };

  g_assert_cmpint (todoku_diff_entry_get_effect (&entry), ==, TODOKU_DIFF_KEEP);
  entry.record = 2;
  g_assert_cmpint (todoku_diff_entry_get_effect (&entry), ==, TODOKU_DIFF_ADD);
  entry.op = TODOKU_DIFF_REMOVE;
  g_assert_cmpint (todoku_diff_entry_get_effect (&entry), ==, TODOKU_DIFF_REMOVE);
}

// The gravest first, then as they stand in the record.
static void
test_order (void)
{
  static const struct
  {
    TodokuSeverity severity;
    int position;
    const char *id;
    const char *message;
  } ordered[] = {
    { 0, 5, "b", "b" }, { 1, 1, "a", "a" }, { 1, 1, "b", "a" },
    { 1, 1, "b", "b" }, { 1, 2, "a", "a" }, { 2, 0, "a", "a" },
  };
  TodokuFinding *findings[G_N_ELEMENTS (ordered)];

  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    findings[i] = todoku_finding_new (ordered[i].id, ordered[i].severity, NULL, ordered[i].position,
                                      g_strdup (ordered[i].message));
  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        int order = todoku_finding_compare (&findings[i], &findings[j]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
  for (gsize i = 0; i < G_N_ELEMENTS (ordered); i++)
    todoku_finding_unref (findings[i]);
}

static void
test_put_right (void)
{
  TodokuFinding *finding = todoku_finding_new ("id", 1, "term", 3, g_strdup ("message"));
  TodokuFinding *put_right = todoku_finding_new_put_right (finding);

  g_assert_false (finding->is_put_right);
  g_assert_true (put_right->is_put_right);
  g_assert_cmpstr (put_right->id, ==, "id");
  g_assert_cmpstr (put_right->term, ==, "term");
  g_assert_cmpint (put_right->position, ==, 3);
  g_assert_cmpstr (put_right->message, ==, "message");
  todoku_finding_unref (finding);
  todoku_finding_unref (put_right);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/distance", test_distance);
  g_test_add_func ("/base/fold", test_fold);
  g_test_add_func ("/base/json-members", test_json_members);
  g_test_add_func ("/base/json-parse", test_json_parse);
  g_test_add_func ("/base/effect", test_effect);
  g_test_add_func ("/base/order", test_order);
  g_test_add_func ("/base/put-right", test_put_right);

  return g_test_run ();
}
