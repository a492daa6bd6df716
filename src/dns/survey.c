// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/survey.h"

// What is known of one server; the common facts have no server.
typedef struct
{
  char *server;
  gboolean is_direct;
  TodokuDnsFacts *facts;
} Source;

struct _TodokuDnsSurvey
{
  GPtrArray *sources; // Source
};

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->server);
  todoku_dns_facts_unref (source->facts);
  g_free (source);
}

static TodokuDnsFacts *
survey_add (TodokuDnsSurvey *self, const char *server, gboolean is_direct, TodokuDnsFacts *facts)
{
  Source *source = g_new0 (Source, 1);

  source->server = g_strdup (server);
  source->is_direct = is_direct;
  source->facts = facts;
  g_ptr_array_add (self->sources, source);

  return facts;
}

static TodokuDnsFacts *
survey_get (TodokuDnsSurvey *self, const char *server, gboolean is_direct)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);

      if (source->is_direct == is_direct && g_strcmp0 (source->server, server) == 0)
        return source->facts;
    }

  return survey_add (self, server, is_direct, todoku_dns_facts_new ());
}

TodokuDnsSurvey *
todoku_dns_survey_new (void)
{
  TodokuDnsSurvey *self = g_rc_box_new0 (TodokuDnsSurvey);

  self->sources = g_ptr_array_new_with_free_func (source_free);

  return self;
}

TodokuDnsSurvey *
todoku_dns_survey_new_with_common (TodokuDnsFacts *common)
{
  TodokuDnsSurvey *self = todoku_dns_survey_new ();

  survey_add (self, NULL, FALSE, todoku_dns_facts_ref (common));

  return self;
}

TodokuDnsSurvey *
todoku_dns_survey_ref (TodokuDnsSurvey *self)
{
  return g_rc_box_acquire (self);
}

static void
survey_clear (gpointer data)
{
  TodokuDnsSurvey *self = data;

  g_ptr_array_unref (self->sources);
}

void
todoku_dns_survey_unref (TodokuDnsSurvey *self)
{
  g_rc_box_release_full (self, survey_clear);
}

TodokuDnsFacts *
todoku_dns_survey_get_common (TodokuDnsSurvey *self)
{
  return survey_get (self, NULL, FALSE);
}

TodokuDnsFacts *
todoku_dns_survey_get_direct (TodokuDnsSurvey *self, const char *server)
{
  g_return_val_if_fail (server != NULL, NULL);

  return survey_get (self, server, TRUE);
}

TodokuDnsFacts *
todoku_dns_survey_get_resolver (TodokuDnsSurvey *self, const char *server)
{
  g_return_val_if_fail (server != NULL, NULL);

  return survey_get (self, server, FALSE);
}

void
todoku_dns_survey_forget (TodokuDnsSurvey *self, const char *server)
{
  g_return_if_fail (server != NULL);

  for (guint i = self->sources->len; i > 0; i--)
    {
      Source *source = g_ptr_array_index (self->sources, i - 1);

      if (g_strcmp0 (source->server, server) == 0)
        g_ptr_array_remove_index (self->sources, i - 1);
    }
}

void
todoku_dns_survey_forget_failures (TodokuDnsSurvey *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    todoku_dns_facts_forget_failures (((Source *) g_ptr_array_index (self->sources, i))->facts);
}

void
todoku_dns_survey_foreach_wanted (TodokuDnsSurvey *self,
                                  TodokuDnsSurveyFetch fetch,
                                  gpointer user_data)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = g_ptr_array_index (self->sources, i);

      if (todoku_dns_facts_has_wanted (source->facts))
        fetch (source->server, source->is_direct, source->facts, user_data);
    }
}
