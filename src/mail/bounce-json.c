// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail/bounce.h"

#include <json-c/json.h>

static void
set_string (struct json_object *object, const char *key, const char *value)
{
  json_object_object_add (object, key, value != NULL ? json_object_new_string (value) : NULL);
}

struct json_object *
todoku_bounce_to_json (const TodokuBounce *bounce)
{
  static const TodokuBounce none;
  const TodokuBounce *self = bounce != NULL ? bounce : &none;
  g_autofree char *ip = todoku_dns_address_to_string (&self->ip);
  g_autofree char *message = bounce != NULL ? todoku_bounce_describe (bounce) : NULL;
  const TodokuMailHost *owner = self->server_owner;
  int fixable = bounce != NULL ? todoku_bounce_is_fixable (bounce) : -1;
  struct json_object *object = json_object_new_object ();

  set_string (object, "kind", bounce != NULL ? todoku_refusal_kind_get_id (bounce->kind) : NULL);
  set_string (object, "variant", self->refusal != NULL ? self->refusal->id : NULL);
  set_string (object, "code", self->code);
  set_string (object, "provider", self->receiver != NULL ? self->receiver->id : NULL);
  set_string (object, "domain", self->domain);
  set_string (object, "ip", self->ip.length > 0 ? ip : NULL);
  set_string (object, "spf", todoku_auth_result_get_id (self->spf));
  set_string (object, "dkim", todoku_auth_result_get_id (self->dkim));
  set_string (object, "dmarc", todoku_auth_result_get_id (self->dmarc));
  json_object_object_add (object, "fixable_by_spf",
                          fixable >= 0 ? json_object_new_boolean (fixable) : NULL);
  json_object_object_add (object, "forwarded",
                          bounce != NULL ? json_object_new_boolean (bounce->forwarded) : NULL);
  set_string (object, "sender", self->sender);
  set_string (object, "author", self->author);
  set_string (object, "recipient_domain", self->recipient_domain);
  set_string (object, "server_owner", owner != NULL ? owner->id : NULL);
  set_string (object, "message", message);

  return object;
}
