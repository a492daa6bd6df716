// SPDX-License-Identifier: GPL-3.0-or-later

// What is said of the companies beside the one that holds the mail.

#include "checkup/findings-private.h"

#include "checkup/proof.h"
#include "checkup/term.h"
#include "config.h"

#include <glib/gi18n-lib.h>

static void
note_name_servers (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;

  // Where they say different things that is told, and this with it; where the value can be entered
  // at one alone it is told with that.
  if (collected->other_dns_provider == NULL || collected->differing != NULL
      || (!collected->other_dns_provider->editable
          && todoku_verdict_has_value (self->judgement->verdict)))
    return;
  todoku_checkup_add_finding (
    self, "mixed-name-servers", TODOKU_SEVERITY_WARNING, NULL, -1,
    // Translators: the first argument is a domain, the other two are companies.
    g_strdup_printf (_ ("The name servers of %1$s belong to two companies, %2$s and %3$s, as in "
                        "a move that was not finished. Receivers ask either of them, and what is "
                        "entered at one does not reach the other. Choose the one that has all "
                        "that your website and your email need, and set the name servers to its "
                        "own alone, at the company where you pay for the domain."),
                     collected->zone, todoku_catalog_text_get (&collected->dns_provider->name),
                     todoku_catalog_text_get (&collected->other_dns_provider->name)));
}

static void
note_mail_hosts (TodokuCheckupFindings *self)
{
  const TodokuMailHost *host = self->collected->mail.host;

  todoku_list_foreach (const TodokuWanted, wanted, self->collected->wanted)
    if (wanted->is_beside && host != NULL)
      todoku_checkup_add_finding (
        self, "two-mail-hosts", TODOKU_SEVERITY_WARNING, NULL, -1,
        // Translators: both arguments are companies.
        g_strdup_printf (_ ("Email to this domain is delivered to two companies, %1$s and %2$s, "
                            "so some of it may lie in a mailbox that nobody reads. If you moved "
                            "from one to the other, delete the MX record of the old one once its "
                            "mailbox is empty. If you use both on purpose, leave it."),
                         todoku_catalog_text_get (&host->name), wanted->name));
}

// Whether the server @name, which takes in the mail, is of a company of which that is told.
static gboolean
is_of_told_host (TodokuCheckupFindings *self, const char *name)
{
  const TodokuCollected *collected = self->collected;

  if (self->judgement->passes_by_end != NULL)
    return FALSE;
  todoku_list_foreach (const TodokuProof, proof, self->judgement->exchanges)
    {
      TodokuDetection *detection = NULL;
      gboolean is_told;

      if (g_strcmp0 (proof->name, name) != 0)
        continue;
      self->complete &= todoku_detect_address (collected->catalog, collected->facts,
                                               &proof->address, NULL, &detection);
      is_told = detection != NULL && todoku_collected_only_tells_of (collected, detection->host);
      g_clear_pointer (&detection, todoku_detection_free);
      if (is_told)
        return TRUE;
    }

  return FALSE;
}

static void
note_exchange (TodokuCheckupFindings *self)
{
  const char *name = self->judgement->refused_exchange;

  if (name == NULL || !todoku_checkup_has_value (self) || is_of_told_host (self, name))
    return;
  todoku_checkup_add_finding (
    self, "mail-server-refused", TODOKU_SEVERITY_WARNING, NULL, -1,
    g_strdup_printf (self->judgement->passes_by_end != NULL
                       // Translators: the argument is the name of a server.
                       ? _ ("Email to this domain is delivered to the server %1$s, too. So far "
                            "it may send only because the record refuses nobody; with the new "
                            "value, email from there is marked as suspicious. If you send email "
                            "from there as well, do not paste that yet: first give “v=spf1 "
                            "a:%1$s ~all” as the value of your email provider.")
                       // Translators: the argument is the name of a server.
                       : _ ("Email to this domain is delivered to the server %1$s, too, which "
                            "this record does not allow to send. Is email sent from there as "
                            "well? If so, give “v=spf1 a:%1$s ~all” as the value of your email "
                            "provider; if it only receives, nothing has to be done."),
                     name));
}

