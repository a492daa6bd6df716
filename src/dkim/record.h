// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/tag-list.h"
#include "dkim/key.h"

G_BEGIN_DECLS

/** Bits of an RSA key: with fewer no signature counts (RFC 8301 3.2). */
#define TODOKU_DKIM_BITS_MIN 1024

/** Bits of an RSA key that signers should use (RFC 8301 3.2). */
#define TODOKU_DKIM_BITS_ADVISED 2048

/**
 * TodokuDkimState:
 * @TODOKU_DKIM_STATE_VALID: a key
 * @TODOKU_DKIM_STATE_WEAK: a key with fewer bits than %TODOKU_DKIM_BITS_ADVISED
 * @TODOKU_DKIM_STATE_TEST: a key that says that it is only tried out (t=y)
 * @TODOKU_DKIM_STATE_REVOKED: taken back (an empty p)
 * @TODOKU_DKIM_STATE_BROKEN: no signature can be checked with it
 * @TODOKU_DKIM_STATE_MISSING: there is no record; of selectors only
 * @TODOKU_DKIM_STATE_UNKNOWN: the DNS could not be read; of selectors only
 *
 * What a record, or a selector, is good for.
 */
typedef enum
{
  TODOKU_DKIM_STATE_VALID,
  TODOKU_DKIM_STATE_WEAK,
  TODOKU_DKIM_STATE_TEST,
  TODOKU_DKIM_STATE_REVOKED,
  TODOKU_DKIM_STATE_BROKEN,
  TODOKU_DKIM_STATE_MISSING,
  TODOKU_DKIM_STATE_UNKNOWN,
} TodokuDkimState;

/** Returns: (transfer none): "valid", "weak", …; never translated. */
const char *todoku_dkim_state_get_id (TodokuDkimState state);

/**
 * TodokuDkimFault:
 *
 * What makes a record unusable, as far as it is not the key itself (#TodokuDkimKeyFault). Several
 * may be there at once.
 */
typedef enum
{
  TODOKU_DKIM_FAULT_VERSION = 1 << 0,    /* v is not DKIM1, or not the first */
  TODOKU_DKIM_FAULT_SYNTAX = 1 << 1,     /* a tag without "=", or with a name that is none */
  TODOKU_DKIM_FAULT_REPEATED = 1 << 2,   /* a tag is there twice */
  TODOKU_DKIM_FAULT_DOUBLED = 1 << 3,    /* all of it is there twice */
  TODOKU_DKIM_FAULT_QUOTES = 1 << 4,     /* quotes in the text */
  TODOKU_DKIM_FAULT_BACKSLASH = 1 << 5,  /* backslashes in the text */
  TODOKU_DKIM_FAULT_PEM = 1 << 6,        /* "-----BEGIN PUBLIC KEY-----" */
  TODOKU_DKIM_FAULT_NO_KEY = 1 << 7,     /* there is no p */
  TODOKU_DKIM_FAULT_KEY_TYPE = 1 << 8,   /* k is neither rsa nor ed25519 */
  TODOKU_DKIM_FAULT_HASH = 1 << 9,       /* h does not have sha256 */
  TODOKU_DKIM_FAULT_SERVICE = 1 << 10,   /* s has neither email nor * */
  TODOKU_DKIM_FAULT_FRONT = 1 << 11,     /* something before v */
  TODOKU_DKIM_FAULT_NON_ASCII = 1 << 12, /* an octet that is none of ASCII */
  TODOKU_DKIM_FAULT_BARE = 1 << 13,      /* nothing but the key */
  TODOKU_DKIM_FAULT_GLUED = 1 << 14,     /* no semicolon behind v */
  TODOKU_DKIM_FAULT_PRIVATE = 1 << 15,   /* a private key; of the rest nothing is said */
} TodokuDkimFault;

/**
 * TodokuDkimRecord:
 * @length: octets of the text
 * @tags: (element-type TodokuTag): its tags
 * @is_key_record: whether it is meant to be a key, however broken; %FALSE for an SPF record and
 *   other texts that a wildcard gives
 * @state: what it is good for
 * @is_usable: whether receivers that know its type can check a signature with it
 * @faults: what makes it unusable, #TodokuDkimFault
 * @fault_position: octets to each of @faults, by its number in #TodokuDkimFault
 * @key_type: k
 * @key: p
 * @is_test: t=y
 * @is_strict: t=s
 *
 * A key record (RFC 6376 3.6.1). Never changed.
 */
typedef struct
{
  gsize length;
  GPtrArray *tags;
  gboolean is_key_record;
  TodokuDkimState state;
  gboolean is_usable;
  guint faults;
  int fault_position[16];
  TodokuDkimKeyType key_type;
  TodokuDkimKey key;
  gboolean is_test;
  gboolean is_strict;
} TodokuDkimRecord;

/**
 * todoku_dkim_record_parse:
 * @text: (array length=length): the text of a TXT record, or what was pasted; any octets
 * @length: its octets
 *
 * Returns: (transfer full): the record, right or wrong
 */
TodokuDkimRecord *todoku_dkim_record_parse (const char *text,
                                            gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dkim_record_free (TodokuDkimRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDkimRecord, todoku_dkim_record_free)

/** Returns: whether @name can be that of a tag: ALPHA *(ALPHA / DIGIT / "_"), RFC 6376 3.2. */
gboolean todoku_dkim_is_tag_name (const char *name);

/** Returns: whether the list of a tag h, s or t, parted by colons, has @word. */
gboolean todoku_dkim_list_has (const char *list, const char *word);

G_END_DECLS
