// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/wording.h"

#include "advice/wording.h"
#include "config.h"
#include "spf/diff.h"

#include <glib/gi18n-lib.h>

const char *
todoku_propagation_state_label (TodokuPropagationState state)
{
  switch (state)
    {
    case TODOKU_PROPAGATION_PENDING:
      // Translators: of a DNS server that is being asked.
      return _ ("Asking…");
    case TODOKU_PROPAGATION_NEW:
      // Translators: of a DNS server: it has the new record.
      return _ ("New record");
    case TODOKU_PROPAGATION_OLD:
      // Translators: of a DNS server.
      return _ ("Still the old record");
    case TODOKU_PROPAGATION_OTHER:
      // Translators: of a DNS server: neither the new record nor the old one.
      return _ ("A different record");
    case TODOKU_PROPAGATION_MISSING:
      // Translators: of a DNS server.
      return _ ("No SPF record");
    case TODOKU_PROPAGATION_ERROR:
      // Translators: of a DNS server: it could not be asked.
      return _ ("No answer");
    default:
      g_return_val_if_reached ("");
    }
}

// The first thing that was pasted wrongly, or NULL.
static const TodokuPropagationServer *
find_wrong (const TodokuPropagation *propagation)
{
  for (guint i = 0; i < propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);

      if (server->cause != TODOKU_PROPAGATION_CAUSE_NONE && server->is_authoritative)
        return server;
    }

  return NULL;
}

char *
todoku_propagation_headline (const TodokuPropagation *propagation)
{
  if (propagation->is_live)
    return g_strdup (_ ("The new record is live."));
  if (find_wrong (propagation) != NULL)
    return g_strdup (_ ("The record is there, but not as it should be."));
  if (propagation->n_authoritative == 0 && propagation->servers->len > 0)
    return g_strdup (_ ("None of the domain’s name servers has answered."));
  if (propagation->n_new == 0)
    return g_strdup (_ ("The new record is not there yet."));

  /* Translators: the first number is how many name servers have the new record, the second how
   * many there are. */
  return g_strdup_printf (_ ("%u of %u name servers have the new record."), propagation->n_new,
                          propagation->n_authoritative);
}

char *
todoku_propagation_explanation (const TodokuPropagation *propagation)
{
  const TodokuPropagationServer *wrong = find_wrong (propagation);

  if (propagation->is_live)
    return g_strdup (_ ("Every name server of the domain that answers gives it. Servers that "
                        "still remember the old one pick up the new one by themselves."));
  if (wrong != NULL)
    return todoku_propagation_cause_message (wrong->cause, wrong->found_at);
  if (propagation->n_authoritative == 0)
    return g_strdup (_ ("This says nothing about the record. Is this computer connected to the "
                        "internet?"));
  if (propagation->n_new == 0)
    return g_strdup (_ ("If you have saved it in the panel, it may take some time until it is "
                        "published. Nothing is wrong if you have to wait."));

  return g_strdup (_ ("The others pick it up by themselves, mostly within an hour."));
}

char *
todoku_propagation_server_name (const TodokuPropagationServer *server)
{
  g_autofree char *name = todoku_wording_make_visible (server->name);

  if (!server->is_authoritative && server->address == NULL)
    return g_strdup (_ ("This computer’s DNS server"));
  if (server->address == NULL)
    return g_steal_pointer (&name);

  return g_strdup_printf ("%s (%s)", name, server->address);
}

// What is missing and what is too much, term by term.
static char *
diff_sentence (const char *value, const char *expected)
{
  g_autoptr (GPtrArray) entries = todoku_propagation_diff (value, expected);
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) surplus = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuSpfDiffEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *term = todoku_wording_make_visible (entry->term);
      GString *list = entry->op == TODOKU_SPF_DIFF_ADD ? missing : surplus;

      if (entry->op != TODOKU_SPF_DIFF_KEEP)
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", term);
    }
  if (missing->len == 0)
    // Translators: the argument is a part of an SPF record.
    return g_strdup_printf (_ ("Too much there: %s"), surplus->str);
  if (surplus->len == 0)
    // Translators: the argument is a part of an SPF record.
    return g_strdup_printf (_ ("Missing there: %s"), missing->str);

  // Translators: both arguments are parts of an SPF record.
  return g_strdup_printf (_ ("Missing there: %s. Too much there: %s"), missing->str, surplus->str);
}

static char *
error_sentence (const TodokuPropagationServer *server)
{
  if (server->lacks_route)
    return g_strdup (_ ("This computer has no IPv6 and cannot ask there."));
  if (server->failure != NULL)
    return todoku_wording_failure (server->failure);
  if (server->is_authoritative && server->address == NULL)
    return g_strdup (_ ("This name has no address, so that nobody can ask it. The company that "
                        "serves the domain has to fix that."));

  return g_strdup (_ ("It answers, but does not serve this domain. The company that serves the "
                      "domain has to fix that."));
}

// Who should name the server and does not.
static const char *
delegation_sentence (const TodokuPropagationServer *server)
{
  if (!server->is_authoritative || server->is_delegated == server->is_own)
    return NULL;
  if (server->is_delegated)
    return _ ("The registry names this server for the domain, the domain’s own list does not.");

  return _ (
    "The domain’s own list names this server, the registry does not: others hardly ask it.");
}

