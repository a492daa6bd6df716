// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/diff.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuMistake:
 *
 * What goes wrong where a record is pasted into a panel.
 */
typedef enum
{
  TODOKU_MISTAKE_NONE,
  TODOKU_MISTAKE_QUOTES,       /* the quotation marks are part of the record */
  TODOKU_MISTAKE_CUT,          /* the end is missing, as behind 255 octets */
  TODOKU_MISTAKE_TWICE,        /* it stands there twice */
  TODOKU_MISTAKE_SEVERAL,      /* another SPF record is still there */
  TODOKU_MISTAKE_LABEL,        /* what stood before or behind it was pasted, too */
  TODOKU_MISTAKE_SPACES,       /* spaces are missing, or too many */
  TODOKU_MISTAKE_CHARACTERS,   /* characters that look alike, or cannot be seen */
  TODOKU_MISTAKE_TYPING,       /* another slip that todoku_spf_repair() mends */
  TODOKU_MISTAKE_ALIAS,        /* the name is an alias (CNAME) and can have no record of its own */
  TODOKU_MISTAKE_DOUBLED_NAME, /* at shop.example.shop.example */
  TODOKU_MISTAKE_WWW_NAME,     /* at www.shop.example */
  TODOKU_MISTAKE_AT_NAME,      /* at a name that is called "@" */
  TODOKU_MISTAKE_ZONE_NAME,    /* at the zone itself, in place of a name in it */
} TodokuMistake;

/** Returns: (transfer none) (nullable): "quotes", "cut", …; %NULL for none; never translated. */
const char *todoku_mistake_get_id (TodokuMistake mistake);

/**
 * todoku_mistake_records_equal:
 *
 * Returns: whether two SPF records say the same, term by term, whatever their case and spaces
 */
gboolean todoku_mistake_records_equal (const char *a, const char *b);

/**
 * todoku_mistake_all_records_equal:
 * @a: (array zero-terminated=1): all SPF records of a name
 * @b: (array zero-terminated=1): all of another time
 *
 * Returns: whether both are the same, each as todoku_mistake_records_equal(), in any order
 */
gboolean todoku_mistake_all_records_equal (const char *const *a, const char *const *b);

/**
 * todoku_mistake_find:
 * @value: what is published
 * @expected: what should be
 *
 * Returns: by which mistake @expected became @value; none where it did not
 */
TodokuMistake todoku_mistake_find (const char *value, const char *expected);

/**
 * todoku_mistake_diff:
 * @value: what is published
 * @expected: what should be
 *
 * Returns: (transfer full) (element-type TodokuSpfDiffEntry): from @value to @expected, word by
 *   word: what is kept and what must be added, in the order of @expected, then what must go
 */
GPtrArray *todoku_mistake_diff (const char *value, const char *expected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
