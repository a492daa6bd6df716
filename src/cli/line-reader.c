// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/line-reader.h"

#include "cli/csv.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// The most octets of a line that are read; the rest of a longer one is skipped.
#define LINE_MAX_OCTETS 4096

void
todoku_line_free (TodokuLine *self)
{
  g_free (self->text);
  g_free (self);
}

static void
set_fault (TodokuLine *line, const char *id, const char *message)
{
  line->fault_id = id;
  line->fault = message;
}

static gboolean
starts_with (const char *octets, gsize length, const char *start)
{
  return length >= strlen (start) && memcmp (octets, start, strlen (start)) == 0;
}

// The line of the first @length octets of the input.
static TodokuLine *
take_line (TodokuLineReader *self, const char *octets, gsize length)
{
  TodokuLine *line = g_new0 (TodokuLine, 1);

  line->number = ++self->n_lines;
  if (length > LINE_MAX_OCTETS)
    set_fault (line, "too-long", _ ("This line is too long to be a domain."));
  length = MIN (length, LINE_MAX_OCTETS);
  if (line->number == 1 && starts_with (octets, length, TODOKU_CSV_BYTE_ORDER_MARK))
    {
      octets += strlen (TODOKU_CSV_BYTE_ORDER_MARK);
      length -= strlen (TODOKU_CSV_BYTE_ORDER_MARK);
    }
  if (line->fault == NULL && length > 0 && memchr (octets, '\0', length) != NULL)
    set_fault (line, "nul", _ ("This line has something in it that is not text (NUL)."));
  else if (line->fault == NULL && !g_utf8_validate_len (octets, length, NULL))
    set_fault (line, "not-utf8", _ ("This line is not written in UTF-8."));
  line->text = g_utf8_make_valid (octets, (gssize) length);

  return line;
}

// How many octets end a line at @octets: CR LF, LF, or, as spreadsheets on a Mac write it, CR
// alone; 0 where none does, or where more has to be read to see it.
static gsize
get_end_length (const char *octets, gsize length, gboolean is_at_end)
{
  if (octets[0] == '\n')
    return 1;
  if (octets[0] != '\r' || (length == 1 && !is_at_end))
    return 0;

  return length > 1 && octets[1] == '\n' ? 2 : 1;
}

// The next line, whatever it says; NULL where it is not there yet, or there is none.
static TodokuLine *
read_line (TodokuLineReader *self)
{
  gsize length;
  const char *octets = g_buffered_input_stream_peek_buffer (self->input, &length);
  gboolean was_skipping = self->is_skipping;
  gsize n_octets = 0;
  gsize n_end = 0;
  TodokuLine *line = NULL;

  for (; n_octets < length && n_end == 0; n_octets += n_end == 0)
    n_end = get_end_length (octets + n_octets, length - n_octets, self->is_at_end);
  if (n_end == 0 && length <= LINE_MAX_OCTETS && !self->is_at_end && !was_skipping)
    return NULL;

  if (length > 0 && !was_skipping)
    line = take_line (self, octets, n_octets);
  self->is_skipping = n_end == 0 && !self->is_at_end;
  g_input_stream_skip (G_INPUT_STREAM (self->input), n_octets + n_end, NULL, NULL);

  return was_skipping && n_end > 0 ? read_line (self) : line;
}

// Empty lines and comments say nothing.
static gboolean
says_something (const TodokuLine *line)
{
  const char *at = line->text;

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return *at != '\0' && *at != '#';
}

TodokuLine *
todoku_line_reader_next (TodokuLineReader *self)
{
  for (TodokuLine *line = read_line (self); line != NULL; line = read_line (self))
    {
      if (says_something (line))
        return line;
      todoku_line_free (line);
    }

  return NULL;
}

gboolean
todoku_line_reader_is_utf16 (const TodokuLineReader *self)
{
  gsize length;
  const char *octets = g_buffered_input_stream_peek_buffer (self->input, &length);

  return starts_with (octets, length, "\xff\xfe") || starts_with (octets, length, "\xfe\xff");
}

void
todoku_line_reader_init (TodokuLineReader *self, GInputStream *stream)
{
  // A line with its end.
  self->input =
    G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new_sized (stream, LINE_MAX_OCTETS + 1));
}

void
todoku_line_reader_clear (TodokuLineReader *self)
{
  g_clear_object (&self->input);
}
