// SPDX-License-Identifier: GPL-3.0-or-later

// Who holds the mail and the web site, which services send, and which records let them in.

#include "checkup/collect-private.h"

#include "checkup/proof.h"
#include "checkup/term.h"
#include "config.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "spf/extract.h"
#include "spf/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
company_choose (TodokuCompany *company, const TodokuMailHost *host)
{
  const TodokuDetection *detection = todoku_detections_find (company->detections, host);

  company->host = host;
  company->missing = NULL;
  company->confidence = detection != NULL ? detection->confidence : TODOKU_CONFIDENCE_NONE;
}

// A record of nothing but redirect= as an include of the same list, which other terms may stand
// beside.
static char *
make_addable (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  const TodokuSpfTerm *redirect = todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT);
  GString *addable;

  if (redirect == NULL || todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL) != NULL)
    return g_strdup (text);

  addable = g_string_new ("v=spf1");
  todoku_spf_record_foreach (record, term)
    if (todoku_spf_term_is_mechanism (term))
      g_string_append_printf (addable, " %s", term->text);
  g_string_append_printf (addable, " include:%s ~all", redirect->value);

  return g_string_free (addable, FALSE);
}

void
todoku_collected_want (TodokuCollected *self, const char *record, const char *name)
{
  g_autofree char *addable = make_addable (record);

  g_ptr_array_add (self->wanted, todoku_wanted_new (addable, name));
}

static void
add_values (GHashTable *values, GHashTable *more)
{
  GHashTableIter iter;
  gpointer key, value;

  if (more == NULL)
    return;

  g_hash_table_iter_init (&iter, more);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (values, g_strdup (key), g_strdup (value));
}

gboolean
todoku_collected_holds_mail (const TodokuCollected *self, const TodokuMailHost *host)
{
  const TodokuDetection *detection = todoku_detections_find (self->mail.detections, host);

  return self->receives_mail != FALSE
         && ((detection != NULL && detection->server != G_MAXUINT)
             || g_strcmp0 (host->id, self->options->host) == 0);
}

// A term of the record speaks for the mail; less so where it is there for the web site, or for the
// server that was refused, and another one names somebody else.
static const TodokuMailHost *
choose_mail_host (TodokuCollected *self, GPtrArray *detections)
{
  const TodokuDetection *first = detections->len > 0 ? detections->pdata[0] : NULL;

  if (first == NULL || first->server != G_MAXUINT || detections->len == 1)
    return first != NULL ? first->host : NULL;

  todoku_list_foreach (const TodokuDetection, detection, detections)
    {
      const TodokuMailHost *host = detection->host;

      if (g_strcmp0 (host->id, self->options->web_host) != 0
          && !todoku_collected_owns_refused (self, host))
        return host;
    }

  return first->host;
}

static void
detect (TodokuCollected *self, TodokuDetectSubject subject, TodokuCompany *company)
{
  char **records = subject == TODOKU_DETECT_MAIL ? self->repaired : NULL;
  GPtrArray *detections = NULL;

  if (!todoku_detect_hosts (self->catalog, self->facts, subject, self->domain,
                            (const char *const *) records, &detections))
    self->complete = FALSE;
  g_ptr_array_unref (company->detections);
  company->detections = detections;
}

// Whom the mail surely goes to sends as well, whatever value was pasted: as long as it is known
// what that one needs.
static const TodokuMailHost *
find_host_beside_value (TodokuCollected *self)
{
  GPtrArray *detections = self->mail.detections;
  const TodokuDetection *first = detections->len > 0 ? detections->pdata[0] : NULL;

  return first != NULL && first->server != G_MAXUINT && first->confidence == TODOKU_CONFIDENCE_HIGH
             && first->host->spf != NULL
           ? first->host
           : NULL;
}

static const TodokuMailHost *
find_mail_host (TodokuCollected *self)
{
  if (self->options->host != NULL)
    return todoku_catalog_find_host (self->catalog, self->options->host);

  return self->options->value != NULL ? find_host_beside_value (self)
                                      : choose_mail_host (self, self->mail.detections);
}

static void
want_mail_host (TodokuCollected *self)
{
  g_autoptr (GHashTable) values = NULL;

  company_choose (&self->mail, find_mail_host (self));
  if (self->mail.host == NULL)
    return;

  // Where the mail goes to somebody else, a term tells of one more that sends, and is there.
  if (self->receives_mail == TRUE && !todoku_collected_holds_mail (self, self->mail.host))
    return;

  if (!todoku_detect_values (self->catalog, self->facts, TODOKU_DETECT_MAIL, self->domain,
                             (const char *const *) self->repaired, self->mail.host, &values))
    self->complete = FALSE;
  // Where no mail is taken in, a term tells of one that sends: it need not be known what else a
  // company that holds mail needs.
  if (todoku_collected_want_company (self, &self->mail, values)
      || (self->options->value == NULL
          && (self->options->host != NULL || self->receives_mail != FALSE)))
    return;
  company_choose (&self->mail, NULL);
  g_clear_pointer (&self->value_error, g_free);
}

