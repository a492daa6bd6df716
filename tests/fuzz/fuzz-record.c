// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a record, as they are and behind a version section, so that they get to the terms.

#include "fuzz.h"
#include "spf/record.h"

#include <string.h>

#define VERSION "v=spf1 "

static void
check_term (const TodokuSpfTerm *term, size_t length)
{
  g_autofree char *key = todoku_spf_term_get_key (term, "shop.example");

  g_assert (g_utf8_validate (term->text, -1, NULL) && *term->text != '\0');
  g_assert (g_utf8_validate (key, -1, NULL));
  g_assert (term->position < length);
  g_assert (strchr (term->text, ' ') == NULL);
  g_assert (term->prefix4 <= 32 && term->prefix6 <= 128);

  if (term->error != NULL)
    {
      g_assert (term->error_position >= term->position && term->error_position <= length);
      g_assert (g_utf8_validate (term->error->message, -1, NULL));
      g_assert (term->error->domain == TODOKU_SPF_ERROR);
    }
  else
    {
      g_assert (term->kind != TODOKU_SPF_TERM_INVALID);
      g_assert (g_str_is_ascii (term->text));
      g_assert (todoku_spf_term_is_mechanism (term) || !term->has_qualifier);
      g_assert ((term->kind == TODOKU_SPF_TERM_IP4) == (term->address.length == 4));
      g_assert ((term->kind == TODOKU_SPF_TERM_IP6) == (term->address.length == 16));
    }
}

// The terms, put together again, are the same record.
static void
check_again (TodokuSpfRecord *record)
{
  guint n_terms = todoku_spf_record_get_n_terms (record);
  g_autoptr (GString) text = g_string_new ("v=spf1");

  for (guint i = 0; i < n_terms; i++)
    g_string_append_printf (text, " %s", todoku_spf_record_get_term (record, i)->text);

  g_autoptr (TodokuSpfRecord) again = todoku_spf_record_parse (text->str, -1);

  g_assert (todoku_spf_record_get_error (again) == NULL);
  g_assert (todoku_spf_record_get_n_terms (again) == n_terms);
  for (guint i = 0; i < n_terms; i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);
      const TodokuSpfTerm *same = todoku_spf_record_get_term (again, i);
      g_autofree char *key = todoku_spf_term_get_key (term, "shop.example");
      g_autofree char *same_key = todoku_spf_term_get_key (same, "SHOP.example.");

      g_assert (term->kind == same->kind && term->qualifier == same->qualifier);
      g_assert (g_strcmp0 (key, same_key) == 0);
    }
}

static void
check (const char *text, size_t length)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, (gssize) length);

  g_assert (g_utf8_validate (todoku_spf_record_get_text (record), -1, NULL));
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    check_term (todoku_spf_record_get_term (record, i), length);

  if (todoku_spf_record_get_error (record) == NULL)
    {
      g_assert (todoku_spf_text_is_record (text, length));
      check_again (record);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  size_t version = strlen (VERSION);
  g_autofree char *text = g_malloc (version + length);

  memcpy (text, VERSION, version);
  if (length > 0)
    memcpy (text + version, octets, length);

  check ((const char *) octets, length);
  check (text, version + length);

  return 0;
}
