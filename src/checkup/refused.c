// SPDX-License-Identifier: GPL-3.0-or-later

// Whose the server is that was refused, or that the person named: by its name (PTR), by the
// domain's own A and MX, by the networks of the companies of the catalog; else it is asked.

#include "checkup/collect-private.h"

#include "catalog/template.h"
#include "checkup/proof.h"
#include "checkup/returned.h"
#include "dns/name.h"
#include "dns/suffix.h"

#include <string.h>

// Whether the record lets the refused server in; FALSE while that is not known.
static gboolean
record_passes (TodokuCollected *self, TodokuSpfRecord *record)
{
  TodokuSpfResult result;

  if (!todoku_proof_evaluate (self->facts, self->domain, &self->refused_address, record, &result))
    {
      self->complete = FALSE;
      return FALSE;
    }

  return result == TODOKU_SPF_RESULT_PASS;
}

static gboolean
text_passes (TodokuCollected *self, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return record_passes (self, record);
}

static gboolean
is_wanted_already (TodokuCollected *self, const char **company)
{
  gboolean passes = FALSE;

  todoku_list_foreach (const TodokuWanted, wanted, self->wanted)
    if (record_passes (self, wanted->record))
      {
        // What the domain's own servers are called by is no company.
        if (wanted->name != NULL && !todoku_dns_name_is_within (wanted->name, self->domain))
          *company = wanted->name;
        passes = TRUE;
      }

  return passes;
}

// 1 where @name has @address, 0 where it has not, -1 where that is not known.
static int
leads_back (TodokuCollected *self, const char *name, const TodokuDnsAddress *address)
{
  TodokuDnsType type = address->length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA;
  TodokuDnsAnswer *answer = todoku_collected_ask (self, name, type);

  if (answer == NULL || todoku_dns_answer_is_failure (answer))
    return -1;
  todoku_dns_answer_foreach (answer, record)
    if (todoku_dns_address_equal (&record->address, address))
      return 1;

  return 0;
}

static gboolean
has_address (TodokuCollected *self, const char *name)
{
  return leads_back (self, name, &self->refused_address) == 1;
}

// Whether all addresses of @name are the domain's own, too.
static gboolean
has_addresses_of_domain (TodokuCollected *self, const char *name)
{
  static const TodokuDnsType types[] = { TODOKU_DNS_TYPE_A, TODOKU_DNS_TYPE_AAAA };
  gboolean are_own = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    todoku_dns_answer_foreach (todoku_collected_ask (self, name, types[i]), record)
      are_own &= leads_back (self, self->domain, &record->address) != 0;

  return are_own;
}

