// SPDX-License-Identifier: GPL-3.0-or-later

// What is fetched at the company that signs the mail: its key.

#include "checkup/instructions-private.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// Characters of the value of a key with 2048 bits, about.
#define KEY_LENGTH 400

gboolean
todoku_task_is_published_by_host (const TodokuTask *task)
{
  return task->host != NULL && todoku_task_has_panel (task) && !task->host->dkim.panel.is_by_hand
         && todoku_task_zone_is_with_host (task->collected);
}

gboolean
todoku_task_must_ask_for_key (const TodokuTask *task)
{
  return task->panel_is_preset && task->collected->dns_provider != NULL
         && !todoku_task_is_published_by_host (task);
}

gboolean
todoku_task_is_short (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  return provider != NULL && provider->value_max > 0 && provider->value_max < KEY_LENGTH;
}

// A key that did not fit does not fit when it is shown again.
static gboolean
must_show_again (const TodokuTask *task)
{
  return task->fault != NULL && task->fault->remedy == TODOKU_DKIM_REMEDY_SHOW_AGAIN
         && !todoku_task_is_published_by_host (task) && !todoku_task_is_short (task);
}

// A key made anew would take the place of the one that did not fit.
static void
add_step_to_show_again (GStrvBuilder *steps)
{
  g_strv_builder_add (steps, _ ("Have the key that is there shown again. Do not make a new one: it "
                                "would take the place of the one that is in use."));
}

gboolean
todoku_task_is_known_to_all (const TodokuTask *task)
{
  return task->fault != NULL && task->fault->record != NULL
         && (task->fault->record->faults & TODOKU_DKIM_FAULT_PRIVATE) != 0;
}

static void
add_step_to_make_pair (GStrvBuilder *steps)
{
  g_strv_builder_add (steps, _ ("Have a new key made, under a new selector (name) if you can "
                                "choose one. If DKIM is on already, look for how to replace the "
                                "key, or ask that company: the key in use can be seen by anyone, "
                                "and so must not be used any more."));
}

// What stands behind the way to the page: a new key is made, or the one that is in use is shown.
static void
add_key_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const TodokuCatalogPanel *panel = &task->host->dkim.panel;
  g_autoptr (GPtrArray) make = g_ptr_array_new ();

  if (must_show_again (task))
    {
      add_step_to_show_again (steps);
      return;
    }
  if (todoku_task_is_known_to_all (task))
    add_step_to_make_pair (steps);
  if (todoku_task_is_short (task) && panel->make_short.en != NULL)
    g_ptr_array_add (make, (gpointer) &panel->make_short);
  else if (panel->make.en != NULL)
    g_ptr_array_add (make, (gpointer) &panel->make);
  todoku_task_fill_steps (task, make, steps);
}

// Whose the key is that is not the mail host's.
static const char *
find_service (const TodokuTask *task)
{
  todoku_list_foreach (const TodokuSender, sender, task->collected->senders)
    if (task->fault != NULL
        && g_strv_contains ((const char *const *) sender->dkim.selectors, task->fault->name))
      return todoku_catalog_text_get (&sender->name);

  return NULL;
}

static void
add_general_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *name =
    task->host != NULL ? todoku_catalog_text_get (&task->host->name) : find_service (task);

  if (name != NULL)
    // Translators: the argument is a mail host, or a service that sends.
    todoku_strv_take (steps,
                      g_strdup_printf (_ ("Sign in at %s, and open its page about DKIM."), name));
  else if (task->fault != NULL && task->collected->mail.host != NULL)
    // Translators: the argument is a selector.
    todoku_strv_take (
      steps,
      g_strdup_printf (_ (
                         "Sign in at the company whose key “%s” is, and open its page about DKIM."),
                       task->fault->name));
  else
    g_strv_builder_add (steps, _ ("Sign in at your email provider, and open its page about DKIM."));
  if (must_show_again (task))
    add_step_to_show_again (steps);
  else if (todoku_task_is_known_to_all (task))
    add_step_to_make_pair (steps);
  else
    g_strv_builder_add (steps, _ ("Turn DKIM on for your domain. If it is on already, have the key "
                                  "shown again."));
}

void
todoku_task_add_host_steps (const TodokuTask *task, GStrvBuilder *steps)
{
  const char *name = task->host != NULL ? todoku_catalog_text_get (&task->host->name) : NULL;

  if (todoku_task_must_ask_for_key (task))
    {
      // Translators: a mail host, twice, then a domain.
      todoku_strv_take (
        steps, g_strdup_printf (
                 _ ("%s sets up DKIM automatically, but your DNS is at another company. Ask %s for "
                    "the name and the value of the DKIM key of %s, so that you can add it there."),
                 name, name, task->collected->domain));
      if (todoku_task_is_known_to_all (task))
        add_step_to_make_pair (steps);
    }
  else if (todoku_task_has_panel (task))
    {
      todoku_task_fill_steps (task, task->panel_steps, steps);
      add_key_steps (task, steps);
    }
  else
    add_general_steps (task, steps);
}
