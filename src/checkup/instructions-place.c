// SPDX-License-Identifier: GPL-3.0-or-later

// Where a record is entered: in whose control panel, and how to find out whose that is.

#include "checkup/instructions-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

void
todoku_task_take_panel (TodokuTask *task, const TodokuCatalogPanel *panel)
{
  task->panel_steps = panel->steps;
  task->panel_is_preset = panel->is_preset;
  task->panel_source = &panel->source;
}

gboolean
todoku_task_has_panel (const TodokuTask *task)
{
  return task->panel_steps != NULL && task->panel_steps->len > 0;
}

// What a company's panel does for a standard, by itself or at the press of a button.
char *
todoku_task_describe_panel (const TodokuTask *task)
{
  const char *name = todoku_catalog_text_get (&task->host->name);
  const char *standard = todoku_standard_get_label (task->standard);

  if (task->panel_is_preset)
    // Translators: a company, then SPF, DKIM or DMARC.
    return g_strdup_printf (_ ("%1$s sets up %2$s automatically"), name, standard);

  // Translators: SPF, DKIM or DMARC, then a company; its panel has a switch for it.
  return g_strdup_printf (_ ("Turn on %1$s at %2$s"), standard, name);
}

const TodokuDnsProvider *
todoku_task_get_panel (const TodokuTask *task)
{
  static const TodokuDnsProvider unknown;

  return task->collected->dns_provider != NULL ? task->collected->dns_provider : &unknown;
}

gboolean
todoku_task_is_uneditable (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  return provider != NULL && !provider->editable;
}

static char *
describe_target (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  const char *name = provider != NULL ? todoku_catalog_text_get (&provider->name) : NULL;

  if (todoku_task_has_panel (task))
    return todoku_task_describe_panel (task);
  if (name == NULL)
    return g_strdup (_ ("Paste the value at your DNS provider"));
  if (todoku_task_is_uneditable (task))
    /* Translators: %s is a company whose panel cannot write the record. */
    return g_strdup_printf (_ ("Your DNS is at %s"), name);

  /* Translators: %s is a company. */
  return g_strdup_printf (_ ("Paste the value at %s"), name);
}

char *
todoku_collected_describe_both (const TodokuCollected *collected)
{
  if (collected->other_dns_provider == NULL)
    return NULL;

  if (!collected->other_dns_provider->editable)
    // Translators: the first argument is a domain, the other two are companies.
    return g_strdup_printf (
      _ ("The name servers of %1$s belong to two companies, %2$s and %3$s, and receivers ask "
         "either of them. The value cannot be entered at %3$s: receivers that ask there do not see "
         "it until the name servers are those of %2$s alone."),
      collected->zone, todoku_catalog_text_get (&collected->dns_provider->name),
      todoku_catalog_text_get (&collected->other_dns_provider->name));

  // Translators: the first argument is a domain, the other two are companies.
  return g_strdup_printf (
    _ ("The name servers of %s belong to two companies, %s and %s, and receivers ask either of "
       "them: as long as that is so, the value has to be at both."),
    collected->zone, todoku_catalog_text_get (&collected->dns_provider->name),
    todoku_catalog_text_get (&collected->other_dns_provider->name));
}

static char *
describe_place (const TodokuCollected *collected)
{
  const char *zone = collected->zone != NULL ? collected->zone : collected->domain;

  if (collected->name_servers[0] == NULL)
    return g_strdup (_ ("Paste it in the control panel of the company where you pay for the "
                        "domain, or of the company that manages its DNS."));

  if (collected->other_dns_provider != NULL)
    return todoku_collected_describe_both (collected);

  if (collected->dns_provider == NULL)
    {
      g_autofree char *servers = g_strjoinv (", ", collected->name_servers);

      return g_strdup_printf (
        /* Translators: the first %s is a domain, the second are names of servers. */
        _ ("The DNS of %s is on these name servers: %s. Todoku does not know which company runs "
           "them; it may not be your email provider."),
        zone, servers);
    }

  if (todoku_task_zone_is_with_host (collected))
    /* Translators: %s is a domain. */
    return g_strdup_printf (_ ("The DNS of %s is managed there, as its name servers show."), zone);

  /* Translators: %s is a domain. */
  return g_strdup_printf (_ ("The DNS of %s is managed there, as its name servers show. This may "
                             "not be your email provider."),
                          zone);
}

static char **
list_ways (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) ways = g_strv_builder_new ();

  if (task->collected->dns_provider == NULL && !todoku_task_has_panel (task))
    g_strv_builder_add_many (
      ways,
      _ ("Look at the end of the name servers’ names above: it is often the company’s own domain. "
         "Open that domain in a browser."),
      _ ("Search your email for the bill or the yearly renewal notice of your domain. The company "
         "that sends it either manages your DNS or can tell you who does."),
      _ ("Ask the person who made your website: Todoku has a message ready for them."), NULL);

  return g_strv_builder_end (ways);
}

void
todoku_task_set_place (const TodokuTask *task, TodokuInstructions *instructions)
{
  instructions->target = describe_target (task);
  instructions->place = describe_place (task->collected);
  instructions->ways = list_ways (task);
}
