// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (nullable): the place in @list (nullable) behind @place, or the first one where @place
 * is %NULL; %NULL behind the last. */
static inline gpointer
todoku_list_get_next (GPtrArray *list, gpointer place)
{
  gpointer *next = place != NULL ? (gpointer *) place + 1 : list != NULL ? list->pdata : NULL;

  return next != NULL && next < list->pdata + list->len ? next : NULL;
}

/**
 * todoku_list_foreach:
 * @Type: what the list holds, as `const TodokuFinding`
 * @item: the name of a variable, which is one after the other
 * @list: (nullable): a #GPtrArray, which must stay as it is meanwhile
 *
 * Stands in the place of `for`, with `break` and `continue`.
 */
#define todoku_list_foreach(Type, item, list)                                                      \
  for (Type **item##_place = NULL, *item;                                                          \
       (item##_place = todoku_list_get_next (list, item##_place)) != NULL                          \
       && (item = *item##_place, TRUE);)

G_END_DECLS
