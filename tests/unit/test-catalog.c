// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalog/catalog.h"

#include "base/language.h"
#include "cases.h"
#include "catalog/pattern.h"
#include "catalog/template.h"
#include "shipped.h"

#include <string.h>

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
assert_source (const TodokuCatalogSource *source, char grade, const char *page)
{
  g_autofree char *url = g_strconcat ("https://help.full.example/", page, NULL);

  g_assert_cmpint (source->grade, ==, grade);
  g_assert_cmpstr (source->url, ==, url);
  g_assert_cmpstr (source->checked, ==, "2026-11-24");
}

static const char *
get_english (const GPtrArray *texts)
{
  g_assert_cmpuint (texts->len, ==, 1);

  return ((const TodokuCatalogText *) texts->pdata[0])->en;
}

static void
assert_panel (const TodokuCatalogPanel *panel, const char *word, const char *page)
{
  const char *const texts[][2] = {
    { get_english (panel->steps), "Open the page of %s." }, { panel->make.en, "Make %s." },
    { panel->make_short.en, "Make a short %s." },           { panel->show.en, "Copy %s." },
    { get_english (panel->after), "Turn %s on." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) expected = g_string_new (texts[i][1]);

      g_string_replace (expected, "%s", word, 0);
      g_assert_cmpstr (texts[i][0], ==, expected->str);
    }
  assert_source (&panel->source, 'C', page);
}

static void
assert_dkim (const TodokuCatalogDkim *dkim, const char *selectors, gboolean is_alias)
{
  g_autofree char *joined = g_strjoinv (" ", dkim->selectors);

  g_assert_cmpstr (joined, ==, selectors);
  g_assert_cmpint (dkim->is_alias, ==, is_alias);
  assert_source (&dkim->source, 'C', "dkim");
  assert_panel (&dkim->panel, "DKIM", "dkim-panel");
  g_assert_false (dkim->panel.is_by_hand);
}

/* Every member that a file may have is read, and into its own place. */
static void
test_full_host (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  const TodokuMailHost *host = todoku_catalog_find_host (catalog, "full");
  const TodokuCatalogPlaceholder *placeholder = g_ptr_array_index (host->placeholders, 0);
  const TodokuCatalogNote *note = g_ptr_array_index (host->notes, 0);

  g_assert_true (g_ptr_array_index (catalog->hosts, 0) == host);
  g_assert_cmpint (host->order, ==, 5);
  g_assert_cmpstr (host->company.en, ==, "Full Inc.");
  g_assert_cmpstr (host->url, ==, "https://help.full.example/");
  g_assert_cmpstr (host->sign_in, ==, "https://panel.full.example/");
  g_assert_cmpstr (placeholder->label.en, ==, "IP address");
  g_assert_cmpstr (placeholder->where.en, ==, "the IP page");
  g_assert_null (placeholder->example);
  g_assert_true (placeholder->from_exchange_address);
  g_assert_cmpstr (host->spf, ==, "v=spf1 ip4:{ip} include:spf{nn}.full.example ~all");
  assert_source (&host->source, 'F', "spf");
  g_assert_cmpstr (host->switch_ns[0], ==, "ns.full.example");
  g_assert_true (host->switch_is_preset);
  g_assert_cmpstr (get_english (host->switch_steps), ==, "See that it is on.");
  assert_source (&host->switch_source, 'T', "switch");
  assert_dkim (&host->dkim, "one two", TRUE);
  g_assert_true (host->dkim.panel.is_preset);
  assert_panel (&host->dmarc, "DMARC", "dmarc-panel");
  g_assert_false (host->dmarc.is_preset);
  g_assert_true (host->dmarc.is_by_hand);
  g_assert_cmpstr (note->unless_ns[0], ==, "*.full.example");
  assert_source (&note->source, 'O', "note");
}

static void
assert_known_term (TodokuCatalog *catalog, const char *term)
{
  g_autoptr (GPtrArray) found = todoku_catalog_match (catalog, TODOKU_PATTERN_TERM, term);

  g_assert_cmpuint (found->len, ==, 1);
}

/* Each address of a host's is one of its terms, too. */
static void
test_terms (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();

  assert_known_term (catalog, "include:spf.full.example");
  assert_known_term (catalog, "ip4:192.0.2.2");
  assert_known_term (catalog, "ip4:192.0.2.3");
  assert_known_term (catalog, "a:sv1.hosting.example");
}

