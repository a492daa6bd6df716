// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/catalog.h"

#include "base/language.h"
#include "cases.h"
#include "catalog/template.h"
#include "shipped.h"

#include <glib/gstdio.h>
#include <string.h>

/* Without waiting for the disk as g_file_set_contents() does. Written in place a shorter text would
 * keep the end of a longer one, so the old file goes first. */
static void
write_file (const char *path, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_remove (path);
  g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static TodokuCatalog *
load (const char *folder)
{
  g_autoptr (GError) error = NULL;
  TodokuCatalog *catalog = todoku_catalog_load (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (catalog);

  return catalog;
}

static char *
get_good_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "catalog", "good", NULL);
}

static TodokuCatalog *
load_good (void)
{
  g_autofree char *folder = get_good_folder ();

  return load (folder);
}

static void
test_shipped (void)
{
  static const char *const first[] = { "xserver",   "bind",        "sakura",     "lolipop",
                                       "onamae_rs", "onamae_mail", "conoha_wing" };
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  GPtrArray *hosts = catalog->hosts;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      const TodokuMailHost *host = g_ptr_array_index (hosts, i);

      g_assert_cmpstr (host->id, ==, first[i]);
      g_assert_nonnull (host->spf);
      g_assert_true (todoku_catalog_find_host (catalog, first[i]) == host);
    }
  g_assert_null (todoku_catalog_find_host (catalog, "nobody"));
  g_assert_null (todoku_catalog_find_host (catalog, NULL));
  g_assert_null (todoku_catalog_find_host (catalog, "colorfulbox")->spf);

  const TodokuSender *sender = g_ptr_array_index (catalog->senders, 0);

  g_assert_cmpstr (sender->id, ==, "google-workspace");
  g_assert_true (todoku_catalog_find_sender (catalog, "google-workspace") == sender);
  g_assert_null (todoku_catalog_find_sender (catalog, "nobody"));
  g_assert_nonnull (todoku_catalog_find_dns_provider (catalog, "muumuu-dns"));
  g_assert_null (todoku_catalog_find_dns_provider (catalog, "nobody"));
}

static void
assert_has_each (const char *const *list, char **selectors)
{
  for (guint i = 0; selectors[i] != NULL; i++)
    g_assert_true (g_strv_contains (list, selectors[i]));
}

// What is looked for where nobody knows whose mail it is: of everybody, and nothing twice.
static void
assert_selectors (TodokuCatalog *catalog)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) list = todoku_catalog_list_dkim_selectors (catalog, TRUE);

  for (guint i = 0; list[i] != NULL; i++)
    g_assert_true (g_hash_table_add (seen, list[i]));
  for (guint i = 0; i < catalog->hosts->len; i++)
    assert_has_each ((const char *const *) list,
                     ((const TodokuMailHost *) catalog->hosts->pdata[i])->dkim.selectors);
  for (guint i = 0; i < catalog->senders->len; i++)
    assert_has_each ((const char *const *) list,
                     ((const TodokuSender *) catalog->senders->pdata[i])->dkim.selectors);
  todoku_list_foreach (const TodokuCatalogDkim, keys, catalog->keys)
    assert_has_each ((const char *const *) list, keys->selectors);
}

static void
test_selectors (void)
{
  g_autoptr (TodokuCatalog) shipped = shipped_catalog_load ();
  g_autoptr (TodokuCatalog) good = load_good ();

  assert_selectors (shipped);
  assert_selectors (good);
}

