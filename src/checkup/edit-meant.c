// SPDX-License-Identifier: GPL-3.0-or-later

// What terms that cannot be read, or that lead nowhere, were meant to be, as far as the DNS shows.

#include "checkup/edit-private.h"

#include "base/distance.h"
#include "base/finding.h"
#include "catalog/pattern.h"
#include "checkup/proof.h"
#include "checkup/term.h"
#include "dns/name.h"
#include "dns/suffix.h"
#include "spf/macro.h"
#include "spf/suggest.h"

#include <string.h>

// A record with more of them is no slip.
#define TERMS_MAX 10

// Nor is one with more that lead nowhere; of each, several names are asked.
#define DEAD_TERMS_MAX 40

// More are no help to whoever is asked.
#define LISTS_MAX 3

// A shorter name is like too many others.
#define LABEL_MIN 4

typedef struct
{
  const TodokuCollected *collected;
  TodokuEditInput *input;
  gboolean *complete;
  guint n_dead;
} Search;

// ---------------------------------------------------------------------------------------------
// Names that are like one that is known

// The label that was registered, as "sendgrid" of spf.sendgrid.net.
static char *
get_label (const char *name)
{
  const char *registered = todoku_suffix_get_registered (name);

  return registered != NULL ? g_strndup (registered, strcspn (registered, ".")) : NULL;
}

// Whether somebody who means @b may write @a: another ending, something before it, or a slip.
static gboolean
is_like (const char *a, const char *b)
{
  g_autofree char *label = get_label (a);
  g_autofree char *other = get_label (b);

  if (label == NULL || other == NULL || strlen (label) < LABEL_MIN || g_str_equal (a, b))
    return FALSE;

  return g_str_equal (label, other) || todoku_text_get_distance (label, other) == 1;
}

static void
add_lists_of_text (GPtrArray *lists, const char *name, const char *text)
{
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  todoku_spf_record_foreach (record, term)
    if (term->error == NULL && term->kind == TODOKU_SPF_TERM_INCLUDE && lists->len < LISTS_MAX
        && is_like (name, term->value))
      todoku_list_add_text (lists, term->text);
}

// The lists of companies and services whose names are like @name.
static void
add_lists_like (GPtrArray *lists, const TodokuCatalog *catalog, const char *name)
{
  todoku_list_foreach (const TodokuSender, sender, catalog->senders)
    {
      g_autofree char *text = g_strconcat ("v=spf1 ", sender->term, NULL);

      add_lists_of_text (lists, name, text);
    }
  todoku_list_foreach (const TodokuMailHost, host, catalog->hosts)
    if (host->spf != NULL)
      add_lists_of_text (lists, name, host->spf);
}

// ---------------------------------------------------------------------------------------------
// What the person's companies need

static gboolean
has_same_end (const TodokuSpfTerm *term, const char *suffix)
{
  return g_strcmp0 (strchr (term->value, '.'), suffix) == 0;
}

static gboolean
is_of_same_owner (const TodokuSpfTerm *term, const char *name)
{
  const char *registered = todoku_suffix_get_registered (name);

  return registered != NULL && todoku_dns_name_is_within (term->value, registered);
}

static void
add_wanted (GPtrArray *terms,
            const TodokuCollected *collected,
            gboolean (*test) (const TodokuSpfTerm *, const char *),
            const char *name)
{
  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    todoku_spf_record_foreach (wanted->record, term)
      if (todoku_term_names_servers (term) && term->value != NULL && test (term, name))
        todoku_list_add_text (terms, term->text + term->has_qualifier);
}

// What sv***.xserver.jp of a manual stands for: what is needed under a name with the same end.
static char **
list_wanted_like (const TodokuCollected *collected, const char *text)
{
  const char *colon = strchr (text, ':');
  const char *suffix = colon != NULL ? strchr (colon, '.') : NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);

  if (suffix != NULL)
    add_wanted (terms, collected, has_same_end, suffix);

  return todoku_spf_terms_steal (terms);
}

