// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/propagation.txt.

#include "propagation/propagation.h"
#include "propagation/wording.h"
#include "server-script.h"

#include <string.h>

typedef struct
{
  const ServerCase *script;
  TodokuPropagationInput input;
  TodokuPropagation *propagation;
  TodokuPropagation *shown; // while it is asked anew
  const char *before;       // how that was described
  gboolean has_begun;       // to be asked anew
} Run;

// What was said before more was known: that a record is elsewhere is said where one was seen.
static void
check_places (const TodokuPropagation *before, const TodokuPropagation *now)
{
  todoku_list_foreach (const TodokuPropagationServer, server, before->servers)
    todoku_list_foreach (const TodokuPropagationServer, other, now->servers)
      if (g_str_equal (server->name, other->name)
          && g_strcmp0 (server->address, other->address) == 0)
        g_assert_true (server->found_at == NULL || other->found_at != NULL);
}

static gboolean
rule_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;
  TodokuPropagation *before = g_steal_pointer (&run->propagation);
  gboolean complete = todoku_propagation_run (facts, &run->input, &run->propagation);

  if (before != NULL)
    check_places (before, run->propagation);
  g_clear_pointer (&before, todoku_propagation_free);
  if (!complete)
    g_assert_false (run->propagation->is_live);

  return complete;
}

static void
describe_server (GString *lines, const TodokuPropagationServer *server)
{
  const char *cause = todoku_propagation_cause_get_id (server->cause);
  gint64 left = todoku_propagation_get_seconds_left (server, server->received + G_USEC_PER_SEC);

  g_string_append_printf (lines, "%s %s",
                          server->is_authoritative && server->address != NULL ? server->address
                                                                              : server->name,
                          server->state == TODOKU_PROPAGATION_DELETED
                            ? "deleted"
                            : todoku_propagation_state_get_id (server->state));
  if (server->failure != NULL)
    g_string_append_printf (lines, " !%s",
                            todoku_dns_status_get_id (
                              todoku_dns_answer_get_status (server->failure)));
  if (server->lacks_route)
    g_string_append (lines, " no-route");
  if (cause != NULL)
    g_string_append_printf (lines, " %s", cause);
  if (server->found_at != NULL)
    g_string_append_printf (lines, " at %s", server->found_at);
  if (server->is_apart)
    g_string_append (lines, " apart");
  if (left >= 0)
    g_string_append_printf (lines, " ttl:%d", (int) left);
  g_string_append_c (lines, '\n');
}

// A line "old: -" says that there was no record; none, that nobody knows.
static char **
read_old (const ServerCase *script)
{
  g_autofree char *joined = server_case_join (script, "old");

  if (*joined == '\0')
    return NULL;
  if (g_str_equal (joined, "-\n"))
    return g_new0 (char *, 1);
  joined[strlen (joined) - 1] = '\0';

  return g_strsplit (joined, "\n", -1);
}

static void
check_words (const ServerCase *script, const TodokuPropagation *propagation)
{
  const char *wanted = server_case_get (script, "says");
  g_autofree char *headline = todoku_propagation_headline (propagation);
  g_autofree char *explanation = todoku_propagation_explanation (propagation);
  g_autofree char *got = g_strjoin (" ", headline, explanation, NULL);

  if (wanted != NULL && !g_str_equal (got, wanted))
    g_test_fail_printf ("%s: said\n%s\nwanted\n%s", script->name, got, wanted);
}

// What is said of single servers that answer, or cannot be reached although others are, where the
// case has lines of it: all, in their order.
static void
check_sentences (const ServerCase *script, const TodokuPropagation *propagation)
{
  g_autofree char *wanted = server_case_join (script, "sentence");
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);
      g_autofree char *name = todoku_propagation_server_name (server);
      g_autofree char *sentence = todoku_propagation_server_sentence (propagation, server);

      if (sentence != NULL && (server->failure == NULL || strstr (sentence, "from here") != NULL))
        g_string_append_printf (got, "%s: %s\n", name, sentence);
    }
  if (*wanted != '\0' && !g_str_equal (got->str, wanted))
    g_test_fail_printf ("%s: said\n%swanted\n%s", script->name, got->str, wanted);
}

