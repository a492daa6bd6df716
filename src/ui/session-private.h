// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/zone.h"
#include "ui/session.h"

G_BEGIN_DECLS

// session.c holds the object and the domain, session-choices.c what else the person says,
// session-lookups.c what the DNS says of it.

enum
{
  PROP_TEXT = 1,
  PROP_DOMAIN,
  PROP_INPUT_ERROR,
  PROP_BUSY,
  PROP_PROGRESS,
  PROP_REPORT,
  PROP_COMPLETE,
  PROP_HOST_ID,
  PROP_WEB_HOST_ID,
  PROP_OWN_VALUE,
  PROP_PRACTICE,
  PROP_BOUNCE,
  PROP_RECEIVED,
  N_PROPERTIES,
};

struct _TodokuSession
{
  GObject parent_instance;

  /* Owned */
  TodokuCatalog *catalog; /* NULL until it is needed */
  char *catalog_problem;  /* why it is empty, or NULL */
  char *catalog_folder;
  char *practice_file;
  char **servers;
  char *text;
  char *input_error;
  TodokuDomain *domain;
  TodokuCheckupOptions *choices;
  TodokuBounce *bounce;
  TodokuReceived *received;
  char *bounce_text;
  TodokuReport *report;
  TodokuDnsFacts *facts;
  TodokuDnsZone *practice_zone; /* in practice mode */
  GCancellable *cancellable;    /* while look-ups are under way */
  TodokuPropagationMonitor *monitor;
  char *history;    /* NULL where nothing is kept */
  char *remembered; /* the domain whose check is kept already */

  TodokuStandard monitored; /* where the monitor is at work */
  guint n_answered;
  guint n_asked;
  gboolean complete;
  gboolean notified_complete; /* as of the last notification */
  gboolean notified_busy;     /* the same */
  gboolean practice;
  gboolean history_fails; /* the last line could not be written, and that was said */
  gboolean given_up;      /* cancelled: nothing is asked until the person wants it */
};

void todoku_session_notify (TodokuSession *self, guint property);

/** Stores @value and notifies of @property, both only where it differs. */
void todoku_session_store_boolean (TodokuSession *self,
                                   gboolean *member,
                                   gboolean value,
                                   guint property);

/** The same with a copy of @value. */
void todoku_session_store_string (TodokuSession *self,
                                  char **member,
                                  const char *value,
                                  guint property);

/** Forgets what was chosen for the domain before. */
void todoku_session_forget_choices (TodokuSession *self);

/** Takes the mails that are about the domain into the choices. Returns: whether that is new. */
gboolean todoku_session_apply_mails (TodokuSession *self);

/** Takes what the rule made as the newest report. */
void todoku_session_take_report (TodokuSession *self, TodokuReport *report, gboolean complete);

/** Stops what is under way and forgets all answers and the report. */
void todoku_session_forget_facts (TodokuSession *self);

/** Asks all that the rule wants and nobody has answered. */
void todoku_session_start_lookups (TodokuSession *self);

/** Runs the rule over what is known, and asks what it wants beyond that. */
void todoku_session_run_rule (TodokuSession *self);

gboolean todoku_session_load_practice_zone (TodokuSession *self);

/** Makes the monitor, and keeps what happens. */
void todoku_session_init_monitor (TodokuSession *self);

G_END_DECLS
