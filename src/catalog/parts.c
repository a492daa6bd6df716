// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/parts.h"

#include "catalog/glob.h"
#include "catalog/pattern.h"

#include <string.h>

#define LIST_MAX 64

static void
read_both (TodokuCatalogReader *reader, TodokuCatalogText *text)
{
  text->ja = todoku_catalog_reader_read_string (reader, "ja", TODOKU_CATALOG_TEXT_MAX);
  text->en = todoku_catalog_reader_read_string (reader, "en", TODOKU_CATALOG_TEXT_MAX);
}

void
todoku_catalog_read_text (TodokuCatalogReader *reader,
                          const char *member,
                          gboolean nullable,
                          TodokuCatalogText *text)
{
  if (nullable ? todoku_catalog_reader_enter_nullable (reader, member)
               : todoku_catalog_reader_enter (reader, member))
    {
      read_both (reader, text);
      todoku_catalog_reader_leave (reader);
    }
}

GPtrArray *
todoku_catalog_read_texts (TodokuCatalogReader *reader, const char *member)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_catalog_text_free);

  if (!todoku_catalog_reader_enter_list (reader, member, LIST_MAX))
    return texts;

  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogText *text = g_new0 (TodokuCatalogText, 1);

      read_both (reader, text);
      g_ptr_array_add (texts, text);
      todoku_catalog_reader_leave (reader);
    }
  todoku_catalog_reader_leave (reader);

  return texts;
}

static void
note_free (TodokuCatalogNote *note)
{
  todoku_catalog_text_clear (&note->text);
  todoku_catalog_source_clear (&note->source);
  g_free (note);
}

GPtrArray *
todoku_catalog_read_notes (TodokuCatalogReader *reader, const char *member)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);

  if (!todoku_catalog_reader_enter_list (reader, member, LIST_MAX))
    return notes;

  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogNote *note = g_new0 (TodokuCatalogNote, 1);

      read_both (reader, &note->text);
      todoku_catalog_read_source (reader, "source", &note->source);
      g_ptr_array_add (notes, note);
      todoku_catalog_reader_leave (reader);
    }
  todoku_catalog_reader_leave (reader);

  return notes;
}

static gboolean
is_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", -1);

  if (strlen (text) != strlen ("2026-11-24") || g_strv_length (parts) != 3)
    return FALSE;

  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isdigit (*at) && *at != '-')
      return FALSE;

  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (parts[2], NULL, 10),
                           (GDateMonth) g_ascii_strtoull (parts[1], NULL, 10),
                           (GDateYear) g_ascii_strtoull (parts[0], NULL, 10));
}

void
todoku_catalog_read_source (TodokuCatalogReader *reader,
                            const char *member,
                            TodokuCatalogSource *source)
{
  if (!todoku_catalog_reader_enter (reader, member))
    return;

  g_autofree char *grade = todoku_catalog_reader_read_string (reader, "grade", 1);

  source->grade = grade != NULL ? *grade : 'T';
  if (strchr ("OCFTB", source->grade) == NULL)
    todoku_catalog_reader_fail (reader, "grade", "must be O, C, F, T or B");

  source->url = todoku_catalog_read_url (reader, "url");
  source->checked = todoku_catalog_reader_read_string (reader, "checked", 10);
  if (source->checked != NULL && !is_date (source->checked))
    todoku_catalog_reader_fail (reader, "checked", "must be a date as 2026-11-24");

  todoku_catalog_reader_leave (reader);
}

void
todoku_catalog_source_clear (TodokuCatalogSource *source)
{
  g_clear_pointer (&source->url, g_free);
  g_clear_pointer (&source->checked, g_free);
}

gboolean
todoku_catalog_source_is_weak (const TodokuCatalogSource *source)
{
  return source->grade == 'T' || source->grade == 'B';
}

char *
todoku_catalog_read_url (TodokuCatalogReader *reader, const char *member)
{
  char *url = todoku_catalog_reader_read_nullable (reader, member, TODOKU_CATALOG_WORD_MAX);

  if (url == NULL)
    return NULL;

  if (!g_str_has_prefix (url, "https://") && !g_str_has_prefix (url, "http://"))
    todoku_catalog_reader_fail (reader, member, "must begin with https:// or http://");
  else if (strchr (url, ' ') != NULL || !g_uri_is_valid (url, G_URI_FLAGS_NONE, NULL))
    todoku_catalog_reader_fail (reader, member, "must be a URL");

  return url;
}

gboolean
todoku_catalog_id_is_valid (const char *id)
{
  for (const char *at = id; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && !g_ascii_isdigit (*at) && *at != '-' && *at != '_')
      return FALSE;

  return *id != '\0';
}

char *
todoku_catalog_read_id (TodokuCatalogReader *reader, const char *file)
{
  char *id = todoku_catalog_reader_read_string (reader, "id", TODOKU_CATALOG_WORD_MAX);
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *expected = id != NULL ? g_strconcat (id, ".json", NULL) : NULL;

  if (id != NULL && !todoku_catalog_id_is_valid (id))
    todoku_catalog_reader_fail (reader, "id", "must have lower-case letters, digits, - and _ only");
  else if (id != NULL && !g_str_equal (name, expected))
    todoku_catalog_reader_fail (reader, "id", "must be the name of the file");

  return id;
}

char **
todoku_catalog_read_globs (TodokuCatalogReader *reader, const char *member)
{
  char **globs = todoku_catalog_reader_read_strings (reader, member, TODOKU_CATALOG_WORD_MAX);

  for (gsize i = 0; globs[i] != NULL; i++)
    if (!todoku_catalog_glob_is_valid (globs[i]))
      todoku_catalog_reader_fail (reader, member, "has something that is no pattern of names");

  return globs;
}

GRegex *
todoku_catalog_compile (TodokuCatalogReader *reader, const char *member, const char *expression)
{
  g_autoptr (GError) error = NULL;

  if (expression == NULL)
    return NULL;

  GRegex *regex = todoku_catalog_regex_new (expression, &error);

  if (regex == NULL)
    todoku_catalog_reader_fail (reader, member, error->message);

  return regex;
}

void
todoku_catalog_read_labels (TodokuCatalogReader *reader, const char *member)
{
  if (!todoku_catalog_reader_enter_list (reader, member, LIST_MAX))
    return;

  while (todoku_catalog_reader_next (reader))
    {
      TodokuCatalogSource source = { 0 };

      g_strfreev (todoku_catalog_reader_read_strings (reader, "words", TODOKU_CATALOG_WORD_MAX));
      todoku_catalog_read_source (reader, "source", &source);
      todoku_catalog_source_clear (&source);
      todoku_catalog_reader_leave (reader);
    }
  todoku_catalog_reader_leave (reader);
}
