// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * TodokuSpfSelection:
 * @n_records: how many SPF records a TXT answer has
 * @record: (nullable): the first of them
 */
typedef struct
{
  guint n_records;
  TodokuSpfRecord *record;
} TodokuSpfSelection;

/**
 * todoku_spf_select:
 * @answer: the answer to a question for TXT
 *
 * Finds the records that check_host() takes up (RFC 7208 4.5). An answer is read only once.
 *
 * Returns: (transfer none): the selection, valid as long as @answer
 */
const TodokuSpfSelection *todoku_spf_select (TodokuDnsAnswer *answer);

G_END_DECLS
