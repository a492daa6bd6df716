// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/csv.h"

#include "cli/terminal.h"

#include <string.h>

#define LINE_END "\r\n"
#define BETWEEN_SEVERAL " | "

// The key of the answer, and where that is an object, or a list of some, the keys in it.
static const struct
{
  const char *name;
  const char *key;
  const char *part;
} columns[] = {
  { "input", "input", NULL },
  { "line", "line", NULL },
  { "domain", "domain", NULL },
  { "verdict", "verdict", NULL },
  { "headline", "headline", NULL },
  { "explanation", "explanation", NULL },
  { "question", "question", "about" },
  { "options", "question", "options" },
  { "current", "current", NULL },
  { "proposed", "proposed", NULL },
  { "mail_host", "mail_host", "name" },
  { "web_host", "web_host", "name" },
  { "dns_provider", "dns_provider", "name" },
  { "dkim", "dkim", "verdict" },
  { "dmarc", "dmarc", "verdict" },
  { "dmarc_policy", "dmarc", "policy" },
  { "findings", "findings", "id" },
  { "error", "error", NULL },
  { "dkim_proposed", "dkim", "proposed" },
  { "dkim_findings", "dkim", "findings.message" },
  { "dmarc_name", "dmarc", "name" },
  { "dmarc_proposed", "dmarc", "proposed" },
  { "dmarc_findings", "dmarc", "findings.message" },
};

// A spreadsheet takes for a formula what begins so; in East Asia, some also in full width.
static gboolean
begins_a_formula (const char *text)
{
  static const char *const signs[] = { "=", "+", "-", "@", "＝", "＋", "－", "＠" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return TRUE;

  return FALSE;
}

// RFC 4180 (2.5 to 2.7). An apostrophe tells a spreadsheet that text follows.
static void
append_field (GString *line, const char *text)
{
  g_autofree char *shown = todoku_terminal_escape (text);
  gboolean is_quoted = strpbrk (shown, ",\"") != NULL;

  if (is_quoted)
    g_string_append_c (line, '"');
  if (begins_a_formula (shown))
    g_string_append_c (line, '\'');
  for (const char *at = shown; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *at);
    }
  if (is_quoted)
    g_string_append_c (line, '"');
}

static void
append_value (GString *text, struct json_object *value, const char *part)
{
  g_auto (GStrv) keys = g_strsplit (part != NULL ? part : "", ".", 2);

  if (json_object_is_type (value, json_type_object))
    {
      if (part != NULL)
        append_value (text, json_object_object_get (value, keys[0]), keys[1]);
      return;
    }
  if (value == NULL)
    return;
  if (json_object_is_type (value, json_type_array))
    {
      for (gsize i = 0; i < json_object_array_length (value); i++)
        append_value (text, json_object_array_get_idx (value, i), part);
      return;
    }

  if (text->len > 0)
    g_string_append (text, BETWEEN_SEVERAL);
  g_string_append (text, json_object_get_string (value));
}

char *
todoku_csv_write_header (void)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "," : "", columns[i].name);

  return g_string_free (g_string_append (line, LINE_END), FALSE);
}

char *
todoku_csv_write_answer (struct json_object *answer)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      struct json_object *value = json_object_object_get (answer, columns[i].key);
      g_autoptr (GString) text = g_string_new (NULL);

      append_value (text, value, columns[i].part);
      if (i > 0)
        g_string_append_c (line, ',');
      append_field (line, text->str);
    }

  return g_string_free (g_string_append (line, LINE_END), FALSE);
}
