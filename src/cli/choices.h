// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/checkup.h"

G_BEGIN_DECLS

/**
 * TodokuChoiceOptions:
 * @host: (nullable): the id of the mail host
 * @web_host: (nullable): the id of the web host
 * @values: (nullable) (array zero-terminated=1): parts of its value, each as KEY=VALUE
 * @senders: (nullable) (array zero-terminated=1): ids of sending services
 * @value: (nullable): the provider's whole value, in place of @host
 * @ip: (nullable): an address that must pass
 * @answers: (nullable) (array zero-terminated=1): what unclear terms were meant to be, each as
 *   TERM=MEANT
 * @removed: (nullable) (array zero-terminated=1): terms that may go
 *
 * What the command line says of the choices that a person makes in the window.
 */
typedef struct
{
  char *host;
  char *web_host;
  char **values;
  char **senders;
  char *value;
  char *ip;
  char **answers;
  char **removed;
} TodokuChoiceOptions;

void todoku_choice_options_clear (TodokuChoiceOptions *self);

/**
 * todoku_choice_options_get_entries:
 * @self: where to put what is given
 * @more: (nullable) (array zero-terminated=1): options of the command alone
 *
 * Returns: (transfer full) (array zero-terminated=1): the options of @self, then @more
 */
GOptionEntry *todoku_choice_options_get_entries (TodokuChoiceOptions *self,
                                                 const GOptionEntry *more)
  G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_choice_options_make_choices:
 * @self: what was given
 * @catalog: the catalog
 *
 * Returns: (transfer full) (nullable): the choices; complains and returns %NULL where one cannot be
 */
TodokuCheckupOptions *todoku_choice_options_make_choices (const TodokuChoiceOptions *self,
                                                          TodokuCatalog *catalog)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
