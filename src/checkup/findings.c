// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/findings.h"

#include "checkup/findings-private.h"
#include "checkup/proof.h"
#include "checkup/returned.h"
#include "checkup/synthesized.h"
#include "checkup/term.h"
#include "checkup/wording.h"
#include "config.h"
#include "spf/lint.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
todoku_checkup_add_finding (TodokuCheckupFindings *self,
                            const char *id,
                            TodokuSeverity severity,
                            const char *term,
                            int position,
                            char *message)
{
  g_ptr_array_add (self->list, todoku_finding_new (id, severity, term, position, message));
}

static gboolean
is_among (GPtrArray *findings, const char *id, const char *term)
{
  todoku_list_foreach (const TodokuFinding, finding, findings)
    if (g_str_equal (finding->id, id) && g_strcmp0 (finding->term, term) == 0)
      return TRUE;

  return FALSE;
}

// ---------------------------------------------------------------------------------------------
// What lint says

// What the verdict itself says is not said again, and what is only a matter of taste is left. The
// practice zone lies in networks that stand for examples.
static gboolean
is_of_interest (TodokuCheckupFindings *self, const TodokuFinding *finding)
{
  static const char *const left_out[] = { "no-record",       "no-domain", "example-address",
                                          "parked-domain",   "no-dnssec", "fail-with-dmarc",
                                          "macro-expansion", "no-dmarc",  NULL };

  return todoku_spf_lint_find_rule (finding->id)->kind != TODOKU_SPF_LINT_STYLE
         && !g_strv_contains (left_out, finding->id)
         && !(self->judgement->sends_nothing && g_str_equal (finding->id, "takes-no-mail"));
}

// What is mended and did no harm is told by the diff alone.
static gboolean
is_noteworthy (const TodokuFinding *finding, gboolean stays)
{
  return stays || finding->severity == TODOKU_SEVERITY_ERROR
         || g_str_equal (finding->id, "plus-all") || g_str_equal (finding->id, "open-target");
}

// One rule may find several things in one term: once is enough to read. What the person is asked
// about a term says what is wrong with it, and what may go need not be written otherwise.
static void
take_finding (TodokuCheckupFindings *self, TodokuFinding *finding, gboolean is_put_right)
{
  if (is_among (self->list, finding->id, finding->term)
      || (finding->term != NULL && is_among (self->list, "unclear-term", finding->term))
      || (g_str_equal (finding->id, "wrong-mechanism")
          && is_among (self->list, "removable-term", finding->term)))
    return;

  g_ptr_array_add (self->list, is_put_right ? todoku_finding_new_put_right (finding)
                                            : todoku_finding_ref (finding));
}

// While something is to be said first there is no value in which anything is right.
gboolean
todoku_checkup_has_value (TodokuCheckupFindings *self)
{
  TodokuVerdict verdict = self->judgement->verdict;

  return verdict != TODOKU_VERDICT_CHOOSE && verdict != TODOKU_VERDICT_UNKNOWN
         && verdict != TODOKU_VERDICT_NOT_SPF;
}

// A record at another name is put right by a value that has its terms; what was cut off, by none.
static gboolean
can_be_put_right (TodokuCheckupFindings *self, const TodokuFinding *finding)
{
  const TodokuCollected *collected = self->collected;

  if (g_str_equal (finding->id, "cut-record"))
    return FALSE;

  return !g_str_equal (finding->id, "record-at-other-name") || collected->misplaced->len > 0
         || (collected->doubtful != NULL && !todoku_collected_is_unsure (collected));
}

static void
take_findings (TodokuCheckupFindings *self, GPtrArray *current, GPtrArray *proposed)
{
  todoku_list_foreach (TodokuFinding, finding, current)
    {
      gboolean stays = FALSE;

      if (!is_of_interest (self, finding))
        continue;
      stays = proposed == NULL || is_among (proposed, finding->id, finding->term);
      if (is_noteworthy (finding, stays))
        take_finding (self, finding,
                      !stays && todoku_checkup_has_value (self)
                        && can_be_put_right (self, finding));
    }
  todoku_list_foreach (TodokuFinding, finding, proposed)
    if (is_of_interest (self, finding))
      take_finding (self, finding, FALSE);
}

