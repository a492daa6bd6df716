// SPDX-License-Identifier: GPL-3.0-or-later

#include "dns/servers.h"

#include "config.h"

#include "dns/name.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

// As many as the system's own resolver asks (MAXNS in resolv.h).
#define SYSTEM_SERVERS_MAX 3

// Takes "", or ":53" and the like.
static gboolean
parse_port (const char *text, guint64 *port)
{
  *port = TODOKU_DNS_PORT;

  return *text == '\0'
         || (*text == ':' && g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXUINT16, port, NULL));
}

static gboolean
parse_server (const char *text, TodokuDnsAddress *address, guint64 *port)
{
  const char *colon = strrchr (text, ':');
  const char *bracket = strrchr (text, ']');

  *port = TODOKU_DNS_PORT;
  if (todoku_dns_address_parse (text, -1, address))
    return TRUE;
  if (text[0] == '[' && bracket != NULL)
    return todoku_dns_address_parse (text + 1, bracket - text - 1, address) && address->length == 16
           && parse_port (bracket + 1, port);

  return colon != NULL && todoku_dns_address_parse (text, colon - text, address)
         && address->length == 4 && parse_port (colon, port);
}

char *
todoku_dns_server_from_address (const TodokuDnsAddress *address, guint16 port)
{
  g_autofree char *text = todoku_dns_address_to_string (address);

  return g_strdup_printf (address->length == 16 ? "[%s]:%u" : "%s:%u", text,
                          port != 0 ? port : TODOKU_DNS_PORT);
}

char *
todoku_dns_server_normalize (const char *text, GError **error)
{
  TodokuDnsAddress address;
  guint64 port;

  if (parse_server (text, &address, &port))
    return todoku_dns_server_from_address (&address, (guint16) port);

  g_autofree char *showable = todoku_dns_name_show (text);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               /* Translators: %s is what somebody gave as the address of a DNS server */
               _ ("“%s” is not the address of a DNS server. Write it like 192.0.2.53 or "
                  "192.0.2.53:53."),
               showable);

  return NULL;
}

char **
todoku_dns_servers_normalize (const char *const *texts, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *texts != NULL; texts++)
    {
      g_autofree char *server = todoku_dns_server_normalize (*texts, error);

      if (server == NULL)
        return NULL;
      g_strv_builder_add (builder, server);
    }

  return g_strv_builder_end (builder);
}

gboolean
todoku_dns_server_has_route (const char *server)
{
  TodokuDnsAddress address;
  guint64 port;

  if (!parse_server (server, &address, &port))
    return FALSE;

  gboolean is_ipv6 = address.length == 16;
  GSocketFamily family = is_ipv6 ? G_SOCKET_FAMILY_IPV6 : G_SOCKET_FAMILY_IPV4;
  g_autoptr (GInetAddress) inet_address = g_inet_address_new_from_bytes (address.bytes, family);
  g_autoptr (GSocketAddress) peer = g_inet_socket_address_new (inet_address, (guint16) port);
  g_autoptr (GSocket) socket =
    g_socket_new (family, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);

  // This sends nothing: the system only looks for the way.
  return socket != NULL && g_socket_connect (socket, peer, NULL, NULL);
}

// An address that counts within one of the computer's networks alone, with the network's name
// (RFC 4007 11), as fe80::1%eth0; or NULL.
static char *
link_local_to_server (const char *text)
{
  const char *percent = strchr (text, '%');
  TodokuDnsAddress address;
  gboolean is_one = percent != NULL && todoku_dns_address_parse (text, percent - text, &address)
                    && address.length == 16 && todoku_dns_name_is_valid (percent + 1);

  return is_one ? g_strdup_printf ("[%s]:%d", text, TODOKU_DNS_PORT) : NULL;
}

// What a line names as a name server, or NULL.
static char *
name_server_of_line (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", -1);
  guint n_words = 0;

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (n_words == 1)
        return g_strdup (*word);
      if (!g_str_equal (*word, "nameserver"))
        return NULL;
      n_words++;
    }

  return NULL;
}

// Not every release of c-ares can ask fe80::1%eth0; it counts only where there is no other.
static void
take_name_server (GPtrArray *servers, GPtrArray *link_local, const char *name)
{
  g_autofree char *server = todoku_dns_server_normalize (name, NULL);
  g_autofree char *local = link_local_to_server (name);

  if (server != NULL && servers->len < SYSTEM_SERVERS_MAX)
    g_ptr_array_add (servers, g_steal_pointer (&server));
  else if (local != NULL && link_local->len < SYSTEM_SERVERS_MAX)
    g_ptr_array_add (link_local, g_steal_pointer (&local));
}

char **
todoku_dns_servers_from_resolv_conf (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr (GPtrArray) servers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) link_local = g_ptr_array_new_with_free_func (g_free);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *name = name_server_of_line (*line);

      if (name != NULL)
        take_name_server (servers, link_local, name);
    }
  if (servers->len == 0)
    g_ptr_array_extend_and_steal (servers, g_steal_pointer (&link_local));
  if (servers->len == 0)
    g_ptr_array_add (servers, g_strdup ("127.0.0.1:53"));
  g_ptr_array_add (servers, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&servers), FALSE);
}
