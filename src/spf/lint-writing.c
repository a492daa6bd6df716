// SPDX-License-Identifier: GPL-3.0-or-later

// Which octets stand in the record, and how its terms are written. What the parser refuses is
// reported in the parser's own words, and what the repair makes of it is named.

#include "config.h"

#include "dns/name.h"
#include "spf/lint-private.h"
#include "spf/macro.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>

// What one string of a TXT record holds (RFC 1035 3.3).
#define STRING_MAX 255

// Up to here the whole answer fits a packet that every resolver takes (RFC 7208 3.4).
#define RECORD_LONG 450
#define RECORD_TOO_LONG 512

// The kinds of repairs that no error of a term reports, by the rule that does.
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
  { "markup", TODOKU_SPF_REPAIR_MARKUP },
  { "repeated-version", TODOKU_SPF_REPAIR_VERSION },
};

static void
check_quotes (TodokuSpfLint *lint)
{
  const char *quote = memchr (lint->text, '"', lint->length);

  if (quote != NULL)
    todoku_spf_lint_report (lint, NULL, (int) (quote - lint->text), NULL, NULL);
}

static void
add_character (TodokuSpfLint *lint, gsize position, gunichar c)
{
  char text[7] = { 0 };

  if (c != '\t' && (c < 0x20 || c == 0x7f))
    {
      /* Translators: %1$04X is the number of a character, as in U+000A. */
      todoku_spf_lint_add (
        lint, NULL, (int) position,
        _ ("There is an invisible character (U+%1$04X) here. Delete it, or type this part again."),
        c);
      return;
    }
  if (!g_unichar_isgraph (c) || g_unichar_iszerowidth (c))
    {
      g_autofree char *message =
        todoku_spf_describe_character (lint->text + position, lint->length - position);

      todoku_spf_lint_add (lint, NULL, (int) position, "%s", message);
      return;
    }

  g_unichar_to_utf8 (c, text);
  /* Translators: %1$s is a character, %2$04X its number, as in U+3000. */
  todoku_spf_lint_add (lint, NULL, (int) position,
                       _ ("“%1$s” (U+%2$04X) is not a half-width character. A record may only "
                          "contain half-width letters, digits and signs: type it again."),
                       text, c);
}

// Every kind of character is reported once, where it first stands.
static void
check_characters (TodokuSpfLint *lint)
{
  gboolean is_about_control = g_str_equal (lint->current->rule.id, "control-character");
  g_autoptr (GHashTable) reported = g_hash_table_new (NULL, NULL);
  gsize step;

  for (gsize i = 0; i < lint->length; i += step)
    {
      guchar octet = (guchar) lint->text[i];
      gunichar c = octet < 0x80
                     ? octet
                     : g_utf8_get_char_validated (lint->text + i, (gssize) (lint->length - i));

      if (c == (gunichar) -2)
        c = (gunichar) -1;
      step = c == (gunichar) -1 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
      if ((is_about_control ? c < 0x20 || c == 0x7f : c >= 0x80)
          && g_hash_table_add (reported, GUINT_TO_POINTER (c)))
        add_character (lint, i, c);
    }
}

static void
check_spaces (TodokuSpfLint *lint)
{
  for (gsize i = 1; i < lint->length; i++)
    if (lint->text[i] == ' ' && (lint->text[i - 1] == ' ' || i + 1 == lint->length))
      {
        todoku_spf_lint_report (lint, NULL, (int) i, NULL, NULL);
        return;
      }
}

// Of a published record the strings are known, and none can be too long.
static void
check_long_string (TodokuSpfLint *lint)
{
  if (lint->source == NULL && lint->length > STRING_MAX)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (
      lint, NULL, STRING_MAX,
      g_dngettext (
        GETTEXT_PACKAGE,
        "The record has %u byte, and one string of the DNS holds 255. Many control panels split it "
        "automatically; if yours refuses it, enter it in pieces, each in quotation marks.",
        "The record has %u bytes, and one string of the DNS holds 255. Many control panels split "
        "it automatically; if yours refuses it, enter it in pieces, each in quotation marks.",
        (gulong) lint->length),
      (guint) lint->length);
}

