// SPDX-License-Identifier: GPL-3.0-or-later

// Who holds the website, and whose server an address is.

#include "catalog/detect.h"

#include "catalog/detector.h"

#define WWW "www."

/* Asked for at once, and before any is looked at. */
static void
collect_web_servers (TodokuDetector *self)
{
  todoku_detector_add_server (self, self->domain, TODOKU_CONFIDENCE_HIGH);
  if (!g_str_has_prefix (self->domain, WWW))
    {
      g_autofree char *www = g_strconcat (WWW, self->domain, NULL);

      todoku_detector_add_server (self, www, TODOKU_CONFIDENCE_HIGH);
    }
}

static gboolean
shares_address (const TodokuDetectorServer *server, TodokuDnsAnswer *answer)
{
  for (guint i = 0; i < todoku_detector_count (answer); i++)
    for (guint j = 0; j < server->addresses->len; j++)
      if (todoku_dns_address_equal (&todoku_dns_answer_get_record (answer, i)->address,
                                    &g_array_index (server->addresses, TodokuDnsAddress, j)))
        return TRUE;

  return FALSE;
}

static void
look_at_exchange (TodokuDetector *self,
                  TodokuDetector *mail,
                  const TodokuDetectorServer *exchange,
                  TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_detector_ask (self, 0, exchange->name, type);
  g_autoptr (GHashTable) values = todoku_detector_ref_values (mail, exchange->owner);

  todoku_detector_fill_exchange_address (mail, exchange->owner, values);
  for (guint i = 0; i < self->servers->len; i++)
    {
      TodokuDetectorServer *server = g_ptr_array_index (self->servers, i);

      if (shares_address (server, answer))
        todoku_detector_add_evidence (self, server, exchange->owner, TODOKU_EVIDENCE_EXCHANGE,
                                      exchange->name, values);
    }
}

/* A server that takes the domain's mail in is whose its name says; so is what else is at its
 * address. */
static void
look_at_exchanges (TodokuDetector *self, TodokuDnsType type)
{
  g_auto (TodokuDetector) mail = { 0 };

  todoku_detector_init (&mail, TODOKU_EVIDENCE_OF_MAIL, self->catalog, self->facts, self->domain);
  todoku_detector_run_mail (&mail, NULL);
  self->complete = self->complete && mail.complete;

  todoku_detector_ask (self, 0, self->domain, TODOKU_DNS_TYPE_MX);
  for (guint i = 0; i < mail.servers->len; i++)
    {
      const TodokuDetectorServer *exchange = g_ptr_array_index (mail.servers, i);

      if (exchange->owner_by_name)
        look_at_exchange (self, &mail, exchange, type);
    }
}

static gboolean
has_addresses (TodokuDetector *self)
{
  for (guint i = 0; i < self->servers->len; i++)
    if (((TodokuDetectorServer *) g_ptr_array_index (self->servers, i))->addresses->len > 0)
      return TRUE;

  return FALSE;
}

static void
run_web (TodokuDetector *self)
{
  collect_web_servers (self);
  for (guint i = 0; i < self->servers->len; i++)
    {
      TodokuDetectorServer *server = g_ptr_array_index (self->servers, i);

      todoku_detector_look_at_addresses (self, server, TODOKU_DNS_TYPE_A);
      todoku_detector_look_at_addresses (self, server, TODOKU_DNS_TYPE_AAAA);
    }
  if (!self->complete || has_addresses (self))
    look_at_exchanges (self, TODOKU_DNS_TYPE_A);
}

gboolean
todoku_detect_web_hosts (TodokuCatalog *catalog,
                         TodokuDnsFacts *facts,
                         const char *domain,
                         GPtrArray **detections)
{
  g_auto (TodokuDetector) detector = { 0 };

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_WEB, catalog, facts, domain);
  run_web (&detector);
  *detections = todoku_evidence_steal_detections (detector.evidence);

  return detector.complete;
}

gboolean
todoku_detect_web_values (TodokuCatalog *catalog,
                          TodokuDnsFacts *facts,
                          const char *domain,
                          const char *const *spf,
                          const TodokuMailHost *host,
                          GHashTable **values)
{
  g_auto (TodokuDetector) detector = { 0 };

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_WEB, catalog, facts, domain);
  run_web (&detector);
  for (gsize i = 0; spf != NULL && spf[i] != NULL; i++)
    todoku_detector_look_at_record (&detector, spf[i]);
  *values = todoku_detector_ref_values (&detector, host);

  return detector.complete;
}

gboolean
todoku_detect_address (TodokuCatalog *catalog,
                       TodokuDnsFacts *facts,
                       const TodokuDnsAddress *address,
                       const char *domain,
                       TodokuDetection **detection)
{
  g_auto (TodokuDetector) detector = { 0 };
  TodokuDetectorServer *server;

  todoku_detector_init (&detector, TODOKU_EVIDENCE_OF_ADDRESS, catalog, facts, domain);
  detector.confirms_names = TRUE;
  server = todoku_detector_add_server (&detector, NULL, TODOKU_CONFIDENCE_HIGH);
  todoku_detector_look_at_address (&detector, server, address);
  if (domain != NULL)
    look_at_exchanges (&detector, address->length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA);

  g_autoptr (GPtrArray) detections = todoku_evidence_steal_detections (detector.evidence);

  *detection = detections->len > 0 ? g_ptr_array_steal_index (detections, 0) : NULL;

  return detector.complete;
}
