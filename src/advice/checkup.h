// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "advice/bounce.h"
#include "advice/report.h"
#include "catalog/catalog.h"
#include "dns/facts.h"

G_BEGIN_DECLS

/**
 * TodokuChoices:
 * @host: (nullable): the id of the chosen mail host; %NULL to take the detected one
 * @values: (nullable) (element-type utf8 utf8): placeholders the person gave, as host →
 *   sv1234.xserver.jp; they go before what was found in the DNS
 * @value: (nullable): the whole value that the person's provider gives, in place of @host
 * @senders: (nullable) (element-type utf8): ids of ticked services
 * @unwanted: (nullable) (element-type utf8): terms the person agreed to let go
 * @answers: (nullable) (element-type utf8 utf8): what terms without a certain meaning were meant to
 *   be; see #TodokuPlanInput
 * @ip: an address that must pass; of length 0 for none
 * @bounce: (nullable): the mail that was returned; the server that was refused must pass, where @ip
 *   names no other
 *
 * What the person said beyond the domain. Any member may be %NULL.
 */
typedef struct
{
  char *host;
  GHashTable *values;
  char *value;
  GPtrArray *senders;
  GPtrArray *unwanted;
  GHashTable *answers;
  TodokuDnsAddress ip;
  TodokuBounce *bounce;
} TodokuChoices;

TodokuChoices *todoku_choices_new (void) G_GNUC_WARN_UNUSED_RESULT;
void todoku_choices_free (TodokuChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuChoices, todoku_choices_free)

/**
 * todoku_checkup_run:
 * @catalog: the catalog
 * @facts: what is known
 * @domain: the domain, normalized
 * @choices: what the person said
 * @report: (out) (transfer full) (nullable): the report, as far as it can be made; %NULL while
 *   not even the domain's own records are known
 *
 * The rule behind everything: what is published, who holds the mail and the zone, what should be
 * published. Asks all that can be asked at once.
 *
 * Returns: whether the report is complete
 */
gboolean todoku_checkup_run (TodokuCatalog *catalog,
                             TodokuDnsFacts *facts,
                             const char *domain,
                             const TodokuChoices *choices,
                             TodokuReport **report);

G_END_DECLS
