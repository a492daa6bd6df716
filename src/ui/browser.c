// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/browser.h"

#include "checkup/print.h"
#include "checkup/wording.h"

#include <stdio.h>

// GTK installs the header of this backend only where it is built in.
gboolean
todoku_browser_shows (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (gtk_widget_get_display (widget)), "GdkBroadwayDisplay");
}

// Of what comes from outside nothing reaches the terminal raw.
static void
print_line (const char *label, const char *text)
{
  g_autofree char *visible = todoku_wording_make_visible (text);

  if (label != NULL)
    fprintf (stdout, "%s ", label);
  fprintf (stdout, "%s\n", visible);
}

void
todoku_browser_print_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  fputc ('\n', stdout);
  for (char **line = lines; *line != NULL; line++)
    print_line (NULL, *line);
  fflush (stdout);
}

void
todoku_browser_print_paper (GPtrArray *paper)
{
  todoku_list_foreach (const TodokuPrintBlock, block, paper)
    {
      if (block->kind == TODOKU_PRINT_TITLE || block->kind == TODOKU_PRINT_HEADING)
        fputc ('\n', stdout);
      if (block->kind == TODOKU_PRINT_VALUE && block->label != NULL)
        print_line (NULL, block->label);
      print_line (block->kind == TODOKU_PRINT_VALUE ? NULL : block->label, block->text);
    }
  fflush (stdout);
}
