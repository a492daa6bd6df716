// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/list.h"

G_BEGIN_DECLS

/**
 * TodokuTag:
 * @text: the tag as it is written, UTF-8, what is none as U+FFFD; without white space around it
 * @name: (nullable): what stands before "="; %NULL where there is no "="
 * @value: (nullable): what stands behind it, without white space around it
 * @position: octets from the start of the list to @text
 * @value_position: the same to @value
 *
 * A tag of a list, "name=value". Read only.
 */
typedef struct
{
  char *text;
  char *name;
  char *value;
  gsize position;
  gsize value_position;
} TodokuTag;

/**
 * todoku_tag_list_parse:
 * @text: (array length=length): "tag=value; tag=value", any octets
 * @length: its octets
 *
 * Takes a tag-list of RFC 6376 (3.2), which DMARC records (RFC 9989 4.7) are, too, apart at its
 * semicolons. Nothing is said of names and values.
 *
 * Returns: (transfer full) (element-type TodokuTag): the tags, in their order; one that is empty
 *   only where another follows it
 */
GPtrArray *todoku_tag_list_parse (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the first tag of @tags called @name, in this case. */
const TodokuTag *todoku_tag_list_find (GPtrArray *tags, const char *name);

/** Returns: (transfer none) (nullable): a tag of @tags that has the name of an earlier one. */
const TodokuTag *todoku_tag_list_find_repeated (GPtrArray *tags);

G_END_DECLS
