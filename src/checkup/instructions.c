// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/instructions-private.h"

#include "catalog/template.h"
#include "checkup/wording.h"
#include "config.h"
#include "dns/name.h"

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

      todoku_strv_take (pieces, g_strndup (value, cut));
      value += cut;
      length -= cut;
    }
  while (length > 0);

  return g_strv_builder_end (pieces);
}

// ---------------------------------------------------------------------------------------------
// What to do there

// Panels are said to show a record by how it begins.
static const char *const begins[] = {
  [TODOKU_STANDARD_SPF] = "v=spf1",
  [TODOKU_STANDARD_DKIM] = "v=DKIM1",
  [TODOKU_STANDARD_DMARC] = "v=DMARC1",
};

// Whether @record is one that the panel publishes by itself: a step of its own takes it away.
static gboolean
has_own_step (const TodokuTask *task, const char *record)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (provider != NULL)
    todoku_list_foreach (const TodokuCatalogStep, step, provider->steps)
      if (g_strcmp0 (step->published, record) == 0)
        return TRUE;

  return FALSE;
}

// Whether nothing is to be pasted: one of the records is the one that is to stay.
gboolean
todoku_task_is_published (const TodokuTask *task)
{
  return task->value != NULL && task->published != NULL
         && g_strv_contains ((const char *const *) task->published, task->value);
}

// The record that can be found to be changed, or the one that stays.
static const char *
find_to_change (const TodokuTask *task)
{
  const char *begin = begins[task->standard];

  for (char **record = task->published; todoku_task_is_published (task) && *record != NULL;
       record++)
    if (g_str_equal (*record, task->value))
      return *record;
  for (char **record = task->published; record != NULL && *record != NULL; record++)
    if (g_ascii_strncasecmp (*record, begin, strlen (begin)) == 0 && !has_own_step (task, *record))
      return *record;

  return NULL;
}

gboolean
todoku_task_has_step (const TodokuTask *task, const TodokuCatalogStep *step)
{
  if (step->published != NULL)
    return task->published != NULL && g_strcmp0 (step->published, task->value) != 0
           && g_strv_contains ((const char *const *) task->published, step->published);

  // What is written around a value that is there already is done with it.
  if (todoku_task_is_published (task)
      && (step->when != NULL || strstr (step->text.en, "{value}") != NULL))
    return FALSE;

  return step->when == NULL
         || g_str_equal (step->when, find_to_change (task) != NULL ? "change" : "add");
}

// What is to be done with a record, which is on a line of its own below @words.
static void
add_step_with_record (GStrvBuilder *steps, const char *words, const char *record)
{
  g_autofree char *visible = todoku_wording_make_visible (record);

  todoku_strv_take (steps, g_strconcat (words, "\n", visible, NULL));
}

static void
delete_misplaced (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *domain = task->above != NULL ? task->above : task->collected->domain;
  g_autofree char *right =
    g_strconcat (task->standard == TODOKU_STANDARD_DMARC ? "_dmarc." : "", domain, NULL);

  if (task->misplaced == NULL)
    return;
  if (todoku_name_is_doubled (task->misplaced, right))
    todoku_strv_take (steps, todoku_task_describe_doubled ("TXT", task->misplaced));
  else
    todoku_strv_take (
      steps,
      // Translators: how a record begins; its name.
      g_strdup_printf (_ ("Delete the record of the type TXT that starts with %s and has the name "
                          "%s. Nobody looks for it there."),
                       begins[task->standard], task->misplaced));
}

// One alone is changed: before that, the others go, and each is named.
void
todoku_task_delete_others (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *kept = find_to_change (task);

  todoku_task_delete_keys (task, steps);
  for (char **record = task->published; record != NULL && *record != NULL; record++)
    if (*record != kept && !has_own_step (task, *record))
      add_step_with_record (
        steps,
        todoku_task_get_panel (task)->has_one_set
          // Translators: the line is below this. Where all TXT records of a name are lines of one.
          ? _ ("In the TXT record of this name, take out the line with this value, and only that:")
          // Translators: the record is on a line of its own, below this.
          : _ ("Delete the TXT record with this value, and only that:"),
        *record);
  delete_misplaced (task, steps);
  if (todoku_task_is_published (task))
    add_step_with_record (steps,
                          // Translators: the record is on a line of its own, below this.
                          _ ("Leave the record with this value as it is:"), kept);
}