// What example.com of a manual stands for: the own domain, where the value of the mail host has
// that, or of another company; NULL where none has. A name below it is that of a server.
static char *
find_own_domain (const TodokuCollected *collected, const char *text, gboolean *is_of_mail_host)
{
  const TodokuMailHost *host = collected->mail.host;
  gsize n_signs = strspn (text, "+-~?") > 0;
  const char *value = text + n_signs + strlen ("a:");
  g_autofree char *own = g_strdup_printf ("%.*sa:%s", (int) n_signs, text, collected->domain);
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (own);

  if (g_ascii_strncasecmp (text + n_signs, "a:", strlen ("a:")) != 0
      || !todoku_spf_term_has_placeholder (text) || strchr (value, '*') != NULL
      || (strchr (value, '.') != NULL && todoku_suffix_get_registrable (value) != value)
      || !todoku_collected_wants (collected, todoku_spf_record_get_only_term (record)))
    return NULL;

  *is_of_mail_host = FALSE;
  todoku_list_foreach (const TodokuWanted, wanted, collected->wanted)
    todoku_spf_record_foreach (wanted->record, term)
      if (host != NULL && collected->mail.confidence == TODOKU_CONFIDENCE_HIGH
          && g_strcmp0 (wanted->name, todoku_catalog_text_get (&host->name)) == 0
          && todoku_spf_term_equal (term, todoku_spf_record_get_only_term (record),
                                    collected->domain))
        *is_of_mail_host = TRUE;

  return g_steal_pointer (&own);
}

// ---------------------------------------------------------------------------------------------
// Term by term

// Whether there are records, or that could not be read.
static gboolean
may_have_records (Search *self, const char *name, TodokuDnsType type)
{
  TodokuDnsAnswer *answer =
    todoku_dns_facts_need (self->collected->facts, name, type, self->complete);

  return answer != NULL
         && (todoku_dns_answer_get_n_records (answer) > 0 || todoku_dns_answer_is_failure (answer));
}

// Whether mail to the domain goes to @name.
static gboolean
is_own_exchange (Search *self, const char *name)
{
  TodokuDnsAnswer *answer = todoku_dns_facts_need (self->collected->facts, self->collected->domain,
                                                   TODOKU_DNS_TYPE_MX, self->complete);

  todoku_dns_answer_foreach (answer, record)
    if (todoku_dns_name_equal (record->name, name))
      return TRUE;

  return FALSE;
}

static gboolean
is_own_name (Search *self, const char *name)
{
  const char *own = todoku_suffix_get_registrable (self->collected->domain);

  return own != NULL && todoku_dns_name_is_within (name, own);
}

// Whether @name has what the domain of somebody has: a web site, mail, or a company that is known.
// Of what is to be let in as a list (@is_of_list) a domain itself is: meant is that owner's list.
static gboolean
is_of_somebody (Search *self, const char *name, gboolean is_of_list)
{
  const char *registered = todoku_suffix_get_registered (name);
  g_autofree char *www = g_strconcat ("www.", name, NULL);
  gboolean has_site = may_have_records (self, www, TODOKU_DNS_TYPE_A);

  has_site |= may_have_records (self, www, TODOKU_DNS_TYPE_AAAA);
  has_site |= g_str_has_prefix (name, "www.");

  return may_have_records (self, name, TODOKU_DNS_TYPE_MX) || has_site || registered == NULL
         || (is_of_list && registered == name)
         || todoku_catalog_has_names_within (self->collected->catalog, registered);
}

// Whether @term names one server of the person's, or of her company: not the web site of another
// company, whose mail comes from elsewhere. @is_of_list: whether it was to be let in as a list.
static gboolean
is_server (Search *self, const TodokuSpfTerm *term, gboolean is_of_list)
{
  g_autofree char *name = todoku_dns_name_normalize (term->value);

  return name != NULL
         && (is_own_name (self, name) || is_own_exchange (self, name)
             || todoku_term_find_host (self->collected->catalog, term) != NULL
             || !is_of_somebody (self, name, is_of_list));
}

// Whether @reading is of the name that @term has, or of one below it, and not of one above.
static gboolean
is_at_name (const char *reading, const TodokuSpfTerm *term, gboolean *is_of_list)
{
  g_autoptr (TodokuSpfRecord) record = reading != NULL ? todoku_edit_parse_term (reading) : NULL;
  const TodokuSpfTerm *parsed = todoku_spf_record_get_only_term (record);

  *is_of_list = parsed != NULL && todoku_spf_term_is_list (parsed);

  return parsed != NULL && parsed->value != NULL
         && todoku_dns_name_is_within (parsed->value, term->value);
}

