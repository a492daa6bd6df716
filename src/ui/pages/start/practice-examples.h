// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuPracticeExample:
 * @domain: a domain of the practice zone
 * @meaning: what is the matter with it, in a few words, in the language spoken
 */
typedef struct
{
  const char *domain;
  const char *meaning;
} TodokuPracticeExample;

/** Returns: how many examples there are. */
guint todoku_practice_get_n_examples (void);

/** Returns: example @index, counted from 0. */
TodokuPracticeExample todoku_practice_get_example (guint index);

G_END_DECLS
