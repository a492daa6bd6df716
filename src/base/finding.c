// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/finding.h"

const char *
todoku_severity_get_id (TodokuSeverity severity)
{
  static const char *const ids[] = {
    [TODOKU_SEVERITY_ERROR] = "error",
    [TODOKU_SEVERITY_WARNING] = "warning",
    [TODOKU_SEVERITY_NOTE] = "note",
  };

  return ids[severity];
}

TodokuFinding *
todoku_finding_new (const char *id,
                    TodokuSeverity severity,
                    const char *term,
                    int position,
                    char *message)
{
  TodokuFinding *self = g_rc_box_new0 (TodokuFinding);

  self->id = g_strdup (id);
  self->severity = severity;
  self->term = g_strdup (term);
  self->position = position;
  self->message = message;

  return self;
}

TodokuFinding *
todoku_finding_new_question (const char *id,
                             const char *term,
                             int position,
                             char *message,
                             char **options)
{
  TodokuFinding *self = todoku_finding_new (id, TODOKU_SEVERITY_ERROR, term, position, message);

  self->options = options;

  return self;
}

TodokuFinding *
todoku_finding_new_put_right (const TodokuFinding *finding)
{
  TodokuFinding *self = todoku_finding_new (finding->id, finding->severity, finding->term,
                                            finding->position, g_strdup (finding->message));

  self->options = g_strdupv (finding->options);
  self->is_put_right = TRUE;

  return self;
}

TodokuFinding *
todoku_finding_ref (TodokuFinding *self)
{
  return g_rc_box_acquire (self);
}

static void
finding_clear (gpointer data)
{
  TodokuFinding *self = data;

  g_free (self->id);
  g_free (self->term);
  g_free (self->message);
  g_strfreev (self->options);
}

void
todoku_finding_unref (TodokuFinding *self)
{
  g_rc_box_release_full (self, finding_clear);
}

void
todoku_findings_add (GPtrArray *findings,
                     const TodokuRule *rule,
                     const char *term,
                     int position,
                     const char *format,
                     ...)
{
  va_list arguments;

  g_return_if_fail (rule != NULL);

  va_start (arguments, format);
  g_ptr_array_add (findings, todoku_finding_new (rule->id, rule->severity, term, position,
                                                 g_strdup_vprintf (format, arguments)));
  va_end (arguments);
}

int
todoku_finding_compare (gconstpointer a, gconstpointer b)
{
  const TodokuFinding *first = *(const TodokuFinding *const *) a;
  const TodokuFinding *second = *(const TodokuFinding *const *) b;

  if (first->severity != second->severity)
    return first->severity < second->severity ? -1 : 1;
  if (first->position != second->position)
    return first->position < second->position ? -1 : 1;
  if (!g_str_equal (first->id, second->id))
    return g_strcmp0 (first->id, second->id);

  return g_strcmp0 (first->message, second->message);
}
