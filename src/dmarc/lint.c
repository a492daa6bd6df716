// SPDX-License-Identifier: GPL-3.0-or-later

// The table of rules, and all of them.

#include "dmarc/lint.h"

#include "config.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/wildcard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Of a record with more addresses the DNS is not asked about each.
#define ADDRESSES_MAX 10

typedef struct
{
  const char *id;
  const char *text;
  TodokuDmarcRecord *record;
  TodokuDnsFacts *facts;
  const char *domain;
  const TodokuDmarcDiscovery *discovery;
  TodokuDmarcPlace *place;
  gboolean complete;
  GPtrArray *findings;
} Lint;

// A rule looks at the text, once; at each tag; or at what the DNS says.
typedef struct
{
  const char *id;
  TodokuSeverity severity;
  void (*check) (Lint *lint);
  void (*check_tag) (Lint *lint, const TodokuTag *tag);
  void (*check_domain) (Lint *lint);
} Rule;

static void add (Lint *lint, const char *term, int position, const char *format, ...)
  G_GNUC_PRINTF (4, 5);

static void
add_tag (Lint *lint, const TodokuTag *tag, const char *message)
{
  add (lint, tag->text, (int) tag->position, "%s", message);
}

static const TodokuTag *
find_tag (Lint *lint, const char *name)
{
  return todoku_tag_list_find (lint->record->tags, name);
}

static void
check_character (Lint *lint, char character, const char *message)
{
  const char *found = memchr (lint->text, character, lint->record->length);

  if (found != NULL)
    add (lint, NULL, (int) (found - lint->text), "%s", message);
}

static void
check_quotes (Lint *lint)
{
  check_character (lint, '"',
                   _ ("There are quotation marks in the value itself. Enter it without them."));
}

static void
check_backslashes (Lint *lint)
{
  check_character (lint, '\\',
                   _ ("There are backslashes (\\) in the value, for example before semicolons. "
                      "Enter it without them."));
}

static void
check_non_ascii (Lint *lint)
{
  for (gsize i = 0; i < lint->record->length; i++)
    if (lint->text[i] != '\t' && !g_ascii_isprint (lint->text[i]))
      {
        add (lint, NULL, (int) i,
             _ ("There is a character in the value that no record may have, such as a full-width "
                "one. Type the value again in half-width letters."));
        return;
      }
}

// The version and what follows it, without a semicolon between them.
static gboolean
is_glued (const TodokuTag *version)
{
  return g_str_has_prefix (version->value, "DMARC1") && version->value[strlen ("DMARC1")] != '\0'
         && !g_ascii_isalnum (version->value[strlen ("DMARC1")]);
}

static void
check_version (Lint *lint)
{
  const TodokuTag *version = find_tag (lint, "v");

  if (lint->record->is_record)
    return;
  if (version != NULL && is_glued (version))
    add (lint, version->text, (int) (version->value_position + strlen ("DMARC1")),
         _ ("A semicolon is missing after “v=DMARC1”, so receivers do not read this as a DMARC "
            "record."));
  else if (version != NULL && g_str_equal (version->value, "DMARC1"))
    add_tag (lint, version,
             _ ("“v=DMARC1” must come first; as it is, receivers ignore the record."));
  else
    add (lint, version != NULL ? version->text : NULL,
         version != NULL ? (int) version->position : 0,
         _ ("The record must start with “v=DMARC1;”, in capitals; as it is, receivers ignore it."));
}

static void
check_repeated (Lint *lint)
{
  const TodokuTag *tag = todoku_tag_list_find_repeated (lint->record->tags);

  if (tag != NULL)
    add_tag (lint, tag, _ ("This tag appears twice. Keep only one."));
}

static void
check_syntax (Lint *lint, const TodokuTag *tag)
{
  if (tag->name == NULL && strchr (tag->text, ':') != NULL)
    add_tag (lint, tag, _ ("Put “=”, not “:”, between the name of a tag and its value."));
  else if (tag->name == NULL || *tag->name == '\0')
    add_tag (lint, tag,
             _ ("Each part between semicolons must be a name, “=” and a value; receivers ignore "
                "this one."));
}

