// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/macro.h"

#include "dns/name.h"
#include "spf/repair-private.h"

#include <string.h>

#define LETTERS "slodiphv"
#define EXPLANATION_LETTERS "crt"
#define DELIMITERS ".-+,/_="

typedef struct
{
  char letter;         // in lower case
  gboolean is_escaped; // written in upper case
  guint n_parts;       // right-hand parts that are kept; 0 for all
  gboolean is_reversed;
  const char *delimiters;
  gsize n_delimiters;
} Macro;

static gboolean
is_letter (char c, gboolean is_explanation)
{
  char lower = g_ascii_tolower (c);

  return todoku_spf_character_is_one_of (lower, LETTERS)
         || (is_explanation && todoku_spf_character_is_one_of (lower, EXPLANATION_LETTERS));
}

// Reads "%{…}" at the start of text and gives its octets; 0 where it is none.
static gsize
read_macro (const char *text, gsize length, gboolean is_explanation, Macro *macro)
{
  gsize i = 3;
  gboolean has_digits = FALSE;

  if (length < 4 || text[1] != '{' || !is_letter (text[2], is_explanation))
    return 0;

  *macro = (Macro){ .letter = g_ascii_tolower (text[2]), .is_escaped = g_ascii_isupper (text[2]) };

  for (; i < length && g_ascii_isdigit (text[i]); i++)
    {
      has_digits = TRUE;
      // No name or address has as many parts: from here on the value does not matter.
      if (macro->n_parts < 100000)
        macro->n_parts = macro->n_parts * 10 + (guint) g_ascii_digit_value (text[i]);
    }
  if (has_digits && macro->n_parts == 0)
    return 0;

  if (i < length && g_ascii_tolower (text[i]) == 'r')
    {
      macro->is_reversed = TRUE;
      i++;
    }

  macro->delimiters = text + i;
  while (i < length && todoku_spf_character_is_one_of (text[i], DELIMITERS))
    i++;
  macro->n_delimiters = (gsize) (text + i - macro->delimiters);

  return i < length && text[i] == '}' ? i + 1 : 0;
}

// The octets of the macro-expand at the start of text; 0 where it is broken. @macro has no letter
// where it is one of %%, %_ and %-.
static gsize
read_expand (const char *text, gsize length, gboolean is_explanation, Macro *macro)
{
  macro->letter = '\0';
  if (length >= 2 && todoku_spf_character_is_one_of (text[1], "%_-"))
    return 2;

  return read_macro (text, length, is_explanation, macro);
}

// As todoku_spf_macro_check(), and tells where the last macro ends; 0 where there is none.
static gboolean
check_string (const char *text,
              gsize length,
              gboolean is_explanation,
              gsize *fault,
              gsize *macros_end)
{
  gsize i = 0;
  Macro macro;

  *macros_end = 0;
  while (i < length)
    {
      gsize octets = 1;

      if (text[i] == '%')
        {
          octets = read_expand (text + i, length - i, is_explanation, &macro);
          *macros_end = i + octets;
        }
      else if (!g_ascii_isgraph (text[i]) && !(is_explanation && text[i] == ' '))
        octets = 0;

      if (octets == 0)
        {
          *fault = i;
          return FALSE;
        }
      i += octets;
    }

  return TRUE;
}

gboolean
todoku_spf_macro_check (const char *text, gsize length, gboolean is_explanation, gsize *fault)
{
  gsize macros_end;
  gsize at;

  if (check_string (text, length, is_explanation, &at, &macros_end))
    return TRUE;

  if (fault != NULL)
    *fault = at;
  return FALSE;
}

// Gives the octet that is wrong in the top label, counted from its start, or -1.
static gssize
find_fault_in_top_label (const char *label, gsize length)
{
  gboolean is_number = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (label[i]) && label[i] != '-')
        return (gssize) i;
      if (label[i] == '-' && (i == 0 || i == length - 1))
        return (gssize) i;
      if (!g_ascii_isdigit (label[i]))
        is_number = FALSE;
    }

  return is_number ? 0 : -1;
}

