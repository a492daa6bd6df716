// SPDX-License-Identifier: GPL-3.0-or-later

// Preloaded, lets a program that asks the system's DNS servers ask the one on loopback whose port
// is in $DNS_PORT, so that libspf2's spfquery can be measured without root. Built by engine.py.

#include <arpa/inet.h>
#include <dlfcn.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>

int __res_ninit (res_state state);

int
__res_ninit (res_state state)
{
  int (*init) (res_state) = NULL;
  void *found = dlsym (RTLD_NEXT, "__res_ninit");
  const char *port = getenv ("DNS_PORT");

  memcpy (&init, &found, sizeof init);
  if (init == NULL || port == NULL || init (state) != 0)
    return -1;

  state->nscount = 1;
  state->nsaddr_list[0].sin_family = AF_INET;
  state->nsaddr_list[0].sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  state->nsaddr_list[0].sin_port = htons ((unsigned short) atoi (port));

  return 0;
}
