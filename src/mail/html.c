// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/html.h"

#include "mail/text.h"

#include <string.h>

static gunichar
find_named (const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    gunichar character;
  } entities[] = {
    { "lt", '<' },       { "gt", '>' },        { "amp", '&' },      { "quot", '"' },
    { "apos", '\'' },    { "nbsp", 0xA0 },     { "ensp", ' ' },     { "emsp", ' ' },
    { "thinsp", ' ' },   { "shy", 0xAD },      { "zwnj", 0x200C },  { "zwj", 0x200D },
    { "lsquo", 0x2018 }, { "rsquo", 0x2019 },  { "ldquo", 0x201C }, { "rdquo", 0x201D },
    { "ndash", 0x2013 }, { "mdash", 0x2014 },  { "lsqb", '[' },     { "rsqb", ']' },
    { "equals", '=' },   { "colon", ':' },     { "period", '.' },   { "commat", '@' },
    { "num", '#' },      { "hellip", 0x2026 }, { "Tab", ' ' },      { "NewLine", '\n' },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && memcmp (entities[i].name, name, length) == 0)
      return entities[i].character;

  return 0;
}

// The character, where it is one that can be shown.
static gboolean
replace_entity (const GMatchInfo *info, GString *text, gpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *entity = g_match_info_fetch (info, 0);
  g_autofree char *name = g_match_info_fetch (info, 1);
  gboolean is_hex = g_ascii_tolower (name[0]) == '#' && g_ascii_tolower (name[1]) == 'x';
  guint64 number = *name == '#' ? g_ascii_strtoull (name + (is_hex ? 2 : 1), NULL, is_hex ? 16 : 10)
                                : find_named (name, strlen (name));

  if (number == '\n' || number == '\r' || number == '\t')
    g_string_append_c (text, ' ');
  else if (number > 0 && number <= 0x10FFFF && g_unichar_validate ((gunichar) number)
           && !g_unichar_iscntrl ((gunichar) number))
    g_string_append_unichar (text, (gunichar) number);
  else
    g_string_append (text, entity);

  return FALSE;
}

// Breaks the line, parts two cells of a row, or leaves nothing.
static gboolean
replace_tag (const GMatchInfo *info, GString *text, gpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *tag = g_match_info_fetch_named (info, "tag");

  if (todoku_mail_text_has (tag, "^(?:br|p|div|tr|li|ul|ol|h[1-4]|pre|table|hr|dt|dd|blockquote)$"))
    g_string_append_c (text, '\n');
  else if (todoku_mail_text_has (tag, "^t[dh]$"))
    g_string_append_c (text, ' ');

  return FALSE;
}

static char *
replace (const char *text, const char *expression, GRegexEvalCallback callback)
{
  char *replaced =
    g_regex_replace_eval (todoku_mail_regex_get (expression), text, -1, 0, 0, callback, NULL, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

char *
todoku_html_decode_entities (const char *text)
{
  return replace (text, "&(#x[0-9a-f]{1,8}|#[0-9]{1,8}|[a-z]{2,8});", replace_entity);
}

// In mail an address stands in such brackets, too, or a link: that is text. Office writes tags such
// as <o:p>.
static const char markup[] =
  "<!--(?:-?>|[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\\z))|"
  "<(?<hidden>script|style|title)(?![a-z0-9])[^<]*+(?:<(?!/\\k<hidden>)[^<]*+)*+(?:<[^>]*+>?|\\z)|"
  "</?(?<tag>[a-z][a-z0-9-]*+)(?=[\\s/>]|\\z|:(?!/))[^>]*+(?:>|\\z)|"
  "<(?:!|/(?![a-z]))[^>]*+(?:>|\\z)";

char *
todoku_html_to_text (const char *html)
{
  g_autofree char *text = replace (html, markup, replace_tag);

  return todoku_html_decode_entities (text);
}

gboolean
todoku_html_is_likely (const char *text)
{
  return todoku_mail_text_has (text, "<(?:html|body|br[ >/]|/p>|/div>|/span>|/td>|/pre>)");
}
