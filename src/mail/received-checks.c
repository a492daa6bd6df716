// SPDX-License-Identifier: GPL-3.0-or-later

// What the receiver found of SPF, DKIM and DMARC.

#include "base/tag-list.h"
#include "dns/name.h"
#include "mail/received-header.h"
#include "mail/received-private.h"
#include "mail/text.h"

#include <string.h>

// More signatures than any mail has.
#define SIGNATURES_MAX 20

const char *
todoku_received_find_result (const char *word)
{
  // RFC 8601 2.7; and what older and other servers write in place of it.
  static const char *const results[][2] = {
    { "pass", "pass" },           { "fail", "fail" },           { "softfail", "softfail" },
    { "neutral", "neutral" },     { "none", "none" },           { "policy", "policy" },
    { "temperror", "temperror" }, { "permerror", "permerror" }, { "hardfail", "fail" },
    { "permfail", "permerror" },  { "tempfail", "temperror" },  { "bestguesspass", "none" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    if (g_ascii_strcasecmp (word, results[i][0]) == 0)
      return results[i][1];

  return "unknown";
}

void
todoku_received_add_dkim (TodokuReceived *self, const char *result, char *domain, char *selector)
{
  TodokuReceivedCheck *check = g_new0 (TodokuReceivedCheck, 1);

  check->result = result;
  check->domain = domain;
  check->selector = selector;
  g_ptr_array_add (self->dkim, check);
}

// The envelope sender that SPF was asked for, by one of the names it has had.
static const char *
get_envelope_sender (const TodokuResinfo *resinfo)
{
  static const char *const names[] = { "smtp.mailfrom", "smtp.mfrom", "smtp.mail",
                                       "smtp.envelope-from" };
  const char *sender = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && sender == NULL; i++)
    sender = todoku_resinfo_get (resinfo, names[i]);

  return sender;
}

// How much the result counts for DMARC: that of the envelope sender most, and of several such, as a
// sender may have got one in by its own name, one that did not pass.
static int
rate_spf (const TodokuResinfo *resinfo)
{
  int is_pass = g_str_equal (resinfo->result, "pass");

  if (get_envelope_sender (resinfo) != NULL)
    return 5 - is_pass;
  if (todoku_resinfo_get (resinfo, "smtp.helo") != NULL)
    return 1;

  return todoku_resinfo_get (resinfo, "smtp.pra") != NULL ? 0 : 3 - is_pass;
}

static const TodokuResinfo *
find_spf (const TodokuAuthenticationResults *results)
{
  const TodokuResinfo *best = NULL;

  todoku_list_foreach (const TodokuResinfo, resinfo, results->list)
    if (g_str_equal (resinfo->method, "spf")
        && (best == NULL || rate_spf (resinfo) > rate_spf (best)))
      best = resinfo;

  return best;
}

// "www-data@web01", as servers send whose name was never set.
static char *
read_local_sender (const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;

  return g_regex_match (todoku_mail_regex_get (
                          "\\A<?(?<sender>[a-z0-9._+-]{1,64}@[a-z0-9_-]{1,63})>?\\z"),
                        text, 0, &info)
           ? g_match_info_fetch_named (info, "sender")
           : NULL;
}

char *
todoku_received_read_sender (const char *text)
{
  g_autofree char *address = todoku_mail_text_find_address (text);
  g_autofree char *domain = NULL;

  if (text == NULL)
    return NULL;
  if (address != NULL)
    return g_steal_pointer (&address);
  if (*text == '\0' || g_str_equal (text, "<>"))
    return g_strdup ("");
  domain = todoku_mail_read_domain (text);

  return domain != NULL ? g_steal_pointer (&domain) : read_local_sender (text);
}

// Where only the domain is told, the address may be known already.
static void
take_sender (TodokuReceived *self, const char *text)
{
  g_autofree char *sender = todoku_received_read_sender (text);
  g_autofree char *known = todoku_mail_read_domain (self->mail_from);

  if (sender != NULL && known != NULL && g_str_equal (sender, known))
    return;
  g_free (self->mail_from);
  self->mail_from = g_steal_pointer (&sender);
}

// RFC 7208 knows nothing of a guess: it is made where there is no record, of what may be in one.
static const char *
find_spf_result (const char *word, const char *comment)
{
  const char *result = todoku_received_find_result (word);

  return g_str_equal (result, "pass") && strcasestr (comment, "best guess record") != NULL ? "none"
                                                                                           : result;
}

// Without a sender it is the name of the server that was checked (RFC 7208 2.4).
static void
take_spf (TodokuReceived *self, const TodokuResinfo *resinfo)
{
  const char *sender = get_envelope_sender (resinfo);

  self->spf.result = find_spf_result (resinfo->result, resinfo->comment);
  if (sender != NULL)
    take_sender (self, sender);
  self->spf.domain = todoku_mail_read_domain (self->mail_from);
  if (self->spf.domain == NULL)
    self->spf.domain = todoku_mail_read_domain (todoku_resinfo_get (resinfo, "smtp.helo"));
}

// What came to of the server's name alone tells nothing of a sender's domain that was not asked.
static gboolean
is_about_server (const TodokuReceived *self, const TodokuResinfo *resinfo)
{
  return get_envelope_sender (resinfo) == NULL && todoku_resinfo_get (resinfo, "smtp.helo") != NULL
         && self->mail_from != NULL && *self->mail_from != '\0';
}

// "pass (google.com: domain of …) client-ip=…; envelope-from=…" (RFC 7208 9.1).
static void
take_received_spf (TodokuReceived *self, const char *value)
{
  g_autofree char *word = g_strndup (value, strspn (value, "abcdefghijklmnopqrstuvwxyz"
                                                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  const char *place = strcasestr (value, "envelope-from=");

  self->spf.result = find_spf_result (word, value);
  if (place != NULL)
    {
      const char *sender = place + strlen ("envelope-from=");
      g_autofree char *text = g_strndup (sender, strcspn (sender, "; \t"));

      take_sender (self, g_strdelimit (text, "\"", ' '));
    }
  self->spf.domain = todoku_mail_read_domain (self->mail_from);
}

// The value of a tag of a DKIM-Signature (RFC 6376 3.5), without the white space of its folding.
static char *
find_tag (const char *signature, const char *name)
{
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (signature, strlen (signature));
  const TodokuTag *tag = todoku_tag_list_find (tags, name);
  g_auto (GStrv) words = tag != NULL ? g_strsplit_set (tag->value, " \t", -1) : NULL;

  return words != NULL ? g_strjoinv ("", words) : NULL;
}

static gboolean
is_signature_of (const char *signature, const TodokuResinfo *resinfo)
{
  const char *digits = todoku_resinfo_get (resinfo, "header.b");
  const char *selector = todoku_resinfo_get (resinfo, "header.s");
  const char *identity = todoku_resinfo_get (resinfo, "header.i");
  const char *at = identity != NULL ? strrchr (identity, '@') : NULL;
  const char *domain = todoku_resinfo_get (resinfo, "header.d");
  g_autofree char *b = find_tag (signature, "b");
  g_autofree char *s = find_tag (signature, "s");
  g_autofree char *d = find_tag (signature, "d");

  if (domain == NULL && identity != NULL)
    domain = at != NULL ? at + 1 : identity;

  return d != NULL && (domain == NULL || todoku_dns_name_is_within (domain, d))
         && (digits == NULL || (b != NULL && g_str_has_prefix (b, digits)))
         && (selector == NULL || (s != NULL && g_ascii_strcasecmp (s, selector) == 0));
}

static const char *
find_signature (const GPtrArray *fields, const TodokuResinfo *resinfo)
{
  guint n = 0;

  for (guint i = 0; i < fields->len && n < SIGNATURES_MAX; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);

      if (!todoku_mail_field_is (field, "DKIM-Signature"))
        continue;
      n++;
      if (is_signature_of (field->value, resinfo))
        return field->value;
    }

  return NULL;
}

// What receivers write of a signature that did not pass.
static const struct
{
  TodokuDkimTrouble trouble;
  const char *expression;
} troubles[] = {
  { TODOKU_DKIM_TROUBLE_BODY, "\\bbody ?hash\\b|\\bbody has been (?:altered|modified|changed)" },
  { TODOKU_DKIM_TROUBLE_NO_KEY,
    "\\bno (?:such )?key\\b|\\bkey (?:was )?not found|\\bpublic key: not available" },
  { TODOKU_DKIM_TROUBLE_WEAK_KEY,
    "\\bweak key|\\binsecure key|\\bkey (?:is |size )?too (?:short|small|weak)" },
  { TODOKU_DKIM_TROUBLE_BROKEN_KEY,
    "\\bkey [^!?]{0,80}?\\brevoked\\b"
    "|\\b(?:invalid|bad|broken|malformed|unusable) (?:public )?key\\b(?!:)|\\bkey syntax error"
    "|\\bbad (?:format|version)" },
  { TODOKU_DKIM_TROUBLE_EXPIRED, "\\bexpired\\b|\\bsignature (?:is )?too old" },
};

TodokuDkimTrouble
todoku_dkim_trouble_find (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (todoku_mail_text_has (text, troubles[i].expression))
      return troubles[i].trouble;

  return TODOKU_DKIM_TROUBLE_NONE;
}

// The domain is d=, which DMARC goes by; header.i may be below it.
static void
take_dkim (TodokuReceived *self, const GPtrArray *fields, const TodokuResinfo *resinfo)
{
  const char *signature = find_signature (fields, resinfo);
  const char *told = todoku_resinfo_get (resinfo, "header.d");
  const char *selector = todoku_resinfo_get (resinfo, "header.s");
  g_autofree char *d = signature != NULL ? find_tag (signature, "d") : NULL;
  g_autofree char *s =
    selector != NULL || signature == NULL ? g_strdup (selector) : find_tag (signature, "s");
  TodokuDkimTrouble trouble = g_str_equal (resinfo->result, "pass")
                                ? TODOKU_DKIM_TROUBLE_NONE
                                : todoku_dkim_trouble_find (resinfo->comment);

  // Of what was copied the signature itself may have been left out.
  self->is_signed |= g_ascii_strcasecmp (resinfo->result, "none") != 0
                     && (selector != NULL || trouble != TODOKU_DKIM_TROUBLE_NONE
                         || todoku_resinfo_get (resinfo, "header.b") != NULL);
  if (told == NULL)
    told = d != NULL ? d : todoku_resinfo_get (resinfo, "header.i");
  todoku_received_add_dkim (self, todoku_received_find_result (resinfo->result),
                            todoku_mail_read_domain (told), todoku_mail_read_selector (s));
  ((TodokuReceivedCheck *) g_ptr_array_index (self->dkim, self->dkim->len - 1))->trouble = trouble;
}

void
todoku_received_take_signatures (TodokuReceived *self, const GPtrArray *fields)
{
  gboolean is_told = self->dkim->len > 0;

  for (guint i = 0; i < fields->len && self->dkim->len < SIGNATURES_MAX; i++)
    {
      const TodokuMailField *field = g_ptr_array_index (fields, i);
      g_autofree char *d = NULL;
      g_autofree char *s = NULL;

      if (!todoku_mail_field_is (field, "DKIM-Signature"))
        continue;
      self->is_signed = TRUE;
      d = find_tag (field->value, "d");
      s = find_tag (field->value, "s");
      if (!is_told && d != NULL)
        todoku_received_add_dkim (self, NULL, todoku_mail_read_domain (d),
                                  todoku_mail_read_selector (s));
    }
}

static const char *
find_policy (const TodokuResinfo *resinfo)
{
  static const char *const policies[] = { "none", "quarantine", "reject" };
  const char *told = todoku_resinfo_get (resinfo, "policy.dmarc");
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *word = NULL;

  if (g_regex_match (todoku_mail_regex_get ("(?:^|[ ;,(])(?:p|policy)=(?<policy>[a-z]{4,10})"),
                     resinfo->comment, 0, &info))
    word = g_match_info_fetch_named (info, "policy");
  if (told == NULL)
    told = word;
  for (gsize i = 0; told != NULL && i < G_N_ELEMENTS (policies); i++)
    if (g_ascii_strcasecmp (told, policies[i]) == 0)
      return policies[i];

  return NULL;
}

// A pass for another domain than that of From is none for this mail.
static void
take_dmarc (TodokuReceived *self, const TodokuResinfo *resinfo)
{
  g_autofree char *author = todoku_mail_read_domain (todoku_resinfo_get (resinfo, "header.from"));
  const char *result = todoku_received_find_result (resinfo->result);

  if (g_str_equal (result, "pass")
      && todoku_alignment_find (author, self->domain) == TODOKU_ALIGNMENT_NONE)
    result = "unknown";
  if (self->dmarc != NULL && !g_str_equal (self->dmarc, "pass"))
    return;
  self->dmarc = result;
  self->policy = find_policy (resinfo);
}

static gboolean
has_method (const TodokuAuthenticationResults *results, const char *method)
{
  for (guint i = 0; i < results->list->len; i++)
    if (g_str_equal (((TodokuResinfo *) g_ptr_array_index (results->list, i))->method, method))
      return TRUE;

  return FALSE;
}

// What several fields say of the same is said first by the topmost; but each DKIM signature may
// have one of its own.
void
todoku_received_take_results (TodokuReceived *self,
                              const GPtrArray *fields,
                              const TodokuMailTrace *trace)
{
  gboolean has_dmarc = FALSE;

  todoku_list_foreach (const TodokuAuthenticationResults, results, trace->results)
    {
      const TodokuResinfo *spf = find_spf (results);

      if (spf != NULL && self->spf.result == NULL && !is_about_server (self, spf))
        take_spf (self, spf);
      todoku_list_foreach (const TodokuResinfo, resinfo, results->list)
        if (g_str_equal (resinfo->method, "dkim") && self->dkim->len < SIGNATURES_MAX)
          take_dkim (self, fields, resinfo);
        else if (g_str_equal (resinfo->method, "dmarc") && !has_dmarc)
          take_dmarc (self, resinfo);
      has_dmarc |= has_method (results, "dmarc");
    }
  if (self->spf.result == NULL && trace->received_spf != NULL)
    take_received_spf (self, trace->received_spf);
  self->tells_only_spf = trace->results->len == 0;
}
