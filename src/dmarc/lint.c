// SPDX-License-Identifier: GPL-3.0-or-later

// The table of rules, and those that look at the text alone.

#include "dmarc/lint.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *text;
  TodokuDmarcRecord *record;
  GPtrArray *findings;
} Lint;

// A rule looks at the text, once, or at each tag; with neither, it is one of lint-zone.c or
// evaluate.c.
typedef struct
{
  TodokuRule rule;
  void (*check) (const Lint *lint);
  void (*check_tag) (const Lint *lint, const TodokuTag *tag);
} Rule;

static void
add (const Lint *lint, const char *term, int position, const char *message)
{
  todoku_dmarc_lint_add (lint->findings, lint->id, term, position, "%s", message);
}

static void
add_tag (const Lint *lint, const TodokuTag *tag, const char *message)
{
  add (lint, tag->text, (int) tag->position, message);
}

static const TodokuTag *
find_tag (const Lint *lint, const char *name)
{
  return todoku_tag_list_find (lint->record->tags, name);
}

static void
check_character (const Lint *lint, char character, const char *message)
{
  const char *found = memchr (lint->text, character, lint->record->length);

  if (found != NULL)
    add (lint, NULL, (int) (found - lint->text), message);
}

static void
check_quotes (const Lint *lint)
{
  check_character (lint, '"',
                   _ ("There are quotation marks in the value itself. Enter it without them."));
}

static void
check_backslashes (const Lint *lint)
{
  check_character (lint, '\\',
                   _ ("There are backslashes (\\) in the value, for example before semicolons. "
                      "Enter it without them."));
}

static void
check_non_ascii (const Lint *lint)
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
check_version (const Lint *lint)
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
check_repeated (const Lint *lint)
{
  const TodokuTag *tag = todoku_tag_list_find_repeated (lint->record->tags);

  if (tag != NULL)
    /* Translators: the argument is the name of a tag, as “p”. */
    todoku_dmarc_lint_add (lint->findings, lint->id, tag->text, (int) tag->position,
                           _ ("“%s=” appears twice. Keep only one."), tag->name);
}

static void
check_syntax (const Lint *lint, const TodokuTag *tag)
{
  if (tag->name == NULL && strchr (tag->text, ':') != NULL)
    add_tag (lint, tag, _ ("Put “=”, not “:”, between the name of a tag and its value."));
  else if (*tag->text != '\0' && (tag->name == NULL || *tag->name == '\0'))
    add_tag (lint, tag,
             _ ("Each part between semicolons must be a name, “=” and a value; receivers ignore "
                "this one."));
}

static void
check_empty (const Lint *lint, const TodokuTag *tag)
{
  if (*tag->text == '\0')
    add_tag (lint, tag, _ ("There is nothing before this semicolon. It does no harm."));
}

static void
check_value (const Lint *lint, const TodokuTag *tag)
{
  TodokuDmarcTagKind kind = todoku_dmarc_tag_get_kind (tag);

  if (kind == TODOKU_DMARC_TAG_VERSION || tag->name == NULL || todoku_dmarc_tag_is_valid (tag))
    return;
  if (kind == TODOKU_DMARC_TAG_POLICY)
    todoku_dmarc_lint_add (
      lint->findings, lint->id, tag->text, (int) tag->value_position,
      /* Translators: the argument is a part of the record, as “p=rejct”. */
      _ ("Receivers do not understand “%s”: it can be none, quarantine or reject."), tag->text);
  else
    todoku_dmarc_lint_add (lint->findings, lint->id, tag->text, (int) tag->value_position,
                           /* Translators: the argument is a part of the record, as “adkim=x”. */
                           _ ("This tag cannot have the value of “%s”, so receivers ignore it."),
                           tag->text);
}

static void
check_no_policy (const Lint *lint)
{
  if (lint->record->is_record && find_tag (lint, "p") == NULL)
    add (lint, NULL, -1,
         _ ("There is no “p=”. Newer receivers read that as “p=none”, older ones ignore the whole "
            "record. Write “p=none” after “v=DMARC1;”."));
}

static void
check_policy_order (const Lint *lint)
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
check_addresses (const Lint *lint, const TodokuTag *tag)
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
        todoku_dmarc_lint_add (
          lint->findings, lint->id, tag->text, (int) tag->value_position,
          _ ("“mailto:” is missing before %s, so nobody sends reports there. Write "
             "“mailto:%s”."),
          addresses[i], addresses[i]);
      else if (!is_mail && g_str_equal (lint->id, "bad-report-address"))
        /* Translators: the argument is what stands in place of an address. */
        todoku_dmarc_lint_add (
          lint->findings, lint->id, tag->text, (int) tag->value_position,
          _ ("Reports cannot be sent to “%s”; it must look like mailto:dmarc@example.com."),
          addresses[i]);
    }
}

static void
check_test (const Lint *lint)
{
  if (lint->record->is_test)
    add_tag (lint, find_tag (lint, "t"),
             _ ("“t=y” asks receivers only to test the policy, not to apply it."));
}

