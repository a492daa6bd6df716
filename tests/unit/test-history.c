// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/history.h"

#include "await.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLD "v=spf1 include:_spf.old.example ~all"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->folder = g_dir_make_tmp ("todoku-history-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "deep", "history.json", NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
add (const char *path, TodokuHistoryKind kind, const char *domain, const char *record)
{
  const char *records[] = { record, NULL };
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (kind, domain, "edit", records, NULL);
  g_autoptr (GError) error = NULL;
  gboolean added = todoku_history_add (path, entry, &error);

  g_assert_no_error (error);

  return added;
}

static GPtrArray *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = todoku_history_load (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (entries);

  return entries;
}

static guint
count (const char *path)
{
  g_autoptr (GPtrArray) entries = load (path);

  return entries->len;
}

static guint
count_damaged (const char *path)
{
  g_autofree char *folder_name = g_path_get_dirname (path);
  g_autoptr (GDir) folder = g_dir_open (folder_name, 0, NULL);
  const char *name;
  guint n_damaged = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n_damaged += g_str_has_prefix (name, "history-damaged-") && g_str_has_suffix (name, ".json");

  return n_damaged;
}

static void
test_empty (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpuint (count (fixture->path), ==, 0);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *text = NULL;

  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  add (fixture->path, TODOKU_HISTORY_REPLACED, "shop.example", "v=spf1 \"引用\"\n ~all");
  add (fixture->path, TODOKU_HISTORY_LIVE, "other.example", OLD);

  all = load (fixture->path);
  g_assert_cmpuint (all->len, ==, 3);

  const TodokuHistoryEntry *newest = g_ptr_array_index (all, 1);

  g_assert_cmpint (newest->kind, ==, TODOKU_HISTORY_REPLACED);
  g_assert_cmpstr (newest->records[0], ==, "v=spf1 \"引用\"\n ~all");
  g_assert_null (newest->records[1]);
  g_assert_cmpstr (newest->verdict, ==, "edit");
  g_assert_null (newest->proposed);
  g_assert_cmpint (ABS (newest->time - g_get_real_time () / G_USEC_PER_SEC), <, 60);

  // What is exported is a history of its own.
  text = todoku_history_export (all);
  g_assert_nonnull (strstr (text, "\"version\": 1"));
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_cmpuint (count (fixture->path), ==, 3);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 0);
}

// A zone may have had several records.
static void
test_records (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const records[] = { OLD, "v=spf1 -all", "v=spf1 mx -all", NULL };
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_REPLACED, "shop.example", NULL, records, NULL);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (todoku_history_add (fixture->path, entry, NULL));
  all = load (fixture->path);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (
    g_strv_equal ((const char *const *) ((TodokuHistoryEntry *) all->pdata[0])->records, records));
}

// From the first second of the time that computers count to the last with a year of four digits.
static void
test_times (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *time;
    gboolean is_one;
  } times[] = {
    { "1969-12-31T23:59:59Z", FALSE },
    { "1970-01-01T00:00:00Z", TRUE },
    { "9999-12-31T23:59:59Z", TRUE },
  };

  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"version\": 1, \"entries\": [{\"time\": \"%s\", \"domain\": \"shop.example\", "
        "\"kind\": \"check\", \"verdict\": null, \"records\": [], \"proposed\": null}]}\n",
        times[i].time);

      g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
      g_assert_cmpuint (count (fixture->path), ==, times[i].is_one);
    }
}

static void
test_same_check (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  add (fixture->path, TODOKU_HISTORY_CHECK, "other.example", OLD);
  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  g_assert_cmpuint (count (fixture->path), ==, 2);
  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", "v=spf1 -all");
  add (fixture->path, TODOKU_HISTORY_CHECK, "shop.example", OLD);
  g_assert_cmpuint (count (fixture->path), ==, 4);
}

