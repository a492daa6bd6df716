// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/received-checks.h"

#include "ui/widgets/action-row.h"
#include "ui/widgets/rows.h"

// Nothing was found where nothing is told.
static void
add_check (TodokuRowGroup *group,
           const char *name,
           char *sentence,
           const char *result,
           gboolean passes)
{
  GtkWidget *row = todoku_action_row_new (name, sentence);

  todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row),
                                todoku_sign_new (result != NULL ? passes : -1));
  todoku_row_group_add (group, row);
  g_free (sentence);
}

void
todoku_received_checks_show (TodokuRowGroup *group, const TodokuReceived *received)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (received);

  todoku_row_group_clear (group);
  add_check (group, "SPF", todoku_received_describe_spf (received), received->spf.result,
             todoku_received_check_passes (&received->spf));
  add_check (group, "DKIM", todoku_received_describe_dkim (received),
             dkim != NULL ? dkim->result : NULL,
             dkim != NULL && todoku_received_check_passes (dkim));
  add_check (group, "DMARC", todoku_received_describe_dmarc (received), received->dmarc,
             g_strcmp0 (received->dmarc, "pass") == 0);
}
