// SPDX-License-Identifier: GPL-3.0-or-later

#include "server-script.h"

#include "dns/zone.h"
#include "loopback-message.h"

#include <string.h>

// More than any rule needs; one that never ends is found.
#define ROUNDS_MAX 12

static void
case_free (gpointer data)
{
  ServerCase *self = data;

  g_free (self->name);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->settings);
  g_free (self);
}

static ServerCase *
case_new (const char *name)
{
  ServerCase *self = g_new0 (ServerCase, 1);

  self->name = g_strdup (name);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) todoku_dns_answer_unref);
  self->settings = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static TodokuDnsType
read_type (const char *word)
{
  TodokuDnsType type;

  if (!todoku_dns_type_from_string (word, &type))
    g_error ("no type: %s", word);

  return type;
}

static TodokuDnsRecord *
read_record (TodokuDnsType type, const char *value, guint32 ttl)
{
  g_autofree char *octets = g_strcompress (value);
  struct json_object *string = json_object_new_string (octets);
  TodokuDnsRecord *record = todoku_dns_zone_record_new (type, string);

  json_object_put (string);
  if (record == NULL)
    g_error ("no record: %s", value);
  record->ttl = ttl;

  return record;
}

static TodokuDnsStatus
read_status (const char *id)
{
  for (int i = TODOKU_DNS_STATUS_FOUND; i <= TODOKU_DNS_STATUS_UNREACHABLE; i++)
    if (g_str_equal (todoku_dns_status_get_id ((TodokuDnsStatus) i), id))
      return (TodokuDnsStatus) i;

  g_error ("no status: %s", id);
}

// What the words before "=" say.
typedef struct
{
  TodokuDnsType type;
  TodokuDnsStatus status;
  TodokuDnsDetail detail;
  gboolean has_status;
  gboolean is_referral;
  guint32 ttl;
  guint32 last_ttl; // of the last record, where that is another one
} Head;

static void
head_take_flag (Head *head, const char *word)
{
  if (*word == '!')
    {
      head->status = read_status (word + 1);
      head->has_status = TRUE;
    }
  else if (g_str_equal (word, "lame"))
    head->detail.is_authoritative = FALSE;
  else if (g_str_equal (word, "no-route"))
    head->detail.lacks_route = TRUE;
  else if (g_str_equal (word, "refer"))
    head->is_referral = TRUE;
  else if (g_str_has_prefix (word, "alias:"))
    head->detail.alias = g_strdup (word + strlen ("alias:"));
  else if (g_str_has_prefix (word, "ttl:"))
    {
      char *rest;

      head->ttl = head->last_ttl = head->detail.negative_ttl =
        (guint32) g_ascii_strtoull (word + strlen ("ttl:"), &rest, 10);
      if (*rest == ',')
        head->last_ttl = (guint32) g_ascii_strtoull (rest + 1, NULL, 10);
    }
  else
    g_error ("no flag: %s", word);
}

static TodokuDnsEntry *
read_entry (const char *text, guint32 ttl)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  g_autoptr (TodokuDnsRecord) record = read_record (read_type (words[1]), words[2], ttl);

  return loopback_entry_new (words[0], record);
}

static TodokuDnsAnswer *
make_answer (Head *head, char **values)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);

  if (head->is_referral)
    head->detail.delegation = todoku_dns_entry_array_new ();
  for (char **value = values; *value != NULL; value++)
    if (head->is_referral)
      g_ptr_array_add (head->detail.delegation, read_entry (g_strstrip (*value), head->ttl));
    else
      g_ptr_array_add (records, read_record (head->type, g_strstrip (*value),
                                             value[1] != NULL ? head->ttl : head->last_ttl));

  if (head->is_referral)
    head->detail.is_authoritative = FALSE;
  if (!head->has_status)
    head->status = head->is_referral  ? TODOKU_DNS_STATUS_SERVER_FAILURE
                   : records->len > 0 ? TODOKU_DNS_STATUS_FOUND
                                      : TODOKU_DNS_STATUS_NO_DATA;

  TodokuDnsAnswer *answer =
    todoku_dns_answer_new (head->status, "192.0.2.53:53",
                           head->status == TODOKU_DNS_STATUS_FOUND ? g_steal_pointer (&records)
                                                                   : NULL);

  todoku_dns_answer_set_detail (answer, &head->detail);

  return answer;
}

static void
case_take_answer (ServerCase *self, const char *line)
{
  g_auto (GStrv) halves = g_strsplit (line, " = ", 2);
  g_auto (GStrv) words = g_strsplit (halves[0], " ", -1);
  g_auto (GStrv) values = g_strsplit (halves[1] != NULL ? halves[1] : "", " ; ", -1);
  Head head = { .type = read_type (words[2]), .ttl = 300, .last_ttl = 300 };

  head.detail.is_authoritative = TRUE;
  head.detail.received = G_USEC_PER_SEC;
  head.detail.negative_ttl = TODOKU_DNS_TTL_UNKNOWN;
  for (char **word = words + 3; *word != NULL; word++)
    head_take_flag (&head, *word);

  g_hash_table_insert (self->answers, g_strjoin (" ", words[0], words[1], words[2], NULL),
                       make_answer (&head, values));
}