// The value, in the quotes that some panels want: each piece in its own.
static char *
make_value (const TodokuTask *task, char **strings)
{
  g_autofree char *inner = g_strjoinv ("\" \"", strings);

  if (task->collected->dns_provider == NULL || task->collected->dns_provider->quotes != 1)
    return g_strdup (task->value);

  return g_strdup_printf ("\"%s\"", inner);
}

static char *
make_line (const TodokuTask *task)
{
  const TodokuDnsProvider *panel = task->collected->dns_provider;
  TodokuCatalogText line = { NULL, NULL };

  if (panel == NULL || panel->line == NULL)
    return NULL;
  line.ja = line.en = panel->line;

  return todoku_catalog_fill_step (&line, task->collected->domain, task->host_field, task->value);
}

// What is pasted, as the panel wants it, on a line of its own: nothing beside it is to be taken for
// a part of it.
static char *
make_pasted (const TodokuTask *task)
{
  g_auto (GStrv) strings = task->value != NULL ? todoku_txt_split_value (task->value) : NULL;
  g_autofree char *line = strings != NULL ? make_line (task) : NULL;

  if (strings == NULL)
    return NULL;
  if (line == NULL)
    line = make_value (task, strings);

  return g_strconcat ("\n", line, NULL);
}

// The catalog's steps for the records of a zone speak of SPF; they say the same of other records.
char *
todoku_task_fill_step (const TodokuTask *task, const TodokuCatalogText *step, const char *domain)
{
  TodokuCatalogText own = { .ja = step->ja, .en = step->en };
  g_autoptr (GString) ja = g_string_new (step->ja);
  g_autoptr (GString) en = g_string_new (step->en);
  g_autofree char *pasted = make_pasted (task);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_string_replace (ja, begins[TODOKU_STANDARD_SPF], begins[task->standard], 0);
  g_string_replace (en, begins[TODOKU_STANDARD_SPF], begins[task->standard], 0);
  own.ja = ja->str;
  own.en = en->str;

  text = todoku_catalog_fill_step (&own, domain, task->host_field, pasted);
  lines = g_strsplit (text, " \n", 2);

  return g_strjoinv ("\n", lines);
}

void
todoku_task_fill_steps (const TodokuTask *task, GPtrArray *steps, GStrvBuilder *filled)
{
  const char *domain = task->above != NULL ? task->above : task->collected->domain;

  todoku_list_foreach (const TodokuCatalogText, step, steps)
    todoku_strv_take (filled, todoku_task_fill_step (task, step, domain));
}

// The zone's company, where the panel of a mail host does not do it.
static GPtrArray *
choose_zone_steps (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  return provider != NULL && provider->steps->len > 0 ? provider->steps
                                                      : task->collected->catalog->general_steps;
}

static void
clear_the_way (const TodokuTask *task, GStrvBuilder *steps)
{
  if (task->in_the_way != NULL)
    // Translators: the argument is the name of a record, as “_dmarc”.
    todoku_strv_take (
      steps,
      g_strdup_printf (
        _ ("First delete the record of the type CNAME with the name “%s”: as long as it is there, "
           "no other record can have that name."),
        task->in_the_way));
}

void
todoku_task_add_other_provider (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDnsProvider *other = task->collected->other_dns_provider;

  if (other != NULL && !other->editable)
    todoku_strv_take (
      steps,
      // Translators: both arguments are companies.
      g_strdup_printf (_ ("%1$s serves your domain, too, and the value cannot be entered there. "
                          "Enter at %2$s all that %1$s has for your website and your email as "
                          "well. Only then set the domain’s name servers to those of %2$s alone, "
                          "at the company where you pay for the domain."),
                       todoku_catalog_text_get (&other->name),
                       todoku_catalog_text_get (&task->collected->dns_provider->name)));
  else if (other != NULL)
    // Translators: the argument is a company.
    todoku_strv_take (
      steps, g_strdup_printf (_ ("Enter the same at %s as well: it serves your domain, too."),
                              todoku_catalog_text_get (&other->name)));
}

gboolean
todoku_name_is_doubled (const char *wrong, const char *right)
{
  gsize length = strlen (right);

  return g_str_has_prefix (wrong, right) && wrong[length] == '.'
         && todoku_dns_name_is_within (right, wrong + length + 1);
}

