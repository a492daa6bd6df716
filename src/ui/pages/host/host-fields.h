// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * TodokuHostFields:
 *
 * What the chosen mail host needs to be told, a row a field in the list of the hosts. Writes what
 * is typed to the session.
 */
typedef struct _TodokuHostFields TodokuHostFields;

/** @list has to live longer. */
TodokuHostFields *todoku_host_fields_new (GtkListBox *list,
                                          TodokuSession *session) G_GNUC_WARN_UNUSED_RESULT;
void todoku_host_fields_free (TodokuHostFields *self);

/**
 * todoku_host_fields_set_host:
 * @self: the fields
 * @host: (nullable): the mail host that is chosen
 * @known: (nullable): by placeholder, what the DNS tells of it, and nobody is asked for
 *
 * Makes the rows of @host, at the end of the list, unless they are there.
 */
void todoku_host_fields_set_host (TodokuHostFields *self,
                                  const TodokuMailHost *host,
                                  GHashTable *known);

/** Returns: (transfer none) (nullable): the host whose rows these are. */
const TodokuMailHost *todoku_host_fields_get_host (TodokuHostFields *self);

/** Returns: (transfer none) (element-type TodokuFieldRow): the rows. */
GPtrArray *todoku_host_fields_get_rows (TodokuHostFields *self);

/**
 * todoku_host_fields_check:
 *
 * Returns: whether each was filled in as the host gives it; where not, the first that was not says
 *   so, and has the focus
 */
gboolean todoku_host_fields_check (TodokuHostFields *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuHostFields, todoku_host_fields_free)

G_END_DECLS
