// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/propose.h"

#include "config.h"
#include "dmarc/edit.h"
#include "dmarc/record.h"

#include <glib/gi18n-lib.h>

void
todoku_dmarc_proposal_free (TodokuDmarcProposal *proposal)
{
  g_free (proposal->text);
  g_ptr_array_unref (proposal->entries);
  g_free (proposal);
}

static const char *
explain_policy (gboolean is_new, TodokuDmarcAim aim)
{
  if (!is_new)
    return N_ ("Older receivers ignore a record without it; newer ones assume this.");
  if (aim == TODOKU_DMARC_AIM_PROTECT)
    return N_ ("This domain sends no email, so all email that claims to come from it is forged. If "
               "one of its subdomains sends email, add “; sp=none” at the end.");

  return N_ (
    "To start with: email is treated as before, and Gmail and others see that there is a record.");
}

static void
want_policy (TodokuDmarcEdit *edit, gboolean is_new, TodokuDmarcAim aim)
{
  gboolean is_strict = is_new && aim == TODOKU_DMARC_AIM_PROTECT;
  TodokuDmarcEditItem *policy = todoku_dmarc_edit_find (edit, "p");

  if (policy != NULL)
    return;
  policy = todoku_dmarc_edit_insert (edit, 1, "p", is_strict ? "reject" : "none");
  policy->op = TODOKU_DIFF_ADD;
  policy->why = explain_policy (is_new, aim);
}

// The record of @published that counts today; where none does, one that says nothing.
static TodokuDmarcRecord *
find_in_force (const char *const *published, gboolean is_in_place)
{
  g_autoptr (TodokuDmarcRecord) found = NULL;
  guint n_records = 0;

  for (guint i = 0; is_in_place && published[i] != NULL; i++)
    {
      g_autoptr (TodokuDmarcRecord) record =
        todoku_dmarc_record_parse (published[i], strlen (published[i]));

      if (record->is_record && n_records++ == 0)
        found = g_steal_pointer (&record);
    }

  return n_records == 1 ? g_steal_pointer (&found) : todoku_dmarc_record_parse ("", 0);
}

static TodokuDmarcSubject
get_subject (const char *name)
{
  if (g_str_equal (name, "p"))
    return TODOKU_DMARC_SUBJECT_DOMAIN;

  return g_str_equal (name, "sp") ? TODOKU_DMARC_SUBJECT_SUBDOMAIN
                                  : TODOKU_DMARC_SUBJECT_NON_EXISTENT;
}

// What @item says, where that is in force, and else the milder of that and what is.
static TodokuDmarcPolicy
choose_policy (const TodokuDmarcEditItem *item, const TodokuDmarcRecord *in_force)
{
  const TodokuTag *own = todoku_tag_list_find (in_force->tags, item->name);
  TodokuDmarcPolicy today = todoku_dmarc_record_get_policy (in_force, get_subject (item->name));

  if (own != NULL && todoku_dmarc_tag_is_valid (own)
      && todoku_tag_list_find_repeated (in_force->tags) == NULL)
    return today;

  return MIN (todoku_dmarc_policy_from_id (item->value->str), today);
}

// No mail is to be refused that is not refused today, whatever the record was meant to say.
static void
keep_policies (TodokuDmarcEdit *edit, const TodokuDmarcRecord *in_force)
{
  todoku_list_foreach (TodokuDmarcEditItem, item, edit->items)
    {
      TodokuDmarcPolicy policy;

      if (item->kind != TODOKU_DMARC_TAG_POLICY)
        continue;
      policy = choose_policy (item, in_force);
      if (policy == todoku_dmarc_policy_from_id (item->value->str))
        continue;

      g_autofree char *was = g_strconcat (item->name, "=", item->value->str, NULL);

      todoku_dmarc_edit_item_change (item, was, NULL);
      g_string_assign (item->value, todoku_dmarc_policy_get_id (policy));
      item->why = N_ ("It is not in force today; in force, it may cost email that arrives now.");
    }
}

// What is refused today for no fault of its own arrives again, until it passes.
static void
release_policy (TodokuDmarcEdit *edit)
{
  TodokuDmarcEditItem *policy = todoku_dmarc_edit_find (edit, "p");
  g_autofree char *was = policy != NULL ? g_strconcat ("p=", policy->value->str, NULL) : NULL;

  if (policy == NULL || g_str_equal (policy->value->str, "none"))
    return;
  todoku_dmarc_edit_item_change (policy, was, NULL);
  g_string_assign (policy->value, "none");
  policy->why = N_ ("Until SPF or DKIM passes, all your email is lost by it.");
}

// That the domain is a public suffix is not true, and parts it from its own subdomains.
static void
drop_suffix (TodokuDmarcEdit *edit)
{
  TodokuDmarcEditItem *item = todoku_dmarc_edit_find (edit, "psd");
  g_autofree char *text = item != NULL ? g_strconcat ("psd=", item->value->str, NULL) : NULL;

  if (item == NULL || g_ascii_strcasecmp (item->value->str, "y") != 0)
    return;
  todoku_dmarc_edit_remove (
    edit, item->was != NULL ? item->was : text,
    N_ ("It says that anybody may register names below your domain, as below co.jp."));
  g_ptr_array_remove (edit->items, item);
}

