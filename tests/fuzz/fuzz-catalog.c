// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a file of a catalog, of the kind that the first of them names: it is refused with a
// sentence that can be shown, or what it says can be used.

#include "catalog/catalog.h"
#include "catalog/pattern.h"
#include "catalog/template.h"
#include "folder.h"
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

// What stands in the other files.
static const struct
{
  char letter;
  const char *name;
  const char *text; // NULL where there need be none
} files[] = {
  { 'h', "hosts/a.json", NULL },
  { 'd', "dns-providers/a.json", NULL },
  { 'g', "general-steps.json",
    "{\"unknown_provider\": {\"ja\": \"x\", \"en\": \"x\"}, \"steps\": [], \"labels\": []}" },
  { 's', "senders.json", "{\"senders\": []}" },
  { 'f', "free-mail.json", "{\"domains\": [], \"lines\": []}" },
};

static void
write_others (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      const char *text = files[i].text;
      g_autofree char *path =
        fuzz_folder_write (files[i].name, text, text != NULL ? strlen (text) : 0);

      // So that the folder is there.
      if (text == NULL)
        remove (path);
    }
}

static void
check_host (TodokuCatalog *catalog, const TodokuMailHost *host)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (host, "shop.example", values, &missing);

  g_assert (todoku_catalog_find_host (catalog, host->id) != NULL);
  g_assert (*todoku_catalog_text_get (&host->name) != '\0');
  g_assert (value == NULL || missing == NULL);
}

static void
check_catalog (TodokuCatalog *catalog)
{
  static const char *const names[] = { "mx.shop.example", "ns1.hosting.example", "", "a" };

  for (guint i = 0; i < catalog->hosts->len; i++)
    check_host (catalog, g_ptr_array_index (catalog->hosts, i));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) matches =
        todoku_catalog_match (catalog, TODOKU_PATTERN_MX | TODOKU_PATTERN_SERVER, names[i]);

      g_assert (catalog->hosts->len > 0 || matches->len == 0);
      todoku_catalog_match_name_server (catalog, names[i]);
      todoku_catalog_is_provider_domain (catalog, names[i]);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuCatalog) catalog = NULL;
  g_autofree char *path = NULL;
  gsize kind = 0;

  if (length == 0)
    return 0;
  while (kind + 1 < G_N_ELEMENTS (files) && files[kind].letter != (char) octets[0])
    kind++;
  write_others ();
  path = fuzz_folder_write (files[kind].name, octets + 1, length - 1);

  catalog = todoku_catalog_load (fuzz_folder_get (), &error);
  g_assert ((catalog == NULL) == (error != NULL));
  if (catalog != NULL)
    check_catalog (catalog);
  else
    {
      g_assert (error->domain == TODOKU_CATALOG_ERROR);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      g_assert (strstr (error->message, ".json: ") != NULL);
    }

  return 0;
}
