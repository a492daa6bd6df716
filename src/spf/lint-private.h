// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spf/lint.h"
#include "spf/record.h"
#include "spf/repair.h"
#include "spf/tree.h"

G_BEGIN_DECLS

typedef struct _TodokuSpfLint TodokuSpfLint;

/** One rule: its row in the table of the file that has its functions. */
typedef struct
{
  TodokuSpfLintRule rule;              /* what is known of it to others */
  void (*check) (TodokuSpfLint *lint); /* (nullable): looks at the whole */
  /* (nullable): looks at one term that has no error */
  void (*check_term) (TodokuSpfLint *lint, const TodokuSpfTerm *term);
  /* (nullable): looks at one term that has no error, and returns %NULL where there is nothing to
   * say of it; else what stands for the second %s of @message, or "" */
  const char *(*find) (TodokuSpfLint *lint, const TodokuSpfTerm *term);
  /* (nullable): looks at one term of the tree; @position is the place in the record itself that
   * leads there */
  void (*check_node) (TodokuSpfLint *lint, const TodokuSpfTreeTerm *node, int position);
  /* (nullable): what is said of each finding; the first %s is mostly the term. %NULL where the
   * rule has several sentences, which are in its function */
  const char *message;
} TodokuSpfLintCheck;

/** The rules of a file, and how many. */
typedef struct
{
  const TodokuSpfLintCheck *checks;
  guint n_checks;
} TodokuSpfLintTable;

extern const TodokuSpfLintTable todoku_spf_lint_writing; /* octets, and how terms are written */
extern const TodokuSpfLintTable todoku_spf_lint_terms;   /* what the terms come to */
extern const TodokuSpfLintTable todoku_spf_lint_zone;    /* what the domain publishes beside it */
extern const TodokuSpfLintTable todoku_spf_lint_targets; /* what the record leads to */

// The second and third of a row.
#define ERROR(kind) TODOKU_SEVERITY_ERROR, TODOKU_SPF_LINT_##kind
#define WARNING(kind) TODOKU_SEVERITY_WARNING, TODOKU_SPF_LINT_##kind
#define NOTE(kind) TODOKU_SEVERITY_NOTE, TODOKU_SPF_LINT_##kind

/** One run of all rules. */
struct _TodokuSpfLint
{
  const TodokuSpfLintCheck *current; /* the rule that is run */
  /* (array length=length) (nullable): the record; %NULL where the domain has none */
  const char *text;
  gsize length;
  const char *domain;        /* (nullable): the domain it belongs to */
  TodokuSpfRecord *record;   /* (nullable): @text, parsed */
  const TodokuSpfTerm *all;  /* (nullable): the first `all` of @record that is right */
  TodokuSpfRecord *repaired; /* (nullable): @text as it was meant, parsed */
  GPtrArray *repairs;        /* (nullable) (element-type TodokuSpfRepair): what was repaired */
  /* (nullable): what is known; %NULL where the DNS is not to be asked */
  TodokuDnsFacts *facts;
  gboolean asks_servers; /* whether the zone's own servers are to be asked, too */
  guint16 port;          /* the port of the name servers; 0 for the usual one */
  /* (nullable): the TXT records of @domain, where they could be read */
  TodokuDnsAnswer *published;
  const TodokuDnsRecord *source; /* (nullable): the one of them that @text is from */
  gboolean is_proposed;          /* whether @text is to take the place of what is published */
  TodokuSpfTree *tree;           /* (nullable): @record with all below it */
  /* (nullable): the term of @record that leads to the node that is looked at; %NULL where that is
   * one of @record's own */
  const TodokuSpfTerm *through;
  guint n_suggestions; /* for how many terms without a certain meaning one was looked for */
  gboolean complete;   /* whether every answer was known so far */
  GPtrArray *shown;    /* (element-type utf8): texts that messages show */
  GPtrArray *findings; /* (element-type TodokuFinding): what was found */
};

/** Adds a finding of the rule that is run. @term and @position as in TodokuFinding. */
void todoku_spf_lint_add (TodokuSpfLint *lint,
                          const char *term,
                          int position,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);

/** Adds a finding with the message of the rule; @first and @second stand in it as they are. */
void todoku_spf_lint_report (TodokuSpfLint *lint,
                             const char *term,
                             int position,
                             const char *first,
                             const char *second);

/** The same for @term, which is shown. */
void todoku_spf_lint_report_term (TodokuSpfLint *lint,
                                  const TodokuSpfTerm *term,
                                  const char *second);

/** Returns: (transfer none): @text, which it takes, valid as long as @lint. */
const char *todoku_spf_lint_keep (TodokuSpfLint *lint, char *text);

/** Returns: (transfer none): @text as a message shows it; valid as long as @lint. */
const char *todoku_spf_lint_show (TodokuSpfLint *lint, const char *text);

/** Asks; clears @complete and returns %NULL while the answer is not known. */
TodokuDnsAnswer *todoku_spf_lint_ask (TodokuSpfLint *lint, const char *name, TodokuDnsType type);

/** Returns: (transfer full) (nullable): what the DNS, or how it is written, says that @text is
 * meant to be. */
char *todoku_spf_lint_find_meant (TodokuSpfLint *lint, const char *text);

/** Returns: (nullable): the first repair of @kind that touches the octets from @start to @end. */
const TodokuSpfRepair *todoku_spf_lint_find_repair (TodokuSpfLint *lint,
                                                    TodokuSpfRepairKind kind,
                                                    gsize start,
                                                    gsize end);

/** Returns: whether @term has no error, and is no piece of one that a space parts. */
gboolean todoku_spf_lint_can_read (TodokuSpfLint *lint, const TodokuSpfTerm *term);

G_END_DECLS
