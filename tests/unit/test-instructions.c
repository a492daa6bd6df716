// SPDX-License-Identifier: GPL-3.0-or-later

// Every company of the catalog that serves zones is met by its name servers, in both languages, so
// that a new file is tested by being there.

#include "checkup/instructions.h"

#include "base/language.h"
#include "cases.h"
#include "check-zone.h"
#include "checkup/instructions-private.h"
#include "checkup/print.h"
#include "shipped.h"

#include <string.h>

#define DOMAIN "shop.example"
#define STRING_MAX 255
#define VALUE "v=spf1 ip4:198.51.100.0/24 ~all"

static TodokuCatalog *catalog;

/* What is proposed for a domain on @name_server: @host's value, or where that is %NULL, VALUE. */
static TodokuReport *
check (const char *name_server, const char *host)
{
  g_autofree char *json =
    g_strdup_printf ("{\"" DOMAIN "\": {\"NS\": [\"%s\"], \"A\": [\"192.0.2.10\"]}}", name_server);
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();

  choices->host = g_strdup (host);
  choices->value = host == NULL ? g_strdup (VALUE) : NULL;

  return check_zone (catalog, json, DOMAIN, choices);
}

static char *
make_example (const char *glob)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = glob; *at != '\0'; at++)
    if (*at == '[')
      {
        g_string_append_c (name, at[1]);
        at = strchr (at, ']');
      }
    else
      g_string_append_c (name, *at == '*' || *at == '?' ? 'x' : *at);

  return g_strdup (name->str);
}

/* An English step may name a Japanese label, but no Japanese sentence ends in it. */
static gboolean
is_japanese (const char *text)
{
  return strstr (text, "。") != NULL || strstr (text, "ます") != NULL;
}

/* A step says something, has no word in braces left, and is in the language spoken. */
static void
assert_steps (char **steps)
{
  g_assert_nonnull (steps);
  g_assert_cmpuint (g_strv_length (steps), >=, 2);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_assert_null (strpbrk (steps[i], "{}"));
      g_assert_cmpuint (strlen (steps[i]), >, 4);
      if (todoku_language_get () == TODOKU_LANGUAGE_JA)
        g_assert_true (is_japanese (steps[i]));
      else
        g_assert_false (is_japanese (steps[i]));
    }
}

static void
assert_value_is_in_a_step (char **steps, const char *value)
{
  g_autofree char *all = g_strjoinv ("\n", steps);

  g_assert_nonnull (strstr (all, value));
}

static void
assert_host_field (const TodokuReport *report)
{
  GPtrArray *fields = report->instructions->fields;
  const TodokuInstructionsField *field = g_ptr_array_index (fields, 0);
  const char *apex = report->collected->dns_provider->host_field;
  const char *label = todoku_catalog_text_get (&report->collected->dns_provider->host_label);

  g_assert_cmpuint (fields->len, ==, 4);
  g_assert_cmpstr (field->value, ==, apex != NULL && *apex != '\0' ? apex : NULL);
  g_assert_true ((field->value == NULL) != (field->remark == NULL));
  if (label != NULL)
    g_assert_cmpstr (field->label, ==, label);
}

static void
assert_value_field (const TodokuReport *report)
{
  GPtrArray *fields = report->instructions->fields;
  const TodokuInstructionsField *field = g_ptr_array_index (fields, fields->len - 1);

  g_assert_cmpstr (field->value, ==,
                   report->collected->dns_provider->quotes == 1 ? "\"" VALUE "\"" : VALUE);
}

static void
assert_paper_has (const TodokuReport *report, TodokuPrintKind kind, const char *text)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (2026, 11, 24, 0, 0, 0);
  g_autoptr (GPtrArray) paper = todoku_instructions_list_blocks (report, TODOKU_STANDARD_SPF, date);

  for (guint i = 0; i < paper->len; i++)
    {
      const TodokuPrintBlock *block = g_ptr_array_index (paper, i);

      if (block->kind == kind && g_str_equal (block->text, text))
        return;
    }
  g_error ("%s: the paper lacks: %s", report->collected->dns_provider->id, text);
}

