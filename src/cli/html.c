// SPDX-License-Identifier: GPL-3.0-or-later

// What is printed, for a browser.

#include "cli/html.h"

#include "base/language.h"
#include "checkup/print.h"

#define STYLE                                                                                      \
  "@page{size:A4;margin:19mm}"                                                                     \
  "body{max-width:44em;margin:2em auto;padding:0 1em;font:1em/1.5 sans-serif;color:#1e1e1e}"       \
  "h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em;break-after:avoid}"                  \
  "p{margin:.4em 0}ul{margin:.4em 0;padding:0;list-style:none}"                                    \
  "li{display:flex;gap:.6em;break-inside:avoid}li b{font-weight:normal}"                           \
  "pre{margin:.3em 0;padding:.6em .8em;background:#f2f2f2;border:1px solid #ccc;"                  \
  "white-space:pre-wrap;overflow-wrap:anywhere;break-inside:avoid}"                                \
  ".label{font-weight:bold;break-after:avoid}.small,.note{font-size:.85em;color:#555}"             \
  "@media print{body{margin:0;padding:0;max-width:none}}"

static void
append_escaped (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (page, escaped);
}

static void
append_element (GString *page, const char *begin, const char *text, const char *end)
{
  g_string_append (page, begin);
  append_escaped (page, text);
  g_string_append (page, end);
}

static void
append_item (GString *page, const TodokuPrintBlock *block)
{
  append_element (page, "<li><b>", block->label != NULL ? block->label : "", "</b>");
  append_element (page, "<span>", block->text, "</span></li>\n");
}

// What stands before a text is no part of what is copied.
static void
append_block (GString *page, const TodokuPrintBlock *block)
{
  static const struct
  {
    const char *begin;
    const char *end;
  } elements[] = {
    [TODOKU_PRINT_TITLE] = { "<h1>", "</h1>\n" },
    [TODOKU_PRINT_HEADING] = { "<h2>", "</h2>\n" },
    [TODOKU_PRINT_TEXT] = { "<p>", "</p>\n" },
    [TODOKU_PRINT_FIELD] = { "<p>", "</p>\n" },
    [TODOKU_PRINT_VALUE] = { "<pre>", "</pre>\n" },
    [TODOKU_PRINT_ITEM_NOTE] = { "<p class=\"note\">", "</p>\n" },
    [TODOKU_PRINT_SMALL] = { "<p class=\"small\">", "</p>\n" },
  };

  if (block->kind == TODOKU_PRINT_ITEM)
    {
      append_item (page, block);
      return;
    }
  if (block->label != NULL)
    append_element (page, "<p class=\"label\">", block->label, "</p>\n");
  append_element (page, elements[block->kind].begin, block->text, elements[block->kind].end);
}

char *
todoku_html_write (GPtrArray *paper)
{
  const TodokuPrintBlock *title = g_ptr_array_index (paper, 0);
  GString *page = g_string_new ("<!DOCTYPE html>\n<html lang=\"");
  gboolean in_list = FALSE;

  g_string_append (page, todoku_language_get_id (todoku_language_get ()));
  g_string_append (page, "\">\n<head>\n<meta charset=\"utf-8\">\n");
  append_element (page, "<title>", title->text, "</title>\n");
  g_string_append (page, "<style>" STYLE "</style>\n</head>\n<body>\n");
  todoku_list_foreach (const TodokuPrintBlock, block, paper)
    {
      if (in_list != (block->kind == TODOKU_PRINT_ITEM))
        g_string_append (page, in_list ? "</ul>\n" : "<ul>\n");
      in_list = block->kind == TODOKU_PRINT_ITEM;
      append_block (page, block);
    }
  g_string_append (page, in_list ? "</ul>\n</body>\n</html>\n" : "</body>\n</html>\n");

  return g_string_free (page, FALSE);
}
