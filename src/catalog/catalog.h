// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define TODOKU_CATALOG_ERROR (todoku_catalog_error_quark ())
GQuark todoku_catalog_error_quark (void);

/** What is wrong with a catalog file. The message names the file and the member at fault. */
typedef enum
{
  TODOKU_CATALOG_ERROR_SYNTAX,
  TODOKU_CATALOG_ERROR_VALUE,
} TodokuCatalogError;

// Everything here is read only once the catalog is loaded, and valid as long as the catalog is.

/**
 * TodokuCatalogText:
 * @ja: in Japanese
 * @en: in English
 *
 * A text of the catalog in both languages. UTF-8 without control characters; plain text, never
 * markup.
 */
typedef struct
{
  char *ja;
  char *en;
} TodokuCatalogText;

/** Returns: (transfer none) (nullable): @text, which may be %NULL, in the language spoken now. */
const char *todoku_catalog_text_get (const TodokuCatalogText *text);

/** Frees both texts of @text, but not @text itself. */
void todoku_catalog_text_clear (TodokuCatalogText *text);

/**
 * TodokuCatalogSource:
 * @grade: how sure the fact is: 'O' the company's own page, 'C' a copy of it, 'F' seen in the
 *   field, 'T' told by others, 'B' from this program's founding document
 * @url: (nullable): a public page that says so
 * @checked: when it was looked at, as 2026-11-24
 */
typedef struct
{
  char grade;
  char *url;
  char *checked;
} TodokuCatalogSource;

/** Returns: whether @source is only what others tell ('T', 'B'), so that the page should say so. */
gboolean todoku_catalog_source_is_weak (const TodokuCatalogSource *source);
void todoku_catalog_source_clear (TodokuCatalogSource *source);

/**
 * TodokuCatalogPanel:
 * @steps: (element-type TodokuCatalogText): how to turn it on; empty where nobody has seen that
 * @make: (nullable texts): of DKIM, the step behind @steps that makes a new key
 * @make_short: (nullable texts): the same, for a key that a DNS takes which takes no long values
 * @show: (nullable texts): how to get what another company's DNS is to publish
 * @after: (element-type TodokuCatalogText): what to do once that is published
 * @is_preset: whether the company does it by itself while its name servers serve the zone; @steps
 *   say what to look at then
 * @is_by_hand: whether the key has to be entered by hand even where the company serves the zone
 * @source: where this is from
 *
 * What a mail host's panel has for a standard.
 */
typedef struct
{
  GPtrArray *steps;
  TodokuCatalogText make;
  TodokuCatalogText make_short;
  TodokuCatalogText show;
  GPtrArray *after;
  gboolean is_preset;
  gboolean is_by_hand;
  TodokuCatalogSource source;
} TodokuCatalogPanel;

/**
 * TodokuCatalogDkim:
 * @selectors: (array zero-terminated=1): the selectors that all customers' keys have; none where
 *   nobody has seen them
 * @is_alias: whether a key is published as an alias (CNAME) of a name of the company
 * @names_domain: whether that name begins with the selector, a hyphen, and the domain, with hyphens
 *   for its dots
 * @source: where they are from
 * @panel: how to turn signing on
 *
 * Where a company's DKIM keys are.
 */
typedef struct
{
  char **selectors;
  gboolean is_alias;
  gboolean names_domain;
  TodokuCatalogSource source;
  TodokuCatalogPanel panel;
} TodokuCatalogDkim;

/**
 * TodokuCatalogStep:
 * @text: what to do
 * @when: (nullable): "add" or "change", where it is to be done only if a record is added, or if
 *   there is one to change; "alias", where only for an alias (CNAME)
 * @published: (nullable): the record that has to be there for it to be done: one that the panel
 *   itself publishes, and that the step takes away
 *
 * A step begins with its text, so that a pointer to one may be read as a pointer to a
 * #TodokuCatalogText.
 */
typedef struct
{
  TodokuCatalogText text;
  char *when;
  char *published;
} TodokuCatalogStep;

