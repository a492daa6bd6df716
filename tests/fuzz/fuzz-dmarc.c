// SPDX-License-Identifier: GPL-3.0-or-later

// Octets as a DMARC record: whatever is found must have a rule, a place in the record and words,
// and what is proposed for it stays, without an error, and with the policy that is in force.

#include "dmarc/lint.h"
#include "dmarc/propose.h"
#include "fuzz.h"

#include <string.h>

#define BEGIN "v=DMARC1; "

static void
check_findings (GPtrArray *findings, size_t length)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TodokuFinding *finding = g_ptr_array_index (findings, i);

      g_assert (todoku_dmarc_lint_find_rule (finding->id) != NULL);
      g_assert (finding->position >= -1 && finding->position <= (int) length);
      g_assert (g_utf8_validate (finding->message, -1, NULL) && *finding->message != '\0');
    }
}

// What is in force today; of a tag that is there twice nobody knows.
static void
check_policy (TodokuDmarcRecord *record, const char *proposed)
{
  static const TodokuDmarcSubject subjects[] = { TODOKU_DMARC_SUBJECT_DOMAIN,
                                                 TODOKU_DMARC_SUBJECT_SUBDOMAIN,
                                                 TODOKU_DMARC_SUBJECT_NON_EXISTENT };
  g_autoptr (TodokuDmarcRecord) nothing = todoku_dmarc_record_parse ("", 0);
  g_autoptr (TodokuDmarcRecord) found = todoku_dmarc_record_parse (proposed, strlen (proposed));
  TodokuDmarcRecord *today = record->is_record ? record : nothing;

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    g_assert (todoku_dmarc_record_get_policy (found, subjects[i])
              <= todoku_dmarc_record_get_policy (today, subjects[i]));
  if (todoku_tag_list_find_repeated (today->tags) == NULL)
    g_assert (todoku_dmarc_record_get_policy (found, TODOKU_DMARC_SUBJECT_DOMAIN)
              == todoku_dmarc_record_get_policy (today, TODOKU_DMARC_SUBJECT_DOMAIN));
}

static void
check_proposal (const char *text)
{
  const char *const published[] = { text, NULL };
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));
  g_autoptr (TodokuDmarcProposal) proposal =
    todoku_dmarc_propose (published, TRUE, NULL, TODOKU_DMARC_AIM_KEEP, FALSE);
  const char *const proposed[] = { proposal->text, NULL };

  if (proposal->text == NULL)
    return;

  g_autoptr (TodokuDmarcProposal) again =
    todoku_dmarc_propose (proposed, TRUE, NULL, TODOKU_DMARC_AIM_KEEP, FALSE);
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (proposal->text, strlen (proposal->text));

  g_assert (again->text == NULL);
  check_policy (record, proposal->text);
  for (guint i = 0; i < findings->len; i++)
    g_assert (((TodokuFinding *) findings->pdata[i])->severity != TODOKU_SEVERITY_ERROR);
}

static void
check (const char *text, size_t length)
{
  g_autoptr (GPtrArray) findings = todoku_dmarc_lint_text (text, length);
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) length);

  check_findings (findings, length);
  check_proposal (shown);
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
