// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/html.h"

#include <string.h>

// "&#x10FFFF;" and the longest name.
#define ENTITY_MAX 10

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

static gunichar
read_number (const char *digits, gsize length)
{
  guint base = length > 0 && (*digits == 'x' || *digits == 'X') ? 16 : 10;
  gunichar number = 0;

  for (gsize i = base == 16 ? 1 : 0; i < length; i++)
    {
      int digit = base == 16 ? g_ascii_xdigit_value (digits[i]) : g_ascii_digit_value (digits[i]);

      if (digit < 0)
        return 0;
      number = number * base + (guint) digit;
    }

  return number;
}

// The character that the entity at @text stands for; @length gets how long it is. 0 for none.
static gunichar
read_entity (const char *text, gsize *length)
{
  gsize n = 1;
  gunichar character;

  while (n <= ENTITY_MAX && (g_ascii_isalnum (text[n]) || text[n] == '#'))
    n++;
  if (text[n] != ';')
    return 0;

  character = text[1] == '#' ? read_number (text + 2, n - 2) : find_named (text + 1, n - 1);
  *length = n + 1;
  if (character == '\n' || character == '\r' || character == '\t')
    return ' ';

  return g_unichar_validate (character) && !g_unichar_iscntrl (character) ? character : 0;
}

char *
todoku_html_decode_entities (const char *text)
{
  GString *decoded = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      gsize length = 1;
      gunichar character = *text == '&' ? read_entity (text, &length) : 0;

      if (character != 0)
        g_string_append_unichar (decoded, character);
      else
        {
          length = 1;
          g_string_append_c (decoded, *text);
        }
      text += length;
    }

  return g_string_free (decoded, FALSE);
}

static gboolean
is_named (const char *tag, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

static gboolean
breaks_line (const char *tag)
{
  static const char *const names[] = { "br",    "p",  "div", "tr", "li",        "ul",
                                       "ol",    "h1", "h2",  "h3", "h4",        "pre",
                                       "table", "hr", "dt",  "dd", "blockquote" };

  tag += *tag == '/';
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_named (tag, names[i]))
      return TRUE;

  return FALSE;
}

// Two cells of a row are two words.
static gboolean
parts_words (const char *tag)
{
  tag += *tag == '/';

  return is_named (tag, "td") || is_named (tag, "th");
}

// Where the text goes on behind the tag or comment at @html, which begins with '<'.
static const char *
skip_tag (const char *html)
{
  static const char *const hidden[] = { "script", "style", "title" };
  const char *end;

  if (strncmp (html, "<!--", 4) == 0)
    {
      end = strstr (html, "-->");
      return end != NULL ? end + 3 : html + strlen (html);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    if (is_named (html + 1, hidden[i]))
      {
        g_autofree char *closing = g_strconcat ("</", hidden[i], NULL);

        end = strcasestr (html, closing);
        if (end == NULL)
          return html + strlen (html);
        html = end;
      }
  end = strchr (html, '>');

  return end != NULL ? end + 1 : html + strlen (html);
}

// In mail an address stands in such brackets, too, or a link: that is text.
static gboolean
is_tag (const char *html)
{
  gsize n = 1;

  if (html[1] == '!')
    return TRUE;
  n += html[1] == '/';
  if (!g_ascii_isalpha (html[n]))
    return html[1] == '/';
  while (g_ascii_isalnum (html[n]) || html[n] == '-')
    n++;

  // Office writes tags such as <o:p>.
  if (html[n] == ':')
    return html[n + 1] != '/';

  return html[n] == '\0' || html[n] == '>' || html[n] == '/' || g_ascii_isspace (html[n]);
}

char *
todoku_html_to_text (const char *html)
{
  g_autoptr (GString) text = g_string_sized_new (strlen (html));

  while (*html != '\0')
    if (*html == '<' && is_tag (html))
      {
        if (breaks_line (html + 1))
          g_string_append_c (text, '\n');
        else if (parts_words (html + 1))
          g_string_append_c (text, ' ');
        html = skip_tag (html);
      }
    else
      {
        // Outside of <pre>, a line break of the source is a blank; inside it is one in effect.
        g_string_append_c (text, *html);
        html++;
      }

  return todoku_html_decode_entities (text->str);
}

gboolean
todoku_html_is_likely (const char *text)
{
  static const char *const tags[] = { "<html", "<body",  "<br>",    "<br ",  "<br/",
                                      "</p>",  "</div>", "</span>", "</td>", "</pre>" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strcasestr (text, tags[i]) != NULL)
      return TRUE;

  return FALSE;
}
