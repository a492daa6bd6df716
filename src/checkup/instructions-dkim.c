// SPDX-License-Identifier: GPL-3.0-or-later

// How mail comes to be signed: the key is made where the mail is, and published where the DNS is.

#include "checkup/instructions-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char **
list_steps (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  // A key made anew would take the place of one that is in use.
  if (task->collected->dkim->verdict == TODOKU_DKIM_VERDICT_UNKNOWN)
    g_strv_builder_add (steps, _ ("First see whether DKIM is on already: in the control panel, or "
                                  "in an email that you sent, by its line “DKIM-Signature”. If it "
                                  "is on, there is nothing to do."));
  todoku_task_keep_synthesized (task, steps);
  if (todoku_task_is_published_by_host (task))
    todoku_task_delete_what_is_in_the_way (task, steps);
  todoku_task_add_host_steps (task, steps);
  if (!todoku_task_is_published_by_host (task))
    todoku_task_add_key_steps (task, steps);
  todoku_task_add_other_provider (task, steps);
  if (todoku_task_get_dkim (task) != NULL)
    todoku_task_fill_steps (task, todoku_task_get_dkim (task)->panel.after, steps);

  return g_strv_builder_end (steps);
}

static GPtrArray *
list_fields (const TodokuTask *task)
{
  const TodokuDnsProvider *panel = todoku_task_get_panel (task);
  GPtrArray *fields = todoku_task_fields_new ();
  g_auto (GStrv) names = todoku_task_list_key_names (task);
  g_autofree char *value = todoku_task_describe_key (task);

  if (todoku_task_is_published_by_host (task) || todoku_task_is_uneditable (task)
      || panel->line != NULL)
    return fields;
  for (guint i = 0; names[i] != NULL; i++)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), names[i], NULL);
  if (names[0] == NULL)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), NULL,
                           _ ("The name that is shown, with ._domainkey in it"));
  todoku_task_add_field (fields, &panel->type_label, _ ("Type"), todoku_task_get_key_type (task),
                         NULL);
  todoku_task_add_field (fields, NULL, _ ("TTL"), NULL, _ ("Leave it as it is"));
  todoku_task_add_field (fields, &panel->value_label, _ ("Value"),
                         task->value != NULL ? value : NULL,
                         task->value == NULL ? _ ("The whole value that is shown") : NULL);

  return fields;
}

static char *
describe_target (const TodokuTask *task)
{
  TodokuTask by_hand = *task;

  if (task->host == NULL)
    return g_strdup (_ ("Turn on DKIM at your email provider"));
  by_hand.panel_is_preset = task->panel_is_preset && todoku_task_is_published_by_host (task);

  return todoku_task_describe_panel (&by_hand);
}

static char *
describe_place (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  const char *name = provider != NULL ? todoku_catalog_text_get (&provider->name) : NULL;

  if (todoku_task_is_published_by_host (task))
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
static char *
describe_length (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (todoku_task_is_short (task) && todoku_task_get_dkim (task) != NULL
      && todoku_task_get_dkim (task)->panel.make_short.en != NULL)
    return NULL;
  if (todoku_task_is_short (task))
    return g_strdup_printf (
      /* Translators: %u is a number, as 255. */
      _ (
        "This control panel takes at most %u characters, and the value of a key with 2048 bits has "
        "about 400. If your email provider lets you choose, make a key with 1024 bits; if not, ask "
        "the company of this control panel how to enter a longer one."),
      (guint) provider->value_max);
  if (provider != NULL && provider->value_max > 0)
    return NULL;

  return g_strdup (
    _ ("The value of a key has about 400 characters. If the field takes at most 255, enter it "
       "in one record as several pieces of up to 255 characters, with nothing between them, "
       "or ask that company how."));
}

// Of a value that is entered there as it was shown elsewhere.
static void
add_traps_of_value (const TodokuTask *task, GPtrArray *traps)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  g_autofree char *length = describe_length (task);

  if (todoku_task_is_uneditable (task))
    return;
  if (todoku_task_is_alias (task))
    {
      if (provider == NULL || provider->alias == NULL)
        todoku_task_add_trap (traps,
                              _ ("If the value comes back with your domain after it once it is "
                                 "saved, put a dot (.) at its end."),
                              NULL);
      return;
    }
  if (provider != NULL && provider->quotes == 1 && task->value == NULL)
    todoku_task_add_trap (
      traps,
      _ ("This control panel wants the value in quotes: put one (\") in front of it and "
         "one at its end."),
      NULL);
  if (length != NULL)
    todoku_task_add_trap (traps, length, NULL);
}

