// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dkim/evaluate.h"

G_BEGIN_DECLS

/** Below which name of a domain its keys are (RFC 6376 3.6.2.1). */
#define TODOKU_DKIM_FOLDER "_domainkey"

/**
 * TodokuDkimRun:
 * @facts: what is known
 * @domain: the domain
 * @search: where to look
 * @complete: whether every answer was known
 * @evaluation: gets what is found
 *
 * One run of the rule.
 */
typedef struct
{
  TodokuDnsFacts *facts;
  const char *domain;
  const TodokuDkimSearch *search;
  gboolean complete;
  TodokuDkimEvaluation *evaluation;
} TodokuDkimRun;

/** Appends the selector @selector_name and what is found there; @is_given: as in
 * TodokuDkimSelector. */
void todoku_dkim_look_at (TodokuDkimRun *run, const char *selector_name, gboolean is_given);

G_END_DECLS
