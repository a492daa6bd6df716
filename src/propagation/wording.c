// SPDX-License-Identifier: GPL-3.0-or-later

#include "propagation/wording.h"

#include "base/diff.h"
#include "checkup/wording.h"
#include "config.h"
#include "dkim/key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
todoku_propagation_state_label (TodokuPropagationState state)
{
  static const char *const labels[] = {
    // Translators: of a DNS server that is being asked.
    [TODOKU_PROPAGATION_PENDING] = N_ ("Checking…"),
    // Translators: of a DNS server: it has the new record.
    [TODOKU_PROPAGATION_NEW] = N_ ("New value"),
    // Translators: of a DNS server.
    [TODOKU_PROPAGATION_OLD] = N_ ("Still the old value"),
    // Translators: of a DNS server: neither the new record nor the old one.
    [TODOKU_PROPAGATION_OTHER] = N_ ("A different value"),
    // Translators: of a DNS server.
    [TODOKU_PROPAGATION_MISSING] = N_ ("No such record"),
    // Translators: of a DNS server: it has neither the old record any more nor the new one.
    [TODOKU_PROPAGATION_DELETED] = N_ ("The old value is gone"),
    // Translators: of a DNS server: it could not be asked.
    [TODOKU_PROPAGATION_ERROR] = N_ ("No answer"),
  };

  return _ (labels[state]);
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

static char *
join (const char *sentence, const char *next)
{
  // Translators: two sentences.
  return g_strdup_printf (C_ ("sentences", "%s %s"), sentence, next);
}

// What is missing and what is too much, term by term.
static void
list_differences (const TodokuPropagation *propagation,
                  const TodokuPropagationServer *server,
                  GString *missing,
                  GString *surplus)
{
  g_autoptr (GPtrArray) entries =
    todoku_propagation_diff (server->values[0], propagation->expected, propagation->name);

  todoku_list_foreach (const TodokuDiffEntry, entry, entries)
    {
      g_autofree char *term = todoku_wording_make_visible (entry->term);
      GString *list = entry->op == TODOKU_DIFF_ADD ? missing : surplus;

      if (entry->op != TODOKU_DIFF_KEEP)
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", term);
    }
}

// How the record differs from the one that is wanted.
static char *
difference_sentence (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) surplus = g_string_new (NULL);

  if (todoku_propagation_is_any_key (propagation->expected)
      && todoku_dkim_key_find_private (server->values[0], strlen (server->values[0])) >= 0)
    return g_strdup (_ ("This is the private key, which nobody but your email provider may see: "
                        "anyone who has it can sign email in your name. Remove it at once, make a "
                        "new key, and publish its public half."));
  if (todoku_propagation_is_any_key (propagation->expected))
    return g_strdup (_ ("Receivers cannot check a signature with this key. Show it again in your "
                        "email provider’s control panel, and paste all of it as one value."));

  list_differences (propagation, server, missing, surplus);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_ANOTHER_ORDER)
    return g_strdup (_ ("All parts of the new value are there, but in a different order, and in "
                        "this value the order matters."));
  if (server->cause == TODOKU_PROPAGATION_CAUSE_MORE_TERMS)
    // Translators: the argument is a part of a record.
    return g_strdup_printf (_ ("Everything that is needed is there, but so is something else: %s."),
                            surplus->str);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_ANOTHER_END && missing->len > 0 && surplus->len > 0)
    // Translators: both arguments are the last part of an SPF record, as "-all" and "~all".
    return g_strdup_printf (
      _ ("All parts of the new value are there, but it ends with %s, not with %s."), surplus->str,
      missing->str);
  if (missing->len == 0)
    // Translators: the argument is a part of an SPF record.
    return g_strdup_printf (_ ("Extra: %s."), surplus->str);
  if (surplus->len == 0)
    // Translators: the argument is a part of an SPF record.
    return g_strdup_printf (_ ("Missing: %s."), missing->str);

  // Translators: both arguments are parts of an SPF record.
  return g_strdup_printf (_ ("Missing: %s. Extra: %s."), missing->str, surplus->str);
}

