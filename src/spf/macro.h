// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/address.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * TodokuSpfMacroContext:
 * @sender: `s`: the MAIL FROM address, or postmaster@ and the HELO name where it is empty
 * @local_part: (nullable): `l`: what stands before its @; %NULL and "" stand for postmaster
 * @sender_domain: `o`: what stands after its @
 * @domain: `d`: the domain whose record is evaluated
 * @address: `i`, `c`, `v`: the client's address
 * @helo: `h`: the HELO or EHLO name
 * @validated_name: (nullable): `p`: the client's validated name; %NULL gives "unknown"
 * @receiver: (nullable): `r`: the host that checks; %NULL gives "unknown"
 * @timestamp: `t`: seconds since 1970
 *
 * What the macros of RFC 7208 7.2 stand for. Everything is borrowed.
 */
typedef struct
{
  const char *sender;
  const char *local_part;
  const char *sender_domain;
  const char *domain;
  const TodokuDnsAddress *address;
  const char *helo;
  const char *validated_name;
  const char *receiver;
  gint64 timestamp;
} TodokuSpfMacroContext;

/**
 * todoku_spf_macro_check:
 * @text: (array length=length): a macro-string, or the explain-string of an exp= TXT record
 * @length: its octets
 * @is_explanation: whether spaces and the letters c, r and t may stand in it
 * @fault: (out) (optional): octets to the fault: to the "%" of a macro that is wrong, or to an
 *   octet that may not stand there; unchanged where there is none
 *
 * Returns: whether @text follows the grammar of RFC 7208 7.1
 */
gboolean todoku_spf_macro_check (const char *text,
                                 gsize length,
                                 gboolean is_explanation,
                                 gsize *fault);

/**
 * todoku_spf_macro_check_domain_spec:
 * @text: (array length=length): a domain-spec, without prefix lengths
 * @length: its octets
 * @fault: (out): octets to the fault; unchanged where there is none
 * @code: (out): %TODOKU_SPF_ERROR_MISSING_VALUE, %TODOKU_SPF_ERROR_CHARACTER,
 *   %TODOKU_SPF_ERROR_MACRO or %TODOKU_SPF_ERROR_DOMAIN; unchanged where there is no fault
 *
 * A domain-spec is a macro-string that ends in a macro, or in a dot and a top label: letters,
 * digits and hyphens, neither digits alone nor with a hyphen at its ends (RFC 7208 7.1). That
 * leaves names that no DNS knows (two dots together, a label of 64 octets): they are no syntax
 * errors, and do not match.
 *
 * Returns: whether @text is a domain-spec
 */
gboolean todoku_spf_macro_check_domain_spec (const char *text,
                                             gsize length,
                                             gsize *fault,
                                             TodokuSpfError *code);

/**
 * todoku_spf_macro_is_constant:
 * @text: a macro-string
 *
 * Returns: whether @text stands for itself as a name: there is no macro in it, and no backslash
 */
gboolean todoku_spf_macro_is_constant (const char *text);

/**
 * todoku_spf_macro_uses_letter:
 * @text: a macro-string
 * @letter: a macro letter in lower case
 *
 * Tells, above all, whether `p` is used, which costs look-ups of its own.
 *
 * Returns: whether a macro of @text has @letter, in either case
 */
gboolean todoku_spf_macro_uses_letter (const char *text, char letter);

/**
 * todoku_spf_macro_expand:
 * @text: (array length=length): a domain-spec, or an explain-string
 * @length: its octets, or -1 where it ends in NUL
 * @context: what the macros stand for
 * @is_explanation: whether it is an explain-string: c, r and t may be used, spaces may stand in
 *   it, and it may be of any length
 *
 * Expands macros as RFC 7208 7.3 says. A backslash of the text, the sender or HELO is an octet of
 * the name, so it stands there as \\, as dns/name.h has it. A name that comes out longer than 253
 * octets loses labels from its left until it fits.
 *
 * Returns: (transfer full) (nullable): the expansion, or %NULL where @text has a fault
 */
char *todoku_spf_macro_expand (const char *text,
                               gssize length,
                               const TodokuSpfMacroContext *context,
                               gboolean is_explanation) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_macro_expand_constant:
 * @text: a domain-spec
 * @domain: the domain whose record it stands in
 *
 * Returns: (transfer full) (nullable): the name that @text leads to, where it is the same for every
 *   mail: of the macros only `d` may stand in it; %NULL where it is not, or @text has a fault
 */
char *todoku_spf_macro_expand_constant (const char *text,
                                        const char *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
