// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/policy.h"

#include "base/finding.h"
#include "checkup/proof.h"
#include "checkup/synthesized.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/zone-cut.h"

static gboolean
lacks_key (const TodokuDkimEvaluation *dkim, const TodokuCatalogDkim *keys)
{
  g_autofree char *selectors = g_strjoinv (", ", keys->selectors);

  todoku_list_foreach (const TodokuFinding, finding, dkim->findings)
    if (g_str_equal (finding->id, "no-key-of-service") && g_strcmp0 (finding->term, selectors) == 0)
      return TRUE;

  return FALSE;
}

static const char *
find_unsigned (const TodokuCollected *collected, GPtrArray *services)
{
  const TodokuMailHost *other = todoku_collected_get_other_sender (collected);

  if (collected->dkim == NULL)
    return NULL;
  if (other != NULL && lacks_key (collected->dkim, &other->dkim))
    return todoku_catalog_text_get (&other->name);
  todoku_list_foreach (const TodokuSender, sender, services)
    if (lacks_key (collected->dkim, &sender->dkim))
      return todoku_catalog_text_get (&sender->name);

  return NULL;
}

static const char *
find_on_subdomain (const TodokuCollected *collected, GPtrArray *services)
{
  todoku_list_foreach (const TodokuSender, sender, services)
    if (sender->on_subdomain && todoku_collected_find_key_of (collected, sender) == NULL)
      return todoku_catalog_text_get (&sender->name);

  return NULL;
}

static int
has_key (const TodokuDkimEvaluation *dkim)
{
  if (dkim == NULL || dkim->verdict == TODOKU_DKIM_VERDICT_UNKNOWN
      || todoku_dkim_evaluation_lacks_one (dkim))
    return -1;

  return dkim->verdict == TODOKU_DKIM_VERDICT_FINE;
}

// What the mail host signs passes without SPF; what others send does not.
static TodokuDmarcPassing
count_unsigned (const TodokuCollected *collected)
{
  const TodokuMailHost *host = collected->mail.host;
  const char *own = host != NULL ? todoku_catalog_text_get (&host->name) : NULL;
  g_autoptr (GPtrArray) proofs = todoku_proofs_new ();

  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    if (own == NULL || g_strcmp0 (wanted->name, own) != 0)
      todoku_proofs_add_record (proofs, collected->facts, collected->domain, wanted->record);
  todoku_proofs_evaluate (proofs, collected->facts, collected->domain, NULL);
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (proof->current != TODOKU_SPF_RESULT_PASS)
      return TODOKU_DMARC_PASSING_SOME;

  return TODOKU_DMARC_PASSING_UNKNOWN;
}

static TodokuDmarcPassing
count_passing (const TodokuCollected *collected, const TodokuJudgement *judgement)
{
  gboolean is_short = judgement->passing == TODOKU_DMARC_PASSING_NONE
                      || judgement->passing == TODOKU_DMARC_PASSING_SOME;

  return is_short && has_key (collected->dkim) == 1 ? count_unsigned (collected)
                                                    : judgement->passing;
}

static gboolean
is_repairable (const TodokuJudgement *judgement)
{
  if (judgement->verdict == TODOKU_VERDICT_CHOOSE)
    return judgement->question != TODOKU_QUESTION_PROVIDER
           && judgement->question != TODOKU_QUESTION_ALIAS;

  return todoku_verdict_has_value (judgement->verdict)
         || judgement->verdict == TODOKU_VERDICT_SWITCH;
}

// A record below a name that lives by a wildcard would take from it what that gives. The one of the
// organizational domain counts for it, too (RFC 9989 4.10), and is new: it may refuse nothing.
static gboolean
raise_record (const TodokuCollected *collected,
              TodokuDmarcSenders *senders,
              TodokuDmarcEvaluation **dmarc)
{
  const char *above = todoku_suffix_get_registrable (collected->domain);

  if (collected->synthesized->len == 0 || (*dmarc)->verdict != TODOKU_DMARC_VERDICT_ADD
      || above == NULL
      || (collected->zone != NULL && !todoku_dns_name_equal (collected->zone, above)))
    return TRUE;
  g_clear_pointer (dmarc, todoku_dmarc_evaluation_free);
  senders->sends_nothing = FALSE;
  if (!todoku_dmarc_evaluate (collected->facts, above, senders, dmarc))
    return FALSE;
  g_ptr_array_add ((*dmarc)->findings, todoku_collected_note_raised (collected, above));

  return TRUE;
}

gboolean
todoku_checkup_find_policy (const TodokuCollected *collected,
                            const TodokuJudgement *judgement,
                            TodokuDmarcEvaluation **dmarc)
{
  g_autoptr (GPtrArray) services = g_ptr_array_copy (collected->senders, NULL, NULL);
  TodokuDnsZoneCut cut;
  TodokuDmarcSenders senders = {
    .address = collected->options->report_address,
    .sends_nothing = judgement->sends_nothing && collected->options->bounce == NULL
                     && collected->options->received == NULL,
    .spf = count_passing (collected, judgement),
    .has_key = has_key (collected->dkim),
    .is_repairable = is_repairable (judgement),
  };

  // Those that stand in the record, and those that the person ticked.
  g_ptr_array_extend (services, collected->ticked, NULL, NULL);
  senders.unsigned_service = find_unsigned (collected, services);
  senders.subdomain_service = find_on_subdomain (collected, services);

  return todoku_dmarc_evaluate (collected->facts, collected->domain, &senders, dmarc)
         && raise_record (collected, &senders, dmarc)
         && ((*dmarc)->name == NULL
             || todoku_dns_zone_cut_find (collected->facts, (*dmarc)->name, &cut));
}