static void
case_take_answers (ServerCase *self, ServerCase *other)
{
  GHashTableIter iter;
  gpointer question;
  gpointer answer;

  g_hash_table_iter_init (&iter, other->answers);
  while (g_hash_table_iter_next (&iter, &question, &answer))
    g_hash_table_insert (self->answers, g_strdup (question), todoku_dns_answer_ref (answer));
}

static void
take_line (GPtrArray *cases, ServerCase *above, const char *line)
{
  ServerCase *last = cases->len > 0 ? g_ptr_array_index (cases, cases->len - 1) : above;
  const char *space = strchr (line, ' ');

  if (*line == '\0' || *line == '#')
    return;
  if (g_str_has_prefix (line, "case "))
    g_ptr_array_add (cases, case_new (line + strlen ("case ")));
  else if (g_str_equal (line, "as above"))
    case_take_answers (last, above);
  else if (space != NULL && space[-1] == ':')
    g_ptr_array_add (last->settings, g_strdup (line));
  else
    case_take_answer (last, line);
}

GPtrArray *
server_script_read (const char *file)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  ServerCase *above = case_new ("");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    take_line (cases, above, *line);
  case_free (above);
  g_assert_cmpuint (cases->len, >, 0);

  return cases;
}

void
server_script_add_cases (GPtrArray *cases, const char *suite, GTestDataFunc function)
{
  for (guint i = 0; i < cases->len; i++)
    {
      ServerCase *self = g_ptr_array_index (cases, i);
      g_autofree char *path = g_strconcat (suite, "/", self->name, NULL);

      g_test_add_data_func (path, self, function);
    }
}

// The value of a setting, or NULL where it is another one.
static const char *
match_key (const char *setting, const char *key)
{
  gsize length = strlen (key);

  return strncmp (setting, key, length) == 0 && g_str_has_prefix (setting + length, ": ")
           ? setting + length + 2
           : NULL;
}

const char *
server_case_get (const ServerCase *self, const char *key)
{
  const char *found = NULL;

  for (guint i = 0; i < self->settings->len; i++)
    {
      const char *value = match_key (g_ptr_array_index (self->settings, i), key);

      found = value != NULL ? value : found;
    }

  return found;
}

char *
server_case_join (const ServerCase *self, const char *key)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < self->settings->len; i++)
    {
      const char *value = match_key (g_ptr_array_index (self->settings, i), key);

      if (value != NULL)
        g_string_append_printf (lines, "%s\n", value);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
who_is (const char *server, gboolean is_direct)
{
  return server != NULL ? g_strconcat (is_direct ? "@" : "?", server, NULL) : g_strdup ("common");
}

// The port goes unsaid where it is the usual one.
static TodokuDnsAnswer *
find_answer (const ServerCase *self, const char *who, const TodokuDnsQuestion *question)
{
  g_autofree char *short_who = g_strdup (who);
  char *port = g_strrstr (short_who, ":53");
  TodokuDnsDetail detail = { .is_authoritative = TRUE, .negative_ttl = TODOKU_DNS_TTL_UNKNOWN };

  if (port != NULL && g_str_equal (port, ":53"))
    *port = '\0';

  g_autofree char *key = g_strdup_printf ("%s %s %s", short_who, question->name,
                                          todoku_dns_type_to_string (question->type));
  TodokuDnsAnswer *answer = g_hash_table_lookup (self->answers, key);

  if (answer != NULL)
    return todoku_dns_answer_ref (answer);

  answer = todoku_dns_answer_new (TODOKU_DNS_STATUS_NO_DATA, NULL, NULL);
  todoku_dns_answer_set_detail (answer, &detail);

  return answer;
}

static void
fetch_cb (const char *server, gboolean is_direct, TodokuDnsFacts *facts, gpointer user_data)
{
  const ServerCase *self = user_data;
  g_autofree char *who = who_is (server, is_direct);
  g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

  for (guint i = 0; i < wanted->len; i++)
    {
      const TodokuDnsQuestion *question = g_ptr_array_index (wanted, i);
      g_autoptr (TodokuDnsAnswer) answer = find_answer (self, who, question);

      todoku_dns_facts_learn (facts, question->name, question->type, answer);
    }
}

guint
server_case_run (const ServerCase *self,
                 TodokuDnsFacts *facts,
                 TodokuDnsRule rule,
                 gpointer user_data)
{
  guint n_rounds = 0;

  while (!rule (facts, user_data))
    {
      if (++n_rounds > ROUNDS_MAX)
        g_error ("%s: no end after %d rounds", self->name, ROUNDS_MAX);
      todoku_dns_facts_foreach_wanted (facts, fetch_cb, (gpointer) self);
    }

  return n_rounds;
}
