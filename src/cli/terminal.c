// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>

static gboolean
is_obeyed (gunichar character)
{
  // Cf: zero-width signs and those that turn the direction of writing.
  return (g_unichar_iscntrl (character) && character != '\n')
         || g_unichar_type (character) == G_UNICODE_FORMAT;
}

char *
todoku_terminal_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      g_string_append_unichar (escaped, is_obeyed (character) ? 0xfffd : character);
    }

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

void
todoku_terminal_print (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);

  g_autofree char *escaped = todoku_terminal_escape (text);

  fputs (escaped, stdout);
}

void
todoku_terminal_complain (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);

  g_autofree char *escaped = todoku_terminal_escape (text);

  fprintf (stderr, "todoku-cli: %s\n", escaped);
}

void
todoku_terminal_print_json (struct json_object *object)
{
  puts (json_object_to_json_string_ext (object,
                                        JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
  json_object_put (object);
}
