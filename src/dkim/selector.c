// SPDX-License-Identifier: GPL-3.0-or-later

// What is published at one selector, and what was meant for it elsewhere.

#include "dkim/selector-private.h"

#include "config.h"
#include "dkim/lint.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "dns/wildcard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static TodokuDnsAnswer *
ask (TodokuDkimRun *run, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (run->facts, name, type, &run->complete);
}

static char *
make_name (TodokuDkimRun *run, const char *selector)
{
  return g_strconcat (selector, "." TODOKU_DKIM_FOLDER ".", run->domain, NULL);
}

// The end of a chain of aliases, or what is known of it. Each link is asked for in its turn.
static char *
follow_aliases (TodokuDkimRun *run, const char *name)
{
  const char *end = NULL;

  for (guint i = 0; i < TODOKU_DNS_ALIASES_MAX; i++)
    {
      TodokuDnsAnswer *answer = ask (run, end != NULL ? end : name, TODOKU_DNS_TYPE_CNAME);

      if (answer == NULL || todoku_dns_answer_get_n_records (answer) == 0)
        break;
      end = todoku_dns_answer_get_record (answer, 0)->name;
      if (todoku_dns_name_equal (end, name))
        break;
    }

  return g_strdup (end);
}

static gboolean
is_wildcards (TodokuDkimRun *run, const char *name, TodokuDnsType type)
{
  return todoku_dns_wildcard_gives (run->facts, name, type, &run->complete);
}

static void
find_owner (TodokuDkimRun *run, TodokuDkimSelector *selector, const char *name)
{
  const char *owner;

  if (is_wildcards (run, name, TODOKU_DNS_TYPE_CNAME))
    return;
  selector->alias = follow_aliases (run, name);
  if (selector->alias == NULL)
    return;
  owner = todoku_suffix_get_registrable (selector->alias);
  if (owner == NULL)
    owner = selector->alias;
  if (!todoku_dns_name_is_within (run->domain, owner))
    selector->owner = g_strdup (owner);
}

static gboolean
has_private_key (const TodokuDkimSelector *selector)
{
  return selector->record != NULL && (selector->record->faults & TODOKU_DKIM_FAULT_PRIVATE) != 0;
}

// The key records of an answer, a private one before all others; other texts, as those of a
// wildcard, are counted.
static guint
read_records (TodokuDkimSelector *selector, TodokuDnsAnswer *answer, guint *n_others)
{
  guint n_keys = 0;

  todoku_dns_answer_foreach (answer, text)
    {
      gsize length;
      const char *octets = todoku_dns_record_get_text (text, &length);
      g_autoptr (TodokuDkimRecord) record = todoku_dkim_record_parse (octets, length);

      if (!record->is_key_record)
        (*n_others)++;
      else if (n_keys++ == 0 || (record->faults & TODOKU_DKIM_FAULT_PRIVATE) != 0)
        {
          g_clear_pointer (&selector->record, todoku_dkim_record_free);
          g_free (selector->text);
          selector->record = g_steal_pointer (&record);
          selector->text = todoku_dns_record_dup_text (text);
        }
    }

  return n_keys;
}

// What @alias was meant to be, where a panel has put the domain behind another one's name.
static char *
find_without_domain (TodokuDkimRun *run, const char *alias)
{
  gsize length = strlen (alias);
  gsize tail = strlen (run->domain) + 1;
  g_autofree char *name = NULL;

  if (length <= tail || !todoku_dns_name_is_within (alias, run->domain))
    return NULL;
  name = g_strndup (alias, length - tail);

  return todoku_suffix_is_of_other (name, run->domain) ? g_steal_pointer (&name) : NULL;
}

static const TodokuDkimSigner *
find_signer (TodokuDkimRun *run, const char *selector)
{
  GPtrArray *signers = run->search->signers;

  for (guint i = 0; signers != NULL && i < signers->len; i++)
    if (g_strv_contains (((TodokuDkimSigner *) signers->pdata[i])->selectors, selector))
      return g_ptr_array_index (signers, i);

  return NULL;
}

static const char *
find_target (TodokuDkimRun *run, const char *name)
{
  TodokuDnsAnswer *answer = ask (run, name, TODOKU_DNS_TYPE_CNAME);

  return todoku_dns_answer_get_n_records (answer) > 0
           ? todoku_dns_answer_get_record (answer, 0)->name
           : NULL;
}

