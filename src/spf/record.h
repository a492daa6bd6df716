// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/answer.h"

G_BEGIN_DECLS

/** How many terms that ask the DNS a whole evaluation may have (RFC 7208 4.6.4). */
#define TODOKU_SPF_LOOKUPS_MAX 10

/** From here on a provider that adds lists of its own may soon break the record. */
#define TODOKU_SPF_LOOKUPS_NEAR 8

/** How many void lookups a whole evaluation may have (RFC 7208 4.6.4). */
#define TODOKU_SPF_VOID_LOOKUPS_MAX 2

/** How many exchanges an mx may have, and of how many names ptr looks (RFC 7208 4.6.4). */
#define TODOKU_SPF_NAMES_MAX 10

/** The shortest prefix lengths of what one sender may have: shorter ones let strangers in. */
#define TODOKU_SPF_PREFIX4_MIN 8
#define TODOKU_SPF_PREFIX6_MIN 32

/** From here on shorter ones are those of a whole network, most of which is somebody else's. */
#define TODOKU_SPF_PREFIX4_LARGE 16
#define TODOKU_SPF_PREFIX6_LARGE 32

/**
 * TodokuSpfTermKind:
 * @TODOKU_SPF_TERM_INVALID: a term that is neither a known mechanism nor a modifier
 * @TODOKU_SPF_TERM_MODIFIER: an unknown modifier (RFC 7208 6)
 */
typedef enum
{
  TODOKU_SPF_TERM_INVALID,
  TODOKU_SPF_TERM_ALL,
  TODOKU_SPF_TERM_INCLUDE,
  TODOKU_SPF_TERM_A,
  TODOKU_SPF_TERM_MX,
  TODOKU_SPF_TERM_PTR,
  TODOKU_SPF_TERM_IP4,
  TODOKU_SPF_TERM_IP6,
  TODOKU_SPF_TERM_EXISTS,
  TODOKU_SPF_TERM_REDIRECT,
  TODOKU_SPF_TERM_EXP,
  TODOKU_SPF_TERM_MODIFIER,
} TodokuSpfTermKind;

/** A mechanism's qualifier (RFC 7208 4.6.2), by its character. */
typedef enum
{
  TODOKU_SPF_QUALIFIER_PASS = '+',
  TODOKU_SPF_QUALIFIER_FAIL = '-',
  TODOKU_SPF_QUALIFIER_SOFTFAIL = '~',
  TODOKU_SPF_QUALIFIER_NEUTRAL = '?',
} TodokuSpfQualifier;

#define TODOKU_SPF_ERROR (todoku_spf_error_quark ())
GQuark todoku_spf_error_quark (void);

/**
 * TodokuSpfError:
 *
 * What is wrong with a record's syntax. Messages of this domain name the term and the position.
 */
typedef enum
{
  TODOKU_SPF_ERROR_VERSION,           /* no v=spf1 followed by a space or the end (4.5) */
  TODOKU_SPF_ERROR_UNKNOWN_MECHANISM, /* a name that is no mechanism's (4.6.1) */
  TODOKU_SPF_ERROR_TERM,              /* no term at all: a stray character, a bad name */
  TODOKU_SPF_ERROR_QUALIFIER,         /* a modifier with a qualifier */
  TODOKU_SPF_ERROR_MISSING_VALUE,     /* include, ip4, ip6, exists, redirect, exp without one */
  TODOKU_SPF_ERROR_UNEXPECTED_VALUE,  /* all:…, or a prefix where none may stand */
  TODOKU_SPF_ERROR_ADDRESS,           /* ip4 or ip6 with something that is no such address */
  TODOKU_SPF_ERROR_PREFIX,            /* a bad prefix length, or one with a leading zero */
  TODOKU_SPF_ERROR_DOMAIN,            /* a bad domain-spec (7.1) */
  TODOKU_SPF_ERROR_MACRO,             /* a bad macro (7.1) */
  TODOKU_SPF_ERROR_CHARACTER,         /* an octet that may not stand in a record */
  TODOKU_SPF_ERROR_DUPLICATE,         /* redirect or exp twice (6) */
} TodokuSpfError;

/**
 * TodokuSpfTerm:
 * @kind: what it is
 * @qualifier: the mechanism's qualifier; pass where none is written
 * @has_qualifier: whether a qualifier is written
 * @position: octets from the start of the record to the term
 * @text: the term as it stands; octets that are not UTF-8 are replaced by U+FFFD
 * @name: the name of a mechanism or modifier as written, without qualifier
 * @value: (nullable): what stands after ':' or '=' as written, without prefix lengths
 * @address: ip4 and ip6 only: the address
 * @prefix4: leading bits that must be the same for IPv4 (ip4, a, mx); 32 where none is written
 * @prefix6: the same for IPv6 (ip6, a, mx); 128 where none is written
 * @error: (nullable): what is wrong with the term
 * @error_position: octets from the start of the record to the fault
 *
 * One term of a record. Read only.
 */
typedef struct
{
  TodokuSpfTermKind kind;
  TodokuSpfQualifier qualifier;
  gboolean has_qualifier;
  guint position;
  char *text;
  char *name;
  char *value;
  TodokuDnsAddress address;
  guint8 prefix4;
  guint8 prefix6;
  GError *error;
  guint error_position;
} TodokuSpfTerm;

/**
 * TodokuSpfRecord:
 *
 * A parsed SPF record: every term, also the broken ones, in their order. Ref-counted; nothing
 * changes it once made.
 */
typedef struct _TodokuSpfRecord TodokuSpfRecord;

#define TODOKU_TYPE_SPF_RECORD (todoku_spf_record_get_type ())
GType todoku_spf_record_get_type (void) G_GNUC_CONST;

