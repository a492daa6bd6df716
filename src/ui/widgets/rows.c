// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/rows.h"

#include "checkup/wording.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/copy-button.h"

#include <glib/gi18n-lib.h>

/* With a least width given, GTK need not find it out by laying out the text one character a line.
 */
#define WIDTH_CHARS_MIN 4

/* Characters that fit beside the button in the narrowest window. */
#define SHORT_VALUE_MAX 16

void
todoku_label_wrap (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_width_chars (label, WIDTH_CHARS_MIN);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  if (gtk_label_get_justify (label) != GTK_JUSTIFY_CENTER)
    gtk_label_set_xalign (label, 0);
}

void
todoku_button_wrap (GtkButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (button));

  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  todoku_label_wrap (label);
}

// libadwaita's own rows wrap as it wants them to.
void
todoku_labels_wrap (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_wrap (GTK_LABEL (widget))
      && gtk_label_get_attributes (GTK_LABEL (widget)) == NULL)
    todoku_label_wrap (GTK_LABEL (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!ADW_IS_PREFERENCES_ROW (child))
      todoku_labels_wrap (child);
}

void
todoku_template_init (GtkWidget *widget)
{
  gtk_widget_init_template (widget);
  todoku_labels_wrap (widget);
}

GtkWidget *
todoku_sentence_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  todoku_label_wrap (GTK_LABEL (label));
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
todoku_code_label_set_text (GtkLabel *label, const char *text)
{
  g_autofree char *visible = todoku_wording_make_visible (text);

  gtk_label_set_text (label, visible);
}

GtkWidget *
todoku_code_label_new (const char *text)
{
  GtkWidget *label = todoku_sentence_label_new (NULL, "monospace");

  todoku_code_label_set_text (GTK_LABEL (label), text);
  return label;
}

GtkWidget *
todoku_value_label_new (const char *text)
{
  GtkWidget *label = todoku_code_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

GtkWidget *
todoku_row_content_new (GtkWidget *prefix, GtkWidget *texts, GtkWidget *suffix)
{
  /* Not a box: a box gives texts that wrap the width they would like for the row's height, and
   * that can be more than there is. */
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_widget_add_css_class (grid, "row-content");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_grid_attach (GTK_GRID (grid), texts, 1, 0, 1, 1);
  if (prefix != NULL)
    {
      gtk_widget_set_valign (prefix, GTK_ALIGN_START);
      gtk_grid_attach (GTK_GRID (grid), prefix, 0, 0, 1, 1);
    }
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      /* Only where it can matter: what is not to fill its place is measured again each time that it
       * is given one, by trying out one width after the other for its texts. */
      gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
      gtk_grid_attach (GTK_GRID (grid), suffix, 2, 0, 1, 1);
    }
  return grid;
}

GtkWidget *
todoku_spoken_row_new (GtkWidget *content, const char *spoken)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  todoku_accessible_set_label (row, spoken);
  return row;
}

GtkWidget *
todoku_icon_new (const char *icon_name, const char *css_class)
{
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", icon_name, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
  return icon;
}

GtkWidget *
todoku_sign_new (int state)
{
  if (state < 0)
    return todoku_icon_new ("todoku-question-symbolic", "dim-label");

  return state > 0 ? todoku_icon_new ("emblem-ok-symbolic", "success")
                   : todoku_icon_new ("dialog-warning-symbolic", "warning");
}

GtkWidget *
todoku_texts_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
}

GtkWidget *
todoku_expander_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  /* Known to be no markup before there is a text: with both given to g_object_new() the row would
   * read its text as markup first. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle != NULL ? subtitle : "");
  // The row within it that can be pressed has a name of its own.
  todoku_accessible_set_label (row, title);

  return row;
}

/* A long value has the whole width to itself, below its title and button. */
static GtkWidget *
field_row_new (const char *title, GtkWidget *text, GtkWidget *button, gboolean is_long)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);
  GtkWidget *label = todoku_sentence_label_new (title, "caption-heading");
  GtkWidget *texts = todoku_texts_new ();
  GtkWidget *head = label;
  /* Translators: read aloud: what a field is called, then what it holds. */
  g_autofree char *spoken =
    g_strdup_printf (_ ("%s: %s"), title, gtk_label_get_text (GTK_LABEL (text)));

  if (is_long)
    {
      head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (head), label);
      gtk_box_append (GTK_BOX (head), button);
    }
  gtk_box_append (GTK_BOX (texts), head);
  gtk_box_append (GTK_BOX (texts), text);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              todoku_row_content_new (NULL, texts, is_long ? NULL : button));
  todoku_accessible_set_label (row, spoken);
  return row;
}

GtkWidget *
todoku_value_row_new (const char *title, const char *value)
{
  GtkWidget *button = g_object_new (TODOKU_TYPE_COPY_BUTTON, "text", value, "what", title, NULL);

  return field_row_new (title, todoku_value_label_new (value), button,
                        g_utf8_strlen (value, -1) > SHORT_VALUE_MAX);
}

GtkWidget *
todoku_value_row_new_remark (const char *title, const char *remark)
{
  return field_row_new (title, todoku_sentence_label_new (remark, NULL), NULL, FALSE);
}

void
todoku_value_row_explain (GtkWidget *row, const char *meaning)
{
  GtkGrid *grid = GTK_GRID (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));

  if (meaning != NULL)
    gtk_box_append (GTK_BOX (gtk_grid_get_child_at (grid, 1, 0)),
                    todoku_sentence_label_new (meaning, "secondary"));
}

GtkWidget *
todoku_pieces_row_new (const char *const *pieces)
{
  guint n_pieces = pieces != NULL ? g_strv_length ((char **) pieces) : 0;
  GtkWidget *row = NULL;

  if (n_pieces < 2)
    return NULL;

  row = todoku_expander_row_new (_ ("If the Control Panel Says the Value Is Too Long"),
                                 _ ("Most control panels take the whole value. A few want it in "
                                    "parts of at most 255 characters."));
  gtk_widget_set_name (row, "pieces");
  for (guint i = 0; i < n_pieces; i++)
    {
      /* Translators: a part of a long value: its number, and how many there are. */
      g_autofree char *title = g_strdup_printf (_ ("Part %u of %u"), i + 1, n_pieces);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), todoku_value_row_new (title, pieces[i]));
    }
  return row;
}

static GtkWidget *
link_new (const char *url)
{
  GtkWidget *link = gtk_link_button_new_with_label (url, _ ("Open the page this comes from"));

  todoku_button_wrap (GTK_BUTTON (link));
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
  note = todoku_texts_new ();
  gtk_widget_set_margin_top (note, 9);
  gtk_box_append (GTK_BOX (note),
                  todoku_sentence_label_new (line != NULL ? line : text, "secondary"));
  if (!is_web_address (url))
    url = source->url;
  if (is_web_address (url))
    gtk_box_append (GTK_BOX (note), link_new (url));
  return note;
}
