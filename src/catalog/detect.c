// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detect.h"

#include "catalog/evidence.h"
#include "catalog/glob.h"
#include "catalog/pattern.h"
#include "catalog/template.h"
#include "dns/name.h"

#include <string.h>

// Bounds on what a zone may make us ask. The preferred servers come first, and nobody has more.
#define EXCHANGES_MAX 8
#define ADDRESSES_MAX 4
#define NAMES_MAX 8
#define PARENTS_MAX 5

/* A server that takes the domain's mail in. */
typedef struct
{
  const char *name;            // Borrowed from the facts
  guint position;              // 0 for the preferred one
  TodokuConfidence confidence; // How much it says that it is a host's
  const TodokuMailHost *owner; // The first host whose it turned out to be
  char *address;               // Its first IPv4 address
} Exchange;

/* One run of the rule. */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  const char *domain;
  GPtrArray *exchanges;
  TodokuEvidence *evidence;
  gboolean complete;
  TodokuDnsQuestion *failed; // What could not be read, of the most preferred exchange
  guint failed_position;     // Which exchange that is; G_MAXUINT for the name servers
} Detector;

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

static void
exchange_free (Exchange *exchange)
{
  g_free (exchange->address);
  g_free (exchange);
}

static TodokuDnsAnswer *
ask (Detector *self, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (self->facts, name, type, &self->complete);
}

/* Keeps in mind that what @position has to say could not be read, unless one before it could not.
 */
static void
note_failure (Detector *self,
              guint position,
              const char *name,
              TodokuDnsType type,
              TodokuDnsAnswer *answer)
{
  if (answer == NULL || !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer)))
    return;
  if (self->failed != NULL && self->failed_position <= position)
    return;

  g_clear_pointer (&self->failed, todoku_dns_question_free);
  self->failed = g_new0 (TodokuDnsQuestion, 1);
  self->failed->name = g_strdup (name);
  self->failed->type = type;
  self->failed_position = position;
}

/* How many records there are; none while they are not known, and none of a failure. */
static guint
count_records (TodokuDnsAnswer *answer)
{
  return answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;
}

static void
add_exchange (Detector *self, const char *name, TodokuConfidence confidence)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->name = name;
  exchange->position = self->exchanges->len;
  exchange->confidence = confidence;
  g_ptr_array_add (self->exchanges, exchange);
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
collect_exchanges (Detector *self)
{
  TodokuDnsAnswer *answer = ask (self, self->domain, TODOKU_DNS_TYPE_MX);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  note_failure (self, 0, self->domain, TODOKU_DNS_TYPE_MX, answer);
  for (guint i = 0; i < count_records (answer); i++)
    g_ptr_array_add (records, (gpointer) todoku_dns_answer_get_record (answer, i));
  g_ptr_array_sort (records, compare_preferences);

  // The root stands for "takes no mail at all" (RFC 7505).
  for (guint i = 0; i < records->len && self->exchanges->len < EXCHANGES_MAX; i++)
    {
      const TodokuDnsRecord *record = g_ptr_array_index (records, i);

      if (record->name != NULL && *record->name != '\0')
        add_exchange (self, record->name, TODOKU_CONFIDENCE_HIGH);
    }

  // Without MX the domain's own address takes the mail (RFC 5321 5.1), if it takes any: its
  // owner may never have thought of mail.
  if (answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NO_DATA)
    add_exchange (self, self->domain, TODOKU_CONFIDENCE_LOW);
}

static const TodokuMailHost *
get_host (Detector *self, guint index)
{
  GPtrArray *hosts = todoku_catalog_get_hosts (self->catalog);

  return index < hosts->len ? g_ptr_array_index (hosts, index) : NULL;
}

static void
add_exchange_evidence (Detector *self,
                       Exchange *exchange,
                       const TodokuMailHost *host,
                       TodokuEvidenceKind kind,
                       const char *witness,
                       GHashTable *values)
{
  if (exchange->owner == NULL)
    exchange->owner = host;
  todoku_evidence_add (self->evidence, host, kind, exchange->confidence, exchange->position,
                       witness, values);
}

static void
look_at_exchange_name (Detector *self, Exchange *exchange)
{
  const TodokuMailHost *host = NULL;

  for (guint i = 0; (host = get_host (self, i)) != NULL; i++)
    {
      g_autoptr (GHashTable) values = todoku_evidence_values_new ();
      gboolean by_mx = todoku_catalog_patterns_match (host->mx, exchange->name, values);
      gboolean by_server = todoku_catalog_patterns_match (host->servers, exchange->name, values);

      if (by_mx || by_server)
        add_exchange_evidence (self, exchange, host, TODOKU_EVIDENCE_EXCHANGE, exchange->name,
                               values);
    }
}

