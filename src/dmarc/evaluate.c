// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/evaluate.h"

#include "base/finding.h"
#include "config.h"
#include "dmarc/lint.h"
#include "dns/name.h"
#include "dns/suffix.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
todoku_dmarc_verdict_get_id (TodokuDmarcVerdict verdict)
{
  static const char *const ids[] = {
    [TODOKU_DMARC_VERDICT_FINE] = "fine",           [TODOKU_DMARC_VERDICT_ADD] = "add",
    [TODOKU_DMARC_VERDICT_EDIT] = "edit",           [TODOKU_DMARC_VERDICT_UNKNOWN] = "unknown",
    [TODOKU_DMARC_VERDICT_NO_DOMAIN] = "no-domain",
  };

  return ids[verdict];
}

void
todoku_dmarc_evaluation_free (TodokuDmarcEvaluation *evaluation)
{
  g_strfreev (evaluation->current);
  g_free (evaluation->found_at);
  g_free (evaluation->name);
  g_free (evaluation->alias);
  g_free (evaluation->misplaced);
  g_clear_pointer (&evaluation->proposal, todoku_dmarc_proposal_free);
  g_ptr_array_unref (evaluation->findings);
  g_free (evaluation);
}

gboolean
todoku_dmarc_evaluation_is_done (const TodokuDmarcEvaluation *self)
{
  const TodokuFinding *worst;

  if (self->verdict != TODOKU_DMARC_VERDICT_FINE)
    return FALSE;
  worst = self->findings->len > 0 ? g_ptr_array_index (self->findings, 0) : NULL;

  return worst == NULL || worst->severity != TODOKU_SEVERITY_ERROR;
}

char *
todoku_dmarc_evaluation_dup_next (const TodokuDmarcEvaluation *self, const char *domain)
{
  static const TodokuDmarcPolicy next[] = {
    [TODOKU_DMARC_POLICY_NONE] = TODOKU_DMARC_POLICY_QUARANTINE,
    [TODOKU_DMARC_POLICY_QUARANTINE] = TODOKU_DMARC_POLICY_REJECT,
  };
  g_autofree char *own = g_strconcat ("_dmarc.", domain, NULL);
  const char *text = self->current[0];
  g_autoptr (TodokuDmarcRecord) record = NULL;
  const TodokuTag *tag;

  if (self->verdict != TODOKU_DMARC_VERDICT_FINE || !self->may_tighten
      || g_strcmp0 (self->found_at, own) != 0)
    return NULL;
  record = todoku_dmarc_record_parse (text, strlen (text));
  tag = todoku_tag_list_find (record->tags, "p");
  if (tag == NULL || record->is_test || record->policy == TODOKU_DMARC_POLICY_UNSET
      || record->policy == TODOKU_DMARC_POLICY_REJECT)
    return NULL;

  return g_strdup_printf ("%.*s%s%s", (int) tag->value_position, text,
                          todoku_dmarc_policy_get_id (next[record->policy]),
                          text + tag->value_position + strlen (tag->value));
}

// The texts of the records that are meant, at the name that is to be changed.
static char **
list_published (TodokuDnsFacts *facts, const char *name, const TodokuDmarcPlace *place)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  TodokuDnsAnswer *answer = todoku_dns_facts_peek (facts, name, TODOKU_DNS_TYPE_TXT);

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      g_autofree char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));
      g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (text, strlen (text));

      if (record->is_record || g_strcmp0 (text, place->text) == 0)
        g_strv_builder_add (texts, text);
    }

  return g_strv_builder_end (texts);
}

// A record elsewhere is as good as none, and yet says what is wanted.
static void
propose (TodokuDmarcEvaluation *self,
         const TodokuDmarcPlace *place,
         const char *address,
         TodokuDmarcAim aim)
{
  const char *const elsewhere[] = { place->text, NULL };
  gboolean is_elsewhere = self->current[0] == NULL && place->text != NULL;

  self->proposal =
    todoku_dmarc_propose (is_elsewhere ? elsewhere : (const char *const *) self->current,
                          !is_elsewhere, address, aim,
                          todoku_suffix_get_registrable (self->name + strlen ("_dmarc.")) == NULL);
  if (!is_elsewhere)
    return;
  self->misplaced = g_strdup (place->name);

  g_autoptr (GString) text = g_string_new (NULL);

  todoku_list_foreach (TodokuDiffEntry, entry, self->proposal->entries)
    {
      if (entry->op == TODOKU_DIFF_REMOVE)
        continue;
      entry->op = TODOKU_DIFF_ADD;
      g_clear_pointer (&entry->was, g_free);
      if (entry->why == NULL)
        /* Translators: the argument is the name of a record. */
        entry->why =
          g_strdup_printf (_ ("It is at %s now, where nobody looks for it."), place->name);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", entry->term);
    }
  g_free (self->proposal->text);
  self->proposal->text = g_strdup (text->str);
}

