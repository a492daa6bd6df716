// SPDX-License-Identifier: GPL-3.0-or-later

// Where the DKIM keys of the domain are looked for, and whose they may be.

#include "checkup/collect-private.h"

#include "checkup/returned.h"
#include "checkup/term.h"
#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
have_same_selector (const TodokuCatalogDkim *a, const TodokuCatalogDkim *b)
{
  for (guint i = 0; a->selectors[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) b->selectors, a->selectors[i]))
      return TRUE;

  return FALSE;
}

// Whether a key under a selector of the mail host may be one of @other.
static gboolean
is_rival (TodokuCollected *self, const TodokuMailHost *other)
{
  return other != NULL && other != self->mail.host
         && have_same_selector (&other->dkim, &self->mail.host->dkim);
}

// A company that the published record still names.
static const TodokuMailHost *
find_rival_in_record (TodokuCollected *self)
{
  for (char **text = self->repaired; *text != NULL; text++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (*text, -1);

      todoku_spf_record_foreach (record, term)
        {
          const TodokuMailHost *host = todoku_term_find_host (self->catalog, term);

          if (is_rival (self, host))
            return host;
        }
    }

  return NULL;
}

static const TodokuSender *
find_rival_service (TodokuCollected *self)
{
  todoku_list_foreach (const TodokuSender, sender, self->senders)
    if (have_same_selector (&sender->dkim, &self->mail.host->dkim))
      return sender;

  return NULL;
}

// The company whose panel writes the zone writes its own key there.
static const TodokuMailHost *
find_rival_in_zone (TodokuCollected *self)
{
  GPtrArray *hosts = self->catalog->hosts;

  if (self->dns_provider == NULL
      || g_strcmp0 (self->mail.host->dns_provider, self->dns_provider->id) == 0)
    return NULL;
  todoku_list_foreach (const TodokuMailHost, host, hosts)
    if (g_strcmp0 (host->dns_provider, self->dns_provider->id) == 0 && is_rival (self, host))
      return host;

  return NULL;
}

// Returns: (transfer full) (nullable): why the key may be that of the rival
static char *
find_rival (TodokuCollected *self, TodokuDkimSearch *search)
{
  const TodokuMailHost *named = find_rival_in_record (self);
  const TodokuSender *service = find_rival_service (self);
  const TodokuMailHost *keeper = find_rival_in_zone (self);

  if (named != NULL)
    {
      search->rival = todoku_catalog_text_get (&named->name);
      // Translators: the argument is a company.
      return g_strdup_printf (_ ("Your SPF record still names %s, whose key has the same name."),
                              search->rival);
    }
  if (service != NULL)
    {
      search->rival = todoku_catalog_text_get (&service->name);
      // Translators: the argument is a service.
      return g_strdup_printf (_ ("%s sends email for you, too, and its key has the same name."),
                              search->rival);
    }
  if (keeper == NULL)
    return NULL;
  search->rival = todoku_catalog_text_get (&keeper->name);

  // Translators: the argument is a company.
  return g_strdup_printf (
    _ ("Your DNS is managed by %s, which publishes a key of its own there under the same name."),
    search->rival);
}

static void
add_signer (GPtrArray *signers,
            const TodokuCatalogText *name,
            const TodokuCatalogDkim *dkim,
            const char *const *labels)
{
  TodokuDkimSigner *signer = g_new0 (TodokuDkimSigner, 1);

  signer->name = todoku_catalog_text_get (name);
  signer->selectors = (const char *const *) dkim->selectors;
  signer->is_alias = dkim->is_alias;
  signer->labels = dkim->names_domain ? labels : NULL;
  g_ptr_array_add (signers, signer);
}

// How a company may write the domain in a label: with hyphens for the dots, its own hyphens left
// out or not, or as in the name of the server that takes in its mail.
static char **
list_labels (TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX);
  g_auto (GStrv) words = g_strsplit (self->domain, "-", -1);

  todoku_strv_take (labels, g_strdelimit (g_strdup (self->domain), ".", '-'));
  todoku_strv_take (labels, g_strdelimit (g_strjoinv ("", words), ".", '-'));
  todoku_dns_answer_foreach (answer, exchange)
    if (exchange->name[0] != '\0')
      todoku_strv_take (labels, g_strndup (exchange->name, strcspn (exchange->name, ".")));

  return g_strv_builder_end (labels);
}

// Who holds the mail first, then who sends beside.
static GPtrArray *
list_signers (TodokuCollected *self, const char *const *labels)
{
  GPtrArray *signers = g_ptr_array_new_with_free_func (g_free);
  const TodokuMailHost *other = todoku_collected_get_other_sender (self);

  if (self->mail.host != NULL)
    add_signer (signers, &self->mail.host->name, &self->mail.host->dkim, labels);
  if (other != NULL)
    add_signer (signers, &other->name, &other->dkim, labels);
  todoku_list_foreach (const TodokuSender, sender, self->senders)
    add_signer (signers, &sender->name, &sender->dkim, labels);
  todoku_list_foreach (const TodokuSender, sender, self->ticked)
    if (!g_ptr_array_find (self->senders, sender, NULL))
      add_signer (signers, &sender->name, &sender->dkim, labels);

  return signers;
}

static void
add_given (TodokuCollected *self, GStrvBuilder *given, const char *signer, const char *text)
{
  g_autofree char *selector = NULL;

  if (signer == NULL || text == NULL || !todoku_dns_name_equal (signer, self->domain))
    return;
  selector = todoku_dkim_selector_parse (text, self->domain);
  if (selector != NULL)
    g_strv_builder_add (given, selector);
}

