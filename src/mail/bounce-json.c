// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce-json.h"

static void
set_string (struct json_object *object, const char *key, const char *value)
{
  json_object_object_add (object, key, value != NULL ? json_object_new_string (value) : NULL);
}

static void
set_known (struct json_object *object, const TodokuBounce *bounce)
{
  g_autofree char *ip = todoku_dns_address_to_string (&bounce->ip);
  g_autofree char *message = todoku_bounce_describe (bounce);
  int fixable = todoku_bounce_is_fixable (bounce);

  set_string (object, "kind", todoku_refusal_kind_get_id (bounce->kind));
  set_string (object, "variant", bounce->refusal != NULL ? bounce->refusal->id : NULL);
  set_string (object, "code", bounce->code);
  set_string (object, "provider", bounce->receiver != NULL ? bounce->receiver->id : NULL);
  set_string (object, "domain", bounce->domain);
  set_string (object, "ip", bounce->ip.length > 0 ? ip : NULL);
  set_string (object, "spf", todoku_auth_result_get_id (bounce->spf));
  set_string (object, "dkim", todoku_auth_result_get_id (bounce->dkim));
  set_string (object, "dmarc", todoku_auth_result_get_id (bounce->dmarc));
  json_object_object_add (object, "fixable_by_spf",
                          fixable >= 0 ? json_object_new_boolean (fixable) : NULL);
  json_object_object_add (object, "forwarded", json_object_new_boolean (bounce->forwarded));
  set_string (object, "sender", bounce->sender);
  set_string (object, "author", bounce->author);
  set_string (object, "recipient_domain", bounce->recipient_domain);
  set_string (object, "server_owner",
              bounce->server_owner != NULL ? bounce->server_owner->id : NULL);
  set_string (object, "message", message);
}

struct json_object *
todoku_bounce_to_json (const TodokuBounce *bounce)
{
  static const char *const members[] = { "kind",         "variant",
                                         "code",         "provider",
                                         "domain",       "ip",
                                         "spf",          "dkim",
                                         "dmarc",        "fixable_by_spf",
                                         "forwarded",    "sender",
                                         "author",       "recipient_domain",
                                         "server_owner", "message" };
  struct json_object *object = json_object_new_object ();

  if (bounce != NULL)
    set_known (object, bounce);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
      json_object_object_add (object, members[i], NULL);

  return object;
}
