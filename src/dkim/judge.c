// SPDX-License-Identifier: GPL-3.0-or-later

// What the keys of a domain come to, all together.

#include "dkim/judge.h"

#include "config.h"
#include "dkim/lint.h"

#include <glib/gi18n-lib.h>

typedef gboolean (*Test) (const TodokuDkimSelector *selector);

typedef struct
{
  guint n_usable;
  guint n_unread;
  guint n_strays;                    /* nobody's who is known to send */
  const TodokuDkimSelector *broken;  /* the first broken one, where that is not another's doing */
  const TodokuDkimSelector *bad;     /* the first that is there, and no good */
  const TodokuDkimSelector *lacking; /* the first that is given, and not there */
} Tally;

// Whether Gmail can check a signature with it: of Ed25519 it knows nothing.
static gboolean
is_usable (const TodokuDkimSelector *selector)
{
  return selector->record != NULL && selector->record->is_usable
         && selector->record->key_type == TODOKU_DKIM_KEY_RSA
         && selector->state != TODOKU_DKIM_STATE_BROKEN
         && selector->state != TODOKU_DKIM_STATE_TEST;
}

static gboolean
is_unread (const TodokuDkimSelector *selector)
{
  return selector->state == TODOKU_DKIM_STATE_UNKNOWN;
}

static gboolean
is_missing (const TodokuDkimSelector *selector)
{
  return selector->state == TODOKU_DKIM_STATE_MISSING && selector->misplaced == NULL;
}

static gboolean
is_bad (const TodokuDkimSelector *selector)
{
  return !is_usable (selector) && !is_unread (selector) && !is_missing (selector);
}

static gboolean
is_broken_record (const TodokuDkimSelector *selector)
{
  return selector->state == TODOKU_DKIM_STATE_BROKEN && selector->record != NULL;
}

static void
count (Tally *tally, const TodokuDkimSelector *selector)
{
  if (is_unread (selector))
    tally->n_unread++;
  else if (is_missing (selector))
    {
      if (selector->is_given && tally->lacking == NULL)
        tally->lacking = selector;
    }
  else if (selector->is_stray)
    tally->n_strays++;
  else if (is_usable (selector))
    tally->n_usable++;
  else
    {
      if (tally->bad == NULL)
        tally->bad = selector;
      if (tally->broken == NULL && is_broken_record (selector))
        tally->broken = selector;
    }
}

static Tally
count_all (const TodokuDkimEvaluation *self)
{
  Tally tally = { 0 };

  for (guint i = 0; i < self->selectors->len; i++)
    count (&tally, g_ptr_array_index (self->selectors, i));

  return tally;
}

static void
note_lacking (TodokuDkimEvaluation *self)
{
  todoku_list_foreach (const TodokuDkimSelector, selector, self->selectors)
    if (selector->is_given && is_missing (selector))
      todoku_dkim_lint_add (self->findings, "no-key-at-selector", selector->name, -1,
                            /* Translators: a selector, then the name of a record. */
                            _ ("There is no key at “%s”. Turn DKIM on at your email provider, and "
                               "add the record that it shows for the name %s._domainkey."),
                            selector->name, selector->name);
}

static TodokuDkimVerdict
judge_none (TodokuDkimEvaluation *self, const TodokuDkimSearch *search, gboolean has_others)
{
  if (has_others)
    {
      todoku_dkim_lint_add (
        self->findings, "other-selector", NULL, -1,
        _ ("There seem to be keys, under names that Todoku does not know. The name is what follows "
           "“s=” in the line “DKIM-Signature” of an email that you sent."));
      return TODOKU_DKIM_VERDICT_UNKNOWN;
    }
  self->may_be_needless = search->may_send_nothing;
  if (self->may_be_needless)
    return TODOKU_DKIM_VERDICT_UNKNOWN;
  todoku_dkim_lint_add (
    self->findings, "no-key", NULL, -1,
    _ ("There is no DKIM key, so your email is not signed with your domain. Turn DKIM on at your "
       "email provider; if your DNS is at another company, enter the key there that it shows."));

  return TODOKU_DKIM_VERDICT_ADD;
}

// The verdict about the selector @fault.
static TodokuDkimVerdict
blame (TodokuDkimEvaluation *self, const TodokuDkimSelector *fault, TodokuDkimVerdict verdict)
{
  self->fault = fault;

  return verdict;
}