// Whether @reading is @term without the own domain, which a panel has put behind it.
static gboolean
lacks_own_domain (Search *self, const char *reading, const TodokuSpfTerm *term)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (reading);
  const TodokuSpfTerm *parsed = todoku_spf_record_get_only_term (record);
  const char *value = parsed != NULL ? parsed->value : NULL;
  gsize length = value != NULL ? strlen (value) : 0;

  return value != NULL && parsed->kind == term->kind && is_own_name (self, term->value)
         && g_ascii_strncasecmp (value, term->value, length) == 0 && term->value[length] == '.'
         && is_own_name (self, term->value + length + 1);
}

// Whether nothing but the first of @readings can be meant by @term. The list below the name of a
// company is its own, whatever else stands there; the servers that take another's mail in need not
// be those that send it; and ptr does let in those whose names are below.
static gboolean
is_certain (Search *self, const TodokuSpfTerm *term, char **readings)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (readings[0]);
  const TodokuSpfTerm *first = todoku_spf_record_get_only_term (record);
  gboolean is_of_list;
  gboolean other_is_of_list;

  if (lacks_own_domain (self, readings[0], term))
    return TRUE;
  if (first == NULL || term->kind == TODOKU_SPF_TERM_PTR
      || !is_at_name (readings[0], term, &is_of_list))
    return FALSE;
  if (is_at_name (readings[1], term, &other_is_of_list)
      && !(todoku_spf_term_is_list (term) && is_of_list && !other_is_of_list))
    return FALSE;

  return is_of_list
         || (first->kind == TODOKU_SPF_TERM_A
             && is_server (self, first,
                           todoku_spf_term_is_list (term)
                             && term->qualifier == TODOKU_SPF_QUALIFIER_PASS))
         || (first->kind == TODOKU_SPF_TERM_MX && is_own_name (self, first->value));
}

// Whether @reading lets in the servers of somebody's domain itself: its own web site and mail, and
// none of its customers'.
static gboolean
is_of_owner (Search *self, const char *reading)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (reading);
  const TodokuSpfTerm *term = todoku_spf_record_get_only_term (record);
  g_autofree char *name = term != NULL && term->value != NULL && !todoku_spf_term_is_list (term)
                            ? todoku_dns_name_normalize (term->value)
                            : NULL;

  return name != NULL && todoku_suffix_get_registered (name) == name && !is_own_name (self, name);
}

// Whether one of @offers is a list of whoever has @name, be it under another ending.
static gboolean
has_list_of (GPtrArray *offers, const char *name)
{
  g_autofree char *label = get_label (name);

  todoku_list_foreach (const char, offer, offers)
    {
      const char *colon = strchr (offer, ':');
      g_autofree char *other = colon != NULL ? get_label (colon + 1) : NULL;

      if (label != NULL && g_strcmp0 (label, other) == 0)
        return TRUE;
    }

  return FALSE;
}

// What is to be offered: the lists of companies with such a name, what the person's own company
// needs, and what else the name has.
static char **
list_offers (Search *self, const TodokuSpfTerm *term, char **readings)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) offers = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = todoku_dns_name_normalize (term->value);
  g_auto (GStrv) likely = NULL;
  g_auto (GStrv) there = NULL;
  gboolean has_list;
  // Whom the record refuses it goes on to refuse.
  const char sign[] = { term->has_qualifier ? *term->text : '\0', '\0' };

  if (name != NULL && todoku_spf_term_is_list (term) && todoku_spf_macro_is_constant (term->value))
    {
      add_lists_like (lists, self->collected->catalog, name);
      likely = todoku_spf_terms_steal (lists);
      there = todoku_spf_filter_by_dns (self->collected->facts, sign, likely, self->complete);
      if (term->qualifier == TODOKU_SPF_QUALIFIER_PASS)
        add_wanted (offers, self->collected, is_of_same_owner, name);
    }
  for (char **at = there; at != NULL && *at != NULL; at++)
    todoku_list_add_text (offers, *at);
  has_list = name != NULL && has_list_of (offers, name);
  for (char **at = readings; at != NULL && *at != NULL; at++)
    if (!has_list || !is_of_owner (self, *at))
      todoku_list_add_text (offers, *at);

  return todoku_spf_terms_steal (offers);
}

