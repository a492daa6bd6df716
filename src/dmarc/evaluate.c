// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/evaluate.h"

#include "base/finding.h"
#include "config.h"
#include "dmarc/lint.h"

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
  g_clear_pointer (&evaluation->proposal, todoku_dmarc_proposal_free);
  g_ptr_array_unref (evaluation->findings);
  g_free (evaluation);
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

  if (self->verdict != TODOKU_DMARC_VERDICT_FINE || g_strcmp0 (self->found_at, own) != 0)
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
  guint n_records = answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;

  for (guint i = 0; i < n_records; i++)
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
propose (TodokuDmarcEvaluation *self, const TodokuDmarcPlace *place, const char *address)
{
  const char *const elsewhere[] = { place->text, NULL };
  gboolean is_elsewhere = self->current[0] == NULL && place->text != NULL;

  self->proposal =
    todoku_dmarc_propose (is_elsewhere ? elsewhere : (const char *const *) self->current,
                          !is_elsewhere, address);
  if (!is_elsewhere)
    return;

  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->proposal->entries->len; i++)
    {
      TodokuDiffEntry *entry = g_ptr_array_index (self->proposal->entries, i);

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
tell_how_to_tighten (TodokuDmarcEvaluation *self)
{
  const TodokuDmarcProposal *proposal = self->proposal;

  if (proposal->text == NULL || proposal->meant <= proposal->policy)
    return;
  todoku_dmarc_lint_add (
    self->findings, "milder-policy",
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

static void
judge (TodokuDmarcEvaluation *self,
       const TodokuDmarcDiscovery *discovery,
       const TodokuDmarcPlace *place,
       const char *address)
{
  if (discovery->failure != NULL)
    {
      self->verdict = TODOKU_DMARC_VERDICT_UNKNOWN;
      return;
    }
  // A subdomain needs no reports of its own, and the domain above may not be the person's to
  // change.
  propose (self, place, discovery->is_inherited ? NULL : address);
  tell_how_to_tighten (self);
  if (self->proposal->text == NULL)
    self->verdict = TODOKU_DMARC_VERDICT_FINE;
  else if (self->current[0] == NULL)
    self->verdict = TODOKU_DMARC_VERDICT_ADD;
  else
    self->verdict = TODOKU_DMARC_VERDICT_EDIT;
}

static void
judge_gone (TodokuDmarcEvaluation *self, const char *domain)
{
  self->verdict = TODOKU_DMARC_VERDICT_NO_DOMAIN;
  g_clear_pointer (&self->proposal, todoku_dmarc_proposal_free);
  g_ptr_array_set_size (self->findings, 0);
  todoku_dmarc_lint_add (self->findings, "no-domain",
                         /* Translators: the argument is a domain. */
                         _ ("%s does not exist. Check the spelling."), domain);
}

gboolean
todoku_dmarc_evaluate (TodokuDnsFacts *facts,
                       const char *domain,
                       const char *address,
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
  self->current = list_published (facts, self->name, &place);
  judge (self, &discovery, &place, address);
  if (gone)
    judge_gone (self, domain);
  g_ptr_array_sort (self->findings, todoku_finding_compare);
  *evaluation = self;

  return TRUE;
}
