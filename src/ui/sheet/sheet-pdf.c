// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sheet/sheet-pdf.h"

#include "ui/sheet/sheet-layout.h"

#include <cairo-pdf.h>

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_title (cairo_surface_t *surface, GPtrArray *sheet)
{
  const TodokuSheetBlock *title = g_ptr_array_index (sheet, 0);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title->text);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Todoku");
}

static void
draw_pages (GPtrArray *sheet, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  g_autoptr (TodokuSheetLayout) layout = NULL;

  // Points, as the surface has them.
  pango_cairo_context_set_resolution (context, 72);
  layout =
    todoku_sheet_layout_new (sheet, context, TODOKU_SHEET_PAPER_WIDTH - 2 * TODOKU_SHEET_MARGIN,
                             TODOKU_SHEET_PAPER_HEIGHT - 2 * TODOKU_SHEET_MARGIN);
  cairo_translate (cr, TODOKU_SHEET_MARGIN, TODOKU_SHEET_MARGIN);
  for (guint i = 0; i < todoku_sheet_layout_get_n_pages (layout); i++)
    {
      todoku_sheet_layout_draw (layout, cr, i);
      cairo_show_page (cr);
    }
  g_object_unref (context);
}

GBytes *
todoku_sheet_pdf_new (GPtrArray *sheet, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_cb, file, TODOKU_SHEET_PAPER_WIDTH,
                                         TODOKU_SHEET_PAPER_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  set_title (surface, sheet);
  draw_pages (sheet, cr);
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
