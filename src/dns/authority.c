// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/authority.h"

#include "dns/message.h"
#include "dns/name.h"
#include "dns/servers.h"
#include "dns/suffix.h"
#include "dns/zone-cut.h"

#include <string.h>

// As many name servers as go into an answer of 512 octets (RFC 1035 4.2.1): nobody has more.
#define NAMES_MAX 13

// Addresses of one family a name server is asked at.
#define ADDRESSES_MAX 2

// Servers of a zone that are asked where one answer is enough.
#define FIRST_SERVERS_MAX 2

// The work of finding, gone through again from the beginning whenever something was learnt.
typedef struct
{
  TodokuDnsFacts *facts;
  guint16 port;
  TodokuDnsAuthority *result;
  const char *zone;      // as far as the resolver knows; NULL where it failed
  const char *parent;    // the zone above
  const char *target;    // whose name servers to ask the parent for
  GPtrArray *delegated;  // char *, whom the parent names
  GPtrArray *own;        // char *, whom the zone names
  GPtrArray *delegation; // (nullable) TodokuDnsEntry, borrowed, for the glue
  gboolean is_denied;    // the parent's servers say that there is no such zone
  gboolean is_complete;
} Search;

static void
server_free (gpointer data)
{
  TodokuDnsAuthorityServer *server = data;

  g_free (server->name);
  g_free (server->server);
  g_clear_pointer (&server->failure, todoku_dns_answer_unref);
  g_free (server);
}

void
todoku_dns_authority_free (TodokuDnsAuthority *self)
{
  g_free (self->zone);
  g_free (self->parent);
  g_ptr_array_unref (self->servers);
  g_clear_pointer (&self->failure, todoku_dns_answer_unref);
  g_free (self);
}

static TodokuDnsAnswer *
ask (Search *search, TodokuDnsFacts *facts, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (facts, name, type, &search->is_complete);
}

static gboolean
is_found (TodokuDnsAnswer *answer)
{
  return answer != NULL && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_FOUND;
}

static gboolean
is_failure (TodokuDnsAnswer *answer)
{
  return answer != NULL && todoku_dns_answer_is_failure (answer);
}

static TodokuDnsAuthorityServer *
server_new (const char *name, const TodokuDnsAddress *address, guint16 port)
{
  TodokuDnsAuthorityServer *server = g_new0 (TodokuDnsAuthorityServer, 1);

  server->name = g_strdup (name);
  if (address != NULL)
    {
      server->address = *address;
      server->server = todoku_dns_server_from_address (address, port);
    }

  return server;
}

// The nearest zone above search->target, by the resolver.
static void
search_find_parent (Search *search)
{
  const char *name = todoku_dns_name_get_parent (search->target);

  while (name != NULL && !is_found (ask (search, search->facts, name, TODOKU_DNS_TYPE_NS)))
    name = todoku_dns_name_get_parent (name);

  search->parent = name;
}

// Where the zone begins and which is the one above, by the resolver; a name that could not be read
// may be where it begins. All names above are asked at once.
static void
search_find_levels (Search *search, const char *domain)
{
  TodokuDnsZoneCut cut;
  TodokuDnsAnswer *top = NULL;

  for (const char *name = domain; name != NULL; name = todoku_dns_name_get_parent (name))
    top = ask (search, search->facts, name, TODOKU_DNS_TYPE_NS);

  if (!todoku_dns_zone_cut_find (search->facts, domain, &cut))
    search->is_complete = FALSE;
  search->zone = cut.zone;
  search->target = cut.zone != NULL ? cut.zone : cut.failed_name;
  if (search->target != NULL)
    search_find_parent (search);

  TodokuDnsAnswer *failure = search->target != NULL ? cut.failure : top;

  if (is_failure (failure))
    search->result->failure = todoku_dns_answer_ref (failure);
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (names->len < NAMES_MAX && !has_name (names, name))
    g_ptr_array_add (names, g_strdup (name));
}

static void
add_names (GPtrArray *names, TodokuDnsAnswer *answer)
{
  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    add_name (names, todoku_dns_answer_get_record (answer, i)->name);
}

// Takes up to which zone @answer of the parent's server points, and to whom. A server that serves
// both zones says itself what it would else point to.
static gboolean
search_take_delegation (Search *search, TodokuDnsAnswer *answer)
{
  GPtrArray *delegation = todoku_dns_answer_get_detail (answer)->delegation;

  if (is_found (answer))
    {
      search->zone = search->target;
      add_names (search->delegated, answer);
      return TRUE;
    }

  todoku_list_foreach (TodokuDnsEntry, entry, delegation)
    {
      gboolean is_below = todoku_dns_name_is_within (search->target, entry->owner)
                          && !todoku_dns_name_is_within (search->parent, entry->owner);

      if (entry->type != TODOKU_DNS_TYPE_NS || !is_below)
        continue;
      search->zone = search->target + strlen (search->target) - strlen (entry->owner);
      search->delegation = delegation;
      add_name (search->delegated, entry->record->name);
    }

  return search->delegated->len > 0;
}

