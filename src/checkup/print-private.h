// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/print.h"

G_BEGIN_DECLS

#define TODOKU_PRINT_BULLET "•"

/** Returns: (transfer full) (element-type TodokuPrintBlock): a paper with nothing on it yet. */
GPtrArray *todoku_print_paper_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Adds the @title, and that it was checked on @date. */
void todoku_print_add_title (GPtrArray *paper, const char *title, GDateTime *date);

/** Adds a block at the end of @paper; nothing where @text (nullable) is empty. What would deceive
 * the eye in @text, which may be from anywhere, is made visible. */
void todoku_print_add (GPtrArray *paper, TodokuPrintKind kind, const char *label, const char *text);

G_END_DECLS