// A policy that starts to count may cost mail that arrives today.
static void
note_how_to_tighten (TodokuDmarcEvaluation *self)
{
  const TodokuDmarcProposal *proposal = self->proposal;

  if (proposal->text == NULL || proposal->meant <= proposal->policy)
    return;
  todoku_dmarc_lint_add (
    self->findings, "milder-policy", NULL, -1,
    /* Translators: the arguments are values of a tag, as “reject” and “none”. */
    _ ("“p=%1$s” is not in force today, so the new value says “p=%2$s”: no email that arrives "
       "today is refused for it. When all your email passes SPF or DKIM, change it to “p=%1$s”."),
    todoku_dmarc_policy_get_id (proposal->meant), todoku_dmarc_policy_get_id (proposal->policy));
}

static gboolean
is_gone (TodokuDnsFacts *facts, const char *domain, gboolean *complete)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (facts, domain, TODOKU_DNS_TYPE_TXT, complete);

  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NX_DOMAIN;
}

// ---------------------------------------------------------------------------------------------
// What the policy that is in force costs today

// Whether receivers are asked to do something about mail that fails.
static gboolean
is_enforced (const TodokuDmarcEvaluation *self, const TodokuDmarcRecord *record)
{
  return record != NULL && !record->is_test && self->policy > TODOKU_DMARC_POLICY_NONE;
}

static gboolean
loses_everything (const TodokuDmarcSenders *senders)
{
  return senders->spf == TODOKU_DMARC_PASSING_NONE && senders->has_key == 0;
}

static const char *
describe_policy (TodokuDmarcPolicy policy)
{
  if (policy == TODOKU_DMARC_POLICY_REJECT)
    return _ ("This record asks receivers to refuse email that passes neither SPF nor DKIM "
              "(“p=reject”).");

  return _ (
    "This record asks receivers to put email that passes neither SPF nor DKIM into the spam "
    "folder (“p=quarantine”).");
}

static const char *
describe_loss (const TodokuDmarcSenders *senders)
{
  if (loses_everything (senders))
    return _ ("Today that is all your email.");
  if (senders->spf == TODOKU_DMARC_PASSING_NONE)
    return _ ("Today your email does not pass SPF, and it is not known whether DKIM signs it.");
  if (senders->spf == TODOKU_DMARC_PASSING_SOME)
    return _ ("Today some of the servers that send your email do not pass SPF, and it is not known "
              "that they sign it with DKIM.");

  return _ (
    "As there is no DKIM key that works, only SPF can pass, and it does not when your email "
    "is forwarded.");
}

// What is to be done first. A policy that the mended SPF record satisfies is not to be weakened.
static const char *
describe_remedy (const TodokuDmarcSenders *senders, gboolean is_released)
{
  if (senders->spf != TODOKU_DMARC_PASSING_NONE && senders->spf != TODOKU_DMARC_PASSING_SOME)
    return _ ("Turn on DKIM.");
  if (senders->is_repairable)
    return _ ("First put SPF in order, then turn on DKIM. This record can stay as it is.");
  if (is_released)
    return _ (
      "SPF cannot be put in order right away, so turn on DKIM first. Until it works, the new "
      "value says “p=none”, so that your email is not lost. Then put the policy of today "
      "back.");

  return _ ("Turn on DKIM at the company that sends it.");
}

