// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/instructions.h"

#include "catalog/template.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// The most octets one character-string of a TXT record holds (RFC 1035 3.3), and how far back from
// there a space is looked for when a value is cut.
#define STRING_MAX 255
#define LOOK_BACK 80

static gsize
choose_cut (const char *value, gsize length)
{
  if (length <= STRING_MAX)
    return length;

  for (gsize i = STRING_MAX; i > STRING_MAX - LOOK_BACK; i--)
    if (value[i - 1] == ' ')
      return i;

  return STRING_MAX;
}

char **
todoku_txt_split_value (const char *value)
{
  g_autoptr (GStrvBuilder) pieces = g_strv_builder_new ();
  gsize length = strlen (value);

  do
    {
      gsize cut = choose_cut (value, length);
      g_autofree char *piece = g_strndup (value, cut);

      g_strv_builder_add (pieces, piece);
      value += cut;
      length -= cut;
    }
  while (length > 0);

  return g_strv_builder_end (pieces);
}

// ---------------------------------------------------------------------------------------------
// Where to go

static gboolean
has_switch (const TodokuReport *report)
{
  return report->verdict == TODOKU_VERDICT_SWITCH && report->collected->mail.host != NULL;
}

static char *
describe_target (const TodokuReport *report)
{
  const TodokuDnsProvider *provider = report->collected->dns_provider;
  const char *name = NULL;

  if (has_switch (report))
    name = todoku_catalog_text_get (&report->collected->mail.host->name);
  else if (provider != NULL)
    name = todoku_catalog_text_get (&provider->name);

  if (name == NULL)
    return g_strdup (_ ("Paste the value where your DNS is kept"));
  if (has_switch (report) && report->collected->mail.host->switch_is_preset)
    /* Translators: %s is a company. */
    return g_strdup_printf (_ ("%s sets SPF by itself"), name);
  if (has_switch (report))
    /* Translators: %s is a company; its panel has a switch for SPF. */
    return g_strdup_printf (_ ("Turn on SPF at %s"), name);
  if (!provider->editable)
    /* Translators: %s is a company whose panel cannot write the record. */
    return g_strdup_printf (_ ("Your DNS is at %s"), name);

  /* Translators: %s is a company. */
  return g_strdup_printf (_ ("Paste the value at %s"), name);
}

static char *
describe_place (const TodokuReport *report)
{
  g_autofree char *servers = NULL;
  const char *zone = report->collected->zone != NULL ? report->collected->zone : report->domain;

  if (report->collected->name_servers[0] == NULL)
    return g_strdup (
      _ ("Paste it where you pay for the domain, or where its DNS is looked after."));

  servers = g_strjoinv (", ", report->collected->name_servers);
  if (report->collected->dns_provider == NULL)
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

static char **
list_ways (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) ways = g_strv_builder_new ();

  if (report->collected->dns_provider == NULL && !has_switch (report))
    g_strv_builder_add_many (
      ways,
      _ ("Look at the end of the name servers' names above: it often is the company's own domain. "
         "Open that domain in a browser."),
      _ ("Search your mail for the bill or the yearly renewal notice of your domain. The company "
         "that sends it either keeps your DNS or can tell you who does."),
      _ ("Ask whoever made your site: Todoku has a message ready for them."), NULL);

  return g_strv_builder_end (ways);
}

// ---------------------------------------------------------------------------------------------
// What to do there

static char **
fill_steps (const TodokuReport *report, GPtrArray *steps)
{
  g_autoptr (GStrvBuilder) filled = g_strv_builder_new ();

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      g_autofree char *step =
        todoku_catalog_fill_step (steps->pdata[i], report->domain, report->collected->host_field,
                                  report->proposed);

      g_strv_builder_add (filled, step);
    }

  return g_strv_builder_end (filled);
}

static GPtrArray *
choose_steps (const TodokuReport *report)
{
  if (has_switch (report))
    return report->collected->mail.host->switch_steps;
  if (report->collected->dns_provider != NULL && report->collected->dns_provider->steps->len > 0)
    return report->collected->dns_provider->steps;

  return report->collected->catalog->general_steps;
}

static GPtrArray *
choose_steps_by_hand (const TodokuReport *report)
{
  gboolean is_possible = has_switch (report) && !report->collected->mail.host->switch_is_preset
                         && report->collected->dns_provider != NULL
                         && report->collected->dns_provider->editable;

  return is_possible ? report->collected->dns_provider->steps : NULL;
}

