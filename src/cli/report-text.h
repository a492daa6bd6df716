// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/** Prints @report to stdout as text for a person, in the language spoken. */
void todoku_report_print (TodokuReport *report);

G_END_DECLS
