// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session.h"

#include "await.h"
#include "base/language.h"
#include "base/paths.h"
#include "loopback.h"
#include "mail/rules.h"
#include "mails.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  TodokuSession *session;
  gboolean told[2]; // busy, complete
} Fixture;

static const char *const changing[] = { "busy", "complete" };

// In whatever test: nothing is told twice.
static void
changed_cb (TodokuSession *session, GParamSpec *property, gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean value;

  for (gsize i = 0; i < G_N_ELEMENTS (changing); i++)
    {
      if (!g_str_equal (property->name, changing[i]))
        continue;
      g_object_get (session, changing[i], &value, NULL);
      g_assert_cmpint (value, !=, fixture->told[i]);
      fixture->told[i] = value;
    }
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *catalog = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  g_autofree char *zone =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);

  fixture->session = todoku_session_new (catalog, zone);
  todoku_session_set_practice (fixture->session, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (changing); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", changing[i], NULL);

      fixture->told[i] = FALSE;
      g_signal_connect (fixture->session, signal, G_CALLBACK (changed_cb), fixture);
    }
}

static void
wait_until_idle (TodokuSession *session)
{
  while (todoku_session_get_busy (session))
    g_main_context_iteration (NULL, TRUE);
  // Runs that were given up call back once more.
  await_idle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  todoku_session_cancel (fixture->session);
  wait_until_idle (fixture->session);
  g_assert_finalize_object (fixture->session);
}

static void
submit (TodokuSession *session, const char *text)
{
  todoku_session_set_text (session, text);
  g_assert_true (todoku_session_submit (session));
}

static TodokuReport *
check (TodokuSession *session, const char *text)
{
  submit (session, text);
  wait_until_idle (session);
  g_assert_true (todoku_session_get_complete (session));
  g_assert_nonnull (todoku_session_get_report (session));

  return todoku_session_get_report (session);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static guint *
count_notifications (TodokuSession *session, const char *signal)
{
  guint *count = g_new0 (guint, 1);

  g_signal_connect_data (session, signal, G_CALLBACK (count_cb), count, NULL, G_CONNECT_SWAPPED);

  return count;
}

static void
stop_counting (TodokuSession *session, guint *count)
{
  g_signal_handlers_disconnect_by_data (session, count);
  g_free (count);
}

static void
test_new (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpstr (todoku_session_get_text (fixture->session), ==, "");
  g_assert_null (todoku_session_get_domain (fixture->session));
  g_assert_null (todoku_session_get_display_domain (fixture->session));
  g_assert_null (todoku_session_get_input_error (fixture->session));
  g_assert_null (todoku_session_get_report (fixture->session));
  g_assert_null (todoku_session_get_choices (fixture->session)->host);
  g_assert_false (todoku_session_get_busy (fixture->session));
  g_assert_false (todoku_session_get_complete (fixture->session));
  g_assert_cmpfloat (todoku_session_get_progress (fixture->session), ==, 0);
}

static void
test_input_error (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *count = count_notifications (session, "notify::input-error");

  todoku_session_set_text (session, "192.0.2.1");
  g_assert_false (todoku_session_submit (session));
  g_assert_nonnull (todoku_session_get_input_error (session));
  g_assert_null (todoku_session_get_domain (session));
  g_assert_false (todoku_session_get_busy (session));
  g_assert_cmpuint (*count, ==, 1);

  g_assert_false (todoku_session_check_text (session));
  g_assert_cmpuint (*count, ==, 1);

  todoku_session_set_text (session, "192.0.2.1 ");
  g_assert_null (todoku_session_get_input_error (session));
  g_assert_cmpuint (*count, ==, 2);
  stop_counting (session, count);
}

static void
test_provider_domain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  todoku_session_set_text (fixture->session, "taro@gmail.com");
  g_assert_false (todoku_session_check_text (fixture->session));
  g_assert_nonnull (strstr (todoku_session_get_input_error (fixture->session), "gmail.com"));
}

static void
test_check_text_asks_nobody (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  todoku_session_set_text (fixture->session, "info@shop.example");
  g_assert_true (todoku_session_check_text (fixture->session));
  g_assert_null (todoku_session_get_domain (fixture->session));
  g_assert_false (todoku_session_get_busy (fixture->session));
}

