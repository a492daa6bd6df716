// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received-trace.h"

#include "base/list.h"
#include "catalog/pattern.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "mail/received-header.h"
#include "mail/text.h"

#include <string.h>

// More than any mail passes; what stands below was written by the sender.
#define HOPS_MAX 100
#define RESULTS_MAX 50

/**
 * Hop:
 * @index: which field it is
 * @by: (nullable): the name of the server that wrote it, normalized; %NULL where that is no domain
 *   name
 * @address: whom it took the mail from, where that is on the public Internet; else of length 0
 * @tls: whether that was encrypted; -1 where it is not told
 * @recipient: (nullable): for whom it was, where that is told
 *
 * A Received field (RFC 5321 4.4).
 */
typedef struct
{
  guint index;
  char *by;
  TodokuDnsAddress address;
  int tls;
  char *recipient;
} Hop;

static void
hop_free (gpointer data)
{
  Hop *hop = data;

  g_free (hop->by);
  g_free (hop->recipient);
  g_free (hop);
}

void
todoku_mail_trace_free (TodokuMailTrace *self)
{
  g_ptr_array_unref (self->results);
  g_free (self->receiver);
  g_free (self->recipient);
  g_free (self->forwarder);
  g_free (self);
}

// ---------------------------------------------------------------------------------------------
// One Received field

// The public address that the server saw: the last one, as a name that the client gave itself
// stands before it.
static void
find_address (const char *from, TodokuDnsAddress *address)
{
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (todoku_mail_regex_get (
                        "[\\[( ](?:IPv6:)?(?<ip>[0-9a-f.:]{3,45})(?=[\\]): ])"),
                      from, 0, &info);
       g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *text = g_match_info_fetch_named (info, "ip");
      TodokuDnsAddress found;

      if (todoku_dns_address_parse (text, -1, &found)
          && !todoku_dns_address_is_private (&found, found.length * 8))
        *address = found;
    }
}

// RFC 3848: the protocol of an encrypted transmission ends in S, or SA.
static int
find_tls (const char *text)
{
  if (todoku_mail_text_has (text, "\\bwith (?:utf8)?(?:e?smtps|esmtpsa|lmtpsa?)\\b|"
                                  "[( ]version=TLS|using TLS|ESMTP/TLS|\\bTLSv?1"))
    return TRUE;

  return todoku_mail_text_has (text, "\\bwith e?smtp\\b") ? FALSE : -1;
}

// Where the last "by" outside of comments stands: what is before it may be a client's own words.
// Any last one where brackets are not closed.
static const char *
find_by (const char *value)
{
  const char *place = NULL;
  guint depth = 0;

  for (const char *at = value; *at != '\0'; at++)
    if (*at == '(')
      depth++;
    else if (*at == ')' && depth > 0)
      depth--;
    else if (depth == 0 && g_ascii_strncasecmp (at, "by ", 3) == 0
             && (at == value || g_ascii_isspace (at[-1]) || at[-1] == ')'))
      place = at;
  if (place == NULL && g_strrstr (value, " by ") != NULL)
    place = g_strrstr (value, " by ") + 1;

  return place;
}

// Names of a network's own (RFC 6762, RFC 8375, …) say nothing of whose it is.
static gboolean
is_domain_name (const char *name)
{
  const char *last = strrchr (name, '.');

  return last != NULL && g_ascii_isalpha (last[1]) && g_str_is_ascii (name)
         && todoku_dns_name_is_valid (name) && todoku_mail_text_has (name, "\\A[a-z0-9_.-]+\\z")
         && !todoku_mail_text_has (name, "\\.(?:internal|local(?:domain|host)?|lan|home\\.arpa)$");
}

// "for <info@shop.example>" behind "by". To whom its author sent a mail by way of her own server
// (RFC 3848: "A" for authenticated) is no address that had it sent on.
static char *
find_recipient (const char *by)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *word = NULL;

  if (!todoku_mail_text_has (by, "[ \\t]with[ \\t]{1,3}(?:utf8)?(?:esmtps?a|asmtp)\\b")
      && g_regex_match (todoku_mail_regex_get ("[ \\t]for[ \\t]{1,3}(?<word><?[^ \\t<>;]{3,320})"),
                        by, 0, &info))
    word = g_match_info_fetch_named (info, "word");

  return todoku_mail_text_find_address (word);
}

