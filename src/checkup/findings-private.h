// SPDX-License-Identifier: GPL-3.0-or-later

// What the files of the findings share; nobody else includes it.

#pragma once

#include "base/finding.h"
#include "checkup/findings.h"

G_BEGIN_DECLS

/**
 * TodokuCheckupFindings:
 * @list: (element-type TodokuFinding): those there are so far
 * @n_addresses: of how many addresses of the record it was asked whose they are
 * @complete: whether every answer was known
 */
typedef struct
{
  const TodokuCollected *collected;
  const TodokuEdit *edit;
  const TodokuJudgement *judgement;
  GPtrArray *list;
  guint n_addresses;
  gboolean complete;
} TodokuCheckupFindings;

/** The arguments are those of todoku_finding_new(); @message is taken. */
void todoku_checkup_add_finding (TodokuCheckupFindings *self,
                                 const char *id,
                                 TodokuSeverity severity,
                                 const char *term,
                                 int position,
                                 char *message);

/** Returns: whether there is a value in which anything is right. */
gboolean todoku_checkup_has_value (TodokuCheckupFindings *self);

/** Adds what there is to say of the companies that serve the zone, that take in the mail, and that
 * have the web site, beside the one that holds the mail. */
void todoku_checkup_note_companies (TodokuCheckupFindings *self);

/** Nobody waits for the names of a long list of addresses. */
#define TODOKU_CHECKUP_ADDRESSES_MAX 10

/** Returns: (transfer none) (nullable): the name of the line to a house that @term lets in, by its
 * own name or that of its only address. */
const char *todoku_checkup_find_line (TodokuCheckupFindings *self, const TodokuSpfTerm *term);

/** Adds whose the refused server is, where that is known. */
void todoku_checkup_note_placed (TodokuCheckupFindings *self);

G_END_DECLS