// A panel that leaves out the domain calls the wrong one by the name of the right one.
char *
todoku_task_describe_doubled (const char *type, const char *wrong)
{
  return g_strdup_printf (
    // Translators: a type of record, as TXT, then the name of a record.
    _ ("Delete the record at the wrong name, of the type %s. Its name in full is %s, with the "
       "domain in it twice; whatever the control panel leaves out, it is the one with the longer "
       "name. The one with the shorter name is right, and stays."),
    type, wrong);
}

static char **
list_steps (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  todoku_task_tell_delegation (task, steps);
  clear_the_way (task, steps);
  // What a panel does besides is only seen afterwards.
  if (todoku_task_has_panel (task))
    todoku_task_fill_steps (task, task->panel_steps, steps);
  todoku_task_keep_synthesized (task, steps);
  // Where records cannot be written by hand, the steps are about that company's own SPF.
  if (!todoku_task_has_panel (task) && task->standard != TODOKU_STANDARD_SPF
      && todoku_task_is_uneditable (task))
    todoku_strv_take (steps, todoku_task_ask_provider (task));
  else if (!todoku_task_has_panel (task))
    todoku_task_fill_zone_steps (task, choose_zone_steps (task), steps);
  todoku_task_add_other_provider (task, steps);

  return g_strv_builder_end (steps);
}

static char **
list_steps_by_hand (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (todoku_task_has_panel (task) && !task->panel_is_preset && provider != NULL
      && provider->editable)
    todoku_task_fill_zone_steps (task, provider->steps, steps);

  return g_strv_builder_end (steps);
}

char *
todoku_task_ask_provider (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (task->host_field == NULL)
    // Translators: the argument is a company.
    return g_strdup_printf (
      _ ("The control panel of %s does not accept such a record. Ask that company whether it can "
         "publish one with the name and the value that were shown."),
      todoku_catalog_text_get (&provider->name));

  /* Translators: the first argument is a company, the second the name of a record, as
     “_dmarc”. */
  return g_strdup_printf (
    _ ("The control panel of %s does not accept such a record. Ask that company whether it can "
       "publish one named “%s”, and give it the value."),
    todoku_catalog_text_get (&provider->name), task->host_field);
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

GPtrArray *
todoku_task_fields_new (void)
{
  return g_ptr_array_new_with_free_func (field_free);
}

const char *
todoku_task_get_label (const TodokuCatalogText *own, const char *usual)
{
  const char *label = own != NULL ? todoku_catalog_text_get (own) : NULL;

  return label != NULL && *label != '\0' ? label : usual;
}

void
todoku_task_add_field (GPtrArray *fields,
                       const TodokuCatalogText *own,
                       const char *usual,
                       const char *value,
                       const char *remark)
{
  TodokuInstructionsField *field = g_new0 (TodokuInstructionsField, 1);

  field->label = g_strdup (todoku_task_get_label (own, usual));
  field->value = g_strdup (value);
  field->remark = g_strdup (remark);
  g_ptr_array_add (fields, field);
}

// There is no field to fill in: the value is there to compare, or for another company.
static gboolean
has_no_fields (const TodokuTask *task)
{
  return (todoku_task_has_panel (task) && task->panel_is_preset)
         || todoku_task_is_uneditable (task);
}

// Of the field that was added last.
static void
explain_field (GPtrArray *fields, const char *meaning)
{
  TodokuInstructionsField *field = g_ptr_array_index (fields, fields->len - 1);

  field->meaning = meaning;
}

static const char *
get_host_meaning (const TodokuTask *task)
{
  if (task->host_field == NULL || *task->host_field == '\0' || g_str_equal (task->host_field, "@"))
    return _ ("The name that the record is for: here your domain itself.");

  return _ ("The name that the record is for: here the part before your domain.");
}

static GPtrArray *
list_fields (const TodokuTask *task, const char *value)
{
  const TodokuDnsProvider *panel = todoku_task_get_panel (task);
  GPtrArray *fields = todoku_task_fields_new ();
  const char *host = task->host_field;

  if (has_no_fields (task))
    {
      todoku_task_add_field (fields, NULL, _ ("Value"), task->value, NULL);
      return fields;
    }

  if (host == NULL)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), NULL,
                           _ ("Leave it blank, or enter @ if the control panel’s help says so"));
  else if (*host == '\0')
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), NULL, _ ("Leave it blank"));
  else
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), host, NULL);
  explain_field (fields, get_host_meaning (task));
  todoku_task_add_field (fields, &panel->type_label, _ ("Type"), "TXT", NULL);
  explain_field (fields, _ ("The type of the record: TXT holds text."));
  todoku_task_add_field (fields, NULL, _ ("TTL"), NULL, _ ("Leave it as it is"));
  explain_field (fields, _ ("How long others may remember it, in seconds."));
  todoku_task_add_field (fields, &panel->value_label, _ ("Value"), value, NULL);

  return fields;
}