// One without "by" is taken to be from outside where an address stands in it anywhere.
static Hop *
hop_new (const char *value, guint index)
{
  Hop *hop = g_new0 (Hop, 1);
  const char *by = find_by (value);
  g_autofree char *from = g_strndup (value, by != NULL ? (gsize) (by - value) : strlen (value));

  hop->index = index;
  hop->tls = find_tls (value);
  find_address (from, &hop->address);
  if (by != NULL)
    {
      const char *name = by + 3 + strspn (by + 3, " ");
      g_autofree char *word = g_strndup (name, strcspn (name, " ;("));

      hop->by = is_domain_name (word) ? todoku_dns_name_normalize (word) : NULL;
      hop->recipient = find_recipient (name);
    }

  return hop;
}

static GPtrArray *
read_hops (const GPtrArray *fields)
{
  GPtrArray *hops = g_ptr_array_new_with_free_func (hop_free);

  for (guint i = 0; i < fields->len && hops->len < HOPS_MAX; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);

      if (todoku_mail_field_is (field, "Received"))
        g_ptr_array_add (hops, hop_new (field->value, i));
    }

  return hops;
}

// ---------------------------------------------------------------------------------------------
// The receiver

// The topmost server that has a name, or that took the mail from outside. Above it there can only
// be what the receiver did within its own network.
static const Hop *
find_receiver (const GPtrArray *hops)
{
  todoku_list_foreach (const Hop, hop, hops)
    if (hop->by != NULL || hop->address.length > 0)
      return hop;

  return NULL;
}

// How a receiver marks what it found.
typedef struct
{
  const TodokuReceiver *receiver; /* %NULL for one that is not known */
  const char *organization;       /* %NULL where its server has no name */
} Mark;

static gboolean
is_own_hop (const Mark *mark, const Hop *hop)
{
  if (hop->by == NULL || mark->organization == NULL)
    return hop->by == NULL && (hop->address.length == 0 || mark->organization == NULL);
  if (mark->receiver != NULL)
    return todoku_catalog_globs_match ((const char *const *) mark->receiver->results_servers,
                                       hop->by);

  return todoku_dns_name_equal (todoku_suffix_get_organization (hop->by), mark->organization);
}

static gboolean
is_own_name (const Mark *mark, const char *authserv_id)
{
  if (mark->receiver != NULL && authserv_id == NULL)
    return mark->receiver->results_names[0] == NULL;
  if (authserv_id == NULL)
    return FALSE;
  if (mark->receiver != NULL)
    return todoku_catalog_globs_match ((const char *const *) mark->receiver->results_names,
                                       authserv_id);

  return mark->organization == NULL || todoku_dns_name_is_within (authserv_id, mark->organization);
}

// The hop in which the receiver took the mail from somebody else: the lowest one of its own that
// nothing of somebody else's stands above. Of a receiver that is not known, the topmost one with a
// public address: the names in the next one may be lies.
static const Hop *
find_border (const GPtrArray *hops, const Mark *mark)
{
  const Hop *border = NULL;

  todoku_list_foreach (const Hop, hop, hops)
    {
      if (!is_own_hop (mark, hop))
        break;
      if (hop->by != NULL || hop->address.length > 0)
        border = hop;
      if (mark->receiver == NULL && hop->address.length > 0)
        break;
    }

  return border;
}

// Where the sender's part begins for certain: the first Received field below the border.
static guint
find_next_hop (const GPtrArray *hops, const Hop *border, const GPtrArray *fields)
{
  todoku_list_foreach (const Hop, hop, hops)
    if (hop->index > border->index)
      return hop->index;

  return fields->len;
}

// ---------------------------------------------------------------------------------------------
// What it found

// "i=1; mx.example; …" of an ARC-Authentication-Results field (RFC 8617 4.1.1).
static const char *
skip_instance (const char *value)
{
  const char *end = g_ascii_strncasecmp (value, "i=", 2) == 0 ? strchr (value, ';') : NULL;

  return end != NULL ? end + 1 : value;
}

