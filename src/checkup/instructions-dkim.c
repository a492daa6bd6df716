// SPDX-License-Identifier: GPL-3.0-or-later

// How mail comes to be signed: the key is made where the mail is, and published where the DNS is.

#include "checkup/instructions-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Takes @step.
static void
add_step (GStrvBuilder *steps, char *step)
{
  g_strv_builder_add (steps, step);
  g_free (step);
}

// ---------------------------------------------------------------------------------------------
// At the company that signs

// Whether whoever signs publishes the key, too, with no work of the person's.
static gboolean
is_published_by_host (const TodokuTask *task)
{
  return task->host != NULL && todoku_task_has_panel (task)
         && todoku_task_zone_is_with_host (task->collected);
}

// What a company does by itself it does in its own zone: for another one its key is to be asked
// for.
static gboolean
must_ask_for_key (const TodokuTask *task)
{
  return task->panel_is_preset && task->collected->dns_provider != NULL
         && !is_published_by_host (task);
}

static void
add_host_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *name = task->host != NULL ? todoku_catalog_text_get (&task->host->name) : NULL;

  if (must_ask_for_key (task))
    {
      // Translators: a mail host, twice, then a domain.
      add_step (
        steps, g_strdup_printf (
                 _ ("%s sets up DKIM automatically, but your DNS is at another company. Ask %s for "
                    "the name and the value of the DKIM key of %s, so that you can add it there."),
                 name, name, task->collected->domain));
      return;
    }
  if (todoku_task_has_panel (task))
    {
      todoku_task_fill_steps (task, task->panel_steps, steps);
      return;
    }
  if (name != NULL)
    // Translators: the argument is a mail host.
    add_step (steps, g_strdup_printf (_ ("Sign in at %s, and open its page about DKIM."), name));
  else
    add_step (steps,
              g_strdup (_ ("Sign in at your email provider, and open its page about DKIM.")));
  add_step (steps, g_strdup (_ ("Turn DKIM on for your domain. If it is on already, have the key "
                                "shown again.")));
}

// ---------------------------------------------------------------------------------------------
// At the company that serves the zone

static const TodokuCatalogDkim *
get_dkim (const TodokuTask *task)
{
  return task->host != NULL ? &task->host->dkim : NULL;
}

static const char *
get_type (const TodokuTask *task)
{
  return get_dkim (task) != NULL && get_dkim (task)->is_alias ? "CNAME" : "TXT";
}

// What goes into the host field, for each key whose name is known.
static char **
list_names (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  char **selectors = get_dkim (task) != NULL ? get_dkim (task)->selectors : NULL;

  for (guint i = 0; selectors != NULL && selectors[i] != NULL; i++)
    {
      g_autofree char *name =
        g_strconcat (selectors[i], "._domainkey.", task->collected->domain, NULL);

      add_step (names, todoku_task_make_host_field (task->collected, name));
    }

  return g_strv_builder_end (names);
}

static const char *
get_label (const TodokuCatalogText *own, const char *usual)
{
  const char *label = todoku_catalog_text_get (own);

  return label != NULL && *label != '\0' ? label : usual;
}

static char *
describe_record (const TodokuTask *task)
{
  static const TodokuDnsProvider unknown;
  const TodokuDnsProvider *panel =
    task->collected->dns_provider != NULL ? task->collected->dns_provider : &unknown;

  return g_strdup_printf (
    /* Translators: a type, as TXT; the panel's name of a field, and what goes into it; the panel's
       name of the field for the value. */
    _ ("Add a record of the type %s. %s: %s. %s: the whole value that was shown, without line "
       "breaks. If there is already a record with that name, change its value; leave all others as "
       "they are."),
    get_type (task), get_label (&panel->host_label, _ ("Host name")),
    task->host_field != NULL ? task->host_field : _ ("the name that was shown"),
    get_label (&panel->value_label, _ ("Value")));
}

static gboolean
is_about_record (const TodokuCatalogText *step)
{
  return strstr (step->en, "v=spf1") != NULL || strstr (step->en, "{host_field}") != NULL;
}

// A panel's own steps around the record: those before the first that is about SPF's, and those
// behind the last.
static void
add_panel_steps (const TodokuTask *task, const TodokuDnsProvider *provider, GStrvBuilder *steps)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  gboolean was_record = FALSE;

  for (guint i = 0; i < provider->steps->len; i++)
    {
      TodokuCatalogText *step = g_ptr_array_index (provider->steps, i);

      if (is_about_record (step))
        {
          was_record = TRUE;
          g_ptr_array_set_size (after, 0);
        }
      else
        g_ptr_array_add (was_record ? after : before, step);
    }
  todoku_task_fill_steps (task, before, steps);
  add_step (steps, describe_record (task));
  if (after->len > 0)
    todoku_task_fill_steps (task, after, steps);
  else
    add_step (steps, g_strdup (_ ("Save.")));
}

static void
add_zone_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  const char *show =
    get_dkim (task) != NULL ? todoku_catalog_text_get (&get_dkim (task)->panel.show) : NULL;

  if (!must_ask_for_key (task))
    add_step (steps, g_strdup (show != NULL ? show
                                            : _ ("Copy the name and the value of the key that are "
                                                 "shown there.")));
  if (provider != NULL && !provider->editable)
    {
      add_step (steps, todoku_task_ask_provider (task));
      return;
    }
  if (provider != NULL)
    {
      add_panel_steps (task, provider, steps);
      return;
    }
  add_step (steps, g_strdup (_ (
                     "Sign in at your DNS provider, and open the page of your domain’s records.")));
  add_step (steps, describe_record (task));
  add_step (steps, g_strdup (_ ("Save.")));
}

