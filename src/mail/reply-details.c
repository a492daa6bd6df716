// SPDX-License-Identifier: GPL-3.0-or-later

// What a server's reply names: the domain, the address, and what the checks came to.

#include "mail/reply-details.h"

#include "dns/suffix.h"
#include "mail/text.h"

#include <string.h>

// A name may stand behind a local part, in brackets, quotes, or without any.
#define LOCAL "(?:[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@)?"
#define BARE "(?<domain>(?:[a-z0-9_][a-z0-9_-]{0,62}\\.){1,10}[a-z][a-z0-9-]{1,62})(?![a-z0-9@-])"
#define OPEN "[\\[(<\"']{0,3}@?"
#define NAME OPEN LOCAL BARE

#define ADDRESS "\\[?(?:IPv6:)?(?<ip>[0-9a-f.:]{3,45})(?![a-z0-9_-])"

// "SPF check failed for HELO identity sv1234.host.example"
#define HELO                                                                                       \
  "\\bSPF\\b[^.!?]{0,60}?\\b(?:HELO|EHLO)(?:/EHLO)?(?: "                                           \
  "(?:identity|name|host|hostname|domain))?:? "

// The most certain first. What a server alone writes tells that the text is a returned mail.
static const struct
{
  const char *expression;
  gboolean is_certain;
} domain_shapes[] = {
  // The explanation that SPF libraries print: Why?s=mfrom;id=info@shop.example;ip=…
  { "\\bwhy\\?[^ ]{0,200}?\\bid=" LOCAL BARE, TRUE },
  { HELO NAME, TRUE },
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

#define IN_SENTENCE(n) "(?:(?!" TODOKU_REPLY_REPORT ").){0," #n "}?"

static const char *const address_shapes[] = {
  "\\bwhy\\?[^ ]{0,300}?\\bip=" ADDRESS,
  "\\bSPF\\b.{0,120}?\\bip(?: ?address)?\\b[ :=(]{0,4}" ADDRESS,
  "(?<![a-z0-9])ip(?:v[46])?(?: ?address(?:es)?)?(?: of)?[ :=(\"]{1,4}" ADDRESS,
  "\\b(?:client(?: host)?|(?:messages?|mail|email|connections?|send) from|designate|sending server|"
  "sending ip|server ip)[ :=(]{1,4}" ADDRESS,
  "\\bclient host .{0,80}?\\[(?<ip>[0-9a-f.:]{3,45})\\]",
  "\\[(?<ip>[0-9a-f.:]{3,45})(?: \\d{1,4})?\\] (?:Gmail|Our|The|This|is|was|has|did|does|not)\\b",
  "(?<![a-z0-9.:\\[])" ADDRESS
  "[\\])]? (?:(?:is|was|has been) )?(?:not|blocked|listed|denied|rejected)",
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
  ("(?<![a-z0-9.:-])(?<ip>[0-9a-f.:]{3,45}) (?:does not (?:like|accept)|failed "
   "(?:after|on)|said)\\b"),
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

// Where a camera reads, "[shop.example]" may become "Ishop.example]": a bracket closes that did not
// open, and nobody can tell whether the first letter is one. It may be a stranger's name.
static gboolean
may_begin_with_bracket (const char *flat, int start, const char *name)
{
  return strchr ("Il1", *name) != NULL && flat[start + (int) strlen (name)] == ']'
         && (start == 0 || flat[start - 1] == ' ');
}

// The address of a help page is nobody's who was checked; a name that was cut is none.
static gboolean
is_no_name (const char *flat, int start, const char *name)
{
  return may_begin_with_bracket (flat, start, name)
         || (start >= 2 && memcmp (flat + start - 2, "//", 2) == 0)
         || g_str_has_suffix (name, ".html") || !todoku_suffix_is_known (strrchr (name, '.') + 1);
}

static gboolean
find_domain (TodokuBounce *self, const char *flat, const char *expression, gboolean *in_brackets)
{
  g_autoptr (GMatchInfo) info = NULL;
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (expression), flat, 0, &info);
       g_match_info_matches (info) && n++ < TODOKU_REPLY_PLACES_MAX; g_match_info_next (info, NULL))
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

// The address that was found; FALSE for what is none.
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

void
todoku_reply_list_receivers (GArray *receivers, const char *flat)
{
  for (gsize i = 0; i < G_N_ELEMENTS (receiver_shapes); i++)
    {
      g_autoptr (GMatchInfo) info = NULL;
      guint n = 0;

      for (g_regex_match (todoku_mail_regex_get (receiver_shapes[i]), flat, 0, &info);
           g_match_info_matches (info) && n++ < TODOKU_REPLY_PLACES_MAX;
           g_match_info_next (info, NULL))
        {
          TodokuDnsAddress address;

          if (read_address (info, &address))
            todoku_dns_addresses_add (receivers, &address);
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
       g_match_info_matches (info) && n++ < TODOKU_REPLY_PLACES_MAX; g_match_info_next (info, NULL))
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

// Those in which a server says for which address and domain it asked SPF.
static const char *const spf_shapes[] = {
  "\\bwhy\\?[^ ]{0,300}?\\bip=" ADDRESS,
  "\\bSPF\\b.{0,120}?\\bip(?: ?address)?\\b[ :=(]{0,4}" ADDRESS,
  "\\bSPF\\b" IN_SENTENCE (120) "(?<![a-z0-9.:-])" ADDRESS "[^(<]{0,80}",
};
#define ADDRESSES_MAX 8

// A report of several recipients may name several servers that sent.
static void
list_addresses (TodokuBounce *self, const char *flat, GArray *receivers, const char *expression)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autoptr (GArray) ips = g_array_new (FALSE, FALSE, sizeof (TodokuDnsAddress));
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (expression), flat, 0, &info);
       g_match_info_matches (info) && n++ < TODOKU_REPLY_PLACES_MAX && ips->len < ADDRESSES_MAX;
       g_match_info_next (info, NULL))
    {
      g_autofree char *sentence = g_match_info_fetch (info, 0);
      TodokuDnsAddress address;

      if (strcasestr (sentence, self->domain) != NULL && read_address (info, &address)
          && !todoku_dns_address_is_private (&address, address.length * 8)
          && !has_address (receivers, &address))
        todoku_dns_addresses_add (ips, &address);
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

          // What could not be read did not fail; why SPF could not, see troubles.
          if (g_ascii_strncasecmp (result, "temp", 4) == 0 && shapes != results[0])
            return TODOKU_AUTH_NOT_TOLD;

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
    "\\bSPF\\b(?:[^.!?]|\\.(?=[a-z0-9])){0,60}?\\b(?:temp(?:orary)?[ -]?error|lookup fail|"
    "DNS (?:time-?out|error)|could not be (?:looked up|read)|time-?out|timed out)" },
  { TODOKU_SPF_TROUBLE_LOOKUPS, "\\bSPF\\b[^!?]{0,80}?\\btoo many (?:DNS )?lookups" },
  { TODOKU_SPF_TROUBLE_SEVERAL,
    "\\b(?:multiple|several|two or more|more than one)[^.!?]{0,20} SPF records" },
  { TODOKU_SPF_TROUBLE_BROKEN,
    "\\bSPF\\b[^.!?]{0,40}?\\bperm(?:anent)?[ -]?error|\\binvalid SPF record|"
    "\\bSPF (?:record )?syntax error|\\bSPF void lookup" },
  { TODOKU_SPF_TROUBLE_MISSING,
    "\\bno SPF record|\\bmissing SPF record|\\bSPF record (?:was |is )?(?:not found|missing)|"
    "\\bSPF ?[=:] ?none\\b|(?:not|n't) have an? SPF record" },
};

