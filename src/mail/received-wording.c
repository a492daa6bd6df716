// SPDX-License-Identifier: GPL-3.0-or-later

// What a mail that arrived shows, and what to do next, for people and as JSON.

#include "mail/received.h"

#include "base/json.h"
#include "base/list.h"
#include "config.h"
#include "mail/bounce.h"

#include <glib/gi18n-lib.h>

// Gmail's and Outlook's menus as they print them.
#define WAY_TO_SOURCE                                                                                   \
  N_ (                                                                                                  \
    "In Gmail on a computer: open the email, then ⋮ and “Show original”. In Outlook on the web: " \
    "⋯, “View” and “View message source”. Copy all of it.")

const char *
todoku_received_status_describe (TodokuReceivedStatus status)
{
  switch (status)
    {
    case TODOKU_RECEIVED_EMPTY:
      return _ ("There is nothing to read. Copy the whole source of the email that arrived.");
    case TODOKU_RECEIVED_TOO_LARGE:
      return _ ("This is too large to be read: 16 MiB at most. Copy only the source above the "
                "text.");
    case TODOKU_RECEIVED_RETURNED:
      return _ ("This is an email that came back, not one that arrived.");
    case TODOKU_RECEIVED_NONE:
      return _ ("This is not the source of an email that arrived: the lines that show its way, "
                "such as “Received:”, are missing.");
    case TODOKU_RECEIVED_FOUND:
    default:
      return _ ("This is an email that arrived.");
    }
}

static const char *
name_domain (const char *domain)
{
  return domain != NULL ? domain : _ ("the domain in From");
}

static gboolean
is (const char *result, const char *wanted)
{
  return g_strcmp0 (result, wanted) == 0;
}

static char *
describe_passed_spf (const TodokuReceived *self)
{
  switch (self->spf.alignment)
    {
    case TODOKU_ALIGNMENT_STRICT:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("SPF passed for %s."), self->spf.domain);
    case TODOKU_ALIGNMENT_RELAXED:
      // Translators: both arguments are domains.
      return g_strdup_printf (_ ("SPF passed for %s, of the same organization as %s."),
                              self->spf.domain, self->domain);
    case TODOKU_ALIGNMENT_NONE:
      return g_strdup_printf (
        // Translators: both arguments are domains.
        _ ("SPF passed, but for %s, the domain of the envelope sender, and not for %s, which the "
           "recipient sees."),
        self->spf.domain, self->domain);
    case TODOKU_ALIGNMENT_UNKNOWN:
    default:
      return g_strdup (_ ("SPF passed; the domain is not shown."));
    }
}

char *
todoku_received_describe_spf (const TodokuReceived *self)
{
  const char *result = self->spf.result;
  const char *asked = self->spf.domain != NULL ? self->spf.domain : self->mail_from;
  const char *domain = asked != NULL && *asked != '\0' ? asked : name_domain (self->domain);
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);

  if (result == NULL)
    return g_strdup (_ ("SPF: what the receiver found is not shown."));
  if (is (result, "pass"))
    return describe_passed_spf (self);
  if (is (result, "none"))
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("The receiver found no SPF record of %s."), domain);
  if (is (result, "temperror"))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("The receiver could not read the SPF record of %s at that time (temperror)."), domain);
  if (is (result, "permerror"))
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("The SPF record of %s is broken (permerror)."), domain);
  if (*ip == '\0')
    return g_strdup_printf (
      // Translators: the first argument is a result as "softfail", the second a domain.
      _ ("SPF did not pass (%s): the record of %s does not let the sending server send."), result,
      domain);

  return g_strdup_printf (
    // Translators: a result as "softfail", a domain, an IP address.
    _ ("SPF did not pass (%s): the record of %s does not let the server %s send."), result, domain,
    ip);
}