static void
test_full_dns_provider (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  const TodokuDnsProvider *provider = todoku_catalog_find_dns_provider (catalog, "full");
  const TodokuCatalogStep *add = g_ptr_array_index (provider->steps, 0);
  const TodokuCatalogStep *save = g_ptr_array_index (provider->steps, 1);

  g_assert_true (g_ptr_array_index (catalog->dns_providers, 0) == provider);
  g_assert_cmpstr (provider->name.en, ==, "Full DNS");
  g_assert_cmpstr (provider->url, ==, "https://help.full.example/dns");
  g_assert_cmpstr (provider->sign_in, ==, "https://dns.full.example/");
  g_assert_cmpstr (add->when, ==, "add");
  g_assert_null (save->when);
  g_assert_false (provider->editable);
  g_assert_true (todoku_catalog_find_dns_provider (catalog, "hosting")->editable);
  g_assert_cmpstr (provider->host_field, ==, "@");
  g_assert_cmpstr (provider->host_label.en, ==, "Host name");
  g_assert_cmpstr (provider->type_label.en, ==, "Type");
  g_assert_cmpstr (provider->value_label.en, ==, "Content");
  g_assert_cmpint (provider->quotes, ==, 1);
  g_assert_cmpint (provider->value_max, ==, 1000);
  g_assert_cmpstr (provider->line, ==, "txt {host_field} {value}");
  g_assert_cmpstr (provider->alias, ==, "cname {host_field} {value}.");
  g_assert_true (provider->has_one_set);
  g_assert_cmpstr (provider->wait.en, ==, "Wait for an hour.");
  g_assert_cmpstr (get_english (provider->dangers), ==, "The website stops.");
  g_assert_cmpstr (get_english (provider->traps), ==, "Quotation marks are lost.");
  assert_source (&provider->source, 'B', "dns");
}

static void
test_full_sender (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  const TodokuSender *sender = todoku_catalog_find_sender (catalog, "full");
  const TodokuSender *other = todoku_catalog_find_sender (catalog, "sending");

  g_assert_cmpstr (sender->name.en, ==, "Full Sending");
  g_assert_cmpstr (sender->term, ==, "include:send.full.example");
  g_assert_true (sender->on_subdomain);
  g_assert_true (sender->receives_only);
  g_assert_cmpstr (sender->note.en, ==, "It only receives.");
  assert_source (&sender->source, 'F', "send");
  assert_dkim (&sender->dkim, "three four", FALSE);
  g_assert_false (sender->dkim.panel.is_preset);
  g_assert_cmpstr (other->aliases[0], ==, "include:old.sending.example");
  g_assert_false (other->on_subdomain);
  g_assert_false (other->receives_only);
  g_assert_null (other->note.en);
}

static void
assert_empty_panel (const TodokuCatalogPanel *panel)
{
  g_assert_cmpuint (panel->steps->len, ==, 0);
  g_assert_cmpuint (panel->after->len, ==, 0);
  g_assert_false (panel->is_preset || panel->is_by_hand);
}

