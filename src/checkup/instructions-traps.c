// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong where a record is entered, how long it takes, and what stays as it is.

#include "checkup/instructions-private.h"

#include "catalog/pattern.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
trap_free (gpointer data)
{
  TodokuInstructionsTrap *trap = data;

  g_free (trap->text);
  g_free (trap);
}

GPtrArray *
todoku_task_traps_new (void)
{
  return g_ptr_array_new_with_free_func (trap_free);
}

void
todoku_task_add_trap (GPtrArray *traps, const char *text, const TodokuCatalogSource *source)
{
  TodokuInstructionsTrap *trap = g_new0 (TodokuInstructionsTrap, 1);

  trap->text = g_strdup (text);
  trap->source = source;
  g_ptr_array_add (traps, trap);
}

gboolean
todoku_task_is_too_long (const TodokuTask *task)
{
  gint64 most = todoku_task_get_panel (task)->value_max;

  // What is there shows what the panel takes.
  for (char **record = task->published; record != NULL && *record != NULL; record++)
    if (strlen (*record) > (gsize) most)
      return FALSE;

  return most > 0 && task->value != NULL && strlen (task->value) > (gsize) most;
}

// Where the value is longer than what the field takes, to press Save is in vain. A key has a
// sentence of its own: nothing can be removed from it.
static void
add_trap_of_length (GPtrArray *traps, const TodokuTask *task)
{
  gint64 most = task->collected->dns_provider->value_max;
  gsize length = task->value != NULL ? strlen (task->value) : 0;
  g_autofree char *text = NULL;

  if (task->standard == TODOKU_STANDARD_DKIM || !todoku_task_is_too_long (task))
    return;
  text = g_strdup_printf (
    /* Translators: the length of the value, and the most the panel takes. */
    _ ("The new value has %u characters, and this control panel takes at most %u, so it may refuse "
       "it. Ask the company to enter it for you, or go back and remove what no longer sends email "
       "for you."),
    (guint) length, (guint) most);
  todoku_task_add_trap (traps, text, NULL);
}

static gboolean
sources_are_equal (const TodokuCatalogSource *a, const TodokuCatalogSource *b)
{
  return a != NULL && b != NULL && a->grade == b->grade && g_strcmp0 (a->url, b->url) == 0
         && g_strcmp0 (a->checked, b->checked) == 0;
}

static void
add_note (GPtrArray *traps, const TodokuCatalogNote *note, const TodokuCatalogSource *source)
{
  todoku_task_add_trap (traps, todoku_catalog_text_get (&note->text),
                        sources_are_equal (&note->source, source) ? NULL : &note->source);
}

// Whether the domain's name servers show that what @note warns of cannot be.
static gboolean
is_decided (const TodokuTask *task, const TodokuCatalogNote *note)
{
  char **servers = task->collected->name_servers;

  for (guint i = 0; note->unless_ns != NULL && servers[i] != NULL; i++)
    if (!todoku_catalog_globs_match ((const char *const *) note->unless_ns, servers[i]))
      return FALSE;

  return note->unless_ns != NULL && servers[0] != NULL;
}

// What is about that company's SPF says nothing of other records, nor what is about texts of an
// alias.
static gboolean
is_about (const TodokuTask *task, const TodokuCatalogNote *trap)
{
  return (task->standard == TODOKU_STANDARD_SPF || strstr (trap->text.en, "SPF") == NULL)
         && (!todoku_task_is_alias (task) || strstr (trap->text.en, "TXT") == NULL)
         && !is_decided (task, trap);
}

GPtrArray *
todoku_task_list_traps (const TodokuTask *task, const TodokuCatalogSource *source)
{
  GPtrArray *traps = todoku_task_traps_new ();
  const TodokuDnsProvider *provider = task->collected->dns_provider;

  if (provider == NULL)
    return traps;
  add_trap_of_length (traps, task);
  if (provider->quotes == 1 && task->value != NULL && !todoku_task_is_alias (task)
      && !todoku_task_is_published (task))
    todoku_task_add_trap (
      traps, _ ("This control panel wants the value in quotes: copy it together with them."), NULL);
  todoku_list_foreach (const TodokuCatalogNote, trap, provider->traps)
    if (is_about (task, trap))
      add_note (traps, trap, source);

  return traps;
}

// Told of any record that is written there.
GPtrArray *
todoku_task_list_dangers (const TodokuTask *task, const TodokuCatalogSource *source)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  GPtrArray *dangers = todoku_task_traps_new ();

  todoku_list_foreach (const TodokuCatalogNote, danger, provider != NULL ? provider->dangers : NULL)
    if (!is_decided (task, danger))
      add_note (dangers, danger, source);

  return dangers;
}

char *
todoku_task_describe_wait (const TodokuTask *task)
{
  const TodokuDnsProvider *provider = task->collected->dns_provider;
  const char *wait = provider != NULL ? todoku_catalog_text_get (&provider->wait) : NULL;

  if (wait == NULL)
    return g_strdup (_ ("It can take from a few minutes to a day or two until it is seen "
                        "everywhere. Until then, some email may still come back."));

  /* Translators: %s is a sentence or a time of the company, as "about an hour". */
  return g_strdup_printf (_ ("Until it is seen everywhere: %s"), wait);
}

char **
todoku_task_list_assurances (const TodokuTask *task)
{
  static const char *const others[] = {
    [TODOKU_STANDARD_SPF] =
      N_ ("Leave all other records as they are, also TXT records that do not start with v=spf1."),
    [TODOKU_STANDARD_DKIM] = N_ ("Leave all other records as they are."),
    [TODOKU_STANDARD_DMARC] = N_ ("Leave all other records as they are."),
  };
  g_autoptr (GStrvBuilder) assurances = g_strv_builder_new ();

  if (!todoku_task_ends_wildcard (task))
    g_strv_builder_add (
      assurances,
      todoku_dns_provider_is_dangerous (task->collected->dns_provider)
        ? _ ("Your site’s pages are not affected as long as the name servers stay as they are.")
        : _ ("Your site’s pages are not affected by this."));
  g_strv_builder_add (assurances, _ (others[task->standard]));

  return g_strv_builder_end (assurances);
}
