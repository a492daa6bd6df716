// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/outcome.h"

TodokuExit
todoku_outcome_get_exit (TodokuReport *report)
{
  switch (report->verdict)
    {
    case TODOKU_VERDICT_FINE:
      return TODOKU_EXIT_NOTHING_TO_DO;
    case TODOKU_VERDICT_UNKNOWN:
      return TODOKU_EXIT_DNS;
    case TODOKU_VERDICT_NO_DOMAIN:
      return TODOKU_EXIT_USAGE;
    case TODOKU_VERDICT_ADD:
    case TODOKU_VERDICT_EDIT:
    case TODOKU_VERDICT_MERGE:
    case TODOKU_VERDICT_SWITCH:
    case TODOKU_VERDICT_NOT_SPF:
    case TODOKU_VERDICT_CHOOSE:
    default:
      return TODOKU_EXIT_SOMETHING_TO_DO;
    }
}

const TodokuFinding *
todoku_outcome_find_bad_value (TodokuReport *report)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_equal (finding->id, "value-unclear"))
        return finding;
    }

  return NULL;
}
