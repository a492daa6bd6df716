// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "propagation/propagation.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_propagation_to_json:
 * @propagation: where a record has arrived
 * @domain: the domain that was given, normalized
 *
 * States and causes are never translated; messages are in the language spoken.
 *
 * Returns: (transfer full): the object that `todoku-cli verify --json` prints
 */
struct json_object *todoku_propagation_to_json (const TodokuPropagation *propagation,
                                                const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