// Where the steps are from is said once, below them.
static void
assert_sources_differ (const TodokuInstructions *instructions)
{
  const TodokuCatalogSource *source = instructions->source;

  g_assert_nonnull (source);
  for (guint i = 0; i < instructions->traps->len; i++)
    {
      const TodokuInstructionsTrap *trap = g_ptr_array_index (instructions->traps, i);

      g_assert_false (trap->source != NULL && trap->source->grade == source->grade
                      && g_strcmp0 (trap->source->url, source->url) == 0
                      && g_strcmp0 (trap->source->checked, source->checked) == 0);
    }
}

// The value is on a line of its own, and nothing else is in that line.
static void
assert_steps_are_on_paper (const TodokuReport *report)
{
  char **steps = report->instructions->steps;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      const char *value = NULL;
      g_autofree char *words = todoku_step_dup_words (steps[i], &value);

      g_assert_null (strstr (words, "v=spf1 a:"));
      assert_paper_has (report, TODOKU_PRINT_ITEM, words);
      if (value != NULL)
        {
          g_assert_cmpstr (value, ==, report->instructions->value);
          assert_paper_has (report, TODOKU_PRINT_VALUE, value);
        }
    }
}

static void
assert_provider (const TodokuDnsProvider *provider, const char *name_server)
{
  g_autoptr (TodokuReport) report = check (name_server, NULL);
  GPtrArray *traps = provider->traps;

  g_assert_true (report->collected->dns_provider == provider);
  g_assert_nonnull (report->instructions);
  assert_steps (report->instructions->steps);
  assert_value_field (report);
  if (provider->editable)
    {
      assert_value_is_in_a_step (report->instructions->steps, VALUE);
      assert_host_field (report);
    }
  assert_steps_are_on_paper (report);
  todoku_list_foreach (const TodokuCatalogNote, trap, traps)
    if (trap->unless_ns == NULL)
      assert_paper_has (report, TODOKU_PRINT_ITEM, todoku_catalog_text_get (&trap->text));
  assert_paper_has (report, TODOKU_PRINT_VALUE, VALUE);
  assert_sources_differ (report->instructions);
}

static void
test_provider (gconstpointer data)
{
  const TodokuDnsProvider *provider = data;
  const TodokuLanguage languages[] = { TODOKU_LANGUAGE_JA, TODOKU_LANGUAGE_EN };

  for (guint n = 0; provider->ns[n] != NULL; n++)
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
      {
        g_autofree char *name_server = make_example (provider->ns[n]);

        todoku_language_set (languages[i]);
        assert_provider (provider, name_server);
      }
}

/* The switch comes first, and what it says is the host's own, with its own source. */
static void
assert_switch (const TodokuMailHost *host, const char *name_server)
{
  g_autoptr (TodokuReport) report = check (name_server, host->id);
  char **by_hand = NULL;

  // A part of the value that only the person knows.
  if (report->verdict == TODOKU_VERDICT_CHOOSE)
    return;
  g_assert_cmpint (report->verdict, ==, TODOKU_VERDICT_SWITCH);
  assert_steps (report->instructions->steps);
  g_assert_true (report->instructions->source == &host->switch_source);
  g_assert_nonnull (strstr (report->instructions->target, todoku_catalog_text_get (&host->name)));

  by_hand = report->instructions->steps_by_hand;
  if (host->switch_is_preset || !report->collected->dns_provider->editable)
    g_assert_cmpuint (g_strv_length (by_hand), ==, 0);
  else
    assert_value_is_in_a_step (by_hand, report->proposed);
}

static void
test_switch (gconstpointer data)
{
  const TodokuMailHost *host = data;
  g_autofree char *name_server = make_example (host->switch_ns[0]);

  todoku_language_set (TODOKU_LANGUAGE_JA);
  assert_switch (host, name_server);
  todoku_language_set (TODOKU_LANGUAGE_EN);
  assert_switch (host, name_server);
}

