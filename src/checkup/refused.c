// SPDX-License-Identifier: GPL-3.0-or-later

// Whose the server is that was refused, or that the person named: by its name (PTR), by the
// domain's own A and MX, by the networks of the companies of the catalog; else it is asked.

#include "checkup/collect-private.h"

#include "catalog/template.h"
#include "checkup/proof.h"
#include "checkup/returned.h"
#include "dns/name.h"

#include <string.h>

// Whether the record lets the refused server in; FALSE while that is not known.
static gboolean
record_passes (TodokuCollected *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = text != NULL ? todoku_spf_record_parse (text, -1) : NULL;
  TodokuSpfResult result;

  if (!todoku_proof_evaluate (self->facts, self->domain, &self->refused_address, record, &result))
    {
      self->complete = FALSE;
      return FALSE;
    }

  return result == TODOKU_SPF_RESULT_PASS;
}

static gboolean
is_wanted_already (TodokuCollected *self)
{
  gboolean passes = FALSE;

  for (guint i = 0; i < self->wanted->len; i++)
    passes |= record_passes (self, ((TodokuWanted *) self->wanted->pdata[i])->record);

  return passes;
}

static gboolean
has_address (TodokuCollected *self, const char *name)
{
  TodokuDnsType type = self->refused_address.length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA;
  TodokuDnsAnswer *answer = todoku_collected_ask (self, name, type);

  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    if (todoku_dns_address_equal (&todoku_dns_answer_get_record (answer, i)->address,
                                  &self->refused_address))
      return TRUE;

  return FALSE;
}

static gboolean
is_mail_server (TodokuCollected *self)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX);
  gboolean found = FALSE;

  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const char *exchange = todoku_dns_answer_get_record (answer, i)->name;

      found |= *exchange != '\0' && has_address (self, exchange);
    }

  return found;
}

// Who the web site says that it is with, where it is on the refused server.
static const TodokuDetection *
find_site (TodokuCollected *self)
{
  g_autofree char *www = g_strconcat ("www.", self->domain, NULL);
  const TodokuDetection *site;

  if (!(has_address (self, self->domain) | has_address (self, www))
      || self->web.detections->len == 0)
    return NULL;
  site = g_ptr_array_index (self->web.detections, 0);

  return site->host->spf != NULL ? site : NULL;
}

// Its own name says whose it is, or the web site is on the same server.
static gboolean
place_by_company (TodokuCollected *self)
{
  TodokuDetection *own = NULL;
  const TodokuDetection *detection = find_site (self);
  gboolean is_placed;

  if (!todoku_detect_address (self->catalog, self->facts, &self->refused_address, self->domain,
                              &own))
    self->complete = FALSE;
  if (own != NULL)
    detection = own;
  is_placed =
    detection != NULL && todoku_collected_want_web_host (self, detection->host, detection->values);
  g_clear_pointer (&own, todoku_detection_free);

  return is_placed;
}

// The domain's own A and MX name servers of the person's.
static gboolean
place_by_own_servers (TodokuCollected *self)
{
  g_autofree char *www = g_strconcat ("www.", self->domain, NULL);

  if (has_address (self, self->domain))
    todoku_collected_want (self, g_strdup ("v=spf1 a ~all"), self->domain);
  else if (has_address (self, www))
    todoku_collected_want (self, g_strdup_printf ("v=spf1 a:%s ~all", www), www);
  else if (is_mail_server (self))
    todoku_collected_want (self, g_strdup ("v=spf1 mx ~all"), self->domain);
  else
    return FALSE;

  return TRUE;
}

typedef struct
{
  char *record;
  const char *name;
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->record);
  g_free (candidate);
}

// One list may be two companies' in the catalog, as a mail host's and a service's.
static void
add_candidate (TodokuCollected *self, GPtrArray *candidates, char *record, const char *name)
{
  Candidate *candidate;
  g_autofree char *text = record;

  for (guint i = 0; i < candidates->len; i++)
    if (g_str_equal (((Candidate *) candidates->pdata[i])->record, text))
      return;
  if (!record_passes (self, text))
    return;

  candidate = g_new0 (Candidate, 1);
  candidate->record = g_steal_pointer (&text);
  candidate->name = name;
  g_ptr_array_add (candidates, candidate);
}

