// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a zone in a file, as that of the practice mode: it is refused with a sentence, or it
// answers.

#include "dns/zone.h"
#include "fuzz.h"

#include <gio/gio.h>

static void
check_answer (TodokuDnsZone *zone, const char *name, TodokuDnsType type)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_zone_answer (zone, name, type);
  gboolean is_found = todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_FOUND;

  g_assert (is_found == (todoku_dns_answer_get_n_records (answer) > 0));
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    g_assert (todoku_dns_answer_get_record (answer, i)->type == type);
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  static const TodokuDnsType types[] = {
    TODOKU_DNS_TYPE_A,  TODOKU_DNS_TYPE_NS,  TODOKU_DNS_TYPE_CNAME, TODOKU_DNS_TYPE_SOA,
    TODOKU_DNS_TYPE_MX, TODOKU_DNS_TYPE_TXT, TODOKU_DNS_TYPE_AAAA,  TODOKU_DNS_TYPE_PTR,
  };
  g_autofree char *text = g_strndup ((const char *) octets, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (text, &error);

  g_assert ((zone == NULL) == (error != NULL));
  for (gsize i = 0; zone != NULL && i < G_N_ELEMENTS (types); i++)
    {
      check_answer (zone, "shop.example", types[i]);
      check_answer (zone, "example", types[i]);
    }
  if (error != NULL)
    g_assert (g_utf8_validate (error->message, -1, NULL));

  return 0;
}