static void
check_long_record (TodokuSpfLint *lint)
{
  if (lint->length > RECORD_TOO_LONG)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (lint, NULL, RECORD_TOO_LONG,
                         g_dngettext (GETTEXT_PACKAGE,
                                      "The record has %u byte. With more than 512, some receivers "
                                      "cannot read it. Remove what you no longer use.",
                                      "The record has %u bytes. With more than 512, some receivers "
                                      "cannot read it. Remove what you no longer use.",
                                      (gulong) lint->length),
                         (guint) lint->length);
  else if (lint->length > RECORD_LONG)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (lint, NULL, RECORD_LONG,
                         g_dngettext (GETTEXT_PACKAGE,
                                      "The record has %u byte. Keep it to 450, so that every "
                                      "receiver can read it. Remove what you no longer use.",
                                      "The record has %u bytes. Keep it to 450, so that every "
                                      "receiver can read it. Remove what you no longer use.",
                                      (gulong) lint->length),
                         (guint) lint->length);
}

static void
check_version (TodokuSpfLint *lint)
{
  const GError *error = todoku_spf_record_get_error (lint->record);
  gsize position = 0;

  if (!g_error_matches (error, TODOKU_SPF_ERROR, TODOKU_SPF_ERROR_VERSION))
    return;

  while (position < TODOKU_SPF_VERSION_LENGTH && position < lint->length
         && g_ascii_tolower (lint->text[position]) == TODOKU_SPF_VERSION[position])
    position++;
  todoku_spf_lint_report (lint, NULL, (int) position, NULL, NULL);
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
  for (gsize i = 0; i < G_N_ELEMENTS (repaired); i++)
    if (repaired[i].kind != TODOKU_SPF_REPAIR_VERSION
        && todoku_spf_lint_find_repair (lint, repaired[i].kind, term->position, end) != NULL)
      return TRUE;

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

// The id of the rule that reports the error of @term.
static const char *
find_rule (const TodokuSpfTerm *term)
{
  static const char *const ids[] = {
    [TODOKU_SPF_ERROR_MISSING_VALUE] = "missing-value",
    [TODOKU_SPF_ERROR_UNEXPECTED_VALUE] = "unexpected-value",
    [TODOKU_SPF_ERROR_PREFIX] = "bad-prefix-length",
    [TODOKU_SPF_ERROR_DOMAIN] = "bad-domain",
    [TODOKU_SPF_ERROR_MACRO] = "bad-macro",
    [TODOKU_SPF_ERROR_DUPLICATE] = "repeated-modifier",
  };
  gsize code = (gsize) term->error->code;

  if (code == TODOKU_SPF_ERROR_UNKNOWN_MECHANISM)
    return find_name_rule (term);
  if (code == TODOKU_SPF_ERROR_ADDRESS)
    return find_address_rule (term);
  if (code == TODOKU_SPF_ERROR_TERM && is_bare_address (term))
    return "bare-address";

  return code < G_N_ELEMENTS (ids) && ids[code] != NULL ? ids[code] : "syntax-error";
}

// What the repair puts in place of something in @term, or what is likely to be meant; or NULL.
static char *
find_suggestion (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, lint->repairs)
    {
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

// Reports each term with an error that is for the rule being run.
static void
check_errors (TodokuSpfLint *lint)
{
  todoku_spf_record_foreach (lint->record, term)
    {
      g_autofree char *suggestion = NULL;
      const char *text;
      const char *value;
      int position = (int) term->error_position;

      if (term->error == NULL || !g_str_equal (find_rule (term), lint->current->rule.id)
          || is_explained (lint, term))
        continue;

      text = todoku_spf_lint_show (lint, term->text);
      value = todoku_spf_lint_show (lint, term->value != NULL ? term->value : "");
      if (g_str_equal (lint->current->rule.id, "macro-in-address"))
        todoku_spf_lint_report (lint, term->text, position, text, term->name);
      else if (g_str_equal (lint->current->rule.id, "wrong-separator"))
        /* Translators: %1$s is a part of the record, %2$s is redirect or exp, %3$s a domain. */
        todoku_spf_lint_add (lint, term->text, position,
                             _ ("In “%1$s”, the sign after %2$s is wrong. Write “%2$s=%3$s”."),
                             text, term->name, value);
      else if ((suggestion = find_suggestion (lint, term)) != NULL)
        /* Translators: %1$s are whole sentences on what is wrong, %2$s is what may be right. */
        todoku_spf_lint_add (lint, term->text, position, _ ("%1$s Did you mean “%2$s”?"),
                             term->error->message, todoku_spf_lint_show (lint, suggestion));
      else
        todoku_spf_lint_add (lint, term->text, position, "%s", term->error->message);
    }
}

static gboolean
is_one_of_names (const char *name, const char *const *names)
{
  while (*names != NULL && g_ascii_strcasecmp (name, *names) != 0)
    names++;

  return *names != NULL;
}

static gboolean
has_name_of_mechanism (const TodokuSpfTerm *term)
{
  static const char *const mechanisms[] = { "all", "include", "a",      "mx", "ptr",
                                            "ip4", "ip6",     "exists", NULL };

  return is_one_of_names (term->name, mechanisms);
}

// What is to stand there is right by itself: "mx" for "mx=", "a/24" for "a=/24"; NULL where nothing
// is, as of "include=".
static char *
build_right (const TodokuSpfTerm *term)
{
  gboolean is_name_alone = *term->value == '\0' || *term->value == '/';
  g_autofree char *right = is_name_alone ? g_strconcat (term->name, term->value, NULL)
                                         : g_strconcat (term->name, ":", term->value, NULL);

  if (is_name_alone && todoku_spf_word_is_bare_all (right))
    return g_strdup ("~all");

  return todoku_spf_word_is_sound (right, TRUE) ? g_steal_pointer (&right) : NULL;
}

static void
check_mechanism_as_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  g_autofree char *right = NULL;
  const char *text;

  if (term->kind != TODOKU_SPF_TERM_MODIFIER || !has_name_of_mechanism (term))
    return;
  right = build_right (term);
  text = todoku_spf_lint_show (lint, term->text);
  if (right != NULL)
    /* Translators: both arguments are a part of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%1$s” has no effect, because of the “=” in it. Write “%2$s”."), text,
                         todoku_spf_lint_show (lint, right));
  else
    /* Translators: the argument is a part of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” has no effect, because no part of a record is written like this. "
                            "Remove it, or write what it was meant to be."),
                         text);
}

// The name that a modifier nobody knows is a slip of, or NULL.
static const char *
find_slip (const TodokuSpfTerm *term)
{
  return term->kind == TODOKU_SPF_TERM_MODIFIER && !has_name_of_mechanism (term)
           ? todoku_spf_repair_find_name (term->name, term->value)
           : NULL;
}

static const char *
find_misspelt_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const char *meant = find_slip (term);
  g_autofree char *right =
    meant != NULL ? todoku_spf_repair_build_term ("", meant, term->value) : NULL;

  return right != NULL ? todoku_spf_lint_show (lint, right) : NULL;
}

static void
check_unknown_modifier (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  // Those that reports about SPF have (RFC 6652).
  static const char *const known[] = { "ra", "rp", "rr", NULL };

  // A version in the wrong place is reported as that.
  if (term->kind == TODOKU_SPF_TERM_MODIFIER && !has_name_of_mechanism (term)
      && !is_one_of_names (term->name, known) && find_slip (term) == NULL
      && !todoku_spf_word_is_of_other_record (term->text)
      && g_ascii_strcasecmp (term->text, TODOKU_SPF_VERSION) != 0)
    todoku_spf_lint_report (lint, term->text, (int) term->position,
                            todoku_spf_lint_show (lint, term->name), NULL);
}

static TodokuSpfRepairKind
get_kind_of_rule (TodokuSpfLint *lint)
{
  for (gsize i = 0; i < G_N_ELEMENTS (repaired); i++)
    if (g_str_equal (repaired[i].id, lint->current->rule.id))
      return repaired[i].kind;

  g_return_val_if_reached (TODOKU_SPF_REPAIR_UNCERTAIN);
}

static void
check_repairs (TodokuSpfLint *lint)
{
  TodokuSpfRepairKind kind = get_kind_of_rule (lint);

  todoku_list_foreach (const TodokuSpfRepair, repair, lint->repairs)
    {
      int position = (int) repair->position;
      const char *was;
      const char *now;

      if (repair->kind != kind)
        continue;
      was = todoku_spf_lint_show (lint, repair->was != NULL ? repair->was : "");
      now = todoku_spf_lint_show (lint, repair->now != NULL ? repair->now : "");
      // A version that is wrong where it belongs is reported as that.
      if (kind == TODOKU_SPF_REPAIR_VERSION)
        {
          if (position >= TODOKU_SPF_VERSION_LENGTH)
            todoku_spf_lint_report (lint, TODOKU_SPF_VERSION, position, NULL, NULL);
        }
      else if (kind != TODOKU_SPF_REPAIR_PUNCTUATION || now[0] == '\0' || now[0] == ' ')
        todoku_spf_lint_report (lint, repair->was, position, was, now);
      else
        /* Translators: the first argument is a piece of the record as it is, the second is right.
         */
        todoku_spf_lint_add (lint, repair->was, position,
                             _ ("“%s” is wrong here. It should be “%s”."), was, now);
    }
}

