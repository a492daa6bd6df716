// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

// The pages of the wizard, each a TodokuPage (ui/page.h).

GType todoku_start_page_get_type (void) G_GNUC_CONST;
GType todoku_received_page_get_type (void) G_GNUC_CONST;
GType todoku_host_page_get_type (void) G_GNUC_CONST;
GType todoku_result_page_get_type (void) G_GNUC_CONST;
GType todoku_paste_page_get_type (void) G_GNUC_CONST;
GType todoku_propagation_page_get_type (void) G_GNUC_CONST;
GType todoku_standard_page_get_type (void) G_GNUC_CONST;
GType todoku_arrival_page_get_type (void) G_GNUC_CONST;

G_END_DECLS
