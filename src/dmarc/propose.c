// SPDX-License-Identifier: GPL-3.0-or-later

#include "dmarc/propose.h"

#include "config.h"
#include "dmarc/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION "v=DMARC1"

// A tag of the record to be. Of a value that stays as it is @was is NULL.
typedef struct
{
  char *name;
  GString *value;
  TodokuDmarcTagKind kind;
  TodokuDiffOp op;
  char *was;
  const char *why;
} Item;

typedef struct
{
  GPtrArray *items;   // Item
  GPtrArray *removed; // TodokuDiffEntry
  TodokuDmarcPolicy meant;
} Draft;

static void
item_free (Item *item)
{
  g_free (item->name);
  g_string_free (item->value, TRUE);
  g_free (item->was);
  g_free (item);
}

static void
draft_clear (Draft *draft)
{
  g_clear_pointer (&draft->items, g_ptr_array_unref);
  g_clear_pointer (&draft->removed, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

void
todoku_dmarc_proposal_free (TodokuDmarcProposal *proposal)
{
  g_free (proposal->text);
  g_ptr_array_unref (proposal->entries);
  g_free (proposal);
}

static Item *
find_item (Draft *draft, const char *name)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      Item *item = g_ptr_array_index (draft->items, i);

      if (g_str_equal (item->name, name))
        return item;
    }

  return NULL;
}

static Item *
insert_item (Draft *draft, int at, const char *name, const char *value)
{
  Item *item = g_new0 (Item, 1);
  const TodokuTag tag = { .name = (char *) name };

  item->name = g_strdup (name);
  item->value = g_string_new (value);
  item->kind = todoku_dmarc_tag_get_kind (&tag);
  item->op = TODOKU_DIFF_KEEP;
  g_ptr_array_insert (draft->items, at, item);

  return item;
}

static void
remove_text (Draft *draft, const char *text, const char *why)
{
  g_ptr_array_add (draft->removed, todoku_diff_entry_new (TODOKU_DIFF_REMOVE, text, NULL, why));
}

static void
change_item (Item *item, const char *was, const char *why)
{
  if (item->op != TODOKU_DIFF_KEEP)
    return;
  item->op = TODOKU_DIFF_CHANGE;
  item->was = g_strdup (was);
  item->why = why;
}

// What does not belong into a record goes, as quotes and what a zone file has before semicolons;
// full-width characters become plain ones, and a semicolon that is missing before a tag is put in.
static char *
clean (const char *text)
{
  static const char tag_behind_space[] =
    "[ \\t,]+(?=(?:v|p|sp|np|t|adkim|aspf|psd|rua|ruf|fo|pct|rf|ri)[ \\t]*=)";
  g_autoptr (GRegex) regex = g_regex_new (tag_behind_space, G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *c = plain != NULL ? plain : text; *c != '\0'; c++)
    if (g_str_has_prefix (c, "、"))
      g_string_append_c (kept, ',');
    else if (*c == '\t' || *c == ' ' || (g_ascii_isgraph (*c) && *c != '"' && *c != '\\'))
      g_string_append_c (kept, *c);
  // "tag = value" has no tag in it that a space stands before.
  g_autofree char *parted = g_regex_replace_literal (regex, kept->str, -1, 0, ";", 0, NULL);

  return parted != NULL ? g_steal_pointer (&parted) : g_strdup (kept->str);
}

// "p:none" for "p=none", and names in capitals.
static void
read_name (const TodokuTag *tag, char **name, char **value)
{
  const char *colon = tag->name == NULL ? strchr (tag->text, ':') : NULL;
  g_autofree char *own =
    colon != NULL ? g_strndup (tag->text, (gsize) (colon - tag->text)) : g_strdup (tag->name);
  g_autofree char *lower = own != NULL ? g_ascii_strdown (g_strstrip (own), -1) : NULL;
  const TodokuTag lowered = { .name = lower };

  *name = NULL;
  *value = NULL;
  if (own == NULL || *own == '\0')
    return;
  if (todoku_dmarc_tag_get_kind (&lowered) != TODOKU_DMARC_TAG_UNKNOWN)
    *name = g_steal_pointer (&lower);
  else if (colon == NULL)
    *name = g_steal_pointer (&own);
  if (*name != NULL)
    *value = g_strstrip (g_strdup (colon != NULL ? colon + 1 : tag->value));
}

