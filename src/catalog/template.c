// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/template.h"

#include "base/list.h"
#include "config.h"


#include <glib/gi18n-lib.h>
#include <string.h>

// No name is longer.
#define VALUE_MAX 255

// Each octet of a name may have been typed as a full-width letter.
#define INPUT_MAX (4 * VALUE_MAX)

/* Copies @template with every {word} replaced by what @words has for it. NULL where it has nothing:
 * @unknown gets the word; without @unknown such a word stays as it is. */
static char *
expand (const char *template, GHashTable *words, char **unknown)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (*template != '\0')
    {
      const char *end = *template == '{' ? strchr (template, '}') : NULL;
      g_autofree char *word =
        end != NULL ? g_strndup (template + 1, (gsize) (end - template - 1)) : NULL;
      const char *replacement = word != NULL ? g_hash_table_lookup (words, word) : NULL;

      if (word != NULL && replacement == NULL && unknown != NULL)
        {
          *unknown = g_steal_pointer (&word);
          return NULL;
        }
      if (replacement != NULL)
        {
          g_string_append (text, replacement);
          template = end + 1;
        }
      else
        g_string_append_c (text, *template ++);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

// Full-width letters, digits and dots, as Japanese input gives them, are taken for plain ones.
static char *
fold (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) folded = g_string_new (narrow);

  g_string_replace (folded, "\xe3\x80\x82", ".", 0); // the Japanese full stop, U+3002
  g_string_ascii_down (folded);
  g_strstrip (folded->str);

  return g_strdup (folded->str);
}

static gboolean
fits (const TodokuCatalogPlaceholder *placeholder, const char *value)
{
  return strlen (value) <= VALUE_MAX && g_regex_match (placeholder->pattern, value, 0, NULL);
}

char *
todoku_catalog_placeholder_normalize (const TodokuCatalogPlaceholder *placeholder, const char *text)
{
  if (text == NULL || strlen (text) > INPUT_MAX || !g_utf8_validate (text, -1, NULL))
    return NULL;

  g_autofree char *value = fold (text);
  const char *rest = placeholder->example != NULL ? strchr (placeholder->example, '.') : NULL;
  g_autofree char *whole = NULL;

  if (g_str_has_suffix (value, "."))
    value[strlen (value) - 1] = '\0';
  if (fits (placeholder, value))
    return g_steal_pointer (&value);

  // "sv1234" is what a panel shows large, and enough to tell the whole name.
  whole = rest != NULL ? g_strconcat (value, rest, NULL) : NULL;

  return whole != NULL && fits (placeholder, whole) ? g_steal_pointer (&whole) : NULL;
}

static GHashTable *
make_words (const char *domain)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (words, (gpointer) "domain", g_strdup (domain));

  return words;
}

char *
todoku_catalog_fill_template (const TodokuMailHost *host,
                              const char *domain,
                              GHashTable *values,
                              const TodokuCatalogPlaceholder **missing)
{
  g_autoptr (GHashTable) words = make_words (domain);
  g_autofree char *unknown = NULL;
  char *value;

  for (guint i = 0; values != NULL && i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);
      const char *given = g_hash_table_lookup (values, placeholder->key);

      g_hash_table_insert (words, placeholder->key,
                           todoku_catalog_placeholder_normalize (placeholder, given));
    }
  value = host->spf != NULL ? expand (host->spf, words, &unknown) : NULL;
  if (missing != NULL)
    *missing = unknown != NULL ? todoku_mail_host_find_placeholder (host, unknown) : NULL;

  return value;
}

static const char *
host_field_in_words (const char *host_field)
{
  if (host_field == NULL)
    /* Translators: what to put into a field of a control panel, where the panel was not seen */
    return _ ("blank, or @ (the page should say which)");
  if (*host_field == '\0')
    /* Translators: what to put into a field of a control panel: nothing */
    return _ ("leave it blank");

  return host_field;
}

char *
todoku_catalog_fill_step (const TodokuCatalogText *step,
                          const char *domain,
                          const char *host_field,
                          const char *value)
{
  g_autoptr (GHashTable) words = make_words (domain);

  g_hash_table_insert (words, (gpointer) "host_field", g_strdup (host_field_in_words (host_field)));
  g_hash_table_insert (words, (gpointer) "value",
                       /* Translators: stands in a sentence in place of the text to be pasted */
                       g_strdup (value != NULL ? value : _ ("(the new value)")));

  return expand (todoku_catalog_text_get (step), words, NULL);
}

gboolean
todoku_catalog_template_is_valid (const TodokuMailHost *host, const char *template)
{
  g_autoptr (GHashTable) words = make_words ("");
  g_autofree char *unknown = NULL;
  g_autofree char *text = NULL;

  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    if (placeholder->key != NULL)
      g_hash_table_insert (words, placeholder->key, g_strdup (""));
  text = expand (template, words, &unknown);

  return text != NULL && strpbrk (text, "{}") == NULL;
}

char *
todoku_catalog_template_to_regex (const TodokuMailHost *host,
                                  const char *template,
                                  const char **fills)
{
  const char *open = strchr (template, '{');
  const char *close = open != NULL ? strchr (open, '}') : NULL;

  *fills = NULL;
  if (open == NULL)
    {
      g_autofree char *escaped = g_regex_escape_string (template, -1);

      return g_strdup_printf ("^%s$", escaped);
    }
  if (close == NULL)
    return NULL;

  g_autofree char *key = g_strndup (open + 1, (gsize) (close - open - 1));
  g_autofree char *before = g_regex_escape_string (template, (int) (open - template));
  g_autofree char *after = g_regex_escape_string (close + 1, -1);
  const TodokuCatalogPlaceholder *placeholder = todoku_mail_host_find_placeholder (host, key);

  if (placeholder == NULL || strchr (close, '{') != NULL)
    return NULL;

  *fills = placeholder->key;

  // The placeholder's own pattern is ^(?:…)$; a group takes the anchors in with no harm only
  // when they are left out.
  g_autofree char *inner = g_strdup (g_regex_get_pattern (placeholder->pattern) + 1);

  inner[strlen (inner) - 1] = '\0';

  return g_strdup_printf ("^%s(%s)%s$", before, inner, after);
}