static void
test_unknown_provider (void)
{
  g_autoptr (TodokuReport) report = NULL;

  todoku_language_set (TODOKU_LANGUAGE_EN);
  report = check ("ns1.nobody.example", NULL);

  g_assert_null (report->collected->dns_provider);
  g_assert_nonnull (strstr (report->instructions->place, "ns1.nobody.example"));
  g_assert_cmpuint (g_strv_length (report->instructions->ways), ==, 3);
  g_assert_null (report->instructions->source);
  assert_steps (report->instructions->steps);
  assert_value_is_in_a_step (report->instructions->steps, VALUE);
}

/* What the key's steps say of where it goes, and what is to be filled in there. */
static void
test_place_of_key (void)
{
  g_autoptr (TodokuReport) unknown = NULL;
  g_autoptr (TodokuReport) known = NULL;
  g_autoptr (TodokuReport) own = NULL;

  todoku_language_set (TODOKU_LANGUAGE_EN);
  unknown = check ("ns1.nobody.example", "xserver");
  known = check ("ns1.dns.ne.jp", "xserver");
  own = check ("ns1.xserver.jp", "xserver");

  g_assert_nonnull (strstr (unknown->dkim_instructions->place, "which may be another company"));
  g_assert_cmpuint (unknown->dkim_instructions->fields->len, >, 0);
  g_assert_nonnull (strstr (known->dkim_instructions->place, "at your DNS provider: Sakura"));
  g_assert_cmpuint (known->dkim_instructions->fields->len, >, 0);
  g_assert_nonnull (strstr (own->dkim_instructions->place, "also manages your DNS"));
  g_assert_cmpuint (own->dkim_instructions->fields->len, ==, 0);
}

static void
test_known_provider_needs_no_search (void)
{
  g_autoptr (TodokuReport) report = check ("01.dnsv.jp", NULL);

  g_assert_cmpuint (g_strv_length (report->instructions->ways), ==, 0);
}

/* A panel that takes nothing by hand has no fields to fill in, only a value to keep. */
static void
test_not_editable (void)
{
  g_autoptr (TodokuReport) report = check ("uns01.lolipop.jp", NULL);

  g_assert_false (report->collected->dns_provider->editable);
  g_assert_cmpuint (report->instructions->fields->len, ==, 1);
  g_assert_null (strstr (report->instructions->target, "Paste"));
  g_assert_nonnull (strstr (report->instructions->change, "does not let you enter"));
}

// What can stop the website comes before the steps, and nothing beside it says the contrary.
static void
test_dangers (gconstpointer data)
{
  const char *name_server = data;
  g_autoptr (TodokuReport) report = check (name_server, NULL);
  const TodokuInstructions *instructions = report->instructions;
  gboolean is_dangerous = todoku_dns_provider_is_dangerous (report->collected->dns_provider);
  gboolean is_decided = g_str_has_suffix (name_server, ".dnsv.jp");
  g_autofree char *assurances = g_strjoinv ("\n", instructions->assurances);

  todoku_language_set (TODOKU_LANGUAGE_EN);
  g_assert_cmpuint (instructions->dangers->len > 0, ==, is_dangerous && !is_decided);
  g_assert_cmpint (is_dangerous, ==, is_decided || g_str_has_suffix (name_server, "onamae.com"));
  g_assert_cmpint (strstr (report->explanation, "is not affected") == NULL, ==, is_dangerous);
  g_assert_cmpint (strstr (assurances, "as long as the name servers stay") != NULL, ==,
                   is_dangerous);
  for (guint i = 0; i < instructions->dangers->len; i++)
    {
      const TodokuInstructionsTrap *danger = g_ptr_array_index (instructions->dangers, i);

      assert_paper_has (report, TODOKU_PRINT_ITEM, danger->text);
      for (guint j = 0; j < instructions->traps->len; j++)
        g_assert_cmpstr (((TodokuInstructionsTrap *) instructions->traps->pdata[j])->text, !=,
                         danger->text);
    }
}

