// SPDX-License-Identifier: GPL-3.0-or-later

// What the value that a company prints comes to for the domain that is checked: filled in, without
// what would let somebody else in.

#include "checkup/collect-private.h"

#include "catalog/template.h"
#include "config.h"
#include "dns/name.h"
#include "spf/macro.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What the person typed goes before what the DNS says. Mail host and web host may have placeholders
// of one name: what can only be meant for the one is none of the other's.
static void
add_typed_values (TodokuCollected *self, const TodokuMailHost *host, GHashTable *values)
{
  GHashTable *typed = self->options->values;

  if (typed == NULL)
    return;

  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    {
      g_autofree char *own_key = g_strconcat (host->id, ".", placeholder->key, NULL);
      const char *value = g_hash_table_lookup (typed, own_key);
      g_autofree char *fitting = NULL;

      if (value == NULL)
        value = g_hash_table_lookup (typed, placeholder->key);
      fitting = todoku_catalog_placeholder_normalize (placeholder, value);
      if (fitting != NULL)
        g_hash_table_insert (values, g_strdup (placeholder->key), g_steal_pointer (&fitting));
    }
}

// ---------------------------------------------------------------------------------------------
// What is somebody else's

static gboolean
share_address (TodokuCollected *self, const char *name, const char *other)
{
  TodokuDnsAnswer *first = todoku_collected_ask (self, name, TODOKU_DNS_TYPE_A);
  TodokuDnsAnswer *second = todoku_collected_ask (self, other, TODOKU_DNS_TYPE_A);

  todoku_dns_answer_foreach (first, record)
    todoku_dns_answer_foreach (second, other_record)
      if (todoku_dns_address_equal (&record->address, &other_record->address))
        return TRUE;

  return FALSE;
}

// The server that a company gave the person, where its value names one.
static const char *
find_server (TodokuCollected *self, TodokuSpfRecord *record)
{
  todoku_spf_record_foreach (record, term)
    if (term->kind == TODOKU_SPF_TERM_A && term->value != NULL
        && !todoku_dns_name_is_within (term->value, self->domain))
      return term->value;

  return NULL;
}

// Whether one of @detections, the likeliest first, tells of a server; of one of @host's, where that
// is given.
static gboolean
detects_server (GPtrArray *detections, const TodokuMailHost *host)
{
  todoku_list_foreach (const TodokuDetection, detection, detections)
    if (detection->server != G_MAXUINT
        && (host == NULL || todoku_mail_host_is_akin (host, detection->host)))
      return TRUE;

  return FALSE;
}

// Whether the mail goes to @host: the person says so, and nothing speaks for another company.
static gboolean
may_hold_mail (TodokuCollected *self, const TodokuMailHost *host)
{
  GPtrArray *detections = self->mail.detections;

  return todoku_collected_holds_mail (self, host)
         && (detects_server (detections, host) || !detects_server (detections, NULL));
}

// Whether the web site may be at @host: nothing speaks for another company, and it is on the very
// server that is in the value.
static gboolean
may_hold_site (TodokuCollected *self, const TodokuMailHost *host, TodokuSpfRecord *record)
{
  const char *server = find_server (self, record);
  TodokuDnsAnswer *site = todoku_collected_ask (self, self->domain, TODOKU_DNS_TYPE_A);

  if (self->web.detections->len > 0)
    return detects_server (self->web.detections, host);

  return server == NULL || site == NULL || todoku_dns_answer_get_n_records (site) == 0
         || share_address (self, self->domain, server);
}

