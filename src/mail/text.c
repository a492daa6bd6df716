// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/text.h"

#include "input/folding.h"
#include "mail/html.h"

#include <string.h>

// "[sv1234.xserver.jp]" cut by a line break is still one name; nothing longer is one.
#define BRACKETS_MAX 300

// The longest mail address (RFC 5321 4.5.3.1).
#define LOCAL_PART_MAX 64
#define DOMAIN_MAX 253

static const char *
skip_quote_marks (const char *line)
{
  for (;;)
    {
      const char *next = line + strspn (line, " ");

      if (*next != '>' && *next != '|')
        return next;
      line = next + 1;
    }
}

// Not g_str_has_prefix(): newer GLib measures all the text that is left for it.
static gboolean
starts_with (const char *text, const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

// Takes the backslash away that some programs put before a sign, and straightens quotes.
static void
append_line (GString *lines, const char *line)
{
  for (; *line != '\0'; line++)
    {
      if (line[0] == '\\' && line[1] != '\0' && strchr ("-[]_.*()#>=", line[1]) != NULL)
        continue;
      if (starts_with (line, "\u2018") || starts_with (line, "\u2019"))
        {
          g_string_append_c (lines, '\'');
          line += strlen ("\u2018") - 1;
        }
      else if (starts_with (line, "\u201c") || starts_with (line, "\u201d"))
        {
          g_string_append_c (lines, '"');
          line += strlen ("\u201c") - 1;
        }
      else
        g_string_append_c (lines, *line);
    }
  while (lines->len > 0 && lines->str[lines->len - 1] == ' ')
    g_string_truncate (lines, lines->len - 1);
  g_string_append_c (lines, '\n');
}

// Where the line at @text ends; @next gets where the next one begins.
static const char *
find_line_end (const char *text, const char **next)
{
  const char *end = text + strcspn (text, "\r\n");

  *next = end;
  if (**next == '\r')
    (*next)++;
  if (**next == '\n')
    (*next)++;

  return end;
}

char *
todoku_mail_text_clean (const char *text)
{
  g_autofree char *decoded = todoku_html_decode_entities (text);
  GString *lines = g_string_sized_new (strlen (decoded));

  for (const char *line = decoded, *next; *line != '\0'; line = next)
    {
      const char *end = find_line_end (line, &next);
      g_autofree char *copy = g_strndup (line, (gsize) (end - line));
      g_autofree char *folded = todoku_input_fold (copy);
      const char *content = skip_quote_marks (folded);

      // What goes on with a field keeps a blank, by which it is known.
      if (*folded == ' ' && *content != '\0')
        g_string_append_c (lines, ' ');
      append_line (lines, content);
    }

  return g_string_free (lines, FALSE);
}

// Reads "5.7.26" at @text. Returns its length, or 0.
static gsize
read_enhanced (const char *text)
{
  gsize n = 1;

  if (strchr ("245", *text) == NULL || *text == '\0')
    return 0;
  for (int part = 0; part < 2; part++)
    {
      gsize digits;

      if (text[n] != '.')
        return 0;
      digits = strspn (text + n + 1, "0123456789");
      if (digits < 1 || digits > 3)
        return 0;
      n += 1 + digits;
    }

  return text[n] == '.' && g_ascii_isdigit (text[n + 1]) ? 0 : n;
}

// Reads "550-5.7.26", "550; 5.7.26" and the like at @text. Returns its length, or 0.
static gsize
read_pair (const char *text, TodokuReplyCode *code)
{
  gsize gap, enhanced;

  if (strspn (text, "0123456789") != 3 || strchr ("245", *text) == NULL)
    return 0;
  gap = strspn (text + 3, "- ;\n");
  enhanced = gap >= 1 && gap <= 3 ? read_enhanced (text + 3 + gap) : 0;
  if (enhanced == 0)
    return 0;

  g_snprintf (code->text, sizeof code->text, "%.3s %.*s", text, (int) enhanced, text + 3 + gap);
  code->is_paired = TRUE;

  return 3 + gap + enhanced;
}

static gboolean
follows_word (const char *lines, const char *at)
{
  return at > lines && (g_ascii_isalnum (at[-1]) || at[-1] == '.');
}

// "550-" at the begin of a line, with no second half behind it, only says that the reply goes on.
static gsize
read_continuation (const char *lines, const char *at)
{
  if ((at == lines || at[-1] == '\n') && strspn (at, "0123456789") == 3 && at[3] == '-')
    return 4;

  return 0;
}

// A name that was cut at the end of a line is made whole; "[203.0.113.5 19]" stays two words.
static gsize
append_brackets (GString *flat, const char *text)
{
  const char *end = memchr (text, ']', strnlen (text, BRACKETS_MAX));
  gsize length = end != NULL ? (gsize) (end - text) : 0;
  guint dots = 0;

  if (end == NULL || memchr (text, '\n', length) == NULL
      || strspn (text + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._: \n")
           < length - 1)
    return 0;

  for (gsize i = 0; i < length; i++)
    {
      dots += text[i] == '.';
      if (text[i] == '\n')
        {
          if (dots == 3 && g_ascii_isdigit (text[i - 1]) && g_ascii_isdigit (text[i + 1]))
            g_string_append_c (flat, ' ');
        }
      else if (text[i] != ' ' || text[i - 1] != '\n')
        g_string_append_c (flat, text[i]);
    }

  return length;
}

static void
append_blank (GString *flat)
{
  if (flat->len > 0 && flat->str[flat->len - 1] != ' ')
    g_string_append_c (flat, ' ');
}

// Takes a code at @at out. Returns how many octets of the lines it was.
static gsize
take_code (GString *flat, GArray *codes, const char *lines, const char *at)
{
  TodokuReplyCode code = { 0 };
  gsize length = 0;

  if (g_ascii_isdigit (*at) && !follows_word (lines, at))
    {
      length = read_pair (at, &code);
      if (length == 0)
        length = read_continuation (lines, at);
    }
  if (length == 0)
    return 0;

  append_blank (flat);
  code.offset = flat->len;
  if (code.is_paired)
    g_array_append_val (codes, code);

  return length;
}

// A second half that stands alone is remembered, and stays: it may be something else.
static void
note_lone_code (GString *flat, GArray *codes, const char *lines, const char *at)
{
  TodokuReplyCode code = { .offset = flat->len };
  gsize length = g_ascii_isdigit (*at) && !follows_word (lines, at) ? read_enhanced (at) : 0;

  if (length == 0)
    return;

  g_snprintf (code.text, sizeof code.text, "%.*s", (int) length, at);
  g_array_append_val (codes, code);
}

char *
todoku_mail_text_flatten (const char *lines, GArray **codes)
{
  GString *flat = g_string_sized_new (strlen (lines));

  *codes = g_array_new (FALSE, FALSE, sizeof (TodokuReplyCode));
  for (const char *at = lines; *at != '\0';)
    {
      gsize length = take_code (flat, *codes, lines, at);

      if (length == 0 && *at == '[')
        length = append_brackets (flat, at);
      if (length == 0)
        {
          note_lone_code (flat, *codes, lines, at);
          if (*at == ' ' || *at == '\n')
            append_blank (flat);
          else
            g_string_append_c (flat, *at);
          length = 1;
        }
      at += length;
    }

  return g_string_free (flat, FALSE);
}

static const char *
find_next_line (const char *line)
{
  const char *end = strchr (line, '\n');

  return end != NULL ? end + 1 : line + strlen (line);
}

char *
todoku_mail_text_find_field (const char *lines, const char *name)
{
  gsize length = strlen (name);

  for (const char *line = lines; *line != '\0'; line = find_next_line (line))
    {
      const char *start = line + strspn (line, " ");

      if (g_ascii_strncasecmp (start, name, length) != 0 || start[length] != ':')
        continue;

      const char *end = find_next_line (start);

      while (*end == ' ')
        end = find_next_line (end);

      g_autofree char *value = g_strndup (start + length + 1, (gsize) (end - start) - length - 1);

      return g_strdup (g_strstrip (g_strdelimit (value, "\n", ' ')));
    }

  return NULL;
}

static gboolean
is_local_octet (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

static gboolean
is_domain_octet (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-';
}

char *
todoku_mail_text_find_address (const char *text)
{
  for (const char *at = text != NULL ? strchr (text, '@') : NULL; at != NULL;
       at = strchr (at + 1, '@'))
    {
      const char *start = at;
      gsize n = 0;

      while (start > text && at - start < LOCAL_PART_MAX && is_local_octet (start[-1]))
        start--;
      while (is_domain_octet (at[1 + n]) && n < DOMAIN_MAX)
        n++;
      while (n > 0 && !g_ascii_isalnum (at[n]))
        n--;
      if (start == at || memchr (at + 1, '.', n) == NULL)
        continue;

      g_autofree char *local = g_strndup (start, (gsize) (at - start));
      g_autofree char *domain = g_ascii_strdown (at + 1, (gssize) n);

      return g_strconcat (local, "@", domain, NULL);
    }

  return NULL;
}
