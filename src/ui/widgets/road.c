// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/road.h"

#include "ui/widgets/accessible.h"

#include <glib/gi18n-lib.h>

static gboolean
is_done (const TodokuReport *report, TodokuStandard standard)
{
  return report != NULL && todoku_report_get_standard (report, standard).is_done;
}

static char *
describe (const char *name, gboolean done, gboolean is_current)
{
  if (done)
    // Translators: read aloud; the argument is SPF, DKIM or DMARC.
    return g_strdup_printf (_ ("%s: in order."), name);
  if (is_current)
    // Translators: read aloud; the argument is SPF, DKIM or DMARC.
    return g_strdup_printf (_ ("%s: this page."), name);

  // Translators: read aloud; the argument is SPF, DKIM or DMARC.
  return g_strdup_printf (_ ("%s: still to do."), name);
}

static void
embolden (PangoAttrList *attributes, guint start, guint end)
{
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->start_index = start;
  bold->end_index = end;
  pango_attr_list_insert (attributes, bold);
}

void
todoku_road_show (GtkLabel *label, const TodokuReport *report, TodokuStandard current)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) spoken = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < TODOKU_N_STANDARDS; i++)
    {
      const char *name = todoku_standard_get_label (i);
      gboolean done = is_done (report, i);
      g_autofree char *state = describe (name, done, i == current);
      guint start;

      g_string_append (text, i > 0 ? "  →  " : "");
      start = (guint) text->len;
      g_string_append_printf (text, "%s%s", done ? "✓\u00a0" : "", name);
      if (i == current)
        embolden (attributes, start, (guint) text->len);
      g_string_append_printf (spoken, "%s%s", i > 0 ? " " : "", state);
    }
  gtk_label_set_xalign (label, 0.5F);
  gtk_label_set_text (label, text->str);
  gtk_label_set_attributes (label, attributes);
  todoku_accessible_set_label (GTK_WIDGET (label), spoken->str);
}

gboolean
todoku_road_is_done (const TodokuReport *report)
{
  for (guint i = 0; i < TODOKU_N_STANDARDS; i++)
    if (!is_done (report, i))
      return FALSE;

  return TRUE;
}
