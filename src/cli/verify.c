// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/propagation.h"

#include "base/json.h"
#include "checkup/options.h"
#include "checkup/wording.h"
#include "cli/command.h"
#include "cli/terminal.h"
#include "config.h"
#include "dns/name.h"
#include "dns/servers.h"
#include "dns/suffix.h"
#include "propagation/wording.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *expected;
static char *owner;
static char **was;
static char **publics;
static int authority_port;

static const GOptionEntry entries[] = {
  { "expect", 0, 0, G_OPTION_ARG_STRING, &expected, N_ ("The record that should be there"),
    "RECORD" },
  { "name", 0, 0, G_OPTION_ARG_STRING, &owner,
    N_ ("The name of the record, for DKIM and DMARC; if it is not the domain itself"), "NAME" },
  { "was", 0, 0, G_OPTION_ARG_STRING_ARRAY, &was,
    N_ ("The record before the change (can be given several times)"), "RECORD" },
  { "public", 0, 0, G_OPTION_ARG_STRING_ARRAY, &publics,
    N_ (
      "Use this public DNS server instead of Google’s and the others (can be given several times)"),
    "ADDR[:PORT]" },
  { "authority-port", 0, 0, G_OPTION_ARG_INT, &authority_port,
    N_ ("The port of the name servers, if not 53"), "N" },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  TodokuDomain *domain;
  char *name;
  TodokuPropagationInput input;
  TodokuPropagation *propagation;
} Verify;

static void
verify_clear (Verify *verify)
{
  g_clear_pointer (&verify->domain, todoku_domain_free);
  g_free (verify->name);
  g_clear_pointer (&verify->input.resolvers, g_array_unref);
  g_clear_pointer (&verify->propagation, todoku_propagation_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verify, verify_clear)

// A list of tags (RFC 6376 3.2), as DKIM and DMARC have.
static gboolean
is_tag_list (const char *text)
{
  return g_regex_match_simple ("^\\s*[a-z][a-z0-9_]*\\s*=[^;]+(;|$)", text, G_REGEX_CASELESS, 0);
}

// A record as the steps give it: in quotes, each piece in its own, or with what stands before it in
// a line of a zone.
static char *
read_pasted (const char *text)
{
  g_autoptr (GRegex) line =
    g_regex_new ("^.*?\\bTXT\\s+(\\S+\\s+)?(?=[a-z][a-z0-9_]*\\s*=)", G_REGEX_CASELESS, 0, NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autoptr (GString) pieces = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i++)
    if (i % 2 == 1)
      g_string_append (pieces, parts[i]);
  if (pieces->len > 0)
    return g_strdup (pieces->str);

  return g_regex_replace_literal (line, text, -1, 0, "", 0, NULL);
}

static gboolean
check_expected (void)
{
  g_autofree char *given = expected;

  expected = given != NULL ? read_pasted (given) : NULL;
  if (expected != NULL
      && (todoku_spf_text_is_record (expected, strlen (expected))
          || (owner != NULL && is_tag_list (expected))))
    return TRUE;

  return todoku_terminal_complain (
    owner != NULL ? _ ("Give the record that should be there: --expect “v=DMARC1; p=none”")
                  : _ ("Give the record that should be there: --expect “v=spf1 … ~all”"));
}

// Whole, or, as panels take it, without the domain: "_dmarc", "s1._domainkey".
static gboolean
read_name (Verify *verify)
{
  const char *domain = verify->domain->ascii;
  g_autofree char *name = todoku_dns_name_normalize (owner != NULL ? owner : domain);
  const char *last = strrchr (name, '.');

  verify->name = *(last != NULL ? last + 1 : name) == '_' ? g_strdup_printf ("%s.%s", name, domain)
                                                          : g_steal_pointer (&name);
  verify->input.name = verify->name;

  return (todoku_dns_name_is_valid (verify->name)
          && todoku_dns_name_is_within (verify->name, domain))
         || todoku_terminal_complain (_ ("--name takes the domain itself or a name below it."));
}

static gboolean
check_arguments (Verify *verify, gboolean in_practice, int argc, char **argv)
{
  const char *const none[] = { NULL };
  g_auto (GStrv) servers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuCatalog) catalog = NULL;

  if (argc != 2)
    return todoku_terminal_complain (_ ("Give one domain."));
  if (!check_expected () || !todoku_command_check_port (authority_port))
    return FALSE;
  catalog = todoku_command_load_catalog ();
  if (catalog == NULL)
    return FALSE;
  servers =
    todoku_dns_servers_normalize (publics != NULL ? (const char *const *) publics : none, &error);
  if (servers != NULL)
    verify->domain = todoku_own_domain_parse (argv[1], catalog, &error);
  if (verify->domain == NULL)
    return todoku_terminal_complain ("%s", error->message);
  verify->input = (TodokuPropagationInput){
    .expected = expected,
    .old = (const char *const *) was,
    .port = (guint16) authority_port,
    .resolvers = todoku_public_resolvers_list ((const char *const *) servers, in_practice),
  };

  return read_name (verify);
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
ask_servers (Verify *verify, const TodokuOptions *options)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();

  if (!todoku_command_run_rule (options, facts, verify_rule, verify))
    return FALSE;

  return !domain_is_missing (verify, facts)
         || todoku_terminal_complain (_ ("The domain %s does not exist."), verify->domain->display);
}