// Whether @signer has a key at another selector: the next one comes to be when it is renewed.
static gboolean
has_key_beside (TodokuDkimRun *run, const TodokuDkimSigner *signer, const char *selector)
{
  gboolean has_key = FALSE;

  for (guint i = 0; signer->selectors[i] != NULL; i++)
    {
      g_autofree char *name = make_name (run, signer->selectors[i]);
      TodokuDnsAnswer *answer = ask (run, name, TODOKU_DNS_TYPE_TXT);
      TodokuDkimSelector found = { 0 };
      guint n_others = 0;

      if (!g_str_equal (signer->selectors[i], selector) && find_target (run, name) != NULL
          && read_records (&found, answer, &n_others) == 1)
        has_key |= found.record->is_usable;
      g_clear_pointer (&found.record, todoku_dkim_record_free);
      g_free (found.text);
    }

  return has_key;
}

// Whether the alias at @selector is for a key that its maker makes when it needs it.
static gboolean
is_in_reserve (TodokuDkimRun *run, const TodokuDkimSelector *selector)
{
  const TodokuDkimSigner *signer = find_signer (run, selector->name);

  return selector->alias != NULL && selector->record == NULL && selector->target == NULL
         && !selector->is_given && signer != NULL && signer->is_alias
         && todoku_suffix_is_of_other (selector->alias, run->domain)
         && has_key_beside (run, signer, selector->name);
}

// Whoever was to keep the key keeps none: it is that company's to make, or it is of a contract that
// ended.
static void
add_dangling_finding (TodokuDkimRun *run, const TodokuDkimSelector *selector)
{
  const TodokuDkimSigner *signer = find_signer (run, selector->name);
  const char *owner = selector->owner != NULL ? selector->owner : selector->alias;

  if (is_in_reserve (run, selector))
    todoku_dkim_lint_add (run->evaluation->findings, "alias-in-reserve", selector->name, -1,
                          /* Translators: a selector, a server's name, then a company. */
                          _ ("“%s” leads to %s, where there is no key yet. That is how it should "
                             "be: %s makes it when it renews the other one."),
                          selector->name, selector->alias, signer->name);
  else if (signer != NULL && !signer->is_alias)
    todoku_dkim_lint_add (
      run->evaluation->findings, "dangling-alias", selector->name, -1,
      /* Translators: a selector, a server's name, and a company, twice. */
      _ (
        "“%s” is an alias (CNAME) that leads to %s, where there is no key. The key of %s cannot be "
        "entered while it is there: delete the alias first, then enter the key of %s."),
      selector->name, selector->alias, signer->name, signer->name);
  else if (!todoku_suffix_is_of_other (selector->alias, run->domain))
    todoku_dkim_lint_add (
      run->evaluation->findings, "dangling-alias", selector->name, -1,
      /* Translators: a selector, then what stands there as a server's name. */
      _ ("“%s” is an alias (CNAME) that leads to %s, where no company keeps a key for you. Delete "
         "the alias, then enter what the company that signs your email shows."),
      selector->name, selector->alias);
  else if (signer != NULL)
    todoku_dkim_lint_add (run->evaluation->findings, "dangling-alias", selector->name, -1,
                          /* Translators: the first argument is a selector, the second a server's
                             name, the third a company's domain or that name again. */
                          _ (
                            "“%s” leads to %s, where there is no key. Turn DKIM on at the company "
                            "that this name belongs to (%s); the key appears there automatically."),
                          selector->name, selector->alias, owner);
  else
    todoku_dkim_lint_add (
      run->evaluation->findings, "dangling-alias", selector->name, -1,
      /* Translators: a selector, a server's name, and a company's domain or that name again. */
      _ ("“%s” is an alias (CNAME) that leads to %s, where there is no key. If the company that "
         "this "
         "name belongs to (%s) sends email for you, turn DKIM on there; if not, delete the alias."),
      selector->name, selector->alias, owner);
}

static gboolean
begins_with (const char *target, const char *selector, const char *label)
{
  g_autofree char *begin = g_strconcat (selector, "-", label, NULL);

  return g_str_has_prefix (target, begin);
}