// The keys of others are judged where those of the mail host are missed.
static TodokuDkimVerdict
judge_keys (TodokuDkimEvaluation *self, const TodokuDkimSearch *search, gboolean has_others)
{
  Tally tally = count_all (self);

  note_lacking (self);
  if (tally.broken != NULL || (tally.n_usable == 0 && tally.bad != NULL))
    return blame (self, tally.broken != NULL ? tally.broken : tally.bad, TODOKU_DKIM_VERDICT_FIX);
  if (tally.lacking != NULL)
    return blame (self, tally.lacking, TODOKU_DKIM_VERDICT_ADD);
  if (tally.n_usable > 0 || tally.n_strays > 0)
    return TODOKU_DKIM_VERDICT_FINE;
  if (tally.n_unread == 0)
    return judge_none (self, search, has_others);
  self->is_unread = TRUE;

  return TODOKU_DKIM_VERDICT_UNKNOWN;
}

// ---------------------------------------------------------------------------------------------
// Whose the keys are

// The first selector of @signer that is as wanted.
static const TodokuDkimSelector *
find_selector (const TodokuDkimEvaluation *self, const TodokuDkimSigner *signer, Test is_wanted)
{
  for (guint i = 0; signer->selectors[i] != NULL; i++)
    {
      const TodokuDkimSelector *selector = todoku_dkim_evaluation_find (self, signer->selectors[i]);

      if (is_wanted (selector))
        return selector;
    }

  return NULL;
}

static char *
list_selectors (const TodokuDkimSigner *signer)
{
  return g_strjoinv (", ", (char **) signer->selectors);
}

static gboolean
has_given_key (const TodokuDkimEvaluation *self)
{
  todoku_list_foreach (const TodokuDkimSelector, selector, self->selectors)
    if (selector->is_given && is_usable (selector))
      return TRUE;

  return FALSE;
}

// There are keys, and none where those of the mail host are known to be.
static TodokuDkimVerdict
judge_host_without_key (TodokuDkimEvaluation *self, const TodokuDkimSigner *host)
{
  g_autofree char *selectors = list_selectors (host);

  if (find_selector (self, host, is_unread) != NULL)
    {
      self->is_unread = TRUE;
      return TODOKU_DKIM_VERDICT_UNKNOWN;
    }
  todoku_dkim_lint_add (self->findings, "no-key-of-host", *selectors != '\0' ? selectors : NULL, -1,
                        /* Translators: a mail host, then names of keys. */
                        _ ("There is no key of %s, which sends your email, at “%s”; the keys that "
                           "are there have other names. Turn DKIM on at %s, unless one of them is "
                           "its own: “s=” in the line “DKIM-Signature” of an email tells that."),
                        host->name, selectors, host->name);

  return TODOKU_DKIM_VERDICT_ADD;
}

// Where the names of a host's keys are not known, a key under another company's name says nothing.
static TodokuDkimVerdict
judge_nameless_host (TodokuDkimEvaluation *self, const TodokuDkimSigner *host)
{
  todoku_dkim_lint_add (
    self->findings, "keys-of-others", NULL, -1,
    /* Translators: the arguments are a mail host. */
    _ ("The keys that are there have names that other companies use. Whether %s signs your email "
       "can be seen in its control panel, or in an email that you sent."),
    host->name);

  return TODOKU_DKIM_VERDICT_UNKNOWN;
}

// A key that looks right and is another company's makes every signature fail.
static TodokuDkimVerdict
judge_rival (TodokuDkimEvaluation *self,
             const TodokuDkimSearch *search,
             const TodokuDkimSelector *key)
{
  const TodokuDkimSigner *host = g_ptr_array_index (search->signers, 0);

  if (search->rival != NULL && key->alias == NULL)
    todoku_dkim_lint_add (
      self->findings, "other-companys-key", key->name, -1,
      /* Translators: a sentence on why that may be; a selector; a company; a
         mail host, twice. */
      _ (
        "%s The key at “%s” may still be the one of %s: it looks right, but the signatures of %s "
        "fail. Compare it with the key in the control panel of %s, and replace it if they differ."),
      search->rival_reason, key->name, search->rival, host->name, host->name);
  if (search->did_not_pass)
    {
      todoku_dkim_lint_add (self->findings, "signature-failed", key->name, -1,
                            /* Translators: a selector, then a mail host. */
                            _ ("There is a key at “%s”, but the signature of your email did not "
                               "pass: signing may be turned off, or the key may be an older one. "
                               "Check in the control panel of %s, and compare the keys."),
                            key->name, host->name);
      return TODOKU_DKIM_VERDICT_FIX;
    }

  return search->rival != NULL && key->alias == NULL ? TODOKU_DKIM_VERDICT_UNKNOWN
                                                     : TODOKU_DKIM_VERDICT_FINE;
}

