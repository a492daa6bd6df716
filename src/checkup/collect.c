// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/collect-private.h"

#include "catalog/pattern.h"
#include "checkup/synthesized.h"
#include "checkup/term.h"
#include "dns/name.h"
#include "dns/zone-cut.h"
#include "spf/repair.h"

#include <string.h>

TodokuDnsAnswer *
todoku_collected_ask (TodokuCollected *self, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (self->facts, name, type, &self->complete);
}

char *
todoku_collected_dup_text (const TodokuDnsRecord *record)
{
  gsize length;
  const char *octets = todoku_dns_record_get_text (record, &length);
  g_autoptr (GString) string = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    if (octets[i] == '\0')
      g_string_append (string, "\xef\xbf\xbd");
    else
      g_string_append_c (string, octets[i]);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

// The order of an answer's records changes from one to the next (RFC 1794), and what is proposed
// must not: the longest is the first, of which most stays. What is only a piece of one is no first.
static int
compare_records (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  gsize length = strlen (first);
  gsize other_length = strlen (second);
  gboolean is_record = todoku_spf_text_is_record (first, length);

  if (is_record != todoku_spf_text_is_record (second, other_length))
    return is_record ? -1 : 1;
  if (length != other_length)
    return length > other_length ? -1 : 1;

  return strcmp (first, second);
}

static void
read_published (TodokuCollected *self)
{
  todoku_dns_answer_foreach (self->txt, record)
    {
      g_autofree char *text = todoku_collected_dup_text (record);

      if (todoku_spf_text_resembles_record (text, strlen (text)))
        g_ptr_array_add (self->published, g_steal_pointer (&text));
    }
  g_ptr_array_sort (self->published, compare_records);
}

static gboolean
is_let_go (const TodokuCollected *self, const char *word)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (word);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);

  return term != NULL && todoku_collected_lets_go (self, term);
}

// What the person said was meant stands in the place of what cannot be read; what is no longer
// needed tells nothing of who sends today.
static char *
put_answers (const TodokuCollected *self, const char *record)
{
  GHashTable *answers = self->options->answers;
  g_auto (GStrv) words = g_strsplit (record, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *answer = answers != NULL ? g_hash_table_lookup (answers, words[i]) : NULL;

      if (answer == NULL && is_let_go (self, words[i]))
        answer = "";
      if (answer == NULL)
        continue;
      g_free (words[i]);
      words[i] = *answer != '\0' ? todoku_spf_repair_term (answer) : g_strdup ("");
    }

  return g_strjoinv (" ", words);
}

static void
add_repaired (const TodokuCollected *self, GStrvBuilder *list, GPtrArray *records)
{
  todoku_list_foreach (const char, text, records)
    {
      g_autoptr (GPtrArray) repairs = NULL;
      g_autofree char *repaired = todoku_spf_repair (text, strlen (text), &repairs);
      g_autofree char *valid = g_utf8_make_valid (repaired, -1);

      todoku_strv_take (list, put_answers (self, valid));
    }
}

static char **
list_repaired (const TodokuCollected *self)
{
  g_autoptr (GStrvBuilder) list = g_strv_builder_new ();

  add_repaired (self, list, self->published);
  add_repaired (self, list, self->misplaced);

  return g_strv_builder_end (list);
}

static void
read_txt (TodokuCollected *self)
{
  if (self->txt == NULL)
    return;

  self->status = todoku_dns_answer_get_status (self->txt);
  read_published (self);
}

// No MX record, or the null MX (RFC 7505): nobody is to send mail there.
static void
read_mx (TodokuCollected *self)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_MX);

  self->receives_mail = -1;
  if (answer == NULL || todoku_dns_answer_is_failure (answer))
    return;

  self->receives_mail = FALSE;
  todoku_dns_answer_foreach (answer, record)
    if (*record->name != '\0')
      self->receives_mail = TRUE;
}

static void
read_alias (TodokuCollected *self)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_CNAME);

  if (todoku_dns_answer_get_n_records (answer) > 0)
    self->alias = g_strdup (todoku_dns_answer_get_record (answer, 0)->name);
}

