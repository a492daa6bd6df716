// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/practice.h"
#include "ui/session.h"

G_BEGIN_DECLS

// session.c holds the object and its properties, session-lookups.c the DNS, session-choices.c what
// the person says beyond the domain, session-watch.c what comes after pasting.

enum
{
  PROP_TEXT = 1,
  PROP_DOMAIN,
  PROP_DISPLAY_DOMAIN,
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
  N_PROPERTIES,
};

struct _TodokuSession
{
  GObject parent_instance;

  /* Owned */
  TodokuCatalog *catalog; /* NULL until it is needed */
  char *catalog_problem;  /* why it is empty, or NULL */
  char *catalog_folder;
  char *practice_zone;
  char **servers;
  char *text;
  char *input_error;
  TodokuDomain *domain;
  TodokuCheckupOptions *choices;
  TodokuBounce *bounce;
  char *bounce_text;
  TodokuReport *report;
  TodokuDnsFacts *facts;
  TodokuDnsPractice *practice_server;
  GCancellable *cancellable; /* while look-ups are under way */
  TodokuWatch *watch;
  char *history;    /* NULL where nothing is kept */
  char *remembered; /* the domain whose check is kept already */

  guint n_answered;
  guint n_asked;
  gboolean complete;
  gboolean told_complete; /* as whoever watches knows it */
  gboolean told_busy;     /* the same */
  gboolean practice;
  gboolean given_up; /* cancelled: nothing is asked until the person wants it */
};

void todoku_session_notify (TodokuSession *self, guint property);

/** Notifies of @property where @value is not what was @told last. */
void todoku_session_tell (TodokuSession *self, gboolean *told, gboolean value, guint property);

/** Stores a copy of @value and notifies of @property, both only where it differs. */
void todoku_session_store_string (TodokuSession *self,
                                  char **member,
                                  const char *value,
                                  guint property);

/** Takes what the rule made as the newest report. */
void todoku_session_take_report (TodokuSession *self, TodokuReport *report, gboolean complete);

/** Stops what is under way and forgets all answers and the report. */
void todoku_session_forget_facts (TodokuSession *self);

/** Asks all that the rule wants and nobody has answered. */
void todoku_session_start_lookups (TodokuSession *self);

/** Runs the rule over what is known, and asks what it wants beyond that. */
void todoku_session_run_rule (TodokuSession *self);

gboolean todoku_session_start_practice_server (TodokuSession *self);

/** Makes the watch, and keeps what happens. */
void todoku_session_init_watch (TodokuSession *self);

void todoku_session_forget_choices (TodokuSession *self);

/** Makes the returned mail one of the choices, where it is about the domain. Returns: whether that
 * changed anything. */
gboolean todoku_session_apply_bounce (TodokuSession *self);

G_END_DECLS
