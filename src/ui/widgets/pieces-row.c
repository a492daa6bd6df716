// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/pieces-row.h"

#include "ui/widgets/focus.h"
#include "ui/widgets/value-row.h"

#include <glib/gi18n-lib.h>

struct _TodokuPiecesRow
{
  AdwExpanderRow parent_instance;

  /* Owned */
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (TodokuPiecesRow, todoku_pieces_row, ADW_TYPE_EXPANDER_ROW)

static void
todoku_pieces_row_finalize (GObject *object)
{
  TodokuPiecesRow *self = TODOKU_PIECES_ROW (object);

  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (todoku_pieces_row_parent_class)->finalize (object);
}

static void
todoku_pieces_row_class_init (TodokuPiecesRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = todoku_pieces_row_finalize;
}

static void
todoku_pieces_row_init (TodokuPiecesRow *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 _ ("If the Panel Says the Value Is Too Long"));
  adw_expander_row_set_subtitle (
    ADW_EXPANDER_ROW (self),
    _ ("Most panels take the whole value. A few want it in parts of at most 255 characters."));
}

GtkWidget *
todoku_pieces_row_new (void)
{
  return g_object_new (TODOKU_TYPE_PIECES_ROW, NULL);
}

static void
add_piece (TodokuPiecesRow *self, const char *piece, guint number, guint n_pieces)
{
  /* Translators: a part of a long value: its number, and how many there are. */
  g_autofree char *title = g_strdup_printf (_ ("Part %u of %u"), number, n_pieces);
  GtkWidget *row = todoku_value_row_new (title, piece);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

void
todoku_pieces_row_set_pieces (TodokuPiecesRow *self, const char *const *pieces)
{
  guint n_pieces = pieces != NULL ? g_strv_length ((char **) pieces) : 0;

  g_return_if_fail (TODOKU_IS_PIECES_ROW (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      todoku_focus_leave (row);
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
    }
  g_ptr_array_set_size (self->rows, 0);

  gtk_widget_set_visible (GTK_WIDGET (self), n_pieces > 1);
  for (guint i = 0; n_pieces > 1 && i < n_pieces; i++)
    add_piece (self, pieces[i], i + 1, n_pieces);
}