static void
check_retired (const Lint *lint, const TodokuTag *tag)
{
  if (todoku_dmarc_tag_get_kind (tag) != TODOKU_DMARC_TAG_RETIRED)
    return;
  if (g_str_equal (tag->name, "pct"))
    add_tag (lint, tag,
             _ ("“pct” is no longer used: newer receivers apply the policy to all email."));
  else
    /* Translators: the argument is a part of the record, as “ri=86400”. */
    todoku_dmarc_lint_add (lint->findings, lint->id, tag->text, (int) tag->position,
                           _ ("“%s” is no longer used, and newer receivers ignore it."), tag->text);
}

static void
check_unknown (const Lint *lint, const TodokuTag *tag)
{
  g_autofree char *lower = tag->name != NULL ? g_ascii_strdown (tag->name, -1) : NULL;
  const TodokuTag lowered = { .name = lower };

  if (lower == NULL || *lower == '\0'
      || todoku_dmarc_tag_get_kind (tag) != TODOKU_DMARC_TAG_UNKNOWN)
    return;
  if (todoku_dmarc_tag_get_kind (&lowered) != TODOKU_DMARC_TAG_UNKNOWN)
    /* Translators: the argument is a part of the record, as “P=none”. */
    todoku_dmarc_lint_add (lint->findings, lint->id, tag->text, (int) tag->position,
                           _ ("The names of tags are lowercase; receivers ignore “%s”."),
                           tag->text);
  else
    /* Translators: the argument is a part of the record, as “x=1”. */
    todoku_dmarc_lint_add (lint->findings, lint->id, tag->text, (int) tag->position,
                           _ ("Receivers do not know “%s” and ignore it."), tag->text);
}

static void
check_unused_options (const Lint *lint, const TodokuTag *tag)
{
  if (todoku_dmarc_tag_get_kind (tag) == TODOKU_DMARC_TAG_OPTIONS && find_tag (lint, "ruf") == NULL)
    add_tag (lint, tag,
             _ ("“fo” is only about the reports that “ruf” asks for, and there is no "
                "“ruf”. It does no harm."));
}

#define ERROR TODOKU_SEVERITY_ERROR
#define WARNING TODOKU_SEVERITY_WARNING
#define NOTE TODOKU_SEVERITY_NOTE

static const Rule rules[] = {
  { { "quote-character", ERROR }, .check = check_quotes },
  { { "backslash-character", ERROR }, .check = check_backslashes },
  { { "non-ascii-character", ERROR }, .check = check_non_ascii },
  { { "bad-version", ERROR }, .check = check_version },
  { { "syntax-error", ERROR }, .check_tag = check_syntax },
  { { "repeated-tag", ERROR }, .check = check_repeated },
  { { "bad-value", ERROR }, .check_tag = check_value },
  { { "no-mailto", ERROR }, .check_tag = check_addresses },
  { { "bad-report-address", ERROR }, .check_tag = check_addresses },
  { { "no-policy", WARNING }, .check = check_no_policy },
  { { "unknown-tag", WARNING }, .check_tag = check_unknown },
  { { "empty-tag", NOTE }, .check_tag = check_empty },
  { { "policy-not-second", NOTE }, .check = check_policy_order },
  { { "test-mode", NOTE }, .check = check_test },
  { { "retired-tag", NOTE }, .check_tag = check_retired },
  { { "unused-options", NOTE }, .check_tag = check_unused_options },
  // Of the DNS: lint-zone.c.
  { .rule = { "no-record", ERROR } },
  { .rule = { "several-records", ERROR } },
  { .rule = { "record-at-other-name", ERROR } },
  { .rule = { "public-suffix", ERROR } },
  { .rule = { "ignored-record", WARNING } },
  { .rule = { "other-record", WARNING } },
  { .rule = { "dangling-alias", ERROR } },
  { .rule = { "unauthorized-report-address", WARNING } },
  { .rule = { "dns-failure", WARNING } },
  { .rule = { "alias", NOTE } },
  // Of what the record is for: evaluate.c.
  { .rule = { "no-domain", ERROR } },
  { .rule = { "nothing-passes", ERROR } },
  { .rule = { "sender-does-not-pass", WARNING } },
  { .rule = { "passes-by-spf-alone", WARNING } },
  { .rule = { "unsigned-service", WARNING } },
  { .rule = { "strict-alignment", WARNING } },
  { .rule = { "milder-policy", NOTE } },
};

const TodokuRule *
todoku_dmarc_lint_find_rule (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule.id, id))
      return &rules[i].rule;

  return NULL;
}

static void
check_text (Lint *lint)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];

      lint->id = rule->rule.id;
      if (rule->check != NULL)
        rule->check (lint);
      // Where the text has quotes and the like in it, its tags say nothing.
      if (g_str_equal (rule->rule.id, "non-ascii-character") && lint->findings->len > 0)
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
