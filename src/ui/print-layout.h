// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/print.h"

#include <gio/gio.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** The room on A4 between its margins, in points. */
#define TODOKU_PRINT_MARGIN 54.0
#define TODOKU_PRINT_PAPER_WIDTH 595.28
#define TODOKU_PRINT_PAPER_HEIGHT 841.89

/**
 * TodokuPrintLayout:
 *
 * Instructions laid out on pages. Lengths are in points. It needs no display.
 */
typedef struct _TodokuPrintLayout TodokuPrintLayout;

/**
 * todoku_print_layout_new:
 * @instructions: (element-type TodokuPrintBlock): what they say
 * @context: how texts are measured, at 72 dots an inch
 * @width: of a page, without its margins
 * @height: of a page, without its margins
 *
 * Breaks lines and pages: long values break anywhere and never get a hyphen, a heading stays with
 * what follows it, and a step is torn apart only where it is longer than half a page.
 *
 * Returns: (transfer full): the pages
 */
TodokuPrintLayout *todoku_print_layout_new (GPtrArray *instructions,
                                            PangoContext *context,
                                            double width,
                                            double height) G_GNUC_WARN_UNUSED_RESULT;
void todoku_print_layout_free (TodokuPrintLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuPrintLayout, todoku_print_layout_free)

/** Returns: how many pages there are: one at least. */
guint todoku_print_layout_get_n_pages (TodokuPrintLayout *self);

/** Draws a page, counted from 0, with its number below, at the origin of @cr. */
void todoku_print_layout_draw (TodokuPrintLayout *self, cairo_t *cr, guint page);

/**
 * todoku_print_to_pdf:
 * @instructions: (element-type TodokuPrintBlock): what they say
 * @error: return location for an error
 *
 * Draws it on A4. That it is in memory first is on purpose: what goes wrong when a file is written
 * can then be told, and an older file of that name is never half overwritten.
 *
 * Returns: (transfer full) (nullable): the instructions as a PDF file; %NULL with
 * %G_IO_ERROR_FAILED
 */
GBytes *todoku_print_to_pdf (GPtrArray *instructions, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
