// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/widgets/focus.h"

gboolean
todoku_focus_is_within (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

void
todoku_focus_leave (GtkWidget *widget)
{
  if (todoku_focus_is_within (widget))
    gtk_root_set_focus (gtk_widget_get_root (widget), NULL);
}

static gboolean
is_control (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));

  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget)
         || GTK_IS_EXPANDER (widget);
}

// All that can have the focus, in the order in which it is seen.
static void
list_focusable (GtkWidget *widget, GPtrArray *focusable)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  if (gtk_widget_get_focusable (widget))
    g_ptr_array_add (focusable, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_focusable (child, focusable);
}

// The innermost one that has the focus; -1, or what is behind the last one, where none has it.
static int
find_start (GPtrArray *focusable, int step)
{
  for (int i = (int) focusable->len - 1; i >= 0; i--)
    if (todoku_focus_is_within (g_ptr_array_index (focusable, i)))
      return i;

  return step > 0 ? -1 : (int) focusable->len;
}

static gboolean
has_controls (GPtrArray *focusable)
{
  for (guint i = 0; i < focusable->len; i++)
    if (is_control (g_ptr_array_index (focusable, i)))
      return TRUE;

  return FALSE;
}

static gboolean
are_choices_of_one_row (GtkWidget *a, GtkWidget *b)
{
  return GTK_IS_CHECK_BUTTON (a) && GTK_IS_CHECK_BUTTON (b)
         && gtk_widget_get_ancestor (a, GTK_TYPE_LIST_BOX_ROW)
              == gtk_widget_get_ancestor (b, GTK_TYPE_LIST_BOX_ROW);
}

// Of the choices of one row Tab stops at one, the one that is made if any, and leaves them from
// each: as in GTK's own groups.
static gboolean
is_stop (GPtrArray *focusable, GtkWidget *widget, GtkWidget *current)
{
  if (!is_control (widget) || (current != NULL && are_choices_of_one_row (widget, current)))
    return FALSE;
  if (!GTK_IS_CHECK_BUTTON (widget) || gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)))
    return TRUE;

  for (guint i = 0; i < focusable->len; i++)
    if (are_choices_of_one_row (widget, focusable->pdata[i])
        && gtk_check_button_get_active (focusable->pdata[i]))
      return FALSE;

  return TRUE;
}

gboolean
todoku_focus_move_by_tab (GtkWidget *group, GtkDirectionType direction)
{
  g_autoptr (GPtrArray) focusable = g_ptr_array_new ();
  GtkWidget *current = NULL;
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  int start;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;

  list_focusable (group, focusable);
  if (!has_controls (focusable))
    return focusable->len > 0 && !todoku_focus_is_within (group)
           && gtk_widget_grab_focus (g_ptr_array_index (focusable, 0));

  start = find_start (focusable, step);
  if (start >= 0 && start < (int) focusable->len)
    current = g_ptr_array_index (focusable, start);
  for (int i = start + step; i >= 0 && i < (int) focusable->len; i += step)
    if (is_stop (focusable, g_ptr_array_index (focusable, i), current)
        && gtk_widget_grab_focus (g_ptr_array_index (focusable, i)))
      return TRUE;

  return FALSE;
}

// What is to stay free around what is scrolled to.
#define SCROLL_MARGIN 12

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  const gint64 *begin = user_data;
  graphene_rect_t bounds;

  // A frame is laid out after this.
  if (gdk_frame_clock_get_frame_counter (clock) <= *begin)
    return G_SOURCE_CONTINUE;

  if (viewport != NULL
      && gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                    &bounds))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)),
                               bounds.origin.y - SCROLL_MARGIN,
                               bounds.origin.y + bounds.size.height + SCROLL_MARGIN);

  return G_SOURCE_REMOVE;
}

void
todoku_focus_scroll_to (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 begin = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) + 1 : 0;

  gtk_widget_add_tick_callback (widget, scroll_cb, g_memdup2 (&begin, sizeof begin), g_free);
}

struct _TodokuFocusFollower
{
  /* Borrowed, and NULL when they go */
  GtkRoot *root;
  GtkWidget *focus;

  gulong handler;
  gboolean had_focus; /* anything had it when it was last looked at */
  gboolean in_window; /* and that was in the window itself, not in a menu over it */
  gboolean follows;   /* nobody has moved it since the page was given it */
  gboolean lost;      /* what had it went away */
  gboolean moving;
};

TodokuFocusFollower *
todoku_focus_follower_new (void)
{
  return g_new0 (TodokuFocusFollower, 1);
}

void
todoku_focus_follower_free (TodokuFocusFollower *self)
{
  todoku_focus_follower_watch (self, NULL);
  g_free (self);
}

// GTK takes the focus from what was hidden only at the end of the frame, and then gives it to
// whatever comes first.
static gboolean
is_gone (TodokuFocusFollower *self)
{
  return self->had_focus && self->in_window
         && (self->focus == NULL || !gtk_widget_get_mapped (self->focus)
             || !gtk_widget_is_sensitive (self->focus));
}

static void
remember_focus (TodokuFocusFollower *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;

  g_set_weak_pointer (&self->focus, focus);
  self->had_focus = focus != NULL;
  self->in_window = focus != NULL && (GtkRoot *) gtk_widget_get_native (focus) == self->root;
}

static void
focus_changed_cb (TodokuFocusFollower *self)
{
  if (self->moving)
    {
      remember_focus (self);
      return;
    }

  if (is_gone (self) || gtk_root_get_focus (self->root) == NULL)
    self->lost = TRUE;
  else
    self->follows = self->lost = FALSE;
  remember_focus (self);
}

void
todoku_focus_follower_watch (TodokuFocusFollower *self, GtkRoot *root)
{
  if (self->root == root)
    return;

  if (self->root != NULL)
    g_signal_handler_disconnect (self->root, self->handler);
  g_set_weak_pointer (&self->root, root);
  if (root != NULL)
    self->handler =
      g_signal_connect_swapped (root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self);
  else
    self->follows = self->lost = FALSE;
  remember_focus (self);
}

void
todoku_focus_follower_begin (TodokuFocusFollower *self)
{
  self->follows = TRUE;
  self->lost = FALSE;
}

void
todoku_focus_follower_set_moving (TodokuFocusFollower *self, gboolean moving)
{
  self->moving = moving;
}

gboolean
todoku_focus_follower_may_give (TodokuFocusFollower *self)
{
  return self->follows || self->lost || is_gone (self);
}

void
todoku_focus_give (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && !gtk_widget_grab_focus (widget))
    gtk_root_set_focus (root, widget);
}

void
todoku_focus_follower_give (TodokuFocusFollower *self, GtkWidget *widget)
{
  self->lost = FALSE;
  self->moving = TRUE;
  todoku_focus_give (widget);
  self->moving = FALSE;
}
