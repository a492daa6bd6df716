// SPDX-License-Identifier: GPL-3.0-or-later

// A thousand checks in one session, as a person makes them who is in no hurry to close the window:
// domains of the practice zone, in both languages, given up halfway, chosen otherwise and begun
// anew. What that takes of the machine does not grow with how often it was done.

#include "ui/session.h"

#include "await.h"
#include "base/language.h"
#include "base/paths.h"

#include <malloc.h>
#include <unistd.h>

#define N_CHECKS 1000
#define N_FIRST 100

static const char *const domains[] = {
  "shop.example",   "fine.example",  "choose.example",    "missing.example",
  "broken.example", "merge.example", "info@shop.example", "https://www.many.example/",
};

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
test_soak (void)
{
  TodokuSession *session = session_new ();
  gsize first = 0;
  gsize last;

  for (guint i = 0; i < N_CHECKS; i++)
    {
      if (i == N_FIRST && can_measure ())
        first = get_resident ();
      check (session, i);
    }
  if (can_measure ())
    {
      last = get_resident ();
      g_test_message ("%zu KiB after %d checks, %zu KiB after %d", first / 1024, N_FIRST,
                      last / 1024, N_CHECKS);
      g_assert_cmpuint (last, <=, first + first / 100 * 3);
    }
  todoku_session_cancel (session);
  wait_until_idle (session);
  g_assert_finalize_object (session);
}

int
main (int argc, char *argv[])
{
  todoku_language_init (TODOKU_LANGUAGE_EN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/soak/session", test_soak);

  return g_test_run ();
}
