// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/canvass.h"

#include "dns/inquiry.h"

typedef struct
{
  TodokuDnsSurveyRule rule;
  TodokuDnsCanvassUpdate update;
  gpointer rule_data;
} Canvass;

static gboolean
rule_cb (TodokuDnsSurvey *survey,
         guint n_answered G_GNUC_UNUSED,
         guint n_asked G_GNUC_UNUSED,
         gpointer user_data)
{
  const Canvass *self = user_data;
  gboolean complete = self->rule (survey, self->rule_data);

  if (self->update != NULL)
    self->update (self->rule_data);

  return complete;
}

void
todoku_dns_canvass_async (TodokuDnsResolver *resolver,
                          TodokuDnsSurvey *survey,
                          guint timeout_ms,
                          TodokuDnsSurveyRule rule,
                          TodokuDnsCanvassUpdate update,
                          gpointer rule_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Canvass *self = g_new0 (Canvass, 1);

  self->rule = rule;
  self->update = update;
  self->rule_data = rule_data;
  todoku_dns_inquiry_async (resolver, survey, timeout_ms, rule_cb, self, g_free, cancellable,
                            callback, user_data);
}

gboolean
todoku_dns_canvass_finish (TodokuDnsResolver *resolver, GAsyncResult *result, GError **error)
{
  return todoku_dns_inquiry_finish (resolver, result, error);
}
