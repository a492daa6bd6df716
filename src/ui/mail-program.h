// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * todoku_mail_program_open:
 * @widget: what was pressed
 * @uri: a mailto URI (RFC 6068)
 *
 * Has the person's mail program begin a mail, without waiting for it. Nothing is sent before she
 * does so there. Where there is no such program, that is said over the window.
 */
void todoku_mail_program_open (GtkWidget *widget, const char *uri);

G_END_DECLS
