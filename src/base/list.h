// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (nullable): the place in @list (nullable) behind @place, or the first one where @place
 * is %NULL; %NULL behind the last. */
static inline gpointer
todoku_list_get_next (const GPtrArray *list, gpointer place)
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

/** Returns: whether @list (nullable) (element-type utf8) has @text. */
static inline gboolean
todoku_list_has_text (GPtrArray *list, const char *text)
{
  return list != NULL && g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL);
}

/** Adds a copy of @text to @list (element-type utf8), unless it is there. */
static inline void
todoku_list_add_text (GPtrArray *list, const char *text)
{
  if (!todoku_list_has_text (list, text))
    g_ptr_array_add (list, g_strdup (text));
}

/** Adds @text, which it takes, as g_strv_builder_take() does from GLib 2.80 on. */
static inline void
todoku_strv_take (GStrvBuilder *builder, char *text)
{
  g_strv_builder_add (builder, text);
  g_free (text);
}

G_END_DECLS
