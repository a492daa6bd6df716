// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/page.h"

#include "config.h"

typedef struct
{
  /* Owned */
  TodokuSession *session;
  char *title;

  /* Borrowed: the page's child, and in it the column */
  AdwClamp *clamp;
  GtkBox *content;

  TodokuStandard standard;
} TodokuPagePrivate;

enum
{
  PROP_SESSION = 1,
  PROP_STANDARD,
  PROP_TITLE,
  PROP_WIDTH,
};

static GtkBuildableIface *parent_buildable;

static void todoku_page_init_buildable (GtkBuildableIface *interface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TodokuPage,
                                  todoku_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (TodokuPage)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                           todoku_page_init_buildable))

static TodokuPagePrivate *
get_private (TodokuPage *self)
{
  return todoku_page_get_instance_private (self);
}

TodokuSession *
todoku_page_get_session (gpointer page)
{
  return get_private (TODOKU_PAGE (page))->session;
}

TodokuReport *
todoku_page_get_report (gpointer page)
{
  return todoku_session_get_report (todoku_page_get_session (page));
}

TodokuStandard
todoku_page_get_standard (gpointer page)
{
  return get_private (TODOKU_PAGE (page))->standard;
}

TodokuPageState
todoku_page_get_state (TodokuPage *self)
{
  TodokuPageClass *class = TODOKU_PAGE_GET_CLASS (self);
  TodokuPageState state = {
    .title = get_private (self)->title,
    .complete = TRUE,
    .needed = TRUE,
  };

  if (class->describe != NULL)
    class->describe (self, &state);

  return state;
}

void
todoku_page_update (TodokuPage *self)
{
  TodokuPageClass *class = TODOKU_PAGE_GET_CLASS (self);

  if (class->update != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    class->update (self);
}

void
todoku_page_shown (TodokuPage *self)
{
  TodokuPageClass *class = TODOKU_PAGE_GET_CLASS (self);

  if (class->shown != NULL)
    class->shown (self);
}

gboolean
todoku_page_apply (TodokuPage *self)
{
  TodokuPageClass *class = TODOKU_PAGE_GET_CLASS (self);

  return class->apply == NULL || class->apply (self);
}

// A page begins at its top, and what was opened there was opened for the domain before.
static void
begin_anew (GtkWidget *widget)
{
  if (GTK_IS_VIEWPORT (widget))
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget)), 0);
  else if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), FALSE);
  else if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), FALSE);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    begin_anew (child);
}

static void
todoku_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (todoku_page_parent_class)->map (widget);
  todoku_page_update (TODOKU_PAGE (widget));
}

// After the bindings of the template, so that what is to get the focus can be seen.
static void
todoku_page_constructed (GObject *object)
{
  static const char *const watched[] = { "notify::report", "notify::busy", "notify::received" };
  TodokuSession *session = todoku_page_get_session (object);

  G_OBJECT_CLASS (todoku_page_parent_class)->constructed (object);

  g_signal_connect_object (session, "notify::domain", G_CALLBACK (begin_anew), object,
                           G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (session, watched[i], G_CALLBACK (todoku_page_update), object,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
todoku_page_get_property (GObject *object,
                          guint property G_GNUC_UNUSED,
                          GValue *value,
                          GParamSpec *pspec G_GNUC_UNUSED)
{
  g_value_set_object (value, todoku_page_get_session (object));
}

static void
todoku_page_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  TodokuPagePrivate *priv = get_private (TODOKU_PAGE (object));

  switch (property)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_STANDARD:
      priv->standard = g_value_get_uint (value);
      break;
    case PROP_TITLE:
      g_free (priv->title);
      priv->title = g_value_dup_string (value);
      break;
    case PROP_WIDTH:
      adw_clamp_set_maximum_size (priv->clamp, g_value_get_int (value));
      adw_clamp_set_tightening_threshold (priv->clamp, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
todoku_page_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_box_append (get_private (TODOKU_PAGE (buildable))->content, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
todoku_page_init_buildable (GtkBuildableIface *interface)
{
  parent_buildable = g_type_interface_peek_parent (interface);
  interface->add_child = todoku_page_add_child;
}

static void
todoku_page_finalize (GObject *object)
{
  TodokuPagePrivate *priv = get_private (TODOKU_PAGE (object));

  g_clear_object (&priv->session);
  g_free (priv->title);

  G_OBJECT_CLASS (todoku_page_parent_class)->finalize (object);
}

static void
todoku_page_class_init (TodokuPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags writable = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = todoku_page_constructed;
  object_class->get_property = todoku_page_get_property;
  object_class->set_property = todoku_page_set_property;
  object_class->finalize = todoku_page_finalize;
  GTK_WIDGET_CLASS (class)->map = todoku_page_map;

  g_object_class_install_property (object_class, PROP_SESSION,
                                   g_param_spec_object ("session", NULL, NULL, TODOKU_TYPE_SESSION,
                                                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                          | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (object_class, PROP_STANDARD,
                                   g_param_spec_uint ("standard", NULL, NULL, 0,
                                                      TODOKU_N_STANDARDS - 1, TODOKU_STANDARD_SPF,
                                                      writable | G_PARAM_CONSTRUCT_ONLY));
  g_object_class_install_property (object_class, PROP_TITLE,
                                   g_param_spec_string ("title", NULL, NULL, NULL, writable));
  g_object_class_install_property (object_class, PROP_WIDTH,
                                   g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                                                     writable));
}

static void
todoku_page_init (TodokuPage *self)
{
  TodokuPagePrivate *priv = get_private (self);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  priv->content = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  priv->clamp = g_object_new (ADW_TYPE_CLAMP, "child", priv->content, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (priv->content), "page");
  g_object_set (self, "width", 680, "child", scroller, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (priv->clamp));
}