static TodokuAuthenticationResults *
read_results (const TodokuMailField *field, gboolean with_arc)
{
  if (todoku_mail_field_is (field, "Authentication-Results"))
    return todoku_authentication_results_parse (field->value);
  if (with_arc && todoku_mail_field_is (field, "ARC-Authentication-Results"))
    return todoku_authentication_results_parse (skip_instance (field->value));

  return NULL;
}

// The place of @authserv_id among the names of a receiver, in the order in which it writes them.
static int
find_place (const Mark *mark, const char *authserv_id)
{
  char **names = mark->receiver->results_names;
  int i = 0;

  while (authserv_id != NULL && names[i] != NULL
         && !todoku_catalog_glob_matches (names[i], authserv_id))
    i++;

  return i;
}

// Below those that the receiver wrote, a sender may have written the same once more: whatever does
// not go on in the receiver's order is the sender's.
static gboolean
goes_on (const Mark *mark, const char *authserv_id, int *last)
{
  int place;

  if (mark->receiver == NULL)
    return TRUE;
  place = find_place (mark, authserv_id);
  if (place < *last || (place == *last && g_strv_length (mark->receiver->results_names) <= 1))
    return FALSE;
  *last = place;

  return TRUE;
}

static void
take_results (TodokuMailTrace *self,
              const GPtrArray *fields,
              const Mark *mark,
              guint end,
              gboolean with_arc)
{
  int last = -1;

  for (guint i = 0; i < end && self->results->len < RESULTS_MAX; i++)
    {
      g_autoptr (TodokuAuthenticationResults) results =
        read_results (g_ptr_array_index (fields, i), with_arc);

      if (results == NULL || !is_own_name (mark, results->authserv_id))
        continue;
      if (!goes_on (mark, results->authserv_id, &last))
        break;
      g_ptr_array_add (self->results, g_steal_pointer (&results));
    }
}

static gboolean
has_results (const GPtrArray *fields, const Mark *mark)
{
  for (guint i = 0; i < fields->len && mark->organization != NULL; i++)
    {
      g_autoptr (TodokuAuthenticationResults) results =
        read_results (g_ptr_array_index (fields, i), FALSE);

      if (results != NULL && is_own_name (mark, results->authserv_id))
        return TRUE;
    }

  return FALSE;
}

static void
find_received_spf (TodokuMailTrace *self, const GPtrArray *fields, guint end)
{
  for (guint i = 0; i < end && self->received_spf == NULL; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);

      if (todoku_mail_field_is (field, "Received-SPF"))
        self->received_spf = field->value;
    }
}

#define IP "\\[?(?<ip>[0-9a-f.:]{3,45})"

// The address whose permission the receiver asked for, as it tells it.
static void
find_told_address (TodokuMailTrace *self, const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (todoku_mail_regex_get ("\\b(?:client-ip ?=|sender IP is|(?:designate|"
                                             "designates)|(?<=: )(?=[0-9a-f.:]+ is neither)) ?" IP
                                             "(?![0-9a-z])"),
                      text, 0, &info);
       g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *ip = g_match_info_fetch_named (info, "ip");

      todoku_dns_address_parse (ip, -1, &self->address);
    }
}

static void
find_told_addresses (TodokuMailTrace *self)
{
  todoku_list_foreach (const TodokuAuthenticationResults, results, self->results)
    {
      for (guint j = 0; j < results->list->len && self->address.length == 0; j++)
        {
          const TodokuResinfo *resinfo = g_ptr_array_index (results->list, j);

          if (g_str_equal (resinfo->method, "spf"))
            find_told_address (self, resinfo->comment);
        }
    }
  if (self->address.length == 0 && self->received_spf != NULL)
    find_told_address (self, self->received_spf);
}

// Where the receiver does not tell it, the address is that of its topmost hop from outside.
static void
find_way (TodokuMailTrace *self, const GPtrArray *hops, const Hop *border)
{
  todoku_list_foreach (const Hop, hop, hops)
    {
      if (hop->index > border->index)
        break;
      if (hop->address.length == 0)
        continue;
      if (self->address.length == 0)
        self->address = hop->address;
      if (todoku_dns_address_equal (&self->address, &hop->address))
        {
          self->tls = hop->tls;
          break;
        }
    }
}

// ---------------------------------------------------------------------------------------------
// Where it was before

