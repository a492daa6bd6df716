// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/print-layout.h"

#include "base/language.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#define FOOT_HEIGHT 24.0
#define ITEM_INDENT 20.0
#define BOX_PADDING 5.0
/* What must be on a page after a heading, in lines of what follows. */
#define LINES_AFTER_HEADING 2
/* Letters that fit on a line of A4. */
#define WHOLE_WORD_MAX 60

typedef struct
{
  const char *font;
  double above; /* room above it */
  gboolean is_boxed;
  gboolean leads; /* stays on the page of the next one */
  double grey;
} Style;

/* A run of text that looks alike. */
typedef struct
{
  const Style *style;
  PangoLayout *text;
  PangoLayout *label; /* nullable: stands to the left of the first line */
  double x;
} Part;

/* Some lines of a part on a page. */
typedef struct
{
  const Part *part;
  int first;
  int n_lines;
  double y;
} Piece;

struct _TodokuPrintLayout
{
  PangoContext *context;
  double width;
  double height;
  GPtrArray *parts;
  GPtrArray *pages; /* of GArray of Piece */
  double y;         /* while pages are filled */
};

static const Style styles[] = {
  [TODOKU_PRINT_TITLE] = { "Sans Bold 18", 0, FALSE, TRUE, 0 },
  [TODOKU_PRINT_HEADING] = { "Sans Bold 12.5", 16, FALSE, TRUE, 0 },
  [TODOKU_PRINT_TEXT] = { "Sans 10.5", 5, FALSE, FALSE, 0 },
  [TODOKU_PRINT_ITEM] = { "Sans 10.5", 6, FALSE, FALSE, 0 },
  [TODOKU_PRINT_FIELD] = { "Sans 10.5", 3, FALSE, FALSE, 0 },
  [TODOKU_PRINT_VALUE] = { "Monospace 10", 3, TRUE, FALSE, 0 },
  [TODOKU_PRINT_ITEM_NOTE] = { "Sans 9", 2, FALSE, FALSE, 0.35 },
  [TODOKU_PRINT_SMALL] = { "Sans 9", 6, FALSE, FALSE, 0.35 },
};

static const Style label_style = { "Sans Bold 10", 9, FALSE, TRUE, 0 };

static void
free_part (Part *part)
{
  g_object_unref (part->text);
  g_clear_object (&part->label);
  g_free (part);
}

/* A line that ends in "-" would hide whose it is: no term is torn apart that fits on a line. */
static void
keep_words_whole (PangoAttrList *attributes, const char *text)
{
  guint begin = 0;

  for (guint i = 0;; i++)
    {
      PangoAttribute *whole = NULL;

      if (g_ascii_isgraph (text[i]))
        continue;
      if (i > begin + 1 && i - begin <= WHOLE_WORD_MAX)
        {
          whole = pango_attr_allow_breaks_new (FALSE);
          whole->start_index = begin;
          whole->end_index = i;
          pango_attr_list_insert (attributes, whole);
        }
      if (text[i] == '\0')
        return;
      begin = i + 1;
    }
}

static PangoLayout *
layout_new (TodokuPrintLayout *self, const Style *style, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (style->font);
  PangoAttrList *attributes = pango_attr_list_new ();

  // A hyphen that is not in the value would be typed along with it.
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  keep_words_whole (attributes, text);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15F);
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);

  return layout;
}

static Part *
add_part (TodokuPrintLayout *self, const Style *style, double x, const char *text)
{
  Part *part = g_new0 (Part, 1);
  double padding = style->is_boxed ? BOX_PADDING : 0;

  part->x = x + padding;
  part->style = style;
  part->text = layout_new (self, style, text, self->width - part->x - padding);
  g_ptr_array_add (self->parts, part);

  return part;
}

static void
add_block (TodokuPrintLayout *self, const TodokuPrintBlock *block)
{
  const Style *style = &styles[block->kind];

  if (block->kind == TODOKU_PRINT_ITEM)
    {
      Part *part = add_part (self, style, ITEM_INDENT, block->text);

      part->label = layout_new (self, style, block->label, ITEM_INDENT);
      return;
    }
  if (block->label != NULL)
    add_part (self, &label_style, 0, block->label);
  add_part (self, style, block->kind == TODOKU_PRINT_ITEM_NOTE ? ITEM_INDENT : 0, block->text);
}