static gboolean
lint (TodokuCheckupFindings *self)
{
  TodokuDnsFacts *facts = self->collected->facts;
  const char *domain = self->collected->domain;
  const char *text = self->edit->proposed;
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GPtrArray) proposed = NULL;
  gboolean complete = todoku_spf_lint_domain (facts, domain, NULL, 0, &current);

  if (text != NULL)
    complete &= todoku_spf_lint_domain (facts, domain, text, strlen (text), &proposed);
  if (complete)
    take_findings (self, current, proposed);

  return complete;
}

// ---------------------------------------------------------------------------------------------
// What may go

static char *
describe_relief (const TodokuCollected *collected, const TodokuSpfTreeTerm *node)
{
  g_autofree char *meaning =
    todoku_term_explain (collected->catalog, node->term, collected->domain);
  g_autofree char *cost = g_strdup_printf (
    // Translators: a number of questions to the DNS. Stands inside a sentence.
    g_dngettext (GETTEXT_PACKAGE, "%u lookup", "%u lookups", node->lookups), node->lookups);

  // Translators: the first argument is a sentence on what a part of the record is for, the second
  // "2 look-ups".
  return g_strdup_printf (_ ("%s It uses %s."), meaning, cost);
}

// What to do about a term that cannot stay as it is: a list is mended where it is kept.
static char *
describe_blamed (TodokuCheckupFindings *self, const TodokuSpfTerm *term)
{
  const char *advice =
    todoku_spf_term_is_list (term)
      ? _ ("If you no longer use it, remove it; if you do, the list that it leads to has to be "
           "fixed: tell the company that it belongs to, or fix it yourself if it is your own.")
      : _ ("If you do not need it, remove it; if you do, write the addresses of your own servers "
           "instead, each like “ip4:192.0.2.1”.");
  g_autofree char *sentence =
    self->judgement->lets_strangers_in
      // Translators: the argument is a term of the record.
      ? g_strdup_printf (_ ("“%s” lets strangers send email in your name."), term->text)
      // Translators: the argument is a term of the record.
      : g_strdup_printf (_ ("Receivers stop at “%s” with an error."), term->text);

  return g_strdup_printf ("%s %s", sentence, advice);
}

// Whether the web site is on a server that @owner lets in: its form may send from there.
static gboolean
holds_web_site (TodokuCheckupFindings *self, const TodokuMailHost *owner)
{
  return todoku_detections_find (self->collected->web.detections, owner) != NULL
         || self->collected->web.host == owner;
}

// Whether the record is over a limit, or would be without what the person lets go: she may have
// chosen the wrong one, and has to find the others where they were.
static gboolean
has_to_lose_something (TodokuCheckupFindings *self)
{
  const TodokuSpfTree *current = self->edit->current_tree;
  TodokuSpfTree before = *todoku_edit_get_tree (self->edit);

  for (guint i = 0; current != NULL && i < current->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (current->terms, i);

      if (!todoku_collected_lets_go (self->collected, node->term))
        continue;
      before.lookups += node->lookups;
      before.void_lookups += node->void_lookups;
    }

  return self->judgement->over_limit || todoku_spf_tree_is_over_a_limit (&before);
}

// Whether @term lets in one server of @owner, with whom the mail is, on another one: a company that
// names in its value the one that the person has.
static gboolean
is_left_server (TodokuCheckupFindings *self, const TodokuSpfTerm *term, const TodokuMailHost *owner)
{
  const TodokuCompany *mail = &self->collected->mail;

  return owner != NULL && owner == mail->host && mail->confidence == TODOKU_CONFIDENCE_HIGH
         && owner->placeholders->len > 0 && !todoku_spf_term_is_list (term);
}

// The mail host whose server, or list, @term lets in: by its name, or by that of its only address.
static const TodokuMailHost *
find_owner (TodokuCheckupFindings *self, const TodokuSpfTerm *term)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *host = todoku_term_find_host (collected->catalog, term);
  TodokuDetection *detection = NULL;

  if (host != NULL || !todoku_spf_term_is_network (term)
      || todoku_spf_term_get_prefix (term) < term->address.length * 8u
      || self->n_addresses >= TODOKU_CHECKUP_ADDRESSES_MAX)
    return host;
  self->n_addresses++;
  self->complete &=
    todoku_detect_address (collected->catalog, collected->facts, &term->address, NULL, &detection);
  host = detection != NULL ? detection->host : NULL;
  g_clear_pointer (&detection, todoku_detection_free);

  return host;
}