static gboolean
is_own_name (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return lint->domain != NULL && term->value != NULL
         && (todoku_dns_name_is_within (term->value, lint->domain)
             || todoku_dns_name_is_within (lint->domain, term->value));
}

static gboolean
is_repaired (TodokuSpfLint *lint, const TodokuSpfTerm *term, TodokuSpfRepairKind kind)
{
  return todoku_spf_lint_find_repair (lint, kind, term->position,
                                      term->position + strlen (term->text))
         != NULL;
}

static void
check_placeholders (TodokuSpfLint *lint)
{
  todoku_spf_record_foreach (lint->record, term)
    if (todoku_spf_term_has_placeholder (term->text) && !is_own_name (lint, term)
        && !is_repaired (lint, term, TODOKU_SPF_REPAIR_MARKUP))
      todoku_spf_lint_report_term (lint, term, NULL);
}

static gboolean
is_uncertain (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, lint->repairs)
    if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN && repair->position == term->position)
      return TRUE;

  return FALSE;
}

// Whether a rule of its own says what is wrong with the writing of @term.
static gboolean
is_reported_as_repair (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  for (gsize i = 0; i < G_N_ELEMENTS (repaired); i++)
    if (is_repaired (lint, term, repaired[i].kind))
      return TRUE;

  return FALSE;
}

