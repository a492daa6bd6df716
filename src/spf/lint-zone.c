// SPDX-License-Identifier: GPL-3.0-or-later

// What the domain publishes beside the record, and whether the zone's servers all say the same.

#include "config.h"

#include "dmarc/discovery.h"
#include "dns/authority.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/wildcard.h"
#include "spf/lint-private.h"
#include "spf/statement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What goes over UDP everywhere; a larger answer needs TCP.
#define ANSWER_MAX 1232

// The octets of an answer beside name and records: header, question, OPT record (RFC 1035 4.1,
// RFC 6891 6.1.2), and those of a record beside its text.
#define ANSWER_FIXED (12 + 2 + 4 + 11)
#define RECORD_FIXED 12

// A text is cut into strings, each behind its length (RFC 1035 3.3).
#define PIECE_MAX 255

// Nobody has more mail servers who means it.
#define EXCHANGES_MAX 10

static gboolean
record_is (const TodokuDnsRecord *record, gboolean (*is_wanted) (const char *text, gsize length))
{
  gsize length;
  const char *text = todoku_dns_record_get_text (record, &length);

  return is_wanted (text, length);
}

// Whether a text of @answer is one of those that @is_wanted knows.
static gboolean
has_text (TodokuDnsAnswer *answer, gboolean (*is_wanted) (const char *text, gsize length))
{
  todoku_dns_answer_foreach (answer, record)
    if (record_is (record, is_wanted))
      return TRUE;

  return FALSE;
}

static gboolean
is_gone (TodokuSpfLint *lint)
{
  return lint->published != NULL
         && todoku_dns_answer_get_status (lint->published) == TODOKU_DNS_STATUS_NX_DOMAIN;
}

static void
report_domain (TodokuSpfLint *lint)
{
  todoku_spf_lint_report (lint, NULL, -1, lint->domain, NULL);
}

static void
check_no_domain (TodokuSpfLint *lint)
{
  if (is_gone (lint))
    report_domain (lint);
}

static void
check_no_record (TodokuSpfLint *lint)
{
  if (lint->published != NULL && lint->record == NULL && !is_gone (lint))
    report_domain (lint);
}

static void
check_several_records (TodokuSpfLint *lint)
{
  guint n = lint->published != NULL && !lint->is_proposed
              ? todoku_spf_select (lint->published)->n_records
              : 0;

  if (n > 1)
    /* Translators: the argument is a number of two or more. */
    todoku_spf_lint_add (lint, NULL, -1,
                         g_dngettext (GETTEXT_PACKAGE,
                                      "There is %u SPF record. With more than one, none of them "
                                      "works. Put them together into one, and delete the others.",
                                      "There are %u SPF records. With more than one, none of them "
                                      "works. Put them together into one, and delete the others.",
                                      n),
                         n);
}

// Whether a record is that of a host which sends for itself (RFC 7208 2.3), or of one that sends
// nothing: it is where it belongs.
static gboolean
is_of_host (TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    if (term->kind != TODOKU_SPF_TERM_ALL && !todoku_spf_term_is_network (term)
        && (term->kind != TODOKU_SPF_TERM_A || term->value != NULL))
      return FALSE;

  return TRUE;
}

// Whether an SPF record stands at @name that can be the domain's. One of a host, and one of all
// names below (*.), may be there on purpose.
static gboolean
is_misplaced (TodokuSpfLint *lint, const char *name, gboolean may_be_host)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_TXT);
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  return selection != NULL && selection->n_records > 0
         && !(may_be_host && is_of_host (selection->record));
}

// Where people put the record by mistake, as the panel adds the domain, or as other records have
// such names.
static void
check_other_names (TodokuSpfLint *lint)
{
  const struct
  {
    const char *prefix;
    gboolean may_be_host;
  } places[] = { { "www", TRUE },  { "_spf", FALSE },       { "spf", FALSE }, { "_dmarc", FALSE },
                 { "mail", TRUE }, { lint->domain, FALSE }, { "@", FALSE } };
  g_autofree char *wildcard = g_strconcat ("*.", lint->domain, NULL);
  gboolean is_reported = FALSE;

  if (lint->published == NULL || lint->record != NULL || is_gone (lint))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strconcat (places[i].prefix, ".", lint->domain, NULL);
      gboolean is_wildcards =
        todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_TXT, &lint->complete);

      if (!is_misplaced (lint, name, places[i].may_be_host || is_wildcards) || is_reported)
        continue;
      is_reported = TRUE;
      todoku_spf_lint_report (lint, NULL, -1, is_wildcards ? wildcard : name, lint->domain);
    }
}