// Whether a server that takes the domain's mail in has the address. @has_more: (out): whether it
// has another one that the domain has not, as one of IPv6
static gboolean
is_mail_server (TodokuCollected *self, gboolean *has_more)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX);
  gboolean found = FALSE;

  *has_more = FALSE;
  todoku_dns_answer_foreach (answer, record)
    {
      const char *exchange = record->name;

      if (*exchange == '\0' || !has_address (self, exchange))
        continue;
      found = TRUE;
      *has_more |= !has_addresses_of_domain (self, exchange);
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

// Its own name says whose it is, or the web site is on the same server. @only: (nullable): the one
// company that is in question
static gboolean
place_by_company (TodokuCollected *self, const TodokuMailHost *only, const char **company)
{
  TodokuDetection *own = NULL;
  const TodokuDetection *detection = find_site (self);
  gboolean is_placed;

  if (!todoku_detect_address (self->catalog, self->facts, &self->refused_address, self->domain,
                              &own))
    self->complete = FALSE;
  if (own != NULL)
    detection = own;
  is_placed = detection != NULL && (only == NULL || detection->host == only)
              && todoku_collected_want_web_host (self, detection->host, detection->values);
  if (is_placed)
    *company = todoku_catalog_text_get (&detection->host->name);
  g_clear_pointer (&own, todoku_detection_free);

  return is_placed;
}

// What the PTR of @address says, at or below @domain, where that leads back to it.
static const char *
find_name_within (TodokuCollected *self, const TodokuDnsAddress *address, const char *domain)
{
  g_autofree char *reverse = todoku_dns_address_to_reverse_name (address);
  TodokuDnsAnswer *answer = todoku_collected_ask (self, reverse, TODOKU_DNS_TYPE_PTR);

  todoku_dns_answer_foreach (answer, record)
    if (todoku_dns_name_is_within (record->name, domain)
        && leads_back (self, record->name, address) == 1)
      return record->name;

  return NULL;
}

// A name below the domain that has the refused address: www, or what its PTR says.
static char *
find_name_below (TodokuCollected *self)
{
  g_autofree char *www = g_strconcat ("www.", self->domain, NULL);

  return g_strdup (
    has_address (self, www) ? www : find_name_within (self, &self->refused_address, self->domain));
}

// The domain's own A and MX name servers of the person's, and so do names below it. Of these the
// one is taken that lets in all addresses of the server.
static gboolean
place_by_own_servers (TodokuCollected *self)
{
  g_autofree char *below = find_name_below (self);
  g_autofree char *record = g_strdup_printf ("v=spf1 a:%s ~all", below);
  gboolean has_more;
  gboolean is_exchange = is_mail_server (self, &has_more);

  if (has_address (self, self->domain) && !has_more)
    todoku_collected_want (self, "v=spf1 a ~all", self->domain);
  else if (is_exchange)
    todoku_collected_want (self, "v=spf1 mx ~all", self->domain);
  else if (below != NULL)
    todoku_collected_want (self, record, below);
  else
    return FALSE;

  return TRUE;
}

// A company of the catalog whose @term lets the refused server in. One list may be two companies',
// as a mail host's and a service's.
static void
add_candidate (TodokuCollected *self, GPtrArray *candidates, const char *term, const char *name)
{
  g_autofree char *text = g_strdup_printf ("v=spf1 %s ~all", term);

  todoku_list_foreach (const TodokuWanted, wanted, candidates)
    if (g_str_equal (todoku_spf_record_get_text (wanted->record), text))
      return;
  if (text_passes (self, text))
    g_ptr_array_add (candidates, todoku_wanted_new (text, name));
}

// Only lists tell whose an address is: a server of the person's own would match "mx".
static void
add_lists_of_host (TodokuCollected *self, GPtrArray *candidates, const TodokuMailHost *host)
{
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (host, self->domain, NULL, &missing);
  g_autoptr (TodokuSpfRecord) record = value != NULL ? todoku_spf_record_parse (value, -1) : NULL;

  todoku_spf_record_foreach (record, term)
    {
      g_autofree char *include = g_strdup_printf ("include:%s", term->value);

      if (todoku_spf_term_is_list (term))
        add_candidate (self, candidates, include, todoku_catalog_text_get (&host->name));
    }
}

static GPtrArray *
find_candidates (TodokuCollected *self)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free);
  GPtrArray *senders = self->catalog->senders;
  GPtrArray *hosts = self->catalog->hosts;

  todoku_list_foreach (const TodokuSender, sender, senders)
    add_candidate (self, candidates, sender->term, todoku_catalog_text_get (&sender->name));
  todoku_list_foreach (const TodokuMailHost, host, hosts)
    add_lists_of_host (self, candidates, host);

  return candidates;
}

// Whether the server has a name that leads back to it, and an address of the other kind as well.
static gboolean
has_second_address (TodokuCollected *self)
{
  TodokuDnsType other =
    self->refused_address.length == 4 ? TODOKU_DNS_TYPE_AAAA : TODOKU_DNS_TYPE_A;
  TodokuDnsAnswer *answer;

  if (self->sending_name == NULL || !has_address (self, self->sending_name))
    return FALSE;
  answer = todoku_collected_ask (self, self->sending_name, other);

  return answer != NULL && todoku_dns_answer_get_n_records (answer) > 0;
}

static gboolean
is_relay (TodokuCollected *self)
{
  return todoku_collected_find_relay (self) != NULL && has_address (self, self->sending_name);
}

