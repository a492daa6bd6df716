// SPDX-License-Identifier: GPL-3.0-or-later

// The instructions on paper, and as a message to somebody else.

#include "checkup/print-private.h"

#include "checkup/instructions-private.h"
#include "checkup/wording.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
block_free (gpointer data)
{
  TodokuPrintBlock *block = data;

  g_free (block->label);
  g_free (block->text);
  g_free (block);
}

GPtrArray *
todoku_print_paper_new (void)
{
  return g_ptr_array_new_with_free_func (block_free);
}

void
todoku_print_add (GPtrArray *paper, TodokuPrintKind kind, const char *label, const char *text)
{
  TodokuPrintBlock *block = NULL;

  if (text == NULL || *text == '\0')
    return;
  block = g_new0 (TodokuPrintBlock, 1);
  block->kind = kind;
  block->label = g_strdup (label);
  block->text = todoku_wording_make_visible (text);
  g_ptr_array_add (paper, block);
}

void
todoku_print_add_title (GPtrArray *paper, const char *title, GDateTime *date)
{
  g_autofree char *day = g_date_time_format (date, "%Y-%m-%d");
  /* Translators: %s is a date as 2026-11-24. */
  g_autofree char *made = g_strdup_printf (_ ("Checked with Todoku on %s"), day);

  todoku_print_add (paper, TODOKU_PRINT_TITLE, NULL, title);
  todoku_print_add (paper, TODOKU_PRINT_SMALL, NULL, made);
}

static void
add_head (GPtrArray *paper,
          const TodokuReport *report,
          TodokuStandard standard,
          const TodokuStandardReport *found,
          GDateTime *date)
{
  // Translators: the title of a sheet of paper: SPF, DKIM or DMARC, then a domain.
  g_autofree char *title = g_strdup_printf (_ ("%1$s record of %2$s"),
                                            todoku_standard_get_label (standard), report->domain);

  todoku_print_add_title (paper, title, date);
  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, found->headline);
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, found->explanation);
}

// None where a company makes the value.
static void
add_values (GPtrArray *paper, const TodokuStandardReport *found)
{
  if (found->proposed == NULL)
    return;
  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, _ ("Current value"));
  for (guint i = 0; found->current[i] != NULL; i++)
    todoku_print_add (paper, TODOKU_PRINT_VALUE, NULL, found->current[i]);
  if (found->current[0] == NULL)
    todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, _ ("There is no such record."));

  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, _ ("New value"));
  todoku_print_add (paper, TODOKU_PRINT_VALUE, NULL, found->proposed);
}

static void
add_texts (GPtrArray *paper, TodokuPrintKind kind, gboolean numbered, char **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);

      todoku_print_add (paper, kind, numbered ? number : TODOKU_PRINT_BULLET, texts[i]);
    }
}

static void
add_part (GPtrArray *paper, const char *heading, char **items)
{
  if (items[0] == NULL)
    return;
  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, heading);
  add_texts (paper, TODOKU_PRINT_ITEM, FALSE, items);
}

static void
add_steps (GPtrArray *paper, const char *heading, char **steps)
{
  if (steps[0] != NULL)
    todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, heading);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u.", i + 1);
      const char *value = NULL;
      g_autofree char *words = todoku_step_dup_words (steps[i], &value);

      todoku_print_add (paper, TODOKU_PRINT_ITEM, number, words);
      if (value != NULL)
        todoku_print_add (paper, TODOKU_PRINT_VALUE, NULL, value);
    }
}

static void
add_fields (GPtrArray *paper, const TodokuInstructions *instructions)
{
  if (instructions->fields->len == 0)
    return;
  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, _ ("What Goes into the Fields"));
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, instructions->change);
  if (instructions->line != NULL)
    {
      todoku_print_add (paper, TODOKU_PRINT_VALUE, _ ("The whole line"), instructions->line);
      return;
    }
  todoku_list_foreach (const TodokuInstructionsField, field, instructions->fields)
    if (field->value != NULL)
      todoku_print_add (paper, TODOKU_PRINT_VALUE, field->label, field->value);
    else
      todoku_print_add (paper, TODOKU_PRINT_FIELD, field->label, field->remark);
  if (g_strv_length (instructions->strings) < 2)
    return;
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL,
                    _ ("If the control panel takes at most 255 characters: one record with these "
                       "pieces, in this order."));
  add_texts (paper, TODOKU_PRINT_VALUE, TRUE, instructions->strings);
}