static gboolean
has_trap (const TodokuReport *report, char *value, const char *words)
{
  TodokuReport other = *report;
  g_autoptr (TodokuInstructions) instructions = NULL;

  other.proposed = value;
  instructions = todoku_instructions_new (&other);
  for (guint i = 0; i < instructions->traps->len; i++)
    if (strstr (((TodokuInstructionsTrap *) instructions->traps->pdata[i])->text, words) != NULL)
      return TRUE;

  return FALSE;
}

/* Exactly as many characters as the field takes are not too many. */
static void
test_value_too_long_for_panel (void)
{
  g_autoptr (TodokuReport) report = check ("ns1.dns.ne.jp", NULL);
  g_autofree char *longest = g_strnfill (255, 'x');
  g_autofree char *too_long = g_strnfill (256, 'x');

  todoku_language_set (TODOKU_LANGUAGE_EN);
  g_assert_false (has_trap (report, longest, "255 at most"));
  g_assert_true (
    has_trap (report, too_long, "has 256 characters, and this control panel takes at most 255"));
}

static void
test_split_value (void)
{
  g_autoptr (GString) value = g_string_new ("v=spf1");
  g_auto (GStrv) one = todoku_txt_split_value ("v=spf1 ~all");
  g_auto (GStrv) pieces = NULL;
  g_autofree char *joined = NULL;

  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_cmpstr (one[0], ==, "v=spf1 ~all");

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (value, " ip4:192.0.2.%u", i);
  g_string_append (value, " ~all");
  pieces = todoku_txt_split_value (value->str);
  joined = g_strjoinv ("", pieces);

  g_assert_cmpuint (g_strv_length (pieces), ==, 3);
  g_assert_cmpstr (joined, ==, value->str);
  for (guint i = 0; pieces[i] != NULL; i++)
    g_assert_cmpuint (strlen (pieces[i]), <=, STRING_MAX);
  g_assert_true (g_str_has_suffix (pieces[0], " "));
}

static void
test_split_value_without_spaces (void)
{
  g_autofree char *value = g_strnfill (STRING_MAX + 1, 'a');
  g_auto (GStrv) pieces = todoku_txt_split_value (value);

  g_assert_cmpuint (g_strv_length (pieces), ==, 2);
  g_assert_cmpuint (strlen (pieces[0]), ==, STRING_MAX);
  g_assert_cmpuint (strlen (pieces[1]), ==, 1);
}

static void
add_tests (void)
{
  GPtrArray *providers = catalog->dns_providers;
  GPtrArray *hosts = catalog->hosts;

  for (guint i = 0; i < providers->len; i++)
    {
      const TodokuDnsProvider *provider = g_ptr_array_index (providers, i);
      g_autofree char *path = g_strdup_printf ("/instructions/provider/%s", provider->id);

      g_test_add_data_func (path, provider, test_provider);
    }
  for (guint i = 0; i < hosts->len; i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);
      g_autofree char *path = g_strdup_printf ("/instructions/switch/%s", host->id);

      if (host->switch_steps->len > 0)
        g_test_add_data_func (path, host, test_switch);
    }
}

// The old record, in the panel of whoever has the zone, whatever is published today.
static void
test_restore (void)
{
  static const struct
  {
    const char *name;
    const char *record;
    const char *host_field; // NULL where it is left blank
  } records[] = {
    { DOMAIN, "v=spf1 a:old.example ~all", NULL },
    { "_dmarc." DOMAIN, "v=DMARC1; p=none", "_dmarc" },
    { "s1._domainkey." DOMAIN, "v=DKIM1; p=abc", "s1._domainkey" },
  };
  g_autoptr (TodokuReport) report = check ("ns1.xserver.jp", "lolipop");

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (TodokuInstructions) way =
        todoku_instructions_new_to_restore (report->collected, records[i].name, records[i].record);
      const TodokuInstructionsField *host = g_ptr_array_index (way->fields, 0);
      const TodokuInstructionsField *value = g_ptr_array_index (way->fields, way->fields->len - 1);

      assert_steps (way->steps);
      assert_value_is_in_a_step (way->steps, records[i].record);
      g_assert_nonnull (strstr (way->target, "Xserver"));
      g_assert_cmpstr (host->value, ==, records[i].host_field);
      g_assert_cmpstr (value->value, ==, records[i].record);
      g_assert_nonnull (strstr (way->change, "Do not add a second one"));
    }
}

