// SPDX-License-Identifier: GPL-3.0-or-later

// Finds what a receiving server says in its reply (RFC 5321 4.2): the domain, the address and the
// results by the shape that they have in every server's sentence, then the code, the receiver and
// the rule.

#include "mail/reply.h"

#include "dns/suffix.h"
#include "mail/text.h"

#include <string.h>

// Somebody who writes about a sentence may repeat it; nobody repeats it this often.
#define PLACES_MAX 20

// A name may stand behind a local part, in brackets, quotes, or without any.
#define LOCAL "(?:[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@)?"
#define BARE "(?<domain>(?:[a-z0-9_][a-z0-9_-]{0,62}\\.){1,10}[a-z][a-z0-9-]{1,62})(?![a-z0-9@-])"
#define OPEN "[\\[(<\"']{0,3}@?"
#define NAME OPEN LOCAL BARE

#define ADDRESS "\\[?(?:IPv6:)?(?<ip>[0-9a-f.:]{3,45})(?![a-z0-9_-])"

// The most certain first. What a server alone writes tells that the text is a returned mail.
static const struct
{
  const char *expression;
  gboolean is_certain;
} domain_shapes[] = {
  // The explanation that SPF libraries print: Why?s=mfrom;id=info@shop.example;ip=…
  { "\\bwhy\\?[^ ]{0,200}?\\bid=" LOCAL BARE, TRUE },
  { "\\bSPF\\b\\)? ?:? ?[\\[<(\"']{1,2}" LOCAL BARE, TRUE },
  { "\\bSPF\\b[\\])]?:? " NAME, TRUE },
  { "\\bSPF\\b[^.]{0,60}? (?:for|of|from|by|on|domain:?) "
    "(?:the )?(?:(?:sending|sender|sender's|mail from|envelope|from) )?(?:domain |address |host )?"
    "(?:of )?" NAME,
    FALSE },
  { "\\bSPF\\b(?: ?(?:permanent |temporary |perm|temp)?error| fail(?:ed|ure)?)?: " NAME, TRUE },
  { "\\bdomain of (?:transitioning )?" NAME, TRUE },
  { "\\b(?:mail ?from|sending|sender|sender's|envelope|envelope-from|return-path|from)"
    " domain:? (?:of )?" NAME,
    TRUE },
  { "(?:smtp\\.mailfrom|envelope-from|envelope from|mailfrom|mail from|mfrom|header\\.from)"
    " ?[=:] ?" NAME,
    TRUE },
  { "\\bDMARC(?: (?:record|policy|check|verification|validation|authentication)s?)?"
    "(?: fail(?:s|ed|ure)?)? (?:for|of|by) " NAME,
    TRUE },
  { "\\bdomain (?:name )?" NAME " (?:DMARC|SPF|does|doesn't|has|is|failed|fails)\\b", TRUE },
  { NAME "(?:'s)? (?:DMARC|SPF) (?:policy|record)", TRUE },
  { "\\b(?:unauthenticated|unauthorized|spoofed|forged)(?: e-?mail| message| mail)?s? from " NAME,
    TRUE },
  { "\\b(?:send|sent|sending|submit|relay)(?: e?-?mails?| messages?)?"
    " (?:from|for|as|on behalf of) (?:the )?(?:domain |address )?(?:of )?" NAME,
    FALSE },
  { NAME "[>\\])]? ?(?:does not|doesn't|do not) (?:designate|exist|have|meet|pass|allow|authorize)",
    FALSE },
  { "[<(]" LOCAL BARE "[>)]:? sender address rejected", TRUE },
  { "\\b(?:verify|confirm) that (?:it|this message) (?:actually |really )?came from " NAME, TRUE },
  // "… から送信", of Gmail's banner.
  { BARE "[>)\"]? ?\xe3\x81\x8b\xe3\x82\x89\xe9\x80\x81\xe4\xbf\xa1", TRUE },
  { "\\bwhy(?:\\.html)?\\?[^ ]{0,200}?\\bsender=" LOCAL BARE, FALSE },
  { "\\b(?<!expanded )sender(?: address)? " NAME, FALSE },
};

