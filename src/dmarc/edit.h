// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/diff.h"
#include "dmarc/record.h"

G_BEGIN_DECLS

/**
 * TodokuDmarcEditItem:
 * @name: its name; of one that receivers know, in lowercase
 * @value: its value as it is to be
 * @kind: what kind of tag it is
 * @op: what becomes of it
 * @was: (nullable): what is there now; %NULL where it stays as it is, or is new
 * @why: (nullable): why it changes; untranslated
 *
 * A tag of the record to be.
 */
typedef struct
{
  char *name;
  GString *value;
  TodokuDmarcTagKind kind;
  TodokuDiffOp op;
  char *was;
  const char *why;
} TodokuDmarcEditItem;

/**
 * TodokuDmarcEdit:
 * @items: (element-type TodokuDmarcEditItem): the record to be, tag by tag
 * @removed: (element-type TodokuDiffEntry): what goes
 * @meant: the strictest policy that is there today, whether in force or not
 *
 * What a record is changed to.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *removed;
  TodokuDmarcPolicy meant;
} TodokuDmarcEdit;

TodokuDmarcEdit todoku_dmarc_edit_new (void);
void todoku_dmarc_edit_clear (TodokuDmarcEdit *edit);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TodokuDmarcEdit, todoku_dmarc_edit_clear)

/** Returns: (transfer none) (nullable): the tag of that name. */
TodokuDmarcEditItem *todoku_dmarc_edit_find (TodokuDmarcEdit *edit, const char *name);

/** Returns: (transfer none): a new tag, at index @at, or the end for -1; it stays as it is. */
TodokuDmarcEditItem *todoku_dmarc_edit_insert (TodokuDmarcEdit *edit,
                                               int at,
                                               const char *name,
                                               const char *value);

/** Says that @text goes. @why as in TodokuDmarcEditItem. */
void todoku_dmarc_edit_remove (TodokuDmarcEdit *edit, const char *text, const char *why);

/** Says that @item changes; the first change of it is the one that is told. */
void todoku_dmarc_edit_item_change (TodokuDmarcEditItem *item, const char *was, const char *why);

/** Adds @address to the list that @item has, where it is not there yet. */
void todoku_dmarc_edit_item_add_address (TodokuDmarcEditItem *item, const char *address);

/** Has reports sent to @address, with the tag @name, and tells it. */
void todoku_dmarc_edit_add_address (TodokuDmarcEdit *edit,
                                    const char *name,
                                    const char *address,
                                    const char *why);

/**
 * todoku_dmarc_edit_read:
 * @published: (array zero-terminated=1): the records that are there, at least one; any text
 *
 * Reads what is there, as it was meant: the mildest of several, and where the others send reports.
 */
void todoku_dmarc_edit_read (TodokuDmarcEdit *edit, const char *const *published);

G_END_DECLS