// Why the person may want to let @node go, or NULL.
static char *
describe_removable (TodokuCheckupFindings *self, const TodokuSpfTreeTerm *node)
{
  const TodokuCollected *collected = self->collected;
  const TodokuMailHost *host = collected->mail.host;
  const TodokuMailHost *owner = find_owner (self, node->term);
  const char *text = node->term->text;
  const char *line;

  if (todoku_list_has_text (self->judgement->blamed, text))
    return describe_blamed (self, node->term);
  if (todoku_judgement_rests_on (self->judgement, collected, self->edit, node->term))
    return NULL;
  if (owner != NULL && host != NULL && owner != host && !holds_web_site (self, owner)
      && todoku_term_find_sender (collected->catalog, node->term) == NULL)
    return g_strdup_printf (
      collected->web.host != NULL
        // Translators: the first argument is a term of the record, the others are mail hosts.
        ? _ ("“%s” belongs to %s, while your email is at %s. If you no longer send email from "
             "there, it can be removed.")
        // Translators: the first argument is a term of the record, the others are mail hosts.
        : _ ("“%1$s” belongs to %2$s, while your email is at %3$s. Which company your website is "
             "with cannot be seen from its address. If that is %2$s, keep it, as a form there may "
             "send email; if you no longer use %2$s, it can be removed."),
      text, todoku_catalog_text_get (&owner->name), todoku_catalog_text_get (&host->name));
  if (is_left_server (self, node->term, owner))
    // Translators: the first argument is a term of the record, the second a mail host.
    return g_strdup_printf (_ ("“%1$s” is a server of %2$s that neither your email nor your "
                               "website is on now. If you had it before a move, it can be removed: "
                               "others who are on it could send in your name."),
                            text, todoku_catalog_text_get (&owner->name));
  line = todoku_checkup_find_line (self, node->term);
  if (line != NULL)
    // Translators: the first argument is a term of the record, the second the name of a line.
    return g_strdup_printf (
      _ ("“%1$s” seems to be the internet line of a house or an office (%2$s), whose address may "
         "change: who has it then can send in your name. If nothing is sent from there, or its "
         "address is not fixed, remove it."),
      text, line);
  if (node->state == TODOKU_SPF_TREE_VOID)
    // Translators: the argument is a term of the record.
    return g_strdup_printf (_ ("“%s” leads to no server, so it can be removed."), text);
  if (node->term->kind == TODOKU_SPF_TERM_PTR)
    // Translators: the argument is a term of the record.
    return g_strdup_printf (_ ("If your servers pass by other parts of the record, “%s” can be "
                               "removed."),
                            text);
  if (node->lookups > 0 && todoku_spf_term_is_mechanism (node->term)
      && has_to_lose_something (self))
    return describe_relief (collected, node);

  return NULL;
}

// Whether the record has to be changed, and SPF is not why the mail at hand came back.
static gboolean
has_to_change (TodokuCheckupFindings *self)
{
  return self->judgement->verdict == TODOKU_VERDICT_NOT_SPF && self->edit->proposed != NULL;
}

static void
note_change (TodokuCheckupFindings *self)
{
  if (has_to_change (self))
    todoku_checkup_add_finding (
      self, "record-to-change", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: the argument is a domain.
      g_strdup_printf (_ ("Apart from this email, the SPF record of %s has to be changed, too. "
                          "Check the domain without the email: that shows why, and the new "
                          "value."),
                       self->collected->domain));
}

static void
offer_removals (TodokuCheckupFindings *self)
{
  const TodokuSpfTree *tree = todoku_edit_get_tree (self->edit);

  // What is at the end of an alias is not changed here. Where the record is to be changed, and no
  // value is shown, she would be left with less than there is.
  if (self->collected->alias != NULL || tree == NULL || has_to_change (self))
    return;

  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      g_autofree char *message = NULL;

      if (todoku_collected_wants (self->collected, node->term)
          || is_among (self->list, "removable-term", node->term->text))
        continue;
      message = describe_removable (self, node);
      if (message != NULL)
        todoku_checkup_add_finding (self, "removable-term", TODOKU_SEVERITY_NOTE, node->term->text,
                                    (int) node->term->position, g_steal_pointer (&message));
    }
}

// ---------------------------------------------------------------------------------------------
// What the person is asked, and what is said beside the record

static void
ask_about_terms (TodokuCheckupFindings *self)
{
  todoku_list_foreach (TodokuFinding, question, self->edit->questions)
    g_ptr_array_add (self->list, todoku_finding_ref (question));
}

