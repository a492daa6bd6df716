// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuSpfRepairKind:
 *
 * What was repaired in a value that was broken by typing or pasting.
 * todoku_spf_repair_kind_get_id() names each for programs.
 */
typedef enum
{
  TODOKU_SPF_REPAIR_WHITE_SPACE,  /* U+3000, U+00A0, tabs, line breaks, repeated or outer spaces */
  TODOKU_SPF_REPAIR_INVISIBLE,    /* zero-width characters, BOM, soft hyphen, control characters */
  TODOKU_SPF_REPAIR_FULL_WIDTH,   /* full-width letters, digits and signs */
  TODOKU_SPF_REPAIR_TILDE,        /* 〜 ～ ˜ ∼ for ~ */
  TODOKU_SPF_REPAIR_DASH,         /* − – — ‐ ー for - */
  TODOKU_SPF_REPAIR_QUOTES,       /* quotes, straight or curly, inside or around the value */
  TODOKU_SPF_REPAIR_SURROUNDINGS, /* what stands around the value: "@ IN TXT", prose */
  TODOKU_SPF_REPAIR_VERSION,      /* v=pf1, spf1, v=spf, v=spf1: …, SPF1 for v=spf1 */
  TODOKU_SPF_REPAIR_MECHANISM_NAME, /* ipv4:, ip:, inlcude: … */
  TODOKU_SPF_REPAIR_SEPARATOR,      /* include= for include:, redirect: for redirect= */
  TODOKU_SPF_REPAIR_BROKEN_TERM,    /* "include: x", "ip4 :192.0.2.1" */
  TODOKU_SPF_REPAIR_PUNCTUATION,    /* commas, semicolons, a full stop at the end, a sign twice */
  TODOKU_SPF_REPAIR_GLUED_TERMS,    /* "mxinclude:x", "ip4:192.0.2.1~all" */
  TODOKU_SPF_REPAIR_BARE_ADDRESS,   /* 192.0.2.1 for ip4:192.0.2.1 */
  TODOKU_SPF_REPAIR_ADDRESS_FAMILY, /* ip4 with an IPv6 address and the reverse */
  TODOKU_SPF_REPAIR_LINK,           /* <http://x|x>, [x](http://x), https://x for x */
  TODOKU_SPF_REPAIR_PORT,           /* 192.0.2.1:25 for 192.0.2.1 */
  TODOKU_SPF_REPAIR_NUMBER,         /* leading zeros: 192.000.002.001 for 192.0.2.1 */
  TODOKU_SPF_REPAIR_BLOCK,          /* 192.0.2.0/255.255.255.0 and 192.0.2.* for 192.0.2.0/24 */
  TODOKU_SPF_REPAIR_RANGE,          /* 192.0.2.4-192.0.2.7 for 192.0.2.4/30 */
  TODOKU_SPF_REPAIR_EMPTY_VALUE,    /* mx: for mx */
  TODOKU_SPF_REPAIR_MACRO,          /* %i for %{i} */
  TODOKU_SPF_REPAIR_OTHER_RECORD,   /* the text of a DMARC or DKIM record, or of a verification */
  TODOKU_SPF_REPAIR_MARKUP,         /* <br>, &nbsp; and %20 of a web page */
  TODOKU_SPF_REPAIR_UNCERTAIN, /* not repaired: the meaning is not certain, the person is asked */
} TodokuSpfRepairKind;

/**
 * TodokuSpfRepair:
 * @kind: what was repaired
 * @position: octets from the start of the text as given to the fault
 * @was: (nullable): the piece as it stood, with what cannot be seen written out (as "U+3000")
 * @now: (nullable): what stands there now; %NULL where it was only taken away, or not repaired
 */
typedef struct
{
  TodokuSpfRepairKind kind;
  guint position;
  char *was;
  char *now;
} TodokuSpfRepair;

void todoku_spf_repair_free (TodokuSpfRepair *repair);

/**
 * todoku_spf_text_resembles_record:
 * @text: (array length=length): a TXT record or a pasted text
 * @length: its octets
 *
 * Returns: whether @text was meant as an SPF record: it is one, or todoku_spf_repair() makes one
 *   of it. Other TXT records (google-site-verification, v=DMARC1, v=DKIM1, spf2.0/…) are not.
 */
gboolean todoku_spf_text_resembles_record (const char *text, gsize length);

/**
 * todoku_spf_repair:
 * @text: (array length=length): a record as published or pasted; any octets
 * @length: its octets
 * @repairs: (out) (transfer full) (element-type TodokuSpfRepair): what was repaired, in the order
 *   of the text; empty for a record that is right. Spaces and quotes of one kind are reported once,
 *   at the first place; what was wrong in a term is reported at each
 *
 * Repairs what has one certain meaning and leaves the rest as it stands; what is left and broken is
 * named by a repair of kind %TODOKU_SPF_REPAIR_UNCERTAIN. Where there is none of these, the
 * outcome parses. Repairing the outcome changes nothing.
 *
 * A record that parses is never changed but for repeated spaces, and for what the grammar lets
 * pass and nobody means, where one meaning is left:
 *
 * - a modifier with the name of a mechanism, or next to it (`include=spf.example`), which
 *   check_host() passes over, and a second `v=spf1` behind the first, with the same terms again;
 * - the text of another record (`v=DMARC1; p=none`, `MS=ms12345678`);
 * - a domain with other terms in it, which no host name can hold
 *   (`include:a.example,include:b.example`, `include:a.examplemx:b.example`), and one that is
 *   written as a link (`a:http://spf.example`);
 * - a last term that ends in `-all` as part of its top-level domain (`include:spf.example-all`):
 *   no top-level domain but the xn-- ones has a hyphen.
 *
 * Nothing is ever repaired into an `all` without a sign, which would let everybody pass, nor into a
 * network wider than a /8. What parses and still cannot be meant (`include:info@spf.example`) is
 * left as it stands and named as uncertain; todoku_spf_suggest_terms() has what may be meant.
 *
 * Returns: (transfer full): the repaired text, in UTF-8
 */
char *todoku_spf_repair (const char *text,
                         gsize length,
                         GPtrArray **repairs) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_repair_traced:
 * @text: (array length=length): a record as published or pasted; any octets
 * @length: its octets
 * @repairs: (out) (transfer full) (element-type TodokuSpfRepair): as of todoku_spf_repair()
 * @origins: (out) (transfer full) (element-type guint): for each octet of the outcome, octets from
 *   the start of @text to what it came from; they never go back
 *
 * Returns: (transfer full): what todoku_spf_repair() gives
 */
char *todoku_spf_repair_traced (const char *text,
                                gsize length,
                                GPtrArray **repairs,
                                GArray **origins) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what todoku_spf_repair() makes of @text as a term of a record. */
char *todoku_spf_repair_term (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none): an id that is never translated, as "full-width". */
const char *todoku_spf_repair_kind_get_id (TodokuSpfRepairKind kind);

/** Returns: (transfer full): one sentence that says what was repaired, in the language spoken. */
char *todoku_spf_repair_get_message (const TodokuSpfRepair *repair) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_describe_unclear:
 * @text: a piece of a record whose meaning is not certain
 * @meant: (nullable) (array zero-terminated=1): what it may have been meant to be
 *
 * Returns: (transfer full): one sentence that says so, and asks, in the language spoken
 */
char *todoku_spf_describe_unclear (const char *text, char **meant) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
