// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/start/practice-examples.h"

#include "config.h"

#include <glib/gi18n-lib.h>

// Each is a domain of data/practice-zone.json.
static const TodokuPracticeExample examples[] = {
  { "shop.example", N_ ("The email moved to another company, but the setting did not") },
  { "add.example", N_ ("There is no SPF record at all") },
  { "merge.example", N_ ("There are two SPF records, so neither works") },
  { "switch.example", N_ ("A switch in the company’s control panel is enough") },
  { "broken.example", N_ ("One wrong character in the record") },
  { "form.example", N_ ("The form on the website sends from another company") },
  { "many.example", N_ ("Too many DNS lookups") },
  { "choose.example", N_ ("It is unknown who sends the email") },
  { "fine.example", N_ ("Nothing is wrong") },
  { "unknown.example", N_ ("The DNS does not answer") },
  { "日本語.example", N_ ("A domain in Japanese") },
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