static void
test_submit (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *busy = count_notifications (session, "notify::busy");
  guint *domain = count_notifications (session, "notify::domain");
  TodokuReport *report = check (session, "Info@SHOP.example");

  g_assert_cmpstr (todoku_session_get_domain (session), ==, "shop.example");
  g_assert_cmpstr (report->domain, ==, "shop.example");
  g_assert_cmpint (report->verdict, ==, TODOKU_VERDICT_EDIT);
  g_assert_cmpstr (report->collected->mail.host->id, ==, "xserver");
  g_assert_cmpfloat (todoku_session_get_progress (session), ==, 1);
  g_assert_cmpuint (*busy, ==, 2);
  g_assert_cmpuint (*domain, ==, 1);
  stop_counting (session, busy);
  stop_counting (session, domain);
}

static void
test_submit_again (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  TodokuReport *report = check (session, "shop.example");

  todoku_session_set_text (session, "https://www.shop.example/");
  g_assert_true (todoku_session_submit (session));
  g_assert_false (todoku_session_get_busy (session));
  g_assert_true (todoku_session_get_report (session) == report);
}

// Who goes back and on again while it is looked up is not kept waiting anew.
static void
test_submit_while_busy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *busy = count_notifications (session, "notify::busy");

  submit (session, "shop.example");
  submit (session, "shop.example");
  wait_until_idle (session);
  g_assert_cmpuint (*busy, ==, 2);
  stop_counting (session, busy);
}

static void
test_other_domain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  check (session, "shop.example");
  todoku_session_set_host_id (session, "sakura");
  submit (session, "fine.example");
  g_assert_null (todoku_session_get_report (session));
  g_assert_null (todoku_session_get_choices (session)->host);
  wait_until_idle (session);
  g_assert_cmpstr (todoku_session_get_report (session)->domain, ==, "fine.example");
  g_assert_cmpint (todoku_session_get_report (session)->verdict, ==, TODOKU_VERDICT_FINE);
}

// The answers of the first domain must not pass for those of the second.
static void
test_other_domain_while_busy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  submit (fixture->session, "shop.example");
  g_assert_true (todoku_session_get_busy (fixture->session));
  g_assert_cmpstr (check (fixture->session, "fine.example")->domain, ==, "fine.example");
}

static void
test_choices (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *host = count_notifications (session, "notify::host-id");

  check (session, "shop.example");
  todoku_session_set_host_id (session, "lolipop");
  todoku_session_set_host_id (session, "lolipop");
  wait_until_idle (session);
  g_assert_cmpuint (*host, ==, 1);
  g_assert_cmpstr (todoku_session_get_report (session)->collected->mail.host->id, ==, "lolipop");

  todoku_session_set_host_id (session, NULL);
  wait_until_idle (session);
  g_assert_cmpstr (todoku_session_get_report (session)->collected->mail.host->id, ==, "xserver");
  stop_counting (session, host);
}

static void
test_choice_before_domain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  todoku_session_set_host_id (fixture->session, "lolipop");
  g_assert_null (todoku_session_get_report (fixture->session));
  g_assert_false (todoku_session_get_busy (fixture->session));
}

static void
test_choice_while_busy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  submit (session, "shop.example");
  todoku_session_set_host_id (session, "sakura");
  todoku_session_set_value (session, "nn", "1");
  wait_until_idle (session);
  g_assert_true (todoku_session_get_complete (session));
  g_assert_cmpstr (todoku_session_get_report (session)->collected->mail.host->id, ==, "sakura");
}

static void
test_value (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  check (session, "choose.example");
  todoku_session_set_host_id (session, "xserver");
  wait_until_idle (session);
  g_assert_cmpint (todoku_session_get_report (session)->verdict, ==, TODOKU_VERDICT_CHOOSE);
  g_assert_nonnull (todoku_session_get_report (session)->collected->mail.missing);

  todoku_session_set_value (session, "host", "sv1234.xserver.jp");
  wait_until_idle (session);
  g_assert_cmpstr (todoku_session_get_value (session, "host"), ==, "sv1234.xserver.jp");
  g_assert_null (todoku_session_get_report (session)->collected->mail.missing);
  g_assert_nonnull (todoku_session_get_report (session)->proposed);

  todoku_session_set_value (session, "host", NULL);
  wait_until_idle (session);
  g_assert_null (todoku_session_get_value (session, "host"));
  g_assert_nonnull (todoku_session_get_report (session)->collected->mail.missing);
}