// It is said of one server, wherever that is among them, and of none where all were reached.
static void
check_route (const TodokuPropagation *propagation)
{
  gboolean lacks_route = FALSE;

  for (guint i = 0; i < propagation->servers->len; i++)
    lacks_route |= ((TodokuPropagationServer *) propagation->servers->pdata[i])->lacks_route;
  g_assert_cmpint (todoku_propagation_route_sentence (propagation) != NULL, ==, lacks_route);
}

static char *
describe (const TodokuPropagation *propagation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);

      g_string_append_printf (text, "%s=%s ",
                              server->address != NULL ? server->address : server->name,
                              todoku_propagation_state_get_id (server->state));
    }
  g_string_append_printf (text, "%u of %u", propagation->n_new, propagation->n_authoritative);

  return g_string_free (text, FALSE);
}

// What was seen stays in sight while it is asked anew, but nothing is live before every server has
// said so again.
static gboolean
rule_anew_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;
  g_autofree char *shown = NULL;

  if (rule_cb (facts, run))
    return TRUE;
  todoku_list_foreach (const TodokuPropagationServer, server, run->propagation->servers)
    g_assert_true (run->has_begun || server->state == TODOKU_PROPAGATION_PENDING);
  run->has_begun = TRUE;
  run->shown = todoku_propagation_keep (g_steal_pointer (&run->propagation), run->shown);
  shown = describe (run->shown);
  g_assert_cmpstr (shown, ==, run->before);
  g_assert_false (run->shown->is_live);

  return FALSE;
}

static void
check_asked_anew (Run *run, TodokuDnsFacts *facts)
{
  g_autofree char *before = describe (run->propagation);
  g_autofree char *again = NULL;

  run->before = before;
  run->shown = g_steal_pointer (&run->propagation);
  todoku_propagation_forget (facts, run->shown, &run->input);
  g_assert_null (todoku_dns_facts_find_failure (facts));
  g_assert_cmpuint (server_case_run (run->script, facts, rule_anew_cb, run), >, 0);
  again = describe (run->propagation);
  g_assert_cmpstr (again, ==, before);
  todoku_propagation_free (run->shown);
}

// How far it is, in one word.
static const char *
get_progress_word (const TodokuPropagation *propagation)
{
  static const char *const words[] = {
    [TODOKU_PROPAGATION_PROGRESS_WAITING] = "waiting",
    [TODOKU_PROPAGATION_PROGRESS_MISTAKEN] = "mistaken",
    [TODOKU_PROPAGATION_PROGRESS_GONE] = "gone",
    [TODOKU_PROPAGATION_PROGRESS_SILENT] = "silent",
    [TODOKU_PROPAGATION_PROGRESS_LIVE] = "live",
  };

  return words[todoku_propagation_get_progress (propagation)];
}

// Each line "resolver:" is one that is asked, too; "system" is this computer's.
static GArray *
read_resolvers (const ServerCase *script)
{
  GArray *resolvers = g_array_new (FALSE, FALSE, sizeof (TodokuPublicResolver));
  g_autofree char *joined = server_case_join (script, "resolver");
  g_auto (GStrv) lines = g_strsplit (joined, "\n", -1);

  for (char **line = lines; *line != NULL && **line != '\0'; line++)
    {
      gboolean is_system = g_str_equal (*line, "system");
      TodokuPublicResolver resolver = { is_system ? "system" : "public",
                                        is_system ? NULL : g_intern_string (*line) };

      g_array_append_val (resolvers, resolver);
    }

  return resolvers;
}