static void
test_bound (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) many =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);
  g_autofree char *text = NULL;

  add (fixture->path, TODOKU_HISTORY_REPLACED, "kept.example", OLD);
  for (guint i = 0; i < TODOKU_HISTORY_ENTRIES_MAX; i++)
    {
      TodokuHistoryKind kind =
        i == TODOKU_HISTORY_ENTRIES_MAX - 1 ? TODOKU_HISTORY_REPLACED : TODOKU_HISTORY_CHECK;

      g_ptr_array_add (many, todoku_history_entry_new (kind, "shop.example", NULL, NULL, NULL));
    }
  text = todoku_history_export (many); // the oldest entry is what was replaced
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  add (fixture->path, TODOKU_HISTORY_LIVE, "new.example", OLD);

  g_autoptr (GPtrArray) entries = load (fixture->path);

  g_assert_cmpuint (entries->len, ==, TODOKU_HISTORY_ENTRIES_MAX);

  const TodokuHistoryEntry *oldest = g_ptr_array_index (entries, entries->len - 1);

  g_assert_cmpint (oldest->kind, ==, TODOKU_HISTORY_REPLACED);
}

static void
write_file (const char *path, const char *octets, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, octets, (gssize) length, &error);
  g_assert_no_error (error);
}

// A file of @n_checks checks, and before and behind them a record that was replaced.
static void
write_many (const char *path, guint n_checks)
{
  g_autoptr (GPtrArray) many =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n_checks + 2; i++)
    {
      gboolean is_check = i > 0 && i <= n_checks;
      g_autofree char *domain = g_strdup_printf ("n%u.example", i);

      g_ptr_array_add (many, todoku_history_entry_new (is_check ? TODOKU_HISTORY_CHECK
                                                                : TODOKU_HISTORY_REPLACED,
                                                       domain, NULL, NULL, NULL));
    }
  text = todoku_history_export (many);
  write_file (path, text, strlen (text));
}

static const char *
get_domain (GPtrArray *entries, guint index)
{
  return ((const TodokuHistoryEntry *) g_ptr_array_index (entries, index))->domain;
}

// The oldest check goes, and only where there is no room.
static void
test_room (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  write_many (fixture->path, TODOKU_HISTORY_ENTRIES_MAX - 3);
  add (fixture->path, TODOKU_HISTORY_LIVE, "last.example", OLD);
  g_assert_cmpuint (count (fixture->path), ==, TODOKU_HISTORY_ENTRIES_MAX);
  add (fixture->path, TODOKU_HISTORY_LIVE, "one-more.example", OLD);

  g_autoptr (GPtrArray) entries = load (fixture->path);

  g_assert_cmpuint (entries->len, ==, TODOKU_HISTORY_ENTRIES_MAX);
  g_assert_cmpstr (get_domain (entries, 0), ==, "one-more.example");
  g_assert_cmpstr (get_domain (entries, 1), ==, "last.example");
  // The file had the newest first, so the check at its end is the oldest.
  g_assert_cmpstr (get_domain (entries, 2), ==, "n0.example");
  g_assert_cmpstr (get_domain (entries, entries->len - 1), ==, "n1998.example");
  g_assert_cmpstr (get_domain (entries, entries->len - 2), ==, "n1996.example");
}

static void
write_kinds (const char *path, TodokuHistoryKind kind)
{
  g_autoptr (GPtrArray) many =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);
  g_autofree char *text = NULL;

  for (guint i = 0; i < TODOKU_HISTORY_ENTRIES_MAX; i++)
    {
      g_autofree char *domain = g_strdup_printf ("n%u.example", i);

      g_ptr_array_add (many, todoku_history_entry_new (kind, domain, NULL, NULL, NULL));
    }
  text = todoku_history_export (many);
  write_file (path, text, strlen (text));
}

// Where all are of one kind, even records that were replaced, the first that was made goes.
static void
test_room_among_one_kind (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const TodokuHistoryKind kinds[] = { TODOKU_HISTORY_CHECK, TODOKU_HISTORY_REPLACED };

  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      write_kinds (fixture->path, kinds[i]);
      add (fixture->path, TODOKU_HISTORY_LIVE, "last.example", OLD);

      g_autoptr (GPtrArray) entries = load (fixture->path);

      g_assert_cmpuint (entries->len, ==, TODOKU_HISTORY_ENTRIES_MAX);
      g_assert_cmpstr (get_domain (entries, 0), ==, "last.example");
      g_assert_cmpstr (get_domain (entries, 1), ==, "n0.example");
      g_assert_cmpstr (get_domain (entries, entries->len - 1), ==, "n1998.example");
    }
}

// What another release or a hand has made larger is cut when something is added.
static void
test_too_many (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  write_many (fixture->path, TODOKU_HISTORY_ENTRIES_MAX + 100);
  add (fixture->path, TODOKU_HISTORY_LIVE, "last.example", OLD);
  g_assert_cmpuint (count (fixture->path), ==, TODOKU_HISTORY_ENTRIES_MAX);
}

