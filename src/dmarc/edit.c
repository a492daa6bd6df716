// SPDX-License-Identifier: GPL-3.0-or-later

// The tags of the record to be, and how they change.

#include "dmarc/edit.h"
#include "config.h"

static void
item_free (TodokuDmarcEditItem *item)
{
  g_free (item->name);
  g_string_free (item->value, TRUE);
  g_free (item->was);
  g_free (item);
}

TodokuDmarcEdit
todoku_dmarc_edit_new (void)
{
  return (TodokuDmarcEdit){
    .items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free),
    .removed = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free),
  };
}

void
todoku_dmarc_edit_clear (TodokuDmarcEdit *edit)
{
  g_clear_pointer (&edit->items, g_ptr_array_unref);
  g_clear_pointer (&edit->removed, g_ptr_array_unref);
}

TodokuDmarcEditItem *
todoku_dmarc_edit_find (TodokuDmarcEdit *edit, const char *name)
{
  todoku_list_foreach (TodokuDmarcEditItem, item, edit->items)
    if (g_str_equal (item->name, name))
      return item;

  return NULL;
}

TodokuDmarcEditItem *
todoku_dmarc_edit_insert (TodokuDmarcEdit *edit, int at, const char *name, const char *value)
{
  TodokuDmarcEditItem *item = g_new0 (TodokuDmarcEditItem, 1);
  const TodokuTag tag = { .name = (char *) name };

  item->name = g_strdup (name);
  item->value = g_string_new (value);
  item->kind = todoku_dmarc_tag_get_kind (&tag);
  item->op = TODOKU_DIFF_KEEP;
  g_ptr_array_insert (edit->items, at, item);

  return item;
}

void
todoku_dmarc_edit_remove (TodokuDmarcEdit *edit, const char *text, const char *why)
{
  g_ptr_array_add (edit->removed, todoku_diff_entry_new (TODOKU_DIFF_REMOVE, text, NULL, why));
}

void
todoku_dmarc_edit_item_change (TodokuDmarcEditItem *item, const char *was, const char *why)
{
  if (item->op != TODOKU_DIFF_KEEP)
    return;
  item->op = TODOKU_DIFF_CHANGE;
  item->was = g_strdup (was);
  item->why = why;
}

static gboolean
has_address (TodokuDmarcEditItem *item, const char *address)
{
  g_auto (GStrv) there = g_strsplit (item->value->str, ",", -1);

  for (guint i = 0; there[i] != NULL; i++)
    if (g_ascii_strcasecmp (there[i], address) == 0)
      return TRUE;

  return FALSE;
}

void
todoku_dmarc_edit_item_add_address (TodokuDmarcEditItem *item, const char *address)
{
  if (has_address (item, address))
    return;
  if (item->value->len > 0)
    g_string_append_c (item->value, ',');
  g_string_append (item->value, address);
}

void
todoku_dmarc_edit_add_address (TodokuDmarcEdit *edit,
                               const char *name,
                               const char *address,
                               const char *why)
{
  TodokuDmarcEditItem *item = todoku_dmarc_edit_find (edit, name);
  g_autofree char *was = NULL;

  if (item != NULL && has_address (item, address))
    return;
  if (item == NULL)
    {
      item = todoku_dmarc_edit_insert (edit, -1, name, NULL);
      item->op = TODOKU_DIFF_ADD;
      item->why = why;
    }
  else
    was = g_strconcat (name, "=", item->value->str, NULL);
  todoku_dmarc_edit_item_add_address (item, address);
  todoku_dmarc_edit_item_change (item, was, why);
}
