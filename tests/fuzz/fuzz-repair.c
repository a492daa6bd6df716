// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a record that was pasted: what the repair promises, it must keep.

#include "fuzz.h"
#include "spf/extract.h"
#include "spf/record.h"
#include "spf/repair.h"
#include "spf/suggest.h"

#include <string.h>

static gboolean
is_uncertain (GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    if (((TodokuSpfRepair *) g_ptr_array_index (repairs, i))->kind == TODOKU_SPF_REPAIR_UNCERTAIN)
      return TRUE;

  return FALSE;
}

static void
check_repairs (GPtrArray *repairs, size_t length)
{
  guint last = 0;

  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);
      g_autofree char *message = todoku_spf_repair_get_message (repair);

      g_assert (repair->position >= last && repair->position <= length);
      g_assert (g_utf8_validate (message, -1, NULL) && *message != '\0');
      last = repair->position;
    }
}

// What is suggested can be taken as it is.
static void
check_suggestions (GPtrArray *repairs)
{
  for (guint i = 0; i < repairs->len; i++)
    {
      const TodokuSpfRepair *repair = g_ptr_array_index (repairs, i);
      g_auto (GStrv) terms = repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN
                               ? todoku_spf_suggest_terms (repair->was, NULL)
                               : NULL;

      for (guint j = 0; terms != NULL && terms[j] != NULL; j++)
        {
          g_autofree char *text = g_strconcat ("v=spf1 ", terms[j], NULL);
          g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

          g_assert (todoku_spf_record_get_error (record) == NULL
                    && todoku_spf_record_get_n_terms (record) == 1);
        }
    }
}

// What is taken out is a record, and stays what it is.
static void
check_value (const char *octets, size_t length)
{
  g_autofree char *text = g_strndup (octets, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = todoku_spf_extract_value (text, &error);
  g_autofree char *again = value != NULL ? todoku_spf_extract_value (value, NULL) : NULL;
  g_autoptr (TodokuSpfRecord) record = value != NULL ? todoku_spf_record_parse (value, -1) : NULL;

  g_assert ((value == NULL) == (error != NULL));
  g_assert (record == NULL || todoku_spf_record_get_error (record) == NULL);
  g_assert_cmpstr (value, ==, again);
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  const char *text = (const char *) octets;
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *repaired = todoku_spf_repair (text, length, &repairs);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *repaired_again = todoku_spf_repair (repaired, strlen (repaired), &again);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (repaired, -1);

  g_assert (g_utf8_validate (repaired, -1, NULL));
  g_assert (strcmp (repaired, repaired_again) == 0);
  g_assert (is_uncertain (repairs) || todoku_spf_record_get_error (record) == NULL);
  g_assert (is_uncertain (repairs) || again->len == 0);
  g_assert (todoku_spf_text_resembles_record (text, length)
            == todoku_spf_text_is_record (repaired, strlen (repaired)));
  check_repairs (repairs, length);
  check_suggestions (repairs);
  check_value (text, length);

  return 0;
}