static gboolean
has_answer (const TodokuPropagation *propagation)
{
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    if (server->received > 0 && server->state != TODOKU_PROPAGATION_ERROR)
      return TRUE;

  return FALSE;
}

static char *
error_sentence (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  if (server->lacks_route)
    return g_strdup (_ ("This computer has no IPv6 and cannot check there."));
  // Where others answer, this computer is connected.
  if (server->failure != NULL && has_answer (propagation)
      && todoku_dns_answer_get_status (server->failure) == TODOKU_DNS_STATUS_UNREACHABLE)
    return g_strdup (_ ("It could not be reached from here."));
  if (server->failure != NULL)
    return todoku_wording_failure (server->failure);
  if (server->is_authoritative && server->address == NULL)
    return g_strdup (_ ("This name has no address, so nobody can reach it. The company that serves "
                        "the domain has to fix that."));

  return g_strdup (_ ("It answers, but does not serve this domain. The company that serves the "
                      "domain has to fix that."));
}

// What the record itself has become, and how to mend it.
static const char *const slips[] = {
  [TODOKU_PROPAGATION_CAUSE_QUOTES] = N_ ("The quotation marks were pasted, too, and are now part "
                                          "of the record. Remove them in the control panel."),
  [TODOKU_PROPAGATION_CAUSE_BACKSLASHES] =
    N_ ("There are backslashes (\\) in the record, for example before semicolons. Remove them in "
        "the control panel."),
  [TODOKU_PROPAGATION_CAUSE_PARTED] =
    N_ ("The record is there in two pieces, each as a record of its own. Put both into one record, "
        "with nothing between them, and delete the second."),
  [TODOKU_PROPAGATION_CAUSE_CUT] =
    N_ ("The end of the record is missing: it was not pasted whole, or the control panel cut it. "
        "Paste it again, in pieces of at most 255 characters if the control panel asks for that."),
  [TODOKU_PROPAGATION_CAUSE_TWICE] = N_ ("The record was pasted twice. Keep only one."),
  [TODOKU_PROPAGATION_CAUSE_LABEL] =
    N_ ("Something that does not belong to the record was pasted with it. Remove everything before "
        "and after the value that you copied."),
  [TODOKU_PROPAGATION_CAUSE_SPACES] =
    N_ ("Spaces or line breaks are not where they should be. Paste the record again, on "
        "one line."),
  [TODOKU_PROPAGATION_CAUSE_CHARACTERS] =
    N_ ("Some characters only look like the right ones, or are invisible. Copy the record again, "
        "and paste it without typing."),
  [TODOKU_PROPAGATION_CAUSE_TYPING] =
    N_ ("There is a typing error in the record. Copy it again and paste it without typing."),
  [TODOKU_PROPAGATION_CAUSE_ORIGIN] =
    N_ ("Your own domain was added to a name in the record. Remove it in the control panel; if it "
        "comes back, the control panel adds it automatically: ask that company how to prevent it."),
  [TODOKU_PROPAGATION_CAUSE_SEVERAL] =
    N_ ("The new value is there, but so is another record for the same purpose. With two, neither "
        "works: delete the other one."),
  [TODOKU_PROPAGATION_CAUSE_TEXT_BESIDE] =
    N_ ("The new value is there, but so is another text with the same name, and some receivers "
        "then use neither. Delete the other text."),
  [TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER] =
    N_ ("There are several records for the same purpose, so none of them works, and none of them "
        "is the new one. Replace one with the new value, and delete the others."),
  [TODOKU_PROPAGATION_CAUSE_SPF_TYPE] =
    N_ ("The record was saved with the type SPF, which nobody reads any more. Add the same "
        "value with the type TXT."),
  [TODOKU_PROPAGATION_CAUSE_WILDCARD_NAME] = NULL, // the last of them
};

// What belongs in the field for the name, where the panel adds the domain.
static char *
host_field_sentence (const TodokuPropagation *propagation)
{
  const char *zone = propagation->authority->zone;
  gsize length = strlen (propagation->name);

  if (zone == NULL || length <= strlen (zone))
    return g_strdup (_ ("Leave the host field blank there, or enter what the steps say."));

  g_autofree char *host = g_strndup (propagation->name, length - strlen (zone) - 1);

  // Translators: the argument is the first part of a domain name, as "_dmarc".
  return g_strdup_printf (_ ("Enter only %s in the host field there."), host);
}

