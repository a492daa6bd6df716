// SPDX-License-Identifier: GPL-3.0-or-later

// The domain's own record where no receiver looks for it.

#include "checkup/collect-private.h"

#include "checkup/term.h"
#include "dns/wildcard.h"
#include "spf/repair.h"

#include <string.h>

// RFC 4406 3.1: "spf2.0/pra", "spf2.0/mfrom,pra".
#define SENDER_ID "spf2.0/"

static void
take (TodokuCollected *self, char *text, const char *place)
{
  if (todoku_list_has_text (self->misplaced, text))
    {
      g_free (text);
      return;
    }
  g_ptr_array_add (self->misplaced, text);
  g_ptr_array_add (self->misplaced_at, g_strdup (place));
}

static void
take_records (TodokuCollected *self, TodokuDnsAnswer *answer, const char *place)
{
  todoku_dns_answer_foreach (answer, record)
    {
      g_autofree char *text = todoku_collected_dup_text (record);

      if (todoku_spf_text_resembles_record (text, strlen (text)))
        take (self, g_steal_pointer (&text), place);
    }
}

// What stands at @name itself, and not at every name that nobody has.
static TodokuDnsAnswer *
ask_name (TodokuCollected *self, const char *name)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, name, TODOKU_DNS_TYPE_TXT);

  return todoku_dns_answer_get_n_records (answer) > 0
             && !todoku_dns_wildcard_gives (self->facts, name, TODOKU_DNS_TYPE_TXT, &self->complete)
           ? answer
           : NULL;
}

// Sender ID took the same terms, and nobody reads it any more.
static void
take_sender_id (TodokuCollected *self)
{
  todoku_dns_answer_foreach (self->txt, record)
    {
      g_autofree char *text = todoku_collected_dup_text (record);
      const char *terms = strchr (text, ' ');

      if (g_ascii_strncasecmp (text, SENDER_ID, strlen (SENDER_ID)) == 0 && terms != NULL)
        take (self, g_strconcat ("v=spf1", terms, NULL), self->domain);
    }
}

// A host may have a record of its own (RFC 7208 2.3), but hardly one that names a list of somebody.
static gboolean
names_list (const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return todoku_spf_record_find (record, TODOKU_SPF_TERM_INCLUDE) != NULL
         || todoku_spf_record_find (record, TODOKU_SPF_TERM_REDIRECT) != NULL;
}

// The record of www may be the domain's: that is asked.
static void
find_unsure (TodokuCollected *self)
{
  g_autofree char *name = g_strconcat ("www.", self->domain, NULL);
  TodokuDnsAnswer *answer = ask_name (self, name);
  GHashTable *answers = self->options->answers;
  const char *meant = answers != NULL ? g_hash_table_lookup (answers, name) : NULL;

  todoku_dns_answer_foreach (answer, record)
    {
      g_autofree char *text = todoku_collected_dup_text (record);

      if (!todoku_spf_text_is_record (text, strlen (text)) || !names_list (text))
        continue;
      if (meant != NULL && *meant != '\0')
        take (self, g_steal_pointer (&text), name);
      else if (meant == NULL && self->doubtful == NULL)
        {
          self->doubtful = g_steal_pointer (&text);
          self->doubtful_at = g_strdup (name);
        }
    }
}

gboolean
todoku_collected_is_unsure (const TodokuCollected *self)
{
  g_autoptr (TodokuSpfRecord) doubtful =
    self->doubtful != NULL ? todoku_spf_record_parse (self->doubtful, -1) : NULL;

  todoku_spf_record_foreach (doubtful, term)
    if (todoku_term_names_servers (term) && !todoku_collected_wants (self, term))
      return TRUE;

  return FALSE;
}

void
todoku_collected_find_misplaced (TodokuCollected *self)
{
  // As the panel adds the domain once more, or takes its sign for a name; as other records have
  // such names.
  const char *const places[] = { self->domain, "@", "_spf", "spf", "_dmarc" };

  if (self->txt == NULL || self->published->len > 0 || self->alias != NULL
      || self->status == TODOKU_DNS_STATUS_NX_DOMAIN || todoku_dns_status_is_failure (self->status))
    return;

  take_records (self, todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_SPF), self->domain);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *name = g_strconcat (places[i], ".", self->domain, NULL);

      take_records (self, ask_name (self, name), name);
    }
  take_sender_id (self);
  find_unsure (self);
}
