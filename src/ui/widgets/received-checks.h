// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mail/received.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

/** Shows in @group what the receiver of a mail found of SPF, DKIM and DMARC. */
void todoku_received_checks_show (TodokuRowGroup *group, const TodokuReceived *received);

G_END_DECLS
