// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/letter.h"

#include "checkup/wording.h"

#include <glib/gi18n-lib.h>

static void
append_line (GString *letter, const char *line)
{
  g_string_append (letter, line);
  g_string_append_c (letter, '\n');
}

static void
append_field (GString *letter, const char *label, const char *value)
{
  /* Translators: a field of the DNS panel and what goes into it, as "Type: TXT". */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), label, value);

  append_line (letter, line);
}

static void
append_opening (GString *letter, const TodokuReport *report)
{
  /* Translators: subject of a message to a web agency; %s is a domain. */
  g_autofree char *subject = g_strdup_printf (_ ("Subject: SPF record of %s"), report->domain);
  /* Translators: %s is a domain. */
  g_autofree char *reason =
    g_strdup_printf (_ ("Mail that we send from %s is refused by Gmail because of our SPF record."),
                     report->domain);

  append_line (letter, subject);
  append_line (letter, "");
  append_line (letter, _ ("Hello,"));
  append_line (letter, "");
  append_line (letter, reason);
}

static const char *
get_request (TodokuVerdict verdict)
{
  if (verdict == TODOKU_VERDICT_ADD)
    return _ ("Could you please add this TXT record to our DNS?");
  if (verdict == TODOKU_VERDICT_MERGE)
    return _ ("There are several SPF records, and only one is allowed. Could you please leave only "
              "this TXT record in our DNS and delete the other SPF records?");
  if (verdict == TODOKU_VERDICT_SWITCH)
    return _ ("Could you please turn on SPF in the server's panel, so that this TXT record is "
              "published?");
  return _ ("Could you please change the SPF record in our DNS (TXT) to this one?");
}

static const char *
get_host_field (const TodokuReport *report)
{
  if (report->host_field == NULL)
    return _ ("(the domain itself: blank or @, as your panel wants it)");
  if (*report->host_field == '\0')
    return _ ("(leave blank)");
  return report->host_field;
}

static void
append_change (GString *letter, const TodokuReport *report)
{
  append_line (letter, "");
  append_line (letter, _ ("[The change]"));
  append_field (letter, _ ("Domain"), report->domain);
  append_field (letter, _ ("Host name"), get_host_field (report));
  append_field (letter, _ ("Type"), "TXT");
  append_field (letter, _ ("TTL"), _ ("(as it is)"));
  append_field (letter, _ ("Value"), _ ("the next line, without line breaks"));
  append_line (letter, report->proposed);
  if (report->strings != NULL && g_strv_length (report->strings) > 1)
    append_line (letter, _ ("(It has more than 255 characters: please enter it as one TXT record "
                            "of several strings, with nothing between them.)"));
}

static void
append_current (GString *letter, const TodokuReport *report)
{
  if (report->current == NULL || report->current[0] == NULL)
    return;

  append_line (letter, "");
  append_line (letter, _ ("[Published now]"));
  for (char **record = report->current; *record != NULL; record++)
    {
      g_autofree char *visible = todoku_wording_make_visible (*record);

      append_line (letter, visible);
    }
}

static void
append_name_servers (GString *letter, const TodokuReport *report)
{
  g_autofree char *servers = NULL;

  if (report->name_servers == NULL || report->name_servers[0] == NULL)
    return;

  servers = g_strjoinv (", ", report->name_servers);
  append_line (letter, "");
  append_field (letter, _ ("Name servers"), servers);
  if (report->dns_provider != NULL)
    append_field (letter, _ ("DNS company"), todoku_catalog_text_get (&report->dns_provider->name));
}

char *
todoku_letter_new (const TodokuReport *report)
{
  g_autoptr (GString) letter = NULL;

  if (report->proposed == NULL)
    return NULL;

  letter = g_string_new (NULL);
  append_opening (letter, report);
  append_line (letter, get_request (report->verdict));
  append_change (letter, report);
  append_current (letter, report);
  append_name_servers (letter, report);
  append_line (letter, "");
  append_line (letter, _ ("Please leave all other records (MX, A, other TXT) as they are."));
  append_line (letter, _ ("Once it is saved, please let us know, and we will check it."));
  append_line (letter, "");
  append_line (letter, _ ("Thank you very much."));
  return g_string_free (g_steal_pointer (&letter), FALSE);
}