static void
add_check (const char *path, gint64 time, const char *verdict, const char *proposed)
{
  const char *records[] = { OLD, NULL };
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_CHECK, "shop.example", verdict, records, proposed);

  entry->time = time;
  g_assert_true (todoku_history_add (path, entry, NULL));
}

// The same within an hour is told once; after it, or with another outcome, it is news.
static void
test_news (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const gint64 first = g_get_real_time () / G_USEC_PER_SEC - 10000;

  add_check (fixture->path, first, "edit", NULL);
  add_check (fixture->path, first + 3599, "edit", NULL);
  g_assert_cmpuint (count (fixture->path), ==, 1);
  add_check (fixture->path, first + 3600, "edit", NULL);
  g_assert_cmpuint (count (fixture->path), ==, 2);
  add_check (fixture->path, first + 3601, "fine", NULL);
  g_assert_cmpuint (count (fixture->path), ==, 3);
  add_check (fixture->path, first + 3602, "fine", "v=spf1 -all");
  g_assert_cmpuint (count (fixture->path), ==, 4);
}

static guint
get_mode (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

// Which domains a person looks at is nobody else's to read, whatever the system would allow.
static void
test_private (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  mode_t mask = umask (0);
  g_autoptr (GDir) files = NULL;
  const char *name;
  guint n_files = 0;

  add (fixture->path, TODOKU_HISTORY_LIVE, "shop.example", OLD);
  write_file (fixture->path, "{", 1);
  add (fixture->path, TODOKU_HISTORY_LIVE, "shop.example", OLD);
  umask (mask);

  g_assert_cmpuint (get_mode (folder), ==, 0700);
  files = g_dir_open (folder, 0, NULL);
  for (; (name = g_dir_read_name (files)) != NULL; n_files++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpuint (get_mode (path), ==, 0600);
    }
  g_assert_cmpuint (n_files, ==, 3); // the history, its lock, and what was damaged
}

// A disk that was full leaves NULs where the rest should be; what stands behind them is kept, too.
static void
test_nul (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char text[] = "{\"version\": 1, \"entries\": []}\0\0and more";

  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  write_file (fixture->path, text, sizeof text - 1);
  g_assert_cmpuint (count (fixture->path), ==, 0);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 1);
}

// More than there can be: what of it is read stays, and so does the file.
static void
test_huge (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  gsize huge = 64 * 1024 * 1024 + 1;

  add (fixture->path, TODOKU_HISTORY_REPLACED, "shop.example", OLD);
  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  text = g_realloc (text, huge);
  memset (text + length, ' ', huge - length);
  write_file (fixture->path, text, huge);
  g_assert_cmpuint (count (fixture->path), ==, 1);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 1);
}

// A thousand lists within each other are no history, and no reason to fall over.
static void
test_deep (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GString) text = g_string_new ("{\"version\": 1, \"entries\": [");

  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 ? "[" : "{\"a\":");
  write_file (fixture->path, text->str, text->len);
  g_assert_cmpuint (count (fixture->path), ==, 0);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 1);
}

static void
assert_refused (const char *path)
{
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_LIVE, "shop.example", NULL, NULL, OLD);
  g_autoptr (GError) error = NULL;

  g_assert_false (todoku_history_add (path, entry, &error));
  g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
  g_assert_nonnull (strstr (error->message, path));
}

