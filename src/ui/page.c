// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/page.h"

#include "config.h"

typedef struct
{
  /* Owned */
  TodokuSession *session;
  char *title;
  char *next_label;

  TodokuStandard standard;
  gboolean complete;
  gboolean busy;
  gboolean waits;
  gboolean needed;
} TodokuPagePrivate;

enum
{
  PROP_SESSION = 1,
  PROP_STANDARD,
  PROP_TITLE,
  PROP_COMPLETE,
  PROP_BUSY,
  PROP_NEXT_LABEL,
  PROP_WAITS,
  PROP_NEEDED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TodokuPage, todoku_page, ADW_TYPE_BIN)

static TodokuPagePrivate *
get_private (TodokuPage *self)
{
  return todoku_page_get_instance_private (self);
}

static void
store_boolean (TodokuPage *self, gboolean *member, gboolean value, guint property)
{
  if (*member == !!value)
    return;

  *member = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
store_string (TodokuPage *self, char **member, const char *value, guint property)
{
  if (g_strcmp0 (*member, value) == 0)
    return;

  char *copy = g_strdup (value);

  g_free (*member);
  *member = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

TodokuSession *
todoku_page_get_session (TodokuPage *self)
{
  return get_private (self)->session;
}

TodokuStandard
todoku_page_get_standard (TodokuPage *self)
{
  return get_private (self)->standard;
}

const char *
todoku_page_get_title (TodokuPage *self)
{
  return get_private (self)->title;
}

gboolean
todoku_page_get_complete (TodokuPage *self)
{
  return get_private (self)->complete;
}

void
todoku_page_set_complete (TodokuPage *self, gboolean complete)
{
  store_boolean (self, &get_private (self)->complete, complete, PROP_COMPLETE);
}

gboolean
todoku_page_get_busy (TodokuPage *self)
{
  return get_private (self)->busy;
}

void
todoku_page_set_busy (TodokuPage *self, gboolean busy)
{
  store_boolean (self, &get_private (self)->busy, busy, PROP_BUSY);
}

const char *
todoku_page_get_next_label (TodokuPage *self)
{
  return get_private (self)->next_label;
}

void
todoku_page_set_next_label (TodokuPage *self, const char *label)
{
  store_string (self, &get_private (self)->next_label, label, PROP_NEXT_LABEL);
}

gboolean
todoku_page_get_waits (TodokuPage *self)
{
  return get_private (self)->waits;
}

void
todoku_page_set_waits (TodokuPage *self, gboolean waits)
{
  store_boolean (self, &get_private (self)->waits, waits, PROP_WAITS);
}

gboolean
todoku_page_get_needed (TodokuPage *self)
{
  return get_private (self)->needed;
}

void
todoku_page_set_needed (TodokuPage *self, gboolean needed)
{
  store_boolean (self, &get_private (self)->needed, needed, PROP_NEEDED);
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
todoku_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (todoku_page_parent_class)->constructed (object);

  g_signal_connect_object (todoku_page_get_session (TODOKU_PAGE (object)), "notify::domain",
                           G_CALLBACK (begin_anew), object, G_CONNECT_SWAPPED);
}

static void
todoku_page_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  TodokuPagePrivate *priv = get_private (TODOKU_PAGE (object));

  switch (property)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_STANDARD:
      g_value_set_uint (value, priv->standard);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, priv->complete);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    case PROP_WAITS:
      g_value_set_boolean (value, priv->waits);
      break;
    case PROP_NEEDED:
      g_value_set_boolean (value, priv->needed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
todoku_page_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  TodokuPage *self = TODOKU_PAGE (object);

  switch (property)
    {
    case PROP_SESSION:
      get_private (self)->session = g_value_dup_object (value);
      break;
    case PROP_STANDARD:
      get_private (self)->standard = g_value_get_uint (value);
      break;
    case PROP_TITLE:
      store_string (self, &get_private (self)->title, g_value_get_string (value), PROP_TITLE);
      break;
    case PROP_COMPLETE:
      todoku_page_set_complete (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY:
      todoku_page_set_busy (self, g_value_get_boolean (value));
      break;
    case PROP_NEXT_LABEL:
      todoku_page_set_next_label (self, g_value_get_string (value));
      break;
    case PROP_WAITS:
      todoku_page_set_waits (self, g_value_get_boolean (value));
      break;
    case PROP_NEEDED:
      todoku_page_set_needed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
todoku_page_finalize (GObject *object)
{
  TodokuPagePrivate *priv = get_private (TODOKU_PAGE (object));

  g_clear_object (&priv->session);
  g_free (priv->title);
  g_free (priv->next_label);

  G_OBJECT_CLASS (todoku_page_parent_class)->finalize (object);
}

static void
todoku_page_class_init (TodokuPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = todoku_page_constructed;
  object_class->get_property = todoku_page_get_property;
  object_class->set_property = todoku_page_set_property;
  object_class->finalize = todoku_page_finalize;

  properties[PROP_SESSION] =
    g_param_spec_object ("session", NULL, NULL, TODOKU_TYPE_SESSION,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STANDARD] =
    g_param_spec_uint ("standard", NULL, NULL, 0, TODOKU_N_STANDARDS - 1, TODOKU_STANDARD_SPF,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  properties[PROP_WAITS] = g_param_spec_boolean ("waits", NULL, NULL, FALSE, flags);
  properties[PROP_NEEDED] = g_param_spec_boolean ("needed", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
todoku_page_init (TodokuPage *self)
{
  get_private (self)->needed = TRUE;
}