// Those that the person names, and those that the mail at hand is signed with.
static char **
list_given (TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) given = g_strv_builder_new ();
  const TodokuBounce *bounce = self->options->bounce;
  const TodokuReceived *received = self->options->received;
  GPtrArray *selectors = self->options->selectors;

  todoku_list_foreach (const char, selector, selectors)
    g_strv_builder_add (given, selector);
  if (bounce != NULL)
    add_given (self, given, bounce->signer, bounce->selector);
  todoku_list_foreach (const TodokuReceivedCheck, check, received != NULL ? received->dkim : NULL)
    add_given (self, given, check->domain, check->selector);

  return g_strv_builder_end (given);
}

static gboolean
has_no_mail_host (TodokuCollected *self)
{
  return self->receives_mail == FALSE && self->mail.host == NULL;
}

// Whether @text lets nobody in, be it in the milder way.
static gboolean
lets_nobody_in (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && term->kind == TODOKU_SPF_TERM_ALL
         && (term->qualifier == TODOKU_SPF_QUALIFIER_FAIL
             || term->qualifier == TODOKU_SPF_QUALIFIER_SOFTFAIL);
}

// Whether the domain says of itself that no mail comes from it, and none goes to it, or will with
// the value that the person pasted; and no mail at hand says otherwise.
static gboolean
sends_nothing (TodokuCollected *self)
{
  if (self->options->bounce != NULL || self->options->received != NULL)
    return FALSE;
  todoku_list_foreach (const char, text, self->published)
    if (!lets_nobody_in (text))
      return FALSE;
  todoku_list_foreach (const TodokuWanted, wanted, self->wanted)
    if (!todoku_term_is_all_that_refuses (todoku_spf_record_get_text (wanted->record)))
      return FALSE;

  return has_no_mail_host (self) && self->published->len + self->wanted->len > 0;
}

// Whether nothing tells of any mail: the person has yet to say whether there is some.
static gboolean
may_send_nothing (TodokuCollected *self)
{
  return has_no_mail_host (self)
         && self->published->len + self->misplaced->len + self->wanted->len == 0
         && self->options->bounce == NULL && self->options->received == NULL;
}

// Whether the key has nothing to do with it.
static gboolean
is_of_mail (TodokuDkimTrouble trouble)
{
  return trouble == TODOKU_DKIM_TROUBLE_BODY || trouble == TODOKU_DKIM_TROUBLE_EXPIRED;
}

// Whether a mail was signed with the domain, and the receiver did not accept that.
static gboolean
did_not_pass (TodokuCollected *self)
{
  const TodokuBounce *bounce = self->options->bounce;
  const TodokuReceivedCheck *dkim =
    self->options->received != NULL ? todoku_received_get_dkim (self->options->received) : NULL;

  if (dkim != NULL)
    return dkim->alignment == TODOKU_ALIGNMENT_STRICT && g_strcmp0 (dkim->result, "fail") == 0
           && !is_of_mail (dkim->trouble);

  // What the web site's server sent says nothing of the mail host.
  return bounce != NULL && bounce->dkim == TODOKU_AUTH_FAIL && !is_of_mail (bounce->dkim_trouble)
         && todoku_returned_is_about (bounce, self->domain) && !self->web_is_sender
         && self->refused != TODOKU_REFUSED_UNKNOWN && !todoku_collected_refused_is_foreign (self);
}

// Whether a mail that arrived was rightly signed with the key that the mail host's selector has.
static gboolean
did_pass (TodokuCollected *self)
{
  const TodokuReceived *received = self->options->received;
  const char *const *selectors = (const char *const *) self->mail.host->dkim.selectors;

  todoku_list_foreach (const TodokuReceivedCheck, check, received != NULL ? received->dkim : NULL)
    if (check->alignment == TODOKU_ALIGNMENT_STRICT && check->selector != NULL
        && g_strv_contains (selectors, check->selector) && todoku_received_check_passes (check))
      return TRUE;

  return FALSE;
}

const TodokuDkimSelector *
todoku_collected_find_key_of (const TodokuCollected *self, const TodokuSender *sender)
{
  const char *list = strchr (sender->term, ':') + 1;
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (sender->term);

  // Of those that share a list it is the first that is named by it.
  if (todoku_term_find_sender (self->catalog, todoku_spf_record_get_only_term (record)) != sender)
    return NULL;
  todoku_list_foreach (const TodokuDkimSelector, key,
                       self->dkim != NULL ? self->dkim->selectors : NULL)
    if (key->owner != NULL && key->record != NULL && key->record->is_usable
        && todoku_dns_name_is_within (list, key->owner))
      return key;

  return NULL;
}

void
todoku_collected_find_keys (TodokuCollected *self)
{
  gboolean is_asked = self->options->selectors != NULL && self->options->selectors->len > 0;
  g_auto (GStrv) given = list_given (self);
  g_auto (GStrv) usual =
    is_asked ? g_new0 (char *, 1)
             : todoku_catalog_list_dkim_selectors (self->catalog, self->mail.host != NULL);
  g_auto (GStrv) labels = list_labels (self);
  g_autoptr (GPtrArray) signers = list_signers (self, (const char *const *) labels);
  g_autofree char *reason = NULL;
  TodokuDkimSearch search = {
    .given = (const char *const *) given,
    .signers = is_asked ? NULL : signers,
    .has_host = self->mail.host != NULL,
    .usual = (const char *const *) usual,
    .sends_nothing = given[0] == NULL && sends_nothing (self),
    .may_send_nothing = may_send_nothing (self),
    .did_not_pass = did_not_pass (self),
  };

  if (self->mail.host != NULL && !did_pass (self))
    reason = find_rival (self, &search);
  search.rival_reason = reason;
  if (!todoku_dkim_evaluate (self->facts, self->domain, &search, &self->dkim))
    self->complete = FALSE;
}
