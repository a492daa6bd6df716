// SPDX-License-Identifier: GPL-3.0-or-later

#include "dkim/key.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#define ED25519_LENGTH 32
#define ED25519_BITS 256

// Of a private key: how the line above it ends, how many signs of base64 tell what it is, and how
// many its first line has at least.
#define PRIVATE_LINE "PRIVATE KEY-----"
#define PRIVATE_HEAD 16
#define PRIVATE_LENGTH_MIN 40

#define DER_INTEGER 0x02
#define DER_SEQUENCE 0x30

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_pubkey_t, gnutls_pubkey_deinit, NULL)

const char *
todoku_dkim_key_type_get_id (TodokuDkimKeyType type)
{
  static const char *const ids[] = {
    [TODOKU_DKIM_KEY_RSA] = "rsa",
    [TODOKU_DKIM_KEY_ED25519] = "ed25519",
    [TODOKU_DKIM_KEY_OTHER] = NULL,
  };

  return ids[type];
}

static gboolean
is_base64 (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

// The octets that base64 stands for, as far as it goes; what is wrong with it is in @key.
static guchar *
decode (const char *text, TodokuDkimKey *key, gsize *length)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize n_padding = 0;

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (g_ascii_isspace (text[i]))
        key->has_spaces = TRUE;
      else if (text[i] == '=')
        n_padding++;
      else if (!is_base64 (text[i]) || n_padding > 0)
        {
          key->fault =
            is_base64 (text[i]) ? TODOKU_DKIM_KEY_FAULT_PADDING : TODOKU_DKIM_KEY_FAULT_BASE64;
          key->fault_offset = i;
          break;
        }
      else
        g_string_append_c (digits, text[i]);
    }

  if (key->fault == TODOKU_DKIM_KEY_FAULT_NONE
      && (digits->len % 4 == 1 || (digits->len + n_padding) % 4 != 0 || n_padding > 2))
    {
      key->fault = TODOKU_DKIM_KEY_FAULT_PADDING;
      key->fault_offset = strlen (text);
    }
  if (digits->len % 4 == 1)
    g_string_truncate (digits, digits->len - 1);
  while (digits->len % 4 != 0)
    g_string_append_c (digits, '=');

  return g_base64_decode (digits->str, length);
}

// The head of a DER value (X.690 8.1): its tag, where its content begins, and how long that is.
static gboolean
read_head (const guchar *der, gsize length, guchar *tag, gsize *start, gsize *content)
{
  guint n_octets;

  if (length < 2)
    return FALSE;
  *tag = der[0];
  *start = 2;
  *content = der[1];
  if (der[1] < 0x80)
    return TRUE;

  n_octets = der[1] & 0x7f;
  if (n_octets == 0 || n_octets > 3 || length < 2 + n_octets)
    return FALSE;
  *content = 0;
  for (guint i = 0; i < n_octets; i++)
    *content = *content << 8 | der[2 + i];
  *start = 2 + n_octets;

  return TRUE;
}

// The number that begins at @at, behind which that is then; nothing where there is none.
static gnutls_datum_t
read_integer (const guchar *der, gsize length, gsize *at)
{
  gnutls_datum_t number = { NULL, 0 };
  guchar tag;
  gsize start;
  gsize content;

  if (!read_head (der + *at, length - *at, &tag, &start, &content) || tag != DER_INTEGER
      || content == 0 || content > length - *at - start)
    return number;

  number.data = (guchar *) der + *at + start;
  number.size = (unsigned) content;
  *at += start + content;

  return number;
}

// SEQUENCE { modulus INTEGER, publicExponent INTEGER }, and nothing else.
static gboolean
import_bare (gnutls_pubkey_t pubkey, const guchar *der, gsize length)
{
  gnutls_datum_t modulus;
  gnutls_datum_t exponent;
  guchar tag;
  gsize at;
  gsize content;

  if (!read_head (der, length, &tag, &at, &content) || tag != DER_SEQUENCE)
    return FALSE;
  modulus = read_integer (der, length, &at);
  exponent = read_integer (der, length, &at);

  return at == length
         && gnutls_pubkey_import_rsa_raw (pubkey, &modulus, &exponent) == GNUTLS_E_SUCCESS;
}

// Whether the outermost value ends where the octets do.
static TodokuDkimKeyFault
find_length_fault (const guchar *octets, gsize length)
{
  guchar tag;
  gsize start;
  gsize content;

  if (!read_head (octets, length, &tag, &start, &content) || tag != DER_SEQUENCE)
    return TODOKU_DKIM_KEY_FAULT_NO_KEY;
  if (content > length - start)
    return TODOKU_DKIM_KEY_FAULT_CUT;

  return content < length - start ? TODOKU_DKIM_KEY_FAULT_TRAILING : TODOKU_DKIM_KEY_FAULT_NONE;
}

static TodokuDkimKeyFault
read_der (const guchar *octets, gsize length, TodokuDkimKeyType type, TodokuDkimKey *key)
{
  g_auto (gnutls_pubkey_t) pubkey = NULL;
  const gnutls_datum_t der = { (guchar *) octets, (unsigned) length };
  TodokuDkimKeyFault fault = find_length_fault (octets, length);
  gboolean is_wrapped = TRUE;
  unsigned bits = 0;

  if (fault != TODOKU_DKIM_KEY_FAULT_NONE)
    return fault;
  if (gnutls_pubkey_init (&pubkey) != GNUTLS_E_SUCCESS)
    return TODOKU_DKIM_KEY_FAULT_NO_KEY;
  if (gnutls_pubkey_import (pubkey, &der, GNUTLS_X509_FMT_DER) != GNUTLS_E_SUCCESS)
    {
      if (!import_bare (pubkey, octets, length))
        return TODOKU_DKIM_KEY_FAULT_NO_KEY;
      is_wrapped = FALSE;
    }
  // An Ed25519 key stands without its wrapping, so that one in it is no good either.
  if (gnutls_pubkey_get_pk_algorithm (pubkey, &bits) != GNUTLS_PK_RSA
      || type != TODOKU_DKIM_KEY_RSA)
    return TODOKU_DKIM_KEY_FAULT_OTHER_TYPE;
  key->bits = bits;

  return is_wrapped ? TODOKU_DKIM_KEY_FAULT_NONE : TODOKU_DKIM_KEY_FAULT_UNWRAPPED;
}

