// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/reader.h"

#include "base/json.h"

#include <string.h>

/* The most octets of a string. */
#define STRING_MAX 1200

/* A place the reader stands in: an object, or a list and the element that is next. */
typedef struct
{
  json_object *value; // Borrowed from the root
  char *name;
  guint next;
} Place;

struct _TodokuCatalogReader
{
  char *file;
  json_object *root;
  GPtrArray *places;
  GError *error;
};

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->name);
  g_free (place);
}

static void
push_place (TodokuCatalogReader *self, json_object *value, char *name)
{
  Place *place = g_new0 (Place, 1);

  place->value = value;
  place->name = name;
  g_ptr_array_add (self->places, place);
}

static Place *
current_place (TodokuCatalogReader *self)
{
  return g_ptr_array_index (self->places, self->places->len - 1);
}

/* As "hosts/xserver.json: notes[2].ja: is missing". */
void
todoku_catalog_reader_fail (TodokuCatalogReader *self, const char *member, const char *problem)
{
  g_autoptr (GString) path = g_string_new (NULL);

  if (self->error != NULL)
    return;

  for (guint i = 1; i <= self->places->len; i++)
    {
      const Place *place = i < self->places->len ? g_ptr_array_index (self->places, i) : NULL;
      const char *name = place != NULL ? place->name : member;

      g_string_append_printf (path, "%s%s", path->len > 0 && *name != '[' ? "." : "", name);
    }
  self->error = g_error_new (TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_VALUE, "%s: %s: %s",
                             self->file, path->str, problem);
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
  self->places = g_ptr_array_new_with_free_func (place_free);

  if (g_file_get_contents (path, &text, &length, &self->error))
    {
      self->root = todoku_json_parse (text, length, &problem);
      if (problem != NULL)
        self->error =
          g_error_new (TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX, "%s: %s", file, problem);
    }
  push_place (self, self->root, NULL);

  return self;
}

gboolean
todoku_catalog_reader_close (TodokuCatalogReader *self, GError **error)
{
  GError *wrong = g_steal_pointer (&self->error);

  json_object_put (self->root);
  g_ptr_array_unref (self->places);
  g_free (self->file);
  g_free (self);
  if (wrong != NULL)
    g_propagate_error (error, wrong);

  return wrong == NULL;
}

/* @value, which is called @name, where it is of @type; NULL where it is not, and for null. */
static json_object *
check (TodokuCatalogReader *self,
       const char *name,
       json_object *value,
       enum json_type type,
       gboolean nullable)
{
  static const char *const problems[] = {
    [json_type_boolean] = "must be true or false", [json_type_int] = "must be a whole number",
    [json_type_object] = "must be an object",      [json_type_array] = "must be a list",
    [json_type_string] = "must be a string",
  };

  if (json_object_is_type (value, type))
    return value;
  if (value != NULL || !nullable)
    todoku_catalog_reader_fail (self, name, problems[type]);

  return NULL;
}

static json_object *
get (TodokuCatalogReader *self, const char *member, enum json_type type, gboolean nullable)
{
  json_object *value = NULL;

  if (self->error != NULL)
    return NULL;
  if (!json_object_object_get_ex (current_place (self)->value, member, &value))
    {
      todoku_catalog_reader_fail (self, member, "is missing");
      return NULL;
    }

  return check (self, member, value, type, nullable);
}

static gboolean
enter (TodokuCatalogReader *self, json_object *value, const char *name)
{
  if (value != NULL)
    push_place (self, value, g_strdup (name));

  return value != NULL;
}

gboolean
todoku_catalog_reader_enter (TodokuCatalogReader *self, const char *member, gboolean nullable)
{
  return enter (self, get (self, member, json_type_object, nullable), member);
}

gboolean
todoku_catalog_reader_has (TodokuCatalogReader *self, const char *member)
{
  return self->error == NULL
         && json_object_object_get_ex (current_place (self)->value, member, NULL);
}

gboolean
todoku_catalog_reader_enter_optional (TodokuCatalogReader *self, const char *member)
{
  return todoku_catalog_reader_has (self, member)
         && todoku_catalog_reader_enter (self, member, FALSE);
}

void
todoku_catalog_reader_enter_list (TodokuCatalogReader *self, const char *member)
{
  enter (self, get (self, member, json_type_array, FALSE), member);
}

/* The next element of the list, of @type; NULL where there is none. */
static json_object *
get_next (TodokuCatalogReader *self, enum json_type type, char **name)
{
  Place *place = current_place (self);

  *name = NULL;
  if (self->error != NULL || place->next >= json_object_array_length (place->value))
    return NULL;

  *name = g_strdup_printf ("[%u]", place->next);

  return check (self, *name, json_object_array_get_idx (place->value, place->next++), type, FALSE);
}

gboolean
todoku_catalog_reader_next (TodokuCatalogReader *self)
{
  g_autofree char *name = NULL;
  json_object *value;

  if (self->error != NULL)
    return FALSE;
  if (!json_object_is_type (current_place (self)->value, json_type_array))
    todoku_catalog_reader_leave (self);
  value = get_next (self, json_type_object, &name);
  if (value == NULL)
    todoku_catalog_reader_leave (self);

  return enter (self, value, name);
}

void
todoku_catalog_reader_leave (TodokuCatalogReader *self)
{
  g_ptr_array_remove_index (self->places, self->places->len - 1);
}

/* Control characters, and those that are not seen or turn the direction of the text around. */
static gboolean
is_hidden (gunichar character)
{
  GUnicodeType type = g_unichar_type (character);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_SURROGATE
         || type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED;
}

