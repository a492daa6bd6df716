// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/template.h"

#include "config.h"


#include <glib/gi18n-lib.h>
#include <string.h>

// No name is longer.
#define VALUE_MAX 255

// Each octet of a name may have been typed as a full-width letter.
#define INPUT_MAX (4 * VALUE_MAX)

/* Gives what stands in place of {@word}; NULL where nothing does, which ends the work. */
typedef const char *(*Lookup) (const char *word, gpointer user_data);

/* Copies @template with every {word} looked up; NULL where one is not found. */
static char *
expand (const char *template, Lookup lookup, gpointer user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (*template != '\0')
    {
      const char *end = *template == '{' ? strchr (template, '}') : NULL;

      if (end == NULL)
        {
          g_string_append_c (text, *template ++);
          continue;
        }

      g_autofree char *word = g_strndup (template + 1, (gsize) (end - template - 1));
      const char *replacement = lookup (word, user_data);

      if (replacement == NULL)
        return NULL;
      g_string_append (text, replacement);
      template = end + 1;
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

typedef struct
{
  const TodokuMailHost *host;
  const char *domain;
  GHashTable *values;
  const TodokuCatalogPlaceholder *missing;
  char *filled;
} Fill;

static const char *
lookup_value (const char *word, gpointer user_data)
{
  Fill *fill = user_data;
  const TodokuCatalogPlaceholder *placeholder = NULL;

  if (g_str_equal (word, "domain"))
    return fill->domain;

  placeholder = todoku_mail_host_find_placeholder (fill->host, word);
  g_return_val_if_fail (placeholder != NULL, NULL);

  const char *value = fill->values != NULL ? g_hash_table_lookup (fill->values, word) : NULL;

  g_free (fill->filled);
  fill->filled = todoku_catalog_placeholder_normalize (placeholder, value);
  if (fill->filled == NULL)
    fill->missing = placeholder;

  return fill->filled;
}

char *
todoku_catalog_fill_template (const TodokuMailHost *host,
                              const char *domain,
                              GHashTable *values,
                              const TodokuCatalogPlaceholder **missing)
{
  Fill fill = { .host = host, .domain = domain, .values = values };
  char *value = host->spf != NULL ? expand (host->spf, lookup_value, &fill) : NULL;

  if (missing != NULL)
    *missing = fill.missing;
  g_free (fill.filled);

  return value;
}

typedef struct
{
  const char *domain;
  const char *host_field;
  const char *value;
  char *unknown;
} Step;

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

static const char *
lookup_step_word (const char *word, gpointer user_data)
{
  Step *step = user_data;

  if (g_str_equal (word, "domain"))
    return step->domain;
  if (g_str_equal (word, "host_field"))
    return host_field_in_words (step->host_field);
  if (g_str_equal (word, "value"))
    /* Translators: stands in a sentence in place of the text that is to be pasted */
    return step->value != NULL ? step->value : _ ("(the value)");

  g_free (step->unknown);
  step->unknown = g_strconcat ("{", word, "}", NULL);

  return step->unknown;
}

char *
todoku_catalog_fill_step (const TodokuCatalogText *step,
                          const char *domain,
                          const char *host_field,
                          const char *value)
{
  Step words = { .domain = domain, .host_field = host_field, .value = value };
  char *text = expand (todoku_catalog_text_get (step), lookup_step_word, &words);

  g_free (words.unknown);

  return text;
}

static const char *
lookup_known (const char *word, gpointer user_data)
{
  const TodokuMailHost *host = user_data;
  gboolean known =
    g_str_equal (word, "domain") || todoku_mail_host_find_placeholder (host, word) != NULL;

  return known ? "" : NULL;
}

gboolean
todoku_catalog_template_is_valid (const TodokuMailHost *host, const char *template)
{
  g_autofree char *text = expand (template, lookup_known, (gpointer) host);

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