static void
check_value (Lint *lint, const TodokuTag *tag)
{
  TodokuDmarcTagKind kind = todoku_dmarc_tag_get_kind (tag);

  if (kind == TODOKU_DMARC_TAG_VERSION || tag->name == NULL || todoku_dmarc_tag_is_valid (tag))
    return;
  if (kind == TODOKU_DMARC_TAG_POLICY)
    add (lint, tag->text, (int) tag->value_position,
         /* Translators: the argument is a part of the record, as “p=rejct”. */
         _ ("Receivers do not understand “%s”: it can be none, quarantine or reject."), tag->text);
  else
    /* Translators: the argument is a part of the record, as “adkim=x”. */
    add (lint, tag->text, (int) tag->value_position,
         _ ("This tag cannot have the value of “%s”, so receivers ignore it."), tag->text);
}

static void
check_no_policy (Lint *lint)
{
  if (lint->record->is_record && find_tag (lint, "p") == NULL)
    add (lint, NULL, -1,
         _ ("There is no “p=”. Newer receivers read that as “p=none”, older ones ignore the whole "
            "record. Write “p=none” after “v=DMARC1;”."));
}

static void
check_policy_order (Lint *lint)
{
  const TodokuTag *policy = find_tag (lint, "p");

  if (lint->record->is_record && policy != NULL
      && policy != g_ptr_array_index (lint->record->tags, 1))
    add_tag (lint, policy,
             _ ("Older receivers look for “p=” right after “v=DMARC1;”. For newer ones, the order "
                "does not matter."));
}

static gboolean
is_report_tag (const TodokuTag *tag)
{
  return todoku_dmarc_tag_get_kind (tag) == TODOKU_DMARC_TAG_ADDRESSES;
}

static void
check_addresses (Lint *lint, const TodokuTag *tag)
{
  g_auto (GStrv) addresses = is_report_tag (tag) ? todoku_dmarc_list_addresses (tag) : NULL;

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      g_autofree char *domain = todoku_dmarc_address_dup_domain (addresses[i]);
      gboolean is_mail = todoku_dmarc_is_mail_address (addresses[i]);

      if (domain != NULL)
        continue;
      if (is_mail && g_str_equal (lint->id, "no-mailto"))
        /* Translators: both arguments are a mail address. */
        add (lint, tag->text, (int) tag->value_position,
             _ ("“mailto:” is missing before %s, so nobody sends reports there. Write "
                "“mailto:%s”."),
             addresses[i], addresses[i]);
      else if (!is_mail && g_str_equal (lint->id, "bad-report-address"))
        /* Translators: the argument is what stands in place of an address. */
        add (lint, tag->text, (int) tag->value_position,
             _ ("Reports cannot be sent to “%s”; it must look like mailto:dmarc@example.com."),
             addresses[i]);
    }
}

static void
check_test (Lint *lint)
{
  if (lint->record->is_test)
    add_tag (lint, find_tag (lint, "t"),
             _ ("“t=y” asks receivers only to test the policy, not to apply it."));
}

static void
check_retired (Lint *lint, const TodokuTag *tag)
{
  if (todoku_dmarc_tag_get_kind (tag) != TODOKU_DMARC_TAG_RETIRED)
    return;
  if (g_str_equal (tag->name, "pct"))
    add_tag (lint, tag,
             _ ("“pct” is no longer used: newer receivers apply the policy to all email."));
  else
    add_tag (lint, tag, _ ("This tag is no longer used, and newer receivers ignore it."));
}

static void
check_unknown (Lint *lint, const TodokuTag *tag)
{
  g_autofree char *lower = tag->name != NULL ? g_ascii_strdown (tag->name, -1) : NULL;
  const TodokuTag lowered = { .name = lower };

  if (lower == NULL || *lower == '\0'
      || todoku_dmarc_tag_get_kind (tag) != TODOKU_DMARC_TAG_UNKNOWN)
    return;
  if (todoku_dmarc_tag_get_kind (&lowered) != TODOKU_DMARC_TAG_UNKNOWN)
    add_tag (lint, tag, _ ("The names of tags are lowercase; receivers ignore this one."));
  else
    add_tag (lint, tag, _ ("Receivers do not know this tag and ignore it."));
}

