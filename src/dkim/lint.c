// SPDX-License-Identifier: GPL-3.0-or-later

// The table of rules, and those that look at one record.

#include "dkim/lint.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  TodokuDkimRecord *record;
  const char *selector;
  gboolean is_mended;
  const char *id;
  GPtrArray *findings;
} Lint;

// A rule finds a fault of the record or its key, and says @message; or it looks itself; or, with
// none of these, it is one of evaluate.c or judge.c.
typedef struct
{
  TodokuRule rule;
  TodokuDkimFault fault;
  TodokuDkimKeyFault key_fault;
  const char *message;
  gboolean is_to_copy; /* unless the record can be mended */
  void (*check) (const Lint *lint);
} Rule;

static void
add (const Lint *lint, const TodokuTag *tag, const char *message)
{
  todoku_dkim_lint_add (lint->findings, lint->id, tag != NULL ? tag->text : lint->selector,
                        tag != NULL ? (int) tag->position : -1, "%s", message);
}

// @message, and what to do where nobody but whoever made the key knows what is right.
static void
add_to_copy (const Lint *lint, const char *term, int position, const char *message)
{
  if (lint->is_mended)
    todoku_dkim_lint_add (lint->findings, lint->id, term, position, "%s", message);
  else
    todoku_dkim_lint_add (lint->findings, lint->id, term, position, C_ ("sentences", "%s %s"),
                          message, _ ("Copy the value from your email provider again."));
}

static const TodokuTag *
find_tag (const Lint *lint, const char *name)
{
  return todoku_tag_list_find (lint->record->tags, name);
}

static void
check_hash (const Lint *lint)
{
  const TodokuTag *tag = find_tag (lint, "h");

  if (!(lint->record->faults & TODOKU_DKIM_FAULT_HASH))
    return;
  if (todoku_dkim_list_has (tag->value, "sha1"))
    add (lint, tag,
         _ ("The key only accepts signatures with SHA-1, which receivers no longer accept. Remove "
            "the tag “h”, and have your email provider sign with SHA-256."));
  else
    add (lint, tag, _ ("The tag “h” names no way of signing that receivers know. Remove it."));
}

// What a panel takes at most in one string; with two quotes around it, some cut there, too.
static gboolean
is_cut_by_panel (gsize length)
{
  return length >= 253 && length <= 257;
}

static void
check_cut (const Lint *lint)
{
  if (lint->record->key.fault != TODOKU_DKIM_KEY_FAULT_CUT)
    return;
  if (is_cut_by_panel (lint->record->length))
    /* Translators: %u is about 255. */
    todoku_dkim_lint_add (lint->findings, lint->id, lint->selector, (int) lint->record->length,
                          _ ("The end of the key is missing: the value stops after %u characters, "
                             "the most that one piece can have. Enter the whole value in pieces of "
                             "at most 255 characters, or ask your DNS provider how."),
                          (guint) lint->record->length);
  else
    todoku_dkim_lint_add (lint->findings, lint->id, lint->selector, (int) lint->record->length,
                          _ ("Part of the key is missing, usually its end. Copy the value from "
                             "your email provider again, all the way to the end."));
}

static void
check_base64 (const Lint *lint)
{
  const TodokuTag *tag = find_tag (lint, "p");
  const TodokuDkimKey *key = &lint->record->key;

  if (key->fault != TODOKU_DKIM_KEY_FAULT_BASE64)
    return;
  add_to_copy (lint, lint->selector, (int) (tag->value_position + key->fault_offset),
               _ ("There is a character in the key that no key may have."));
}

