// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/plan.h"

#include <string.h>

// How far back from the limit a space is looked for when a value is cut.
#define SPLIT_LOOK_BACK 80

static gsize
choose_cut (const char *value, gsize length)
{
  if (length <= TODOKU_TXT_PIECE_MAX)
    return length;

  for (gsize i = TODOKU_TXT_PIECE_MAX; i > TODOKU_TXT_PIECE_MAX - SPLIT_LOOK_BACK; i--)
    if (value[i - 1] == ' ')
      return i;

  return TODOKU_TXT_PIECE_MAX;
}

char **
todoku_plan_split_value (const char *value)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  gsize length = strlen (value);

  do
    {
      gsize cut = choose_cut (value, length);
      g_autofree char *piece = g_strndup (value, cut);

      g_strv_builder_add (pieces, piece);
      value += cut;
      length -= cut;
    }
  while (length > 0);

  return g_strv_builder_end (pieces);
}
