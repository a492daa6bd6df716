// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/sheet/sheet-save.h"

#include "ui/sheet/save-file.h"
#include "ui/sheet/sheet-pdf.h"

#include <glib/gi18n-lib.h>

void
todoku_sheet_save (AdwToastOverlay *overlay, GPtrArray *sheet, const char *domain)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("todoku-%s.pdf", domain);
  TodokuSaveWords words = { _ ("Save the Sheet"), name, _ ("The sheet was not saved") };
  GBytes *file = todoku_sheet_pdf_new (sheet, &error);

  if (file != NULL)
    todoku_save_file (overlay, file, &words);
  else
    todoku_save_file_complain (overlay, words.failure, error);
}
