// SPDX-License-Identifier: GPL-3.0-or-later

#include "advice/proof.h"

#include "dns/name.h"
#include "spf/macro.h"
#include "spf/select.h"

// So many rows are enough to believe it, and few enough to read.
#define PROOFS_MAX 10

// How many addresses are taken from one list that is included, and how deep it is followed.
#define SAMPLES_MAX 2
#define DEPTH_MAX 4

// An address of the block that was never given out (RFC 1112 4): nobody sends from it.
static const TodokuDnsAddress stranger = { .length = 4, .bytes = { 240, 0, 0, 1 } };

typedef struct
{
  TodokuDnsFacts *facts;
  const char *domain;
  GPtrArray *proofs;
  gboolean complete;
} Search;

static guint sample_record (Search *search,
                            const char *domain,
                            TodokuSpfRecord *record,
                            const char *list,
                            guint wanted,
                            guint depth);

const char *
todoku_proof_role_get_id (TodokuProofRole role)
{
  static const char *const ids[] = {
    [TODOKU_PROOF_SENDER] = "sender",
    [TODOKU_PROOF_GIVEN] = "given",
    [TODOKU_PROOF_STRANGER] = "stranger",
  };

  return ids[role];
}

void
todoku_proof_free (TodokuProof *proof)
{
  g_free (proof->name);
  g_free (proof);
}

// Returns how many were added: 1, or 0 for one that is there already.
static guint
add_proof (Search *search, TodokuProofRole role, const TodokuDnsAddress *address, const char *name)
{
  TodokuProof *proof;

  for (guint i = 0; i < search->proofs->len; i++)
    {
      proof = g_ptr_array_index (search->proofs, i);
      if (todoku_dns_address_equal (&proof->address, address))
        return 0;
    }
  if (role == TODOKU_PROOF_SENDER && search->proofs->len >= PROOFS_MAX)
    return 0;

  proof = g_new0 (TodokuProof, 1);
  proof->role = role;
  proof->address = *address;
  proof->name = g_strdup (name);
  g_ptr_array_add (search->proofs, proof);

  return 1;
}

static TodokuDnsAnswer *
ask (Search *search, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (search->facts, name, type, &search->complete);
}

static guint
sample_name (Search *search, const char *name, const char *list)
{
  TodokuDnsAnswer *answer = ask (search, name, TODOKU_DNS_TYPE_A);

  if (answer == NULL || todoku_dns_answer_get_n_records (answer) == 0)
    return 0;

  return add_proof (search, TODOKU_PROOF_SENDER, &todoku_dns_answer_get_record (answer, 0)->address,
                    list != NULL ? list : name);
}

static guint
sample_exchanges (Search *search, const char *name, const char *list, guint wanted)
{
  TodokuDnsAnswer *answer = ask (search, name, TODOKU_DNS_TYPE_MX);
  guint n_added = 0;

  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const char *exchange = todoku_dns_answer_get_record (answer, i)->name;

      if (n_added < wanted && *exchange != '\0')
        n_added += sample_name (search, exchange, list);
    }

  return n_added;
}

// The first address of a block that a server can have: the one behind the block's own.
static guint
sample_block (Search *search, const TodokuSpfTerm *term, const char *list)
{
  TodokuDnsAddress address = term->address;
  guint prefix = term->kind == TODOKU_SPF_TERM_IP4 ? term->prefix4 : term->prefix6;

  if (prefix < (guint) address.length * 8)
    address.bytes[address.length - 1] |= 1;

  return add_proof (search, TODOKU_PROOF_SENDER, &address, list);
}

static guint
sample_target (Search *search, const char *name, const char *list, guint wanted, guint depth)
{
  TodokuDnsAnswer *answer;
  const TodokuSpfSelection *selection;

  if (depth >= DEPTH_MAX)
    return 0;
  answer = ask (search, name, TODOKU_DNS_TYPE_TXT);
  if (answer == NULL)
    return 0;
  selection = todoku_spf_select (answer);
  if (selection->n_records != 1)
    return 0;

  return sample_record (search, name, selection->record, list != NULL ? list : name, wanted,
                        depth + 1);
}

