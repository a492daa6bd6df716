// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/facts.h"

#include "dns/name.h"

#include <string.h>

struct _TodokuDnsFacts
{
  GHashTable *answers; // Entry → itself
  GPtrArray *wanted;   // TodokuDnsQuestion, not handed out yet
  GPtrArray *failed;   // Entry, borrowed from answers, in the order in which they failed
  TodokuDnsAnswer *no_such_name;
  GPtrArray *servers; // TodokuDnsFacts, what each of them says
  char *server;       // whose these are; NULL where they are nobody's
  gboolean is_direct;
};

// A question, and what came of it: nothing yet where answer is NULL.
typedef struct
{
  TodokuDnsAnswer *answer;
  guint16 type;
  guint16 length;
  char name[];
} Entry;

// Room for an Entry with any name that can be asked for, so that looking up allocates nothing.
typedef union
{
  Entry entry;
  char room[sizeof (Entry) + TODOKU_DNS_NAME_ESCAPED_MAX + 1];
} Key;

static guint
entry_hash (gconstpointer data)
{
  const Entry *entry = data;
  guint hash = 5381u + entry->type;

  for (guint i = 0; i < entry->length; i++)
    hash = hash * 33u + (guchar) entry->name[i];

  return hash;
}

static gboolean
entry_equal (gconstpointer a, gconstpointer b)
{
  const Entry *first = a;
  const Entry *second = b;

  return first->type == second->type && first->length == second->length
         && memcmp (first->name, second->name, first->length) == 0;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->answer, todoku_dns_answer_unref);
  g_free (entry);
}

// Returns FALSE for a name that cannot be asked for.
static gboolean
key_init (Key *key, const char *name, TodokuDnsType type)
{
  if (!todoku_dns_name_is_valid (name))
    return FALSE;

  gsize length = todoku_dns_name_get_length (name);

  for (gsize i = 0; i < length; i++)
    key->entry.name[i] = g_ascii_tolower (name[i]);
  key->entry.name[length] = '\0';
  key->entry.length = (guint16) length;
  key->entry.type = (guint16) type;

  return TRUE;
}

static Entry *
entry_for_key (TodokuDnsFacts *self, const Key *key)
{
  Entry *entry = g_hash_table_lookup (self->answers, key);

  if (entry == NULL)
    {
      gsize size = sizeof (Entry) + key->entry.length + 1u;

      entry = g_memdup2 (key, size);
      entry->answer = NULL;
      g_hash_table_add (self->answers, entry);
    }

  return entry;
}

void
todoku_dns_question_free (TodokuDnsQuestion *question)
{
  g_free (question->name);
  g_free (question);
}

static GPtrArray *
question_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_question_free);
}

TodokuDnsFacts *
todoku_dns_facts_new (void)
{
  TodokuDnsFacts *self = g_rc_box_new0 (TodokuDnsFacts);

  self->answers = g_hash_table_new_full (entry_hash, entry_equal, entry_free, NULL);
  self->wanted = question_array_new ();
  self->failed = g_ptr_array_new ();
  self->no_such_name = todoku_dns_answer_new (TODOKU_DNS_STATUS_NX_DOMAIN, NULL, NULL);
  self->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_facts_unref);

  return self;
}

TodokuDnsFacts *
todoku_dns_facts_ref (TodokuDnsFacts *self)
{
  return g_rc_box_acquire (self);
}

static void
facts_clear (gpointer data)
{
  TodokuDnsFacts *self = data;

  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  g_clear_pointer (&self->no_such_name, todoku_dns_answer_unref);
  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->server, g_free);
}

void
todoku_dns_facts_unref (TodokuDnsFacts *self)
{
  g_rc_box_release_full (self, facts_clear);
}

static TodokuDnsFacts *
facts_get_server (TodokuDnsFacts *self, const char *server, gboolean is_direct)
{
  g_return_val_if_fail (server != NULL, NULL);

  todoku_list_foreach (TodokuDnsFacts, facts, self->servers)
    if (facts->is_direct == is_direct && g_str_equal (facts->server, server))
      return facts;

  TodokuDnsFacts *facts = todoku_dns_facts_new ();

  facts->server = g_strdup (server);
  facts->is_direct = is_direct;
  g_ptr_array_add (self->servers, facts);

  return facts;
}

TodokuDnsFacts *
todoku_dns_facts_get_direct (TodokuDnsFacts *self, const char *server)
{
  return facts_get_server (self, server, TRUE);
}

TodokuDnsFacts *
todoku_dns_facts_get_resolver (TodokuDnsFacts *self, const char *server)
{
  return facts_get_server (self, server, FALSE);
}

void
todoku_dns_facts_forget_server (TodokuDnsFacts *self, const char *server)
{
  for (guint i = self->servers->len; i > 0; i--)
    if (g_str_equal (((TodokuDnsFacts *) self->servers->pdata[i - 1])->server, server))
      g_ptr_array_remove_index (self->servers, i - 1);
}

TodokuDnsAnswer *
todoku_dns_facts_ask (TodokuDnsFacts *self, const char *name, TodokuDnsType type)
{
  Key key;

  if (!key_init (&key, name, type))
    return self->no_such_name;

  Entry *entry = g_hash_table_lookup (self->answers, &key);

  if (entry == NULL)
    {
      TodokuDnsQuestion *question = g_new0 (TodokuDnsQuestion, 1);

      entry = entry_for_key (self, &key);
      question->name = g_strdup (entry->name);
      question->type = type;
      g_ptr_array_add (self->wanted, question);
    }

  return entry->answer;
}

