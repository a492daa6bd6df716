// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce-private.h"

#include "mail/text.h"

#include <string.h>

// How far behind a code the words may stand that it goes with.
#define REPLY_OCTETS_MAX 240

// Somebody who writes about the words may repeat them; nobody repeats them this often.
#define PLACES_MAX 20

typedef struct
{
  const TodokuMailMessage *mail;
  char *flat;
  GArray *codes;
  gboolean is_wrapped;
  gboolean is_certain; /* what was checked stands there as only a server writes it */
  gboolean is_reply;   /* a reply stands in it, without anything around */
  TodokuBounce found;
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->flat, g_free);
  g_clear_pointer (&search->codes, g_array_unref);
  todoku_bounce_clear (&search->found);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

// What mail systems write around a reply, and people who write about it do not.
static gboolean
is_wrapped (const TodokuMailMessage *mail)
{
  return mail->is_report
         || todoku_mail_text_has (
           mail->lines,
           "^ ?(?:Diagnostic-Code|Final-Recipient|Reporting-MTA|X-Failed-Recipients|"
           "Remote-MTA): |"
           "\\] ?(?:said|refused to talk to me): |Remote host said:|"
           "Remote Server returned '|remote server responded:|"
           "The response (?:from the remote server )?was:|"
           "SMTP error from remote (?:mail )?server|host [^ ]{1,255} \\[[^ ]{2,45}\\]:|"
           "\\.\\.\\. while talking to |\\(in reply to |"
           "This is the mail system at host|This is the qmail-send program at|"
           "Transcript of session follows|permanent fatal errors -|"
           "message still undelivered after|THIS IS A WARNING MESSAGE ONLY|"
           "This message was created automatically by mail delivery software|"
           "Host or domain name not found\\. Name service error|"
           "Message expired for domain|status=(?:bounced|deferred) \\(|"
           "Delivery has failed to these recipients|Your message wasn't delivered to |"
           "^ ?<[^ >\n]{3,320}>: (?:connect to|conversation with|lost connection|host) |"
           "^ ?(?:Address not found|Message (?:blocked|not delivered)|アドレス不明|"
           "配信されませんでした|メールはブロックされました)$");
}

static const TodokuReplyCode *
get_code (const Search *search, guint index)
{
  return &g_array_index (search->codes, TodokuReplyCode, index);
}

// Both halves stand together, as in a server's reply (RFC 2034).
static gboolean
is_paired (const TodokuReplyCode *code)
{
  return strchr (code->text, ' ') != NULL;
}

static gboolean
code_fits (const TodokuReplyCode *code, const char *wanted)
{
  const char *second = strchr (code->text, ' ');

  return g_str_equal (code->text, wanted) || (second != NULL && g_str_equal (second + 1, wanted))
         || (second == NULL && strchr (code->text, '.') != NULL
             && g_str_has_suffix (wanted, code->text));
}

// The first code that @refusal comes with, or of any mail that came back, with @n_halves: 2 for
// both, 1 for the first alone ("550"), 0 for the second ("5.7.26").
static const TodokuReplyCode *
find_half (const Search *search, const TodokuRefusal *refusal, guint n_halves)
{
  for (guint i = 0; i < search->codes->len; i++)
    {
      const TodokuReplyCode *code = get_code (search, i);
      guint n = is_paired (code) ? 2 : strchr (code->text, '.') == NULL;
      gboolean fits = refusal == NULL && *code->text != '2';

      for (gsize j = 0; refusal != NULL && refusal->codes[j] != NULL; j++)
        fits |= code_fits (code, refusal->codes[j]);
      if (fits && n == n_halves)
        return code;
    }

  return NULL;
}

static const TodokuReplyCode *
find_code (const Search *search, const TodokuRefusal *refusal)
{
  const TodokuReplyCode *code = find_half (search, refusal, 2);

  if (code == NULL && (refusal == NULL || refusal->phrases->len > 0))
    code = find_half (search, NULL, 1);

  return code != NULL ? code : find_half (search, refusal, 0);
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
      gsize n = 0;

      if (*code->text == '2' || strspn (code->text, "0123456789") < 3 || code->offset > place
          || place - code->offset > REPLY_OCTETS_MAX || g_ascii_islower (*start))
        continue;
      while (n < place - code->offset && (guchar) start[n] < 0x80)
        n++;
      if (n == place - code->offset)
        return TRUE;
    }

  return FALSE;
}

