// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/options.h"
#include "dns/run.h"

G_BEGIN_DECLS

/**
 * todoku_cli_run:
 * @options: whom to ask
 * @facts: what is known; grows
 * @rule: the rule to run until it has come to its end
 * @user_data: for @rule
 *
 * Runs a main loop until the rule has come to its end. Complains where it does not.
 *
 * Returns: whether the rule has come to its end
 */
gboolean todoku_cli_run (const TodokuOptions *options,
                         TodokuDnsFacts *facts,
                         TodokuDnsRule rule,
                         gpointer user_data);

G_END_DECLS