// What is no file stays what it is, and the sentence says where.
static void
test_no_file (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *below = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  assert_refused (fixture->path);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_DIR));
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);

  write_file (fixture->path, "", 0);
  below = g_build_filename (fixture->path, "history.json", NULL);

  g_autoptr (GError) error = NULL;

  g_assert_null (todoku_history_load (below, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
}

// On a disk with room for @octets in a file; returns whether another entry was kept.
static gboolean
add_with_room (const char *path, rlim_t octets)
{
  int status = -1;
  pid_t pid = fork ();

  if (pid == 0)
    {
      const struct rlimit limit = { octets, octets };
      TodokuHistoryEntry *entry =
        todoku_history_entry_new (TODOKU_HISTORY_LIVE, "other.example", NULL, NULL, OLD);
      gboolean added;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      added = todoku_history_add (path, entry, NULL);
      todoku_history_entry_unref (entry);
      _exit (added ? 0 : 7);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFEXITED (status));
  g_assert_true (WEXITSTATUS (status) == 0 || WEXITSTATUS (status) == 7);

  return WEXITSTATUS (status) == 0;
}

// A disk that is full loses what is new, and nothing that was there; nothing half-written stays.
static void
test_full_disk (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const rlim_t rooms[] = { 0, 1, 100, 300 };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GDir) files = NULL;
  guint n_files = 0;

  add (fixture->path, TODOKU_HISTORY_REPLACED, "shop.example", OLD);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rooms); i++)
    g_assert_false (add_with_room (fixture->path, rooms[i]));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
  files = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (files) != NULL)
    n_files++;
  g_assert_cmpuint (n_files, ==, 2); // the history and its lock
  g_clear_pointer (&files, g_dir_close);

  g_assert_true (add_with_room (fixture->path, 100000));
  g_assert_cmpuint (count (fixture->path), ==, 2);
}

// A damaged file that cannot be set aside stays where it is.
static void
test_full_disk_and_damage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *damaged = NULL;
  g_autofree char *after = NULL;

  add (fixture->path, TODOKU_HISTORY_REPLACED, "shop.example", OLD);
  g_assert_true (g_file_get_contents (fixture->path, &damaged, NULL, NULL));
  damaged[strlen (damaged) - 10] = '\0';
  write_file (fixture->path, damaged, strlen (damaged));
  g_assert_false (add_with_room (fixture->path, 20));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, damaged);
}

static void
test_damaged (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const texts[] = {
    "",
    "{",
    "[]",
    "null",
    "{\"version\": 1}",
    "{\"version\": 1, \"entries\": [{\"time\": \"yesterday\"}]}",
    "\xff\xfe",
    "{\"version\": 1, \"entries\": []} and more",
  };

  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, texts[i], -1, NULL));
      add (fixture->path, TODOKU_HISTORY_LIVE, "shop.example", OLD);
      g_assert_cmpuint (count (fixture->path), ==, 1);
      g_assert_cmpuint (count_damaged (fixture->path), ==, i + 1);
    }
}

// What was damaged in a file with three records, by what stands before and after a change; and how
// many of them are left.
static const struct
{
  const char *name;
  const char *was;
  const char *is; // NULL where the file ends there
  guint n_left;
} damages[] = {
  { "an entry that is none", "\"entries\": [", "\"entries\": [7,", 3 },
  { "an entry without a time", "\"time\"", "\"tim\"", 2 },
  { "a time that is none", "\"time\": \"2", "\"time\": \"x2", 2 },
  { "a kind that is none", "\"replaced\"", "\"eaten\"", 2 },
  { "records that are none", "\"v=spf1 a -all\"", "7", 2 },
  { "cut off in the last entry", "\"c.example\"", NULL, 2 },
  { "cut off between two entries", "{\n      \"time\"", NULL, 0 },
  { "cut off at the end", "\n  ]\n}", NULL, 3 },
  { "an octet that is no UTF-8", "b.example", "b\xff.example", 2 },
  { "a quotation mark that is missing", "\"b.example\"", "b.example\"", 2 },
  { "something behind the end", "\n  ]\n}", "\n  ]\n} and more", 3 },
  { "an entry within a list", "\"entries\": [", "\"entries\": [[],", 3 },
  { "a domain that is none", "\"b.example\"", "[\"b.example\"]", 2 },
  { "a domain that is there twice", "\"domain\": \"b.example\"", "\"domain\": 7, \"domain\": null",
    2 },
  { "a time before there was any", "\"time\": \"20", "\"time\": \"00", 2 },
  { "a time that is a day too early or too late", "\"entries\": [",
    "\"entries\": ["
    "{\"time\": \"0001-01-01T00:00:00+14:00\", \"domain\": \"d.example\", \"kind\": \"live\","
    " \"records\": []},"
    "{\"time\": \"9999-12-31T23:59:59-14:00\", \"domain\": \"e.example\", \"kind\": \"live\","
    " \"records\": []},",
    3 },
  { "entries that are no list", "\"entries\": [", "\"entries\": 7, \"x\": [", 0 },
};