static guint
sample_term (Search *search,
             const char *domain,
             const TodokuSpfTerm *term,
             const char *list,
             guint wanted,
             guint depth)
{
  const char *target = term->value != NULL ? term->value : domain;

  if (term->value != NULL && !todoku_spf_macro_is_constant (term->value))
    return 0;

  switch (term->kind)
    {
    case TODOKU_SPF_TERM_IP4:
    case TODOKU_SPF_TERM_IP6:
      return sample_block (search, term, list);
    case TODOKU_SPF_TERM_A:
      return sample_name (search, target, list);
    case TODOKU_SPF_TERM_MX:
      return sample_exchanges (search, target, list, wanted);
    case TODOKU_SPF_TERM_INCLUDE:
    case TODOKU_SPF_TERM_REDIRECT:
      return sample_target (search, target, list, wanted, depth);
    case TODOKU_SPF_TERM_INVALID:
    case TODOKU_SPF_TERM_ALL:
    case TODOKU_SPF_TERM_PTR:
    case TODOKU_SPF_TERM_EXISTS:
    case TODOKU_SPF_TERM_EXP:
    case TODOKU_SPF_TERM_MODIFIER:
    default:
      return 0;
    }
}

// Takes addresses from the terms of a record that let somebody in. Those of the person's own lists
// are all taken; those of a list that is included, only @wanted.
static guint
sample_record (Search *search,
               const char *domain,
               TodokuSpfRecord *record,
               const char *list,
               guint wanted,
               guint depth)
{
  guint n_added = 0;

  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->error != NULL || term->qualifier != TODOKU_SPF_QUALIFIER_PASS)
        continue;
      if (depth > 0 && n_added >= wanted)
        break;
      n_added += sample_term (search, domain, term, list,
                              depth == 0 ? SAMPLES_MAX : wanted - n_added, depth);
    }

  return n_added;
}

// Returns FALSE while an answer is missing.
static gboolean
judge (Search *search,
       const TodokuDnsAddress *address,
       TodokuSpfRecord *record,
       TodokuSpfResult *result)
{
  g_autofree char *mail_from = g_strconcat ("postmaster@", search->domain, NULL);
  const TodokuSpfQuery query = {
    .address = *address,
    .helo = search->domain,
    .mail_from = mail_from,
    .record = record,
  };
  g_autoptr (TodokuSpfEvaluation) evaluation = todoku_spf_evaluate (search->facts, &query);

  if (evaluation == NULL)
    return FALSE;
  *result = evaluation->result;

  return TRUE;
}

static void
judge_all (Search *search, const char *proposed)
{
  g_autoptr (TodokuSpfRecord) record =
    proposed != NULL ? todoku_spf_record_parse (proposed, -1) : NULL;

  for (guint i = 0; i < search->proofs->len; i++)
    {
      TodokuProof *proof = g_ptr_array_index (search->proofs, i);

      if (!judge (search, &proof->address, NULL, &proof->current)
          || !judge (search, &proof->address, record, &proof->proposed))
        search->complete = FALSE;
    }
}

gboolean
todoku_proof_run (TodokuDnsFacts *facts,
                  const char *domain,
                  const char *const *senders,
                  const TodokuDnsAddress *given,
                  const char *proposed,
                  GPtrArray **proofs)
{
  Search search = {
    .facts = facts,
    .domain = domain,
    .proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_proof_free),
    .complete = TRUE,
  };

  if (given != NULL)
    add_proof (&search, TODOKU_PROOF_GIVEN, given, NULL);
  for (guint i = 0; senders[i] != NULL; i++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (senders[i], -1);

      sample_record (&search, domain, record, NULL, SAMPLES_MAX, 0);
    }
  add_proof (&search, TODOKU_PROOF_STRANGER, &stranger, NULL);
  judge_all (&search, proposed);
  *proofs = search.proofs;

  return search.complete;
}
