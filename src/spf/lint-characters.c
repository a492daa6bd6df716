// SPDX-License-Identifier: GPL-3.0-or-later

// Which octets stand in the record, and how many.

#include "config.h"

#include "spf/lint-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What one string of a TXT record holds (RFC 1035 3.3).
#define STRING_MAX 255

// Up to here the whole answer fits a packet that every resolver takes (RFC 7208 3.4).
#define RECORD_LONG 450
#define RECORD_TOO_LONG 512

void
todoku_spf_lint_check_quotes (TodokuSpfLint *lint)
{
  const char *quote = memchr (lint->text, '"', lint->length);

  if (quote != NULL)
    todoku_spf_lint_add (lint, NULL, (int) (quote - lint->text),
                         _ ("A quotation mark stands in the value itself. Take it out: where "
                            "quotation marks are needed, your panel adds them."));
}

static void
add_character (TodokuSpfLint *lint, gsize position, gunichar c)
{
  char text[7] = { 0 };

  if (c == (gunichar) -1)
    {
      todoku_spf_lint_add (
        lint, NULL, (int) position,
        _ ("There is a byte here that is not a character. Only half-width letters, "
           "digits and signs may stand in the record."));
      return;
    }

  if (!g_unichar_isgraph (c) || g_unichar_iszerowidth (c))
    {
      /* Translators: %1$04X is the number of a character, as in U+3000. */
      todoku_spf_lint_add (lint, NULL, (int) position,
                           _ ("The character U+%1$04X stands here. Only half-width letters, digits "
                              "and signs may stand in the record."),
                           c);
      return;
    }

  g_unichar_to_utf8 (c, text);
  /* Translators: %1$s is a character, %2$04X its number, as in U+3000. */
  todoku_spf_lint_add (lint, NULL, (int) position,
                       _ ("“%1$s” (U+%2$04X) is no half-width character. Only half-width letters, "
                          "digits and signs may stand in the record: type it again."),
                       text, c);
}

// Every kind of character is reported once, where it first stands.
void
todoku_spf_lint_check_non_ascii (TodokuSpfLint *lint)
{
  g_autoptr (GHashTable) reported = g_hash_table_new (NULL, NULL);
  gsize step;

  for (gsize i = 0; i < lint->length; i += step)
    {
      gunichar c;

      step = 1;
      if ((guchar) lint->text[i] < 0x80)
        continue;

      c = g_utf8_get_char_validated (lint->text + i, (gssize) (lint->length - i));
      if (c == (gunichar) -2)
        c = (gunichar) -1;
      if (c != (gunichar) -1)
        step = (gsize) g_unichar_to_utf8 (c, NULL);
      if (g_hash_table_add (reported, GUINT_TO_POINTER (c)))
        add_character (lint, i, c);
    }
}

void
todoku_spf_lint_check_control (TodokuSpfLint *lint)
{
  gboolean reported[128] = { FALSE };

  for (gsize i = 0; i < lint->length; i++)
    {
      guchar c = (guchar) lint->text[i];

      if ((c >= 0x20 && c != 0x7f) || reported[c])
        continue;
      reported[c] = TRUE;
      if (c == '\t')
        todoku_spf_lint_add (lint, NULL, (int) i,
                             _ ("A tab stands here. Only a space may stand between two parts."));
      else
        /* Translators: %1$04X is the number of a character, as in U+000A. */
        todoku_spf_lint_add (lint, NULL, (int) i,
                             _ (
                               "A character that cannot be seen (U+%1$04X) stands here. Delete it, "
                               "or type this place again."),
                             c);
    }
}

void
todoku_spf_lint_check_spaces (TodokuSpfLint *lint)
{
  for (gsize i = 1; i < lint->length; i++)
    if (lint->text[i] == ' ' && (lint->text[i - 1] == ' ' || i + 1 == lint->length))
      {
        todoku_spf_lint_add (
          lint, NULL, (int) i,
          _ ("There are spaces that are not needed. They do no harm, and can be removed."));
        return;
      }
}

// Of a published record the strings are known, and none can be too long.
void
todoku_spf_lint_check_long_string (TodokuSpfLint *lint)
{
  if (lint->source == NULL && lint->length > STRING_MAX)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (
      lint, NULL, STRING_MAX,
      g_dngettext (GETTEXT_PACKAGE,
                   "The record takes %u byte, and one string of the DNS holds 255. Many panels cut "
                   "it by themselves; where yours refuses it, enter it in pieces, each in "
                   "quotation marks.",
                   "The record takes %u bytes, and one string of the DNS holds 255. Many panels "
                   "cut it by themselves; where yours refuses it, enter it in pieces, each in "
                   "quotation marks.",
                   (gulong) lint->length),
      (guint) lint->length);
}

void
todoku_spf_lint_check_long_record (TodokuSpfLint *lint)
{
  if (lint->length > RECORD_TOO_LONG)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (
      lint, NULL, RECORD_TOO_LONG,
      g_dngettext (GETTEXT_PACKAGE,
                   "The record takes %u byte. With more than 512, some receivers cannot "
                   "read it. Remove what you no longer use.",
                   "The record takes %u bytes. With more than 512, some receivers cannot "
                   "read it. Remove what you no longer use.",
                   (gulong) lint->length),
      (guint) lint->length);
  else if (lint->length > RECORD_LONG)
    /* Translators: the argument is a number. */
    todoku_spf_lint_add (
      lint, NULL, RECORD_LONG,
      g_dngettext (GETTEXT_PACKAGE,
                   "The record takes %u byte. It is best kept to 450, so that every "
                   "receiver can read it. Remove what you no longer use.",
                   "The record takes %u bytes. It is best kept to 450, so that every "
                   "receiver can read it. Remove what you no longer use.",
                   (gulong) lint->length),
      (guint) lint->length);
}
