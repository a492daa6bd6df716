// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/terminal.h"

#include <stdarg.h>
#include <stdio.h>

static gboolean
is_obeyed (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  // Format: zero-width signs and those that turn the direction of writing.
  return g_unichar_iscntrl (character) || type == G_UNICODE_FORMAT
         || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static void
append_replacement (GString *escaped, gunichar character G_GNUC_UNUSED)
{
  g_string_append_unichar (escaped, 0xfffd);
}

// RFC 8259 (7): in UTF-16, beyond the first plane in two halves.
static void
append_json_escape (GString *escaped, gunichar character)
{
  if (character > 0xffff)
    g_string_append_printf (escaped, "\\u%04x\\u%04x", 0xd7c0 + (character >> 10),
                            0xdc00 + (character & 0x3ff));
  else
    g_string_append_printf (escaped, "\\u%04x", character);
}

// Whatever a terminal could obey goes through @append_obeyed, save line breaks if they are ours.
static char *
escape (const char *text,
        gboolean with_line_breaks,
        void (*append_obeyed) (GString *escaped, gunichar character))
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (is_obeyed (character) && !(with_line_breaks && character == '\n'))
        append_obeyed (escaped, character);
      else
        g_string_append_unichar (escaped, character);
    }

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

char *
todoku_terminal_escape (const char *text)
{
  return escape (text, FALSE, append_replacement);
}

static G_GNUC_PRINTF (1, 0) char *format_escaped (const char *format,
                                                  va_list args,
                                                  gboolean with_line_breaks)
{
  g_autofree char *text = g_strdup_vprintf (format, args);

  return escape (text, with_line_breaks, append_replacement);
}

void
todoku_terminal_print (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = format_escaped (format, args, TRUE);
  va_end (args);
  fputs (text, stdout);
}

void
todoku_terminal_print_line (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = format_escaped (format, args, FALSE);
  va_end (args);
  puts (text);
}

gboolean
todoku_terminal_complain (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = format_escaped (format, args, FALSE);
  va_end (args);
  fprintf (stderr, "todoku-cli: %s\n", text);

  return FALSE;
}

char *
todoku_terminal_write_json (struct json_object *object)
{
  return escape (json_object_to_json_string_ext (object, JSON_C_TO_STRING_PLAIN
                                                           | JSON_C_TO_STRING_NOSLASHESCAPE),
                 FALSE, append_json_escape);
}

void
todoku_terminal_print_json (struct json_object *object)
{
  g_autofree char *line = todoku_terminal_write_json (object);

  puts (line);
  json_object_put (object);
}
