// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/sheet.h"

#include "checkup/panel.h"
#include "checkup/wording.h"

#include <glib/gi18n-lib.h>

#define BULLET "•"

static void
free_block (TodokuSheetBlock *block)
{
  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

static void
add (GPtrArray *sheet, TodokuSheetKind kind, const char *label, const char *text)
{
  TodokuSheetBlock *block = NULL;

  if (text == NULL || *text == '\0')
    return;
  block = g_new0 (TodokuSheetBlock, 1);
  block->kind = kind;
  block->label = g_strdup (label);
  block->text = todoku_wording_make_visible (text);
  g_ptr_array_add (sheet, block);
}

static void
add_head (GPtrArray *sheet, const TodokuReport *report, GDateTime *date)
{
  /* Translators: the title of a sheet of paper; %s is a domain. */
  g_autofree char *title = g_strdup_printf (_ ("SPF record of %s"), report->domain);
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  /* Translators: %s is a date as 2026-11-24. */
  g_autofree char *made = g_strdup_printf (_ ("Checked with Todoku on %s"), day);

  add (sheet, TODOKU_SHEET_TITLE, NULL, title);
  add (sheet, TODOKU_SHEET_SMALL, NULL, made);
  add (sheet, TODOKU_SHEET_HEADING, NULL, report->headline);
  add (sheet, TODOKU_SHEET_TEXT, NULL, report->explanation);
}

static void
add_values (GPtrArray *sheet, const TodokuReport *report)
{
  gboolean has_record = report->current != NULL && report->current[0] != NULL;

  add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("The value now"));
  for (guint i = 0; has_record && report->current[i] != NULL; i++)
    add (sheet, TODOKU_SHEET_VALUE, NULL, report->current[i]);
  if (!has_record)
    add (sheet, TODOKU_SHEET_TEXT, NULL, _ ("There is no SPF record."));

  add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("The new value"));
  add (sheet, TODOKU_SHEET_VALUE, NULL, report->proposed);
}

static void
add_steps (GPtrArray *sheet, char **steps)
{
  for (guint i = 0; steps != NULL && steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      add (sheet, TODOKU_SHEET_ITEM, number, steps[i]);
    }
}

static void
add_items (GPtrArray *sheet, const char *heading, char **items)
{
  if (items[0] == NULL)
    return;
  add (sheet, TODOKU_SHEET_HEADING, NULL, heading);
  for (guint i = 0; items[i] != NULL; i++)
    add (sheet, TODOKU_SHEET_ITEM, BULLET, items[i]);
}

static void
add_way (GPtrArray *sheet, const TodokuReport *report)
{
  g_autofree char *target = todoku_panel_describe_target (report);
  g_autofree char *place = todoku_panel_describe_place (report);
  g_auto (GStrv) ways = todoku_panel_list_ways_to_company (report);

  add (sheet, TODOKU_SHEET_HEADING, NULL, target);
  add (sheet, TODOKU_SHEET_TEXT, NULL, place);
  add_items (sheet, _ ("How to Find the Company"), ways);
  add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("Steps"));
  add_steps (sheet, report->steps);
}

/* For whoever cannot find the switch. */
static void
add_way_by_hand (GPtrArray *sheet, const TodokuReport *report)
{
  g_auto (GStrv) by_hand = todoku_panel_list_steps_by_hand (report);

  if (by_hand[0] != NULL)
    add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("If You Cannot Find the Switch: By Hand"));
  add_steps (sheet, by_hand);
}

static void
add_pieces (GPtrArray *sheet, char **pieces)
{
  if (pieces == NULL || g_strv_length (pieces) < 2)
    return;
  add (sheet, TODOKU_SHEET_TEXT, NULL,
       _ ("Where the panel takes 255 characters at most: one record with these pieces, in this "
          "order."));
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      add (sheet, TODOKU_SHEET_VALUE, number, pieces[i]);
    }
}

static void
add_fields (GPtrArray *sheet, const TodokuReport *report)
{
  g_autoptr (GPtrArray) fields = todoku_panel_list_fields (report);

  add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("What Goes into the Fields"));
  add (sheet, TODOKU_SHEET_TEXT, NULL, todoku_panel_get_change (report));
  for (guint i = 0; i < fields->len; i++)
    {
      const TodokuPanelField *field = g_ptr_array_index (fields, i);

      if (field->value != NULL)
        add (sheet, TODOKU_SHEET_VALUE, field->label, field->value);
      else
        add (sheet, TODOKU_SHEET_FIELD, field->label, field->remark);
    }
  add_pieces (sheet, report->strings);
}

static void
add_notes (GPtrArray *sheet, const TodokuReport *report)
{
  g_autoptr (GPtrArray) notes = todoku_panel_list_notes (report);

  if (notes->len > 0)
    add (sheet, TODOKU_SHEET_HEADING, NULL, _ ("Common Mistakes"));
  for (guint i = 0; i < notes->len; i++)
    {
      const TodokuPanelNote *note = g_ptr_array_index (notes, i);
      g_autofree char *source = NULL;

      add (sheet, TODOKU_SHEET_ITEM, BULLET, note->text);
      if (note->source == NULL || !todoku_catalog_source_is_weak (note->source))
        continue;
      source = todoku_wording_source (note->source);
      add (sheet, TODOKU_SHEET_ITEM_NOTE, NULL, source);
    }
}

static void
add_source (GPtrArray *sheet, const TodokuReport *report)
{
  const char *name = NULL;
  const char *url = NULL;
  const TodokuCatalogSource *source = todoku_panel_get_source (report, &name, &url);
  g_autofree char *checked = source != NULL ? todoku_wording_source (source) : NULL;
  g_autofree char *line = NULL;

  if (checked == NULL)
    return;
  /* Translators: first the name of a company, then when its facts were checked. */
  line = g_strdup_printf (_ ("%s: %s"), name, checked);
  add (sheet, TODOKU_SHEET_SMALL, NULL, line);
  add (sheet, TODOKU_SHEET_SMALL, NULL, url != NULL ? url : source->url);
}

GPtrArray *
todoku_sheet_new (const TodokuReport *report, GDateTime *date)
{
  GPtrArray *sheet = NULL;
  g_auto (GStrv) assurances = NULL;

  if (!todoku_panel_is_needed (report))
    return NULL;

  sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) free_block);
  assurances = todoku_panel_list_assurances (report);
  add_head (sheet, report, date);
  add_values (sheet, report);
  add_way (sheet, report);
  add_notes (sheet, report);
  add_way_by_hand (sheet, report);
  add_fields (sheet, report);
  add_items (sheet, _ ("Nothing Is Lost"), assurances);
  add_source (sheet, report);

  return sheet;
}
