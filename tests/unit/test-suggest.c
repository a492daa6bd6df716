// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/suggest.json: "terms" has what may be meant, whatever the DNS says,
// "by_dns" what is meant as "zone" has it; "placeholders" and "no_placeholders" are terms.

#include "spf/suggest.h"

#include "cases.h"
#include "spf/macro.h"
#include "zone-rule.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *domain;
  char **terms;
} Run;

static struct json_object *zone_data;

static char *
join_expected (struct json_object *test)
{
  struct json_object *terms = case_get (test, "terms");
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; i < json_object_array_length (terms); i++)
    g_string_append_printf (joined, "%s ",
                            json_object_get_string (json_object_array_get_idx (terms, i)));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
assert_terms (struct json_object *test, char **terms)
{
  g_autofree char *expected = join_expected (test);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    g_string_append_printf (joined, "%s ", terms[i]);

  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_terms (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  g_auto (GStrv) terms =
    todoku_spf_suggest_terms (case_get_string (test, "text"), case_get_string (test, "domain"));

  assert_terms (test, terms);
}

static gboolean
suggest_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;
  gboolean complete = TRUE;

  g_clear_pointer (&run->terms, g_strfreev);
  run->terms = todoku_spf_suggest_by_dns (facts, run->domain, run->text, &complete);
  g_assert_true (complete || run->terms == NULL);

  return complete;
}

static void
test_by_dns (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;
  Run run = { case_get_string (test, "text"), case_get_string (test, "domain"), NULL };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuDnsZone) zone =
    todoku_dns_zone_new_from_json (json_object_to_json_string (zone_data), NULL);

  zone_run_rule (zone, facts, suggest_rule, &run);
  assert_terms (test, run.terms);
  g_strfreev (run.terms);
}

static void
test_placeholder (gconstpointer data)
{
  const char *text = json_object_get_string ((struct json_object *) data);

  g_test_message ("%s", text);
  g_assert_true (todoku_spf_term_has_placeholder (text));
}

static void
test_no_placeholder (gconstpointer data)
{
  const char *text = json_object_get_string ((struct json_object *) data);

  g_test_message ("%s", text);
  g_assert_false (todoku_spf_term_has_placeholder (text));
}

// Whatever is a domain-spec by RFC 7208 7.1, but for the names of RFC 2606 in the cases.
static void
test_macros (gconstpointer data)
{
  const char *text = case_get_string ((struct json_object *) data, "template");
  TodokuSpfError code;
  gsize fault = 0;

  if (todoku_spf_macro_check_domain_spec (text, strlen (text), &fault, &code)
      && strstr (text, "example.") == NULL)
    {
      g_autofree char *term = g_strconcat ("exists:", text, NULL);

      g_assert_false (todoku_spf_term_has_placeholder (term));
    }
}

int
main (int argc, char *argv[])
{
  struct json_object *cases = NULL;
  struct json_object *macros = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();

  cases = cases_load ("suggest.json");
  zone_data = case_get (cases, "zone");
  cases_add (case_get (cases, "terms"), 30, "/suggest/terms", "text", test_terms);
  cases_add (case_get (cases, "by_dns"), 30, "/suggest/by-dns", "text", test_by_dns);
  cases_add (case_get (cases, "placeholders"), 30, "/suggest/placeholders", NULL, test_placeholder);
  cases_add (case_get (cases, "no_placeholders"), 20, "/suggest/no-placeholders", NULL,
             test_no_placeholder);
  macros = cases_load ("spf-macro.json");
  cases_add (case_get (macros, "expansions"), 30, "/suggest/macros", "about", test_macros);
  status = cases_run (cases);
  json_object_put (macros);

  return status;
}
