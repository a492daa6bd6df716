// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "checkup/wording.h"

#include <glib/gi18n-lib.h>

#include <string.h>

const char *
todoku_wording_diff_sign (TodokuDiffOp op)
{
  static const char *const signs[] = {
    [TODOKU_DIFF_KEEP] = "=",
    [TODOKU_DIFF_ADD] = "+",
    [TODOKU_DIFF_CHANGE] = "→",
    [TODOKU_DIFF_REMOVE] = "−",
  };

  return signs[op];
}

static char *
label_of_record (const TodokuDiffEntry *entry)
{
  if (entry->op == TODOKU_DIFF_REMOVE && g_str_equal (entry->term, "v=spf1"))
    /* Translators: %u is the number of one of several SPF records. */
    return g_strdup_printf (_ ("Record %u is deleted"), entry->record);
  if (entry->op == TODOKU_DIFF_REMOVE)
    /* Translators: %u is the number of one of several SPF records. */
    return g_strdup_printf (_ ("Removed from record %u"), entry->record);
  if (entry->op == TODOKU_DIFF_CHANGE)
    /* Translators: %u is the number of one of several SPF records. */
    return g_strdup_printf (_ ("Changed, from record %u"), entry->record);

  /* Translators: %u is the number of one of several SPF records. */
  return g_strdup_printf (_ ("Moved from record %u"), entry->record);
}

