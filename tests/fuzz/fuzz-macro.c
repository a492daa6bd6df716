// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a macro-string, and what stands before their first NUL as the sender's local part.

#include "dns/name.h"
#include "fuzz.h"
#include "spf/macro.h"

#include <string.h>

static void
check (const char *text,
       size_t length,
       const TodokuSpfMacroContext *context,
       gboolean is_explanation)
{
  gsize fault = length;
  gboolean is_right = todoku_spf_macro_check (text, length, is_explanation, &fault);
  g_autofree char *expansion =
    todoku_spf_macro_expand (text, (gssize) length, context, is_explanation);

  g_assert (is_right == (expansion != NULL));
  g_assert (is_right == (fault == length));
  if (expansion == NULL || is_explanation)
    return;

  // A name fits, or is a single label that cannot be made shorter.
  gsize octets = strlen (expansion);

  octets -= g_str_has_suffix (expansion, ".") ? 1 : 0;
  g_assert (octets <= TODOKU_DNS_NAME_MAX || memchr (expansion, '.', octets) == NULL);
}

static void
check_domain_spec (const char *text, size_t length)
{
  gsize fault = length;
  TodokuSpfError code = TODOKU_SPF_ERROR_VERSION;
  gboolean is_right = todoku_spf_macro_check_domain_spec (text, length, &fault, &code);

  g_assert (is_right == (code == TODOKU_SPF_ERROR_VERSION));
  g_assert (is_right || fault <= length);
  g_assert (!is_right || todoku_spf_macro_check (text, length, FALSE, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  const char *text = (const char *) octets;
  const char *nul = length > 0 ? memchr (octets, '\0', length) : NULL;
  size_t n = nul != NULL ? (size_t) (nul - text) : 0;
  g_autofree char *local_part = g_strndup (text, n);
  TodokuDnsAddress address = { .length = 16, .bytes = { 0x20, 0x01, 0x0d, 0xb8 } };
  TodokuSpfMacroContext context = {
    .sender = local_part,
    .local_part = local_part,
    .sender_domain = "shop.example",
    .domain = "shop.example",
    .address = &address,
    .helo = "mail.shop.example",
  };

  if (nul != NULL)
    n++;
  check (text + n, length - n, &context, FALSE);
  check (text + n, length - n, &context, TRUE);
  check_domain_spec (text + n, length - n);

  return 0;
}
