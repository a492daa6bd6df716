// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "spf/repair-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
todoku_spf_repair_kind_get_id (TodokuSpfRepairKind kind)
{
  static const char *const ids[] = {
    [TODOKU_SPF_REPAIR_WHITE_SPACE] = "white-space",
    [TODOKU_SPF_REPAIR_INVISIBLE] = "invisible",
    [TODOKU_SPF_REPAIR_FULL_WIDTH] = "full-width",
    [TODOKU_SPF_REPAIR_TILDE] = "tilde",
    [TODOKU_SPF_REPAIR_DASH] = "dash",
    [TODOKU_SPF_REPAIR_QUOTES] = "quotes",
    [TODOKU_SPF_REPAIR_SURROUNDINGS] = "surroundings",
    [TODOKU_SPF_REPAIR_VERSION] = "version",
    [TODOKU_SPF_REPAIR_MECHANISM_NAME] = "mechanism-name",
    [TODOKU_SPF_REPAIR_SEPARATOR] = "separator",
    [TODOKU_SPF_REPAIR_BROKEN_TERM] = "broken-term",
    [TODOKU_SPF_REPAIR_PUNCTUATION] = "punctuation",
    [TODOKU_SPF_REPAIR_GLUED_TERMS] = "glued-terms",
    [TODOKU_SPF_REPAIR_BARE_ADDRESS] = "bare-address",
    [TODOKU_SPF_REPAIR_ADDRESS_FAMILY] = "address-family",
    [TODOKU_SPF_REPAIR_LINK] = "link",
    [TODOKU_SPF_REPAIR_PORT] = "port",
    [TODOKU_SPF_REPAIR_NUMBER] = "number",
    [TODOKU_SPF_REPAIR_BLOCK] = "block",
    [TODOKU_SPF_REPAIR_RANGE] = "range",
    [TODOKU_SPF_REPAIR_EMPTY_VALUE] = "empty-value",
    [TODOKU_SPF_REPAIR_MACRO] = "macro",
    [TODOKU_SPF_REPAIR_OTHER_RECORD] = "other-record",
    [TODOKU_SPF_REPAIR_UNCERTAIN] = "uncertain",
  };

  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (ids), NULL);

  return ids[kind];
}

static char *
describe_white_space (const TodokuSpfRepair *repair)
{
  if (repair->was == NULL)
    return g_strdup (_ ("Spaces that were not needed were taken out."));
  if (strcmp (repair->was, "U+3000") == 0)
    return g_strdup (_ ("Full-width spaces were made half-width."));
  if (strcmp (repair->was, "U+0009") == 0)
    return g_strdup (_ ("Tabs were made spaces."));
  if (strcmp (repair->was, "U+000A") == 0 || strcmp (repair->was, "U+000D") == 0)
    return g_strdup (_ ("Line breaks were taken out."));

  /* Translators: %1$s names a character, as U+00A0. */
  return g_strdup_printf (_ ("Spaces of an unusual kind (%1$s) were made plain ones."),
                          repair->was);
}

static char *
describe_version (const char *was)
{
  if (was == NULL)
    return g_strdup (_ ("“v=spf1” was missing at the beginning. It was added."));
  if (strcmp (was, "v=spf1 v=spf1") == 0)
    return g_strdup (_ ("“v=spf1” stood there twice. One was taken out."));

  /* Translators: %1$s is how an SPF record began before it was repaired. */
  return g_strdup_printf (_ ("“%1$s” at the beginning was corrected to “v=spf1”."), was);
}

static char *
describe_punctuation (const char *was, const char *now)
{
  if (now == NULL || strcmp (now, " ") == 0)
    /* Translators: %1$s is a comma, a semicolon or the like. */
    return g_strdup_printf (_ ("“%1$s” was taken out."), was);

  /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
  return g_strdup_printf (_ ("“%1$s” was corrected to “%2$s”."), was, now);
}

static char *
describe_uncertain (const TodokuSpfRepair *repair, const char *was)
{
  const char *text = repair->was != NULL ? repair->was : "";
  g_auto (GStrv) meanings = todoku_spf_suggest_terms (text);

  if (todoku_spf_term_has_placeholder (text))
    /* Translators: %1$s is a piece of an SPF record, as a:sv***.xserver.jp. */
    return g_strdup_printf (_ ("In “%1$s” something stands for what only you have, such as your "
                               "server’s name or your domain. It has to be put there."),
                            was);
  if (meanings == NULL)
    /* Translators: %1$s is a piece of an SPF record. */
    return g_strdup_printf (_ ("It is not certain what “%1$s” is meant to say."), was);
  if (meanings[1] == NULL)
    /* Translators: %1$s is a piece of an SPF record, %2$s a term that may be meant. */
    return g_strdup_printf (_ ("It is not certain what “%1$s” is meant to say (“%2$s”?)."), was,
                            meanings[0]);

  /* Translators: %1$s is a piece of an SPF record, %2$s and %3$s are terms that may be meant. */
  return g_strdup_printf (_ ("It is not certain what “%1$s” is meant to say (“%2$s” or “%3$s”?)."),
                          was, meanings[0], meanings[1]);
}

