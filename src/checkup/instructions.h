// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/report.h"

G_BEGIN_DECLS

/**
 * TodokuInstructionsField:
 * @label: the field, under the panel's own name where that is known
 * @value: (nullable): what goes into it, to the letter; %NULL where only @remark says what to do
 * @remark: (nullable): what to do with it, in words
 * @meaning: (nullable): what such a field is, for whoever never saw one
 */
typedef struct
{
  char *label;
  char *value;
  char *remark;
  const char *meaning;
} TodokuInstructionsField;

/**
 * TodokuInstructionsTrap:
 * @text: what goes wrong there
 * @source: (nullable): where it is from, unless that is where the steps are from; lives as long as
 *   the catalog
 */
typedef struct
{
  char *text;
  const TodokuCatalogSource *source;
} TodokuInstructionsTrap;

/**
 * TodokuInstructions:
 * @target: where to go, in one short line
 * @place: how that is known, and that the mail may be elsewhere
 * @ways: (array zero-terminated=1): how to find out who serves the zone; empty where that is known
 * @steps: (array zero-terminated=1): what to do in the panel, in order
 * @steps_by_hand: (array zero-terminated=1): where @steps lead to a switch, those to the record
 *   itself, for whoever cannot find it; else, and where the company publishes SPF without a switch,
 *   empty
 * @change: (nullable): what to do with the fields: add, change or delete
 * @fields: (element-type TodokuInstructionsField): the fields of the panel, in their order
 * @value: (nullable): what is to be pasted, as the panel wants it: @line, or what goes into the
 *   field of the value, with the quotes that some panels want; %NULL where a company makes it
 * @line: (nullable): where the panel is one text box, all that is to be written there, in place of
 *   @fields
 * @strings: (array zero-terminated=1): the value in pieces of at most 255 octets; none where a
 *   company makes it
 * @dangers: (element-type TodokuInstructionsTrap): what can stop the website or all mail there; to
 *   be read before the steps
 * @traps: (element-type TodokuInstructionsTrap): what else goes wrong there
 * @wait: how long it takes, in one sentence
 * @assurances: (array zero-terminated=1): what stays
 * @source: (nullable): where the steps are from; %NULL for the general ones
 * @source_name: (nullable): the company that @source is about
 * @source_url: (nullable): its help or panel
 * @sign_in: (nullable): where to sign in for the steps, https
 *
 * What to do in the panel of the company that serves the zone. The page, the paper, the message,
 * text and JSON print it. Texts are in the language spoken when it was made.
 */
struct _TodokuInstructions
{
  char *target;
  char *place;
  char **ways;
  char **steps;
  char **steps_by_hand;
  const char *change;
  GPtrArray *fields;
  char *value;
  char *line;
  char **strings;
  GPtrArray *dangers;
  GPtrArray *traps;
  char *wait;
  char **assurances;
  const TodokuCatalogSource *source;
  const char *source_name;
  const char *source_url;
  const char *sign_in;
};

/** Returns: (transfer full) (nullable): what to do; %NULL where @report proposes nothing. */
TodokuInstructions *todoku_instructions_new (const TodokuReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_instructions_new_to_restore:
 * @collected: who serves the zone, as far as that is known
 * @name: the record's owner: the domain, or the name of a DKIM key or of the DMARC record
 * @record: what was there before
 *
 * Returns: (transfer full): how to put @record back in place of the one that is there
 */
TodokuInstructions *todoku_instructions_new_to_restore (const TodokuCollected *collected,
                                                        const char *name,
                                                        const char *record)
  G_GNUC_WARN_UNUSED_RESULT;

/** @dmarc: (nullable). Returns: (transfer full) (nullable): what to do about the DMARC record;
 * %NULL where nothing is proposed. */
TodokuInstructions *todoku_instructions_new_for_dmarc (const TodokuCollected *collected,
                                                       const TodokuDmarcEvaluation *dmarc)
  G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): what to do so that mail is signed; %NULL where it is, and
 * where that could not be read. There is no value: the company that signs makes it. */
TodokuInstructions *todoku_instructions_new_for_dkim (const TodokuCollected *collected)
  G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (nullable): that two companies serve the zone, and what follows; %NULL
 * where it is one, or not known. */
char *todoku_collected_describe_both (const TodokuCollected *collected) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_step_dup_words:
 * @step: one of the steps
 * @value: (out): the value that is to be taken to the letter, in @step; %NULL where there is none
 *
 * Returns: (transfer full): what to do, without the value, which is on a line of its own
 */
char *todoku_step_dup_words (const char *step, const char **value) G_GNUC_WARN_UNUSED_RESULT;

void todoku_instructions_free (TodokuInstructions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuInstructions, todoku_instructions_free)

/**
 * todoku_txt_split_value:
 * @value: a record
 *
 * Returns: (transfer full) (array zero-terminated=1): @value in pieces of at most 255 octets (RFC
 *   1035 3.3), cut after a space where one is near, that give @value again when joined
 */
char **todoku_txt_split_value (const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