// What stands in the report beside the server's words: there another sentence begins.
#define REPORT                                                                                     \
  "(?: \\(in reply to |Giving up on |\"[a-z]{2,40}\": "                                            \
  "?|(?:(?:remote|reporting|received-from)-mta|"                                                   \
  "(?:final|original)-recipient|last-attempt-date|received|return-path|\\bx-[a-z-]{2,40}|"         \
  "(?:receiving|generating) server): )"
#define IN_SENTENCE(n) "(?:(?!" REPORT ").){0," #n "}?"

static const char *const address_shapes[] = {
  "\\bwhy\\?[^ ]{0,300}?\\bip=" ADDRESS,
  "\\bSPF\\b.{0,120}?\\bip(?: ?address)?\\b[ :=(]{0,4}" ADDRESS,
  "(?<![a-z0-9])ip(?:v[46])?(?: ?address(?:es)?)?(?: of)?[ :=(\"]{1,4}" ADDRESS,
  "\\b(?:client(?: host)?|(?:messages?|mail|email|connections?) from|designate|sending server|"
  "sending ip|server ip)[ :=(]{1,4}" ADDRESS,
  "\\bclient host .{0,80}?\\[(?<ip>[0-9a-f.:]{3,45})\\]",
  "\\[(?<ip>[0-9a-f.:]{3,45})(?: \\d{1,4})?\\] (?:Gmail|Our|The|This|is|was|has|did|does|not)\\b",
  "(?<![a-z0-9.:\\[])" ADDRESS "[\\])]? (?:is|was|has been) (?:not|blocked|listed|denied|rejected)",
  "\\bSPF\\b" IN_SENTENCE (120) "(?<![a-z0-9.:-])" ADDRESS,
  "(?<![a-z0-9.:-])" ADDRESS IN_SENTENCE (60) "\\bSPF\\b",
};

// How mail systems name the server that they handed the mail to, and that refused it.
#define HOST "[a-z0-9_.-]{1,255}"
static const char *const receiver_shapes[] = {
  "\\b(?:host|to|with|relay=) ?" HOST " ?\\[(?<ip>[0-9a-f.:]{3,45})\\]",
  "\\b(?:talking to|H=|recipient domain " HOST " by) ?" HOST ":? \\[(?<ip>[0-9a-f.:]{3,45})\\]",
  "(?<![a-z0-9_.-])(?<!from )(?<!client )" HOST
  "\\.? ?\\[(?<ip>[0-9a-f.:]{3,45})\\](?::\\d{1,5})?(?: (?:did not|said|refused)\\b|: )",
  "\\b(?:server at|bounced by|remote-mta: ?dns;|remote server) ?" HOST
  " ?\\((?<ip>[0-9a-f.:]{3,45})\\b",
  "\\breceiving server: ?(?:" HOST " ?\\()?(?<ip>[0-9a-f.:]{3,45})\\b",
  "\\bremote-mta: ?(?:dns; ?)?\\[?(?<ip>[0-9a-f.:]{3,45})\\b",
  "\\bremoteMtaIp\":? ?\"?(?<ip>[0-9a-f.:]{3,45})\\b",
  "(?<![a-z0-9.:-])(?<ip>[0-9a-f.:]{3,45}) (?:does not (?:like|accept)|failed "
  "(?:after|on)|said)\\b",
  "\\b(?:giving up on|connected to) (?<ip>[0-9a-f.:]{3,45})\\b",
};

#define NOT_PASSED                                                                                 \
  "(?:did|does|do|has|could|will) ?(?:not|n't) pass(?:ed)?|(?:did|does)n't pass|not pass(?:ed)?|"  \
  "fail(?:s|ed|ure|ing)?|soft-?fail|hard-?fail|(?:soft|hard) fail|neutral|none|"                   \
  "(?:perm|temp)(?:anent|orary)? ?-?error"
#define RESULT "(?<result>" NOT_PASSED "|pass(?:es|ed)?)(?![a-z])"

