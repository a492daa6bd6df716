// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/print.h"

#include "checkup/instructions.h"

#include <string.h>

#define PROPOSED "v=spf1 include:_spf.lolipop.jp include:spf.sendgrid.example ~all"

static char *no_records[] = { NULL };
static char *one_record[] = { (char *) "v=spf1 mx \342\200\256~all", NULL };
static char *two_servers[] = { (char *) "ns1.host.example", (char *) "ns2.host.example", NULL };

static char *one_string[] = { (char *) PROPOSED, NULL };
static char *two_strings[] = { (char *) "v=spf1 one ", (char *) "two ~all", NULL };
static TodokuInstructions whole = { .strings = one_string };
static TodokuInstructions torn = { .strings = two_strings };
static TodokuMailHost host;
static TodokuCollected collected;

static TodokuReport
make_report (TodokuVerdict verdict)
{
  collected = (TodokuCollected){ .name_servers = no_records, .mail.host = &host };

  return (TodokuReport){
    .collected = &collected,
    .domain = (char *) "shop.example",
    .verdict = verdict,
    .current = no_records,
    .proposed = (char *) PROPOSED,
    .instructions = &whole,
  };
}

static void
assert_has_line (const char *message, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (message, "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("no line \"%s\" in:\n%s", line, message);
}

static void
test_value_stands_alone (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *message = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);

  g_assert_true (g_str_has_prefix (message, "Subject: SPF record of shop.example\n"));
  assert_has_line (message, PROPOSED);
  assert_has_line (message, "Could you please add this TXT record to our DNS?");
  g_assert_null (strstr (message, "[Current value]"));
  g_assert_null (strstr (message, "Name servers"));
}

static void
test_question (void)
{
  g_autofree char *letter = todoku_print_write_question ("shop.example");

  g_assert_true (g_str_has_prefix (letter, "Subject: Mail server and SPF of shop.example\n"));
  assert_has_line (letter, "1. Which company, and which of its services, sends our email?");
  assert_has_line (letter, "2. Which SPF value does it give (the text that starts with v=spf1)?");
  g_assert_nonnull (strstr (letter, "3. Does anything else send email"));
  assert_has_line (letter, "4. In which company’s control panel do we change our DNS?");
  assert_has_line (letter, "Thank you very much.");
}

static void
test_nothing_proposed (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);

  report.instructions = NULL;
  g_assert_null (todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF));
}

static void
test_old_record_is_shown_safely (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_EDIT);
  g_autofree char *message = NULL;

  report.current = one_record;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  assert_has_line (message, "[Current value]");
  assert_has_line (message, "v=spf1 mx \357\277\275~all");
}

static void
test_host_field (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *unknown = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  g_autofree char *blank = NULL;
  g_autofree char *label = NULL;

  collected.host_field = (char *) "";
  blank = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  collected.host_field = (char *) "mail";
  label = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);

  assert_has_line (unknown,
                   "Host name: (the domain itself: blank or @, as your control panel wants it)");
  assert_has_line (blank, "Host name: (leave blank)");
  assert_has_line (label, "Host name: mail");
}

static void
test_long_value (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  g_autofree char *usual = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  g_autofree char *in_pieces = NULL;

  report.instructions = &torn;
  in_pieces = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  g_assert_null (strstr (usual, "more than 255 characters"));
  g_assert_nonnull (strstr (in_pieces, "more than 255 characters"));
  assert_has_line (in_pieces, PROPOSED);
}

static void
test_each_verdict_asks_for_its_own (void)
{
  TodokuReport merge = make_report (TODOKU_VERDICT_MERGE);
  TodokuReport edit = make_report (TODOKU_VERDICT_EDIT);
  TodokuReport turn_on = make_report (TODOKU_VERDICT_SWITCH);
  g_autofree char *merge_message = todoku_instructions_write_message (&merge, TODOKU_STANDARD_SPF);
  g_autofree char *edit_message = todoku_instructions_write_message (&edit, TODOKU_STANDARD_SPF);
  g_autofree char *turn_on_message =
    todoku_instructions_write_message (&turn_on, TODOKU_STANDARD_SPF);

  g_assert_nonnull (strstr (merge_message, "delete the other SPF records"));
  g_assert_null (strstr (edit_message, "delete"));
  g_assert_nonnull (strstr (edit_message, "change the SPF record"));
  g_assert_nonnull (strstr (turn_on_message, "turn on SPF"));
}

