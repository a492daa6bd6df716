// SPDX-License-Identifier: GPL-3.0-or-later

// The cases are in data/authority.txt.

#include "dns/authority.h"
#include "server-script.h"

typedef struct
{
  const ServerCase *script;
  TodokuDnsAuthority *authority;
  guint n_servers_max;
} Run;

static gboolean
rule_cb (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->authority, todoku_dns_authority_free);

  gboolean complete =
    todoku_dns_authority_find (facts, server_case_get (run->script, "domain"), 0, &run->authority);

  run->n_servers_max = MAX (run->n_servers_max, run->authority->servers->len);

  return complete;
}

static char *
describe_servers (const TodokuDnsAuthority *authority)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < authority->servers->len; i++)
    {
      const TodokuDnsAuthorityServer *server = g_ptr_array_index (authority->servers, i);

      g_string_append_printf (lines, "%s %s%s%s", server->name,
                              server->server != NULL ? server->server : "-",
                              server->is_delegated ? " delegated" : "",
                              server->is_own ? " own" : "");
      if (server->failure != NULL)
        g_string_append_printf (lines, " !%s",
                                todoku_dns_status_get_id (
                                  todoku_dns_answer_get_status (server->failure)));
      g_string_append_c (lines, '\n');
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
assert_text (const ServerCase *script, const char *key, const char *got)
{
  const char *wanted = server_case_get (script, key);

  if (wanted != NULL && g_strcmp0 (got != NULL ? got : "-", wanted) != 0)
    g_test_fail_printf ("%s: %s: got %s, wanted %s", script->name, key, got, wanted);
}

static void
test_case (gconstpointer data)
{
  const ServerCase *script = data;
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  Run run = { .script = script };
  guint n_rounds = server_case_run (script, facts, rule_cb, &run);
  g_autoptr (TodokuDnsAuthority) authority = run.authority;
  g_autofree char *servers = describe_servers (authority);
  g_autofree char *wanted = server_case_join (script, "server");
  const char *failure = NULL;
  const char *n_wanted = server_case_get (script, "servers");
  g_autofree char *rounds = g_strdup_printf ("%u", n_rounds);

  if (authority->failure != NULL)
    failure = todoku_dns_status_get_id (todoku_dns_answer_get_status (authority->failure));
  g_test_message ("%s: %u rounds", script->name, n_rounds);
  assert_text (script, "rounds", rounds);
  assert_text (script, "zone", authority->zone);
  assert_text (script, "parent", authority->parent);
  assert_text (script, "failure", failure);
  assert_text (script, "knows-delegation", authority->knows_delegation ? "yes" : "no");
  assert_text (script, "knows-own", authority->knows_own ? "yes" : "no");
  if (n_wanted != NULL)
    g_assert_cmpuint (authority->servers->len, ==, g_ascii_strtoull (n_wanted, NULL, 10));
  else if (!g_str_equal (servers, wanted))
    g_test_fail_printf ("%s: got\n%swanted\n%s", script->name, servers, wanted);
  g_assert_cmpuint (run.n_servers_max, <=, 13 * 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_autoptr (GPtrArray) scripts = server_script_read ("authority.txt");

  server_script_add_cases (scripts, "/authority", test_case);

  return g_test_run ();
}