static void
field_free (gpointer data)
{
  TodokuInstructionsField *field = data;

  g_free (field->label);
  g_free (field->value);
  g_free (field->remark);
  g_free (field);
}

// @own: (nullable): the panel's own name of the field; @usual: the one that most panels use.
static void
add_field (GPtrArray *fields,
           const TodokuCatalogText *own,
           const char *usual,
           const char *value,
           const char *remark)
{
  TodokuInstructionsField *field = g_new0 (TodokuInstructionsField, 1);
  const char *label = own != NULL ? todoku_catalog_text_get (own) : NULL;

  field->label = g_strdup (label != NULL && *label != '\0' ? label : usual);
  field->value = g_strdup (value);
  field->remark = g_strdup (remark);
  g_ptr_array_add (fields, field);
}

// There is no field to fill in: the value is there to compare, or for another company.
static gboolean
has_no_fields (const TodokuReport *report)
{
  return (has_switch (report) && report->collected->mail.host->switch_is_preset)
         || (report->collected->dns_provider != NULL && !report->collected->dns_provider->editable);
}

// The value, in the quotes that some panels want: each piece in its own.
static char *
make_value (const TodokuReport *report, char **strings)
{
  g_autofree char *inner = g_strjoinv ("\" \"", strings);

  if (report->collected->dns_provider == NULL || report->collected->dns_provider->quotes != 1)
    return g_strdup (report->proposed);

  return g_strdup_printf ("\"%s\"", inner);
}

static GPtrArray *
list_fields (const TodokuReport *report, char **strings)
{
  static const TodokuDnsProvider unknown;
  const TodokuDnsProvider *panel =
    report->collected->dns_provider != NULL ? report->collected->dns_provider : &unknown;
  GPtrArray *fields = g_ptr_array_new_with_free_func (field_free);
  const char *host = report->collected->host_field;
  g_autofree char *value = make_value (report, strings);

  if (has_no_fields (report))
    {
      add_field (fields, NULL, _ ("Value"), report->proposed, NULL);
      return fields;
    }

  if (host == NULL)
    add_field (fields, &panel->host_label, _ ("Host name"), NULL,
               _ ("Leave it blank, or enter @ where the panel's help says so"));
  else if (*host == '\0')
    add_field (fields, &panel->host_label, _ ("Host name"), NULL, _ ("Leave it blank"));
  else
    add_field (fields, &panel->host_label, _ ("Host name"), host, NULL);
  add_field (fields, &panel->type_label, _ ("Type"), "TXT", NULL);
  add_field (fields, NULL, _ ("TTL"), NULL, _ ("Leave it as it is"));
  add_field (fields, &panel->value_label, _ ("Value"), value, NULL);

  return fields;
}

static const char *
get_change (const TodokuReport *report)
{
  gboolean is_switch = report->verdict == TODOKU_VERDICT_SWITCH;

  if (has_no_fields (report))
    return is_switch
             ? _ ("What is published once it is set. There is nothing to enter by hand.")
             : _ ("This company's DNS takes no such record by hand. Keep the value for the place "
                  "that the steps lead to.");
  if (is_switch)
    return _ ("Only where the panel has no such switch: enter these values by hand.");
  if (report->verdict == TODOKU_VERDICT_ADD)
    return _ ("Add one record with these values.");
  if (report->verdict == TODOKU_VERDICT_MERGE)
    return _ ("Change one of the records that begin with v=spf1 to this value, and delete the "
              "others: with several, none counts.");

  return _ ("Change the value of the record that begins with v=spf1. Do not add a second one: "
            "with two, neither counts.");
}

// ---------------------------------------------------------------------------------------------
// What goes wrong there, and what stays

static void
trap_free (gpointer data)
{
  TodokuInstructionsTrap *trap = data;

  g_free (trap->text);
  g_free (trap);
}

static void
add_trap (GPtrArray *traps, const char *text, const TodokuCatalogSource *source)
{
  TodokuInstructionsTrap *trap = g_new0 (TodokuInstructionsTrap, 1);

  trap->text = g_strdup (text);
  trap->source = source;
  g_ptr_array_add (traps, trap);
}