// Of the servers of two companies one of each is asked: they need not say the same.
static void
put_other_company_second (GPtrArray *names)
{
  const char *first = names->len > 0 ? todoku_suffix_get_organization (names->pdata[0]) : NULL;

  for (guint i = 1; i < names->len; i++)
    if (!g_str_equal (todoku_suffix_get_organization (names->pdata[i]), first))
      {
        g_ptr_array_insert (names, 1, g_ptr_array_steal_index (names, i));
        return;
      }
}

GPtrArray *
todoku_dns_authority_list_first (TodokuDnsFacts *facts,
                                 TodokuDnsAnswer *name_servers,
                                 guint16 port,
                                 gboolean *complete)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func (server_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_unknown = 0;

  add_names (names, name_servers);
  g_ptr_array_sort (names, compare_names);
  put_other_company_second (names);
  for (guint i = 0; i < names->len && servers->len + n_unknown < FIRST_SERVERS_MAX; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      TodokuDnsAnswer *answer = todoku_dns_facts_need (facts, name, TODOKU_DNS_TYPE_A, complete);

      if (is_found (answer))
        g_ptr_array_add (servers,
                         server_new (name, &todoku_dns_answer_get_record (answer, 0)->address,
                                     port));
      else if (answer == NULL || is_failure (answer))
        n_unknown++;
    }

  return servers;
}

static gboolean
is_denial (TodokuDnsAnswer *answer)
{
  return todoku_dns_answer_is_void (answer)
         && todoku_dns_answer_get_detail (answer)->is_authoritative;
}

// Asks the parent's own servers whom they hand the zone to.
static void
search_ask_parent (Search *search)
{
  g_autoptr (GPtrArray) servers = NULL;

  if (search->parent == NULL)
    return;

  servers = todoku_dns_authority_list_first (search->facts,
                                             ask (search, search->facts, search->parent,
                                                  TODOKU_DNS_TYPE_NS),
                                             search->port, &search->is_complete);
  todoku_list_foreach (const TodokuDnsAuthorityServer, server, servers)
    {
      TodokuDnsFacts *facts = todoku_dns_facts_get_direct (search->facts, server->server);
      TodokuDnsAnswer *answer = ask (search, facts, search->target, TODOKU_DNS_TYPE_NS);

      if (answer == NULL || search->delegated->len > 0)
        continue;
      search->result->knows_delegation = search_take_delegation (search, answer);
      search->is_denied = search->is_denied || is_denial (answer);
    }
}

// Where the resolver fails at a name, but the zone above says that none begins there, the name
// lies within that zone.
static gboolean
search_climb (Search *search)
{
  const char *name = search->parent;

  if (!search->is_complete || !search->is_denied || search->zone != NULL
      || !todoku_suffix_may_be_owned (name))
    return FALSE;

  search->target = name;
  search->zone = name;
  search_find_parent (search);

  return TRUE;
}

static void
add_server (Search *search, const char *name, const TodokuDnsAddress *address)
{
  TodokuDnsAuthorityServer *server = server_new (name, address, search->port);

  server->is_delegated = has_name (search->delegated, name);
  server->is_own = has_name (search->own, name);
  g_ptr_array_add (search->result->servers, server);
}

static void
add_address (GArray *addresses, const TodokuDnsAddress *address)
{
  guint n_family = 0;

  for (guint i = 0; i < addresses->len; i++)
    {
      const TodokuDnsAddress *other = &g_array_index (addresses, TodokuDnsAddress, i);

      if (todoku_dns_address_equal (other, address))
        return;
      n_family += other->length == address->length;
    }

  if (n_family < ADDRESSES_MAX)
    g_array_append_vals (addresses, address, 1);
}

static void
add_glue (Search *search, const char *name, TodokuDnsType type, GArray *addresses)
{
  todoku_list_foreach (TodokuDnsEntry, entry, search->delegation)
    if (entry->type == type && todoku_dns_name_equal (entry->owner, name))
      add_address (addresses, &entry->record->address);
}

// Glue goes first: it is where the whole world begins.
static TodokuDnsAnswer *
collect_addresses (Search *search, const char *name, TodokuDnsType type, GArray *addresses)
{
  TodokuDnsAnswer *answer = ask (search, search->facts, name, type);

  add_glue (search, name, type, addresses);
  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    add_address (addresses, &todoku_dns_answer_get_record (answer, i)->address);

  return answer;
}