TodokuDnsAnswer *
todoku_dns_facts_need (TodokuDnsFacts *self,
                       const char *name,
                       TodokuDnsType type,
                       gboolean *complete)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_ask (self, name, type);

  if (answer == NULL)
    *complete = FALSE;

  return answer;
}

TodokuDnsAnswer *
todoku_dns_facts_need_within (TodokuDnsFacts *self,
                              const char *name,
                              TodokuDnsType type,
                              guint patience_ms,
                              gboolean *complete)
{
  guint n_wanted = self->wanted->len;
  TodokuDnsAnswer *answer = todoku_dns_facts_need (self, name, type, complete);

  if (self->wanted->len > n_wanted)
    ((TodokuDnsQuestion *) self->wanted->pdata[n_wanted])->patience_ms = patience_ms;

  return answer;
}

TodokuDnsAnswer *
todoku_dns_facts_peek (TodokuDnsFacts *self, const char *name, TodokuDnsType type)
{
  Key key;

  if (!key_init (&key, name, type))
    return self->no_such_name;

  Entry *entry = g_hash_table_lookup (self->answers, &key);

  return entry != NULL ? entry->answer : NULL;
}

static gboolean
entry_has_failed (const Entry *entry)
{
  return entry->answer != NULL && todoku_dns_answer_is_failure (entry->answer);
}

// A question that fails once more keeps its place.
static void
entry_set_answer (TodokuDnsFacts *self, Entry *entry, TodokuDnsAnswer *answer)
{
  gboolean had_failed = entry_has_failed (entry);
  TodokuDnsAnswer *old = entry->answer;

  entry->answer = todoku_dns_answer_ref (answer);
  g_clear_pointer (&old, todoku_dns_answer_unref);

  if (entry_has_failed (entry) && !had_failed)
    g_ptr_array_add (self->failed, entry);
  else if (had_failed && !entry_has_failed (entry))
    g_ptr_array_remove (self->failed, entry);
}

void
todoku_dns_facts_learn (TodokuDnsFacts *self,
                        const char *name,
                        TodokuDnsType type,
                        TodokuDnsAnswer *answer)
{
  Key key;
  gboolean is_valid = key_init (&key, name, type);

  g_return_if_fail (is_valid);

  entry_set_answer (self, entry_for_key (self, &key), answer);
}

GPtrArray *
todoku_dns_facts_take_wanted (TodokuDnsFacts *self)
{
  if (self->wanted->len == 0)
    return NULL;

  GPtrArray *wanted = self->wanted;

  self->wanted = question_array_new ();

  return wanted;
}

void
todoku_dns_facts_give_back (TodokuDnsFacts *self, const char *name, TodokuDnsType type)
{
  Key key;

  if (!key_init (&key, name, type))
    return;

  Entry *entry = g_hash_table_lookup (self->answers, &key);

  if (entry != NULL && entry->answer == NULL)
    g_hash_table_remove (self->answers, &key);
}

void
todoku_dns_facts_forget (TodokuDnsFacts *self, const char *name, TodokuDnsType type)
{
  Key key;

  if (!key_init (&key, name, type))
    return;

  Entry *entry = g_hash_table_lookup (self->answers, &key);

  if (entry != NULL && entry->answer != NULL)
    {
      g_ptr_array_remove (self->failed, entry);
      g_hash_table_remove (self->answers, &key);
    }
}

gboolean
todoku_dns_facts_has_wanted (TodokuDnsFacts *self)
{
  for (guint i = 0; i < self->servers->len; i++)
    if (todoku_dns_facts_has_wanted (g_ptr_array_index (self->servers, i)))
      return TRUE;

  return self->wanted->len > 0;
}

void
todoku_dns_facts_foreach_wanted (TodokuDnsFacts *self,
                                 TodokuDnsFactsFetch fetch,
                                 gpointer user_data)
{
  if (self->wanted->len > 0)
    fetch (self->server, self->is_direct, self, user_data);
  for (guint i = 0; i < self->servers->len; i++)
    todoku_dns_facts_foreach_wanted (g_ptr_array_index (self->servers, i), fetch, user_data);
}

static gboolean
entry_is_unknown (gpointer key, gpointer value G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  Entry *entry = key;

  return entry->answer == NULL || entry_has_failed (entry);
}

void
todoku_dns_facts_forget_failures (TodokuDnsFacts *self)
{
  g_ptr_array_set_size (self->failed, 0);
  g_hash_table_foreach_remove (self->answers, entry_is_unknown, NULL);
  g_ptr_array_set_size (self->wanted, 0);
  for (guint i = 0; i < self->servers->len; i++)
    todoku_dns_facts_forget_failures (g_ptr_array_index (self->servers, i));
}

TodokuDnsAnswer *
todoku_dns_facts_find_failure (TodokuDnsFacts *self)
{
  const Entry *entry = self->failed->len > 0 ? g_ptr_array_index (self->failed, 0) : NULL;

  return entry != NULL ? entry->answer : NULL;
}