static gboolean
is_web_host (TodokuCheckupFindings *self, const TodokuWanted *wanted)
{
  const TodokuMailHost *web = self->collected->web.host;

  return web != NULL && g_strcmp0 (wanted->name, todoku_catalog_text_get (&web->name)) == 0;
}

static void
note_other_hosts (TodokuCheckupFindings *self)
{
  todoku_list_foreach (const TodokuWanted, wanted, self->collected->wanted)
    if (todoku_wanted_is_only_told (wanted))
      todoku_checkup_add_finding (
        self, "other-mail-host", TODOKU_SEVERITY_WARNING, NULL, -1,
        g_strdup_printf (is_web_host (self, wanted)
                           // Translators: the argument is a company.
                           ? _ ("Email to this domain is delivered to %1$s, too, where your "
                                "website is, and it is not seen that its servers may send. If "
                                "you or a form or a shop there send email as well, choose %1$s "
                                "as the web host. If you no longer use its mailbox, its MX "
                                "record is a leftover that can be deleted.")
                           // Translators: the argument is a company.
                           : _ ("Email to this domain is delivered to %1$s, too, and it is not "
                                "seen that its servers may send. If you send email from there "
                                "as well, give the value of %1$s as that of your email "
                                "provider. If you no longer use it, its MX record is a leftover "
                                "that can be deleted."),
                         wanted->name));
}

// Whether a server of the web site passes with the record there will be.
static gboolean
site_passes (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  g_autofree char *text = g_strdup_printf ("v=spf1 a a:www.%s ~all", collected->domain);
  g_autoptr (TodokuSpfRecord) site = todoku_spf_record_parse (text, -1);
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();

  if (!todoku_proofs_add_record (servers, collected->facts, collected->domain, site)
      || !todoku_proofs_evaluate (servers, collected->facts, collected->domain,
                                  self->edit->proposed))
    return TRUE;
  todoku_list_foreach (const TodokuProof, proof, servers)
    if (proof->proposed == TODOKU_SPF_RESULT_PASS)
      return TRUE;

  return FALSE;
}

static void
note_web_host (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *web = collected->web.host;

  if (web != NULL && collected->mail.host != NULL && !collected->web_is_sender
      && todoku_checkup_has_value (self) && !todoku_collected_only_tells_of (collected, web)
      && !todoku_mail_host_is_akin (web, collected->mail.host) && !site_passes (self))
    todoku_checkup_add_finding (
      self, "web-host-not-allowed", TODOKU_SEVERITY_NOTE, NULL, -1,
      // Translators: the argument is a company.
      g_strdup_printf (
        _ ("Your website is at %s, whose servers are not allowed to send your email. If a "
           "form or a shop there sends email from your address, choose that "
           "company as the web host."),
        todoku_catalog_text_get (&web->name)));
}

void
todoku_checkup_note_companies (TodokuCheckupFindings *self)
{
  note_name_servers (self);
  note_exchange (self);
  note_other_hosts (self);
  note_mail_hosts (self);
  note_web_host (self);
}

static gboolean
is_called (const TodokuCatalogText *name, const char *company)
{
  return g_str_equal (todoku_catalog_text_get (name), company);
}

static gboolean
are_called (GPtrArray *senders, const char *company)
{
  todoku_list_foreach (const TodokuSender, sender, senders)
    if (is_called (&sender->name, company))
      return TRUE;

  return FALSE;
}

// Whether @host has mail, web site or zone of the domain, or the person chose it.
static gboolean
is_host_of_domain (const TodokuCollected *collected, const TodokuMailHost *host)
{
  const TodokuDnsProvider *provider = collected->dns_provider;

  return todoku_detections_find (collected->mail.detections, host) != NULL
         || todoku_detections_find (collected->web.detections, host) != NULL
         || g_strcmp0 (host->id, collected->options->host) == 0
         || g_strcmp0 (host->id, collected->options->web_host) == 0
         || (provider != NULL && g_strcmp0 (host->dns_provider, provider->id) == 0);
}

