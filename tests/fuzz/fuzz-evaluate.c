// SPDX-License-Identifier: GPL-3.0-or-later

// One mail over DNS answers that are made of the input: whatever they say, the evaluation ends,
// within the limits, and comes to the same whatever the order of the answers.
//
// The lines of the input are the MAIL FROM address, the HELO name, the client's address, and then
// answers. The first octet of a name says which of them it gets, so that "1.example" gets the
// second. "|" parts the records of an answer; "!" and a digit make a status without records.

#include "dns/name.h"
#include "fuzz.h"
#include "spf/evaluate.h"
#include "spf/record.h"
#include "spf/tree.h"

#include <string.h>

// What one evaluation may ask for at once, and how often: ten terms of eleven questions each, the
// client's names for the macro p, the record and the explanation; and no more rounds than a chain
// of ten terms has links, with the names of the last.
#define WANTED_MAX (10 * 11 + 11 + 2)
#define ROUNDS_MAX 48

#define LINES_MAX 16
#define RECORDS_MAX 14

typedef struct
{
  TodokuSpfQuery query;
  char **answers;
  guint n_answers;
} Input;

static TodokuDnsRecord *
record_new (const Input *input, TodokuDnsType type, const char *text)
{
  g_autoptr (TodokuDnsRecord) record = todoku_dns_record_new (type, 60);
  gsize length = strlen (text);
  guint8 address_length = type == TODOKU_DNS_TYPE_A ? 4 : 16;

  if (type == TODOKU_DNS_TYPE_TXT)
    for (gsize at = 0; at == 0 || at < length; at += 255)
      todoku_dns_record_add_piece (record, text + at, MIN (length - at, 255));
  else if (type == TODOKU_DNS_TYPE_A || type == TODOKU_DNS_TYPE_AAAA)
    {
      // What is no address stands for the client's own.
      if (!todoku_dns_address_parse (text, -1, &record->address)
          || record->address.length != address_length)
        record->address = input->query.address;
      if (record->address.length != address_length)
        return NULL;
    }
  else if (todoku_dns_name_is_valid (text) || (type == TODOKU_DNS_TYPE_MX && length == 0))
    record->name = todoku_dns_name_normalize (text);
  else
    return NULL;

  return g_steal_pointer (&record);
}

static TodokuDnsAnswer *
answer_question (const Input *input, const TodokuDnsQuestion *question)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_record_free);
  const char *line = "";
  TodokuDnsStatus status = TODOKU_DNS_STATUS_FOUND;

  if (input->n_answers > 0)
    line = input->answers[((guchar) question->name[0] + 256 - '0') % input->n_answers];
  if (line[0] == '!')
    status = (TodokuDnsStatus) ((guchar) line[1] % (TODOKU_DNS_STATUS_UNREACHABLE + 1));
  if (status == TODOKU_DNS_STATUS_FOUND)
    {
      g_auto (GStrv) texts = g_strsplit (line, "|", RECORDS_MAX);

      for (guint i = 0; texts[i] != NULL; i++)
        {
          TodokuDnsRecord *record = record_new (input, question->type, texts[i]);

          if (record != NULL)
            g_ptr_array_add (records, record);
        }
      if (records->len == 0)
        status = TODOKU_DNS_STATUS_NO_DATA;
    }

  return todoku_dns_answer_new (status, NULL, g_steal_pointer (&records));
}

static void
learn (const Input *input, TodokuDnsFacts *facts, const TodokuDnsQuestion *question)
{
  g_autoptr (TodokuDnsAnswer) answer = answer_question (input, question);

  todoku_dns_facts_learn (facts, question->name, question->type, answer);
}

// All that is wanted is answered at once, as dns/run does it.
static TodokuSpfEvaluation *
evaluate_by_rounds (const Input *input, TodokuDnsFacts *facts)
{
  for (guint i = 0; i < ROUNDS_MAX; i++)
    {
      TodokuSpfEvaluation *outcome = todoku_spf_evaluate (facts, &input->query);
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      if (outcome != NULL)
        return outcome;
      g_assert (wanted != NULL && wanted->len <= WANTED_MAX);
      for (guint j = 0; j < wanted->len; j++)
        learn (input, facts, g_ptr_array_index (wanted, j));
    }

  g_assert_not_reached ();
}

// One answer at a time, the last that was wanted first.
static TodokuSpfEvaluation *
evaluate_backwards (const Input *input)
{
  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (GPtrArray) waiting =
    g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_dns_question_free);

  for (;;)
    {
      TodokuSpfEvaluation *outcome = todoku_spf_evaluate (facts, &input->query);
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      if (outcome != NULL)
        return outcome;
      if (wanted != NULL)
        g_ptr_array_extend_and_steal (waiting, g_steal_pointer (&wanted));

      g_assert (waiting->len > 0 && waiting->len <= ROUNDS_MAX * WANTED_MAX);
      learn (input, facts, g_ptr_array_index (waiting, waiting->len - 1));
      g_ptr_array_remove_index (waiting, waiting->len - 1);
    }
}

