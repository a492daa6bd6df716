// SPDX-License-Identifier: GPL-3.0-or-later

// How the terms are written. What the parser refuses is reported by the parser's own words, and
// what the repair makes of it is named.

#include "config.h"

#include "dns/name.h"
#include "spf/lint-private.h"
#include "spf/macro.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION "v=spf1"

void
todoku_spf_lint_check_version (TodokuSpfLint *lint)
{
  const GError *error = todoku_spf_record_get_error (lint->record);
  gsize position = 0;

  if (!g_error_matches (error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_VERSION))
    return;

  while (position < strlen (VERSION) && position < lint->length
         && g_ascii_tolower (lint->text[position]) == VERSION[position])
    position++;
  todoku_spf_lint_add (lint, NULL, (int) position,
                       _ ("An SPF record begins with “v=spf1” and a space, with nothing before it. "
                          "This one does not, so receivers ignore it."));
}

static gboolean
is_within (const TodokuSpfRepair *repair, gsize start, gsize end)
{
  gsize length = repair->was != NULL ? strlen (repair->was) : 0;

  return repair->position < end && repair->position + MAX (length, 1) > start;
}

static gboolean
is_about_several_terms (const TodokuSpfRepair *repair)
{
  return repair->kind == TODOKU_SPF_REPAIR_BROKEN_TERM
         || repair->kind == TODOKU_SPF_REPAIR_PUNCTUATION
         || repair->kind == TODOKU_SPF_REPAIR_GLUED_TERMS || repair->kind == TODOKU_SPF_REPAIR_LINK
         || repair->kind == TODOKU_SPF_REPAIR_OTHER_RECORD;
}

