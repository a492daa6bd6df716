// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "checkup/edit.h"

G_BEGIN_DECLS

/** All that one making of the record rests on. */
typedef struct
{
  const char *domain; /* the domain, normalized */
  /* (element-type utf8): every TXT record that is an SPF record or was meant as one */
  GPtrArray *published;
  /* (nullable) (element-type utf8): where none of them is at the domain: the name that each is
   * at, in place of that */
  GPtrArray *places;
  /* (element-type TodokuWanted): who is to be let in. Only the mechanisms of their records are
   * taken, and the end of the first where nothing is published */
  GPtrArray *wanted;
  /* (nullable) (element-type utf8): terms the person agreed to let go; compared by meaning */
  GPtrArray *unwanted;
  /* (nullable) (element-type utf8 utf8): what the person said a term without a certain meaning
   * was meant to be, as _spf.google.com → include:_spf.google.com; "" for nothing */
  GHashTable *answers;
  /* (nullable) (element-type utf8): the keys (todoku_spf_term_get_key()) of those terms of
   * @wanted that have to be added, or to let in; %NULL for all that are not there yet */
  GHashTable *needed;
  /* (nullable) (element-type utf8): the keys of those of them that only work in front of what
   * stands there */
  GHashTable *front;
  /* (nullable) (element-type utf8 utf8): terms that cannot do what they say, as the DNS shows,
   * and what was meant: include:mail.example → a:mail.example; "" for nothing */
  GHashTable *meant;
  /* (nullable) (element-type utf8 GStrv): terms of which it is to be asked what was meant, and
   * what the DNS shows that may have been */
  GHashTable *readings;
  /* (nullable) (element-type utf8): terms that make the whole record fail, since what they lead
   * to has no SPF record that can be used */
  GPtrArray *broken;
  /* (nullable) (element-type utf8): terms that match nobody, to be dropped since the record is
   * over a limit of RFC 7208 (4.6.4) */
  GPtrArray *empty;
  /* (nullable) (element-type utf8): terms whose servers pass by others, to be dropped for the
   * same reason */
  GPtrArray *covered;
  /* whether what has no effect stays where nothing else is to be changed: a term that stands
   * twice, a second `all` */
  gboolean keeps_spare;
  /* whether somebody is seen who may send, and is not among @wanted */
  gboolean others_may_send;
  /* whether a panel in which nothing is written by hand says that nobody sends: its switch writes
   * the host's value in the place of that */
  gboolean is_switched_off;
  const char *end; /* (nullable): what the published records give to whom they do not name: "-all";
                      "~all" for all that is less strict */
} TodokuEditInput;

/**
 * TodokuEditRun:
 * @input: what the record rests on, which grows from try to try
 * @complete: whether every answer was known
 */
typedef struct
{
  const TodokuCollected *collected;
  TodokuEditInput input;
  gboolean complete;
} TodokuEditRun;

/** A term on its way from the published records to the one that is to be. */
typedef struct
{
  TodokuSpfRecord *record; /* (nullable): keeps @term valid */
  /* (nullable): the parsed term as it will stand; %NULL for the version section */
  const TodokuSpfTerm *term;
  char *text; /* as it will stand in the record */
  char *was;  /* (nullable): as it stood before; %NULL for what is added */
  /* what it means, without qualifier (todoku_spf_term_get_key()); "v=spf1" for the version */
  char *key;
  int source;          /* which published record it is from, counted from 0; -1 for what is added */
  TodokuDiffOp op;     /* what happens to it */
  gboolean is_spare;   /* whether it goes since it has no effect */
  gboolean is_revived; /* whether it had none where it stood, and is to have one */
  char *why;           /* (nullable): why, sentences in the language spoken */
} TodokuEditTerm;

/** The record in the making. */
typedef struct
{
  const TodokuEditInput *input; /* what they are made from */
  /* (element-type TodokuEditTerm): in the order of the record to be; removed ones stay in place,
   * for the diff */
  GPtrArray *list;
  /* (element-type TodokuFinding): terms without a certain meaning that nobody has explained yet;
   * they stand in @list as removed */
  GPtrArray *questions;
  int n_sources; /* how many published records were read */
} TodokuEditTerms;

/** Repairs and parses a published record and appends its version section and terms: those that
 *  stand as they were as kept, repaired ones as changed, those without a certain meaning as
 *  removed. */
void todoku_edit_terms_read (TodokuEditTerms *self, const char *published);

/**
 * todoku_edit_terms_insert:
 * @index: where, from 0
 * @record: (nullable): the record of @term
 * @term: (nullable): a term; %NULL for a version section
 * @why: (transfer full) (nullable): the reason
 *
 * Returns: (transfer none): the term as an added one
 */
TodokuEditTerm *todoku_edit_terms_insert (TodokuEditTerms *self,
                                          guint index,
                                          TodokuSpfRecord *record,
                                          const TodokuSpfTerm *term,
                                          char *why);

/** Marks @term as removed. @why: (transfer full): the reason. */
void todoku_edit_term_remove (TodokuEditTerm *term, char *why);

/** Tells of a term that is written in another way, or moved. @why: (transfer full): the reason. */
void todoku_edit_term_mark_changed (TodokuEditTerm *term, char *why);