// What happened to the name, where the panel took it for another one; or NULL.
static const char *
get_name_slip (TodokuPropagationCause cause)
{
  if (cause == TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME)
    return _ ("The control panel added the domain a second time.");
  if (cause == TODOKU_PROPAGATION_CAUSE_AT_NAME)
    return _ ("This control panel reads @ as a name.");

  return NULL;
}

// That the record stands at another name, and where it belongs.
static char *
name_sentence (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  g_autofree char *name = todoku_wording_make_visible (server->found_at);
  const char *slip = get_name_slip (server->cause);

  if (server->cause == TODOKU_PROPAGATION_CAUSE_ALIAS
      && (g_ascii_strncasecmp (name, "v=", 2) == 0
          || strcasestr (name, propagation->expected) != NULL))
    // Translators: the argument is what was entered.
    return g_strdup_printf (_ ("The type CNAME was chosen, so the value counts as the name of a "
                               "server (%s). Delete this record, and add the value with the type "
                               "TXT."),
                            name);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_ALIAS)
    // Translators: both arguments are the same domain name.
    return g_strdup_printf (_ ("This name is an alias of %s (CNAME), and cannot have a record of "
                               "its own: anyone who looks it up gets the record of %s. Waiting "
                               "does not help; ask the company that told you to set up the alias."),
                            name, name);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_WILDCARD_NAME)
    // Translators: the first argument is a name as "*.shop.example", the second a domain name.
    return g_strdup_printf (_ ("The record is at %s: the host field there is *, which means "
                               "every name below. It is needed at %s."),
                            name, propagation->name);
  if (slip == NULL)
    // Translators: both arguments are domain names.
    return g_strdup_printf (_ ("The record is at %s. It is needed at %s."), name,
                            propagation->name);

  // Translators: the argument is a domain name.
  g_autofree char *place = g_strdup_printf (_ ("The record is at %s."), name);
  g_autofree char *happened = join (place, slip);
  g_autofree char *field = host_field_sentence (propagation);

  return join (happened, field);
}

// What is to be said of the state, beside its label.
static char *
state_sentence (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  if (server->state == TODOKU_PROPAGATION_ERROR)
    return error_sentence (propagation, server);
  if (server->cause == TODOKU_PROPAGATION_CAUSE_EQUIVALENT)
    return g_strdup (_ ("It is written differently from the new value, but means the same."));
  if (server->cause == TODOKU_PROPAGATION_CAUSE_LEFTOVER)
    return g_strdup (_ ("It works. What comes after the new value, such as the old one, has no "
                        "effect: remove it when you have time."));
  if (propagation->is_live && server->state == TODOKU_PROPAGATION_MISSING)
    return g_strdup (_ ("It still remembers that there was no such record, and picks up the new "
                        "value automatically. Just wait."));
  if (propagation->is_live && server->state == TODOKU_PROPAGATION_OTHER)
    return g_strdup (
      _ ("It still remembers the old value, and picks up the new one automatically. Just wait."));
  if (server->found_at != NULL)
    return name_sentence (propagation, server);
  if (slips[server->cause] != NULL)
    return g_strdup (_ (slips[server->cause]));

  return server->state == TODOKU_PROPAGATION_OTHER ? difference_sentence (propagation, server)
                                                   : NULL;
}

// Whether what it gives can be the record from before, or one on its way, by the looks of it.
static gboolean
may_be_old (const TodokuPropagationServer *server)
{
  return server->cause == TODOKU_PROPAGATION_CAUSE_NONE
         || server->cause == TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER
         || (server->cause >= TODOKU_PROPAGATION_CAUSE_MORE_TERMS
             && server->cause <= TODOKU_PROPAGATION_CAUSE_ANOTHER_ORDER);
}

