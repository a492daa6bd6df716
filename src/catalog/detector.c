// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detector.h"

#include "catalog/pattern.h"
#include "catalog/template.h"

#include <string.h>

// Bounds on what a zone may make us ask.
#define ADDRESSES_MAX 4
#define NAMES_MAX 8

static void
server_free (TodokuDetectorServer *server)
{
  g_free (server->name);
  g_array_unref (server->addresses);
  g_free (server);
}

void
todoku_detector_init (TodokuDetector *self,
                      TodokuEvidenceSubject subject,
                      TodokuCatalog *catalog,
                      TodokuDnsFacts *facts,
                      const char *domain)
{
  *self = (TodokuDetector){ .catalog = catalog, .facts = facts, .domain = domain };
  self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) server_free);
  self->evidence = todoku_evidence_new (catalog, subject);
  self->complete = TRUE;
}

void
todoku_detector_clear (TodokuDetector *self)
{
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->evidence, todoku_evidence_free);
  g_clear_pointer (&self->failed, todoku_dns_question_free);
}

static void
note_failure (TodokuDetector *self, guint position, const char *name, TodokuDnsType type)
{
  if (self->failed != NULL && self->failed_position <= position)
    return;

  g_clear_pointer (&self->failed, todoku_dns_question_free);
  self->failed = g_new0 (TodokuDnsQuestion, 1);
  self->failed->name = g_strdup (name);
  self->failed->type = type;
  self->failed_position = position;
}

TodokuDnsAnswer *
todoku_detector_ask (TodokuDetector *self, guint position, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (self->facts, name, type, &self->complete);

  if (answer != NULL && todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    note_failure (self, position, name, type);

  return answer;
}

guint
todoku_detector_count (TodokuDnsAnswer *answer)
{
  return answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;
}

TodokuDetectorServer *
todoku_detector_add_server (TodokuDetector *self, const char *name, TodokuConfidence confidence)
{
  TodokuDetectorServer *server = g_new0 (TodokuDetectorServer, 1);

  server->name = g_strdup (name);
  server->position = self->servers->len;
  server->confidence = confidence;
  server->addresses = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  g_ptr_array_add (self->servers, server);

  return server;
}

void
todoku_detector_add_evidence (TodokuDetector *self,
                              TodokuDetectorServer *server,
                              const TodokuMailHost *host,
                              TodokuEvidenceKind kind,
                              const char *witness,
                              GHashTable *values)
{
  if (server->owner == NULL)
    server->owner = host;
  todoku_evidence_add (self->evidence, host, kind, server->confidence, server->position, witness,
                       values);
}

static gboolean
leads_back (TodokuDetector *self, const char *name, const TodokuDnsAddress *address)
{
  TodokuDnsType type = address->length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA;
  TodokuDnsAnswer *answer = todoku_detector_ask (self, 0, name, type);

  for (guint i = 0; i < todoku_detector_count (answer); i++)
    if (todoku_dns_address_equal (&todoku_dns_answer_get_record (answer, i)->address, address))
      return TRUE;

  return FALSE;
}

static void
look_at_name (TodokuDetector *self,
              TodokuDetectorServer *server,
              const TodokuDnsAddress *address,
              const char *name)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (self->catalog);

  for (guint i = 0; name != NULL && i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);
      g_autoptr (GHashTable) values = todoku_evidence_values_new ();

      // Only what is known as a server's name: a company's other machines are under the same
      // domain, and are not its mail service.
      if (todoku_catalog_patterns_match (host->servers, name, values)
          && (!self->confirms_names || leads_back (self, name, address)))
        todoku_detector_add_evidence (self, server, host, TODOKU_EVIDENCE_SERVER, name, values);
    }
}

void
todoku_detector_look_at_address (TodokuDetector *self,
                                 TodokuDetectorServer *server,
                                 const TodokuDnsAddress *address)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (self->catalog);
  g_autofree char *text = todoku_dns_address_to_string (address);
  g_autofree char *reverse = todoku_dns_address_to_reverse_name (address);
  g_autoptr (GHashTable) values = todoku_evidence_values_new ();

  g_array_append_val (server->addresses, *address);
  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      if (g_strv_contains ((const char *const *) host->addresses, text))
        todoku_detector_add_evidence (self, server, host, TODOKU_EVIDENCE_ADDRESS, text, values);
    }

  TodokuDnsAnswer *names =
    todoku_detector_ask (self, server->position, reverse, TODOKU_DNS_TYPE_PTR);

  for (guint i = 0; i < MIN (todoku_detector_count (names), NAMES_MAX); i++)
    look_at_name (self, server, address, todoku_dns_answer_get_record (names, i)->name);
}

void
todoku_detector_look_at_addresses (TodokuDetector *self,
                                   TodokuDetectorServer *server,
                                   TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_detector_ask (self, server->position, server->name, type);

  for (guint i = 0; i < MIN (todoku_detector_count (answer), ADDRESSES_MAX); i++)
    todoku_detector_look_at_address (self, server,
                                     &todoku_dns_answer_get_record (answer, i)->address);
}

static void
look_at_term (TodokuDetector *self, const TodokuMailHost *host, const char *term)
{
  g_autoptr (GHashTable) values = todoku_evidence_values_new ();
  gboolean matches = todoku_catalog_patterns_match (host->terms, term, values);

  if (!matches && g_str_has_prefix (term, "ip4:"))
    matches = g_strv_contains ((const char *const *) host->addresses, term + strlen ("ip4:"));
  if (!matches)
    return;

  todoku_evidence_add (self->evidence, host,
                       g_hash_table_size (values) > 0 ? TODOKU_EVIDENCE_SERVER_TERM
                                                      : TODOKU_EVIDENCE_TERM,
                       TODOKU_CONFIDENCE_LOW, G_MAXUINT, term, values);
}

void
todoku_detector_look_at_record (TodokuDetector *self, const char *record)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (self->catalog);
  g_autofree char *lower = g_ascii_strdown (record, -1);
  g_auto (GStrv) terms = g_strsplit (lower, " ", -1);

  for (gsize i = 0; terms[i] != NULL; i++)
    {
      const char *term = terms[i];

      // With "-" it refuses the host's servers, and speaks for nobody.
      if (*term != '\0' && strchr ("+~?", *term) != NULL)
        term++;
      for (guint h = 0; h < hosts->len; h++)
        look_at_term (self, g_ptr_array_index (hosts, h), term);
    }
}

gboolean
todoku_detector_has_all_values (TodokuDetector *self, const TodokuMailHost *host)
{
  GHashTable *values = todoku_evidence_get_values (self->evidence, host);
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (host, self->domain, values, &missing);

  return value != NULL || missing == NULL;
}

GHashTable *
todoku_detector_ref_values (TodokuDetector *self, const TodokuMailHost *host)
{
  GHashTable *values = todoku_evidence_get_values (self->evidence, host);

  return values != NULL ? g_hash_table_ref (values) : todoku_evidence_values_new ();
}

/* Whether what could not be read may speak for another host than what could. */
static gboolean
failure_matters (TodokuDetector *self)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      const TodokuDetectorServer *server = g_ptr_array_index (self->servers, i);

      if (server->owner != NULL)
        return self->failed_position < i
               || (self->failed_position == i
                   && !todoku_detector_has_all_values (self, server->owner));
    }

  return TRUE;
}

TodokuDnsQuestion *
todoku_detector_steal_failure (TodokuDetector *self)
{
  return self->failed != NULL && failure_matters (self) ? g_steal_pointer (&self->failed) : NULL;
}
