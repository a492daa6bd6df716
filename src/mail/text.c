// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/text.h"

#include "base/folding.h"
#include "dns/name.h"
#include "input/domain.h"

#include <string.h>

GRegex *
todoku_mail_regex_get (const char *expression)
{
  static GMutex mutex;
  static GHashTable *compiled;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GRegex *regex;

  if (compiled == NULL)
    compiled = g_hash_table_new (g_str_hash, g_str_equal);
  regex = g_hash_table_lookup (compiled, expression);
  if (regex == NULL)
    {
      regex = g_regex_new (expression,
                           G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_MULTILINE | G_REGEX_DUPNAMES
                             | G_REGEX_OPTIMIZE,
                           0, NULL);
      g_assert (regex != NULL);
      g_hash_table_insert (compiled, (gpointer) expression, regex);
    }

  return regex;
}

gboolean
todoku_mail_text_has (const char *text, const char *expression)
{
  return g_regex_match (todoku_mail_regex_get (expression), text, 0, NULL);
}

static char *
replace_each (const char *text, const char *expression, GRegexEvalCallback callback)
{
  char *replaced =
    g_regex_replace_eval (todoku_mail_regex_get (expression), text, -1, 0, 0, callback, NULL, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

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

char *
todoku_html_decode_entities (const char *text)
{
  return replace_each (text, "&(#x[0-9a-f]{1,8}|#[0-9]{1,8}|[a-z]{2,8});", replace_entity);
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
  g_autofree char *text = replace_each (html, markup, replace_tag);

  return todoku_html_decode_entities (text);
}

gboolean
todoku_html_is_likely (const char *text)
{
  return todoku_mail_text_has (text, "<(?:html|body|br[ >/]|/p>|/div>|/span>|/td>|/pre>)");
}

// What comes out when @expression is replaced; the text itself where that fails.
static char *
replace (char *text, const char *expression, const char *replacement)
{
  char *replaced =
    g_regex_replace (todoku_mail_regex_get (expression), text, -1, 0, replacement, 0, NULL);

  if (replaced == NULL)
    return text;
  g_free (text);

  return replaced;
}

static gboolean
append_character (const GMatchInfo *info, GString *result, gpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *digits = g_match_info_fetch_named (info, "hex");

  if (*digits != '\0')
    g_string_append_c (result, (char) g_ascii_strtoull (digits, NULL, 16));

  return FALSE;
}

char *
todoku_mail_text_decode (const char *text, const char *expression)
{
  return replace_each (text, expression, append_character);
}

static char *
fold_lines (const char *text)
{
  g_auto (GStrv) lines = g_regex_split (todoku_mail_regex_get ("\\r\\n?|\\n"), text, 0);
  GString *folded = g_string_sized_new (strlen (text));

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = todoku_text_fold (lines[i]);

      g_string_append (folded, line);
      g_string_append_c (folded, '\n');
    }

  return g_string_free (folded, FALSE);
}

// What stands around and within a server's words, in the order in which it is taken away.
static const char *const additions[][2] = {
  // Quotation marks that are not straight.
  { "\\xe2\\x80[\\x98\\x99]", "'" },
  { "\\xe2\\x80[\\x9c\\x9d]", "\"" },
  // Colours of a terminal, and what cannot be seen.
  { "\\x1b\\[[0-9;]{0,12}m|[\\x01-\\x08\\x0e-\\x1f\\x7f]", "" },
  // JSON, and the backslashes of Markdown.
  { "(?:\\\\r)?\\\\n|\\\\r", "\n" },
  { "\\\\t", " " },
  { "\\\\{1,4}([-\\[\\]_.*()#<>=|\"'/:@+~!`])", "\\1" },
  // A line that quoted-printable broke.
  { "(?<=[!-<>-~])=\\n", "" },
  // Links around a name: Markdown's, those of chats, and what mail programs put behind it.
  { "\\[([^\\[\\]\\n]{1,300})\\]\\((?:https?:|mailto:|tel:)[^)\\s]{0,500}\\)", "\\1" },
  { "<(?:https?:|mailto:|tel:)[^|>\\s]{1,300}\\|([^>\\n]{1,300})>", "\\1" },
  { "(?<=[a-z0-9\\])>]) "
    "?<(?:https?://[a-z0-9.-]{1,255}/?|mailto:[^>\\s]{1,300}|tel:[^>\\s]{1,40})>",
    "" },
  { "(?<=\\[)https?://([a-z0-9.:-]{1,255})/?(?=\\])", "\\1" },
  // But for what hides a name: "[***]".
  { "(?<!\\[)[*`]{1,8}|(?<=\\[)[*`]{1,8}(?![*`]{0,40}\\])", "" },
  // Quote marks: at the begin of a line, and where lines were joined, within it.
  { "^(?:[ \\t]{0,8}(?:>|\\||<<<|(?:#|//|[-+])(?= )))+", "" },
  { "<<<|>>>|(?<= )[>|](?= )", " " },
  { "^[ \\t]+", " " },
  { "[ \\t]+$", "" },
  // Programs that part a reply, and put its code behind or far before its words: PHPMailer,
  // Roundcube.
  { "\\bDetail: ((?:.|\\n(?=.)){1,600}?)[ \\n]?\\bSMTP code: ([45]\\d\\d)(?: Additional SMTP info: "
    "([45]\\.\\d{1,3}\\.\\d{1,3}))?",
    "\n\\2 \\3 \\1\n" },
  { "\\bSMTP ?(Error|エラー) ?\\(([45]\\d\\d)\\): ?(?:[^\n(]{0,300}\\()?", "SMTP \\1: \n\\2 " },
};

// What a mail system says in its own name counts only where no other server said anything: the
// status that it made of a reply (RFC 3464 2.3.4), before the reply itself in the same group of
// fields, and sendmail's "550 5.1.1 <…>... User unknown", which stands below whatever was said to
// RCPT TO. What the server said stands behind "<<<", or "reason:".
static char *
drop_own_words (char *lines)
{
  lines =
    replace (lines,
             "^[ >]{0,8}Status: ?[45]\\.\\d{1,3}\\.\\d{1,3}\\b.*"
             "(?=\n(?:[ >]{0,8}[!-~].*\n){0,20}?[ >]{0,8}Diagnostic-Code: ?smtp; ?[45]\\d\\d)",
             "");
  if (!todoku_mail_text_has (lines, "(?:<<< ?|\\(reason: ?|Diagnostic-Code: ?smtp; ?)[45]\\d\\d"))
    return lines;

  return replace (
    lines,
    "(?<!<<< )(?<!<<<)(?<!reason: )(?<!reason:)(?<!smtp; )(?<!smtp;)(?<!said: )(?<![0-9.])"
    "5\\d\\d 5\\.1\\.1 "
    "<[^<>\n]{3,320}>(?:\\.\\.\\.|\xe2\x80\xa6)[ \n]{1,3}User[ \n]{1,3}unknown",
    "");
}

char *
todoku_mail_text_clean (const char *text)
{
  g_autofree char *once = todoku_html_decode_entities (text);
  g_autofree char *decoded = todoku_html_decode_entities (once);
  g_autofree char *folded = fold_lines (decoded);
  // "\\u003c" of JSON, and "%40" of a URL: what they hide is a sign of ASCII.
  char *lines = todoku_mail_text_decode (folded, "\\\\u00(?<hex>[2-7][0-9a-f])|"
                                                 "%(?<hex>2[0-9a-f]|3[a-f]|40|5[b-d]|7[b-d])");

  lines = drop_own_words (lines);
  for (gsize i = 0; i < G_N_ELEMENTS (additions); i++)
    lines = replace (lines, additions[i][0], additions[i][1]);

  return lines;
}

// The width at which all lines but the last of a paragraph were cut.
static gsize
find_width (const char *lines)
{
  gsize width = 0;

  for (const char *line = lines; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      width = MAX (width, length);
      line += length + (line[length] == '\n');
    }

  return width;
}

static char *
glue_lines (const char *lines)
{
  gsize width = find_width (lines);
  GString *glued = g_string_sized_new (strlen (lines));

  for (const char *line = lines; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      g_string_append_len (glued, line, (gssize) length);
      line += length + (line[length] == '\n');
      if (length < width)
        g_string_append_c (glued, '\n');
    }

  return g_string_free (glued, FALSE);
}

// A name or an address in brackets that was cut at the end of a line is made whole. In Gmail's
// "[203.0.113.5 19]" a second number follows the address.
static char *
join_brackets (char *lines)
{
  lines = replace (lines,
                   "(\\[\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\n ?(\\d{1,3}\\])"
                   "(?=[ \\n](?:Our|Gmail|The|This|Your)\\b)",
                   "\\1 \\2");

  // What a camera read with gaps: "[shop. example]".
  lines = replace (lines,
                   "(?<=[a-z0-9])(?: \\. ?|\\. )"
                   "(?=[a-z0-9-]{1,63}(?: ?\\. ?[a-z0-9-]{1,63}){0,8}\\] ?(?:with|=))",
                   ".");

  return replace (lines,
                  "\\[([a-z0-9._:-]{0,255})\\n ?([a-z0-9._:-]{0,255})"
                  "(?:\\n ?([a-z0-9._:-]{0,255}))?\\]",
                  "[\\1\\2\\3]");
}

static void
append_text (GString *flat, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t')
      g_string_append_c (flat, text[i]);
    else if (flat->len > 0 && flat->str[flat->len - 1] != ' ')
      g_string_append_c (flat, ' ');
}

static void
add_code (GArray *codes, const GMatchInfo *info, gsize offset)
{
  g_autofree char *first = g_match_info_fetch_named (info, "first");
  g_autofree char *second = g_match_info_fetch_named (info, "second");
  TodokuReplyCode code = { .offset = offset };
  gboolean is_pair = *first != '\0' && *second != '\0';

  if (!is_pair && *first == '\0' && *second == '\0')
    return;
  g_snprintf (code.text, sizeof code.text, "%s%s%s", first != NULL ? first : "", is_pair ? " " : "",
              second != NULL ? second : "");
  g_array_append_val (codes, code);
}

#define SECOND "[245]\\.\\d{1,3}\\.\\d{1,3}(?!\\.?\\d)"

// Both halves; one that only says that the reply goes on; a half that stands alone,
// and is no port.
static const char codes_expression[] =
  "(?<![a-z0-9])(?<!\\d\\.)(?:"
  "(?<taken>(?<first>[245]\\d\\d)(?:[-; :#\\n]{1,3}|, ?b?[\"']| ?\\(#?)(?<second>" SECOND "))|"
  "(?<taken>^[245]\\d\\d-)(?![a-z])|"
  "(?:^|(?<=[ :;'\"(>]))(?<taken>(?<first>[45]\\d\\d)-(?=[a-z]))|"
  "(?:^|(?<=^ )|(?<=[:;'\"(>])|(?<=[:;] ))(?<first>(?!465|587)[45]\\d\\d)[ \\n]|"
  "(?<second>" SECOND "))";

char *
todoku_mail_text_flatten (const char *lines, gboolean glue, GArray **codes)
{
  g_autofree char *joined = join_brackets (glue ? glue_lines (lines) : g_strdup (lines));
  GString *flat = g_string_sized_new (strlen (joined));
  g_autoptr (GMatchInfo) info = NULL;
  gsize done = 0;

  *codes = g_array_new (FALSE, FALSE, sizeof (TodokuReplyCode));
  for (g_regex_match (todoku_mail_regex_get (codes_expression), joined, 0, &info);
       g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *taken = g_match_info_fetch_named (info, "taken");
      gboolean is_taken = taken != NULL && *taken != '\0';
      int start, end;

      g_match_info_fetch_pos (info, 0, &start, &end);
      append_text (flat, joined + done, (gsize) start - done);
      append_text (flat, is_taken ? " " : joined + start, is_taken ? 1 : (gsize) (end - start));
      done = (gsize) end;
      add_code (*codes, info, flat->len);
    }
  append_text (flat, joined + done, strlen (joined + done));

  return g_string_free (flat, FALSE);
}

char *
todoku_mail_text_find_field (const char *lines, const char *name)
{
  g_autofree char *expression = g_strdup_printf ("^ ?%s:(.*(?:\n .*){0,50})", name);
  GRegex *regex = todoku_mail_regex_get (g_intern_string (expression));
  g_autoptr (GMatchInfo) info = NULL;

  if (!g_regex_match (regex, lines, 0, &info))
    return NULL;

  return g_strstrip (g_strdelimit (g_match_info_fetch (info, 1), "\n", ' '));
}

char *
todoku_mail_text_find_address (const char *text)
{
  g_autoptr (GMatchInfo) info = NULL;

  if (text == NULL
      || !g_regex_match (
        todoku_mail_regex_get (
          "(?<local>[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@"
          "(?<domain>(?:[a-z0-9-]{1,63}\\.){1,20}[a-z0-9][a-z0-9-]{0,61}[a-z0-9])"),
        text, 0, &info))
    return NULL;

  g_autofree char *local = g_match_info_fetch_named (info, "local");
  g_autofree char *domain = g_match_info_fetch_named (info, "domain");
  g_autofree char *lower = g_ascii_strdown (domain, -1);

  return g_strconcat (local, "@", lower, NULL);
}

char *
todoku_mail_read_domain (const char *address)
{
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  g_autofree char *text =
    address != NULL ? g_strconcat ("@", at != NULL ? at + 1 : address, NULL) : NULL;
  g_autoptr (TodokuDomain) domain = text != NULL ? todoku_domain_parse (text, NULL) : NULL;

  return domain != NULL ? g_strdup (domain->ascii) : NULL;
}

char *
todoku_mail_read_selector (const char *text)
{
  gsize length = text != NULL ? strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.-") : 0;

  return length > 0 && length <= TODOKU_DNS_NAME_MAX && text[length] == '\0' ? g_strdup (text)
                                                                             : NULL;
}
