// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/json.h"
#include "checkup/checkup.h"
#include "checkup/options.h"
#include "checkup/report-json.h"
#include "cli/command.h"
#include "cli/csv.h"
#include "cli/line-reader.h"
#include "cli/terminal.h"
#include "cli/unused.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JOBS_MAX 256

static int n_jobs_max = 16;
static gboolean is_csv;

static const GOptionEntry entries[] = {
  { "jobs", 0, 0, G_OPTION_ARG_INT, &n_jobs_max, N_ ("How many domains to check at once (16)"),
    "N" },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &is_csv,
    N_ ("Print a table for a spreadsheet (CSV) instead of JSON"), NULL },
  G_OPTION_ENTRY_NULL,
};

#define SHOW_EVERY_US (G_USEC_PER_SEC / 10)

// How many rows of a table are done, or under way, behind one that takes long.
#define ROWS_MAX 1000

// To the start of the line, and all that stands there away (ECMA-48 CR, EL).
#define REWRITE "\r\033[K"

typedef struct
{
  char *text;
} Row;

static void
row_free (Row *row)
{
  g_free (row->text);
  g_free (row);
}

// A batch under way.
typedef struct
{
  TodokuCatalog *catalog;
  TodokuCheckupOptions *choices;
  TodokuDnsResolver *resolver;
  GMainLoop *loop;
  GCancellable *stop;
  int n_jobs;
  gboolean was_interrupted;

  TodokuLineReader lines;
  gboolean is_reading;
  gboolean has_ended;  // there are no more lines
  gboolean has_failed; // the input could not be read to its end

  // Of a table, in the order of the file: those that are done, and wait for one before them, and
  // those that are under way, which have no text yet.
  GQueue rows;         // of Row
  GString *output;     // to be written
  gsize n_written;     // of that
  guint output_source; // waits until something can be written
  int output_error;    // the errno with which writing failed

  gboolean has_begun; // a line was read that says something
  guint n_read;       // those that are no heading
  guint n_done;
  guint n_bad; // answers that are errors
  guint n_verdicts[TODOKU_VERDICT_CHOOSE + 1];
  TodokuExit status; /* the gravest of the reports */
  gint64 last_shown;
} Batch;

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
  g_clear_pointer (&self->choices, todoku_checkup_options_free);
  g_clear_object (&self->resolver);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->stop);
  todoku_line_reader_clear (&self->lines);
  g_clear_handle_id (&self->output_source, g_source_remove);
  g_queue_clear_full (&self->rows, (GDestroyNotify) row_free);
  if (self->output != NULL)
    g_string_free (self->output, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

// A line of the input, and what is found out about it.
typedef struct
{
  Batch *batch;
  TodokuLine *line;
  Row *row; // where the answer is to go, in a table
  TodokuDomain *domain;
  TodokuDnsFacts *facts;
  TodokuReport *report;
} Job;

static void
job_free (Job *job)
{
  todoku_line_free (job->line);
  g_clear_pointer (&job->domain, todoku_domain_free);
  todoku_dns_facts_unref (job->facts);
  g_clear_pointer (&job->report, todoku_report_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static const char *const domain_error_ids[] = {
  [TODOKU_DOMAIN_ERROR_EMPTY] = "empty",
  [TODOKU_DOMAIN_ERROR_ADDRESS] = "address",
  [TODOKU_DOMAIN_ERROR_ONE_LABEL] = "one-label",
  [TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX] = "public-suffix",
  [TODOKU_DOMAIN_ERROR_CHARACTER] = "character",
  [TODOKU_DOMAIN_ERROR_LENGTH] = "length",
  [TODOKU_DOMAIN_ERROR_SEVERAL] = "several",
  [TODOKU_DOMAIN_ERROR_PROVIDER] = "provider",
};

static void batch_continue (Batch *self);

static void
batch_stop (Batch *self)
{
  self->has_ended = TRUE;
  g_cancellable_cancel (self->stop);
  batch_continue (self);
}

static gboolean
writable_cb (int fd, GIOCondition condition G_GNUC_UNUSED, gpointer user_data)
{
  Batch *self = user_data;
  gsize left = self->output->len - self->n_written;
  // A pipe that takes anything takes as much as this without waiting (POSIX, write).
  gssize n = write (fd, self->output->str + self->n_written, MIN (left, PIPE_BUF));

  if (n < 0 && errno != EINTR && errno != EAGAIN)
    self->output_error = errno;
  if (n > 0)
    self->n_written += (gsize) n;
  if (self->output_error == 0 && self->n_written < self->output->len)
    return G_SOURCE_CONTINUE;

  g_string_truncate (self->output, 0);
  self->n_written = 0;
  self->output_source = 0;
  if (self->output_error != 0)
    batch_stop (self);
  else
    batch_continue (self);

  return G_SOURCE_REMOVE;
}

// Never waits for who reads: meanwhile, answers of the DNS would get old unread.
static void
write_text (Batch *self, const char *text)
{
  if (self->output_error != 0)
    return;

  g_string_append (self->output, text);
  if (self->output_source == 0)
    self->output_source = g_unix_fd_add (STDOUT_FILENO, G_IO_OUT, writable_cb, self);
}

// Who puts the table beside the own list finds the same order in it. @text: (transfer full)
static void
write_row (Batch *self, Row *row, char *text)
{
  row->text = text;
  for (row = g_queue_peek_head (&self->rows); row != NULL && row->text != NULL;
       row = g_queue_peek_head (&self->rows))
    {
      write_text (self, row->text);
      row_free (g_queue_pop_head (&self->rows));
    }
}

static void
write_answer (Job *job, struct json_object *object)
{
  if (is_csv)
    write_row (job->batch, job->row, todoku_csv_write_answer (object));
  else
    {
      g_autofree char *line = todoku_terminal_write_json (object);

      write_text (job->batch, line);
      write_text (job->batch, "\n");
    }
}

// Shows on stderr how far it is, in a line that is written over and over. Where the answers go to
// the same terminal they show it themselves.
static void
show_progress (Batch *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->last_shown < SHOW_EVERY_US || !isatty (STDERR_FILENO) || isatty (STDOUT_FILENO))
    return;

  self->last_shown = now;
  fputs (REWRITE, stderr);
  // Translators: both are numbers of lines.
  fprintf (stderr,
           g_dngettext (GETTEXT_PACKAGE, "%u of %u line done so far", "%u of %u lines done so far",
                        self->n_read),
           self->n_done, self->n_read);
  fflush (stderr);
}

// Answers the line. @error_id and @error are NULL for a report that is none.
static void
answer (Job *job, const char *error_id, const char *error)
{
  Batch *batch = job->batch;
  struct json_object *object = json_object_new_object ();
  struct json_object *report =
    job->report != NULL ? todoku_cli_report_to_json (job->report, batch->choices) : NULL;

  todoku_json_set_string (object, "input", job->line->text);
  todoku_json_set_int (object, "line", job->line->number);
  if (error != NULL)
    {
      todoku_json_set_string (object, "error", error);
      todoku_json_set_string (object, "error_id", error_id);
      batch->n_bad++;
    }
  else
    {
      batch->n_verdicts[job->report->verdict]++;
      batch->status = MAX (batch->status, todoku_command_get_exit (job->report->verdict));
    }
  if (report != NULL)
    {
      json_object_object_foreach (report, key, value)
      {
        json_object_object_add (object, key, json_object_get (value));
      }
    }
  batch->n_done++;
  write_answer (job, object);
  show_progress (batch);
  json_object_put (report);
  json_object_put (object);
}

static gboolean
job_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Job *job = user_data;

  g_clear_pointer (&job->report, todoku_report_unref);

  return todoku_checkup_run (job->batch->catalog, facts, job->domain->ascii, job->batch->choices,
                             &job->report);
}

static void
answer_report (Job *job)
{
  TodokuReport *report = job->report;
  const TodokuFinding *bad_value = todoku_command_find_bad_value (report);

  if (bad_value != NULL)
    answer (job, bad_value->id, bad_value->message);
  else if (report->verdict == TODOKU_VERDICT_NO_DOMAIN)
    answer (job, todoku_verdict_get_id (report->verdict), report->explanation);
  else
    answer (job, NULL, NULL);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  Batch *batch = job->batch;

  batch->n_jobs--;
  if (todoku_dns_run_finish (TODOKU_DNS_RESOLVER (source), result, &error))
    answer_report (job);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    answer (job, "failed", error->message);
  else if (is_csv)
    write_row (batch, job->row, g_strdup (""));
  batch_continue (batch);
}

// Whether @text, which is no domain, says what stands below it: several words, or a Japanese one,
// and nothing like a name or an address of mail. One plain word may be a domain without its end.
static gboolean
is_heading (const char *text)
{
  for (const char *dot = strchr (text, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (g_unichar_isalnum (g_utf8_get_char (dot + 1)))
      return FALSE;

  return strchr (text, '@') == NULL && (strpbrk (text, ",;\t") != NULL || !g_str_is_ascii (text));
}

static void
job_start (Batch *batch, TodokuLine *line)
{
  g_autoptr (Job) job = g_new0 (Job, 1);
  gboolean is_first = !batch->has_begun;
  g_autoptr (GError) error = NULL;

  job->batch = batch;
  job->line = line;
  job->facts = todoku_dns_facts_new ();
  batch->has_begun = TRUE;
  if (line->fault == NULL)
    job->domain = todoku_own_domain_parse (line->text, batch->catalog, &error);
  if (is_first && error != NULL && is_heading (line->text))
    {
      // Translators: the argument is a number.
      todoku_terminal_complain (_ ("Line %u was taken for a heading and left out."), line->number);
      return;
    }

  batch->n_read++;
  if (is_csv)
    g_queue_push_tail (&batch->rows, job->row = g_new0 (Row, 1));
  if (line->fault != NULL)
    answer (job, line->fault_id, line->fault);
  else if (job->domain == NULL)
    answer (job, domain_error_ids[error->code], error->message);
  else
    {
      batch->n_jobs++;
      todoku_dns_run_async (batch->resolver, job->facts, job_rule, NULL, job, batch->stop,
                            finished_cb, job);
      g_steal_pointer (&job);
    }
}

// Starts with the next line that says something. Returns whether there was one.
static gboolean
start_line (Batch *self)
{
  TodokuLine *line = todoku_line_reader_next (&self->lines);

  if (line != NULL)
    job_start (self, line);
  self->has_ended |= line == NULL && self->lines.is_at_end;

  return line != NULL;
}

static void
fail (Batch *self, const char *message)
{
  self->has_failed = TRUE;
  self->has_ended = TRUE;
  todoku_terminal_complain ("%s", message);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Batch *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_buffered_input_stream_fill_finish (G_BUFFERED_INPUT_STREAM (source), result, &error);

  self->is_reading = FALSE;
  self->lines.is_at_end = n == 0;
  if (error != NULL)
    self->has_ended = TRUE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail (self, error->message);
  else if (self->lines.n_lines == 0 && todoku_line_reader_is_utf16 (&self->lines))
    fail (self, _ ("The file is written in UTF-16. Save it as text in UTF-8, or as “CSV UTF-8”, "
                   "and try again."));
  batch_continue (self);
}

// Reads on where there is room, and ends where all is done. Who reads the answers slowly holds up
// the rest, so that they do not pile up.
static void
batch_continue (Batch *self)
{
  while (!self->is_reading && self->output->len == 0 && !self->has_ended
         && self->n_jobs < n_jobs_max && self->rows.length < ROWS_MAX)
    if (!start_line (self) && !self->has_ended)
      {
        self->is_reading = TRUE;
        g_buffered_input_stream_fill_async (self->lines.input, -1, G_PRIORITY_DEFAULT, self->stop,
                                            filled_cb, self);
      }
  if (self->has_ended && !self->is_reading && self->output->len == 0 && self->n_jobs == 0)
    g_main_loop_quit (self->loop);
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
open_input (Batch *self, const char *path)
{
  gboolean is_stdin = path == NULL || g_str_equal (path, "-");
  int fd = is_stdin ? STDIN_FILENO : g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0 || !is_open (fd))
    return todoku_terminal_complain ("%s: %s", is_stdin ? "-" : path, g_strerror (errno));

  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, !is_stdin);

  todoku_line_reader_init (&self->lines, stream);

  return TRUE;
}

static char *
describe_counts (const Batch *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->n_verdicts); i++)
    if (self->n_verdicts[i] > 0)
      g_string_append_printf (text, ", %s %u", todoku_verdict_get_id (i), self->n_verdicts[i]);
  if (self->n_bad > 0)
    g_string_append_printf (text, ", error %u", self->n_bad);
  g_string_erase (text, 0, MIN (text->len, 2));

  return g_string_free (text, FALSE);
}