static void
note_loss (TodokuDmarcEvaluation *self, const TodokuDmarcSenders *senders, gboolean is_released)
{
  gboolean is_short =
    senders->spf == TODOKU_DMARC_PASSING_NONE || senders->spf == TODOKU_DMARC_PASSING_SOME;
  const char *id = loses_everything (senders) ? "nothing-passes"
                   : is_short                 ? "sender-does-not-pass"
                                              : "passes-by-spf-alone";
  g_autofree char *loss = NULL;

  if (!is_short && senders->has_key != 0)
    return;
  loss = g_strdup_printf (C_ ("sentences", "%s %s"), describe_policy (self->policy),
                          describe_loss (senders));
  todoku_dmarc_lint_add (self->findings, id, NULL, -1, C_ ("sentences", "%s %s"), loss,
                         describe_remedy (senders, is_released));
}

static void
note_service (TodokuDmarcEvaluation *self, const char *service)
{
  g_autofree char *loss = NULL;

  if (service == NULL)
    return;
  loss = g_strdup_printf (
    /* Translators: the argument is a service, twice. */
    _ ("There is no DKIM key of %s, so what it sends for you may be among that. Turn on DKIM at "
       "%s."),
    service, service);
  todoku_dmarc_lint_add (self->findings, "unsigned-service", NULL, -1, C_ ("sentences", "%s %s"),
                         describe_policy (self->policy), loss);
}

// Returns: (nullable): the tag that only takes the very domain
static const TodokuTag *
find_strict (const TodokuDmarcRecord *record)
{
  todoku_list_foreach (const TodokuTag, tag, record != NULL ? record->tags : NULL)
    if (todoku_dmarc_tag_get_kind (tag) == TODOKU_DMARC_TAG_ALIGNMENT
        && g_ascii_strcasecmp (tag->value, "s") == 0)
      return tag;

  return NULL;
}

static void
note_strictness (TodokuDmarcEvaluation *self, const TodokuTag *tag, const char *service)
{
  todoku_dmarc_lint_add (
    self->findings, "strict-alignment", NULL, -1,
    /* Translators: a service, then a part of the record, as “aspf=s”, twice. */
    _ ("%1$s usually sends from a subdomain of yours, which with “%2$s” does not count as your "
       "domain, so its email may be lost. Take “%2$s” out, or see in its control panel that DKIM "
       "uses exactly your domain."),
    service, tag->text);
}

static void
judge_loss (TodokuDmarcEvaluation *self,
            const TodokuDmarcRecord *record,
            const TodokuDmarcSenders *senders,
            gboolean is_released)
{
  const TodokuTag *strict = find_strict (record);
  gboolean is_too_strict = strict != NULL && senders->subdomain_service != NULL;

  self->may_tighten = !is_too_strict && senders->unsigned_service == NULL;
  if (!is_enforced (self, record))
    return;
  note_loss (self, senders, is_released);
  note_service (self, senders->unsigned_service);
  if (is_too_strict)
    note_strictness (self, strict, senders->subdomain_service);
}

// ---------------------------------------------------------------------------------------------
// All of it

static TodokuDmarcAim
find_aim (const TodokuDmarcEvaluation *self,
          const TodokuDmarcDiscovery *discovery,
          const TodokuDmarcRecord *record,
          const TodokuDmarcSenders *senders)
{
  if (senders->sends_nothing)
    return TODOKU_DMARC_AIM_PROTECT;

  return is_enforced (self, record) && !discovery->is_inherited && self->alias == NULL
             && loses_everything (senders) && !senders->is_repairable
           ? TODOKU_DMARC_AIM_RELEASE
           : TODOKU_DMARC_AIM_KEEP;
}

// What is kept under another name is not written here, be it ever so wrong.
static void
leave_to_owner (TodokuDmarcEvaluation *self)
{
  self->may_tighten = FALSE;
  g_clear_pointer (&self->proposal, todoku_dmarc_proposal_free);
}

