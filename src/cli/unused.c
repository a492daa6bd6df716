// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/unused.h"

#include "base/diff.h"
#include "base/finding.h"
#include "base/list.h"
#include "catalog/template.h"
#include "checkup/report-json.h"
#include "checkup/term.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What @text means, whatever its sign and its case; a redirect= is the include it may become.
static char *
get_key (const char *text, const char *domain)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  if (term == NULL || term->error != NULL)
    return g_strdup (text);
  if (term->kind == TODOKU_SPF_TERM_REDIRECT)
    {
      g_autofree char *include = g_strconcat ("include:", term->value, NULL);

      return get_key (include, domain);
    }

  return todoku_spf_term_get_key (term, domain);
}

static gboolean
means (const char *term, const char *key, const char *domain)
{
  g_autofree char *other = term != NULL ? get_key (term, domain) : NULL;

  return g_strcmp0 (other, key) == 0;
}

// Whether @text is a part of what is or was to be in the record.
static gboolean
is_part (const TodokuReport *report, const char *text)
{
  g_autofree char *key = get_key (text, report->domain);

  todoku_list_foreach (const TodokuDiffEntry, entry, report->entries)
    if (means (entry->term, key, report->domain) || means (entry->was, key, report->domain))
      return TRUE;

  return FALSE;
}

// Whether @text is of a company that the mail goes to, whose part would have been added.
static gboolean
is_of_company (const TodokuReport *report, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);
  const TodokuMailHost *host =
    term != NULL ? todoku_term_find_host (report->collected->catalog, term) : NULL;

  return host != NULL && todoku_detections_find (report->collected->mail.detections, host) != NULL;
}

static gboolean
is_asked (const TodokuReport *report, const char *text)
{
  todoku_list_foreach (const TodokuFinding, finding, report->findings)
    if (g_strcmp0 (finding->term, text) == 0
        && (finding->options != NULL || g_str_equal (finding->id, "unclear-term")))
      return TRUE;

  return FALSE;
}

// A name at which a record stands, or an address, is answered about, too.
static gboolean
is_elsewhere (const TodokuReport *report, const char *text)
{
  TodokuDnsAddress address;

  return todoku_dns_address_parse (text, -1, &address)
         || g_ptr_array_find_with_equal_func (report->collected->misplaced_at, text, g_str_equal,
                                              NULL)
         || g_str_equal (text, report->domain) || g_str_has_prefix (text, "www.");
}

// Why what was to be removed stays; or NULL.
static char *
explain_staying (const TodokuReport *report, const char *text)
{
  g_autofree char *key = get_key (text, report->domain);

  if (g_str_equal (key, "all"))
    // Translators: the argument is what was typed, as ~all.
    return g_strdup_printf (_ ("Every record has an end, so --remove does nothing about “%s”."),
                            text);
  todoku_list_foreach (const TodokuWanted, wanted, report->collected->wanted)
    todoku_spf_record_foreach (wanted->record, term)
      if (means (term->text, key, report->domain))
        return wanted->name != NULL
                 // Translators: a company, then what was typed, as include:spf.shop.example.
                 ? g_strdup_printf (_ ("%s needs “%s” to send your email, so it stays, and "
                                       "--remove changes nothing."),
                                    wanted->name, text)
                 // Translators: the argument is what was typed, as include:spf.shop.example.
                 : g_strdup_printf (_ ("“%s” is needed to send your email, so it stays, and "
                                       "--remove changes nothing."),
                                    text);

  return NULL;
}