// "SPF [shop.example] with ip: [203.0.113.5] = did not pass", and "SPF check failed". Who asks
// others about it may have put something else into the brackets.
#define RESULT_SHAPE(name)                                                                         \
  "\\b" name "\\b(?: (?:\\[[^][]{1,255}\\]|\\(?[a-z0-9._@-]{1,255}\\)?)(?: with (?:the )?ip"       \
  "(?: address)?: ?(?:\\[[^][]{1,255}\\]|[0-9a-f.:]{2,45}))?)? ?[=:] ?" RESULT,                    \
    "\\b" name "\\b(?: (?:\\(Sender Policy Framework\\)|authentication|check|checks|checking|"     \
    "validation|verification|evaluation|alignment|record|policy|result|results|test|domain|is|"    \
    "was|has|for [^ ]{1,255}|from [^ ]{1,255}|of [^ ]{1,255})){0,6}[ =:-]{1,3}" RESULT

static const char *const results[][2] = {
  { RESULT_SHAPE ("SPF") },
  { RESULT_SHAPE ("DKIM") },
  { RESULT_SHAPE ("DMARC") },
};

// The address of a help page is nobody's who was checked; a name that was cut is none.
static gboolean
is_no_name (const char *flat, int start, const char *name)
{
  return (start > 2 && flat[start - 1] == '/' && flat[start - 2] == '/')
         || g_str_has_suffix (name, ".html") || !todoku_suffix_is_known (strrchr (name, '.') + 1);
}

static gboolean
find_domain (TodokuBounce *self, const char *flat, const char *expression, gboolean *in_brackets)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (expression), flat, 0, &info);
       g_match_info_matches (info) && n++ < PLACES_MAX; g_match_info_next (info, NULL))
    {
      g_autofree char *name = g_match_info_fetch_named (info, "domain");
      int start;

      g_match_info_fetch_named_pos (info, "domain", &start, NULL);
      if (is_no_name (flat, start, name))
        continue;

      self->domain = g_ascii_strdown (name, -1);
      *in_brackets = start > 0 && flat[start - 1] == '[';

      return TRUE;
    }

  return FALSE;
}

// The address that stands at @start of @flat; FALSE for what is none.
static gboolean
read_address (const GMatchInfo *info, TodokuDnsAddress *address)
{
  g_autofree char *text = g_match_info_fetch_named (info, "ip");

  while (*text != '\0' && strchr (".:", text[strlen (text) - 1]) != NULL)
    text[strlen (text) - 1] = '\0';
  if (!todoku_dns_address_parse (text, -1, address))
    return FALSE;
  *address = todoku_dns_address_unmap (address);

  return TRUE;
}

static gboolean
has_address (GArray *addresses, const TodokuDnsAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (todoku_dns_address_equal (&g_array_index (addresses, TodokuDnsAddress, i), address))
      return TRUE;

  return FALSE;
}

// Those of whoever answered: wherever they stand, they did not send.
static void
list_receivers (GArray *receivers, const char *flat)
{
  for (gsize i = 0; i < G_N_ELEMENTS (receiver_shapes); i++)
    {
      g_autoptr (GMatchInfo) info = NULL;
      guint n = 0;

      for (g_regex_match (todoku_mail_regex_get (receiver_shapes[i]), flat, 0, &info);
           g_match_info_matches (info) && n++ < PLACES_MAX; g_match_info_next (info, NULL))
        {
          TodokuDnsAddress address;

          if (read_address (info, &address) && !has_address (receivers, &address))
            g_array_append_val (receivers, address);
        }
    }
}

// "mx.example[192.0.2.1] said": the address of whoever answers.
static gboolean
is_of_receiver (const char *flat, int start, int end)
{
  return (start > 1 && flat[start - 1] == '[' && g_ascii_isalnum (flat[start - 2]))
         || g_regex_match_full (todoku_mail_regex_get ("\\G\\] ?(?:said|:)"), flat, -1, end,
                                G_REGEX_MATCH_ANCHORED, NULL, NULL);
}

static void
find_address (TodokuBounce *self, const char *flat, GArray *receivers, const char *expression)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (expression), flat, 0, &info);
       g_match_info_matches (info) && n++ < PLACES_MAX; g_match_info_next (info, NULL))
    {
      TodokuDnsAddress address;
      int start, end;

      g_match_info_fetch_named_pos (info, "ip", &start, &end);
      if (is_of_receiver (flat, start, end) || !read_address (info, &address)
          || has_address (receivers, &address))
        continue;
      self->is_internal = todoku_dns_address_is_private (&address, address.length * 8);
      if (!self->is_internal)
        {
          self->ip = address;
          return;
        }
    }
}

