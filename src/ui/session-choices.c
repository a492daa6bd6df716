// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/session-private.h"

static gboolean
set_contains (GPtrArray *strings, const char *string)
{
  return strings != NULL && g_ptr_array_find_with_equal_func (strings, string, g_str_equal, NULL);
}

// Returns whether anything changed.
static gboolean
set_change (GPtrArray **strings, const char *string, gboolean wanted)
{
  guint index;

  if (set_contains (*strings, string) == !!wanted)
    return FALSE;

  if (*strings == NULL)
    *strings = g_ptr_array_new_with_free_func (g_free);
  if (wanted)
    g_ptr_array_add (*strings, g_strdup (string));
  else if (g_ptr_array_find_with_equal_func (*strings, string, g_str_equal, &index))
    g_ptr_array_remove_index (*strings, index);

  return TRUE;
}

const char *
todoku_session_get_host_id (TodokuSession *self)
{
  return self->choices->host;
}

void
todoku_session_set_host_id (TodokuSession *self, const char *host_id)
{
  if (g_strcmp0 (self->choices->host, host_id) == 0)
    return;

  todoku_session_store_string (self, &self->choices->host, host_id, PROP_HOST_ID);
  todoku_session_run_rule (self);
}

const char *
todoku_session_get_web_host_id (TodokuSession *self)
{
  return self->choices->web_host;
}

void
todoku_session_set_web_host_id (TodokuSession *self, const char *host_id)
{
  if (g_strcmp0 (self->choices->web_host, host_id) == 0)
    return;

  todoku_session_store_string (self, &self->choices->web_host, host_id, PROP_WEB_HOST_ID);
  todoku_session_run_rule (self);
}

const char *
todoku_session_get_own_value (TodokuSession *self)
{
  return self->choices->value;
}

void
todoku_session_set_own_value (TodokuSession *self, const char *value)
{
  if (g_strcmp0 (self->choices->value, value) == 0)
    return;

  todoku_session_store_string (self, &self->choices->value, value, PROP_OWN_VALUE);
  todoku_session_run_rule (self);
}

const char *
todoku_session_get_value (TodokuSession *self, const char *key)
{
  if (self->choices->values == NULL)
    return NULL;

  return g_hash_table_lookup (self->choices->values, key);
}

void
todoku_session_set_value (TodokuSession *self, const char *key, const char *value)
{
  if (g_strcmp0 (todoku_session_get_value (self, key), value) == 0)
    return;

  if (self->choices->values == NULL)
    self->choices->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (value != NULL)
    g_hash_table_replace (self->choices->values, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (self->choices->values, key);
  todoku_session_run_rule (self);
}

gboolean
todoku_session_get_sender_enabled (TodokuSession *self, const char *sender_id)
{
  return set_contains (self->choices->senders, sender_id);
}

void
todoku_session_set_sender_enabled (TodokuSession *self, const char *sender_id, gboolean enabled)
{
  if (set_change (&self->choices->senders, sender_id, enabled))
    todoku_session_run_rule (self);
}

gboolean
todoku_session_get_unwanted (TodokuSession *self, const char *term)
{
  return set_contains (self->choices->unwanted, term);
}

void
todoku_session_set_unwanted (TodokuSession *self, const char *term, gboolean unwanted)
{
  if (set_change (&self->choices->unwanted, term, unwanted))
    todoku_session_run_rule (self);
}

const char *
todoku_session_get_answer (TodokuSession *self, const char *term)
{
  return g_hash_table_lookup (self->choices->answers, term);
}

void
todoku_session_set_answer (TodokuSession *self, const char *term, const char *answer)
{
  if (g_strcmp0 (todoku_session_get_answer (self, term), answer) == 0)
    return;

  if (answer != NULL)
    g_hash_table_replace (self->choices->answers, g_strdup (term), g_strdup (answer));
  else
    g_hash_table_remove (self->choices->answers, term);
  todoku_session_run_rule (self);
}

void
todoku_session_forget_choices (TodokuSession *self)
{
  todoku_session_store_string (self, &self->choices->host, NULL, PROP_HOST_ID);
  todoku_session_store_string (self, &self->choices->web_host, NULL, PROP_WEB_HOST_ID);
  todoku_session_store_string (self, &self->choices->value, NULL, PROP_OWN_VALUE);
  todoku_checkup_options_free (self->choices);
  self->choices = todoku_checkup_options_new ();
}

void
todoku_session_set_bounce (TodokuSession *self, TodokuBounce *bounce, const char *text)
{
  const char *domain = bounce != NULL ? todoku_bounce_get_own_domain (bounce) : NULL;
  char *copy = g_strdup (text);
  gboolean changed = self->bounce != bounce;

  if (bounce != NULL)
    todoku_bounce_ref (bounce);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  self->bounce = bounce;
  g_free (self->bounce_text);
  self->bounce_text = copy;
  if (domain != NULL)
    todoku_session_set_text (self, domain);
  if (changed)
    todoku_session_notify (self, PROP_BOUNCE);
}

TodokuBounce *
todoku_session_get_bounce (TodokuSession *self)
{
  return self->bounce;
}

const char *
todoku_session_get_bounce_text (TodokuSession *self)
{
  return self->bounce_text;
}

// Where the receiver asked a stranger's record, what the person types is her own domain.
static gboolean
bounce_is_about (const TodokuBounce *bounce, const char *domain)
{
  const char *own = todoku_bounce_get_own_domain (bounce);

  return own == NULL || todoku_bounce_is_foreign (bounce) || g_str_equal (own, domain);
}

gboolean
todoku_session_apply_bounce (TodokuSession *self)
{
  TodokuBounce *bounce = self->bounce;

  if (bounce != NULL && !bounce_is_about (bounce, self->domain->ascii))
    bounce = NULL;
  if (self->choices->bounce == bounce)
    return FALSE;

  g_clear_pointer (&self->choices->bounce, todoku_bounce_unref);
  self->choices->bounce = bounce != NULL ? todoku_bounce_ref (bounce) : NULL;

  return TRUE;
}
