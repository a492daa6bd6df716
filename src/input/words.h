// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * todoku_input_split_words:
 * @text: a folded text, see todoku_input_fold()
 *
 * Splits @text at white space, quotes, brackets and commas, after closing up the blanks that slip
 * in around @ and dots (`info @ shop. example`). Where there is an address or a URL in `<…>`, only
 * what stands in there is split. URLs stay whole. A comma before a single label stays, as it was
 * meant as a dot.
 *
 * Returns: (transfer full): the words, none of them empty
 */
GStrv todoku_input_split_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
