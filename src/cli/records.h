// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/instructions.h"

G_BEGIN_DECLS

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