// A step that speaks of SPF says all of it of the other record.
static void
test_other_record (void)
{
  TodokuCatalogText step = { .ja = (char *) "v=spf1, v=spf1", .en = (char *) "v=spf1, v=spf1" };
  TodokuCollected collected = { .domain = (char *) DOMAIN };
  TodokuTask task = { .collected = &collected, .standard = TODOKU_STANDARD_DMARC };
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();

  g_ptr_array_add (steps, &step);
  for (guint language = 0; language < 2; language++)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) filled = NULL;

      todoku_language_set (language == 0 ? TODOKU_LANGUAGE_JA : TODOKU_LANGUAGE_EN);
      todoku_task_fill_steps (&task, steps, builder);
      filled = g_strv_builder_end (builder);
      g_assert_cmpstr (filled[0], ==, "v=DMARC1, v=DMARC1");
    }
  todoku_language_set (TODOKU_LANGUAGE_EN);
}

// ---------------------------------------------------------------------------------------------
// What is to be done about a key, followed to the letter

// How the records at a name change: @text is there, alone or as well.
static void
put_text (struct json_object *zone, const char *name, const char *text, gboolean is_alone)
{
  struct json_object *records = case_get (zone, name);
  struct json_object *texts = records != NULL ? case_get (records, "TXT") : NULL;

  texts = texts == NULL || is_alone ? json_object_new_array () : json_object_get (texts);
  if (text != NULL)
    json_object_array_add (texts, json_object_new_string (text));
  records = json_object_new_object ();
  json_object_object_add (records, "TXT", texts);
  json_object_object_add (zone, name, records);
}

// Beside an alias nothing can be.
static void
put_alias (struct json_object *zone, const char *name, const char *target, const char *key)
{
  struct json_object *records = json_object_new_object ();
  struct json_object *names = json_object_new_array ();
  struct json_object *texts = case_get (case_get (zone, name), "TXT");

  g_assert_true (texts == NULL || json_object_array_length (texts) == 0);
  json_object_array_add (names, json_object_new_string (target));
  json_object_object_add (records, "CNAME", names);
  json_object_object_add (zone, name, records);
  put_text (zone, target, key, TRUE);
}

static gboolean
edit_text (struct json_object *zone, const char *name, const char *text)
{
  struct json_object *records = case_get (zone, name);
  struct json_object *texts = records != NULL ? case_get (records, "TXT") : NULL;

  for (gsize i = 0; texts != NULL && i < json_object_array_length (texts); i++)
    if (g_str_has_prefix (json_object_get_string (json_object_array_get_idx (texts, i)), "v=DKIM1"))
      {
        json_object_array_put_idx (texts, i, json_object_new_string (text));
        return TRUE;
      }

  return FALSE;
}

// Nothing goes that is not told to go, a record is changed where the steps say how to find it, and
// what they add has the type that they say. What an alias leads to is @target's, who has @value.
static void
follow_steps (struct json_object *zone,
              char **steps,
              const char *name,
              const char *target,
              const char *value)
{
  g_autofree char *all = g_strjoinv ("\n", steps);
  gboolean is_edited = strstr (all, "edit it") != NULL || strstr (all, "change its value") != NULL;

  if (strstr (all, "first delete every record of the type TXT") != NULL
      || strstr (all, "first delete the record of the type TXT") != NULL)
    put_text (zone, name, NULL, TRUE);
  if (target != NULL)
    {
      g_assert_nonnull (strstr (all, "Add a record of the type CNAME"));
      g_assert_nonnull (strstr (all, target));
      put_alias (zone, name, target, value);
      return;
    }
  if (!is_edited || !edit_text (zone, name, value))
    put_text (zone, name, value, FALSE);
  if (strstr (all, "Delete the other records of the type TXT") != NULL)
    put_text (zone, name, value, TRUE);
}