// A reply that was copied without anything around it, from its begin, or with what was checked.
static gboolean
is_reply (const Search *search)
{
  const TodokuReplyCode *code = search->codes->len > 0 ? get_code (search, 0) : NULL;
  gboolean is_certain = search->is_certain;

  if (code == NULL || search->mail->is_mail)
    return FALSE;
  for (guint i = 0; is_certain && i < search->codes->len; i++)
    if (is_paired (get_code (search, i)) && *get_code (search, i)->text != '2')
      return TRUE;
  if (*code->text == '2' || code->offset > 5
      || (g_ascii_islower (search->flat[code->offset]) && !is_certain))
    return FALSE;

  return is_paired (code)
         || todoku_mail_text_has (
           search->flat,
           "^[45]\\d\\d [ -\\x7f]{0,200}?\\b(?:mail(?:box)?|user|recipient|sender|address|"
           "message|rejected|denied|blocked|refused|failed|SPF|relay|spam|not allowed|"
           "unavailable)\\b");
}

// Whether what @regex finds stands right behind a code, or begins the text.
static gboolean
is_in_reply_once (const Search *search, GRegex *regex)
{
  gsize first = search->codes->len > 0 ? get_code (search, 0)->offset : 0;
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  for (g_regex_match (regex, search->flat, 0, &info);
       g_match_info_matches (info) && n++ < PLACES_MAX; g_match_info_next (info, NULL))
    {
      int start = 0;

      g_match_info_fetch_pos (info, 0, &start, NULL);
      if (start == 0 || (start <= 5 && (gsize) start == first)
          || is_in_reply (search, (gsize) start))
        return TRUE;
    }

  return FALSE;
}

static gboolean
phrase_counts (const Search *search, GRegex *phrase)
{
  if (search->is_wrapped || search->is_certain || search->is_reply)
    return g_regex_match (phrase, search->flat, 0, NULL);

  return !search->mail->is_mail && is_in_reply_once (search, phrase);
}

static gboolean
refusal_fits (const Search *search, const TodokuRefusal *refusal)
{
  if (refusal->phrases->len == 0)
    {
      const TodokuReplyCode *code = find_code (search, refusal);

      return code != NULL && (search->is_wrapped || search->is_reply);
    }
  for (guint i = 0; i < refusal->phrases->len; i++)
    if (phrase_counts (search, g_ptr_array_index (refusal->phrases, i)))
      return TRUE;

  return FALSE;
}

// What is named right behind a code is why.
static gboolean
has_failed (const Search *search, TodokuAuthResult result, const char *expression)
{
  return result == TODOKU_AUTH_FAIL
         || (result == TODOKU_AUTH_NOT_TOLD
             && is_in_reply_once (search, todoku_mail_regex_get (expression)));
}

// What the checks came to, where no rule knows the words; %TODOKU_REFUSAL_OTHER for nothing.
static TodokuRefusalKind
find_kind (const Search *search)
{
  const TodokuBounce *found = &search->found;
  gboolean dkim = has_failed (search, found->dkim, "\\bDKIM\\b");

  if (has_failed (search, found->dmarc, "\\bDMARC\\b"))
    return TODOKU_REFUSAL_DMARC;
  if (has_failed (search, found->spf, "\\bSPF\\b|Sender Policy Framework|\\bopen-?spf\\b"))
    return dkim ? TODOKU_REFUSAL_UNAUTHENTICATED : TODOKU_REFUSAL_SPF;

  return dkim ? TODOKU_REFUSAL_DKIM : TODOKU_REFUSAL_OTHER;
}

static const TodokuRefusal *
find_refusal (const Search *search, TodokuRefusals *refusals)
{
  GPtrArray *list = todoku_refusals_get_list (refusals);
  TodokuRefusalKind kind;

  for (guint i = 0; i < list->len; i++)
    if (refusal_fits (search, g_ptr_array_index (list, i)))
      return g_ptr_array_index (list, i);
  if (!search->is_wrapped && !search->is_reply)
    return NULL;
  kind = find_kind (search);
  for (guint i = 0; i < list->len; i++)
    {
      const TodokuRefusal *refusal = g_ptr_array_index (list, i);

      if (refusal->receiver == NULL && refusal->phrases->len == 0 && refusal->kind == kind)
        return refusal;
    }

  return NULL;
}

