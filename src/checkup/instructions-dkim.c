// SPDX-License-Identifier: GPL-3.0-or-later

// How mail comes to be signed: the key is made where the mail is, and published where the DNS is.

#include "checkup/instructions-private.h"

#include "catalog/template.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// ---------------------------------------------------------------------------------------------
// At the company that serves the zone

static const TodokuCatalogDkim *
get_dkim (const TodokuTask *task)
{
  return task->host != NULL ? &task->host->dkim : NULL;
}

// Of a key that nobody has to show again only an alias of it is to be made.
gboolean
todoku_task_is_alias (const TodokuTask *task)
{
  if (task->value == NULL)
    return get_dkim (task) != NULL && get_dkim (task)->is_alias;

  return task->fault != NULL && task->fault->target != NULL;
}

static const char *
get_type (const TodokuTask *task)
{
  return todoku_task_is_alias (task) ? "CNAME" : "TXT";
}

static char *
make_field (const TodokuCollected *collected, const char *selector)
{
  g_autofree char *name = g_strconcat (selector, "._domainkey.", collected->domain, NULL);

  return todoku_task_make_host_field (collected, name);
}

// What goes into the host field, for each key whose name is known: of the one at fault, or of all
// that the mail host has. A second key has a name of its own, and one in place of a key that is
// known to all had better have one.
static char **
list_names (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  char **selectors = get_dkim (task) != NULL ? get_dkim (task)->selectors : NULL;
  gboolean is_second =
    todoku_task_is_known_to_all (task)
    || (task->fault != NULL && task->fault->remedy == TODOKU_DKIM_REMEDY_SECOND_KEY);

  if (task->fault != NULL && !is_second && (!todoku_task_is_alias (task) || task->value != NULL))
    todoku_strv_take (names, make_field (task->collected, task->fault->name));
  else
    for (guint i = 0; !is_second && selectors != NULL && selectors[i] != NULL; i++)
      todoku_strv_take (names, make_field (task->collected, selectors[i]));

  return g_strv_builder_end (names);
}

// The record at the wrong name of @selector is there in vain.
static char *
describe_misplaced (const TodokuCollected *collected, const TodokuDkimSelector *selector)
{
  g_autofree char *right = g_strconcat (selector->name, "._domainkey.", collected->domain, NULL);
  g_autofree char *field = todoku_task_make_host_field (collected, selector->misplaced);

  if (todoku_name_is_doubled (selector->misplaced, right))
    return todoku_task_describe_doubled (selector->target != NULL ? "CNAME" : "TXT",
                                         selector->misplaced);

  // Translators: the argument is the name of a record.
  return g_strdup_printf (_ ("Delete the record with the key that has the name %s."), field);
}

// A key is never at two names, nor two at one.
void
todoku_task_delete_keys (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDkimEvaluation *dkim = task->collected->dkim;
  const TodokuDkimSelector *fault = dkim != NULL ? dkim->fault : NULL;

  if (task->standard != TODOKU_STANDARD_DKIM || dkim == NULL)
    return;
  if (fault != NULL && fault->has_others && task->published != NULL && *task->published != NULL)
    todoku_strv_take (
      steps,
      // Translators: the argument is the name of a record.
      g_strdup_printf (_ ("Delete the other records of the type TXT with the name %s: there may be "
                          "only one, and the value shown here is all of the key."),
                       task->host_field));
  todoku_list_foreach (const TodokuDkimSelector, selector, dkim->selectors)
    if (selector->misplaced != NULL
        && (selector == fault
            || (get_dkim (task) != NULL
                && g_strv_contains ((const char *const *) get_dkim (task)->selectors,
                                    selector->name))))
      todoku_strv_take (steps, describe_misplaced (task->collected, selector));
}

static gboolean
must_end_in_dot (const TodokuTask *task)
{
  const char *alias = todoku_task_get_panel (task)->alias;

  return todoku_task_is_alias (task) && alias != NULL && g_str_has_suffix (alias, ".");
}

// What goes into the field of the value, as the panel wants it, or what is to be looked for.
static char *
describe_value (const TodokuTask *task)
{
  if (task->value != NULL)
    return g_strconcat (task->value, must_end_in_dot (task) ? "." : NULL, NULL);

  return g_strdup (must_end_in_dot (task)
                     ? _ ("the whole value that was shown, without line breaks, and a dot (.) "
                          "at its end")
                     : _ ("the whole value that was shown, without line breaks"));
}

