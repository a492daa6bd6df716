// SPDX-License-Identifier: GPL-3.0-or-later

// What is published, read as it was meant.

#include "config.h"
#include "dmarc/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// Without the name of the record, or a sign, before the version, and a sign behind a tag: whichever
// is the last one.
static char *
unwrap (const char *text)
{
  static const char signs[] = "(?<!['`)\\]}> \t])['`)\\]}> \t]++(?=;|$)";
  g_autoptr (GRegex) regex = g_regex_new (signs, G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *version = strstr (lower, "v=dmarc");
  gsize start = version != NULL ? (gsize) (version - lower) : 0;

  // Tags before it are only in another order.
  if (memchr (text, ';', start) != NULL)
    start = 0;

  char *rest = g_regex_replace_literal (regex, text + start, -1, 0, "", 0, NULL);

  return rest != NULL ? rest : g_strdup (text + start);
}

// What does not belong into a record goes, as quotes and what a zone file has before semicolons;
// full-width characters become plain ones, and a semicolon that is missing before a tag is put in.
static char *
clean (const char *text)
{
  static const char tag_behind_space[] =
    "(?<![ \\t,])[ \\t,]++(?=(?:v|p|sp|np|t|adkim|aspf|psd|rua|ruf|fo|pct|rf|ri)[ \\t]*=)";
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

  return unwrap (parted != NULL ? parted : kept->str);
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

// The mail addresses in @text, whatever stands around them; whether there are any.
static gboolean
find_addresses (TodokuDmarcEditItem *item, const char *text)
{
  static const char address[] =
    "[^\\s@<>()\\[\\]{}:;|/?#!'`]+@[^\\s@<>()\\[\\]{}:;|/?#!'`]+(?:![0-9]+[kmgt]?)?";
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
      todoku_dmarc_edit_item_add_address (item, mailto);
      found = TRUE;
    }

  return found;
}

// Why an address that cannot be written to as it stands was changed.
static const char *
fix_address (TodokuDmarcEditItem *item, const char *address)
{
  gboolean is_url = strstr (address, "://") != NULL
                    && g_ascii_strncasecmp (address, "mailto:", strlen ("mailto:")) != 0;

  if (todoku_dmarc_is_mail_address (address))
    {
      g_autofree char *mailto = g_strconcat ("mailto:", address, NULL);

      todoku_dmarc_edit_item_add_address (item, mailto);
      return N_ ("Without “mailto:” nobody sends reports to this address.");
    }
  if (!is_url && find_addresses (item, address))
    return N_ ("It was rewritten so that receivers can read it.");

  return N_ ("Reports can only be sent to addresses like mailto:dmarc@example.com.");
}

// The addresses that can be written to, and those that were meant.
static void
fix_addresses (TodokuDmarcEditItem *item, const char *value, const char *was)
{
  g_auto (GStrv) addresses = g_strsplit (value, ",", -1);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      const char *address = g_strstrip (addresses[i]);
      g_autofree char *domain = todoku_dmarc_address_dup_domain (address);

      if (domain != NULL)
        todoku_dmarc_edit_item_add_address (item, address);
      else
        todoku_dmarc_edit_item_change (item, was, fix_address (item, address));
    }
}