/**
 * TodokuCatalogNote:
 * @text: what it says
 * @source: where it is from
 * @unless_ns: (nullable) (array zero-terminated=1): globs of name servers; what it says is settled
 *   for a domain that has no others
 *
 * A fact with its source. A note begins with its text, so that a pointer to one may be read as a
 * pointer to a #TodokuCatalogText.
 */
typedef struct
{
  TodokuCatalogText text;
  TodokuCatalogSource source;
  char **unless_ns;
} TodokuCatalogNote;

/**
 * TodokuCatalogPlaceholder:
 * @key: its name in the SPF template, as "host" for {host}
 * @label: what it is called in the company's panel
 * @where: where to find it
 * @example: (nullable): an example
 * @pattern: a regular expression that values match whole; see
 *   todoku_catalog_placeholder_normalize()
 * @from_exchange_address: whether it is the IPv4 address of the server that takes the mail in
 *
 * A part of a host's SPF value that is not the same for all customers. {domain} is never one: it
 * is always known.
 */
typedef struct
{
  char *key;
  TodokuCatalogText label;
  TodokuCatalogText where;
  char *example;
  GRegex *pattern;
  gboolean from_exchange_address;
} TodokuCatalogPlaceholder;

/**
 * TodokuMailHost:
 * @id: as "xserver"
 * @order: its place among the hosts: the most used has the smallest
 * @name: as エックスサーバー
 * @company: (nullable texts): who runs it
 * @spf: (nullable): its SPF value, with {domain} and placeholders; %NULL where none is known
 * @placeholders: (element-type TodokuCatalogPlaceholder): what else stands in @spf
 * @switch_steps: (element-type TodokuCatalogText): where the company's own name servers serve the
 *   zone and its panel has a switch for SPF, or publishes it by itself: the steps to it; empty
 *   where there is no such thing
 * @switch_ns: (array zero-terminated=1): globs of the name servers for which the switch works;
 *   see todoku_catalog_glob_matches()
 * @switch_is_preset: whether there is no button: the company publishes its SPF by itself, and
 *   @switch_steps say what to look at where it is missing
 * @switch_source: where this is from
 * @dns_provider: (nullable): the id of the DNS provider whose panel the host's customers use, for
 *   zones whose name servers tell nothing
 * @notes: (element-type TodokuCatalogNote): what to know before using the value
 * @url: (nullable): the company's help or panel; never %NULL where @spf is: the value is to be
 *   taken from there
 * @sign_in: (nullable): where its customers sign in to its panel, https
 * @source: where @spf is from
 * @dkim: where its DKIM keys are
 * @dmarc: how to publish a DMARC record while its name servers serve the zone
 */
typedef struct
{
  char *id;
  gint64 order;
  TodokuCatalogText name;
  TodokuCatalogText company;
  char *spf;
  GPtrArray *placeholders;
  GPtrArray *switch_steps;
  char **switch_ns;
  gboolean switch_is_preset;
  TodokuCatalogSource switch_source;
  char *dns_provider;
  GPtrArray *notes;
  char *url;
  char *sign_in;
  TodokuCatalogSource source;
  TodokuCatalogDkim dkim;
  TodokuCatalogPanel dmarc;
  /*< private >*/
  GPtrArray *patterns; /* TodokuCatalogPattern, see catalog/pattern.h */
  char **addresses;    /* IPv4 addresses of its servers */
} TodokuMailHost;

/** Returns: (transfer none) (nullable): the placeholder @key of @host. */
const TodokuCatalogPlaceholder *todoku_mail_host_find_placeholder (const TodokuMailHost *host,
                                                                   const char *key);

/** Returns: whether @host and @other (nullable) are one, or products of one company, which may have
 * servers of one name. */
gboolean todoku_mail_host_is_akin (const TodokuMailHost *host, const TodokuMailHost *other);

