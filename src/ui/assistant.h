// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuAssistant:
 *
 * The frame of the wizard: header, pages, Back and Next. It alone sets its buttons, from the
 * properties of the page that is shown (ui/page.h). A page that is not needed is passed over. When
 * the session loses its domain, or says that there is no such domain, the first page comes back.
 */
#define TODOKU_TYPE_ASSISTANT (todoku_assistant_get_type ())
G_DECLARE_FINAL_TYPE (TodokuAssistant, todoku_assistant, TODOKU, ASSISTANT, AdwBin)

/**
 * todoku_assistant_new:
 * @session: what the pages share
 * @page: (nullable): the name of the page to begin with, or %NULL for the first
 *
 * Returns: (transfer floating): the assistant, in the language spoken now
 */
TodokuAssistant *todoku_assistant_new (TodokuSession *session,
                                       const char *page) G_GNUC_WARN_UNUSED_RESULT;

/** Tells the page that it has come into view; the assistant is in its window by now. */
void todoku_assistant_start (TodokuAssistant *self);

/** Returns: (transfer none): the name of the page that is shown; never translated. */
const char *todoku_assistant_get_page_name (TodokuAssistant *self);

/** Does what Next does. */
void todoku_assistant_go_on (TodokuAssistant *self);

G_END_DECLS
