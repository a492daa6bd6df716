// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/select.h"

static void
selection_free (gpointer data)
{
  TodokuSpfSelection *selection = data;

  g_clear_pointer (&selection->record, todoku_spf_record_unref);
  g_free (selection);
}

static TodokuSpfSelection *
selection_new (TodokuDnsAnswer *answer)
{
  TodokuSpfSelection *selection = g_new0 (TodokuSpfSelection, 1);

  for (guint i = 0; i < todoku_dns_answer_get_n_records (answer); i++)
    {
      const TodokuDnsRecord *txt = todoku_dns_answer_get_record (answer, i);
      gsize length = 0;
      const char *text = txt->text != NULL ? g_bytes_get_data (txt->text, &length) : NULL;

      if (text == NULL || !todoku_spf_text_is_record (text, length))
        continue;
      if (selection->n_records++ == 0)
        selection->record = todoku_spf_record_parse (text, (gssize) length);
    }

  return selection;
}

const TodokuSpfSelection *
todoku_spf_select (TodokuDnsAnswer *answer)
{
  TodokuSpfSelection *selection = todoku_dns_answer_get_memo (answer);

  if (selection == NULL)
    {
      selection = selection_new (answer);
      todoku_dns_answer_set_memo (answer, selection, selection_free);
    }

  return selection;
}