static const char *
find_problem (const char *text, gsize length)
{
  if (length == 0)
    return "must not be empty";
  if (length > STRING_MAX)
    return "is too long";

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (is_hidden (g_utf8_get_char (at)))
      return "must not have control or invisible characters";

  return NULL;
}

static char *
take_string (TodokuCatalogReader *self, const char *name, json_object *value)
{
  const char *text = value != NULL ? json_object_get_string (value) : NULL;
  const char *problem =
    text != NULL ? find_problem (text, (gsize) json_object_get_string_len (value)) : NULL;

  if (problem != NULL)
    todoku_catalog_reader_fail (self, name, problem);

  return problem == NULL ? g_strdup (text) : NULL;
}

char *
todoku_catalog_reader_read_string (TodokuCatalogReader *self, const char *member)
{
  return take_string (self, member, get (self, member, json_type_string, FALSE));
}

char *
todoku_catalog_reader_read_nullable (TodokuCatalogReader *self, const char *member)
{
  return take_string (self, member, get (self, member, json_type_string, TRUE));
}

char **
todoku_catalog_reader_read_strings (TodokuCatalogReader *self, const char *member)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  json_object *list = get (self, member, json_type_array, FALSE);

  if (enter (self, list, member))
    {
      char *string = NULL;

      do
        {
          g_autofree char *name = NULL;
          json_object *value = get_next (self, json_type_string, &name);

          string = take_string (self, name, value);
          if (string != NULL)
            g_ptr_array_add (strings, string);
        }
      while (string != NULL);
      todoku_catalog_reader_leave (self);
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
}

gint64
todoku_catalog_reader_read_integer (TodokuCatalogReader *self,
                                    const char *member,
                                    gboolean nullable)
{
  json_object *value = get (self, member, json_type_int, nullable);

  return value != NULL ? json_object_get_int64 (value) : 0;
}

int
todoku_catalog_reader_read_boolean (TodokuCatalogReader *self,
                                    const char *member,
                                    gboolean nullable)
{
  json_object *value = get (self, member, json_type_boolean, nullable);

  return value != NULL ? json_object_get_boolean (value) : -1;
}

static void
read_both (TodokuCatalogReader *self, TodokuCatalogText *text)
{
  text->ja = todoku_catalog_reader_read_string (self, "ja");
  text->en = todoku_catalog_reader_read_string (self, "en");
}

void
todoku_catalog_read_text (TodokuCatalogReader *self,
                          const char *member,
                          gboolean nullable,
                          TodokuCatalogText *text)
{
  if (!todoku_catalog_reader_enter (self, member, nullable))
    return;

  read_both (self, text);
  todoku_catalog_reader_leave (self);
}

static void
note_free (gpointer data)
{
  TodokuCatalogNote *note = data;

  todoku_catalog_text_clear (&note->text);
  todoku_catalog_source_clear (&note->source);
  g_strfreev (note->unless_ns);
  g_free (note);
}

/* A text without a source is a note without one. */
static GPtrArray *
read_list (TodokuCatalogReader *self, const char *member, gboolean with_source)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (note_free);

  todoku_catalog_reader_enter_list (self, member);
  while (todoku_catalog_reader_next (self))
    {
      TodokuCatalogNote *note = g_new0 (TodokuCatalogNote, 1);

      g_ptr_array_add (notes, note);
      read_both (self, &note->text);
      if (with_source)
        todoku_catalog_read_source (self, "source", &note->source);
      if (todoku_catalog_reader_has (self, "unless_ns"))
        note->unless_ns = todoku_catalog_reader_read_strings (self, "unless_ns");
    }

  return notes;
}

GPtrArray *
todoku_catalog_read_texts (TodokuCatalogReader *self, const char *member)
{
  return read_list (self, member, FALSE);
}

GPtrArray *
todoku_catalog_read_notes (TodokuCatalogReader *self, const char *member)
{
  return read_list (self, member, TRUE);
}

static void
step_free (gpointer data)
{
  TodokuCatalogStep *step = data;

  todoku_catalog_text_clear (&step->text);
  g_free (step->when);
  g_free (step->published);
  g_free (step);
}

GPtrArray *
todoku_catalog_read_steps (TodokuCatalogReader *self, const char *member)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);

  todoku_catalog_reader_enter_list (self, member);
  while (todoku_catalog_reader_next (self))
    {
      TodokuCatalogStep *step = g_new0 (TodokuCatalogStep, 1);

      g_ptr_array_add (steps, step);
      read_both (self, &step->text);
      if (todoku_catalog_reader_has (self, "when"))
        step->when = todoku_catalog_reader_read_string (self, "when");
      if (todoku_catalog_reader_has (self, "published"))
        step->published = todoku_catalog_reader_read_string (self, "published");
    }

  return steps;
}

void
todoku_catalog_read_source (TodokuCatalogReader *self,
                            const char *member,
                            TodokuCatalogSource *source)
{
  if (!todoku_catalog_reader_enter (self, member, FALSE))
    return;

  g_autofree char *grade = todoku_catalog_reader_read_string (self, "grade");

  source->grade = grade != NULL ? *grade : 'T';
  if (strchr ("OCFTB", source->grade) == NULL)
    todoku_catalog_reader_fail (self, "grade", "must be O, C, F, T or B");
  source->url = todoku_catalog_reader_read_nullable (self, "url");
  source->checked = todoku_catalog_reader_read_string (self, "checked");
  todoku_catalog_reader_leave (self);
}