static void
check_unused_options (Lint *lint, const TodokuTag *tag)
{
  if (todoku_dmarc_tag_get_kind (tag) == TODOKU_DMARC_TAG_OPTIONS && find_tag (lint, "ruf") == NULL)
    add_tag (lint, tag,
             _ ("“fo” is only about the reports that “ruf” asks for, and there is no "
                "“ruf”. It does no harm."));
}

// The DNS.

static TodokuDnsAnswer *
ask (Lint *lint, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (lint->facts, name, type, &lint->complete);
}

static void
check_failure (Lint *lint)
{
  const TodokuDmarcDiscovery *discovery = lint->discovery;

  if (discovery->failure != NULL)
    /* Translators: the name of a record, then a code, as "timed-out". */
    add (
      lint, NULL, -1,
      _ (
        "It could not be read whether there is a DMARC record at _dmarc.%s (%s). Try again later."),
      discovery->failed_at,
      todoku_dns_status_get_id (todoku_dns_answer_get_status (discovery->failure)));
}

static void
check_several (Lint *lint)
{
  if (lint->discovery->n_records > 1)
    /* Translators: a number, then a domain. */
    add (lint, NULL, -1,
         _ ("There are %u DMARC records at _dmarc.%s, so none of them works. Keep only one."),
         lint->discovery->n_records, lint->discovery->found_at);
}

// A policy whose version was left out.
static gboolean
is_bare_policy (const char *text)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));

  return todoku_tag_list_find (record->tags, "v") == NULL
         && record->policy != TODOKU_DMARC_POLICY_UNSET;
}

// Whether a text is meant for a DMARC record; where only such belong, by less.
static gboolean
is_meant (const char *text, gboolean is_in_place)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_ascii_strdown (plain != NULL ? plain : text, -1);

  return g_str_has_prefix (lower, "v=dmarc")
         || (is_in_place && (strstr (lower, "dmarc") != NULL || is_bare_policy (lower)));
}

static char *
dup_dmarc_text (TodokuDnsAnswer *answer, gboolean is_in_place)
{
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));

      if (is_meant (text, is_in_place))
        return g_steal_pointer (&text);
    }

  return NULL;
}

// What is meant for a record, and is none: at the right name, as v=dmarc1; or elsewhere, where
// somebody put it by mistake, or a panel that puts the domain behind every name.
static void
find_place (Lint *lint)
{
  const char *const begins[] = { "_dmarc.", "dmarc.", "", "_dmarc." };

  if (lint->discovery->record != NULL || lint->discovery->failure != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    {
      gboolean is_doubled = i == G_N_ELEMENTS (begins) - 1;
      g_autofree char *name = is_doubled
                                ? g_strconcat (begins[i], lint->domain, ".", lint->domain, NULL)
                                : g_strconcat (begins[i], lint->domain, NULL);
      g_autofree char *text = dup_dmarc_text (ask (lint, name, TODOKU_DNS_TYPE_TXT), i == 0);

      if (text == NULL || lint->place->text != NULL)
        continue;
      lint->place->name = g_steal_pointer (&name);
      lint->place->text = g_steal_pointer (&text);
    }
}

// Whether the record stands where it belongs, and is none that counts.
static gboolean
is_in_place (Lint *lint)
{
  return lint->place->name != NULL && g_str_has_prefix (lint->place->name, "_dmarc.")
         && g_str_equal (lint->place->name + strlen ("_dmarc."), lint->domain);
}

static void
check_places (Lint *lint)
{
  if (lint->place->name != NULL && !is_in_place (lint))
    add (lint, lint->place->name, -1,
         /* Translators: both arguments are names of records. */
         _ ("There is a DMARC record at %s, where nobody looks for it. It belongs at _dmarc.%s."),
         lint->place->name, lint->domain);
}

static void
check_no_record (Lint *lint)
{
  if (lint->discovery->record == NULL && lint->discovery->failure == NULL
      && lint->place->name == NULL && lint->place->alias == NULL)
    add (lint, NULL, -1,
         /* Translators: the argument is a domain. */
         _ ("There is no DMARC record yet. Gmail and others ask for one: add a TXT record at "
            "_dmarc.%s."),
         lint->domain);
}

// What belongs elsewhere, and was put here by mistake: not what a wildcard gives every name.
static void
check_other_records (Lint *lint)
{
  g_autofree char *name = g_strconcat ("_dmarc.", lint->domain, NULL);
  TodokuDnsAnswer *answer = ask (lint, name, TODOKU_DNS_TYPE_TXT);
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  if (todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_TXT, &lint->complete))
    return;
  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));

      if (text != NULL && g_ascii_strncasecmp (text, "v=spf1", strlen ("v=spf1")) == 0)
        add (lint, name, -1,
             /* Translators: the name of a record, then a domain. */
             _ ("There is an SPF record at %s, where nobody looks for it. It belongs at %s."), name,
             lint->domain);
      else if (text != NULL && g_ascii_strncasecmp (text, "v=dkim1", strlen ("v=dkim1")) == 0)
        add (lint, name, -1,
             /* Translators: the argument is the name of a record. */
             _ ("There is a DKIM key at %s, where nobody looks for it. It belongs at the name that "
                "your email provider shows."),
             name);
    }
}