static char *
make_damaged (const char *path, guint index)
{
  g_autofree char *text = NULL;

  add (path, TODOKU_HISTORY_REPLACED, "a.example", "v=spf1 a -all");
  add (path, TODOKU_HISTORY_LIVE, "b.example", OLD);
  add (path, TODOKU_HISTORY_CHECK, "c.example", OLD);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  char *place = strstr (text, damages[index].was);

  g_assert_nonnull (place);
  *place = '\0';

  return g_strconcat (text, damages[index].is,
                      damages[index].is != NULL ? place + strlen (damages[index].was) : NULL, NULL);
}

// What is left stays there, whoever comes first and however often; the damaged file does, too.
static void
test_half_damaged (Fixture *fixture, gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  g_autofree char *damaged = make_damaged (fixture->path, index);

  for (guint adds_first = 0; adds_first <= 1; adds_first++)
    {
      g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
      if (adds_first)
        add (fixture->path, TODOKU_HISTORY_REPLACED, "other.example", OLD);
      g_assert_cmpuint (count (fixture->path), ==, damages[index].n_left + adds_first);
      g_assert_cmpuint (count (fixture->path), ==, damages[index].n_left + adds_first);
      g_assert_cmpuint (count_damaged (fixture->path), ==, adds_first + 1);
    }
}