static void
add_traps (GPtrArray *paper, const char *heading, GPtrArray *traps)
{
  if (traps->len > 0)
    todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, heading);
  todoku_list_foreach (const TodokuInstructionsTrap, trap, traps)
    {
      g_autofree char *source = NULL;

      todoku_print_add (paper, TODOKU_PRINT_ITEM, TODOKU_PRINT_BULLET, trap->text);
      if (trap->source == NULL || !todoku_catalog_source_is_weak (trap->source))
        continue;
      source = todoku_wording_source (trap->source);
      todoku_print_add (paper, TODOKU_PRINT_ITEM_NOTE, NULL, source);
    }
}

static void
add_source (GPtrArray *paper, const TodokuInstructions *instructions)
{
  const TodokuCatalogSource *source = instructions->source;
  g_autofree char *checked = source != NULL ? todoku_wording_source (source) : NULL;
  g_autofree char *line = NULL;

  if (checked == NULL)
    return;
  /* Translators: first the name of a company, then when its facts were checked. */
  line = g_strdup_printf (_ ("%s: %s"), instructions->source_name, checked);
  todoku_print_add (paper, TODOKU_PRINT_SMALL, NULL, line);
  todoku_print_add (paper, TODOKU_PRINT_SMALL, NULL,
                    instructions->source_url != NULL ? instructions->source_url : source->url);
}

GPtrArray *
todoku_instructions_list_blocks (const TodokuReport *report,
                                 TodokuStandard standard,
                                 GDateTime *date)
{
  const TodokuStandardReport found = todoku_report_get_standard (report, standard);
  const TodokuInstructions *instructions = found.instructions;
  GPtrArray *paper;

  if (instructions == NULL)
    return NULL;

  paper = todoku_print_paper_new ();
  add_head (paper, report, standard, &found, date);
  add_values (paper, &found);
  todoku_print_add (paper, TODOKU_PRINT_HEADING, NULL, instructions->target);
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, instructions->place);
  todoku_print_add (paper, TODOKU_PRINT_TEXT, NULL, instructions->wait);
  add_part (paper, _ ("How to Find the Company"), instructions->ways);
  add_traps (paper, _ ("Read This First"), instructions->dangers);
  add_steps (paper, _ ("Steps"), instructions->steps);
  add_traps (paper, _ ("Common Mistakes"), instructions->traps);
  add_steps (paper, _ ("If You Cannot Find the Switch: By Hand"), instructions->steps_by_hand);
  add_fields (paper, instructions);
  add_part (paper, _ ("What Stays as It Is"), instructions->assurances);
  add_source (paper, instructions);

  return paper;
}

// ---------------------------------------------------------------------------------------------
// The message

static void
append_line (GString *message, const char *line)
{
  g_string_append (message, line);
  g_string_append_c (message, '\n');
}

static void
append_field (GString *message, const char *label, const char *value)
{
  /* Translators: a field of the DNS panel and what goes into it, as "Type: TXT". */
  g_autofree char *line = g_strdup_printf (_ ("%s: %s"), label, value);

  append_line (message, line);
}

static char *
describe_reason (const TodokuReport *report, TodokuStandard standard)
{
  if (standard == TODOKU_STANDARD_SPF)
    // Translators: the argument is a domain.
    return g_strdup_printf (
      _ ("Gmail refuses email that we send from %s because of our SPF record."), report->domain);

  // Translators: a domain, then DKIM or DMARC.
  return g_strdup_printf (_ ("Gmail and others also check the email that we send from %1$s for "
                             "%2$s, and ours is not set up correctly yet."),
                          report->domain, todoku_standard_get_label (standard));
}

static char *
make_subject (const TodokuReport *report, TodokuStandard standard)
{
  // Translators: subject of a message to a web agency: SPF, DKIM or DMARC, then a domain.
  return g_strdup_printf (C_ ("subject", "%1$s record of %2$s"),
                          todoku_standard_get_label (standard), report->domain);
}

