// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/record.h"
#include "spf/repair.h"

#include <string.h>

G_BEGIN_DECLS

// A text is repaired in passes over a buffer until a pass changes nothing. What a pass does depends
// on the characters alone, never on how they came about: so the outcome, given again, stays as it
// is. From the outside in: characters, what surrounds the value, version, words, terms.

/** What a version section reads (RFC 7208 4.5), and its octets. */
#define TODOKU_SPF_VERSION "v=spf1"
#define TODOKU_SPF_VERSION_LENGTH 6

/** What stands in a folded text for what is not ASCII. */
#define TODOKU_SPF_NOT_ASCII '\x1f'

/**  */
typedef struct
{
  gunichar c;     /* a character; U+FFFD for an octet that is none */
  guint position; /* octets from the start of the text as given */
} TodokuSpfCell;

/** A text while it is repaired. Places in it are counted in cells. */
typedef struct
{
  GArray *cells;      /* (element-type TodokuSpfCell): the text */
  GPtrArray *repairs; /* (element-type TodokuSpfRepair): what has been repaired */
  guint n_changes;    /* how often something was changed */
} TodokuSpfBuffer;

TodokuSpfRepair *todoku_spf_repair_new (TodokuSpfRepairKind kind,
                                        guint position,
                                        const char *was,
                                        const char *now) G_GNUC_WARN_UNUSED_RESULT;

/* repair.c: the buffer */

/** Returns: the character at @index; 0 behind the end. */
gunichar todoku_spf_buffer_get (const TodokuSpfBuffer *buffer, guint index);

/** Returns: (transfer full): the cells from @start up to @end as UTF-8. */
char *todoku_spf_buffer_get_text (const TodokuSpfBuffer *buffer,
                                  guint start,
                                  guint end) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): an octet for each cell: the ASCII character that it stands for, in
 * lower case, '"' for any quote, a space also for what cannot be seen. */
char *todoku_spf_buffer_fold (const TodokuSpfBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;

/** Finds the next word at or after @from: what stands between spaces. */
gboolean todoku_spf_buffer_find_word (const TodokuSpfBuffer *buffer,
                                      guint from,
                                      guint *start,
                                      guint *end);

/** Puts @ascii in the place of the cells from @start up to @end; it takes their position. */
void todoku_spf_buffer_replace (TodokuSpfBuffer *buffer, guint start, guint end, const char *ascii);

/** The same, and reports it as a repair of @kind. */
void todoku_spf_buffer_substitute (TodokuSpfBuffer *buffer,
                                   TodokuSpfRepairKind kind,
                                   guint start,
                                   guint end,
                                   const char *ascii);

/** Takes the word from @start up to @end away, with one space beside it. */
void todoku_spf_buffer_remove_word (TodokuSpfBuffer *buffer, guint start, guint end);

/** Takes quotes out of a word. Returns: whether there were any. */
gboolean todoku_spf_buffer_strip_quotes (TodokuSpfBuffer *buffer, guint start, guint end);

/** Notes a repair at the cell @index. @was and @now are copied. */
void todoku_spf_buffer_report (TodokuSpfBuffer *buffer,
                               TodokuSpfRepairKind kind,
                               guint index,
                               const char *was,
                               const char *now);

/* repair-characters.c */

/**
 * todoku_spf_character_to_ascii:
 * @c: a character
 * @kind: (out): what it is called to put the other in its place; white space and quotes also where
 *   they are ASCII; %TODOKU_SPF_REPAIR_UNCERTAIN for other ASCII, and for what stands for nothing
 *
 * Returns: the ASCII character that @c stands for: a space for white space, '"' for quotes; 0 where
 *   there is none
 */
char todoku_spf_character_to_ascii (gunichar c, TodokuSpfRepairKind *kind);

/** Returns: (transfer full): @c, or "U+3000" for one that cannot be seen. */
char *todoku_spf_character_to_visible (gunichar c) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): octets as the cells of a buffer; what is not UTF-8, and NUL, is
 * U+FFFD, as in the text that comes out. */
GArray *todoku_spf_decode_utf8 (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): the same of octets that are not UTF-8 but Shift_JIS, EUC-JP
 * or Windows-1252; %NULL where none of these is certain. */