static char *
state_sentence (const TodokuPropagationServer *server, const char *expected)
{
  if (server->cause != TODOKU_PROPAGATION_CAUSE_NONE)
    return todoku_propagation_cause_message (server->cause, server->found_at);
  if (server->state == TODOKU_PROPAGATION_ERROR)
    return error_sentence (server);
  if (server->state == TODOKU_PROPAGATION_OTHER && server->values[0] != NULL)
    return diff_sentence (server->values[0], expected);

  return NULL;
}

char *
todoku_propagation_server_sentence (const TodokuPropagationServer *server, const char *expected)
{
  const char *delegation = delegation_sentence (server);
  g_autofree char *state = state_sentence (server, expected);

  if (state == NULL || delegation == NULL)
    return state != NULL ? g_steal_pointer (&state) : g_strdup (delegation);

  return g_strdup_printf ("%s %s", state, delegation);
}

const char *
todoku_propagation_route_sentence (const TodokuPropagation *propagation)
{
  for (guint i = 0; i < propagation->servers->len; i++)
    {
      const TodokuPropagationServer *server = g_ptr_array_index (propagation->servers, i);

      if (server->lacks_route)
        return _ ("This computer has no IPv6, so the servers’ IPv6 addresses were not asked. As a "
                  "rule they lead to the same servers.");
    }

  return NULL;
}

// @seconds of an hour and more, or of a minute and more.
static char *
describe_long_time (int seconds)
{
  int hours = seconds / 3600;
  int minutes = seconds / 60 % 60;

  if (hours > 0 && minutes > 0)
    // Translators: hours and minutes.
    return g_strdup_printf (_ ("%d h %d min"), hours, minutes);
  if (hours > 0)
    // Translators: hours.
    return g_strdup_printf (_ ("%d h"), hours);
  if (seconds % 60 > 0)
    // Translators: minutes and seconds.
    return g_strdup_printf (_ ("%d min %d s"), minutes, seconds % 60);

  // Translators: minutes.
  return g_strdup_printf (_ ("%d min"), minutes);
}

char *
todoku_propagation_time_left (gint64 seconds)
{
  if (seconds >= 60)
    return describe_long_time ((int) MIN (seconds, G_MAXINT));

  // Translators: seconds.
  return g_strdup_printf (_ ("%d s"), (int) seconds);
}

// Those about what the record says.
static const char *
value_message (TodokuPropagationCause cause)
{
  switch ((int) cause)
    {
    case TODOKU_PROPAGATION_CAUSE_QUOTES:
      return _ ("The quotation marks were pasted, too, and are now part of the record. Take them "
                "out in the panel.");
    case TODOKU_PROPAGATION_CAUSE_CUT:
      return _ ("The end of the record is missing: it was not pasted whole, or the panel cut it. "
                "Paste it again, in pieces of at most 255 characters if the panel asks for that.");
    case TODOKU_PROPAGATION_CAUSE_TWICE:
      return _ ("The record was pasted twice. Leave it there once.");
    case TODOKU_PROPAGATION_CAUSE_SEVERAL:
      return _ ("The new record is there, but so is another SPF record. Two of them count as none: "
                "delete the other one.");
    case TODOKU_PROPAGATION_CAUSE_LABEL:
      return _ ("Something that does not belong to the record was pasted with it. It must begin "
                "with v=spf1.");
    case TODOKU_PROPAGATION_CAUSE_SPACES:
      return _ ("Spaces or line breaks are not where they should be. Paste the record again, on "
                "one line.");
    case TODOKU_PROPAGATION_CAUSE_CHARACTERS:
      return _ ("Some characters only look like the right ones, or cannot be seen. Copy the record "
                "again and paste it without typing.");
    case TODOKU_PROPAGATION_CAUSE_TYPING:
      return _ (
        "There is a typing error in the record. Copy it again and paste it without typing.");
    default:
      return NULL;
    }
}

static const char *
name_message (TodokuPropagationCause cause)
{
  switch ((int) cause)
    {
    case TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME:
      // Translators: the argument is a domain name.
      return _ ("The record stands at %s: the panel added the domain a second time. Leave the host "
                "field blank there, or enter what the steps say.");
    case TODOKU_PROPAGATION_CAUSE_WWW_NAME:
      // Translators: the argument is a domain name.
      return _ ("The record stands at %s. Mail needs it at the domain without www.");
    case TODOKU_PROPAGATION_CAUSE_AT_NAME:
      // Translators: the argument is a domain name.
      return _ ("The record stands at %s: this panel takes the sign @ for a name. Leave the host "
                "field blank there.");
    case TODOKU_PROPAGATION_CAUSE_ZONE_NAME:
      // Translators: the argument is a domain name.
      return _ ("The record stands at %s. It is needed at the name that stands after the @ of your "
                "mail addresses.");
    default:
      return NULL;
    }
}

char *
todoku_propagation_cause_message (TodokuPropagationCause cause, const char *found_at)
{
  const char *message = value_message (cause);
  const char *format = name_message (cause);

  if (cause == TODOKU_PROPAGATION_CAUSE_ALIAS)
    return g_strdup (_ ("This name is an alias of another one (CNAME), and cannot have a record of "
                        "its own."));
  if (format == NULL || found_at == NULL)
    return g_strdup (message);

  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);
  g_autofree char *name = todoku_wording_make_visible (found_at);

  return g_strjoinv (name, halves);
}