static char *
describe_passed_dkim (const TodokuReceived *self, const TodokuReceivedCheck *dkim)
{
  switch (dkim->alignment)
    {
    case TODOKU_ALIGNMENT_STRICT:
      // Translators: the argument is a domain.
      return g_strdup_printf (_ ("DKIM passed for %s."), dkim->domain);
    case TODOKU_ALIGNMENT_RELAXED:
      // Translators: both arguments are domains.
      return g_strdup_printf (_ ("DKIM passed for %s, of the same organization as %s."),
                              dkim->domain, self->domain);
    case TODOKU_ALIGNMENT_NONE:
      return g_strdup_printf (
        // Translators: both arguments are domains.
        _ ("DKIM passed, but only for %s, and not for %s, which the recipient sees."), dkim->domain,
        self->domain);
    case TODOKU_ALIGNMENT_UNKNOWN:
    default:
      return g_strdup (_ ("DKIM passed; the domain is not shown."));
    }
}

// Each is the end of a sentence.
static const char *const dkim_troubles[] = {
  [TODOKU_DKIM_TROUBLE_NONE] = NULL,
  [TODOKU_DKIM_TROUBLE_BODY] =
    N_ ("the text of the email was changed after it was signed. The key is not the reason."),
  [TODOKU_DKIM_TROUBLE_NO_KEY] = N_ ("the receiver found no key for it."),
  [TODOKU_DKIM_TROUBLE_BROKEN_KEY] = N_ ("the receiver cannot use its key."),
  [TODOKU_DKIM_TROUBLE_WEAK_KEY] = N_ ("its key is too short."),
  [TODOKU_DKIM_TROUBLE_EXPIRED] =
    N_ ("it is valid for a time only, and that had passed. The key is not the reason."),
  [TODOKU_DKIM_TROUBLE_SIGNATURE] = NULL,
};

char *
todoku_received_describe_dkim (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);
  const char *domain = dkim != NULL ? name_domain (dkim->domain) : NULL;
  const char *reason;

  if (dkim != NULL && is (dkim->result, "pass"))
    return describe_passed_dkim (self, dkim);
  if (self->proof == TODOKU_RECEIVED_PROOF_PAGE && dkim == NULL)
    return g_strdup (_ ("DKIM: Gmail’s page has no line for it, so the email is not signed."));
  if (dkim == NULL
      || (!self->is_signed && (is (dkim->result, "none") || is (dkim->result, "neutral"))))
    return g_strdup (_ ("The email has no DKIM signature."));
  if (dkim->result == NULL)
    // Translators: the argument is a domain.
    return g_strdup_printf (
      _ ("The email is signed for %s (DKIM); what the receiver found is not shown."), domain);
  if (is (dkim->result, "temperror")
      && (dkim->trouble == TODOKU_DKIM_TROUBLE_NONE || todoku_received_is_unread (self)))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("The receiver could not read the DKIM key of %s at that time (temperror)."), domain);

  reason = dkim_troubles[dkim->trouble];
  if (reason == NULL && is (dkim->result, "policy"))
    // Translators: the end of a sentence.
    reason = N_ ("the receiver does not accept the way in which it is made, as with an old method "
                 "(SHA-1) or a short key.");
  if (reason != NULL)
    return g_strdup_printf (
      // Translators: a domain, a result as "fail", and the reason, which is the end of a sentence.
      _ ("The DKIM signature of %s did not pass (%s): %s"), domain, dkim->result, _ (reason));

  return g_strdup_printf (
    // Translators: the first argument is a domain, the second a result as "fail".
    _ ("The DKIM signature of %s did not pass (%s): its key is missing or a different one, or the "
       "email was changed on the way."),
    domain, dkim->result);
}

static gboolean
has_aligned_pass (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);

  return todoku_received_check_passes (&self->spf)
         || (dkim != NULL && todoku_received_check_passes (dkim));
}

