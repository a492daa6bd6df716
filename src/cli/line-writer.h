// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuLineWriter:
 *
 * Writes lines to a file descriptor, each at once if it takes them, and never waits for who reads
 * them: meanwhile, answers of the DNS would get old unread.
 */
typedef struct _TodokuLineWriter TodokuLineWriter;

/**
 * todoku_line_writer_new:
 * @fd: where to
 * @changed: called from the main loop when all is written, and when writing has failed
 * @user_data: for @changed
 */
TodokuLineWriter *todoku_line_writer_new (int fd,
                                          GSourceOnceFunc changed,
                                          gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

/** Frees the writer. What is not written yet is lost. */
void todoku_line_writer_free (TodokuLineWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuLineWriter, todoku_line_writer_free)

/** Writes @line and a line break, after all that was to be written before. */
void todoku_line_writer_write (TodokuLineWriter *self, const char *line);

/** Returns: whether all is written, or never will be. */
gboolean todoku_line_writer_is_idle (TodokuLineWriter *self);

/** Returns: the errno with which writing has failed; 0 where it has not. */
int todoku_line_writer_get_error (TodokuLineWriter *self);

G_END_DECLS
