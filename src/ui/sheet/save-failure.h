// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** Returns: (transfer full): why a file could not be written, and what to do, in plain words. */
char *todoku_save_failure_describe (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