static void
test_own_value (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  check (session, "choose.example");
  todoku_session_set_own_value (session, "v=spf1 include:_spf.lolipop.jp ~all");
  wait_until_idle (session);
  g_assert_nonnull (strstr (todoku_session_get_report (session)->proposed, "_spf.lolipop.jp"));
}

// "host" is the name of a server at Xserver as well as at Sakura.
static void
test_web_host (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *web_host = count_notifications (session, "notify::web-host-id");

  check (session, "shop.example");
  todoku_session_set_web_host_id (session, "sakura");
  todoku_session_set_web_host_id (session, "sakura");
  wait_until_idle (session);
  g_assert_cmpuint (*web_host, ==, 1);
  g_assert_true (todoku_session_get_report (session)->collected->web_is_sender);
  g_assert_nonnull (todoku_session_get_report (session)->collected->web.missing);

  todoku_session_set_value (session, "xserver.host", "sv5678.xserver.jp");
  g_assert_nonnull (todoku_session_get_report (session)->collected->web.missing);
  todoku_session_set_value (session, "sakura.host", "www1234.sakura.ne.jp");
  wait_until_idle (session);
  g_assert_null (todoku_session_get_report (session)->collected->web.missing);
  g_assert_nonnull (strstr (todoku_session_get_report (session)->proposed, "a:sv5678.xserver.jp"));
  g_assert_nonnull (
    strstr (todoku_session_get_report (session)->proposed, "a:www1234.sakura.ne.jp"));

  // What fits one company alone is not taken from the other.
  todoku_session_set_value (session, "xserver.host", NULL);
  todoku_session_set_value (session, "sakura.host", NULL);
  todoku_session_set_value (session, "host", "www1234.sakura.ne.jp");
  wait_until_idle (session);
  g_assert_null (todoku_session_get_report (session)->collected->web.missing);
  g_assert_nonnull (strstr (todoku_session_get_report (session)->proposed, "a:sv1234.xserver.jp"));

  check (session, "fine.example");
  g_assert_cmpuint (*web_host, ==, 2);
  g_assert_null (todoku_session_get_choices (session)->web_host);
  g_assert_false (todoku_session_get_report (session)->collected->web_is_sender);
  stop_counting (session, web_host);
}

static void
test_senders (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  TodokuCatalog *catalog = todoku_session_get_catalog (fixture->session);
  const TodokuSender *sender = g_ptr_array_index (catalog->senders, 0);

  check (session, "shop.example");
  g_assert_false (todoku_session_get_sender_enabled (session, sender->id));
  todoku_session_set_sender_enabled (session, sender->id, TRUE);
  todoku_session_set_sender_enabled (session, sender->id, TRUE);
  wait_until_idle (session);
  g_assert_true (todoku_session_get_sender_enabled (session, sender->id));
  g_assert_nonnull (strstr (todoku_session_get_report (session)->proposed, sender->term));

  todoku_session_set_sender_enabled (session, sender->id, FALSE);
  wait_until_idle (session);
  g_assert_null (strstr (todoku_session_get_report (session)->proposed, sender->term));
}

static void
test_unwanted (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  const char *term = "include:_spf.lolipop.jp";

  g_assert_nonnull (strstr (check (session, "shop.example")->proposed, term));
  todoku_session_set_unwanted (session, term, TRUE);
  wait_until_idle (session);
  g_assert_true (todoku_session_get_unwanted (session, term));
  g_assert_null (strstr (todoku_session_get_report (session)->proposed, term));
}

static void
test_no_domain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  g_assert_cmpint (check (session, "missing.example")->verdict, ==, TODOKU_VERDICT_NO_DOMAIN);
  g_assert_nonnull (todoku_session_get_input_error (session));

  // It is asked for again: it may have been registered since.
  submit (session, "missing.example");
  g_assert_true (todoku_session_get_busy (session));
  g_assert_null (todoku_session_get_input_error (session));
}

