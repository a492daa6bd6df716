// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/proof.h"

#include "spf/macro.h"
#include "spf/record.h"

// So many rows are enough to believe it, and few enough to read; so many of them from one list.
#define ROWS_MAX 10
#define ROWS_OF_LIST_MAX 2

// How many addresses are taken for one term of a record, how many in all, how deep lists are
// followed, since no evaluation goes deeper (RFC 7208 4.6.4), and for how many terms the DNS is
// asked: far beyond what any record that works can have, and an end to lists that include each
// other over and over.
#define ADDRESSES_OF_TERM_MAX 256
#define ADDRESSES_MAX 1024
#define DEPTH_MAX 10
#define LOOKUPS_MAX 300

// Addresses that were never given out (RFC 6890, RFC 1112 4, RFC 6666): nobody sends from them, nor
// from the /8 around those of IPv4, which no block of a server's has in it by chance.
static const TodokuDnsAddress strangers[] = {
  { .length = 4, .bytes = { 240, 0, 0, 1 } },
  { .length = 4, .bytes = { 0, 0, 0, 1 } },
  { .length = 16, .bytes = { 0x01, [15] = 1 } },
  { .length = 16, .bytes = { 0x20, 0x01, 0x00, 0x10, [15] = 1 } },
};

typedef struct
{
  TodokuDnsFacts *facts;
  GPtrArray *proofs;
  guint n_left;
  guint n_lookups;
  gboolean complete;
} Search;

static void add_record (Search *search,
                        const char *domain,
                        TodokuSpfRecord *record,
                        const char *list,
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

static void
proof_free (gpointer data)
{
  TodokuProof *proof = data;

  g_free (proof->name);
  g_free (proof);
}

GPtrArray *
todoku_proofs_new (void)
{
  return g_ptr_array_new_with_free_func (proof_free);
}

static gboolean
has_address (GPtrArray *proofs, const TodokuDnsAddress *address)
{
  todoku_list_foreach (const TodokuProof, proof, proofs)
    if (todoku_dns_address_equal (&proof->address, address))
      return TRUE;

  return FALSE;
}

void
todoku_proofs_add (GPtrArray *proofs,
                   TodokuProofRole role,
                   const TodokuDnsAddress *address,
                   const char *name)
{
  TodokuProof *proof;

  if (has_address (proofs, address))
    return;

  proof = g_new0 (TodokuProof, 1);
  proof->role = role;
  proof->address = *address;
  proof->name = g_strdup (name);
  g_ptr_array_add (proofs, proof);
}

void
todoku_proofs_add_strangers (GPtrArray *proofs)
{
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    todoku_proofs_add (proofs, TODOKU_PROOF_STRANGER, &strangers[i], NULL);
}

static void
add_address (Search *search, const TodokuDnsAddress *address, const char *list)
{
  if (search->n_left == 0 || search->proofs->len >= ADDRESSES_MAX
      || todoku_dns_address_is_private (address, address->length * 8))
    return;
  search->n_left--;
  todoku_proofs_add (search->proofs, TODOKU_PROOF_SENDER, address, list);
}

static TodokuDnsAnswer *
ask (Search *search, const char *name, TodokuDnsType type)
{
  return todoku_dns_facts_need (search->facts, name, type, &search->complete);
}

// Returns an address of the block: the bit behind @prefix as @first_bit, all further ones as @bit.
static TodokuDnsAddress
fill_block (const TodokuDnsAddress *network, guint prefix, gboolean first_bit, gboolean bit)
{
  TodokuDnsAddress address = *network;
  guint n_bits = (guint) address.length * 8;

  for (guint i = prefix; i < n_bits; i++)
    {
      guint8 mask = (guint8) (0x80 >> (i % 8));
      gboolean set = i == prefix ? first_bit : bit;

      if (set)
        address.bytes[i / 8] |= mask;
      else
        address.bytes[i / 8] &= (guint8) ~mask;
    }

  return address;
}

// The first address of a block that a server can have, one in the middle, and the last.
static void
add_block (Search *search, const TodokuDnsAddress *network, guint prefix, const char *list)
{
  guint n_bits = (guint) network->length * 8;
  TodokuDnsAddress first = fill_block (network, prefix, FALSE, FALSE);
  TodokuDnsAddress middle = fill_block (network, prefix, TRUE, FALSE);
  TodokuDnsAddress last = fill_block (network, prefix, TRUE, TRUE);

  if (n_bits - prefix >= 2)
    first.bytes[first.length - 1] |= 1;
  add_address (search, &first, list);
  if (prefix == n_bits)
    return;
  add_address (search, &middle, list);
  add_address (search, &last, list);
}

// A network that the record itself names is a list, too.
static void
add_network (Search *search, const TodokuSpfTerm *term, const char *list)
{
  guint prefix = todoku_spf_term_get_prefix (term);
  gboolean is_list = list == NULL && prefix < (guint) term->address.length * 8;

  add_block (search, &term->address, prefix, is_list ? term->text : list);
}

static void
add_name (Search *search, const char *name, const TodokuSpfTerm *term, const char *list)
{
  static const TodokuDnsType types[] = { TODOKU_DNS_TYPE_A, TODOKU_DNS_TYPE_AAAA };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      TodokuDnsAnswer *answer = ask (search, name, types[i]);
      guint prefix = types[i] == TODOKU_DNS_TYPE_A ? term->prefix4 : term->prefix6;

      todoku_dns_answer_foreach (answer, record)
        {
          const TodokuDnsAddress *address = &record->address;

          add_address (search, address, list != NULL ? list : name);
          if (prefix < (guint) address->length * 8)
            add_block (search, address, prefix, list != NULL ? list : name);
        }
    }
}