// What a value was meant to be, by its first letter; NULL where nobody knows. An alignment that
// nobody understands is relaxed today, and stays so.
static const char *
find_meant (TodokuDmarcTagKind kind, const char *name, const char *value)
{
  static const char *const policies[] = { "none", "quarantine", "reject", NULL };
  static const char *const tests[] = { "y", "n", NULL };
  const char *const *words = NULL;

  if (kind == TODOKU_DMARC_TAG_ALIGNMENT && *value != '\0')
    return "r";
  if (kind == TODOKU_DMARC_TAG_POLICY)
    words = policies;
  else if (kind == TODOKU_DMARC_TAG_TEST)
    words = tests;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (*value != '\0' && g_ascii_tolower (*value) == *words[i])
      return words[i];

  return g_str_equal (name, "p") ? "none" : NULL;
}

static gboolean
has_address (Item *item, const char *address)
{
  g_auto (GStrv) there = g_strsplit (item->value->str, ",", -1);

  for (guint i = 0; there[i] != NULL; i++)
    if (g_ascii_strcasecmp (there[i], address) == 0)
      return TRUE;

  return FALSE;
}

static void
add_address (Item *item, const char *address)
{
  if (has_address (item, address))
    return;
  if (item->value->len > 0)
    g_string_append_c (item->value, ',');
  g_string_append (item->value, address);
}

// The mail addresses in @text, whatever stands around them; whether there are any.
static gboolean
find_addresses (Item *item, const char *text)
{
  static const char address[] =
    "[^\\s@<>()\\[\\]:;|/?#!'`]+@[^\\s@<>()\\[\\]:;|/?#!'`]+(?:![0-9]+[kmgt]?)?";
  g_autoptr (GRegex) scheme = g_regex_new ("mailto", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new (address, G_REGEX_CASELESS, 0, NULL);
  g_autofree char *parted = g_regex_replace_literal (scheme, text, -1, 0, " ", 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gboolean found = FALSE;

  g_regex_match (regex, parted != NULL ? parted : text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);
      g_autofree char *mailto = g_strconcat ("mailto:", word, NULL);
      g_autofree char *domain = todoku_dmarc_address_dup_domain (mailto);

      if (domain == NULL)
        continue;
      add_address (item, mailto);
      found = TRUE;
    }

  return found;
}

// Why an address that cannot be written to as it stands was changed.
static const char *
mend_address (Item *item, const char *address)
{
  gboolean is_url = strstr (address, "://") != NULL
                    && g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) != 0;

  if (todoku_dmarc_is_mail_address (address))
    {
      g_autofree char *mailto = g_strconcat ("mailto:", address, NULL);

      add_address (item, mailto);
      return N_ ("Without “mailto:” nobody sends reports to this address.");
    }
  if (!is_url && find_addresses (item, address))
    return N_ ("It was rewritten so that receivers can read it.");

  return N_ ("Reports can only be sent to addresses like mailto:dmarc@example.com.");
}

// The addresses that can be written to, and those that were meant.
static void
mend_addresses (Item *item, const char *value, const char *was)
{
  g_auto (GStrv) addresses = g_strsplit (value, ",", -1);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      const char *address = g_strstrip (addresses[i]);
      g_autofree char *domain = todoku_dmarc_address_dup_domain (address);

      if (domain != NULL)
        add_address (item, address);
      else
        change_item (item, was, mend_address (item, address));
    }
}

static void
mend_value (Item *item, const char *value, const char *was)
{
  const TodokuTag tag = { .name = item->name, .value = (char *) value };
  const char *meant;

  if (item->kind == TODOKU_DMARC_TAG_ADDRESSES)
    {
      mend_addresses (item, value, was);
      return;
    }
  if (todoku_dmarc_tag_is_valid (&tag))
    {
      g_string_assign (item->value, value);
      return;
    }
  meant = find_meant (item->kind, item->name, value);
  if (meant == NULL)
    return;
  g_string_assign (item->value, meant);
  change_item (item, was,
               item->kind == TODOKU_DMARC_TAG_ALIGNMENT
                 ? N_ (
                   "Receivers did not understand what was there; they treat it like this today.")
                 : N_ ("Receivers did not understand what was there."));
}