/* What was left out is empty. */
static void
test_left_out (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  const TodokuMailHost *host = todoku_catalog_find_host (catalog, "hosting");
  const TodokuSender *sender = todoku_catalog_find_sender (catalog, "sending");

  assert_empty_panel (&host->dkim.panel);
  assert_empty_panel (&host->dmarc);
  assert_empty_panel (&sender->dkim.panel);
  g_assert_null (sender->dkim.selectors[0]);
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
  const TodokuCatalogText *last = g_ptr_array_index (unseen->steps, 1);
  const TodokuCatalogText *general = g_ptr_array_index (catalog->general_steps, 0);

  g_assert_false (unseen->path_seen);
  g_assert_null (unseen->host_field);
  g_assert_cmpint (unseen->quotes, ==, -1);
  g_assert_cmpint (unseen->value_max, ==, 0);
  g_assert_cmpstr (step->ja, ==, "見えない会社の画面を開き、見えない会社のIDを入れます。");
  g_assert_cmpstr (step->en, ==, "Open the page of Unseen, and enter your ID of Unseen.");
  g_assert_cmpstr (last->ja, ==, "見えない会社で保存します。");
  g_assert_cmpstr (last->en, ==, "Save at Unseen.");
  g_assert_cmpstr (general->en, ==,
                   "Open the page of that company, and enter your ID of that company.");
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

/* Every placeholder is filled in; one that was found may be empty, too. */
static void
test_two_placeholders (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const TodokuMailHost *host = todoku_catalog_find_host (catalog, "full");
  g_autofree char *value = NULL;
  g_autofree char *without = NULL;

  g_hash_table_insert (values, (gpointer) "ip", (gpointer) "192.0.2.1");
  g_hash_table_insert (values, (gpointer) "nn", (gpointer) "22");
  value = todoku_catalog_fill_template (host, "shop.example", values, NULL);
  g_assert_cmpstr (value, ==, "v=spf1 ip4:192.0.2.1 include:spf22.full.example ~all");
  g_hash_table_insert (values, (gpointer) "nn", (gpointer) "");
  without = todoku_catalog_fill_template (host, "shop.example", values, NULL);
  g_assert_cmpstr (without, ==, "v=spf1 ip4:192.0.2.1 include:spf.full.example ~all");
}

/* Of two companies whose patterns a name fits, it is the most used one's. */
static void
test_shared_server (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();

  g_assert_cmpstr (todoku_catalog_find_server_owner (catalog, "sv1.shared.example")->id, ==,
                   "full");
  g_assert_cmpstr (todoku_catalog_find_server_owner (catalog, "sv1.also.shared.example")->id, ==,
                   "full");
  g_assert_cmpstr (todoku_catalog_find_server_owner (catalog, "sv2.shared.example")->id, ==,
                   "hosting");
}

static void
test_names_within (void)
{
  g_autoptr (TodokuCatalog) catalog = load_good ();

  g_assert_true (todoku_catalog_has_names_within (catalog, "full.example"));
  g_assert_true (todoku_catalog_has_names_within (catalog, "hosting.example"));
  g_assert_false (todoku_catalog_has_names_within (catalog, "shop.example"));
}

/* Products of one company are akin; nothing is known of who has none. */
static void
test_akin (void)
{
  const TodokuMailHost one = { .company.ja = (char *) "株式会社一" };
  const TodokuMailHost same = { .company.ja = (char *) "株式会社一" };
  const TodokuMailHost other = { .company.ja = (char *) "株式会社二" };
  const TodokuMailHost first = { .company.ja = (char *) "株式会社〇" };
  const TodokuMailHost unknown = { 0 };
  const TodokuMailHost nobody = { 0 };

  g_assert_true (todoku_mail_host_is_akin (&one, &one));
  g_assert_true (todoku_mail_host_is_akin (&one, &same));
  g_assert_true (todoku_mail_host_is_akin (&unknown, &unknown));
  g_assert_false (todoku_mail_host_is_akin (&one, &other));
  g_assert_false (todoku_mail_host_is_akin (&one, &first));
  g_assert_false (todoku_mail_host_is_akin (&one, &unknown));
  g_assert_false (todoku_mail_host_is_akin (&unknown, &nobody));
  g_assert_false (todoku_mail_host_is_akin (&unknown, &one));
  g_assert_false (todoku_mail_host_is_akin (&one, NULL));
  g_assert_false (todoku_mail_host_is_akin (&unknown, NULL));
}

/* The names of customers' lines and mail addresses are below those of the companies. */
static void
test_provider_above (void)
{
  static const char *const names[][2] = {
    { "p1.tokyo.bbtec.net", "bbtec.net" },
    { "x.eonet.ne.jp", "eonet.ne.jp" },
    { "p2.ocn.ne.jp", "ocn.ne.jp" },
    { "x.y.gmail.com", "gmail.com" },
    { "x.asahi-net.or.jp", "asahi-net.or.jp" },
    { "x.vodafone.ne.jp", "vodafone.ne.jp" },
    { "bbtec.net", NULL },
    { "ocn.ne.jp", NULL },
    { "gmail.com", NULL },
    { "shop.example", NULL },
    { "xbbtec.net", NULL },
    { "net", NULL },
  };
  g_autoptr (TodokuCatalog) catalog = load_good ();
  g_autoptr (TodokuCatalog) empty = todoku_catalog_new_empty ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (todoku_catalog_find_provider_above (catalog, names[i][0]), ==, names[i][1]);
  g_assert_null (todoku_catalog_find_provider_above (empty, "p2.ocn.ne.jp"));
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
  g_test_add_func ("/catalog/full-host", test_full_host);
  g_test_add_func ("/catalog/full-dns-provider", test_full_dns_provider);
  g_test_add_func ("/catalog/full-sender", test_full_sender);
  g_test_add_func ("/catalog/left-out", test_left_out);
  g_test_add_func ("/catalog/terms", test_terms);
  g_test_add_func ("/catalog/two-placeholders", test_two_placeholders);
  g_test_add_func ("/catalog/shared-server", test_shared_server);
  g_test_add_func ("/catalog/names-within", test_names_within);
  g_test_add_func ("/catalog/akin", test_akin);
  g_test_add_func ("/catalog/provider-above", test_provider_above);
  g_test_add_func ("/catalog/weak", test_weak);
  g_test_add_func ("/catalog/provider-domains", test_provider_domains);
  g_test_add_func ("/catalog/general-steps", test_general_steps);
  g_test_add_func ("/catalog/every-name-server", test_every_name_server);
  g_test_add_func ("/catalog/name-server", test_name_server);
  g_test_add_func ("/catalog/server-owner", test_server_owner);
  g_test_add_func ("/catalog/dangers", test_dangers);

  return g_test_run ();
}
