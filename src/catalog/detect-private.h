// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/detect.h"

G_BEGIN_DECLS

/** What speaks for a host, from the weakest to the strongest. */
typedef enum
{
  TODOKU_DETECT_BY_TERM,         /* a term of the published SPF record is its own */
  TODOKU_DETECT_BY_TERM_OF_HOST, /* so is one that names the customer's very server */
  TODOKU_DETECT_BY_ADDRESS,      /* the server has one of its addresses */
  TODOKU_DETECT_BY_NAME,         /* the server has one of its names (PTR) */
  TODOKU_DETECT_BY_EXCHANGE,     /* the MX record names it, or one at the same address */
} TodokuDetectKind;

/**
 * todoku_detect_explain:
 * @kind: what speaks for a host
 * @witness: the term, the address or the name
 * @name: what the host is called
 *
 * Returns: (transfer full): one sentence that says why, in the language spoken
 */
char *todoku_detect_explain (TodokuDetectSubject subject,
                             TodokuDetectKind kind,
                             const char *witness,
                             const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