// Where the lines [first, first + n_lines) of @part begin and end.
static void
measure (const Part *part, int first, int n_lines, double *top, double *bottom)
{
  PangoLayoutIter *iter = pango_layout_get_iter (part->text);
  int line = 0;

  *top = 0;
  *bottom = 0;
  do
    {
      int from = 0;
      int to = 0;

      pango_layout_iter_get_line_yrange (iter, &from, &to);
      if (line == first)
        *top = (double) from / PANGO_SCALE;
      if (line < first + n_lines)
        *bottom = (double) to / PANGO_SCALE;
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static double
get_height (const Part *part, int first, int n_lines)
{
  double top;
  double bottom;

  measure (part, first, n_lines, &top, &bottom);

  return bottom - top + (part->style->is_boxed ? 2 * BOX_PADDING : 0);
}

static int
get_n_lines (const Part *part)
{
  return pango_layout_get_line_count (part->text);
}

static void
begin_page (TodokuPrintLayout *self)
{
  g_ptr_array_add (self->pages, g_array_new (FALSE, TRUE, sizeof (Piece)));
  self->y = 0;
}

static double
get_room (TodokuPrintLayout *self)
{
  return self->height - FOOT_HEIGHT - self->y;
}

// What must be on the same page as the beginning of the part at @index.
static double
get_least_height (TodokuPrintLayout *self, guint index)
{
  const Part *part = g_ptr_array_index (self->parts, index);
  int n_lines = get_n_lines (part);
  double height = get_height (part, 0, n_lines);

  if (part->style->leads && index + 1 < self->parts->len)
    {
      const Part *next = g_ptr_array_index (self->parts, index + 1);

      return height + next->style->above + get_least_height (self, index + 1);
    }
  if (height <= (self->height - FOOT_HEIGHT) / 2)
    return height;

  return get_height (part, 0, MIN (n_lines, LINES_AFTER_HEADING));
}

static void
place_lines (TodokuPrintLayout *self, const Part *part, int first, int n_lines)
{
  GArray *page = g_ptr_array_index (self->pages, self->pages->len - 1);
  Piece piece = { .part = part, .first = first, .n_lines = n_lines, .y = self->y };

  g_array_append_val (page, piece);
  self->y += get_height (part, first, n_lines);
}

static int
count_lines_that_fit (TodokuPrintLayout *self, const Part *part, int first)
{
  int n_lines = get_n_lines (part) - first;

  while (n_lines > 1 && get_height (part, first, n_lines) > get_room (self))
    n_lines--;

  return n_lines;
}

static void
place (TodokuPrintLayout *self, guint index)
{
  const Part *part = g_ptr_array_index (self->parts, index);
  int first = 0;

  if (self->y > 0)
    self->y += part->style->above;
  if (self->y > 0 && get_least_height (self, index) > get_room (self))
    begin_page (self);
  while (first < get_n_lines (part))
    {
      int n_lines = count_lines_that_fit (self, part, first);

      place_lines (self, part, first, n_lines);
      first += n_lines;
      if (first < get_n_lines (part))
        begin_page (self);
    }
}

TodokuPrintLayout *
todoku_print_layout_new (GPtrArray *instructions,
                         PangoContext *context,
                         double width,
                         double height)
{
  TodokuPrintLayout *self = g_new0 (TodokuPrintLayout, 1);

  self->context = g_object_ref (context);
  self->width = width;
  self->height = height;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) free_part);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  // Han characters are written otherwise in Chinese.
  pango_context_set_language (context, pango_language_from_string (
                                         todoku_language_get_id (todoku_language_get ())));

  begin_page (self);
  for (guint i = 0; i < instructions->len; i++)
    add_block (self, g_ptr_array_index (instructions, i));
  for (guint i = 0; i < self->parts->len; i++)
    place (self, i);

  return self;
}

void
todoku_print_layout_free (TodokuPrintLayout *self)
{
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->context);
  g_free (self);
}

