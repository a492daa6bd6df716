// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/record.h"

G_BEGIN_DECLS

/**
 * TodokuSpfSource:
 * @text: the octets of the whole record
 * @length: their number
 * @is_utf8: whether all of it is UTF-8
 * @strings: where the next string of a term goes; room for all of them has been made
 * @counted: the octets up to which characters have been counted
 * @n_counted: the characters up to there
 *
 * A record while its terms are read.
 */
typedef struct
{
  const char *text;
  gsize length;
  gboolean is_utf8;
  char *strings;
  gsize counted;
  guint n_counted;
} TodokuSpfSource;

/**
 * todoku_spf_source_add_string:
 * @source: the record
 * @start: octets to the first octet of the string
 * @end: octets to the end of the string
 *
 * Returns: (transfer none): the piece of the record, in UTF-8, among the strings of @source
 */
char *todoku_spf_source_add_string (TodokuSpfSource *source, gsize start, gsize end);

/**
 * todoku_spf_term_read:
 * @term: a term, all zero
 * @source: the record
 * @start: octets to the term
 * @end: octets to the end of the term, a space or the end of the record
 *
 * Reads one term and sets its error where it is wrong.
 */
void todoku_spf_term_read (TodokuSpfTerm *term, TodokuSpfSource *source, gsize start, gsize end);

/**
 * todoku_spf_source_get_place:
 * @source: the record
 * @position: octets to a place in it
 *
 * Goes on counting where it left off, so that a record with thousands of errors is gone through
 * once and not once for each.
 *
 * Returns: the place as a person counts it: characters, from 1
 */
guint todoku_spf_source_get_place (TodokuSpfSource *source, gsize position);

/**
 * todoku_spf_error_new_at:
 * @code: what is wrong
 * @place: where the fault is, in characters from 1
 * @term: (nullable): the term as it stands; %NULL for the version section
 * @reason: a translated sentence: what is wrong and what would be right
 *
 * Returns: (transfer full): an error whose message names the term and the place
 */
GError *todoku_spf_error_new_at (TodokuSpfError code,
                                 guint place,
                                 const char *term,
                                 const char *reason) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_error_set_for_term:
 * @term: a term without an error
 * @source: the record
 * @code: what is wrong
 * @position: octets to the fault, from the start of the record
 *
 * Sets the error of @term, with the message that @code and the kind of the term call for.
 */
void todoku_spf_error_set_for_term (TodokuSpfTerm *term,
                                    TodokuSpfSource *source,
                                    TodokuSpfError code,
                                    gsize position);

/**
 * todoku_spf_make_visible:
 * @text: a piece of a record, in UTF-8
 *
 * Returns: (transfer full): @text as a message shows it: short, and what cannot be seen as <U+3000>
 */
char *todoku_spf_make_visible (const char *text) G_GNUC_WARN_UNUSED_RESULT;

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
