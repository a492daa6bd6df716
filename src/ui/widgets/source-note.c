// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/source-note.h"

#include "checkup/wording.h"
#include "ui/widgets/labels.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
link_new (const char *url)
{
  GtkWidget *link = gtk_link_button_new_with_label (url, _ ("Open the page this is from"));

  gtk_widget_set_halign (link, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (link, url);
  return link;
}

static gboolean
is_web_address (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

GtkWidget *
todoku_source_note_new (const char *about, const TodokuCatalogSource *source, const char *url)
{
  g_autofree char *text = todoku_wording_source (source);
  g_autofree char *line = NULL;
  GtkWidget *note = NULL;

  if (text == NULL)
    return NULL;

  if (about != NULL)
    /* Translators: first the name of a company, then when its facts were checked. */
    line = g_strdup_printf (_ ("%s: %s"), about, text);
  note = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_top (note, 9);
  gtk_box_append (GTK_BOX (note),
                  todoku_sentence_label_new (line != NULL ? line : text, "secondary"));
  if (todoku_catalog_source_is_weak (source))
    gtk_widget_add_css_class (note, "weak-source");
  if (!is_web_address (url))
    url = source->url;
  if (is_web_address (url))
    gtk_box_append (GTK_BOX (note), link_new (url));
  return note;
}