static void
judge (TodokuDmarcEvaluation *self,
       const TodokuDmarcDiscovery *discovery,
       const TodokuDmarcPlace *place,
       const TodokuDmarcSenders *told)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_discovery_parse (discovery);
  // What a subdomain sends may be signed with a key of the domain above.
  const TodokuDmarcSenders by_domain_above = { .spf = told->spf,
                                               .has_key = -1,
                                               .is_repairable = told->is_repairable };
  const TodokuDmarcSenders *senders = discovery->is_inherited ? &by_domain_above : told;
  TodokuDmarcAim aim = find_aim (self, discovery, record, senders);

  if (discovery->failure != NULL)
    {
      self->verdict = TODOKU_DMARC_VERDICT_UNKNOWN;
      return;
    }
  // A subdomain needs no reports of its own, and the domain above may not be the person's to
  // change.
  propose (self, place, discovery->is_inherited ? NULL : senders->address, aim);
  if (aim != TODOKU_DMARC_AIM_RELEASE)
    note_how_to_tighten (self);
  if (!senders->sends_nothing)
    judge_loss (self, record, senders, aim == TODOKU_DMARC_AIM_RELEASE);
  if (self->proposal->text == NULL)
    self->verdict = TODOKU_DMARC_VERDICT_FINE;
  else if (self->current[0] == NULL || (self->alias != NULL && record == NULL))
    self->verdict = TODOKU_DMARC_VERDICT_ADD;
  else
    self->verdict = TODOKU_DMARC_VERDICT_EDIT;
  if (self->alias != NULL && record != NULL)
    leave_to_owner (self);
}

static void
judge_gone (TodokuDmarcEvaluation *self, const char *domain)
{
  self->verdict = TODOKU_DMARC_VERDICT_NO_DOMAIN;
  g_clear_pointer (&self->proposal, todoku_dmarc_proposal_free);
  g_ptr_array_set_size (self->findings, 0);
  todoku_dmarc_lint_add (self->findings, "no-domain", NULL, -1,
                         /* Translators: the argument is a domain. */
                         _ ("%s does not exist. Check the spelling."), domain);
}

// Whether another domain takes reports, and whether there is an alias, is asked before it is known
// what is published.
static void
ask_ahead (TodokuDnsFacts *facts, const char *domain, const char *address, gboolean *complete)
{
  g_autofree char *own = g_strconcat ("_dmarc.", domain, NULL);
  g_autofree char *mailto = address != NULL ? g_strconcat ("mailto:", address, NULL) : NULL;
  g_autofree char *other = mailto != NULL ? todoku_dmarc_address_dup_domain (mailto) : NULL;
  g_autofree char *name = NULL;

  todoku_dns_facts_need (facts, own, TODOKU_DNS_TYPE_CNAME, complete);
  if (other == NULL || todoku_dns_name_is_within (other, domain))
    return;
  name = g_strconcat (domain, "._report._dmarc.", other, NULL);
  todoku_dns_facts_ask (facts, name, TODOKU_DNS_TYPE_TXT);
}

gboolean
todoku_dmarc_evaluate (TodokuDnsFacts *facts,
                       const char *domain,
                       const TodokuDmarcSenders *senders,
                       TodokuDmarcEvaluation **evaluation)
{
  TodokuDmarcEvaluation *self = NULL;
  TodokuDmarcDiscovery discovery;
  g_auto (TodokuDmarcPlace) place = { 0 };
  gboolean complete = TRUE;
  gboolean gone = is_gone (facts, domain, &complete);
  g_autoptr (GPtrArray) findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);

  *evaluation = NULL;
  ask_ahead (facts, domain, senders->address, &complete);
  if (!todoku_dmarc_discover (facts, domain, &discovery)
      || !todoku_dmarc_lint_domain (facts, domain, &discovery, &place, findings) || !complete)
    return FALSE;

  self = g_new0 (TodokuDmarcEvaluation, 1);
  self->findings = g_steal_pointer (&findings);
  self->policy = todoku_dmarc_discovery_get_policy (&discovery, !gone);
  if (discovery.found_at != NULL)
    self->found_at = g_strconcat ("_dmarc.", discovery.found_at, NULL);
  self->name =
    self->found_at != NULL ? g_strdup (self->found_at) : g_strconcat ("_dmarc.", domain, NULL);
  self->alias = g_steal_pointer (&place.alias);
  self->current = list_published (facts, self->name, &place);
  judge (self, &discovery, &place, senders);
  if (self->proposal != NULL && self->proposal->text != NULL
      && !todoku_dmarc_lint_proposal (facts, domain, &discovery, self->proposal->text,
                                      self->findings))
    {
      todoku_dmarc_evaluation_free (self);
      return FALSE;
    }
  if (gone)
    judge_gone (self, domain);
  g_ptr_array_sort (self->findings, todoku_finding_compare);
  *evaluation = self;

  return TRUE;
}
