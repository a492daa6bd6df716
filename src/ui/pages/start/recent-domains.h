// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuRecentDomains:
 *
 * The domains that were checked last, each with how it stood then; pressed, it is checked again.
 * Seen only while there are any, and never in practice, which knows none of them. They are the
 * history's: what is forgotten there is gone here.
 */
#define TODOKU_TYPE_RECENT_DOMAINS (todoku_recent_domains_get_type ())
G_DECLARE_FINAL_TYPE (TodokuRecentDomains, todoku_recent_domains, TODOKU, RECENT_DOMAINS, AdwBin)

/** Sets whose history it is; it is read whenever the session says that it has changed. */
void todoku_recent_domains_set_session (TodokuRecentDomains *self, TodokuSession *session);

/** Reads the history anew. */
void todoku_recent_domains_update (TodokuRecentDomains *self);

G_END_DECLS
