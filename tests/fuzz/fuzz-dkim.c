// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a key record, as they are and as its key: whatever is found must have a rule, a place
// in the record and words, and what is good for something has nothing that makes it unusable.

#include "dkim/evaluate.h"
#include "dkim/lint.h"
#include "fuzz.h"

#include <string.h>

#define BEGIN "v=DKIM1; p="

static void
check (const char *text, size_t length)
{
  g_autoptr (TodokuDkimEvaluation) evaluation = todoku_dkim_evaluate_record (text, length);
  const TodokuDkimSelector *selector = g_ptr_array_index (evaluation->selectors, 0);
  const TodokuDkimRecord *record = selector->record;
  gboolean has_error = FALSE;

  for (guint i = 0; i < evaluation->findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (evaluation->findings, i);

      g_assert (todoku_dkim_lint_find_rule (finding->id) != NULL);
      g_assert (finding->position >= -1 && finding->position <= (int) length);
      g_assert (g_utf8_validate (finding->message, -1, NULL) && *finding->message != '\0');
      g_assert (finding->term == NULL || g_utf8_validate (finding->term, -1, NULL));
      has_error = has_error || finding->severity == TODOKU_SEVERITY_ERROR;
    }

  g_assert (has_error
            == (record->state == TODOKU_DKIM_STATE_BROKEN
                || (record->state == TODOKU_DKIM_STATE_WEAK && !record->is_usable)));
  g_assert (!record->is_usable || record->key.bits > 0);
  g_assert (g_utf8_validate (selector->text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  size_t begin = strlen (BEGIN);
  g_autofree char *text = g_malloc (begin + length);
  g_autofree char *base64 = g_base64_encode (octets, length);
  g_autofree char *key = g_strconcat (BEGIN, base64, NULL);

  memcpy (text, BEGIN, begin);
  if (length > 0)
    memcpy (text + begin, octets, length);

  check ((const char *) octets, length);
  check (text, begin + length);
  check (key, strlen (key));

  return 0;
}
