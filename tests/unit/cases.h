// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

// Cases as data: a JSON file in tests/unit/data, with one list of cases or with several by name.

/** Returns: (transfer full): a file in tests/unit/data, for cases_run(). */
struct json_object *cases_load (const char *file) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cases_add:
 * @list: the cases, at least @at_least of them
 * @suite: the path that the tests are to be under
 * @label: (nullable): the member of a case that says what it is about
 * @function: is given a case
 *
 * Makes each case a test, named by its number in the list and its label.
 */
void cases_add (struct json_object *list,
                gsize at_least,
                const char *suite,
                const char *label,
                GTestDataFunc function);

/** Runs all tests of the program and frees @cases. Returns: the program's exit status. */
int cases_run (struct json_object *cases) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): a member of a case, %NULL where it has none. */
struct json_object *case_get (struct json_object *self, const char *key);

/** Returns: (transfer none) (nullable): the same, as a string. */
const char *case_get_string (struct json_object *self, const char *key);

/** Returns: (transfer full): the "zone" of a case: what @common has, and what it has itself. */
struct json_object *case_make_zone (struct json_object *common,
                                    struct json_object *self) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): octets that are written as hexadecimal digits. */
GBytes *case_read_hex (const char *digits) G_GNUC_WARN_UNUSED_RESULT;

/**
 * case_get_octets:
 *
 * Returns: (transfer full) (nullable): the octets of a case: its "text", or its "hex", which are
 *   hexadecimal digits; %NULL where it has neither
 */
GBytes *case_get_octets (struct json_object *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