// ---------------------------------------------------------------------------------------------
// All of it

static char **
list_steps (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  // A key made anew would take the place of one that is in use.
  if (task->collected->dkim->verdict == TODOKU_DKIM_VERDICT_UNKNOWN)
    add_step (steps, g_strdup (_ ("First see whether DKIM is on already: in the control panel, or "
                                  "in an email that you sent, by its line “DKIM-Signature”. If it "
                                  "is on, there is nothing to do.")));
  add_host_steps (task, steps);
  if (!is_published_by_host (task))
    add_zone_steps (task, steps);
  if (get_dkim (task) != NULL)
    todoku_task_fill_steps (task, get_dkim (task)->panel.after, steps);

  return g_strv_builder_end (steps);
}

static GPtrArray *
list_fields (const TodokuTask *task)
{
  static const TodokuDnsProvider unknown;
  const TodokuDnsProvider *panel =
    task->collected->dns_provider != NULL ? task->collected->dns_provider : &unknown;
  GPtrArray *fields = todoku_task_fields_new ();
  g_auto (GStrv) names = list_names (task);

  if (is_published_by_host (task) || (panel != &unknown && !panel->editable))
    return fields;
  for (guint i = 0; names[i] != NULL; i++)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), names[i], NULL);
  if (names[0] == NULL)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), NULL,
                           _ ("The name that is shown, with ._domainkey in it"));
  todoku_task_add_field (fields, &panel->type_label, _ ("Type"), get_type (task), NULL);
  todoku_task_add_field (fields, NULL, _ ("TTL"), NULL, _ ("Leave it as it is"));
  todoku_task_add_field (fields, &panel->value_label, _ ("Value"), NULL,
                         _ ("The whole value that is shown"));

  return fields;
}

static char *
describe_target (const TodokuTask *task)
{
  TodokuTask by_hand = *task;

  if (task->host == NULL)
    return g_strdup (_ ("Turn on DKIM at your email provider"));
  by_hand.panel_is_preset = task->panel_is_preset && is_published_by_host (task);

  return todoku_task_describe_panel (&by_hand);
}

static char *
describe_place (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  const char *name = provider != NULL ? todoku_catalog_text_get (&provider->name) : NULL;

  if (is_published_by_host (task))
    return g_strdup (_ ("Your email provider also manages your DNS, so the key is usually "
                        "published as soon as it is made."));
  if (name == NULL)
    return g_strdup (_ ("Your email provider makes the key. It is published at your DNS provider, "
                        "which may be another company."));

  // Translators: %s is a company.
  return g_strdup_printf (
    _ ("Your email provider makes the key. It is published at your DNS provider: %s."), name);
}

// A key is longer than one string of a record may be (RFC 1035 3.3).
static const char *
describe_length (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (is_published_by_host (task) || (provider != NULL && !provider->editable)
      || g_str_equal (get_type (task), "CNAME"))
    return NULL;

  return _ ("The value of a key has about 400 characters. If the field takes at most 255, enter it "
            "in one record as several pieces of up to 255 characters, with nothing between them, "
            "or ask that company how.");
}

static gboolean
has_something_to_do (const TodokuDkimEvaluation *dkim)
{
  return dkim != NULL && !dkim->is_unread && dkim->verdict != TODOKU_DKIM_VERDICT_FINE
         && dkim->verdict != TODOKU_DKIM_VERDICT_NO_DOMAIN;
}

TodokuInstructions *
todoku_instructions_new_for_dkim (const TodokuCollected *collected)
{
  TodokuInstructions *self;
  TodokuTask task = {
    .collected = collected,
    .standard = TODOKU_STANDARD_DKIM,
    .host = collected->mail.host,
  };
  g_auto (GStrv) names = list_names (&task);
  g_autofree char *joined = g_strjoinv (", ", names);

  if (!has_something_to_do (collected->dkim))
    return NULL;
  task.host_field = names[0] != NULL ? joined : NULL;
  if (task.host != NULL)
    todoku_task_take_panel (&task, &task.host->dkim.panel);

  self = g_new0 (TodokuInstructions, 1);
  todoku_task_set_source (&task, self);
  self->target = describe_target (&task);
  self->place = describe_place (&task);
  self->ways = g_new0 (char *, 1);
  self->steps = list_steps (&task);
  self->steps_by_hand = g_new0 (char *, 1);
  self->strings = g_new0 (char *, 1);
  self->fields = list_fields (&task);
  self->change = self->fields->len > 0 ? _ ("Add one record for each key.") : NULL;
  self->dangers = is_published_by_host (&task) ? todoku_task_traps_new ()
                                               : todoku_task_list_dangers (&task, self->source);
  self->traps = is_published_by_host (&task) ? todoku_task_traps_new ()
                                             : todoku_task_list_traps (&task, self->source);
  if (describe_length (&task) != NULL)
    todoku_task_add_trap (self->traps, describe_length (&task), NULL);
  self->wait = todoku_task_describe_wait (&task);
  self->assurances = todoku_task_list_assurances (&task);

  return self;
}