guint
todoku_print_layout_get_n_pages (TodokuPrintLayout *self)
{
  return self->pages->len;
}

static void
draw_box (TodokuPrintLayout *self, cairo_t *cr, const Piece *piece)
{
  double height = get_height (piece->part, piece->first, piece->n_lines);

  cairo_set_source_rgb (cr, 0.94, 0.94, 0.94);
  cairo_rectangle (cr, piece->part->x - BOX_PADDING, piece->y,
                   self->width - piece->part->x + BOX_PADDING, height);
  cairo_fill (cr);
}

static void
draw_lines (cairo_t *cr, const Piece *piece)
{
  const Part *part = piece->part;
  PangoLayoutIter *iter = pango_layout_get_iter (part->text);
  double top;
  double bottom;
  int line = 0;

  measure (part, piece->first, piece->n_lines, &top, &bottom);
  do
    {
      PangoRectangle extents;
      double baseline = (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;

      if (line >= piece->first && line < piece->first + piece->n_lines)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &extents);
          cairo_move_to (cr, part->x + (double) extents.x / PANGO_SCALE,
                         piece->y + (part->style->is_boxed ? BOX_PADDING : 0) + baseline - top);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      line++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_piece (TodokuPrintLayout *self, cairo_t *cr, const Piece *piece)
{
  const Style *style = piece->part->style;

  if (piece->part->style->is_boxed)
    draw_box (self, cr, piece);
  cairo_set_source_rgb (cr, style->grey, style->grey, style->grey);
  if (piece->part->label != NULL && piece->first == 0)
    {
      PangoLayout *label = piece->part->label;

      cairo_move_to (cr, 0,
                     piece->y
                       + (double) pango_layout_get_baseline (piece->part->text) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (label, 0));
    }
  draw_lines (cr, piece);
}

static void
draw_foot (TodokuPrintLayout *self, cairo_t *cr, guint page)
{
  /* Translators: the number of a page, and how many there are. */
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->pages->len);
  g_autoptr (PangoLayout) foot = layout_new (self, &styles[TODOKU_PRINT_SMALL], text, self->width);

  pango_layout_set_alignment (foot, PANGO_ALIGN_CENTER);
  cairo_set_source_rgb (cr, 0.35, 0.35, 0.35);
  cairo_move_to (cr, 0, self->height - FOOT_HEIGHT / 2);
  pango_cairo_show_layout (cr, foot);
}

void
todoku_print_layout_draw (TodokuPrintLayout *self, cairo_t *cr, guint page)
{
  GArray *pieces = NULL;

  g_return_if_fail (page < self->pages->len);

  pieces = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < pieces->len; i++)
    draw_piece (self, cr, &g_array_index (pieces, Piece, i));
  if (self->pages->len > 1)
    draw_foot (self, cr, page);
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_title (cairo_surface_t *surface, GPtrArray *instructions)
{
  const TodokuPrintBlock *title = g_ptr_array_index (instructions, 0);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title->text);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Todoku");
}

static void
draw_pages (GPtrArray *instructions, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  g_autoptr (TodokuPrintLayout) layout = NULL;

  // Points, as the surface has them.
  pango_cairo_context_set_resolution (context, 72);
  layout = todoku_print_layout_new (instructions, context,
                                    TODOKU_PRINT_PAPER_WIDTH - 2 * TODOKU_PRINT_MARGIN,
                                    TODOKU_PRINT_PAPER_HEIGHT - 2 * TODOKU_PRINT_MARGIN);
  cairo_translate (cr, TODOKU_PRINT_MARGIN, TODOKU_PRINT_MARGIN);
  for (guint i = 0; i < todoku_print_layout_get_n_pages (layout); i++)
    {
      todoku_print_layout_draw (layout, cr, i);
      cairo_show_page (cr);
    }
  g_object_unref (context);
}

GBytes *
todoku_print_to_pdf (GPtrArray *instructions, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_cb, file, TODOKU_PRINT_PAPER_WIDTH,
                                         TODOKU_PRINT_PAPER_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  set_title (surface, instructions);
  draw_pages (instructions, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}