// Whether a term lets nobody in, as it was to; of ptr nobody can tell, and few receivers heed it.
// What refuses nobody does no harm, and another reading would.
static gboolean
leads_nowhere (const TodokuSpfTreeTerm *node)
{
  return node->state == TODOKU_SPF_TREE_NO_RECORD
         || (node->state == TODOKU_SPF_TREE_VOID
             && node->term->qualifier == TODOKU_SPF_QUALIFIER_PASS)
         || node->term->kind == TODOKU_SPF_TERM_PTR;
}

// Whether @node comes back to the record it stands in: it names the domain, or an alias of it.
static gboolean
comes_back (Search *self, const TodokuSpfTreeTerm *node)
{
  TodokuSpfRecord *child = node->child != NULL ? node->child->record : NULL;

  if (node->state == TODOKU_SPF_TREE_LOOP)
    return todoku_dns_name_equal (node->term->value, self->collected->domain);

  return child != NULL
         && todoku_list_has_text (self->collected->published, todoku_spf_record_get_text (child));
}

static gboolean
names_own (Search *self, TodokuSpfRecord *record, TodokuSpfTermKind kind)
{
  for (guint i = 0; i < todoku_spf_record_get_n_terms (record); i++)
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i);

      if (term->kind == kind
          && (term->value == NULL || todoku_dns_name_equal (term->value, self->collected->domain)))
        return TRUE;
    }

  return FALSE;
}

// Who includes her own domain means her own servers: those that the record does not let in yet.
// Those that take mail in for a company that is known do not send.
static char **
list_own_servers (Search *self, TodokuSpfRecord *record)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  const char *domain = self->collected->domain;
  gboolean has_address = may_have_records (self, domain, TODOKU_DNS_TYPE_A);

  has_address |= may_have_records (self, domain, TODOKU_DNS_TYPE_AAAA);
  if (has_address && !names_own (self, record, TODOKU_SPF_TERM_A))
    todoku_list_add_text (terms, "a");
  if (may_have_records (self, domain, TODOKU_DNS_TYPE_MX) && self->collected->mail.host == NULL
      && !names_own (self, record, TODOKU_SPF_TERM_MX))
    todoku_list_add_text (terms, "mx");

  return todoku_spf_terms_steal (terms);
}

// Who includes the server that takes her mail in, of a company that is known, means its list.
static char *
find_list_of_exchange (Search *self, const TodokuSpfTerm *term)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = todoku_dns_name_normalize (term->value);

  if (name != NULL && todoku_spf_term_is_list (term) && term->qualifier == TODOKU_SPF_QUALIFIER_PASS
      && is_own_exchange (self, name)
      && !todoku_collected_is_unknown_exchange (self->collected, name))
    add_wanted (terms, self->collected, is_of_same_owner, name);

  return terms->len == 1 ? g_ptr_array_steal_index (terms, 0) : NULL;
}

// Whether all pass by the record @text whom @reading would let in: not where anybody does, as by a
// list that is not what was meant.
static gboolean
is_needless (Search *self, const char *text, const char *reading)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (reading);
  g_autoptr (GPtrArray) servers = todoku_proofs_new ();
  const TodokuCollected *collected = self->collected;

  if (record == NULL)
    return FALSE;
  *self->complete &=
    todoku_proofs_add_record (servers, collected->facts, collected->domain, record);
  if (servers->len == 0)
    return FALSE;
  todoku_proofs_add_strangers (servers);
  *self->complete &= todoku_proofs_evaluate (servers, collected->facts, collected->domain, text);
  todoku_list_foreach (const TodokuProof, server, servers)
    if ((server->proposed == TODOKU_SPF_RESULT_PASS) == (server->role == TODOKU_PROOF_STRANGER))
      return FALSE;

  return TRUE;
}

