// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/line-writer.h"

#include <errno.h>
#include <glib-unix.h>
#include <limits.h>
#include <unistd.h>

struct _TodokuLineWriter
{
  int fd;
  GSourceOnceFunc changed;
  gpointer user_data;
  GString *octets; // to be written
  gsize n_written; // of those
  guint watch;
  int error;
};

TodokuLineWriter *
todoku_line_writer_new (int fd, GSourceOnceFunc changed, gpointer user_data)
{
  TodokuLineWriter *self = g_new0 (TodokuLineWriter, 1);

  self->fd = fd;
  self->changed = changed;
  self->user_data = user_data;
  self->octets = g_string_new (NULL);

  return self;
}

void
todoku_line_writer_free (TodokuLineWriter *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_string_free (self->octets, TRUE);
  g_free (self);
}

static gboolean
writable_cb (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  TodokuLineWriter *self = user_data;
  gsize left = self->octets->len - self->n_written;
  // A pipe that takes anything takes as much as this without waiting (POSIX, write).
  gssize n = write (fd, self->octets->str + self->n_written, MIN (left, PIPE_BUF));

  if (n < 0 && errno != EINTR && errno != EAGAIN)
    self->error = errno;
  if (n > 0)
    self->n_written += (gsize) n;
  if (self->error == 0 && self->n_written < self->octets->len)
    return G_SOURCE_CONTINUE;

  g_string_truncate (self->octets, 0);
  self->n_written = 0;
  self->watch = 0;
  self->changed (self->user_data);

  return G_SOURCE_REMOVE;
}

void
todoku_line_writer_write (TodokuLineWriter *self, const char *line)
{
  if (self->error != 0)
    return;

  g_string_append (self->octets, line);
  g_string_append_c (self->octets, '\n');
  if (self->watch == 0)
    self->watch = g_unix_fd_add (self->fd, G_IO_OUT, writable_cb, self);
}

gboolean
todoku_line_writer_is_idle (TodokuLineWriter *self)
{
  return self->octets->len == 0;
}

int
todoku_line_writer_get_error (TodokuLineWriter *self)
{
  return self->error;
}
