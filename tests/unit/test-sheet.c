// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/instructions.h"
#include "checkup/print.h"
#include "ui/print-layout.h"
#include "ui/save-file.h"

#include <string.h>

#define OLD "v=spf1 mx \342\200\256~all"
#define NEW "v=spf1 include:_spf.host.example ~all"

static char *old_records[] = { (char *) OLD, NULL };
static char *no_records[] = { NULL };
#define STEP(words)                                                                                \
  {                                                                                                \
    .text = {.ja = (char *) (words), .en = (char *) (words) }                                      \
  }

static TodokuCatalogStep texts[] = { STEP ("Open the panel."), STEP ("Paste " NEW) };
static gpointer text_pointers[] = { &texts[0], &texts[1] };
static GPtrArray steps = { .pdata = text_pointers, .len = 2 };
static TodokuDnsProvider provider = { .editable = TRUE, .steps = &steps };

static TodokuCollected collected;

static TodokuReport
make_report (void)
{
  collected = (TodokuCollected){ .name_servers = no_records, .dns_provider = &provider };

  return (TodokuReport){
    .collected = &collected,
    .domain = (char *) "shop.example",
    .verdict = TODOKU_VERDICT_EDIT,
    .headline = (char *) "Your SPF record has to be changed",
    .explanation = (char *) "It names another host.",
    .current = old_records,
    .proposed = (char *) NEW,
  };
}

static GPtrArray *
make_sheet (const TodokuReport *report)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 12, 0, 0);
  g_autoptr (TodokuInstructions) instructions = todoku_instructions_new (report);
  TodokuReport complete = *report;

  complete.instructions = instructions;

  return todoku_instructions_list_blocks (&complete, TODOKU_STANDARD_SPF, date);
}

/* The place of a block, or -1. */
static int
find (GPtrArray *sheet, TodokuPrintKind kind, const char *label, const char *text)
{
  for (guint i = 0; i < sheet->len; i++)
    {
      const TodokuPrintBlock *block = g_ptr_array_index (sheet, i);

      if (block->kind == kind && g_strcmp0 (block->label, label) == 0
          && g_str_equal (block->text, text))
        return (int) i;
    }

  return -1;
}

static void
test_content (void)
{
  TodokuReport report = make_report ();
  g_autoptr (GPtrArray) sheet = make_sheet (&report);

  g_assert_cmpint (find (sheet, TODOKU_PRINT_TITLE, NULL, "SPF record of shop.example"), ==, 0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_SMALL, NULL, "Checked with Todoku on 2026-11-24"), >,
                   0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_HEADING, NULL, "Your SPF record has to be changed"), >,
                   0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_VALUE, NULL, NEW), >, 0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_ITEM, "1.", "Open the panel."), >, 0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_ITEM, "2.", "Paste " NEW), ==,
                   find (sheet, TODOKU_PRINT_ITEM, "1.", "Open the panel.") + 1);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_VALUE, "Type", "TXT"), >, 0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_FIELD, "TTL", "Leave it as it is"), >, 0);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_VALUE, "Value", NEW), >, 0);
}

/* On paper too a record looks like what it is. */
static void
test_old_record_is_shown_safely (void)
{
  TodokuReport report = make_report ();
  g_autoptr (GPtrArray) sheet = make_sheet (&report);

  g_assert_cmpint (find (sheet, TODOKU_PRINT_VALUE, NULL, "v=spf1 mx \357\277\275~all"), >, 0);
}

static void
test_no_record (void)
{
  TodokuReport report = make_report ();
  g_autoptr (GPtrArray) sheet = NULL;

  report.verdict = TODOKU_VERDICT_ADD;
  report.current = no_records;
  sheet = make_sheet (&report);
  g_assert_cmpint (find (sheet, TODOKU_PRINT_TEXT, NULL, "There is no such record."), >, 0);
}