// Only lists tell whose an address is: a server of the person's own would match "mx".
static void
add_lists_of_host (TodokuCollected *self, GPtrArray *candidates, const TodokuMailHost *host)
{
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (host, self->domain, NULL, &missing);
  g_autoptr (TodokuSpfRecord) record = value != NULL ? todoku_spf_record_parse (value, -1) : NULL;

  for (guint i = 0; record != NULL && i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->kind == TODOKU_SPF_TERM_INCLUDE || term->kind == TODOKU_SPF_TERM_REDIRECT)
        add_candidate (self, candidates, g_strdup_printf ("v=spf1 include:%s ~all", term->value),
                       todoku_catalog_text_get (&host->name));
    }
}

static GPtrArray *
find_candidates (TodokuCollected *self)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func (candidate_free);
  GPtrArray *senders = self->catalog->senders;
  GPtrArray *hosts = self->catalog->hosts;

  for (guint i = 0; i < senders->len; i++)
    {
      const TodokuSender *sender = g_ptr_array_index (senders, i);

      add_candidate (self, candidates, g_strdup_printf ("v=spf1 %s ~all", sender->term),
                     todoku_catalog_text_get (&sender->name));
    }
  for (guint i = 0; i < hosts->len; i++)
    add_lists_of_host (self, candidates, g_ptr_array_index (hosts, i));

  return candidates;
}

// The terms of @candidates, and the address itself.
static char **
list_options (TodokuCollected *self, GPtrArray *candidates)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_autofree char *address = todoku_dns_address_to_string (&self->refused_address);
  g_autofree char *term =
    g_strdup_printf ("%s:%s", self->refused_address.length == 4 ? "ip4" : "ip6", address);

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, i);
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (candidate->record, -1);

      g_strv_builder_add (options, todoku_spf_record_get_term (record, 0)->text);
    }
  g_strv_builder_add (options, term);

  return g_strv_builder_end (options);
}

static TodokuRefused
place_by_networks (TodokuCollected *self)
{
  g_autoptr (GPtrArray) candidates = find_candidates (self);

  if (candidates->len == 1)
    {
      const Candidate *candidate = g_ptr_array_index (candidates, 0);

      todoku_collected_want (self, g_strdup (candidate->record), candidate->name);
      return TODOKU_REFUSED_PLACED;
    }
  self->refused_options = list_options (self, candidates);

  return TODOKU_REFUSED_UNKNOWN;
}

// What the person said: a term, or nothing for a server that is not hers.
static gboolean
take_answer (TodokuCollected *self)
{
  g_autofree char *address = todoku_dns_address_to_string (&self->refused_address);
  const char *answer =
    self->options->answers != NULL ? g_hash_table_lookup (self->options->answers, address) : NULL;
  g_autofree char *record = answer != NULL ? g_strdup_printf ("v=spf1 %s ~all", answer) : NULL;

  if (answer == NULL)
    return FALSE;
  if (*answer == '\0')
    self->refused = TODOKU_REFUSED_STRANGER;
  else if (record_passes (self, record))
    {
      self->refused = TODOKU_REFUSED_PLACED;
      todoku_collected_want (self, g_steal_pointer (&record), NULL);
    }
  else
    return FALSE;

  return TRUE;
}

static TodokuRefused
place (TodokuCollected *self)
{
  if (record_passes (self, NULL))
    return TODOKU_REFUSED_PASSES;
  if (is_wanted_already (self) || place_by_company (self) || place_by_own_servers (self))
    return TODOKU_REFUSED_PLACED;
  // The many lists are only asked for once nothing else is left.
  if (!self->complete)
    return TODOKU_REFUSED_UNKNOWN;

  return place_by_networks (self);
}

void
todoku_collected_place_refused (TodokuCollected *self)
{
  const TodokuBounce *bounce = self->options->bounce;

  if (self->options->ip.length > 0)
    self->refused_address = self->options->ip;
  else if (bounce != NULL && !todoku_returned_needs_more (bounce, self->domain))
    self->refused_address = bounce->ip;
  else
    return;

  if (self->txt == NULL || todoku_dns_status_is_failure (self->status))
    return;
  if (self->refused_address.length == 0)
    self->refused =
      todoku_returned_blames_spf (bounce) ? TODOKU_REFUSED_UNNAMED : TODOKU_REFUSED_NONE;
  else if (!take_answer (self))
    self->refused = place (self);
}