// What no host has in its name, as the ":" of "include:include:x": outside of macros.
static gboolean
has_sign (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  return is_uncertain (lint, term)
         || (term->value[strspn (term->value, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.")]
               != '\0'
             && strchr (term->value, '%') == NULL && !is_reported_as_repair (lint, term));
}

// What the repair makes of @term by itself, else what it is likely to be; or NULL.
static char *
find_meant (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  g_autofree char *mended = todoku_spf_repair_term (term->text);

  return g_str_equal (mended, term->text) ? todoku_spf_lint_find_meant (lint, term->text)
                                          : g_steal_pointer (&mended);
}

// To the letter such a name is right, and no DNS can know it, or nobody means it.
static void
check_impossible_name (TodokuSpfLint *lint, const TodokuSpfTerm *term)
{
  const char *text;
  gboolean is_sign;
  g_autofree char *meant = NULL;

  if (term->value == NULL
      || (!todoku_spf_term_needs_lookup (term) && term->kind != TODOKU_SPF_TERM_EXP)
      || !todoku_spf_macro_is_constant (term->value)
      || todoku_spf_term_has_placeholder (term->text))
    return;

  text = todoku_spf_lint_show (lint, term->text);
  is_sign = has_sign (lint, term);
  if (is_sign)
    meant = find_meant (lint, term);
  else if (todoku_dns_name_is_valid (term->value))
    return;

  if (meant != NULL)
    /* Translators: the first argument is a term of the record, the second what is right. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” has signs in it that no domain can have. Did you mean “%s”?"),
                         text, meant);
  else if (is_sign)
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (lint, term->text, (int) term->position,
                         _ ("“%s” has signs in it that no domain can have. Check the spelling."),
                         text);
  else
    /* Translators: the argument is a term of the record. */
    todoku_spf_lint_add (
      lint, term->text, (int) term->position,
      _ ("“%s” has a domain that cannot exist: there must be 1 to 63 characters between two dots, "
         "and at most 253 in the whole name. Check the spelling."),
      text);
}

// clang-format off
static const TodokuSpfLintCheck checks[] = {
  { { "bad-version", ERROR (SYNTAX) }, .check = check_version,
    .message = N_ ("An SPF record starts with “v=spf1” and a space, with nothing before it. This one does not, so receivers ignore it.") },
  { { "quote-character", ERROR (SYNTAX) }, .check = check_quotes,
    .message = N_ ("There is a quotation mark in the value itself. Remove it: your control panel adds quotation marks where they are needed.") },
  { { "non-ascii-character", ERROR (SYNTAX) }, .check = check_characters },
  { { "control-character", ERROR (SYNTAX) }, .check = check_characters },
  { { "space-in-term", ERROR (SYNTAX) }, .check = check_repairs,
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    .message = N_ ("“%s” has a space where none is allowed. It should be “%s”.") },
  { { "stray-punctuation", ERROR (SYNTAX) }, .check = check_repairs,
    /* Translators: the argument is a comma, a semicolon or the like. */
    .message = N_ ("“%s” is wrong here. Separate two parts of the record with one space, and nothing else.") },
  { { "glued-terms", ERROR (SYNTAX) }, .check = check_repairs,
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    .message = N_ ("A space is missing in “%s”. It should be “%s”.") },
  { { "link-in-term", ERROR (SYNTAX) }, .check = check_repairs,
    /* Translators: the first argument is a piece of the record as it is, the second is right. */
    .message = N_ ("“%s” is written as a link, and no such name exists. It should be “%s”.") },
  { { "other-record", ERROR (SYNTAX) }, .check = check_repairs,
    /* Translators: the argument is text of a DMARC or DKIM record, or of a verification. */
    .message = N_ ("“%s” belongs to another record and has no effect here. Remove it, and publish it as a TXT record of its own.") },
  { { "markup", ERROR (SYNTAX) }, .check = check_repairs,
    // Translators: the argument is as <br>, &nbsp; or %20.
    .message = N_ ("“%s” is web page code, and does not belong in a record. Copy the value as the page shows it.") },
  { { "repeated-version", ERROR (SYNTAX) }, .check = check_repairs,
    .message = N_ ("“v=spf1” appears here a second time. A record starts with it once, and the contents of both values come after it together.") },
  { { "syntax-error", ERROR (SYNTAX) }, .check = check_errors },
  { { "unknown-mechanism", ERROR (SYNTAX) }, .check = check_errors },
  { { "bare-address", ERROR (SYNTAX) }, .check = check_errors },
  { { "wrong-separator", ERROR (SYNTAX) }, .check = check_errors },
  { { "missing-value", ERROR (SYNTAX) }, .check = check_errors },
  { { "unexpected-value", ERROR (SYNTAX) }, .check = check_errors },
  { { "wrong-address-family", ERROR (SYNTAX) }, .check = check_errors },
  { { "bad-address", ERROR (SYNTAX) }, .check = check_errors },
  { { "macro-in-address", ERROR (SYNTAX) }, .check = check_errors,
    /* Translators: %1$s is a part of the record, %2$s is ip4 or ip6. */
    .message = N_ ("“%1$s” has a macro (“%%”), which is not allowed with %2$s. Write the address itself.") },
  { { "bad-prefix-length", ERROR (SYNTAX) }, .check = check_errors },
  { { "bad-domain", ERROR (SYNTAX) }, .check = check_errors },
  { { "bad-macro", ERROR (SYNTAX) }, .check = check_errors },
  { { "repeated-modifier", ERROR (SYNTAX) }, .check = check_errors },
  { { "mechanism-as-modifier", ERROR (SYNTAX) },
    .check_term = check_mechanism_as_modifier },
  { { "misspelt-modifier", ERROR (SYNTAX) }, .find = find_misspelt_modifier,
    /* Translators: both arguments are terms of the record. */
    .message = N_ ("“%s” has no effect, because SPF does not know its name. It should be “%s”.") },
  { { "placeholder", ERROR (SEMANTICS) }, .check = check_placeholders,
    /* Translators: the argument is a term of the record, as a:sv***.xserver.jp. */
    .message = N_ ("“%s” still has a placeholder for something that only you have, such as your server’s name or your domain. Replace it with the real one: as it is, nobody is allowed to send.") },
  { { "impossible-name", ERROR (SEMANTICS) }, .check_term = check_impossible_name },
  { { "long-record", WARNING (SEMANTICS) }, .check = check_long_record },
  { { "long-string", WARNING (STYLE) }, .check = check_long_string },
  { { "unknown-modifier", NOTE (STYLE) }, .check_term = check_unknown_modifier,
    /* Translators: the argument is the name of a term of the record. */
    .message = N_ ("SPF does not know the name “%s”, and receivers ignore it. Check the spelling; if it is not needed, it can be removed.") },
  { { "repeated-spaces", NOTE (STYLE) }, .check = check_spaces,
    .message = N_ ("There are spaces that are not needed. They do no harm, and can be removed.") },
};
// clang-format on

const TodokuSpfLintTable todoku_spf_lint_writing = { checks, G_N_ELEMENTS (checks) };
