// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuPropagationCause:
 *
 * Why what a server gives is not, or does not look like, the record that is wanted.
 */
typedef enum
{
  TODOKU_PROPAGATION_CAUSE_NONE,
  TODOKU_PROPAGATION_CAUSE_EQUIVALENT,    /* written in another way, and means the same */
  TODOKU_PROPAGATION_CAUSE_LEFTOVER,      /* what stands behind its end means nothing */
  TODOKU_PROPAGATION_CAUSE_QUOTES,        /* the quotation marks are part of the record */
  TODOKU_PROPAGATION_CAUSE_BACKSLASHES,   /* backslashes are part of the record, as before ";" */
  TODOKU_PROPAGATION_CAUSE_CUT,           /* the end is missing, as behind 255 octets */
  TODOKU_PROPAGATION_CAUSE_PARTED,        /* the end is in a record of its own */
  TODOKU_PROPAGATION_CAUSE_TWICE,         /* it stands there twice */
  TODOKU_PROPAGATION_CAUSE_LABEL,         /* what stood before or behind it was pasted, too */
  TODOKU_PROPAGATION_CAUSE_SPACES,        /* spaces are missing, or too many */
  TODOKU_PROPAGATION_CAUSE_CHARACTERS,    /* characters that look alike, or cannot be seen */
  TODOKU_PROPAGATION_CAUSE_TYPING,        /* another slip that todoku_spf_repair() mends */
  TODOKU_PROPAGATION_CAUSE_ORIGIN,        /* include:x.example.shop.example: the zone's origin was
                                             added to a name, as to a relative one (RFC 1035 5.1) */
  TODOKU_PROPAGATION_CAUSE_MORE_TERMS,    /* all that is wanted, and something else */
  TODOKU_PROPAGATION_CAUSE_ANOTHER_END,   /* all that is wanted, with another end */
  TODOKU_PROPAGATION_CAUSE_ANOTHER_ORDER, /* all that is wanted, in an order that matters */
  TODOKU_PROPAGATION_CAUSE_SEVERAL,       /* another record of the kind is there, too */
  TODOKU_PROPAGATION_CAUSE_TEXT_BESIDE,   /* a text of another kind is where only a key may be */
  TODOKU_PROPAGATION_CAUSE_SEVERAL_OTHER, /* several of the kind, and none that is wanted */
  TODOKU_PROPAGATION_CAUSE_SPF_TYPE, /* it has the type SPF, which nobody reads (RFC 7208 3.1) */
  TODOKU_PROPAGATION_CAUSE_ALIAS,    /* the name is an alias (CNAME): it has no record of its
                                        own */
  TODOKU_PROPAGATION_CAUSE_DOUBLED_NAME, /* at shop.example.shop.example */
  TODOKU_PROPAGATION_CAUSE_WWW_NAME,     /* at www.shop.example */
  TODOKU_PROPAGATION_CAUSE_AT_NAME,      /* at a name that is called "@" */
  TODOKU_PROPAGATION_CAUSE_SPF_NAME,     /* at _spf.shop.example or spf.shop.example */
  TODOKU_PROPAGATION_CAUSE_ZONE_NAME,    /* at the zone itself, in place of a name in it */
  TODOKU_PROPAGATION_CAUSE_PLAIN_NAME,   /* at dmarc.shop.example, without the underscore */
  TODOKU_PROPAGATION_CAUSE_OTHER_NAME,   /* at the name of another record, as _dmarc.shop.example */
  TODOKU_PROPAGATION_CAUSE_WILDCARD_NAME, /* at *.shop.example, which is for the names below */
} TodokuPropagationCause;

/** Returns: (transfer none) (nullable): "quotes", "cut", …; %NULL for none; never translated. */
const char *todoku_propagation_cause_get_id (TodokuPropagationCause cause);

/** Returns: whether the wanted record itself was pasted or typed wrongly: quotes to origin. */
gboolean todoku_propagation_cause_is_slip (TodokuPropagationCause cause);

/** Returns: whether @text is an SPF record, and not a list of tags. */
gboolean todoku_propagation_is_spf (const char *text);

/**
 * todoku_propagation_all_records_equal:
 * @a: (array zero-terminated=1): all SPF records of a name
 * @b: (array zero-terminated=1): all of another time
 *
 * Returns: whether both are the same, each as todoku_propagation_records_equal(), in any order
 */
gboolean todoku_propagation_all_records_equal (const char *const *a, const char *const *b);

/** What is expected of a DKIM key that nobody has seen yet, since the company that signs makes it:
 * any that works. A version alone is no key (RFC 6376 3.6.1). */
#define TODOKU_PROPAGATION_ANY_KEY "v=DKIM1"

gboolean todoku_propagation_is_any_key (const char *expected);

/**
 * todoku_propagation_compare:
 * @value: what is published, UTF-8
 * @expected: what should be: an SPF record, a list of tags as DKIM and DMARC have (RFC 6376 3.2),
 *   or %TODOKU_PROPAGATION_ANY_KEY
 * @name: the record's owner, normalized
 * @zone: (nullable): the zone that holds it
 * @cause: (out): how @value differs; none where it is the same text, or another record altogether
 *
 * Compares what two records mean. What is certain without the DNS to have the same effect counts
 * as the same: whoever passes with one passes with the other, and nobody else does. So `+a`, a
 * trailing dot, `/32`, an address in a network that passes anyway, and the order of terms with the
 * same qualifier do not matter; a term more does, since it may let somebody in, refuse somebody or
 * cost look-ups (RFC 7208 4.6.4).
 *
 * Returns: whether @value does what @expected does
 */
gboolean todoku_propagation_compare (const char *value,
                                     const char *expected,
                                     const char *name,
                                     const char *zone,
                                     TodokuPropagationCause *cause);

/** Returns: whether two SPF records are the same text, but for case and repeated spaces. */
gboolean todoku_propagation_records_equal (const char *a, const char *b);

/**
 * todoku_propagation_is_meant:
 * @value: a TXT record, UTF-8
 * @expected: what should be
 *
 * Returns: whether @value is of the same kind: an SPF record, sound or broken, or a list of tags
 *   with the same version
 */
gboolean todoku_propagation_is_meant (const char *value, const char *expected);

/**
 * todoku_propagation_diff:
 * @value: what is published
 * @expected: what should be
 * @name: the record's owner
 *
 * Returns: (transfer full) (element-type TodokuDiffEntry): from @value to @expected, term by
 *   term or tag by tag, however they are written: what is kept and what must be added, in the
 *   order of @expected, then what must go
 */
GPtrArray *todoku_propagation_diff (const char *value,
                                    const char *expected,
                                    const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
