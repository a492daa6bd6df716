// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/detect.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// Which companies are there to choose from, and what is asked of the chosen one. Knows no widget.

/**
 * TodokuHostItemKind:
 * @TODOKU_HOST_ITEM_CHOICE: a company, or one that is not listed or not known
 * @TODOKU_HOST_ITEM_FIELD: what the choice above needs to be told
 * @TODOKU_HOST_ITEM_UNKNOWN: ways to find out which company it is
 * @TODOKU_HOST_ITEM_MORE: shows all companies
 */
typedef enum
{
  TODOKU_HOST_ITEM_CHOICE,
  TODOKU_HOST_ITEM_FIELD,
  TODOKU_HOST_ITEM_UNKNOWN,
  TODOKU_HOST_ITEM_MORE,
} TodokuHostItemKind;

#define TODOKU_TYPE_HOST_ITEM (todoku_host_item_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostItem, todoku_host_item, TODOKU, HOST_ITEM, GObject)

/**
 * TodokuHostItem:
 * @kind: what it is
 * @host: (nullable): the company of a choice or a field; %NULL for one that is not listed
 * @placeholder: (nullable): what a field asks for; %NULL for the whole value
 *
 * Read only; @host and @placeholder are the catalog's.
 */
struct _TodokuHostItem
{
  GObject parent_instance;

  TodokuHostItemKind kind;
  const TodokuMailHost *host;
  const TodokuCatalogPlaceholder *placeholder;
};

/** Returns: whether both, each a #TodokuHostItem, stand for the same; a #GEqualFunc. */
gboolean todoku_host_item_equal (gconstpointer a, gconstpointer b);

/**
 * TodokuHostListing:
 * @hosts: (element-type TodokuMailHost): all companies, the most used first
 * @detections: (nullable) (element-type TodokuDetection): whom something speaks for, the likeliest
 *   first
 * @chosen: (nullable): the company that is chosen
 * @is_own: whether that is one that is not listed
 * @is_whole: whether all companies are to be listed, however many there are
 * @search: (nullable): what is looked for among their names; %NULL or "" for nothing
 *
 * What decides what is listed.
 */
typedef struct
{
  GPtrArray *hosts;
  GPtrArray *detections;
  const TodokuMailHost *chosen;
  gboolean is_own;
  gboolean is_whole;
  const char *search;
} TodokuHostListing;

/**
 * todoku_host_listing_apply:
 * @self: what decides
 * @items: a #GListStore of #TodokuHostItem
 *
 * Lists what was found, then the other companies, and last one that is not listed; the fields that
 * a choice needs stand below it, also where a search hides it. What stays keeps its item: nothing
 * is taken out to be put in again at the same place.
 */
void todoku_host_listing_apply (const TodokuHostListing *self, GListStore *items);

G_END_DECLS