// Whether another rule tells why @term has an error: an octet in it that may not stand in a record,
// a slip between terms, or something that the reader has to replace.
static gboolean
is_explained (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  gsize end = term->position;

  if (todoku_spf_term_has_placeholder (term->text))
    return TRUE;

  while (end < lint->length && lint->text[end] != ' ')
    {
      if (!g_ascii_isgraph (lint->text[end]) || lint->text[end] == '"')
        return TRUE;
      end++;
    }
  for (guint i = 0; i < lint->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (lint->repairs, i);

      if (is_about_several_terms (repair) && is_within (repair, term->position, end))
        return TRUE;
      // The repair tells the same sign only where it first stands.
      if (repair->kind == TODOKU_SPF_REPAIR_PUNCTUATION && end > term->position
          && strchr (",;", lint->text[end - 1]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_bare_address (const TodokuSpfTerm *term)
{
  const char *text = term->text + (term->has_qualifier ? 1 : 0);
  TodokuDnsAddress address;

  return todoku_dns_address_parse (text, (gssize) strcspn (text, "/"), &address);
}

static const char *
find_address_rule (const TodokuSpfTerm *term)
{
  guint8 other = term->kind == TODOKU_SPF_TERM_IP4 ? 16 : 4;

  if (strchr (term->value, '%') != NULL)
    return "macro-in-address";

  return term->address.length == other ? "wrong-address-family" : "bad-address";
}

static const char *
find_name_rule (const TodokuSpfTerm *term)
{
  if (is_bare_address (term))
    return "bare-address";
  if (g_ascii_strcasecmp (term->name, "redirect") == 0
      || g_ascii_strcasecmp (term->name, "exp") == 0)
    return "wrong-separator";

  return "unknown-mechanism";
}

// The id of the rule that tells the error of @term.
static const char *
find_rule (const TodokuSpfTerm *term)
{
  switch ((TodokuSpfError) term->error->code)
    {
    case TODOKU_SPF_ERROR_UNKNOWN_MECHANISM:
      return find_name_rule (term);
    case TODOKU_SPF_ERROR_MISSING_VALUE:
      return "missing-value";
    case TODOKU_SPF_ERROR_UNEXPECTED_VALUE:
      return "unexpected-value";
    case TODOKU_SPF_ERROR_ADDRESS:
      return find_address_rule (term);
    case TODOKU_SPF_ERROR_PREFIX:
      return "bad-prefix-length";
    case TODOKU_SPF_ERROR_DOMAIN:
      return "bad-domain";
    case TODOKU_SPF_ERROR_MACRO:
      return "bad-macro";
    case TODOKU_SPF_ERROR_DUPLICATE:
      return "repeated-modifier";
    case TODOKU_SPF_ERROR_TERM:
      return is_bare_address (term) ? "bare-address" : "syntax-error";
    case TODOKU_SPF_ERROR_VERSION:
    case TODOKU_SPF_ERROR_QUALIFIER:
    case TODOKU_SPF_ERROR_CHARACTER:
    default:
      return "syntax-error";
    }
}

// What the repair puts in place of something in @term, or what is likely to be meant; or NULL.
static char *
find_suggestion (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  for (guint i = 0; i < lint->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (lint->repairs, i);

      // "mx:" is reported what is right by the error itself.
      if (repair->position == term->position && repair->kind == TODOKU_SPF_REPAIR_EMPTY_VALUE)
        return NULL;
      if (repair->position >= term->position && repair->now != NULL
          && repair->position < term->position + strlen (term->text))
        return g_strdup (repair->now);
    }

  return g_error_matches (term->error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_DUPLICATE)
           ? NULL
           : todoku_spf_lint_find_meant (lint, term->text);
}

// Term @index, where it has an error that the rule being run tells; or NULL.
static const TodokuSpfTerm *
get_broken_term (TodokuSpfLint *lint, guint index)
{
  const TodokuSpfTerm *term = todoku_spf_record_get_term (lint->record, index);

  if (term->error == NULL || !g_str_equal (find_rule (term), lint->rule->id)
      || is_explained (lint, term))
    return NULL;

  return term;
}

void
todoku_spf_lint_check_errors (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = get_broken_term (lint, i);
      g_autofree char *suggestion = term != NULL ? find_suggestion (lint, term) : NULL;

      if (suggestion != NULL)
        /* Translators: %1$s are whole sentences on what is wrong, %2$s is what may be right. */
        todoku_spf_lint_add (lint, term->text, (int) term->error_position,
                             _ ("%1$s Perhaps “%2$s” was meant."), term->error->message,
                             todoku_spf_lint_show (lint, suggestion));
      else if (term != NULL)
        todoku_spf_lint_add (lint, term->text, (int) term->error_position, "%s",
                             term->error->message);
    }
}

void
todoku_spf_lint_check_separators (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = get_broken_term (lint, i);

      if (term != NULL)
        /* Translators: %1$s is a part of the record, %2$s is redirect or exp, %3$s a domain. */
        todoku_spf_lint_add (lint, term->text, (int) term->error_position,
                             _ ("In “%1$s” the sign behind %2$s is wrong. Write “%2$s=%3$s”."),
                             todoku_spf_lint_show (lint, term->text), term->name,
                             todoku_spf_lint_show (lint, term->value != NULL ? term->value : ""));
    }
}

void
todoku_spf_lint_check_macros_in_addresses (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = get_broken_term (lint, i);

      if (term != NULL)
        /* Translators: %1$s is a part of the record, %2$s is ip4 or ip6. */
        todoku_spf_lint_add (lint, term->text, (int) term->error_position,
                             _ (
                               "“%1$s” has a macro (“%%”), and with %2$s none may stand. Write the "
                               "address itself."),
                             todoku_spf_lint_show (lint, term->text), term->name);
    }
}

static gboolean
has_name_of_mechanism (const TodokuSpfTerm *term)
{
  static const char *const mechanisms[] = { "all", "include", "a",   "mx",
                                            "ptr", "ip4",     "ip6", "exists" };

  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (g_ascii_strcasecmp (term->name, mechanisms[i]) == 0)
      return TRUE;

  return FALSE;
}

void
todoku_spf_lint_check_mechanism_as_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_MODIFIER && has_name_of_mechanism (term))
    /* Translators: %1$s is a part of the record, %2$s a name as include, %3$s a domain. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%1$s” has no effect, since “=” stands where “:” belongs. Write "
                            "“%2$s:%3$s”."),
                         todoku_spf_lint_show (lint, term->text), term->name,
                         todoku_spf_lint_show (lint, term->value));
}

// The name that a modifier nobody knows is a slip of, or NULL.
static const char *
find_slip (const TodokuSpfTerm *term)
{
  const char *meant = term->kind == TODOKU_SPF_TERM_MODIFIER && !has_name_of_mechanism (term)
                        ? todoku_spf_repair_find_name (term->name, term->value)
                        : NULL;

  return meant;
}

void
todoku_spf_lint_check_misspelt_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const char *meant = find_slip (term);
  g_autofree char *right =
    meant != NULL ? todoku_spf_repair_build_term ("", meant, term->value) : NULL;

  if (right != NULL)
    /* Translators: both arguments are terms of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” has no effect, since SPF knows nothing of its name. “%s” is what "
                            "was meant."),
                         todoku_spf_lint_show (lint, term->text),
                         todoku_spf_lint_show (lint, right));
}

// A modifier that SPF, or reports about it (RFC 6652), have.
static gboolean
is_known_modifier (const TodokuSpfTerm *term)
{
  static const char *const names[] = { "ra", "rp", "rr" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (term->name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

void
todoku_spf_lint_check_unknown_modifiers (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->kind != TODOKU_SPF_TERM_MODIFIER || has_name_of_mechanism (term)
      || is_known_modifier (term) || find_slip (term) != NULL
      || todoku_spf_word_is_of_other_record (term->text))
    return;
  // A version in the wrong place is reported as that.
  if (g_ascii_strcasecmp (term->text, VERSION) != 0)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("SPF knows nothing of the name “%s”, and receivers ignore it. "
                            "Check the spelling; where it is of no use, it can be removed."),
                         todoku_spf_lint_show (lint, term->name));
}

// The kinds of what the repair repairs that no error of a term tells, by the rule that does.
static const struct
{
  const char *id;
  TodokuSpfRepairKind kind;
} repaired[] = {
  { "space-in-term", TODOKU_SPF_REPAIR_BROKEN_TERM },
  { "stray-punctuation", TODOKU_SPF_REPAIR_PUNCTUATION },
  { "glued-terms", TODOKU_SPF_REPAIR_GLUED_TERMS },
  { "link-in-term", TODOKU_SPF_REPAIR_LINK },
  { "other-record", TODOKU_SPF_REPAIR_OTHER_RECORD },
  { "repeated-version", TODOKU_SPF_REPAIR_VERSION },
};

static TodokuSpfRepairKind
get_kind_of_rule (TodokuSpfLint *lint)
{
  for (gsize i = 0; i < G_N_ELEMENTS (repaired); i++)
    if (g_str_equal (repaired[i].id, lint->rule->id))
      return repaired[i].kind;

  g_return_val_if_reached (TODOKU_SPF_REPAIR_UNCERTAIN);
}

static void
report_repair (TodokuSpfLint *lint, const TodokuSpfRepair *repair)
{
  const char *was = todoku_spf_lint_show (lint, repair->was);
  const char *now = todoku_spf_lint_show (lint, repair->now != NULL ? repair->now : "");
  int position = (int) repair->position;

  if (repair->kind == TODOKU_SPF_REPAIR_BROKEN_TERM)
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    todoku_spf_lint_add (lint, repair->was, position,
                         _ ("In “%s” a space stands where none may. Right is “%s”."), was, now);
  else if (repair->kind == TODOKU_SPF_REPAIR_GLUED_TERMS)
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    todoku_spf_lint_add (lint, repair->was, position,
                         _ ("In “%s” a space is missing. Right is “%s”."), was, now);
  else if (repair->kind == TODOKU_SPF_REPAIR_LINK)
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    todoku_spf_lint_add (lint, repair->was, position,
                         _ ("“%s” is written as a link, and no such name exists. Right is “%s”."),
                         was, now);
  else if (repair->kind == TODOKU_SPF_REPAIR_OTHER_RECORD)
    /* Translators: the argument is text of a DMARC or DKIM record, or of a verification. */
    todoku_spf_lint_add (lint, repair->was, position,
                         _ ("“%s” belongs to another record and has no effect here. Take it out, "
                            "and publish it as a TXT record of its own."),
                         was);
  else if (repair->kind == TODOKU_SPF_REPAIR_VERSION)
    todoku_spf_lint_add (lint, VERSION, position,
                         _ ("“v=spf1” stands here a second time. A record begins with it once, and "
                            "what two values say stands behind it together."));
  else if (now[0] != '\0' && now[0] != ' ')
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    todoku_spf_lint_add (lint, repair->was, position, _ ("“%s” is wrong here. Right is “%s”."), was,
                         now);
  else
    /* Translators: the argument is a comma, a semicolon or the like. */
    todoku_spf_lint_add (lint, repair->was, position,
                         _ ("“%s” is wrong here. Between two parts of the record one space "
                            "stands, and nothing else."),
                         was);
}

