// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/standard.h"

G_BEGIN_DECLS

/** What there is to do, before it is put in words. */
typedef struct
{
  const TodokuCollected *collected; /* where the zone is, and who holds the mail */
  TodokuStandard standard;          /* which record it is about */
  const TodokuMailHost *host;       /* (nullable): whose panel may do it */
  /* (nullable) (element-type TodokuCatalogText): how; none where the record is written by hand */
  GPtrArray *panel_steps;
  gboolean panel_is_preset;                /* whether it does so by itself */
  const TodokuCatalogSource *panel_source; /* (nullable): where that is from */
  const char *host_field;                  /* (nullable): what goes into the host field */
  /* (nullable): the name of an alias (CNAME) beside which no record can be */
  const char *in_the_way;
  const char *above; /* (nullable): the domain above that the record is for, in its place */
  /* (nullable): what is to be pasted; %NULL where a company makes it */
  const char *value;
  /* (nullable) (array zero-terminated=1): the records that are where @value goes */
  char **published;
  const TodokuDkimSelector *fault; /* (nullable): of DKIM, the key that it is about */
  const char *misplaced;           /* (nullable): where a record is that was meant for this name */
} TodokuTask;

/** Has @panel, of the host, do it. */
void todoku_task_take_panel (TodokuTask *task, const TodokuCatalogPanel *panel);

/** Sets whose control panel it is, and how to find out, of @instructions. */
void todoku_task_set_place (const TodokuTask *task, TodokuInstructions *instructions);

/** Returns: whether the record is an alias (CNAME). */
gboolean todoku_task_is_alias (const TodokuTask *task);

/** Returns: whether nothing is to be pasted: one of the records that are there is to stay. */
gboolean todoku_task_is_published (const TodokuTask *task);

/** Returns: whether the zone's panel may not take the value, by all that is seen. */
gboolean todoku_task_is_too_long (const TodokuTask *task);

/** Returns: whether a company's panel does it. */
gboolean todoku_task_has_panel (const TodokuTask *task);

/** Appends @steps (element-type TodokuCatalogStep), of the company that serves the zone: how to
 * write a record there. */
void todoku_task_fill_zone_steps (const TodokuTask *task, GPtrArray *steps, GStrvBuilder *filled);

/** Appends @steps (nullable) (element-type TodokuCatalogText), of a host's panel, filled in, to
 * @filled. */
void todoku_task_fill_steps (const TodokuTask *task, GPtrArray *steps, GStrvBuilder *filled);

/** @domain: what is to be chosen there. Returns: (transfer full): @step, filled in. */
char *todoku_task_fill_step (const TodokuTask *task,
                             const TodokuCatalogText *step,
                             const char *domain) G_GNUC_WARN_UNUSED_RESULT;

/** Appends to @steps that the record is in a zone below the domain, where that is so. */
void todoku_task_tell_delegation (const TodokuTask *task, GStrvBuilder *steps);

/** Returns: (transfer none): what is to be chosen at the company that serves the zone: that to
 * which its host field is relative. */
const char *todoku_task_get_zone (const TodokuTask *task);

/** Returns: whether @step is to be done: a record is added, or the one that is there is changed, or
 * taken away. */
gboolean todoku_task_has_step (const TodokuTask *task, const TodokuCatalogStep *step);

/** Appends to @steps that each record has to go that is neither changed nor may be beside it. */
void todoku_task_delete_others (const TodokuTask *task, GStrvBuilder *steps);

/** The same of keys: those at a wrong name, and the texts beside one. */
void todoku_task_delete_keys (const TodokuTask *task, GStrvBuilder *steps);

/** Returns: (transfer none) (nullable): what is known of the keys of the mail host. */
const TodokuCatalogDkim *todoku_task_get_dkim (const TodokuTask *task);

/** Returns: of which type the records of the key are, as CNAME. */
const char *todoku_task_get_key_type (const TodokuTask *task);

/** Returns: (transfer full): what goes into the host field for the key of @selector. */
char *todoku_task_make_key_field (const TodokuCollected *collected,
                                  const char *selector) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the same for each key whose name is known. */
