// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuLine:
 * @number: from 1; empty lines count
 * @text: what is not UTF-8 as U+FFFD, what is too long cut
 * @fault_id: (nullable): what keeps it from being read, as "not-utf8"; never translated
 * @fault: (nullable): the same as a sentence, in the language spoken
 *
 * A line of a list that somebody else wrote.
 */
typedef struct
{
  guint number;
  char *text;
  const char *fault_id;
  const char *fault;
} TodokuLine;

void todoku_line_free (TodokuLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuLine, todoku_line_free)

/**
 * TodokuLineReader:
 * @input: is filled by whoever reads; holds one line
 * @n_lines: how many were read
 * @is_skipping: whether the rest of a line that is too long comes next
 * @is_at_end: set by whoever fills @input: there is nothing more
 *
 * Takes lines from a stream. However long it and its lines are, no more memory is taken.
 */
typedef struct
{
  GBufferedInputStream *input;
  guint n_lines;
  gboolean is_skipping;
  gboolean is_at_end;
} TodokuLineReader;

void todoku_line_reader_init (TodokuLineReader *self, GInputStream *stream);
void todoku_line_reader_clear (TodokuLineReader *self);

/** Returns: (transfer full) (nullable): the next line that is neither empty nor a comment; %NULL
 * where it is not there yet, or there is none. */
TodokuLine *todoku_line_reader_next (TodokuLineReader *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether the first octets say that it is written in UTF-16, as “Unicode text” of a
 * spreadsheet is. */
gboolean todoku_line_reader_is_utf16 (const TodokuLineReader *self);

G_END_DECLS
