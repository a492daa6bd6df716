// SPDX-License-Identifier: GPL-3.0-or-later

// A thousand checks in one session, as a person makes them who is in no hurry to close the window:
// domains of the practice zone, in both languages, given up halfway, chosen otherwise and begun
// anew; one in ten over a network, which is not always there. What that takes of the machine does
// not grow with how often it was done.

#include "ui/session.h"

#include "await.h"
#include "base/language.h"
#include "base/paths.h"
#include "loopback.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <unistd.h>

#define N_CHECKS 1000
#define N_FIRST 100
// Each domain with each language and choice: what is kept of the first time is no growth.
#define N_BEFORE (8 * 7 * 5)
#define N_PATIENT 30

static const char *const domains[] = {
  "shop.example",   "fine.example",  "choose.example",    "missing.example",
  "broken.example", "merge.example", "info@shop.example", "https://www.many.example/",
};

typedef struct
{
  TodokuSession *session;
  TodokuDnsZone *zone; /* what the network would say */
  char *folder;
  char *history;
} Soak;

// Sessions that were closed, and are not gone yet.
static guint n_closing;

static TodokuSession *
session_new (void)
{
  g_autofree char *catalog = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autofree char *zone =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);
  TodokuSession *session = todoku_session_new (catalog, zone);

  todoku_session_set_practice (session, TRUE);

  return session;
}

static void
wait_until_idle (TodokuSession *session)
{
  while (todoku_session_get_busy (session))
    g_main_context_iteration (NULL, TRUE);
  await_idle ();
}

static gboolean
is_every (guint number, guint n, guint rest)
{
  return number % n == rest;
}

static void
closed_cb (gpointer data G_GNUC_UNUSED, GObject *where_the_session_was G_GNUC_UNUSED)
{
  n_closing--;
}

// Another window, which is closed before it has its answer.
static void
close_while_busy (const char *domain)
{
  TodokuSession *session = session_new ();

  n_closing++;
  g_object_weak_ref (G_OBJECT (session), closed_cb, NULL);
  todoku_session_set_text (session, domain);
  g_assert_true (todoku_session_submit (session));
  todoku_session_cancel (session);
  g_object_unref (session);
}

// Until the first answers are there, and others are still on their way.
static void
wait_for_answers (TodokuSession *session)
{
  while (todoku_session_get_busy (session) && todoku_session_get_n_answered (session) < 3)
    g_main_context_iteration (NULL, TRUE);
}

// The network is there, goes in between, or is gone from the start. What comes of that is waited
// for a few times only: it takes until nobody can be thought to answer any more.
static void
check_online (Soak *self, guint number)
{
  g_autoptr (LoopbackServer) server = loopback_server_new_for_zone (self->zone, NULL);
  const char *servers[] = { loopback_server_get_address (server), NULL };
  gboolean is_lost = is_every (number / 10, 3, 1);
  gboolean is_gone = is_every (number / 10, 3, 2);
  gboolean waits = number < N_PATIENT || (!is_lost && !is_gone);

  todoku_session_set_practice (self->session, FALSE);
  g_assert_true (todoku_session_set_servers (self->session, servers, NULL));
  if (is_gone)
    g_clear_object (&server);
  todoku_session_set_text (self->session, "shop.example");
  g_assert_true (todoku_session_submit (self->session));
  if (is_lost)
    {
      wait_for_answers (self->session);
      g_clear_object (&server);
    }
  await_idle ();
  if (!waits)
    todoku_session_cancel (self->session);
  wait_until_idle (self->session);
  if (waits && !is_lost)
    g_assert_cmpint (todoku_session_get_report (self->session)->verdict, ==,
                     is_gone ? TODOKU_VERDICT_UNKNOWN : TODOKU_VERDICT_EDIT);
  todoku_session_reset (self->session);
  todoku_session_set_practice (self->session, TRUE);
  await_idle ();
}

static void
check (TodokuSession *session, guint number)
{
  if (number % 7 == 0)
    todoku_language_set (number % 2 ? TODOKU_LANGUAGE_JA : TODOKU_LANGUAGE_EN);
  todoku_session_set_text (session, domains[number % G_N_ELEMENTS (domains)]);
  g_assert_true (todoku_session_submit (session));
  if (number % 3 == 0)
    todoku_session_cancel (session);
  if (number % 5 == 0)
    todoku_session_set_host_id (session, "lolipop");
  if (number % 3 == 0)
    todoku_session_retry (session);
  wait_until_idle (session);
  g_assert_nonnull (todoku_session_get_report (session));
  if (number % 4 == 0)
    todoku_session_start_monitor (session,
                                  number % 8 ? TODOKU_STANDARD_SPF : TODOKU_STANDARD_DMARC);
  if (number % 11 == 0)
    todoku_session_refresh (session);
  await_idle ();
  todoku_session_reset (session);
  await_idle ();
}

// In octets: what is resident, with what the allocator only keeps for later given back.
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);

  return g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

// A sanitizer keeps what was freed, and valgrind knows better.
static gboolean
can_measure (void)
{
#if defined __SANITIZE_ADDRESS__
  return FALSE;
#elif defined __has_feature
#if __has_feature(address_sanitizer)
  return FALSE;
#endif
#endif
  return g_file_test ("/proc/self/statm", G_FILE_TEST_EXISTS);
}

static void
soak_init (Soak *self)
{
  g_autofree char *zone =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);
  g_autoptr (GError) error = NULL;

  self->session = session_new ();
  self->zone = todoku_dns_zone_new_from_file (zone, &error);
  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("todoku-soak-XXXXXX", &error);
  g_assert_no_error (error);
  self->history = g_build_filename (self->folder, "history.json", NULL);
  todoku_session_set_history (self->session, self->history);
}

// What was written over the network is there, and whole: the folder has nothing but it and its
// lock.
static void
soak_clear (Soak *self)
{
  g_autofree char *lock = g_strconcat (self->history, ".lock", NULL);
  g_autoptr (GPtrArray) entries = NULL;

  todoku_session_cancel (self->session);
  wait_until_idle (self->session);
  while (n_closing > 0 || G_OBJECT (self->session)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (self->session);
  todoku_dns_zone_unref (self->zone);

  entries = todoku_history_load (self->history, NULL);
  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, >, 0);
  g_assert_cmpint (g_unlink (self->history), ==, 0);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->history);
  g_free (self->folder);
}

static void
check_or_close (Soak *soak, guint number)
{
  if (is_every (number, 10, 3))
    check_online (soak, number);
  else
    check (soak->session, number);
  if (is_every (number, 50, 7))
    close_while_busy (domains[number % G_N_ELEMENTS (domains)]);
}

static void
test_soak (void)
{
  Soak soak;
  gsize first = 0;
  gsize last;

  soak_init (&soak);
  for (guint i = 0; i < N_BEFORE; i++)
    check_or_close (&soak, i);
  for (guint i = 0; i < N_CHECKS; i++)
    {
      if (i == N_FIRST && can_measure ())
        first = get_resident ();
      check_or_close (&soak, i);
    }
  if (can_measure ())
    {
      last = get_resident ();
      g_test_message ("%zu KiB after %d checks, %zu KiB after %d", first / 1024, N_FIRST,
                      last / 1024, N_CHECKS);
      g_assert_cmpuint (last, <=, first + first / 100 * 3);
    }
  soak_clear (&soak);
}

int
main (int argc, char *argv[])
{
  // How many threads happen to allocate at once would be told as growth.
  mallopt (M_ARENA_MAX, 1);
  todoku_language_init (TODOKU_LANGUAGE_EN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/soak/session", test_soak);

  return g_test_run ();
}