char **todoku_task_list_key_names (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the value of the record, or what to enter as it is shown. */
char *todoku_task_describe_key (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether what is at the name of the key has to go before the key is there. */
gboolean todoku_task_is_in_the_way (const TodokuTask *task);

/** Returns: (transfer full): that the texts at @name, a host field, are to be deleted first. */
char *todoku_task_describe_key_deletion (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Appends to @steps that what is in the way of the key is deleted. */
void todoku_task_delete_what_is_in_the_way (const TodokuTask *task, GStrvBuilder *steps);

/** Appends to @steps how the records of the key are entered. */
void todoku_task_add_key_records (const TodokuTask *task, GStrvBuilder *steps);

/** Appends to @steps all that is done at the company that serves the zone. */
void todoku_task_add_key_steps (const TodokuTask *task, GStrvBuilder *steps);

/** As todoku_instructions_new_to_restore(), in place of @published (array zero-terminated=1). */
TodokuInstructions *todoku_instructions_new_to_replace (const TodokuCollected *collected,
                                                        const char *name,
                                                        char **published,
                                                        const char *record)
  G_GNUC_WARN_UNUSED_RESULT;

/** Appends to @steps what the domain has by a wildcard, and needs by itself beside the record. */
void todoku_task_keep_synthesized (const TodokuTask *task, GStrvBuilder *steps);

/** Returns: whether the record takes something from the domain that a wildcard gives it. */
gboolean todoku_task_ends_wildcard (const TodokuTask *task);

/** Appends to @steps that another company serves the zone as well, where that is so. */
void todoku_task_add_other_provider (const TodokuTask *task, GStrvBuilder *steps);

/** Returns: whether @wrong is @right with the domain behind it once more. */
gboolean todoku_name_is_doubled (const char *wrong, const char *right);

/** Returns: (transfer full): that the record of @type at @wrong, such a name, has to go. */
char *todoku_task_describe_doubled (const char *type, const char *wrong) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): where to go, where a company's panel does it. */
char *todoku_task_describe_panel (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): the step for a zone in which records cannot be written. */
char *todoku_task_ask_provider (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: the company that serves the zone; where it is not known, one of which nothing is. */
const TodokuDnsProvider *todoku_task_get_panel (const TodokuTask *task);

/** Returns: whether records cannot be written by hand where the zone is. */
gboolean todoku_task_is_uneditable (const TodokuTask *task);

/** @own: (nullable): the panel's own name of a field. Returns: that, or else the @usual one. */
const char *todoku_task_get_label (const TodokuCatalogText *own, const char *usual);

// At the company that signs: instructions-signing.c.

/** Returns: whether it publishes the key, too, with no work of the person's. */
gboolean todoku_task_is_published_by_host (const TodokuTask *task);

/** Returns: whether the key is to be asked for: what a company does by itself, it does in its own
 * zone alone. */
gboolean todoku_task_must_ask_for_key (const TodokuTask *task);

/** Returns: whether the zone's panel takes no value as long as a key that companies make today. */
gboolean todoku_task_is_short (const TodokuTask *task);

/** Returns: whether what is to be secret of the key can be seen by all: then no part of it is to be
 * used. */
gboolean todoku_task_is_known_to_all (const TodokuTask *task);

/** Appends to @steps how to have the key shown. */
void todoku_task_add_host_steps (const TodokuTask *task, GStrvBuilder *steps);

/** Returns: (transfer full) (element-type TodokuInstructionsField): no fields yet. */
GPtrArray *todoku_task_fields_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @own: (nullable): the panel's own name of the field; @usual: the one that most panels use. */
void todoku_task_add_field (GPtrArray *fields,
                            const TodokuCatalogText *own,
                            const char *usual,
                            const char *value,
                            const char *remark);

/** Returns: (transfer full) (element-type TodokuInstructionsTrap): no traps yet. */
GPtrArray *todoku_task_traps_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** @source: (nullable): as in TodokuInstructionsTrap */
void todoku_task_add_trap (GPtrArray *traps, const char *text, const TodokuCatalogSource *source);

/** Returns: (transfer full) (element-type TodokuInstructionsTrap): what can stop the website or all
 * mail where the zone is. @source: (nullable): where the steps are from */
GPtrArray *todoku_task_list_dangers (const TodokuTask *task,
                                     const TodokuCatalogSource *source) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (element-type TodokuInstructionsTrap): what goes wrong where the zone
 * is. @source: (nullable): where the steps are from */
GPtrArray *todoku_task_list_traps (const TodokuTask *task,
                                   const TodokuCatalogSource *source) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): how long it takes. */
char *todoku_task_describe_wait (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full) (array zero-terminated=1): what stays. */
char **todoku_task_list_assurances (const TodokuTask *task) G_GNUC_WARN_UNUSED_RESULT;

/** Sets where the steps are from. */
void todoku_task_set_source (const TodokuTask *task, TodokuInstructions *instructions);

/** Returns: (transfer full): what panels want in their host field for a record at @name. */
char *todoku_task_make_host_field (const TodokuCollected *collected,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether the company that holds the mail serves the zone, too. */
gboolean todoku_task_zone_is_with_host (const TodokuCollected *collected);

G_END_DECLS