// What a tag does, in plain words.
static const char *
get_meaning (const TodokuDmarcEditItem *item)
{
  static const struct
  {
    const char *name;
    const char *value;
    const char *meaning;
  } meanings[] = {
    { "v", NULL, N_ ("This is a DMARC record.") },
    { "p", "none", N_ ("Email that fails the checks is treated as before.") },
    { "p", "quarantine", N_ ("Email that fails the checks goes to the spam folder.") },
    { "p", "reject", N_ ("Email that fails the checks is refused.") },
    { "sp", NULL, N_ ("The same for email from subdomains.") },
    { "np", NULL, N_ ("The same for email from subdomains that do not exist.") },
    { "rua", NULL, N_ ("Receivers send a daily summary there.") },
    { "ruf", NULL, N_ ("Some receivers send a report on each email that fails there.") },
    { "adkim", "s", N_ ("DKIM must use exactly this domain.") },
    { "adkim", "r", N_ ("DKIM may use a subdomain as well.") },
    { "aspf", "s", N_ ("SPF must use exactly this domain.") },
    { "aspf", "r", N_ ("SPF may use a subdomain as well.") },
    { "t", "y", N_ ("The policy is only being tested.") },
    { "fo", NULL, N_ ("When reports on single emails are sent.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].name, item->name)
        && (meanings[i].value == NULL
            || g_ascii_strcasecmp (meanings[i].value, item->value->str) == 0))
      return _ (meanings[i].meaning);

  return NULL;
}

static TodokuDiffEntry *
make_entry (const TodokuDmarcEditItem *item)
{
  g_autofree char *term = g_strconcat (item->name, "=", item->value->str, NULL);
  TodokuDiffEntry *entry =
    todoku_diff_entry_new (item->op, term, item->was, item->why != NULL ? _ (item->why) : NULL);

  entry->meaning = g_strdup (get_meaning (item));

  return entry;
}

static TodokuDmarcProposal *
finish (TodokuDmarcEdit *edit)
{
  TodokuDmarcProposal *proposal = g_new0 (TodokuDmarcProposal, 1);
  const TodokuDmarcEditItem *policy = todoku_dmarc_edit_find (edit, "p");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean changes = edit->removed->len > 0;

  proposal->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free);
  for (guint i = 0; i < edit->items->len; i++)
    {
      const TodokuDmarcEditItem *item = g_ptr_array_index (edit->items, i);

      // A tab may stand there (RFC 6376 2.8), but no panel has a way to type it.
      g_strdelimit (item->name, "\t", ' ');
      g_strdelimit (item->value->str, "\t", ' ');
      g_string_append_printf (text, "%s%s=%s", i > 0 ? "; " : "", item->name, item->value->str);
      changes = changes || item->op != TODOKU_DIFF_KEEP;
      g_ptr_array_add (proposal->entries, make_entry (item));
    }
  todoku_list_foreach (const TodokuDiffEntry, entry, edit->removed)
    g_ptr_array_add (proposal->entries,
                     todoku_diff_entry_new (entry->op, entry->term, NULL, _ (entry->why)));
  if (changes)
    proposal->text = g_strdup (text->str);
  proposal->policy = todoku_dmarc_policy_from_id (policy->value->str);
  proposal->meant = MAX (edit->meant, proposal->policy);

  return proposal;
}

TodokuDmarcProposal *
todoku_dmarc_propose (const char *const *published,
                      gboolean is_in_place,
                      const char *address,
                      TodokuDmarcAim aim,
                      gboolean is_suffix)
{
  gboolean is_new = published[0] == NULL;
  g_autoptr (TodokuDmarcRecord) in_force = find_in_force (published, is_in_place);
  g_auto (TodokuDmarcEdit) edit = todoku_dmarc_edit_new ();

  if (is_new)
    {
      TodokuDmarcEditItem *version = todoku_dmarc_edit_insert (&edit, -1, "v", "DMARC1");

      version->op = TODOKU_DIFF_ADD;
      version->why = N_ ("There is no DMARC record yet.");
    }
  else
    todoku_dmarc_edit_read (&edit, published);
  if (aim != TODOKU_DMARC_AIM_PROTECT)
    keep_policies (&edit, in_force);
  if (aim == TODOKU_DMARC_AIM_RELEASE)
    release_policy (&edit);
  want_policy (&edit, is_new, aim);
  if (!is_suffix)
    drop_suffix (&edit);
  if (address != NULL)
    {
      g_autofree char *mailto = g_strconcat ("mailto:", address, NULL);

      todoku_dmarc_edit_add_address (&edit, "rua", mailto, N_ ("You asked for reports there."));
    }

  return finish (&edit);
}