// Whether @tree comes to the record of @name.
static gboolean
leads_to (const TodokuSpfTree *tree, const char *name)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (node->child != NULL
        && (todoku_dns_name_equal (node->term->value, name) || leads_to (node->child, name)))
      return TRUE;

  return FALSE;
}

static gboolean
has_term (TodokuSpfLint *lint, const TodokuSpfTree *tree, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    if (todoku_spf_term_equal (node->term, term, lint->domain)
        || (node->child != NULL && has_term (lint, node->child, term)))
      return TRUE;

  return FALSE;
}

// Whether the record that is published has it; one that takes its place may do without on purpose.
static gboolean
is_published (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const TodokuSpfSelection *selection =
    lint->published != NULL ? todoku_spf_select (lint->published) : NULL;

  if (selection == NULL || selection->record == NULL)
    return FALSE;
  todoku_spf_record_foreach (selection->record, other)
    if (todoku_spf_term_equal (other, term, lint->domain))
      return TRUE;

  return FALSE;
}

// What lets somebody in at @name, and stands nowhere in the record itself. An alias has no record
// of its own.
static const TodokuSpfTerm *
find_missing (TodokuSpfLint *lint, const char *name)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_TXT);
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  if (selection == NULL || selection->n_records == 0 || leads_to (lint->tree, name)
      || todoku_dns_answer_get_n_records (todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_CNAME))
           > 0
      || todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_TXT, &lint->complete))
    return NULL;
  todoku_spf_record_foreach (selection->record, term)
    if (term->kind == TODOKU_SPF_TERM_INCLUDE && term->error == NULL
        && term->qualifier == TODOKU_SPF_QUALIFIER_PASS && !has_term (lint, lint->tree, term)
        && !is_published (lint, term))
      return term;

  return NULL;
}

// Beside a record that is read, one that is not may hold what was to be added to it. Without a list
// it may be that of a host.
static void
check_unread_record (TodokuSpfLint *lint)
{
  const char *const places[] = { lint->domain, "@", "_spf", "spf", "www" };

  for (gsize i = 0; lint->tree != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strconcat (places[i], ".", lint->domain, NULL);
      const TodokuSpfTerm *term = find_missing (lint, name);

      if (term == NULL)
        continue;
      todoku_spf_lint_add (
        lint, NULL, -1,
        // Translators: the first argument is the name that another record stands at, the second the
        // domain, the third a part of that record.
        _ ("There is a second SPF record at %1$s, where receivers do not look for it. If “%3$s” in "
           "it was meant for %2$s, add that part to the record of %2$s itself."),
        name, lint->domain, term->text);
      return;
    }
}

static void
check_spf_type (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_SPF);

  if (answer == NULL || !has_text (answer, todoku_spf_text_is_record))
    return;
  todoku_spf_lint_add (lint, NULL, -1, "%s",
                       lint->record == NULL && lint->published != NULL
                         ? _ ("The SPF record is published as a record of the type SPF, which "
                              "receivers no longer read. Publish the same value as a TXT record, "
                              "and delete the one of type SPF.")
                         : _ (
                           "There is a record of the type SPF as well. Receivers no longer read "
                           "that type; only the TXT record counts. Delete the one of type SPF."));
}

// RFC 4406 3.1.
static gboolean
is_sender_id (const char *text, gsize length)
{
  static const char version[] = "spf2.0/";

  return length >= strlen (version) && g_ascii_strncasecmp (text, version, strlen (version)) == 0;
}

