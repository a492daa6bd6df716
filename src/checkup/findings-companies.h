// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/judge.h"

G_BEGIN_DECLS

/**
 * todoku_checkup_note_companies:
 * @has_value: whether there is a value in which anything is right
 * @findings: (element-type TodokuFinding): what is said is added to it
 *
 * Says what there is to say of the companies beside the one that holds the mail: of those that
 * serve the zone, that take in the mail, and that have the web site.
 *
 * Returns: whether every answer was known
 */
gboolean todoku_checkup_note_companies (const TodokuCollected *collected,
                                        const TodokuEdit *edit,
                                        const TodokuJudgement *judgement,
                                        gboolean has_value,
                                        GPtrArray *findings);

/** Returns: whether it is told of @host that the mail goes there, too, and that it may not send. */
gboolean todoku_collected_is_told_of (const TodokuCollected *collected, const TodokuMailHost *host);

/**
 * todoku_collected_find_owner:
 * @term: a term of the record
 * @n_asked: (inout): of how many addresses the name was asked, at most ten of a record
 * @complete: (inout): cleared while an answer is missing
 *
 * Returns: (transfer none) (nullable): the mail host whose server, or list, @term lets in: by its
 *   name, or by that of its only address
 */
const TodokuMailHost *todoku_collected_find_owner (const TodokuCollected *collected,
                                                   const TodokuSpfTerm *term,
                                                   guint *n_asked,
                                                   gboolean *complete);

G_END_DECLS
