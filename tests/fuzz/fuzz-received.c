// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a mail that arrived. Whatever they are, they are read or not, what comes out can be
// shown, and nothing passes that no receiver's field tells.

#include "mail/received.h"

#include "fuzz.h"
#include "mail.h"

#include <string.h>

static void
check_words (const TodokuReceived *received)
{
  static char *(*const words[]) (const TodokuReceived *) = {
    todoku_received_describe,       todoku_received_describe_spf,  todoku_received_describe_dkim,
    todoku_received_describe_dmarc, todoku_received_describe_next,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = words[i](received);

      g_assert (*text != '\0' && g_utf8_validate (text, -1, NULL));
    }
}

static void
check_received (const TodokuReceived *received)
{
  check_words (received);
  fuzz_check_visible (received->from);
  fuzz_check_visible (received->mail_from);
  fuzz_check_domain (received->domain);
  fuzz_check_domain (received->spf.domain);
  for (guint i = 0; i < received->dkim->len; i++)
    {
      const TodokuReceivedCheck *check = g_ptr_array_index (received->dkim, i);

      fuzz_check_domain (check->domain);
      fuzz_check_visible (check->selector);
    }
  g_assert (received->ip.length == 0 || received->ip.length == 4 || received->ip.length == 16);
  g_assert (received->proof >= TODOKU_RECEIVED_PROOF_OWN
            || (received->spf.result == NULL && received->dmarc == NULL));
  g_assert (todoku_received_passes (received)
            == (todoku_received_get_next (received) == TODOKU_RECEIVED_NEXT_NOTHING));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  TodokuReceived *received = NULL;
  TodokuReceivedStatus status;

  fuzz_mail_load ();
  status = todoku_received_read (fuzz_mail_rules, fuzz_mail_catalog, (const char *) octets, length,
                                 &received);
  g_assert ((status == TODOKU_RECEIVED_FOUND) == (received != NULL));
  if (received != NULL)
    check_received (received);
  g_clear_pointer (&received, todoku_received_unref);

  return 0;
}