static void
describe_line (const TodokuTask *task, const char *name, GStrvBuilder *steps)
{
  const char *form = todoku_task_get_panel (task)->alias;
  const TodokuCatalogText line = { (char *) form, (char *) form };
  g_autofree char *text =
    todoku_catalog_fill_step (&line, todoku_task_get_zone (task), name,
                              task->value != NULL ? task->value
                                                  : _ ("(the whole value that was shown)"));

  todoku_strv_take (steps,
                    // Translators: the line is below this.
                    g_strconcat (_ ("Add this line, with the dot at its end. If there is one with "
                                    "that name already, change it:"),
                                 "\n", text, NULL));
}

static void
describe_record (const TodokuTask *task, const char *name, GStrvBuilder *steps)
{
  const TodokuDnsProvider *panel = todoku_task_get_panel (task);
  const char *host = todoku_task_get_label (&panel->host_label, _ ("Host name"));
  const char *field = todoku_task_get_label (&panel->value_label, _ ("Value"));
  g_autofree char *value = describe_value (task);
  g_autofree char *words = NULL;

  if (panel->line != NULL && panel->alias != NULL)
    {
      describe_line (task, name, steps);
      return;
    }
  if (task->value != NULL)
    words = g_strdup_printf (
      /* Translators: a type, as CNAME; the panel's name of a field, and what goes into it; the
         panel's name of the field for the value, which is below this. */
      _ ("Add a record of the type %s. If there is already a record with that name, change its "
         "value; leave all others as they are. %s: %s. %s:"),
      get_type (task), host, name, field);
  else
    words = g_strdup_printf (
      /* Translators: a type, as TXT; the panel's name of a field, and what goes into it, twice. */
      _ ("Add a record of the type %s. %s: %s. %s: %s. If there is already a record with that "
         "name, change its value; leave all others as they are."),
      get_type (task), host, name, field, value);
  todoku_strv_take (steps, task->value != NULL ? g_strconcat (words, "\n", value, NULL)
                                               : g_steal_pointer (&words));
}

// A record for each key.
static void
describe_records (const TodokuTask *task, GStrvBuilder *steps)
{
  g_auto (GStrv) names = list_names (task);

  // Of the aliases that were entered wrongly each has a target of its own.
  if (task->value != NULL)
    {
      todoku_list_foreach (const TodokuDkimSelector, selector, task->collected->dkim->selectors)
        if (selector->target != NULL)
          {
            TodokuTask one = { .collected = task->collected,
                               .standard = task->standard,
                               .fault = selector,
                               .value = selector->target };
            g_autofree char *name = make_field (task->collected, selector->name);

            describe_record (&one, name, steps);
          }
      return;
    }
  for (guint i = 0; names[i] != NULL; i++)
    describe_record (task, names[i], steps);
  if (names[0] == NULL)
    describe_record (task, _ ("the name that was shown"), steps);
}

static gboolean
is_about_record (const TodokuCatalogStep *step)
{
  return step->when != NULL || strstr (step->text.en, "v=spf1") != NULL
         || strstr (step->text.en, "{value}") != NULL;
}

static void
fill_steps_around_alias (const TodokuTask *task, GPtrArray *around, GStrvBuilder *steps)
{
  todoku_list_foreach (const TodokuCatalogText, step, around)
    todoku_strv_take (steps, todoku_task_fill_step (task, step, todoku_task_get_zone (task)));
}

// The catalog's steps are about a text. Around an alias there are those before the first that is
// about the record, and those behind the last.
static void
add_alias_steps (const TodokuTask *task, const TodokuDnsProvider *provider, GStrvBuilder *steps)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  gboolean was_record = FALSE;

  todoku_list_foreach (TodokuCatalogStep, step, provider->steps)
    if (g_strcmp0 (step->when, "alias") == 0)
      g_ptr_array_add (own, step);
    else if (is_about_record (step))
      {
        was_record = TRUE;
        g_ptr_array_set_size (after, 0);
      }
    else if (step->published == NULL)
      g_ptr_array_add (was_record ? after : before, step);
  fill_steps_around_alias (task, before, steps);
  todoku_task_delete_keys (task, steps);
  describe_records (task, steps);
  fill_steps_around_alias (task, own, steps);
  if (after->len > 0)
    fill_steps_around_alias (task, after, steps);
  else
    g_strv_builder_add (steps, _ ("Save."));
}

static void
add_record_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (provider == NULL || provider->steps->len == 0)
    {
      g_strv_builder_add (
        steps, _ ("Sign in at your DNS provider, and open the page of your domain’s records."));
      todoku_task_delete_keys (task, steps);
      describe_records (task, steps);
      g_strv_builder_add (steps, _ ("Save."));
    }
  else if (todoku_task_is_alias (task))
    add_alias_steps (task, provider, steps);
  else
    todoku_task_fill_zone_steps (task, provider->steps, steps);
}

