// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/reader.h"

#include <json-c/json.h>

// A list of the catalog never has more; it is a bound against nonsense, not a rule.
#define STRINGS_MAX 64

/* A place the reader stands in: an object, or a list and the element that is next. */
typedef struct
{
  json_object *value; // Borrowed from the root
  char *name;
  guint next;
  GHashTable *read;
} Place;

struct _TodokuCatalogReader
{
  char *file;
  json_object *root;
  GPtrArray *places;
  GError *error;
};

static void
place_free (Place *place)
{
  g_free (place->name);
  g_hash_table_unref (place->read);
  g_free (place);
}

static void
push_place (TodokuCatalogReader *self, json_object *value, char *name)
{
  Place *place = g_new0 (Place, 1);

  place->value = value;
  place->name = name;
  place->read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->places, place);
}

static Place *
current_place (TodokuCatalogReader *self)
{
  return g_ptr_array_index (self->places, self->places->len - 1);
}

/* As "fields.host.label", and "notes[2].ja" for an element of a list. */
static char *
path_to (TodokuCatalogReader *self, const char *member)
{
  GString *path = g_string_new (NULL);

  for (guint i = 1; i <= self->places->len; i++)
    {
      Place *place = i < self->places->len ? g_ptr_array_index (self->places, i) : NULL;
      const char *name = place != NULL ? place->name : member;

      if (path->len > 0 && *name != '[')
        g_string_append_c (path, '.');
      g_string_append (path, name);
    }

  return g_string_free (path, FALSE);
}

void
todoku_catalog_reader_fail (TodokuCatalogReader *self, const char *member, const char *problem)
{
  if (self->error != NULL)
    return;

  g_autofree char *path = path_to (self, member);

  self->error = g_error_new (TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_VALUE, "%s: %s: %s",
                             self->file, path, problem);
}

gboolean
todoku_catalog_reader_has_failed (TodokuCatalogReader *self)
{
  return self->error != NULL;
}

static json_object *
parse (const char *text, gsize length, const char **problem)
{
  json_tokener *tokener = json_tokener_new ();
  json_object *root = NULL;

  // JSON_TOKENER_STRICT is not for us: with it json-c 0.18 takes every octet over 127 in a string
  // for a control character.
  json_tokener_set_flags (tokener, JSON_TOKENER_VALIDATE_UTF8);

  // The NUL at the end goes in too: without it json-c waits for more after a bare number.
  if (length < G_MAXINT)
    root = json_tokener_parse_ex (tokener, text, (int) length + 1);

  enum json_tokener_error status = json_tokener_get_error (tokener);

  *problem = NULL;
  if (root == NULL || status != json_tokener_success)
    *problem = json_tokener_error_desc (status);
  else if (json_tokener_get_parse_end (tokener) < length)
    *problem = "something follows the object";
  else if (!json_object_is_type (root, json_type_object))
    *problem = "must be an object";

  json_tokener_free (tokener);

  return root;
}

TodokuCatalogReader *
todoku_catalog_reader_open (const char *folder, const char *file)
{
  TodokuCatalogReader *self = g_new0 (TodokuCatalogReader, 1);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;
  const char *problem = NULL;

  self->file = g_strdup (file);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);

  if (g_file_get_contents (path, &text, &length, &self->error))
    {
      self->root = parse (text, length, &problem);
      if (problem != NULL)
        self->error =
          g_error_new (TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX, "%s: %s", file, problem);
    }
  push_place (self, self->error == NULL ? self->root : NULL, NULL);

  return self;
}

gboolean
todoku_catalog_reader_close (TodokuCatalogReader *self, GError **error)
{
  todoku_catalog_reader_leave (self);

  GError *wrong = g_steal_pointer (&self->error);
  gboolean right = wrong == NULL;

  json_object_put (self->root);
  g_ptr_array_unref (self->places);
  g_free (self->file);
  g_free (self);
  if (!right)
    g_propagate_error (error, wrong);

  return right;
}

/* The member where the reader stands, which may be JSON's null, or NULL with something wrong. */
static gboolean
get_member (TodokuCatalogReader *self, const char *member, json_object **value)
{
  Place *place = current_place (self);

  *value = NULL;
  if (self->error != NULL)
    return FALSE;

  g_hash_table_add (place->read, g_strdup (member));
  if (!json_object_object_get_ex (place->value, member, value))
    {
      todoku_catalog_reader_fail (self, member, "is missing");
      return FALSE;
    }

  return TRUE;
}

static gboolean
enter_object (TodokuCatalogReader *self, const char *member, gboolean nullable)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value) || (value == NULL && nullable))
    return FALSE;

  if (!json_object_is_type (value, json_type_object))
    {
      todoku_catalog_reader_fail (self, member, "must be an object");
      return FALSE;
    }
  push_place (self, value, g_strdup (member));

  return TRUE;
}

gboolean
todoku_catalog_reader_enter (TodokuCatalogReader *self, const char *member)
{
  return enter_object (self, member, FALSE);
}