// Whether @target is what @signer has for another selector, or for another domain.
static gboolean
is_of_other (const TodokuDkimSigner *signer, const char *selector, const char *target)
{
  gboolean is_of_selector = begins_with (target, selector, "");

  for (guint i = 0; is_of_selector && signer->labels[i] != NULL; i++)
    if (begins_with (target, selector, signer->labels[i]))
      return FALSE;
  for (guint i = 0; !is_of_selector && signer->selectors[i] != NULL; i++)
    if (begins_with (target, signer->selectors[i], ""))
      return TRUE;

  return is_of_selector;
}

static gboolean
add_finding_of_other (TodokuDkimRun *run, TodokuDkimSelector *selector)
{
  const TodokuDkimSigner *signer = find_signer (run, selector->name);
  g_autofree char *name = make_name (run, selector->name);
  const char *target = find_target (run, name);

  if (signer == NULL || signer->labels == NULL || target == NULL
      || !is_of_other (signer, selector->name, target))
    return FALSE;
  selector->state = TODOKU_DKIM_STATE_BROKEN;
  todoku_dkim_lint_add (
    run->evaluation->findings, "alias-of-other", selector->name, -1,
    /* Translators: a selector, a server's name, a company, the selector again. */
    _ ("“%s” leads to %s, which looks like the entry for another key or for "
       "another domain: then the signatures of your email fail. Compare it "
       "with what %s shows for “%s”, and replace it if they differ."),
    selector->name, target, signer->name, selector->name);

  return TRUE;
}

static void
add_alias_finding (TodokuDkimRun *run, TodokuDkimSelector *selector)
{
  const TodokuDkimSigner *signer = find_signer (run, selector->name);

  if (selector->alias == NULL)
    return;
  if (selector->record == NULL)
    selector->target = find_without_domain (run, selector->alias);
  if (selector->target != NULL)
    todoku_dkim_lint_add (
      run->evaluation->findings, "alias-with-domain", selector->name, -1,
      /* Translators: a selector, then two names of servers. */
      _ ("“%s” leads to %s: your own domain was added to the name. In the control panel, make it "
         "%s; if the domain comes back, put a dot at the end."),
      selector->name, selector->alias, selector->target);
  else if (add_finding_of_other (run, selector))
    return;
  else if (selector->record == NULL)
    add_dangling_finding (run, selector);
  else if (selector->owner != NULL && selector->state != TODOKU_DKIM_STATE_BROKEN)
    todoku_dkim_lint_add (
      run->evaluation->findings, "alias", selector->name, -1,
      /* Translators: the first argument is a selector, the second a company's
         domain, or its name. */
      _ ("The key “%s” is managed by %s, which renews it automatically. There is nothing to copy."),
      selector->name, signer != NULL && signer->is_alias ? signer->name : selector->owner);
}

// The name that a text is, where it is nothing else.
static char *
read_name (const TodokuDnsRecord *record)
{
  g_autofree char *text = todoku_dns_record_dup_text (record);
  g_autofree char *name = text != NULL ? todoku_dns_name_normalize (g_strstrip (text)) : NULL;
  const char *last = name != NULL ? strrchr (name, '.') : NULL;

  if (last == NULL || strchr (name, '.') == last || !todoku_suffix_is_known (last + 1)
      || !todoku_dns_name_is_valid (name))
    return NULL;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-_.", *c) == NULL)
      return NULL;

  return g_steal_pointer (&name);
}

// An alias that was entered as a text.
static gboolean
judge_name (TodokuDkimRun *run, TodokuDkimSelector *selector, TodokuDnsAnswer *answer)
{
  if (todoku_dns_answer_get_n_records (answer) == 1)
    selector->target = read_name (todoku_dns_answer_get_record (answer, 0));
  if (selector->target == NULL)
    return FALSE;
  selector->state = TODOKU_DKIM_STATE_BROKEN;
  todoku_dkim_lint_add (run->evaluation->findings, "alias-as-text", selector->name, -1,
                        /* Translators: a selector, then the name of a server. */
                        _ ("There is a TXT record at “%s” with a name in it, and no key. Delete "
                           "it, and add a record of the type CNAME with the value %s."),
                        selector->name, selector->target);

  return TRUE;
}