static void
assert_within_limits (const TodokuSpfEvaluation *outcome)
{
  gboolean is_lookup_limit = outcome->reason == TODOKU_SPF_REASON_LOOKUP_LIMIT;
  gboolean is_void_limit = outcome->reason == TODOKU_SPF_REASON_VOID_LIMIT;

  g_assert (outcome->lookups <= TODOKU_SPF_LOOKUPS_MAX + (is_lookup_limit ? 1 : 0));
  g_assert (outcome->void_lookups <= TODOKU_SPF_VOID_LOOKUPS_MAX + (is_void_limit ? 1 : 0));
  g_assert (outcome->explanation == NULL || outcome->result == TODOKU_SPF_RESULT_FAIL);
  g_assert ((outcome->reason == TODOKU_SPF_REASON_DNS_FAILURE)
            == (outcome->result == TODOKU_SPF_RESULT_TEMPERROR));
  g_assert ((outcome->failure != NULL) == (outcome->result == TODOKU_SPF_RESULT_TEMPERROR));

  g_autofree char *reason = todoku_spf_evaluation_get_reason (outcome);

  g_assert (*reason != '\0');
}

static void
assert_equal (const TodokuSpfEvaluation *a, const TodokuSpfEvaluation *b)
{
  g_assert (a->result == b->result && a->reason == b->reason);
  g_assert (a->lookups == b->lookups && a->void_lookups == b->void_lookups);
  g_assert_cmpstr (a->domain, ==, b->domain);
  g_assert_cmpstr (a->term, ==, b->term);
  g_assert_cmpstr (a->explanation, ==, b->explanation);
}

// Whether everything below is followed, and everything counted.
static gboolean
is_whole (const TodokuSpfTree *tree)
{
  for (guint i = 0; i < tree->terms->len; i++)
    {
      const TodokuSpfTreeTerm *node = g_ptr_array_index (tree->terms, i);

      if (node->state == TODOKU_SPF_TREE_MACRO || node->state == TODOKU_SPF_TREE_LOOP)
        return FALSE;
      if (node->child != NULL && !is_whole (node->child))
        return FALSE;
    }

  return tree->state == TODOKU_SPF_TREE_OK && tree->lookups < 100;
}

static TodokuSpfTree *
build_tree (const Input *input, TodokuDnsFacts *facts, const char *domain, TodokuSpfRecord *record)
{
  for (;;)
    {
      gboolean complete;
      g_autoptr (TodokuSpfTree) tree = todoku_spf_tree_build (facts, domain, record, &complete);
      g_autoptr (GPtrArray) wanted = todoku_dns_facts_take_wanted (facts);

      if (complete)
        return g_steal_pointer (&tree);
      g_assert (wanted != NULL);
      for (guint i = 0; i < wanted->len; i++)
        learn (input, facts, g_ptr_array_index (wanted, i));
    }
}

// An IPv4 client may come with an IPv6 address (RFC 7208 5).
static gboolean
is_ipv4 (const TodokuDnsAddress *address)
{
  TodokuDnsAddress mapped;

  todoku_dns_address_parse ("::ffff:0:0", -1, &mapped);

  return address->length == 4 || todoku_dns_address_is_within (address, &mapped, 96);
}

// One way through the tree never costs more than all of it.
static void
check_tree (const Input *input, TodokuDnsFacts *facts, const TodokuSpfEvaluation *outcome)
{
  const char *domain = strrchr (input->query.mail_from, '@');
  TodokuDnsAnswer *answer =
    domain != NULL ? todoku_dns_facts_peek (facts, domain + 1, TODOKU_DNS_TYPE_TXT) : NULL;
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  if (selection == NULL || selection->n_records != 1)
    return;

  g_autoptr (TodokuSpfTree) tree = build_tree (input, facts, domain + 1, selection->record);

  if (!is_whole (tree))
    return;
  g_assert (outcome->lookups <= tree->lookups);
  g_assert (outcome->void_lookups
            <= (is_ipv4 (&input->query.address) ? tree->void_lookups : tree->void_lookups6));
}

int
LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length)
{
  g_autofree char *text = g_strndup ((const char *) octets, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", LINES_MAX);
  guint n_lines = g_strv_length (lines);

  if (n_lines < 3)
    return 0;

  Input input = { .query = { .mail_from = lines[0], .helo = lines[1] },
                  .answers = lines + 3,
                  .n_answers = n_lines - 3 };

  if (!todoku_dns_address_parse (lines[2], -1, &input.query.address))
    todoku_dns_address_parse ("192.0.2.1", -1, &input.query.address);

  g_autoptr (TodokuDnsFacts) facts = todoku_dns_facts_new ();
  g_autoptr (TodokuSpfEvaluation) outcome = evaluate_by_rounds (&input, facts);
  g_autoptr (TodokuSpfEvaluation) same = evaluate_backwards (&input);

  assert_within_limits (outcome);
  assert_equal (outcome, same);
  check_tree (&input, facts, outcome);

  return 0;
}
