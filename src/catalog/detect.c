// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/detect-private.h"

#include "catalog/pattern.h"
#include "catalog/template.h"
#include "dns/name.h"

#include <string.h>

#define WWW "www."

// Bounds on what a zone may make us ask. The preferred exchanges come first, and nobody has more.
#define EXCHANGES_MAX 8
#define ADDRESSES_MAX 4
#define NAMES_MAX 8

/* A server that the domain's mail or its website is on. */
typedef struct
{
  char *name;
  guint position; // 0 for the one that tells most
  guint preference;
  TodokuConfidence confidence;
  const TodokuMailHost *owner; // The first host whose it turned out to be
  gboolean owner_by_name;
  GArray *addresses; // TodokuDnsAddress: those that were asked for
} Server;

/* One run of one question. */
typedef struct
{
  TodokuCatalog *catalog;
  TodokuDnsFacts *facts;
  TodokuDetectSubject subject;
  const char *domain;
  GPtrArray *servers;
  GPtrArray *detections; // One for each host something speaks for
  gboolean complete;
  TodokuDnsQuestion *failed; // What could not be read, of the server that tells most
  guint failed_position;     // Which server that is
} Detector;

const char *
todoku_confidence_get_id (TodokuConfidence confidence)
{
  static const char *const ids[] = {
    [TODOKU_CONFIDENCE_NONE] = "none",
    [TODOKU_CONFIDENCE_LOW] = "low",
    [TODOKU_CONFIDENCE_HIGH] = "high",
  };

  return ids[confidence];
}

void
todoku_detection_free (TodokuDetection *detection)
{
  g_free (detection->reason);
  g_hash_table_unref (detection->values);
  g_free (detection);
}

gboolean
todoku_detection_is_by_exchange (const TodokuDetection *detection)
{
  return detection->kind == TODOKU_DETECT_BY_EXCHANGE;
}

static void
server_free (gpointer data)
{
  Server *server = data;

  g_free (server->name);
  g_array_unref (server->addresses);
  g_free (server);
}

static void
detector_init (Detector *self,
               TodokuDetectSubject subject,
               TodokuCatalog *catalog,
               TodokuDnsFacts *facts,
               const char *domain)
{
  *self = (Detector){ .catalog = catalog, .facts = facts, .subject = subject, .domain = domain };
  self->servers = g_ptr_array_new_with_free_func (server_free);
  self->detections = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_detection_free);
  self->complete = TRUE;
}

static void
detector_clear (Detector *self)
{
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->detections, g_ptr_array_unref);
  g_clear_pointer (&self->failed, todoku_dns_question_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Detector, detector_clear)

/* Asks for the server at @position. A failure is remembered unless one of a server before it is. */
static TodokuDnsAnswer *
ask (Detector *self, guint position, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (self->facts, name, type, &self->complete);

  if (answer == NULL || !todoku_dns_answer_is_failure (answer)
      || (self->failed != NULL && self->failed_position <= position))
    return answer;

  g_clear_pointer (&self->failed, todoku_dns_question_free);
  self->failed = g_new0 (TodokuDnsQuestion, 1);
  self->failed->name = g_strdup (name);
  self->failed->type = type;
  self->failed_position = position;

  return answer;
}

/* How many records there are; none while they are not known, and none of a failure. */
static guint
count (TodokuDnsAnswer *answer)
{
  return answer != NULL ? todoku_dns_answer_get_n_records (answer) : 0;
}

static Server *
add_server (Detector *self, const char *name, TodokuConfidence confidence)
{
  Server *server = g_new0 (Server, 1);

  server->name = g_strdup (name);
  server->position = self->servers->len;
  server->confidence = confidence;
  server->addresses = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  g_ptr_array_add (self->servers, server);

  return server;
}

