// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/instructions.h"
#include "input/domain.h"

G_BEGIN_DECLS

/**
 * TodokuCliRecords:
 * @catalog: the catalog
 * @options: what the person said; made by the command
 * @domain: whose records they are
 * @report: (nullable): what was found, once todoku_cli_records_check() was run
 *
 * What a command about the records of one domain works on.
 */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuCheckupOptions *options;
  TodokuDomain *domain;
  TodokuReport *report;
} TodokuCliRecords;

void todoku_cli_records_clear (TodokuCliRecords *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuCliRecords, todoku_cli_records_clear)

/** Loads the catalog, and reads @text as a domain. Returns: whether it is one; else it is said. */
gboolean todoku_cli_records_read_domain (TodokuCliRecords *self, const char *text);

/** Adds DKIM selectors of @domain, as they were given, to @options. @texts: (nullable). Returns:
 * whether all are selectors; else it is said. */
gboolean todoku_cli_read_selectors (TodokuCheckupOptions *options,
                                    const char *domain,
                                    char **texts);

/** Sets where DMARC reports are to go. @text: (nullable): with or without "mailto:" in front.
 * Returns: whether it is a mail address; else it is said. */
gboolean todoku_cli_read_report_address (TodokuCheckupOptions *options, const char *text);

/** The rule of the whole check-up: who holds mail and zone tells where keys are, and who passes SPF
 *  what DMARC costs. @user_data: a #TodokuCliRecords */
gboolean todoku_cli_records_check (TodokuDnsFacts *facts, gpointer user_data);

/** Prints the keys of @domain (nullable), and what to do about them. @instructions: (nullable) */
void todoku_cli_dkim_print (const char *domain,
                            const TodokuDkimEvaluation *dkim,
                            const TodokuInstructions *instructions);

/** Prints the DMARC record of @domain, what it is to be, and what to do. @instructions: (nullable);
 * @next: (nullable): as dmarc_next of a report */
void todoku_cli_dmarc_print (const char *domain,
                             const TodokuDmarcEvaluation *dmarc,
                             const TodokuInstructions *instructions,
                             const char *next);

G_END_DECLS
