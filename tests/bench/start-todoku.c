// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program as it is, but for ending by itself once its window has been drawn.

#include "base/language.h"
#include "first-frame.h"
#include "ui/application.h"

int
main (int argc, char **argv)
{
  gtk_disable_setlocale ();
  todoku_language_init (TODOKU_LANGUAGE_JA);

  g_autoptr (TodokuApplication) application = todoku_application_new ();

  first_frame_watch (GTK_APPLICATION (application));

  return g_application_run (G_APPLICATION (application), argc, argv);
}
