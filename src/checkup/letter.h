// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/**
 * todoku_letter_new:
 * @report: what was found
 *
 * A polite message to whoever looks after the domain, as a web agency: what is asked for, every
 * field, the value there is now, and what must stay as it is. Plain text in the language spoken,
 * lines parted by "\n", with the subject in the first line; the value stands alone on its line.
 *
 * Returns: (transfer full) (nullable): the message; %NULL where nothing is proposed
 */
char *todoku_letter_new (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
