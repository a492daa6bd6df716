// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>
#include <json-c/json.h>

G_BEGIN_DECLS

// Mails as cases: each is a file of data/<folder>, a mail (.eml) or a text that was pasted (.txt),
// and beside it what must come out (.json), member by member. Members that are not there are null.

/**
 * mails_add:
 * @folder: the folder in tests/unit/data, and the path that the tests are to be under
 * @function: is given a name
 * @n_none: (out): how many are called none-…
 *
 * Makes each mail a test.
 *
 * Returns: (transfer full) (element-type utf8): the names
 */
GPtrArray *mails_add (const char *folder,
                      GTestDataFunc function,
                      guint *n_none) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (array length=length): the octets of a mail. */
char *mails_read (const char *folder, const char *name, gsize *length) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what must come out. */
struct json_object *mails_load_expected (const char *folder,
                                         const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** @optional: members that are only looked at where they are expected. Asserts that @found is
 *  @expected. */
void mails_compare (struct json_object *expected,
                    struct json_object *found,
                    const char *const *optional);

G_END_DECLS