TodokuSpfTrouble
todoku_reply_find_trouble (const char *flat)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (todoku_mail_text_has (flat, troubles[i].expression))
      return troubles[i].trouble;

  return TODOKU_SPF_TROUBLE_NONE;
}

// Of a mail that is signed; not of one that is to be.
#define UNSIGNED                                                                                   \
  "\\b(?:no|not|missing|without|lacks?|needs?|must|requires?) (?:(?:a|any|be|have|valid) ){0,3}"   \
  "(?:DKIM[ -])?sign"
#define BAD_SIGNATURE "\\bkey mismatch|^(?!.*" UNSIGNED ").*\\bsignature\\b"

// What is said of DKIM within one sentence.
TodokuDkimTrouble
todoku_reply_find_dkim_trouble (const char *flat)
{
  g_autoptr (GMatchInfo) info = NULL;
  TodokuDkimTrouble trouble = TODOKU_DKIM_TROUBLE_NONE;
  guint n = 0;

  for (g_regex_match (todoku_mail_regex_get (
                        "(?:[^.!?]{0,60} )?\\bDKIM\\b(?:[^.!?]|\\.(?=[a-z0-9])){0,100}"),
                      flat, 0, &info);
       trouble == TODOKU_DKIM_TROUBLE_NONE && g_match_info_matches (info)
       && n++ < TODOKU_REPLY_PLACES_MAX;
       g_match_info_next (info, NULL))
    {
      g_autofree char *sentence = g_match_info_fetch (info, 0);

      trouble = todoku_dkim_trouble_find (sentence);
      if (trouble == TODOKU_DKIM_TROUBLE_NONE && todoku_mail_text_has (sentence, BAD_SIGNATURE))
        trouble = TODOKU_DKIM_TROUBLE_SIGNATURE;
    }

  return trouble;
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

gboolean
todoku_reply_find_details (TodokuBounce *self, const char *flat, GArray *receivers)
{
  gboolean is_certain = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (domain_shapes) && self->domain == NULL; i++)
    if (find_domain (self, flat, domain_shapes[i].expression, &is_certain))
      is_certain |= domain_shapes[i].is_certain;
  for (gsize i = 0; i < G_N_ELEMENTS (address_shapes) && self->ip.length == 0; i++)
    find_address (self, flat, receivers, address_shapes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (spf_shapes) && self->domain != NULL && self->ips == NULL; i++)
    list_addresses (self, flat, receivers, spf_shapes[i]);
  self->is_internal &= self->ip.length == 0;
  if (self->domain == NULL)
    find_local_name (self, flat);
  self->is_helo = todoku_mail_text_has (flat, "\\bwhy\\?[^ ]{0,200}?\\bs=helo\\b|" HELO NAME);
  self->spf = find_result (flat, results[0]);
  self->dkim = find_result (flat, results[1]);
  self->dmarc = find_result (flat, results[2]);
  self->has_no_dmarc = todoku_mail_text_has (flat, "\\bDMARC ?[=:] ?none\\b");

  return is_certain || self->ip.length > 0
         || todoku_mail_text_has (flat,
                                  "\\b(?:SPF|DKIM|DMARC) ?= ?(?:fail|none|softfail)\\b.{0,80}?"
                                  "\\b(?:SPF|DKIM|DMARC) ?= ?[a-z]");
}