// Of the shapes of an address, those in which a server says for which one it asked SPF.
#define N_SPF_SHAPES 2
#define ADDRESSES_MAX 8

// A report of several recipients may name several servers that sent.
static void
list_addresses (TodokuBounce *self, const char *flat, GArray *receivers, const char *expression)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GArray) ips = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (expression), flat, 0, &info);
       g_match_info_matches (info) && n++ < PLACES_MAX && ips->len < ADDRESSES_MAX;
       g_match_info_next (info, NULL))
    {
      g_autofree char *sentence = g_match_info_fetch (info, 0);
      TodokuDnsAddress address;

      if (strcasestr (sentence, self->domain) != NULL && read_address (info, &address)
          && !todoku_dns_address_is_private (&address, address.length * 8)
          && !has_address (receivers, &address) && !has_address (ips, &address))
        g_array_append_val (ips, address);
    }
  if (ips->len > 1
      && todoku_dns_address_equal (&g_array_index (ips, TodokuDnsAddress, 0), &self->ip))
    self->ips = g_steal_pointer (&ips);
}

static TodokuAuthResult
find_result (const char *flat, const char *const *shapes)
{
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GMatchInfo) info = NULL;

      if (g_regex_match (todoku_mail_regex_get (shapes[i]), flat, 0, &info))
        {
          g_autofree char *result = g_match_info_fetch_named (info, "result");

          return g_ascii_strncasecmp (result, "pass", 4) == 0 ? TODOKU_AUTH_PASS : TODOKU_AUTH_FAIL;
        }
    }

  return TODOKU_AUTH_NOT_TOLD;
}

// What is wrong with the record; the most telling first.
static const struct
{
  TodokuSpfTrouble trouble;
  const char *expression;
} troubles[] = {
  { TODOKU_SPF_TROUBLE_UNREAD,
    "\\bSPF\\b[^.!?]{0,40}?\\b(?:temp(?:orary)?[ -]?error|lookup fail|DNS (?:time-?out|error))" },
  { TODOKU_SPF_TROUBLE_LOOKUPS, "\\bSPF\\b[^!?]{0,80}?\\btoo many (?:DNS )?lookups" },
  { TODOKU_SPF_TROUBLE_SEVERAL,
    "\\b(?:multiple|several|two or more|more than one)[^.!?]{0,20} SPF records" },
  { TODOKU_SPF_TROUBLE_BROKEN,
    "\\bSPF\\b[^.!?]{0,40}?\\bperm(?:anent)?[ -]?error|\\binvalid SPF record" },
  { TODOKU_SPF_TROUBLE_MISSING,
    "\\bno SPF record|\\bmissing SPF record|\\bSPF record (?:was |is )?(?:not found|missing)|"
    "\\bSPF ?[=:] ?none\\b|(?:not|n't) have an? SPF record" },
};

static TodokuSpfTrouble
find_trouble (const char *flat)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (todoku_mail_text_has (flat, troubles[i].expression))
      return troubles[i].trouble;

  return TODOKU_SPF_TROUBLE_NONE;
}

// "SPF [web01] with ip": a machine that nobody gave a name for the outside, or no name at all. What
// has no digit may be what somebody wrote in place of the name.
static void
find_local_name (TodokuBounce *self, const char *flat)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *name = NULL;

  if (!g_regex_match (
        todoku_mail_regex_get (
          "\\bSPF ?\\[(?:[^]@]{0,64}@)?(?<name>|localhost|[a-z-]{0,40}\\d[a-z0-9-]{0,40})\\] "
          "with (?:the )?ip(?: address)?: ?\\[?[0-9a-f]{0,4}[.:]"),
        flat, 0, &info))
    return;
  name = g_match_info_fetch_named (info, "name");
  self->is_local = TRUE;
  self->domain = *name != '\0' ? g_ascii_strdown (name, -1) : NULL;
}