static TodokuReport *
check_keys (struct json_object *test, struct json_object *zone, const char *host)
{
  g_autoptr (TodokuCheckupOptions) choices = todoku_checkup_options_new ();
  struct json_object *given = case_get (test, "given");

  choices->host = g_strdup (host);
  choices->value = host == NULL ? g_strdup (VALUE) : NULL;
  for (gsize i = 0; i < json_object_array_length (given); i++)
    g_ptr_array_add (choices->selectors,
                     g_strdup (json_object_get_string (json_object_array_get_idx (given, i))));

  return check_zone (catalog, json_object_to_json_string (zone), DOMAIN, choices);
}

static void
assert_key_comes (struct json_object *test, const char *name_server, const char *host)
{
  static const char key[] =
    "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDoaFWqbVDvNXBRWk0klW15GaJ663MxRtVe/"
    "XPVj1y3ajyDZhWnOgvx3YqLZ2Fq9ugvZ+3YYkZ+7f5TY7ltz4xJmDaUNdzHcYv4dF04VURPbkzBPnur+aeNHgl"
    "p0Nsc3mEDqgBB9lELcFzKzc8kcrW/3A2+2EKKcfUR2kKfE/UEQIDAQAB";
  struct json_object *zone = NULL;
  g_autofree char *servers = g_strdup_printf ("[\"%s\"]", name_server);
  g_autofree char *name = NULL;
  g_autofree char *owner = NULL;
  g_autoptr (TodokuReport) before = NULL;
  g_autoptr (TodokuReport) after = NULL;
  const TodokuDkimSelector *fault;

  json_object_deep_copy (case_get (test, "zone"), &zone, NULL);
  if (case_get (zone, DOMAIN) != NULL)
    json_object_object_add (case_get (zone, DOMAIN), "NS", json_tokener_parse (servers));
  before = check_keys (test, zone, host);
  fault = before->collected->dkim != NULL ? before->collected->dkim->fault : NULL;
  // What is missing has nothing in its way, but where some cases write out what a wildcard gives.
  if (fault != NULL && (fault->alias == NULL || fault->target != NULL)
      && fault->remedy != TODOKU_DKIM_REMEDY_SECOND_KEY
      && (fault->state != TODOKU_DKIM_STATE_MISSING || fault->misplaced != NULL))
    {
      g_assert_nonnull (before->dkim_instructions);
      name = g_strconcat (fault->name, "._domainkey." DOMAIN, NULL);
      owner = todoku_report_dup_owner (before, TODOKU_STANDARD_DKIM);
      g_assert_cmpstr (owner, ==, name);
      follow_steps (zone, before->dkim_instructions->steps, name, fault->target,
                    fault->proposal != NULL ? fault->proposal : key);
      after = check_keys (test, zone, host);
      fault = todoku_dkim_evaluation_find (after->collected->dkim, fault->name);
      g_assert_nonnull (fault);
      g_assert_cmpint (fault->state, <=, TODOKU_DKIM_STATE_WEAK);
      g_assert_true (fault->record->is_usable);
    }
  json_object_put (zone);
}

static void
test_key (gconstpointer data)
{
  struct json_object *test = (struct json_object *) data;

  if (strcmp (case_get_string (test, "domain"), DOMAIN) != 0)
    return;
  todoku_language_set (TODOKU_LANGUAGE_EN);
  assert_key_comes (test, "ns1.xserver.jp", "xserver");
  assert_key_comes (test, "ns1.dns.ne.jp", "xserver");
  assert_key_comes (test, "ns1.unknown.test", "xserver");
  assert_key_comes (test, "ns1.xserver.jp", NULL);
  assert_key_comes (test, "ns1.unknown.test", NULL);
}

