// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The most octets of a line that are read; the rest of a longer one is skipped. */
#define TODOKU_LINE_MAX 4096

/** What is wrong with a line. */
typedef enum
{
  TODOKU_LINE_FAULT_NONE,
  TODOKU_LINE_FAULT_TOO_LONG, /* more than %TODOKU_LINE_MAX octets */
  TODOKU_LINE_FAULT_NUL,      /* an octet of value 0 */
  TODOKU_LINE_FAULT_NOT_UTF8,
} TodokuLineFault;

/**
 * TodokuLine:
 * @number: which line of the file, from 1; empty ones count
 * @text: the line without its end; what is not UTF-8 as U+FFFD, what is too long cut
 * @fault: what is wrong with it
 */
typedef struct
{
  guint number;
  char *text;
  TodokuLineFault fault;
} TodokuLine;

void todoku_line_free (TodokuLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuLine, todoku_line_free)

/**
 * TodokuLineReader:
 *
 * Reads lines from a stream, each as soon as it is there. However long the stream and its lines
 * are, it takes no more memory.
 */
typedef struct _TodokuLineReader TodokuLineReader;

TodokuLineReader *todoku_line_reader_new (GInputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
void todoku_line_reader_free (TodokuLineReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuLineReader, todoku_line_reader_free)

/**
 * todoku_line_reader_next_async:
 * @self: a reader, which must stay until @callback; one call at a time
 * @cancellable: (nullable): to give up
 * @callback: called from the main loop, never from within this call
 * @user_data: for @callback
 *
 * Reads the next line that says something: empty ones and those that begin with # are passed over.
 */
void todoku_line_reader_next_async (TodokuLineReader *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

/** Returns: (transfer full) (nullable): the line; %NULL at the end, or with @error set. */
TodokuLine *todoku_line_reader_next_finish (TodokuLineReader *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
