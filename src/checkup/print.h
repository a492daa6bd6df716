// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/standard.h"

G_BEGIN_DECLS

/**
 * TodokuPrintKind:
 * @TODOKU_PRINT_TITLE: what the paper is about
 * @TODOKU_PRINT_HEADING: the head of a part
 * @TODOKU_PRINT_TEXT: a paragraph
 * @TODOKU_PRINT_ITEM: one of several; its label is a number or a bullet
 * @TODOKU_PRINT_FIELD: what to do with a field of the panel, which is its label
 * @TODOKU_PRINT_VALUE: what is copied to the letter: in one width, and nothing put in between;
 *   its label, where there is one, says what it is
 * @TODOKU_PRINT_ITEM_NOTE: what belongs to the item above it, and need not be read
 * @TODOKU_PRINT_SMALL: what need not be read
 */
typedef enum
{
  TODOKU_PRINT_TITLE,
  TODOKU_PRINT_HEADING,
  TODOKU_PRINT_TEXT,
  TODOKU_PRINT_ITEM,
  TODOKU_PRINT_FIELD,
  TODOKU_PRINT_VALUE,
  TODOKU_PRINT_ITEM_NOTE,
  TODOKU_PRINT_SMALL,
} TodokuPrintKind;

/**
 * TodokuPrintBlock:
 * @kind: how it looks
 * @label: (nullable): what stands before @text
 * @text: what it says; plain text on one line, never markup
 *
 * A part of the paper that is not torn apart without need.
 */
typedef struct
{
  TodokuPrintKind kind;
  char *label;
  char *text;
} TodokuPrintBlock;

/**
 * todoku_instructions_list_blocks:
 * @report: what was found
 * @standard: what it is about
 * @date: the day it was made
 *
 * All that a person needs beside the panel, on paper: what is wrong, the value that is there and
 * the one that is to be, the steps with every field, what goes wrong there, and where all that is
 * from. In the language spoken at the time of the call, as @report.
 *
 * Returns: (transfer full) (nullable) (element-type TodokuPrintBlock): the paper from top to
 *   bottom; %NULL where nothing is to be pasted
 */
GPtrArray *todoku_instructions_list_blocks (const TodokuReport *report,
                                            TodokuStandard standard,
                                            GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_report_list_blocks:
 * @report: what was found
 * @date: the day it was made
 *
 * The whole report on paper, for whoever is not to mend it, as an agency's client: how SPF,
 * DKIM and DMARC stand, what is published and what is to be, who passes, and what Gmail asks for.
 * In the language spoken at the time of the call, as @report.
 *
 * Returns: (transfer full) (element-type TodokuPrintBlock): the paper from top to bottom
 */
GPtrArray *todoku_report_list_blocks (const TodokuReport *report,
                                      GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_instructions_write_message:
 * @report: what was found
 * @standard: what it is about
 *
 * A polite message to whoever looks after the domain, as a web agency: what is asked for, every
 * field, the value there is now, and what must stay as it is. Plain text in the language spoken,
 * lines parted by "\n", with the subject in the first line; the value stands alone on its line.
 *
 * Returns: (transfer full) (nullable): the message; %NULL where nothing is proposed
 */
char *todoku_instructions_write_message (const TodokuReport *report,
                                         TodokuStandard standard) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_instructions_make_mailto:
 * @report: what was found
 * @standard: what it is about
 *
 * Returns: (transfer full) (nullable): the same as a mailto URI (RFC 6068), with the subject and
 *   without a receiver; %NULL where nothing is proposed
 */
char *todoku_instructions_make_mailto (const TodokuReport *report,
                                       TodokuStandard standard) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_test_mail_make_mailto:
 * @domain: the domain it is sent from, for people
 *
 * A mail to be sent to an address of one's own, which says what to do once it has arrived.
 *
 * Returns: (transfer full): a mailto URI (RFC 6068), without a receiver
 */
char *todoku_test_mail_make_mailto (const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_print_write_question:
 * @domain: the domain, as a person reads it
 *
 * A polite letter from a person who does not know which company sends her mail, to whoever made
 * her site or set up her mail. Plain text as todoku_instructions_write_message() gives it.
 *
 * Returns: (transfer full): the letter
 */
char *todoku_print_write_question (const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
