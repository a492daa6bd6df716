// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuResinfo:
 * @method: what was checked, in lower case: "spf", "dkim", "dmarc", …
 * @result: what it came to, in lower case, as it is written
 * @comment: what stands in its comments, one after the other; may be empty
 *
 * One result of an Authentication-Results field (RFC 8601 2.2, resinfo).
 */
typedef struct
{
  char *method;
  char *result;
  char *comment;
  /*< private >*/
  GHashTable *properties;
} TodokuResinfo;

/**
 * todoku_resinfo_get:
 * @self: a result
 * @property: as "header.from", in lower case
 *
 * Returns: (transfer none) (nullable): the value of a property, without quotes and comments; the
 *   first where there are several
 */
const char *todoku_resinfo_get (const TodokuResinfo *self, const char *property);

/**
 * TodokuAuthenticationResults:
 * @authserv_id: (nullable): who checked, in lower case; %NULL where nobody is named, as Microsoft
 *   does not
 * @list: (element-type TodokuResinfo): the results in their order; none for "none"
 *
 * An Authentication-Results field (RFC 8601).
 */
typedef struct
{
  char *authserv_id;
  GPtrArray *list;
} TodokuAuthenticationResults;

/**
 * todoku_authentication_results_parse:
 * @value: the value of a field, UTF-8
 *
 * Reads what RFC 8601 (2.2) allows, and what it does not but servers write: no name, words between,
 * a semicolon before a property. Nothing within a comment or a quoted string is ever a result. Of
 * what cannot be read the rest is left out.
 *
 * Returns: (transfer full): what it says
 */
TodokuAuthenticationResults *todoku_authentication_results_parse (const char *value)
  G_GNUC_WARN_UNUSED_RESULT;
void todoku_authentication_results_free (TodokuAuthenticationResults *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuAuthenticationResults, todoku_authentication_results_free)

G_END_DECLS
