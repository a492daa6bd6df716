// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuSaveWords:
 * @title: of the dialog that asks where to
 * @name: what the file is called if the person does not say otherwise
 * @failure: what is said where it was not saved; lives as long as the program
 */
typedef struct
{
  const char *title;
  const char *name;
  const char *failure;
} TodokuSaveWords;

/**
 * todoku_save_file:
 * @overlay: where it is said that it is saved; it lies in the window that asks
 * @content: (transfer full): the file
 * @words: what to say
 *
 * Asks where to, and saves a file there. Once the person has said where, it is saved even if the
 * window is closed.
 */
void todoku_save_file (AdwToastOverlay *overlay, GBytes *content, const TodokuSaveWords *words);

/** Says over the window of @overlay that, and why, a file was not saved. */
void todoku_save_file_complain (AdwToastOverlay *overlay, const char *failure, const GError *error);

/** Returns: (transfer full): why a file could not be written, and what to do, in plain words. */
char *todoku_save_failure_describe (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
