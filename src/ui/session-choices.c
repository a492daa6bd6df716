// SPDX-License-Identifier: GPL-3.0-or-later

// What the person chose and said, and the mails that she pasted.

#include "ui/session.h"

#include "checkup/options.h"
#include "checkup/returned.h"
#include "ui/session-private.h"

static gboolean
set_contains (GPtrArray *strings, const char *string, guint *index)
{
  return g_ptr_array_find_with_equal_func (strings, string, g_str_equal, index);
}

// Puts @string among the choices, or takes it out, and runs the rule where that
// changed anything.
static void
choose_among (TodokuSession *self, GPtrArray *strings, const char *string, gboolean chosen)
{
  guint index;

  if (set_contains (strings, string, &index) == !!chosen)
    return;

  if (chosen)
    g_ptr_array_add (strings, g_strdup (string));
  else
    g_ptr_array_remove_index (strings, index);
  todoku_session_run_rule (self);
}

// Stores one of the choices, and runs the rule over it where it is another one.
static void
choose (TodokuSession *self, char **choice, const char *value, guint property)
{
  if (g_strcmp0 (*choice, value) == 0)
    return;

  todoku_session_store_string (self, choice, value, property);
  todoku_session_run_rule (self);
}

const TodokuCheckupOptions *
todoku_session_get_choices (TodokuSession *self)
{
  return self->choices;
}

void
todoku_session_set_host_id (TodokuSession *self, const char *host_id)
{
  choose (self, &self->choices->host, host_id, PROP_HOST_ID);
}

void
todoku_session_set_web_host_id (TodokuSession *self, const char *host_id)
{
  choose (self, &self->choices->web_host, host_id, PROP_WEB_HOST_ID);
}

void
todoku_session_set_own_value (TodokuSession *self, const char *value)
{
  choose (self, &self->choices->value, value, PROP_OWN_VALUE);
}

// The same for one of those that have a key.
static void
choose_for (TodokuSession *self, GHashTable *choices, const char *key, const char *value)
{
  if (g_strcmp0 (g_hash_table_lookup (choices, key), value) == 0)
    return;

  if (value != NULL)
    g_hash_table_replace (choices, g_strdup (key), g_strdup (value));
  else
    g_hash_table_remove (choices, key);
  todoku_session_run_rule (self);
}

const char *
todoku_session_get_value (TodokuSession *self, const char *key)
{
  return g_hash_table_lookup (self->choices->values, key);
}

void
todoku_session_set_value (TodokuSession *self, const char *key, const char *value)
{
  choose_for (self, self->choices->values, key, value);
}

gboolean
todoku_session_get_sender_enabled (TodokuSession *self, const char *sender_id)
{
  return set_contains (self->choices->senders, sender_id, NULL);
}

void
todoku_session_set_sender_enabled (TodokuSession *self, const char *sender_id, gboolean enabled)
{
  choose_among (self, self->choices->senders, sender_id, enabled);
}

gboolean
todoku_session_get_unwanted (TodokuSession *self, const char *term)
{
  return set_contains (self->choices->unwanted, term, NULL);
}

void
todoku_session_set_unwanted (TodokuSession *self, const char *term, gboolean unwanted)
{
  choose_among (self, self->choices->unwanted, term, unwanted);
}

const char *
todoku_session_get_answer (TodokuSession *self, const char *term)
{
  return g_hash_table_lookup (self->choices->answers, term);
}

void
todoku_session_set_answer (TodokuSession *self, const char *term, const char *answer)
{
  choose_for (self, self->choices->answers, term, answer);
}

const char *
todoku_session_get_selector (TodokuSession *self)
{
  GPtrArray *selectors = self->choices->selectors;

  return selectors->len > 0 ? g_ptr_array_index (selectors, 0) : NULL;
}

gboolean
todoku_session_set_selector (TodokuSession *self, const char *text)
{
  g_autofree char *selector = NULL;

  if (text != NULL && *text != '\0')
    {
      selector = todoku_dkim_selector_parse (text, todoku_session_get_domain (self));
      if (selector == NULL)
        return FALSE;
    }
  if (g_strcmp0 (todoku_session_get_selector (self), selector) == 0)
    return TRUE;

  g_ptr_array_set_size (self->choices->selectors, 0);
  if (selector != NULL)
    g_ptr_array_add (self->choices->selectors, g_steal_pointer (&selector));
  todoku_session_run_rule (self);

  return TRUE;
}

gboolean
todoku_session_set_report_address (TodokuSession *self, const char *text)
{
  const char *address = text != NULL && *text != '\0' ? text : NULL;

  if (address != NULL && !todoku_dmarc_is_mail_address (address))
    return FALSE;
  if (g_strcmp0 (self->choices->report_address, address) == 0)
    return TRUE;

  g_free (self->choices->report_address);
  self->choices->report_address = g_strdup (address);
  todoku_session_run_rule (self);

  return TRUE;
}

void
todoku_session_set_authority_port (TodokuSession *self, guint16 port)
{
  self->choices->authority_port = port;
}

void
todoku_session_forget_choices (TodokuSession *self)
{
  guint16 authority_port = self->choices->authority_port;

  todoku_session_store_string (self, &self->choices->host, NULL, PROP_HOST_ID);
  todoku_session_store_string (self, &self->choices->web_host, NULL, PROP_WEB_HOST_ID);
  todoku_session_store_string (self, &self->choices->value, NULL, PROP_OWN_VALUE);
  todoku_checkup_options_free (self->choices);
  self->choices = todoku_checkup_options_new ();
  self->choices->authority_port = authority_port;
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

void
todoku_session_set_received (TodokuSession *self, TodokuReceived *received)
{
  if (self->received == received)
    return;

  if (received != NULL)
    todoku_received_ref (received);
  g_clear_pointer (&self->received, todoku_received_unref);
  self->received = received;
  if (received != NULL && received->domain != NULL)
    todoku_session_set_text (self, received->domain);
  todoku_session_notify (self, PROP_RECEIVED);
}

TodokuReceived *
todoku_session_get_received (TodokuSession *self)
{
  return self->received != NULL
             && (self->received->domain == NULL || g_str_equal (self->received->domain, self->text))
           ? self->received
           : NULL;
}

// Where the receiver asked a stranger's record, what the person types is her own domain; where it
// asked one below or above it, she may type either.
static gboolean
bounce_is_about (const TodokuBounce *bounce, const char *domain)
{
  const char *own = todoku_bounce_get_own_domain (bounce);

  return own == NULL || todoku_bounce_is_foreign (bounce, NULL) || g_str_equal (own, domain)
         || todoku_returned_is_about_organization (bounce, domain);
}

// Returns: whether that is new
static gboolean
apply_bounce (TodokuSession *self)
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

// The same of a mail that arrived.
static gboolean
apply_received (TodokuSession *self)
{
  TodokuReceived *received = self->received;

  if (received != NULL && g_strcmp0 (received->domain, self->domain->ascii) != 0
      && g_strcmp0 (todoku_received_get_spf_domain (received), self->domain->ascii) != 0)
    received = NULL;
  if (self->choices->received == received)
    return FALSE;

  g_clear_pointer (&self->choices->received, todoku_received_unref);
  self->choices->received = received != NULL ? todoku_received_ref (received) : NULL;

  return TRUE;
}

gboolean
todoku_session_apply_mails (TodokuSession *self)
{
  gboolean has_bounce = apply_bounce (self);

  return apply_received (self) || has_bounce;
}
