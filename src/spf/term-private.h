// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/record.h"

G_BEGIN_DECLS

/**
 * todoku_spf_term_describe_error:
 * @term: the term, as far as it could be read
 * @code: what is wrong with it
 * @fault: (array length=length): the record from the fault on
 * @length: its octets
 *
 * Returns: (transfer full): one or two sentences: what is wrong and what would be right
 */
char *todoku_spf_term_describe_error (const TodokuSpfTerm *term,
                                      TodokuSpfError code,
                                      const char *fault,
                                      gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): why the character that @text begins with may stand in no record. */
char *todoku_spf_describe_character (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_make_visible:
 * @text: a piece of a record, in UTF-8
 *
 * Returns: (transfer full): @text as a message shows it: short, and what cannot be seen as <U+3000>
 */
char *todoku_spf_make_visible (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** As todoku_spf_make_visible(), but @n_max characters of it. */
char *todoku_spf_make_much_visible (const char *text, guint n_max) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_fill_in:
 * @sentence: a translated sentence out of a table, with %s or %1$s and %2$s in it, and %% for %
 * @first: (nullable): what stands for the first
 * @second: (nullable): what stands for the second
 *
 * Returns: (transfer full): the sentence with both in their places
 */
char *todoku_spf_fill_in (const char *sentence,
                          const char *first,
                          const char *second) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