static gboolean
needs_change (const TodokuPropagation *propagation, const TodokuPropagationServer *server)
{
  if (!server->is_authoritative || server->state == TODOKU_PROPAGATION_NEW)
    return FALSE;
  if (!may_be_old (server) || server->is_apart)
    return TRUE;

  // Once one of them has the new record, the others may only be behind.
  return propagation->n_new == 0
         && (server->state == TODOKU_PROPAGATION_OTHER
             || server->state == TODOKU_PROPAGATION_DELETED);
}

// The first name server at which waiting alone does not help, as far as that is known; or NULL.
static const TodokuPropagationServer *
find_wrong (const TodokuPropagation *propagation)
{
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    if (needs_change (propagation, server))
      return server;

  return NULL;
}

// Whether the new record shows in what it gives, or stands at another name.
static gboolean
is_alike (const TodokuPropagationServer *server)
{
  return server->cause != TODOKU_PROPAGATION_CAUSE_NONE
         && server->cause != TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER;
}

static gboolean
is_gone (const TodokuPropagationServer *wrong)
{
  return wrong->state == TODOKU_PROPAGATION_DELETED && !wrong->is_apart && !is_alike (wrong);
}

TodokuPropagationProgress
todoku_propagation_get_progress (const TodokuPropagation *propagation)
{
  const TodokuPropagationServer *wrong = find_wrong (propagation);

  if (propagation->is_live)
    return TODOKU_PROPAGATION_PROGRESS_LIVE;
  if (wrong != NULL)
    return is_gone (wrong) ? TODOKU_PROPAGATION_PROGRESS_GONE
                           : TODOKU_PROPAGATION_PROGRESS_MISTAKEN;
  if (propagation->n_authoritative == 0)
    return TODOKU_PROPAGATION_PROGRESS_SILENT;

  return TODOKU_PROPAGATION_PROGRESS_WAITING;
}

// Whether it has what was there before, and nobody brings it anything else.
static gboolean
is_left_out (const TodokuPropagationServer *wrong)
{
  return wrong->is_apart && may_be_old (wrong);
}

static const char *
find_name_of_new (const TodokuPropagation *propagation)
{
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    if (server->is_authoritative && server->state == TODOKU_PROPAGATION_NEW)
      return server->name;

  return "";
}

static const char *
wrong_headline (const TodokuPropagation *propagation, const TodokuPropagationServer *wrong)
{
  if (is_left_out (wrong))
    return _ ("The new value is only at one of two companies.");
  if (wrong->cause == TODOKU_PROPAGATION_CAUSE_ALIAS)
    return _ ("The name is an alias, and cannot have a record of its own.");
  if (is_gone (wrong))
    return _ ("The old value is gone, and the new one is not there.");
  if (!is_alike (wrong) || (may_be_old (wrong) && !propagation->knows_old))
    return _ ("A different value is there, not the new one.");

  return _ ("The record is there, but not as it should be.");
}

// What to do where another record is there, or none. That it is the one from before is sure only
// where that is known.
static char *
wrong_explanation (const TodokuPropagation *propagation, const TodokuPropagationServer *wrong)
{
  g_autofree char *sentence = state_sentence (propagation, wrong);

  if (is_left_out (wrong))
    // Translators: two names of servers, then the second of them again.
    return g_strdup_printf (
      _ ("The name servers belong to two companies: %s has the new value, and %s does not. What is "
         "entered at one company does not reach the other. Enter it at the company that %s belongs "
         "to as well, or have its name servers removed from the domain."),
      find_name_of_new (propagation), wrong->name, wrong->name);
  if (sentence == NULL)
    return g_strdup (_ ("The old value has been deleted, but the new one is not there. Do not just "
                        "wait: check in the control panel whether the new value was saved, and add "
                        "it as a TXT record if it was not."));
  if (!may_be_old (wrong) || wrong->cause == TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER)
    return g_steal_pointer (&sentence);
  if (propagation->knows_old)
    return join (sentence, _ ("It is not the old value either, so waiting does not help: replace "
                              "the whole record with the new value."));

  return join (sentence, _ ("Waiting helps only if this is the old value. If it is not, replace "
                            "the whole record with the new value."));
}

