// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session.h"

#include "config.h"

#include "checkup/options.h"
#include "checkup/report-json.h"
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>

static GParamSpec *properties[N_PROPERTIES];

enum
{
  RESET,
  OPEN_MAIL,
  HISTORY_CHANGED,
  HISTORY_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TodokuSession, todoku_session, G_TYPE_OBJECT)

void
todoku_session_notify (TodokuSession *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
todoku_session_store_boolean (TodokuSession *self, gboolean *member, gboolean value, guint property)
{
  if (*member == value)
    return;

  *member = value;
  todoku_session_notify (self, property);
}

void
todoku_session_store_string (TodokuSession *self, char **member, const char *value, guint property)
{
  if (g_strcmp0 (*member, value) == 0)
    return;

  char *copy = g_strdup (value);

  g_free (*member);
  *member = copy;
  todoku_session_notify (self, property);
}

void
todoku_session_take_report (TodokuSession *self, TodokuReport *report, gboolean complete)
{
  gboolean report_changed = !todoku_report_equal (self->report, report);
  TodokuReport *other = report_changed ? self->report : report;

  if (report_changed)
    self->report = report;
  self->complete = complete;

  // Who is notified of one of both finds the other already new.
  if (report_changed)
    todoku_session_notify (self, PROP_REPORT);
  todoku_session_store_boolean (self, &self->notified_complete, self->complete, PROP_COMPLETE);
  g_clear_pointer (&other, todoku_report_unref);
}

static void
take_domain (TodokuSession *self, TodokuDomain *domain)
{
  g_autoptr (TodokuDomain) old = self->domain;
  const char *old_ascii = old != NULL ? old->ascii : NULL;

  self->domain = domain;

  if (g_strcmp0 (old_ascii, domain != NULL ? domain->ascii : NULL) != 0)
    todoku_session_notify (self, PROP_DOMAIN);
}

TodokuSession *
todoku_session_new (const char *catalog_folder, const char *practice_file)
{
  TodokuSession *self = g_object_new (TODOKU_TYPE_SESSION, NULL);

  self->catalog_folder = g_strdup (catalog_folder);
  self->practice_file = g_strdup (practice_file);

  return self;
}

TodokuCatalog *
todoku_session_get_catalog (TodokuSession *self)
{
  if (self->catalog == NULL)
    {
      g_autoptr (GError) error = NULL;

      self->catalog = todoku_catalog_load (self->catalog_folder, &error);
      if (self->catalog == NULL)
        {
          self->catalog = todoku_catalog_new_empty ();
          self->catalog_problem = g_strdup (error->message);
        }
    }

  return self->catalog;
}

gboolean
todoku_session_load_catalog (TodokuSession *self)
{
  if (self->catalog != NULL)
    return FALSE;

  todoku_session_get_catalog (self);

  return TRUE;
}

const char *
todoku_session_get_text (TodokuSession *self)
{
  return self->text;
}

void
todoku_session_set_text (TodokuSession *self, const char *text)
{
  if (g_str_equal (self->text, text))
    return;

  todoku_session_store_string (self, &self->text, text, PROP_TEXT);
  todoku_session_store_string (self, &self->input_error, NULL, PROP_INPUT_ERROR);
}

static TodokuDomain *
parse_text (TodokuSession *self)
{
  g_autoptr (GError) error = NULL;
  TodokuDomain *domain =
    todoku_own_domain_parse (self->text, todoku_session_get_catalog (self), &error);
  const char *message = domain == NULL ? error->message : NULL;

  todoku_session_store_string (self, &self->input_error, message, PROP_INPUT_ERROR);

  return domain;
}

gboolean
todoku_session_check_text (TodokuSession *self)
{
  g_autoptr (TodokuDomain) domain = parse_text (self);

  return domain != NULL;
}

// A domain that did not exist may have been registered since, and a failure may be over.
static gboolean
has_answer (TodokuSession *self)
{
  if (self->cancellable != NULL)
    return TRUE;

  return self->complete && !self->given_up && self->report != NULL
         && self->report->verdict != TODOKU_VERDICT_UNKNOWN
         && self->report->verdict != TODOKU_VERDICT_NO_DOMAIN;
}

static gboolean
check_catalog (TodokuSession *self)
{
  g_autofree char *message = NULL;

  todoku_session_get_catalog (self);
  if (self->catalog_problem == NULL)
    return TRUE;

  /* Translators: %s is a technical text in English */
  message = g_strdup_printf (_ ("A part of Todoku is missing. Please install it again. (%s)"),
                             self->catalog_problem);
  todoku_session_store_string (self, &self->input_error, message, PROP_INPUT_ERROR);

  return FALSE;
}

gboolean
todoku_session_submit (TodokuSession *self)
{
  g_autoptr (TodokuDomain) domain = parse_text (self);

  if (domain == NULL || !check_catalog (self))
    return FALSE;

  gboolean is_same = self->domain != NULL && g_str_equal (self->domain->ascii, domain->ascii);

  if (is_same && has_answer (self))
    {
      if (todoku_session_apply_mails (self))
        todoku_session_run_rule (self);
      return TRUE;
    }

  todoku_session_forget_facts (self);
  if (!is_same)
    todoku_session_forget_choices (self);
  take_domain (self, g_steal_pointer (&domain));
  todoku_session_apply_mails (self);
  todoku_session_start_lookups (self);

  return self->input_error == NULL;
}

const char *
todoku_session_get_domain (TodokuSession *self)
{
  return self->domain != NULL ? self->domain->ascii : NULL;
}

const char *
todoku_session_get_display_domain (TodokuSession *self)
{
  return self->domain != NULL ? self->domain->display : NULL;
}

const char *
todoku_session_get_input_error (TodokuSession *self)
{
  return self->input_error;
}

gboolean
todoku_session_get_complete (TodokuSession *self)
{
  return self->complete;
}

TodokuReport *
todoku_session_get_report (TodokuSession *self)
{
  return self->report;
}

gboolean
todoku_session_get_practice (TodokuSession *self)
{
  return self->practice;
}

void
todoku_session_set_practice (TodokuSession *self, gboolean practice)
{
  if (self->practice == !!practice)
    return;
  if (practice && !todoku_session_load_practice_zone (self))
    return;

  // No answer of the one world may pass for one of the other.
  todoku_session_reset (self);
  self->practice = !!practice;
  if (!practice)
    g_clear_pointer (&self->practice_zone, todoku_dns_zone_unref);
  todoku_session_notify (self, PROP_PRACTICE);
}

void
todoku_session_refresh (TodokuSession *self)
{
  if (self->input_error != NULL)
    todoku_session_check_text (self);
  todoku_session_run_rule (self);
}

void
todoku_session_reset (TodokuSession *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  todoku_session_forget_facts (self);
  todoku_session_forget_choices (self);
  take_domain (self, NULL);
  todoku_session_set_text (self, "");
  todoku_session_set_bounce (self, NULL, NULL);
  todoku_session_set_received (self, NULL);
  todoku_session_store_string (self, &self->input_error, NULL, PROP_INPUT_ERROR);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[RESET], 0);
}