// Who keeps its keys itself signs once there are aliases of them; and a copy of a key is of no more
// use when that is renewed. What a mail is signed with, or is asked for by name, is somebody's.
static TodokuDkimVerdict
judge_text_for_alias (TodokuDkimEvaluation *self,
                      const TodokuDkimSigner *host,
                      const TodokuDkimSelector *key)
{
  todoku_dkim_lint_add (
    self->findings, "text-for-alias", key->name, -1,
    /* Translators: a selector, then a mail host, twice. */
    _ ("The key at “%s” is a TXT record, but %s keeps its keys itself, and shows records of the "
       "type "
       "CNAME for them. If %s is to sign your email, delete the TXT record, and add the CNAME "
       "records that it shows."),
    key->name, host->name, host->name);

  return TODOKU_DKIM_VERDICT_UNKNOWN;
}

static TodokuDkimVerdict
judge_host (TodokuDkimEvaluation *self, const TodokuDkimSearch *search)
{
  const TodokuDkimSigner *host = g_ptr_array_index (search->signers, 0);
  const TodokuDkimSelector *key = find_selector (self, host, is_usable);
  const TodokuDkimSelector *bad = find_selector (self, host, is_bad);

  if (key != NULL && host->is_alias && key->alias == NULL && !key->is_given)
    return judge_text_for_alias (self, host, key);
  if (key != NULL)
    return judge_rival (self, search, key);
  if (has_given_key (self))
    return TODOKU_DKIM_VERDICT_FINE;
  if (bad != NULL)
    return blame (self, bad, TODOKU_DKIM_VERDICT_FIX);

  return host->selectors[0] != NULL ? judge_host_without_key (self, host)
                                    : judge_nameless_host (self, host);
}

static gboolean
lacks_all (const TodokuDkimEvaluation *self, const TodokuDkimSigner *signer)
{
  for (guint i = 0; signer->selectors[i] != NULL; i++)
    if (!is_missing (todoku_dkim_evaluation_find (self, signer->selectors[i])))
      return FALSE;

  return TRUE;
}

// Services sign beside the mail host; without their key the rest still passes.
static void
note_services (TodokuDkimEvaluation *self, const TodokuDkimSearch *search)
{
  for (guint i = search->has_host ? 1 : 0; i < search->signers->len; i++)
    {
      const TodokuDkimSigner *service = g_ptr_array_index (search->signers, i);
      g_autofree char *selectors = list_selectors (service);

      if (service->selectors[0] == NULL || !lacks_all (self, service))
        continue;
      todoku_dkim_lint_add (self->findings, "no-key-of-service", selectors, -1,
                            /* Translators: a service, then names of keys. */
                            _ ("There is no key of %s (it would be at “%s”), so what it sends for "
                               "you is not signed with your domain. Its help page says how to turn "
                               "DKIM on."),
                            service->name, selectors);
    }
}

static gboolean
lacks_alias (const TodokuDkimSelector *selector)
{
  return is_missing (selector) && selector->alias == NULL;
}

// Where a company keeps the keys itself it goes over from one to the next without asking.
static void
note_missing_aliases (TodokuDkimEvaluation *self, const TodokuDkimSigner *signer)
{
  const TodokuDkimSelector *key = find_selector (self, signer, is_usable);

  if (!signer->is_alias || key == NULL || key->alias == NULL)
    return;
  for (guint i = 0; signer->selectors[i] != NULL; i++)
    if (lacks_alias (todoku_dkim_evaluation_find (self, signer->selectors[i])))
      todoku_dkim_lint_add (
        self->findings, "missing-alias", signer->selectors[i], -1,
        /* Translators: a selector, then a company; again a selector and a company. */
        _ ("“%s” is missing: when %s renews its key, it signs with that one, and then every "
           "signature fails. Add the CNAME record %s._domainkey as well, with the value that %s "
           "shows for it."),
        signer->selectors[i], signer->name, signer->selectors[i], signer->name);
}

// A key that is right, and of a kind that Gmail cannot check.
static void
note_no_rsa (TodokuDkimEvaluation *self)
{
  const TodokuDkimSelector *fault = self->fault;

  if (fault == NULL || fault->remedy != TODOKU_DKIM_REMEDY_SECOND_KEY)
    return;
  todoku_dkim_lint_add (self->findings, "no-rsa-key", fault->name, -1,
                        /* Translators: the argument is a selector. */
                        _ ("The key at “%s” is an Ed25519 key, which Gmail cannot check: to Gmail, "
                           "email with this key alone is not signed. Leave it, and have your email "
                           "provider make an RSA key as well, under a second selector."),
                        fault->name);
}

void
todoku_dkim_judge (TodokuDkimEvaluation *self, const TodokuDkimSearch *search, gboolean has_others)
{
  self->verdict = judge_keys (self, search, has_others);
  if (search->has_host && search->signers != NULL && self->verdict == TODOKU_DKIM_VERDICT_FINE)
    self->verdict = judge_host (self, search);
  note_no_rsa (self);
  if (search->signers == NULL)
    return;
  note_services (self, search);
  for (guint i = 0; i < search->signers->len; i++)
    note_missing_aliases (self, g_ptr_array_index (search->signers, i));
}
