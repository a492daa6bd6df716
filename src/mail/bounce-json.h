// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/bounce.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_bounce_to_json:
 * @bounce: (nullable): a returned mail; %NULL for a text that is none
 *
 * Kinds, providers and results are never translated; messages are in the language spoken.
 *
 * Returns: (transfer full): the object that `todoku-cli bounce --json` prints; with %NULL every
 *   member is null
 */
struct json_object *todoku_bounce_to_json (const TodokuBounce *bounce) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