// A text of the name's own stands in the place of the key, or beside it: then receivers do not know
// which to take (RFC 6376 3.6.2.2), and some take none.
static void
judge_other_text (TodokuDkimRun *run, TodokuDkimSelector *selector)
{
  g_autofree char *name = make_name (run, selector->name);
  gboolean is_own = !is_wildcards (run, name, TODOKU_DNS_TYPE_TXT);

  if (is_own && selector->alias == NULL)
    selector->state = TODOKU_DKIM_STATE_BROKEN;
  if (is_own && selector->alias == NULL && selector->record != NULL)
    {
      todoku_dkim_lint_add (run->evaluation->findings, "text-beside-key", selector->name, -1,
                            /* Translators: the argument is a selector. */
                            _ ("There is another text at “%s” beside the key, and some receivers "
                               "then use neither. Delete the other text."),
                            selector->name);
      return;
    }
  todoku_dkim_lint_add (
    run->evaluation->findings, "not-a-key", selector->name, -1,
    is_own
      /* Translators: the argument is a selector. */
      ? _ ("There is a text at “%s” that is not a key.")
      /* Translators: the argument is a selector. */
      : _ ("There is a text at “%s” that is not a key: it is the record for all names (*)."),
    selector->name);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize first = strlen (*(const char *const *) a);
  gsize second = strlen (*(const char *const *) b);

  return first < second ? 1 : first > second ? -1 : 0;
}

// The key that was entered piece by piece, a record each: the one that begins it, and the longer of
// the others first, since only the last has room left.
static char *
join_pieces (const TodokuDkimSelector *selector, TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) joined = g_string_new (selector->text);
  TodokuDkimRemedy remedy;

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      char *text = todoku_dns_record_dup_text (todoku_dns_answer_get_record (answer, i));

      if (text != NULL && !g_str_equal (text, selector->text))
        g_ptr_array_add (rest, text);
      else
        g_free (text);
    }
  g_ptr_array_sort (rest, compare_lengths);
  for (guint i = 0; i < rest->len; i++)
    g_string_append (joined, rest->pdata[i]);

  return rest->len > 0 ? todoku_dkim_repair (joined->str, &remedy) : NULL;
}

// What helps with what is there. Returns: whether that is a key in several records.
static gboolean
choose_remedy (TodokuDkimSelector *selector, TodokuDnsAnswer *answer, guint n_keys)
{
  gboolean is_split;

  // What an alias leads to is in another's zone, and of what all can see a new key is to be made.
  if (selector->alias != NULL || todoku_dns_answer_get_n_records (answer) == 0
      || has_private_key (selector))
    return FALSE;
  selector->remedy = TODOKU_DKIM_REMEDY_SHOW_AGAIN;
  if (n_keys != 1)
    return FALSE;
  if (selector->record->is_usable && selector->record->key_type == TODOKU_DKIM_KEY_ED25519)
    {
      selector->remedy = TODOKU_DKIM_REMEDY_SECOND_KEY;
      return FALSE;
    }
  selector->proposal = todoku_dkim_repair (selector->text, &selector->remedy);
  if (selector->proposal == NULL)
    selector->proposal = join_pieces (selector, answer);
  is_split = selector->proposal != NULL && selector->remedy != TODOKU_DKIM_REMEDY_TEXT;
  if (is_split)
    selector->remedy = TODOKU_DKIM_REMEDY_TEXT;
  selector->has_others = todoku_dns_answer_get_n_records (answer) > 1;
  // The text itself is right.
  if (selector->record->is_usable && !selector->record->is_test)
    {
      g_free (selector->proposal);
      selector->proposal = g_strdup (selector->text);
    }

  return is_split;
}

static void
judge_found (TodokuDkimRun *run, TodokuDkimSelector *selector, TodokuDnsAnswer *answer)
{
  GPtrArray *findings = run->evaluation->findings;
  guint n_others = 0;
  guint n_keys = read_records (selector, answer, &n_others);

  selector->state = n_keys > 0 ? selector->record->state : TODOKU_DKIM_STATE_MISSING;
  if (choose_remedy (selector, answer, n_keys))
    {
      todoku_dkim_lint_add (findings, "split-key", selector->name, -1,
                            /* Translators: the argument is a selector. */
                            _ ("The key at “%s” is in several records, each with a part of it. Put "
                               "all of it into one record, one part right after the other, and "
                               "delete the others."),
                            selector->name);
      return;
    }
  if (n_keys == 0 && judge_name (run, selector, answer))
    return;
  if (n_keys > 0)
    todoku_dkim_lint_record (selector->record, selector->name, selector->proposal != NULL,
                             findings);
  if (has_private_key (selector))
    return;
  if (n_keys > 1)
    {
      selector->state = TODOKU_DKIM_STATE_BROKEN;
      todoku_dkim_lint_add (findings, "several-keys", selector->name, -1,
                            /* Translators: a number, then a selector. */
                            _ ("There are %u keys at “%s”, and receivers may use the wrong one. "
                               "Keep only the one that your email provider gives now."),
                            n_keys, selector->name);
    }
  if (n_others > 0 && (n_keys > 0 || selector->alias == NULL))
    judge_other_text (run, selector);
}

