// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuConfidence:
 * @TODOKU_CONFIDENCE_NONE: nothing speaks for it
 * @TODOKU_CONFIDENCE_LOW: a hint: only the name servers, or a term of the published record
 * @TODOKU_CONFIDENCE_HIGH: the servers that receive or send the domain's mail are the host's
 */
typedef enum
{
  TODOKU_CONFIDENCE_NONE,
  TODOKU_CONFIDENCE_LOW,
  TODOKU_CONFIDENCE_HIGH,
} TodokuConfidence;

/** Returns: (transfer none): "none", "low" or "high"; never translated. */
const char *todoku_confidence_get_id (TodokuConfidence confidence);

/**
 * TodokuDetection:
 * @host: who seems to hold the mail
 * @confidence: how sure that is
 * @reason: one sentence that says why, in the language spoken
 * @values: (element-type utf8 utf8): placeholders found in the DNS, as host → sv1234.xserver.jp
 */
typedef struct
{
  const TodokuMailHost *host;
  TodokuConfidence confidence;
  char *reason;
  GHashTable *values;
} TodokuDetection;

void todoku_detection_free (TodokuDetection *detection);

/**
 * todoku_detect_mail_hosts:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records
 * @detections: (out) (transfer full) (element-type TodokuDetection): the hosts something speaks
 *   for, the likeliest first; as far as known while pending
 *
 * From MX, the addresses behind it and their PTR names, the existing SPF terms and the name
 * servers, in this order of weight. A DNS failure speaks for nobody.
 *
 * Returns: whether every answer it asked for was known
 */
gboolean todoku_detect_mail_hosts (TodokuCatalog *catalog,
                                   TodokuDnsFacts *facts,
                                   const char *domain,
                                   const char *const *spf,
                                   GPtrArray **detections);

/**
 * todoku_detect_values:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records
 * @host: the host the person chose, whether or not anything speaks for it
 * @values: (out) (transfer full) (element-type utf8 utf8): the placeholders of @host that the DNS
 *   tells; as far as known while pending
 *
 * Asks what todoku_detect_mail_hosts() asks.
 *
 * Returns: whether every answer it asked for was known
 */
gboolean todoku_detect_values (TodokuCatalog *catalog,
                               TodokuDnsFacts *facts,
                               const char *domain,
                               const char *const *spf,
                               const TodokuMailHost *host,
                               GHashTable **values);

/**
 * todoku_detect_find_failure:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records
 *
 * Tells how far todoku_detect_mail_hosts() is to be relied on. A failure that could not change the
 * likeliest host is none.
 *
 * Returns: (transfer full) (nullable): the question that failed and whose answer may speak for
 *   another host, or for the only one; %NULL for none
 */
TodokuDnsQuestion *todoku_detect_find_failure (TodokuCatalog *catalog,
                                               TodokuDnsFacts *facts,
                                               const char *domain,
                                               const char *const *spf) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