static void
look_at_server_name (Detector *self, Exchange *exchange, const char *name)
{
  const TodokuMailHost *host = NULL;

  for (guint i = 0; name != NULL && (host = get_host (self, i)) != NULL; i++)
    {
      g_autoptr (GHashTable) values = todoku_evidence_values_new ();

      // Only what is known as a server's name: a company's other machines are under the same
      // domain, and are not its mail service.
      if (todoku_catalog_patterns_match (host->servers, name, values))
        add_exchange_evidence (self, exchange, host, TODOKU_EVIDENCE_SERVER, name, values);
    }
}

static void
look_at_address (Detector *self, Exchange *exchange, const TodokuDnsAddress *address)
{
  g_autofree char *text = todoku_dns_address_to_string (address);
  g_autofree char *reverse = todoku_dns_address_to_reverse_name (address);
  g_autoptr (GHashTable) values = todoku_evidence_values_new ();
  const TodokuMailHost *host = NULL;

  for (guint i = 0; (host = get_host (self, i)) != NULL; i++)
    if (g_strv_contains ((const char *const *) host->addresses, text))
      add_exchange_evidence (self, exchange, host, TODOKU_EVIDENCE_ADDRESS, text, values);

  TodokuDnsAnswer *names = ask (self, reverse, TODOKU_DNS_TYPE_PTR);

  note_failure (self, exchange->position, reverse, TODOKU_DNS_TYPE_PTR, names);
  for (guint i = 0; i < MIN (count_records (names), NAMES_MAX); i++)
    look_at_server_name (self, exchange, todoku_dns_answer_get_record (names, i)->name);

  if (exchange->address == NULL)
    exchange->address = g_steal_pointer (&text);
}

/* Whether nothing about @host is left to be found behind its exchange. */
static gboolean
has_all_values (Detector *self, const TodokuMailHost *host)
{
  GHashTable *values = todoku_evidence_get_values (self->evidence, host);
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value = todoku_catalog_fill_template (host, self->domain, values, &missing);

  return value != NULL || missing == NULL;
}

static void
look_at_exchange (Detector *self, Exchange *exchange)
{
  look_at_exchange_name (self, exchange);
  if (exchange->owner != NULL && has_all_values (self, exchange->owner))
    return;

  TodokuDnsAnswer *answer = ask (self, exchange->name, TODOKU_DNS_TYPE_A);

  note_failure (self, exchange->position, exchange->name, TODOKU_DNS_TYPE_A, answer);
  for (guint i = 0; i < MIN (count_records (answer), ADDRESSES_MAX); i++)
    look_at_address (self, exchange, &todoku_dns_answer_get_record (answer, i)->address);
}

static void
look_at_term (Detector *self, const TodokuMailHost *host, const char *term)
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

static void
look_at_record (Detector *self, const char *record)
{
  g_autofree char *lower = g_ascii_strdown (record, -1);
  g_auto (GStrv) terms = g_strsplit (lower, " ", -1);
  const TodokuMailHost *host = NULL;

  for (gsize i = 0; terms[i] != NULL; i++)
    {
      const char *term = terms[i];

      // With "-" it refuses the host's servers, and speaks for nobody.
      if (*term != '\0' && strchr ("+~?", *term) != NULL)
        term++;
      for (guint h = 0; (host = get_host (self, h)) != NULL; h++)
        look_at_term (self, host, term);
    }
}

static void
look_at_name_server (Detector *self, const char *name)
{
  g_autoptr (GHashTable) values = todoku_evidence_values_new ();
  const TodokuMailHost *host = NULL;

  for (guint i = 0; name != NULL && (host = get_host (self, i)) != NULL; i++)
    if (todoku_catalog_globs_match ((const char *const *) host->ns, name))
      todoku_evidence_add (self->evidence, host, TODOKU_EVIDENCE_NAME_SERVER, TODOKU_CONFIDENCE_LOW,
                           G_MAXUINT, name, values);
}

/* The name servers of the zone that holds the domain: its own, or those of the nearest parent that
 * has some. All are asked for at once. */
