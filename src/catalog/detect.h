// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/facts.h"

G_BEGIN_DECLS

// Which company's server it is: from the names and addresses that the DNS gives, and from the terms
// of the published record. Every rule here asks the facts, and gives what is known so far while
// they are incomplete. A DNS failure speaks for nobody.

/**
 * TodokuConfidence:
 * @TODOKU_CONFIDENCE_NONE: nothing speaks for it
 * @TODOKU_CONFIDENCE_LOW: a hint: only a term of the published record, or the address of a domain
 *   that names no server for its mail
 * @TODOKU_CONFIDENCE_HIGH: the server is the host's
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
 * TodokuDetectSubject:
 * @TODOKU_DETECT_MAIL: the server that takes the domain's mail in, and so the host of the mail that
 *   is sent by hand: from MX, the addresses behind it and their PTR names, and the terms of the
 *   published record, in this order of weight. Name servers tell who serves the zone, and nothing
 *   of its mail
 * @TODOKU_DETECT_WEB: the server of the website, whose form or shop may send mail: from the
 *   addresses of the domain and of www. before it, and their PTR names; where one is also the
 *   address of the domain's MX, from the name of that
 * @TODOKU_DETECT_ADDRESS: only for todoku_detect_address()
 */
typedef enum
{
  TODOKU_DETECT_MAIL,
  TODOKU_DETECT_WEB,
  TODOKU_DETECT_ADDRESS,
} TodokuDetectSubject;

/**
 * TodokuDetection:
 * @host: who seems to hold the mail, or the website
 * @confidence: how sure that is
 * @reason: one sentence that says why, in the language spoken
 * @values: (element-type utf8 utf8): placeholders found in the DNS, as host → sv1234.xserver.jp
 * @server: which server says so, 0 for the one that tells most; %G_MAXUINT where only a term of the
 *   published record does
 * @preference: the preference (MX) of that server; 0 where it has none
 */
typedef struct
{
  const TodokuMailHost *host;
  TodokuConfidence confidence;
  char *reason;
  GHashTable *values;
  guint server;
  guint preference;
  /*< private >*/
  int kind;       /* What speaks for @host: the strongest */
  guint position; /* As which of the hosts it was found, as the first term of a record */
} TodokuDetection;

void todoku_detection_free (TodokuDetection *detection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDetection, todoku_detection_free)

/** Returns: whether the name of a server says so, as it stands in an MX record; an address may be
 * anybody's once the server has moved. */
gboolean todoku_detection_is_by_exchange (const TodokuDetection *detection);

/** @detections: (nullable) (element-type TodokuDetection). Returns: (transfer none) (nullable):
 * that of @host.
 */
TodokuDetection *todoku_detections_find (GPtrArray *detections, const TodokuMailHost *host);

/**
 * todoku_detect_hosts:
 * @subject: whose server is asked for
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records; they tell nothing
 *   of the website
 * @detections: (out) (transfer full) (element-type TodokuDetection): the hosts something speaks
 *   for, the likeliest first
 *
 * Returns: whether every answer it asked for was known
 */
gboolean todoku_detect_hosts (TodokuCatalog *catalog,
                              TodokuDnsFacts *facts,
                              TodokuDetectSubject subject,
                              const char *domain,
                              const char *const *spf,
                              GPtrArray **detections);

/**
 * todoku_detect_values:
 * @subject: whose server is asked for
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records
 * @host: the host the person chose, whether or not anything speaks for it
 * @values: (out) (transfer full) (element-type utf8 utf8): the placeholders of @host that the
 *   servers tell, or else the published records
 *
 * Asks what todoku_detect_hosts() asks.
 *
 * Returns: whether every answer it asked for was known
 */
gboolean todoku_detect_values (TodokuCatalog *catalog,
                               TodokuDnsFacts *facts,
                               TodokuDetectSubject subject,
                               const char *domain,
                               const char *const *spf,
                               const TodokuMailHost *host,
                               GHashTable **values);

/**
 * todoku_detect_find_failure:
 * @domain: the domain, normalized
 * @spf: (nullable) (array zero-terminated=1): the domain's published SPF records
 *
 * Tells how far todoku_detect_hosts() is to be relied on for the mail. A failure that could not
 * change the likeliest host is none.
 *
 * Returns: (transfer full) (nullable): the question that failed and whose answer may speak for
 *   another host, or for the only one; %NULL for none
 */
TodokuDnsQuestion *todoku_detect_find_failure (TodokuCatalog *catalog,
                                               TodokuDnsFacts *facts,
                                               const char *domain,
                                               const char *const *spf) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_detect_address:
 * @address: the address of a server, as a returned mail names it
 * @domain: (nullable): the domain whose mail it sent, normalized
 * @detection: (out) (transfer full) (nullable): whose server it is; %NULL where nothing says so,
 *   and while pending
 *
 * From its PTR names that lead back to it (whoever holds an address can give it any name), the
 * addresses of the catalog, and the name of an MX of @domain with the same address.
 *
 * Returns: whether every answer it asked for was known
 */
gboolean todoku_detect_address (TodokuCatalog *catalog,
                                TodokuDnsFacts *facts,
                                const TodokuDnsAddress *address,
                                const char *domain,
                                TodokuDetection **detection);

G_END_DECLS
