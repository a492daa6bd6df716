// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalog/catalog.h"
#include "dns/address.h"
#include "input/domain.h"
#include "mail/bounce.h"
#include "mail/received.h"

G_BEGIN_DECLS

/**
 * TodokuCheckupOptions:
 * @host: (nullable): the id of the chosen mail host; %NULL to take the detected one
 * @web_host: (nullable): the id of the web host whose servers send, too: a form, a shop
 * @values: (nullable) (element-type utf8 utf8): placeholders the person gave, as host →
 *   sv1234.xserver.jp, or for one company alone, as sakura.host → www1234.sakura.ne.jp; they go
 *   before what was found in the DNS
 * @value: (nullable): the whole value that the person's provider gives, in place of @host
 * @senders: (nullable) (element-type utf8): ids of ticked services
 * @unwanted: (nullable) (element-type utf8): terms the person agreed to let go
 * @answers: (nullable) (element-type utf8 utf8): what terms without a certain meaning were meant to
 *   be, as _spf.google.com → include:_spf.google.com, and which term is to let a refused server
 *   in, as 203.0.113.5 → ip4:203.0.113.5; "" for nothing
 * @ips: (element-type TodokuDnsAddress): addresses that must pass
 * @bounce: (nullable): the mail that was returned; the server that was refused must pass, too
 * @received: (nullable): a mail that arrived; so must the server that it came from
 * @selectors: (nullable) (element-type utf8): DKIM selectors that are to be there, normalized
 * @report_address: (nullable): a mail address to which receivers may send DMARC reports
 * @authority_port: the port of the zone's name servers, for tests; 0 for the usual one
 *
 * What the person said beyond the domain. Any member but @ips may be %NULL.
 */
typedef struct
{
  char *host;
  char *web_host;
  GHashTable *values;
  char *value;
  GPtrArray *senders;
  GPtrArray *unwanted;
  GHashTable *answers;
  GArray *ips;
  TodokuBounce *bounce;
  TodokuReceived *received;
  GPtrArray *selectors;
  char *report_address;
  guint16 authority_port;
} TodokuCheckupOptions;

TodokuCheckupOptions *todoku_checkup_options_new (void) G_GNUC_WARN_UNUSED_RESULT;
void todoku_checkup_options_free (TodokuCheckupOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuCheckupOptions, todoku_checkup_options_free)

/**
 * todoku_own_domain_parse:
 * @text: what a person typed or pasted, UTF-8; see todoku_domain_parse()
 * @catalog: the catalog
 * @error: return location for an error
 *
 * As todoku_domain_parse(), for a domain whose owner is asking: one that belongs to a provider of
 * mail addresses (gmail.com) is %TODOKU_DOMAIN_ERROR_PROVIDER.
 *
 * Returns: (transfer full) (nullable): the domain, or %NULL with %TODOKU_DOMAIN_ERROR
 */
TodokuDomain *todoku_own_domain_parse (const char *text,
                                       TodokuCatalog *catalog,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