static void
test_name_servers (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  TodokuDnsProvider provider = { .name = { .ja = (char *) "ホストDNS",
                                           .en = (char *) "Host DNS" } };
  g_autofree char *message = NULL;

  collected.name_servers = two_servers;
  collected.dns_provider = &provider;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  assert_has_line (message, "Name servers: ns1.host.example, ns2.host.example");
  g_assert_nonnull (strstr (message, "DNS provider: "));
}

// A zone with one, of a company that is not known.
static void
test_one_name_server (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  char *servers[] = { (char *) "ns.shop.example", NULL };
  g_autofree char *message = NULL;

  collected.name_servers = servers;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  assert_has_line (message, "Name servers: ns.shop.example");
  g_assert_null (strstr (message, "DNS provider"));
}

static void
test_dmarc_message (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);
  char *published[] = { (char *) "v=DMARC1; p=nnoe", NULL };
  char *two[] = { (char *) "v=DMARC1; p=none", (char *) "v=DMARC1; p=reject", NULL };
  TodokuDmarcProposal proposal = { .text = (char *) "v=DMARC1; p=none" };
  TodokuDmarcEvaluation dmarc = { .verdict = TODOKU_DMARC_VERDICT_EDIT,
                                  .current = published,
                                  .name = (char *) "_dmarc.mail.shop.example",
                                  .proposal = &proposal };
  g_autofree char *message = NULL;
  g_autofree char *message_of_two = NULL;

  collected.domain = (char *) "mail.shop.example";
  collected.zone = (char *) "shop.example";
  report.dmarc = &dmarc;
  report.domain = collected.domain;
  report.dmarc_instructions = &whole;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_DMARC);

  g_assert_true (g_str_has_prefix (message, "Subject: DMARC record of mail.shop.example\n"));
  assert_has_line (message,
                   "Could you please change the DMARC record in our DNS (TXT) to this one?");
  assert_has_line (message, "Host name: _dmarc.mail");
  assert_has_line (message, "v=DMARC1; p=none");
  assert_has_line (message, "v=DMARC1; p=nnoe");
  g_assert_null (strstr (message, "SPF"));
  g_assert_null (strstr (message, "delete the other"));
  dmarc.current = two;
  message_of_two = todoku_instructions_write_message (&report, TODOKU_STANDARD_DMARC);
  g_assert_nonnull (strstr (message_of_two, "delete the other DMARC records"));
}

// The sheet of a key that its company makes: fields, and no value in them.
static void
test_dkim_sheet (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);
  TodokuInstructionsField field = { .label = (char *) "Host name",
                                    .value = (char *) "default._domainkey" };
  gpointer pointers[] = { &field };
  GPtrArray fields = { .pdata = pointers, .len = 1 };
  GPtrArray none = { .pdata = NULL, .len = 0 };
  g_auto (GStrv) strings = g_new0 (char *, 1);
  TodokuInstructions instructions = { .target = (char *) "Turn on DKIM",
                                      .steps = no_records,
                                      .steps_by_hand = no_records,
                                      .ways = no_records,
                                      .assurances = no_records,
                                      .strings = strings,
                                      .fields = &fields,
                                      .dangers = &none,
                                      .traps = &none };
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 12, 0, 0);
  g_autoptr (GPtrArray) paper = NULL;
  gboolean has_field = FALSE;

  report.dkim_instructions = &instructions;
  paper = todoku_instructions_list_blocks (&report, TODOKU_STANDARD_DKIM, date);
  for (guint i = 0; i < paper->len; i++)
    {
      const TodokuPrintBlock *block = g_ptr_array_index (paper, i);

      has_field |= g_strcmp0 (block->text, "default._domainkey") == 0;
      g_assert_cmpstr (block->text, !=, "New value");
    }
  g_assert_true (has_field);
}

static TodokuInstructionsTrap *
trap_new (const char *text)
{
  TodokuInstructionsTrap *trap = g_new0 (TodokuInstructionsTrap, 1);

  trap->text = g_strdup (text);

  return trap;
}