// The terms of @candidates, and the address itself; before it the name that has more than it. A
// server that takes along the mail of other customers is not let in.
static char **
list_options (TodokuCollected *self, GPtrArray *candidates)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_autofree char *address = todoku_dns_address_to_string (&self->refused_address);
  g_autofree char *term =
    g_strdup_printf ("%s:%s", self->refused_address.length == 4 ? "ip4" : "ip6", address);

  todoku_list_foreach (const TodokuWanted, candidate, candidates)
    g_strv_builder_add (options, todoku_spf_record_get_term (candidate->record, 0)->text);
  if (has_second_address (self) && !is_relay (self))
    todoku_strv_take (options, g_strconcat ("a:", self->sending_name, NULL));
  if (candidates->len > 0 || !is_relay (self))
    g_strv_builder_add (options, term);

  return g_strv_builder_end (options);
}

static TodokuRefused
place_by_networks (TodokuCollected *self, const char **company)
{
  g_autoptr (GPtrArray) candidates = find_candidates (self);

  if (candidates->len == 1)
    {
      *company = ((TodokuWanted *) candidates->pdata[0])->name;
      g_ptr_array_add (self->wanted, g_ptr_array_steal_index (candidates, 0));
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
  else if (text_passes (self, record))
    {
      self->refused = TODOKU_REFUSED_PLACED;
      todoku_collected_want (self, record, NULL);
    }
  else
    return FALSE;

  return TRUE;
}

// Whether the published record lets the server in, and not because it lets in anybody.
static gboolean
passes_today (TodokuCollected *self)
{
  g_autoptr (GPtrArray) strangers = todoku_proofs_new ();

  if (!record_passes (self, NULL))
    return FALSE;
  todoku_proofs_add_strangers (strangers);
  self->complete &= todoku_proofs_evaluate (strangers, self->facts, self->domain, NULL);
  todoku_list_foreach (const TodokuProof, proof, strangers)
    if (proof->current == TODOKU_SPF_RESULT_PASS)
      return FALSE;

  return TRUE;
}

// Whether something of the domain's is on a server of @organization, or its record names one.
static gboolean
is_customer_of (TodokuCollected *self, const char *organization)
{
  g_autofree char *www = g_strconcat ("www.", self->domain, NULL);
  const char *const names[] = { self->domain, www };

  todoku_dns_answer_foreach (todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX), record)
    if (todoku_dns_name_is_within (record->name, organization))
      return TRUE;
  for (guint i = 0; self->name_servers[i] != NULL; i++)
    if (todoku_dns_name_is_within (self->name_servers[i], organization))
      return TRUE;
  todoku_list_foreach (const char, text, self->published)
    if (strcasestr (text, organization) != NULL)
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    todoku_dns_answer_foreach (todoku_collected_ask (self, names[i], TODOKU_DNS_TYPE_A), record)
      if (find_name_within (self, &record->address, organization) != NULL)
        return TRUE;

  return FALSE;
}

// Whether the refused server is one of @organization's, who has nothing else to do with the domain.
static gboolean
is_server_of (TodokuCollected *self, const char *organization)
{
  return find_name_within (self, &self->refused_address, organization) != NULL
         && !is_customer_of (self, organization);
}

const char *
todoku_collected_get_recipient_domain (const TodokuCollected *self)
{
  const TodokuCheckupOptions *options = self->options;

  if (options->ips->len > 0)
    return NULL;
  if (options->bounce != NULL)
    return options->bounce->recipient_domain;

  return options->received != NULL ? options->received->recipient_domain : NULL;
}

// Whether it took the mail in for the recipient, as a filter does, and the receiver asked SPF only
// behind it: it is one of the recipient's MX, or named as they or as the recipient's domain are.
static gboolean
is_receivers (TodokuCollected *self)
{
  const char *recipient = todoku_collected_get_recipient_domain (self);
  TodokuDnsAnswer *answer;

  if (recipient == NULL || todoku_catalog_is_provider_domain (self->catalog, recipient)
      || todoku_alignment_find (recipient, self->domain) >= TODOKU_ALIGNMENT_RELAXED)
    return FALSE;
  if (is_server_of (self, recipient))
    return TRUE;
  answer = todoku_collected_ask (self, recipient, TODOKU_DNS_TYPE_MX);
  todoku_dns_answer_foreach (answer, record)
    {
      const char *organization = todoku_suffix_get_organization (record->name);

      if (is_server_of (self, organization)
          || (*record->name != '\0' && has_address (self, record->name)
              && !is_customer_of (self, organization)))
        return TRUE;
    }

  return FALSE;
}

