// SPDX-License-Identifier: GPL-3.0-or-later

// What to do in which panel.

#include "advice/checkup-private.h"

#include "catalog/template.h"
#include "config.h"

#include <glib/gi18n-lib.h>

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

// For a company the catalog does not know: what is the same everywhere.
static char **
general_steps (TodokuReport *report)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  g_strv_builder_add_many (
    steps,
    _ ("Sign in to the panel of the company where you pay for the domain, or that serves its DNS. "
       "The yearly bill for the domain names it."),
    _ ("Open the page for DNS records. It may be called “DNS settings”, “DNS records” or “zone "
       "editor”."),
    report->current[0] != NULL ? _ (
      "Look for the TXT record whose value begins with v=spf1 and choose to edit it. Do not add "
      "a second one.")
                               : _ ("Choose to add a record, of the type TXT."),
    _ ("Leave the host field empty or type @, where the record is for the domain itself. Leave the "
       "TTL as it is."),
    _ ("Paste the value that you copied, and save."), NULL);

  return g_strv_builder_end (steps);
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
    steps = general_steps (report);

  g_strfreev (report->steps);
  report->steps = steps;
}
