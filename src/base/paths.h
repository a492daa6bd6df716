// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Where the program's own files are. A program that lies in src/ or tests/ of a build folder takes
// them from there and from the source: Meson leaves the file `todoku-build.ini` in the build
// folder, with the path of the source in it, and no path of either is in the program. Any other
// takes the installed ones.

/**
 * todoku_paths_is_installed:
 *
 * Returns: whether the running program lies outside a build folder
 */
gboolean todoku_paths_is_installed (void);

/**
 * todoku_paths_get_data_dir:
 *
 * The folder that holds `catalog/` and `practice-zone.json`.
 *
 * Returns: (transfer none) (type filename): an absolute path
 */
const char *todoku_paths_get_data_dir (void);

/**
 * todoku_paths_get_locale_dir:
 *
 * The folder that holds `ja/LC_MESSAGES/todoku.mo`.
 *
 * Returns: (transfer none) (type filename): an absolute path
 */
const char *todoku_paths_get_locale_dir (void);

/**
 * todoku_paths_get_schema_dir:
 *
 * Returns: (transfer none) (nullable) (type filename): the folder of the compiled GSettings
 *   schema of a program that is not installed, or %NULL where the system's own source has it
 */
const char *todoku_paths_get_schema_dir (void);

G_END_DECLS
