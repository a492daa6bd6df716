// SPDX-License-Identifier: GPL-3.0-or-later

// DMARC and DKIM: whether they are there. Their turn comes once SPF works.

#include "checkup/collect-private.h"
#include "dmarc/discovery.h"

// The selector that Xserver, ConoHa WING, お名前.com RS and many panels use.
#define USUAL_SELECTOR "default"

// Whether @text, "tag=value; …", is a key that is not revoked (RFC 6376 3.6.1): it has a tag p with
// something in it, and begins with no other version than DKIM1, if with any.
static gboolean
is_key (const char *text)
{
  g_auto (GStrv) tags = g_strsplit (text, ";", -1);
  gboolean has_key = FALSE;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (tags[i], "=", 2);

      if (pair[0] == NULL || pair[1] == NULL)
        continue;
      g_strstrip (pair[0]);
      g_strstrip (pair[1]);
      if (g_str_equal (pair[0], "v") && (i > 0 || !g_str_equal (pair[1], "DKIM1")))
        return FALSE;
      has_key = has_key || (g_str_equal (pair[0], "p") && *pair[1] != '\0');
    }

  return has_key;
}

static gboolean
find_key (TodokuDnsAnswer *answer)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      g_autofree char *text = todoku_dns_record_dup_text (record);

      if (text != NULL && is_key (text))
        return TRUE;
    }

  return FALSE;
}

static void
find_dmarc (TodokuCollected *self)
{
  TodokuDmarcDiscovery dmarc;

  if (!todoku_dmarc_discover (self->facts, self->domain, &dmarc))
    {
      self->complete = FALSE;
      return;
    }

  self->lacks_dmarc = dmarc.record == NULL && dmarc.failure == NULL;
  self->dmarc = dmarc.record != NULL ? todoku_dns_record_dup_text (dmarc.record) : NULL;
  self->dmarc_found_at = g_strdup (dmarc.found_at);
  self->dmarc_policy = todoku_dmarc_discovery_dup_policy (&dmarc);
}

void
todoku_collected_find_mail_auth (TodokuCollected *self)
{
  g_autofree char *key_name = g_strconcat (USUAL_SELECTOR "._domainkey.", self->domain, NULL);
  TodokuDnsAnswer *key = todoku_collected_ask (self, key_name, TODOKU_DNS_TYPE_TXT);

  find_dmarc (self);
  if (key != NULL && find_key (key))
    self->dkim_selector = g_strdup (USUAL_SELECTOR);
}
