// SPDX-License-Identifier: GPL-3.0-or-later

#include "input/domain.h"

#include "config.h"

#include "dns/name.h"
#include "dns/suffix.h"
#include "input/candidate.h"
#include "input/folding.h"
#include "input/idna.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// The longest text that is looked at, in octets: no address comes near it.
#define TEXT_MAX 4096

G_DEFINE_QUARK (todoku_domain_error, todoku_domain_error)

void
todoku_domain_free (TodokuDomain *domain)
{
  g_free (domain->ascii);
  g_free (domain->display);
  g_free (domain->registrable);
  g_free (domain);
}

static void
set_empty (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_EMPTY,
                       _ ("There is no domain here. Please enter it as in info@shop.example."));
}

static void
set_too_long (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_LENGTH,
                       _ ("This is too long for a domain. Please enter it alone, as in "
                          "info@shop.example."));
}

// What cannot be seen is called by its number.
static void
set_character (gunichar character, GError **error)
{
  char shown[16] = { 0 };

  if (g_unichar_isgraph (character) && !g_unichar_ismark (character)
      && g_unichar_type (character) != G_UNICODE_PRIVATE_USE)
    g_unichar_to_utf8 (character, shown);
  else
    g_snprintf (shown, sizeof shown, "U+%04X", character);

  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
               /* Translators: %s is one character, such as _ or ! */
               _ ("“%s” cannot be part of a domain. Please enter it as in info@shop.example."),
               shown);
}

static void
set_hyphen (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
                       _ (
                         "A hyphen (-) cannot stand beside a dot or at the end of a domain. Please "
                         "enter it as in my-shop.example."));
}

static void
set_order (const char *label, GError **error)
{
  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
               /* Translators: %s is a part of a domain, between two dots */
               _ (
                 "The letters of “%s” cannot stand side by side in a domain. Please enter it as in "
                 "info@shop.example."),
               label);
}

static void
set_two_dots (GError **error)
{
  g_set_error_literal (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_CHARACTER,
                       _ ("There are two dots in a row. Please enter it as in info@shop.example."));
}

static void
set_address (const char *address, GError **error)
{
  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_ADDRESS,
               /* Translators: %s is an IP address */
               _ ("%s is an IP address, the number of a server. Please enter a domain, as in "
                  "shop.example."),
               address);
}

static void
set_one_label (const char *label, GError **error)
{
  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_ONE_LABEL,
               /* Translators: %s is what was entered */
               _ ("“%s” lacks the end of a domain, such as .jp or .com. Please enter all of it, as "
                  "in shop.example."),
               label);
}

static void
set_public_suffix (const char *suffix, GError **error)
{
  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_PUBLIC_SUFFIX,
               /* Translators: both %s are the shared ending, such as co.jp */
               _ ("“%s” is an ending that many domains share. Please enter the name before it "
                  "too, as in shop.%s."),
               suffix, suffix);
}

static void
set_several (const TodokuDomain *one, const TodokuDomain *other, GError **error)
{
  g_set_error (error, TODOKU_DOMAIN_ERROR, TODOKU_DOMAIN_ERROR_SEVERAL,
               /* Translators: both %s are domains */
               _ ("There is more than one domain here: %s and %s. Please enter one of them."),
               one->display, other->display);
}

static gboolean
convert_label (const char *label, char **ascii, GError **error)
{
  gunichar character = 0;

  switch (todoku_idna_label_to_ascii (label, ascii, &character))
    {
    case TODOKU_IDNA_OK:
      return TRUE;
    case TODOKU_IDNA_CHARACTER:
      set_character (character, error);
      return FALSE;
    case TODOKU_IDNA_HYPHEN:
      set_hyphen (error);
      return FALSE;
    case TODOKU_IDNA_LENGTH:
      set_too_long (error);
      return FALSE;
    case TODOKU_IDNA_ORDER:
    default:
      set_order (label, error);
      return FALSE;
    }
}