static void
test_newer (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *text = "{\"version\": 2, \"entries\": {}}";
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_LIVE, "shop.example", NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpuint (count (fixture->path), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_false (todoku_history_add (fixture->path, entry, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

// What is awaited of one domain, by what happened, the newest first; each happened a day before the
// one above it.
static const struct
{
  const char *name;
  const char *kinds; /* r: replaced; f: checked and fine; e: checked, to be edited; l: live */
  gint64 days_ago;   /* the newest */
  gboolean is_awaited;
  const char *owner; /* of what was replaced and live; the domain where left out */
} pasts[] = {
  { "nothing", "", 0, FALSE, NULL },
  { "only checked", "ef", 0, FALSE, NULL },
  { "replaced", "re", 0, TRUE, NULL },
  { "replaced, and checked again", "eer", 0, TRUE, NULL },
  { "replaced, and live", "lre", 0, FALSE, NULL },
  { "replaced, and found to be fine", "fre", 0, FALSE, NULL },
  { "replaced again after it was live", "rlr", 0, TRUE, NULL },
  { "replaced twice", "rr", 0, TRUE, NULL },
  { "replaced on the last day that counts", "r", 30, TRUE, NULL },
  { "replaced too long ago", "r", 31, FALSE, NULL },
  { "a key, and SPF is fine since", "fr", 0, TRUE, "s1._domainkey.shop.example" },
  { "a key that was live", "lr", 0, FALSE, "s1._domainkey.shop.example" },
  { "DMARC, and SPF is fine since", "fr", 0, TRUE, "_dmarc.shop.example" },
};

static TodokuHistoryEntry *
past_entry_new (char kind, gint64 time, const char *owner)
{
  gboolean is_check = kind == 'f' || kind == 'e';
  TodokuHistoryEntry *entry =
    todoku_history_entry_new (kind == 'r'   ? TODOKU_HISTORY_REPLACED
                              : kind == 'l' ? TODOKU_HISTORY_LIVE
                                            : TODOKU_HISTORY_CHECK,
                              is_check || owner == NULL ? "shop.example" : owner,
                              kind == 'f' ? "fine" : "edit", NULL, OLD);

  entry->time = time;

  return entry;
}

static void
test_awaited (gconstpointer data)
{
  const gint64 day = 24 * 60 * 60;
  const gint64 now = 100 * day;
  guint index = GPOINTER_TO_UINT (data);
  gint64 newest = now - pasts[index].days_ago * day;
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_history_entry_unref);
  g_autoptr (TodokuHistoryEntry) other =
    todoku_history_entry_new (TODOKU_HISTORY_LIVE, "other.example", NULL, NULL, NULL);

  g_ptr_array_add (entries, todoku_history_entry_ref (other));
  for (const char *kind = pasts[index].kinds; *kind != '\0'; kind++)
    g_ptr_array_add (entries, past_entry_new (*kind, newest - (kind - pasts[index].kinds) * day,
                                              pasts[index].owner));

  g_autoptr (GPtrArray) awaited = todoku_history_list_awaited (entries, now);

  g_assert_cmpuint (awaited->len, ==, pasts[index].is_awaited);
  if (pasts[index].is_awaited)
    {
      // The one that was taken along last.
      const TodokuHistoryEntry *entry = g_ptr_array_index (awaited, 0);
      gint64 n_after = strchr (pasts[index].kinds, 'r') - pasts[index].kinds;

      g_assert_cmpint (entry->time, ==, newest - n_after * day);
    }
}

// Adds entries for ever, or @n_entries.
static pid_t
start_writer (const char *path, const char *domain, guint n_entries)
{
  pid_t pid = fork ();

  if (pid != 0)
    return pid;

  for (guint i = 0; n_entries == 0 || i < n_entries; i++)
    add (path, TODOKU_HISTORY_REPLACED, domain, &OLD[i % 7]);
  _exit (0);
}

static void
test_several_writers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const domains[] = { "a.example", "b.example", "c.example", "d.example" };
  pid_t pids[G_N_ELEMENTS (domains)];

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    pids[i] = start_writer (fixture->path, domains[i], 20);
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }

  g_assert_cmpuint (count (fixture->path), ==, 20 * G_N_ELEMENTS (domains));
}

// Several programs find the same damage.
static void
test_several_writers_find_damage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *damaged = make_damaged (fixture->path, 0);
  // What one has just told of a domain the next does not tell again.
  static const char *const domains[] = { "a.example", "b.example", "c.example", "d.example" };
  pid_t pids[G_N_ELEMENTS (domains)];

  g_assert_true (g_file_set_contents (fixture->path, damaged, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    pids[i] = start_writer (fixture->path, domains[i], 2);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status = -1;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }

  g_assert_cmpuint (count (fixture->path), ==, 3 + 2 * G_N_ELEMENTS (pids));
  g_assert_cmpuint (count_damaged (fixture->path), ==, 1);
}

// Another program stands still with the lock in its hands.
static void
test_lock_that_stays (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_LIVE, "shop.example", NULL, NULL, OLD);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count (fixture->path), ==, 0); // makes the folder

  g_autofree char *lock_path = g_strconcat (fixture->path, ".lock", NULL);
  int lock = g_open (lock_path, O_RDWR | O_CLOEXEC, 0600);

  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  todoku_history_add_async (fixture->path, entry, NULL, await_cb, &added);
  todoku_history_load_async (fixture->path, NULL, await_cb, &loaded);
  await_result (&added);
  await_result (&loaded);
  g_assert_false (todoku_history_add_finish (added, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  g_assert_null (todoku_history_load_finish (loaded, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  close (lock);
  g_assert_true (todoku_history_add (fixture->path, entry, NULL));
}

static void
test_killed_writer (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint known = 0;

  for (guint i = 0; i < 40; i++)
    {
      pid_t pid = start_writer (fixture->path, "shop.example", 0);

      // A machine may be slow: the first one is killed as it writes, the others at any time.
      while (i == 0 && count (fixture->path) == 0)
        g_usleep (1000);
      g_usleep ((gulong) g_random_int_range (1000, 25000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);

      guint now = count (fixture->path);

      g_assert_cmpuint (now, >=, known);
      known = now;
    }

  g_assert_cmpuint (known, >, 0);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 0);
}

static void
test_async (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (TodokuHistoryEntry) entry =
    todoku_history_entry_new (TODOKU_HISTORY_LIVE, "shop.example", NULL, NULL, OLD);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;

  todoku_history_add_async (fixture->path, entry, NULL, await_cb, &added);
  await_result (&added);
  g_assert_true (todoku_history_add_finish (added, NULL));

  todoku_history_load_async (fixture->path, NULL, await_cb, &loaded);
  await_result (&loaded);

  g_autoptr (GPtrArray) entries = todoku_history_load_finish (loaded, NULL);

  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((TodokuHistoryEntry *) g_ptr_array_index (entries, 0))->proposed, ==, OLD);
}

// The newest of each domain, whatever it is about.
static void
test_newest (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *domain;
    TodokuHistoryKind kind;
  } newest[] = {
    { "a.example", TODOKU_HISTORY_LIVE },
    { "c.example", TODOKU_HISTORY_CHECK },
    { "b.example", TODOKU_HISTORY_REPLACED },
  };

  add (fixture->path, TODOKU_HISTORY_CHECK, "a.example", OLD);
  add (fixture->path, TODOKU_HISTORY_CHECK, "b.example", OLD);
  add (fixture->path, TODOKU_HISTORY_REPLACED, "a.example", OLD);
  add (fixture->path, TODOKU_HISTORY_REPLACED, "b.example", OLD);
  add (fixture->path, TODOKU_HISTORY_CHECK, "c.example", OLD);
  add (fixture->path, TODOKU_HISTORY_LIVE, "a.example", OLD);

  g_autoptr (GPtrArray) entries = load (fixture->path);

  g_autoptr (GPtrArray) found = todoku_history_list_newest (entries);

  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (newest));
  for (guint i = 0; i < found->len; i++)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (found, i);

      g_assert_cmpstr (entry->domain, ==, newest[i].domain);
      g_assert_cmpint (entry->kind, ==, newest[i].kind);
    }
}

