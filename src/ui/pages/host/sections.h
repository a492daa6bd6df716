// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// The sections of the page of the hosts, and the rows in them.

/**
 * TodokuHostList:
 *
 * The mail hosts to choose from: what was found first, then the most used, the others on request
 * or by searching, and last a value that the person's provider gives. What a choice needs to know
 * is asked right below it. Writes every choice to the session.
 */
#define TODOKU_TYPE_HOST_LIST (todoku_host_list_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHostList, todoku_host_list, TODOKU, HOST_LIST, AdwBin)

/** Fills the list; called once. */
void todoku_host_list_set_session (TodokuHostList *self, TodokuSession *session);

/** Puts the focus on what is chosen, or on the first choice. */
void todoku_host_list_focus (TodokuHostList *self);

/** Returns: whether anything is chosen. */
gboolean todoku_host_list_has_choice (TodokuHostList *self);

/**
 * todoku_host_list_check:
 *
 * Returns: whether all that the choice needs was given; where not, the list says what is missing,
 *   and the focus is there
 */
gboolean todoku_host_list_check (TodokuHostList *self);

/**
 * TodokuWebGroup:
 *
 * Where the website is, and whether mail is sent from there as well. What was found is chosen; it
 * counts only where mail is sent from there. What the company needs to be told is asked below.
 * Writes every choice to the session.
 */
#define TODOKU_TYPE_WEB_GROUP (todoku_web_group_get_type ())
G_DECLARE_FINAL_TYPE (TodokuWebGroup, todoku_web_group, TODOKU, WEB_GROUP, AdwBin)

/** Fills it; called once. */
void todoku_web_group_set_session (TodokuWebGroup *self, TodokuSession *session);

/**
 * todoku_web_group_check:
 *
 * Returns: whether all that the company needs to be told was given; where not, the group says what
 *   is missing, and the focus is there
 */
gboolean todoku_web_group_check (TodokuWebGroup *self);

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

/**
 * TodokuFieldRow:
 *
 * A row that asks for one text, below the row whose choice needs it: what a company needs to be
 * told, or the whole value of a company that is not listed. Writes what is typed to the session,
 * and says what is wrong with it when the person goes elsewhere.
 */
#define TODOKU_TYPE_FIELD_ROW (todoku_field_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuFieldRow, todoku_field_row, TODOKU, FIELD_ROW, GtkListBoxRow)

/**
 * todoku_field_row_new:
 * @session: where the text goes
 * @host: (nullable): the company; %NULL for one that is not listed
 * @placeholder: (nullable): what @host needs to be told
 *
 * Returns: (transfer floating): the row
 */
TodokuFieldRow *todoku_field_row_new (TodokuSession *session,
                                      const TodokuMailHost *host,
                                      const TodokuCatalogPlaceholder *placeholder)
  G_GNUC_WARN_UNUSED_RESULT;

const TodokuCatalogPlaceholder *todoku_field_row_get_placeholder (TodokuFieldRow *self);

/** Returns: whether the text is as the company gives it; where not, the row says so, and has the
 * focus. */
gboolean todoku_field_row_check (TodokuFieldRow *self);

/**
 * TodokuUnknownRow:
 *
 * What helps a person who does not know which company sends her mail: the server that her mail
 * program names is recognised; where else the company's name stands; and a letter that asks.
 *
 * Signals:
 * - found: she takes the host that was recognised: todoku_unknown_row_get_host()
 */
#define TODOKU_TYPE_UNKNOWN_ROW (todoku_unknown_row_get_type ())
G_DECLARE_FINAL_TYPE (TodokuUnknownRow, todoku_unknown_row, TODOKU, UNKNOWN_ROW, GtkListBoxRow)

TodokuUnknownRow *todoku_unknown_row_new (TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the host whose server was written. */
const TodokuMailHost *todoku_unknown_row_get_host (TodokuUnknownRow *self);

/** Returns: (transfer none): the name of the server that was written; "" where it is none. */
const char *todoku_unknown_row_get_server (TodokuUnknownRow *self);

G_END_DECLS