static void
add_exchanges (Search *search, const char *name, const TodokuSpfTerm *term, const char *list)
{
  TodokuDnsAnswer *answer = ask (search, name, TODOKU_DNS_TYPE_MX);

  for (guint i = 0; answer != NULL && i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const char *exchange = todoku_dns_answer_get_record (answer, i)->name;

      if (i < TODOKU_SPF_NAMES_MAX && *exchange != '\0')
        add_name (search, exchange, term, list);
    }
}

static void
add_list (Search *search, const char *name, const char *list, guint depth)
{
  TodokuDnsAnswer *answer = depth < DEPTH_MAX ? ask (search, name, TODOKU_DNS_TYPE_TXT) : NULL;
  const TodokuSpfSelection *selection = answer != NULL ? todoku_spf_select (answer) : NULL;

  if (selection != NULL && selection->n_records == 1)
    add_record (search, name, selection->record, list != NULL ? list : name, depth + 1);
}

static void
add_term (Search *search,
          const char *domain,
          const TodokuSpfTerm *term,
          const char *list,
          guint depth)
{
  g_autofree char *target = term->value != NULL
                              ? todoku_spf_macro_expand_constant (term->value, domain)
                              : g_strdup (domain);

  if (todoku_spf_term_is_network (term))
    add_network (search, term, list);
  else if (target == NULL || ++search->n_lookups > LOOKUPS_MAX)
    return;
  else if (term->kind == TODOKU_SPF_TERM_A)
    add_name (search, target, term, list);
  else if (term->kind == TODOKU_SPF_TERM_MX)
    add_exchanges (search, target, term, list);
  else if (todoku_spf_term_is_list (term))
    add_list (search, target, list, depth);
}

// A redirect beside `all` has no effect (RFC 7208 6.1), nor has what stands behind `all`.
static void
add_record (Search *search,
            const char *domain,
            TodokuSpfRecord *record,
            const char *list,
            guint depth)
{
  const TodokuSpfTerm *all = todoku_spf_record_find (record, TODOKU_SPF_TERM_ALL);

  todoku_spf_record_foreach (record, term)
    {
      gboolean is_modifier = !todoku_spf_term_is_mechanism (term);

      if (term == all && term->error == NULL)
        break;
      if (term->error != NULL || (is_modifier && all != NULL)
          || (!is_modifier && term->qualifier != TODOKU_SPF_QUALIFIER_PASS))
        continue;
      if (depth == 0)
        search->n_left = ADDRESSES_OF_TERM_MAX;
      if (search->n_left == 0)
        break;
      add_term (search, domain, term, list, depth);
    }
}

