// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuSenderList:
 *
 * The services that may send mail with the same address, folded away; those in the published
 * record are ticked and say so. Unticking one of these lets its term go.
 */
#define TODOKU_TYPE_SENDER_LIST (todoku_sender_list_get_type ())
G_DECLARE_FINAL_TYPE (TodokuSenderList, todoku_sender_list, TODOKU, SENDER_LIST, AdwBin)

/** Fills the list; called once. */
void todoku_sender_list_set_session (TodokuSenderList *self, TodokuSession *session);

G_END_DECLS
