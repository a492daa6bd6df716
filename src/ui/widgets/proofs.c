// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/wording.h"
#include "ui/widgets/report-sections.h"

#include <glib/gi18n-lib.h>

/* A stranger's mail is to be stopped, everybody else's to get through. A record that does not work
 * stops nobody. */
static gboolean
is_as_it_should_be (const TodokuProof *proof)
{
  gboolean passes = proof->proposed == TODOKU_SPF_RESULT_PASS;
  gboolean works =
    proof->proposed != TODOKU_SPF_RESULT_PERMERROR && proof->proposed != TODOKU_SPF_RESULT_NONE;

  return proof->role == TODOKU_PROOF_STRANGER ? works && !passes : passes;
}

static GtkWidget *
proof_row_new (const TodokuProof *proof, gboolean changes)
{
  GtkWidget *icon = todoku_sign_new (is_as_it_should_be (proof));
  GtkWidget *texts = todoku_texts_new ();
  g_autofree char *who = todoku_wording_proof_who (proof);
  g_autofree char *sentence = todoku_wording_proof_sentence (proof, changes);
  g_autofree char *address = todoku_dns_address_to_string (&proof->address);
  g_autofree char *title = g_strjoin (" · ", who, address, NULL);
  /* Translators: read aloud. Whose mail it is, its IP address, and what becomes of it. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s. %s"), who, address, sentence);

  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (texts), todoku_sentence_label_new (sentence, NULL));
  return todoku_spoken_row_new (todoku_row_content_new (icon, texts, NULL), spoken);
}

void
todoku_proofs_show (TodokuRowGroup *group, const TodokuReport *report)
{
  todoku_row_group_clear (group);
  /* With the stranger alone there is nothing to prove. */
  for (guint i = 0; report->proofs->len >= 2 && i < report->proofs->len; i++)
    todoku_row_group_add (group,
                          proof_row_new (report->proofs->pdata[i], report->proposed != NULL));
}