static void
test_pieces (void)
{
  TodokuReport report = make_report ();
  g_autofree char *filler = g_strnfill (300, 'x');
  g_autofree char *long_value = g_strconcat ("v=spf1 include:", filler, NULL);
  g_auto (GStrv) pieces = todoku_txt_split_value (long_value);
  g_autoptr (GPtrArray) whole = make_sheet (&report);
  g_autoptr (GPtrArray) torn = NULL;

  report.proposed = long_value;
  torn = make_sheet (&report);
  g_assert_cmpint (find (whole, TODOKU_PRINT_VALUE, "1.", NEW), ==, -1);
  g_assert_cmpint (find (torn, TODOKU_PRINT_VALUE, "2.", pieces[1]), ==,
                   find (torn, TODOKU_PRINT_VALUE, "1.", pieces[0]) + 1);
}

static void
test_nothing_to_paste (void)
{
  TodokuReport report = make_report ();

  report.proposed = NULL;
  g_assert_null (make_sheet (&report));
}

static PangoContext *
context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  pango_cairo_context_set_resolution (context, 72);

  return context;
}

static guint
count_pages (GPtrArray *sheet, double height)
{
  PangoContext *context = context_new ();
  g_autoptr (TodokuPrintLayout) layout = todoku_print_layout_new (sheet, context, 480, height);

  g_object_unref (context);

  return todoku_print_layout_get_n_pages (layout);
}

/* However little room there is, every line is on some page, and it comes to an end. */
static void
test_pages (void)
{
  TodokuReport report = make_report ();
  g_autofree char *filler = g_strnfill (4000, 'x');
  g_autofree char *long_value = g_strconcat ("v=spf1 include:", filler, NULL);
  g_autoptr (GPtrArray) usual = make_sheet (&report);
  g_autoptr (GPtrArray) long_sheet = NULL;

  report.proposed = long_value;
  long_sheet = make_sheet (&report);
  g_assert_cmpuint (count_pages (usual, 2000), ==, 1);
  g_assert_cmpuint (count_pages (usual, 300), >, 1);
  g_assert_cmpuint (count_pages (usual, 300), <, 20);
  g_assert_cmpuint (count_pages (long_sheet, 300), >, count_pages (usual, 300));
  g_assert_cmpuint (count_pages (usual, 1), >, 1);
}

static void
test_pdf (void)
{
  TodokuReport report = make_report ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheet = make_sheet (&report);
  g_autoptr (GBytes) file = todoku_print_to_pdf (sheet, &error);
  gsize length = 0;
  const char *octets = NULL;

  g_assert_no_error (error);
  octets = g_bytes_get_data (file, &length);
  g_assert_cmpuint (length, >, 1000);
  g_assert_cmpint (memcmp (octets, "%PDF-", 5), ==, 0);
  g_assert_nonnull (g_strstr_len (octets + length - 16, 16, "%%EOF"));
}

static void
test_save_failure (void)
{
  const struct
  {
    int code;
    const char *words;
  } cases[] = {
    { G_IO_ERROR_NO_SPACE, "no room left" },
    { G_IO_ERROR_PERMISSION_DENIED, "Nothing can be saved" },
    { G_IO_ERROR_READ_ONLY, "Nothing can be saved" },
    { G_IO_ERROR_NOT_FOUND, "does not exist" },
    { G_IO_ERROR_IS_DIRECTORY, "has that name" },
    { G_IO_ERROR_FILENAME_TOO_LONG, "shorter one" },
    { G_IO_ERROR_BUSY, "(the system's words)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
        g_error_new_literal (G_IO_ERROR, cases[i].code, "the system's words");
      g_autofree char *text = todoku_save_failure_describe (error);

      g_assert_nonnull (strstr (text, cases[i].words));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/content", test_content);
  g_test_add_func ("/sheet/old-record-is-shown-safely", test_old_record_is_shown_safely);
  g_test_add_func ("/sheet/no-record", test_no_record);
  g_test_add_func ("/sheet/pieces", test_pieces);
  g_test_add_func ("/sheet/nothing-to-paste", test_nothing_to_paste);
  g_test_add_func ("/sheet/pages", test_pages);
  g_test_add_func ("/sheet/pdf", test_pdf);
  g_test_add_func ("/sheet/save-failure", test_save_failure);
  return g_test_run ();
}
