// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/tag-list.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcPolicy:
 *
 * What receivers are asked to do with mail that fails (RFC 9989 4.7: p, sp, np), the mildest
 * first. Of a tag that is absent, or says something else, it is unset.
 */
typedef enum
{
  TODOKU_DMARC_POLICY_UNSET,
  TODOKU_DMARC_POLICY_NONE,
  TODOKU_DMARC_POLICY_QUARANTINE,
  TODOKU_DMARC_POLICY_REJECT,
} TodokuDmarcPolicy;

/** Returns: (transfer none) (nullable): "none", "quarantine", "reject"; %NULL for unset. */
const char *todoku_dmarc_policy_get_id (TodokuDmarcPolicy policy);

/** Returns: the policy called @text, in any case. */
TodokuDmarcPolicy todoku_dmarc_policy_from_id (const char *text);

/**
 * TodokuDmarcSubject:
 * @TODOKU_DMARC_SUBJECT_DOMAIN: the domain that holds the record
 * @TODOKU_DMARC_SUBJECT_SUBDOMAIN: a name below it
 * @TODOKU_DMARC_SUBJECT_NON_EXISTENT: a name below it that does not exist
 *
 * Whose mail a policy is about.
 */
typedef enum
{
  TODOKU_DMARC_SUBJECT_DOMAIN,
  TODOKU_DMARC_SUBJECT_SUBDOMAIN,
  TODOKU_DMARC_SUBJECT_NON_EXISTENT,
} TodokuDmarcSubject;

/**
 * TodokuDmarcTagKind:
 *
 * What the value of a tag may be (RFC 9989 4.8).
 */
typedef enum
{
  TODOKU_DMARC_TAG_VERSION,
  TODOKU_DMARC_TAG_POLICY,    /* none, quarantine, reject */
  TODOKU_DMARC_TAG_ALIGNMENT, /* r, s */
  TODOKU_DMARC_TAG_TEST,      /* y, n */
  TODOKU_DMARC_TAG_SUFFIX,    /* y, n, u */
  TODOKU_DMARC_TAG_ADDRESSES, /* URIs, parted by commas */
  TODOKU_DMARC_TAG_OPTIONS,   /* 0, 1, d, s */
  TODOKU_DMARC_TAG_RETIRED,   /* pct, rf, ri of RFC 7489 */
  TODOKU_DMARC_TAG_UNKNOWN,
} TodokuDmarcTagKind;

TodokuDmarcTagKind todoku_dmarc_tag_get_kind (const TodokuTag *tag);

/** Returns: whether the value of @tag is one that its kind may have; of addresses see
 * todoku_dmarc_address_is_mailto(). */
gboolean todoku_dmarc_tag_is_valid (const TodokuTag *tag);

/**
 * todoku_dmarc_list_addresses:
 * @tag: (nullable): a tag rua or ruf
 *
 * Returns: (transfer full) (array zero-terminated=1): what stands between its commas, without white
 *   space around it; of an empty tag one that is empty
 */
char **todoku_dmarc_list_addresses (const TodokuTag *tag) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_dmarc_address_dup_domain:
 * @address: a URI of a tag rua or ruf
 *
 * Returns: (transfer full) (nullable): the domain that the reports go to, normalized; %NULL where
 *   @address is no "mailto:" with one mail address, with or without the size of RFC 7489 (!10m)
 */
char *todoku_dmarc_address_dup_domain (const char *address) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: whether @text is a mail address that can stand in a record as it is. */
gboolean todoku_dmarc_is_mail_address (const char *text);

/**
 * TodokuDmarcRecord:
 * @length: octets of the text
 * @tags: (element-type TodokuTag): its tags
 * @is_record: whether it counts: v stands first and is DMARC1, in capitals
 * @policy: p
 * @subdomain_policy: sp
 * @non_existent_policy: np
 * @is_test: t=y
 * @suffix: psd: 'y', 'n', or 'u' where it is not said
 *
 * A policy record (RFC 9989 4.7). Never changed.
 */
typedef struct
{
  gsize length;
  GPtrArray *tags;
  gboolean is_record;
  TodokuDmarcPolicy policy;
  TodokuDmarcPolicy subdomain_policy;
  TodokuDmarcPolicy non_existent_policy;
  gboolean is_test;
  char suffix;
} TodokuDmarcRecord;

/**
 * todoku_dmarc_record_parse:
 * @text: (array length=length): the text of a TXT record, or what was pasted; any octets
 * @length: its octets
 *
 * Returns: (transfer full): the record, right or wrong
 */
TodokuDmarcRecord *todoku_dmarc_record_parse (const char *text,
                                              gsize length) G_GNUC_WARN_UNUSED_RESULT;
void todoku_dmarc_record_free (TodokuDmarcRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuDmarcRecord, todoku_dmarc_record_free)

/**
 * todoku_dmarc_record_get_policy:
 *
 * Returns: what applies to mail of @subject: np goes before sp, and sp before p; without p, or with
 *   one that says nothing, it is none (RFC 9989 4.7). Never unset
 */
TodokuDmarcPolicy todoku_dmarc_record_get_policy (const TodokuDmarcRecord *self,
                                                  TodokuDmarcSubject subject);

G_END_DECLS
