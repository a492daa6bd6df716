// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

// What to do in the panel of the company that serves the zone, in words. The page, the sheet to
// print and the letter all say the same. Texts are in the language spoken at the time of the call.

/**
 * TodokuPanelField:
 * @label: the field, under the panel's own name where that is known
 * @value: (nullable): what goes into it, to the letter; %NULL where only @remark says what to do
 * @remark: (nullable): what to do with it, in words
 *
 * A field of the panel.
 */
typedef struct
{
  char *label;
  char *value;
  char *remark;
} TodokuPanelField;

/**
 * TodokuPanelNote:
 * @text: what to know
 * @source: (nullable): where it is from, unless that is where the steps are from; lives as long as
 *   the report
 *
 * Something that goes wrong there.
 */
typedef struct
{
  char *text;
  const TodokuCatalogSource *source;
} TodokuPanelNote;

/** Returns: whether @report leads to a panel at all. */
gboolean todoku_panel_is_needed (const TodokuReport *report);

/** Returns: (transfer full): where to go, in one short line. */
char *todoku_panel_describe_target (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): how that is known, and that the mail may be elsewhere. */
char *todoku_panel_describe_place (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_panel_list_ways_to_company:
 * @report: what was found
 *
 * Returns: (transfer full) (array zero-terminated=1): how to find out who serves the zone; empty
 *   where that is known
 */
char **todoku_panel_list_ways_to_company (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_panel_list_steps_by_hand:
 * @report: what was found
 *
 * Returns: (transfer full) (array zero-terminated=1): where the steps of @report lead to a switch,
 *   those to the record itself, for whoever cannot find it; else, and where the company publishes
 *   SPF without a switch, empty
 */
char **todoku_panel_list_steps_by_hand (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): what to do with the fields: add, change or delete. */
const char *todoku_panel_get_change (const TodokuReport *report);

/** Returns: (transfer full) (element-type TodokuPanelField): the fields, in their order. */
GPtrArray *todoku_panel_list_fields (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type TodokuPanelNote): what goes wrong there. */
GPtrArray *todoku_panel_list_notes (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (array zero-terminated=1): what stays, and how long it takes. */
char **todoku_panel_list_assurances (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_panel_get_source:
 * @report: what was found
 * @name: (out) (transfer none): the company it is about
 * @url: (out) (transfer none) (nullable): its help or panel
 *
 * Returns: (transfer none) (nullable): where the steps of @report are from; %NULL for the general
 *   ones
 */
const TodokuCatalogSource *todoku_panel_get_source (const TodokuReport *report,
                                                    const char **name,
                                                    const char **url);

G_END_DECLS