// Around the record of an alias stands the way to it in that company's panel, and what comes after.
static void
test_alias_steps (gconstpointer data)
{
  static const char *const expected[] = {
    "Where your DNS is, first delete the record of the type TXT with the name "
    "selector1._domainkey. Beside it there can be none of the type CNAME.",
    "Sign in to Sakura's “会員メニュー” (member menu).",
    "In “契約中のドメイン一覧” (your domains) choose shop.example, and open “ゾーン編集” (edit "
    "zone) in the “ドメインコントロールパネル” (domain control panel).",
    "Add a record of the type CNAME. If there is already a record with that name, change its "
    "value; "
    "leave all others as they are. エントリ名 (entry name): selector1._domainkey. データ (data):\n"
    "selector1-shop-example._domainkey.t.onmicrosoft.com.",
    "Save.",
    NULL,
  };
  struct json_object *keys = (struct json_object *) data;
  struct json_object *zone = NULL;
  g_autoptr (TodokuReport) report = NULL;

  todoku_language_set (TODOKU_LANGUAGE_EN);
  for (gsize i = 0; report == NULL && i < json_object_array_length (keys); i++)
    {
      struct json_object *test = json_object_array_get_idx (keys, i);

      if (!g_str_equal (case_get_string (test, "name"), "the alias entered as a text"))
        continue;
      json_object_deep_copy (case_get (test, "zone"), &zone, NULL);
      json_object_object_add (case_get (zone, DOMAIN), "NS",
                              json_tokener_parse ("[\"ns1.dns.ne.jp\"]"));
      report = check_keys (test, zone, NULL);
      json_object_put (zone);
    }
  g_assert_nonnull (report);
  g_assert_cmpstrv (report->dkim_instructions->steps, expected);
}

static gboolean
has_trap_of_key (const char *name_server, const char *words)
{
  g_autoptr (TodokuReport) report = check (name_server, "xserver");
  GPtrArray *traps = report->dkim_instructions->traps;

  todoku_list_foreach (const TodokuInstructionsTrap, trap, traps)
    if (strstr (trap->text, words) != NULL)
      return TRUE;

  return FALSE;
}

// How long a key is, is told where the field may be too short, as far as that is known.
static void
test_length_of_key (void)
{
  todoku_language_set (TODOKU_LANGUAGE_EN);
  g_assert_true (has_trap_of_key ("ns1.unknown.test", "If the field takes at most 255"));
  g_assert_true (has_trap_of_key ("01.dnsv.jp", "If the field takes at most 255"));
  g_assert_false (has_trap_of_key ("ns01.domaincontrol.com", "at most 255"));
  g_assert_true (has_trap_of_key ("ns1.dns.ne.jp", "takes at most 255 characters"));
}

int
main (int argc, char *argv[])
{
  struct json_object *keys;
  int status;

  g_test_init (&argc, &argv, NULL);

  catalog = shipped_catalog_load ();
  keys = cases_load ("dkim.json");
  cases_add (keys, 70, "/instructions/key", "name", test_key);
  g_test_add_data_func ("/instructions/alias-steps", keys, test_alias_steps);
  g_test_add_func ("/instructions/length-of-key", test_length_of_key);
  add_tests ();
  g_test_add_func ("/instructions/unknown-provider", test_unknown_provider);
  g_test_add_func ("/instructions/place-of-key", test_place_of_key);
  g_test_add_func ("/instructions/known-provider-needs-no-search",
                   test_known_provider_needs_no_search);
  g_test_add_func ("/instructions/not-editable", test_not_editable);
  g_test_add_data_func ("/instructions/dangers/onamae", "dns1.onamae.com", test_dangers);
  g_test_add_data_func ("/instructions/dangers/settled", "01.dnsv.jp", test_dangers);
  g_test_add_data_func ("/instructions/dangers/none-known", "ns1.dns.ne.jp", test_dangers);
  g_test_add_data_func ("/instructions/dangers/unknown-company", "ns1.unknown.test", test_dangers);
  g_test_add_func ("/instructions/value-too-long-for-panel", test_value_too_long_for_panel);
  g_test_add_func ("/instructions/restore", test_restore);
  g_test_add_func ("/instructions/other-record", test_other_record);
  g_test_add_func ("/instructions/split-value", test_split_value);
  g_test_add_func ("/instructions/split-value-without-spaces", test_split_value_without_spaces);
  status = g_test_run ();
  json_object_put (keys);
  todoku_catalog_unref (catalog);

  return status;
}
