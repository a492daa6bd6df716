// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a record that was pasted: what the repair promises, it must keep.

#include "fuzz.h"
#include "spf/record.h"
#include "spf/repair.h"

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

  return 0;
}