static void
check_sender_id (TodokuSpfLint *lint)
{
  if (lint->published == NULL || !has_text (lint->published, is_sender_id))
    return;
  todoku_spf_lint_add (
    lint, NULL, -1, "%s",
    lint->record == NULL
      ? _ (
        "There is only a record for Sender ID (spf2.0), which nobody uses any more. It is not an "
        "SPF record: those start with “v=spf1”.")
      : _ ("There is a record for Sender ID (spf2.0) as well, which nobody uses any "
           "more. It does no harm, and can be removed."));
}

static void
check_large_answer (TodokuSpfLint *lint)
{
  gsize size = ANSWER_FIXED + strlen (lint->domain);

  if (lint->is_proposed)
    size += RECORD_FIXED + lint->length + (lint->length + PIECE_MAX - 1) / PIECE_MAX;
  for (guint i = 0;
       lint->published != NULL && i < todoku_dns_answer_get_n_records (lint->published); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (lint->published, i);
      gsize length;

      // What is proposed takes the place of what is published.
      if (lint->is_proposed && record_is (record, todoku_spf_text_is_record))
        continue;
      todoku_dns_record_get_text (record, &length);
      size +=
        RECORD_FIXED + length + (record->piece_lengths != NULL ? record->piece_lengths->len : 0);
    }

  if (size > ANSWER_MAX)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (lint, NULL, -1,
                         _ (
                           "All TXT records of the domain together take about %u bytes, which some "
                           "receivers cannot read. Delete those that you no longer need."),
                         (guint) size);
}

// The term that octet @place stands in, but not as its first, or NULL.
static const TodokuSpfTerm *
find_term_across (TodokuSpfLint *lint, gsize place)
{
  todoku_spf_record_foreach (lint->record, term)
    if (term->position < place
        && memchr (lint->text + term->position, ' ', place - term->position) == NULL)
      return term;

  return NULL;
}

static void
check_seam (TodokuSpfLint *lint, gsize place)
{
  const TodokuSpfTerm *term = find_term_across (lint, place);
  gboolean in_version = term == NULL && !todoku_spf_text_is_record (lint->text, lint->length);

  if (lint->text[place - 1] == ' ' || lint->text[place] == ' ')
    return;
  if (in_version
      || (term != NULL
          && (term->error != NULL
              || todoku_spf_lint_find_repair (lint, TODOKU_SPF_REPAIR_GLUED_TERMS, place - 1,
                                              place + 1)
                   != NULL)))
    todoku_spf_lint_report (lint, term != NULL ? term->text : NULL, (int) place, NULL, NULL);
}

static void
check_broken_split (TodokuSpfLint *lint)
{
  GByteArray *pieces = lint->source != NULL ? lint->source->piece_lengths : NULL;
  gsize place = 0;

  for (guint i = 0; pieces != NULL && i + 1 < pieces->len; i++)
    {
      place += pieces->data[i];
      if (place < lint->length && pieces->data[i] > 0)
        check_seam (lint, place);
    }
}

// Whether the domain says that it takes no mail (RFC 7505).
static gboolean
has_null_mx (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *mx = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_MX);

  return todoku_dns_answer_get_n_records (mx) == 1
         && g_strcmp0 (todoku_dns_answer_get_record (mx, 0)->name, "") == 0;
}

static gboolean
has_no_mx (TodokuSpfLint *lint)
{
  return todoku_dns_answer_is_void (todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_MX));
}

// Without an MX record mail goes to the address of the domain itself (RFC 5321 5.1).
static gboolean
has_no_address (TodokuSpfLint *lint, const char *name)
{
  TodokuDnsAnswer *a = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_A);
  TodokuDnsAnswer *aaaa = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_AAAA);

  return todoku_dns_answer_is_void (a) && todoku_dns_answer_is_void (aaaa);
}

// The record is that of the name it stands for, and not the person's.
static gboolean
is_alias (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_CNAME);

  return answer == NULL || todoku_dns_answer_get_n_records (answer) > 0;
}

static gboolean
lets_nobody_send (TodokuSpfLint *lint)
{
  return todoku_spf_record_get_only_term (lint->record) != NULL && lint->all != NULL
         && lint->all->qualifier == TODOKU_SPF_QUALIFIER_FAIL;
}

