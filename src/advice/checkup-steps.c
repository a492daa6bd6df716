// SPDX-License-Identifier: GPL-3.0-or-later

// What to do in which panel.

#include "advice/checkup-private.h"

#include "catalog/template.h"

static char **
fill_steps (TodokuReport *report, GPtrArray *steps)
{
  g_autoptr (GStrvBuilder) filled = g_strv_builder_new ();

  for (guint i = 0; i < steps->len; i++)
    {
      g_autofree char *step =
        todoku_catalog_fill_step (g_ptr_array_index (steps, i), report->domain, report->host_field,
                                  report->proposed);

      g_strv_builder_add (filled, step);
    }

  return g_strv_builder_end (filled);
}

void
todoku_checkup_list_steps (TodokuCheckup *self)
{
  TodokuReport *report = self->report;
  char **steps;

  if (report->proposed == NULL)
    return;

  if (report->verdict == TODOKU_VERDICT_SWITCH)
    steps = fill_steps (report, report->host->switch_steps);
  else if (report->dns_provider != NULL && report->dns_provider->steps->len > 0)
    steps = fill_steps (report, report->dns_provider->steps);
  else
    steps = fill_steps (report, todoku_catalog_get_general_steps (self->catalog));

  g_strfreev (report->steps);
  report->steps = steps;
}
