// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/match.h"

#include "dns/address.h"
#include "mail/text.h"

#include <string.h>

// How far behind a code the words may stand that it goes with.
#define REPLY_OCTETS_MAX 240

// Somebody who writes about the words may repeat them; nobody repeats them this often.
#define PLACES_MAX 20

// The servers on the way stand near the begin.
#define SERVERS_OCTETS_MAX (64 * 1024)

typedef struct
{
  const TodokuMailMessage *mail;
  const char *flat;
  GArray *codes;
  gboolean is_wrapped;
  TodokuBounceMatch *match;
} Search;

void
todoku_bounce_match_clear (TodokuBounceMatch *match)
{
  g_clear_pointer (&match->code, g_free);
  g_clear_pointer (&match->domain, g_free);
  g_clear_pointer (&match->ip, g_free);
}

// What mail systems write around a reply, and people who write about it do not.
static gboolean
is_wrapped (const TodokuMailMessage *mail)
{
  static const char *const fields[] = { "Diagnostic-Code", "Final-Recipient", "Reporting-MTA",
                                        "X-Failed-Recipients", "Remote-MTA" };
  static const char *const words[] = {
    "This is the mail system at host",
    "This is the qmail-send program at",
    "Remote host said:",
    "] said: ",
    "Remote Server returned '",
    "The response from the remote server was:",
    "The response was:",
    "SMTP error from remote mail server",
    "... while talking to ",
    "(in reply to ",
  };

  if (mail->is_report)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcasestr (mail->lines, words[i]) != NULL)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = todoku_mail_text_find_field (mail->lines, fields[i]);

      if (value != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
code_fits (const TodokuReplyCode *code, const char *wanted)
{
  const char *second = strchr (code->text, ' ');

  return g_str_equal (code->text, wanted) || (second != NULL && g_str_equal (second + 1, wanted))
         || (second == NULL && g_str_has_suffix (wanted, code->text));
}

static const TodokuReplyCode *
get_code (const Search *search, guint index)
{
  return &g_array_index (search->codes, TodokuReplyCode, index);
}

// The first code of @refusal that is there, the whole ones before the halves.
static const TodokuReplyCode *
find_code (const Search *search, const TodokuRefusal *refusal)
{
  const TodokuReplyCode *half = NULL;

  for (guint i = 0; i < search->codes->len; i++)
    for (gsize j = 0; refusal->codes[j] != NULL; j++)
      {
        const TodokuReplyCode *code = get_code (search, i);

        if (!code_fits (code, refusal->codes[j]))
          continue;
        if (code->is_paired)
          return code;
        if (half == NULL)
          half = code;
      }

  return half;
}

static const TodokuReplyCode *
find_any_code (const Search *search)
{
  const TodokuReplyCode *half = NULL;

  for (guint i = 0; i < search->codes->len; i++)
    {
      const TodokuReplyCode *code = get_code (search, i);

      if (*code->text == '2')
        continue;
      if (code->is_paired)
        return code;
      if (half == NULL)
        half = code;
    }

  return half;
}

// Whether the words at @place follow a code as in a reply: at once, with a capital or a sign, and
// in ASCII (RFC 5321 4.2).
static gboolean
is_in_reply (const Search *search, gsize place)
{
  for (guint i = 0; i < search->codes->len; i++)
    {
      const TodokuReplyCode *code = get_code (search, i);
      const char *start = search->flat + code->offset;

      if (!code->is_paired || code->offset > place || place - code->offset > REPLY_OCTETS_MAX
          || g_ascii_islower (*start))
        continue;

      gsize n = 0;

      while (n < place - code->offset && (guchar) start[n] < 0x80)
        n++;
      if (n == place - code->offset)
        return TRUE;
    }

  return FALSE;
}

static void
take_group (GMatchInfo *info, const char *name, char **member)
{
  g_autofree char *value = *member == NULL ? g_match_info_fetch_named (info, name) : NULL;

  if (value != NULL && *value != '\0')
    *member = g_steal_pointer (&value);
}

static void
take_result (GMatchInfo *info, const char *name, TodokuAuthResult *result)
{
  g_autofree char *value = g_match_info_fetch_named (info, name);

  if (value != NULL && *value != '\0' && *result == TODOKU_AUTH_NOT_TOLD)
    *result = g_ascii_strncasecmp (value, "pass", 4) == 0 ? TODOKU_AUTH_PASS : TODOKU_AUTH_FAIL;
}

// A number with dots that is no address is none.
static void
drop_bad_address (TodokuBounceMatch *match)
{
  TodokuDnsAddress address;

  if (match->ip == NULL)
    return;
  while (*match->ip != '\0' && strchr (".:", match->ip[strlen (match->ip) - 1]) != NULL)
    match->ip[strlen (match->ip) - 1] = '\0';
  if (!todoku_dns_address_parse (match->ip, -1, &address))
    g_clear_pointer (&match->ip, g_free);
}

static void
find_details (const Search *search, const TodokuRefusal *refusal, TodokuBounceMatch *match)
{
  for (guint i = 0; i < refusal->find->len; i++)
    {
      GRegex *regex = g_ptr_array_index (refusal->find, i);
      g_autoptr (GMatchInfo) info = NULL;

      if (!g_regex_match (regex, search->flat, 0, &info))
        continue;
      take_group (info, "domain", &match->domain);
      take_group (info, "ip", &match->ip);
      take_result (info, "spf", &match->spf);
      take_result (info, "dkim", &match->dkim);
    }
  drop_bad_address (match);
}

static gboolean
phrase_counts (const Search *search, GRegex *phrase, gboolean has_evidence)
{
  g_autoptr (GMatchInfo) info = NULL;
  gboolean found = g_regex_match (phrase, search->flat, 0, &info);

  for (guint n = 0; found && n < PLACES_MAX; n++)
    {
      int start;

      if (has_evidence)
        return TRUE;
      g_match_info_fetch_pos (info, 0, &start, NULL);
      if (!search->mail->is_mail && is_in_reply (search, (gsize) start))
        return TRUE;
      found = g_match_info_next (info, NULL);
    }

  return FALSE;
}

// "550 : User unknown": where there are no second halves, the words bring the code along.
static gboolean
begins_with_phrase (const Search *search, GRegex *phrase)
{
  g_autoptr (GMatchInfo) info = NULL;
  int start = -1;

  if (g_regex_match (phrase, search->flat, 0, &info))
    g_match_info_fetch_pos (info, 0, &start, NULL);

  return start == 0 || (start == 4 && g_str_has_prefix (search->flat, "550 "));
}

// A reply that was copied without anything around it.
static gboolean
begins_with_code (const Search *search, const TodokuReplyCode *code)
{
  return code != NULL && !search->mail->is_mail && code->is_paired && code->offset == 0
         && !g_ascii_islower (*search->flat);
}

static gboolean
refusal_fits (const Search *search, const TodokuRefusal *refusal)
{
  const TodokuReplyCode *code = find_code (search, refusal);
  g_auto (TodokuBounceMatch) details = { 0 };
  gboolean has_evidence;

  if (refusal->phrases->len == 0)
    return code != NULL && (search->is_wrapped || begins_with_code (search, code));

  find_details (search, refusal, &details);
  has_evidence = search->is_wrapped || details.domain != NULL || details.ip != NULL;
  for (guint i = 0; i < refusal->phrases->len; i++)
    {
      GRegex *phrase = g_ptr_array_index (refusal->phrases, i);

      if (phrase_counts (search, phrase, has_evidence))
        return TRUE;
      if (!search->mail->is_mail && begins_with_phrase (search, phrase))
        return TRUE;
    }

  return FALSE;
}

static const TodokuRefusal *
find_refusal (const Search *search, TodokuRefusals *refusals)
{
  GPtrArray *list = todoku_refusals_get_list (refusals);

  for (guint i = 0; i < list->len; i++)
    {
      const TodokuRefusal *refusal = g_ptr_array_index (list, i);

      if (refusal_fits (search, refusal))
        return refusal;
    }

  return NULL;
}

// The receiver may say more than the words by which it was recognized.
static void
find_all_details (Search *search, TodokuRefusals *refusals)
{
  GPtrArray *list = todoku_refusals_get_list (refusals);
  TodokuBounceMatch *match = search->match;

  find_details (search, match->refusal, match);
  if (match->spf == TODOKU_AUTH_NOT_TOLD)
    match->spf = match->refusal->spf;
  if (match->dkim == TODOKU_AUTH_NOT_TOLD)
    match->dkim = match->refusal->dkim;
  for (guint i = 0; i < list->len; i++)
    {
      const TodokuRefusal *refusal = g_ptr_array_index (list, i);

      if (refusal->receiver == match->refusal->receiver)
        find_details (search, refusal, match);
    }
}

static const TodokuReceiver *
find_receiver (TodokuRefusals *refusals, const char *lines)
{
  static const char octets[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  const char *end = lines + strnlen (lines, SERVERS_OCTETS_MAX);

  for (const char *at = lines; at < end;)
    {
      gsize length = strspn (at, octets);

      if (length > 0 && memchr (at, '.', length) != NULL && length < 254)
        {
          g_autofree char *name = g_ascii_strdown (at, (gssize) length);
          const TodokuReceiver *receiver = todoku_refusals_match_server (refusals, name);

          if (receiver != NULL)
            return receiver;
        }
      at += length > 0 ? length : 1;
    }

  return NULL;
}

// "550" right before the words, or as their begin: not every server adds a second half.
static char *
find_first_half (const Search *search, const TodokuRefusal *refusal)
{
  for (guint i = 0; i < refusal->phrases->len; i++)
    {
      g_autoptr (GMatchInfo) info = NULL;
      int start = 0;
      const char *at;

      if (!g_regex_match (refusal->phrases->pdata[i], search->flat, 0, &info))
        continue;
      g_match_info_fetch_pos (info, 0, &start, NULL);
      at =
        search->flat + (start >= 4 && !g_ascii_isdigit (search->flat[start]) ? start - 4 : start);
      if ((*at == '4' || *at == '5') && strspn (at, "0123456789") == 3)
        return g_strndup (at, 3);
    }

  return NULL;
}

static gboolean
search_all (Search *search, TodokuRefusals *refusals)
{
  TodokuBounceMatch *match = search->match;
  const TodokuReplyCode *code = NULL;

  match->refusal = find_refusal (search, refusals);
  if (match->refusal != NULL)
    {
      find_all_details (search, refusals);
      code = find_code (search, match->refusal);
    }
  if (code == NULL)
    code = find_any_code (search);
  if (match->refusal == NULL && !search->mail->is_report && !(search->is_wrapped && code != NULL))
    return FALSE;

  if (match->refusal != NULL && (code == NULL || !code->is_paired))
    match->code = find_first_half (search, match->refusal);
  if (match->code == NULL && code != NULL)
    match->code = g_strdup (code->text);
  match->receiver = find_receiver (refusals, search->mail->lines);

  return TRUE;
}

gboolean
todoku_bounce_match (TodokuRefusals *refusals,
                     const TodokuMailMessage *mail,
                     TodokuBounceMatch *match)
{
  g_autoptr (GArray) codes = NULL;
  g_autofree char *flat = NULL;
  Search search = { .mail = mail, .match = match };

  memset (match, 0, sizeof *match);
  if (mail->is_other_report)
    return FALSE;

  flat = todoku_mail_text_flatten (mail->lines, &codes);
  search.flat = flat;
  search.codes = codes;
  search.is_wrapped = is_wrapped (mail);

  return search_all (&search, refusals);
}
