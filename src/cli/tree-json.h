// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/tree.h"

#include <json-c/json.h>

G_BEGIN_DECLS

/** Returns: (transfer full) (nullable): @tree as a JSON object, with all below it. */
struct json_object *todoku_tree_to_json (const TodokuSpfTree *tree) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
