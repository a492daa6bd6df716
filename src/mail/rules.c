// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/rules.h"

#include "base/list.h"
#include "catalog/pattern.h"
#include "catalog/reader.h"

#include <string.h>

#define FILE_NAME "bounces.json"

struct _TodokuBounceRules
{
  GPtrArray *receivers;
  GPtrArray *machines;
  GPtrArray *list;
};

static const char *const kinds[] = {
  [TODOKU_BOUNCE_KIND_UNAUTHENTICATED] = "unauthenticated",
  [TODOKU_BOUNCE_KIND_SPF] = "spf",
  [TODOKU_BOUNCE_KIND_DMARC] = "dmarc",
  [TODOKU_BOUNCE_KIND_ALIGNMENT] = "alignment",
  [TODOKU_BOUNCE_KIND_DKIM] = "dkim",
  [TODOKU_BOUNCE_KIND_PTR] = "ptr",
  [TODOKU_BOUNCE_KIND_TLS] = "tls",
  [TODOKU_BOUNCE_KIND_SPAM] = "spam",
  [TODOKU_BOUNCE_KIND_USER_UNKNOWN] = "user-unknown",
  [TODOKU_BOUNCE_KIND_MAILBOX_FULL] = "mailbox-full",
  [TODOKU_BOUNCE_KIND_RELAY] = "relay-denied",
  [TODOKU_BOUNCE_KIND_SENDER_UNKNOWN] = "sender-unknown",
  [TODOKU_BOUNCE_KIND_CONTENT] = "content",
  [TODOKU_BOUNCE_KIND_LOCAL] = "local",
  [TODOKU_BOUNCE_KIND_SUBMISSION] = "submission",
  [TODOKU_BOUNCE_KIND_UNREACHABLE] = "unreachable",
  [TODOKU_BOUNCE_KIND_LATER] = "later",
  [TODOKU_BOUNCE_KIND_OTHER] = "other",
};

const char *
todoku_bounce_kind_get_id (TodokuBounceKind kind)
{
  return kinds[kind];
}

static const char *const results[] = {
  [TODOKU_AUTH_NOT_TOLD] = NULL,
  [TODOKU_AUTH_PASS] = "pass",
  [TODOKU_AUTH_FAIL] = "fail",
};

static const char *const fixables[] = {
  [TODOKU_FIXABLE_NO] = "no",
  [TODOKU_FIXABLE_YES] = "yes",
  [TODOKU_FIXABLE_IF_MISSING] = "if-missing",
};

const char *
todoku_auth_result_get_id (TodokuAuthResult result)
{
  return results[result];
}

static void
receiver_free (TodokuReceiver *receiver)
{
  g_free (receiver->id);
  todoku_catalog_text_clear (&receiver->name);
  g_strfreev (receiver->servers);
  g_clear_pointer (&receiver->phrases, g_ptr_array_unref);
  g_strfreev (receiver->results_servers);
  g_strfreev (receiver->results_names);
  todoku_catalog_source_clear (&receiver->results_source);
  g_free (receiver);
}

static void
machines_free (TodokuMachines *machines)
{
  g_strfreev (machines->names);
  g_free (machines->sender);
  todoku_catalog_source_clear (&machines->source);
  g_free (machines);
}

static void
rule_free (TodokuBounceRule *rule)
{
  g_free (rule->id);
  g_strfreev (rule->codes);
  g_clear_pointer (&rule->phrases, g_ptr_array_unref);
  g_clear_pointer (&rule->words, g_ptr_array_unref);
  todoku_catalog_text_clear (&rule->meaning);
  todoku_catalog_text_clear (&rule->next);
  todoku_catalog_source_clear (&rule->source);
  g_free (rule);
}

static const struct
{
  const char *name;
  const char *expression;
} words[] = {
  { "\\{word\\}", "[!-~]{1,254}" },
  { "\\{domain\\}", "[\"'(<\\[]{0,2}(?:[a-z0-9_-]{1,63}\\.){1,32}[a-z0-9-]{2,63}[\"')>\\]]{0,2}" },
  { "\\{ip\\}", "\\[?(?:IPv6:)?[0-9a-f.:]{2,45}\\]?" },
  { " \\{gap\\} ", "(?: (?:[^.!?;]|\\.(?=[a-z0-9])){0,60}?)? " },
};

