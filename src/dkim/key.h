// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TodokuDkimKeyType:
 *
 * The algorithms of keys: RFC 6376 3.3 and RFC 8463; all others are unknown to receivers.
 */
typedef enum
{
  TODOKU_DKIM_KEY_RSA,
  TODOKU_DKIM_KEY_ED25519,
  TODOKU_DKIM_KEY_OTHER,
} TodokuDkimKeyType;

/** Returns: (transfer none) (nullable): "rsa" or "ed25519"; %NULL for another. */
const char *todoku_dkim_key_type_get_id (TodokuDkimKeyType type);

/**
 * TodokuDkimKeyFault:
 * @TODOKU_DKIM_KEY_FAULT_NONE: it is a key
 * @TODOKU_DKIM_KEY_FAULT_BASE64: a character that base64 does not have
 * @TODOKU_DKIM_KEY_FAULT_PADDING: "=" is missing at the end, or stands elsewhere
 * @TODOKU_DKIM_KEY_FAULT_CUT: the end of the key is missing
 * @TODOKU_DKIM_KEY_FAULT_TRAILING: something follows the key
 * @TODOKU_DKIM_KEY_FAULT_NO_KEY: it is no key at all
 * @TODOKU_DKIM_KEY_FAULT_OTHER_TYPE: a key for another algorithm than the record says
 * @TODOKU_DKIM_KEY_FAULT_UNWRAPPED: RSAPublicKey (RFC 8017 A.1.1) without the name of its algorithm
 *   around it: what RFC 6376 says, and Gmail cannot read
 * @TODOKU_DKIM_KEY_FAULT_PLUS: spaces where its plus signs were
 *
 * What is wrong with what stands in place of a key.
 */
typedef enum
{
  TODOKU_DKIM_KEY_FAULT_NONE,
  TODOKU_DKIM_KEY_FAULT_BASE64,
  TODOKU_DKIM_KEY_FAULT_PADDING,
  TODOKU_DKIM_KEY_FAULT_CUT,
  TODOKU_DKIM_KEY_FAULT_TRAILING,
  TODOKU_DKIM_KEY_FAULT_NO_KEY,
  TODOKU_DKIM_KEY_FAULT_OTHER_TYPE,
  TODOKU_DKIM_KEY_FAULT_UNWRAPPED,
  TODOKU_DKIM_KEY_FAULT_PLUS,
} TodokuDkimKeyFault;

/**
 * TodokuDkimKey:
 * @fault: what is wrong with it
 * @fault_offset: octets from the start of the text to the fault, for %TODOKU_DKIM_KEY_FAULT_BASE64
 *   and _PADDING; else 0
 * @bits: its size; 0 where it cannot be read
 * @has_spaces: whether white space stands in it, which does no harm
 *
 * A public key.
 */
typedef struct
{
  TodokuDkimKeyFault fault;
  gsize fault_offset;
  guint bits;
  gboolean has_spaces;
} TodokuDkimKey;

/**
 * todoku_dkim_key_read:
 * @text: the value of a tag p, not empty
 * @type: the algorithm that the record says, RSA or Ed25519
 *
 * Returns: the key: base64 of a SubjectPublicKeyInfo (RFC 5280) or an RSAPublicKey, or of the 32
 *   octets of an Ed25519 key (RFC 8463 4)
 */
TodokuDkimKey todoku_dkim_key_read (const char *text, TodokuDkimKeyType type);

/**
 * todoku_dkim_key_find_private:
 * @text: (array length=length): any text, with the lines of a PEM file or without; any octets
 * @length: its octets
 *
 * Returns: octets from the start of @text to a private key, whole or not; -1 where there is none
 */
gssize todoku_dkim_key_find_private (const char *text, gsize length);

/**
 * todoku_dkim_key_rewrite:
 * @text: what stands in place of an RSA key
 *
 * Returns: (transfer full): the same key as a SubjectPublicKeyInfo, without white space and without
 *   what no key ends in; as far as it is one
 */
char *todoku_dkim_key_rewrite (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
