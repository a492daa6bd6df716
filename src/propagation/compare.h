// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/diff.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuPropagationCause:
 *
 * What goes wrong where a record is pasted into a panel.
 */
typedef enum
{
  TODOKU_PROPAGATION_CAUSE_NONE,
  TODOKU_PROPAGATION_CAUSE_QUOTES,     /* the quotation marks are part of the record */
  TODOKU_PROPAGATION_CAUSE_CUT,        /* the end is missing, as behind 255 octets */
  TODOKU_PROPAGATION_CAUSE_TWICE,      /* it stands there twice */
  TODOKU_PROPAGATION_CAUSE_SEVERAL,    /* another SPF record is still there */
  TODOKU_PROPAGATION_CAUSE_LABEL,      /* what stood before or behind it was pasted, too */
  TODOKU_PROPAGATION_CAUSE_SPACES,     /* spaces are missing, or too many */
  TODOKU_PROPAGATION_CAUSE_CHARACTERS, /* characters that look alike, or cannot be seen */
  TODOKU_PROPAGATION_CAUSE_TYPING,     /* another slip that todoku_spf_repair() mends */
  TODOKU_PROPAGATION_CAUSE_ALIAS, /* the name is an alias (CNAME) and can have no record of its own
                                   */
  TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME, /* at shop.example.shop.example */
  TODOKU_PROPAGATION_CAUSE_WWW_NAME,     /* at www.shop.example */
  TODOKU_PROPAGATION_CAUSE_AT_NAME,      /* at a name that is called "@" */
  TODOKU_PROPAGATION_CAUSE_ZONE_NAME,    /* at the zone itself, in place of a name in it */
} TodokuPropagationCause;

/** Returns: (transfer none) (nullable): "quotes", "cut", …; %NULL for none; never translated. */
const char *todoku_propagation_cause_get_id (TodokuPropagationCause cause);

/**
 * todoku_propagation_records_equal:
 *
 * Returns: whether two SPF records say the same, term by term, whatever their case and spaces
 */
gboolean todoku_propagation_records_equal (const char *a, const char *b);

/**
 * todoku_propagation_all_records_equal:
 * @a: (array zero-terminated=1): all SPF records of a name
 * @b: (array zero-terminated=1): all of another time
 *
 * Returns: whether both are the same, each as todoku_propagation_records_equal(), in any order
 */
gboolean todoku_propagation_all_records_equal (const char *const *a, const char *const *b);

/**
 * todoku_propagation_compare:
 * @value: what is published
 * @expected: what should be
 *
 * Returns: by which cause @expected became @value; none where it did not
 */
TodokuPropagationCause todoku_propagation_compare (const char *value, const char *expected);

/**
 * todoku_propagation_diff:
 * @value: what is published
 * @expected: what should be
 *
 * Returns: (transfer full) (element-type TodokuSpfDiffEntry): from @value to @expected, word by
 *   word: what is kept and what must be added, in the order of @expected, then what must go
 */
GPtrArray *todoku_propagation_diff (const char *value,
                                    const char *expected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