// Says on stderr what came of all.
static void
sum_up (const Batch *self)
{
  g_autofree char *counts = describe_counts (self);

  if (self->last_shown > 0)
    fputs (REWRITE, stderr);
  if (self->was_interrupted)
    // Translators: both are numbers of lines.
    todoku_terminal_complain (
      g_dngettext (GETTEXT_PACKAGE, "Interrupted; %u of the %u line that was read is done.",
                   "Interrupted; %u of the %u lines that were read are done.", self->n_read),
      self->n_done, self->n_read);
  if (isatty (STDERR_FILENO) && self->n_done > 0)
    // Translators: the first argument is a number, the second a list as "fine 12, edit 3".
    todoku_terminal_complain (_ ("Lines done: %u (%s)"), self->n_done, counts);
}

// The gravest of all: a bad line, then what the verdicts come to.
static TodokuExit
end (const Batch *self)
{
  // Who reads the answers may have had enough of them, as head(1).
  if (self->output_error != 0 && self->output_error != EPIPE)
    todoku_terminal_complain ("%s", g_strerror (self->output_error));
  if (self->output_error != 0)
    return TODOKU_EXIT_OUTPUT;

  sum_up (self);
  if (self->was_interrupted)
    return TODOKU_EXIT_INTERRUPTED;
  if (self->has_failed || self->n_bad > 0)
    return TODOKU_EXIT_USAGE;

  return self->status;
}