static void
test_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *busy = count_notifications (session, "notify::busy");

  submit (session, "shop.example");
  todoku_session_cancel (session);
  todoku_session_cancel (session);
  g_assert_false (todoku_session_get_busy (session));
  g_assert_cmpuint (*busy, ==, 2);
  wait_until_idle (session);
  g_assert_false (todoku_session_get_complete (session));

  // A choice asks nothing of a person who wanted no look-ups.
  todoku_session_set_host_id (session, "lolipop");
  g_assert_false (todoku_session_get_busy (session));
  todoku_session_set_host_id (session, NULL);

  todoku_session_retry (session);
  g_assert_true (todoku_session_get_busy (session));
  wait_until_idle (session);
  g_assert_true (todoku_session_get_complete (session));
  g_assert_cmpint (todoku_session_get_report (session)->verdict, ==, TODOKU_VERDICT_EDIT);
  stop_counting (session, busy);
}

static void
test_submit_after_cancel (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  submit (fixture->session, "shop.example");
  todoku_session_cancel (fixture->session);
  check (fixture->session, "shop.example");
}

static void
test_failure (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  g_assert_cmpint (check (session, "unknown.example")->verdict, ==, TODOKU_VERDICT_UNKNOWN);
  g_assert_null (todoku_session_get_input_error (session));
  todoku_session_retry (session);
  g_assert_true (todoku_session_get_busy (session));
  wait_until_idle (session);
  g_assert_cmpint (todoku_session_get_report (session)->verdict, ==, TODOKU_VERDICT_UNKNOWN);
}

static void
test_refresh (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *reports;

  check (session, "shop.example");
  reports = count_notifications (session, "notify::report");
  todoku_session_refresh (session);
  g_assert_cmpuint (*reports, ==, 0);

  todoku_language_set (TODOKU_LANGUAGE_JA);
  todoku_session_refresh (session);
  g_assert_false (todoku_session_get_busy (session));
  g_assert_true (todoku_session_get_complete (session));
  g_assert_cmpuint (*reports, ==, 1);
  todoku_language_set (TODOKU_LANGUAGE_EN);
  stop_counting (session, reports);
}

static void
test_refresh_keeps_no_domain (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  check (fixture->session, "missing.example");
  todoku_session_refresh (fixture->session);
  g_assert_nonnull (todoku_session_get_input_error (fixture->session));
}

// She has gone back: what she types is not to blame for the one before.
static void
test_no_domain_while_typing (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  submit (session, "missing.example");
  todoku_session_set_text (session, "shop.example");
  wait_until_idle (session);
  g_assert_cmpint (todoku_session_get_report (session)->verdict, ==, TODOKU_VERDICT_NO_DOMAIN);
  g_assert_null (todoku_session_get_input_error (session));

  submit (session, "missing.example");
  g_assert_true (todoku_session_get_busy (session));
  todoku_session_set_text (session, "info@missing.example");
  wait_until_idle (session);
  g_assert_nonnull (todoku_session_get_input_error (session));
}

static void
test_reset (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *resets = count_notifications (session, "reset");

  check (session, "shop.example");
  todoku_session_set_host_id (session, "lolipop");
  g_assert_cmpuint (*resets, ==, 0);
  todoku_session_reset (session);
  g_assert_cmpuint (*resets, ==, 1);
  stop_counting (session, resets);
  test_new (fixture, NULL);
  check (session, "shop.example");
}

static void
test_practice (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  guint *practice = count_notifications (session, "notify::practice");

  check (session, "shop.example");
  todoku_session_set_practice (session, TRUE);
  g_assert_nonnull (todoku_session_get_report (session));
  g_assert_cmpuint (*practice, ==, 0);

  todoku_session_set_practice (session, FALSE);
  g_assert_null (todoku_session_get_domain (session));
  g_assert_null (todoku_session_get_report (session));
  g_assert_cmpuint (*practice, ==, 1);
  stop_counting (session, practice);
}

static void
test_servers (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *bad[] = { "192.0.2.53", "nonsense", NULL };
  const char *good[] = { "192.0.2.53", NULL };
  const char *none[] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (todoku_session_set_servers (fixture->session, good, &error));
  g_assert_no_error (error);
  g_assert_false (todoku_session_set_servers (fixture->session, bad, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "nonsense"));
  g_assert_cmpstr (todoku_session_get_servers (fixture->session)[0], ==, "192.0.2.53");
  g_assert_true (todoku_session_set_servers (fixture->session, none, NULL));
  g_assert_null (todoku_session_get_servers (fixture->session)[0]);
}

