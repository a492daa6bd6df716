// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/language.h"
#include "ui/application.h"
#include "ui/session.h"
#include "ui/window.h"

G_BEGIN_DECLS

// application.c holds the object and its life, application-options.c the command line,
// application-actions.c what menus and keys do.

struct _TodokuApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings; /* NULL where nothing can be remembered */
  TodokuSession *session;

  /* Borrowed: gone with their windows */
  TodokuWindow *window;
  GtkWindow *preferences;
  GtkWindow *history;
  GtkWindow *shortcuts;
};

void todoku_application_add_options (TodokuApplication *self);
int todoku_application_handle_local_options (GApplication *application, GVariantDict *options);
int todoku_application_command_line (GApplication *application,
                                     GApplicationCommandLine *command_line);

void todoku_application_add_actions (TodokuApplication *self);

/** Speaks @language from now on, in the open windows as well. */
void todoku_application_set_language (TodokuApplication *self, TodokuLanguage language);

/** Returns: (transfer none): the window, made now where there was none. */
TodokuWindow *todoku_application_ensure_window (TodokuApplication *self);

G_END_DECLS
