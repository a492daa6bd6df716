// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/** Says on stderr which --remove and --answer changed nothing, so that nobody takes them for done.
 */
void todoku_cli_tell_unused (const TodokuReport *report, const TodokuCheckupOptions *choices);

G_END_DECLS
