// SPDX-License-Identifier: GPL-3.0-or-later

// A record whose key is whole is mended without whoever made the key.

#include "dkim/repair.h"

#include "dkim/record.h"

#include <string.h>

#define VERSION "DKIM1"
#define VERSION_TAG "v=" VERSION

// Where VERSION_TAG stands in @text, in capitals or not.
static char *
find_version (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_strncasecmp (text, VERSION_TAG, strlen (VERSION_TAG)) == 0)
      return (char *) text;

  return NULL;
}

// Without what belongs around a value and not into it, and once: full-width letters, what is not
// seen, quotes, backslashes, the lines of a PEM file, the name of the record.
static char *
strip (const char *text)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("-----[^-]*-----|[\"\\\\\\x{AD}\\x{200B}-\\x{200D}\\x{2060}\\x{FEFF}]", 0, 0,
                 NULL);
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *bare =
    narrow != NULL ? g_regex_replace_literal (regex, narrow, -1, 0, "", 0, NULL) : NULL;
  char *start = bare != NULL ? find_version (bare) : NULL;
  char *again = start != NULL ? find_version (start + 1) : NULL;

  if (again != NULL)
    *again = '\0';

  // Tags before it are only in another order.
  return g_strdup (start != NULL && memchr (bare, ';', (gsize) (start - bare)) == NULL ? start
                                                                                       : bare);
}

// A tag that does no harm. The version and the kind of key are written anew.
static gboolean
is_kept (GPtrArray *tags, const TodokuTag *tag)
{
  static const char *const written[] = { "v", "k", "p", "t", NULL };

  if (tag->name == NULL || !todoku_dkim_is_tag_name (tag->name)
      || g_strv_contains (written, tag->name) || todoku_tag_list_find (tags, tag->name) != tag)
    return FALSE;
  if (g_str_equal (tag->name, "h"))
    return todoku_dkim_list_has (tag->value, "sha256");

  return !g_str_equal (tag->name, "s") || todoku_dkim_list_has (tag->value, "*")
         || todoku_dkim_list_has (tag->value, "email");
}

// Which of two keys is meant nobody can know.
static gboolean
has_two_keys (GPtrArray *tags)
{
  const TodokuTag *key = todoku_tag_list_find (tags, "p");

  todoku_list_foreach (const TodokuTag, tag, tags)
    if (g_strcmp0 (tag->name, "p") == 0 && !g_str_equal (tag->value, key->value))
      return TRUE;

  return FALSE;
}

// The record, written anew, around the key that is there, whether that is one or not.
static char *
write_record (const char *text)
{
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (text, strlen (text));
  const TodokuTag *version = todoku_tag_list_find (tags, "v");
  const TodokuTag *flags = todoku_tag_list_find (tags, "t");
  const TodokuTag *key = todoku_tag_list_find (tags, "p");
  g_autofree char *value = todoku_dkim_key_rewrite (key != NULL ? key->value : text);
  GString *record;

  if ((version != NULL && (key == NULL || g_ascii_strcasecmp (version->value, VERSION) != 0))
      || has_two_keys (tags))
    return NULL;

  record = g_string_new (VERSION_TAG "; k=rsa");
  for (guint i = 0; key != NULL && i < tags->len; i++)
    if (is_kept (tags, g_ptr_array_index (tags, i)))
      g_string_append_printf (record, "; %s", ((TodokuTag *) tags->pdata[i])->text);
  if (flags != NULL && todoku_dkim_list_has (flags->value, "s"))
    g_string_append (record, "; t=s");
  g_string_append_printf (record, "; p=%s", value);

  return g_string_free (record, FALSE);
}

static TodokuDkimRemedy
find_remedy (const TodokuDkimRecord *record)
{
  if (record->state == TODOKU_DKIM_STATE_VALID
      || (record->state == TODOKU_DKIM_STATE_WEAK && record->is_usable))
    return TODOKU_DKIM_REMEDY_TEXT;
  if (record->faults == 0
      && (record->key.fault == TODOKU_DKIM_KEY_FAULT_NONE
          || record->key.fault == TODOKU_DKIM_KEY_FAULT_OTHER_TYPE))
    return TODOKU_DKIM_REMEDY_NEW_KEY;

  return TODOKU_DKIM_REMEDY_SHOW_AGAIN;
}

// Parted by semicolons: tags between which there is something else or nothing, in capitals, or with
// a sign too many.
static char *
part_tags (const char *text)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("(?:^|[;,:\\s])\\s*([vkhpst])\\s*=[=\\s]*", G_REGEX_CASELESS, 0, NULL);

  return g_regex_replace (regex, text, -1, 0, "; \\L\\1\\E=", 0, NULL);
}

static char *
repair_tags (const char *text, TodokuDkimRemedy *remedy)
{
  g_autofree char *written = write_record (text);
  g_autoptr (TodokuDkimRecord) record =
    written != NULL ? todoku_dkim_record_parse (written, strlen (written)) : NULL;

  *remedy = record != NULL ? find_remedy (record) : TODOKU_DKIM_REMEDY_SHOW_AGAIN;

  return *remedy == TODOKU_DKIM_REMEDY_TEXT ? g_steal_pointer (&written) : NULL;
}

char *
todoku_dkim_repair (const char *text, TodokuDkimRemedy *remedy)
{
  g_autofree char *stripped = strip (text);
  g_autofree char *parted = stripped != NULL ? part_tags (stripped) : NULL;
  char *mended;

  // What is between the lines of a PEM file may be what nobody is to see.
  *remedy = TODOKU_DKIM_REMEDY_NEW_KEY;
  if (todoku_dkim_key_find_private (text, strlen (text)) >= 0)
    return NULL;

  mended = stripped != NULL ? repair_tags (stripped, remedy) : NULL;
  if (parted == NULL)
    *remedy = TODOKU_DKIM_REMEDY_SHOW_AGAIN;
  else if (*remedy == TODOKU_DKIM_REMEDY_SHOW_AGAIN)
    mended = repair_tags (parted, remedy);

  return mended;
}