static gboolean
prepare (Batch *self, const TodokuOptions *options, int argc, char **argv)
{
  if (argc > 2)
    return todoku_terminal_complain (_ ("Give one file with a domain on each line, or “-” for "
                                        "standard input."));
  if (n_jobs_max < 1 || n_jobs_max > JOBS_MAX)
    // Translators: the first argument is the most that can be, the second what was given.
    return todoku_terminal_complain (_ ("--jobs takes a number from 1 to %d, not %d."), JOBS_MAX,
                                     n_jobs_max);
  if (is_csv && options->json)
    return todoku_terminal_complain (_ ("--csv and --json do not go together."));
  if (!open_input (self, argv[1]))
    return FALSE;
  self->catalog = todoku_command_load_catalog ();
  if (self->catalog != NULL)
    self->choices = todoku_choices_make (self->catalog);
  if (self->choices != NULL)
    self->resolver = todoku_command_make_resolver (options);

  return self->resolver != NULL;
}

// A file is opened with a spreadsheet, of which some take it for Shift_JIS without the mark; a
// program at the end of a pipe would take the mark for a part of the first name.
static void
write_header (Batch *self)
{
  g_autofree char *header = todoku_csv_write_header ();
  struct stat output;

  if (fstat (STDOUT_FILENO, &output) == 0 && S_ISREG (output.st_mode) && output.st_size == 0)
    write_text (self, TODOKU_CSV_BYTE_ORDER_MARK);
  write_text (self, header);
}

