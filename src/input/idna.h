// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What came of a label on its way to the DNS. */
typedef enum
{
  TODOKU_IDNA_OK,
  TODOKU_IDNA_CHARACTER, /* a character that no label has */
  TODOKU_IDNA_HYPHEN,    /* a hyphen at its begin or end */
  TODOKU_IDNA_LENGTH,    /* more than 63 octets, or none */
  TODOKU_IDNA_ORDER,     /* every character is good, but not together */
} TodokuIdnaResult;

/**
 * todoku_idna_label_to_ascii:
 * @label: one label of a domain name, UTF-8
 * @ascii: (out) (transfer full): the same for the DNS, in lower case; set with %TODOKU_IDNA_OK
 * @character: (out): the first character at fault, with %TODOKU_IDNA_CHARACTER
 *
 * Maps @label as browsers do (UTS 46, non-transitional: case, width, NFC) and turns it into an
 * A-label (RFC 5891). Letters, digits and hyphens only (RFC 5321 4.1.2): no underscore. What
 * begins with `xn--` is taken as it is.
 *
 * Returns: how it went
 */
TodokuIdnaResult todoku_idna_label_to_ascii (const char *label, char **ascii, gunichar *character);

/**
 * todoku_idna_to_display:
 * @ascii: a domain name in A-labels
 *
 * Returns: (transfer full): the name as a person reads it (RFC 5890 U-labels); @ascii itself where
 *   it does not lead back to @ascii, or a label mixes scripts that no one language mixes (UTS 39
 *   5.2), so that it could pass for another name
 */
char *todoku_idna_to_display (const char *ascii) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
