// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/history-groups.h"

#include "config.h"

#include "checkup/standard.h"
#include "checkup/wording.h"
#include "ui/widgets/action-row.h"

#include <glib/gi18n-lib.h>

// As many as can be seen at one glance; the rest is in the history.
#define RECENT_MAX 5
#define AWAITED_MAX 3

static char *
describe_date (const TodokuHistoryEntry *entry)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (entry->time);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  // What stands in the file may be out of what the calendar here can tell.
  return g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d");
}

static GtkWidget *
row_new (const char *title, const char *subtitle, const char *icon_name, const char *action)
{
  GtkWidget *row = todoku_action_row_new (title, subtitle);

  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}

static const char *
describe_verdict (const char *id)
{
  static const char *const words[] = {
    [TODOKU_VERDICT_FINE] = N_ ("SPF was in order"),
    [TODOKU_VERDICT_ADD] = N_ ("There was no SPF record"),
    [TODOKU_VERDICT_EDIT] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_MERGE] = N_ ("SPF had to be fixed"),
    [TODOKU_VERDICT_SWITCH] = N_ ("SPF had to be switched on"),
    [TODOKU_VERDICT_NOT_SPF] = N_ ("Email failed for a reason other than SPF"),
    [TODOKU_VERDICT_UNKNOWN] = N_ ("The DNS could not be read"),
    [TODOKU_VERDICT_NO_DOMAIN] = N_ ("The domain was not found"),
    [TODOKU_VERDICT_CHOOSE] = N_ ("There was something to choose"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strcmp0 (id, todoku_verdict_get_id ((TodokuVerdict) i)) == 0)
        return _ (words[i]);
    }

  return NULL;
}

static const char *
describe_state (const TodokuHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case TODOKU_HISTORY_REPLACED:
      return _ ("Saved, but not seen live yet");
    case TODOKU_HISTORY_LIVE:
      return _ ("The new value was live");
    case TODOKU_HISTORY_CHECK:
    default:
      return describe_verdict (entry->verdict);
    }
}

static GtkWidget *
recent_row_new (const TodokuHistoryEntry *entry, const TodokuDomain *domain)
{
  const char *state = describe_state (entry);
  g_autofree char *date = describe_date (entry);
  g_autofree char *subtitle =
    state != NULL ? g_strjoin (" · ", state, date, NULL) : g_steal_pointer (&date);
  g_autofree char *text = todoku_domain_dup_text (domain);
  GtkWidget *row =
    row_new (domain->display, subtitle, "view-refresh-symbolic", "start.check-again");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", text);

  return row;
}

void
todoku_recent_domains_show (TodokuRowGroup *group, GPtrArray *entries)
{
  g_autoptr (GPtrArray) newest = todoku_history_list_newest (entries);

  todoku_row_group_clear (group);
  for (guint i = 0; i < newest->len && todoku_row_group_get_rows (group)->len < RECENT_MAX; i++)
    {
      const TodokuHistoryEntry *entry = g_ptr_array_index (newest, i);
      g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);

      // What was done about DKIM and DMARC is no check of the domain.
      if (domain != NULL && g_str_equal (domain->ascii, entry->domain))
        todoku_row_group_add (group, recent_row_new (entry, domain));
    }
}

static char *
make_title (const TodokuHistoryEntry *entry, TodokuStandard standard)
{
  g_autoptr (TodokuDomain) domain = todoku_history_entry_dup_domain (entry);
  g_autofree char *name =
    todoku_wording_make_visible (domain != NULL ? domain->display : entry->domain);

  // Translators: a domain, then SPF, DKIM or DMARC.
  return g_strdup_printf (_ ("%1$s: %2$s is not live yet"), name,
                          todoku_standard_get_label (standard));
}

static GtkWidget *
awaited_row_new (const TodokuHistoryEntry *entry, guint index)
{
  TodokuStandard standard = todoku_standard_from_owner (entry->domain);
  g_autofree char *date = describe_date (entry);
  g_autofree char *title = make_title (entry, standard);
  // Translators: %s is a date as 2026-11-24.
  g_autofree char *subtitle =
    g_strdup_printf (standard == TODOKU_STANDARD_DKIM
                       ? _ ("It was switched on on %s. Check again.")
                       : _ ("The new value was saved on %s. Check again."),
                     date);
  GtkWidget *row = row_new (title, subtitle, "go-next-symbolic", "start.go-on");

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);

  return row;
}

void
todoku_awaited_show (TodokuRowGroup *group, GPtrArray *awaited)
{
  todoku_row_group_clear (group);
  for (guint i = 0; i < MIN (awaited->len, AWAITED_MAX); i++)
    todoku_row_group_add (group, awaited_row_new (g_ptr_array_index (awaited, i), i));
}
