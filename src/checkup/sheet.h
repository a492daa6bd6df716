// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/**
 * TodokuSheetKind:
 * @TODOKU_SHEET_TITLE: what the sheet is about
 * @TODOKU_SHEET_HEADING: the head of a part
 * @TODOKU_SHEET_TEXT: a paragraph
 * @TODOKU_SHEET_ITEM: one of several; its label is a number or a bullet
 * @TODOKU_SHEET_FIELD: what to do with a field of the panel, which is its label
 * @TODOKU_SHEET_VALUE: what is copied to the letter: in one width, and nothing put in between;
 *   its label, where there is one, says what it is
 * @TODOKU_SHEET_ITEM_NOTE: what belongs to the item above it, and need not be read
 * @TODOKU_SHEET_SMALL: what need not be read
 */
typedef enum
{
  TODOKU_SHEET_TITLE,
  TODOKU_SHEET_HEADING,
  TODOKU_SHEET_TEXT,
  TODOKU_SHEET_ITEM,
  TODOKU_SHEET_FIELD,
  TODOKU_SHEET_VALUE,
  TODOKU_SHEET_ITEM_NOTE,
  TODOKU_SHEET_SMALL,
} TodokuSheetKind;

/**
 * TodokuSheetBlock:
 * @kind: how it looks
 * @label: (nullable): what stands before @text
 * @text: what it says; plain text on one line, never markup
 *
 * A part of the sheet that is not torn apart without need.
 */
typedef struct
{
  TodokuSheetKind kind;
  char *label;
  char *text;
} TodokuSheetBlock;

/**
 * todoku_sheet_new:
 * @report: what was found
 * @date: the day it was made
 *
 * All that a person needs beside the panel, on paper: what is wrong, the value that is there and
 * the one that is to be, the steps with every field, what goes wrong there, and where all that is
 * from. In the language spoken at the time of the call.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuSheetBlock): the sheet from top to
 *   bottom; %NULL where nothing is to be pasted
 */
GPtrArray *todoku_sheet_new (const TodokuReport *report, GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
