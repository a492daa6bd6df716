// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/language.h"
#include "ui/application.h"

int
main (int argc, char **argv)
{
  // GTK would set the locale of the environment again, which may be one without translations.
  gtk_disable_setlocale ();
  todoku_language_init (TODOKU_LANGUAGE_JA);

  g_autoptr (TodokuApplication) application = todoku_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