// Whether what is at the name of the key has to go before the key is there: beside an alias no text
// can be (RFC 1034 3.6.2), and of two texts none counts.
static gboolean
is_in_the_way (const TodokuTask *task)
{
  const TodokuDkimSelector *fault = task->fault;

  if (fault == NULL || fault->remedy == TODOKU_DKIM_REMEDY_SECOND_KEY
      || todoku_task_is_uneditable (task))
    return FALSE;
  if (fault->alias != NULL)
    return fault->record == NULL && fault->state == TODOKU_DKIM_STATE_BROKEN
           && !todoku_task_is_alias (task);

  return fault->state == TODOKU_DKIM_STATE_BROKEN || fault->state == TODOKU_DKIM_STATE_WEAK
         || fault->state == TODOKU_DKIM_STATE_REVOKED;
}

static char *
describe_deletion (const char *name)
{
  return g_strdup_printf (
    // Translators: the argument is the name of a record.
    _ ("Where your DNS is, first delete every record of the type TXT with the name %s. What is "
       "there does not work, and neither would a key beside it."),
    name);
}

static void
add_step_to_delete (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDkimSelector *fault = task->fault;
  g_autofree char *name = fault != NULL ? make_field (task->collected, fault->name) : NULL;

  if (!is_in_the_way (task))
    return;
  if (fault->alias == NULL && !todoku_task_is_alias (task))
    todoku_strv_take (steps, describe_deletion (name));
  else
    todoku_strv_take (
      steps,
      g_strdup_printf (
        // Translators: a type of record, as CNAME; the name of a record; a type of record.
        _ ("Where your DNS is, first delete the record of the type %s with the name %s. Beside it "
           "there can be none of the type %s."),
        fault->alias != NULL ? "CNAME" : "TXT", name, get_type (task)));
}

static void
add_zone_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *show =
    get_dkim (task) != NULL ? todoku_catalog_text_get (&get_dkim (task)->panel.show) : NULL;

  if (!todoku_task_must_ask_for_key (task))
    g_strv_builder_add (steps, show != NULL ? show
                                            : _ ("Copy the name and the value of the key that are "
                                                 "shown there."));
  if (todoku_task_is_uneditable (task))
    {
      todoku_strv_take (steps, todoku_task_ask_provider (task));
      return;
    }
  todoku_task_tell_delegation (task, steps);
  add_step_to_delete (task, steps);
  add_record_steps (task, steps);
}

// ---------------------------------------------------------------------------------------------
// All of it

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
    add_step_to_delete (task, steps);
  todoku_task_add_host_steps (task, steps);
  if (!todoku_task_is_published_by_host (task))
    add_zone_steps (task, steps);
  todoku_task_add_other_provider (task, steps);
  if (get_dkim (task) != NULL)
    todoku_task_fill_steps (task, get_dkim (task)->panel.after, steps);

  return g_strv_builder_end (steps);
}

static GPtrArray *
list_fields (const TodokuTask *task)
{
  const TodokuDnsProvider *panel = todoku_task_get_panel (task);
  GPtrArray *fields = todoku_task_fields_new ();
  g_auto (GStrv) names = list_names (task);
  g_autofree char *value = describe_value (task);

  if (todoku_task_is_published_by_host (task) || todoku_task_is_uneditable (task)
      || panel->line != NULL)
    return fields;
  for (guint i = 0; names[i] != NULL; i++)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), names[i], NULL);
  if (names[0] == NULL)
    todoku_task_add_field (fields, &panel->host_label, _ ("Host name"), NULL,
                           _ ("The name that is shown, with ._domainkey in it"));
  todoku_task_add_field (fields, &panel->type_label, _ ("Type"), get_type (task), NULL);
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

  if (todoku_task_is_short (task) && get_dkim (task) != NULL
      && get_dkim (task)->panel.make_short.en != NULL)
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
  self->dangers = todoku_task_is_published_by_host (task) && !is_in_the_way (task)
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
  g_autofree char *field = make_field (collected, fault->name);
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
    begin_with_step (self, describe_deletion (field));
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
  self->value = describe_value (&task);
  g_ptr_array_unref (self->fields);
  self->fields = list_fields (&task);
  self->change = NULL;
  g_ptr_array_unref (self->traps);
  self->traps = todoku_task_list_traps (&task, self->source);
  add_traps_of_value (&task, self->traps);
  if (todoku_task_is_uneditable (&task))
    return self;
  add_step_to_delete (&task, steps);
  add_record_steps (&task, steps);
  todoku_task_add_other_provider (&task, steps);
  g_strfreev (self->steps);
  self->steps = g_strv_builder_end (steps);

  return self;
}

// Whether all that the mail host has to be asked for is seen.
static gboolean
knows_targets (const TodokuTask *task)
{
  char **selectors = get_dkim (task) != NULL ? get_dkim (task)->selectors : NULL;

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
  g_autofree char *name = make_field (task->collected, fault->name);
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
  names = list_names (&task);
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
