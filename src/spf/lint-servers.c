// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the zone's name servers all say the same of the record.

#include "config.h"

#include "dns/authority.h"
#include "spf/lint-private.h"
#include "spf/repair.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// What one server says.
typedef struct
{
  const TodokuDnsAuthorityServer *server;
  char *records; // as they are shown; empty for none
} Statement;

static void
statement_free (gpointer data)
{
  Statement *statement = data;

  g_free (statement->records);
  g_free (statement);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

// The records that are, or were meant as, SPF records, in an order that does not depend on the
// packet's.
static char *
show_records (TodokuDnsAnswer *answer)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *record = todoku_dns_answer_get_record (answer, i);
      gsize length = 0;
      const char *octets = record->text != NULL ? g_bytes_get_data (record->text, &length) : NULL;

      if (octets == NULL || !todoku_spf_text_resembles_record (octets, length))
        continue;

      g_autofree char *valid = g_utf8_make_valid (octets, (gssize) length);
      g_autofree char *visible = todoku_spf_make_visible (valid);

      // Translators: the argument is an SPF record.
      g_ptr_array_add (shown, g_strdup_printf (_ ("“%s”"), visible));
    }
  g_ptr_array_sort (shown, compare_texts);
  g_ptr_array_add (shown, NULL);

  return g_strjoinv (", ", (char **) shown->pdata);
}

// A server that does not answer, or does not serve the zone, says nothing of the record; nor does
// one that points elsewhere.
static gboolean
is_statement (TodokuDnsAnswer *answer)
{
  const TodokuDnsDetail *detail = todoku_dns_answer_get_detail (answer);

  return !todoku_dns_status_is_failure (todoku_dns_answer_get_status (answer))
         && detail->is_authoritative && detail->delegation == NULL && detail->alias == NULL;
}

static GPtrArray *
collect_statements (TodokuSpfLint *lint, const TodokuDnsAuthority *authority)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (statement_free);

  for (guint i = 0; i < authority->servers->len; i++)
    {
      const TodokuDnsAuthorityServer *server = g_ptr_array_index (authority->servers, i);
      TodokuDnsFacts *facts =
        server->server != NULL ? todoku_dns_facts_get_direct (lint->facts, server->server) : NULL;
      TodokuDnsAnswer *answer =
        facts != NULL
          ? todoku_dns_facts_need (facts, lint->domain, TODOKU_DNS_TYPE_TXT, &lint->complete)
          : NULL;

      if (answer == NULL || !is_statement (answer))
        continue;

      Statement *statement = g_new0 (Statement, 1);

      statement->server = server;
      statement->records = show_records (answer);
      g_ptr_array_add (statements, statement);
    }

  return statements;
}

// The address is needed only where a name stands for servers that do not agree.
static char *
name_server (GPtrArray *statements, const Statement *statement)
{
  g_autofree char *address = NULL;

  for (guint i = 0; i < statements->len; i++)
    {
      const Statement *other = g_ptr_array_index (statements, i);

      if (g_str_equal (other->server->name, statement->server->name)
          && !g_str_equal (other->records, statement->records))
        {
          address = todoku_dns_address_to_string (&statement->server->address);
          break;
        }
    }

  return address != NULL ? g_strdup_printf ("%s (%s)", statement->server->name, address)
                         : g_strdup (statement->server->name);
}

// "ns1.example, ns2.example": all who say @records.
static char *
list_servers (GPtrArray *statements, const char *records)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < statements->len; i++)
    {
      const Statement *statement = g_ptr_array_index (statements, i);
      g_autofree char *name = name_server (statements, statement);

      if (g_str_equal (statement->records, records)
          && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static gboolean
was_listed (GPtrArray *statements, guint index)
{
  const Statement *statement = g_ptr_array_index (statements, index);

  for (guint i = 0; i < index; i++)
    if (g_str_equal (((const Statement *) statements->pdata[i])->records, statement->records))
      return TRUE;

  return FALSE;
}

// Who says what, or NULL where all say the same.
static char *
describe_difference (GPtrArray *statements)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < statements->len; i++)
    {
      const Statement *statement = g_ptr_array_index (statements, i);

      if (was_listed (statements, i))
        continue;

      g_autofree char *servers = list_servers (statements, statement->records);

      g_ptr_array_add (groups, *statement->records != '\0'
                                 // Translators: names of servers, then the SPF records they give.
                                 ? g_strdup_printf (_ ("%s: %s"), servers, statement->records)
                                 // Translators: the argument are names of servers.
                                 : g_strdup_printf (_ ("%s: no SPF record"), servers));
    }
  if (groups->len < 2)
    return NULL;
  g_ptr_array_add (groups, NULL);

  return g_strjoinv ("; ", (char **) groups->pdata);
}

void
todoku_spf_lint_check_servers (TodokuSpfLint *lint)
{
  g_autoptr (TodokuDnsAuthority) authority = NULL;

  if (!lint->asks_servers || todoku_spf_lint_domain_is_gone (lint))
    return;
  if (!todoku_dns_authority_find (lint->facts, lint->domain, lint->port, &authority))
    lint->complete = FALSE;

  g_autoptr (GPtrArray) statements = collect_statements (lint, authority);
  g_autofree char *difference = describe_difference (statements);

  if (difference != NULL)
    todoku_spf_lint_add (
      lint, NULL, -1,
      // Translators: the argument is a list of name servers, with what each of them gives.
      _ ("The domain’s name servers do not agree, so receivers get now one answer, now another. "
         "%s. A change can take a while to reach all of them; if it stays like this, tell the "
         "company that runs them."),
      difference);
}