// Where the value is longer than what the field takes, to press Save is in vain.
static void
add_trap_of_length (GPtrArray *traps, const TodokuReport *report)
{
  gint64 most = report->collected->dns_provider->value_max;
  gsize length = strlen (report->proposed);
  g_autofree char *text = NULL;

  if (most == 0 || length <= (gsize) most)
    return;
  text = g_strdup_printf (
    /* Translators: the length of the value, and the most the panel takes. */
    _ ("The new value has %u characters, and this panel takes %u at most, so it may refuse it. "
       "Ask the company to enter it for you, or go back and take out what no longer sends mail "
       "for you."),
    (guint) length, (guint) most);
  add_trap (traps, text, NULL);
}

static gboolean
sources_are_equal (const TodokuCatalogSource *a, const TodokuCatalogSource *b)
{
  return a != NULL && b != NULL && a->grade == b->grade && g_strcmp0 (a->url, b->url) == 0
         && g_strcmp0 (a->checked, b->checked) == 0;
}

static GPtrArray *
list_traps (const TodokuReport *report, const TodokuCatalogSource *source)
{
  GPtrArray *traps = g_ptr_array_new_with_free_func (trap_free);
  const TodokuDnsProvider *provider = report->collected->dns_provider;

  if (provider == NULL)
    return traps;
  add_trap_of_length (traps, report);
  if (provider->quotes == 1)
    add_trap (traps, _ ("This panel wants the value in quotes: copy it together with them."), NULL);
  for (guint i = 0; provider->traps != NULL && i < provider->traps->len; i++)
    {
      const TodokuCatalogNote *trap = g_ptr_array_index (provider->traps, i);

      add_trap (traps, todoku_catalog_text_get (&trap->text),
                sources_are_equal (&trap->source, source) ? NULL : &trap->source);
    }

  return traps;
}

static char *
describe_wait (const TodokuReport *report)
{
  const char *wait = NULL;

  if (report->collected->dns_provider != NULL)
    wait = todoku_catalog_text_get (&report->collected->dns_provider->wait);
  if (wait == NULL)
    return g_strdup (_ ("It can take from some minutes to a day or two until it is "
                        "seen everywhere. Until then some mail may still come back."));

  /* Translators: %s is a sentence or a time of the company, as "about an hour". */
  return g_strdup_printf (_ ("Until it is seen everywhere: %s"), wait);
}

static char **
list_assurances (const TodokuReport *report)
{
  g_autoptr (GStrvBuilder) assurances = g_strv_builder_new ();
  g_autofree char *wait = describe_wait (report);

  g_strv_builder_add_many (
    assurances, _ ("Your site's pages are not affected by this."),
    _ ("Leave all other records as they are, also TXT records that do not begin with v=spf1."),
    wait, NULL);

  return g_strv_builder_end (assurances);
}

static void
set_source (TodokuInstructions *self, const TodokuReport *report)
{
  if (has_switch (report))
    {
      self->source = &report->collected->mail.host->switch_source;
      self->source_name = todoku_catalog_text_get (&report->collected->mail.host->name);
      self->source_url = self->source->url;
    }
  else if (report->collected->dns_provider != NULL)
    {
      self->source = &report->collected->dns_provider->source;
      self->source_name = todoku_catalog_text_get (&report->collected->dns_provider->name);
      self->source_url = report->collected->dns_provider->url;
    }
}

TodokuInstructions *
todoku_instructions_new (const TodokuReport *report)
{
  TodokuInstructions *self;

  if (report->proposed == NULL)
    return NULL;

  self = g_new0 (TodokuInstructions, 1);
  set_source (self, report);
  self->target = describe_target (report);
  self->place = describe_place (report);
  self->ways = list_ways (report);
  self->steps = fill_steps (report, choose_steps (report));
  self->steps_by_hand = fill_steps (report, choose_steps_by_hand (report));
  self->strings = todoku_txt_split_value (report->proposed);
  self->change = get_change (report);
  self->fields = list_fields (report, self->strings);
  self->traps = list_traps (report, self->source);
  self->assurances = list_assurances (report);

  return self;
}

void
todoku_instructions_free (TodokuInstructions *self)
{
  g_free (self->target);
  g_free (self->place);
  g_strfreev (self->ways);
  g_strfreev (self->steps);
  g_strfreev (self->steps_by_hand);
  g_ptr_array_unref (self->fields);
  g_strfreev (self->strings);
  g_ptr_array_unref (self->traps);
  g_strfreev (self->assurances);
  g_free (self);
}