static TodokuExit
run (const TodokuOptions *options, int argc, char **argv)
{
  g_auto (Batch) self = { 0 };

  // A file opened later must not take the place of a closed standard output.
  if (!is_open (STDOUT_FILENO))
    return TODOKU_EXIT_OUTPUT;
  signal (SIGPIPE, SIG_IGN);
  if (!prepare (&self, options, argc, argv))
    return TODOKU_EXIT_USAGE;

  g_unix_signal_add (SIGINT, signal_cb, &self);
  g_unix_signal_add (SIGTERM, signal_cb, &self);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.stop = g_cancellable_new ();
  self.output = g_string_new (NULL);
  if (is_csv)
    write_header (&self);
  batch_continue (&self);
  g_main_loop_run (self.loop);

  return end (&self);
}

const TodokuCommand todoku_command_batch = {
  .name = "batch",
  .summary = N_ ("Check many domains, one on each line of a file"),
  .usage = "[FILE]",
  .description =
    N_ ("Check many domains. FILE has an email address, a domain or a URL on each line;\n"
        "without it, or for “-”, standard input is read. Empty lines and lines that\n"
        "start with # are skipped. For each line, as soon as it is checked, one line of\n"
        "JSON is printed: “input” and “line” say which one it is; the rest is the same\n"
        "as in “check --json”. A line that cannot be checked gets an “error”. A heading\n"
        "in the first line is left out. A table (--csv) has the order of the file.\n"
        "\n"
        "The exit status is 2 if a line got an error, else 3 if DNS could not be read,\n"
        "else 1 if there is something to do, else 0. Ctrl-C ends it with 130, after\n"
        "printing what is done."),
  .choices = TRUE,
  .entries = entries,
  .run = run,
};