gboolean
todoku_catalog_reader_enter_nullable (TodokuCatalogReader *self, const char *member)
{
  return enter_object (self, member, TRUE);
}

gboolean
todoku_catalog_reader_enter_list (TodokuCatalogReader *self, const char *member, guint max)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value))
    return FALSE;

  if (!json_object_is_type (value, json_type_array))
    todoku_catalog_reader_fail (self, member, "must be a list");
  else if (json_object_array_length (value) > max)
    todoku_catalog_reader_fail (self, member, "has too many elements");
  else
    push_place (self, value, g_strdup (member));

  return self->error == NULL;
}

gboolean
todoku_catalog_reader_next (TodokuCatalogReader *self)
{
  Place *place = current_place (self);

  if (self->error != NULL || place->next >= json_object_array_length (place->value))
    return FALSE;

  guint index = place->next++;
  g_autofree char *name = g_strdup_printf ("[%u]", index);
  json_object *value = json_object_array_get_idx (place->value, index);

  if (!json_object_is_type (value, json_type_object))
    {
      todoku_catalog_reader_fail (self, name, "must be an object");
      return FALSE;
    }
  push_place (self, value, g_steal_pointer (&name));

  return TRUE;
}

static void
check_all_read (TodokuCatalogReader *self)
{
  Place *place = current_place (self);

  if (self->error != NULL || !json_object_is_type (place->value, json_type_object))
    return;

  json_object_object_foreach (place->value, name, value)
  {
    (void) value;
    if (!g_hash_table_contains (place->read, name) && !g_str_equal (name, "$schema")
        && !g_str_equal (name, "comment"))
      todoku_catalog_reader_fail (self, name, "is not a member that belongs here");
  }
}

void
todoku_catalog_reader_leave (TodokuCatalogReader *self)
{
  check_all_read (self);
  g_ptr_array_remove_index (self->places, self->places->len - 1);
}

/* Takes a string out of @value, or keeps that @member is wrong. */
static char *
take_string (TodokuCatalogReader *self, const char *member, json_object *value, gsize max)
{
  const char *problem = "must be a string";

  if (json_object_is_type (value, json_type_string))
    problem = todoku_catalog_text_find_problem (json_object_get_string (value),
                                                (gsize) json_object_get_string_len (value), max);
  if (problem == NULL)
    return g_strdup (json_object_get_string (value));

  todoku_catalog_reader_fail (self, member, problem);

  return NULL;
}

char *
todoku_catalog_reader_read_string (TodokuCatalogReader *self, const char *member, gsize max)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value))
    return NULL;

  return take_string (self, member, value, max);
}

char *
todoku_catalog_reader_read_nullable (TodokuCatalogReader *self, const char *member, gsize max)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value) || value == NULL)
    return NULL;

  return take_string (self, member, value, max);
}

char **
todoku_catalog_reader_read_strings (TodokuCatalogReader *self, const char *member, gsize max)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();

  if (todoku_catalog_reader_enter_list (self, member, STRINGS_MAX))
    {
      Place *place = current_place (self);
      gsize n = json_object_array_length (place->value);

      for (gsize i = 0; i < n && self->error == NULL; i++)
        {
          g_autofree char *name = g_strdup_printf ("[%" G_GSIZE_FORMAT "]", i);
          char *string = take_string (self, name, json_object_array_get_idx (place->value, i), max);

          if (string != NULL)
            g_ptr_array_add (strings, string);
        }
      todoku_catalog_reader_leave (self);
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

static gint64
read_integer (TodokuCatalogReader *self, const char *member, gboolean nullable)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value) || (value == NULL && nullable))
    return 0;

  if (!json_object_is_type (value, json_type_int) || json_object_get_int64 (value) < 0)
    {
      todoku_catalog_reader_fail (self, member, "must be a whole number, 0 or more");
      return 0;
    }

  return json_object_get_int64 (value);
}

gint64
todoku_catalog_reader_read_integer (TodokuCatalogReader *self, const char *member)
{
  return read_integer (self, member, FALSE);
}

gint64
todoku_catalog_reader_read_nullable_integer (TodokuCatalogReader *self, const char *member)
{
  return read_integer (self, member, TRUE);
}

static int
read_boolean (TodokuCatalogReader *self, const char *member, gboolean nullable)
{
  json_object *value = NULL;

  if (!get_member (self, member, &value) || (value == NULL && nullable))
    return -1;

  if (json_object_is_type (value, json_type_boolean))
    return json_object_get_boolean (value) ? 1 : 0;

  todoku_catalog_reader_fail (self, member, "must be true or false");

  return -1;
}

gboolean
todoku_catalog_reader_read_boolean (TodokuCatalogReader *self, const char *member)
{
  return read_boolean (self, member, FALSE) == 1;
}

int
todoku_catalog_reader_read_nullable_boolean (TodokuCatalogReader *self, const char *member)
{
  return read_boolean (self, member, TRUE);
}