// Whether the domain or the address stands as only a server writes it.
static gboolean
find_details (TodokuBounce *self, const char *flat, GArray *receivers)
{
  gboolean is_certain = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (domain_shapes) && self->domain == NULL; i++)
    if (find_domain (self, flat, domain_shapes[i].expression, &is_certain))
      is_certain |= domain_shapes[i].is_certain;
  for (gsize i = 0; i < G_N_ELEMENTS (address_shapes) && self->ip.length == 0; i++)
    find_address (self, flat, receivers, address_shapes[i]);
  for (gsize i = 0; i < N_SPF_SHAPES && self->domain != NULL && self->ips == NULL; i++)
    list_addresses (self, flat, receivers, address_shapes[i]);
  self->is_internal &= self->ip.length == 0;
  if (self->domain == NULL)
    find_local_name (self, flat);
  self->is_helo = todoku_mail_text_has (flat, "\\bwhy\\?[^ ]{0,200}?\\bs=helo\\b");
  self->spf = find_result (flat, results[0]);
  self->dkim = find_result (flat, results[1]);
  self->dmarc = find_result (flat, results[2]);
  self->has_no_dmarc = todoku_mail_text_has (flat, "\\bDMARC ?[=:] ?none\\b");

  return is_certain || self->ip.length > 0
         || todoku_mail_text_has (flat,
                                  "\\b(?:SPF|DKIM|DMARC) ?= ?(?:fail|none|softfail)\\b.{0,80}?"
                                  "\\b(?:SPF|DKIM|DMARC) ?= ?[a-z]");
}

// How far behind a code the words may stand that it goes with.
#define REPLY_OCTETS_MAX 240

