// SPDX-License-Identifier: GPL-3.0-or-later

// How many evaluations a second libspf2 makes over a zone in memory:
//
//   libspf2-speed ZONE.txt IP DOMAIN SECONDS plain|cached
//
// A line of the zone is NAME, TYPE and data, parted by tabs. "cached" puts the library's own cache
// above the zone. Compiled and run by engine.py.

#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <spf2/spf.h>
#include <spf2/spf_dns_cache.h>
#include <spf2/spf_dns_zone.h>

static ns_type
type_of (const char *name)
{
  if (strcmp (name, "A") == 0)
    return ns_t_a;
  if (strcmp (name, "MX") == 0)
    return ns_t_mx;

  return ns_t_txt;
}

static SPF_dns_server_t *
read_zone (const char *path)
{
  SPF_dns_server_t *zone = SPF_dns_zone_new (NULL, "zone", 0);
  FILE *file = fopen (path, "r");
  char line[1024];

  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    {
      char *name = strtok (line, "\t");
      char *type = strtok (NULL, "\t");
      char *data = strtok (NULL, "\n");

      SPF_dns_zone_add_str (zone, name, type_of (type), NETDB_SUCCESS, data);
    }
  if (file != NULL)
    fclose (file);

  return zone;
}

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static SPF_result_t
evaluate (SPF_server_t *server, const char *ip, const char *domain, const char *sender)
{
  SPF_request_t *request = SPF_request_new (server);
  SPF_response_t *response = NULL;
  SPF_result_t result;

  SPF_request_set_ipv4_str (request, ip);
  SPF_request_set_helo_dom (request, domain);
  SPF_request_set_env_from (request, sender);
  SPF_request_query_mailfrom (request, &response);
  result = SPF_response_result (response);
  SPF_response_free (response);
  SPF_request_free (request);

  return result;
}

int
main (int argc, char *argv[])
{
  if (argc != 6)
    return EXIT_FAILURE;

  SPF_dns_server_t *dns = read_zone (argv[1]);
  char sender[512];

  if (strcmp (argv[5], "cached") == 0)
    dns = SPF_dns_cache_new (dns, "cache", 0, 8);

  SPF_server_t *server = SPF_server_new_dns (dns, 0);
  double begin = now ();
  double end = begin + atof (argv[4]);
  SPF_result_t result = SPF_RESULT_INVALID;
  unsigned long n = 0;

  snprintf (sender, sizeof sender, "info@%s", argv[3]);
  while (now () < end)
    for (int i = 0; i < 64; i++, n++)
      result = evaluate (server, argv[2], argv[3], sender);
  printf ("%s %.0f\n", SPF_strresult (result), (double) n / (now () - begin));
  SPF_server_free (server);

  return EXIT_SUCCESS;
}