static void
test_case (gconstpointer data)
{
  const ServerCase *script = data;
  g_auto (GStrv) old = read_old (script);
  g_autofree char *expect = g_strcompress (server_case_get (script, "expect"));
  g_autoptr (GArray) resolvers = read_resolvers (script);
  const char *domain = server_case_get (script, "domain");
  Run run = { .script = script,
              .input = { .name = domain != NULL ? domain : "shop.example",
                         .expected = expect,
                         .old = (const char *const *) old,
                         .resolvers = resolvers } };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autofree char *wanted = server_case_join (script, "server");
  g_autoptr (GString) got = g_string_new (NULL);

  server_case_run (script, facts, rule_cb, &run);

  const TodokuPropagation *propagation = run.propagation;

  check_route (propagation);
  for (guint i = 0; i < propagation->servers->len; i++)
    describe_server (got, g_ptr_array_index (propagation->servers, i));
  g_string_append_printf (got, "%u of %u %s\n", propagation->n_new, propagation->n_authoritative,
                          get_progress_word (propagation));
  g_assert_cmpint (propagation->is_live, ==, g_str_has_suffix (got->str, " live\n"));
  if (!g_str_equal (got->str, wanted))
    g_test_fail_printf ("%s: got\n%swanted\n%s", script->name, got->str, wanted);
  check_words (script, propagation);
  check_sentences (script, propagation);
  check_asked_anew (&run, facts);
  todoku_propagation_free (run.propagation);
}

static const ServerCase *
find_case (GPtrArray *scripts, const char *name)
{
  for (guint i = 0; i < scripts->len; i++)
    {
      const ServerCase *script = g_ptr_array_index (scripts, i);

      if (g_str_equal (script->name, name))
        return script;
    }
  g_assert_not_reached ();
}

// The others may have the new record: as long as one of them has not answered, nothing is live.
static void
test_one_to_come (gconstpointer data)
{
  const ServerCase *script = find_case ((GPtrArray *) data, "live-although-one-is-silent");
  g_autofree char *expect = g_strcompress (server_case_get (script, "expect"));
  Run run = { .script = script, .input = { .name = "shop.example", .expected = expect } };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autofree char *shown = NULL;

  server_case_run (script, facts, rule_cb, &run);
  g_assert_true (run.propagation->is_live);
  todoku_dns_facts_forget_server (facts, "198.51.100.2:53");
  g_assert_false (rule_cb (facts, &run));
  shown = describe (run.propagation);
  g_assert_cmpstr (shown, ==, "198.51.100.1=new 198.51.100.2=pending 198.51.100.3=error 1 of 1");
  todoku_propagation_free (run.propagation);
}

// A server that says another thing now is shown with that, whatever it said before.
static void
test_answered_anew (gconstpointer data)
{
  const ServerCase *live = find_case ((GPtrArray *) data, "live-although-one-is-silent");
  const ServerCase *stale = find_case ((GPtrArray *) data, "stale-and-silent");
  g_autofree char *expect = g_strcompress (server_case_get (live, "expect"));
  g_auto (GStrv) old = read_old (live);
  Run run = { .script = live,
              .input = {
                .name = "shop.example", .expected = expect, .old = (const char *const *) old } };
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autofree char *shown = NULL;

  server_case_run (live, facts, rule_cb, &run);

  TodokuPropagation *before = g_steal_pointer (&run.propagation);

  todoku_propagation_forget (facts, before, &run.input);
  server_case_run (stale, facts, rule_cb, &run);

  TodokuPropagation *kept = todoku_propagation_keep (g_steal_pointer (&run.propagation), before);

  shown = describe (kept);
  g_assert_cmpstr (shown, ==, "198.51.100.1=new 198.51.100.2=old 198.51.100.3=error 1 of 2");
  todoku_propagation_free (kept);
}

