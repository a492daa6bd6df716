// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "dns/facts.h"

G_BEGIN_DECLS

// Cases for rules over what several servers say, as text: what each server would answer, and what
// must come of it.
//
//   case NAME
//   WHO NAME TYPE [FLAG…] [= RECORD [; RECORD]…]    an answer
//   KEY: VALUE                                      for the test to read, in this order
//   as above                                        the answers that stand before the first case
//
// WHO is "common", "@ADDR" for a server that is asked directly, or "?ADDR" for a resolver. A FLAG
// is "!STATUS", "lame" (not authoritative), "no-route", "alias:NAME", "ttl:SECONDS[,SECONDS OF THE
// LAST]", or "refer", with which each RECORD begins with its owner and type. Values are unescaped
// as in C. Where nothing is said, the common resolver and the servers answer that there is no such
// data.

typedef struct
{
  char *name;
  GHashTable *answers; // "WHO NAME TYPE" → TodokuDnsAnswer
  GPtrArray *settings; // "KEY: VALUE"
} ServerCase;

/** Returns: (transfer full) (element-type ServerCase): the cases of a file in tests/unit/data. */
GPtrArray *server_script_read (const char *file) G_GNUC_WARN_UNUSED_RESULT;

/** Makes each of @cases, which are to stay until the end, a test of @suite: data for @function. */
void server_script_add_cases (GPtrArray *cases, const char *suite, GTestDataFunc function);

/** Returns: (transfer none) (nullable): the value of the last setting called @key. */
const char *server_case_get (const ServerCase *self, const char *key);

/** Returns: (transfer full): all lines of the settings called @key, each ended by a newline. */
char *server_case_join (const ServerCase *self, const char *key) G_GNUC_WARN_UNUSED_RESULT;

/**
 * server_case_run:
 *
 * Runs @rule to its end with the answers of the case.
 *
 * Returns: how many rounds of questions that took
 */
guint server_case_run (const ServerCase *self,
                       TodokuDnsFacts *facts,
                       TodokuDnsRule rule,
                       gpointer user_data);

G_END_DECLS
