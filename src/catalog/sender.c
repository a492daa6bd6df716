// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/sender.h"

#include "catalog/parts.h"

#include <string.h>

#define SENDERS_MAX 256

static void
sender_free (TodokuSender *sender)
{
  g_free (sender->id);
  todoku_catalog_text_clear (&sender->name);
  g_free (sender->term);
  g_strfreev (sender->aliases);
  todoku_catalog_text_clear (&sender->note);
  todoku_catalog_source_clear (&sender->source);
  g_free (sender);
}

static gboolean
is_term (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (*at <= ' ' || *at > '~')
      return FALSE;

  return g_str_has_prefix (text, "include:") || g_str_has_prefix (text, "ip4:")
         || g_str_has_prefix (text, "ip6:") || g_str_has_prefix (text, "a:");
}

static gboolean
has_id (GPtrArray *senders, const char *id)
{
  for (guint i = 0; i < senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (senders, i);

      if (g_strcmp0 (sender->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

static TodokuSender *
read_sender (TodokuCatalogReader *reader, GPtrArray *earlier)
{
  TodokuSender *sender = g_new0 (TodokuSender, 1);

  sender->id = todoku_catalog_reader_read_string (reader, "id", TODOKU_CATALOG_WORD_MAX);
  if (sender->id != NULL && !todoku_catalog_id_is_valid (sender->id))
    todoku_catalog_reader_fail (reader, "id", "must have lower-case letters, digits, - and _ only");
  if (sender->id != NULL && has_id (earlier, sender->id))
    todoku_catalog_reader_fail (reader, "id", "is taken");

  todoku_catalog_read_text (reader, "name", FALSE, &sender->name);
  sender->term = todoku_catalog_reader_read_string (reader, "term", TODOKU_CATALOG_WORD_MAX);
  sender->aliases = todoku_catalog_reader_read_strings (reader, "aliases", TODOKU_CATALOG_WORD_MAX);
  if (sender->term != NULL && !is_term (sender->term))
    todoku_catalog_reader_fail (reader, "term", "must be one SPF term, as include:spf.example.com");
  for (gsize i = 0; sender->aliases[i] != NULL; i++)
    if (!is_term (sender->aliases[i]))
      todoku_catalog_reader_fail (reader, "aliases", "must be SPF terms");

  sender->on_subdomain = todoku_catalog_reader_read_boolean (reader, "on_subdomain");
  todoku_catalog_read_text (reader, "note", TRUE, &sender->note);
  todoku_catalog_read_source (reader, "source", &sender->source);

  return sender;
}

GPtrArray *
todoku_senders_read (const char *folder, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, "senders.json");
  g_autoptr (GPtrArray) senders = g_ptr_array_new_with_free_func ((GDestroyNotify) sender_free);

  if (todoku_catalog_reader_enter_list (reader, "senders", SENDERS_MAX))
    {
      while (todoku_catalog_reader_next (reader))
        {
          g_ptr_array_add (senders, read_sender (reader, senders));
          todoku_catalog_reader_leave (reader);
        }
      todoku_catalog_reader_leave (reader);
    }

  if (!todoku_catalog_reader_close (reader, error))
    return NULL;

  return g_steal_pointer (&senders);
}
