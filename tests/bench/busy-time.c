// SPDX-License-Identifier: GPL-3.0-or-later

#include "busy-time.h"

#include <stdio.h>

// One turn of the main loop: all that it did between two waits, how much of it was drawing, and in
// which phase.
typedef struct
{
  gint64 busy;
  gint64 drawing;
  const char *phase;
} Turn;

static GPollFunc usual_poll = NULL;
static GArray *turns = NULL;
static GdkFrameClock *watched_clock = NULL;
static const char *current_phase = "";
static gboolean counting = FALSE;
static gint64 woken = 0;
static gint64 drawing_since = 0;
static gint64 drawing = 0;

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 now = g_get_monotonic_time ();

  if (counting && woken != 0)
    {
      Turn turn = { .busy = now - woken, .drawing = drawing, .phase = current_phase };

      g_array_append_val (turns, turn);
    }

  int n_ready = usual_poll (fds, n_fds, timeout);

  woken = g_get_monotonic_time ();
  drawing = 0;

  return n_ready;
}

static void
before_paint_cb (void)
{
  drawing_since = g_get_monotonic_time ();
}

static void
after_paint_cb (void)
{
  drawing += g_get_monotonic_time () - drawing_since;
}

void
busy_time_install (void)
{
  turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  usual_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, timed_poll);
}

void
busy_time_start (GdkFrameClock *clock)
{
  if (watched_clock == NULL)
    {
      watched_clock = clock;
      g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), NULL);
      g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
    }
  counting = TRUE;
}

void
busy_time_set_phase (const char *phase)
{
  current_phase = phase;
}

void
busy_time_stop (void)
{
  counting = FALSE;
}

static int
compare_busy (gconstpointer a, gconstpointer b)
{
  const Turn *left = a;
  const Turn *right = b;

  return (left->busy > right->busy) - (left->busy < right->busy);
}

void
busy_time_print (void)
{
  gint64 beside = 0;
  const char *worst_phase = "";

  if (turns->len == 0)
    return;

  g_array_sort (turns, compare_busy);
  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);

      if (turn->busy - turn->drawing > beside)
        {
          beside = turn->busy - turn->drawing;
          worst_phase = turn->phase;
        }
    }

  const Turn *last = &g_array_index (turns, Turn, turns->len - 1);
  const Turn *p999 = &g_array_index (turns, Turn, (turns->len - 1) * 999 / 1000);

  printf ("{\"turns\": %u, \"max\": %.2f, \"p999\": %.2f, \"max_beside_drawing\": %.2f, "
          "\"worst_phase\": \"%s\"}\n",
          turns->len, (double) last->busy / 1000, (double) p999->busy / 1000,
          (double) beside / 1000, worst_phase);
}
