// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received-header.h"

#include "base/charset.h"
#include "base/list.h"
#include "mail/text.h"

#include <string.h>

// More than any mail has, and little enough not to wear the machine out.
#define HEADER_OCTETS_MAX (512 * 1024)
#define VALUE_OCTETS_MAX (64 * 1024)
#define FIELDS_MAX 1000

// Where the lines of a text are looked at for being spaced out.
#define SPACED_LINES_MIN 8

gboolean
todoku_mail_field_is (const TodokuMailField *field, const char *name)
{
  return g_ascii_strcasecmp (field->name, name) == 0;
}

const char *
todoku_mail_header_find (const GPtrArray *fields, const char *name)
{
  todoku_list_foreach (const TodokuMailField, field, fields)
    if (todoku_mail_field_is (field, name))
      return field->value;

  return NULL;
}

static void
field_free (gpointer data)
{
  TodokuMailField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

// What stands before a line's own text: quote marks of mail programs, and an indentation.
static gsize
measure_prefix (const char *line)
{
  return strspn (line, " \t>|");
}

// The octets of the field's name at the begin of @line, or 0. In web pages a tabulator or a blank
// may stand before the colon.
static gsize
measure_name (const char *line)
{
  gsize n = 0;

  if (!g_ascii_isalpha (line[0]))
    return 0;
  while (n < 77 && (g_ascii_isalnum (line[n]) || line[n] == '-'))
    n++;

  return line[n] == ':' ? n : 0;
}

static gboolean
is_called (const char *line, gsize length, const char *name)
{
  return strlen (name) == length && g_ascii_strncasecmp (line, name, length) == 0;
}

// Whether a field of this name tells on which way a mail came.
static gboolean
is_trace (const char *line, gsize length)
{
  static const char *const names[] = { "Received", "Authentication-Results", "DKIM-Signature",
                                       "Return-Path" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_called (line, length, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t>|")] == '\0';
}

// Whether a header begins at @lines: it tells where the mail came from before a blank line ends it.
static gboolean
begins_header (char **lines)
{
  if (measure_name (*lines + measure_prefix (*lines)) == 0)
    return FALSE;
  for (guint n = 0; *lines != NULL && !is_blank (*lines) && n < FIELDS_MAX; lines++, n++)
    {
      const char *line = *lines + measure_prefix (*lines);

      if (is_trace (line, measure_name (line)))
        return TRUE;
    }

  return FALSE;
}

// The first line of the header, or %NULL. Only the first line of a block that has no blank line in
// it, and those that look like a field, are tried.
static char **
find_header (char **lines)
{
  gboolean is_tried = FALSE;

  for (; *lines != NULL; lines++)
    {
      if (is_blank (*lines))
        is_tried = FALSE;
      else if (!is_tried && measure_name (*lines + measure_prefix (*lines)) > 0)
        {
          if (begins_header (lines))
            return lines;
          is_tried = TRUE;
        }
    }

  return NULL;
}

// The text of @line without what was set before all lines of the header; not all need be quoted.
static const char *
skip_prefix (const char *line, const char *prefix)
{
  while (*prefix != '\0' && *line == *prefix)
    {
      line++;
      prefix++;
    }

  return line;
}

static void
append_line (GString *value, const char *line)
{
  g_autofree char *text = g_strstrip (g_strdup (line));

  if (value->len > 0 && *text != '\0')
    g_string_append_c (value, ' ');
  if (value->len < VALUE_OCTETS_MAX)
    g_string_append (value, text);
}

static void
close_field (GPtrArray *fields, char *name, GString *value)
{
  TodokuMailField *field;

  if (name == NULL)
    {
      g_string_free (value, TRUE);
      return;
    }
  field = g_new0 (TodokuMailField, 1);
  field->name = name;
  field->value = g_string_free (value, FALSE);
  g_ptr_array_add (fields, field);
}

// A line that begins no field goes on with the last one, as copying loses the indentation.
static void
read_fields (GPtrArray *fields, char **lines)
{
  g_autofree char *prefix = g_strndup (*lines, measure_prefix (*lines));
  char *name = NULL;
  GString *value = g_string_new (NULL);

  for (; *lines != NULL && !is_blank (*lines) && fields->len < FIELDS_MAX; lines++)
    {
      const char *line = skip_prefix (*lines, prefix);
      gsize length = measure_name (line);

      if (length > 0)
        {
          close_field (fields, name, value);
          name = g_strndup (line, length);
          value = g_string_new (NULL);
          line += length + 1;
        }
      append_line (value, line);
    }
  close_field (fields, name, value);
}

// Whether a blank line follows each line, as where a page was copied out of a table.
static gboolean
is_spaced_out (char **lines)
{
  guint n = 0;

  while (*lines != NULL && is_blank (*lines))
    lines++;
  for (; lines[0] != NULL && lines[1] != NULL && n < SPACED_LINES_MIN; lines += 2, n++)
    if (is_blank (lines[0]) || !is_blank (lines[1]))
      return FALSE;

  return n == SPACED_LINES_MIN;
}

static void
close_up (char **lines)
{
  char **to = lines;

  for (char **from = lines; *from != NULL; from++)
    if (is_blank (*from) && to > lines && !is_blank (to[-1]))
      g_free (*from);
    else
      *to++ = *from;
  *to = NULL;
}

static char *
join_until (char **lines, char **end)
{
  GString *text = g_string_new (NULL);

  for (; *lines != NULL && lines != end; lines++)
    g_string_append_printf (text, "%s\n", *lines);

  return g_string_free (text, FALSE);
}

static GPtrArray *
read_text (const char *text, char **before)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  g_auto (GStrv) lines = g_regex_split (todoku_mail_regex_get ("\\r\\n?|\\n"), text, 0);
  char **start;

  if (is_spaced_out (lines))
    close_up (lines);
  start = find_header (lines);
  if (start != NULL)
    read_fields (fields, start);
  *before = join_until (lines, start);

  return fields;
}

GPtrArray *
todoku_mail_header_split (const char *text)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  char **start = find_header (lines);

  if (*lines != NULL)
    read_fields (fields, start != NULL ? start : lines);

  return fields;
}

// Whether what a receiver found can be read, as far as it goes: within another mail it may be in
// quoted-printable, "spf=3Dpass", and in Markdown be called "Authentication\-Results".
static gboolean
has_results (const GPtrArray *fields)
{
  const char *results = todoku_mail_header_find (fields, "Authentication-Results");

  return results != NULL && todoku_mail_text_has (results, "=|^[^;]{1,300};[ \t]{0,9}none\\b")
         && !todoku_mail_text_has (results, "\\b(?:spf|dkim|dmarc)=3D[a-z]");
}

static char *
undo_quoted_printable (const char *text)
{
  g_autofree char *octets = todoku_mail_text_decode (text, "=\\r?\\n|=(?<hex>[0-9a-f]{2})");

  return todoku_charset_to_utf8 (octets, strlen (octets), NULL);
}

GPtrArray *
todoku_mail_header_read (const char *octets, gsize length, char **before)
{
  // What takes signs away that a header may need is tried last.
  static char *(*const ways[]) (const char *) = { g_strdup, todoku_html_to_text,
                                                  todoku_mail_text_clean, undo_quoted_printable };
  g_autofree char *whole = todoku_charset_to_utf8 (octets, MIN (length, HEADER_OCTETS_MAX), NULL);
  GPtrArray *fields = NULL;

  *before = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (ways) && (fields == NULL || !has_results (fields)); i++)
    {
      g_autofree char *text = ways[i](whole);
      g_autofree char *above = NULL;
      g_autoptr (GPtrArray) found = read_text (text, &above);

      if (fields == NULL || has_results (found) || fields->len == 0)
        {
          g_clear_pointer (&fields, g_ptr_array_unref);
          g_free (*before);
          fields = g_steal_pointer (&found);
          *before = g_steal_pointer (&above);
        }
    }

  return fields;
}