static void
test_good (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  g_autoptr (TodokuCatalog) again = todoku_catalog_ref (catalog);
  const TodokuMailHost *host = todoku_catalog_find_host (again, "hosting");
  const TodokuDnsProvider *provider = todoku_catalog_find_dns_provider (again, "hosting");
  const TodokuCatalogNote *note = g_ptr_array_index (host->notes, 0);
  const TodokuCatalogText *text = g_ptr_array_index (host->notes, 0);

  g_assert_cmpstr (host->name.ja, ==, "ホスティング");
  g_assert_null (host->company.ja);
  g_assert_cmpint (host->source.grade, ==, 'O');
  g_assert_cmpstr (host->source.checked, ==, "2026-11-24");
  g_assert_false (todoku_catalog_source_is_weak (&host->source));
  g_assert_cmpstr (note->source.url, ==, "https://help.hosting.example/spf");
  g_assert_cmpstr (text->en, ==, "A note.");
  g_assert_cmpuint (host->switch_steps->len, ==, 1);
  g_assert_false (host->switch_is_preset);
  g_assert_cmpstr (provider->host_field, ==, "");
  g_assert_cmpint (provider->quotes, ==, 0);
  g_assert_cmpint (provider->value_max, ==, 255);
  g_assert_true (provider->path_seen);
  g_assert_null (provider->wait.en);
}

static void
test_weak (void)
{
  static const char grades[] = "OCFTB";

  for (guint i = 0; i < strlen (grades); i++)
    {
      TodokuCatalogSource source = { .grade = grades[i] };

      g_assert_cmpint (todoku_catalog_source_is_weak (&source), ==, i >= 3);
    }
}

static void
test_general_steps (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  const TodokuDnsProvider *unseen = todoku_catalog_find_dns_provider (catalog, "unseen");
  const TodokuCatalogText *step = g_ptr_array_index (unseen->steps, 0);
  const TodokuCatalogText *general = g_ptr_array_index (catalog->general_steps, 0);

  g_assert_false (unseen->path_seen);
  g_assert_null (unseen->host_field);
  g_assert_cmpint (unseen->quotes, ==, -1);
  g_assert_cmpint (unseen->value_max, ==, 0);
  g_assert_cmpstr (step->ja, ==, "見えない会社の画面を開きます。");
  g_assert_cmpstr (step->en, ==, "Open the page of Unseen.");
  g_assert_cmpstr (general->en, ==, "Open the page of that company.");
}

/* "ns[1-5].xserver.jp" as "ns1.xserver.jp", "*.awsdns-*" as "x.awsdns-x". */
static char *
make_example (const char *glob)
{
  GString *name = g_string_new (NULL);

  for (const char *at = glob; *at != '\0'; at++)
    if (*at == '[')
      {
        g_string_append_c (name, at[1]);
        at = strchr (at, ']');
      }
    else
      g_string_append_c (name, *at == '*' ? 'x' : *at);

  return g_string_free (name, FALSE);
}

static void
test_every_name_server (void)
{
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();
  GPtrArray *providers = catalog->dns_providers;

  for (guint i = 0; i < providers->len; i++)
    {
      const TodokuDnsProvider *provider = g_ptr_array_index (providers, i);

      g_assert_cmpuint (provider->steps->len, >, 0);
      for (gsize n = 0; provider->ns[n] != NULL; n++)
        {
          g_autofree char *name = make_example (provider->ns[n]);
          g_autofree char *below = g_strconcat (name, ".evil.test", NULL);

          g_assert_true (todoku_catalog_match_name_server (catalog, name) == provider);

          // A glob that ends with a star takes any ending; no other does.
          if (!g_str_has_suffix (provider->ns[n], "*"))
            g_assert_null (todoku_catalog_match_name_server (catalog, below));
        }
    }
}

static void
test_name_server (void)
{
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();

  g_assert_cmpstr (todoku_catalog_match_name_server (catalog, "ns3.xserver.jp")->id, ==, "xserver");
  g_assert_cmpstr (todoku_catalog_match_name_server (catalog, "NS1.DNS.NE.JP")->id, ==, "sakura");
  g_assert_cmpstr (todoku_catalog_match_name_server (catalog, "ns-12.awsdns-01.co.uk")->id, ==,
                   "route53");
  g_assert_null (todoku_catalog_match_name_server (catalog, "ns6.xserver.jp"));
  g_assert_null (todoku_catalog_match_name_server (catalog, "xns1.xserver.jp"));
  g_assert_null (todoku_catalog_match_name_server (catalog, "ns1.xserver.jp.evil.example"));
  g_assert_null (todoku_catalog_match_name_server (catalog, ""));
}

