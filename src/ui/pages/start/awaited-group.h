// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuAwaitedGroup:
 *
 * New records of earlier days that were not seen at every name server yet, each a row that goes on
 * with the check. Not there where there is none, and not in practice.
 */
#define TODOKU_TYPE_AWAITED_GROUP (todoku_awaited_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuAwaitedGroup, todoku_awaited_group, TODOKU, AWAITED_GROUP, AdwBin)

/** Reads the history of @session anew, without blocking, and shows what is awaited. */
void todoku_awaited_group_update (TodokuAwaitedGroup *self, TodokuSession *session);

G_END_DECLS