char *
todoku_received_describe_dmarc (const TodokuReceived *self)
{
  const char *domain = name_domain (self->domain);

  if (self->dmarc == NULL && (self->proof < TODOKU_RECEIVED_PROOF_OWN || self->tells_only_spf))
    return g_strdup (_ ("DMARC: what the receiver found is not shown."));
  if (self->dmarc == NULL)
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("DMARC: the receiver says nothing, as happens when %s has no DMARC record."), domain);
  if (is (self->dmarc, "pass") && self->policy != NULL)
    // Translators: the first argument is a domain, the second "none", "quarantine" or "reject".
    return g_strdup_printf (_ ("DMARC passed for %s (p=%s)."), domain, self->policy);
  if (is (self->dmarc, "pass"))
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("DMARC passed for %s."), domain);
  if (is (self->dmarc, "none"))
    // Translators: the argument is a domain.
    return g_strdup_printf (_ ("The receiver found no DMARC record of %s."), domain);
  if (is (self->dmarc, "temperror") || is (self->dmarc, "permerror"))
    // Translators: the first argument is a domain, the second a result as "permerror".
    return g_strdup_printf (_ ("The receiver could not use the DMARC record of %s (%s)."), domain,
                            self->dmarc);
  if (has_aligned_pass (self))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("DMARC did not pass, although a check passed for the organization of %s: its record may "
         "ask for exactly the same domain (aspf=s, adkim=s)."),
      domain);

  return g_strdup_printf (
    // Translators: the argument is a domain.
    _ ("DMARC did not pass: neither SPF nor DKIM passed for %s."), domain);
}

static void
add_name (GString *names, const char *name)
{
  if (names->len > 0)
    // Translators: stands between the names of two checks, as in "SPF, DKIM".
    g_string_append (names, C_ ("names", ", "));
  g_string_append (names, name);
}

// What passed only for another domain than that of From is as good as nothing to DMARC, but no
// failure of the check.
static char *
describe_mixed (const TodokuReceived *self,
                const char *passed,
                const char *elsewhere,
                const char *missed)
{
  const char *domain = name_domain (self->domain);

  if (*elsewhere == '\0')
    // Translators: both arguments are names of checks, as "SPF, DKIM".
    return g_strdup_printf (_ ("%s passed, but %s did not."), passed, missed);
  if (*passed == '\0')
    return g_strdup_printf (
      // Translators: names of checks, the domain of From, names of checks.
      _ ("%s passed, but not for %s, which the recipient sees; %s did not pass."), elsewhere,
      domain, missed);
  if (*missed == '\0')
    return g_strdup_printf (
      // Translators: names of checks, names of checks, the domain of From.
      _ ("%s passed; %s passed, too, but not for %s, which the recipient sees."), passed, elsewhere,
      domain);

  return g_strdup_printf (
    // Translators: names of checks, names of checks, the domain of From, names of checks.
    _ ("%s passed; %s passed, too, but not for %s, which the recipient sees; %s did not pass."),
    passed, elsewhere, domain, missed);
}

static char *
describe_checks (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);
  g_autoptr (GString) passed = g_string_new (NULL);
  g_autoptr (GString) elsewhere = g_string_new (NULL);
  g_autoptr (GString) missed = g_string_new (NULL);
  gboolean is_page = self->proof == TODOKU_RECEIVED_PROOF_PAGE;

  if (todoku_received_is_unread (self))
    return g_strdup (_ ("The receiver could not read the DNS at that time (temperror): nothing was "
                        "found wrong."));
  if (self->tells_only_spf)
    return g_strdup (
      is (self->spf.result, "pass")
        ? _ ("SPF passed. What DKIM and DMARC came to, its receiver does not tell.")
        : _ ("SPF did not pass. What DKIM and DMARC came to, its receiver does not tell."));
  if (todoku_received_check_passes (&self->spf) || (is_page && is (self->spf.result, "pass")))
    add_name (passed, "SPF");
  else
    add_name (todoku_received_check_passes_elsewhere (&self->spf) ? elsewhere : missed, "SPF");
  if (dkim != NULL && todoku_received_check_passes (dkim))
    add_name (passed, "DKIM");
  else
    add_name (dkim != NULL && todoku_received_check_passes_elsewhere (dkim) ? elsewhere : missed,
              "DKIM");
  add_name (is (self->dmarc, "pass") ? passed : missed, "DMARC");
  if (passed->len + elsewhere->len == 0)
    return g_strdup (_ ("None of the three passed: SPF, DKIM, DMARC."));
  if (missed->len + elsewhere->len == 0)
    return g_strdup (_ ("SPF, DKIM and DMARC passed."));

  return describe_mixed (self, passed->str, elsewhere->str, missed->str);
}