// Whether an answer about a term that stands in the record led to nothing: neither was the term
// changed, nor is there what it was said to mean.
static gboolean
is_passed_over (const TodokuReport *report, const char *text, const char *meant)
{
  g_autofree char *key = get_key (text, report->domain);
  g_autofree char *meant_key = get_key (meant, report->domain);
  gboolean is_there = FALSE;

  todoku_list_foreach (const TodokuDiffEntry, entry, report->entries)
    {
      if (entry->op != TODOKU_DIFF_REMOVE && means (entry->term, meant_key, report->domain))
        return FALSE;
      if (entry->op == TODOKU_DIFF_CHANGE && means (entry->was, key, report->domain))
        return FALSE;
      is_there |= means (entry->term, key, report->domain)
                  && (entry->op == TODOKU_DIFF_KEEP || *meant != '\0');
    }

  return is_there;
}

static void
add (GPtrArray *sentences, char *sentence)
{
  if (sentence != NULL)
    g_ptr_array_add (sentences, sentence);
}

static gboolean
fits (const TodokuMailHost *host, const char *key, const char *value)
{
  const char *dot = strchr (key, '.');
  const TodokuCatalogPlaceholder *placeholder =
    host != NULL ? todoku_mail_host_find_placeholder (host, dot != NULL ? dot + 1 : key) : NULL;
  g_autofree char *fitting =
    placeholder != NULL ? todoku_catalog_placeholder_normalize (placeholder, value) : NULL;

  return fitting != NULL;
}

static void
list_unused_values (GPtrArray *sentences, const TodokuCollected *collected, GHashTable *values)
{
  GHashTableIter iter;
  const char *key;
  const char *value;

  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    if (!fits (collected->mail.host, key, value) && !fits (collected->web.host, key, value))
      add (sentences,
           // Translators: both arguments are what was typed, as host and sv1234.xserver.jp.
           g_strdup_printf (_ ("“%s” cannot be “%s” at any company that was found or chosen, so "
                               "--set changes nothing."),
                            key, value));
}

static void
list_unused_removals (GPtrArray *sentences, const TodokuReport *report, GPtrArray *unwanted)
{
  todoku_list_foreach (const char, text, unwanted)
    if (!is_part (report, text) && !is_of_company (report, text))
      add (sentences,
           // Translators: the argument is what was typed, as include:spf.shop.example.
           g_strdup_printf (_ ("“%s” is no part of the record, so --remove changes nothing."),
                            text));
    else
      add (sentences, explain_staying (report, text));
}

static void
list_unused_answers (GPtrArray *sentences, const TodokuReport *report, GHashTable *answers)
{
  GHashTableIter iter;
  const char *term;
  const char *meant;

  g_hash_table_iter_init (&iter, answers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &term, (gpointer *) &meant))
    if (is_asked (report, term))
      add (sentences,
           // Translators: both arguments are what was typed, as include:spf.shop.example.
           g_strdup_printf (_ ("“%s” cannot mean “%s”, so --answer changes nothing."), meant,
                            term));
    else if (!is_elsewhere (report, term)
             && (!is_part (report, term) || is_passed_over (report, term, meant)))
      add (sentences,
           // Translators: the argument is what was typed, as include:spf.shop.example.
           g_strdup_printf (_ ("Nothing is asked about “%s”, so --answer changes nothing."), term));
}

GPtrArray *
todoku_cli_list_unused (const TodokuReport *report, const TodokuCheckupOptions *choices)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  list_unused_values (sentences, report->collected, choices->values);
  // Where nothing is put together, nothing can be said of it.
  if (report->entries->len > 0)
    {
      list_unused_removals (sentences, report, choices->unwanted);
      list_unused_answers (sentences, report, choices->answers);
    }

  return sentences;
}

struct json_object *
todoku_cli_report_to_json (TodokuReport *report, const TodokuCheckupOptions *choices)
{
  g_autoptr (GPtrArray) unused = todoku_cli_list_unused (report, choices);
  struct json_object *object = todoku_report_to_json (report);
  struct json_object *sentences = json_object_new_array ();

  todoku_list_foreach (const char, sentence, unused)
    json_object_array_add (sentences, json_object_new_string (sentence));
  json_object_object_add (object, "unused", sentences);

  return object;
}