// ---------------------------------------------------------------------------------------------
// Who serves the zone that holds the domain

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
list_name_servers (TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  // Their order changes from one answer to the next (RFC 1794).
  todoku_dns_answer_foreach (answer, record)
    g_ptr_array_add (names, g_strdup (record->name));
  g_ptr_array_sort (names, compare_strings);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

// The company of the first name server that is not @first's.
static const TodokuDnsProvider *
match_provider (TodokuCatalog *catalog, char **name_servers, const TodokuDnsProvider *first)
{
  for (guint i = 0; name_servers[i] != NULL; i++)
    {
      const TodokuDnsProvider *provider =
        todoku_catalog_match_name_server (catalog, name_servers[i]);

      if (provider != NULL && provider != first)
        return provider;
    }

  return NULL;
}

// What a panel wants in its host field for @domain: what stands before the zone, or what the
// panel takes for the zone itself.
static char *
make_host_field (const TodokuDnsProvider *provider, const char *domain, const char *zone)
{
  gsize length = strlen (domain) - strlen (zone);

  if (length > 0)
    return g_strndup (domain, length - 1);

  return provider != NULL ? g_strdup (provider->host_field) : NULL;
}

// @zone holds @name.
static void
set_zone (TodokuCollected *self, const char *name, const char *zone, TodokuDnsAnswer *answer)
{
  self->zone = g_strdup (zone);
  g_strfreev (self->name_servers);
  self->name_servers = list_name_servers (answer);
  self->dns_provider = match_provider (self->catalog, self->name_servers, NULL);
  self->other_dns_provider = match_provider (self->catalog, self->name_servers, self->dns_provider);
  // What can be entered at one of two is entered there.
  if (self->other_dns_provider != NULL && !self->dns_provider->editable)
    {
      const TodokuDnsProvider *first = self->dns_provider;

      self->dns_provider = self->other_dns_provider;
      self->other_dns_provider = first;
    }
  self->host_field = make_host_field (self->dns_provider, name, zone);
}

gboolean
todoku_collected_copy_for_zone_of (const TodokuCollected *self,
                                   const char *name,
                                   TodokuCollected *copy)
{
  TodokuDnsZoneCut cut = { 0 };

  if (self->facts == NULL || !todoku_dns_zone_cut_find (self->facts, name, &cut) || cut.zone == NULL
      || g_strcmp0 (cut.zone, self->zone) == 0)
    return FALSE;
  *copy = *self;
  copy->name_servers = NULL;
  set_zone (copy, name, cut.zone, cut.name_servers);

  return TRUE;
}

void
todoku_collected_clear_zone (TodokuCollected *copy)
{
  g_free (copy->zone);
  g_strfreev (copy->name_servers);
  g_free (copy->host_field);
}

// Below the domain, names may lie in zones of their own.
static void
ask_zones_below (TodokuCollected *self)
{
  static const char *const labels[] = { "_dmarc", "_domainkey" };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *name = g_strconcat (labels[i], ".", self->domain, NULL);
      TodokuDnsZoneCut cut;

      if (!todoku_dns_zone_cut_find (self->facts, name, &cut))
        self->complete = FALSE;
    }
}

// Returns: the zone's NS records, or NULL
static TodokuDnsAnswer *
find_zone (TodokuCollected *self)
{
  TodokuDnsZoneCut cut;

  if (!todoku_dns_zone_cut_find (self->facts, self->domain, &cut))
    self->complete = FALSE;
  if (cut.zone != NULL)
    set_zone (self, self->domain, cut.zone, cut.name_servers);

  return cut.name_servers;
}

// Some companies' name servers are not known; their customers' zones are most likely with them.
static void
guess_provider (TodokuCollected *self)
{
  const TodokuDnsProvider *provider;

  if (self->dns_provider != NULL || self->zone == NULL || self->mail.host == NULL
      || self->mail.host->dns_provider == NULL || self->mail.confidence != TODOKU_CONFIDENCE_HIGH)
    return;
  provider = todoku_catalog_find_dns_provider (self->catalog, self->mail.host->dns_provider);
  // Where they are known, a zone on other ones is with somebody else.
  if (provider->ns[0] != NULL)
    return;

  self->dns_provider = provider;
  g_free (self->host_field);
  self->host_field = make_host_field (self->dns_provider, self->domain, self->zone);
}

// ---------------------------------------------------------------------------------------------
// All of it

TodokuWanted *
todoku_wanted_new (const char *record, const char *name)
{
  TodokuWanted *wanted = g_new0 (TodokuWanted, 1);

  wanted->record = todoku_spf_record_parse (record, -1);
  wanted->name = g_strdup (name);

  return wanted;
}

void
todoku_wanted_free (TodokuWanted *wanted)
{
  todoku_spf_record_unref (wanted->record);
  g_free (wanted->name);
  g_free (wanted);
}

gboolean
todoku_wanted_is_only_told (const TodokuWanted *wanted)
{
  return wanted->name != NULL
         && g_str_equal (todoku_spf_record_get_text (wanted->record), "v=spf1 ~all");
}

gboolean
todoku_collected_only_tells_of (const TodokuCollected *self, const TodokuMailHost *host)
{
  todoku_list_foreach (const TodokuWanted, wanted, self->wanted)
    if (host != NULL && todoku_wanted_is_only_told (wanted)
        && g_str_equal (wanted->name, todoku_catalog_text_get (&host->name)))
      return TRUE;

  return FALSE;
}

gboolean
todoku_wanted_has_key (GPtrArray *wanted, const char *key, const char *domain)
{
  todoku_list_foreach (const TodokuWanted, one, wanted)
    todoku_spf_record_foreach (one->record, term)
      {
        g_autofree char *other = todoku_spf_term_get_key (term, domain);

        if (todoku_term_names_servers (term) && g_str_equal (key, other))
          return TRUE;
      }

  return FALSE;
}

gboolean
todoku_collected_wants (const TodokuCollected *self, const TodokuSpfTerm *term)
{
  g_autofree char *key = todoku_spf_term_get_key (term, self->domain);

  return todoku_wanted_has_key (self->wanted, key, self->domain);
}