static void
fix_value (TodokuDmarcEditItem *item, const char *value, const char *was)
{
  const TodokuTag tag = { .name = item->name, .value = (char *) value };
  const char *meant;

  if (item->kind == TODOKU_DMARC_TAG_ADDRESSES)
    {
      fix_addresses (item, value, was);
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
  todoku_dmarc_edit_item_change (
    item, was,
    item->kind == TODOKU_DMARC_TAG_ALIGNMENT
      ? N_ ("Receivers did not understand what was there; they treat it like this today.")
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
note_meant (TodokuDmarcEdit *edit, const char *name, const char *value)
{
  if (g_str_equal (name, "p"))
    edit->meant = MAX (edit->meant, todoku_dmarc_policy_from_id (value));
}

// Of a tag that is there twice the milder value, and else the first, stays; and all addresses.
static void
read_again (TodokuDmarcEdit *edit, TodokuDmarcEditItem *item, const char *value, const char *text)
{
  g_autofree char *was = g_strconcat (item->name, "=", item->value->str, NULL);
  gsize length = item->value->len;

  note_meant (edit, item->name, value);
  if (item->kind == TODOKU_DMARC_TAG_ADDRESSES)
    {
      fix_addresses (item, value, was);
      if (item->value->len > length)
        todoku_dmarc_edit_item_change (
          item, was, N_ ("All addresses belong in one tag, with commas between them."));
    }
  else if (is_milder (item->kind, value, item->value->str))
    {
      g_string_assign (item->value, value);
      todoku_dmarc_edit_item_change (item, was, N_ ("It appears twice; the milder one stays."));
    }
  todoku_dmarc_edit_remove (edit, text, N_ ("It appears twice, but may appear only once."));
}

// "rua=mailto:a@shop.example; mailto:b@shop.example": more of the list before it.
static gboolean
read_more_addresses (TodokuDmarcEdit *edit, const TodokuTag *tag)
{
  guint n_items = edit->items->len;
  TodokuDmarcEditItem *last = n_items > 0 ? edit->items->pdata[n_items - 1] : NULL;
  g_autofree char *was = NULL;

  if (tag->name != NULL || strchr (tag->text, '@') == NULL || last == NULL
      || last->kind != TODOKU_DMARC_TAG_ADDRESSES)
    return FALSE;
  was = g_strconcat (last->name, "=", last->value->str, NULL);
  fix_addresses (last, tag->text, was);
  todoku_dmarc_edit_item_change (last, was,
                                 N_ ("Separate addresses with a comma, not with a semicolon."));

  return TRUE;
}

static void
read_first (TodokuDmarcEdit *edit, const TodokuTag *tag, const char *name, const char *value)
{
  TodokuDmarcEditItem *item = todoku_dmarc_edit_insert (edit, -1, name, NULL);

  fix_value (item, value, tag->text);
  note_meant (edit, name, item->value->str);
  if (item->value->len == 0)
    {
      todoku_dmarc_edit_remove (edit, tag->text, N_ ("Receivers do not understand it."));
      g_ptr_array_remove (edit->items, item);
    }
  else if (g_strcmp0 (tag->name, name) != 0)
    todoku_dmarc_edit_item_change (item, tag->text,
                                   N_ ("It was rewritten so that receivers can read it."));
}

static void
read_tag (TodokuDmarcEdit *edit, const TodokuTag *tag)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  TodokuDmarcEditItem *earlier;

  if (*tag->text == '\0' || read_more_addresses (edit, tag))
    return;
  read_name (tag, &name, &value);
  earlier = name != NULL ? todoku_dmarc_edit_find (edit, name) : NULL;
  if (name == NULL)
    todoku_dmarc_edit_remove (edit, tag->text, N_ ("Receivers do not understand it."));
  else if (earlier != NULL)
    read_again (edit, earlier, value, tag->text);
  else if (!g_str_equal (name, "v"))
    read_first (edit, tag, name, value);
}

static gboolean
is_plain (const char *text)
{
  for (; *text != '\0'; text++)
    if ((!g_ascii_isprint (*text) && *text != '\t') || *text == '"' || *text == '\\')
      return FALSE;

  return TRUE;
}

// What a tag stands in today, where that is more than the tag. @cleaned: the tags that are meant
static void
compare_with_published (TodokuDmarcEdit *edit, GPtrArray *cleaned, const char *published)
{
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (published, strlen (published));

  todoku_list_foreach (TodokuDmarcEditItem, item, edit->items)
    {
      const TodokuTag *tag = todoku_tag_list_find (tags, item->name);
      const TodokuTag *meant = todoku_tag_list_find (cleaned, item->name);

      if (tag == NULL)
        todoku_dmarc_edit_item_change (item, published, N_ ("A semicolon before it is missing."));
      else if (item->kind == TODOKU_DMARC_TAG_ADDRESSES && meant != NULL
               && !g_str_equal (tag->value, meant->value))
        todoku_dmarc_edit_item_change (item, tag->text,
                                       N_ ("It was rewritten so that receivers can read it."));
      else if (item->kind != TODOKU_DMARC_TAG_ADDRESSES
               && !g_str_equal (tag->value, item->value->str))
        todoku_dmarc_edit_item_change (item, tag->text, N_ ("What follows does not belong to it."));
    }
}

// The version as it must be, in front of all others.
static void
add_version (TodokuDmarcEdit *edit, const char *published)
{
  g_autoptr (TodokuDmarcRecord) record = todoku_dmarc_record_parse (published, strlen (published));
  const TodokuTag *first = record->tags->len > 0 ? g_ptr_array_index (record->tags, 0) : NULL;
  TodokuDmarcEditItem *version = todoku_dmarc_edit_insert (edit, 0, "v", "DMARC1");

  if (todoku_tag_list_find (record->tags, "v") == NULL && first != NULL && first->name != NULL
      && todoku_dmarc_edit_find (edit, first->name) != NULL)
    {
      version->op = TODOKU_DIFF_ADD;
      version->why =
        N_ ("Receivers read it as a DMARC record only if it starts exactly like this.");
    }
  else if (!record->is_record)
    todoku_dmarc_edit_item_change (
      version, first != NULL ? first->text : "",
      N_ ("Receivers read it as a DMARC record only if it starts exactly like this."));
  else if (!is_plain (published))
    todoku_dmarc_edit_item_change (
      version, first->text, N_ ("There were characters in the record that do not belong there."));
}

static void
read_published (TodokuDmarcEdit *edit, const char *published)
{
  g_autofree char *cleaned = clean (published);
  g_autoptr (GPtrArray) tags = todoku_tag_list_parse (cleaned, strlen (cleaned));

  todoku_list_foreach (const TodokuTag, tag, tags)
    {
      // The version is written anew, and what another one begins is no part of this record.
      if (g_strcmp0 (tag->name, "v") == 0 && todoku_tag_list_find (tags, "v") != tag)
        todoku_dmarc_edit_remove (edit, tag->text,
                                  N_ ("It appears twice, but may appear only once."));
      else
        read_tag (edit, tag);
    }
  compare_with_published (edit, tags, published);
  add_version (edit, published);
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

// What others of several records have that the one which stays does not: where reports go.
static void
take_addresses (TodokuDmarcEdit *edit, const char *published)
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
            todoku_dmarc_edit_add_address (edit, names[i], addresses[k],
                                           N_ ("The other record asks for reports there."));
        }
    }
  todoku_dmarc_edit_remove (
    edit, published,
    N_ ("With several records, none of them works. The mildest stays, so that no email "
        "that arrives today is refused."));
}

void
todoku_dmarc_edit_read (TodokuDmarcEdit *edit, const char *const *published)
{
  const char *chosen = choose_mildest (published);

  read_published (edit, chosen);
  for (guint i = 0; published[i] != NULL; i++)
    if (published[i] != chosen)
      take_addresses (edit, published[i]);
}