// All that is known of the way stands on the sheet, once and in the order in which it is needed.
static void
test_whole_sheet (void)
{
  static const char *const expected =
    "SPF record of shop.example\nChecked with Todoku on 2026-11-24\n"
    "There is no SPF record yet\nAn SPF record lists the servers.\n"
    "Current value\nThere is no such record.\nNew value\n" PROPOSED "\n"
    "Paste It\nAt the company.\nIt takes an hour.\n"
    "How to Find the Company\nLook at the bill.\n"
    "Read This First\nThe website may stop.\n"
    "Steps\nSign in.\n"
    "Common Mistakes\nThe field is narrow.\n"
    "What Stays as It Is\nYour website.";
  TodokuReport report = make_report (TODOKU_VERDICT_ADD);
  char *ways[] = { (char *) "Look at the bill.", NULL };
  char *steps[] = { (char *) "Sign in.", NULL };
  char *assurances[] = { (char *) "Your website.", NULL };
  TodokuInstructionsTrap *danger = trap_new ("The website may stop.");
  TodokuInstructionsTrap *trap = trap_new ("The field is narrow.");
  GPtrArray none = { .pdata = NULL, .len = 0 };
  GPtrArray dangers = { .pdata = (gpointer *) &danger, .len = 1 };
  GPtrArray traps = { .pdata = (gpointer *) &trap, .len = 1 };
  TodokuInstructions instructions = { .target = (char *) "Paste It",
                                      .place = (char *) "At the company.",
                                      .wait = (char *) "It takes an hour.",
                                      .ways = ways,
                                      .steps = steps,
                                      .steps_by_hand = no_records,
                                      .assurances = assurances,
                                      .strings = one_string,
                                      .fields = &none,
                                      .dangers = &dangers,
                                      .traps = &traps };
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 12, 0, 0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) paper = NULL;

  report.headline = (char *) "There is no SPF record yet";
  report.explanation = (char *) "An SPF record lists the servers.";
  report.instructions = &instructions;
  paper = todoku_instructions_list_blocks (&report, TODOKU_STANDARD_SPF, date);
  todoku_list_foreach (const TodokuPrintBlock, block, paper)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", block->text);
  g_assert_cmpstr (text->str, ==, expected);
  g_free (danger->text);
  g_free (danger);
  g_free (trap->text);
  g_free (trap);
}

// The sheet of @instructions, which are made whole, ends with @line, where there is one, and @url.
static void
assert_source (TodokuInstructions *instructions, const char *line, const char *url)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);
  GPtrArray none = { .pdata = NULL, .len = 0 };
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 12, 0, 0);
  g_autoptr (GPtrArray) paper = NULL;
  const TodokuPrintBlock *last, *before;

  instructions->target = (char *) "Turn on DKIM";
  instructions->steps = instructions->steps_by_hand = no_records;
  instructions->ways = instructions->assurances = instructions->strings = no_records;
  instructions->fields = instructions->dangers = instructions->traps = &none;
  report.dkim_instructions = instructions;
  paper = todoku_instructions_list_blocks (&report, TODOKU_STANDARD_DKIM, date);
  last = g_ptr_array_index (paper, paper->len - 1);
  before = g_ptr_array_index (paper, paper->len - 2);
  if (line != NULL)
    g_assert_cmpstr (before->text, ==, line);
  g_assert_cmpstr (last->text, ==, url);
}

// Where the facts are from stands at the end: the company's help, else the page that says so.
static void
test_source (void)
{
  static const char line[] = "Host: Checked against the company’s own pages on 2026-11-24.";
  TodokuCatalogSource source = { 'O', (char *) "https://source.example/", (char *) "2026-11-24" };
  TodokuInstructions instructions = { .source = &source, .source_name = "Host" };

  assert_source (&instructions, line, "https://source.example/");
  instructions.source_url = "https://help.example/";
  assert_source (&instructions, line, "https://help.example/");
  source.checked = NULL;
  assert_source (&instructions, NULL, "Turn on DKIM");
  instructions.source = NULL;
  assert_source (&instructions, NULL, "Turn on DKIM");
}

