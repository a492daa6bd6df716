// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/evidence.h"
#include "dns/facts.h"

G_BEGIN_DECLS

// Whose servers are they: what the questions of catalog/detect.h have in common.

/**
 * TodokuDetectorServer:
 * @name: (nullable): its name, where it is known by one
 * @position: 0 for the one that tells most
 * @confidence: how much it says that it is a host's
 * @owner: (nullable): the first host whose it turned out to be
 * @owner_by_name: whether @name says so
 * @addresses: (element-type TodokuDnsAddress): its addresses, as far as they were asked for
 *
 * A server that the domain's mail or its website is on.
 */
typedef struct
{
  char *name;
  guint position;
  TodokuConfidence confidence;
  const TodokuMailHost *owner;
  gboolean owner_by_name;
  GArray *addresses;
} TodokuDetectorServer;

/**
 * TodokuDetector:
 * @domain: (nullable): the domain
 * @confirms_names: whether the name of an address (PTR) counts only where it leads back to it:
 *   whoever holds an address can give it any name
 * @servers: (element-type TodokuDetectorServer): the servers
 * @evidence: what speaks for whom
 * @complete: whether every answer it asked for was known
 *
 * One run of one question.
 */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  const char *domain;
  gboolean confirms_names;
  GPtrArray *servers;
  TodokuEvidence *evidence;
  gboolean complete;
  /*< private >*/
  TodokuDnsQuestion *failed; // What could not be read, of the server that tells most
  guint failed_position;     // Which server that is
} TodokuDetector;

void todoku_detector_init (TodokuDetector *self,
                           TodokuEvidenceSubject subject,
                           TodokuCatalog *catalog,
                           TodokuDnsFacts *facts,
                           const char *domain);
void todoku_detector_clear (TodokuDetector *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuDetector, todoku_detector_clear)

/**
 * todoku_detector_ask:
 * @position: which server's it is; a failure is remembered unless one of a server before it is
 *
 * Returns: (transfer none) (nullable): the answer; %NULL while it is not known
 */
TodokuDnsAnswer *todoku_detector_ask (TodokuDetector *self,
                                      guint position,
                                      const char *name,
                                      TodokuDnsType type);

/** Returns: how many records there are; none while they are not known, and none of a failure. */
guint todoku_detector_count (TodokuDnsAnswer *answer);

/** Returns: (transfer none): the server, which comes after those that are there. */
TodokuDetectorServer *todoku_detector_add_server (TodokuDetector *self,
                                                  const char *name,
                                                  TodokuConfidence confidence);

/** Adds what speaks for @host by @server. */
void todoku_detector_add_evidence (TodokuDetector *self,
                                   TodokuDetectorServer *server,
                                   const TodokuMailHost *host,
                                   TodokuEvidenceKind kind,
                                   const char *witness,
                                   GHashTable *values);

/** Looks at the addresses that the name of @server has (A or AAAA), and at their names (PTR). */
void todoku_detector_look_at_addresses (TodokuDetector *self,
                                        TodokuDetectorServer *server,
                                        TodokuDnsType type);

/** Looks at an address of @server, and at its names (PTR). */
void todoku_detector_look_at_address (TodokuDetector *self,
                                      TodokuDetectorServer *server,
                                      const TodokuDnsAddress *address);

/** Looks at the terms of a published SPF record. */
void todoku_detector_look_at_record (TodokuDetector *self, const char *record);

/** Returns: whether no placeholder of @host is left to be found. */
gboolean todoku_detector_has_all_values (TodokuDetector *self, const TodokuMailHost *host);

/** Returns: (transfer full) (element-type utf8 utf8): what was found of the placeholders of @host.
 */
GHashTable *todoku_detector_ref_values (TodokuDetector *self,
                                        const TodokuMailHost *host) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_detector_steal_failure:
 *
 * Returns: (transfer full) (nullable): the question that failed and whose answer may speak for
 *   another host than the likeliest; %NULL for none
 */
TodokuDnsQuestion *todoku_detector_steal_failure (TodokuDetector *self) G_GNUC_WARN_UNUSED_RESULT;

/** Asks who takes the domain's mail in: catalog/detect.c. @spf may be %NULL. */
void todoku_detector_run_mail (TodokuDetector *self, const char *const *spf);

/** Fills in what is the address of the preferred exchange, where that is nobody else's. */
void todoku_detector_fill_exchange_address (TodokuDetector *self,
                                            const TodokuMailHost *host,
                                            GHashTable *values);

G_END_DECLS