// @company: (out): whose it is, where a company is known by it; else left as it is
static TodokuRefused
place (TodokuCollected *self, const char **company)
{
  if (passes_today (self))
    {
      // It tells all the same what the value of the company lacks.
      if (self->web.missing != NULL)
        place_by_company (self, self->web.host, company);
      return TODOKU_REFUSED_PASSES;
    }
  if (is_wanted_already (self, company) || place_by_company (self, NULL, company)
      || place_by_own_servers (self))
    return TODOKU_REFUSED_PLACED;
  if (is_receivers (self))
    return TODOKU_REFUSED_RECEIVER;
  // The many lists are only asked for once nothing else is left.
  if (!self->complete)
    return TODOKU_REFUSED_UNKNOWN;

  return place_by_networks (self, company);
}

// What the person said of each address, or what is known of it. The one of which the least is known
// is told; nothing is looked for any more where one has to be asked about.
static void
place_addresses (TodokuCollected *self, GArray *addresses)
{
  TodokuDnsAddress worst = self->refused_address;
  TodokuRefused refused = TODOKU_REFUSED_NONE;

  for (guint i = 0; i < addresses->len; i++)
    {
      const TodokuDnsAddress *address = &g_array_index (addresses, TodokuDnsAddress, i);
      const char *company = NULL;

      self->refused_address = *address;
      todoku_collected_read_ptr (self);
      if (!take_answer (self))
        self->refused = refused == TODOKU_REFUSED_UNKNOWN ? refused : place (self, &company);
      if (!todoku_collected_refused_is_foreign (self))
        {
          g_array_append_val (self->given, *address);
          g_ptr_array_add (self->companies, (gpointer) company);
        }
      if (self->refused <= refused)
        continue;
      worst = *address;
      refused = self->refused;
    }
  self->refused_address = worst;
  self->refused = refused;
  todoku_collected_read_ptr (self);
}

// Whether it is to be seen to that the server of a returned mail passes: where the receiver blames
// SPF, or may have meant a record without it. An address beside a reason that nobody knows may be
// anybody's.
static gboolean
counts_for_returned (const TodokuCollected *self)
{
  const TodokuBounce *bounce = self->options->bounce;

  return bounce != NULL && bounce->rule != NULL
         && (!todoku_returned_needs_more (bounce, self->domain)
             || (todoku_bounce_needs_record (bounce)
                 && todoku_returned_is_about (bounce, self->domain)));
}

// Whether the receiver found that the record does not let the server in that a mail came from.
static gboolean
counts_for_received (const TodokuCollected *self)
{
  static const char *const results[] = { "fail", "softfail", "neutral", "none", "permerror", NULL };
  const TodokuReceived *received = self->options->received;

  return received != NULL && received->proof == TODOKU_RECEIVED_PROOF_RECEIVER
         && !received->is_forwarded && received->spf.result != NULL
         && g_strv_contains (results, received->spf.result) && received->spf.domain != NULL
         && todoku_dns_name_equal (received->spf.domain, self->domain);
}

// The servers that the person names, and those that the mails at hand say were refused.
static GArray *
list_refused (const TodokuCollected *self)
{
  const TodokuCheckupOptions *options = self->options;
  GArray *addresses = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));

  for (guint i = 0; i < options->ips->len; i++)
    todoku_dns_addresses_add (addresses, &g_array_index (options->ips, TodokuDnsAddress, i));
  if (counts_for_returned (self))
    {
      GArray *ips = options->bounce->ips;

      todoku_dns_addresses_add (addresses, &options->bounce->ip);
      for (guint i = 0; ips != NULL && i < ips->len; i++)
        todoku_dns_addresses_add (addresses, &g_array_index (ips, TodokuDnsAddress, i));
    }
  if (counts_for_received (self))
    todoku_dns_addresses_add (addresses, &options->received->ip);

  return addresses;
}

