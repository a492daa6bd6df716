// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuHead:
 *
 * What a page says first: a sign, one sentence, and what explains it; below them its children.
 *
 * Properties:
 * - live (boolean, construct-only): a screen reader says the sentence whenever it is another one
 */
#define TODOKU_TYPE_HEAD (todoku_head_get_type ())
G_DECLARE_FINAL_TYPE (TodokuHead, todoku_head, TODOKU, HEAD, GtkBox)

/** Shows @icon_name in the style @css_class (both nullable): what the words say, at a glance. */
void todoku_head_set_sign (TodokuHead *self, const char *icon_name, const char *css_class);

/** Says @headline, and below it @explanation; where one is %NULL or empty it is not there. */
void todoku_head_set_words (TodokuHead *self, const char *headline, const char *explanation);

/** Returns: (transfer none): the sentence, which can have the focus. */
GtkWidget *todoku_head_get_headline (TodokuHead *self);

G_END_DECLS