static void
search_add_servers (Search *search, const char *name)
{
  g_autoptr (GArray) addresses = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  TodokuDnsAnswer *answer4 = collect_addresses (search, name, TODOKU_DNS_TYPE_A, addresses);
  TodokuDnsAnswer *answer6 = collect_addresses (search, name, TODOKU_DNS_TYPE_AAAA, addresses);

  for (guint i = 0; i < addresses->len; i++)
    add_server (search, name, &g_array_index (addresses, TodokuDnsAddress, i));
  if (addresses->len > 0 || answer4 == NULL || answer6 == NULL)
    return;

  add_server (search, name, NULL);

  TodokuDnsAuthorityServer *server =
    g_ptr_array_index (search->result->servers, search->result->servers->len - 1);
  TodokuDnsAnswer *failure = is_failure (answer4) ? answer4 : answer6;

  if (is_failure (failure))
    server->failure = todoku_dns_answer_ref (failure);
}

// Whom the zone's servers name: what the first one says that has the zone.
static void
search_take_own (Search *search)
{
  todoku_list_foreach (TodokuDnsAuthorityServer, server, search->result->servers)
    {
      if (server->server == NULL)
        continue;

      TodokuDnsAnswer *answer =
        ask (search, todoku_dns_facts_get_direct (search->facts, server->server), search->zone,
             TODOKU_DNS_TYPE_NS);

      if (!is_found (answer) || !todoku_dns_answer_get_detail (answer)->is_authoritative
          || search->own->len > 0)
        continue;
      search->result->knows_own = TRUE;
      add_names (search->own, answer);
    }
}

static void
search_list_servers (Search *search)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < search->delegated->len; i++)
    add_name (names, g_ptr_array_index (search->delegated, i));
  for (guint i = 0; i < search->own->len; i++)
    add_name (names, g_ptr_array_index (search->own, i));
  g_ptr_array_sort (names, compare_names);

  g_ptr_array_set_size (search->result->servers, 0);
  for (guint i = 0; i < names->len; i++)
    search_add_servers (search, g_ptr_array_index (names, i));
}

// Where nobody can say who names a server, all do.
static void
search_finish (Search *search)
{
  TodokuDnsAuthority *result = search->result;

  todoku_list_foreach (TodokuDnsAuthorityServer, server, result->servers)
    {
      server->is_delegated = server->is_delegated || !result->knows_delegation;
      server->is_own = server->is_own || !result->knows_own;
    }

  result->zone = g_strdup (search->zone);
  result->parent = g_strdup (search->parent);
  if (result->zone != NULL)
    g_clear_pointer (&result->failure, todoku_dns_answer_unref);
}

static void
search_run (Search *search, const char *domain)
{
  search_find_levels (search, domain);
  if (!search->is_complete)
    return;
  do
    search_ask_parent (search);
  while (search_climb (search));
  if (search->delegated->len == 0 && search->zone != NULL && search->is_complete)
    add_names (search->delegated, ask (search, search->facts, search->zone, TODOKU_DNS_TYPE_NS));
  if (search->delegated->len == 0)
    return;

  search_list_servers (search);
  search_take_own (search);
  if (search->result->knows_own)
    search_list_servers (search);
  search_finish (search);
}

gboolean
todoku_dns_authority_find (TodokuDnsFacts *facts,
                           const char *domain,
                           guint16 port,
                           TodokuDnsAuthority **authority)
{
  g_autoptr (GPtrArray) delegated = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);
  Search search = {
    .facts = facts,
    .port = port,
    .result = g_new0 (TodokuDnsAuthority, 1),
    .delegated = delegated,
    .own = own,
    .is_complete = TRUE,
  };

  search.result->servers = g_ptr_array_new_with_free_func (server_free);
  search_run (&search, domain);
  *authority = search.result;

  return search.is_complete;
}

static const char *
find_primary (TodokuDnsFacts *facts,
              const char *zone,
              const TodokuDnsAuthorityServer *server,
              gboolean *complete)
{
  TodokuDnsFacts *direct = todoku_dns_facts_get_direct (facts, server->server);
  TodokuDnsAnswer *answer = todoku_dns_facts_need (direct, zone, TODOKU_DNS_TYPE_SOA, complete);

  return answer != NULL && todoku_dns_answer_get_detail (answer)->is_authoritative
             && todoku_dns_answer_get_n_records (answer) > 0
           ? todoku_dns_answer_get_record (answer, 0)->name
           : NULL;
}

gboolean
todoku_dns_authority_servers_are_apart (TodokuDnsFacts *facts,
                                        const char *zone,
                                        const TodokuDnsAuthorityServer *a,
                                        const TodokuDnsAuthorityServer *b,
                                        gboolean *complete)
{
  const char *primary, *other;

  if (todoku_dns_name_equal (todoku_suffix_get_organization (a->name),
                             todoku_suffix_get_organization (b->name)))
    return FALSE;
  primary = find_primary (facts, zone, a, complete);
  other = find_primary (facts, zone, b, complete);

  return primary != NULL && other != NULL && !todoku_dns_name_equal (primary, other);
}