gboolean
todoku_proofs_add_record (GPtrArray *proofs,
                          TodokuDnsFacts *facts,
                          const char *domain,
                          TodokuSpfRecord *record)
{
  Search search = {
    .facts = facts,
    .proofs = proofs,
    .n_left = ADDRESSES_OF_TERM_MAX,
    .complete = TRUE,
  };

  add_record (&search, domain, record, NULL, 0);

  return search.complete;
}

gboolean
todoku_proof_evaluate (TodokuDnsFacts *facts,
                       const char *domain,
                       const TodokuDnsAddress *address,
                       TodokuSpfRecord *record,
                       TodokuSpfResult *result)
{
  g_autofree char *mail_from = g_strconcat ("postmaster@", domain, NULL);
  const TodokuSpfQuery query = {
    .address = *address,
    .helo = domain,
    .mail_from = mail_from,
    .record = record,
  };
  g_autoptr (TodokuSpfEvaluation) evaluation = todoku_spf_evaluate (facts, &query);

  if (evaluation != NULL)
    *result = evaluation->result;

  return evaluation != NULL;
}

gboolean
todoku_proofs_evaluate (GPtrArray *proofs,
                        TodokuDnsFacts *facts,
                        const char *domain,
                        const char *proposed)
{
  g_autoptr (TodokuSpfRecord) record =
    proposed != NULL ? todoku_spf_record_parse (proposed, -1) : NULL;
  gboolean complete = TRUE;

  todoku_list_foreach (TodokuProof, proof, proofs)
    {
      // Both ask what they lack before either is waited for.
      complete &= todoku_proof_evaluate (facts, domain, &proof->address, NULL, &proof->current);
      if (record != NULL)
        complete &=
          todoku_proof_evaluate (facts, domain, &proof->address, record, &proof->proposed);
      else
        proof->proposed = proof->current;
    }

  return complete;
}

static gboolean
is_of_interest (const TodokuProof *proof)
{
  if (proof->role == TODOKU_PROOF_SENDER)
    return proof->proposed != TODOKU_SPF_RESULT_PASS;
  if (proof->role == TODOKU_PROOF_STRANGER)
    return proof->current == TODOKU_SPF_RESULT_PASS || proof->proposed == TODOKU_SPF_RESULT_PASS;

  return TRUE;
}

static guint
count_rows (GPtrArray *rows, const TodokuProof *proof)
{
  guint n = 0;

  todoku_list_foreach (const TodokuProof, row, rows)
    n += row->role == proof->role && g_strcmp0 (row->name, proof->name) == 0;

  return n;
}

static void
choose (GPtrArray *rows, const TodokuProof *proof)
{
  guint n_rows_max = proof->role == TODOKU_PROOF_STRANGER ? ROWS_MAX + 1 : ROWS_MAX;
  guint n_of_list_max = proof->role == TODOKU_PROOF_STRANGER ? 1 : ROWS_OF_LIST_MAX;
  // Servers without a name are not of one list.
  gboolean of_list = proof->name != NULL || proof->role == TODOKU_PROOF_STRANGER;
  TodokuProof *row;

  if (has_address (rows, &proof->address) || rows->len >= n_rows_max
      || (of_list && count_rows (rows, proof) >= n_of_list_max))
    return;
  row = g_memdup2 (proof, sizeof *proof);
  row->name = g_strdup (proof->name);
  g_ptr_array_add (rows, row);
}

GPtrArray *
todoku_proofs_choose (GPtrArray *proofs)
{
  static const TodokuProofRole roles[] = { TODOKU_PROOF_GIVEN, TODOKU_PROOF_SENDER,
                                           TODOKU_PROOF_STRANGER };
  GPtrArray *rows = todoku_proofs_new ();

  for (guint i = 0; i < 2 * G_N_ELEMENTS (roles); i++)
    todoku_list_foreach (const TodokuProof, proof, proofs)
      {
        // Of each role first what is of interest.
        if (proof->role == roles[i / 2] && is_of_interest (proof) == (i % 2 == 0))
          choose (rows, proof);
      }

  return rows;
}
