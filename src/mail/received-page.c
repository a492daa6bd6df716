// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/received-private.h"
#include "mail/text.h"

#define GAP "['\" \\t\\n|:]{0,12}"

// "SPF: PASS with IP 203.0.113.5", 「SPF: PASS（IP: 203.0.113.5）」; "DKIM: 'PASS' with domain
// shop.example", 「DKIM: 'PASS'（ドメイン: shop.example）」. A row that is not there was not
// checked.
static const char *const rows[] = {
  "^ ?\\|? ?SPF:" GAP "(?<result>[a-z]{4,12})\\b(?:[^\\n]{0,20}\\bIP" GAP
  "(?<detail>[0-9a-f.:]{3,45}))?",
  "^ ?\\|? ?DKIM:" GAP "(?<result>[a-z]{4,12})\\b"
  "(?:[^\\n]{0,20}?(?:domain|\xe3\x83\x89\xe3\x83\xa1\xe3\x82\xa4\xe3\x83\xb3)" GAP // ドメイン
  "(?<detail>[a-z0-9.-]{3,253}))?",
  "^ ?\\|? ?DMARC:" GAP "(?<result>[a-z]{4,12})\\b",
};

// "Original Message" or "Created at:"; 「元のメッセージ」 or 「作成日」.
static const char heading[] =
  "^ ?\\|? ?(?:Original Message|Created at:|"
  "\xe5\x85\x83\xe3\x81\xae\xe3\x83\xa1\xe3\x83\x83\xe3\x82\xbb\xe3\x83\xbc\xe3\x82\xb8|"
  "\xe4\xbd\x9c\xe6\x88\x90\xe6\x97\xa5)";

#define FROM "^ ?\\|? ?From:[^@]{0,300}@[^>\\n ]{0,253}"

static char *
read_author (const char *lines)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *text = NULL;

  if (g_regex_match (todoku_mail_regex_get (FROM), lines, 0, &info))
    text = g_match_info_fetch (info, 0);

  return todoku_mail_text_find_address (text);
}

static const char *
read_row (const char *lines, const char *row, char **detail)
{
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *word = NULL;
  const char *result = NULL;

  if (!g_regex_match (todoku_mail_regex_get (row), lines, 0, &info))
    return NULL;

  word = g_match_info_fetch_named (info, "result");
  result = todoku_received_find_result (word);
  if (detail != NULL)
    *detail = g_match_info_fetch_named (info, "detail");

  return g_str_equal (result, "unknown") ? NULL : result;
}

gboolean
todoku_received_read_page (TodokuReceived *self, const char *text)
{
  g_autofree char *lines = todoku_mail_text_clean (text);
  g_autofree char *ip = NULL;
  g_autofree char *domain = NULL;
  const char *spf = read_row (lines, rows[0], &ip);
  const char *dkim = read_row (lines, rows[1], &domain);
  const char *dmarc = read_row (lines, rows[2], NULL);

  if (!todoku_mail_text_has (lines, heading) || (spf == NULL && dkim == NULL && dmarc == NULL))
    return FALSE;

  self->spf.result = spf;
  if (ip != NULL)
    todoku_dns_address_parse (ip, -1, &self->ip);
  if (dkim != NULL)
    todoku_received_add_dkim (self, dkim, todoku_mail_read_domain (domain), NULL);
  self->dmarc = dmarc;
  if (self->from == NULL)
    self->from = read_author (lines);

  return TRUE;
}