// Checks what follows the last macro of a domain-spec: it must end in a dot and a top label.
static gboolean
check_domain_end (const char *text, gsize start, gsize length, gsize *fault)
{
  const char *tail = text + start;
  gsize n = length - start;
  const char *dot;
  gssize at;

  if (n > 0 && tail[n - 1] == '.')
    n--;
  dot = memrchr (tail, '.', n);
  if (dot == NULL)
    {
      *fault = start;
      return FALSE;
    }

  at = find_fault_in_top_label (dot + 1, n - (gsize) (dot + 1 - tail));
  if (at < 0)
    return TRUE;

  *fault = (gsize) (dot + 1 - text) + (gsize) at;
  return FALSE;
}

gboolean
todoku_spf_macro_check_domain_spec (const char *text,
                                    gsize length,
                                    gsize *fault,
                                    TodokuSpfError *code)
{
  gsize macros_end;

  if (length == 0)
    {
      *fault = 0;
      *code = TODOKU_SPF_ERROR_MISSING_VALUE;
      return FALSE;
    }
  if (!check_string (text, length, FALSE, fault, &macros_end))
    {
      *code = text[*fault] == '%' ? TODOKU_SPF_ERROR_MACRO : TODOKU_SPF_ERROR_CHARACTER;
      return FALSE;
    }
  if (macros_end < length && !check_domain_end (text, macros_end, length, fault))
    {
      *code = TODOKU_SPF_ERROR_DOMAIN;
      return FALSE;
    }

  return TRUE;
}

gboolean
todoku_spf_macro_is_constant (const char *text)
{
  return strpbrk (text, "%\\") == NULL;
}

gboolean
todoku_spf_macro_uses_letter (const char *text, char letter)
{
  for (const char *at = strchr (text, '%'); at != NULL && at[1] != '\0';)
    {
      if (at[1] == '{' && g_ascii_tolower (at[2]) == letter)
        return TRUE;
      at = strchr (at + 2, '%');
    }

  return FALSE;
}

// The address as macro "i" gives it: dotted decimal, or dotted hexadecimal digits (7.3).
static char *
address_to_dotted (const TodokuDnsAddress *address)
{
  g_autoptr (GString) dotted = NULL;

  if (address->length != 16)
    return todoku_dns_address_to_string (address);

  dotted = g_string_sized_new (64);
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (dotted, "%X.%X.", address->bytes[i] >> 4, address->bytes[i] & 0xfU);
  g_string_truncate (dotted, dotted->len - 1);

  return g_string_free (g_steal_pointer (&dotted), FALSE);
}

static char *
or_else (const char *text, const char *otherwise)
{
  return g_strdup (text != NULL && *text != '\0' ? text : otherwise);
}

static char *
get_value (char letter, const TodokuSpfMacroContext *context)
{
  switch (letter)
    {
    case 's':
      return or_else (context->sender, "");
    case 'l':
      return or_else (context->local_part, "postmaster");
    case 'o':
      return or_else (context->sender_domain, "");
    case 'd':
      return or_else (context->domain, "");
    case 'i':
      return address_to_dotted (context->address);
    case 'p':
      return or_else (context->validated_name, "unknown");
    case 'h':
      return or_else (context->helo, "");
    case 'c':
      return todoku_dns_address_to_string (context->address);
    case 'r':
      return or_else (context->receiver, "unknown");
    case 't':
      return g_strdup_printf ("%" G_GINT64_FORMAT, context->timestamp);
    case 'v':
      return g_strdup (context->address->length == 16 ? "ip6" : "in-addr");
    default:
      g_return_val_if_reached (NULL);
    }
}

// A backslash is an octet like any other here, and in a name as DNS writes it begins an escape.
static void
append_octet (GString *expansion, char octet, gboolean is_name)
{
  if (is_name && octet == '\\')
    g_string_append_c (expansion, '\\');
  g_string_append_c (expansion, octet);
}

