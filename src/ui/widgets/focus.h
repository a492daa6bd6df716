// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: whether the focus is on @widget or on anything in it. */
gboolean todoku_focus_is_within (GtkWidget *widget);

/**
 * todoku_focus_leave:
 * @widget: a widget that is about to go, or to lose what is in it
 *
 * Takes the focus off @widget and all in it. GTK 4.8 goes on using a focused widget after it was
 * freed together with its parent; so nothing with the focus may be taken away.
 */
void todoku_focus_leave (GtkWidget *widget);

/** Gives the focus to @widget. A label takes it though it cannot be selected. */
void todoku_focus_give (GtkWidget *widget);

/**
 * todoku_focus_move_by_tab:
 * @group: what holds rows
 * @direction: where the focus is to go
 *
 * The focus() of a group that Tab is not to take row by row: it stops at what can be pressed or
 * filled in, and where there is nothing of that once, at the first row. Up and Down go through the
 * rows, from wherever the focus is.
 *
 * Returns: whether the focus was moved; %FALSE also for other directions
 */
gboolean todoku_focus_move_by_tab (GtkWidget *group, GtkDirectionType direction);

/** Scrolls until all of @widget is in view, as soon as it has its place. */
void todoku_focus_scroll_to (GtkWidget *widget);

/**
 * TodokuFocusFollower:
 *
 * Knows whether the focus of a window is a page's to give. It is while the page's content comes and
 * goes and nobody has touched the focus, and when the widget that had it went away; it is not any
 * more once the person has moved it herself.
 */
typedef struct _TodokuFocusFollower TodokuFocusFollower;

TodokuFocusFollower *todoku_focus_follower_new (void) G_GNUC_WARN_UNUSED_RESULT;
void todoku_focus_follower_free (TodokuFocusFollower *self);

/**
 * todoku_focus_follower_watch:
 * @self: the follower
 * @root: (nullable): the window in which the page has come into view; %NULL when it has left it
 */
void todoku_focus_follower_watch (TodokuFocusFollower *self, GtkRoot *root);

/** The focus is the page's to give, until the person moves it. */
void todoku_focus_follower_begin (TodokuFocusFollower *self);

/**
 * todoku_focus_follower_set_moving:
 * @self: the follower
 * @moving: whether what moves the focus now is the page, and not the person
 */
void todoku_focus_follower_set_moving (TodokuFocusFollower *self, gboolean moving);

/** Returns: whether the page may give the focus to what it thinks right. */
gboolean todoku_focus_follower_may_give (TodokuFocusFollower *self);

/** todoku_focus_give(), and remembers that it was not the person. */
void todoku_focus_follower_give (TodokuFocusFollower *self, GtkWidget *widget);

G_END_DECLS