static const char *
get_change_by_hand (const TodokuTask *task)
{
  if (find_to_change (task) == NULL)
    return _ ("Add one record with these values.");
  if (todoku_task_is_published (task))
    return _ ("One record has this value already: it stays, and the others are deleted.");
  if (task->standard != TODOKU_STANDARD_SPF)
    return _ ("Change the value of the record with this name. Do not add a second one: if there "
              "are two, neither works.");
  if (task->published[1] != NULL)
    return _ ("Change one of the records that start with v=spf1 to this value, and delete the "
              "others: if there are several, none of them works.");

  return _ ("Change the value of the record that starts with v=spf1. Do not add a second one: if "
            "there are two, neither works.");
}

static const char *
get_change (const TodokuTask *task)
{
  gboolean has_panel = todoku_task_has_panel (task);

  if (has_no_fields (task))
    return has_panel ? _ ("This is published once it is set. There is nothing to enter by hand.")
                     : _ ("This company does not let you enter such a record by hand. Keep the "
                          "value for the place that the steps lead to.");
  if (has_panel)
    return _ ("Only if the control panel has no such switch: enter these values by hand.");

  return get_change_by_hand (task);
}

// ---------------------------------------------------------------------------------------------
// All of it

void
todoku_task_set_source (const TodokuTask *task, TodokuInstructions *instructions)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (todoku_task_has_panel (task))
    {
      instructions->source = task->panel_source;
      instructions->source_name = todoku_catalog_text_get (&task->host->name);
      instructions->source_url = instructions->source->url;
      instructions->sign_in = task->host->sign_in;
    }
  else if (provider != NULL)
    {
      instructions->source = &provider->source;
      instructions->source_name = todoku_catalog_text_get (&provider->name);
      instructions->source_url = provider->url;
      instructions->sign_in = provider->sign_in;
    }
}

static TodokuInstructions *
follow (const TodokuTask *task)
{
  TodokuInstructions *self = g_new0 (TodokuInstructions, 1);

  todoku_task_set_source (task, self);
  todoku_task_set_place (task, self);
  self->steps = list_steps (task);
  self->steps_by_hand = list_steps_by_hand (task);
  self->strings = todoku_txt_split_value (task->value);
  self->change = get_change (task);
  self->value = make_value (task, self->strings);
  self->fields = list_fields (task, self->value);
  self->line = make_line (task);
  if (self->line != NULL)
    {
      g_free (self->value);
      self->value = g_strdup (self->line);
    }
  self->dangers = todoku_task_list_dangers (task, self->source);
  // The switch for a policy has none of the fields that they are about.
  self->traps = todoku_task_has_panel (task) && task->standard == TODOKU_STANDARD_DMARC
                  ? todoku_task_traps_new ()
                  : todoku_task_list_traps (task, self->source);
  self->wait = todoku_task_describe_wait (task);
  self->assurances = todoku_task_list_assurances (task);

  return self;
}

// ---------------------------------------------------------------------------------------------
// SPF and DMARC

TodokuInstructions *
todoku_instructions_new (const TodokuReport *report)
{
  const TodokuMailHost *host = report->collected->mail.host;
  TodokuTask task = {
    .collected = report->collected,
    .standard = TODOKU_STANDARD_SPF,
    .host = host,
    .host_field = report->collected->host_field,
    .value = report->proposed,
    .published = report->current,
  };

  if (report->proposed == NULL)
    return NULL;
  todoku_list_foreach (const char, place, report->collected->misplaced_at)
    if (todoku_name_is_doubled (place, report->domain))
      task.misplaced = place;
  if (report->verdict == TODOKU_VERDICT_SWITCH && host != NULL)
    {
      task.panel_steps = host->switch_steps;
      task.panel_is_preset = host->switch_is_preset;
      task.panel_source = &host->switch_source;
    }

  return follow (&task);
}

