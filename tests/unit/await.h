// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/resolver.h"

G_BEGIN_DECLS

/** A GAsyncReadyCallback that keeps the result: @user_data is a GAsyncResult **. */
void await_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/** Runs the main loop until await_cb() has put something there. */
void await_result (GAsyncResult **result);

/** Asks @resolver, which must not call back at once, and runs the main loop until it has answered;
 *  it must not fail. Returns: (transfer full): the answer */
TodokuDnsAnswer *await_answer (TodokuDnsResolver *resolver,
                               const char *name,
                               TodokuDnsType type) G_GNUC_WARN_UNUSED_RESULT;

/** Asks @resolver for the address of @name as await_answer() does, and asserts that it comes to
 *  @status, told of @server (nullable). */
void await_status (TodokuDnsResolver *resolver,
                   const char *name,
                   TodokuDnsStatus status,
                   const char *server);

/** Runs the main loop as long as something is to be done at once. */
void await_idle (void);

G_END_DECLS