// Whether it is a list that the record of the domain above leads to: no mail is sent with its name,
// and what it lets in is needed.
static gboolean
is_own_list (TodokuSpfLint *lint)
{
  const char *owner = todoku_suffix_get_organization (lint->domain);
  TodokuDnsAnswer *answer = todoku_spf_lint_ask (lint, owner, TODOKU_DNS_TYPE_TXT);
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;
  g_autoptr (TodokuSpfTree) tree = NULL;
  gboolean complete = TRUE;

  if (selection != NULL && selection->n_records == 1)
    tree = todoku_spf_tree_build (lint->facts, owner, selection->record, &complete);
  lint->complete &= complete;

  return tree != NULL && leads_to (tree, lint->domain);
}

// Where mail is sent with the domain, as its own record says.
static void
report_sender (TodokuSpfLint *lint)
{
  if (lint->record != NULL && !is_gone (lint) && !lets_nobody_send (lint) && !is_own_list (lint))
    report_domain (lint);
}

static void
check_parked (TodokuSpfLint *lint)
{
  if (has_no_mx (lint) && has_no_address (lint, lint->domain) && !is_alias (lint))
    report_sender (lint);
}

static void
check_null_mx (TodokuSpfLint *lint)
{
  if (has_null_mx (lint) && !is_alias (lint))
    report_sender (lint);
}

static gboolean
has_address (TodokuSpfLint *lint, const char *name)
{
  TodokuDnsAnswer *a = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_A);
  TodokuDnsAnswer *aaaa = todoku_spf_lint_ask (lint, name, TODOKU_DNS_TYPE_AAAA);

  return todoku_dns_answer_get_n_records (a) + todoku_dns_answer_get_n_records (aaaa) > 0;
}

static void
check_no_mx (TodokuSpfLint *lint)
{
  gboolean has_server = has_address (lint, lint->domain);
  gboolean is_implied = has_no_mx (lint) && !is_alias (lint);

  if (is_implied && has_server)
    report_sender (lint);
}

static gboolean
is_address (const char *text)
{
  TodokuDnsAddress address;

  return todoku_dns_address_parse (text, -1, &address);
}

// Whether no more than an answer for all names stands behind one below the domain.
static gboolean
is_of_wildcard (TodokuSpfLint *lint, const char *name)
{
  return todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_A, &lint->complete);
}

// The rule by which mail cannot be delivered to @exchange, or NULL; @meant is what the panel added
// the domain to.
static const char *
find_fault_of_exchange (TodokuSpfLint *lint, const char *exchange, const char *meant)
{
  gboolean is_lost;

  if (is_address (exchange) || (meant != NULL && is_address (meant)))
    return "mx-is-address";

  is_lost = has_no_address (lint, exchange);
  if (meant != NULL && (is_lost || is_of_wildcard (lint, exchange)) && has_address (lint, meant))
    return "mx-repeats-domain";

  return is_lost ? "mx-without-address" : NULL;
}

static void
check_exchanges (TodokuSpfLint *lint)
{
  TodokuDnsAnswer *mx = todoku_spf_lint_ask (lint, lint->domain, TODOKU_DNS_TYPE_MX);
  guint n_exchanges = is_alias (lint) ? 0 : todoku_dns_answer_get_n_records (mx);

  for (guint i = 0; i < MIN (n_exchanges, EXCHANGES_MAX); i++)
    {
      const char *exchange = todoku_dns_answer_get_record (mx, i)->name;
      g_autofree char *meant = todoku_dns_name_unglue (exchange, lint->domain);

      if (*exchange == '\0'
          || g_strcmp0 (find_fault_of_exchange (lint, exchange, meant), lint->current->rule.id)
               != 0)
        continue;
      // Microsoft looks for it once, and never reads mail there.
      if (strstr (exchange, ".msv1.invalid") != NULL)
        todoku_spf_lint_add (
          lint, NULL, -1,
          // Translators: the argument is the name in an MX record.
          _ ("The MX record that leads to %s only showed Microsoft that the domain is yours. No "
             "email can be delivered there. If Microsoft 365 has confirmed the domain, delete this "
             "MX record, and leave those of your email provider as they are."),
          exchange);
      else
        todoku_spf_lint_report (lint, NULL, -1, exchange, meant);
    }
}