char *
todoku_task_make_host_field (const TodokuCollected *collected, const char *name)
{
  const char *zone = collected->zone != NULL ? collected->zone : collected->domain;

  if (!todoku_dns_name_is_within (name, zone) || todoku_dns_name_equal (name, zone))
    return g_strdup (name);

  return g_strndup (name, strlen (name) - strlen (zone) - 1);
}

gboolean
todoku_task_zone_is_with_host (const TodokuCollected *collected)
{
  return collected->mail.host != NULL && collected->dns_provider != NULL
         && g_strcmp0 (collected->mail.host->dns_provider, collected->dns_provider->id) == 0;
}

static TodokuInstructions *
make_for_dmarc (const TodokuCollected *collected, const TodokuDmarcEvaluation *dmarc)
{
  g_autofree char *host_field = NULL;
  TodokuTask task = {
    .collected = collected,
    .standard = TODOKU_STANDARD_DMARC,
    .host = collected->mail.host,
  };

  host_field = g_strcmp0 (dmarc->name, collected->zone) == 0
                 ? g_strdup (collected->host_field)
                 : todoku_task_make_host_field (collected, dmarc->name);
  task.host_field = host_field;
  task.in_the_way = dmarc->alias != NULL ? host_field : NULL;
  if (!todoku_dns_name_is_within (dmarc->name, collected->domain))
    task.above = dmarc->name + strlen ("_dmarc.");
  task.value = dmarc->proposal->text;
  task.misplaced = dmarc->misplaced;
  // What is read there by way of an alias is at another name.
  task.published = dmarc->alias == NULL ? dmarc->current : NULL;
  // A panel writes a record of its own making.
  if (dmarc->verdict == TODOKU_DMARC_VERDICT_ADD && todoku_task_zone_is_with_host (collected))
    todoku_task_take_panel (&task, &collected->mail.host->dmarc);

  return follow (&task);
}

TodokuInstructions *
todoku_instructions_new_for_dmarc (const TodokuCollected *collected,
                                   const TodokuDmarcEvaluation *dmarc)
{
  TodokuInstructions *self = NULL;
  TodokuCollected copy;

  if (dmarc == NULL || dmarc->proposal == NULL || dmarc->proposal->text == NULL)
    return NULL;
  if (!todoku_collected_copy_for_zone_of (collected, dmarc->name, &copy))
    return make_for_dmarc (collected, dmarc);
  self = make_for_dmarc (&copy, dmarc);
  todoku_collected_clear_zone (&copy);

  return self;
}

TodokuInstructions *
todoku_instructions_new_to_restore (const TodokuCollected *collected,
                                    const char *name,
                                    const char *record)
{
  char *published[] = { (char *) begins[todoku_standard_from_owner (name)], NULL };

  return todoku_instructions_new_to_replace (collected, name, published, record);
}

TodokuInstructions *
todoku_instructions_new_to_replace (const TodokuCollected *collected,
                                    const char *name,
                                    char **published,
                                    const char *record)
{
  g_autofree char *host_field = todoku_task_make_host_field (collected, name);
  TodokuTask task = {
    .collected = collected,
    .standard = todoku_standard_from_owner (name),
    .host = collected->mail.host,
    .host_field = host_field,
    .value = record,
    .published = published,
  };

  if (task.standard == TODOKU_STANDARD_SPF)
    task.host_field = collected->host_field;

  return follow (&task);
}

char *
todoku_step_dup_words (const char *step, const char **value)
{
  const char *end = strchr (step, '\n');

  *value = end != NULL ? end + 1 : NULL;

  return end != NULL ? g_strndup (step, (gsize) (end - step)) : g_strdup (step);
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
  g_free (self->value);
  g_free (self->line);
  g_strfreev (self->strings);
  g_ptr_array_unref (self->dangers);
  g_ptr_array_unref (self->traps);
  g_free (self->wait);
  g_strfreev (self->assurances);
  g_free (self);
}
