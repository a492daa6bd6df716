// SPDX-License-Identifier: GPL-3.0-or-later

// What the fuzzers of both kinds of mail share.

#pragma once

#include "catalog/catalog.h"
#include "mail/rules.h"

/** What fuzz_mail_load() has loaded; kept for all inputs. */
extern TodokuCatalog *fuzz_mail_catalog;
extern TodokuBounceRules *fuzz_mail_rules;

void fuzz_mail_load (void);

/** Aborts where @text (nullable) holds anything but printable ASCII. */
void fuzz_check_visible (const char *text);

/** Aborts where @name (nullable) is no domain, normalized. */
void fuzz_check_domain (const char *name);
