// SPDX-License-Identifier: GPL-3.0-or-later

// What a name has by a wildcard. It ends with the first record at that name or below it (RFC 4592
// 2.2.1), whatever the type: a text can take a web site down.

#include "checkup/synthesized.h"

#include "checkup/collect-private.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/wildcard.h"
#include "spf/repair.h"

#include <string.h>

void
todoku_synthesized_free (gpointer data)
{
  TodokuSynthesized *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

static char *
dup_value (const TodokuDnsRecord *record)
{
  g_autofree char *text = NULL;

  switch (record->type)
    {
    case TODOKU_DNS_TYPE_A:
    case TODOKU_DNS_TYPE_AAAA:
      return todoku_dns_address_to_string (&record->address);
    case TODOKU_DNS_TYPE_TXT:
      text = todoku_collected_dup_text (record);
      return g_utf8_make_valid (text, -1);
    default:
      return g_strdup (*record->name != '\0' ? record->name : ".");
    }
}

// The order of an answer's records changes from one to the next (RFC 1794).
static int
compare (gconstpointer a, gconstpointer b)
{
  const TodokuSynthesized *first = *(const TodokuSynthesized *const *) a;
  const TodokuSynthesized *second = *(const TodokuSynthesized *const *) b;

  if (first->preference != second->preference)
    return first->preference < second->preference ? -1 : 1;

  return strcmp (first->value, second->value);
}

static gboolean
take (GPtrArray *list, const char *name, TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  todoku_dns_answer_foreach (answer, record)
    {
      TodokuSynthesized *synthesized = g_new0 (TodokuSynthesized, 1);

      synthesized->name = g_strdup (name);
      synthesized->type = record->type;
      synthesized->value = dup_value (record);
      synthesized->preference = record->preference;
      g_ptr_array_add (records, synthesized);
    }
  g_ptr_array_sort (records, compare);
  g_ptr_array_extend (list, records, NULL, NULL);

  return records->len > 0;
}

static gboolean
take_given (TodokuCollected *self, const char *name, TodokuDnsType type)
{
  return todoku_dns_wildcard_gives (self->facts, name, type, &self->complete)
         && take (self->synthesized, name, todoku_collected_ask (self, name, type));
}

// A wildcard that makes up a name makes up those below it as well; below one that is there by
// itself there are none. Behind an alias nothing else is the name's own.
static gboolean
take_synthesized (TodokuCollected *self, const char *name)
{
  guint n_records = self->synthesized->len;

  if (!todoku_dns_wildcard_covers (self->facts, name, &self->complete))
    return FALSE;
  if (!take_given (self, name, TODOKU_DNS_TYPE_CNAME))
    {
      take_given (self, name, TODOKU_DNS_TYPE_A);
      take_given (self, name, TODOKU_DNS_TYPE_AAAA);
      take_given (self, name, TODOKU_DNS_TYPE_MX);
      take_given (self, name, TODOKU_DNS_TYPE_TXT);
    }

  return self->synthesized->len > n_records;
}

// The zone itself is there; and a registry's wildcard is nobody's to make up for.
static gboolean
may_be_synthesized (const TodokuCollected *self, const char *name)
{
  const char *own = todoku_suffix_get_registrable (name);

  return own != NULL && !g_str_equal (own, name) && g_strcmp0 (self->zone, name) != 0;
}

static gboolean
is_listed (GPtrArray *list, const char *name)
{
  todoku_list_foreach (const TodokuSynthesized, record, list)
    if (g_str_equal (record->name, name))
      return TRUE;

  return FALSE;
}

// Who is let in by a name below the domain passes only as long as that name is there.
static void
take_targets (TodokuCollected *self, TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    {
      g_autofree char *name = term->value != NULL && strchr (term->value, '%') == NULL
                                ? todoku_dns_name_normalize (term->value)
                                : NULL;

      if (name != NULL && todoku_dns_name_is_within (name, self->domain)
          && !is_listed (self->synthesized, name))
        take_synthesized (self, name);
    }
}

static void
take_all_targets (TodokuCollected *self)
{
  for (char **text = self->repaired; *text != NULL; text++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (*text, -1);

      take_targets (self, record);
    }
  todoku_list_foreach (const TodokuWanted, wanted, self->wanted)
    take_targets (self, wanted->record);
}

static void
take_hidden (TodokuCollected *self)
{
  static const TodokuDnsType types[] = { TODOKU_DNS_TYPE_A, TODOKU_DNS_TYPE_AAAA,
                                         TODOKU_DNS_TYPE_MX };
  const char *parent = todoku_dns_name_get_parent (self->domain);
  gboolean is_bare = self->alias == NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      TodokuDnsAnswer *answer = todoku_collected_ask (self, self->domain, types[i]);

      is_bare = is_bare && answer != NULL
                && todoku_dns_answer_get_status (answer) == TODOKU_DNS_STATUS_NO_DATA;
    }
  if (!is_bare
      || take (self->hidden, self->domain,
               todoku_dns_wildcard_ask (self->facts, parent, TODOKU_DNS_TYPE_CNAME,
                                        &self->complete)))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    take (self->hidden, self->domain,
          todoku_dns_wildcard_ask (self->facts, parent, types[i], &self->complete));
}

void
todoku_collected_find_synthesized (TodokuCollected *self)
{
  if (!may_be_synthesized (self, self->domain))
    return;
  // With the domain the names above it come to be there, too.
  for (const char *name = self->domain;
       may_be_synthesized (self, name) && take_synthesized (self, name);
       name = todoku_dns_name_get_parent (name))
    ;
  if (self->synthesized->len > 0)
    take_all_targets (self);
  else
    take_hidden (self);
}

gboolean
todoku_synthesized_is_replaced (const TodokuSynthesized *record, TodokuStandard standard)
{
  return standard == TODOKU_STANDARD_SPF && record->type == TODOKU_DNS_TYPE_TXT
         && todoku_spf_text_resembles_record (record->value, strlen (record->value));
}

gboolean
todoku_collected_loses_synthesized (const TodokuCollected *self, TodokuStandard standard)
{
  todoku_list_foreach (const TodokuSynthesized, record, self->synthesized)
    if (!todoku_synthesized_is_replaced (record, standard))
      return TRUE;

  return FALSE;
}