char *
todoku_received_describe_verdict (const TodokuReceived *self)
{
  if (todoku_received_passes (self))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("This email passed all three: SPF, DKIM and DMARC, each for %s."), self->domain);

  switch (self->proof)
    {
    case TODOKU_RECEIVED_PROOF_NONE:
      return g_strdup (self->has_hops ? _ ("This email does not show what its receiver found.")
                                      : _ ("The upper part of this email’s source is missing, "
                                           "where the receiver wrote what it found."));
    case TODOKU_RECEIVED_PROOF_UNSURE:
      return g_strdup (
        _ ("This email does not show for certain what its receiver found: the results are in a "
           "place where the sender could have written them as well."));
    case TODOKU_RECEIVED_PROOF_OWN:
      return g_strdup_printf (
        // Translators: the argument is a domain.
        _ ("This email did not leave %s: it shows what your own server found, and not what others "
           "find."),
        self->domain);
    case TODOKU_RECEIVED_PROOF_PAGE:
    case TODOKU_RECEIVED_PROOF_RECEIVER:
    default:
      return describe_checks (self);
    }
}

char *
todoku_received_describe_way (void)
{
  // Translators: the argument is how to get to the source of a mail, in Gmail and in Outlook.
  return g_strdup_printf (
    _ ("Send an email from your address to a Gmail address, and use the one that arrives. %s"),
    _ (WAY_TO_SOURCE));
}

static char *
describe_source_step (const TodokuReceived *self)
{
  if (self->proof == TODOKU_RECEIVED_PROOF_PAGE)
    return g_strdup (
      _ ("Only the text below that table says for which domain SPF passed: copy it, too."));
  if (self->proof == TODOKU_RECEIVED_PROOF_NONE && !self->has_hops)
    return g_strdup (_ (WAY_TO_SOURCE));

  return todoku_received_describe_way ();
}

// As a returned mail would say it, but for what only one that arrived can have.
char *
todoku_received_describe_envelope (const TodokuReceived *self, const char *own)
{
  TodokuBounce bounce = {
    .kind = TODOKU_BOUNCE_KIND_SPF,
    .domain = self->spf.domain,
    .ip = self->ip,
    .spf = TODOKU_AUTH_FAIL,
    .sender = self->mail_from,
    .author = self->from,
    .catalog = self->catalog,
  };
  const char *domain = name_domain (self->domain);

  if (self->is_envelope_of_provider)
    return g_strdup_printf (
      // Translators: the first argument is a domain, as gmail.com, the second the person's.
      _ (
        "The envelope sender (Return-Path) is an address of %1$s, so receivers look for SPF there: "
        "no record of %2$s can help. Send through the server of the company that the email of "
        "%2$s is with. If Gmail sends it for you, enter that server in Gmail’s settings for this "
        "address; if a form on your website does, have its envelope sender set to an address of "
        "%2$s."),
      self->spf.domain, domain);
  if (self->mail_from != NULL && *self->mail_from == '\0')
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("The envelope sender (Return-Path) is empty, so the receiver checked the name of the "
         "sending server: no SPF record of %1$s can help. Have the program or the form that sends "
         "this email set the envelope sender to an address of %1$s."),
      domain);
  if (self->spf.domain == NULL)
    return g_strdup_printf (
      // Translators: the first argument is as "www-data@web01", the second a domain.
      _ ("The envelope sender (Return-Path) is %1$s, which is no address on the Internet: no SPF "
         "record can help. Have the program or the form that sends this email set the envelope "
         "sender to an address of %2$s."),
      self->mail_from, domain);
  bounce.server_owner = todoku_catalog_find_server_owner (self->catalog, self->spf.domain);

  return todoku_bounce_describe_record (&bounce, own);
}