static GHashTable *
new_values (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* What is filled already stays. */
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

TodokuDetection *
todoku_detections_find (GPtrArray *detections, const TodokuMailHost *host)
{
  todoku_list_foreach (TodokuDetection, detection, detections)
    if (detection->host == host)
      return detection;

  return NULL;
}

static TodokuDetection *
add_detection (Detector *self, const TodokuMailHost *host)
{
  TodokuDetection *detection = g_new0 (TodokuDetection, 1);

  detection->host = host;
  detection->values = new_values ();
  detection->server = G_MAXUINT;
  detection->position = self->detections->len;
  g_ptr_array_add (self->detections, detection);

  return detection;
}

/* Below 0 where @a speaks more for its host than @b. */
static int
compare_strength (const TodokuDetection *a, const TodokuDetection *b)
{
  if (a->confidence != b->confidence)
    return a->confidence > b->confidence ? -1 : 1;
  if (a->server != b->server)
    return a->server < b->server ? -1 : 1;

  return b->kind - a->kind;
}

/* @server says that it is @host's, by @witness; without a server, the published record does. */
static void
speak_for (Detector *self,
           Server *server,
           const TodokuMailHost *host,
           TodokuDetectKind kind,
           const char *witness,
           GHashTable *values)
{
  TodokuDetection *detection = todoku_detections_find (self->detections, host);
  TodokuDetection said = { .kind = (int) kind };

  if (detection == NULL)
    detection = add_detection (self, host);
  if (server != NULL && server->owner == NULL)
    server->owner = host;

  said.confidence = server != NULL ? server->confidence : TODOKU_CONFIDENCE_LOW;
  said.server = server != NULL ? server->position : G_MAXUINT;
  merge_values (detection->values, values);
  if (compare_strength (&said, detection) >= 0)
    return;

  g_free (detection->reason);
  detection->reason =
    todoku_detect_explain (self->subject, kind, witness, todoku_catalog_text_get (&host->name));
  detection->confidence = said.confidence;
  detection->kind = said.kind;
  detection->server = said.server;
  detection->preference = server != NULL ? server->preference : 0;
}

static gboolean
has_address (TodokuDnsAnswer *answer, const TodokuDnsAddress *address)
{
  for (guint i = 0; i < count (answer); i++)
    if (todoku_dns_address_equal (&todoku_dns_answer_get_record (answer, i)->address, address))
      return TRUE;

  return FALSE;
}

static TodokuDnsType
get_address_type (const TodokuDnsAddress *address)
{
  return address->length == 4 ? TODOKU_DNS_TYPE_A : TODOKU_DNS_TYPE_AAAA;
}

/* Looks at a name of @address, by PTR. Only what is known as a server's name counts: a company's
 * other machines are under the same domain, and are not its mail service. */
static void
look_at_name (Detector *self, Server *server, const TodokuDnsAddress *address, const char *name)
{
  g_autoptr (GPtrArray) matches = todoku_catalog_match (self->catalog, TODOKU_PATTERN_SERVER, name);

  todoku_list_foreach (const TodokuCatalogMatch, match, matches)
    {
      // Whoever holds an address can give it any name, unless that leads back to it.
      if (self->subject != TODOKU_DETECT_ADDRESS
          || has_address (ask (self, server->position, name, get_address_type (address)), address))
        speak_for (self, server, match->host, TODOKU_DETECT_BY_NAME, name, match->values);
    }
}

static void
look_at_address (Detector *self, Server *server, const TodokuDnsAddress *address)
{
  GPtrArray *hosts = self->catalog->hosts;
  g_autofree char *text = todoku_dns_address_to_string (address);
  g_autofree char *reverse = todoku_dns_address_to_reverse_name (address);
  g_autoptr (GHashTable) nothing = new_values ();
  TodokuDnsAnswer *names;

  g_array_append_val (server->addresses, *address);
  todoku_list_foreach (const TodokuMailHost, host, hosts)
    if (g_strv_contains ((const char *const *) host->addresses, text))
      speak_for (self, server, host, TODOKU_DETECT_BY_ADDRESS, text, nothing);

  names = ask (self, server->position, reverse, TODOKU_DNS_TYPE_PTR);
  for (guint i = 0; i < MIN (count (names), NAMES_MAX); i++)
    {
      const char *name = todoku_dns_answer_get_record (names, i)->name;

      if (name != NULL)
        look_at_name (self, server, address, name);
    }
}

static void
look_at_addresses (Detector *self, Server *server, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = ask (self, server->position, server->name, type);

  for (guint i = 0; i < MIN (count (answer), ADDRESSES_MAX); i++)
    look_at_address (self, server, &todoku_dns_answer_get_record (answer, i)->address);
}

// Where @written has the wrong mechanism, its name still tells: @term is another one with it.
static void
look_at_term (Detector *self, const char *written, const char *term)
{
  g_autoptr (GPtrArray) matches = todoku_catalog_match (self->catalog, TODOKU_PATTERN_TERM, term);

  todoku_list_foreach (const TodokuCatalogMatch, match, matches)
    speak_for (self, NULL, match->host,
               g_hash_table_size (match->values) > 0 ? TODOKU_DETECT_BY_TERM_OF_HOST
                                                     : TODOKU_DETECT_BY_TERM,
               written, match->values);
}

// Those terms of @spf that have one of @signs; "+" where there is none.
static void
look_at_terms (Detector *self, const char *const *spf, const char *signs)
{
  for (gsize i = 0; spf != NULL && spf[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (spf[i], -1);
      g_auto (GStrv) terms = g_strsplit (lower, " ", -1);

      for (gsize t = 0; terms[t] != NULL; t++)
        {
          gboolean has_sign = *terms[t] != '\0' && strchr ("+-~?", *terms[t]) != NULL;
          const char *term = terms[t] + has_sign;
          const char *value = strchr (term, ':') != NULL ? strchr (term, ':') + 1 : term;
          // a:NAME/28 and a:NAME. name that server, too.
          gsize length = strcspn (value, "/");
          g_autofree char *name =
            g_strndup (value, length - (length > 0 && value[length - 1] == '.'));
          g_autofree char *list = g_strconcat ("include:", name, NULL);
          g_autofree char *server = g_strconcat ("a:", name, NULL);

          if (strchr (signs, has_sign ? *terms[t] : '+') == NULL)
            continue;
          look_at_term (self, term, term);
          if (g_str_has_prefix (term, "a:") || g_str_has_prefix (term, "mx:")
              || g_str_has_prefix (term, "include:"))
            {
              look_at_term (self, term, list);
              look_at_term (self, term, server);
            }
        }
    }
}

// What lets the host's servers in speaks for it before what only names them; with "-" it refuses
// them, and speaks for nobody.
static void
look_at_records (Detector *self, const char *const *spf)
{
  look_at_terms (self, spf, "+");
  look_at_terms (self, spf, "~?");
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

/* A company's name to which a control panel added the domain is still the one that was meant. */
static void
add_exchange (Detector *self, const TodokuDnsRecord *record)
{
  g_autofree char *meant = todoku_dns_name_unglue (record->name, self->domain);
  g_autoptr (GPtrArray) matches =
    meant != NULL
      ? todoku_catalog_match (self->catalog, TODOKU_PATTERN_MX | TODOKU_PATTERN_SERVER, meant)
      : NULL;
  gboolean is_meant = matches != NULL && matches->len > 0;
  Server *server = add_server (self, is_meant ? meant : record->name,
                               is_meant ? TODOKU_CONFIDENCE_LOW : TODOKU_CONFIDENCE_HIGH);

  server->preference = record->preference;
}

static void
collect_exchanges (Detector *self)
{
  TodokuDnsAnswer *answer = ask (self, 0, self->domain, TODOKU_DNS_TYPE_MX);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < count (answer); i++)
    g_ptr_array_add (records, (gpointer) todoku_dns_answer_get_record (answer, i));
  g_ptr_array_sort (records, compare_preferences);

  // The root stands for "takes no mail at all" (RFC 7505).
  for (guint i = 0; i < records->len && self->servers->len < EXCHANGES_MAX; i++)
    {
      const TodokuDnsRecord *record = g_ptr_array_index (records, i);

      if (record->name != NULL && *record->name != '\0')
        add_exchange (self, record);
    }

  // Without MX the domain's own address takes the mail (RFC 5321 5.1), if it takes any: its
  // owner may never have thought of mail.
  if (answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NO_DATA)
    add_server (self, self->domain, TODOKU_CONFIDENCE_LOW);
}

/* What was found of the placeholders of @host; as long as @self has it. */
static GHashTable *
get_values (Detector *self, const TodokuMailHost *host)
{
  TodokuDetection *detection = todoku_detections_find (self->detections, host);

  return detection != NULL ? detection->values : NULL;
}

static gboolean
has_all_values (Detector *self, const TodokuMailHost *host)
{
  const TodokuCatalogPlaceholder *missing = NULL;
  g_autofree char *value =
    todoku_catalog_fill_template (host, self->domain, get_values (self, host), &missing);

  return value != NULL || missing == NULL;
}

static void
look_at_exchange (Detector *self, Server *exchange)
{
  g_autoptr (GPtrArray) matches =
    todoku_catalog_match (self->catalog, TODOKU_PATTERN_MX | TODOKU_PATTERN_SERVER, exchange->name);

  todoku_list_foreach (const TodokuCatalogMatch, match, matches)
    speak_for (self, exchange, match->host, TODOKU_DETECT_BY_EXCHANGE, exchange->name,
               match->values);
  exchange->owner_by_name = exchange->owner != NULL;
  if (exchange->owner == NULL || !has_all_values (self, exchange->owner))
    look_at_addresses (self, exchange, TODOKU_DNS_TYPE_A);
}

static void
run_mail (Detector *self, const char *const *spf)
{
  collect_exchanges (self);

  // The domain itself is the exchange so often that its address is asked for in the first round.
  if (!self->complete)
    todoku_dns_facts_ask (self->facts, self->domain, TODOKU_DNS_TYPE_A);

  // What the DNS says of a server goes before what an older record says of it.
  for (guint i = 0; i < self->servers->len; i++)
    look_at_exchange (self, g_ptr_array_index (self->servers, i));
  look_at_records (self, spf);
}

/* Fills in what is the first IPv4 address of the preferred exchange, unless that is known to be
 * another host's. A web server is no exchange. */
static void
fill_exchange_address (Detector *self, const TodokuMailHost *host, GHashTable *values)
{
  const Server *exchange = self->servers->len > 0 ? g_ptr_array_index (self->servers, 0) : NULL;

  if (self->subject != TODOKU_DETECT_MAIL || exchange == NULL || exchange->addresses->len == 0
      || (exchange->owner != NULL && exchange->owner != host))
    return;

  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    {
      const TodokuDnsAddress *address = &g_array_index (exchange->addresses, TodokuDnsAddress, 0);

      if (placeholder->from_exchange_address && !g_hash_table_contains (values, placeholder->key))
        g_hash_table_insert (values, g_strdup (placeholder->key),
                             todoku_dns_address_to_string (address));
    }
}

/* Whether one of the addresses of @server is in @answer. */
static gboolean
shares_address (const Server *server, TodokuDnsAnswer *answer)
{
  for (guint i = 0; i < server->addresses->len; i++)
    if (has_address (answer, &g_array_index (server->addresses, TodokuDnsAddress, i)))
      return TRUE;

  return FALSE;
}

/* A server that takes the domain's mail in is whose its name says; so is what else is at its
 * address. */
static void
look_at_exchanges (Detector *self, TodokuDnsType type)
{
  g_auto (Detector) mail = { 0 };

  detector_init (&mail, TODOKU_DETECT_MAIL, self->catalog, self->facts, self->domain);
  run_mail (&mail, NULL);
  self->complete = self->complete && mail.complete;

  todoku_list_foreach (const Server, exchange, mail.servers)
    {
      g_autoptr (GHashTable) values = NULL;
      TodokuDnsAnswer *answer;

      if (!exchange->owner_by_name)
        continue;
      answer = todoku_dns_facts_need (self->facts, exchange->name, type, &self->complete);
      values = g_hash_table_ref (get_values (&mail, exchange->owner));
      fill_exchange_address (&mail, exchange->owner, values);
      todoku_list_foreach (Server, server, self->servers)
        if (shares_address (server, answer))
          speak_for (self, server, exchange->owner, TODOKU_DETECT_BY_EXCHANGE, exchange->name,
                     values);
    }
}

static void
run_web (Detector *self)
{
  gboolean has_addresses = FALSE;

  add_server (self, self->domain, TODOKU_CONFIDENCE_HIGH);
  if (!g_str_has_prefix (self->domain, WWW))
    {
      g_autofree char *www = g_strconcat (WWW, self->domain, NULL);

      add_server (self, www, TODOKU_CONFIDENCE_HIGH);
    }

  todoku_list_foreach (Server, server, self->servers)
    {
      look_at_addresses (self, server, TODOKU_DNS_TYPE_A);
      look_at_addresses (self, server, TODOKU_DNS_TYPE_AAAA);
      has_addresses = has_addresses || server->addresses->len > 0;
    }
  if (!self->complete || has_addresses)
    look_at_exchanges (self, TODOKU_DNS_TYPE_A);
}

static int
compare_detections (gconstpointer a, gconstpointer b)
{
  const TodokuDetection *first = *(const TodokuDetection *const *) a;
  const TodokuDetection *second = *(const TodokuDetection *const *) b;
  int strength = compare_strength (first, second);

  return strength != 0 ? strength : (first->position < second->position ? -1 : 1);
}

gboolean
todoku_detect_hosts (TodokuCatalog *catalog,
                     TodokuDnsFacts *facts,
                     TodokuDetectSubject subject,
                     const char *domain,
                     const char *const *spf,
                     GPtrArray **detections)
{
  g_auto (Detector) detector = { 0 };

  detector_init (&detector, subject, catalog, facts, domain);
  if (subject == TODOKU_DETECT_WEB)
    run_web (&detector);
  else
    run_mail (&detector, spf);

  g_ptr_array_sort (detector.detections, compare_detections);
  *detections = g_steal_pointer (&detector.detections);
  todoku_list_foreach (TodokuDetection, detection, *detections)
    fill_exchange_address (&detector, detection->host, detection->values);

  return detector.complete;
}

gboolean
todoku_detect_values (TodokuCatalog *catalog,
                      TodokuDnsFacts *facts,
                      TodokuDetectSubject subject,
                      const char *domain,
                      const char *const *spf,
                      const TodokuMailHost *host,
                      GHashTable **values)
{
  g_auto (Detector) detector = { 0 };
  GHashTable *found;

  detector_init (&detector, subject, catalog, facts, domain);
  if (subject == TODOKU_DETECT_WEB)
    {
      run_web (&detector);
      look_at_records (&detector, spf);
    }
  else
    run_mail (&detector, spf);

  found = get_values (&detector, host);
  *values = found != NULL ? g_hash_table_ref (found) : new_values ();
  fill_exchange_address (&detector, host, *values);

  return detector.complete;
}

/* Whether what could not be read may speak for another host than what could. */
static gboolean
failure_matters (Detector *self)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      const Server *server = g_ptr_array_index (self->servers, i);

      if (server->owner != NULL)
        return self->failed_position < i
               || (self->failed_position == i && !has_all_values (self, server->owner));
    }

  return TRUE;
}

