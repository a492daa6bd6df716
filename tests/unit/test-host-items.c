// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/host-items.h"

#include "cases.h"

// TodokuMailHost: those of the file, as a catalog would have them.
static GPtrArray *hosts;

static TodokuMailHost *
host_new (struct json_object *object)
{
  TodokuMailHost *host = g_new0 (TodokuMailHost, 1);
  struct json_object *asks = case_get (object, "asks");

  host->id = g_strdup (case_get_string (object, "id"));
  host->name.ja = g_strdup (case_get_string (object, "ja"));
  host->name.en = g_strdup (case_get_string (object, "en"));
  host->company.en = g_strdup (case_get_string (object, "company"));
  host->placeholders = g_ptr_array_new ();
  for (gsize i = 0; asks != NULL && i < json_object_array_length (asks); i++)
    {
      TodokuCatalogPlaceholder *placeholder = g_new0 (TodokuCatalogPlaceholder, 1);

      placeholder->key = g_strdup (json_object_get_string (json_object_array_get_idx (asks, i)));
      g_ptr_array_add (host->placeholders, placeholder);
    }

  return host;
}

static const TodokuMailHost *
find_host (const char *id)
{
  for (guint i = 0; id != NULL && i < hosts->len; i++)
    if (g_str_equal (((TodokuMailHost *) hosts->pdata[i])->id, id))
      return hosts->pdata[i];
  g_assert_null (id);

  return NULL;
}

static gpointer
detection_new (const char *id, struct json_object *values)
{
  TodokuDetection *detection = g_new0 (TodokuDetection, 1);

  detection->host = find_host (id);
  detection->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; values != NULL && i < json_object_array_length (values); i++)
    g_hash_table_add (detection->values,
                      g_strdup (json_object_get_string (json_object_array_get_idx (values, i))));

  return detection;
}

static void
apply (struct json_object *object, GListStore *items)
{
  struct json_object *found = case_get (object, "found");
  struct json_object *n_hosts = case_get (object, "n_hosts");
  g_autoptr (GPtrArray) listed = g_ptr_array_copy (hosts, NULL, NULL); // owns none of them
  g_autoptr (GPtrArray) detections =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  TodokuHostListing listing = {
    .hosts = listed,
    .detections = found != NULL ? detections : NULL,
    .chosen = find_host (case_get_string (object, "chosen")),
    .is_own = case_get (object, "own") != NULL,
    .is_whole = case_get (object, "whole") != NULL,
    .search = case_get_string (object, "search"),
  };

  if (n_hosts != NULL)
    g_ptr_array_set_size (listed, json_object_get_int (n_hosts));
  for (gsize i = 0; found != NULL && i < json_object_array_length (found); i++)
    g_ptr_array_add (detections,
                     detection_new (json_object_get_string (json_object_array_get_idx (found, i)),
                                    case_get (object, "values")));
  todoku_host_listing_apply (&listing, items);
}

static char *
name_item (const TodokuHostItem *item)
{
  switch (item->kind)
    {
    case TODOKU_HOST_ITEM_CHOICE:
      return g_strdup (item->host != NULL ? item->host->id : "other");
    case TODOKU_HOST_ITEM_FIELD:
      return item->host != NULL ? g_strdup_printf ("%s.%s", item->host->id, item->placeholder->key)
                                : g_strdup ("value");
    case TODOKU_HOST_ITEM_UNKNOWN:
      return g_strdup ("unknown");
    case TODOKU_HOST_ITEM_MORE:
    default:
      return g_strdup ("more");
    }
}

// Those that are marked, or all of them.
static char *
name_items (GListStore *items, const char *mark)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (TodokuHostItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);
      g_autofree char *name = name_item (item);

      if (mark == NULL || g_object_get_data (G_OBJECT (item), mark) != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }

  return g_strdup (names->str);
}

static void
mark_items (GListStore *items, const char *mark)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (TodokuHostItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_object_set_data (G_OBJECT (item), mark, items);
    }
}

static void
test_case (gconstpointer data)
{
  struct json_object *object = (struct json_object *) data;
  struct json_object *before = case_get (object, "before");
  g_autoptr (GListStore) items = g_list_store_new (TODOKU_TYPE_HOST_ITEM);
  g_autofree char *listed = NULL;
  g_autofree char *kept = NULL;

  if (before != NULL)
    apply (before, items);
  mark_items (items, "before");
  apply (object, items);
  listed = name_items (items, NULL);
  g_assert_cmpstr (listed, ==, case_get_string (object, "items"));
  kept = name_items (items, "before");
  g_assert_cmpstr (kept, ==, before != NULL ? case_get_string (object, "kept") : "");
}

int
main (int argc, char **argv)
{
  struct json_object *cases = NULL;
  struct json_object *list = NULL;

  g_test_init (&argc, &argv, NULL);
  cases = cases_load ("host-items.json");
  list = case_get (cases, "hosts");
  hosts = g_ptr_array_new ();
  for (gsize i = 0; i < json_object_array_length (list); i++)
    g_ptr_array_add (hosts, host_new (json_object_array_get_idx (list, i)));
  cases_add (case_get (cases, "cases"), 20, "/host-items", "name", test_case);

  return cases_run (cases);
}