static gboolean
has_tag (const char *text, const char *const *tags)
{
  for (gsize i = 0; tags[i] != NULL; i++)
    if (g_ascii_strncasecmp (text, tags[i], strlen (tags[i])) == 0)
      return TRUE;

  return FALSE;
}

static char *
describe_other_record (const char *was)
{
  static const char *const dkim[] = { "v=DKIM", "k=", "h=", "t=", "s=", "n=", NULL };
  static const char *const dmarc[] = { "v=DMARC", "p=n",  "p=q",  "p=r",    "sp=",
                                       "np=",     "rua=", "ruf=", "adkim=", "aspf=",
                                       "pct=",    "fo=",  "ri=",  "rf=",    NULL };

  if (has_tag (was, dkim)
      || (has_tag (was, (const char *const[]){ "p=", NULL }) && strlen (was) > 20))
    /* Translators: %1$s is text that stood in an SPF record. */
    return g_strdup_printf (
      _ ("“%1$s” belongs to a DKIM key and was taken out of the SPF record. Publish it as a TXT "
         "record of its own, under the name that came with it (it has “_domainkey” in it)."),
      was);
  if (has_tag (was, dmarc))
    /* Translators: %1$s is text that stood in an SPF record. */
    return g_strdup_printf (
      _ ("“%1$s” belongs to a DMARC record and was taken out of the SPF record. DMARC is published "
         "as a TXT record of its own, under the name “_dmarc” in front of your domain."),
      was);

  /* Translators: %1$s is text that stood in an SPF record. */
  return g_strdup_printf (
    _ ("“%1$s” belongs to another record and was taken out of the SPF record. Where you still need "
       "it, publish it as a TXT record of its own, under the same name."),
    was);
}

// Why what stood there was taken for something else.
static char *
describe_substitution (TodokuSpfRepairKind kind, const char *was, const char *now)
{
  if (kind == TODOKU_SPF_REPAIR_LINK)
    /* Translators: %1$s is a web address or link as it stood in an SPF record, %2$s the name. */
    return g_strdup_printf (_ ("“%1$s” is written as a link. SPF wants the name alone: “%2$s”."),
                            was, now);
  if (kind == TODOKU_SPF_REPAIR_PORT)
    /* Translators: %1$s is an address with a port number, as ip4:192.0.2.1:25. */
    return g_strdup_printf (_ ("“%1$s” ends in a port number, which SPF does not have: it is now "
                               "“%2$s”."),
                            was, now);
  if (kind == TODOKU_SPF_REPAIR_NUMBER)
    /* Translators: %1$s is an address as 192.000.002.001, %2$s as 192.0.2.1. */
    return g_strdup_printf (_ ("The zeros in front were taken out: “%1$s” is now “%2$s”."), was,
                            now);
  if (kind == TODOKU_SPF_REPAIR_BLOCK)
    /* Translators: %1$s is as 192.0.2.* or 192.0.2.0/255.255.255.0, %2$s as 192.0.2.0/24. */
    return g_strdup_printf (_ ("“%1$s” means a block of addresses, which SPF writes as “%2$s”."),
                            was, now);
  if (kind == TODOKU_SPF_REPAIR_RANGE)
    /* Translators: %1$s is as 192.0.2.4-192.0.2.8, %2$s as ip4:192.0.2.4/30 ip4:192.0.2.8. */
    return g_strdup_printf (_ ("The range “%1$s” was written as blocks, the way SPF needs it: "
                               "“%2$s”. They hold the same addresses and no others."),
                            was, now);
  if (kind == TODOKU_SPF_REPAIR_EMPTY_VALUE)
    /* Translators: %1$s is “mx:” or “a:”, %2$s is “mx” or “a”. */
    return g_strdup_printf (_ ("Nothing stands behind “%1$s”. “%2$s” alone means your own domain."),
                            was, now);
  /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
  return g_strdup_printf (_ ("“%1$s” was corrected to “%2$s”."), was, now);
}

