// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuPage:
 *
 * A page of the wizard. It watches the session and says through its properties how it stands; the
 * assistant alone sets Back and Next from them, and pages never talk to each other.
 *
 * Properties:
 * - session (TodokuSession, construct-only)
 * - standard (uint, construct-only): the TodokuStandard that the page is about, where pages of one
 *   kind are there for each
 * - title (string, read-write): what the page is called, in the language spoken
 * - complete (boolean, read-write): the person may go on
 * - busy (boolean, read-write): the page waits for something: Next shows a spinner, Cancel is there
 * - next-label (string, read-write, nullable): the words on the primary button, with a mnemonic;
 *   NULL for the usual ones
 * - waits (boolean, read-write): there is nothing to go on to yet: Next closes the window, and does
 *   not look like what most people press
 * - needed (boolean, read-write): whether the page is in the flow at all; pages that are not are
 *   passed over
 */
#define TODOKU_TYPE_PAGE (todoku_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TodokuPage, todoku_page, TODOKU, PAGE, AdwBin)

/**
 * TodokuPageClass:
 * @shown: the page has come into view: put the focus on the first field, start what takes time
 * @apply: the person wants to go on. Returns TRUE to let her; FALSE where something is wrong,
 *   after showing it
 */
struct _TodokuPageClass
{
  AdwBinClass parent_class;

  void (*shown) (TodokuPage *self);
  gboolean (*apply) (TodokuPage *self);
};

TodokuSession *todoku_page_get_session (TodokuPage *self);

TodokuStandard todoku_page_get_standard (TodokuPage *self);

const char *todoku_page_get_title (TodokuPage *self);
gboolean todoku_page_get_complete (TodokuPage *self);
void todoku_page_set_complete (TodokuPage *self, gboolean complete);
gboolean todoku_page_get_busy (TodokuPage *self);
void todoku_page_set_busy (TodokuPage *self, gboolean busy);
const char *todoku_page_get_next_label (TodokuPage *self);
void todoku_page_set_next_label (TodokuPage *self, const char *label);
gboolean todoku_page_get_waits (TodokuPage *self);
void todoku_page_set_waits (TodokuPage *self, gboolean waits);
gboolean todoku_page_get_needed (TodokuPage *self);
void todoku_page_set_needed (TodokuPage *self, gboolean needed);

void todoku_page_shown (TodokuPage *self);
gboolean todoku_page_apply (TodokuPage *self);

G_END_DECLS
