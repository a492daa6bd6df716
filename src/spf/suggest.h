// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"
#include "spf/record.h"

G_BEGIN_DECLS

/**
 * todoku_spf_suggest_terms:
 * @text: what stands in a record where a term belongs, in UTF-8
 * @domain: (nullable): the domain whose record it is: none of the terms leads back to it
 *
 * What a term whose meaning is not certain may have been meant to be, for a question to the
 * person: a bare name is a list or a server, `include.shop.example` an include, `ip4:mail.example`
 * a server.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): terms, the likeliest first, each
 *   once and each right to the letter; %NULL where nothing is likely
 */
char **todoku_spf_suggest_terms (const char *text, const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_suggest_by_dns:
 * @facts: what is known
 * @domain: (nullable): the domain whose record it is; a term that names it is no slip
 * @text: a term as it stands in a record, right to the letter or not
 * @complete: (inout): cleared while an answer is missing, and otherwise left as it is
 *
 * What was meant by a term, as the DNS says: for an `include` or `redirect` of a name without an
 * SPF record the list below it (`_spf.…`), the server, `a:…`, where it has an address, or the list
 * above or beside it; for any other mechanism of a name that it finds nothing at, and that has an
 * SPF record, the list, `include:…`; for a term without a certain meaning those of
 * todoku_spf_suggest_terms() that lead to something. A rule over facts; one that failed says
 * nothing.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): terms, the likeliest first; %NULL
 *   where @text leads to what it names, where nothing else does, and while an answer is missing
 */
char **todoku_spf_suggest_by_dns (TodokuDnsFacts *facts,
                                  const char *domain,
                                  const char *text,
                                  gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_filter_by_dns:
 * @sign: a qualifier, or ""
 * @candidates: (nullable) (array zero-terminated=1): terms without a qualifier
 * @complete: (inout): cleared while an answer is missing
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): those that lead to something,
 * behind
 *   @sign; %NULL where none does, and while an answer is missing
 */
char **todoku_spf_filter_by_dns (TodokuDnsFacts *facts,
                                 const char *sign,
                                 char **candidates,
                                 gboolean *complete) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_spf_term_has_placeholder:
 * @text: a term as it stands in a record or in a manual, in UTF-8
 *
 * Manuals print stars, brackets or words where the reader's own server or domain goes:
 * `a:sv***.xserver.jp`, `include:<your domain>`, `a:サーバー名.example.jp`, and names that stand
 * for an example (RFC 2606 3: example.com, example.net, example.org).
 *
 * Returns: whether something in @text stands for what the reader has to put there
 */
gboolean todoku_spf_term_has_placeholder (const char *text);

/** Returns: whether @address is the first of a block, which no server has. */
gboolean todoku_spf_is_first_of_block (const char *address);

/** @terms: (element-type utf8): a list that frees its texts. Returns: (transfer full) (nullable)
 *  (array zero-terminated=1): its texts, which it has no more; %NULL where there are none. */
char **todoku_spf_terms_steal (GPtrArray *terms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