/** Takes a #TodokuEditTerm. */
void todoku_edit_term_free (gpointer data);

/** Returns: whether it stands in the record that is to be. */
gboolean todoku_edit_term_is_live (const TodokuEditTerm *term);

/** Returns: whether it does, and is of @kind. */
gboolean todoku_edit_term_has_kind (const TodokuEditTerm *term, TodokuSpfTermKind kind);

/** Returns: whether it lets somebody in, or refuses somebody; `all` is for those who are left. */
gboolean todoku_edit_term_is_mechanism (const TodokuEditTerm *term);
gboolean todoku_edit_term_lets_in (const TodokuEditTerm *term);
gboolean todoku_edit_term_refuses (const TodokuEditTerm *term);

/** Returns: (transfer none): the term at @index. */
TodokuEditTerm *todoku_edit_terms_get (TodokuEditTerms *self, guint index);

/** Returns: (transfer none) (nullable): the first live term with @key. @index: (out): its place. */
TodokuEditTerm *todoku_edit_terms_find (TodokuEditTerms *self, const char *key, guint *index);

/** The place behind the version section. */
#define TODOKU_EDIT_FRONT 1

/** Returns: the place behind the last mechanism; %TODOKU_EDIT_FRONT where there is none. */
guint todoku_edit_terms_get_mechanisms_end (TodokuEditTerms *self);

/** Moves a term so that it stands at @to, counted before the move. */
void todoku_edit_terms_move (TodokuEditTerms *self, guint from, guint to);

/**
 * todoku_edit_terms_replace:
 * @term: one of the terms
 * @text: another one
 * @why: (transfer full): the reason
 *
 * Returns: whether @text is a term; nothing is changed where it is none
 */
gboolean todoku_edit_terms_replace (TodokuEditTerms *self,
                                    TodokuEditTerm *term,
                                    const char *text,
                                    char *why);

/** Gives @term, which is one of the terms, @qualifier. @why: (transfer full): the reason. */
void todoku_edit_terms_set_qualifier (TodokuEditTerms *self,
                                      TodokuEditTerm *term,
                                      TodokuSpfQualifier qualifier,
                                      char *why);

/** Gives @first the qualifier of @second, a term of another record for the same senders, where that
 * is less strict. */
void todoku_edit_terms_merge_qualifiers (TodokuEditTerms *self,
                                         TodokuEditTerm *first,
                                         const TodokuEditTerm *second);

/** Leaves one version section. */
void todoku_edit_terms_merge_versions (TodokuEditTerms *self);

/** Leaves each term once, and puts those of several records in an order in which none stops mail
 * that another lets in. */
void todoku_edit_terms_merge (TodokuEditTerms *self);

/** Returns: (transfer full) (nullable): a record of just @text; %NULL where that is no term. */
TodokuSpfRecord *todoku_edit_parse_term (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_edit_find_readings:
 * @collected: what is known
 * @input: (inout): its @meant and @readings are added to
 * @edit: composed of @input: what it asks is looked for
 * @tree: of its outcome: what leads nowhere is
 * @complete: (inout): cleared while an answer is missing
 *
 * Asks the DNS what was meant by terms that cannot be read, or that lead nowhere.
 */
void todoku_edit_find_readings (const TodokuCollected *collected,
                                TodokuEditInput *input,
                                const TodokuEdit *edit,
                                const TodokuSpfTree *tree,
                                gboolean *complete);

/**
 * todoku_edit_compose:
 * @input: what it rests on
 *
 * The smallest correct edit: what works stays, in its order; what is needed is added before the
 * end; what is removed is said. Pure: the same input gives the same edit, and composing its outcome
 * proposes nothing.
 *
 * Returns: (transfer full): the edit, without its trees and without the meaning of its entries
 */
TodokuEdit *todoku_edit_compose (const TodokuEditInput *input) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type utf8): an empty set of keys (todoku_spf_term_get_key()).
 */
GHashTable *todoku_edit_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the record that there is once @edit is made. */
TodokuSpfRecord *todoku_edit_run_parse_outcome (TodokuEditRun *self,
                                                const TodokuEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): what the record @text leads to. */
TodokuSpfTree *todoku_edit_run_build_tree (TodokuEditRun *self,
                                           const char *text) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @record lets in all that @term alone would. */
gboolean todoku_edit_run_covers (TodokuEditRun *self,
                                 TodokuSpfRecord *record,
                                 const TodokuSpfTerm *term);

/** Adds to @keys those of the wanted terms whose servers do not all pass once @edit is made. */
void todoku_edit_run_find_uncovered (TodokuEditRun *self, const TodokuEdit *edit, GHashTable *keys);

/** Wants those terms of the record itself that let in their servers in vain, and adds them to
 * @keys. */
void todoku_edit_run_want_late_terms (TodokuEditRun *self,
                                      const TodokuEdit *edit,
                                      GHashTable *keys);

/** Wants `mx` where the record names one address of a mail server and leaves out its others, and
 * adds it to @keys. */
void todoku_edit_run_want_half_named (TodokuEditRun *self,
                                      const TodokuEdit *edit,
                                      GHashTable *keys);

G_END_DECLS
