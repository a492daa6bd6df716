// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/sheet.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** The room on A4 between its margins, in points. */
#define TODOKU_SHEET_MARGIN 54.0
#define TODOKU_SHEET_PAPER_WIDTH 595.28
#define TODOKU_SHEET_PAPER_HEIGHT 841.89

/**
 * TodokuSheetLayout:
 *
 * A sheet laid out on pages. Lengths are in points. It needs no display.
 */
typedef struct _TodokuSheetLayout TodokuSheetLayout;

/**
 * todoku_sheet_layout_new:
 * @sheet: (element-type TodokuSheetBlock): what it says
 * @context: how texts are measured, at 72 dots an inch
 * @width: of a page, without its margins
 * @height: of a page, without its margins
 *
 * Breaks lines and pages: long values break anywhere and never get a hyphen, a heading stays with
 * what follows it, and a step is torn apart only where it is longer than half a page.
 *
 * Returns: (transfer full): the pages
 */
TodokuSheetLayout *todoku_sheet_layout_new (GPtrArray *sheet,
                                            PangoContext *context,
                                            double width,
                                            double height) G_GNUC_WARN_UNUSED_RESULT;
void todoku_sheet_layout_free (TodokuSheetLayout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuSheetLayout, todoku_sheet_layout_free)

/** Returns: how many pages there are: one at least. */
guint todoku_sheet_layout_get_n_pages (TodokuSheetLayout *self);

/** Draws a page, counted from 0, with its number below, at the origin of @cr. */
void todoku_sheet_layout_draw (TodokuSheetLayout *self, cairo_t *cr, guint page);

G_END_DECLS