// Of an alias for all names there is nothing to remove, and a record of its own stands above it.
static void
find_alias (Lint *lint)
{
  const char *found_at =
    lint->discovery->found_at != NULL ? lint->discovery->found_at : lint->domain;
  g_autofree char *name = g_strconcat ("_dmarc.", found_at, NULL);
  TodokuDnsAnswer *answer = ask (lint, name, TODOKU_DNS_TYPE_CNAME);
  gboolean is_wildcards =
    todoku_dns_wildcard_gives (lint->facts, name, TODOKU_DNS_TYPE_CNAME, &lint->complete);

  if (answer != NULL && todoku_dns_answer_get_n_records (answer) > 0 && !is_wildcards)
    lint->place->alias = g_strdup (todoku_dns_answer_get_record (answer, 0)->name);
}

static void
check_alias (Lint *lint)
{
  const char *found_at =
    lint->discovery->found_at != NULL ? lint->discovery->found_at : lint->domain;
  const char *alias = lint->place->alias;

  if (alias == NULL)
    return;
  if (lint->discovery->record != NULL && g_str_equal (lint->id, "alias"))
    add (lint, NULL, -1,
         /* Translators: a domain, then the name of a record, twice. */
         _ ("_dmarc.%1$s is an alias (CNAME) of %2$s, so the record there is the one that counts. "
            "Only the company that runs %2$s can change it."),
         found_at, alias);
  else if (lint->discovery->record == NULL && lint->discovery->failure == NULL
           && g_str_equal (lint->id, "dangling-alias"))
    add (lint, NULL, -1,
         /* Translators: a domain, then the name of a record. */
         _ ("_dmarc.%s is an alias (CNAME) of %s, which has no DMARC record. Ask the company that "
            "this name belongs to, or remove the alias and add a TXT record instead."),
         found_at, alias);
}

// RFC 9989 4.8: for domains below which others have theirs. Elsewhere it makes each subdomain an
// organization of its own, so that what is sent or signed with one does not count as the domain's.
static void
check_suffix (Lint *lint)
{
  if (lint->discovery->n_records == 1 && lint->record->suffix == 'y'
      && todoku_suffix_get_registrable (lint->discovery->found_at) != NULL)
    add_tag (lint, find_tag (lint, "psd"),
             _ ("“psd=y” says that anybody may register names below your domain, as below co.jp. "
                "With it, email that is sent or signed with a subdomain does not count as yours. "
                "Remove it."));
}

static gboolean
is_same_organization (const char *a, const char *b)
{
  const char *of_a = todoku_suffix_get_registrable (a);
  const char *of_b = todoku_suffix_get_registrable (b);

  return g_strcmp0 (of_a != NULL ? of_a : a, of_b != NULL ? of_b : b) == 0;
}

static const char *
get_owner (Lint *lint)
{
  return lint->discovery->found_at != NULL ? lint->discovery->found_at : lint->domain;
}