// Whether a list that is not there was meant to let in whom the companies let in that are needed:
// whichever of @offers was meant, all pass that it names.
static gboolean
is_of_wanted (Search *self, const TodokuSpfTreeTerm *node, char **offers)
{
  g_autoptr (GString) text = g_string_new ("v=spf1");

  if (node->state != TODOKU_SPF_TREE_NO_RECORD)
    return FALSE;
  todoku_list_foreach (const TodokuWanted, wanted, self->collected->wanted)
    todoku_spf_record_foreach (wanted->record, term)
      if (todoku_term_names_servers (term))
        g_string_append_printf (text, " %s", term->text);
  for (char **at = offers; *at != NULL; at++)
    if (!is_needless (self, text->str, *at))
      return FALSE;

  return TRUE;
}

// Puts one of @offers that is needed, a list if there is one, in the place of @term; where none is,
// that goes as any list that is not there.
static void
take_wanted (Search *self, const TodokuSpfTerm *term, char **offers)
{
  const char *meant = NULL;

  for (char **at = offers; *at != NULL; at++)
    {
      g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (*at);
      const TodokuSpfTerm *offer = todoku_spf_record_get_only_term (record);

      if (todoku_collected_wants (self->collected, offer)
          && (meant == NULL || todoku_spf_term_is_list (offer)))
        meant = *at;
    }
  if (meant != NULL)
    g_hash_table_insert (self->input->meant, g_strdup (term->text), g_strdup (meant));
}

static void
find_reading (Search *self, const TodokuSpfTree *tree, const TodokuSpfTreeTerm *node)
{
  const TodokuSpfTerm *term = node->term;
  g_auto (GStrv) readings = NULL;
  char *list;
  char **offers;

  if (todoku_spf_term_is_list (term) && comes_back (self, node))
    {
      offers = list_own_servers (self, tree->record);
      if (offers != NULL)
        g_hash_table_insert (self->input->readings, g_strdup (term->text), offers);
      else if (*self->complete)
        g_hash_table_insert (self->input->meant, g_strdup (term->text), g_strdup (""));
      return;
    }
  if (!leads_nowhere (node) || term->value == NULL || self->n_dead++ >= DEAD_TERMS_MAX)
    return;

  list = find_list_of_exchange (self, term);
  if (list != NULL)
    {
      g_hash_table_insert (self->input->meant, g_strdup (term->text), list);
      return;
    }
  readings = todoku_spf_suggest_by_dns (self->collected->facts, self->collected->domain, term->text,
                                        self->complete);
  if (readings != NULL && is_certain (self, term, readings))
    {
      if (node->state == TODOKU_SPF_TREE_VOID
          && is_needless (self, todoku_spf_record_get_text (tree->record), readings[0]))
        return;
      g_hash_table_insert (self->input->meant, g_strdup (term->text), g_strdup (readings[0]));
      return;
    }
  offers = *self->complete ? list_offers (self, term, readings) : NULL;
  if (offers != NULL && is_of_wanted (self, node, offers))
    {
      take_wanted (self, term, offers);
      g_clear_pointer (&offers, g_strfreev);
    }
  if (offers != NULL)
    g_hash_table_insert (self->input->readings, g_strdup (term->text), offers);
}

// What is within a whole network, and not its beginning, is a slip: that address alone was meant
// or, where none has it, the block that it begins; or the network after all.
static void
find_reading_of_block (Search *self, const TodokuSpfTerm *term)
{
  gboolean is_ip4 = term->address.length == 4;
  g_autofree char *address = NULL;
  g_autofree char *network = NULL;
  g_autoptr (GPtrArray) terms = NULL;

  if (!todoku_spf_term_is_large (term)
      || !todoku_spf_term_has_bits_behind (term, is_ip4 ? TODOKU_SPF_PREFIX4_LARGE
                                                        : TODOKU_SPF_PREFIX6_LARGE)
      || todoku_dns_address_is_private (&term->address, todoku_spf_term_get_prefix (term)))
    return;

  address = todoku_dns_address_to_string (&term->address);
  network = todoku_spf_term_get_key (term, "");
  terms = g_ptr_array_new_with_free_func (g_free);
  if (todoku_spf_is_first_of_block (address))
    g_ptr_array_add (terms, g_strdup_printf (is_ip4 ? "ip4:%s/24" : "ip6:%s/64", address));
  else
    g_ptr_array_add (terms, g_strdup_printf (is_ip4 ? "ip4:%s" : "ip6:%s", address));
  if (!todoku_spf_term_is_wide (term))
    todoku_list_add_text (terms, network);
  g_hash_table_insert (self->input->readings, g_strdup (term->text),
                       todoku_spf_terms_steal (terms));
}

