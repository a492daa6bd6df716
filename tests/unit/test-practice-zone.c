// SPDX-License-Identifier: GPL-3.0-or-later

// What is in data/practice-zone.json.

#include "shipped.h"

static TodokuDnsStatus
status_of (TodokuDnsZone *zone, const char *name, TodokuDnsType type)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_zone_answer (zone, name, type);

  return todoku_dns_answer_get_status (answer);
}

// Whether @name has exactly one SPF record.
static gboolean
has_spf (TodokuDnsZone *zone, const char *name)
{
  g_autoptr (TodokuDnsAnswer) answer = todoku_dns_zone_answer (zone, name, TODOKU_DNS_TYPE_TXT);
  guint n_records = 0;

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      gsize length;
      const char *text = g_bytes_get_data (record->text, &length);

      if (length > 7 && g_ascii_strncasecmp (text, "v=spf1 ", 7) == 0)
        n_records++;
    }

  return n_records == 1;
}

static void
assert_targets (TodokuDnsZone *zone, const char *id, const char *value)
{
  g_auto (GStrv) terms = g_strsplit (value, " ", -1);

  for (char **term = terms; *term != NULL; term++)
    if (g_str_has_prefix (*term, "include:") && strchr (*term, '{') == NULL)
      {
        g_test_message ("%s: %s", id, *term);
        g_assert_true (has_spf (zone, *term + strlen ("include:")));
      }
}

// What the catalog proposes works in practice mode.
static void
test_catalog (void)
{
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  GPtrArray *hosts = catalog->hosts;
  GPtrArray *senders = catalog->senders;

  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      if (host->spf != NULL)
        assert_targets (zone, host->id, host->spf);
    }
  for (guint i = 0; i < senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (senders, i);

      assert_targets (zone, sender->id, sender->term);
    }
}

static void
test_domains (void)
{
  static const struct
  {
    const char *name;
    TodokuDnsStatus status;
    gboolean has_spf;
  } cases[] = {
    { "shop.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "fine.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "add.example", TODOKU_DNS_STATUS_FOUND, FALSE },
    { "edit.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "merge.example", TODOKU_DNS_STATUS_FOUND, FALSE },
    { "switch.example", TODOKU_DNS_STATUS_NO_DATA, FALSE },
    { "not-spf.example", TODOKU_DNS_STATUS_FOUND, TRUE },
    { "unknown.example", TODOKU_DNS_STATUS_SERVER_FAILURE, FALSE },
    { "refused.example", TODOKU_DNS_STATUS_REFUSED, FALSE },
    { "silent.example", TODOKU_DNS_STATUS_TIMED_OUT, FALSE },
    { "garbled.example", TODOKU_DNS_STATUS_MALFORMED, FALSE },
    { "half.example", TODOKU_DNS_STATUS_SERVER_FAILURE, FALSE },
    { "missing.example", TODOKU_DNS_STATUS_NX_DOMAIN, FALSE },
    { "long.example", TODOKU_DNS_STATUS_FOUND, TRUE },
  };
  g_autoptr (TodokuDnsZone) zone = shipped_zone_load ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (status_of (zone, cases[i].name, TODOKU_DNS_TYPE_TXT), ==, cases[i].status);
      g_assert_cmpint (has_spf (zone, cases[i].name), ==, cases[i].has_spf);
    }

  g_assert_cmpint (status_of (zone, "half.example", TODOKU_DNS_TYPE_MX), ==,
                   TODOKU_DNS_STATUS_FOUND);
  g_assert_cmpint (status_of (zone, "10.2.0.192.in-addr.arpa", TODOKU_DNS_TYPE_PTR), ==,
                   TODOKU_DNS_STATUS_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/practice-zone/catalog", test_catalog);
  g_test_add_func ("/practice-zone/domains", test_domains);

  return g_test_run ();
}
