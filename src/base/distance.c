// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/distance.h"

#include <string.h>

guint
todoku_text_get_distance (const char *a, const char *b)
{
  guint rows[TODOKU_TEXT_DISTANCE_MAX + 1][TODOKU_TEXT_DISTANCE_MAX + 1];
  gsize a_length = strlen (a);
  gsize b_length = strlen (b);

  if (a_length > TODOKU_TEXT_DISTANCE_MAX || b_length > TODOKU_TEXT_DISTANCE_MAX)
    return TODOKU_TEXT_DISTANCE_MAX;

  for (gsize i = 0; i <= a_length; i++)
    for (gsize j = 0; j <= b_length; j++)
      {
        gboolean is_same =
          i > 0 && j > 0 && g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 1]);
        guint *cell = &rows[i][j];

        if (i == 0 || j == 0)
          {
            *cell = (guint) (i + j);
            continue;
          }
        *cell =
          MIN (MIN (rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + (is_same ? 0 : 1));
        if (i > 1 && j > 1 && g_ascii_tolower (a[i - 1]) == g_ascii_tolower (b[j - 2])
            && g_ascii_tolower (a[i - 2]) == g_ascii_tolower (b[j - 1]))
          *cell = MIN (*cell, rows[i - 2][j - 2] + 1);
      }

  return rows[a_length][b_length];
}
