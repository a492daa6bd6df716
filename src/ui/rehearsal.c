// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/rehearsal.h"

// A line as long as any label has, not wrapped yet.
#define SCRATCH_WIDTH 2048
#define SCRATCH_HEIGHT 64

static GtkLabel *
find_label (GtkWidget *widget, guint *index)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && (*index)-- == 0)
    return GTK_LABEL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *label = find_label (child, index);

      if (label != NULL)
        return label;
    }

  return NULL;
}

gboolean
todoku_rehearse_label (GtkWidget *widget, guint index)
{
  GtkLabel *label = find_label (widget, &index);
  cairo_surface_t *surface;
  cairo_t *cr;

  if (label == NULL)
    return FALSE;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SCRATCH_WIDTH, SCRATCH_HEIGHT);
  cr = cairo_create (surface);
  pango_cairo_show_layout (cr, gtk_label_get_layout (label));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return TRUE;
}

void
todoku_rehearse_frame (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *window = native != NULL ? gtk_native_get_surface (native) : NULL;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (window == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    return;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_surface_get_width (window),
                                        gdk_surface_get_height (window));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}
