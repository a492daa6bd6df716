// SPDX-License-Identifier: GPL-3.0-or-later

#include "advice/checkup.h"

TodokuChoices *
todoku_choices_new (void)
{
  TodokuChoices *choices = g_new0 (TodokuChoices, 1);

  choices->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  choices->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  choices->senders = g_ptr_array_new_with_free_func (g_free);
  choices->unwanted = g_ptr_array_new_with_free_func (g_free);

  return choices;
}

void
todoku_choices_free (TodokuChoices *choices)
{
  g_free (choices->host);
  g_free (choices->value);
  g_clear_pointer (&choices->values, g_hash_table_unref);
  g_clear_pointer (&choices->answers, g_hash_table_unref);
  g_clear_pointer (&choices->senders, g_ptr_array_unref);
  g_clear_pointer (&choices->unwanted, g_ptr_array_unref);
  g_clear_pointer (&choices->bounce, todoku_bounce_unref);
  g_free (choices);
}