// A record that does not name a server is no fault where a server sent the mail on.
static char *
describe_spf_step (const TodokuReceived *self)
{
  static const char *const results[] = { "fail", "softfail", "neutral", NULL };
  const char *domain = name_domain (todoku_received_get_spf_domain (self));

  if (has_aligned_pass (self) && is (self->dmarc, "pass")
      && g_strv_contains (results, self->spf.result))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("Since DKIM passes, receivers accept this. If nobody sent this email on, check the SPF "
         "record of %s all the same."),
      domain);

  if (self->addressee != NULL && !has_aligned_pass (self))
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("If you sent this email, check the SPF record of %s next. If you did not, the name of %s "
         "may be forged: nothing has to be changed because of it."),
      domain, domain);

  // Translators: the argument is a domain.
  return g_strdup_printf (_ ("Next, check the SPF record of %s."), domain);
}

// Where the service that sent it has a name, that; else the domain that it vouches for.
static char *
describe_service_step (const TodokuReceived *self, const char *service)
{
  const TodokuBounce bounce = { .catalog = self->catalog };
  const TodokuSender *sender = todoku_bounce_find_service (&bounce, service);

  return g_strdup_printf (
    // Translators: the first argument is a domain, the second a service, or a domain of it.
    _ (
      "This email was sent by a service (%2$s), which vouches for itself alone. Next, turn DKIM on "
      "for %1$s in the control panel of that service (domain authentication); if your DNS is at "
      "another company, copy the key record there."),
    name_domain (self->domain), sender != NULL ? todoku_catalog_text_get (&sender->name) : service);
}

static char *
describe_key_step (const char *domain, const char *selector)
{
  return g_strdup_printf (
    // Translators: the first argument is a domain, the second a DKIM selector.
    _ ("Next, check the DKIM key of %s (selector %s)."), domain, selector);
}

char *
todoku_dkim_trouble_describe (TodokuDkimTrouble trouble, const char *domain, const char *selector)
{
  if (trouble == TODOKU_DKIM_TROUBLE_BODY)
    return g_strdup (
      _ ("Next, find out what changes your emails after they are signed, as a footer, a virus "
         "check or forwarding does: ask the support of the company that runs the sending server. "
         "The DKIM key is not the reason."));
  if (trouble == TODOKU_DKIM_TROUBLE_EXPIRED)
    return g_strdup (
      _ ("Next, send a new email: this one was so long on its way that its signature had expired. "
         "If that happens again, ask the support of the company that runs the sending server."));
  if (trouble == TODOKU_DKIM_TROUBLE_NONE || domain == NULL)
    return NULL;
  if (trouble == TODOKU_DKIM_TROUBLE_WEAK_KEY)
    return g_strdup_printf (
      // Translators: the argument is a domain.
      _ ("Next, renew the DKIM key of %s in your email provider’s control panel; one of 2048 bits "
         "is long enough."),
      domain);

  return selector != NULL ? describe_key_step (domain, selector)
                          // Translators: the argument is a domain.
                          : g_strdup_printf (_ ("Next, check the DKIM key of %s."), domain);
}

static char *
describe_dkim_step (const TodokuReceived *self)
{
  const TodokuReceivedCheck *dkim = todoku_received_get_dkim (self);
  const char *service = todoku_received_get_service (self);
  gboolean is_own = dkim != NULL && dkim->alignment >= TODOKU_ALIGNMENT_RELAXED;
  char *step =
    is_own ? todoku_dkim_trouble_describe (dkim->trouble, dkim->domain, dkim->selector) : NULL;

  if (step != NULL)
    return step;
  if (is_own && dkim->selector != NULL && !is (dkim->result, "none"))
    return describe_key_step (dkim->domain, dkim->selector);
  if (service != NULL)
    return describe_service_step (self, service);

  return g_strdup_printf (
    // Translators: the argument is a domain.
    _ ("Next, turn DKIM on for %s in your email provider’s control panel; if your DNS is at "
       "another company, copy the key record there."),
    name_domain (self->domain));
}