// Where a word begins and ends that is no part of a name, as that of a host.
#define WORD_BEGIN "(?<![a-z0-9@_./-])(?:"
#define WORD_END ")(?![a-z0-9@_]|[a-z0-9-]{0,63}\\.[a-z0-9])"

// Makes a regular expression of a server's words. Every part of it is bounded, so that no text from
// outside can make it run for long. NULL where a word in braces is unknown.
static GRegex *
compile_phrase (const char *phrase, gboolean is_word)
{
  g_autofree char *escaped = g_regex_escape_string (phrase, -1);
  g_autoptr (GString) expression = g_string_new (escaped);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (expression, words[i].name, words[i].expression, 0);
  if (strstr (expression->str, "\\{") != NULL)
    return NULL;
  if (is_word)
    {
      g_string_prepend (expression, WORD_BEGIN);
      g_string_append (expression, WORD_END);
    }

  return g_regex_new (expression->str, G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
}

static GPtrArray *
read_phrases (TodokuCatalogReader *reader, const char *member)
{
  gboolean is_word = g_str_equal (member, "words");
  GPtrArray *phrases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  g_auto (GStrv) texts = todoku_catalog_reader_read_strings (reader, member);

  for (gsize i = 0; texts[i] != NULL; i++)
    {
      GRegex *regex = compile_phrase (texts[i], is_word);

      if (regex != NULL)
        g_ptr_array_add (phrases, regex);
      else
        todoku_catalog_reader_fail (reader, member, "has an unknown word in braces");
    }

  return phrases;
}

static void
read_results (TodokuCatalogReader *reader, TodokuReceiver *receiver)
{
  if (!todoku_catalog_reader_enter (reader, "results", TRUE))
    return;

  receiver->results_servers = todoku_catalog_reader_read_strings (reader, "servers");
  receiver->results_names = todoku_catalog_reader_read_strings (reader, "names");
  receiver->results_below = todoku_catalog_reader_read_boolean (reader, "below", FALSE) == 1;
  todoku_catalog_read_source (reader, "source", &receiver->results_source);
  todoku_catalog_reader_leave (reader);
}

static TodokuReceiver *
read_receiver (TodokuCatalogReader *reader)
{
  TodokuReceiver *receiver = g_new0 (TodokuReceiver, 1);

  receiver->id = todoku_catalog_reader_read_string (reader, "id");
  todoku_catalog_read_text (reader, "name", FALSE, &receiver->name);
  receiver->servers = todoku_catalog_reader_read_strings (reader, "servers");
  receiver->phrases = read_phrases (reader, "phrases");
  read_results (reader, receiver);

  return receiver;
}

static const TodokuReceiver *
read_provider (TodokuCatalogReader *reader, GPtrArray *receivers)
{
  g_autofree char *id = todoku_catalog_reader_read_nullable (reader, "provider");

  if (id == NULL)
    return NULL;

  todoku_list_foreach (const TodokuReceiver, receiver, receivers)
    if (g_strcmp0 (receiver->id, id) == 0)
      return receiver;
  todoku_catalog_reader_fail (reader, "provider", "is none of the providers");

  return NULL;
}

// Which of @ids it is; null is one that is %NULL.
static int
read_choice (TodokuCatalogReader *reader, const char *member, const char *const *ids, int n)
{
  g_autofree char *id = todoku_catalog_reader_read_nullable (reader, member);

  for (int i = 0; i < n; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;
  todoku_catalog_reader_fail (reader, member, "is nothing that it can be");

  return 0;
}

static TodokuBounceRule *
read_rule (TodokuCatalogReader *reader, GPtrArray *receivers)
{
  TodokuBounceRule *rule = g_new0 (TodokuBounceRule, 1);

  rule->id = todoku_catalog_reader_read_string (reader, "id");
  rule->receiver = read_provider (reader, receivers);
  rule->kind = (TodokuBounceKind) read_choice (reader, "kind", kinds, TODOKU_BOUNCE_KIND_OTHER);
  rule->codes = todoku_catalog_reader_read_strings (reader, "codes");
  rule->phrases = read_phrases (reader, "phrases");
  rule->words = read_phrases (reader, "words");
  rule->spf = (TodokuAuthResult) read_choice (reader, "spf", results, G_N_ELEMENTS (results));
  rule->dkim = (TodokuAuthResult) read_choice (reader, "dkim", results, G_N_ELEMENTS (results));
  rule->dmarc = (TodokuAuthResult) read_choice (reader, "dmarc", results, G_N_ELEMENTS (results));
  rule->fixable_by_spf =
    (TodokuFixable) read_choice (reader, "fixable_by_spf", fixables, G_N_ELEMENTS (fixables));
  todoku_catalog_read_text (reader, "meaning", FALSE, &rule->meaning);
  todoku_catalog_read_text (reader, "next", TRUE, &rule->next);
  todoku_catalog_read_source (reader, "source", &rule->source);

  return rule;
}

static TodokuMachines *
read_machines (TodokuCatalogReader *reader)
{
  TodokuMachines *machines = g_new0 (TodokuMachines, 1);

  machines->names = todoku_catalog_reader_read_strings (reader, "names");
  machines->sender = todoku_catalog_reader_read_nullable (reader, "sender");
  todoku_catalog_read_source (reader, "source", &machines->source);

  return machines;
}

TodokuBounceRules *
todoku_bounce_rules_load (const char *folder, GError **error)
{
  TodokuCatalogReader *reader = todoku_catalog_reader_open (folder, FILE_NAME);
  g_autoptr (TodokuBounceRules) self = g_atomic_rc_box_new0 (TodokuBounceRules);

  self->receivers = g_ptr_array_new_with_free_func ((GDestroyNotify) receiver_free);
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->machines = g_ptr_array_new_with_free_func ((GDestroyNotify) machines_free);
  todoku_catalog_reader_enter_list (reader, "providers");
  while (todoku_catalog_reader_next (reader))
    g_ptr_array_add (self->receivers, read_receiver (reader));
  todoku_catalog_reader_enter_list (reader, "machines");
  while (todoku_catalog_reader_next (reader))
    g_ptr_array_add (self->machines, read_machines (reader));
  todoku_catalog_reader_enter_list (reader, "bounces");
  while (todoku_catalog_reader_next (reader))
    g_ptr_array_add (self->list, read_rule (reader, self->receivers));

  if (!todoku_catalog_reader_close (reader, error))
    return NULL;

  return g_steal_pointer (&self);
}

TodokuBounceRules *
todoku_bounce_rules_ref (TodokuBounceRules *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rules_clear (TodokuBounceRules *self)
{
  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->machines);
  g_ptr_array_unref (self->receivers);
}

void
todoku_bounce_rules_unref (TodokuBounceRules *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) rules_clear);
}

