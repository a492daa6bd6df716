// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/panel.h"

#include "catalog/template.h"

#include <glib/gi18n-lib.h>

#include <string.h>

gboolean
todoku_panel_is_needed (const TodokuReport *report)
{
  return report->proposed != NULL
         && (report->verdict == TODOKU_VERDICT_ADD || report->verdict == TODOKU_VERDICT_EDIT
             || report->verdict == TODOKU_VERDICT_MERGE
             || report->verdict == TODOKU_VERDICT_SWITCH);
}

static gboolean
has_switch (const TodokuReport *report)
{
  return report->verdict == TODOKU_VERDICT_SWITCH && report->host != NULL;
}

static char *
describe_switch (const TodokuMailHost *host)
{
  const char *name = todoku_catalog_text_get (&host->name);

  if (host->switch_is_preset)
    /* Translators: %s is a company. */
    return g_strdup_printf (_ ("%s sets SPF by itself"), name);
  /* Translators: %s is a company; its panel has a switch for SPF. */
  return g_strdup_printf (_ ("Turn on SPF at %s"), name);
}

char *
todoku_panel_describe_target (const TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->dns_provider;

  if (has_switch (report))
    return describe_switch (report->host);
  if (provider == NULL)
    return g_strdup (_ ("Paste the value where your DNS is kept"));
  if (!provider->editable)
    /* Translators: %s is a company whose panel cannot write the record. */
    return g_strdup_printf (_ ("Your DNS is at %s"), todoku_catalog_text_get (&provider->name));
  /* Translators: %s is a company. */
  return g_strdup_printf (_ ("Paste the value at %s"), todoku_catalog_text_get (&provider->name));
}

char *
todoku_panel_describe_place (const TodokuReport *report)
{
  g_autofree char *servers = NULL;
  const char *zone = report->zone != NULL ? report->zone : report->domain;

  if (report->name_servers == NULL || report->name_servers[0] == NULL)
    return g_strdup (
      _ ("Paste it where you pay for the domain, or where its DNS is looked after."));

  servers = g_strjoinv (", ", report->name_servers);
  if (report->dns_provider == NULL)
    return g_strdup_printf (
      /* Translators: the first %s is a domain, the second are names of servers. */
      _ ("The DNS of %s is kept by these name servers: %s. Which company runs them is not known "
         "to Todoku; it may be another one than that of your mail."),
      zone, servers);
  return g_strdup_printf (
    /* Translators: the first %s is a domain, the second are names of servers. */
    _ ("The DNS of %s is kept there, as its name servers tell (%s). That may be another company "
       "than that of your mail."),
    zone, servers);
}

char **
todoku_panel_list_ways_to_company (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) ways = g_strv_builder_new ();

  if (report->dns_provider == NULL && !has_switch (report))
    g_strv_builder_add_many (
      ways,
      _ ("Look at the end of the name servers' names above: it often is the company's own domain. "
         "Open that domain in a browser."),
      _ ("Search your mail for the bill or the yearly renewal notice of your domain. The company "
         "that sends it either keeps your DNS or can tell you who does."),
      _ ("Ask whoever made your site: Todoku has a message ready for them."), NULL);

  return g_strv_builder_end (ways);
}

char **
todoku_panel_list_steps_by_hand (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  const TodokuDnsProvider *provider = report->dns_provider;

  if (!has_switch (report) || report->host->switch_is_preset || provider == NULL
      || !provider->editable)
    return g_strv_builder_end (steps);

  for (guint i = 0; i < provider->steps->len; i++)
    {
      g_autofree char *step =
        todoku_catalog_fill_step (g_ptr_array_index (provider->steps, i), report->domain,
                                  report->host_field, report->proposed);

      g_strv_builder_add (steps, step);
    }

  return g_strv_builder_end (steps);
}

static gboolean
sources_are_equal (const TodokuCatalogSource *a, const TodokuCatalogSource *b)
{
  return a != NULL && b != NULL && a->grade == b->grade && g_strcmp0 (a->url, b->url) == 0
         && g_strcmp0 (a->checked, b->checked) == 0;
}

static void
free_note (TodokuPanelNote *note)
{
  g_free (note->text);
  g_free (note);
}

static void
add_note (GPtrArray *notes, const char *text, const TodokuCatalogSource *source)
{
  TodokuPanelNote *note = g_new0 (TodokuPanelNote, 1);

  note->text = g_strdup (text);
  note->source = source;
  g_ptr_array_add (notes, note);
}

/* Where the value is longer than what the field takes, to press Save is in vain. */
static void
add_length_note (GPtrArray *notes, const TodokuReport *report)
{
  gint64 most = report->dns_provider->value_max;
  gsize length = report->proposed != NULL ? strlen (report->proposed) : 0;
  g_autofree char *text = NULL;

  if (most == 0 || length <= (gsize) most)
    return;
  text = g_strdup_printf (
    /* Translators: the length of the value, and the most the panel takes. */
    _ ("The new value has %u characters, and this panel takes %u at most, so it may refuse it. "
       "Ask the company to enter it for you, or go back and take out what no longer sends mail "
       "for you."),
    (guint) length, (guint) most);
  add_note (notes, text, NULL);
}

GPtrArray *
todoku_panel_list_notes (const TodokuReport *report)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_note);
  const TodokuDnsProvider *provider = report->dns_provider;
  const char *name = NULL;
  const char *url = NULL;
  const TodokuCatalogSource *source = todoku_panel_get_source (report, &name, &url);

  if (provider == NULL)
    return notes;
  add_length_note (notes, report);
  if (provider->quotes == 1)
    add_note (notes, _ ("This panel wants the value in quotes: copy it together with them."), NULL);
  for (guint i = 0; provider->traps != NULL && i < provider->traps->len; i++)
    {
      const TodokuCatalogNote *trap = g_ptr_array_index (provider->traps, i);

      add_note (notes, todoku_catalog_text_get (&trap->text),
                sources_are_equal (&trap->source, source) ? NULL : &trap->source);
    }

  return notes;
}

static char *
describe_wait (const TodokuReport *report)
{
  const char *wait = NULL;

  if (report->dns_provider != NULL)
    wait = todoku_catalog_text_get (&report->dns_provider->wait);
  if (wait == NULL)
    return g_strdup (_ ("It can take from some minutes to a day or two until it is "
                        "seen everywhere. Until then some mail may still come back."));
  /* Translators: %s is a sentence or a time of the company, as "about an hour". */
  return g_strdup_printf (_ ("Until it is seen everywhere: %s"), wait);
}

char **
todoku_panel_list_assurances (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) assurances = g_strv_builder_new ();
  g_autofree char *wait = describe_wait (report);

  g_strv_builder_add_many (
    assurances, _ ("Your site's pages are not affected by this."),
    _ ("Leave all other records as they are, also TXT records that do not begin with v=spf1."),
    wait, NULL);

  return g_strv_builder_end (assurances);
}

const TodokuCatalogSource *
todoku_panel_get_source (const TodokuReport *report, const char **name, const char **url)
{
  if (has_switch (report))
    {
      *name = todoku_catalog_text_get (&report->host->name);
      *url = report->host->switch_source.url;
      return &report->host->switch_source;
    }
  if (report->dns_provider == NULL)
    return NULL;

  *name = todoku_catalog_text_get (&report->dns_provider->name);
  *url = report->dns_provider->url;
  return &report->dns_provider->source;
}