// An alias that leads back to itself has no end, today and tomorrow.
static gboolean
leads_to (const TodokuDkimSelector *selector, const char *name)
{
  return selector->alias != NULL && todoku_dns_name_equal (selector->alias, name);
}

static void
judge_failure (TodokuDkimRun *run, TodokuDkimSelector *selector, TodokuDnsAnswer *answer)
{
  selector->state = TODOKU_DKIM_STATE_UNKNOWN;
  todoku_dkim_lint_add (
    run->evaluation->findings, "dns-failure", selector->name, -1,
    /* Translators: a selector, then a code, as "timed-out". */
    _ ("It could not be read whether there is a key at “%s” (%s). Try again later."),
    selector->name, todoku_dns_status_get_id (todoku_dns_answer_get_status (answer)));
}

// Whether nobody who is known to send has keys at @name, and it is known where the mail host's are.
static gboolean
is_stray (TodokuDkimRun *run, const char *name)
{
  const TodokuDkimSearch *search = run->search;

  return search->has_host && search->signers != NULL
         && ((TodokuDkimSigner *) search->signers->pdata[0])->selectors[0] != NULL
         && find_signer (run, name) == NULL;
}

// What is wrong with a key that nobody uses is of no use; that it is there may be. A private key is
// nobody's business, wherever it is.
static void
judge_stray (TodokuDkimRun *run, TodokuDkimSelector *selector, TodokuDnsAnswer *answer)
{
  GPtrArray *findings = run->evaluation->findings;
  guint n_findings = findings->len;

  judge_found (run, selector, answer);
  if (has_private_key (selector))
    return;
  g_ptr_array_set_size (findings, (int) n_findings);
  if (selector->state == TODOKU_DKIM_STATE_BROKEN || selector->state == TODOKU_DKIM_STATE_TEST
      || (selector->record != NULL && selector->state == TODOKU_DKIM_STATE_WEAK
          && !selector->record->is_usable))
    todoku_dkim_lint_add (
      findings, "unused-key", selector->name, -1,
      /* Translators: the argument is a selector. */
      _ ("The key at “%s” does not work, and it belongs to nobody who is known to send your email. "
         "Delete it; if something of yours does use it, have the key shown again there, and enter "
         "it anew."),
      selector->name);
}

// The key at @name that was meant for @selector. One that cannot be read is nobody's. An alias is
// to go as it is: the key that it leads to is its owner's to renew.
static void
look_for_key (TodokuDkimRun *run, TodokuDkimSelector *selector, const char *name)
{
  const TodokuDkimSigner *signer = find_signer (run, selector->name);
  TodokuDnsAnswer *answer = ask (run, name, TODOKU_DNS_TYPE_TXT);
  gboolean is_own =
    g_str_equal (name, run->domain) || !is_wildcards (run, name, TODOKU_DNS_TYPE_TXT);
  TodokuDkimSelector found = { 0 };
  guint n_others = 0;

  if (answer != NULL && is_own && selector->misplaced == NULL
      && read_records (&found, answer, &n_others) == 1)
    {
      const char *target = find_target (run, name);

      choose_remedy (&found, answer, 1);
      if (found.proposal != NULL || target != NULL)
        selector->misplaced = g_strdup (name);
      selector->target = g_strdup (target);
      if (found.proposal != NULL && target == NULL && (signer == NULL || !signer->is_alias))
        {
          selector->remedy = TODOKU_DKIM_REMEDY_TEXT;
          selector->proposal = g_steal_pointer (&found.proposal);
        }
    }
  g_clear_pointer (&found.record, todoku_dkim_record_free);
  g_free (found.text);
  g_free (found.proposal);
}