// RFC 9990 4: who gets the reports of another's domain says so in the DNS.
static void
check_external_address (Lint *lint, const TodokuTag *tag, const char *address)
{
  g_autofree char *domain = todoku_dmarc_address_dup_domain (address);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  TodokuDnsAnswer *answer;

  if (domain == NULL || is_same_organization (domain, get_owner (lint)))
    return;
  name = g_strconcat (get_owner (lint), "._report._dmarc.", domain, NULL);
  answer = ask (lint, name, TODOKU_DNS_TYPE_TXT);
  if (answer == NULL || todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    return;
  text = dup_dmarc_text (answer, FALSE);
  if (text == NULL)
    add (lint, tag->text, lint->text != NULL ? -1 : (int) tag->value_position,
         /* Translators: an address, a domain, the name of a record, and the person's domain. */
         _ ("Reports to %s are not sent, because %s has not said that it accepts them (there is no "
            "record at %s). Use an address of %s, or a service for such reports."),
         address, domain, name, get_owner (lint));
}

static void
check_addresses_of (Lint *lint, const TodokuDmarcRecord *record, const TodokuDmarcRecord *known)
{
  for (guint i = 0; i < record->tags->len; i++)
    {
      const TodokuTag *tag = g_ptr_array_index (record->tags, i);
      const TodokuTag *before =
        known != NULL ? todoku_tag_list_find (known->tags, tag->name != NULL ? tag->name : "")
                      : NULL;
      g_auto (GStrv) addresses = is_report_tag (tag) ? todoku_dmarc_list_addresses (tag) : NULL;
      g_auto (GStrv) others = before != NULL ? todoku_dmarc_list_addresses (before) : NULL;

      for (guint k = 0; addresses != NULL && addresses[k] != NULL && k < ADDRESSES_MAX; k++)
        if (others == NULL || !g_strv_contains ((const char *const *) others, addresses[k]))
          check_external_address (lint, tag, addresses[k]);
    }
}

static void
check_external_addresses (Lint *lint)
{
  if (lint->discovery->record != NULL)
    check_addresses_of (lint, lint->record, NULL);
}

#define ERROR TODOKU_SEVERITY_ERROR
#define WARNING TODOKU_SEVERITY_WARNING
#define NOTE TODOKU_SEVERITY_NOTE

static const Rule rules[] = {
  { "quote-character", ERROR, .check = check_quotes },
  { "backslash-character", ERROR, .check = check_backslashes },
  { "non-ascii-character", ERROR, .check = check_non_ascii },
  { "bad-version", ERROR, .check = check_version },
  { "syntax-error", ERROR, .check_tag = check_syntax },
  { "repeated-tag", ERROR, .check = check_repeated },
  { "bad-value", ERROR, .check_tag = check_value },
  { "no-mailto", ERROR, .check_tag = check_addresses },
  { "bad-report-address", ERROR, .check_tag = check_addresses },
  { "no-policy", WARNING, .check = check_no_policy },
  { "unknown-tag", WARNING, .check_tag = check_unknown },
  { "policy-not-second", NOTE, .check = check_policy_order },
  { "test-mode", NOTE, .check = check_test },
  { "retired-tag", NOTE, .check_tag = check_retired },
  { "unused-options", NOTE, .check_tag = check_unused_options },
  { "no-record", ERROR, .check_domain = check_no_record },
  { "several-records", ERROR, .check_domain = check_several },
  { "record-at-other-name", ERROR, .check_domain = check_places },
  { "public-suffix", ERROR, .check_domain = check_suffix },
  { "other-record", WARNING, .check_domain = check_other_records },
  { "dangling-alias", ERROR, .check_domain = check_alias },
  { "unauthorized-report-address", WARNING, .check_domain = check_external_addresses },
  { "dns-failure", WARNING, .check_domain = check_failure },
  { "alias", NOTE, .check_domain = check_alias },
  // Of a domain and what it should publish: evaluate.c.
  { .id = "no-domain", .severity = ERROR },
  { .id = "nothing-passes", .severity = ERROR },
  { .id = "sender-does-not-pass", .severity = WARNING },
  { .id = "passes-by-spf-alone", .severity = WARNING },
  { .id = "unsigned-service", .severity = WARNING },
  { .id = "strict-alignment", .severity = WARNING },
  { .id = "milder-policy", .severity = NOTE },
};

guint
todoku_dmarc_lint_get_n_rules (void)
{
  return G_N_ELEMENTS (rules);
}

const char *
todoku_dmarc_lint_get_rule (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (rules), NULL);

  return rules[index].id;
}

