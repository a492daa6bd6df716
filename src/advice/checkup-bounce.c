// SPDX-License-Identifier: GPL-3.0-or-later

// What a returned mail adds to the check: whether SPF was the reason at all, and whether the server
// that was refused passes.

#include "advice/checkup-private.h"

#include "config.h"
#include "dns/name.h"

#include <glib/gi18n-lib.h>

// The receiver asked the record of another domain than the one that is checked.
static gboolean
asked_elsewhere (TodokuCheckup *self)
{
  const TodokuBounce *bounce = self->choices->bounce;

  return bounce->domain != NULL && !todoku_dns_name_equal (bounce->domain, self->report->domain);
}

gboolean
todoku_checkup_is_not_spf (TodokuCheckup *self)
{
  const TodokuBounce *bounce = self->choices->bounce;

  if (bounce == NULL || bounce->refusal == NULL)
    return FALSE;

  return !bounce->refusal->fixable_by_spf || bounce->server_owner != NULL || asked_elsewhere (self);
}

char *
todoku_checkup_explain_bounce (TodokuCheckup *self)
{
  const TodokuBounce *bounce = self->choices->bounce;

  if (!bounce->refusal->fixable_by_spf || todoku_bounce_is_foreign (bounce))
    return todoku_bounce_describe (bounce);

  return g_strdup_printf (
    // Translators: the first and third arguments are the domain that was refused, the second is
    // the one that is checked.
    _ ("The receiver did not ask the SPF record of %2$s, but that of %1$s: that is the domain of "
       "the envelope sender. Check %1$s instead."),
    bounce->domain, self->report->domain);
}

static const TodokuProof *
find_given (TodokuReport *report)
{
  for (guint i = 0; i < report->proofs->len; i++)
    {
      const TodokuProof *proof = g_ptr_array_index (report->proofs, i);

      if (proof->role == TODOKU_PROOF_GIVEN)
        return proof;
    }

  return NULL;
}

void
todoku_checkup_review_bounce (TodokuCheckup *self)
{
  const TodokuProof *proof = self->choices->bounce != NULL ? find_given (self->report) : NULL;
  g_autofree char *ip = NULL;

  if (proof == NULL)
    return;

  ip = todoku_dns_address_to_string (&proof->address);
  if (proof->current == TODOKU_SPF_RESULT_PASS)
    todoku_checkup_add_finding (
      self, "refused-server-passes", TODOKU_SEVERITY_NOTE, NULL, -1,
      // Translators: the argument is an IP address.
      g_strdup_printf (_ ("The server %s, which was refused, passes with the record as it is "
                          "today. If the mail came back before the last change, send it again."),
                       ip));
  else if (proof->proposed != TODOKU_SPF_RESULT_PASS && self->wanted->len > 1)
    todoku_checkup_add_finding (
      self, "refused-server-left-out", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: the argument is an IP address.
      g_strdup_printf (_ ("The server %s, which was refused, is still not let in. It belongs to "
                          "another company or service than those chosen: go back one page and "
                          "choose the one that sent the mail, if it is yours."),
                       ip));
}
