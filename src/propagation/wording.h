// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "propagation/propagation.h"

G_BEGIN_DECLS

// What the window and the command line say of a propagation, in the language spoken at the time of
// the call.

/** Returns: (transfer none): "New", "Still the old one", … */
const char *todoku_propagation_state_label (TodokuPropagationState state);

/**
 * TodokuPropagationProgress:
 * @TODOKU_PROPAGATION_PROGRESS_WAITING: the new record may be on its way: there is nothing to do
 * @TODOKU_PROPAGATION_PROGRESS_MISTAKEN: what is there has to be changed: waiting does not help
 * @TODOKU_PROPAGATION_PROGRESS_GONE: the old record was deleted, and the new one is nowhere
 * @TODOKU_PROPAGATION_PROGRESS_SILENT: no name server has answered: nothing is known
 * @TODOKU_PROPAGATION_PROGRESS_LIVE: every name server that answers gives the new record
 *
 * How far it is, for the person: each asks something else of her.
 */
typedef enum
{
  TODOKU_PROPAGATION_PROGRESS_WAITING,
  TODOKU_PROPAGATION_PROGRESS_MISTAKEN,
  TODOKU_PROPAGATION_PROGRESS_GONE,
  TODOKU_PROPAGATION_PROGRESS_SILENT,
  TODOKU_PROPAGATION_PROGRESS_LIVE,
} TodokuPropagationProgress;

/** Returns: how far it is; the headline and the explanation say the same in words. */
TodokuPropagationProgress todoku_propagation_get_progress (const TodokuPropagation *propagation);

/**
 * todoku_propagation_headline:
 * @propagation: where a record has arrived
 *
 * Returns: (transfer full): one sentence on how far it is
 */
char *todoku_propagation_headline (const TodokuPropagation *propagation) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_propagation_explanation:
 * @propagation: where a record has arrived
 *
 * Returns: (transfer full) (nullable): what the person can do, or has to wait for; %NULL where
 *   nothing is left
 */
char *todoku_propagation_explanation (const TodokuPropagation *propagation)
  G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): who the server is: its name and address. */
char *todoku_propagation_server_name (const TodokuPropagationServer *server)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_propagation_server_sentence:
 * @propagation: where a record has arrived
 * @server: one of its servers
 *
 * Returns: (transfer full) (nullable): what is to be said of it beside the label: what is wrong
 *   there, and what to do; %NULL for nothing
 */
char *todoku_propagation_server_sentence (const TodokuPropagation *propagation,
                                          const TodokuPropagationServer *server)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_propagation_route_sentence:
 * @propagation: where a record has arrived
 *
 * Servers that lack a route are not shown: this says it for all of them.
 *
 * Returns: (transfer none) (nullable): why some addresses are not there; %NULL where all are
 */
const char *todoku_propagation_route_sentence (const TodokuPropagation *propagation);

/**
 * todoku_propagation_time_left:
 * @seconds: seconds
 *
 * Returns: (transfer full): "3 min 20 s", "2 h 5 min"
 */
char *todoku_propagation_time_left (gint64 seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
