// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detect.h"

#include "catalog/detector.h"
#include "catalog/pattern.h"

// The preferred servers come first, and nobody has more.
#define EXCHANGES_MAX 8

const char *
todoku_confidence_get_id (TodokuConfidence confidence)
{
  switch (confidence)
    {
    case TODOKU_CONFIDENCE_HIGH:
      return "high";
    case TODOKU_CONFIDENCE_LOW:
      return "low";
    case TODOKU_CONFIDENCE_NONE:
    default:
      return "none";
    }
}

static int
compare_preferences (gconstpointer a, gconstpointer b)
{
  const TodokuDnsRecord *first = *(const TodokuDnsRecord *const *) a;
  const TodokuDnsRecord *second = *(const TodokuDnsRecord *const *) b;

  if (first->preference != second->preference)
    return first->preference < second->preference ? -1 : 1;

  // The order in the packet changes from one answer to the next.
  return g_strcmp0 (first->name, second->name);
}

static void
collect_exchanges (TodokuDetector *self)
{
  TodokuDnsAnswer *answer = todoku_detector_ask (self, 0, self->domain, TODOKU_DNS_TYPE_MX);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < todoku_detector_count (answer); i++)
    g_ptr_array_add (records, (gpointer) todoku_dns_answer_get_record (answer, i));
  g_ptr_array_sort (records, compare_preferences);

  // The root stands for "takes no mail at all" (RFC 7505).
  for (guint i = 0; i < records->len && self->servers->len < EXCHANGES_MAX; i++)
    {
      const TodokuDnsRecord *record = g_ptr_array_index (records, i);

      if (record->name != NULL && *record->name != '\0')
        todoku_detector_add_server (self, record->name, TODOKU_CONFIDENCE_HIGH);
    }

  // Without MX the domain's own address takes the mail (RFC 5321 5.1), if it takes any: its
  // owner may never have thought of mail.
  if (answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NO_DATA)
    todoku_detector_add_server (self, self->domain, TODOKU_CONFIDENCE_LOW);
}

static void
look_at_exchange_name (TodokuDetector *self, TodokuDetectorServer *exchange)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (self->catalog);

  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);
      g_autoptr (GHashTable) values = todoku_evidence_values_new ();
      gboolean by_mx = todoku_catalog_patterns_match (host->mx, exchange->name, values);
      gboolean by_server = todoku_catalog_patterns_match (host->servers, exchange->name, values);

      if (by_mx || by_server)
        todoku_detector_add_evidence (self, exchange, host, TODOKU_EVIDENCE_EXCHANGE,
                                      exchange->name, values);
    }
}

static void
look_at_exchange (TodokuDetector *self, TodokuDetectorServer *exchange)
{
  look_at_exchange_name (self, exchange);
  exchange->owner_by_name = exchange->owner != NULL;
  if (exchange->owner == NULL || !todoku_detector_has_all_values (self, exchange->owner))
    todoku_detector_look_at_addresses (self, exchange, TODOKU_DNS_TYPE_A);
}

/* The first IPv4 address of the preferred exchange, unless that is known to be another host's. */
static char *
find_exchange_address (TodokuDetector *self, const TodokuMailHost *host)
{
  if (self->servers->len == 0)
    return NULL;

  const TodokuDetectorServer *exchange = g_ptr_array_index (self->servers, 0);

  if (exchange->addresses->len == 0 || (exchange->owner != NULL && exchange->owner != host))
    return NULL;

  return todoku_dns_address_to_string (&g_array_index (exchange->addresses, TodokuDnsAddress, 0));
}

void
todoku_detector_fill_exchange_address (TodokuDetector *self,
                                       const TodokuMailHost *host,
                                       GHashTable *values)
{
  g_autofree char *address = find_exchange_address (self, host);

  for (guint i = 0; address != NULL && i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (placeholder->from_exchange_address && !g_hash_table_contains (values, placeholder->key))
        g_hash_table_insert (values, g_strdup (placeholder->key), g_strdup (address));
    }
}

void
todoku_detector_run_mail (TodokuDetector *self, const char *const *spf)
{
  collect_exchanges (self);

  // The domain itself is the exchange so often that its address is asked for in the first round.
  if (!self->complete)
    todoku_dns_facts_ask (self->facts, self->domain, TODOKU_DNS_TYPE_A);

  // What the DNS says of a server goes before what an older record says of it.
  for (guint i = 0; i < self->servers->len; i++)
    look_at_exchange (self, g_ptr_array_index (self->servers, i));
  for (gsize i = 0; spf != NULL && spf[i] != NULL; i++)
    todoku_detector_look_at_record (self, spf[i]);
}

gboolean
todoku_detect_mail_hosts (TodokuCatalog *catalog,
                          TodokuDnsFacts *facts,
                          const char *domain,
                          const char *const *spf,
                          GPtrArray **detections)
{
  g_auto (TodokuDetector) detector = { 0 };

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_MAIL, catalog, facts, domain);
  todoku_detector_run_mail (&detector, spf);
  *detections = todoku_evidence_steal_detections (detector.evidence);
  for (guint i = 0; i < (*detections)->len; i++)
    {
      TodokuDetection *detection = g_ptr_array_index (*detections, i);

      todoku_detector_fill_exchange_address (&detector, detection->host, detection->values);
    }

  return detector.complete;
}

gboolean
todoku_detect_values (TodokuCatalog *catalog,
                      TodokuDnsFacts *facts,
                      const char *domain,
                      const char *const *spf,
                      const TodokuMailHost *host,
                      GHashTable **values)
{
  g_auto (TodokuDetector) detector = { 0 };

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_MAIL, catalog, facts, domain);
  todoku_detector_run_mail (&detector, spf);
  *values = todoku_detector_ref_values (&detector, host);
  todoku_detector_fill_exchange_address (&detector, host, *values);

  return detector.complete;
}

TodokuDnsQuestion *
todoku_detect_find_failure (TodokuCatalog *catalog,
                            TodokuDnsFacts *facts,
                            const char *domain,
                            const char *const *spf)
{
  g_auto (TodokuDetector) detector = { 0 };

  if (todoku_dns_facts_find_failure (facts) == NULL)
    return NULL;

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_MAIL, catalog, facts, domain);
  todoku_detector_run_mail (&detector, spf);

  return todoku_detector_steal_failure (&detector);
}
