// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/checkup.h"

#include "checkup/collect.h"
#include "checkup/edit.h"
#include "checkup/findings.h"
#include "checkup/judge.h"
#include "checkup/policy.h"

gboolean
todoku_checkup_run (TodokuCatalog *catalog,
                    TodokuDnsFacts *facts,
                    const char *domain,
                    const TodokuCheckupOptions *options,
                    TodokuReport **report)
{
  g_autoptr (TodokuCollected) collected = todoku_collect (catalog, facts, domain, options);
  g_autoptr (TodokuEdit) edit = NULL;
  g_autoptr (TodokuJudgement) judgement = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  TodokuDmarcEvaluation *dmarc = NULL;
  gboolean edited, judged, found, has_policy, complete;

  // Who passes is asked as early as can be, and so is what lint wants to know.
  edit = todoku_edit_new (collected, &edited);
  judgement = todoku_judge (collected, edit, &judged);
  has_policy = todoku_checkup_find_policy (collected, judgement, &dmarc);
  *report = NULL;
  if (collected->txt == NULL)
    {
      g_clear_pointer (&dmarc, todoku_dmarc_evaluation_free);
      return FALSE;
    }

  found = todoku_checkup_list_findings (collected, edit, judgement, &findings);
  // Where the domain does not exist, nothing else matters. Where its record cannot be read, the
  // rest is waited for: who holds the mail must not depend on which answer comes first.
  complete = judgement->verdict == TODOKU_VERDICT_NO_DOMAIN
             || (collected->complete && edited && judged && has_policy && found);
  *report = todoku_report_new (g_steal_pointer (&collected), edit, judgement, dmarc, findings);

  return complete;
}
