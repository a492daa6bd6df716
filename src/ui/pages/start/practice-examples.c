// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/practice-examples.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// Each is a domain of data/practice-zone.json.
static const TodokuPracticeExample examples[] = {
  { "shop.example", N_ ("Has no SPF record") },
};

guint
todoku_practice_get_n_examples (void)
{
  return G_N_ELEMENTS (examples);
}

TodokuPracticeExample
todoku_practice_get_example (guint index)
{
  TodokuPracticeExample example = examples[index];

  example.meaning = _ (example.meaning);

  return example;
}