void
todoku_collected_read_refused (TodokuCollected *self)
{
  g_autoptr (GArray) addresses = list_refused (self);

  if (addresses->len > 0)
    self->refused_address = g_array_index (addresses, TodokuDnsAddress, 0);
}

gboolean
todoku_collected_refused_is_foreign (const TodokuCollected *self)
{
  return self->refused == TODOKU_REFUSED_STRANGER || self->refused == TODOKU_REFUSED_RECEIVER;
}

gboolean
todoku_collected_has_arrived (const TodokuCollected *self, const TodokuDnsAddress *address)
{
  return counts_for_received (self)
         && todoku_dns_address_equal (address, &self->options->received->ip);
}

gboolean
todoku_collected_owns_refused (TodokuCollected *self, const TodokuMailHost *host)
{
  g_autoptr (TodokuDetection) own = NULL;
  g_autoptr (GPtrArray) candidates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free);

  if (self->refused_address.length == 0)
    return FALSE;
  if (!todoku_detect_address (self->catalog, self->facts, &self->refused_address, self->domain,
                              &own))
    self->complete = FALSE;
  add_lists_of_host (self, candidates, host);

  return (own != NULL && own->host == host) || candidates->len > 0;
}

// Whether the receiver says that the server may not send, or lets that be understood.
static gboolean
blames_spf (const TodokuBounce *bounce)
{
  if (bounce->spf != TODOKU_AUTH_NOT_TOLD)
    return bounce->spf == TODOKU_AUTH_FAIL;

  return todoku_bounce_is_fixable (bounce, bounce->domain) == 1;
}

void
todoku_collected_place_refused (TodokuCollected *self)
{
  const TodokuBounce *bounce = self->options->bounce;
  gboolean is_returned = bounce != NULL && !todoku_returned_needs_more (bounce, self->domain);
  g_autoptr (GArray) addresses = list_refused (self);

  if (self->txt == NULL || todoku_dns_status_is_failure (self->status))
    return;
  if (addresses->len > 0)
    place_addresses (self, addresses);
  else if (is_returned)
    self->refused = blames_spf (bounce) ? TODOKU_REFUSED_UNNAMED : TODOKU_REFUSED_NONE;
}

// ---------------------------------------------------------------------------------------------
// The name of the server that sent

// Of an address with more names the DNS is not asked about each.
#define NAMES_MAX 5

static const TodokuDnsAddress *
get_sending_address (TodokuCollected *self)
{
  const TodokuBounce *bounce = self->options->bounce;
  const TodokuReceived *received = self->options->received;

  // Of several, the one that is told.
  if (self->refused_address.length > 0)
    return &self->refused_address;
  if (received != NULL)
    return &received->ip;

  return bounce != NULL ? &bounce->ip : &self->refused_address;
}

void
todoku_collected_read_ptr (TodokuCollected *self)
{
  const TodokuDnsAddress *address = get_sending_address (self);
  g_autofree char *reverse = NULL;
  TodokuDnsAnswer *answer;
  int found = 0;

  self->has_matching_ptr = -1;
  g_clear_pointer (&self->sending_name, g_free);
  if (address->length == 0)
    return;
  reverse = todoku_dns_address_to_reverse_name (address);
  answer = todoku_collected_ask (self, reverse, TODOKU_DNS_TYPE_PTR);
  if (answer == NULL || todoku_dns_answer_is_failure (answer))
    return;
  for (guint i = 0; i < MIN (todoku_dns_answer_get_n_records (answer), NAMES_MAX); i++)
    {
      const char *name = todoku_dns_answer_get_record (answer, i)->name;
      int one = leads_back (self, name, address);

      if (one == 1 && found != 1)
        self->sending_name = g_strdup (name);
      found = one == 1 || found == 1 ? 1 : MIN (found, one);
    }
  self->has_matching_ptr = found;
}
