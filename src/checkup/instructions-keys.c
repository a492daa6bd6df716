// SPDX-License-Identifier: GPL-3.0-or-later

// How the records of a key are entered at the company that serves the zone, and what has to go
// before.

#include "checkup/instructions-private.h"

#include "catalog/template.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const TodokuCatalogDkim *
todoku_task_get_dkim (const TodokuTask *task)
{
  return task->host != NULL ? &task->host->dkim : NULL;
}

// Of a key that nobody has to show again only an alias of it is to be made.
gboolean
todoku_task_is_alias (const TodokuTask *task)
{
  if (task->value == NULL)
    return todoku_task_get_dkim (task) != NULL && todoku_task_get_dkim (task)->is_alias;

  return task->fault != NULL && task->fault->target != NULL;
}

const char *
todoku_task_get_key_type (const TodokuTask *task)
{
  return todoku_task_is_alias (task) ? "CNAME" : "TXT";
}

char *
todoku_task_make_key_field (const TodokuCollected *collected, const char *selector)
{
  g_autofree char *name = g_strconcat (selector, "._domainkey.", collected->domain, NULL);

  return todoku_task_make_host_field (collected, name);
}

// What goes into the host field, for each key whose name is known: of the one at fault, or of all
// that the mail host has. A second key has a name of its own, and one in place of a key that is
// known to all had better have one.
char **
todoku_task_list_key_names (const TodokuTask *task)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  char **selectors =
    todoku_task_get_dkim (task) != NULL ? todoku_task_get_dkim (task)->selectors : NULL;
  gboolean is_second =
    todoku_task_is_known_to_all (task)
    || (task->fault != NULL && task->fault->remedy == TODOKU_DKIM_REMEDY_SECOND_KEY);

  if (task->fault != NULL && !is_second && (!todoku_task_is_alias (task) || task->value != NULL))
    todoku_strv_take (names, todoku_task_make_key_field (task->collected, task->fault->name));
  else
    for (guint i = 0; !is_second && selectors != NULL && selectors[i] != NULL; i++)
      todoku_strv_take (names, todoku_task_make_key_field (task->collected, selectors[i]));

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
            || (todoku_task_get_dkim (task) != NULL
                && g_strv_contains ((const char *const *) todoku_task_get_dkim (task)->selectors,
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
char *
todoku_task_describe_key (const TodokuTask *task)
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
  g_autofree char *value = todoku_task_describe_key (task);
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
      todoku_task_get_key_type (task), host, name, field);
  else
    words = g_strdup_printf (
      /* Translators: a type, as TXT; the panel's name of a field, and what goes into it, twice. */
      _ ("Add a record of the type %s. %s: %s. %s: %s. If there is already a record with that "
         "name, change its value; leave all others as they are."),
      todoku_task_get_key_type (task), host, name, field, value);
  todoku_strv_take (steps, task->value != NULL ? g_strconcat (words, "\n", value, NULL)
                                               : g_steal_pointer (&words));
}

// A record for each key.
static void
describe_records (const TodokuTask *task, GStrvBuilder *steps)
{
  g_auto (GStrv) names = todoku_task_list_key_names (task);

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
            g_autofree char *name = todoku_task_make_key_field (task->collected, selector->name);

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

void
todoku_task_add_key_records (const TodokuTask *task, GStrvBuilder *steps)
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
gboolean
todoku_task_is_in_the_way (const TodokuTask *task)
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

char *
todoku_task_describe_key_deletion (const char *name)
{
  return g_strdup_printf (
    // Translators: the argument is the name of a record.
    _ ("Where your DNS is, first delete every record of the type TXT with the name %s. What is "
       "there does not work, and neither would a key beside it."),
    name);
}

void
todoku_task_delete_what_is_in_the_way (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuDkimSelector *fault = task->fault;
  g_autofree char *name =
    fault != NULL ? todoku_task_make_key_field (task->collected, fault->name) : NULL;

  if (!todoku_task_is_in_the_way (task))
    return;
  if (fault->alias == NULL && !todoku_task_is_alias (task))
    todoku_strv_take (steps, todoku_task_describe_key_deletion (name));
  else
    todoku_strv_take (
      steps,
      g_strdup_printf (
        // Translators: a type of record, as CNAME; the name of a record; a type of record.
        _ ("Where your DNS is, first delete the record of the type %s with the name %s. Beside it "
           "there can be none of the type %s."),
        fault->alias != NULL ? "CNAME" : "TXT", name, todoku_task_get_key_type (task)));
}

void
todoku_task_add_key_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *show = todoku_task_get_dkim (task) != NULL
                       ? todoku_catalog_text_get (&todoku_task_get_dkim (task)->panel.show)
                       : NULL;

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
  todoku_task_delete_what_is_in_the_way (task, steps);
  todoku_task_add_key_records (task, steps);
}