static gboolean
lets_somebody_in (TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    if (term->kind == TODOKU_SPF_TERM_REDIRECT
        || (todoku_spf_term_is_mechanism (term) && term->kind != TODOKU_SPF_TERM_ALL
            && term->qualifier == TODOKU_SPF_QUALIFIER_PASS))
      return TRUE;

  return FALSE;
}

static gboolean
lets_anybody_in (TodokuSpfRecord *record)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);

  return all != NULL && all->qualifier == TODOKU_SPF_QUALIFIER_PASS;
}

// A value from a help page or a mail is pasted as it comes.
static void
want_own_value (TodokuCollected *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = todoku_spf_extract_value (self->options->value, &error);
  g_autoptr (TodokuSpfRecord) record = value != NULL ? todoku_spf_record_parse (value, -1) : NULL;

  // "v=spf1 -all" is right for a domain that has no mail.
  if (record == NULL
      || (!lets_somebody_in (record) && (self->receives_mail != FALSE || lets_anybody_in (record))))
    {
      const char *fault = _ ("It lets no server send your email.");

      if (error != NULL)
        fault = error->message;
      else if (lets_anybody_in (record))
        fault = _ ("It lets anybody in the world send email in your name.");
      // Translators: the argument is a sentence that says what is wrong.
      self->value_error =
        g_strdup_printf (_ ("The value you pasted cannot be used as it is: %s"), fault);
    }
  else if (todoku_collected_has_servers (self, record, NULL))
    todoku_collected_want (self, value, NULL);
}

gboolean
todoku_collected_want_web_host (TodokuCollected *self,
                                const TodokuMailHost *host,
                                GHashTable *found)
{
  const TodokuDetection *of_mail = todoku_detections_find (self->mail.detections, host);
  g_autoptr (GHashTable) values = NULL;
  TodokuCompany beside = { .host = host };
  // Another company's servers are let in beside those of the one that the person chose.
  TodokuCompany *company = self->web_is_sender && self->web.host != host ? &beside : &self->web;

  if (company == &self->web)
    {
      company_choose (company, host);
      self->web_is_sender = TRUE;
    }
  if (!todoku_detect_values (self->catalog, self->facts, TODOKU_DETECT_WEB, self->domain,
                             (const char *const *) self->repaired, host, &values))
    self->complete = FALSE;
  // What tells of it as the mail host tells of it as well.
  if (of_mail != NULL && g_hash_table_size (values) == 0)
    add_values (values, of_mail->values);
  add_values (values, found);

  return todoku_collected_want_company (self, company, values);
}

static void
find_web_host (TodokuCollected *self)
{
  GPtrArray *detections = self->web.detections;
  const TodokuMailHost *host = NULL;

  if (detections->len > 0)
    company_choose (&self->web, ((TodokuDetection *) detections->pdata[0])->host);
  if (self->options->web_host != NULL)
    host = todoku_catalog_find_host (self->catalog, self->options->web_host);
  if (host != NULL)
    todoku_collected_want_web_host (self, host, NULL);
}

static void
find_published_senders (TodokuCollected *self)
{
  for (char **text = self->repaired; *text != NULL; text++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (*text, -1);

      todoku_spf_record_foreach (record, term)
        {
          const TodokuSender *sender = todoku_term_find_sender (self->catalog, term);

          // "?include:" names it, but lets it not in.
          if (term->qualifier == TODOKU_SPF_QUALIFIER_PASS && sender != NULL
              && !g_ptr_array_find (self->senders, sender, NULL))
            g_ptr_array_add (self->senders, (gpointer) sender);
        }
    }
}

const TodokuSender *
todoku_collected_find_service (const TodokuCollected *self, const char *exchange)
{
  todoku_list_foreach (const TodokuSender, sender, self->catalog->senders)
    {
      const char *list = strchr (sender->term, ':');
      const char *domain = list != NULL ? todoku_suffix_get_registered (list + 1) : NULL;

      if (domain != NULL && todoku_dns_name_is_within (exchange, domain))
        return sender;
    }

  return NULL;
}

static void
find_ticked_senders (TodokuCollected *self)
{
  todoku_list_foreach (const char, id, self->options->senders)
    {
      const TodokuSender *sender = todoku_catalog_find_sender (self->catalog, id);

      if (sender != NULL)
        g_ptr_array_add (self->ticked, (gpointer) sender);
    }
}

// Whether the record speaks of @sender, be it by a name that is not quite its list's.
static gboolean
is_named (TodokuCollected *self, const TodokuSender *sender)
{
  const char *list = todoku_suffix_get_registered (strchr (sender->term, ':') + 1);
  g_autofree char *label = list != NULL ? g_strndup (list, strcspn (list, ".")) : NULL;

  for (char **text = self->repaired; label != NULL && *text != NULL; text++)
    if (strstr (*text, label) != NULL)
      return TRUE;

  return FALSE;
}