static gboolean
is_of_other_domain (const char *address, const char *recipient)
{
  return address != NULL
         && (recipient == NULL
             || g_ascii_strcasecmp (strrchr (address, '@'), strrchr (recipient, '@')) != 0);
}

// Whom the receiver took it in for.
static char *
find_last_recipient (const GPtrArray *fields, const GPtrArray *hops, const Hop *border)
{
  for (guint i = 0; i < fields->len && i < border->index; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);

      if (todoku_mail_field_is (field, "Delivered-To"))
        return todoku_mail_text_find_address (field->value);
    }
  todoku_list_foreach (const Hop, hop, hops)
    if (hop->index <= border->index && hop->recipient != NULL)
      return g_strdup (hop->recipient);

  return NULL;
}

// Only who delivers a mail adds these (RFC 9228).
static char *
find_delivered (const GPtrArray *fields, const Hop *border, const char *recipient)
{
  for (guint i = border->index + 1; i < fields->len; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);
      g_autofree char *address = NULL;

      if (todoku_mail_field_is (field, "X-Original-To")
          || todoku_mail_field_is (field, "Delivered-To"))
        address = todoku_mail_text_find_address (field->value);
      if (is_of_other_domain (address, recipient))
        return g_steal_pointer (&address);
    }

  return NULL;
}

// Of the fields from the one at @start on.
static char *
find_other_recipient (const GPtrArray *hops, guint start, const char *recipient)
{
  todoku_list_foreach (const Hop, hop, hops)
    if (hop->index >= start && is_of_other_domain (hop->recipient, recipient))
      return g_strdup (hop->recipient);

  return NULL;
}

char *
todoku_mail_trace_find_other_recipient (const GPtrArray *fields, const char *recipient)
{
  g_autoptr (GPtrArray) hops = read_hops (fields);

  return find_other_recipient (hops, 0, recipient);
}

// A server that forwards without delivering names its address in its Received field alone.
static char *
find_forwarder (const GPtrArray *fields,
                const GPtrArray *hops,
                const Hop *border,
                const char *recipient)
{
  char *forwarder = find_delivered (fields, border, recipient);

  return forwarder == NULL && border->recipient != NULL
           ? find_other_recipient (hops, border->index + 1, border->recipient)
           : forwarder;
}

static void
read_own (TodokuMailTrace *self, const GPtrArray *fields, const GPtrArray *hops, const Mark *mark)
{
  const Hop *border = find_border (hops, mark);
  gboolean is_below = mark->receiver != NULL && mark->receiver->results_below;

  if (border == NULL)
    return;
  self->end = is_below ? find_next_hop (hops, border, fields) : border->index;
  take_results (self, fields, mark, self->end, FALSE);
  if (self->results->len == 0)
    take_results (self, fields, mark, border->index, TRUE);
  find_received_spf (self, fields, self->results->len > 0 ? self->end : border->index);
  if (self->results->len > 0 || self->received_spf != NULL)
    self->proof = TODOKU_MAIL_PROOF_SURE;
  else if (has_results (fields, mark))
    self->proof = TODOKU_MAIL_PROOF_UNSURE;
  find_told_addresses (self);
  find_way (self, hops, border);
  self->recipient = find_last_recipient (fields, hops, border);
  self->forwarder = find_forwarder (fields, hops, border, self->recipient);
}

static const char *
find_name (const GPtrArray *results)
{
  const TodokuAuthenticationResults *first =
    results->len > 0 ? g_ptr_array_index (results, 0) : NULL;

  return first != NULL ? first->authserv_id : NULL;
}

TodokuMailTrace *
todoku_mail_trace_read (const GPtrArray *fields, TodokuBounceRules *rules)
{
  TodokuMailTrace *self = g_new0 (TodokuMailTrace, 1);
  g_autoptr (GPtrArray) hops = read_hops (fields);
  const Hop *top = find_receiver (hops);

  self->tls = -1;
  self->has_hops = hops->len > 0;
  self->results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_authentication_results_free);
  if (top != NULL)
    {
      Mark mark = { 0 };

      if (top->by != NULL)
        mark = (Mark){ todoku_bounce_rules_find_results (rules, top->by),
                       todoku_suffix_get_organization (top->by) };
      read_own (self, fields, hops, &mark);
      self->receiver = g_strdup (top->by != NULL ? top->by : find_name (self->results));
    }

  return self;
}