static void
ask_about_refused (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);
  const char *relay =
    *collected->refused_options == NULL ? todoku_collected_find_relay (collected) : NULL;
  char *message;

  if (collected->web_is_sender && collected->web.host->spf == NULL)
    // Translators: the first argument is an IP address, the second a company.
    message = g_strdup_printf (_ ("The server %s, which was refused, belongs to %s, whose value is "
                                  "not known here. Find it on that company’s help page."),
                               address, todoku_catalog_text_get (&collected->web.host->name));
  else if (relay != NULL)
    // Translators: the first argument is an IP address, the second a domain, as ocn.ne.jp.
    message = g_strdup_printf (
      _ ("By its name, %1$s is a mail server of %2$s, which sends its customers’ email. Set the "
         "outgoing server (SMTP) of your email program to the one that your own email provider "
         "gives you (port 587 or 465). Do not allow the address: the next email leaves by another "
         "server of %2$s, and its other customers would be let in."),
      address, relay);
  else if (todoku_collected_has_sent_from_line (collected))
    // Translators: the argument is an IP address.
    message =
      g_strdup_printf (_ ("By its name, %s seems to be no server, but the internet line of "
                          "a house or an office. Have what sends from there, a printer or an email "
                          "program, send through your email provider’s server (SMTP, port "
                          "587) instead. Allow the address only if it is yours and never "
                          "changes."),
                       address);
  else
    message = g_strdup_printf (todoku_collected_has_arrived (collected, &collected->refused_address)
                                 // Translators: the argument is an IP address.
                                 ? _ ("The email that arrived came from the server %s. If it is "
                                      "yours or your website’s, allow it; if you do not know it, "
                                      "leave it out.")
                                 // Translators: the argument is an IP address.
                                 : _ ("If the server %s is yours or your website’s, allow it; if "
                                      "you do not know it, leave it out."),
                               address);
  g_ptr_array_add (self->list,
                   todoku_finding_new_question ("refused-server", address, -1, message,
                                                g_strdupv (collected->refused_options)));
}

// Whether the refused server passes with the record there will be.
static gboolean
is_let_in (TodokuCheckupFindings *self)
{
  GPtrArray *proofs = self->judgement->proofs;
  const TodokuProof *first = proofs->len > 0 ? g_ptr_array_index (proofs, 0) : NULL;

  return first != NULL && first->role == TODOKU_PROOF_GIVEN
         && first->proposed == TODOKU_SPF_RESULT_PASS;
}

// It passes by what the person lets go.
static void
ask_about_let_go (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);

  todoku_list_foreach (const char, term, collected->options->unwanted)
    {
      const char *const options[] = { term, NULL };
      g_autofree char *text = g_strdup_printf ("v=spf1 %s ~all", term);
      g_autoptr (TodokuSpfRecord) alone = todoku_spf_record_parse (text, -1);
      TodokuSpfResult result;

      if (!todoku_proof_evaluate (collected->facts, collected->domain, &collected->refused_address,
                                  alone, &result)
          || result != TODOKU_SPF_RESULT_PASS)
        continue;
      g_ptr_array_add (
        self->list,
        todoku_finding_new_question (
          "refused-server", address, -1,
          // Translators: the first argument is an IP address, the second a term of the record.
          g_strdup_printf (_ ("The server %s passes by “%s”, which is to be removed. If the "
                              "email is yours, that is still in use and has to stay; if you do not "
                              "know the server, leave it out."),
                           address, term),
          g_strdupv ((char **) options)));
      return;
    }
}

static void
note_refused (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  g_autofree char *address = todoku_dns_address_to_string (&collected->refused_address);

  if (collected->refused == TODOKU_REFUSED_PASSES && !is_let_in (self))
    ask_about_let_go (self);
  else if (collected->refused == TODOKU_REFUSED_PASSES && collected->options->bounce != NULL
           && !todoku_returned_needs_more (collected->options->bounce, collected->domain))
    todoku_checkup_add_finding (
      self, "refused-server-passes", TODOKU_SEVERITY_NOTE, NULL, -1,
      // Translators: the argument is an IP address.
      g_strdup_printf (_ ("The server %s, which was refused, passes with the record as it is "
                          "today. If the email came back before the last change, send it again."),
                       address));
  else if (collected->refused == TODOKU_REFUSED_UNNAMED
           && self->judgement->verdict == TODOKU_VERDICT_FINE)
    todoku_checkup_add_finding (
      self, "refused-server-passes", TODOKU_SEVERITY_NOTE, NULL, -1,
      g_strdup (_ ("The servers of the company that you chose pass with the record as it is today. "
                   "If the email came back before the last change, send it again. If that one "
                   "comes back, too, another company sent it: choose that one.")));
  else if (collected->refused == TODOKU_REFUSED_PLACED)
    todoku_checkup_note_placed (self);
  else if (collected->refused == TODOKU_REFUSED_UNKNOWN && collected->refused_options != NULL
           && !is_let_in (self))
    ask_about_refused (self);
}