static void
check_bits (const Lint *lint)
{
  const TodokuDkimRecord *record = lint->record;
  gboolean is_too_weak = record->key.bits < TODOKU_DKIM_BITS_MIN;

  if (record->key_type != TODOKU_DKIM_KEY_RSA || record->key.bits == 0
      || record->key.bits >= TODOKU_DKIM_BITS_ADVISED)
    return;
  if (is_too_weak && g_str_equal (lint->id, "weak-key"))
    /* Translators: %u is a number of bits, less than 1024. */
    todoku_dkim_lint_add (
      lint->findings, lint->id, lint->selector, -1,
      _ ("The key has only %u bits. Receivers accept signatures with 1024 bits or more, so this "
         "one is useless. Make a new key with 2048 bits at your email provider."),
      record->key.bits);
  else if (!is_too_weak && g_str_equal (lint->id, "short-key"))
    /* Translators: %u is a number of bits, from 1024 to 2047. */
    todoku_dkim_lint_add (lint->findings, lint->id, lint->selector, -1,
                          _ ("The key has %u bits. It works; if your email provider offers 2048 "
                             "bits, a new key is safer."),
                          record->key.bits);
}

static void
check_revoked (const Lint *lint)
{
  if (lint->record->state == TODOKU_DKIM_STATE_REVOKED)
    add (lint, find_tag (lint, "p"),
         _ ("This key has been revoked: its value is empty, so signatures with it fail. That is "
            "right for a key that is no longer used."));
}

static void
check_test (const Lint *lint)
{
  if (lint->record->is_test)
    add (lint, find_tag (lint, "t"),
         _ ("“t=y” says that signing is only being tested, so receivers may treat the email as not "
            "signed. Remove “y” once signed email arrives."));
}

static void
check_strict (const Lint *lint)
{
  if (lint->record->is_strict)
    add (lint, find_tag (lint, "t"),
         _ ("“t=s” means that the key is only for the domain itself, not for subdomains."));
}

static void
check_ed25519 (const Lint *lint)
{
  if (lint->record->key_type == TODOKU_DKIM_KEY_ED25519 && lint->record->is_usable)
    add (
      lint, find_tag (lint, "k"),
      _ ("Gmail and many other receivers cannot check Ed25519 keys: they go by the RSA key, which "
         "is needed beside it."));
}

static void
check_spaces (const Lint *lint)
{
  if (lint->record->key.has_spaces && lint->record->key.fault == TODOKU_DKIM_KEY_FAULT_NONE)
    add (lint, NULL,
         _ ("There are spaces in the key. They are allowed, but not every receiver skips them: "
            "remove them when you change the value."));
}

static void
check_unknown_tags (const Lint *lint)
{
  static const char *const known[] = { "v", "g", "h", "k", "n", "p", "s", "t", NULL };

  todoku_list_foreach (const TodokuTag, tag, lint->record->tags)
    if (lint->record->faults == 0 && !g_strv_contains (known, tag->name))
      /* Translators: the argument is a part of the record, as “x=1”. */
      todoku_dkim_lint_add (lint->findings, lint->id, tag->text, (int) tag->position,
                            _ ("Receivers do not know “%s” and ignore it."), tag->text);
}

static void
check_retired_tag (const Lint *lint)
{
  const TodokuTag *tag = find_tag (lint, "g");

  if (tag != NULL)
    add (lint, tag, _ ("The tag “g” is no longer used, and receivers ignore it."));
}

#define ERROR TODOKU_SEVERITY_ERROR
#define WARNING TODOKU_SEVERITY_WARNING
#define NOTE TODOKU_SEVERITY_NOTE