static const char *
get_request (const TodokuReport *report)
{
  if (report->verdict == TODOKU_VERDICT_ADD)
    return _ ("Could you please add this TXT record to our DNS?");
  if (report->verdict == TODOKU_VERDICT_MERGE)
    return _ ("There are several SPF records, but only one is allowed. Could you please leave only "
              "this TXT record in our DNS and delete the other SPF records?");
  if (todoku_report_waits_for_preset (report))
    return _ ("The server’s company should publish this TXT record automatically, but it is not "
              "there. Could you please ask that company why?");
  if (report->verdict == TODOKU_VERDICT_SWITCH)
    return _ ("Could you please turn on SPF in the server’s control panel, so that this TXT record "
              "is published?");
  return _ ("Could you please change the SPF record in our DNS (TXT) to this one?");
}

static const char *
get_dmarc_request (const TodokuReport *report)
{
  if (report->dmarc->verdict == TODOKU_DMARC_VERDICT_ADD)
    return _ ("Could you please add this TXT record to our DNS?");
  if (report->dmarc->current[0] != NULL && report->dmarc->current[1] != NULL)
    return _ ("There are several DMARC records, but only one is allowed. Could you please leave "
              "only this TXT record in our DNS and delete the other DMARC records?");

  return _ ("Could you please change the DMARC record in our DNS (TXT) to this one?");
}

static char *
dup_host_field (const TodokuReport *report, TodokuStandard standard)
{
  const char *field = report->collected->host_field;

  if (standard == TODOKU_STANDARD_DMARC)
    return todoku_task_make_host_field (report->collected, report->dmarc->name);
  if (field == NULL)
    return g_strdup (_ ("(the domain itself: blank or @, as your control panel wants it)"));

  return g_strdup (*field != '\0' ? field : _ ("(leave blank)"));
}

static void
append_change (GString *message,
               const TodokuReport *report,
               TodokuStandard standard,
               const TodokuStandardReport *found)
{
  g_autofree char *host_field = dup_host_field (report, standard);

  append_line (message,
               standard == TODOKU_STANDARD_SPF ? get_request (report) : get_dmarc_request (report));
  append_line (message, "");
  append_line (message, _ ("[The change]"));
  append_field (message, _ ("Domain"), report->domain);
  append_field (message, _ ("Host name"), host_field);
  append_field (message, _ ("Type"), "TXT");
  append_field (message, _ ("TTL"), _ ("(as it is)"));
  append_field (message, _ ("Value"), _ ("the next line, without line breaks"));
  append_line (message, found->proposed);
  if (found->instructions->strings[1] != NULL)
    append_line (message, _ ("(It has more than 255 characters: please enter it as one TXT record "
                             "of several strings, with nothing between them.)"));
}