/* The owners of servers as returned mails of forms name them, and who owns none. */
static void
test_server_owner (void)
{
  static const char *const owners[][2] = {
    { "sv1234.xserver.jp", "xserver" },
    { "tanaka.xsrv.jp", "xserver" },
    { "www1234.sakura.ne.jp", "sakura" },
    { "jp28.mixhost.jp", "mixhost" },
    { "v2007.coreserver.jp", "coreserver" },
    { "sv37.star.ne.jp", "starserver" },
    { "www123.heteml.jp", "heteml" },
    { "smtp22.gmoserver.jp", "onamae_mail" },
    { "mail1044.onamae.ne.jp", "onamae_rs" },
    { "kir123.kagoya.net", "kagoya" },
    { "mail-gw-12.vdone.jp", "valueserver" },
    { "www9.wadax-sv.com", "wadax" },
    // Its customer's own, with a switch of its own.
    { "tanaka.sakura.ne.jp", NULL },
    { "www1234ab.sakura.ne.jp", NULL },
    { "v133-1-2-3.vir.kagoya.net", NULL },
    { "vir.kagoya.net", NULL },
    { "x203-0-113-9.static.xvps.ne.jp", NULL },
    { "jp28.mixhost.jp.evil.example", NULL },
    { "evilheteml.jp", NULL },
    { "", NULL },
  };
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const TodokuMailHost *host = todoku_catalog_find_server_owner (catalog, owners[i][0]);

      g_test_message ("%s", owners[i][0]);
      g_assert_cmpstr (host != NULL ? host->id : NULL, ==, owners[i][1]);
    }
}

/* Copies the good catalog to @folder. */
static void
copy_good (const char *folder)
{
  static const char *const files[] = { "hosts/hosting.json",        "dns-providers/hosting.json",
                                       "dns-providers/unseen.json", "senders.json",
                                       "general-steps.json",        "free-mail.json" };
  g_autofree char *good = get_good_folder ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *from = g_build_filename (good, files[i], NULL);
      g_autofree char *to = g_build_filename (folder, files[i], NULL);
      g_autofree char *directory = g_path_get_dirname (to);
      g_autofree char *text = NULL;
      gsize length = 0;

      g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
      g_assert_true (g_file_get_contents (from, &text, &length, NULL));
      write_file (to, text, (gssize) length);
    }
}

static void
replace_first (const char *path, const char *from, const char *to)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  const char *at = strstr (text, from);

  g_assert_nonnull (at);

  g_autofree char *before = g_strndup (text, (gsize) (at - text));
  g_autofree char *changed = g_strconcat (before, to, at + strlen (from), NULL);

  write_file (path, changed, -1);
}

static void
assert_broken (const char *folder, json_object *broken)
{
  g_autofree char *path = g_build_filename (folder, case_get_string (broken, "file"), NULL);
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  replace_first (path, case_get_string (broken, "from"), case_get_string (broken, "to"));

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_test_message ("%s → %s", case_get_string (broken, "from"), case_get_string (broken, "to"));
  g_assert_null (catalog);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TODOKU_CATALOG_ERROR);
  if (!g_str_has_prefix (error->message, case_get_string (broken, "error")))
    g_assert_cmpstr (error->message, ==, case_get_string (broken, "error"));
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "hosts/hosting.json",
                                       "dns-providers/hosting.json",
                                       "dns-providers/unseen.json",
                                       "senders.json",
                                       "general-steps.json",
                                       "free-mail.json",
                                       "hosts",
                                       "dns-providers",
                                       "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
}

static void
test_broken (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  json_object *cases = cases_load ("catalog/broken.json");

  g_assert_nonnull (folder);
  g_assert_cmpuint (json_object_array_length (cases), >, 30);
  for (gsize i = 0; i < json_object_array_length (cases); i++)
    assert_broken (folder, json_object_array_get_idx (cases, i));

  remove_folder (folder);
  json_object_put (cases);
}

