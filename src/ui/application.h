// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuApplication:
 *
 * The program with its window: options, actions, what is remembered, and the session that the
 * window shows.
 */
#define TODOKU_TYPE_APPLICATION (todoku_application_get_type ())
G_DECLARE_FINAL_TYPE (TodokuApplication, todoku_application, TODOKU, APPLICATION, AdwApplication)

/** Returns: (transfer full): the application; todoku_language_init() was called before. */
TodokuApplication *todoku_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