// A number, or null where it is not known.
static void
set_number (struct json_object *object, const char *key, gboolean is_known, gint64 value)
{
  json_object_object_add (object, key, is_known ? json_object_new_int64 (value) : NULL);
}

static void
set_diff (struct json_object *object,
          const TodokuPropagation *propagation,
          const TodokuPropagationServer *server)
{
  struct json_object *list = json_object_new_array ();
  g_autoptr (GPtrArray) diff = NULL;

  if (server->state == TODOKU_PROPAGATION_OTHER)
    diff = todoku_propagation_diff (server->values[0], propagation->expected, propagation->name);
  todoku_list_foreach (const TodokuDiffEntry, entry, diff)
    {
      struct json_object *item = json_object_new_object ();

      todoku_json_set_string (item, "op", todoku_diff_op_get_id (entry->op));
      todoku_json_set_string (item, "term", entry->term);
      json_object_array_add (list, item);
    }
  json_object_object_add (object, "diff", list);
}

// How a server failed: an id of the answer's status, or of what the server lacks.
static const char *
get_failure_id (const TodokuPropagationServer *server)
{
  if (server->state != TODOKU_PROPAGATION_ERROR)
    return NULL;
  if (server->failure != NULL)
    return todoku_dns_status_get_id (todoku_dns_answer_get_status (server->failure));

  return server->address != NULL ? "not-authoritative" : "no-address";
}

static const char *
get_cause_id (const TodokuPropagationServer *server)
{
  if (server->state == TODOKU_PROPAGATION_DELETED && server->cause == TODOKU_PROPAGATION_CAUSE_NONE)
    return "deleted";

  return todoku_propagation_cause_get_id (server->cause);
}

static struct json_object *
server_to_json (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  struct json_object *object = json_object_new_object ();
  g_autofree char *message = todoku_propagation_server_sentence (propagation, server);

  todoku_json_set_string (object, "name", server->name);
  todoku_json_set_string (object, "address", server->address);
  todoku_json_set_string (object, "role", server->is_authoritative ? "authoritative" : "public");
  todoku_json_set_string (object, "state", todoku_propagation_state_get_id (server->state));
  todoku_json_set_string (object, "value", server->values[0]);
  todoku_json_set_strings (object, "values", (const char *const *) server->values);
  set_number (object, "ttl", server->ttl != TODOKU_DNS_TTL_UNKNOWN, server->ttl);
  set_number (object, "rtt_ms", server->received > 0, server->rtt_ms);
  todoku_json_set_string (object, "failure", get_failure_id (server));
  todoku_json_set_string (object, "cause", get_cause_id (server));
  todoku_json_set_string (object, "found_at", server->found_at);
  set_diff (object, propagation, server);
  if (server->is_authoritative)
    {
      todoku_json_set_boolean (object, "delegated", server->is_delegated);
      todoku_json_set_boolean (object, "own", server->is_own);
    }
  todoku_json_set_string (object, "message", message);

  return object;
}

static void
print_json (const Verify *verify)
{
  const TodokuPropagation *propagation = verify->propagation;
  struct json_object *object = json_object_new_object ();
  struct json_object *servers = json_object_new_array ();
  g_autofree char *message = todoku_propagation_headline (propagation);
  g_autofree char *explanation = todoku_propagation_explanation (propagation);

  for (guint i = 0; i < propagation->servers->len; i++)
    json_object_array_add (servers, server_to_json (propagation,
                                                    g_ptr_array_index (propagation->servers, i)));

  todoku_json_set_string (object, "domain", verify->domain->ascii);
  todoku_json_set_string (object, "name", propagation->name);
  todoku_json_set_string (object, "zone", propagation->authority->zone);
  todoku_json_set_string (object, "expected", propagation->expected);
  todoku_json_set_boolean (object, "live", propagation->is_live);
  todoku_json_set_string (object, "message", message);
  todoku_json_set_string (object, "explanation", explanation);
  json_object_object_add (object, "servers", servers);

  todoku_terminal_print_json (object);
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
  todoku_list_foreach (const TodokuPropagationServer, server, verify->propagation->servers)
    if (!server->lacks_route)
      print_server (verify, server);
  if (route != NULL)
    todoku_terminal_print ("%s\n", route);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Verify) verify = { 0 };

  if (!check_arguments (&verify, options->practice, argc, argv) || !ask_servers (&verify, options))
    return TODOKU_EXIT_USAGE;

  (options->json ? print_json : print_text) (&verify);
  if (verify.propagation->n_authoritative == 0)
    return TODOKU_EXIT_DNS;

  return verify.propagation->is_live ? TODOKU_EXIT_NOTHING_TO_DO : TODOKU_EXIT_SOMETHING_TO_DO;
}

const TodokuCommand todoku_command_verify = {
  .name = "verify",
  .summary = N_ ("Check whether every name server has a new value"),
  .usage = "DOMAIN",
  .description = N_ ("Check whether every name server of a domain, and the big public DNS servers, "
                     "have a new value."),
  .entries = entries,
  .run = run,
};