char *
todoku_received_describe_next (const TodokuReceived *self)
{
  const char *domain = name_domain (self->domain);

  switch (todoku_received_get_next (self))
    {
    case TODOKU_RECEIVED_NEXT_NOTHING:
      return g_strdup (_ ("There is nothing left to do."));
    case TODOKU_RECEIVED_NEXT_SOURCE:
      return describe_source_step (self);
    case TODOKU_RECEIVED_NEXT_DIRECT:
      return g_strdup (_ ("It came through forwarding or a mailing list, which changes what "
                          "passes: no SPF record is to be changed because of it. Send one directly "
                          "to a Gmail address, and use that one."));
    case TODOKU_RECEIVED_NEXT_DOMAIN:
      if (self->addressee != NULL)
        return g_strdup_printf (
          // Translators: both arguments are domains, the first as gmail.com.
          _ ("%1$s belongs to the company that provides its addresses. If a form on your website "
             "sent this email, have it send as an address of %2$s, and put the visitor’s into "
             "Reply-To."),
          domain, self->addressee);
      return g_strdup_printf (
        // Translators: the argument is a domain, as gmail.com.
        _ ("%s belongs to the company that provides its addresses. Send the email from an address "
           "of your own domain."),
        domain);
    case TODOKU_RECEIVED_NEXT_ENVELOPE:
      return todoku_received_describe_envelope (self, NULL);
    case TODOKU_RECEIVED_NEXT_SPF:
      return describe_spf_step (self);
    case TODOKU_RECEIVED_NEXT_DKIM:
      return describe_dkim_step (self);
    case TODOKU_RECEIVED_NEXT_DMARC:
      // Translators: the argument is a domain.
      return g_strdup_printf (
        _ ("Next, check the DMARC record of %s; if there is none, Todoku proposes one."), domain);
    case TODOKU_RECEIVED_NEXT_ALIGNMENT:
    default:
      return g_strdup_printf (
        // Translators: the argument is a domain.
        _ ("Since DKIM passes for %s, receivers accept this. For SPF to pass as well, the envelope "
           "sender (Return-Path) would have to be an address of %s; ask your email provider, or "
           "the person who made the form that sends it."),
        domain, domain);
    }
}

char *
todoku_received_describe (const TodokuReceived *self)
{
  g_autofree char *verdict = todoku_received_describe_verdict (self);
  g_autofree char *next = todoku_received_describe_next (self);

  if (todoku_received_passes (self))
    return g_steal_pointer (&verdict);

  // Translators: two sentences, one after the other.
  return g_strdup_printf (C_ ("sentences", "%s %s"), verdict, next);
}

// ---------------------------------------------------------------------------------------------
// JSON

static const char *const proofs[] = {
  [TODOKU_RECEIVED_PROOF_NONE] = "none",         [TODOKU_RECEIVED_PROOF_UNSURE] = "unsure",
  [TODOKU_RECEIVED_PROOF_OWN] = "own",           [TODOKU_RECEIVED_PROOF_PAGE] = "page",
  [TODOKU_RECEIVED_PROOF_RECEIVER] = "receiver",
};

static const char *const steps[] = {
  [TODOKU_RECEIVED_NEXT_NOTHING] = NULL,          [TODOKU_RECEIVED_NEXT_SOURCE] = "source",
  [TODOKU_RECEIVED_NEXT_DIRECT] = "direct",       [TODOKU_RECEIVED_NEXT_DOMAIN] = "domain",
  [TODOKU_RECEIVED_NEXT_ENVELOPE] = "envelope",   [TODOKU_RECEIVED_NEXT_SPF] = "spf",
  [TODOKU_RECEIVED_NEXT_DKIM] = "dkim",           [TODOKU_RECEIVED_NEXT_DMARC] = "dmarc",
  [TODOKU_RECEIVED_NEXT_ALIGNMENT] = "alignment",
};