#define SILENT_VALUE "v=spf1 include:_spf.silent.example ~all"

static char *
write_zone (const char *json)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-session-XXXXXX", NULL);
  char *path = g_build_filename (folder, "zone.json", NULL);

  g_assert_true (g_file_set_contents (path, json, -1, NULL));

  return path;
}

static void
remove_zone (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static TodokuSession *
session_new_with (const char *catalog_name, const char *zone)
{
  g_autofree char *catalog = g_build_filename (todoku_paths_get_data_dir (), catalog_name, NULL);

  return todoku_session_new (catalog, zone);
}

// Chooses what somebody who watches may choose, once.
static void
choose_once_cb (TodokuSession *session, GParamSpec *property G_GNUC_UNUSED, gpointer user_data)
{
  gboolean *has_chosen = user_data;

  if (*has_chosen || !todoku_session_get_complete (session))
    return;

  *has_chosen = TRUE;
  todoku_session_set_own_value (session, SILENT_VALUE);
}

// The rule is run from within a handler, and wants what is under way already: that is waited for.
static void
test_choice_in_handler (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const watched[] = { "notify::report", "notify::complete" };
  g_autofree char *zone =
    write_zone ("{\"shop.example\": {\"A\": [\"192.0.2.1\"], \"MX\": [\"10 shop.example\"]},"
                " \"_spf.silent.example\": \"TIMEOUT\"}");

  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    {
      g_autoptr (TodokuSession) session = session_new_with ("catalog", zone);
      gboolean has_chosen = FALSE;

      todoku_session_set_practice (session, TRUE);
      submit (session, "shop.example");
      todoku_session_set_own_value (session, SILENT_VALUE);
      while (todoku_session_get_report (session) == NULL)
        g_main_context_iteration (NULL, TRUE);
      todoku_session_set_own_value (session, NULL);
      g_signal_connect (session, watched[i], G_CALLBACK (choose_once_cb), &has_chosen);
      while (!has_chosen)
        g_main_context_iteration (NULL, TRUE);
      wait_until_idle (session);
      g_assert_true (todoku_session_get_complete (session));
      g_assert_cmpstr (todoku_session_get_choices (session)->value, ==, SILENT_VALUE);
    }
  remove_zone (zone);
}

static void
test_no_practice (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const zones[] = { NULL, "{", "{\"shop.example\": {\"A\": [\"nonsense\"]}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *zone =
        zones[i] != NULL ? write_zone (zones[i]) : g_strdup ("/nowhere/zone.json");
      g_autoptr (TodokuSession) session = session_new_with ("catalog", zone);

      todoku_session_set_practice (session, TRUE);
      g_assert_false (todoku_session_get_practice (session));
      g_assert_nonnull (strstr (todoku_session_get_input_error (session), "zone.json"));
      if (zones[i] != NULL)
        remove_zone (zone);
    }
}

static void
test_no_catalog (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *zone =
    g_build_filename (todoku_paths_get_data_dir (), "practice-zone.json", NULL);
  g_autoptr (TodokuSession) session = session_new_with ("no-catalog", zone);

  todoku_session_set_practice (session, TRUE);
  todoku_session_set_text (session, "shop.example");
  g_assert_false (todoku_session_submit (session));
  g_assert_nonnull (strstr (todoku_session_get_input_error (session), "no-catalog"));
  g_assert_false (todoku_session_get_busy (session));
  g_assert_cmpuint (todoku_session_get_catalog (session)->hosts->len, ==, 0);

  todoku_session_set_text (session, "another.example");
  g_assert_null (todoku_session_get_input_error (session));
  g_assert_false (todoku_session_submit (session));
  g_assert_nonnull (todoku_session_get_input_error (session));
}

static void
failed_cb (TodokuSession *session G_GNUC_UNUSED, const char *why, guint *n_told)
{
  g_assert_nonnull (strstr (why, "/dev/null"));
  (*n_told)++;
}

// What cannot be kept is told once, and again after something was kept in between.
static void
test_history_fails (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-session-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "history.json", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  const struct
  {
    const char *domain;
    const char *history;
    guint n_told; // so far
  } checks[] = {
    { "a.example", "/dev/null/history.json", 1 },
    { "b.example", "/dev/null/history.json", 1 },
    { "c.example", path, 1 },
    { "d.example", "/dev/null/history.json", 2 },
  };
  g_autoptr (LoopbackServer) server = loopback_server_new (
    "{\"a.example\": {\"A\": [\"192.0.2.1\"]}, \"b.example\": {\"A\": [\"192.0.2.1\"]},"
    " \"c.example\": {\"A\": [\"192.0.2.1\"]}, \"d.example\": {\"A\": [\"192.0.2.1\"]}}");
  const char *servers[] = { loopback_server_get_address (server), NULL };
  TodokuSession *session = session_new_with ("catalog", "/nowhere/zone.json");
  guint n_told = 0;

  g_assert_true (todoku_session_set_servers (session, servers, NULL));
  g_signal_connect (session, "history-failed", G_CALLBACK (failed_cb), &n_told);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      todoku_session_set_history (session, checks[i].history);
      check (session, checks[i].domain);
      // A line on its way keeps the session alive.
      while (G_OBJECT (session)->ref_count > 1)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (n_told, ==, checks[i].n_told);
    }
  g_assert_finalize_object (session);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

// Cancelled and finalized with its look-ups still to call back: they keep it alive until then.
static void
test_dropped_while_busy (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  submit (fixture->session, "shop.example");
}

static gboolean
is_done (TodokuSession *session, TodokuStandard standard)
{
  return todoku_report_get_standard (todoku_session_get_report (session), standard).is_done;
}

static void
wait_until_live (TodokuSession *session, TodokuStandard standard)
{
  todoku_session_start_monitor (session, standard);
  g_assert_true (todoku_session_is_monitored (session, standard));
  while (!is_done (session, standard))
    g_main_context_iteration (NULL, TRUE);
}

// Each of the three is monitored at its own name, one at a time, and what is seen there is what the
// report is made over.
static void
test_road (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  check (session, "add.example");
  for (guint i = 0; i < TODOKU_N_STANDARDS; i++)
    {
      g_assert_false (is_done (session, i));
      wait_until_live (session, i);
    }
  for (guint i = 0; i < TODOKU_N_STANDARDS; i++)
    g_assert_true (is_done (session, i));
  g_assert_false (todoku_session_is_monitored (session, TODOKU_STANDARD_SPF));
  check (session, "fine.example");
  g_assert_false (todoku_session_is_monitored (session, TODOKU_STANDARD_DMARC));
}

// Where nobody knows the name of the key there is nothing to wait for.
static void
test_selector (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;

  check (session, "edit.example");
  todoku_session_start_monitor (session, TODOKU_STANDARD_DKIM);
  g_assert_false (todoku_session_is_monitored (session, TODOKU_STANDARD_DKIM));
  g_assert_false (todoku_session_set_selector (session, "no selector"));
  g_assert_null (todoku_session_get_selector (session));
  g_assert_true (todoku_session_set_selector (session, "rs20261005._domainkey.edit.example"));
  wait_until_idle (session);
  g_assert_cmpstr (todoku_session_get_selector (session), ==, "rs20261005");
  g_assert_true (is_done (session, TODOKU_STANDARD_DKIM));
  g_assert_true (todoku_session_set_selector (session, ""));
  wait_until_idle (session);
  g_assert_false (is_done (session, TODOKU_STANDARD_DKIM));
}

static void
test_report_address (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  TodokuReport *report = check (session, "add.example");

  g_assert_cmpstr (todoku_report_get_standard (report, TODOKU_STANDARD_DMARC).proposed, ==,
                   "v=DMARC1; p=none");
  g_assert_false (todoku_session_set_report_address (session, "nobody"));
  g_assert_true (todoku_session_set_report_address (session, "dmarc@add.example"));
  report = todoku_session_get_report (session);
  g_assert_cmpstr (todoku_report_get_standard (report, TODOKU_STANDARD_DMARC).proposed, ==,
                   "v=DMARC1; p=none; rua=mailto:dmarc@add.example");
}

static TodokuBounceRules *
load_rules (void)
{
  g_autofree char *folder = g_build_filename (todoku_paths_get_data_dir (), "catalog", NULL);
  TodokuBounceRules *rules = todoku_bounce_rules_load (folder, NULL);

  g_assert_nonnull (rules);

  return rules;
}

// A mail says something of the domain that it names, whatever else is typed over that.
static void
test_mails (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  TodokuCatalog *catalog = todoku_session_get_catalog (session);
  g_autoptr (TodokuBounceRules) rules = load_rules ();
  g_autoptr (TodokuBounce) bounce = NULL;
  g_autoptr (TodokuReceived) received = NULL;
  gsize length;
  g_autofree char *returned = mails_read ("bounce", "gmail-2023-postfix-text", &length);
  g_autofree char *arrived = NULL;

  todoku_bounce_read (rules, catalog, returned, length, &bounce);
  arrived = mails_read ("received", "gmail-all", &length);
  todoku_received_read (rules, catalog, arrived, length, &received);
  todoku_session_set_bounce (session, bounce, returned);
  todoku_session_set_received (session, received);
  g_assert_cmpstr (todoku_session_get_text (session), ==, "shop.example");

  check (session, "fine.example");
  g_assert_null (todoku_session_get_choices (session)->bounce);
  g_assert_null (todoku_session_get_choices (session)->received);
  check (session, "shop.example");
  g_assert_true (todoku_session_get_choices (session)->bounce == bounce);
  g_assert_true (todoku_session_get_choices (session)->received == received);
}

// What notifies can be read, too.
static void
test_properties (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  TodokuSession *session = fixture->session;
  TodokuReport *report = NULL;
  const struct
  {
    const char *property;
    const char *value;
  } texts[] = {
    { "text", "info@shop.example" }, { "domain", "shop.example" }, { "input-error", NULL },
    { "host-id", "lolipop" },        { "web-host-id", "xserver" }, { "own-value", "v=spf1 -all" },
  };

  check (session, "info@shop.example");
  todoku_session_set_host_id (session, "lolipop");
  todoku_session_set_web_host_id (session, "xserver");
  todoku_session_set_own_value (session, "v=spf1 -all");
  wait_until_idle (session);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = NULL;

      g_object_get (session, texts[i].property, &value, NULL);
      g_assert_cmpstr (value, ==, texts[i].value);
    }
  g_object_get (session, "report", &report, NULL);
  g_assert_true (report == todoku_session_get_report (session));
  todoku_report_unref (report);
}

