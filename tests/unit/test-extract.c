// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/extract.json: what help pages print, and the value in it or why there is
// none.

#include "spf/extract.h"

#include "cases.h"
#include "spf/record.h"

#include <string.h>

static const char *const errors[] = {
  [TODOKU_SPF_EXTRACT_ERROR_NONE] = "none",
  [TODOKU_SPF_EXTRACT_ERROR_SEVERAL] = "several",
  [TODOKU_SPF_EXTRACT_ERROR_PLACEHOLDER] = "placeholder",
  [TODOKU_SPF_EXTRACT_ERROR_UNCLEAR] = "unclear",
};

static void
assert_again (const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *again = todoku_spf_extract_value (value, &error);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (value, -1);

  g_assert_no_error (todoku_spf_record_get_error (record));
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, value);
}

static void
test_extract (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = todoku_spf_extract_value (case_get_string (test, "text"), &error);

  g_assert_cmpstr (value, ==, case_get_string (test, "value"));
  if (value != NULL)
    {
      g_assert_no_error (error);
      assert_again (value);
      return;
    }

  g_assert_nonnull (error);
  g_assert_true (error->domain == TODOKU_SPF_EXTRACT_ERROR);
  g_assert_cmpstr (errors[error->code], ==, case_get_string (test, "error"));
  g_assert_cmpstr (error->message, ==, case_get_string (test, "message"));
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("extract.json");
  cases_add (cases, 50, "/extract", "about", test_extract);

  return cases_run (cases);
}