// A company makes the key: what can be asked for is how to get it and where it goes.
static void
append_steps (GString *message, const TodokuInstructions *instructions)
{
  append_line (message, _ ("Could you please do this for us?"));
  append_line (message, "");
  for (guint i = 0; instructions->steps[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u. %s", i + 1, instructions->steps[i]);

      append_line (message, line);
    }
}

static void
append_current (GString *message, const TodokuStandardReport *found)
{
  if (found->current[0] == NULL)
    return;

  append_line (message, "");
  append_line (message, _ ("[Current value]"));
  for (char **record = found->current; *record != NULL; record++)
    {
      g_autofree char *visible = todoku_wording_make_visible (*record);

      append_line (message, visible);
    }
}

static void
append_name_servers (GString *message, const TodokuReport *report)
{
  g_autofree char *servers = NULL;

  if (report->collected->name_servers[0] == NULL)
    return;

  servers = g_strjoinv (", ", report->collected->name_servers);
  append_line (message, "");
  append_field (message, _ ("Name servers"), servers);
  if (report->collected->dns_provider != NULL)
    append_field (message, _ ("DNS provider"),
                  todoku_catalog_text_get (&report->collected->dns_provider->name));
}

static char *
write_body (const TodokuReport *report, TodokuStandard standard)
{
  const TodokuStandardReport found = todoku_report_get_standard (report, standard);
  g_autoptr (GString) message = g_string_new (NULL);
  g_autofree char *reason = describe_reason (report, standard);

  append_line (message, _ ("Hello,"));
  append_line (message, "");
  append_line (message, reason);
  if (found.proposed != NULL)
    append_change (message, report, standard, &found);
  else
    append_steps (message, found.instructions);
  append_current (message, &found);
  append_name_servers (message, report);
  append_line (message, "");
  append_line (message, _ ("Please leave all other records (MX, A, other TXT) as they are."));
  append_line (message, _ ("Once it is saved, please let us know, and we will check it."));
  append_line (message, "");
  append_line (message, _ ("Thank you very much."));

  return g_string_free (g_steal_pointer (&message), FALSE);
}

// Returns FALSE where there is nothing to ask for.
static gboolean
write_message (const TodokuReport *report, TodokuStandard standard, char **subject, char **body)
{
  if (todoku_report_get_standard (report, standard).instructions == NULL)
    return FALSE;

  *subject = make_subject (report, standard);
  *body = write_body (report, standard);

  return TRUE;
}

char *
todoku_instructions_write_message (const TodokuReport *report, TodokuStandard standard)
{
  g_autofree char *subject = NULL;
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;

  if (!write_message (report, standard, &subject, &body))
    return NULL;

  // Translators: the first line of a message; %s is what it is about.
  head = g_strdup_printf (_ ("Subject: %s"), subject);

  return g_strconcat (head, "\n\n", body, NULL);
}

// ---------------------------------------------------------------------------------------------
// As a URI that a mail program opens (RFC 6068)

// Lines end as in a mail (RFC 6068, 5).
static char *
escape_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *escaped = g_uri_escape_string (lines[i], NULL, FALSE);

      g_free (lines[i]);
      lines[i] = escaped;
    }

  return g_strjoinv ("%0D%0A", lines);
}

static char *
make_mailto (const char *subject, const char *body)
{
  g_autofree char *escaped_subject = escape_lines (subject);
  g_autofree char *escaped_body = escape_lines (body);

  return g_strconcat ("mailto:?subject=", escaped_subject, "&body=", escaped_body, NULL);
}

char *
todoku_instructions_make_mailto (const TodokuReport *report, TodokuStandard standard)
{
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  return write_message (report, standard, &subject, &body) ? make_mailto (subject, body) : NULL;
}

char *
todoku_test_mail_make_mailto (const char *domain)
{
  // Translators: subject of a mail; %s is a domain.
  g_autofree char *subject = g_strdup_printf (_ ("Test email from %s"), domain);
  // Translators: text of a mail; %s is a domain.
  g_autofree char *body =
    g_strdup_printf (_ ("This email was sent to see whether email from %s arrives.\n"
                        "\n"
                        "If it is in the inbox, it did. For full proof, copy its source, and paste "
                        "it into Todoku: that shows whether SPF, DKIM and DMARC passed.\n"),
                     domain);

  return make_mailto (subject, body);
}

char *
todoku_print_write_question (const char *domain)
{
  GString *letter = g_string_new (NULL);
  /* Translators: subject of a letter; %s is a domain. */
  g_autofree char *subject = g_strdup_printf (_ ("Subject: Mail server and SPF of %s"), domain);
  /* Translators: %s is a domain. */
  g_autofree char *reason =
    g_strdup_printf (_ ("Some of the email that we send from %s does not reach Gmail. To fix that, "
                        "could you please tell us the following?"),
                     domain);

  append_line (letter, subject);
  append_line (letter, "");
  append_line (letter, _ ("Hello,"));
  append_line (letter, "");
  append_line (letter, reason);
  append_line (letter, "");
  append_line (letter, _ ("1. Which company, and which of its services, sends our email?"));
  append_line (letter, _ ("2. Which SPF value does it give (the text that starts with v=spf1)?"));
  append_line (letter, _ ("3. Does anything else send email with our address, such as a form on "
                          "the website, a shop, or a newsletter?"));
  append_line (letter, _ ("4. In which company’s control panel do we change our DNS?"));
  append_line (letter, "");
  append_line (letter, _ ("Thank you very much."));

  return g_string_free (letter, FALSE);
}