GArray *todoku_spf_decode_other (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

/** Puts the characters in the place of "\227\128\156", as programs that ask the DNS show them. */
void todoku_spf_buffer_repair_escapes (TodokuSpfBuffer *buffer);

/** Repairs single characters, but for quotes. */
void todoku_spf_buffer_repair_characters (TodokuSpfBuffer *buffer);

/** One plain space between words and none around them. */
void todoku_spf_buffer_repair_spaces (TodokuSpfBuffer *buffer);

/* repair-surroundings.c */

/** Puts characters in the place of "&nbsp;" and "%20", and blanks in that of HTML tags. */
void todoku_spf_buffer_repair_markup (TodokuSpfBuffer *buffer);

/** Takes the value out of a zone file's line, prose or quotes around it. %FALSE: hopeless. */
gboolean todoku_spf_buffer_repair_surroundings (TodokuSpfBuffer *buffer);

/** %FALSE: there is no version section, and nothing that was meant as one. */
gboolean todoku_spf_buffer_repair_version (TodokuSpfBuffer *buffer);

/* repair-words.c */

/** Repairs what follows the version section. */
void todoku_spf_buffer_repair_terms (TodokuSpfBuffer *buffer);

/** Returns: whether @word is a sound term, or can be repaired into one or several. */
gboolean todoku_spf_word_is_repairable (const char *word);

/** Returns: whether a word of @text is. */
gboolean todoku_spf_text_has_repairable_word (const char *text);

/**
 * TodokuSpfJoin:
 *
 * How two pieces of text belong together that something stood between.
 */
typedef enum
{
  TODOKU_SPF_JOIN_ONE_WORD,
  TODOKU_SPF_JOIN_TWO_WORDS,
  TODOKU_SPF_JOIN_UNCERTAIN, /* both would do */
} TodokuSpfJoin;

/** @left: the end of the first piece, a word; @right: the beginning of the second. */
TodokuSpfJoin todoku_spf_words_join (const char *left, const char *right);

/* repair-lists.c */

/** Makes terms of their own of a list that is one word. */
gboolean todoku_spf_buffer_split_list (TodokuSpfBuffer *buffer, guint start, const char *word);

/** Makes a term of the name that follows @word behind a comma or the like, where both are a list of
 * names behind one mechanism. */
gboolean todoku_spf_buffer_go_on_with_list (TodokuSpfBuffer *buffer,
                                            guint start,
                                            guint end,
                                            const char *word);

/* repair-foreign.c */

/** Returns: the octets of the `all` with a qualifier that @word begins with; 0 where it does not.
 */
gsize todoku_spf_word_get_end (const char *word);

/** Returns: whether somebody may send from what @text names: a host with a dot in its name, or an
 * address; or a word begins as a term does that must name something. */
gboolean todoku_spf_text_may_name_sender (const char *text);

/** Takes text of another record away, or a second version section; or parts it from an `all`. */
gboolean todoku_spf_buffer_cut_other_record (TodokuSpfBuffer *buffer,
                                             guint start,
                                             guint end,
                                             const char *word);

/** Takes words away that stand behind the end of the record and can be nobody's term. */
gboolean todoku_spf_buffer_cut_remark (TodokuSpfBuffer *buffer,
                                       guint start,
                                       guint end,
                                       const char *word);

/* repair-addresses.c */

/** Returns: whether @word is a netmask, as 255.255.255.240. */
gboolean todoku_spf_word_is_netmask (const char *word);

/**
 * todoku_spf_repair_read_addresses:
 * @value: what stands where an IPv4 address or network belongs
 * @kind: (out): what is unusual about it, where something is returned
 *
 * Reads addresses with leading zeros, which are decimal, netmasks, `203.0.113.*` and ranges. What
 * is wider than a /8 is not read.
 *
 * Returns: (transfer full) (nullable): the addresses and networks, parted by spaces, that @value
 *   stands for and no others; %NULL where that is not certain
 */
char *todoku_spf_repair_read_addresses (const char *value,
                                        TodokuSpfRepairKind *kind) G_GNUC_WARN_UNUSED_RESULT;

/* repair-terms.c */

/** Returns: whether @text matches @pattern, in either case. @regex: (inout): keeps it, read once.
 */
gboolean todoku_spf_text_matches (const char *text, const char *pattern, GRegex **regex);

/** Returns: whether @c is among the characters of @set. */
gboolean todoku_spf_character_is_one_of (char c, const char *set);

/** Returns: @text behind the qualifier (RFC 7208 4.6.2) that it may begin with. */
const char *todoku_spf_skip_qualifier (const char *text);

/** Returns: whether @word is `all` without a qualifier. */
gboolean todoku_spf_word_is_bare_all (const char *word);

/** Returns: whether @word is `all` with a qualifier. */
gboolean todoku_spf_word_is_qualified_all (const char *word);

/** Returns: whether @word is a modifier by its form, and none that SPF has. */
gboolean todoku_spf_word_is_unknown_modifier (const char *word);

/** Returns: whether @word is text of a record of another kind (DMARC, DKIM, a verification). */
gboolean todoku_spf_word_is_of_other_record (const char *word);

/** Returns: whether @a and @b differ in one letter: changed, missing, too many, or swapped. */
gboolean todoku_spf_word_is_near (const char *a, const char *b);

/** Returns: whether @word parses. */
gboolean todoku_spf_word_is_term (const char *word);

/** Returns: whether @term is right and says what it seems to say. @is_last: nothing follows it. */
gboolean todoku_spf_term_is_sound (const TodokuSpfTerm *term, gboolean is_last);

/** Returns: whether @word, as a term, is. */
gboolean todoku_spf_word_is_sound (const char *word, gboolean is_last);

/** Returns: ip4 or ip6, whichever @value is an address or network of; %NULL for neither. */
const char *todoku_spf_repair_find_family (const char *value);

/** Returns: (nullable): what a term must be called that stands as @name with @value. */
const char *todoku_spf_repair_find_name (const char *name, const char *value);

/** Returns: (transfer full): the term, with the separator that belongs to @name. */
char *todoku_spf_repair_build_term (const char *sign,
                                    const char *name,
                                    const char *value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_word_substitute:
 * @word: a word that is no sound term
 * @repairs: (element-type TodokuSpfRepair) (nullable): takes what was put in place of what
 *
 * Returns: (transfer full) (nullable): @word with what links, ports and single wrong signs stand
 *   for in their place, right or not; %NULL where there is none of these
 */
char *todoku_spf_word_substitute (const char *word, GPtrArray *repairs) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_word_repair:
 * @word: a word that is no sound term
 * @repairs: (element-type TodokuSpfRepair) (nullable): an empty array that takes what was
 *   repaired; positions count from the start of @word
 *
 * Returns: (transfer full) (nullable): the one sound term that is certainly meant; for a range of
 *   addresses the terms, parted by spaces
 */
char *todoku_spf_word_repair (const char *word, GPtrArray *repairs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