// Where a key goes that was entered under half of its name, without the underscore, with a letter
// too many, for the web site, at the domain itself, with the domain, which panels put behind it
// once more, or under the name that its alias is to lead to.
static void
look_elsewhere (TodokuDkimRun *run, TodokuDkimSelector *selector)
{
  const char *zone = todoku_suffix_get_registrable (run->domain);
  g_autofree char *right = make_name (run, selector->name);
  const TodokuDkimSigner *signer = find_signer (run, selector->name);
  const char *const *labels = signer != NULL ? signer->labels : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  char *const usual[] = {
    g_strconcat (selector->name, ".", run->domain, NULL),
    g_strconcat (selector->name, ".domainkey.", run->domain, NULL),
    g_strconcat (selector->name, "." TODOKU_DKIM_FOLDER "s.", run->domain, NULL),
    g_strconcat (selector->name, "." TODOKU_DKIM_FOLDER ".www.", run->domain, NULL),
    g_strconcat (TODOKU_DKIM_FOLDER ".", run->domain, NULL),
    g_strconcat (right, ".", zone != NULL ? zone : run->domain, NULL),
    g_strdup (run->domain),
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    g_ptr_array_add (names, usual[i]);
  for (; labels != NULL && *labels != NULL; labels++)
    g_ptr_array_add (names, g_strconcat (selector->name, "-", *labels, "." TODOKU_DKIM_FOLDER ".",
                                         run->domain, NULL));
  // All are asked for at once, whatever is found.
  todoku_list_foreach (const char, name, names)
    if (todoku_dns_name_is_valid (name) && selector->state == TODOKU_DKIM_STATE_MISSING)
      look_for_key (run, selector, name);
  if (selector->misplaced != NULL && selector->target == NULL && signer != NULL && signer->is_alias)
    todoku_dkim_lint_add (
      run->evaluation->findings, "misplaced-key", selector->name, -1,
      /* Translators: a selector, then two names of records, and a company. */
      _ ("The key “%s” is in a TXT record at the name %s, where no receiver looks for it. Delete "
         "it; a record of the type CNAME has to be at %s, with the value that %s shows."),
      selector->name, selector->misplaced, right, signer->name);
  else if (selector->misplaced != NULL)
    todoku_dkim_lint_add (
      run->evaluation->findings, "misplaced-key", selector->name, -1,
      /* Translators: a selector, then two names of records. */
      _ (
        "The key “%s” is at the name %s, where no receiver looks for it. It has to be at %s: enter "
        "it there, and delete the record at the wrong name."),
      selector->name, selector->misplaced, right);
}

static gboolean
is_of_host (TodokuDkimRun *run, const char *name)
{
  const TodokuDkimSigner *signer = find_signer (run, name);

  return run->search->has_host && signer != NULL && signer == run->search->signers->pdata[0];
}

void
todoku_dkim_look_at (TodokuDkimRun *run, const char *selector_name, gboolean is_given)
{
  TodokuDkimSelector *selector = g_new0 (TodokuDkimSelector, 1);
  g_autofree char *name = make_name (run, selector_name);
  TodokuDnsAnswer *answer = ask (run, name, TODOKU_DNS_TYPE_TXT);

  selector->name = g_strdup (selector_name);
  selector->is_given = is_given;
  selector->is_stray = !is_given && is_stray (run, selector_name);
  selector->state = TODOKU_DKIM_STATE_MISSING;
  find_owner (run, selector, name);
  if (answer != NULL && todoku_dns_answer_is_failure (answer) && !leads_to (selector, name))
    judge_failure (run, selector, answer);
  else if (answer != NULL && (is_given || !is_wildcards (run, name, TODOKU_DNS_TYPE_TXT)))
    {
      if (selector->is_stray)
        judge_stray (run, selector, answer);
      else
        judge_found (run, selector, answer);
      add_alias_finding (run, selector);
      if (selector->alias != NULL && selector->record == NULL && !is_in_reserve (run, selector))
        selector->state = TODOKU_DKIM_STATE_BROKEN;
    }
  if (is_given || is_of_host (run, selector_name))
    look_elsewhere (run, selector);
  g_ptr_array_add (run->evaluation->selectors, selector);
}
