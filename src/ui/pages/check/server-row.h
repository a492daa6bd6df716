// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "propagation/propagation.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuServerRow:
 *
 * A DNS server: what it says of the record, in a sign and in words, and how long an old answer can
 * last.
 */
#define TODOKU_TYPE_SERVER_ROW (todoku_server_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuServerRow, todoku_server_row, TODOKU, SERVER_ROW, AdwPreferencesRow)

TodokuServerRow *todoku_server_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows what @server, one of @propagation's, says. */
void todoku_server_row_set_server (TodokuServerRow *self,
                                   const TodokuPropagation *propagation,
                                   const TodokuPropagationServer *server);

/** Shows the seconds that are left until @server's answer is forgotten. */
void todoku_server_row_set_time (TodokuServerRow *self, const TodokuPropagationServer *server);

G_END_DECLS