void
todoku_session_open_mail (TodokuSession *self, GFile *file)
{
  todoku_session_reset (self);
  g_signal_emit (self, signals[OPEN_MAIL], 0, file);
}

static void
todoku_session_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  TodokuSession *self = TODOKU_SESSION (object);

  switch (property)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_DOMAIN:
      g_value_set_string (value, todoku_session_get_domain (self));
      break;
    case PROP_INPUT_ERROR:
      g_value_set_string (value, self->input_error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, todoku_session_get_busy (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, todoku_session_get_progress (self));
      break;
    case PROP_REPORT:
      g_value_set_boxed (value, self->report);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_HOST_ID:
      g_value_set_string (value, self->choices->host);
      break;
    case PROP_WEB_HOST_ID:
      g_value_set_string (value, self->choices->web_host);
      break;
    case PROP_OWN_VALUE:
      g_value_set_string (value, self->choices->value);
      break;
    case PROP_BOUNCE:
      g_value_set_boxed (value, self->bounce);
      break;
    case PROP_RECEIVED:
      g_value_set_boxed (value, todoku_session_get_received (self));
      break;
    case PROP_PRACTICE:
      g_value_set_boolean (value, self->practice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
todoku_session_set_property (GObject *object,
                             guint property,
                             const GValue *value,
                             GParamSpec *pspec)
{
  if (property == PROP_PRACTICE)
    todoku_session_set_practice (TODOKU_SESSION (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
todoku_session_dispose (GObject *object)
{
  TodokuSession *self = TODOKU_SESSION (object);

  // While it looks something up, that holds it.
  if (self->monitor != NULL)
    todoku_propagation_monitor_stop (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->practice_zone, todoku_dns_zone_unref);

  G_OBJECT_CLASS (todoku_session_parent_class)->dispose (object);
}

static void
todoku_session_finalize (GObject *object)
{
  TodokuSession *self = TODOKU_SESSION (object);

  g_clear_pointer (&self->report, todoku_report_unref);
  g_clear_pointer (&self->choices, todoku_checkup_options_free);
  g_clear_pointer (&self->facts, todoku_dns_facts_unref);
  g_clear_pointer (&self->domain, todoku_domain_free);
  g_clear_pointer (&self->catalog, todoku_catalog_unref);
  g_clear_pointer (&self->servers, g_strfreev);
  g_free (self->catalog_folder);
  g_free (self->catalog_problem);
  g_free (self->practice_file);
  g_free (self->text);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_clear_pointer (&self->received, todoku_received_unref);
  g_free (self->bounce_text);
  g_free (self->input_error);
  g_free (self->history);
  g_free (self->remembered);

  G_OBJECT_CLASS (todoku_session_parent_class)->finalize (object);
}

static void
todoku_session_class_init (TodokuSessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = todoku_session_get_property;
  object_class->set_property = todoku_session_set_property;
  object_class->dispose = todoku_session_dispose;
  object_class->finalize = todoku_session_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", readable);
  properties[PROP_DOMAIN] = g_param_spec_string ("domain", NULL, NULL, NULL, readable);
  properties[PROP_INPUT_ERROR] = g_param_spec_string ("input-error", NULL, NULL, NULL, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, readable);
  properties[PROP_REPORT] = g_param_spec_boxed ("report", NULL, NULL, TODOKU_TYPE_REPORT, readable);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, readable);
  properties[PROP_HOST_ID] = g_param_spec_string ("host-id", NULL, NULL, NULL, readable);
  properties[PROP_WEB_HOST_ID] = g_param_spec_string ("web-host-id", NULL, NULL, NULL, readable);
  properties[PROP_OWN_VALUE] = g_param_spec_string ("own-value", NULL, NULL, NULL, readable);
  properties[PROP_BOUNCE] = g_param_spec_boxed ("bounce", NULL, NULL, TODOKU_TYPE_BOUNCE, readable);
  properties[PROP_RECEIVED] =
    g_param_spec_boxed ("received", NULL, NULL, TODOKU_TYPE_RECEIVED, readable);
  properties[PROP_PRACTICE] =
    g_param_spec_boolean ("practice", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[RESET] = g_signal_new ("reset", TODOKU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[OPEN_MAIL] = g_signal_new ("open-mail", TODOKU_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", TODOKU_TYPE_SESSION,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HISTORY_FAILED] = g_signal_new ("history-failed", TODOKU_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
todoku_session_init (TodokuSession *self)
{
  self->text = g_strdup ("");
  self->choices = todoku_checkup_options_new ();
  self->facts = todoku_dns_facts_new ();
  todoku_session_init_monitor (self);
}