/**
 * TodokuDnsProvider:
 * @id: as "muumuu-dns"
 * @order: its place among the providers: the most used has the smallest
 * @name: as ムームーDNS（ムームードメイン）
 * @ns: (array zero-terminated=1): globs of its name servers; none where they are not known
 * @steps: (element-type TodokuCatalogStep): how to get to the page and paste, in order; see
 *   catalog/template.h for the words in braces
 * @path_seen: whether @steps are this company's own; where not, they are the general ones, and
 *   the page should say so
 * @host_field: (nullable): what goes into the host field for the domain itself: "" for blank, "@";
 *   %NULL where it was not seen
 * @host_label: (nullable): what its panel calls the host field
 * @type_label: (nullable): the same for the record's type
 * @value_label: (nullable): the same for its value
 * @quotes: -1 where it was not seen, 0 where the value is pasted without quotes, 1 with them
 * @value_max: the most characters its value field takes; 0 where that was not seen
 * @line: (nullable): where its panel is one text box in place of fields, how a record is written
 *   there, with the words in braces of @steps
 * @alias: (nullable): how the target of an alias (CNAME) is written there, or all of its line where
 *   there is @line, with the words in braces of @steps; %NULL where that was not seen
 * @has_one_set: whether all TXT records of a name are lines of one there
 * @editable: whether a TXT record can be written there at all
 * @wait: how long it takes until others see the change; both texts %NULL where not known
 * @dangers: (nullable) (element-type TodokuCatalogNote): what can stop the website or all mail
 *   there; %NULL where nothing is known of that
 * @traps: (element-type TodokuCatalogNote): what else goes wrong there
 * @url: (nullable): its help or panel
 * @sign_in: (nullable): where its customers sign in to its panel, https
 * @source: where this is from
 */
typedef struct
{
  char *id;
  gint64 order;
  TodokuCatalogText name;
  char **ns;
  GPtrArray *steps;
  gboolean path_seen;
  char *host_field;
  TodokuCatalogText host_label;
  TodokuCatalogText type_label;
  TodokuCatalogText value_label;
  int quotes;
  gint64 value_max;
  char *line;
  char *alias;
  gboolean has_one_set;
  gboolean editable;
  TodokuCatalogText wait;
  GPtrArray *dangers;
  GPtrArray *traps;
  char *url;
  char *sign_in;
  TodokuCatalogSource source;
} TodokuDnsProvider;

/** Returns: whether the way at @provider, which may be %NULL, can stop the website or all mail: by
 * something in its panel, or since no record can be written there, and it leads to another DNS. */
gboolean todoku_dns_provider_is_dangerous (const TodokuDnsProvider *provider);

/**
 * TodokuSender:
 * @id: as "google-workspace"
 * @name: as Google Workspace
 * @term: what it needs in the record, as "include:_spf.google.com"
 * @aliases: (array zero-terminated=1): older terms of the same service
 * @on_subdomain: whether it sends from a subdomain of its own, so that the record of the domain
 *   itself rarely needs @term
 * @receives_only: whether it takes mail in and forwards it, and sends none of the customer's own
 * @note: (nullable texts): what to know
 * @source: where @term is from
 * @dkim: where its DKIM keys are
 *
 * A service that sends mail with a customer's domain.
 */
typedef struct
{
  char *id;
  TodokuCatalogText name;
  char *term;
  char **aliases;
  gboolean on_subdomain;
  gboolean receives_only;
  TodokuCatalogText note;
  TodokuCatalogSource source;
  TodokuCatalogDkim dkim;
} TodokuSender;

/**
 * TodokuCatalog:
 * @hosts: (element-type TodokuMailHost): the hosts, the most used first
 * @dns_providers: (element-type TodokuDnsProvider): the providers, the most used first
 * @senders: (element-type TodokuSender): the services, the most used first
 * @keys: (element-type TodokuCatalogDkim): where services have their keys that are none of @senders
 * @general_steps: (element-type TodokuCatalogStep): the steps for a DNS provider that is not known
 * @provider_domains: (array zero-terminated=1): globs of the domains of companies that give mail
 *   addresses to everybody
 * @line_domains: (array zero-terminated=1): further domains that have names of customers' internet
 *   lines below them
 *
 * All companies Todoku knows. Ref-counted; nothing changes it once loaded, and any thread may read
 * it.
 */
