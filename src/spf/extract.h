// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TODOKU_SPF_EXTRACT_ERROR (todoku_spf_extract_error_quark ())
GQuark todoku_spf_extract_error_quark (void);

/**
 * TodokuSpfExtractError:
 * @TODOKU_SPF_EXTRACT_ERROR_NONE: there is neither a record nor a term in the text
 * @TODOKU_SPF_EXTRACT_ERROR_SEVERAL: there are two records, or two terms of which one is to be
 *   chosen
 * @TODOKU_SPF_EXTRACT_ERROR_PLACEHOLDER: something stands for what only the reader has
 * @TODOKU_SPF_EXTRACT_ERROR_UNCLEAR: a term's meaning is not certain
 */
typedef enum
{
  TODOKU_SPF_EXTRACT_ERROR_NONE,
  TODOKU_SPF_EXTRACT_ERROR_SEVERAL,
  TODOKU_SPF_EXTRACT_ERROR_PLACEHOLDER,
  TODOKU_SPF_EXTRACT_ERROR_UNCLEAR,
} TodokuSpfExtractError;

/**
 * todoku_spf_extract_value:
 * @text: what a help page or a company's mail prints, in UTF-8
 * @error: return location for an error whose message is a sentence in the language spoken
 *
 * Takes the SPF value out of what people copy with it: a whole record, one term or several, a
 * sentence in English or Japanese with either in it, or a panel's block of host, type, value and
 * TTL. Repairs what todoku_spf_repair() repairs. Terms without a record become one that ends in
 * ~all.
 *
 * Returns: (transfer full) (nullable): a record that parses; %NULL with @error set
 */
char *todoku_spf_extract_value (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
