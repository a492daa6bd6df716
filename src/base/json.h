// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

/**
 * todoku_json_parse:
 * @text: what a file says, with a NUL behind it
 * @length: octets of @text before that NUL
 * @problem: (out): what is wrong with it, in a few words; %NULL where it is right
 *
 * A file is one object in UTF-8, and nothing behind it.
 *
 * Returns: (transfer full) (nullable): the object; %NULL where there is a @problem
 */
struct json_object *todoku_json_parse (const char *text,
                                       gsize length,
                                       const char **problem) G_GNUC_WARN_UNUSED_RESULT;

/** Sets @key of @object to @text, or to null. */
void todoku_json_set_string (struct json_object *object, const char *key, const char *text);

void todoku_json_set_strings (struct json_object *object,
                              const char *key,
                              const char *const *array);
void todoku_json_set_int (struct json_object *object, const char *key, gint64 number);
void todoku_json_set_boolean (struct json_object *object, const char *key, gboolean value);

G_END_DECLS