// The company that signs makes the value: what is asked for is to do the steps.
static void
test_dkim_message (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);
  char *steps[] = { (char *) "Sign in.", (char *) "Turn it on.", NULL };
  TodokuInstructions instructions = { .steps = steps, .strings = no_records };
  g_autofree char *message = NULL;

  report.dkim_instructions = &instructions;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_DKIM);

  g_assert_true (g_str_has_prefix (message, "Subject: DKIM record of shop.example\n"));
  assert_has_line (message, "1. Sign in.");
  assert_has_line (message, "2. Turn it on.");
  g_assert_null (strstr (message, PROPOSED));
}

// What a mail program makes of a mailto URI (RFC 6068, 2): a subject and a text.
static void
read_mailto (const char *uri, char **subject, char **body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, &error);
  g_autoptr (GHashTable) fields = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_scheme (parsed), ==, "mailto");
  g_assert_cmpstr (g_uri_get_path (parsed), ==, "");
  g_assert_null (g_uri_get_fragment (parsed));
  fields = g_uri_parse_params (g_uri_get_query (parsed), -1, "&", G_URI_PARAMS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fields), ==, 2);
  *subject = g_strdup (g_hash_table_lookup (fields, "subject"));
  *body = g_strdup (g_hash_table_lookup (fields, "body"));
}

static char *
join_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_strv_length (lines) > 1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_null (strpbrk (lines[i], "\r\n"));

  return g_strjoinv ("\n", lines);
}

// The same to the letter, whatever stands in it.
static void
test_mail (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_EDIT);
  char *records[] = { (char *) "v=spf1 a:+x&y=#%41?;\"\\ ～all", NULL };
  g_autofree char *message = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;

  report.current = records;
  message = todoku_instructions_write_message (&report, TODOKU_STANDARD_SPF);
  uri = todoku_instructions_make_mailto (&report, TODOKU_STANDARD_SPF);
  g_assert_true (g_str_is_ascii (uri));
  read_mailto (uri, &subject, &body);
  text = join_lines (body);
  assert_has_line (text, records[0]);
  assert_has_line (text, PROPOSED);
  joined = g_strconcat ("Subject: ", subject, "\n\n", text, NULL);
  g_assert_cmpstr (joined, ==, message);
}

static void
test_no_mail (void)
{
  TodokuReport report = make_report (TODOKU_VERDICT_FINE);

  report.instructions = NULL;
  g_assert_null (todoku_instructions_make_mailto (&report, TODOKU_STANDARD_SPF));
}

static void
test_test_mail (void)
{
  g_autofree char *uri = todoku_test_mail_make_mailto ("店.example");
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_str_is_ascii (uri));
  read_mailto (uri, &subject, &body);
  text = join_lines (body);
  g_assert_cmpstr (subject, ==, "Test email from 店.example");
  assert_has_line (text, "This email was sent to see whether email from 店.example arrives.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/message-value-stands-alone", test_value_stands_alone);
  g_test_add_func ("/print/message-for-dmarc", test_dmarc_message);
  g_test_add_func ("/print/sheet-for-dkim", test_dkim_sheet);
  g_test_add_func ("/print/whole-sheet", test_whole_sheet);
  g_test_add_func ("/print/source", test_source);
  g_test_add_func ("/print/message-for-dkim", test_dkim_message);
  g_test_add_func ("/print/question", test_question);
  g_test_add_func ("/print/message-nothing-proposed", test_nothing_proposed);
  g_test_add_func ("/print/message-old-record-is-shown-safely", test_old_record_is_shown_safely);
  g_test_add_func ("/print/message-host-field", test_host_field);
  g_test_add_func ("/print/message-long-value", test_long_value);
  g_test_add_func ("/print/message-each-verdict-asks-for-its-own",
                   test_each_verdict_asks_for_its_own);
  g_test_add_func ("/print/message-name-servers", test_name_servers);
  g_test_add_func ("/print/message-one-name-server", test_one_name_server);
  g_test_add_func ("/print/mail-message", test_mail);
  g_test_add_func ("/print/mail-nothing-proposed", test_no_mail);
  g_test_add_func ("/print/mail-test", test_test_mail);
  return g_test_run ();
}
