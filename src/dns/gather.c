// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/gather.h"

#include "dns/inquiry.h"

typedef struct
{
  TodokuDnsRule rule;
  TodokuDnsProgress progress;
  gpointer rule_data;
} Gathering;

static gboolean
rule_cb (TodokuDnsSurvey *survey, guint n_answered, guint n_asked, gpointer user_data)
{
  const Gathering *self = user_data;

  if (n_answered > 0 && self->progress != NULL)
    self->progress (n_answered, n_asked, self->rule_data);

  return self->rule (todoku_dns_survey_get_common (survey), self->rule_data);
}

void
todoku_dns_gather_async (TodokuDnsResolver *resolver,
                         TodokuDnsFacts *facts,
                         TodokuDnsRule rule,
                         TodokuDnsProgress progress,
                         gpointer rule_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (TodokuDnsSurvey) survey = todoku_dns_survey_new_with_common (facts);
  Gathering *self = g_new0 (Gathering, 1);

  self->rule = rule;
  self->progress = progress;
  self->rule_data = rule_data;
  todoku_dns_inquiry_async (resolver, survey, 0, rule_cb, self, g_free, cancellable, callback,
                            user_data);
}

gboolean
todoku_dns_gather_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error)
{
  return todoku_dns_inquiry_finish (resolver, result, error);
}
