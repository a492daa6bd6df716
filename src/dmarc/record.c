// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/record.h"

#include "dns/name.h"

#include <string.h>

#define VERSION "DMARC1"
#define MAILTO "mailto:"

static const struct
{
  const char *name;
  TodokuDmarcTagKind kind;
} known_tags[] = {
  { "v", TODOKU_DMARC_TAG_VERSION },      { "p", TODOKU_DMARC_TAG_POLICY },
  { "sp", TODOKU_DMARC_TAG_POLICY },      { "np", TODOKU_DMARC_TAG_POLICY },
  { "t", TODOKU_DMARC_TAG_TEST },         { "adkim", TODOKU_DMARC_TAG_ALIGNMENT },
  { "aspf", TODOKU_DMARC_TAG_ALIGNMENT }, { "psd", TODOKU_DMARC_TAG_SUFFIX },
  { "rua", TODOKU_DMARC_TAG_ADDRESSES },  { "ruf", TODOKU_DMARC_TAG_ADDRESSES },
  { "fo", TODOKU_DMARC_TAG_OPTIONS },     { "pct", TODOKU_DMARC_TAG_RETIRED },
  { "rf", TODOKU_DMARC_TAG_RETIRED },     { "ri", TODOKU_DMARC_TAG_RETIRED },
};

static const char *const policies[] = {
  [TODOKU_DMARC_POLICY_UNSET] = NULL,
  [TODOKU_DMARC_POLICY_NONE] = "none",
  [TODOKU_DMARC_POLICY_QUARANTINE] = "quarantine",
  [TODOKU_DMARC_POLICY_REJECT] = "reject",
};

const char *
todoku_dmarc_policy_get_id (TodokuDmarcPolicy policy)
{
  return policies[policy];
}

TodokuDmarcPolicy
todoku_dmarc_policy_from_id (const char *text)
{
  for (guint i = TODOKU_DMARC_POLICY_NONE; i < G_N_ELEMENTS (policies); i++)
    if (g_ascii_strcasecmp (text, policies[i]) == 0)
      return (TodokuDmarcPolicy) i;

  return TODOKU_DMARC_POLICY_UNSET;
}

TodokuDmarcTagKind
todoku_dmarc_tag_get_kind (const TodokuTag *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_tags); i++)
    if (g_strcmp0 (tag->name, known_tags[i].name) == 0)
      return known_tags[i].kind;

  return TODOKU_DMARC_TAG_UNKNOWN;
}

// One of the letters of @allowed, in any case.
static gboolean
is_letter (const char *value, const char *allowed)
{
  return strlen (value) == 1 && strchr (allowed, g_ascii_tolower (*value)) != NULL;
}

static gboolean
are_options (const char *value)
{
  g_auto (GStrv) options = g_strsplit (value, ":", -1);

  for (guint i = 0; options[i] != NULL; i++)
    if (!is_letter (g_strstrip (options[i]), "01ds"))
      return FALSE;

  return options[0] != NULL;
}

gboolean
todoku_dmarc_tag_is_valid (const TodokuTag *tag)
{
  switch (todoku_dmarc_tag_get_kind (tag))
    {
    case TODOKU_DMARC_TAG_VERSION:
      return g_str_equal (tag->value, VERSION);
    case TODOKU_DMARC_TAG_POLICY:
      return todoku_dmarc_policy_from_id (tag->value) != TODOKU_DMARC_POLICY_UNSET;
    case TODOKU_DMARC_TAG_ALIGNMENT:
      return is_letter (tag->value, "rs");
    case TODOKU_DMARC_TAG_TEST:
      return is_letter (tag->value, "yn");
    case TODOKU_DMARC_TAG_SUFFIX:
      return is_letter (tag->value, "ynu");
    case TODOKU_DMARC_TAG_OPTIONS:
      return are_options (tag->value);
    case TODOKU_DMARC_TAG_ADDRESSES:
    case TODOKU_DMARC_TAG_RETIRED:
    case TODOKU_DMARC_TAG_UNKNOWN:
    default:
      return TRUE;
    }
}