static gboolean
discover_dmarc (TodokuSpfLint *lint, TodokuDmarcDiscovery *dmarc)
{
  gboolean is_known = todoku_dmarc_discover (lint->facts, lint->domain, dmarc);

  lint->complete = lint->complete && is_known;

  return is_known;
}

static void
check_no_dmarc (TodokuSpfLint *lint)
{
  TodokuDmarcDiscovery dmarc;

  if (discover_dmarc (lint, &dmarc) && dmarc.record == NULL && dmarc.failure == NULL
      && !is_gone (lint))
    report_domain (lint);
}

static void
check_fail_with_dmarc (TodokuSpfLint *lint)
{
  TodokuDmarcDiscovery dmarc;

  if (!discover_dmarc (lint, &dmarc) || lint->all == NULL
      || lint->all->qualifier != TODOKU_SPF_QUALIFIER_FAIL || lets_nobody_send (lint))
    return;

  g_autofree char *policy = todoku_dmarc_discovery_dup_policy (&dmarc);

  if (policy != NULL && !g_str_equal (policy, "none"))
    todoku_spf_lint_report_term (lint, lint->all, NULL);
}

// Only a resolver that checks can tell. Most top-level domains are signed: where ours is, and the
// answer for it was checked, the domain's own answer would have been, too.
static void
check_no_dnssec (TodokuSpfLint *lint)
{
  const char *dot = strrchr (lint->domain, '.');
  TodokuDnsAnswer *top =
    dot != NULL ? todoku_spf_lint_ask (lint, dot + 1, TODOKU_DNS_TYPE_SOA) : NULL;

  if (top != NULL && todoku_dns_answer_is_authenticated (top) && lint->published != NULL
      && !todoku_dns_answer_is_authenticated (lint->published) && !is_gone (lint))
    report_domain (lint);
}

// Whether two of those that disagree are no copies of one another.
static gboolean
are_apart (TodokuSpfLint *lint, const char *zone, GPtrArray *statements)
{
  gboolean found = FALSE;

  for (guint i = 1; i < statements->len; i++)
    {
      const TodokuSpfStatement *first = g_ptr_array_index (statements, 0);
      const TodokuSpfStatement *other = g_ptr_array_index (statements, i);

      found |= todoku_dns_authority_servers_are_apart (lint->facts, zone, first->servers->pdata[0],
                                                       other->servers->pdata[0], &lint->complete);
    }

  return found;
}

static void
check_servers (TodokuSpfLint *lint)
{
  g_autoptr (TodokuDnsAuthority) authority = NULL;

  if (!lint->asks_servers || is_gone (lint))
    return;
  if (!todoku_dns_authority_find (lint->facts, lint->domain, lint->port, &authority))
    lint->complete = FALSE;

  g_autoptr (GPtrArray) statements =
    todoku_spf_statements_collect (lint->facts, authority->servers, lint->domain, 0,
                                   &lint->complete);
  g_autofree char *difference = todoku_spf_statements_describe (statements);

  if (are_apart (lint, authority->zone, statements))
    todoku_spf_lint_add (
      lint, NULL, -1,
      // Translators: the argument is a list of name servers, with what each of them gives.
      _ (
        "The domain’s name servers belong to two companies and disagree, so receivers get "
        "different answers. %s. What is entered at one company does not reach the other: enter the "
        "same at both, or have the name servers of one removed from the domain."),
      difference);
  else if (statements->len > 1)
    todoku_spf_lint_report (lint, NULL, -1, difference, NULL);
}

