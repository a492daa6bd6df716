// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TodokuVerdictView:
 *
 * The head of the result: a picture, the verdict in one sentence, what it means, and, where the
 * person can do something about it at once, a button. The buttons activate the actions
 * "result.retry", "result.practice", "assistant.back" and "app.new-check".
 */
#define TODOKU_TYPE_VERDICT_VIEW (todoku_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (TodokuVerdictView, todoku_verdict_view, TODOKU, VERDICT_VIEW, AdwBin)

/** Shows @report; @busy says that more is still coming in. */
void todoku_verdict_view_set_report (TodokuVerdictView *self, TodokuReport *report, gboolean busy);

/** Returns: (transfer none) (nullable): the button the person most likely needs now. */
GtkWidget *todoku_verdict_view_get_main_button (TodokuVerdictView *self);

/** Returns: (transfer none): the verdict, which a screen reader speaks when it gets the focus. */
GtkWidget *todoku_verdict_view_get_headline (TodokuVerdictView *self);

G_END_DECLS