// Who sends from a subdomain of its own needs nothing of the domain's record; but where nobody else
// sends, that is who does.
static void
want_senders (TodokuCollected *self, gboolean on_subdomain)
{
  gboolean is_alone = self->wanted->len == 0;

  todoku_list_foreach (const TodokuSender, sender, self->ticked)
    {
      g_autofree char *record = g_strdup_printf ("v=spf1 %s ~all", sender->term);
      gboolean is_apart = sender->on_subdomain && !is_named (self, sender);

      if (is_apart == on_subdomain && (!is_apart || is_alone))
        todoku_collected_want (self, record, todoku_catalog_text_get (&sender->name));
    }
}

// Whether the published record refuses a server of @wanted.
static gboolean
is_refused_today (TodokuCollected *self, const TodokuWanted *wanted)
{
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();

  self->complete &= todoku_proofs_add_record (servers, self->facts, self->domain, wanted->record);
  self->complete &= todoku_proofs_evaluate (servers, self->facts, self->domain, NULL);
  todoku_list_foreach (const TodokuProof, proof, servers)
    if (proof->current == TODOKU_SPF_RESULT_SOFTFAIL || proof->current == TODOKU_SPF_RESULT_FAIL)
      return TRUE;

  return FALSE;
}

// Whether one of those who are to be let in needs the same as @wanted.
static gboolean
is_wanted_already (TodokuCollected *self, const TodokuWanted *wanted)
{
  return todoku_collected_wants (self, todoku_spf_record_get_next (wanted->record, NULL));
}

// Whether the person lets go a part of what @wanted needs, and so all of it.
static gboolean
is_let_go (TodokuCollected *self, const TodokuWanted *wanted)
{
  todoku_spf_record_foreach (wanted->record, term)
    if (todoku_collected_lets_go (self, term))
      return TRUE;

  return FALSE;
}

// One more company that the mail goes to. Where it is only to go there if need be, or the person
// chose another one, and it is refused so far, it may be left from before: then, and where its
// value is not known, it is wanted without any server, and told.
static void
want_beside (TodokuCollected *self, const TodokuDetection *first, const TodokuDetection *detection)
{
  TodokuCompany company = { .host = detection->host };
  gboolean is_chosen = self->options->host != NULL;
  guint n_wanted = self->wanted->len;
  g_autoptr (TodokuWanted) wanted = NULL;
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  add_values (values, detection->values);
  if (todoku_collected_want_company (self, &company, values))
    wanted = g_ptr_array_steal_index (self->wanted, n_wanted);
  g_clear_pointer (&self->value_error, g_free);
  if (wanted != NULL && is_chosen && is_let_go (self, wanted))
    return;
  if (wanted != NULL
      && ((!is_chosen && detection->preference == first->preference)
          || is_wanted_already (self, wanted) || !is_refused_today (self, wanted)))
    {
      wanted->may_go = is_chosen && !is_wanted_already (self, wanted);
      wanted->is_beside = !wanted->may_go;
      g_ptr_array_add (self->wanted, g_steal_pointer (&wanted));
    }
  else
    todoku_collected_want (self, "v=spf1 ~all", todoku_catalog_text_get (&detection->host->name));
}

// Whether @detection tells of somebody else than the mail host. An address may be left from before
// the person moved to the company that she chose; the name of a server is not.
static gboolean
is_beside (TodokuCollected *self, const TodokuDetection *detection)
{
  const char *chosen = self->options->host;

  if (detection->confidence != TODOKU_CONFIDENCE_HIGH || detection->server == G_MAXUINT)
    return FALSE;

  return chosen != NULL ? todoku_detection_is_by_exchange (detection)
                            && !todoku_mail_host_is_akin (detection->host, self->mail.host)
                        : detection != g_ptr_array_index (self->mail.detections, 0);
}

// Whoever the mail goes to may send, too: each server's company.
static void
want_other_mail_hosts (TodokuCollected *self)
{
  GPtrArray *detections = self->mail.detections;
  const TodokuDetection *first = detections->len > 0 ? detections->pdata[0] : NULL;
  guint n_seen = 0;

  if (first == NULL || self->mail.missing != NULL || self->value_error != NULL
      || (self->options->value == NULL && self->options->host == NULL && first->host->spf == NULL))
    return;
  todoku_list_foreach (const TodokuDetection, detection, detections)
    {
      // Of a server's name that may be one of several companies the likeliest is meant.
      if (detection->server < n_seen)
        continue;
      if (is_beside (self, detection))
        want_beside (self, first, detection);
      n_seen = detection->server + 1;
    }
}

void
todoku_collected_find_companies (TodokuCollected *self)
{
  todoku_collected_read_refused (self);
  find_published_senders (self);
  find_ticked_senders (self);
  detect (self, TODOKU_DETECT_MAIL, &self->mail);
  detect (self, TODOKU_DETECT_WEB, &self->web);
  want_mail_host (self);
  if (self->options->value != NULL)
    want_own_value (self);
  find_web_host (self);
  want_senders (self, FALSE);
  want_senders (self, TRUE);
  want_other_mail_hosts (self);
  todoku_collected_place_refused (self);
}
