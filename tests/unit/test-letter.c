// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/letter.h"

#include <string.h>

#define PROPOSED "v=spf1 include:_spf.lolipop.jp include:spf.sendgrid.example ~all"

static char *no_records[] = { NULL };
static char *one_record[] = { (char *) "v=spf1 mx \342\200\256~all", NULL };
static char *two_servers[] = { (char *) "ns1.host.example", (char *) "ns2.host.example", NULL };

static TodokuReport
make_report (TodokuVerdict verdict)
{
  return (TodokuReport){
    .domain = (char *) "shop.example",
    .verdict = verdict,
    .current = no_records,
    .proposed = (char *) PROPOSED,
    .name_servers = no_records,
  };
}

static void
assert_has_line (const char *letter, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (letter, "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("no line \"%s\" in:\n%s", line, letter);
}

static void
test_value_stands_alone (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *letter = todoku_letter_new (&report);

  g_assert_true (g_str_has_prefix (letter, "Subject: SPF record of shop.example\n"));
  assert_has_line (letter, PROPOSED);
  assert_has_line (letter, "Could you please add this TXT record to our DNS?");
  g_assert_null (strstr (letter, "[Published now]"));
  g_assert_null (strstr (letter, "Name servers"));
}

static void
test_nothing_proposed (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);

  report.proposed = NULL;
  g_assert_null (todoku_letter_new (&report));
}

static void
test_old_record_is_shown_safely (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_EDIT);
  g_autofree char *letter = NULL;

  report.current = one_record;
  letter = todoku_letter_new (&report);
  assert_has_line (letter, "[Published now]");
  assert_has_line (letter, "v=spf1 mx \357\277\275~all");
}

static void
test_host_field (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *unknown = todoku_letter_new (&report);
  g_autofree char *blank = NULL;
  g_autofree char *label = NULL;

  report.host_field = (char *) "";
  blank = todoku_letter_new (&report);
  report.host_field = (char *) "mail";
  label = todoku_letter_new (&report);

  assert_has_line (unknown, "Host name: (the domain itself: blank or @, as your panel wants it)");
  assert_has_line (blank, "Host name: (leave blank)");
  assert_has_line (label, "Host name: mail");
}

static char *two_strings[] = { (char *) "v=spf1 one ", (char *) "two ~all", NULL };

static void
test_long_value (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *usual = todoku_letter_new (&report);
  g_autofree char *torn = NULL;

  report.strings = two_strings;
  torn = todoku_letter_new (&report);
  g_assert_null (strstr (usual, "more than 255 characters"));
  g_assert_nonnull (strstr (torn, "more than 255 characters"));
  assert_has_line (torn, PROPOSED);
}

static void
test_each_verdict_asks_for_its_own (void)
{
  TodokuReport merge = make_report (TODOKU_VERDICT_MERGE);
  TodokuReport edit = make_report (TODOKU_VERDICT_EDIT);
  TodokuReport turn_on = make_report (TODOKU_VERDICT_SWITCH);
  g_autofree char *merge_letter = todoku_letter_new (&merge);
  g_autofree char *edit_letter = todoku_letter_new (&edit);
  g_autofree char *turn_on_letter = todoku_letter_new (&turn_on);

  g_assert_nonnull (strstr (merge_letter, "delete the other SPF records"));
  g_assert_null (strstr (edit_letter, "delete"));
  g_assert_nonnull (strstr (edit_letter, "change the SPF record"));
  g_assert_nonnull (strstr (turn_on_letter, "turn on SPF"));
}

static void
test_name_servers (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  TodokuDnsProvider provider = { .name = { .ja = (char *) "ホストDNS",
                                           .en = (char *) "Host DNS" } };
  g_autofree char *letter = NULL;

  report.name_servers = two_servers;
  report.dns_provider = &provider;
  letter = todoku_letter_new (&report);
  assert_has_line (letter, "Name servers: ns1.host.example, ns2.host.example");
  g_assert_nonnull (strstr (letter, "DNS company: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter/value-stands-alone", test_value_stands_alone);
  g_test_add_func ("/letter/nothing-proposed", test_nothing_proposed);
  g_test_add_func ("/letter/old-record-is-shown-safely", test_old_record_is_shown_safely);
  g_test_add_func ("/letter/host-field", test_host_field);
  g_test_add_func ("/letter/long-value", test_long_value);
  g_test_add_func ("/letter/each-verdict-asks-for-its-own", test_each_verdict_asks_for_its_own);
  g_test_add_func ("/letter/name-servers", test_name_servers);
  return g_test_run ();
}
