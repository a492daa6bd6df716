// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as the file of the history: what can be read of it stays, the file does too, and after
// that the history is whole.

#include "folder.h"
#include "fuzz.h"
#include "history/history.h"

#include <gio/gio.h>
#include <string.h>

static void
check_entries (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (entries, i);

      g_assert (entry->kind <= TODOKU_HISTORY_LIVE);
      g_assert (entry->domain != NULL && g_utf8_validate (entry->domain, -1, NULL));
      g_assert (entry->records != NULL);
    }
}

static guint
count (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = todoku_history_load (path, &error);

  g_assert_no_error (error);

  return entries->len;
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  g_autofree char *path = fuzz_folder_write ("history.json", octets, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = todoku_history_load (path, &error);

  // Nothing is refused but what a newer release wrote.
  if (entries == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  else
    {
      g_autofree char *text = todoku_history_export (entries);

      check_entries (entries);
      g_assert (fuzz_folder_remove ("history-damaged-") <= 1);
      g_assert (count (path) == entries->len);
      g_free (fuzz_folder_write ("history.json", text, strlen (text)));
      g_assert (count (path) == entries->len);
      g_assert (fuzz_folder_remove ("history-damaged-") == 0);
    }

  return 0;
}