static gboolean
is_milder (TodokuDmarcTagKind kind, const char *value, const char *other)
{
  TodokuDmarcPolicy policy = todoku_dmarc_policy_from_id (value);
  char letter = g_ascii_tolower (*value);

  if (kind == TODOKU_DMARC_TAG_POLICY)
    return policy != TODOKU_DMARC_POLICY_UNSET && policy < todoku_dmarc_policy_from_id (other);

  return strlen (value) == 1 && *other != '\0' && letter != g_ascii_tolower (*other)
         && ((kind == TODOKU_DMARC_TAG_ALIGNMENT && letter == 'r')
             || (kind == TODOKU_DMARC_TAG_TEST && letter == 'y'));
}

static void
note_meant (Draft *draft, const char *name, const char *value)
{
  if (g_str_equal (name, "p"))
    draft->meant = MAX (draft->meant, todoku_dmarc_policy_from_id (value));
}

// Of a tag that is there twice the milder value, and else the first, stays; and all addresses.
static void
read_again (Draft *draft, Item *item, const char *value, const char *text)
{
  g_autofree char *was = g_strconcat (item->name, "=", item->value->str, NULL);
  gsize length = item->value->len;

  note_meant (draft, item->name, value);
  if (item->kind == TODOKU_DMARC_TAG_ADDRESSES)
    {
      mend_addresses (item, value, was);
      if (item->value->len > length)
        change_item (item, was, N_ ("All addresses belong in one tag, with commas between them."));
    }
  else if (is_milder (item->kind, value, item->value->str))
    {
      g_string_assign (item->value, value);
      change_item (item, was, N_ ("It appears twice; the milder one stays."));
    }
  remove_text (draft, text, N_ ("It appears twice, but may appear only once."));
}

static gboolean
is_address_list (const TodokuTag *tag)
{
  return tag->name == NULL && strchr (tag->text, '@') != NULL;
}

static void
read_tag (Draft *draft, const TodokuTag *tag)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  Item *last = draft->items->len > 0 ? draft->items->pdata[draft->items->len - 1] : NULL;
  Item *earlier;

  if (*tag->text == '\0')
    return;
  if (is_address_list (tag) && last != NULL && last->kind == TODOKU_DMARC_TAG_ADDRESSES)
    {
      g_autofree char *was = g_strconcat (last->name, "=", last->value->str, NULL);

      mend_addresses (last, tag->text, was);
      change_item (last, was, N_ ("Separate addresses with a comma, not with a semicolon."));
      return;
    }
  read_name (tag, &name, &value);
  if (name == NULL)
    {
      remove_text (draft, tag->text, N_ ("Receivers do not understand it."));
      return;
    }
  if (g_str_equal (name, "v"))
    return;
  earlier = find_item (draft, name);
  if (earlier != NULL)
    {
      read_again (draft, earlier, value, tag->text);
      return;
    }

  Item *item = insert_item (draft, -1, name, NULL);

  mend_value (item, value, tag->text);
  note_meant (draft, name, item->value->str);
  if (item->value->len == 0)
    {
      remove_text (draft, tag->text, N_ ("Receivers do not understand it."));
      g_ptr_array_remove (draft->items, item);
    }
  else if (g_strcmp0 (tag->name, name) != 0)
    change_item (item, tag->text, N_ ("It was rewritten so that receivers can read it."));
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((!g_ascii_isprint (*text) && *text != '\t') || *text == '"' || *text == '\\')
      return FALSE;

  return TRUE;
}

// What a tag stands in today, where that is more than the tag.
static void
compare_with_published (Draft *draft, const char *published)
{
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (published, strlen (published));

  for (guint i = 0; i < draft->items->len; i++)
    {
      Item *item = g_ptr_array_index (draft->items, i);
      const TodokuTag *tag = todoku_tag_list_find (tags, item->name);

      if (tag == NULL)
        change_item (item, published, N_ ("A semicolon before it is missing."));
      else if (item->kind == TODOKU_DMARC_TAG_ADDRESSES && !g_str_is_ascii (tag->value))
        change_item (item, tag->text, N_ ("It was rewritten so that receivers can read it."));
      else if (item->kind != TODOKU_DMARC_TAG_ADDRESSES
               && !g_str_equal (tag->value, item->value->str))
        change_item (item, tag->text, N_ ("What follows does not belong to it."));
    }
}

