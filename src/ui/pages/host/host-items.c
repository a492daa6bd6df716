// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/host-items.h"

#include "ui/search-key.h"

#include <string.h>

// As many as can be looked over at once. The catalog has the most used first.
#define N_HOSTS_AT_FIRST 8

G_DEFINE_FINAL_TYPE (TodokuHostItem, todoku_host_item, G_TYPE_OBJECT)

static void
todoku_host_item_class_init (TodokuHostItemClass *class G_GNUC_UNUSED)
{
}

static void
todoku_host_item_init (TodokuHostItem *self G_GNUC_UNUSED)
{
}

gboolean
todoku_host_item_equal (gconstpointer a, gconstpointer b)
{
  const TodokuHostItem *first = a;
  const TodokuHostItem *second = b;

  return first->kind == second->kind && first->host == second->host
         && first->placeholder == second->placeholder;
}

static gboolean
matches (const TodokuMailHost *host, const char *key)
{
  const char *const names[] = {
    host->name.ja, host->name.en, host->company.ja, host->company.en, host->id,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = todoku_search_key (names[i]);

      if (strstr (name, key) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
add (GPtrArray *items,
     TodokuHostItemKind kind,
     const TodokuMailHost *host,
     const TodokuCatalogPlaceholder *placeholder)
{
  TodokuHostItem *item = g_object_new (TODOKU_TYPE_HOST_ITEM, NULL);

  item->kind = kind;
  item->host = host;
  item->placeholder = placeholder;
  g_ptr_array_add (items, item);
}

// Nobody is asked for what the DNS tells.
static void
add_fields (GPtrArray *items, const TodokuMailHost *host, const TodokuDetection *detection)
{
  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    if (detection == NULL || detection->values == NULL
        || !g_hash_table_contains (detection->values, placeholder->key))
      add (items, TODOKU_HOST_ITEM_FIELD, host, placeholder);
}

static void
add_host (const TodokuHostListing *self,
          GPtrArray *items,
          const TodokuMailHost *host,
          gboolean is_listed,
          const char *key)
{
  if (*key != '\0' ? matches (host, key) : is_listed)
    add (items, TODOKU_HOST_ITEM_CHOICE, host, NULL);
  if (host == self->chosen)
    add_fields (items, host, todoku_detections_find (self->detections, host));
}

static GPtrArray *
list_items (const TodokuHostListing *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *key = todoku_search_key (self->search);

  for (guint i = 0; self->detections != NULL && i < self->detections->len; i++)
    add_host (self, items, ((TodokuDetection *) self->detections->pdata[i])->host, TRUE, key);
  for (guint i = 0; i < self->hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (self->hosts, i);

      if (todoku_detections_find (self->detections, host) == NULL)
        add_host (self, items, host, self->is_whole || i < N_HOSTS_AT_FIRST || host == self->chosen,
                  key);
    }
  if (*key == '\0' && !self->is_whole && self->hosts->len > N_HOSTS_AT_FIRST)
    add (items, TODOKU_HOST_ITEM_MORE, NULL, NULL);
  add (items, TODOKU_HOST_ITEM_CHOICE, NULL, NULL);
  if (self->is_own)
    {
      add (items, TODOKU_HOST_ITEM_UNKNOWN, NULL, NULL);
      add (items, TODOKU_HOST_ITEM_FIELD, NULL, NULL);
    }

  return items;
}

void
todoku_host_listing_apply (const TodokuHostListing *self, GListStore *items)
{
  g_autoptr (GPtrArray) wanted = list_items (self);
  guint position;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (items)); i-- > 0;)
    {
      g_autoptr (TodokuHostItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      if (!g_ptr_array_find_with_equal_func (wanted, item, todoku_host_item_equal, NULL))
        g_list_store_remove (items, i);
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      if (g_list_store_find_with_equal_func (items, wanted->pdata[i], todoku_host_item_equal,
                                             &position))
        {
          if (position == i)
            continue;
          g_list_store_remove (items, position);
        }
      g_list_store_insert (items, i, wanted->pdata[i]);
    }
}
