// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received-results.h"

#include <string.h>

#define RESULTS_MAX 100
#define QUOTED_OCTETS_MAX 1000

// Where a value is being read, and the comments on the way.
typedef struct
{
  const char *at;
  GString *comment;
} Reader;

static void
resinfo_free (gpointer data)
{
  TodokuResinfo *resinfo = data;

  g_free (resinfo->method);
  g_free (resinfo->result);
  g_free (resinfo->comment);
  g_hash_table_unref (resinfo->properties);
  g_free (resinfo);
}

const char *
todoku_resinfo_get (const TodokuResinfo *self, const char *property)
{
  return g_hash_table_lookup (self->properties, property);
}

void
todoku_authentication_results_free (TodokuAuthenticationResults *self)
{
  g_free (self->authserv_id);
  g_ptr_array_unref (self->list);
  g_free (self);
}

// The octet behind a quoted string (RFC 5322 3.2.4) that begins at @at; @at where none ends.
static const char *
skip_quoted (const char *at)
{
  for (const char *end = at + 1; *end != '\0' && end - at < QUOTED_OCTETS_MAX; end++)
    if (*end == '\\' && end[1] != '\0')
      end++;
    else if (*end == '"')
      return end + 1;

  return at;
}

// A comment (RFC 5322 3.2.2), with those within it. A sender's address may stand there as it was
// given, so that a quoted string counts as one, although the grammar knows none there.
static void
read_comment (Reader *reader)
{
  guint depth = 0;
  const char *start = reader->at + 1;

  for (; *reader->at != '\0'; reader->at++)
    {
      if (*reader->at == '\\' && reader->at[1] != '\0')
        reader->at++;
      else if (*reader->at == '"' && skip_quoted (reader->at) > reader->at)
        reader->at = skip_quoted (reader->at) - 1;
      else if (*reader->at == '(')
        depth++;
      else if (*reader->at == ')' && --depth == 0)
        break;
    }
  g_string_append_len (reader->comment, start, reader->at - start);
  g_string_append_c (reader->comment, ' ');
  if (*reader->at == ')')
    reader->at++;
}

static void
skip_blanks (Reader *reader)
{
  while (*reader->at != '\0')
    if (g_ascii_isspace (*reader->at))
      reader->at++;
    else if (*reader->at == '(')
      read_comment (reader);
    else
      break;
}

// The octets up to the next blank, comment, or one of @stops; what is quoted counts without its
// quotation marks.
static char *
read_word (Reader *reader, const char *stops)
{
  GString *word = g_string_new (NULL);

  while (*reader->at != '\0' && !g_ascii_isspace (*reader->at) && *reader->at != '('
         && strchr (stops, *reader->at) == NULL)
    {
      const char *end = *reader->at == '"' ? skip_quoted (reader->at) : reader->at;

      for (const char *at = reader->at + 1; at + 1 < end; at++)
        {
          at += *at == '\\';
          g_string_append_c (word, *at);
        }
      if (end == reader->at)
        g_string_append_c (word, *end++);
      reader->at = end;
    }

  return g_string_free (word, FALSE);
}

// @method/@version of a method or of the field (RFC 8601 2.2).
static void
skip_version (Reader *reader)
{
  skip_blanks (reader);
  if (*reader->at != '/')
    return;
  reader->at++;
  skip_blanks (reader);
  while (g_ascii_isdigit (*reader->at))
    reader->at++;
  skip_blanks (reader);
}

// "ptype . property": blanks and comments may stand around the dot.
static char *
read_name (Reader *reader)
{
  GString *name = g_string_new (NULL);

  do
    {
      g_autofree char *word = NULL;

      skip_blanks (reader);
      word = read_word (reader, ";=/");
      skip_blanks (reader);
      g_string_append (name, word);
    }
  while (*reader->at == '.'
         || (name->len > 0 && name->str[name->len - 1] == '.' && *reader->at != '\0'
             && strchr (";=/", *reader->at) == NULL));

  return g_string_free (name, FALSE);
}

// Reads "name = value". Returns whether there was one; otherwise a word, or nothing, is skipped.
static gboolean
read_pair (Reader *reader, char **name, char **value)
{
  g_autofree char *word = read_name (reader);

  skip_version (reader);
  if (*reader->at != '=' || *word == '\0')
    {
      reader->at += *reader->at == '=';
      return FALSE;
    }
  reader->at++;
  skip_blanks (reader);
  *name = g_ascii_strdown (word, -1);
  *value = read_word (reader, ";");

  return TRUE;
}

static TodokuResinfo *
resinfo_new (char *method, char *result)
{
  TodokuResinfo *resinfo = g_new0 (TodokuResinfo, 1);

  resinfo->method = method;
  resinfo->result = g_ascii_strdown (result, -1);
  resinfo->comment = g_strdup ("");
  resinfo->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_free (result);

  return resinfo;
}

static void
add_property (TodokuResinfo *resinfo, char *name, char *value)
{
  if (resinfo == NULL || g_hash_table_contains (resinfo->properties, name))
    {
      g_free (name);
      g_free (value);
    }
  else
    g_hash_table_insert (resinfo->properties, name, value);
}

// What stands between two semicolons. One that begins with a property goes on with the last.
static TodokuResinfo *
read_resinfo (Reader *reader, TodokuResinfo *last)
{
  TodokuResinfo *resinfo = NULL;
  char *name, *value;

  g_string_truncate (reader->comment, 0);
  while (*reader->at != '\0' && *reader->at != ';')
    if (read_pair (reader, &name, &value))
      {
        if (resinfo == NULL && strchr (name, '.') == NULL)
          resinfo = resinfo_new (name, value);
        else
          add_property (resinfo != NULL ? resinfo : last, name, value);
      }
  if (resinfo != NULL)
    {
      g_free (resinfo->comment);
      resinfo->comment = g_strdup (reader->comment->str);
    }

  return resinfo;
}

// The name of the server; none where a result stands in its place.
static char *
read_authserv_id (Reader *reader)
{
  const char *start;
  g_autofree char *id = NULL;

  skip_blanks (reader);
  start = reader->at;
  id = read_word (reader, ";=");
  skip_blanks (reader);
  if (*reader->at == '=')
    {
      reader->at = start;
      return NULL;
    }
  // A version may follow, or words that no standard knows.
  while (*reader->at != '\0' && *reader->at != ';')
    {
      g_free (read_word (reader, ";"));
      skip_blanks (reader);
    }

  return g_ascii_strdown (id, -1);
}

TodokuAuthenticationResults *
todoku_authentication_results_parse (const char *value)
{
  TodokuAuthenticationResults *self = g_new0 (TodokuAuthenticationResults, 1);
  g_autoptr (GString) comment = g_string_new (NULL);
  Reader reader = { .at = value, .comment = comment };
  TodokuResinfo *last = NULL;

  self->list = g_ptr_array_new_with_free_func (resinfo_free);
  self->authserv_id = read_authserv_id (&reader);
  while (*reader.at != '\0' && self->list->len < RESULTS_MAX)
    {
      TodokuResinfo *resinfo;

      reader.at += *reader.at == ';';
      resinfo = read_resinfo (&reader, last);
      if (resinfo == NULL)
        continue;
      g_ptr_array_add (self->list, resinfo);
      last = resinfo;
    }

  return self;
}
