// SPDX-License-Identifier: GPL-3.0-or-later

#include "mutations.h"

#include <string.h>

static char *
join_lines (const char *text, const char *separator)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv (separator, lines);
}

static char *
prefix_lines (const char *text, const char *prefix)
{
  g_autofree char *separator = g_strconcat ("\n", prefix, NULL);
  g_autofree char *joined = join_lines (text, separator);

  return g_strconcat (prefix, joined, NULL);
}

char *
mutation_quote (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return prefix_lines (text, "> ");
}

char *
mutation_quote_thrice (const char *text, GRand *rand)
{
  return prefix_lines (text, g_rand_boolean (rand) ? "> > > " : "| >> ");
}

char *
mutation_transcribe (const char *text, GRand *rand G_GNUC_UNUSED)
{
  g_autofree char *transcript = prefix_lines (text, "<<< ");

  return join_lines (transcript, " ");
}

// At blanks, as mail programs do.
char *
mutation_wrap (const char *text, GRand *rand)
{
  gsize width = (gsize) g_rand_int_range (rand, 36, 79);
  GString *wrapped = g_string_new (text);
  gsize start = 0;

  for (gsize i = 0; i < wrapped->len; i++)
    if (wrapped->str[i] == '\n')
      start = i;
    else if (wrapped->str[i] == ' ' && i > start + width)
      {
        wrapped->str[i] = '\n';
        start = i;
      }

  return g_string_free (wrapped, FALSE);
}

// Wherever the width ends, as terminals and forms do.
char *
mutation_chop (const char *text, GRand *rand)
{
  gsize width = (gsize) g_rand_int_range (rand, 36, 79);
  g_autofree char *line = join_lines (text, " ");
  GString *chopped = g_string_new (NULL);

  for (gsize i = 0; line[i] != '\0'; i++)
    {
      if (i > 0 && i % width == 0)
        g_string_append_c (chopped, '\n');
      g_string_append_c (chopped, line[i]);
    }

  return g_string_free (chopped, FALSE);
}

static char *
escape (const char *text, const char *octets, const char *before, const char *after)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr (octets, *text) != NULL)
      g_string_append_printf (escaped, "%s%c%s", before, *text, after);
    else
      g_string_append_c (escaped, *text);

  return g_string_free (escaped, FALSE);
}

char *
mutation_escape_for_markdown (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return escape (text, "[]-._*()#=<>", "\\", "");
}

char *
mutation_escape_for_html (const char *text, GRand *rand G_GNUC_UNUSED)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (strchr ("[]=<>&", *text) != NULL)
      g_string_append_printf (escaped, "&#%d;", *text);
    else
      g_string_append_c (escaped, *text);

  return g_string_free (escaped, FALSE);
}

char *
mutation_escape_for_json (const char *text, GRand *rand)
{
  g_autofree char *line = join_lines (text, g_rand_boolean (rand) ? "\\n" : "\\r\\n");
  g_autofree char *escaped = escape (line, "\"", "\\", "");

  return g_strconcat ("{\"status\":\"failed\",\"error\":\"", escaped, "\"}", NULL);
}

char *
mutation_surround (const char *text, GRand *rand G_GNUC_UNUSED)
{
  return g_strconcat ("お世話になっております。先方からメールが戻ってきました。\n\n", text,
                      "\n\n-- \n山田 太郎\n電話 03-0000-0000\n", NULL);
}