// What else the returned mail blames, where the record comes first.
static void
note_returned (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  const TodokuBounce *bounce = collected->options->bounce;

  if (bounce != NULL && self->judgement->verdict != TODOKU_VERDICT_NOT_SPF
      && todoku_returned_needs_more (bounce, collected->domain))
    todoku_checkup_add_finding (self, "returned-mail", TODOKU_SEVERITY_WARNING, NULL, -1,
                                todoku_returned_explain (bounce, collected->domain));
  else if (bounce != NULL && todoku_returned_is_about (bounce, collected->domain)
           && todoku_bounce_is_from_elsewhere (bounce))
    todoku_checkup_add_finding (self, "from-of-other-domain", TODOKU_SEVERITY_WARNING, NULL, -1,
                                todoku_bounce_describe_author (bounce));
  else if (bounce == NULL && self->judgement->verdict != TODOKU_VERDICT_NOT_SPF
           && (todoku_arrived_is_about_other (collected->options->received, collected->domain)
               || todoku_arrived_fails (collected->options->received, collected->domain)))
    todoku_checkup_add_finding (self, "arrived-mail", TODOKU_SEVERITY_WARNING, NULL, -1,
                                todoku_arrived_explain (collected->options->received,
                                                        collected->domain));
}

static void
note_alias (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->alias != NULL)
    todoku_checkup_add_finding (
      self, "alias", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: both arguments are domain names.
      g_strdup_printf (_ ("%s is only another name (an alias, CNAME) for %s. A TXT record "
                          "cannot be added to it; the record of %s is the one that counts."),
                       collected->domain, collected->alias, collected->alias));
}

static void
note_sender_on_subdomain (TodokuCheckupFindings *self, const TodokuSender *sender)
{
  const TodokuDkimSelector *key = todoku_collected_find_key_of (self->collected, sender);
  const char *name = todoku_catalog_text_get (&sender->name);

  if (key != NULL)
    todoku_checkup_add_finding (
      self, "sender-on-subdomain", TODOKU_SEVERITY_NOTE, sender->term, -1,
      // Translators: a service, then the name of its key, as “s1”.
      g_strdup_printf (_ ("%1$s signs what it sends for you with your domain (its key is “%2$s”). "
                          "SPF is checked there under another name than yours, so the record needs "
                          "no part for %1$s."),
                       name, key->name));
  else
    todoku_checkup_add_finding (
      self, "sender-on-subdomain", TODOKU_SEVERITY_WARNING, sender->term, -1,
      // Translators: a service, then a term of the record.
      g_strdup_printf (_ ("%1$s usually sends from a subdomain of its own, so the record gets no "
                          "part for it. Turn on the authentication of your domain (DKIM) at %1$s, "
                          "and add the records that it shows. Only if its own page asks for “%2$s” "
                          "at your domain itself, add that part as well."),
                       name, sender->term));
}

static void
note_senders (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;

  todoku_list_foreach (const TodokuSender, sender, collected->ticked)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse_term (sender->term);

      if (sender->on_subdomain
          && !todoku_collected_wants (collected, todoku_spf_record_get_only_term (record)))
        note_sender_on_subdomain (self, sender);
    }
}