static void
test_domain (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    const char *name;
    const char *display; // NULL where it is no domain
  } names[] = {
    { "shop.example", "shop.example" },
    { "www.shop.example", "www.shop.example" },
    { "xn--wgv71a.example", "日本.example" },
    { "_dmarc.shop.example", "shop.example" },
    { "s1._domainkey.shop.example", "shop.example" },
    { "", NULL },
    { "no domain", NULL },
    { "a@b.example", NULL },
    { "<b>shop.example</b>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (TodokuHistoryEntry) entry =
        todoku_history_entry_new (TODOKU_HISTORY_CHECK, names[i].name, NULL, NULL, NULL);
      g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);

      g_assert_cmpstr (domain != NULL ? domain->display : NULL, ==, names[i].display);
      if (domain != NULL)
        g_assert_true (g_str_has_suffix (names[i].name, domain->ascii));
    }
}

static void
test_forget (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GAsyncResult) forgotten = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *other = g_build_filename (folder, "something-else.json", NULL);

  // Where there is nothing, nothing is left, either.
  g_assert_true (todoku_history_forget (fixture->path, NULL));

  g_assert_true (g_file_set_contents (fixture->path, "{", -1, NULL));
  g_assert_true (g_file_set_contents (other, "{}", -1, NULL));
  add (fixture->path, TODOKU_HISTORY_REPLACED, "shop.example", OLD);
  g_assert_cmpuint (count_damaged (fixture->path), ==, 1);

  todoku_history_forget_async (fixture->path, NULL, await_cb, &forgotten);
  await_result (&forgotten);
  g_assert_true (todoku_history_forget_finish (forgotten, NULL));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_damaged (fixture->path), ==, 0);
  g_assert_cmpuint (count (fixture->path), ==, 0);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

// What cannot be deleted is not said to be gone.
static void
test_forget_fails (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *child = g_build_filename (fixture->path, "child", NULL);

  g_assert_cmpint (g_mkdir_with_parents (child, 0700), ==, 0);
  g_assert_false (todoku_history_forget (fixture->path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function)                                                                        \
  g_test_add ("/history/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("empty", test_empty);
  ADD ("round-trip", test_round_trip);
  ADD ("records", test_records);
  ADD ("times", test_times);
  ADD ("same-check", test_same_check);
  ADD ("bound", test_bound);
  ADD ("room", test_room);
  ADD ("room-among-one-kind", test_room_among_one_kind);
  ADD ("too-many", test_too_many);
  ADD ("news", test_news);
  ADD ("private", test_private);
  ADD ("nul", test_nul);
  ADD ("huge", test_huge);
  ADD ("deep", test_deep);
  ADD ("no-file", test_no_file);
  ADD ("full-disk", test_full_disk);
  ADD ("full-disk-and-damage", test_full_disk_and_damage);
  ADD ("damaged", test_damaged);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/history/half-damaged/", damages[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_half_damaged, tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (pasts); i++)
    {
      g_autofree char *path = g_strconcat ("/history/awaited/", pasts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_awaited);
    }
  ADD ("newer", test_newer);
  ADD ("several-writers", test_several_writers);
  ADD ("several-writers-find-damage", test_several_writers_find_damage);
  ADD ("lock-that-stays", test_lock_that_stays);
  ADD ("killed-writer", test_killed_writer);
  ADD ("async", test_async);
  ADD ("newest", test_newest);
  ADD ("domain", test_domain);
  ADD ("forget", test_forget);
  ADD ("forget-fails", test_forget_fails);
#undef ADD

  return g_test_run ();
}