static gboolean
has_something_to_do (const TodokuDkimEvaluation *dkim)
{
  return dkim != NULL && !dkim->is_unread && !dkim->may_be_needless
         && dkim->verdict != TODOKU_DKIM_VERDICT_FINE
         && dkim->verdict != TODOKU_DKIM_VERDICT_NO_DOMAIN;
}

// The mail host, unless the key at fault is another company's.
static const TodokuMailHost *
find_maker (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;
  const TodokuDkimSelector *fault = collected->dkim->fault;

  if (host == NULL || fault == NULL || host->dkim.selectors[0] == NULL
      || g_strv_contains ((const char *const *) host->dkim.selectors, fault->name))
    return host;

  return NULL;
}

// The key is made, or shown again, and taken to the zone.
static TodokuInstructions *
carry_key (const TodokuTask *task)
{
  TodokuInstructions *self = g_new0 (TodokuInstructions, 1);

  todoku_task_set_source (task, self);
  self->target = describe_target (task);
  self->place = describe_place (task);
  self->ways = g_new0 (char *, 1);
  self->steps = list_steps (task);
  self->steps_by_hand = g_new0 (char *, 1);
  self->strings = g_new0 (char *, 1);
  self->fields = list_fields (task);
  self->change = self->fields->len > 0 ? _ ("Add one record for each key.") : NULL;
  self->dangers = todoku_task_is_published_by_host (task) && !todoku_task_is_in_the_way (task)
                    ? todoku_task_traps_new ()
                    : todoku_task_list_dangers (task, self->source);
  self->traps = todoku_task_is_published_by_host (task)
                  ? todoku_task_traps_new ()
                  : todoku_task_list_traps (task, self->source);
  if (!todoku_task_is_published_by_host (task))
    add_traps_of_value (task, self->traps);
  self->wait = todoku_task_describe_wait (task);
  self->assurances = todoku_task_list_assurances (task);

  return self;
}

// Takes @step.
static void
begin_with_step (TodokuInstructions *self, char *step)
{
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();

  todoku_strv_take (steps, step);
  g_strv_builder_addv (steps, (const char **) self->steps);
  g_strfreev (self->steps);
  self->steps = g_strv_builder_end (steps);
}

// Where the key itself is there, nobody has to sign in at the company that made it.
static TodokuInstructions *
repair_text (const TodokuCollected *collected)
{
  const TodokuDkimSelector *fault = collected->dkim->fault;
  g_autofree char *name = g_strconcat (fault->name, "._domainkey.", collected->domain, NULL);
  g_autofree char *field = todoku_task_make_key_field (collected, fault->name);
  char *published[] = { fault->text, NULL };
  TodokuTask task = { .collected = collected,
                      .standard = TODOKU_STANDARD_DKIM,
                      .value = fault->proposal,
                      .published = published };
  TodokuInstructions *self = NULL;

  // Panels are said to show the record by how it begins.
  if (fault->text != NULL && !g_str_has_prefix (fault->text, "v=DKIM1"))
    published[0] = NULL;
  self = todoku_instructions_new_to_replace (collected, name, published, fault->proposal);

  if (fault->text != published[0])
    begin_with_step (self, todoku_task_describe_key_deletion (field));
  if (fault->has_others ? g_strcmp0 (fault->text, fault->proposal) != 0
                        : todoku_task_is_too_long (&task))
    add_traps_of_value (&task, self->traps);

  return self;
}

// What the alias is to lead to can be seen from what was entered.
static TodokuInstructions *
repair_alias (const TodokuCollected *collected)
{
  const TodokuDkimSelector *fault = collected->dkim->fault;
  g_autofree char *name = g_strconcat (fault->name, "._domainkey.", collected->domain, NULL);
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  TodokuTask task = {
    .collected = collected, .standard = TODOKU_STANDARD_DKIM, .fault = fault, .value = fault->target
  };
  TodokuInstructions *self = todoku_instructions_new_to_restore (collected, name, fault->target);

  // The line and the quotes of a panel are for texts.
  g_clear_pointer (&self->line, g_free);
  g_free (self->value);
  self->value = todoku_task_describe_key (&task);
  g_ptr_array_unref (self->fields);
  self->fields = list_fields (&task);
  self->change = NULL;
  g_ptr_array_unref (self->traps);
  self->traps = todoku_task_list_traps (&task, self->source);
  add_traps_of_value (&task, self->traps);
  if (todoku_task_is_uneditable (&task))
    return self;
  todoku_task_delete_what_is_in_the_way (&task, steps);
  todoku_task_add_key_records (&task, steps);
  todoku_task_add_other_provider (&task, steps);
  g_strfreev (self->steps);
  self->steps = g_strv_builder_end (steps);

  return self;
}

