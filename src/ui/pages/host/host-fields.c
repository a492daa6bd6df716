// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/host/host-fields.h"

#include "catalog/template.h"
#include "ui/pages/host/field-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuHostFields
{
  /* Owned */
  TodokuSession *session;
  GPtrArray *rows; /* TodokuFieldRow, with its placeholder as data */

  /* Borrowed */
  GtkListBox *list;
  const TodokuMailHost *host;
};

static const TodokuCatalogPlaceholder *
get_placeholder (TodokuFieldRow *field)
{
  return g_object_get_data (G_OBJECT (field), "placeholder");
}

// Two hosts may have placeholders of one name.
static char *
get_key (const TodokuMailHost *host, const TodokuCatalogPlaceholder *placeholder)
{
  return g_strconcat (host->id, ".", placeholder->key, NULL);
}

static char *
describe_bad_value (const TodokuCatalogPlaceholder *placeholder)
{
  const char *label = todoku_catalog_text_get (&placeholder->label);

  if (placeholder->example == NULL)
    // Translators: the argument is what a field asks for.
    return g_strdup_printf (_ ("Please write the %s as your provider gives it."), label);

  /* Translators: the first %s is what a field asks for, the second an example */
  return g_strdup_printf (_ ("Please write the %s as your provider gives it, for example %s."),
                          label, placeholder->example);
}

static gboolean
check_field (TodokuFieldRow *field)
{
  const TodokuCatalogPlaceholder *placeholder = get_placeholder (field);
  const char *text = todoku_field_row_get_text (field);
  g_autofree char *value = todoku_catalog_placeholder_normalize (placeholder, text);

  if (value != NULL)
    return TRUE;

  g_autofree char *message = describe_bad_value (placeholder);

  todoku_field_row_set_error (field, message);

  return FALSE;
}

static void
field_changed_cb (TodokuSession *session, TodokuFieldRow *field)
{
  const TodokuCatalogPlaceholder *placeholder = get_placeholder (field);
  g_autofree char *value =
    todoku_catalog_placeholder_normalize (placeholder, todoku_field_row_get_text (field));

  todoku_session_set_value (session, g_object_get_data (G_OBJECT (field), "key"), value);
}

static void
field_left_cb (TodokuFieldRow *field)
{
  if (*todoku_field_row_get_text (field) != '\0')
    check_field (field);
}

static void
remove_rows (TodokuHostFields *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (self->list, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (TodokuHostFields *self, const TodokuCatalogPlaceholder *placeholder)
{
  TodokuFieldRow *field =
    todoku_field_row_new (todoku_catalog_text_get (&placeholder->label),
                          todoku_catalog_text_get (&placeholder->where), placeholder->example);
  char *key = get_key (self->host, placeholder);

  g_object_set_data (G_OBJECT (field), "placeholder", (gpointer) placeholder);
  g_object_set_data_full (G_OBJECT (field), "key", key, g_free);
  todoku_field_row_set_text (field, todoku_session_get_value (self->session, key));
  g_signal_connect_object (field, "changed", G_CALLBACK (field_changed_cb), self->session,
                           G_CONNECT_SWAPPED);
  g_signal_connect (field, "left", G_CALLBACK (field_left_cb), NULL);
  g_ptr_array_add (self->rows, field);
  gtk_list_box_append (self->list, GTK_WIDGET (field));
}

static gboolean
is_asked (const TodokuCatalogPlaceholder *placeholder, GHashTable *known)
{
  return known == NULL || !g_hash_table_contains (known, placeholder->key);
}

static gboolean
is_right (TodokuHostFields *self, const TodokuMailHost *host, GHashTable *known)
{
  guint n_asked = 0;

  if (self->host != host)
    return FALSE;

  for (guint i = 0; host != NULL && i < host->placeholders->len; i++)
    n_asked += is_asked (g_ptr_array_index (host->placeholders, i), known);

  return n_asked == self->rows->len;
}

void
todoku_host_fields_set_host (TodokuHostFields *self, const TodokuMailHost *host, GHashTable *known)
{
  if (is_right (self, host, known))
    return;

  remove_rows (self);
  self->host = host;
  for (guint i = 0; host != NULL && i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (is_asked (placeholder, known))
        add_row (self, placeholder);
    }
}

const TodokuMailHost *
todoku_host_fields_get_host (TodokuHostFields *self)
{
  return self->host;
}

GPtrArray *
todoku_host_fields_get_rows (TodokuHostFields *self)
{
  return self->rows;
}

gboolean
todoku_host_fields_check (TodokuHostFields *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      TodokuFieldRow *field = g_ptr_array_index (self->rows, i);

      if (!check_field (field))
        {
          todoku_field_row_focus (field);
          return FALSE;
        }
    }

  return TRUE;
}

TodokuHostFields *
todoku_host_fields_new (GtkListBox *list, TodokuSession *session)
{
  TodokuHostFields *self = g_new0 (TodokuHostFields, 1);

  self->list = list;
  self->session = g_object_ref (session);
  self->rows = g_ptr_array_new ();

  return self;
}

void
todoku_host_fields_free (TodokuHostFields *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
