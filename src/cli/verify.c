// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/propagation.h"

#include "checkup/wording.h"
#include "cli/command.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "config.h"
#include "dns/name.h"
#include "dns/servers.h"
#include "dns/suffix.h"
#include "input/domain.h"
#include "propagation/json.h"
#include "propagation/wording.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What the command line says, and what comes of it.
typedef struct
{
  TodokuOptions options;
  char *expected;
  char *owner;
  char **was;
  char **publics;
  int authority_port;
  TodokuDomain *domain;
  char *name;
  char **public_servers;
  GArray *resolvers; // TodokuPublicResolver
  TodokuPropagationInput input;
  TodokuPropagation *propagation;
} Verify;

static void
verify_clear (Verify *verify)
{
  todoku_options_clear (&verify->options);
  g_free (verify->expected);
  g_free (verify->owner);
  g_free (verify->name);
  g_strfreev (verify->was);
  g_strfreev (verify->publics);
  g_strfreev (verify->public_servers);
  g_clear_pointer (&verify->domain, todoku_domain_free);
  g_clear_pointer (&verify->resolvers, g_array_unref);
  g_clear_pointer (&verify->propagation, todoku_propagation_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verify, verify_clear)

// A list of tags (RFC 6376 3.2), as DKIM and DMARC have.
static gboolean
is_tag_list (const char *text)
{
  return g_regex_match_simple ("^\\s*[a-z][a-z0-9_]*\\s*=[^;]+(;|$)", text, G_REGEX_CASELESS, 0);
}

static gboolean
check_expected (Verify *verify)
{
  const char *expected = verify->expected;

  if (expected != NULL
      && (todoku_spf_text_is_record (expected, strlen (expected))
          || (verify->owner != NULL && is_tag_list (expected))))
    return TRUE;

  todoku_terminal_complain (
    verify->owner != NULL ? _ ("Give the record that should be there: --expect “v=DMARC1; p=none”")
                          : _ ("Give the record that should be there: --expect “v=spf1 … ~all”"));

  return FALSE;
}

// Whole, or, as panels take it, without the domain: "_dmarc", "s1._domainkey".
static gboolean
read_name (Verify *verify)
{
  const char *domain = verify->domain->ascii;

  g_autofree char *name =
    todoku_dns_name_normalize (verify->owner != NULL ? verify->owner : domain);
  const char *last = strrchr (name, '.');

  if (*(last != NULL ? last + 1 : name) == '_')
    verify->name = g_strdup_printf ("%s.%s", name, domain);
  else
    verify->name = g_steal_pointer (&name);
  if (todoku_dns_name_is_valid (verify->name) && todoku_dns_name_is_within (verify->name, domain))
    return TRUE;

  todoku_terminal_complain (_ ("--name takes the domain itself or a name below it."));

  return FALSE;
}

static gboolean
parse_publics (Verify *verify, GError **error)
{
  g_autoptr (GStrvBuilder) servers = g_strv_builder_new ();

  for (char **text = verify->publics; text != NULL && *text != NULL; text++)
    {
      g_autofree char *server = todoku_dns_server_normalize (*text, error);

      if (server == NULL)
        return FALSE;
      g_strv_builder_add (servers, server);
    }
  verify->public_servers = g_strv_builder_end (servers);

  return TRUE;
}

static gboolean
check_arguments (Verify *verify, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      todoku_terminal_complain (_ ("Give one domain."));
      return FALSE;
    }
  if (!check_expected (verify) || !todoku_options_check_authority_port (verify->authority_port))
    return FALSE;
  if (parse_publics (verify, &error))
    verify->domain = todoku_domain_parse (argv[1], &error);
  if (verify->domain == NULL)
    todoku_terminal_complain ("%s", error->message);

  return verify->domain != NULL && read_name (verify);
}