static void
test_countdown (void)
{
  TodokuPropagationServer server = { .ttl = 300, .received = 1000 * G_USEC_PER_SEC };

  g_assert_cmpint (todoku_propagation_get_seconds_left (&server, 1000 * (gint64) G_USEC_PER_SEC),
                   ==, 300);
  g_assert_cmpint (todoku_propagation_get_seconds_left (&server, 1299 * (gint64) G_USEC_PER_SEC),
                   ==, 1);
  g_assert_cmpint (todoku_propagation_get_seconds_left (&server, 5000 * (gint64) G_USEC_PER_SEC),
                   ==, 0);
  server.received = 0;
  g_assert_cmpint (todoku_propagation_get_seconds_left (&server, 5000 * (gint64) G_USEC_PER_SEC),
                   ==, 300);
  server.ttl = TODOKU_DNS_TTL_UNKNOWN;
  g_assert_cmpint (todoku_propagation_get_seconds_left (&server, 0), ==, -1);
}

// Whose server it is, and which: the zone's own by its name, others by what they are called.
static void
test_server_name (void)
{
  static const struct
  {
    TodokuPropagationServer server;
    const char *said;
  } cases[] = {
    { { .name = (char *) "ns1.dns.test",
        .address = (char *) "192.0.2.1",
        .is_authoritative = TRUE },
      "ns1.dns.test (192.0.2.1)" },
    { { .name = (char *) "ns1.dns.test", .is_authoritative = TRUE }, "ns1.dns.test" },
    { { .name = (char *) "Public DNS", .address = (char *) "198.51.100.1" },
      "Public DNS (198.51.100.1)" },
    { { .name = (char *) "system" }, "This computer’s DNS server" },
    { { .name = (char *) "ns\x1b.test", .is_authoritative = TRUE }, "ns\uFFFD.test" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = todoku_propagation_server_name (&cases[i].server);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static void
test_time_left (void)
{
  static const struct
  {
    gint64 seconds;
    const char *said;
  } cases[] = {
    { 0, "0 s" },        { 59, "59 s" },          { 60, "1 min" },
    { 61, "1 min 1 s" }, { 3599, "59 min 59 s" }, { 3600, "1 h" },
    { 3659, "1 h" },     { 3660, "1 h 1 min" },   { 86400, "24 h" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = todoku_propagation_time_left (cases[i].seconds);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

// Those that are named are asked in place of the usual ones. In practice none of the internet is:
// only what stands for this computer's own.
static void
test_resolvers (void)
{
  static const char *const none[] = { NULL };
  static const char *const own[] = { "192.0.2.1", "[2001:db8::1]:5353", NULL };
  static const struct
  {
    const char *const *addresses;
    gboolean in_practice;
    const char *wanted;
  } cases[] = {
    { NULL, FALSE, "8.8.8.8:53 8.8.4.4:53 1.1.1.1:53 9.9.9.9:53 system " },
    { none, FALSE, "8.8.8.8:53 8.8.4.4:53 1.1.1.1:53 9.9.9.9:53 system " },
    { own, FALSE, "192.0.2.1 [2001:db8::1]:5353 " },
    { NULL, TRUE, "system " },
    { own, TRUE, "system " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) resolvers =
        todoku_public_resolvers_list (cases[i].addresses, cases[i].in_practice);
      g_autoptr (GString) got = g_string_new (NULL);

      for (guint j = 0; j < resolvers->len; j++)
        {
          const TodokuPublicResolver *each = &g_array_index (resolvers, TodokuPublicResolver, j);

          g_string_append_printf (got, "%s ", each->address != NULL ? each->address : each->name);
        }
      g_assert_cmpstr (got->str, ==, cases[i].wanted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_autoptr (GPtrArray) scripts = server_script_read ("propagation.txt");

  server_script_add_cases (scripts, "/propagation", test_case);
  g_test_add_data_func ("/propagation/one-to-come", scripts, test_one_to_come);
  g_test_add_data_func ("/propagation/answered-anew", scripts, test_answered_anew);
  g_test_add_func ("/propagation/countdown", test_countdown);
  g_test_add_func ("/propagation/resolvers", test_resolvers);
  g_test_add_func ("/propagation/server-name", test_server_name);
  g_test_add_func ("/propagation/time-left", test_time_left);

  return g_test_run ();
}
