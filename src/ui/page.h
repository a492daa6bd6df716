// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** What the desktop was told of a record that is live. */
#define TODOKU_NOTIFICATION_LIVE "live"

/**
 * TodokuPageState:
 * @title: what the page is called, in the language spoken
 * @next_label: (nullable): the words on the primary button, with a mnemonic; %NULL for the usual
 *   ones
 * @complete: the person may go on
 * @busy: the page waits for something: a spinner turns, Cancel is there
 * @waits: what the page is about takes its time: Next goes on to what is about something else
 * @needed: whether the page is in the flow at all; pages that are not are passed over
 *
 * How a page stands; the strings live as long as the program, or the page.
 */
typedef struct
{
  const char *title;
  const char *next_label;
  gboolean complete;
  gboolean busy;
  gboolean waits;
  gboolean needed;
} TodokuPageState;

/**
 * TodokuPage:
 *
 * A page of the wizard: a column that scrolls, of the children that its template gives it. It shows
 * the session and says how it stands; the assistant alone sets Back and Next from that, and pages
 * never talk to each other.
 *
 * Properties:
 * - session (TodokuSession, construct-only)
 * - standard (uint, write-only, construct-only): the TodokuStandard that the page is about, where
 *   pages of one kind are there for each
 * - title (string, write-only): what it is called, unless it says otherwise itself
 * - width (int, write-only): the most that the column takes
 */
#define TODOKU_TYPE_PAGE (todoku_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TodokuPage, todoku_page, TODOKU, PAGE, AdwBin)

/**
 * TodokuPageClass:
 * @describe: says how the page stands by what the session knows, at any time; all that it does not
 *   say is that it is complete and needed
 * @update: shows what the session knows: when the page comes into view, and for as long as it is
 *   with each new report, mail that arrived, or beginning and end of look-ups
 * @shown: the page has come into view: put the focus on the first field, start what takes time
 * @apply: the person wants to go on. Returns TRUE to let her; FALSE where something is wrong,
 *   after showing it
 */
struct _TodokuPageClass
{
  AdwBinClass parent_class;

  void (*describe) (TodokuPage *self, TodokuPageState *state);
  void (*update) (TodokuPage *self);
  void (*shown) (TodokuPage *self);
  gboolean (*apply) (TodokuPage *self);
};

/** Returns: (transfer none): the session of @page (type TodokuPage), as each page asks for it. */
TodokuSession *todoku_page_get_session (gpointer page);

/** Returns: (transfer none) (nullable): the newest report of that session. */
TodokuReport *todoku_page_get_report (gpointer page);
TodokuStandard todoku_page_get_standard (gpointer page);
TodokuPageState todoku_page_get_state (TodokuPage *self);

/** Shows what there is now, where the page is in view. */
void todoku_page_update (TodokuPage *self);

void todoku_page_shown (TodokuPage *self);
gboolean todoku_page_apply (TodokuPage *self);

G_END_DECLS
