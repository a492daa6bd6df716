// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Labels that never take their text as markup and wrap wherever they must, so that a value without
// a space still fits a narrow window. No hyphen is put where they do: in a value or a domain it
// would be read as part of it. Lines begin at the start, but for those that are to be centred.

/** Lets @label take as many lines as its place wants. */
void todoku_label_wrap (GtkLabel *label);

/** The same with the words on @button, which has a label. */
void todoku_button_wrap (GtkButton *button);

/** The same with all labels in @widget of which a template says that they wrap. */
void todoku_labels_wrap (GtkWidget *widget);

/** gtk_widget_init_template(), and todoku_labels_wrap(). */
void todoku_template_init (GtkWidget *widget);

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

/**
 * todoku_row_content_new:
 * @prefix: (nullable): what stands before the texts, at the height of their first line
 * @texts: the texts, which take what room there is
 * @suffix: (nullable): what stands after the texts, in the middle
 *
 * Returns: (transfer floating): the content of a list row
 */
GtkWidget *todoku_row_content_new (GtkWidget *prefix,
                                   GtkWidget *texts,
                                   GtkWidget *suffix) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): a row with @content, which a screen reader calls @spoken. */
GtkWidget *todoku_spoken_row_new (GtkWidget *content, const char *spoken) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): a picture that a screen reader passes over; @css_class (nullable)
 * is a style class. */
GtkWidget *todoku_icon_new (const char *icon_name, const char *css_class) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): the picture of what is as it should be (1), is not (0), or is not
 * known (-1); the words beside it say the same. */
GtkWidget *todoku_sign_new (int state) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): texts, one above the other, to be added. */
GtkWidget *todoku_texts_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer floating): an AdwExpanderRow whose texts are no markup; @subtitle (nullable).
 */
GtkWidget *todoku_expander_row_new (const char *title,
                                    const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_value_row_new:
 * @title: what the value is, as "Type"
 * @value: the value; copied to the letter
 *
 * Returns: (transfer floating): a row with a value in one width that can be selected, and a button
 *   that copies it
 */
GtkWidget *todoku_value_row_new (const char *title, const char *value) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_value_row_new_remark:
 * @title: what the field is, as "TTL"
 * @remark: what to do with it, in words: there is nothing to copy
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *todoku_value_row_new_remark (const char *title,
                                        const char *remark) G_GNUC_WARN_UNUSED_RESULT;

/** Says below the value of @row, a value row or one with a remark, what such a field is; nothing
 * where @meaning is %NULL. */
void todoku_value_row_explain (GtkWidget *row, const char *meaning);

/**
 * todoku_pieces_row_new:
 * @pieces: (nullable) (array zero-terminated=1): a value in the pieces of a TXT record
 *
 * Returns: (transfer floating) (nullable): a row that opens to the pieces, each with its own button
 *   to copy, for the few panels that want them so; %NULL where there are fewer than two
 */
GtkWidget *todoku_pieces_row_new (const char *const *pieces) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_source_note_new:
 * @about: (nullable): what was checked, as the name of a company
 * @source: where the fact is from
 * @url: (nullable): the page to open in place of @source's own
 *
 * Returns: (transfer floating) (nullable): when and where a fact was checked, a warning where that
 *   is weak, and a link; %NULL where nothing is known about it
 */
GtkWidget *todoku_source_note_new (const char *about,
                                   const TodokuCatalogSource *source,
                                   const char *url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
