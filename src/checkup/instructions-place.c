// SPDX-License-Identifier: GPL-3.0-or-later

// Where a record is entered: in whose control panel, how to find out whose that is, and what to do
// there.

#include "checkup/instructions-private.h"

#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

// Where nothing can be written, the steps lead elsewhere, and back to this program.
const char *
todoku_task_get_zone (const TodokuTask *task)
{
  const TodokuCollected *collected = task->collected;

  if (collected->zone == NULL || todoku_task_is_uneditable (task))
    return collected->domain;

  return task->above == NULL || todoku_dns_name_is_within (task->above, collected->zone)
           ? collected->zone
           : task->above;
}

void
todoku_task_tell_delegation (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuCollected *collected = task->collected;
  g_autofree char *servers = g_strjoinv (", ", collected->name_servers);

  if (collected->zone != NULL && strlen (collected->zone) > strlen (collected->domain))
    todoku_strv_take (
      steps,
      g_strdup_printf (
        // Translators: the name of a record; names of servers; a domain.
        _ ("The records at %1$s and below are on other name servers: %2$s. They are entered at the "
           "company that runs those. If you do not use that company any more, delete the records "
           "of the type NS with this name where the DNS of %3$s is, and check again."),
        collected->zone, servers, collected->domain));
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

// ---------------------------------------------------------------------------------------------
// What to do there

// A domain has many keys: one is looked for by its name, and there may be others beside it.
static char *
adapt_step (const TodokuTask *task, const TodokuCatalogText *step, gboolean is_behind_record)
{
  g_autoptr (GRegex) sentence = g_regex_new ("[^.。]*v=spf1[^.。]*[.。]", 0, 0, NULL);
  const char *text = todoku_catalog_text_get (step);

  if (strstr (step->en, "v=spf1") == NULL || strstr (step->en, "{value}") != NULL)
    return g_strdup (text);
  if (is_behind_record)
    return g_regex_replace_literal (sentence, text, -1, 0, "", 0, NULL);

  return g_strdup_printf (
    // Translators: a step that looks for a record, then the name of the record.
    _ ("%s Only the one with the name %s is meant; leave all others as they are."), text,
    task->host_field);
}

void
todoku_task_fill_zone_steps (const TodokuTask *task, GPtrArray *steps, GStrvBuilder *filled)
{
  TodokuTask by_name = *task;
  gboolean is_dkim = task->standard == TODOKU_STANDARD_DKIM;
  gboolean is_at_record = FALSE;
  gboolean is_behind_record = FALSE;

  if (is_dkim && by_name.host_field == NULL)
    by_name.host_field = _ ("(the name that was shown)");
  if (is_dkim && by_name.value == NULL)
    by_name.value = _ ("(the whole value that was shown)");
  todoku_list_foreach (const TodokuCatalogStep, step, steps)
    {
      g_autofree char *text = is_dkim ? adapt_step (&by_name, &step->text, is_behind_record)
                                      : g_strdup (todoku_catalog_text_get (&step->text));
      const TodokuCatalogText adapted = { text, text };

      if (step->when != NULL && !is_at_record)
        todoku_task_delete_others (task, filled);
      is_at_record |= step->when != NULL;
      is_behind_record |= strstr (step->text.en, "{value}") != NULL;
      if (todoku_task_has_step (task, step) && *text != '\0')
        todoku_strv_take (filled,
                          todoku_task_fill_step (&by_name, &adapted, todoku_task_get_zone (task)));
    }
}