static char *
describe_change (TodokuSpfRepairKind kind, const char *was, const char *now)
{
  switch (kind)
    {
    case TODOKU_SPF_REPAIR_DASH:
      /* Translators: %1$s is some kind of dash, %2$s one hyphen or two. */
      return g_strdup_printf (_ ("“%1$s” was made the half-width hyphen “%2$s”."), was, now);
    case TODOKU_SPF_REPAIR_FULL_WIDTH:
    case TODOKU_SPF_REPAIR_TILDE:
      /* Translators: %1$s are full-width characters, %2$s the half-width ones. */
      return g_strdup_printf (_ ("The full-width “%1$s” was made the half-width “%2$s”."), was,
                              now);
    case TODOKU_SPF_REPAIR_BROKEN_TERM:
      /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
      return g_strdup_printf (_ ("A stray space was taken out: “%1$s” is now “%2$s”."), was, now);
    case TODOKU_SPF_REPAIR_GLUED_TERMS:
      /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
      return g_strdup_printf (_ ("A missing space was put in: “%1$s” is now “%2$s”."), was, now);
    case TODOKU_SPF_REPAIR_BARE_ADDRESS:
      /* Translators: %1$s is an IP address, %2$s is the same with ip4: or ip6: before it. */
      return g_strdup_printf (_ ("The address “%1$s” was written as “%2$s”, the way SPF needs it."),
                              was, now);
    case TODOKU_SPF_REPAIR_ADDRESS_FAMILY:
      /* Translators: %1$s and %2$s are ip4: and ip6:, or the reverse. */
      return g_strdup_printf (_ ("“%1$s” was corrected to “%2$s” to fit the kind of address."), was,
                              now);
    case TODOKU_SPF_REPAIR_MECHANISM_NAME:
    case TODOKU_SPF_REPAIR_SEPARATOR:
    case TODOKU_SPF_REPAIR_WHITE_SPACE:
    case TODOKU_SPF_REPAIR_INVISIBLE:
    case TODOKU_SPF_REPAIR_QUOTES:
    case TODOKU_SPF_REPAIR_SURROUNDINGS:
    case TODOKU_SPF_REPAIR_VERSION:
    case TODOKU_SPF_REPAIR_PUNCTUATION:
    case TODOKU_SPF_REPAIR_LINK:
    case TODOKU_SPF_REPAIR_PORT:
    case TODOKU_SPF_REPAIR_NUMBER:
    case TODOKU_SPF_REPAIR_BLOCK:
    case TODOKU_SPF_REPAIR_RANGE:
    case TODOKU_SPF_REPAIR_EMPTY_VALUE:
    case TODOKU_SPF_REPAIR_MACRO:
    case TODOKU_SPF_REPAIR_OTHER_RECORD:
    case TODOKU_SPF_REPAIR_UNCERTAIN:
    default:
      return describe_substitution (kind, was, now);
    }
}

char *
todoku_spf_repair_get_message (const TodokuSpfRepair *repair)
{
  g_autofree char *was = todoku_spf_make_visible (repair->was != NULL ? repair->was : "");
  g_autofree char *now = todoku_spf_make_visible (repair->now != NULL ? repair->now : "");

  if (repair->kind == TODOKU_SPF_REPAIR_WHITE_SPACE)
    return describe_white_space (repair);
  if (repair->kind == TODOKU_SPF_REPAIR_INVISIBLE)
    /* Translators: %1$s names a character, as U+200B. */
    return g_strdup_printf (_ ("A character that cannot be seen (%1$s) was taken out."), was);
  if (repair->kind == TODOKU_SPF_REPAIR_QUOTES)
    /* Translators: %1$s is a quote of any kind. */
    return g_strdup_printf (_ ("The quotes (%1$s) were taken out."), was);
  if (repair->kind == TODOKU_SPF_REPAIR_SURROUNDINGS)
    /* Translators: %1$s is what a person copied together with an SPF record. */
    return g_strdup_printf (_ ("“%1$s” does not belong to the record and was taken out."), was);
  if (repair->kind == TODOKU_SPF_REPAIR_VERSION)
    return describe_version (repair->was != NULL ? was : NULL);
  if (repair->kind == TODOKU_SPF_REPAIR_PUNCTUATION)
    return describe_punctuation (was, repair->now);
  if (repair->kind == TODOKU_SPF_REPAIR_OTHER_RECORD)
    return describe_other_record (was);
  if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN)
    return describe_uncertain (repair, was);

  return describe_change (repair->kind, was, now);
}