char **
todoku_dmarc_list_addresses (const TodokuTag *tag)
{
  const char *const nothing[] = { "", NULL };
  char **addresses;

  if (tag != NULL && *tag->value == '\0')
    return g_strdupv ((char **) nothing);
  addresses = g_strsplit (tag != NULL ? tag->value : "", ",", -1);

  for (guint i = 0; addresses[i] != NULL; i++)
    g_strstrip (addresses[i]);

  return addresses;
}

gboolean
todoku_dmarc_is_mail_address (const char *text)
{
  const char *at = strrchr (text, '@');

  if (at == NULL || at == text || strchr (at, '.') == NULL || !todoku_dns_name_is_valid (at + 1))
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("\"(),:;<>[\\]!/?#`", *c) != NULL || (*c == '@' && c != at)
        || (*c == '\'' && c > at))
      return FALSE;

  return TRUE;
}

// The size of RFC 7489 (6.3) behind an address: digits, and one of k, m, g, t.
static gboolean
is_size (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  return n_digits > 0
         && (text[n_digits] == '\0'
             || (strchr ("kmgt", g_ascii_tolower (text[n_digits])) != NULL
                 && text[n_digits + 1] == '\0'));
}

char *
todoku_dmarc_address_dup_domain (const char *address)
{
  g_autofree char *mail = NULL;
  char *size;

  if (g_ascii_strncasecmp (address, MAILTO, strlen (MAILTO)) != 0)
    return NULL;
  mail = g_strdup (address + strlen (MAILTO));
  size = strchr (mail, '!');
  if (size != NULL)
    {
      if (!is_size (size + 1))
        return NULL;
      *size = '\0';
    }
  // What follows "?" is for whoever writes by hand (RFC 6068).
  mail[strcspn (mail, "?")] = '\0';
  if (!todoku_dmarc_is_mail_address (mail))
    return NULL;

  return todoku_dns_name_normalize (strrchr (mail, '@') + 1);
}

static TodokuDmarcPolicy
read_policy (const TodokuDmarcRecord *self, const char *name)
{
  const TodokuTag *tag = todoku_tag_list_find (self->tags, name);

  return tag != NULL ? todoku_dmarc_policy_from_id (tag->value) : TODOKU_DMARC_POLICY_UNSET;
}

static char
read_letter (const TodokuDmarcRecord *self, const char *name, char usual)
{
  const TodokuTag *tag = todoku_tag_list_find (self->tags, name);

  return tag != NULL && todoku_dmarc_tag_is_valid (tag) ? g_ascii_tolower (*tag->value) : usual;
}

TodokuDmarcRecord *
todoku_dmarc_record_parse (const char *text, gsize length)
{
  TodokuDmarcRecord *self = g_new0 (TodokuDmarcRecord, 1);
  const TodokuTag *first;

  self->length = length;
  self->tags = todoku_tag_list_parse (text, length);
  first = self->tags->len > 0 ? g_ptr_array_index (self->tags, 0) : NULL;
  self->is_record =
    first != NULL && g_strcmp0 (first->name, "v") == 0 && g_str_equal (first->value, VERSION);
  self->policy = read_policy (self, "p");
  self->subdomain_policy = read_policy (self, "sp");
  self->non_existent_policy = read_policy (self, "np");
  self->is_test = read_letter (self, "t", 'n') == 'y';
  self->suffix = read_letter (self, "psd", 'u');

  return self;
}

void
todoku_dmarc_record_free (TodokuDmarcRecord *self)
{
  g_ptr_array_unref (self->tags);
  g_free (self);
}

TodokuDmarcPolicy
todoku_dmarc_record_get_policy (const TodokuDmarcRecord *self, TodokuDmarcSubject subject)
{
  const TodokuDmarcPolicy said[] = {
    [TODOKU_DMARC_SUBJECT_DOMAIN] = self->policy,
    [TODOKU_DMARC_SUBJECT_SUBDOMAIN] = self->subdomain_policy,
    [TODOKU_DMARC_SUBJECT_NON_EXISTENT] = self->non_existent_policy,
  };

  for (guint i = subject + 1; i-- > 0;)
    if (said[i] != TODOKU_DMARC_POLICY_UNSET)
      return said[i];

  return TODOKU_DMARC_POLICY_NONE;
}