static void
look_at_name_servers (Detector *self)
{
  TodokuDnsAnswer *found = NULL;
  gboolean settled = FALSE;
  const char *name = self->domain;

  for (guint i = 0; name != NULL && i <= PARENTS_MAX; i++)
    {
      const char *parent = todoku_dns_name_get_parent (name);

      // Nobody's zone is a top-level domain.
      if (parent == NULL && i > 0)
        break;

      TodokuDnsAnswer *answer = ask (self, name, TODOKU_DNS_TYPE_NS);

      // What is not known, and a failure, may hide the zone's own servers.
      if (!settled
          && (answer == NULL || !todoku_dns_status_is_void (todoku_dns_answer_get_status (answer))))
        {
          settled = TRUE;
          found = answer;
          note_failure (self, G_MAXUINT, name, TODOKU_DNS_TYPE_NS, answer);
        }
      name = parent;
    }

  for (guint i = 0; i < count_records (found); i++)
    look_at_name_server (self, todoku_dns_answer_get_record (found, i)->name);
}

/* The address of the preferred exchange, unless that is known to be another host's. */
static const char *
find_exchange_address (Detector *self, const TodokuMailHost *host)
{
  if (self->exchanges->len == 0)
    return NULL;

  const Exchange *exchange = g_ptr_array_index (self->exchanges, 0);

  return exchange->owner == NULL || exchange->owner == host ? exchange->address : NULL;
}

static void
fill_exchange_address (Detector *self, const TodokuMailHost *host, GHashTable *values)
{
  const char *address = find_exchange_address (self, host);

  for (guint i = 0; address != NULL && i < host->placeholders->len; i++)
    {
      const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, i);

      if (placeholder->from_exchange_address && !g_hash_table_contains (values, placeholder->key))
        g_hash_table_insert (values, g_strdup (placeholder->key), g_strdup (address));
    }
}

static void
detector_run (Detector *self, const char *const *spf)
{
  self->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);
  self->evidence = todoku_evidence_new (self->catalog);
  self->complete = TRUE;

  collect_exchanges (self);
  look_at_name_servers (self);

  // The domain itself is the exchange so often that its address is asked for in the first round.
  if (!self->complete)
    ask (self, self->domain, TODOKU_DNS_TYPE_A);

  // What the DNS says of a server goes before what an older record says of it.
  for (guint i = 0; i < self->exchanges->len; i++)
    look_at_exchange (self, g_ptr_array_index (self->exchanges, i));
  for (gsize i = 0; spf != NULL && spf[i] != NULL; i++)
    look_at_record (self, spf[i]);
}

static void
detector_clear (Detector *self)
{
  g_ptr_array_unref (self->exchanges);
  todoku_evidence_free (self->evidence);
  g_clear_pointer (&self->failed, todoku_dns_question_free);
}

/* Whether what could not be read may speak for another host than what could. */
static gboolean
failure_matters (Detector *self)
{
  if (self->failed == NULL)
    return FALSE;

  for (guint i = 0; i < self->exchanges->len; i++)
    {
      const Exchange *exchange = g_ptr_array_index (self->exchanges, i);

      if (exchange->owner != NULL)
        return self->failed_position < i
               || (self->failed_position == i && !has_all_values (self, exchange->owner));
    }

  // Any host that is found otherwise goes before that of the name servers.
  return self->failed_position != G_MAXUINT || todoku_evidence_is_empty (self->evidence);
}

gboolean
todoku_detect_mail_hosts (TodokuCatalog *catalog,
                          TodokuDnsFacts *facts,
                          const char *domain,
                          const char *const *spf,
                          GPtrArray **detections)
{
  Detector detector = { .catalog = catalog, .facts = facts, .domain = domain };

  detector_run (&detector, spf);
  *detections = todoku_evidence_steal_detections (detector.evidence);
  for (guint i = 0; i < (*detections)->len; i++)
    {
      TodokuDetection *detection = g_ptr_array_index (*detections, i);

      fill_exchange_address (&detector, detection->host, detection->values);
    }
  detector_clear (&detector);

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
  Detector detector = { .catalog = catalog, .facts = facts, .domain = domain };
  GHashTable *found = NULL;

  detector_run (&detector, spf);
  found = todoku_evidence_get_values (detector.evidence, host);
  *values = found != NULL ? g_hash_table_ref (found) : todoku_evidence_values_new ();
  fill_exchange_address (&detector, host, *values);
  detector_clear (&detector);

  return detector.complete;
}

TodokuDnsQuestion *
todoku_detect_find_failure (TodokuCatalog *catalog,
                            TodokuDnsFacts *facts,
                            const char *domain,
                            const char *const *spf)
{
  Detector detector = { .catalog = catalog, .facts = facts, .domain = domain };
  TodokuDnsQuestion *failed = NULL;

  if (todoku_dns_facts_find_failure (facts) == NULL)
    return NULL;

  detector_run (&detector, spf);
  if (failure_matters (&detector))
    failed = g_steal_pointer (&detector.failed);
  detector_clear (&detector);

  return failed;
}