char *
todoku_propagation_headline (const TodokuPropagation *propagation)
{
  const TodokuPropagationServer *wrong = find_wrong (propagation);

  if (propagation->is_live)
    return g_strdup (_ ("The new value is live."));
  if (wrong != NULL)
    return g_strdup (wrong_headline (propagation, wrong));
  if (propagation->n_authoritative == 0)
    return g_strdup (_ ("None of the domain’s name servers has answered."));
  if (propagation->n_new == 0)
    return g_strdup (_ ("The new value is not there yet."));

  /* Translators: the first number is how many name servers have the new record, the second how
   * many there are. */
  return g_strdup_printf (_ ("%u of %u name servers have the new value."), propagation->n_new,
                          propagation->n_authoritative);
}

// Whether none answered, or only those that cannot be reached from everywhere.
static const char *
explain_silence (const TodokuPropagation *propagation)
{
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    if (server->state == TODOKU_PROPAGATION_NEW)
      return _ ("Public DNS servers have the new value already, so it is published. The network "
                "here may not let this computer ask name servers directly.");
  if (has_answer (propagation))
    return _ ("Public DNS servers answer, and do not have the new value yet. Check again in a "
              "while.");

  return _ ("This says nothing about the record. Is this computer connected to the internet?");
}

char *
todoku_propagation_explanation (const TodokuPropagation *propagation)
{
  const TodokuPropagationServer *wrong = find_wrong (propagation);

  if (propagation->is_live)
    return g_strdup (_ ("Every name server of the domain that answers gives it. Servers that still "
                        "remember the old value pick up the new one automatically."));
  if (wrong != NULL)
    return wrong_explanation (propagation, wrong);
  if (propagation->n_authoritative == 0)
    return g_strdup (explain_silence (propagation));
  if (propagation->n_new > 0)
    return g_strdup (_ ("The others pick it up automatically, mostly within an hour."));

  if (propagation->knows_old)
    return g_strdup (_ ("If you have saved it in the control panel, it may take some time until it "
                        "is published. Just wait."));

  return g_strdup (_ ("If you have just saved it in the control panel, it may take some time until "
                      "it is published. If it still does not appear, check there that it was saved "
                      "as a TXT record and under the right name."));
}

char *
todoku_propagation_server_sentence (const TodokuPropagation *propagation,
                                    const TodokuPropagationServer *server)
{
  const char *delegation = NULL;
  g_autofree char *state = state_sentence (propagation, server);

  // Who should name the server and does not.
  if (server->is_authoritative && server->is_delegated != server->is_own)
    delegation =
      server->is_delegated
        ? _ ("The registry names this server for the domain, but the domain’s own list does not.")
        : _ ("The domain’s own list names this server, but the registry does not: it is hardly "
             "ever used.");
  if (state == NULL || delegation == NULL)
    return state != NULL ? g_steal_pointer (&state) : g_strdup (delegation);

  return join (state, delegation);
}

const char *
todoku_propagation_route_sentence (const TodokuPropagation *propagation)
{
  todoku_list_foreach (const TodokuPropagationServer, server, propagation->servers)
    if (server->lacks_route)
      return _ ("This computer has no IPv6, so the servers’ IPv6 addresses were not checked. "
                "They usually lead to the same servers.");

  return NULL;
}

char *
todoku_propagation_time_left (gint64 left)
{
  int seconds = (int) MIN (left, G_MAXINT);
  int hours = seconds / 3600;
  int minutes = seconds / 60 % 60;

  if (hours > 0 && minutes > 0)
    // Translators: hours and minutes.
    return g_strdup_printf (_ ("%d h %d min"), hours, minutes);
  if (hours > 0)
    // Translators: hours.
    return g_strdup_printf (_ ("%d h"), hours);
  if (minutes > 0 && seconds % 60 > 0)
    // Translators: minutes and seconds.
    return g_strdup_printf (_ ("%d min %d s"), minutes, seconds % 60);
  if (minutes > 0)
    // Translators: minutes.
    return g_strdup_printf (_ ("%d min"), minutes);

  // Translators: seconds.
  return g_strdup_printf (_ ("%d s"), seconds);
}
