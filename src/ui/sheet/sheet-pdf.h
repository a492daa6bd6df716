// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * todoku_sheet_pdf_new:
 * @sheet: (element-type TodokuSheetBlock): what it says
 * @error: return location for an error
 *
 * Draws it on A4. That it is in memory first is on purpose: what goes wrong when a file is written
 * can then be told, and an older file of that name is never half overwritten.
 *
 * Returns: (transfer full) (nullable): the sheet as a PDF file; %NULL with %G_IO_ERROR_FAILED
 */
GBytes *todoku_sheet_pdf_new (GPtrArray *sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