static void
note_servers (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;

  if (collected->differing != NULL && collected->other_dns_provider != NULL)
    todoku_checkup_add_finding (
      self, "resolver-differs", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: name servers, with what each of them gives, as "ns1.example: no SPF
      // record"; then two companies.
      g_strdup_printf (_ ("Not all of the domain’s name servers give what is shown here as the "
                          "current value. %s. They belong to two companies, %s and %s: what is "
                          "entered at one does not reach the other. Enter the same at both, or "
                          "have the name servers of one removed from the domain."),
                       collected->differing,
                       todoku_catalog_text_get (&collected->dns_provider->name),
                       todoku_catalog_text_get (&collected->other_dns_provider->name)));
  else if (collected->differing != NULL)
    todoku_checkup_add_finding (
      self, "resolver-differs", TODOKU_SEVERITY_WARNING, NULL, -1,
      // Translators: the argument are name servers, with what each of them gives, as
      // "ns1.example: no SPF record".
      g_strdup_printf (_ ("Not all of the domain’s name servers give what is shown here as the "
                          "current value. %s. After a change this is usual for a while: check "
                          "again later, before you change anything. If it stays like this, ask "
                          "your DNS provider."),
                       collected->differing));
  if (collected->record_from != NULL)
    todoku_checkup_add_finding (
      self, "resolver-stale", TODOKU_SEVERITY_NOTE, NULL, -1,
      // Translators: the argument are name servers, as "ns1.example, ns2.example".
      g_strdup_printf (_ ("The current value was taken from the domain’s own name servers (%s). "
                          "Your DNS server still gives another one, as is usual for a while "
                          "after a change."),
                       collected->record_from));
}

// Before a move is done mail is sent from the old place, too: what was refused surely is.
static void
note_move (TodokuCheckupFindings *self)
{
  todoku_list_foreach (const TodokuWanted, wanted, self->collected->wanted)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_next (wanted->record, NULL);

      if (wanted->may_go && !todoku_collected_lets_given_in (self->collected, wanted->record))
        todoku_checkup_add_finding (
          self, "removable-term", TODOKU_SEVERITY_NOTE, term->text, -1,
          // Translators: the argument is a company.
          g_strdup_printf (_ ("Email to this domain is still delivered to %s (MX record), so "
                              "its servers may go on sending. Once you have moved, and nothing "
                              "is sent from there, this part can be removed."),
                           wanted->name));
    }
}

static void
note_value (TodokuCheckupFindings *self)
{
  if (self->collected->value_error != NULL)
    todoku_checkup_add_finding (self, "value-unclear", TODOKU_SEVERITY_ERROR, NULL, -1,
                                g_strdup (self->collected->value_error));
}

// An answer about the mail servers that is missing makes the detection less sure.
static void
note_failure (TodokuCheckupFindings *self)
{
  const TodokuCollected *collected = self->collected;
  TodokuDnsAnswer *answer =
    todoku_dns_facts_peek (collected->facts, collected->domain, TODOKU_DNS_TYPE_MX);
  g_autofree char *failure = NULL;

  if (answer == NULL || !todoku_dns_answer_is_failure (answer))
    return;

  failure = todoku_wording_failure (answer);
  todoku_checkup_add_finding (
    self, "dns-failure", TODOKU_SEVERITY_WARNING, NULL, -1,
    // Translators: the argument is a sentence.
    g_strdup_printf (_ ("It could not be looked up where your email is delivered. %s"), failure));
}

// g_ptr_array_sort() is not stable, and findings of one severity stay in the order of the record.
static GPtrArray *
sort_by_severity (GPtrArray *findings)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);

  for (TodokuSeverity severity = TODOKU_SEVERITY_ERROR; severity <= TODOKU_SEVERITY_NOTE;
       severity++)
    todoku_list_foreach (TodokuFinding, finding, findings)
      if (finding->severity == severity)
        g_ptr_array_add (sorted, todoku_finding_ref (finding));

  return sorted;
}

gboolean
todoku_checkup_list_findings (const TodokuCollected *collected,
                              const TodokuEdit *edit,
                              const TodokuJudgement *judgement,
                              GPtrArray **findings)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_finding_unref);
  TodokuCheckupFindings self = {
    .collected = collected,
    .edit = edit,
    .judgement = judgement,
    .list = list,
    .complete = TRUE,
  };

  if (judgement->verdict != TODOKU_VERDICT_NO_DOMAIN)
    {
      note_servers (&self);
      note_value (&self);
      todoku_checkup_note_companies (&self);
      note_alias (&self);
      todoku_collected_note_synthesized (collected, judgement, list);
      note_senders (&self);
      ask_about_terms (&self);
      note_refused (&self);
      note_returned (&self);
      note_failure (&self);
      note_move (&self);
      note_change (&self);
      offer_removals (&self);
      self.complete &= lint (&self);
    }
  *findings = sort_by_severity (list);

  return self.complete;
}
