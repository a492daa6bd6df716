// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/publication.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_publication_to_json:
 * @publication: where a record has arrived
 * @input: what was looked for
 *
 * States and mistakes are never translated; messages are in the language spoken.
 *
 * Returns: (transfer full): the object that `todoku-cli verify --json` prints
 */
struct json_object *todoku_publication_to_json (const TodokuPublication *publication,
                                                const TodokuPublicationInput *input)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
