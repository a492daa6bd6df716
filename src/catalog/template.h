// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

// Texts of the catalog with words in braces. SPF values have {domain} and the placeholders of
// their host; steps have {domain}, {host_field} and {value}.

/**
 * todoku_catalog_placeholder_normalize:
 * @placeholder: a placeholder
 * @text: (nullable): what a person typed or the DNS says
 *
 * Takes white space at both ends and a trailing dot away, lowers ASCII letters, takes full-width
 * characters for plain ones, and completes the first label of a server's name.
 *
 * Returns: (transfer full) (nullable): the value as it goes into the SPF value, or %NULL where it
 *   cannot be one
 */
char *todoku_catalog_placeholder_normalize (const TodokuCatalogPlaceholder *placeholder,
                                            const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_catalog_fill_template:
 * @host: a host
 * @domain: the person's domain, normalized
 * @values: (nullable) (element-type utf8 utf8): what is known of the placeholders, as host →
 *   sv1234.xserver.jp
 * @missing: (out) (optional) (transfer none) (nullable): the first placeholder without a value, or
 *   with one that does not match its pattern
 *
 * Returns: (transfer full) (nullable): the host's SPF value filled in; %NULL where something is
 *   @missing, and where no value is known of the host: then @missing is %NULL too
 */
char *todoku_catalog_fill_template (const TodokuMailHost *host,
                                    const char *domain,
                                    GHashTable *values,
                                    const TodokuCatalogPlaceholder **missing)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_catalog_fill_step:
 * @step: a step of a DNS provider, or a host's switch
 * @domain: the person's domain, as it is shown
 * @host_field: (nullable): what goes into the host field: "" for blank; %NULL where not known
 * @value: (nullable): what is to be pasted
 *
 * Returns: (transfer full): the step in the language spoken; a blank field, and one that is not
 *   known, are said in words
 */
char *todoku_catalog_fill_step (const TodokuCatalogText *step,
                                const char *domain,
                                const char *host_field,
                                const char *value) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether every word in braces of @template is {domain} or a placeholder of @host. */
gboolean todoku_catalog_template_is_valid (const TodokuMailHost *host, const char *template);

/**
 * todoku_catalog_template_to_regex:
 * @host: a host
 * @template: an SPF term with at most one placeholder, as a:{host}
 * @fills: (out) (transfer none) (nullable): the key of that placeholder
 *
 * Returns: (transfer full) (nullable): a regular expression for the terms it makes, the
 *   placeholder as its first group; %NULL where a word in braces is not known
 */
char *todoku_catalog_template_to_regex (const TodokuMailHost *host,
                                        const char *template,
                                        const char **fills) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
