// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/unused.h"

#include "base/diff.h"
#include "base/finding.h"
#include "cli/terminal.h"
#include "config.h"

#include <glib/gi18n-lib.h>

// What @text means, whatever its sign and its case; a redirect= is the include it may become.
static char *
get_key (const char *text, const char *domain)
{
  g_autofree char *record_text = g_strconcat ("v=spf1 ", text, NULL);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (record_text, -1);
  const TodokuSpfTerm *term =
    todoku_spf_record_get_n_terms (record) == 1 ? todoku_spf_record_get_term (record, 0) : NULL;

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

  for (guint i = 0; i < report->entries->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (report->entries, i);

      if (means (entry->term, key, report->domain) || means (entry->was, key, report->domain))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_asked (const TodokuReport *report, const char *text)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_strcmp0 (finding->term, text) == 0
          && (finding->options != NULL || g_str_equal (finding->id, "unclear-term")))
        return TRUE;
    }

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

void
todoku_cli_tell_unused (const TodokuReport *report, const TodokuCheckupOptions *choices)
{
  GHashTableIter iter;
  const char *term;
  const char *meant;

  // Where nothing is put together, nothing can be said of it.
  if (report->entries->len == 0)
    return;

  for (guint i = 0; i < choices->unwanted->len; i++)
    if (!is_part (report, choices->unwanted->pdata[i]))
      // Translators: the argument is what was typed, as include:spf.shop.example.
      todoku_terminal_complain (_ ("“%s” is no part of the record, so --remove changes nothing."),
                                (char *) choices->unwanted->pdata[i]);

  g_hash_table_iter_init (&iter, choices->answers);
  while (g_hash_table_iter_next (&iter, (gpointer *) &term, (gpointer *) &meant))
    if (is_asked (report, term))
      // Translators: both arguments are what was typed, as include:spf.shop.example.
      todoku_terminal_complain (_ ("“%s” cannot mean “%s”, so --answer changes nothing."), meant,
                                term);
    else if (!is_part (report, term) && !is_elsewhere (report, term))
      // Translators: the argument is what was typed, as include:spf.shop.example.
      todoku_terminal_complain (_ ("Nothing is asked about “%s”, so --answer changes nothing."),
                                term);
}
