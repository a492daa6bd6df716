// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/statement.h"

#include "config.h"
#include "dns/authority.h"
#include "spf/repair.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>

// A record for which there is room in an answer (RFC 7208 3.4) is shown whole.
#define SHOWN_MAX 450

// More of them than that help nobody to see what is wrong.
#define RECORDS_SHOWN_MAX 4

static void
statement_free (gpointer data)
{
  TodokuSpfStatement *statement = data;

  todoku_dns_answer_unref (statement->answer);
  g_ptr_array_unref (statement->servers);
  g_free (statement);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

// GBytes of @answer, in an order that does not depend on the packet's.
static GPtrArray *
list_records (TodokuDnsAnswer *answer)
{
  GPtrArray *texts = g_ptr_array_new ();

  todoku_dns_answer_foreach (answer, record)
    {
      gsize length;
      const char *octets = todoku_dns_record_get_text (record, &length);

      if (todoku_spf_text_resembles_record (octets, length))
        g_ptr_array_add (texts, record->text);
    }
  g_ptr_array_sort (texts, compare_texts);

  return texts;
}

gboolean
todoku_spf_answers_agree (TodokuDnsAnswer *a, TodokuDnsAnswer *b)
{
  g_autoptr (GPtrArray) texts = list_records (a);
  g_autoptr (GPtrArray) others = list_records (b);
  gboolean agree = texts->len == others->len;

  for (guint i = 0; agree && i < texts->len; i++)
    agree = g_bytes_equal (texts->pdata[i], others->pdata[i]);

  return agree;
}

gboolean
todoku_spf_answer_has_records (TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) texts = list_records (answer);

  return texts->len > 0;
}

// As people read them; empty for none.
static char *
show_records (TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) texts = list_records (answer);
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MIN (texts->len, RECORDS_SHOWN_MAX); i++)
    {
      gsize length;
      const char *octets = g_bytes_get_data (texts->pdata[i], &length);
      g_autofree char *valid = g_utf8_make_valid (octets, (gssize) length);
      g_autofree char *visible = todoku_spf_make_much_visible (valid, SHOWN_MAX);

      // Translators: the argument is an SPF record.
      g_ptr_array_add (shown, g_strdup_printf (_ ("“%s”"), visible));
    }
  if (texts->len > RECORDS_SHOWN_MAX)
    g_ptr_array_add (shown, g_strdup ("…"));
  g_ptr_array_add (shown, NULL);

  return g_strjoinv (", ", (char **) shown->pdata);
}

static gboolean
is_statement (TodokuDnsAnswer *answer)
{
  const TodokuDnsDetail *detail = todoku_dns_answer_get_detail (answer);

  return !todoku_dns_answer_is_failure (answer) && detail->is_authoritative
         && detail->delegation == NULL && detail->alias == NULL;
}

static void
add_statement (GPtrArray *statements,
               const TodokuDnsAuthorityServer *server,
               TodokuDnsAnswer *answer)
{
  TodokuSpfStatement *statement = NULL;

  for (guint i = 0; statement == NULL && i < statements->len; i++)
    if (todoku_spf_answers_agree (((TodokuSpfStatement *) statements->pdata[i])->answer, answer))
      statement = g_ptr_array_index (statements, i);
  if (statement == NULL)
    {
      statement = g_new0 (TodokuSpfStatement, 1);
      statement->answer = todoku_dns_answer_ref (answer);
      statement->servers = g_ptr_array_new ();
      g_ptr_array_add (statements, statement);
    }
  g_ptr_array_add (statement->servers, (gpointer) server);
}

GPtrArray *
todoku_spf_statements_collect (TodokuDnsFacts *facts,
                               GPtrArray *servers,
                               const char *domain,
                               guint patience_ms,
                               gboolean *complete)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (statement_free);

  todoku_list_foreach (const TodokuDnsAuthorityServer, server, servers)
    {
      TodokuDnsFacts *direct = NULL;
      TodokuDnsAnswer *answer = NULL;

      if (server->server == NULL)
        continue;

      direct = todoku_dns_facts_get_direct (facts, server->server);
      answer =
        todoku_dns_facts_need_within (direct, domain, TODOKU_DNS_TYPE_TXT, patience_ms, complete);
      if (answer != NULL && is_statement (answer))
        add_statement (statements, server, answer);
    }

  return statements;
}

static gboolean
is_named (const TodokuSpfStatement *statement, const char *name)
{
  todoku_list_foreach (const TodokuDnsAuthorityServer, server, statement->servers)
    if (g_str_equal (server->name, name))
      return TRUE;

  return FALSE;
}

char *
todoku_spf_statement_list_servers (const TodokuSpfStatement *self, GPtrArray *statements)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  todoku_list_foreach (const TodokuDnsAuthorityServer, server, self->servers)
    {
      g_autofree char *address = todoku_dns_address_to_string (&server->address);
      g_autofree char *name = NULL;
      guint n = 0;

      todoku_list_foreach (const TodokuSpfStatement, statement, statements)
        n += is_named (statement, server->name);
      name = n > 1 ? g_strdup_printf ("%s (%s)", server->name, address) : g_strdup (server->name);
      todoku_list_add_text (names, name);
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

char *
todoku_spf_statements_describe (GPtrArray *statements)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);

  todoku_list_foreach (const TodokuSpfStatement, statement, statements)
    {
      g_autofree char *servers = todoku_spf_statement_list_servers (statement, statements);
      g_autofree char *records = show_records (statement->answer);

      g_ptr_array_add (sentences, *records != '\0'
                                    // Translators: names of servers, then the SPF records they
                                    // give.
                                    ? g_strdup_printf (_ ("%s: %s"), servers, records)
                                    // Translators: the argument are names of servers.
                                    : g_strdup_printf (_ ("%s: no SPF record"), servers));
    }
  g_ptr_array_add (sentences, NULL);

  return g_strjoinv ("; ", (char **) sentences->pdata);
}