typedef struct
{
  const TodokuMailMessage *mail;
  GArray *receivers; /* TodokuDnsAddress: of whoever answered */
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
           "Server at [^ \n]{1,255} (?:\\([^)\n]{2,45}\\) )?returned '|"
           "(?:Reported error|Status code): ?[245]\\d\\d |DSN generated by: |"
           "Generating server: |Your message to [^ \n]{3,320} couldn't be delivered|"
           "生成サーバー: |"
           "Remote Server returned '|remote server (?:responded|replied):|"
           "Remote SMTP Server Returned:|The mail server responded:|"
           "\\] did not like our |There was an error delivering your mail to <|"
           "This is the MAILER-DAEMON, please DO NOT REPLY|: mail forwarding loop for |"
           "\"(?:diagnosticCode|remoteMtaIp)\": ?\"|\"event\": ?\"(?:bounce|deferred|dropped)\"|"
           "Bounced by [^ \n]{1,255} \\([^)\n]{2,45}\\): |"
           "^ ?[a-z0-9.-]{3,255} \\[[0-9a-f.:]{3,45}\\]:\n ?(?:RCPT|MAIL|DATA|[245]\\d\\d)[ -]|"
           "The response (?:from the remote server )?was:|"
           "SMTP error from remote (?:mail )?server|host [^ ]{1,255} \\[[^ ]{2,45}\\]:|"
           "\\.\\.\\. while talking to |\\(in reply to |"
           "This is the mail system at host|This is the qmail-send program at|"
           "Transcript of session follows|permanent fatal errors -|"
           "message still undelivered after|THIS IS A WARNING MESSAGE ONLY|"
           "This message was created automatically by mail delivery software|"
           "Host or domain name not found\\. Name service error|"
           "Technical details of (?:permanent|temporary) failure:|"
           "Delivery to the following recipients? (?:failed|has been delayed)|"
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

// The first code that @rule comes with, or of any mail that came back, with @n_halves: 2 for
// both, 1 for the first alone ("550"), 0 for the second ("5.7.26").
static const TodokuReplyCode *
find_half (const Search *search, const TodokuBounceRule *rule, guint n_halves)
{
  for (guint i = 0; i < search->codes->len; i++)
    {
      const TodokuReplyCode *code = get_code (search, i);
      guint n = is_paired (code) ? 2 : strchr (code->text, '.') == NULL;
      gboolean fits = rule == NULL && *code->text != '2';

      for (gsize j = 0; rule != NULL && rule->codes[j] != NULL; j++)
        fits |= code_fits (code, rule->codes[j]);
      if (fits && n == n_halves)
        return code;
    }

  return NULL;
}

static const TodokuReplyCode *
find_code (const Search *search, const TodokuBounceRule *rule)
{
  const TodokuReplyCode *code = find_half (search, rule, 2);

  if (code == NULL && (rule == NULL || rule->phrases->len > 0))
    code = find_half (search, NULL, 1);

  return code != NULL ? code : find_half (search, rule, 0);
}

// Whether nothing but the server's words stands between @code and @place. Where it is not certain
// that a server says them, they begin with a capital or a sign, and are in ASCII (RFC 5321 4.2).
static gboolean
reaches (const Search *search, const TodokuReplyCode *code, gsize place)
{
  const char *start = search->flat + code->offset;
  gsize length = place - code->offset;

  if (search->is_wrapped || search->is_reply)
    return !g_regex_match_full (todoku_mail_regex_get (REPORT), start, (gssize) length, 0, 0, NULL,
                                NULL);
  if (g_ascii_islower (*start))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if ((guchar) start[i] >= 0x80)
      return FALSE;

  return TRUE;
}

// The code whose words stand at @place.
static const TodokuReplyCode *
find_code_of (const Search *search, gsize place)
{
  for (guint i = search->codes->len; i-- > 0;)
    {
      const TodokuReplyCode *code = get_code (search, i);

      if (*code->text != '2' && strspn (code->text, "0123456789") >= 3 && code->offset <= place
          && place - code->offset <= REPLY_OCTETS_MAX && reaches (search, code, place))
        return code;
    }

  return NULL;
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
          || find_code_of (search, (gsize) start) != NULL)
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
rule_fits (const Search *search, const TodokuBounceRule *rule)
{
  if (rule->phrases->len == 0)
    {
      const TodokuReplyCode *code = find_code (search, rule);

      return code != NULL && (search->is_wrapped || search->is_reply);
    }
  for (guint i = 0; i < rule->phrases->len; i++)
    if (phrase_counts (search, g_ptr_array_index (rule->phrases, i)))
      return TRUE;

  return FALSE;
}

// The name of a check, and not a part of a host's name, nor a header that is quoted.
#define CHECK(name)                                                                                \
  "(?<![a-z0-9.@_'\"-])(?:" name ")(?![a-z0-9]|[a-z0-9-]*\\.[a-z0-9]|-Signature['\"])"

// What a server writes beside the check that it blames, in the same sentence.
#define BLAME                                                                                      \
  "(?:fail|reject|polic(?:y|ies)\\b|violat|unauthori[sz]|unauthenticated|prohibit|block|denied|"   \
  "refus|missing|invalid|mismatch|error|requir|disallow|none\\b|multiple|several|"                 \
  "too many|unable|cannot|could not|must (?:have|be|pass)\\b|"                                     \
  "(?:not|n't) (?:been )?(?:pass|allow|authori[sz]|align|permit|valid|found|list|includ|match|"    \
  "designat|accept|exist|have|verif)|失敗|拒否|エラー)"
#define WITHIN(n) "(?:(?!\\b(?:PTR|rDNS|reverse)\\b)[^.!?]|\\.(?=[a-z0-9])){0," #n "}?"

// What begins advice: what the sender is told to see to is not what was found.
#define ADVICE                                                                                     \
  "(?:^|[.,;:!?-] ?|\\b(?:please|and|must|should|you|(?:need|have|how|want|sure|order) to) )"      \
  "(?:check|ensure|see|verify|set ?up|review|publish|configure|add|create|visit|consult|fix|"      \
  "implement|use|make sure)\\b[^.!?]{0,120}$|"                                                     \
  "\\b(?:should|needs?|make sure|recommend(?:ed|s)?)\\b[^.!?]{0,80}$|"                             \
  "(?:^|[.!?] )for [^.,!?]{0,60}$"

// How near the begin of a reply a name says by itself what the reply is about: "550 MI:SPF".
#define TITLE_OCTETS_MAX 8

static gboolean
part_has (const char *flat, gsize start, gsize end, const char *expression)
{
  return g_regex_match_full (todoku_mail_regex_get (expression), flat + start,
                             (gssize) (end - start), 0, 0, NULL, NULL);
}

static gboolean
is_in_link (const char *flat, gsize place)
{
  gsize start = place;

  while (start > 0 && flat[start - 1] != ' ')
    start--;

  return part_has (flat, start, place, "://|^www\\.");
}

// Whether the server blames the check that is named there.
static gboolean
is_blamed (const Search *search, gsize start, gsize end)
{
  const char *flat = search->flat;
  const TodokuReplyCode *code = find_code_of (search, start);

  if (code == NULL || is_in_link (flat, start) || part_has (flat, code->offset, start, ADVICE))
    return FALSE;

  return start - code->offset <= TITLE_OCTETS_MAX
         || (strchr ("([", flat[start - 1]) != NULL && flat[end] != '\0'
             && strchr (")]", flat[end]) != NULL)
         || part_has (flat, code->offset, start, "(?:" BLAME WITHIN (50) "|\\bno (?:valid )?)$")
         || g_regex_match_full (todoku_mail_regex_get ("\\G" WITHIN (80) BLAME), flat, -1,
                                (gint) end, G_REGEX_MATCH_ANCHORED, NULL, NULL);
}

static gboolean
has_failed (const Search *search, TodokuAuthResult result, const char *name)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  if (result != TODOKU_AUTH_NOT_TOLD)
    return result == TODOKU_AUTH_FAIL;
  for (g_regex_match (todoku_mail_regex_get (name), search->flat, 0, &info);
       g_match_info_matches (info) && n++ < PLACES_MAX; g_match_info_next (info, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (info, 0, &start, &end);
      if (is_blamed (search, (gsize) start, (gsize) end))
        return TRUE;
    }

  return FALSE;
}

// What the checks came to, where no rule knows the words; %TODOKU_BOUNCE_KIND_OTHER for nothing.
static TodokuBounceKind
find_kind (const Search *search)
{
  const TodokuBounce *found = &search->found;
  gboolean dkim = has_failed (search, found->dkim, CHECK ("DKIM"));

  if (has_failed (search, found->dmarc, CHECK ("DMARC")))
    return TODOKU_BOUNCE_KIND_DMARC;
  if (todoku_mail_text_has (search->flat, "spf[a-z0-9.-]{1,60}/why\\b")
      || has_failed (search, found->spf, CHECK ("SPF|Sender Policy Framework|open-?spf")))
    return dkim ? TODOKU_BOUNCE_KIND_UNAUTHENTICATED : TODOKU_BOUNCE_KIND_SPF;

  return dkim ? TODOKU_BOUNCE_KIND_DKIM : TODOKU_BOUNCE_KIND_OTHER;
}

static const TodokuBounceRule *
find_rule (const Search *search, TodokuBounceRules *rules)
{
  GPtrArray *list = todoku_bounce_rules_get_list (rules);
  gboolean is_clear = search->is_wrapped || search->is_reply;
  TodokuBounceKind kind = is_clear ? find_kind (search) : TODOKU_BOUNCE_KIND_OTHER;
  const TodokuBounceRule *first = NULL;

  // Where several recipients' servers answered, the reason is what the person can mend.
  for (guint i = 0; i < list->len; i++)
    {
      const TodokuBounceRule *rule = g_ptr_array_index (list, i);
      gboolean is_reason =
        (search->found.spf != TODOKU_AUTH_FAIL && kind == TODOKU_BOUNCE_KIND_OTHER)
        || rule->kind <= TODOKU_BOUNCE_KIND_DKIM;

      if (!(first == NULL || is_reason) || !rule_fits (search, rule))
        continue;
      if (is_reason)
        return rule;
      first = rule;
    }
  for (guint i = 0; kind != TODOKU_BOUNCE_KIND_OTHER && i < list->len; i++)
    {
      const TodokuBounceRule *rule = g_ptr_array_index (list, i);

      if (rule->receiver == NULL && rule->phrases->len == 0 && rule->kind == kind)
        return rule;
    }

  return first;
}

// Whose server is named, or known by its words; else the one that all mail to such an address is
// for.
static const TodokuReceiver *
find_receiver (const Search *search, TodokuBounceRules *rules)
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

      receiver = todoku_bounce_rules_find_server (rules, name);
    }
  if (receiver == NULL)
    receiver = todoku_bounce_rules_find_text (rules, search->flat);
  if (receiver == NULL && at != NULL)
    receiver = todoku_bounce_rules_find_server (rules, at + 1);

  return receiver;
}