static void
test_not_utf8 (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "hosts", "hosting.json", NULL);
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  replace_first (path, "Hosting", "Host\xffing");

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_assert_null (catalog);
  g_assert_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX);
  remove_folder (folder);
}

static void
test_nul (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "senders.json", NULL);
  static const char text[] = "{\"senders\": []}\0{";
  g_autoptr (GError) error = NULL;

  copy_good (folder);
  write_file (path, text, sizeof (text) - 1);

  g_autoptr (TodokuCatalog) catalog = todoku_catalog_load (folder, &error);

  g_assert_null (catalog);
  g_assert_error (error, TODOKU_CATALOG_ERROR, TODOKU_CATALOG_ERROR_SYNTAX);
  remove_folder (folder);
}

static void
test_provider_domains (void)
{
  static const char *const theirs[] = { "gmail.com",     "yahoo.co.jp",   "docomo.ne.jp",
                                        "abc.ocn.ne.jp", "i.softbank.jp", "t.vodafone.ne.jp",
                                        "k1.dion.ne.jp", "icloud.com" };
  static const char *const others[] = { "shop.example", "google.com", "mail.gmail.com.example",
                                        "gmail.com.example", "ocn.co.jp" };
  g_autoptr (TodokuCatalog) catalog = shipped_catalog_load ();

  for (gsize i = 0; i < G_N_ELEMENTS (theirs); i++)
    g_assert_true (todoku_catalog_is_provider_domain (catalog, theirs[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (todoku_catalog_is_provider_domain (catalog, others[i]));
}

static void
test_missing (void)
{
  static const char *const names[] = { "senders.json", "general-steps.json", "free-mail.json" };
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GError) error = NULL;

      copy_good (folder);
      g_remove (path);
      g_assert_null (todoku_catalog_load (folder, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
    }
  remove_folder (folder);

  g_autoptr (GError) error = NULL;

  g_assert_null (todoku_catalog_load ("/nonexistent/catalog", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_passed_over (void)
{
  g_autofree char *folder = g_dir_make_tmp ("todoku-catalog-XXXXXX", NULL);
  g_autofree char *hidden = g_build_filename (folder, "hosts", ".#hosting.json", NULL);
  g_autofree char *backup = g_build_filename (folder, "hosts", "hosting.json~", NULL);

  copy_good (folder);
  write_file (hidden, "", 0);
  write_file (backup, "", 0);

  g_autoptr (TodokuCatalog) catalog = load (folder);

  g_assert_cmpuint (catalog->hosts->len, ==, 1);
  g_remove (hidden);
  g_remove (backup);
  remove_folder (folder);
}

// Nothing is in danger where nothing is named that could be.
static void
test_dangers (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  const TodokuDnsProvider providers[] = {
    { .editable = TRUE },
    { .editable = TRUE, .dangers = none },
    { .editable = TRUE, .dangers = some },
    { .editable = FALSE, .dangers = none },
  };

  g_ptr_array_add (some, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    g_assert_cmpint (todoku_dns_provider_is_dangerous (&providers[i]), ==, i >= 2);
  g_assert_false (todoku_dns_provider_is_dangerous (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/shipped", test_shipped);
  g_test_add_func ("/catalog/selectors", test_selectors);
  g_test_add_func ("/catalog/good", test_good);
  g_test_add_func ("/catalog/weak", test_weak);
  g_test_add_func ("/catalog/provider-domains", test_provider_domains);
  g_test_add_func ("/catalog/general-steps", test_general_steps);
  g_test_add_func ("/catalog/every-name-server", test_every_name_server);
  g_test_add_func ("/catalog/name-server", test_name_server);
  g_test_add_func ("/catalog/server-owner", test_server_owner);
  g_test_add_func ("/catalog/dangers", test_dangers);
  g_test_add_func ("/catalog/broken", test_broken);
  g_test_add_func ("/catalog/not-utf8", test_not_utf8);
  g_test_add_func ("/catalog/nul", test_nul);
  g_test_add_func ("/catalog/missing", test_missing);
  g_test_add_func ("/catalog/passed-over", test_passed_over);

  return g_test_run ();
}
