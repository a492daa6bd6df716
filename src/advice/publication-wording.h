// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/publication.h"

G_BEGIN_DECLS

// What the window and the command line say of a publication, in the language spoken at the time of
// the call.

/** Returns: (transfer none): "New", "Still the old one", … */
const char *todoku_publication_state_label (TodokuPublicationState state);

/**
 * todoku_publication_headline:
 * @publication: where a record has arrived
 *
 * Returns: (transfer full): one sentence on how far it is
 */
char *todoku_publication_headline (const TodokuPublication *publication) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_publication_explanation:
 * @publication: where a record has arrived
 *
 * Returns: (transfer full) (nullable): what the person can do, or has to wait for; %NULL where
 *   nothing is left
 */
char *todoku_publication_explanation (const TodokuPublication *publication)
  G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): who the server is: its name and address. */
char *todoku_publication_server_name (const TodokuPublicationServer *server)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_publication_server_sentence:
 * @server: what a server says
 * @expected: the record that should be there
 *
 * Returns: (transfer full) (nullable): what is wrong there, and what to do; %NULL for nothing
 */
char *todoku_publication_server_sentence (const TodokuPublicationServer *server,
                                          const char *expected) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_publication_route_sentence:
 * @publication: where a record has arrived
 *
 * Servers that lack a route are not shown: this says it for all of them.
 *
 * Returns: (transfer none) (nullable): why some addresses are not there; %NULL where all are
 */
const char *todoku_publication_route_sentence (const TodokuPublication *publication);

/**
 * todoku_publication_time_left:
 * @seconds: seconds
 *
 * Returns: (transfer full): "3 min 20 s", "2 h 5 min"
 */
char *todoku_publication_time_left (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_mistake_message:
 * @mistake: a mistake
 * @found_at: (nullable): the name at which the record stands
 *
 * Returns: (transfer full) (nullable): what happened and how to mend it; %NULL for none
 */
char *todoku_mistake_message (TodokuMistake mistake,
                              const char *found_at) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