static void
take_rule (TodokuBounce *found, const TodokuBounceRule *rule)
{
  found->rule = rule;
  found->kind = rule->kind;
  if (rule->receiver != NULL)
    found->receiver = rule->receiver;
  if (found->spf == TODOKU_AUTH_NOT_TOLD)
    found->spf = rule->spf;
  if (found->dkim == TODOKU_AUTH_NOT_TOLD)
    found->dkim = rule->dkim;
  if (found->dmarc == TODOKU_AUTH_NOT_TOLD)
    found->dmarc = rule->dmarc;
}

static gboolean
search_flat (Search *search, TodokuBounceRules *rules, gboolean glue)
{
  TodokuBounce *found = &search->found;
  const TodokuReplyCode *code = NULL;
  const TodokuBounceRule *rule;

  search->flat = todoku_mail_text_flatten (search->mail->lines, glue, &search->codes);
  search->is_wrapped = is_wrapped (search->mail);
  list_receivers (search->receivers, search->flat);
  search->is_certain = find_details (found, search->flat, search->receivers);
  search->is_reply = is_reply (search);
  found->kind = TODOKU_BOUNCE_KIND_OTHER;
  found->receiver = find_receiver (search, rules);
  rule = find_rule (search, rules);
  if (rule != NULL)
    {
      take_rule (found, rule);
      code = find_code (search, rule);
    }
  if (code == NULL)
    code = find_code (search, NULL);
  found->code = code != NULL ? g_strdup (code->text) : NULL;
  if (found->spf == TODOKU_AUTH_FAIL)
    found->spf_trouble = find_trouble (search->flat);
  // A receiver whose words are known means what they say. What could not be read neither passed nor
  // failed.
  if (found->spf_trouble == TODOKU_SPF_TROUBLE_UNREAD && rule != NULL && rule->receiver != NULL)
    found->spf_trouble = TODOKU_SPF_TROUBLE_NONE;
  else if (found->spf_trouble == TODOKU_SPF_TROUBLE_UNREAD)
    found->spf = TODOKU_AUTH_NOT_TOLD;
  found->names_checks = todoku_mail_text_has (search->flat, "\\b(?:SPF|DKIM|DMARC)\\b");
  found->is_delayed = todoku_mail_text_has (
    search->flat, "Action: delayed|undelivered after|THIS IS A WARNING MESSAGE ONLY|"
                  "will (?:keep trying|be retried|continue to try|retry)|Delivery incomplete|"
                  "(?:could not be delivered for|has been delayed)");

  return rule != NULL || search->is_wrapped || search->is_reply;
}

