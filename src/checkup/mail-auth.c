// SPDX-License-Identifier: GPL-3.0-or-later

// DMARC and DKIM: whether they are there. Their turn comes once SPF works.

#include "checkup/mail-auth.h"

#include "checkup/collect-private.h"

#include <string.h>

// The selector that Xserver, ConoHa WING, お名前.com RS and many panels use.
#define USUAL_SELECTOR "default"

char *
todoku_mail_auth_get_policy (const char *dmarc)
{
  static const char *const policies[] = { "none", "quarantine", "reject", NULL };
  g_auto (GStrv) tags = g_strsplit (dmarc, ";", -1);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (tags[i], "=", 2);

      if (pair[0] == NULL || pair[1] == NULL || !g_str_equal (g_strstrip (pair[0]), "p"))
        continue;

      g_autofree char *value = g_ascii_strdown (g_strstrip (pair[1]), -1);

      return g_strv_contains (policies, value) ? g_steal_pointer (&value) : NULL;
    }

  return NULL;
}

// The first TXT record of @answer that begins with @version, as valid UTF-8.
static char *
find_text (TodokuDnsAnswer *answer, const char *version)
{
  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      gsize length = 0;
      const char *text = record->text != NULL ? g_bytes_get_data (record->text, &length) : NULL;

      if (length >= strlen (version) && memcmp (text, version, strlen (version)) == 0)
        return g_utf8_make_valid (text, (gssize) length);
    }

  return NULL;
}

static gboolean
find_key (TodokuDnsAnswer *answer)
{
  g_autofree char *versioned = find_text (answer, "v=DKIM1");
  g_autofree char *bare = find_text (answer, "k=rsa");

  return versioned != NULL || bare != NULL;
}

void
todoku_collected_find_mail_auth (TodokuCollected *self)
{
  g_autofree char *dmarc_name = g_strconcat ("_dmarc.", self->domain, NULL);
  g_autofree char *key_name = g_strconcat (USUAL_SELECTOR "._domainkey.", self->domain, NULL);
  TodokuDnsAnswer *dmarc = todoku_collected_ask (self, dmarc_name, TODOKU_DNS_TYPE_TXT);
  TodokuDnsAnswer *key = todoku_collected_ask (self, key_name, TODOKU_DNS_TYPE_TXT);

  if (dmarc != NULL)
    self->dmarc = find_text (dmarc, "v=DMARC1");
  if (key != NULL && find_key (key))
    self->dkim_selector = g_strdup (USUAL_SELECTOR);
}