GPtrArray *
todoku_bounce_rules_get_list (TodokuBounceRules *self)
{
  return self->list;
}

const TodokuBounceRule *
todoku_bounce_rules_find (TodokuBounceRules *self, const char *id)
{
  todoku_list_foreach (const TodokuBounceRule, rule, self->list)
    if (g_str_equal (rule->id, id))
      return rule;

  return NULL;
}

const TodokuReceiver *
todoku_bounce_rules_find_server (TodokuBounceRules *self, const char *server)
{
  todoku_list_foreach (const TodokuReceiver, receiver, self->receivers)
    if (todoku_catalog_globs_match ((const char *const *) receiver->servers, server))
      return receiver;

  return NULL;
}

const TodokuReceiver *
todoku_bounce_rules_find_results (TodokuBounceRules *self, const char *server)
{
  todoku_list_foreach (const TodokuReceiver, receiver, self->receivers)
    if (todoku_catalog_globs_match ((const char *const *) receiver->results_servers, server))
      return receiver;

  return NULL;
}

const TodokuMachines *
todoku_bounce_rules_find_machines (TodokuBounceRules *self, const char *name)
{
  todoku_list_foreach (const TodokuMachines, machines, self->machines)
    if (todoku_catalog_globs_match ((const char *const *) machines->names, name))
      return machines;

  return NULL;
}

const TodokuReceiver *
todoku_bounce_rules_find_text (TodokuBounceRules *self, const char *text)
{
  todoku_list_foreach (const TodokuReceiver, receiver, self->receivers)
    todoku_list_foreach (const GRegex, phrase, receiver->phrases)
      if (g_regex_match (phrase, text, 0, NULL))
        return receiver;

  return NULL;
}