/**
 * todoku_spf_text_is_record:
 * @text: (array length=length): the joined octets of a TXT record
 * @length: their number
 *
 * Returns: whether the record is one that check_host() takes up: "v=spf1" in any case, then a
 *   space or the end (RFC 7208 4.5)
 */
gboolean todoku_spf_text_is_record (const char *text, gsize length);

/**
 * todoku_spf_record_parse:
 * @text: (array length=length): the joined octets of a TXT record; need not end in NUL
 * @length: their number, or -1 where @text ends in NUL
 *
 * Always gives a record, so that everything wrong with it can be said at once; whether it may be
 * evaluated tells todoku_spf_record_get_error().
 *
 * Returns: (transfer full): the record
 */
TodokuSpfRecord *todoku_spf_record_parse (const char *text,
                                          gssize length) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a record of just the term @text. */
TodokuSpfRecord *todoku_spf_record_parse_term (const char *text) G_GNUC_WARN_UNUSED_RESULT;

TodokuSpfRecord *todoku_spf_record_ref (TodokuSpfRecord *self);
void todoku_spf_record_unref (TodokuSpfRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuSpfRecord, todoku_spf_record_unref)

/** Returns: (transfer none): the whole text as it was parsed; what is not UTF-8 as U+FFFD. */
const char *todoku_spf_record_get_text (TodokuSpfRecord *self);

/** Returns: how many terms follow the version section. */
guint todoku_spf_record_get_n_terms (TodokuSpfRecord *self);

/** Returns: (transfer none): term @index, counted from 0. */
const TodokuSpfTerm *todoku_spf_record_get_term (TodokuSpfRecord *self, guint index);

/** Returns: (transfer none) (nullable): the term of @self (nullable) that follows @term, or the
 * first one where that is %NULL; %NULL behind the last. */
const TodokuSpfTerm *todoku_spf_record_get_next (TodokuSpfRecord *self, const TodokuSpfTerm *term);

/** Stands in the place of `for`: @term is one term of @record (nullable) after the other. */
#define todoku_spf_record_foreach(record, term)                                                    \
  for (const TodokuSpfTerm *term = todoku_spf_record_get_next (record, NULL); term != NULL;        \
       term = todoku_spf_record_get_next (record, term))

/** Returns: (transfer none) (nullable): the one term of @self (nullable); %NULL where it has none,
 * or more. */
const TodokuSpfTerm *todoku_spf_record_get_only_term (TodokuSpfRecord *self);

/** Returns: whether @a and @b mean the same but for their qualifiers (todoku_spf_term_get_key()).
 */
gboolean todoku_spf_term_equal (const TodokuSpfTerm *a, const TodokuSpfTerm *b, const char *domain);

/**
 * todoku_spf_record_get_error:
 *
 * Returns: (transfer none) (nullable): the first error of the record (%TODOKU_SPF_ERROR), which
 *   makes check_host() a permerror; %NULL for a record that is right to the letter
 */
const GError *todoku_spf_record_get_error (TodokuSpfRecord *self);

/** Returns: (transfer none) (nullable): the first term of @kind, or %NULL. */
const TodokuSpfTerm *todoku_spf_record_find (TodokuSpfRecord *self, TodokuSpfTermKind kind);

/** Returns: whether it says what becomes of everybody else: by `all`, or another record. */
gboolean todoku_spf_record_has_end (TodokuSpfRecord *self);

/**
 * todoku_spf_record_is_cut:
 * @repaired: what todoku_spf_repair() makes of it
 *
 * Returns: whether it stops where a panel does that takes one character-string only (255 octets),
 *   and has no end, nor one with a slip in it
 */
gboolean todoku_spf_record_is_cut (TodokuSpfRecord *self, TodokuSpfRecord *repaired);

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

/** Returns: whether @kind is a mechanism, which has a qualifier and can match. */
gboolean todoku_spf_term_is_mechanism (const TodokuSpfTerm *term);

/** Returns: whether @term leads to another record: include, redirect. */
gboolean todoku_spf_term_is_list (const TodokuSpfTerm *term);

/** Returns: whether @term names addresses itself: ip4, ip6. */
gboolean todoku_spf_term_is_network (const TodokuSpfTerm *term);

/** Returns: the leading bits of such a term that must be the same. */
guint todoku_spf_term_get_prefix (const TodokuSpfTerm *term);

/** Returns: whether @term lets in more addresses than any sender has. */
gboolean todoku_spf_term_is_wide (const TodokuSpfTerm *term);

/** Returns: whether @term lets in a whole network, be it one that a sender may have. */
gboolean todoku_spf_term_is_large (const TodokuSpfTerm *term);

/** Returns: whether the address of @term, where it has one, says something behind @prefix. */
gboolean todoku_spf_term_has_bits_behind (const TodokuSpfTerm *term, guint prefix);

/** Returns: whether @term counts as one of the ten DNS terms (RFC 7208 4.6.4). */
gboolean todoku_spf_term_needs_lookup (const TodokuSpfTerm *term);

/**
 * todoku_spf_term_get_key:
 * @term: a term
 * @domain: the domain the record belongs to
 *
 * The term's meaning without its qualifier, in one spelling: `a`, `+a`, `a:own.example` and
 * `A:OWN.example.` have the same key, and so have `ip4:192.0.2.1` and `ip4:192.0.2.1/32`. Host
 * bits below a prefix do not count. Terms with an error have their text as the key.
 *
 * Returns: (transfer full): the key
 */
char *todoku_spf_term_get_key (const TodokuSpfTerm *term,
                               const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
