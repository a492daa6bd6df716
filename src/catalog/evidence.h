// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/detect.h"

G_BEGIN_DECLS

/**
 * TodokuEvidenceSubject:
 *
 * Which server it is about.
 */
typedef enum
{
  TODOKU_EVIDENCE_OF_MAIL,    /* that which takes the domain's mail in */
  TODOKU_EVIDENCE_OF_WEB,     /* that of its website */
  TODOKU_EVIDENCE_OF_ADDRESS, /* that with an address */
} TodokuEvidenceSubject;

/**
 * TodokuEvidenceKind:
 *
 * What speaks for a host, from the weakest to the strongest.
 */
typedef enum
{
  TODOKU_EVIDENCE_TERM,        /* a term of the published SPF record is its own */
  TODOKU_EVIDENCE_SERVER_TERM, /* so is one that names the customer's very server */
  TODOKU_EVIDENCE_ADDRESS,     /* the server has one of its addresses */
  TODOKU_EVIDENCE_SERVER,      /* the server has one of its names (PTR) */
  TODOKU_EVIDENCE_EXCHANGE,    /* the MX record names it, or one at the same address */
} TodokuEvidenceKind;

/**
 * TodokuEvidence:
 *
 * All that speaks for hosts, each host once with the strongest reason and every value found.
 */
typedef struct _TodokuEvidence TodokuEvidence;

TodokuEvidence *todoku_evidence_new (TodokuCatalog *catalog,
                                     TodokuEvidenceSubject subject) G_GNUC_WARN_UNUSED_RESULT;
void todoku_evidence_free (TodokuEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuEvidence, todoku_evidence_free)

/** Returns: (transfer full) (element-type utf8 utf8): an empty table of placeholders. */
GHashTable *todoku_evidence_values_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_evidence_add:
 * @self: the evidence
 * @host: whom it speaks for
 * @kind: what it is
 * @confidence: how sure it makes
 * @position: which server it comes from, counted from 0, the one that tells most first;
 *   %G_MAXUINT for none
 * @witness: the name, address or term, as the reason is to show it
 * @values: (element-type utf8 utf8): placeholders it fills; what is filled already stays
 */
void todoku_evidence_add (TodokuEvidence *self,
                          const TodokuMailHost *host,
                          TodokuEvidenceKind kind,
                          TodokuConfidence confidence,
                          guint position,
                          const char *witness,
                          GHashTable *values);

/** Returns: (transfer none) (nullable): what is known of the placeholders of @host. */
GHashTable *todoku_evidence_get_values (TodokuEvidence *self, const TodokuMailHost *host);

/**
 * todoku_evidence_steal_detections:
 *
 * Returns: (transfer full) (element-type TodokuDetection): a detection for each host, the
 *   likeliest first
 */
GPtrArray *todoku_evidence_steal_detections (TodokuEvidence *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
