// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// What is remembered from one run to the next. Every function takes NULL for a program whose schema
// is not installed: it runs all the same, and remembers nothing.

/** Returns: (transfer full) (nullable): the settings, or %NULL where their schema is not found. */
GSettings *todoku_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): "ja", "en", or "" for the language of the environment. */
char *todoku_settings_dup_language (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void todoku_settings_set_language (GSettings *settings, const char *id);

/** Returns: (transfer full) (nullable): the DNS servers to ask; none for the system's. */
char **todoku_settings_dup_servers (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void todoku_settings_set_servers (GSettings *settings, const char *const *servers);

G_END_DECLS