// What @text is with its name as the DNS has those of letters outside ASCII (RFC 5890 2.3.2.1),
// where that is there, or is the domain itself; NULL else.
static char *
find_ascii_reading (Search *self, const char *text)
{
  gsize start = strcspn (text, ":=") + 1;
  gsize length = start < strlen (text) ? strcspn (text + start, "/") : 0;
  g_autofree char *name = length > 0 ? g_strndup (text + start, length) : g_strdup ("");
  g_autofree char *ascii = g_hostname_to_ascii (name);
  g_autofree char *term = NULL;
  g_autoptr (TodokuSpfRecord) record = NULL;
  g_auto (GStrv) there = NULL;

  if (g_str_is_ascii (name) || ascii == NULL || todoku_spf_term_has_placeholder (text))
    return NULL;
  term = g_strdup_printf ("%.*s%s%s", (int) start, text, ascii, text + start + length);
  record = todoku_edit_parse_term (term);
  if (record == NULL)
    return NULL;
  if (!todoku_dns_name_equal (ascii, self->collected->domain))
    {
      char *candidates[] = { term, NULL };

      there = todoku_spf_filter_by_dns (self->collected->facts, "", candidates, self->complete);
      if (there == NULL)
        return NULL;
    }

  return g_steal_pointer (&term);
}

// Whether @text is the list @reading with the length of a network behind its name, which no list
// has.
static gboolean
is_list_with_length (const char *text, const char *reading)
{
  g_autoptr (TodokuSpfRecord) record = todoku_edit_parse_term (reading);
  gsize length = strlen (reading);

  return record != NULL && todoku_spf_term_is_list (todoku_spf_record_get_only_term (record))
         && g_ascii_strncasecmp (text, reading, length) == 0 && text[length] == '/'
         && strspn (text + length + 1, G_CSET_DIGITS "/") == strlen (text + length + 1);
}

// What a part that cannot be read is likely to mean. @own: (nullable): it is the example of a
// manual
static char **
list_readings (Search *self, const char *text, const char *own)
{
  const TodokuCollected *collected = self->collected;
  char **readings =
    todoku_spf_suggest_by_dns (collected->facts, collected->domain, text, self->complete);

  if (readings == NULL)
    readings = list_wanted_like (collected, text);
  if (readings == NULL && own != NULL)
    readings = g_strsplit (own, " ", -1);

  // Where the DNS has none of what may be meant, nothing is offered.
  return readings != NULL ? readings : g_new0 (char *, 1);
}

// What a part means that cannot be read, where that is sure; what to offer for it.
static void
find_reading_of_text (Search *self, const char *text)
{
  gboolean is_sure = FALSE;
  g_autofree char *own = find_own_domain (self->collected, text, &is_sure);
  char **readings = list_readings (self, text, own);
  char *meant = find_ascii_reading (self, text);

  if (meant == NULL && *readings != NULL && is_list_with_length (text, readings[0]))
    meant = g_strdup (readings[0]);
  if (meant == NULL && is_sure)
    meant = g_steal_pointer (&own);
  if (meant != NULL)
    g_hash_table_insert (self->input->meant, g_strdup (text), meant);
  g_hash_table_insert (self->input->readings, g_strdup (text), readings);
}

void
todoku_edit_find_readings (const TodokuCollected *collected,
                           TodokuEditInput *input,
                           const TodokuEdit *edit,
                           const TodokuSpfTree *tree,
                           gboolean *complete)
{
  Search self = { .collected = collected, .input = input, .complete = complete };

  for (guint i = 0; i < MIN (edit->questions->len, TERMS_MAX); i++)
    {
      const TodokuFinding *question = g_ptr_array_index (edit->questions, i);

      find_reading_of_text (&self, question->term);
    }
  todoku_list_foreach (const TodokuSpfTreeTerm, node, tree->terms)
    {
      find_reading (&self, tree, node);
      find_reading_of_block (&self, node->term);
    }
}
