// SPDX-License-Identifier: GPL-3.0-or-later

#include "busy-time.h"

#include <stdio.h>
#include <time.h>

// By the clock on the wall, and by the time that the processor gave the main thread: where other
// programs want the processor too, the wall counts them in.
typedef struct
{
  gint64 wall;
  gint64 cpu;
} Instant;

// One turn of the main loop: all that it did between two waits, how much of it was drawing, and in
// which phase.
typedef struct
{
  Instant busy;
  Instant drawing;
  const char *phase;
} Turn;

static GPollFunc usual_poll = NULL;
static GArray *turns = NULL;
static GdkFrameClock *watched_clock = NULL;
static const char *current_phase = "";
static gboolean counting = FALSE;
static gboolean woken = FALSE;
static Instant woken_at;
static Instant drawing_since;
static Instant drawing;

static Instant
now (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &cpu);

  return (Instant){ .wall = g_get_monotonic_time (),
                    .cpu = cpu.tv_sec * G_USEC_PER_SEC + cpu.tv_nsec / 1000 };
}

static Instant
since (Instant begin)
{
  Instant end = now ();

  return (Instant){ .wall = end.wall - begin.wall, .cpu = end.cpu - begin.cpu };
}

static int
timed_poll (GPollFD *fds, guint n_fds, int timeout)
{
  if (counting && woken)
    {
      Turn turn = { .busy = since (woken_at), .drawing = drawing, .phase = current_phase };

      g_array_append_val (turns, turn);
    }

  int n_ready = usual_poll (fds, n_fds, timeout);

  woken = TRUE;
  woken_at = now ();
  drawing = (Instant){ 0 };

  return n_ready;
}

static void
before_paint_cb (void)
{
  drawing_since = now ();
}

static void
after_paint_cb (void)
{
  Instant frame = since (drawing_since);

  drawing.wall += frame.wall;
  drawing.cpu += frame.cpu;
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

static void
print_instant (const char *name, Instant instant)
{
  printf (", \"%s\": {\"wall\": %.3f, \"cpu\": %.3f}", name, (double) instant.wall / 1000,
          (double) instant.cpu / 1000);
}

void
busy_time_print (void)
{
  printf ("[");
  for (guint i = 0; i < turns->len; i++)
    {
      const Turn *turn = &g_array_index (turns, Turn, i);

      printf ("%s{\"phase\": \"%s\"", i > 0 ? ", " : "", turn->phase);
      print_instant ("busy", turn->busy);
      print_instant ("drawing", turn->drawing);
      printf ("}");
    }
  printf ("]\n");
}
