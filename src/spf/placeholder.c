// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in a manual for something of the reader's own.

#include "dns/name.h"
#include "spf/record.h"
#include "spf/suggest.h"

#include <string.h>

// Names that nobody has (RFC 2606 3).
static const char *const example_domains[] = { "example.com", "example.net", "example.org" };

// Words for what the reader has, in the languages of the manuals.
static const char *const words[] = {
  "サーバ", "ドメイン", "ホスト", "アドレス", "アカウント", "番号", "お客",
  "ご利用", "契約",     "ユーザ", "会社",     "○",          "●",    "◯",
  "〇",     "×",        "＊",     "※",        "…",          "△",    "□",
};

static gboolean
has_word (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

// Macros are SPF's own, and brackets around an address, or around a link, are not the reader's.
static char *
strip_macros (const char *text)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (at[0] == '%' && at[1] == '{' && strchr (at, '}') != NULL)
      at = strchr (at, '}');
    else
      g_string_append_c (rest, *at);

  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static const char *
get_value (const char *text)
{
  gsize sign = *text != '\0' && strchr ("+-~?", *text) != NULL ? 1 : 0;
  gsize name = strspn (text + sign, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS);

  return name > 0 && (text[sign + name] == ':' || text[sign + name] == '=') ? text + sign + name + 1
                                                                            : text + sign;
}

static gboolean
is_example (const char *value)
{
  g_autofree char *name = g_strndup (value, strcspn (value, "/"));

  for (gsize i = 0; i < G_N_ELEMENTS (example_domains); i++)
    if (todoku_dns_name_is_within (name, example_domains[i]))
      return TRUE;

  return FALSE;
}

// What no name has: `sv***`, `*.shop.example`, `svxxx.`, `www[0-9]`, `{host}`, `<your domain>`. The
// names of companies are none: your-server.de.
static const char pattern[] =
  "\\*{2,}|\\*[\\w-]|[\\w-]\\*|^\\*\\."
  "|(?:^|\\.|\\d|sv|www|mail|smtp|host|server|vps|ns)x{3,8}\\d*(?=\\.)"
  "|\\[[\\w-]*[a-z0-9]-[a-z0-9][\\w-]*\\]|\\[(?![0-9a-f:.]+\\]|[^]]*\\]\\()[^]]+\\]"
  "|\\{[^}]*\\}|<(?![^<>]*[.@|])[^<>]*>?"
  "|\\.\\.\\.|(?:^|[.@_-])(?:your[_-]?(?:domain|company|site|organi[sz]ation)(?:[_-]?name)?|"
  "yourserver)\\b"
  "|(?:^|\\.)my[_-]?(?:domain|company)\\b"
  "|(?:^|\\.)(?:server|host|domain)[_-]?name\\b";

gboolean
todoku_spf_term_has_placeholder (const char *text)
{
  static GRegex *regex;
  g_autofree char *plain = strip_macros (text);
  const char *value = get_value (plain);

  // A star in an address stands for all numbers.
  if (g_ascii_isdigit (*value) && strspn (value, G_CSET_DIGITS ".*/") == strlen (value)
      && strstr (value, "**") == NULL)
    return FALSE;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL));

  return is_example (value) || has_word (value) || g_regex_match (regex, value, 0, NULL);
}