// Whose server is named, or known by its words; else the one that all mail to such an address is
// for.
static const TodokuReceiver *
find_receiver (const Search *search, TodokuRefusals *refusals)
{
  const TodokuReceiver *receiver = NULL;
  const char *at = search->mail->recipient != NULL ? strrchr (search->mail->recipient, '@') : NULL;
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (todoku_mail_regex_get ("(?<![@a-z0-9.-])(?:[a-z0-9-]{1,63}\\.){2,10}"
                                             "[a-z]{2,24}(?![a-z0-9@-]|\\.[a-z0-9])"),
                      search->flat, 0, &info);
       receiver == NULL && g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *word = g_match_info_fetch (info, 0);
      g_autofree char *name = g_ascii_strdown (word, -1);

      receiver = todoku_refusals_match_server (refusals, name);
    }
  if (receiver == NULL)
    receiver = todoku_refusals_match_text (refusals, search->flat);
  if (receiver == NULL && at != NULL)
    receiver = todoku_refusals_match_server (refusals, at + 1);

  return receiver;
}

static void
take_refusal (TodokuBounce *found, const TodokuRefusal *refusal)
{
  found->refusal = refusal;
  found->kind = refusal->kind;
  if (refusal->receiver != NULL)
    found->receiver = refusal->receiver;
  if (found->spf == TODOKU_AUTH_NOT_TOLD)
    found->spf = refusal->spf;
  if (found->dkim == TODOKU_AUTH_NOT_TOLD)
    found->dkim = refusal->dkim;
  if (found->dmarc == TODOKU_AUTH_NOT_TOLD)
    found->dmarc = refusal->dmarc;
}

static gboolean
search_flat (Search *search, TodokuRefusals *refusals, gboolean glue)
{
  TodokuBounce *found = &search->found;
  const TodokuReplyCode *code = NULL;
  const TodokuRefusal *refusal;

  search->flat = todoku_mail_text_flatten (search->mail->lines, glue, &search->codes);
  search->is_wrapped = is_wrapped (search->mail);
  search->is_certain = todoku_bounce_find_details (found, search->flat);
  search->is_reply = is_reply (search);
  found->kind = TODOKU_REFUSAL_OTHER;
  found->receiver = find_receiver (search, refusals);
  refusal = find_refusal (search, refusals);
  if (refusal != NULL)
    {
      take_refusal (found, refusal);
      code = find_code (search, refusal);
    }
  if (code == NULL)
    code = find_code (search, NULL);
  found->code = code != NULL ? g_strdup (code->text) : NULL;
  found->is_delayed = todoku_mail_text_has (
    search->flat, "Action: delayed|undelivered after|THIS IS A WARNING MESSAGE ONLY|"
                  "will (?:keep trying|be retried|continue to try|retry)|Delivery incomplete|"
                  "(?:could not be delivered for|has been delayed)");

  return refusal != NULL || search->is_wrapped || search->is_reply;
}

static int
rate (const TodokuBounce *found)
{
  return (found->refusal != NULL && found->refusal->phrases->len > 0) + (found->domain != NULL)
         + (found->ip.length > 0);
}

// Whether the end of what @cut says stands in the next line: "203.0.113.2" of "203.0.113.25".
static gboolean
goes_on (const TodokuBounce *cut, const TodokuBounce *whole)
{
  g_autofree char *part = todoku_dns_address_to_string (&cut->ip);
  g_autofree char *ip = todoku_dns_address_to_string (&whole->ip);

  return (strlen (ip) > strlen (part) && g_str_has_prefix (ip, part))
         || (cut->domain != NULL && whole->domain != NULL
             && strlen (whole->domain) > strlen (cut->domain)
             && g_str_has_prefix (whole->domain, cut->domain));
}

gboolean
todoku_bounce_match (TodokuBounce *self, TodokuRefusals *refusals, const TodokuMailMessage *mail)
{
  g_auto (Search) plain = { .mail = mail };
  g_auto (Search) glued = { .mail = mail };
  Search *best = &plain;
  gboolean is_bounce;

  // What a receiver writes above mail that arrived is no returned mail, whatever it found.
  if (mail->is_other_report
      || (todoku_mail_text_has (mail->lines, "^ ?(?:Authentication-Results|Received-SPF): ")
          && !is_wrapped (mail)))
    return FALSE;

  is_bounce = search_flat (&plain, refusals, FALSE);
  if (search_flat (&glued, refusals, TRUE)
      && (rate (&glued.found) > rate (&plain.found)
          || (rate (&glued.found) == rate (&plain.found) && goes_on (&plain.found, &glued.found))))
    {
      best = &glued;
      is_bounce = TRUE;
    }
  *self = best->found;
  best->found = (TodokuBounce){ 0 };

  return is_bounce;
}