typedef struct
{
  GPtrArray *hosts;
  GPtrArray *dns_providers;
  GPtrArray *senders;
  GPtrArray *keys;
  GPtrArray *general_steps;
  char **provider_domains;
  char **line_domains;
  /*< private >*/
  GHashTable *patterns; /* those of all hosts, see catalog/pattern.h */
} TodokuCatalog;

/**
 * todoku_catalog_load:
 * @folder: (type filename): the folder that holds hosts/, dns-providers/, senders.json and
 *   general-steps.json
 * @error: return location for an error
 *
 * Reads every file. Blocks on the disk: call it before the first window. What a file may say is in
 * data/catalog/schema, and checked by a test; here a file is refused that cannot be used. Messages
 * are for whoever edits the files, so they are in English: "hosts/xserver.json: name.en: must be a
 * string".
 *
 * Returns: (transfer full) (nullable): the catalog; %NULL with a #GFileError or
 *   %TODOKU_CATALOG_ERROR
 */
TodokuCatalog *todoku_catalog_load (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer full): a catalog that knows nobody. */
TodokuCatalog *todoku_catalog_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;

TodokuCatalog *todoku_catalog_ref (TodokuCatalog *self);
void todoku_catalog_unref (TodokuCatalog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuCatalog, todoku_catalog_unref)

/**
 * todoku_catalog_is_provider_domain:
 * @self: the catalog
 * @domain: a domain in A-labels, lower case
 *
 * Returns: whether @domain belongs to a company that gives mail addresses to everybody (gmail.com,
 *   docomo.ne.jp, an Internet provider's), so that no customer can set anything there
 */
gboolean todoku_catalog_is_provider_domain (TodokuCatalog *self, const char *domain);

/** Returns: (transfer none) (nullable): the domain of such a company, or of one that runs internet
 * lines of houses and phones, that the server's name @name lies below. */
const char *todoku_catalog_find_provider_above (TodokuCatalog *self, const char *name);

/**
 * todoku_catalog_list_dkim_selectors:
 * @self: the companies
 * @has_host: whether it is known who holds the mail: the keys of others are then told from its own
 *
 * Returns: (transfer full) (array zero-terminated=1): the DKIM selectors of all hosts and services,
 *   each once, the most used first
 */
char **todoku_catalog_list_dkim_selectors (TodokuCatalog *self,
                                           gboolean has_host) G_GNUC_WARN_UNUSED_RESULT;

/** Returns: (transfer none) (nullable): the host with @id. */
const TodokuMailHost *todoku_catalog_find_host (TodokuCatalog *self, const char *id);

/** Returns: (transfer none) (nullable): the service with @id. */
const TodokuSender *todoku_catalog_find_sender (TodokuCatalog *self, const char *id);

/** Returns: (transfer none) (nullable): the DNS provider with @id. */
const TodokuDnsProvider *todoku_catalog_find_dns_provider (TodokuCatalog *self, const char *id);

/**
 * todoku_catalog_match_name_server:
 * @self: the catalog
 * @name_server: the name of an authoritative server, normalized
 *
 * Returns: (transfer none) (nullable): who runs it
 */
const TodokuDnsProvider *todoku_catalog_match_name_server (TodokuCatalog *self,
                                                           const char *name_server);

/**
 * todoku_catalog_find_server_owner:
 * @self: the catalog
 * @name: the name of a server, normalized, from anywhere
 *
 * Returns: (transfer none) (nullable): the first host whose sending and receiving servers have
 *   such names
 */
const TodokuMailHost *todoku_catalog_find_server_owner (TodokuCatalog *self, const char *name);

G_END_DECLS