char *
todoku_wording_diff_label (const TodokuDiffEntry *entry)
{
  static const char *const labels[] = {
    /* Translators: stands beside a part of the SPF record that stays as it is. */
    [TODOKU_DIFF_KEEP] = N_ ("Unchanged"),
    /* Translators: stands beside a part that is added to the SPF record. */
    [TODOKU_DIFF_ADD] = N_ ("Added"),
    /* Translators: stands beside a part of the SPF record that is written in another way. */
    [TODOKU_DIFF_CHANGE] = N_ ("Changed"),
    /* Translators: stands beside a part that is taken out of the SPF record. */
    [TODOKU_DIFF_REMOVE] = N_ ("Removed"),
  };

  if (entry->record > 0 && todoku_diff_entry_get_effect (entry) != TODOKU_DIFF_KEEP)
    return label_of_record (entry);

  return g_strdup (_ (labels[entry->op]));
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (sentence != NULL && *sentence != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

char *
todoku_wording_diff_sentence (const TodokuDiffEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *term = todoku_wording_make_visible (entry->term);
  g_autofree char *label = todoku_wording_diff_label (entry);
  g_autofree char *head = NULL;

  if (entry->op == TODOKU_DIFF_CHANGE && entry->was != NULL)
    {
      g_autofree char *was = todoku_wording_make_visible (entry->was);

      /* Translators: read aloud. First the old part of the SPF record, then the new one. */
      head = g_strdup_printf (_ ("Changed: %s becomes %s."), was, term);
    }
  else
    {
      /* Translators: read aloud. First "Added", "Removed" …, then the part of the record. */
      head = g_strdup_printf (_ ("%s: %s."), label, term);
    }
  append_sentence (text, head);
  append_sentence (text, entry->meaning);
  append_sentence (text, entry->why);
  return g_strdup (text->str);
}

const char *
todoku_wording_severity (const TodokuFinding *finding)
{
  static const char *const words[] = {
    [TODOKU_SEVERITY_ERROR] = N_ ("Error"),
    [TODOKU_SEVERITY_WARNING] = N_ ("Warning"),
    /* Translators: the mildest of "Error", "Warning", "Note". */
    [TODOKU_SEVERITY_NOTE] = N_ ("Note"),
  };

  if (finding->is_put_right)
    /* Translators: in place of "Error": it was found, and the value that is proposed is right. */
    return _ ("Put right by the new value");

  return _ (words[finding->severity]);
}

const char *
todoku_wording_tree_state (TodokuSpfTreeState state)
{
  static const char *const words[] = {
    [TODOKU_SPF_TREE_OK] = NULL,
    [TODOKU_SPF_TREE_SYNTAX_ERROR] = N_ ("not written correctly"),
    [TODOKU_SPF_TREE_NO_RECORD] = N_ ("leads to a domain without an SPF record"),
    [TODOKU_SPF_TREE_SEVERAL_RECORDS] = N_ ("leads to a domain with more than one SPF record"),
    [TODOKU_SPF_TREE_VOID] = N_ ("the name has no address"),
    [TODOKU_SPF_TREE_LOOP] = N_ ("leads back to itself"),
    [TODOKU_SPF_TREE_TOO_MANY_NAMES] = N_ ("leads to too many mail servers"),
    [TODOKU_SPF_TREE_DNS_FAILURE] = N_ ("could not be read just now"),
    [TODOKU_SPF_TREE_MACRO] = N_ ("different for each email"),
  };

  return words[state] != NULL ? _ (words[state]) : NULL;
}

char *
todoku_wording_lookups (guint lookups)
{
  if (lookups > TODOKU_SPF_LOOKUPS_MAX)
    /* Translators: how many DNS look-ups of the allowed ones a record costs, and the excess. */
    return g_strdup_printf (_ ("%u of %d, %u too many"), lookups, TODOKU_SPF_LOOKUPS_MAX,
                            lookups - TODOKU_SPF_LOOKUPS_MAX);
  /* Translators: how many DNS look-ups of the allowed ones a record costs. */
  return g_strdup_printf (_ ("%u of %d"), lookups, TODOKU_SPF_LOOKUPS_MAX);
}

char *
todoku_wording_source (const TodokuCatalogSource *source)
{
  if (source->checked == NULL)
    return NULL;
  switch (source->grade)
    {
    case 'O':
    case 'C':
      /* Translators: %s is a date as 2026-11-24. */
      return g_strdup_printf (_ ("Checked against the company’s own pages on %s."),
                              source->checked);
    case 'F':
      /* Translators: %s is a date as 2026-11-24. */
      return g_strdup_printf (
        _ ("Seen on %s in domains that are in use, but not found on the company’s own pages."),
        source->checked);
    default:
      /* Translators: %s is a date as 2026-11-24. */
      return g_strdup_printf (
        _ ("From what others have published, seen on %s. The company’s own page could not be "
           "checked: please compare with its help before you save."),
        source->checked);
    }
}

static gboolean
is_deceptive (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
         || type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_PRIVATE_USE
         || type == G_UNICODE_UNASSIGNED;
}

char *
todoku_wording_make_visible (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autoptr (GString) visible = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (visible, is_deceptive (c) ? 0xFFFD : c);
    }
  return g_strdup (visible->str);
}

char *
todoku_wording_proof_who (const TodokuProof *proof)
{
  if (proof->role == TODOKU_PROOF_GIVEN)
    return g_strdup (_ ("The server that sent the email"));
  if (proof->role == TODOKU_PROOF_STRANGER)
    return g_strdup (_ ("Forged email (example)"));

  return g_strdup (proof->name != NULL ? proof->name : _ ("A server that sends your email"));
}

static const char *
describe_result (TodokuSpfResult result)
{
  static const char *const words[] = {
    [TODOKU_SPF_RESULT_NONE] = N_ ("may not arrive (the record says nothing about it)"),
    [TODOKU_SPF_RESULT_NEUTRAL] = N_ ("may not arrive (the record says nothing about it)"),
    [TODOKU_SPF_RESULT_PASS] = N_ ("passes SPF"),
    [TODOKU_SPF_RESULT_FAIL] = N_ ("may not arrive (refused)"),
    [TODOKU_SPF_RESULT_SOFTFAIL] = N_ ("may not arrive (suspicious)"),
    [TODOKU_SPF_RESULT_TEMPERROR] = N_ ("could not be checked just now"),
    [TODOKU_SPF_RESULT_PERMERROR] = N_ ("may not arrive (receivers stop with an error)"),
  };

  return _ (words[result]);
}

char *
todoku_wording_proof_sentence (const TodokuProof *proof, gboolean changes)
{
  if (!changes)
    // Translators: the argument is what becomes of a mail, as “passes”.
    return g_strdup_printf (_ ("Today: %s"), describe_result (proof->current));

  // Translators: both arguments are what becomes of a mail, as “passes”.
  return g_strdup_printf (_ ("Today: %s → After the change: %s"), describe_result (proof->current),
                          describe_result (proof->proposed));
}

char *
todoku_wording_failure (TodokuDnsAnswer *answer)
{
  const char *server = todoku_dns_answer_get_server (answer);

  if (server == NULL)
    server = _ ("the DNS server");

  switch (todoku_dns_answer_get_status (answer))
    {
    case TODOKU_DNS_STATUS_SERVER_FAILURE:
      // Translators: the argument is a server's address.
      return g_strdup_printf (_ ("The server %s said that it could not answer (SERVFAIL)."),
                              server);
    case TODOKU_DNS_STATUS_REFUSED:
      // Translators: the argument is a server's address.
      return g_strdup_printf (_ ("The server %s refused to answer (REFUSED)."), server);
    case TODOKU_DNS_STATUS_TIMED_OUT:
      // Translators: the argument is a server's address.
      return g_strdup_printf (_ ("The server %s did not answer in time."), server);
    case TODOKU_DNS_STATUS_MALFORMED:
      // Translators: the argument is a server's address.
      return g_strdup_printf (_ ("The server %s gave an answer that cannot be read."), server);
    case TODOKU_DNS_STATUS_UNREACHABLE:
      if (strchr (server, '%') != NULL)
        // Translators: the argument is a server's address, as “[fe80::1%eth0]:53”.
        return g_strdup_printf (
          _ ("The server %s has an address that only works within one network (link-local), and "
             "cannot be reached. Please set another DNS server."),
          server);
      // Translators: the argument is a server's address.
      return g_strdup_printf (_ (
                                "The server %s could not be reached. Is this computer connected to "
                                "the internet?"),
                              server);
    case TODOKU_DNS_STATUS_FOUND:
    case TODOKU_DNS_STATUS_NO_DATA:
    case TODOKU_DNS_STATUS_NX_DOMAIN:
    default:
      return g_strdup ("");
    }
}

// ---------------------------------------------------------------------------------------------
// DKIM, DMARC, and what Gmail asks for

const char *
todoku_wording_dkim (const TodokuDkimEvaluation *dkim)
{
  static const char *const headlines[] = {
    [TODOKU_DKIM_VERDICT_FINE] = N_ ("The DKIM key is in order"),
    [TODOKU_DKIM_VERDICT_ADD] = N_ ("There is no DKIM key yet"),
    [TODOKU_DKIM_VERDICT_FIX] = N_ ("The DKIM key has to be fixed"),
    [TODOKU_DKIM_VERDICT_UNKNOWN] = N_ ("It is not known whether DKIM signs your email"),
    [TODOKU_DKIM_VERDICT_NO_DOMAIN] = N_ ("This domain does not exist"),
  };

  if (dkim != NULL && dkim->is_needless && dkim->verdict == TODOKU_DKIM_VERDICT_FINE)
    return _ ("This domain needs no DKIM key");
  if (dkim != NULL && todoku_dkim_evaluation_lacks_one (dkim))
    return _ ("A DKIM key is missing");

  return _ (headlines[dkim != NULL ? dkim->verdict : TODOKU_DKIM_VERDICT_UNKNOWN]);
}

const char *
todoku_wording_dkim_state (TodokuDkimState state)
{
  static const char *const words[] = {
    [TODOKU_DKIM_STATE_VALID] = N_ ("in order"),
    [TODOKU_DKIM_STATE_WEAK] = N_ ("weak"),
    [TODOKU_DKIM_STATE_TEST] = N_ ("only being tested"),
    [TODOKU_DKIM_STATE_REVOKED] = N_ ("revoked"),
    [TODOKU_DKIM_STATE_BROKEN] = N_ ("does not work"),
    [TODOKU_DKIM_STATE_MISSING] = N_ ("missing"),
    [TODOKU_DKIM_STATE_UNKNOWN] = N_ ("could not be read"),
  };

  return _ (words[state]);
}

const char *
todoku_wording_dmarc (const TodokuDmarcEvaluation *dmarc)
{
  static const char *const headlines[] = {
    [TODOKU_DMARC_VERDICT_FINE] = N_ ("The DMARC record is in order"),
    [TODOKU_DMARC_VERDICT_ADD] = N_ ("Add a DMARC record"),
    [TODOKU_DMARC_VERDICT_EDIT] = N_ ("The DMARC record has to be fixed"),
    [TODOKU_DMARC_VERDICT_UNKNOWN] = N_ ("It is not known whether there is a DMARC record"),
    [TODOKU_DMARC_VERDICT_NO_DOMAIN] = N_ ("This domain does not exist"),
  };
  TodokuDmarcVerdict verdict = dmarc != NULL ? dmarc->verdict : TODOKU_DMARC_VERDICT_UNKNOWN;

  if (verdict == TODOKU_DMARC_VERDICT_FINE && !todoku_dmarc_evaluation_is_done (dmarc))
    return _ ("Your email does not pass the DMARC policy");

  return _ (headlines[verdict]);
}

const char *
todoku_wording_dmarc_next (TodokuDmarcPolicy policy)
{
  if (policy == TODOKU_DMARC_POLICY_QUARANTINE)
    return _ ("If none of your email has landed in a spam folder for some weeks, receivers can "
              "refuse forged email outright. Email of yours that passes neither SPF nor DKIM then "
              "comes back. It is not needed for Gmail. The value for that:");

  return _ (
    "Once all your email has passed for some weeks, including what forms, shops and services send, "
    "receivers can put forged email into the spam folder. Email of yours that passes neither SPF "
    "nor DKIM lands there, too. It is not needed for Gmail. The value for that:");
}

const char *
todoku_wording_requirement_state (TodokuRequirementState state)
{
  static const char *const words[] = {
    // Translators: something that is asked for is so.
    [TODOKU_REQUIREMENT_MET] = N_ ("met"),
    // Translators: something that is asked for is not so.
    [TODOKU_REQUIREMENT_NOT_MET] = N_ ("not met"),
    // Translators: whether something that is asked for is so.
    [TODOKU_REQUIREMENT_UNKNOWN] = N_ ("not known"),
  };

  return _ (words[state]);
}