static char *
convert_host (const char *host, GError **error)
{
  g_auto (GStrv) labels = g_strsplit (host, ".", -1);

  for (gsize i = 0; labels[i] != NULL; i++)
    {
      char *ascii = NULL;

      if (*labels[i] == '\0')
        {
          set_two_dots (error);
          return NULL;
        }
      if (!convert_label (labels[i], &ascii, error))
        return NULL;

      g_free (labels[i]);
      labels[i] = ascii;
    }

  return g_strjoinv (".", labels);
}

// As browsers do: a name whose last label is a number is an address, however badly written.
static gboolean
is_address (const char *host)
{
  const char *dot = strrchr (host, '.');

  return g_hostname_is_ip_address (host)
         || (dot != NULL && dot[1] != '\0' && strspn (dot + 1, "0123456789") == strlen (dot + 1));
}

static gboolean
check_name (const char *ascii, GError **error)
{
  g_autofree char *display = todoku_idna_to_display (ascii);

  if (is_address (ascii))
    set_address (ascii, error);
  else if (strlen (ascii) > TODOKU_DNS_NAME_MAX)
    set_too_long (error);
  else if (strchr (ascii, '.') == NULL)
    set_one_label (display, error);
  else if (todoku_suffix_is_shared (ascii))
    set_public_suffix (display, error);
  else
    return TRUE;

  return FALSE;
}

// www.shop.example is where the shop's pages are, and not where its mail comes from. www.com is a
// name like any other.
static const char *
skip_www (const char *ascii)
{
  static const char www[] = "www.";

  if (!g_str_has_prefix (ascii, www)
      || todoku_suffix_get_registrable (ascii + strlen (www)) == NULL)
    return ascii;

  return ascii + strlen (www);
}

static TodokuDomain *
domain_of_candidate (const TodokuInputCandidate *candidate, GError **error)
{
  if (*candidate->host == '\0')
    {
      set_empty (error);
      return NULL;
    }
  if (g_hostname_is_ip_address (candidate->host))
    {
      set_address (candidate->host, error);
      return NULL;
    }

  g_autofree char *ascii = convert_host (candidate->host, error);

  if (ascii == NULL || !check_name (ascii, error))
    return NULL;

  TodokuDomain *domain = g_new0 (TodokuDomain, 1);

  domain->is_mail_domain = candidate->is_mail;
  domain->ascii = g_strdup (candidate->is_mail ? ascii : skip_www (ascii));
  domain->display = todoku_idna_to_display (domain->ascii);
  domain->registrable = g_strdup (todoku_suffix_get_registrable (domain->ascii));

  return domain;
}

// The same domain twice is no question; the address says more than the URL.
static gboolean
merge (TodokuDomain *domain, const TodokuDomain *other, GError **error)
{
  if (!g_str_equal (domain->ascii, other->ascii))
    {
      set_several (domain, other, error);
      return FALSE;
    }

  domain->is_mail_domain = domain->is_mail_domain || other->is_mail_domain;
  return TRUE;
}

TodokuDomain *
todoku_domain_parse (const char *text, GError **error)
{
  if (strlen (text) > TEXT_MAX)
    {
      set_too_long (error);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      set_character (0xFFFD, error);
      return NULL;
    }

  g_autofree char *folded = todoku_input_fold (text);
  g_autoptr (GPtrArray) candidates = todoku_input_find_candidates (folded);
  g_autoptr (TodokuDomain) domain = NULL;

  if (candidates->len == 0)
    set_empty (error);

  for (guint i = 0; i < candidates->len; i++)
    {
      g_autoptr (TodokuDomain) other = domain_of_candidate (candidates->pdata[i], error);

      if (other == NULL)
        return NULL;
      if (domain == NULL)
        domain = g_steal_pointer (&other);
      else if (!merge (domain, other, error))
        return NULL;
    }

  return g_steal_pointer (&domain);
}
