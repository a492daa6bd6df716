// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * TodokuSeverity:
 * @TODOKU_SEVERITY_ERROR: does not work
 * @TODOKU_SEVERITY_WARNING: works, though hardly as meant
 * @TODOKU_SEVERITY_NOTE: worth knowing
 */
typedef enum
{
  TODOKU_SEVERITY_ERROR,
  TODOKU_SEVERITY_WARNING,
  TODOKU_SEVERITY_NOTE,
} TodokuSeverity;

/** Returns: (transfer none): "error", "warning" or "note"; never translated. */
const char *todoku_severity_get_id (TodokuSeverity severity);

/**
 * TodokuFinding:
 * @id: what was found, as "several-records"; never translated
 * @severity: how bad it is
 * @term: (nullable): the term it is about
 * @position: octets from the start of the record to the fault, or -1
 * @message: what it is and what Todoku does about it, or the person can; in the language spoken
 * @options: (nullable) (array zero-terminated=1): where the meaning of @term is not certain, what
 * it may have been meant to be: the person is asked
 * @is_put_right: whether what is proposed no longer has it, so that nothing else is to be done
 *
 * Something found in what is published, or while planning. Ref-counted, never changed.
 */
typedef struct
{
  char *id;
  TodokuSeverity severity;
  char *term;
  int position;
  char *message;
  char **options;
  gboolean is_put_right;
} TodokuFinding;

/**
 * TodokuRule:
 * @id: the id of its findings
 * @severity: how bad what it finds is
 *
 * What is looked for: a row of the table of rules of DKIM or DMARC begins with it.
 */
typedef struct
{
  const char *id;
  TodokuSeverity severity;
} TodokuRule;

/**
 * todoku_finding_new:
 * @message: (transfer full): the message
 */
TodokuFinding *todoku_finding_new (const char *id,
                                   TodokuSeverity severity,
                                   const char *term,
                                   int position,
                                   char *message) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_finding_new_question:
 * @message: (transfer full): the message
 * @options: (transfer full) (nullable): what @term may have been meant to be
 *
 * Something that cannot work and whose meaning is not certain.
 */
TodokuFinding *todoku_finding_new_question (const char *id,
                                            const char *term,
                                            int position,
                                            char *message,
                                            char **options) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): @finding, as one that is put right. */
TodokuFinding *todoku_finding_new_put_right (const TodokuFinding *finding)
  G_GNUC_WARN_UNUSED_RESULT;
TodokuFinding *todoku_finding_ref (TodokuFinding *self);
void todoku_finding_unref (TodokuFinding *self);

/**
 * todoku_findings_add:
 * @findings: (element-type TodokuFinding): gets the finding
 * @rule: what finds it; it says how bad it is
 * @term: (nullable): as in TodokuFinding
 * @position: as in TodokuFinding
 * @format: what is found, in the language spoken, and what it takes
 */
void todoku_findings_add (GPtrArray *findings,
                          const TodokuRule *rule,
                          const char *term,
                          int position,
                          const char *format,
                          ...) G_GNUC_PRINTF (5, 6);

/** A #GCompareFunc for arrays of findings: the worst first, and then in the order of the record. */
int todoku_finding_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
