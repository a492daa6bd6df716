// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/pages/received/checks.h"

#include "ui/widgets/action-row.h"
#include "ui/widgets/rows.h"

// A sign for what it came to; the sentence says the same. Nothing was found where nothing is told.
static GtkWidget *
sign_new (const char *result, gboolean passes)
{
  if (result == NULL)
    return todoku_icon_new ("dialog-question-symbolic", "dim-label");

  return passes ? todoku_icon_new ("emblem-ok-symbolic", "success")
                : todoku_icon_new ("dialog-warning-symbolic", "warning");
}

static void
add_check (TodokuRowGroup *group,
           const char *name,
           char *sentence,
           const char *result,
           gboolean passes)
{
  GtkWidget *row = todoku_action_row_new (name, sentence);

  todoku_action_row_set_prefix (TODOKU_ACTION_ROW (row), sign_new (result, passes));
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
