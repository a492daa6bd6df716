// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/batch-job.h"
#include "cli/batch-tally.h"
#include "cli/choices.h"
#include "cli/command.h"
#include "cli/line-reader.h"
#include "cli/line-writer.h"
#include "cli/terminal.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#define JOBS_DEFAULT 16
#define JOBS_MAX 256

// A batch under way.
typedef struct
{
  TodokuOptions options;
  TodokuChoiceOptions given;
  int n_jobs_max;
  TodokuCatalog *catalog;
  TodokuCheckupOptions *choices;
  TodokuDnsResolver *resolver;
  TodokuLineReader *reader;
  TodokuLineWriter *writer;
  GMainLoop *loop;
  GCancellable *stop;
  TodokuBatchTally tally;
  int n_jobs;
  gboolean is_reading;
  gboolean has_ended; // there are no more lines
  gboolean was_interrupted;
  gboolean has_failed; // the file could not be read to its end
} Batch;

static void
batch_clear (Batch *self)
{
  todoku_options_clear (&self->options);
  todoku_choice_options_clear (&self->given);
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
  g_clear_pointer (&self->choices, todoku_checkup_options_free);
  g_clear_object (&self->resolver);
  g_clear_pointer (&self->reader, todoku_line_reader_free);
  g_clear_pointer (&self->writer, todoku_line_writer_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->stop);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
check_arguments (const Batch *self, int argc)
{
  if (argc > 2)
    {
      todoku_terminal_complain (_ ("Give one file with a domain on each line, or “-” for standard "
                                   "input."));
      return FALSE;
    }
  if (self->n_jobs_max < 1 || self->n_jobs_max > JOBS_MAX)
    {
      // Translators: the first argument is the most that can be, the second what was given.
      todoku_terminal_complain (_ ("--jobs takes a number from 1 to %d, not %d."), JOBS_MAX,
                                self->n_jobs_max);
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse_arguments (Batch *self, int *argc, char ***argv)
{
  const GOptionEntry own[] = {
    { "jobs", 0, 0, G_OPTION_ARG_INT, &self->n_jobs_max,
      _ ("How many domains to check at once (16)"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree GOptionEntry *entries = todoku_choice_options_get_entries (&self->given, own);

  self->n_jobs_max = JOBS_DEFAULT;

  return todoku_options_parse (
           &self->options, "[FILE]",
           _ ("Check many domains. FILE has a mail address, a domain or a URL on each line;\n"
              "without it, or for “-”, standard input is read. Empty lines and those that\n"
              "begin with # are passed over. For each line, as soon as it is checked, one line\n"
              "of JSON is printed: “input” and “line” tell which, the rest is as “check --json”\n"
              "has it. A line that cannot be checked gets an “error”.\n\n"
              "Ends with 2 where a line got an error, else 3 where DNS could not be read, else 1\n"
              "where there is something to do, else 0. Ctrl-C ends it with 130, once what is\n"
              "done is printed."),
           entries, argc, argv)
         && check_arguments (self, *argc);
}

static void batch_go_on (Batch *self);

static void
batch_stop (Batch *self)
{
  self->has_ended = TRUE;
  g_cancellable_cancel (self->stop);
  batch_go_on (self);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Batch *self = user_data;
  g_autoptr (TodokuBatchAnswer) answer =
    todoku_batch_job_finish (TODOKU_DNS_RESOLVER (source), result);

  self->n_jobs--;
  if (answer != NULL)
    {
      todoku_batch_tally_count (&self->tally, answer->is_bad, answer->verdict);
      todoku_line_writer_write (self->writer, answer->json);
      todoku_batch_tally_show (&self->tally);
    }
  batch_go_on (self);
}

static void
line_read_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer user_data)
{
  Batch *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuLine) line = todoku_line_reader_next_finish (self->reader, result, &error);

  self->is_reading = FALSE;
  if (line == NULL)
    self->has_ended = TRUE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->has_failed = TRUE;
      todoku_terminal_complain ("%s", error->message);
    }
  if (line != NULL)
    {
      self->n_jobs++;
      self->tally.n_read++;
      todoku_batch_job_async (self->resolver, self->catalog, self->choices, g_steal_pointer (&line),
                              self->stop, job_done_cb, self);
    }
  batch_go_on (self);
}

// Reads on where there is room, and ends where all is done. Who reads the answers slowly holds up
// the rest, so that they do not pile up.
static void
batch_go_on (Batch *self)
{
  if (self->is_reading || !todoku_line_writer_is_idle (self->writer))
    return;

  if (self->has_ended)
    {
      if (self->n_jobs == 0)
        g_main_loop_quit (self->loop);
    }
  else if (self->n_jobs < self->n_jobs_max)
    {
      self->is_reading = TRUE;
      todoku_line_reader_next_async (self->reader, self->stop, line_read_cb, self);
    }
}

static void
written_cb (gpointer user_data)
{
  Batch *self = user_data;

  if (todoku_line_writer_get_error (self->writer) != 0)
    batch_stop (self);
  else
    batch_go_on (self);
}

// Once: a second signal ends the process at once.
static gboolean
signal_cb (gpointer user_data)
{
  Batch *self = user_data;

  self->was_interrupted = TRUE;
  batch_stop (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_open (int fd)
{
  return fcntl (fd, F_GETFD) >= 0;
}

static gboolean
open_reader (Batch *self, const char *path)
{
  gboolean is_stdin = path == NULL || g_str_equal (path, "-");
  int fd = is_stdin ? STDIN_FILENO : g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || !is_open (fd))
    {
      todoku_terminal_complain ("%s: %s", is_stdin ? "-" : path, g_strerror (errno));
      return FALSE;
    }

  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, !is_stdin);

  self->reader = todoku_line_reader_new (stream);

  return TRUE;
}

static TodokuExit
sum_up (Batch *self)
{
  int error = todoku_line_writer_get_error (self->writer);

  // Who reads the answers may have had enough of them, as head(1).
  if (error != 0 && error != EPIPE)
    todoku_terminal_complain ("%s", g_strerror (error));
  if (error != 0)
    return TODOKU_EXIT_OUTPUT;

  todoku_batch_tally_sum_up (&self->tally, self->was_interrupted);
  if (self->was_interrupted)
    return TODOKU_EXIT_INTERRUPTED;

  return self->has_failed ? TODOKU_EXIT_USAGE : todoku_batch_tally_get_exit (&self->tally);
}

static TodokuExit
run (Batch *self)
{
  g_unix_signal_add (SIGINT, signal_cb, self);
  g_unix_signal_add (SIGTERM, signal_cb, self);
  self->loop = g_main_loop_new (NULL, FALSE);
  self->stop = g_cancellable_new ();
  self->writer = todoku_line_writer_new (STDOUT_FILENO, written_cb, self);
  batch_go_on (self);
  g_main_loop_run (self->loop);

  return sum_up (self);
}

TodokuExit
todoku_command_batch (int argc, char **argv)
{
  g_auto (Batch) self = { 0 };

  // A file opened later must not take the place of a closed standard output.
  if (!is_open (STDOUT_FILENO))
    return TODOKU_EXIT_OUTPUT;
  signal (SIGPIPE, SIG_IGN);
  if (!parse_arguments (&self, &argc, &argv) || !open_reader (&self, argv[1]))
    return TODOKU_EXIT_USAGE;
  self.catalog = todoku_options_load_catalog ();
  if (self.catalog != NULL)
    self.choices = todoku_choice_options_make_choices (&self.given, self.catalog);
  if (self.choices != NULL)
    self.resolver = todoku_options_make_resolver (&self.options);
  if (self.resolver == NULL)
    return TODOKU_EXIT_USAGE;

  return run (&self);
}