// Whether something beside the refused server itself says that the domain has to do with @company.
static gboolean
is_of_domain (const TodokuCollected *collected, const char *company)
{
  todoku_list_foreach (const TodokuMailHost, host, collected->catalog->hosts)
    if (is_called (&host->name, company) && is_host_of_domain (collected, host))
      return TRUE;
  todoku_list_foreach (const TodokuSender, sender, collected->catalog->senders)
    if (is_called (&sender->name, company)
        && todoku_collected_find_key_of (collected, sender) != NULL)
      return TRUE;

  return are_called (collected->senders, company) || are_called (collected->ticked, company);
}

// It is anybody's who is a customer of @company.
static char *
describe_stranger (gboolean has_arrived, const char *address, const char *company)
{
  return g_strdup_printf (
    has_arrived
      // Translators: the first argument is an IP address, the second a company.
      ? _ ("The email that arrived came from the server %1$s, which belongs to %2$s and is not "
           "allowed yet. If you did not send that email, or have no contract with %2$s, somebody "
           "forged your address: then leave the record as it is.")
      // Translators: the first argument is an IP address, the second a company.
      : _ ("The server %1$s, which was refused, belongs to %2$s. If you did not send that email, "
           "or have no contract with %2$s, somebody forged your address: then leave the record as "
           "it is."),
    address, company);
}

static char *
describe_form (gboolean has_arrived, const char *address, const char *company)
{
  return g_strdup_printf (
    has_arrived
      // Translators: the first argument is an IP address, the second a company.
      ? _ ("The email that arrived came from the server %s, which belongs to %s and is not allowed "
           "yet: email is sent from there as well, such as by a form on the website.")
      // Translators: the first argument is an IP address, the second a company.
      : _ ("The server %s, which was refused, belongs to %s: email is sent from there as well, "
           "such as by a form on the website."),
    address, company);
}

void
todoku_checkup_note_placed (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;

  for (guint i = 0; i < collected->given->len; i++)
    {
      const TodokuDnsAddress *given = &g_array_index (collected->given, TodokuDnsAddress, i);
      const char *company = g_ptr_array_index (collected->companies, i);
      g_autofree char *address = todoku_dns_address_to_string (given);
      gboolean has_arrived = todoku_collected_has_arrived (collected, given);
      char *message = NULL;

      if (company == NULL)
        continue;
      if (!is_of_domain (collected, company))
        message = describe_stranger (has_arrived, address, company);
      else if (collected->web_is_sender && is_called (&collected->web.host->name, company))
        message = describe_form (has_arrived, address, company);
      if (message != NULL)
        todoku_checkup_add_finding (self, "refused-server-placed", TODOKU_SEVERITY_NOTE, address,
                                    -1, message);
    }
}

const char *
todoku_checkup_find_line (TodokuCheckupFindings *self, const TodokuSpfTerm *term)
{
  const TodokuCollected *collected = self->collected;
  g_autofree char *reverse = NULL;
  TodokuDnsAnswer *answer;

  if (term->kind == TODOKU_SPF_TERM_A && term->value != NULL)
    return todoku_collected_is_line (collected, term->value, &term->address) ? term->value : NULL;
  if (!todoku_spf_term_is_network (term)
      || todoku_spf_term_get_prefix (term) < term->address.length * 8u
      || self->n_addresses >= TODOKU_CHECKUP_ADDRESSES_MAX)
    return NULL;
  reverse = todoku_dns_address_to_reverse_name (&term->address);
  answer = todoku_dns_facts_need (collected->facts, reverse, TODOKU_DNS_TYPE_PTR, &self->complete);
  todoku_dns_answer_foreach (answer, record)
    if (todoku_collected_is_line (collected, record->name, &term->address))
      return record->name;

  return NULL;
}