int
main (int argc, char **argv)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/session/new", test_new },
    { "/session/input-error", test_input_error },
    { "/session/provider-domain", test_provider_domain },
    { "/session/check-text-asks-nobody", test_check_text_asks_nobody },
    { "/session/submit", test_submit },
    { "/session/submit-again", test_submit_again },
    { "/session/submit-while-busy", test_submit_while_busy },
    { "/session/other-domain", test_other_domain },
    { "/session/other-domain-while-busy", test_other_domain_while_busy },
    { "/session/choices", test_choices },
    { "/session/choice-before-domain", test_choice_before_domain },
    { "/session/choice-while-busy", test_choice_while_busy },
    { "/session/value", test_value },
    { "/session/own-value", test_own_value },
    { "/session/web-host", test_web_host },
    { "/session/senders", test_senders },
    { "/session/unwanted", test_unwanted },
    { "/session/no-domain", test_no_domain },
    { "/session/no-domain-while-typing", test_no_domain_while_typing },
    { "/session/cancel", test_cancel },
    { "/session/submit-after-cancel", test_submit_after_cancel },
    { "/session/failure", test_failure },
    { "/session/refresh", test_refresh },
    { "/session/refresh-keeps-no-domain", test_refresh_keeps_no_domain },
    { "/session/reset", test_reset },
    { "/session/practice", test_practice },
    { "/session/servers", test_servers },
    { "/session/choice-in-handler", test_choice_in_handler },
    { "/session/no-practice", test_no_practice },
    { "/session/no-catalog", test_no_catalog },
    { "/session/history-fails", test_history_fails },
    { "/session/road", test_road },
    { "/session/selector", test_selector },
    { "/session/report-address", test_report_address },
    { "/session/mails", test_mails },
    { "/session/properties", test_properties },
    { "/session/dropped-while-busy", test_dropped_while_busy },
  };

  todoku_language_init (TODOKU_LANGUAGE_EN);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