TodokuDnsQuestion *
todoku_detect_find_failure (TodokuCatalog *catalog,
                            TodokuDnsFacts *facts,
                            const char *domain,
                            const char *const *spf)
{
  g_auto (Detector) detector = { 0 };

  if (todoku_dns_facts_find_failure (facts) == NULL)
    return NULL;

  detector_init (&detector, TODOKU_DETECT_MAIL, catalog, facts, domain);
  run_mail (&detector, spf);

  return detector.failed != NULL && failure_matters (&detector) ? g_steal_pointer (&detector.failed)
                                                                : NULL;
}

gboolean
todoku_detect_address (TodokuCatalog *catalog,
                       TodokuDnsFacts *facts,
                       const TodokuDnsAddress *address,
                       const char *domain,
                       TodokuDetection **detection)
{
  g_auto (Detector) detector = { 0 };

  detector_init (&detector, TODOKU_DETECT_ADDRESS, catalog, facts, domain);
  look_at_address (&detector, add_server (&detector, NULL, TODOKU_CONFIDENCE_HIGH), address);
  if (domain != NULL)
    look_at_exchanges (&detector, get_address_type (address));

  g_ptr_array_sort (detector.detections, compare_detections);
  *detection =
    detector.detections->len > 0 ? g_ptr_array_steal_index (detector.detections, 0) : NULL;

  return detector.complete;
}