void
todoku_spf_lint_check_repairs (TodokuSpfLint *lint)
{
  TodokuSpfRepairKind kind = get_kind_of_rule (lint);

  for (guint i = 0; i < lint->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (lint->repairs, i);

      // A version that is wrong where it belongs is reported as that.
      if (repair->kind == kind
          && (kind != TODOKU_SPF_REPAIR_VERSION || repair->position >= strlen (VERSION)))
        report_repair (lint, repair);
    }
}

static gboolean
is_own_name (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return lint->domain != NULL && term->value != NULL
         && (todoku_dns_name_is_within (term->value, lint->domain)
             || todoku_dns_name_is_within (lint->domain, term->value));
}

void
todoku_spf_lint_check_placeholders (TodokuSpfLint *lint)
{
  for (guint i = 0; i < todoku_spf_lint_get_n_terms (lint); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (lint->record, i);

      if (todoku_spf_term_has_placeholder (term->text) && !is_own_name (lint, term))
        /* Translators: the argument is a term of the record, as a:sv***.xserver.jp. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("In “%s” something stands for what only you have, such as your "
                                "server’s name or your domain. Put that in its place: as it is, it "
                                "lets nobody send."),
                             todoku_spf_lint_show (lint, term->text));
    }
}

static gboolean
is_uncertain (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  for (guint i = 0; i < lint->repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (lint->repairs, i);

      if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN && repair->position == term->position)
        return TRUE;
    }

  return FALSE;
}

// To the letter such a name is right, and no DNS can know it, or nobody means it.
void
todoku_spf_lint_check_impossible_names (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  if (term->value == NULL
      || (!todoku_spf_term_needs_lookup (term) && term->kind != TODOKU_SPF_TERM_EXP)
      || !todoku_spf_macro_is_constant (term->value)
      || todoku_spf_term_has_placeholder (term->text))
    return;

  if (is_uncertain (lint, term))
    {
      g_autofree char *meant = todoku_spf_lint_find_meant (lint, term->text);

      if (meant != NULL)
        /* Translators: the first argument is a term of the record, the second what is right. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” has signs in it that no domain has. Perhaps “%s” was meant."),
                             todoku_spf_lint_show (lint, term->text), meant);
      else
        /* Translators: the argument is a term of the record. */
        todoku_spf_lint_add (lint, term->text, (int) term->position,
                             _ ("“%s” has signs in it that no domain has. Check the spelling."),
                             todoku_spf_lint_show (lint, term->text));
      return;
    }
  if (todoku_dns_name_is_valid (term->value))
    return;

  /* Translators: the argument is a term of the record. */
  todoku_spf_lint_add (lint, term->text, (int) term->position,
                       _ ("“%s” has a domain that cannot exist: between two dots stand 1 to 63 "
                          "characters, and a whole name has 253 at most. Check the spelling."),
                       todoku_spf_lint_show (lint, term->text));
}