// The version as it must be, in front of all others.
static void
add_version (Draft *draft, const char *published)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (published, strlen (published));
  const TodokuTag *first = record->tags->len > 0 ? g_ptr_array_index (record->tags, 0) : NULL;
  Item *version = insert_item (draft, 0, "v", "DMARC1");

  if (todoku_tag_list_find (record->tags, "v") == NULL && first != NULL && first->name != NULL
      && find_item (draft, first->name) != NULL)
    {
      version->op = TODOKU_DIFF_ADD;
      version->why =
        N_ ("Receivers read it as a DMARC record only if it starts exactly like this.");
    }
  else if (!record->is_record)
    change_item (version, first != NULL ? first->text : "",
                 N_ ("Receivers read it as a DMARC record only if it starts exactly like this."));
  else if (!is_plain (published))
    change_item (version, first->text,
                 N_ ("There were characters in the record that do not belong there."));
}

static void
read_published (Draft *draft, const char *published)
{
  g_autofree char *cleaned = clean (published);
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (cleaned, strlen (cleaned));

  for (guint i = 0; i < tags->len; i++)
    read_tag (draft, g_ptr_array_index (tags, i));
  compare_with_published (draft, published);
  add_version (draft, published);
}

static TodokuDmarcPolicy
read_policy (const char *published)
{
  g_autofree char *cleaned = clean (published);
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (cleaned, strlen (cleaned));

  return record->policy;
}

static const char *
choose_mildest (const char *const *published)
{
  const char *chosen = published[0];

  for (guint i = 1; published[i] != NULL; i++)
    if (read_policy (published[i]) < read_policy (chosen))
      chosen = published[i];

  return chosen;
}

static void
want_address (Draft *draft, const char *name, const char *address, const char *why)
{
  Item *item = find_item (draft, name);
  g_autofree char *was = NULL;

  if (item != NULL && has_address (item, address))
    return;
  if (item == NULL)
    {
      item = insert_item (draft, -1, name, NULL);
      item->op = TODOKU_DIFF_ADD;
      item->why = why;
    }
  else
    was = g_strconcat (name, "=", item->value->str, NULL);
  add_address (item, address);
  change_item (item, was, why);
}

// What others of several records have that the one which stays does not: where reports go.
static void
take_addresses (Draft *draft, const char *published)
{
  static const char *const names[] = { "rua", "ruf" };
  g_autofree char *cleaned = clean (published);
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (cleaned, strlen (cleaned));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) addresses =
        todoku_dmarc_list_addresses (todoku_tag_list_find (tags, names[i]));

      for (guint k = 0; addresses[k] != NULL; k++)
        {
          g_autofree char *domain = todoku_dmarc_address_dup_domain (addresses[k]);

          if (domain != NULL)
            want_address (draft, names[i], addresses[k],
                          N_ ("The other record asks for reports there."));
        }
    }
  remove_text (draft, published,
               N_ ("With several records, none of them works. The mildest stays, so that no email "
                   "that arrives today is refused."));
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
want_policy (Draft *draft, gboolean is_new, TodokuDmarcAim aim)
{
  gboolean is_strict = is_new && aim == TODOKU_DMARC_AIM_PROTECT;
  Item *policy = find_item (draft, "p");

  if (policy != NULL)
    return;
  policy = insert_item (draft, 1, "p", is_strict ? "reject" : "none");
  policy->op = TODOKU_DIFF_ADD;
  policy->why = explain_policy (is_new, aim);
}

// ---------------------------------------------------------------------------------------------
// What is in force

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
choose_policy (const Item *item, const TodokuDmarcRecord *in_force)
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
keep_policies (Draft *draft, const TodokuDmarcRecord *in_force)
{
  for (guint i = 0; i < draft->items->len; i++)
    {
      Item *item = g_ptr_array_index (draft->items, i);
      TodokuDmarcPolicy policy;

      if (item->kind != TODOKU_DMARC_TAG_POLICY)
        continue;
      policy = choose_policy (item, in_force);
      if (policy == todoku_dmarc_policy_from_id (item->value->str))
        continue;

      g_autofree char *was = g_strconcat (item->name, "=", item->value->str, NULL);

      change_item (item, was, NULL);
      g_string_assign (item->value, todoku_dmarc_policy_get_id (policy));
      item->why = N_ ("It is not in force today; in force, it may cost email that arrives now.");
    }
}