static void
append (GString *expansion, const char *text, gsize length, const Macro *macro, gboolean is_name)
{
  // These come from DNS, or were asked for there.
  gboolean was_name = todoku_spf_character_is_one_of (macro->letter, "dp");

  for (gsize i = 0; i < length; i++)
    if (macro->is_escaped && !g_ascii_isalnum (text[i])
        && !todoku_spf_character_is_one_of (text[i], "-._~"))
      g_string_append_printf (expansion, "%%%02X", (guchar) text[i]);
    else
      append_octet (expansion, text[i], is_name && !was_name);
}

static gboolean
is_plain (const Macro *macro)
{
  return macro->n_parts == 0 && !macro->is_reversed && macro->n_delimiters == 0;
}

// Splits value at the delimiters, keeps the right-hand parts asked for, and joins them with dots.
static void
append_transformed (GString *expansion, const char *value, const Macro *macro, gboolean is_name)
{
  g_autofree char *delimiters = g_strndup (macro->delimiters, macro->n_delimiters);
  g_auto (GStrv) parts = g_strsplit_set (value, *delimiters != '\0' ? delimiters : ".", -1);
  guint n = g_strv_length (parts);
  guint n_kept = macro->n_parts > 0 ? MIN (macro->n_parts, n) : n;

  for (guint i = 0; i < n_kept; i++)
    {
      const char *part = parts[macro->is_reversed ? n_kept - 1 - i : n - n_kept + i];

      if (i > 0)
        g_string_append_c (expansion, '.');
      append (expansion, part, strlen (part), macro, is_name);
    }
}

static void
append_expand (GString *expansion,
               const char *text,
               const Macro *macro,
               const TodokuSpfMacroContext *context,
               gboolean is_name)
{
  g_autofree char *value = NULL;

  if (macro->letter == '\0')
    {
      g_string_append (expansion, text[1] == '_' ? " " : text[1] == '-' ? "%20" : "%");
      return;
    }

  value = get_value (macro->letter, context);
  if (is_plain (macro))
    append (expansion, value, strlen (value), macro, is_name);
  else
    append_transformed (expansion, value, macro, is_name);
}

// Takes labels away from the left until the name can be asked for (7.3).
static void
shorten_name (GString *name)
{
  gsize dot = g_str_has_suffix (name->str, ".") ? 1 : 0;
  gsize start = 0;

  while (name->len - dot - start > TODOKU_DNS_NAME_MAX)
    {
      const char *end = memchr (name->str + start, '.', name->len - dot - start);

      if (end == NULL)
        break;
      start = (gsize) (end + 1 - name->str);
    }

  g_string_erase (name, 0, (gssize) start);
}

char *
todoku_spf_macro_expand (const char *text,
                         gssize length,
                         const TodokuSpfMacroContext *context,
                         gboolean is_explanation)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (GString) expansion = NULL;
  Macro macro;

  if (!todoku_spf_macro_check (text, n, is_explanation, NULL))
    return NULL;

  expansion = g_string_sized_new (n + 32);
  for (gsize i = 0; i < n;)
    {
      gsize octets = 1;

      if (text[i] == '%')
        {
          octets = read_expand (text + i, n - i, is_explanation, &macro);
          append_expand (expansion, text + i, &macro, context, !is_explanation);
        }
      else
        append_octet (expansion, text[i], !is_explanation);
      i += octets;
    }

  if (!is_explanation)
    shorten_name (expansion);

  return g_string_free (g_steal_pointer (&expansion), FALSE);
}

char *
todoku_spf_macro_expand_constant (const char *text, const char *domain)
{
  static const char others[] = "slohcpirtv";
  TodokuSpfMacroContext context = { .domain = domain };

  if (todoku_spf_macro_is_constant (text))
    return g_strdup (text);
  for (gsize i = 0; others[i] != '\0'; i++)
    if (todoku_spf_macro_uses_letter (text, others[i]))
      return NULL;

  return todoku_spf_macro_expand (text, -1, &context, FALSE);
}
