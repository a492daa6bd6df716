// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuMailField:
 * @name: its name, as it is written
 * @value: what stands behind the colon, on one line, without blanks at its ends
 *
 * A header field (RFC 5322 2.2), in valid UTF-8.
 */
typedef struct
{
  char *name;
  char *value;
} TodokuMailField;

/** Returns: whether @field is called @name, whatever the case. */
gboolean todoku_mail_field_is (const TodokuMailField *field, const char *name);

/**
 * todoku_mail_header_read:
 * @octets: (array length=length): a mail as a file, its source as it was copied, or anything else
 * @length: how many octets
 * @before: (out) (transfer full): the text above the header, as a page that shows it has
 *   one; UTF-8
 *
 * Finds the header of a mail that arrived: also where lines were broken without indentation,
 * quoted, indented, spaced out, or escaped for a web page or JSON. What is very long is cut.
 *
 * Returns: (transfer full) (element-type TodokuMailField): the fields, the topmost first; none
 *   where there is no header that tells where a mail came from
 */
GPtrArray *todoku_mail_header_read (const char *octets,
                                    gsize length,
                                    char **before) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type TodokuMailField): the fields of @text, which is nothing
 * but a header, in UTF-8. */
GPtrArray *todoku_mail_header_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the value of the topmost field called @name. */
const char *todoku_mail_header_find (const GPtrArray *fields, const char *name);

G_END_DECLS