// What is refused today for no fault of its own arrives again, until it passes.
static void
release_policy (Draft *draft)
{
  Item *policy = find_item (draft, "p");
  g_autofree char *was = policy != NULL ? g_strconcat ("p=", policy->value->str, NULL) : NULL;

  if (policy == NULL || g_str_equal (policy->value->str, "none"))
    return;
  change_item (policy, was, NULL);
  g_string_assign (policy->value, "none");
  policy->why = N_ ("Until SPF or DKIM passes, all your email is lost by it.");
}

// That the domain is a public suffix is not true, and parts it from its own subdomains.
static void
drop_suffix (Draft *draft)
{
  Item *item = find_item (draft, "psd");
  g_autofree char *text = item != NULL ? g_strconcat ("psd=", item->value->str, NULL) : NULL;

  if (item == NULL || g_ascii_strcasecmp (item->value->str, "y") != 0)
    return;
  remove_text (draft, item->was != NULL ? item->was : text,
               N_ ("It says that anybody may register names below your domain, as below co.jp."));
  g_ptr_array_remove (draft->items, item);
}

// What a tag does, in plain words.
static const char *
get_meaning (const Item *item)
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
make_entry (const Item *item)
{
  g_autofree char *term = g_strconcat (item->name, "=", item->value->str, NULL);
  TodokuDiffEntry *entry =
    todoku_diff_entry_new (item->op, term, item->was, item->why != NULL ? _ (item->why) : NULL);

  entry->meaning = g_strdup (get_meaning (item));

  return entry;
}

static TodokuDmarcProposal *
finish (Draft *draft)
{
  TodokuDmarcProposal *proposal = g_new0 (TodokuDmarcProposal, 1);
  const Item *policy = find_item (draft, "p");
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean changes = draft->removed->len > 0;

  proposal->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free);
  for (guint i = 0; i < draft->items->len; i++)
    {
      const Item *item = g_ptr_array_index (draft->items, i);

      // A tab may stand there (RFC 6376 2.8), but no panel has a way to type it.
      g_strdelimit (item->name, "\t", ' ');
      g_strdelimit (item->value->str, "\t", ' ');
      g_string_append_printf (text, "%s%s=%s", i > 0 ? "; " : "", item->name, item->value->str);
      changes = changes || item->op != TODOKU_DIFF_KEEP;
      g_ptr_array_add (proposal->entries, make_entry (item));
    }
  for (guint i = 0; i < draft->removed->len; i++)
    {
      const TodokuDiffEntry *entry = g_ptr_array_index (draft->removed, i);

      g_ptr_array_add (proposal->entries,
                       todoku_diff_entry_new (entry->op, entry->term, NULL, _ (entry->why)));
    }
  if (changes)
    proposal->text = g_strdup (text->str);
  proposal->policy = todoku_dmarc_policy_from_id (policy->value->str);
  proposal->meant = MAX (draft->meant, proposal->policy);

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
  g_auto (Draft) draft = { 0 };

  draft.items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  draft.removed = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_diff_entry_free);
  if (is_new)
    {
      Item *version = insert_item (&draft, -1, "v", "DMARC1");

      version->op = TODOKU_DIFF_ADD;
      version->why = N_ ("There is no DMARC record yet.");
    }
  else
    {
      const char *chosen = choose_mildest (published);

      read_published (&draft, chosen);
      for (guint i = 0; published[i] != NULL; i++)
        if (published[i] != chosen)
          take_addresses (&draft, published[i]);
    }
  if (aim != TODOKU_DMARC_AIM_PROTECT)
    keep_policies (&draft, in_force);
  if (aim == TODOKU_DMARC_AIM_RELEASE)
    release_policy (&draft);
  want_policy (&draft, is_new, aim);
  if (!is_suffix)
    drop_suffix (&draft);
  if (address != NULL)
    {
      g_autofree char *mailto = g_strconcat ("mailto:", address, NULL);

      want_address (&draft, "rua", mailto, N_ ("You asked for reports there."));
    }

  return finish (&draft);
}
