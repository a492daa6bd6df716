// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a record: whatever is found must have a rule, a place in the record and words.

#include "fuzz.h"
#include "spf/lint.h"

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  g_autoptr (GPtrArray) findings =
    todoku_spf_lint_text ((const char *) octets, length, "shop.example");

  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      g_assert (todoku_spf_lint_find_rule (finding->id) != NULL);
      g_assert (finding->position >= -1 && finding->position <= (int) length);
      g_assert (g_utf8_validate (finding->message, -1, NULL) && *finding->message != '\0');
    }

  return 0;
}