static struct json_object *
check_to_json (const TodokuReceivedCheck *check)
{
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "result", check->result);
  todoku_json_set_string (object, "domain", check->domain);
  json_object_object_add (object, "aligned",
                          check->alignment != TODOKU_ALIGNMENT_UNKNOWN
                            ? json_object_new_boolean (check->alignment >= TODOKU_ALIGNMENT_RELAXED)
                            : NULL);
  todoku_json_set_string (object, "alignment", todoku_alignment_get_id (check->alignment));

  return object;
}

const char *
todoku_dkim_trouble_get_id (TodokuDkimTrouble trouble)
{
  static const char *const reasons[] = {
    [TODOKU_DKIM_TROUBLE_NONE] = NULL,
    [TODOKU_DKIM_TROUBLE_BODY] = "body",
    [TODOKU_DKIM_TROUBLE_NO_KEY] = "no-key",
    [TODOKU_DKIM_TROUBLE_BROKEN_KEY] = "broken-key",
    [TODOKU_DKIM_TROUBLE_WEAK_KEY] = "weak-key",
    [TODOKU_DKIM_TROUBLE_EXPIRED] = "expired",
    [TODOKU_DKIM_TROUBLE_SIGNATURE] = "signature",
  };

  return reasons[trouble];
}

static struct json_object *
signatures_to_json (const TodokuReceived *self)
{
  struct json_object *list = json_object_new_array ();

  todoku_list_foreach (const TodokuReceivedCheck, check, self->dkim)
    {
      struct json_object *object = check_to_json (check);

      todoku_json_set_string (object, "selector", check->selector);
      todoku_json_set_string (object, "reason", todoku_dkim_trouble_get_id (check->trouble));
      json_object_array_add (list, object);
    }

  return list;
}

static struct json_object *
dmarc_to_json (const TodokuReceived *self)
{
  struct json_object *object = json_object_new_object ();

  todoku_json_set_string (object, "result", self->dmarc);
  todoku_json_set_string (object, "policy", self->policy);

  return object;
}

static void
set_all (struct json_object *object, const TodokuReceived *self)
{
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);
  g_autofree char *message = todoku_received_describe (self);

  todoku_json_set_string (object, "from", self->from);
  todoku_json_set_string (object, "mail_from", self->mail_from);
  todoku_json_set_string (object, "receiver", self->receiver);
  todoku_json_set_string (object, "proof", proofs[self->proof]);
  todoku_json_set_string (object, "ip", self->ip.length > 0 ? ip : NULL);
  json_object_object_add (object, "tls",
                          self->tls >= 0 ? json_object_new_boolean (self->tls) : NULL);
  json_object_object_add (object, "spf", check_to_json (&self->spf));
  json_object_object_add (object, "dkim", signatures_to_json (self));
  json_object_object_add (object, "dmarc", dmarc_to_json (self));
  todoku_json_set_boolean (object, "forwarded", self->is_forwarded);
  todoku_json_set_string (object, "next", steps[todoku_received_get_next (self)]);
  todoku_json_set_string (object, "message", message);
}

struct json_object *
todoku_received_to_json (const TodokuReceived *received)
{
  static const char *const members[] = { "from",  "mail_from", "receiver", "proof",
                                         "ip",    "tls",       "spf",      "dkim",
                                         "dmarc", "forwarded", "next",     "message" };
  struct json_object *object = json_object_new_object ();

  if (received != NULL)
    set_all (object, received);
  for (gsize i = 0; received == NULL && i < G_N_ELEMENTS (members); i++)
    json_object_object_add (object, members[i], NULL);

  return object;
}
