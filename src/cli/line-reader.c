// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/line-reader.h"

#include <string.h>

#define CHUNK 4096
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _TodokuLineReader
{
  GInputStream *stream;
  char chunk[CHUNK]; // as read
  gsize start;       // what is left of it
  gsize end;
  GString *octets; // of the line so far
  gboolean is_too_long;
  gboolean has_ended;
  guint n_lines;
};

void
todoku_line_free (TodokuLine *line)
{
  g_free (line->text);
  g_free (line);
}

TodokuLineReader *
todoku_line_reader_new (GInputStream *stream)
{
  TodokuLineReader *self = g_new0 (TodokuLineReader, 1);

  self->stream = g_object_ref (stream);
  self->octets = g_string_new (NULL);

  return self;
}

void
todoku_line_reader_free (TodokuLineReader *self)
{
  g_object_unref (self->stream);
  g_string_free (self->octets, TRUE);
  g_free (self);
}

// Moves what is there of the line to it. Returns whether the line has come to its end.
static gboolean
reader_fill_line (TodokuLineReader *self)
{
  const char *from = self->chunk + self->start;
  gsize there = self->end - self->start;
  const char *end = there > 0 ? memchr (from, '\n', there) : NULL;
  gsize length = end != NULL ? (gsize) (end - from) : there;
  gsize room = TODOKU_LINE_MAX - self->octets->len;

  if (length > room)
    self->is_too_long = TRUE;
  g_string_append_len (self->octets, from, (gssize) MIN (length, room));
  self->start += end != NULL ? length + 1 : length;

  return end != NULL || (self->has_ended && self->octets->len > 0);
}

static TodokuLineFault
find_fault (const TodokuLineReader *self)
{
  if (self->is_too_long)
    return TODOKU_LINE_FAULT_TOO_LONG;
  if (memchr (self->octets->str, '\0', self->octets->len) != NULL)
    return TODOKU_LINE_FAULT_NUL;
  if (!g_utf8_validate_len (self->octets->str, self->octets->len, NULL))
    return TODOKU_LINE_FAULT_NOT_UTF8;

  return TODOKU_LINE_FAULT_NONE;
}

static TodokuLine *
reader_take_line (TodokuLineReader *self)
{
  TodokuLine *line = g_new0 (TodokuLine, 1);
  GString *octets = self->octets;

  self->n_lines++;
  if (octets->len > 0 && octets->str[octets->len - 1] == '\r')
    g_string_truncate (octets, octets->len - 1);
  if (self->n_lines == 1 && g_str_has_prefix (octets->str, BYTE_ORDER_MARK))
    g_string_erase (octets, 0, (gssize) strlen (BYTE_ORDER_MARK));

  line->number = self->n_lines;
  line->fault = find_fault (self);
  line->text = g_utf8_make_valid (octets->str, (gssize) octets->len);
  g_string_truncate (octets, 0);
  self->is_too_long = FALSE;

  return line;
}

static gboolean
line_says_something (const TodokuLine *line)
{
  const char *at = line->text;

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return *at != '\0' && *at != '#';
}

static TodokuLine *
reader_find_line (TodokuLineReader *self)
{
  while (reader_fill_line (self))
    {
      g_autoptr (TodokuLine) line = reader_take_line (self);

      if (line_says_something (line))
        return g_steal_pointer (&line);
    }

  return NULL;
}

static void reader_continue (TodokuLineReader *self, GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  TodokuLineReader *self = g_task_get_task_data (task);
  GError *error = NULL;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length < 0)
    {
      g_task_return_error (task, error);
      return;
    }

  self->start = 0;
  self->end = (gsize) length;
  self->has_ended = length == 0;
  reader_continue (self, task);
}

static void
reader_continue (TodokuLineReader *self, GTask *task)
{
  TodokuLine *line = reader_find_line (self);

  if (line != NULL || self->has_ended)
    g_task_return_pointer (task, line, (GDestroyNotify) todoku_line_free);
  else
    g_input_stream_read_async (self->stream, self->chunk, CHUNK, G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

void
todoku_line_reader_next_async (TodokuLineReader *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, todoku_line_reader_next_async);
  g_task_set_task_data (task, self, NULL);
  reader_continue (self, task);
}

TodokuLine *
todoku_line_reader_next_finish (TodokuLineReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_get_task_data (G_TASK (result)) == self, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