// clang-format off
static const TodokuSpfLintCheck checks[] = {
  { { "no-domain", ERROR (DNS) }, .check = check_no_domain,
    /* Translators: the argument is a domain name. */
    .message = N_ ("The domain %s is not in the DNS. Check the spelling; an expired domain looks like this, too.") },
  { { "no-record", ERROR (DNS) }, .check = check_no_record,
    /* Translators: the argument is a domain name. */
    .message = N_ ("%s has no SPF record, so receivers cannot tell who may send its email. Publish one as a TXT record.") },
  { { "several-records", ERROR (DNS) }, .check = check_several_records },
  { { "record-at-other-name", ERROR (DNS) }, .check = check_other_names,
    /* Translators: both arguments are domain names. */
    .message = N_ ("There is an SPF record at %s, where receivers do not look for it. It has to be "
                   "published at %s itself.") },
  { { "unread-record", WARNING (DNS) }, .check = check_unread_record },
  { { "spf-type-record", WARNING (DNS) }, .check = check_spf_type },
  { { "sender-id-record", NOTE (DNS) }, .check = check_sender_id },
  { { "broken-split", ERROR (DNS) }, .check = check_broken_split,
    .message = N_ ("The record is published in several strings, and a space is missing where two of them meet. Start the second one with a space.") },
  { { "large-answer", WARNING (DNS) }, .check = check_large_answer },
  { { "parked-domain", WARNING (DNS) }, .check = check_parked,
    /* Translators: the argument is a domain name. */
    .message = N_ ("%s accepts no email. If it sends none either, “v=spf1 -all” is the right record: nobody may send in its name.") },
  { { "takes-no-mail", WARNING (DNS) }, .check = check_null_mx,
    // Translators: the argument is a domain name.
    .message = N_ ("The MX record of %s says that it accepts no email (null MX), but its SPF record lets servers send. Replies cannot reach you, and some receivers refuse email from such a domain. Replace it with the MX record of your email provider; if you send no email with this domain, “v=spf1 -all” is the right SPF record.") },
  { { "no-mx", NOTE (DNS) }, .check = check_no_mx,
    // Translators: the argument is a domain name.
    .message = N_ ("%s has no MX record, so email to it goes to the server of the website. If your email is at another company, add the MX record that your email provider gives you.") },
  { { "mx-is-address", WARNING (DNS) }, .check = check_exchanges,
    // Translators: the argument is what stands in the MX record, an IP address.
    .message = N_ ("The MX record has an IP address, “%s”, where the name of a mail server has to be, so email to you cannot be delivered there. Replace it with the name that your email provider gives you.") },
  { { "mx-repeats-domain", WARNING (DNS) }, .check = check_exchanges,
    // Translators: both arguments are the names of mail servers.
    .message = N_ ("The MX record leads to %s, where your email does not arrive: your domain was added to the end of the name. It has to lead to %s. Some control panels want a dot at the end of such a name.") },
  { { "mx-without-address", WARNING (DNS) }, .check = check_exchanges,
    // Translators: the argument is the name of a mail server.
    .message = N_ ("The MX record leads to %s, which has no address in the DNS, so email to you cannot be delivered there. Compare it, letter by letter, with what your email provider gives you.") },
  { { "servers-differ", WARNING (DNS) }, .check = check_servers,
    // Translators: the argument is a list of name servers, with what each of them gives.
    .message = N_ ("The domain’s name servers disagree, so receivers get different answers. %s. A change can take a while to reach all of them; if it stays like this, tell your DNS provider.") },
  { { "no-dmarc", NOTE (DNS) }, .check = check_no_dmarc,
    .message = N_ ("There is no DMARC record yet. DMARC tells receivers what to do with email that fails the checks. It can wait until SPF works.") },
  { { "fail-with-dmarc", NOTE (DNS) }, .check = check_fail_with_dmarc,
    .message = N_ ("Your DMARC record already makes receivers refuse forged email. With it, “~all” is the better end: with “-all”, some receivers refuse forwarded email before they look at its signature (DKIM).") },
  { { "no-dnssec", NOTE (DNS) }, .check = check_no_dnssec,
    /* Translators: the argument is a domain name. */
    .message = N_ ("%s is not signed with DNSSEC, which protects its records from being changed on the way. Email arrives without it. If your control panel has a setting for it, you may turn it on.") },
};
// clang-format on

const TodokuSpfLintTable todoku_spf_lint_zone = { checks, G_N_ELEMENTS (checks) };
