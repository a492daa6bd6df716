// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/print.h"

#include "check-zone.h"
#include "checkup/wording.h"
#include "shipped.h"

#include <string.h>

#define DOMAIN "shop.example"

// Two records, of which one is mistyped, a server that sends, and neither DKIM nor DMARC.
static const char zone[] =
  "{\"shop.example\": {\"NS\": [\"ns1.xserver.jp\"], \"A\": [\"192.0.2.10\"],"
  "  \"MX\": [\"10 mx.shop.example\"],"
  "  \"TXT\": [\"v=spf1 mx ~all\", \"v=spf1 inclde:old.example -all\"]},"
  " \"mx.shop.example\": {\"A\": [\"192.0.2.25\"]},"
  " \"old.example\": {\"TXT\": [\"v=spf1 ip4:192.0.2.30 ~all\"]}}";

static TodokuReport *
check (void)
{
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  choices->host = g_strdup ("lolipop");

  return check_zone (catalog, zone, DOMAIN, choices);
}

static guint
count (GPtrArray *paper, TodokuPrintKind kind)
{
  guint n = 0;

  for (guint i = 0; i < paper->len; i++)
    n += ((const TodokuPrintBlock *) paper->pdata[i])->kind == kind;

  return n;
}

// The block of @kind whose text ends in @text; their order is that of the calls.
static const TodokuPrintBlock *
take (GPtrArray *paper, guint *from, TodokuPrintKind kind, const char *text)
{
  for (; *from < paper->len; ++*from)
    {
      const TodokuPrintBlock *block = paper->pdata[*from];

      if (block->kind == kind && g_str_has_suffix (block->text, text))
        return paper->pdata[(*from)++];
    }
  g_error ("no “%s” there, or not in this order", text);
}

static guint
take_standard (GPtrArray *paper, guint *from, const TodokuReport *report, TodokuStandard standard)
{
  const TodokuStandardReport found = todoku_report_get_standard (report, standard);
  const TodokuPrintBlock *value;
  guint n = 0;

  take (paper, from, TODOKU_PRINT_HEADING, found.headline);
  take (paper, from, TODOKU_PRINT_TEXT, found.explanation);
  for (guint i = 0; found.current[i] != NULL; i++)
    {
      value = take (paper, from, TODOKU_PRINT_VALUE, found.current[i]);
      g_assert_cmpstr (value->text, ==, found.current[i]);
    }
  if (found.proposed != NULL)
    {
      value = take (paper, from, TODOKU_PRINT_VALUE, found.proposed);
      g_assert_cmpstr (value->text, ==, found.proposed);
    }
  for (; found.findings != NULL && n < found.findings->len; n++)
    {
      const TodokuFinding *finding = found.findings->pdata[n];
      const TodokuPrintBlock *item = take (paper, from, TODOKU_PRINT_ITEM, finding->message);

      g_assert_true (g_str_has_prefix (item->text, todoku_wording_severity (finding)));
    }

  return n;
}

// All that was found stands on the paper, once and in this order, and nothing else.
static void
test_whole (void)
{
  g_autoptr (TodokuReport) report = check ();
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 0, 0, 0);
  g_autoptr (GPtrArray) paper = todoku_report_list_blocks (report, date);
  guint from = 0;
  guint n_items = 0;

  g_assert_cmpuint (report->proofs->len, >, 0);
  g_assert_cmpuint (report->requirements->len, >, 0);
  take (paper, &from, TODOKU_PRINT_TITLE, DOMAIN);
  take (paper, &from, TODOKU_PRINT_SMALL, "2026-11-24");
  for (TodokuStandard standard = 0; standard < TODOKU_N_STANDARDS; standard++)
    n_items += take_standard (paper, &from, report, standard);
  g_assert_cmpuint (n_items, >, 0);
  take (paper, &from, TODOKU_PRINT_HEADING, "");
  for (guint i = 0; i < report->proofs->len; i++)
    {
      const TodokuProof *proof = report->proofs->pdata[i];
      g_autofree char *address = todoku_dns_address_to_string (&proof->address);
      g_autofree char *sentence = todoku_wording_proof_sentence (proof, report->proposed != NULL);
      const TodokuPrintBlock *item = take (paper, &from, TODOKU_PRINT_ITEM, sentence);

      g_assert_nonnull (strstr (item->text, address));
    }
  take (paper, &from, TODOKU_PRINT_HEADING, "");
  for (guint i = 0; i < report->requirements->len; i++)
    {
      const TodokuRequirement *requirement = report->requirements->pdata[i];
      const TodokuPrintBlock *item = take (paper, &from, TODOKU_PRINT_ITEM, "");

      g_assert_nonnull (strstr (item->text, requirement->message));
      // Of what only those who send much must have that is said behind it.
      g_assert_true (g_str_has_suffix (item->text, requirement->message)
                     == !requirement->is_for_bulk);
    }
  g_assert_cmpuint (from, ==, paper->len);
  g_assert_cmpuint (count (paper, TODOKU_PRINT_ITEM), ==,
                    n_items + report->proofs->len + report->requirements->len);
  g_assert_cmpuint (count (paper, TODOKU_PRINT_HEADING), ==, TODOKU_N_STANDARDS + 2);
}

// Where nobody's mail can be judged there is no head over nothing.
static void
test_without_proofs (void)
{
  g_autoptr (TodokuReport) report = check ();
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 0, 0, 0);
  g_autoptr (GPtrArray) paper = NULL;

  g_ptr_array_set_size (report->proofs, 0);
  paper = todoku_report_list_blocks (report, date);
  g_assert_cmpuint (count (paper, TODOKU_PRINT_HEADING), ==, TODOKU_N_STANDARDS + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/summary/whole", test_whole);
  g_test_add_func ("/summary/without-proofs", test_without_proofs);

  return g_test_run ();
}