static TodokuDkimKey
read_key (const char *text, TodokuDkimKeyType type)
{
  TodokuDkimKey key = { 0 };
  gsize length = 0;
  g_autofree guchar *octets = decode (text, &key, &length);
  TodokuDkimKeyFault fault;

  if (key.fault == TODOKU_DKIM_KEY_FAULT_BASE64)
    return key;

  if (length == ED25519_LENGTH && type == TODOKU_DKIM_KEY_ED25519)
    {
      fault = TODOKU_DKIM_KEY_FAULT_NONE;
      key.bits = ED25519_BITS;
    }
  else if (length == ED25519_LENGTH)
    fault = TODOKU_DKIM_KEY_FAULT_OTHER_TYPE;
  else
    fault = read_der (octets, length, type, &key);

  // That the end is missing says more than that its last signs are.
  if (key.fault == TODOKU_DKIM_KEY_FAULT_NONE || fault == TODOKU_DKIM_KEY_FAULT_CUT)
    key.fault = fault;

  return key;
}

// What a form on the web makes of a key: its plus signs are spaces.
static char *
restore_plus (const char *text)
{
  return g_strdelimit (g_strstrip (g_strdup (text)), " ", '+');
}

TodokuDkimKey
todoku_dkim_key_read (const char *text, TodokuDkimKeyType type)
{
  TodokuDkimKey key = read_key (text, type);
  g_autofree char *restored = restore_plus (text);
  TodokuDkimKey meant;

  if (key.fault != TODOKU_DKIM_KEY_FAULT_CUT || !key.has_spaces)
    return key;
  meant = read_key (restored, type);
  if (meant.fault != TODOKU_DKIM_KEY_FAULT_NONE)
    return key;
  meant.fault = TODOKU_DKIM_KEY_FAULT_PLUS;

  return meant;
}

// Whether what base64 begins with is a sequence whose first member is its version, as in all forms
// of a private key (RFC 8017 A.1.2, RFC 5958 2, RFC 5915 3), and in none of a public one. Behind
// the head of the sequence there is always enough of it.
static gboolean
begins_private (const char *text)
{
  g_autofree char *digits = g_strndup (text, PRIVATE_HEAD);
  gsize length;
  g_autofree guchar *der = g_base64_decode (digits, &length);
  guchar tag;
  gsize start;
  gsize content;

  return read_head (der, length, &tag, &start, &content) && tag == DER_SEQUENCE
         && der[start] == DER_INTEGER && der[start + 1] == 1 && der[start + 2] <= 1;
}

gssize
todoku_dkim_key_find_private (const char *text, gsize length)
{
  const char *line = memmem (text, length, PRIVATE_LINE, strlen (PRIVATE_LINE));
  gsize n_digits;

  for (gsize at = 0; at < length; at += n_digits + 1)
    {
      for (n_digits = 0; at + n_digits < length && is_base64 (text[at + n_digits]);)
        n_digits++;
      if (n_digits >= PRIVATE_LENGTH_MIN && begins_private (text + at))
        return (gssize) at;
    }

  return line != NULL ? line - text : -1;
}

static char *
wrap (const char *text)
{
  g_auto (gnutls_pubkey_t) pubkey = NULL;
  TodokuDkimKey key = { 0 };
  gnutls_datum_t der = { 0 };
  gsize length = 0;
  g_autofree guchar *octets = decode (text, &key, &length);
  char *wrapped = NULL;

  if (gnutls_pubkey_init (&pubkey) == GNUTLS_E_SUCCESS && import_bare (pubkey, octets, length)
      && gnutls_pubkey_export2 (pubkey, GNUTLS_X509_FMT_DER, &der) == GNUTLS_E_SUCCESS)
    wrapped = g_base64_encode (der.data, der.size);
  gnutls_free (der.data);

  return wrapped;
}

char *
todoku_dkim_key_rewrite (const char *text)
{
  GString *value = g_string_new (NULL);
  gsize length = strlen (text);
  g_autofree char *bare = NULL;
  g_autofree char *restored = NULL;
  TodokuDkimKeyFault fault;

  while (length > 0 && !is_base64 (text[length - 1]) && text[length - 1] != '=')
    length--;
  bare = g_strndup (text, length);
  fault = todoku_dkim_key_read (bare, TODOKU_DKIM_KEY_RSA).fault;
  restored = fault == TODOKU_DKIM_KEY_FAULT_PLUS ? restore_plus (bare) : g_strdup (bare);
  for (const char *c = restored; *c != '\0'; c++)
    if (!g_ascii_isspace (*c))
      g_string_append_c (value, *c);
  if (fault == TODOKU_DKIM_KEY_FAULT_UNWRAPPED)
    {
      char *wrapped = wrap (value->str);

      g_string_free (value, TRUE);
      return wrapped;
    }

  return g_string_free (value, FALSE);
}
