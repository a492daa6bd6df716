// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a DMARC record: whatever is found must have a rule, a place in the record and words,
// and what is proposed for it stays, without an error, and no milder than before.

#include "dmarc/lint.h"
#include "dmarc/propose.h"
#include "fuzz.h"

#include <string.h>

#define BEGIN "v=DMARC1; "

static gboolean
is_rule (const char *id)
{
  for (guint i = 0; i < todoku_dmarc_lint_get_n_rules (); i++)
    if (g_str_equal (todoku_dmarc_lint_get_rule (i), id))
      return TRUE;

  return FALSE;
}

static void
check_findings (GPtrArray *findings, size_t length)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      g_assert (is_rule (finding->id));
      g_assert (finding->position >= -1 && finding->position <= (int) length);
      g_assert (g_utf8_validate (finding->message, -1, NULL) && *finding->message != '\0');
    }
}

static TodokuDmarcPolicy
get_policy (const char *text, size_t length)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, length);

  return record->is_record ? todoku_dmarc_record_get_policy (record, TODOKU_DMARC_SUBJECT_DOMAIN)
                           : TODOKU_DMARC_POLICY_UNSET;
}

static void
check_proposal (const char *text, TodokuDmarcPolicy policy)
{
  const char *const published[] = { text, NULL };
  g_autoptr (TodokuDmarcProposal) proposal = todoku_dmarc_propose (published, NULL);
  const char *const proposed[] = { proposal->text, NULL };

  if (proposal->text == NULL)
    return;

  g_autoptr (TodokuDmarcProposal) again = todoku_dmarc_propose (proposed, NULL);
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (proposal->text, strlen (proposal->text));

  g_assert (again->text == NULL);
  g_assert (get_policy (proposal->text, strlen (proposal->text)) >= policy);
  for (guint i = 0; i < findings->len; i++)
    g_assert (((TodokuFinding *) findings->pdata[i])->severity != TODOKU_SEVERITY_ERROR);
}

static void
check (const char *text, size_t length)
{
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (text, length);
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) length);

  check_findings (findings, length);
  check_proposal (shown, get_policy (text, length));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  size_t begin = strlen (BEGIN);
  g_autofree char *text = g_malloc (begin + length);

  memcpy (text, BEGIN, begin);
  if (length > 0)
    memcpy (text + begin, octets, length);

  check ((const char *) octets, length);
  check (text, begin + length);

  return 0;
}
