// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/evidence.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* What speaks for one host. */
typedef struct
{
  TodokuDetection *detection;
  TodokuEvidenceKind kind;
  guint position;
  guint order; // The host's place in the catalog
} Case;

struct _TodokuEvidence
{
  TodokuCatalog *catalog; // Borrowed
  TodokuEvidenceSubject subject;
  GPtrArray *cases;
};

void
todoku_detection_free (TodokuDetection *detection)
{
  g_free (detection->reason);
  g_hash_table_unref (detection->values);
  g_free (detection);
}

static void
case_free (Case *self)
{
  if (self->detection != NULL)
    todoku_detection_free (self->detection);
  g_free (self);
}

GHashTable *
todoku_evidence_values_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

TodokuEvidence *
todoku_evidence_new (TodokuCatalog *catalog, TodokuEvidenceSubject subject)
{
  TodokuEvidence *self = g_new0 (TodokuEvidence, 1);

  self->catalog = catalog;
  self->subject = subject;
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);

  return self;
}

void
todoku_evidence_free (TodokuEvidence *self)
{
  g_ptr_array_unref (self->cases);
  g_free (self);
}

static Case *
find_case (TodokuEvidence *self, const TodokuMailHost *host)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *found = g_ptr_array_index (self->cases, i);

      if (found->detection->host == host)
        return found;
    }

  return NULL;
}

static Case *
open_case (TodokuEvidence *self, const TodokuMailHost *host)
{
  Case *opened = g_new0 (Case, 1);

  opened->detection = g_new0 (TodokuDetection, 1);
  opened->detection->host = host;
  opened->detection->confidence = TODOKU_CONFIDENCE_NONE;
  opened->detection->values = todoku_evidence_values_new ();
  opened->position = G_MAXUINT;
  g_ptr_array_find (todoku_catalog_get_hosts (self->catalog), host, &opened->order);
  g_ptr_array_add (self->cases, opened);

  return opened;
}

static char *
explain_exchange (TodokuEvidenceSubject subject, const char *witness, const char *name)
{
  switch (subject)
    {
    case TODOKU_EVIDENCE_OF_WEB:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (
        _ ("The website is on the server of this domain's mail, %s, a server of %s."), witness,
        name);
    case TODOKU_EVIDENCE_OF_ADDRESS:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (_ ("This is the address of %s, a server of %s."), witness, name);
    case TODOKU_EVIDENCE_OF_MAIL:
    default:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (_ ("Mail for this domain is delivered to %s (MX), a server of %s."),
                              witness, name);
    }
}

static char *
explain_server (TodokuEvidenceSubject subject, const char *witness, const char *name)
{
  switch (subject)
    {
    case TODOKU_EVIDENCE_OF_WEB:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (_ ("The server of the website is named %s, a server of %s."), witness,
                              name);
    case TODOKU_EVIDENCE_OF_ADDRESS:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (_ ("This is the address of %s, a server of %s."), witness, name);
    case TODOKU_EVIDENCE_OF_MAIL:
    default:
      /* Translators: a server's name, the company it belongs to */
      return g_strdup_printf (
        _ ("The server that receives this domain's mail is named %s, a server of %s."), witness,
        name);
    }
}

static char *
explain_address (TodokuEvidenceSubject subject, const char *witness, const char *name)
{
  switch (subject)
    {
    case TODOKU_EVIDENCE_OF_WEB:
      /* Translators: an IP address, a company */
      return g_strdup_printf (
        _ ("The server of the website has the address %s, which is in the SPF value of %s."),
        witness, name);
    case TODOKU_EVIDENCE_OF_ADDRESS:
      /* Translators: an IP address, a company */
      return g_strdup_printf (_ ("The address %s is in the SPF value of %s."), witness, name);
    case TODOKU_EVIDENCE_OF_MAIL:
    default:
      /* Translators: an IP address, a company */
      return g_strdup_printf (_ ("The server that receives this domain's mail has the address %s, "
                                 "which is in the SPF value of %s."),
                              witness, name);
    }
}

static char *
make_reason (TodokuEvidence *self,
             const TodokuMailHost *host,
             TodokuEvidenceKind kind,
             const char *witness)
{
  const char *name = todoku_catalog_text_get (&host->name);

  switch (kind)
    {
    case TODOKU_EVIDENCE_EXCHANGE:
      return explain_exchange (self->subject, witness, name);
    case TODOKU_EVIDENCE_SERVER:
      return explain_server (self->subject, witness, name);
    case TODOKU_EVIDENCE_ADDRESS:
      return explain_address (self->subject, witness, name);
    case TODOKU_EVIDENCE_SERVER_TERM:
    case TODOKU_EVIDENCE_TERM:
    default:
      /* Translators: a part of an SPF record, the company it belongs to */
      return g_strdup_printf (_ ("The domain's present SPF record has %s, which belongs to %s."),
                              witness, name);
    }
}

static gboolean
is_stronger (const Case *known,
             TodokuEvidenceKind kind,
             TodokuConfidence confidence,
             guint position)
{
  if (confidence != known->detection->confidence)
    return confidence > known->detection->confidence;
  if (position != known->position)
    return position < known->position;

  return kind > known->kind;
}

static void
merge_values (GHashTable *into, GHashTable *from)
{
  GHashTableIter iter;
  gpointer key = NULL;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (into, key))
      g_hash_table_insert (into, g_strdup (key), g_strdup (value));
}

void
todoku_evidence_add (TodokuEvidence *self,
                     const TodokuMailHost *host,
                     TodokuEvidenceKind kind,
                     TodokuConfidence confidence,
                     guint position,
                     const char *witness,
                     GHashTable *values)
{
  Case *known = find_case (self, host);

  if (known == NULL)
    known = open_case (self, host);

  merge_values (known->detection->values, values);
  if (!is_stronger (known, kind, confidence, position))
    return;

  g_free (known->detection->reason);
  known->detection->reason = make_reason (self, host, kind, witness);
  known->detection->confidence = confidence;
  known->kind = kind;
  known->position = position;
}

GHashTable *
todoku_evidence_get_values (TodokuEvidence *self, const TodokuMailHost *host)
{
  Case *known = find_case (self, host);

  return known != NULL ? known->detection->values : NULL;
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const Case *first = *(const Case *const *) a;
  const Case *second = *(const Case *const *) b;

  if (first->detection->confidence != second->detection->confidence)
    return first->detection->confidence > second->detection->confidence ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind > second->kind ? -1 : 1;

  return first->order < second->order ? -1 : 1;
}

GPtrArray *
todoku_evidence_steal_detections (TodokuEvidence *self)
{
  GPtrArray *detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);

  g_ptr_array_sort (self->cases, compare_cases);
  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *known = g_ptr_array_index (self->cases, i);

      g_ptr_array_add (detections, g_steal_pointer (&known->detection));
    }
  g_ptr_array_set_size (self->cases, 0);

  return detections;
}
