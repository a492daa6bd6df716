// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkup/options.h"

TodokuCheckupOptions *
todoku_checkup_options_new (void)
{
  TodokuCheckupOptions *self = g_new0 (TodokuCheckupOptions, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->senders = g_ptr_array_new_with_free_func (g_free);
  self->unwanted = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
todoku_checkup_options_free (TodokuCheckupOptions *self)
{
  g_free (self->host);
  g_free (self->web_host);
  g_free (self->value);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->senders, g_ptr_array_unref);
  g_clear_pointer (&self->unwanted, g_ptr_array_unref);
  g_clear_pointer (&self->bounce, todoku_bounce_unref);
  g_free (self);
}