static int
rate (const TodokuBounce *found)
{
  return (found->rule != NULL && found->rule->phrases->len > 0) + (found->domain != NULL)
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

// What a receiver writes into mail that arrived. The lines may have been copied without the names
// of their fields.
#define ARRIVED                                                                                    \
  "^ ?(?:ARC-)?(?:Authentication-Results|Received-SPF): |"                                         \
  "^ ?(?:arc|dkim|dmarc|spf)=[a-z]{4,12}\\b.{0,400}\\b(?:smtp|header)\\.[a-z]{1,8}="

gboolean
todoku_bounce_match (TodokuBounce *self, TodokuBounceRules *rules, const TodokuMailMessage *mail)
{
  // What names them may be cut only where the lines are glued, or the other way round.
  g_autoptr (GArray) receivers = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  g_auto (Search) plain = { .mail = mail, .receivers = receivers };
  g_auto (Search) glued = { .mail = mail, .receivers = receivers };
  Search *best = &plain;
  gboolean is_bounce;

  // What a receiver writes above mail that arrived is no returned mail, whatever it found.
  if (mail->is_other_report || (todoku_mail_text_has (mail->lines, ARRIVED) && !is_wrapped (mail)))
    return FALSE;

  is_bounce = search_flat (&plain, rules, FALSE);
  if (search_flat (&glued, rules, TRUE)
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