// Whether all that the mail host has to be asked for is seen.
static gboolean
knows_targets (const TodokuTask *task)
{
  char **selectors =
    todoku_task_get_dkim (task) != NULL ? todoku_task_get_dkim (task)->selectors : NULL;

  for (guint i = 0; todoku_task_is_alias (task) && selectors[i] != NULL; i++)
    {
      const TodokuDkimSelector *selector =
        todoku_dkim_evaluation_find (task->collected->dkim, selectors[i]);

      if (selector == NULL
          || (selector->target == NULL && selector->state != TODOKU_DKIM_STATE_VALID))
        return FALSE;
    }

  return task->fault != NULL && task->fault->target != NULL;
}

// Whether what is wrong is at the end of an alias, where the mail host's keys are none by
// themselves.
static gboolean
is_kept_elsewhere (const TodokuTask *task)
{
  const TodokuDkimSelector *fault = task->fault;

  return fault != NULL && fault->alias != NULL && fault->record != NULL
         && fault->state != TODOKU_DKIM_STATE_VALID && !todoku_task_is_alias (task);
}

// Beside an alias there can be no text: it is put right where the alias leads to.
static TodokuInstructions *
point_to_owner (const TodokuTask *task)
{
  const TodokuDkimSelector *fault = task->fault;
  const char *owner = fault->owner != NULL ? fault->owner : fault->alias;
  g_autofree char *name = todoku_task_make_key_field (task->collected, fault->name);
  g_autoptr (GStrvBuilder) steps = g_strv_builder_new ();
  TodokuInstructions *self = g_new0 (TodokuInstructions, 1);

  // Translators: the argument is a domain.
  self->target = g_strdup_printf (_ ("Put the key right at %s"), owner);
  // Translators: the name of a record, then the name of a server.
  self->place =
    g_strdup_printf (_ ("The record “%s” is an alias (CNAME): the key itself is at %s."), name,
                     fault->alias);
  // Translators: the name of a record.
  todoku_strv_take (steps, g_strdup_printf (_ ("Leave the alias (CNAME) “%s” as it is."), name));
  todoku_strv_take (
    steps,
    // Translators: a domain, then the name of a record.
    g_strdup_printf (_ (
                       "Where the DNS of %s is, put the key at %s right, as is said above. If that "
                       "is not your domain, ask the company that it belongs to."),
                     owner, fault->alias));
  self->ways = g_new0 (char *, 1);
  self->steps = g_strv_builder_end (steps);
  self->steps_by_hand = g_new0 (char *, 1);
  self->strings = g_new0 (char *, 1);
  self->fields = todoku_task_fields_new ();
  self->dangers = todoku_task_traps_new ();
  self->traps = todoku_task_traps_new ();
  self->wait = todoku_task_describe_wait (task);
  self->assurances = todoku_task_list_assurances (task);

  return self;
}

static TodokuInstructions *
make_for_dkim (const TodokuCollected *collected)
{
  TodokuTask task = {
    .collected = collected,
    .standard = TODOKU_STANDARD_DKIM,
  };
  g_auto (GStrv) names = NULL;
  g_autofree char *joined = NULL;

  task.fault = collected->dkim->fault;
  if (task.fault != NULL && task.fault->proposal != NULL)
    return repair_text (collected);
  task.host = find_maker (collected);
  if (knows_targets (&task))
    return repair_alias (collected);
  if (is_kept_elsewhere (&task))
    return point_to_owner (&task);
  names = todoku_task_list_key_names (&task);
  joined = g_strjoinv (", ", names);
  task.host_field = names[0] != NULL ? joined : NULL;
  if (task.host != NULL)
    todoku_task_take_panel (&task, &task.host->dkim.panel);

  return carry_key (&task);
}

TodokuInstructions *
todoku_instructions_new_for_dkim (const TodokuCollected *collected)
{
  g_autofree char *name = g_strconcat ("_domainkey.", collected->domain, NULL);
  TodokuInstructions *self = NULL;
  TodokuCollected copy;

  if (!has_something_to_do (collected->dkim))
    return NULL;
  if (!todoku_collected_copy_for_zone_of (collected, name, &copy))
    return make_for_dkim (collected);
  self = make_for_dkim (&copy);
  todoku_collected_clear_zone (&copy);

  return self;
}
