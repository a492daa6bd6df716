// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Labels that never take their text as markup and wrap wherever they must, so that a value without
// a space still fits a narrow window. No hyphen is put where they do: in a value or a domain it
// would be read as part of it.

/** Returns: (transfer floating): a sentence; @css_class (nullable) is a style class. */
GtkWidget *todoku_sentence_label_new (const char *text, const char *css_class);

/**
 * todoku_code_label_new:
 * @text: an SPF term or a record, from anywhere
 *
 * Returns: (transfer floating): @text in one width; what cannot be seen or would deceive the eye
 *   is shown as U+FFFD
 */
GtkWidget *todoku_code_label_new (const char *text);

/** Returns: (transfer floating): as todoku_code_label_new(), to be selected. */
GtkWidget *todoku_value_label_new (const char *text);

/** Sets a label made by todoku_code_label_new(), or a like one of a template. */
void todoku_code_label_set_text (GtkLabel *label, const char *text);

G_END_DECLS
