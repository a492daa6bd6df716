// SPDX-License-Identifier: GPL-3.0-or-later

// Whatever stands in the zone, or was pasted, what a person is told to publish is printable ASCII:
// nothing that turns around, hides, rings or breaks a line.

#include "checkup/checkup.h"
#include "checkup/edit-private.h"
#include "checkup/instructions.h"
#include "dmarc/propose.h"
#include "dns/zone.h"
#include "shipped.h"
#include "spf/extract.h"
#include "spf/repair.h"
#include "zone-rule.h"

#include <string.h>

// What people and attackers put where it does not belong.
static const char *const oddities[] = {
  "\u202e",     "\u2066", "\u200b",   "\u200d",   "\ufeff", "\u00a0", "\u3000", "\u00ad", "\u0301",
  "\ufe0f",     "\u2028", "\xc2\x85", "\xc2\x9b", "ａ",     "．",     "〜",     "”",      "é",
  "\U0001f4e7", "日本",   "\033[2J",  "\r\n",     "<b>",    "\t",     "\177",   "\\010",  "\\",
};

static void
assert_printable (const char *text, const char *of)
{
  for (const char *at = text; text != NULL && *at != '\0'; at++)
    if (!g_ascii_isprint (*at))
      {
        g_autofree char *shown = g_strescape (of, NULL);

        g_error ("of \"%s\" comes \"%s\"", shown, text);
      }
}

// @record with @odd put in at every @step-th place.
static void
foreach_place (const char *record, const char *odd, guint step, void (*check) (const char *text))
{
  for (gsize place = 0; place <= strlen (record); place += step)
    {
      g_autofree char *begin = g_strndup (record, place);
      g_autofree char *text = g_strconcat (begin, odd, record + place, NULL);

      check (text);
    }
}

static void
foreach_oddity (const char *record, void (*check) (const char *text))
{
  for (guint octet = 1; octet < 256; octet++)
    {
      const char odd[] = { (char) octet, '\0' };

      foreach_place (record, odd, 5, check);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (oddities); i++)
    foreach_place (record, oddities[i], 1, check);
}

static void
check_spf (const char *text)
{
  g_autoptr (GPtrArray) published = g_ptr_array_new ();
  g_autoptr (GPtrArray) wanted =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free);
  const TodokuEditInput input = {
    .domain = "shop.example",
    .published = published,
    .wanted = wanted,
  };
  g_autoptr (TodokuEdit) edit = NULL;

  // What is no record, nor meant as one, is nobody's business.
  if (!todoku_spf_text_resembles_record (text, strlen (text)))
    return;
  g_ptr_array_add (published, (gpointer) text);
  g_ptr_array_add (wanted, todoku_wanted_new ("v=spf1 include:_spf.lolipop.jp ~all", NULL));
  edit = todoku_edit_compose (&input);
  assert_printable (edit->proposed, text);
}

static void
check_pasted (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *value = todoku_spf_extract_value (valid, NULL);

  assert_printable (value, valid);
}

static void
check_dmarc (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char *const published[] = { valid, NULL };
  g_autoptr (TodokuDmarcProposal) proposal =
    todoku_dmarc_propose (published, TRUE, "a@shop.example", TODOKU_DMARC_AIM_KEEP, FALSE);

  assert_printable (proposal->text, valid);
}

static void
test_spf (void)
{
  foreach_oddity ("v=spf1 a:h.example ip4:9.1.2.3/24 ?x:%{i} ~all", check_spf);
}

static void
test_pasted (void)
{
  foreach_oddity ("TXT \"v=spf1 include:s.example mx ~all\"", check_pasted);
}

static void
test_dmarc (void)
{
  foreach_oddity ("v=DMARC1; p=none; rua=mailto:a@b.example; x=y", check_dmarc);
}

typedef struct
{
  TodokuCatalog *catalog;
  const TodokuCheckupOptions *options;
  TodokuReport *report;
} Run;

static gboolean
check_rule (TodokuDnsFacts *facts, gpointer user_data)
{
  Run *run = user_data;

  g_clear_pointer (&run->report, todoku_report_unref);

  return todoku_checkup_run (run->catalog, facts, "shop.example", run->options, &run->report);
}

static TodokuDnsAnswer *
answer_new (const char *octets, gsize length)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);
  TodokuDnsRecord *record = todoku_dns_record_new (TODOKU_DNS_TYPE_TXT, 300);

  todoku_dns_record_add_piece (record, octets, length);
  g_ptr_array_add (records, record);

  return todoku_dns_answer_new (TODOKU_DNS_STATUS_FOUND, NULL, records);
}

static void
assert_instructions (const TodokuReport *report, const char *of)
{
  const TodokuInstructions *instructions = report->instructions;

  for (guint i = 0; instructions != NULL && i < instructions->fields->len; i++)
    assert_printable (((const TodokuInstructionsField *) instructions->fields->pdata[i])->value,
                      of);
  for (guint i = 0; instructions != NULL && instructions->strings[i] != NULL; i++)
    assert_printable (instructions->strings[i], of);
}

// The whole way, from octets of the DNS that are no text at all to the fields of the panel.
static void
test_checkup (void)
{
  static const char record[] = "v=spf1 mx ~all";
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  g_autoptr (TodokuCheckupOptions) options = todoku_checkup_options_new ();
  g_autoptr (TodokuDnsZone) zone = todoku_dns_zone_new_from_json (
    "{\"shop.example\": {\"A\": [\"9.1.2.3\"], \"MX\": [\"0 mx01.lolipop.jp\"]},"
    " \"mx01.lolipop.jp\": {\"A\": [\"9.1.2.4\"]},"
    " \"_spf.lolipop.jp\": {\"TXT\": [\"v=spf1 ip4:9.1.3.0/24 ~all\"]}}",
    NULL);
  guint n_proposed = 0;

  for (guint octet = 0; octet < 256; octet++)
    {
      g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
      char octets[sizeof record];
      g_autoptr (TodokuDnsAnswer) answer = NULL;
      Run run = { .catalog = catalog, .options = options };

      memcpy (octets, record, sizeof record);
      octets[strlen ("v=spf1 mx")] = (char) octet;
      answer = answer_new (octets, strlen (record));
      todoku_dns_facts_learn (facts, "shop.example", TODOKU_DNS_TYPE_TXT, answer);
      zone_run_rule (zone, facts, check_rule, &run);

      g_autoptr (TodokuReport) report = run.report;

      assert_printable (report->proposed, octets);
      assert_instructions (report, octets);
      n_proposed += report->proposed != NULL;
    }
  g_test_message ("%u of 256 records come to a proposal", n_proposed);
  g_assert_cmpuint (n_proposed, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proposal/spf", test_spf);
  g_test_add_func ("/proposal/pasted", test_pasted);
  g_test_add_func ("/proposal/dmarc", test_dmarc);
  g_test_add_func ("/proposal/checkup", test_checkup);

  return g_test_run ();
}