static void add_valist (GPtrArray *findings,
                        const char *id,
                        const char *term,
                        int position,
                        const char *format,
                        va_list arguments) G_GNUC_PRINTF (5, 0);

static void
add_valist (GPtrArray *findings,
            const char *id,
            const char *term,
            int position,
            const char *format,
            va_list arguments)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].id, id))
      {
        g_ptr_array_add (findings, todoku_finding_new (id, rules[i].severity, term, position,
                                                       g_strdup_vprintf (format, arguments)));
        return;
      }

  g_return_if_reached ();
}

static void
add (Lint *lint, const char *term, int position, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_valist (lint->findings, lint->id, term, position, format, arguments);
  va_end (arguments);
}

void
todoku_dmarc_lint_add (GPtrArray *findings, const char *id, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_valist (findings, id, NULL, -1, format, arguments);
  va_end (arguments);
}

// Where the text has quotes and the like in it, its tags say nothing.
static gboolean
has_findings (Lint *lint, guint n_before)
{
  return lint->findings->len > n_before;
}

static void
check_text (Lint *lint)
{
  guint n_before = lint->findings->len;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];

      lint->id = rule->id;
      if (rule->check != NULL)
        rule->check (lint);
      if (g_str_equal (rule->id, "non-ascii-character") && has_findings (lint, n_before))
        return;
      for (guint k = 0; rule->check_tag != NULL && k < lint->record->tags->len; k++)
        rule->check_tag (lint, g_ptr_array_index (lint->record->tags, k));
    }
}

GPtrArray *
todoku_dmarc_lint_text (const char *text, gsize length)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, length);
  Lint lint = { .text = text, .record = record };

  lint.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);
  check_text (&lint);
  g_ptr_array_sort (lint.findings, todoku_finding_compare);

  return lint.findings;
}

void
todoku_dmarc_place_clear (TodokuDmarcPlace *place)
{
  g_clear_pointer (&place->name, g_free);
  g_clear_pointer (&place->text, g_free);
  g_clear_pointer (&place->alias, g_free);
}

static void
check_published (Lint *lint)
{
  g_autofree char *text = NULL;

  if (lint->discovery->n_records == 1)
    text = todoku_dns_record_dup_text (lint->discovery->record);
  else if (is_in_place (lint))
    text = g_strdup (lint->place->text);
  if (text == NULL)
    return;

  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));

  lint->text = text;
  lint->record = record;
  check_text (lint);
  lint->text = NULL;
  lint->record = NULL;
}

gboolean
todoku_dmarc_lint_proposal (TodokuDnsFacts *facts,
                            const char *domain,
                            const TodokuDmarcDiscovery *discovery,
                            const char *text,
                            GPtrArray *findings)
{
  g_autoptr (TodokuDmarcRecord) known = todoku_dmarc_discovery_parse (discovery);
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));
  Lint lint = {
    .id = "unauthorized-report-address",
    .text = text,
    .facts = facts,
    .domain = domain,
    .discovery = discovery,
    .complete = TRUE,
    .findings = findings,
  };

  check_addresses_of (&lint, record, known);

  return lint.complete;
}

gboolean
todoku_dmarc_lint_domain (TodokuDnsFacts *facts,
                          const char *domain,
                          const TodokuDmarcDiscovery *discovery,
                          TodokuDmarcPlace *place,
                          GPtrArray *findings)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_discovery_parse (discovery);
  Lint lint = {
    .facts = facts,
    .domain = domain,
    .discovery = discovery,
    .place = place,
    .complete = TRUE,
    .findings = findings,
  };

  *place = (TodokuDmarcPlace){ 0 };
  find_place (&lint);
  find_alias (&lint);
  check_published (&lint);
  lint.record = record;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      lint.id = rules[i].id;
      if (rules[i].check_domain != NULL)
        rules[i].check_domain (&lint);
    }

  return lint.complete;
}