// clang-format off
static const Rule rules[] = {
  { { "private-key", ERROR }, .fault = TODOKU_DKIM_FAULT_PRIVATE, .message =
    N_ ("This is the private key, which nobody but your email provider may see: anyone who has it can sign email in your name. Remove it at once, make a new key, and publish its public half.") },
  { .rule = { "signature-line", ERROR } },
  { { "doubled-text", ERROR }, .fault = TODOKU_DKIM_FAULT_DOUBLED, .message =
    N_ ("The value appears twice, one after the other. Keep only one.") },
  { { "key-without-tags", ERROR }, .fault = TODOKU_DKIM_FAULT_BARE, .message =
    N_ ("Only the key itself is there: “v=DKIM1; k=rsa; p=” is missing in front of it.") },
  { { "bad-version", ERROR }, .fault = TODOKU_DKIM_FAULT_VERSION, .message =
    N_ ("The record must start with “v=DKIM1”, in capitals; as it is, receivers ignore it.") },
  { { "missing-semicolon", ERROR }, .fault = TODOKU_DKIM_FAULT_GLUED, .message =
    N_ ("A semicolon is missing after “v=DKIM1”, so receivers cannot read the record.") },
  { { "text-before-version", ERROR }, .fault = TODOKU_DKIM_FAULT_FRONT, .message =
    N_ ("There is something before “v=DKIM1”, such as the name of the record. The value must start with “v=DKIM1”.") },
  { { "non-ascii-character", ERROR }, .fault = TODOKU_DKIM_FAULT_NON_ASCII, .message =
    N_ ("There is a character in the value that no record may have, such as a full-width one."), .is_to_copy = TRUE },
  { { "quote-character", ERROR }, .fault = TODOKU_DKIM_FAULT_QUOTES, .message =
    N_ ("There are quotation marks in the value itself. Enter it without them.") },
  { { "backslash-character", ERROR }, .fault = TODOKU_DKIM_FAULT_BACKSLASH, .message =
    N_ ("There are backslashes (\\) in the value, for example before semicolons. Enter it without them.") },
  { { "pem-line", ERROR }, .fault = TODOKU_DKIM_FAULT_PEM, .message =
    N_ ("The lines “-----BEGIN …-----” and “-----END …-----” do not belong in the value: only what is between them goes after “p=”.") },
  { { "repeated-tag", ERROR }, .fault = TODOKU_DKIM_FAULT_REPEATED, .message =
    N_ ("A tag appears twice, so the whole record is invalid. Keep only one.") },
  { { "syntax-error", ERROR }, .fault = TODOKU_DKIM_FAULT_SYNTAX, .message =
    N_ ("Each part between semicolons must be a name, “=” and a value; this one is not, so the whole record is invalid.") },
  { { "no-public-key", ERROR }, .fault = TODOKU_DKIM_FAULT_NO_KEY, .message =
    N_ ("Receivers find no “p=” in the value: it needs a small “p”, and a semicolon before it."), .is_to_copy = TRUE },
  { { "unknown-key-type", ERROR }, .fault = TODOKU_DKIM_FAULT_KEY_TYPE, .message =
    N_ ("Receivers only know keys of the types “rsa” and “ed25519”.") },
  { { "sha1-only", ERROR }, .check = check_hash },
  { { "not-for-mail", ERROR }, .fault = TODOKU_DKIM_FAULT_SERVICE, .message =
    N_ ("The tag “s” says that the key is not for email. Remove it.") },
  { { "bad-base64", ERROR }, .check = check_base64 },
  { { "bad-padding", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_PADDING, .message =
    N_ ("The end of the key is wrong: a character is missing, or there is one too many."), .is_to_copy = TRUE },
  { { "cut-key", ERROR }, .check = check_cut },
  { { "text-behind-key", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_TRAILING, .message =
    N_ ("There is something after the key, such as a second one."), .is_to_copy = TRUE },
  { { "not-a-public-key", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_NO_KEY, .message =
    N_ ("What follows “p=” is not a key."), .is_to_copy = TRUE },
  { { "other-key-type", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_OTHER_TYPE, .message =
    N_ ("The key is not of the type that the record says, or is written like one of another type.") },
  { { "bare-key", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_UNWRAPPED, .message =
    N_ ("The key is written in a form (PKCS #1) that Gmail and others cannot read. The same key has to be there in the usual form.") },
  { { "space-for-plus", ERROR }, .key_fault = TODOKU_DKIM_KEY_FAULT_PLUS, .message =
    N_ ("The plus signs (+) of the key have turned into spaces. Enter the value with the plus signs.") },
  { { "weak-key", ERROR }, .check = check_bits },
  { { "revoked-key", WARNING }, .check = check_revoked },
  { { "test-mode", WARNING }, .check = check_test },
  { { "short-key", NOTE }, .check = check_bits },
  { { "ed25519-key", NOTE }, .check = check_ed25519 },
  { { "strict-domain", NOTE }, .check = check_strict },
  { { "space-in-key", NOTE }, .check = check_spaces },
  { { "retired-tag", NOTE }, .check = check_retired_tag },
  { { "unknown-tag", NOTE }, .check = check_unknown_tags },
  // Of a domain: evaluate.c, judge.c.
  { .rule = { "no-domain", ERROR } },
  { .rule = { "no-key", ERROR } },
  { .rule = { "no-key-at-selector", ERROR } },
  { .rule = { "no-key-of-host", ERROR } },
  { .rule = { "no-rsa-key", ERROR } },
  { .rule = { "no-key-of-service", NOTE } },
  { .rule = { "unused-key", WARNING } },
  { .rule = { "missing-alias", WARNING } },
  { .rule = { "keys-of-others", WARNING } },
  { .rule = { "other-companys-key", WARNING } },
  { .rule = { "text-for-alias", WARNING } },
  { .rule = { "signature-failed", ERROR } },
  { .rule = { "other-selector", WARNING } },
  { .rule = { "several-keys", ERROR } },
  { .rule = { "text-beside-key", ERROR } },
  { .rule = { "split-key", ERROR } },
  { .rule = { "misplaced-key", ERROR } },
  { .rule = { "not-a-key", WARNING } },
  { .rule = { "alias-as-text", ERROR } },
  { .rule = { "alias-with-domain", ERROR } },
  { .rule = { "alias-of-other", WARNING } },
  { .rule = { "dangling-alias", WARNING } },
  { .rule = { "alias-in-reserve", NOTE } },
  { .rule = { "alias", NOTE } },
  { .rule = { "dns-failure", WARNING } },
};
// clang-format on

const TodokuRule *
todoku_dkim_lint_find_rule (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule.id, id))
      return &rules[i].rule;

  return NULL;
}

static int
get_fault_position (const TodokuDkimRecord *record, TodokuDkimFault fault)
{
  return record->fault_position[g_bit_nth_lsf (fault, -1)];
}

// The tag that a place in the record belongs to.
static const char *
find_term (const Lint *lint, int position)
{
  const char *term = lint->selector;

  todoku_list_foreach (const TodokuTag, tag, lint->record->tags)
    if ((int) tag->position <= position && *tag->text != '\0')
      term = tag->text;

  return term;
}

static void
say (const Lint *lint, const Rule *rule, const char *term, int position)
{
  if (rule->is_to_copy)
    add_to_copy (lint, term, position, _ (rule->message));
  else
    todoku_dkim_lint_add (lint->findings, lint->id, term, position, "%s", _ (rule->message));
}

// The line “DKIM-Signature” of a mail, or its begin: it says for whom it is, and has no key.
static gboolean
is_signature (const TodokuDkimRecord *record)
{
  return todoku_tag_list_find (record->tags, "d") != NULL
         && todoku_tag_list_find (record->tags, "s") != NULL
         && todoku_tag_list_find (record->tags, "p") == NULL;
}

void
todoku_dkim_lint_record (TodokuDkimRecord *record,
                         const char *selector,
                         gboolean is_mended,
                         GPtrArray *findings)
{
  Lint lint = {
    .record = record, .selector = selector, .is_mended = is_mended, .findings = findings
  };

  if (is_signature (record))
    {
      todoku_dkim_lint_add (findings, "signature-line", selector, -1, "%s",
                            _ (
                              "This is the line “DKIM-Signature” of an email, and not the key. The "
                              "key is shown in the control panel of your email provider."));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];

      lint.id = rule->rule.id;
      if (rule->fault != 0 && (record->faults & rule->fault) != 0)
        {
          int position = get_fault_position (record, rule->fault);

          say (&lint, rule, find_term (&lint, position), position);
        }
      else if (rule->key_fault != 0 && record->key.fault == rule->key_fault)
        {
          const TodokuTag *tag = find_tag (&lint, "p");

          say (&lint, rule, selector, (int) (tag->value_position + record->key.fault_offset));
        }
      else if (rule->check != NULL)
        rule->check (&lint);
    }
}