// A redirect becomes an include beside others.
static gboolean
is_same (const TodokuSpfTerm *a, const TodokuSpfTerm *b, const char *domain)
{
  return todoku_spf_term_equal (a, b, domain)
         || (todoku_spf_term_is_list (a) && todoku_spf_term_is_list (b) && a->error == NULL
             && b->error == NULL && todoku_dns_name_equal (a->value, b->value));
}

gboolean
todoku_collected_lets_go (const TodokuCollected *self, const TodokuSpfTerm *term)
{
  todoku_list_foreach (const char, text, self->options->unwanted)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (text);
      const TodokuSpfTerm *other = todoku_spf_record_get_only_term (record);

      // "-include:…" is not what lets in.
      if (other != NULL && is_same (term, other, self->domain)
          && (other->qualifier == TODOKU_SPF_QUALIFIER_PASS
              || term->qualifier != TODOKU_SPF_QUALIFIER_PASS))
        return TRUE;
    }

  return FALSE;
}

static TodokuCollected *
collected_new (TodokuCatalog *catalog,
               TodokuDnsFacts *facts,
               const char *domain,
               const TodokuCheckupOptions *options)
{
  TodokuCollected *self = g_new0 (TodokuCollected, 1);

  self->catalog = todoku_catalog_ref (catalog);
  self->facts = facts;
  self->domain = g_strdup (domain);
  self->options = options;
  self->complete = TRUE;
  self->status = TODOKU_DNS_STATUS_NO_DATA;
  self->synthesized = g_ptr_array_new_with_free_func (todoku_synthesized_free);
  self->hidden = g_ptr_array_new_with_free_func (todoku_synthesized_free);
  self->published = g_ptr_array_new_with_free_func (g_free);
  self->misplaced = g_ptr_array_new_with_free_func (g_free);
  self->misplaced_at = g_ptr_array_new_with_free_func (g_free);
  self->name_servers = g_new0 (char *, 1);
  self->mail.detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  self->web.detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  self->given = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  self->companies = g_ptr_array_new ();
  self->senders = g_ptr_array_new ();
  self->ticked = g_ptr_array_new ();
  self->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_wanted_free);

  return self;
}

TodokuCollected *
todoku_collect_place (TodokuCatalog *catalog,
                      TodokuDnsFacts *facts,
                      const char *domain,
                      const TodokuCheckupOptions *options)
{
  TodokuCollected *self = collected_new (catalog, facts, domain, options);

  find_zone (self);
  self->repaired = list_repaired (self);
  todoku_collected_find_companies (self);
  guess_provider (self);

  return self;
}

TodokuCollected *
todoku_collect (TodokuCatalog *catalog,
                TodokuDnsFacts *facts,
                const char *domain,
                const TodokuCheckupOptions *options)
{
  TodokuCollected *self = collected_new (catalog, facts, domain, options);

  self->txt = todoku_collected_ask (self, domain, TODOKU_DNS_TYPE_TXT);
  todoku_collected_ask_servers (self, find_zone (self));
  ask_zones_below (self);
  read_txt (self);
  read_alias (self);
  todoku_collected_find_misplaced (self);
  self->repaired = list_repaired (self);
  read_mx (self);
  todoku_collected_read_refused (self);
  todoku_collected_read_ptr (self);
  todoku_collected_find_companies (self);
  guess_provider (self);
  todoku_collected_find_synthesized (self);
  todoku_collected_find_keys (self);

  return self;
}

const TodokuMailHost *
todoku_collected_get_other_sender (const TodokuCollected *self)
{
  return self->web_is_sender && self->web.host != self->mail.host ? self->web.host : NULL;
}

gboolean
todoku_collected_is_unknown_exchange (const TodokuCollected *self, const char *exchange)
{
  g_autoptr (GPtrArray) owners =
    todoku_catalog_match (self->catalog, TODOKU_PATTERN_MX | TODOKU_PATTERN_SERVER, exchange);

  return *exchange != '\0' && owners->len == 0;
}

void
todoku_collected_free (TodokuCollected *self)
{
  g_free (self->domain);
  g_free (self->record_from);
  g_free (self->differing);
  g_free (self->alias);
  g_ptr_array_unref (self->synthesized);
  g_ptr_array_unref (self->hidden);
  g_ptr_array_unref (self->published);
  g_ptr_array_unref (self->misplaced);
  g_ptr_array_unref (self->misplaced_at);
  g_free (self->doubtful);
  g_free (self->doubtful_at);
  g_strfreev (self->repaired);
  g_free (self->zone);
  g_strfreev (self->name_servers);
  g_free (self->host_field);
  g_ptr_array_unref (self->mail.detections);
  g_ptr_array_unref (self->web.detections);
  g_ptr_array_unref (self->senders);
  g_ptr_array_unref (self->ticked);
  g_ptr_array_unref (self->wanted);
  g_free (self->value_error);
  g_array_unref (self->given);
  g_ptr_array_unref (self->companies);
  g_strfreev (self->refused_options);
  g_free (self->sending_name);
  g_clear_pointer (&self->dkim, todoku_dkim_evaluation_free);
  todoku_catalog_unref (self->catalog);
  g_free (self);
}