static gboolean
parse_arguments (Verify *verify, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "expect", 0, 0, G_OPTION_ARG_STRING, &verify->expected, _ ("The record that should be there"),
      "RECORD" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &verify->owner,
      _ ("The name that holds the record, for DKIM and DMARC; if not the domain itself"), "NAME" },
    { "was", 0, 0, G_OPTION_ARG_STRING_ARRAY, &verify->was,
      _ ("A record that was there before (may be given several times)"), "RECORD" },
    { "public", 0, 0, G_OPTION_ARG_STRING_ARRAY, &verify->publics,
      _ ("Ask this resolver in place of Google’s and the others (may be given several times)"),
      "ADDR[:PORT]" },
    { "authority-port", 0, 0, G_OPTION_ARG_INT, &verify->authority_port,
      _ ("The port of the name servers, if not 53"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  return todoku_options_parse (&verify->options, "DOMAIN",
                               _ ("See at every name server of a domain, and at the big public "
                                  "resolvers, whether a new record has arrived."),
                               entries, &argc, &argv)
         && check_arguments (verify, argc, argv);
}

static void
list_resolvers (Verify *verify)
{
  static const TodokuPublicResolver own = { "system", NULL };
  guint n_resolvers;
  const TodokuPublicResolver *resolvers = todoku_public_resolvers_get_default (&n_resolvers);

  verify->resolvers = g_array_new (FALSE, FALSE, sizeof (TodokuPublicResolver));
  // In practice nobody is asked but the practice zone.
  if (verify->options.practice)
    {
      g_array_append_vals (verify->resolvers, &own, 1);
      return;
    }
  for (char **server = verify->public_servers; *server != NULL; server++)
    {
      TodokuPublicResolver resolver = { *server, *server };

      g_array_append_val (verify->resolvers, resolver);
    }
  if (verify->resolvers->len == 0)
    g_array_append_vals (verify->resolvers, resolvers, n_resolvers);
}

static void
fill_input (Verify *verify)
{
  list_resolvers (verify);
  verify->input.port = (guint16) verify->authority_port;
  verify->input.name = verify->name;
  verify->input.expected = verify->expected;
  verify->input.old = (const char *const *) verify->was;
  verify->input.resolvers = &g_array_index (verify->resolvers, TodokuPublicResolver, 0);
  verify->input.n_resolvers = verify->resolvers->len;
}

static gboolean
verify_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Verify *verify = user_data;

  g_clear_pointer (&verify->propagation, todoku_propagation_free);

  return todoku_propagation_run (facts, &verify->input, &verify->propagation);
}

// Whether there is no such domain: a name that is not there within somebody's zone may be a record
// on its way.
static gboolean
domain_is_missing (const Verify *verify, TodokuDnsFacts *facts)
{
  const char *zone = verify->propagation->authority->zone;
  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (facts, verify->domain->ascii, TODOKU_DNS_TYPE_NS);

  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NX_DOMAIN
         && verify->propagation->n_new == 0 && (zone == NULL || todoku_suffix_is_shared (zone));
}

static gboolean
run (Verify *verify)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  fill_input (verify);
  if (!todoku_cli_run (&verify->options, facts, verify_rule, verify))
    return FALSE;
  if (!domain_is_missing (verify, facts))
    return TRUE;

  todoku_terminal_complain (_ ("The domain %s does not exist."), verify->domain->display);

  return FALSE;
}

static void
print_server (const Verify *verify, const TodokuPropagationServer *server)
{
  g_autofree char *name = todoku_propagation_server_name (server);
  g_autofree char *sentence = todoku_propagation_server_sentence (verify->propagation, server);
  gint64 left = todoku_propagation_get_seconds_left (server, g_get_monotonic_time ());

  todoku_terminal_print ("%s: %s", name, todoku_propagation_state_label (server->state));
  if (left >= 0 && server->state != TODOKU_PROPAGATION_NEW)
    {
      g_autofree char *time = todoku_propagation_time_left (left);

      // Translators: follows what a DNS server said; the argument is as "3 min 20 s".
      todoku_terminal_print (_ (" (may be kept for %s)"), time);
    }
  todoku_terminal_print ("\n");
  for (char **value = server->values; *value != NULL && server->state != TODOKU_PROPAGATION_NEW;
       value++)
    {
      g_autofree char *visible = todoku_wording_make_visible (*value);

      todoku_terminal_print ("    %s\n", visible);
    }
  if (sentence != NULL)
    todoku_terminal_print ("    %s\n", sentence);
}

static void
print_text (const Verify *verify)
{
  g_autofree char *headline = todoku_propagation_headline (verify->propagation);
  g_autofree char *explanation = todoku_propagation_explanation (verify->propagation);
  const char *route = todoku_propagation_route_sentence (verify->propagation);

  todoku_terminal_print ("%s: %s\n", verify->name, headline);
  if (explanation != NULL)
    todoku_terminal_print ("%s\n", explanation);
  todoku_terminal_print ("\n");
  for (guint i = 0; i < verify->propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (verify->propagation->servers, i);

      if (!server->lacks_route)
        print_server (verify, server);
    }
  if (route != NULL)
    todoku_terminal_print ("%s\n", route);
}

TodokuExit
todoku_command_verify (int argc, char **argv)
{
  g_auto (Verify) verify = { 0 };

  if (!parse_arguments (&verify, argc, argv) || !run (&verify))
    return TODOKU_EXIT_USAGE;

  if (verify.options.json)
    todoku_terminal_print_json (
      todoku_propagation_to_json (verify.propagation, verify.domain->ascii));
  else
    print_text (&verify);

  if (verify.propagation->n_authoritative == 0)
    return TODOKU_EXIT_DNS;

  return verify.propagation->is_live ? TODOKU_EXIT_NOTHING_TO_DO : TODOKU_EXIT_SOMETHING_TO_DO;
}