// A company's value counts on its holding mail and site: where another one does, `mx` and `a` would
// let that one's servers in.
static char *
leave_out_foreign (TodokuCollected *self, const TodokuMailHost *host, TodokuSpfRecord *record)
{
  gboolean has_mx = may_hold_mail (self, host);
  gboolean has_a = may_hold_site (self, host, record);
  GString *rest = g_string_new ("v=spf1");

  todoku_spf_record_foreach (record, term)
    {
      gboolean is_of_domain =
        term->value == NULL || todoku_dns_name_equal (term->value, self->domain);
      gboolean is_foreign = (term->kind == TODOKU_SPF_TERM_MX && term->value == NULL && !has_mx)
                            || (term->kind == TODOKU_SPF_TERM_A && is_of_domain && !has_a);

      if (!is_foreign)
        g_string_append_printf (rest, " %s", term->text);
    }

  return g_string_free (rest, FALSE);
}

static void
say_all_is_foreign (TodokuCollected *self, const TodokuMailHost *host)
{
  g_free (self->value_error);
  self->value_error =
    // Translators: the argument is a company.
    g_strdup_printf (_ ("The value on the help page of %s is made for a domain whose website and "
                        "email are there, but the DNS shows another company. Ask that company for "
                        "the value to use now, and paste it."),
                     todoku_catalog_text_get (&host->name));
}

// ---------------------------------------------------------------------------------------------
// What is nobody's

static gboolean
is_empty (TodokuCollected *self, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer = todoku_collected_ask (self, name, type);

  return answer != NULL && !todoku_dns_answer_is_failure (answer)
         && todoku_dns_answer_get_n_records (answer) == 0;
}

// Whether a term of a value names a server that is none, as a name that was typed wrong: it would
// be written into the record, and let nobody in.
static gboolean
names_no_server (TodokuCollected *self, const TodokuSpfTerm *term)
{
  return term->error == NULL && term->kind == TODOKU_SPF_TERM_A && term->value != NULL
         && todoku_spf_macro_is_constant (term->value)
         && is_empty (self, term->value, TODOKU_DNS_TYPE_A)
              & is_empty (self, term->value, TODOKU_DNS_TYPE_AAAA);
}

gboolean
todoku_collected_has_servers (TodokuCollected *self, TodokuSpfRecord *record, const char *own)
{
  todoku_spf_record_foreach (record, term)
    {
      if (!names_no_server (self, term)
          || (own != NULL && todoku_dns_name_is_within (term->value, own)))
        continue;
      g_free (self->value_error);
      self->value_error =
        // Translators: the argument is the name of a server, which the person typed.
        g_strdup_printf (_ ("There is no server with the name “%s”. Compare it with what the "
                            "control panel or the help page shows, letter by letter."),
                         term->value);
      return FALSE;
    }

  return TRUE;
}

// The part of the value that the person typed, and that names no server.
static const TodokuCatalogPlaceholder *
find_typed_placeholder (TodokuCollected *self, const TodokuMailHost *host, GHashTable *values)
{
  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    {
      const char *value = g_hash_table_lookup (values, placeholder->key);

      if (value != NULL && strstr (self->value_error, value) != NULL)
        return placeholder;
    }

  return NULL;
}

// ---------------------------------------------------------------------------------------------
// The value

gboolean
todoku_collected_want_company (TodokuCollected *self, TodokuCompany *company, GHashTable *values)
{
  g_autofree char *text = NULL;
  g_autofree char *own = NULL;
  g_autoptr (TodokuSpfRecord) record = NULL;

  add_typed_values (self, company->host, values);
  text = todoku_catalog_fill_template (company->host, self->domain, values, &company->missing);
  if (text == NULL)
    return FALSE;
  record = todoku_spf_record_parse (text, -1);
  if (!todoku_collected_has_servers (self, record, self->domain))
    {
      company->missing = find_typed_placeholder (self, company->host, values);
      return FALSE;
    }
  own = leave_out_foreign (self, company->host, record);
  if (g_str_has_prefix (own, "v=spf1 ~all"))
    {
      say_all_is_foreign (self, company->host);
      return FALSE;
    }
  todoku_collected_want (self, own, todoku_catalog_text_get (&company->host->name));

  return TRUE;
}
