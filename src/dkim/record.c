// SPDX-License-Identifier: GPL-3.0-or-later

#include "dkim/record.h"

#include <string.h>

#define VERSION "DKIM1"
#define VERSION_TAG "v=" VERSION

// A key has more characters than any word that looks like the beginning of one.
#define BARE_LENGTH_MIN 100

const char *
todoku_dkim_state_get_id (TodokuDkimState state)
{
  static const char *const ids[] = {
    [TODOKU_DKIM_STATE_VALID] = "valid",     [TODOKU_DKIM_STATE_WEAK] = "weak",
    [TODOKU_DKIM_STATE_TEST] = "test",       [TODOKU_DKIM_STATE_REVOKED] = "revoked",
    [TODOKU_DKIM_STATE_BROKEN] = "broken",   [TODOKU_DKIM_STATE_MISSING] = "missing",
    [TODOKU_DKIM_STATE_UNKNOWN] = "unknown",
  };

  return ids[state];
}

gboolean
todoku_dkim_list_has (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list, ":", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (g_strstrip (words[i]), word) == 0)
      return TRUE;

  return FALSE;
}

static void
set_fault (TodokuDkimRecord *self, TodokuDkimFault fault, gsize position)
{
  if (!(self->faults & fault))
    self->fault_position[g_bit_nth_lsf (fault, -1)] = (int) position;
  self->faults |= fault;
}

gboolean
todoku_dkim_is_tag_name (const char *name)
{
  if (!g_ascii_isalpha (*name))
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '_')
      return FALSE;

  return TRUE;
}

static void
check_tags (TodokuDkimRecord *self)
{
  const TodokuTag *repeated = todoku_tag_list_find_repeated (self->tags);

  todoku_list_foreach (const TodokuTag, tag, self->tags)
    if (tag->name == NULL || !todoku_dkim_is_tag_name (tag->name))
      set_fault (self, TODOKU_DKIM_FAULT_SYNTAX, tag->position);
  if (repeated != NULL)
    set_fault (self, TODOKU_DKIM_FAULT_REPEATED, repeated->position);
}

static void
check_version (TodokuDkimRecord *self)
{
  const TodokuTag *version = todoku_tag_list_find (self->tags, "v");

  if (version != NULL && g_str_has_prefix (version->value, VERSION)
      && strcspn (version->value + strlen (VERSION), " \t,:=") == 0
      && version->value[strlen (VERSION)] != '\0')
    set_fault (self, TODOKU_DKIM_FAULT_GLUED, version->value_position + strlen (VERSION));
  else if (version != NULL
           && (!g_str_equal (version->value, VERSION)
               || version != g_ptr_array_index (self->tags, 0)))
    set_fault (self, TODOKU_DKIM_FAULT_VERSION, version->position);
}

// Where @wanted stands between @from and @to, or -1. The text may have NUL in it.
static gssize
find_text (const char *text, gsize from, gsize to, const char *wanted)
{
  const char *found = from < to ? memmem (text + from, to - from, wanted, strlen (wanted)) : NULL;

  return found != NULL ? found - text : -1;
}

static void
check_range (TodokuDkimRecord *self, const char *text, gsize from, gsize to)
{
  static const struct
  {
    const char *text;
    TodokuDkimFault fault;
  } unwanted[] = {
    { "\"", TODOKU_DKIM_FAULT_QUOTES },
    { "\\", TODOKU_DKIM_FAULT_BACKSLASH },
    { "-----BEGIN", TODOKU_DKIM_FAULT_PEM },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    {
      gssize found = find_text (text, from, to, unwanted[i].text);

      if (found >= 0)
        set_fault (self, unwanted[i].fault, (gsize) found);
    }
  for (gsize at = from; at < to; at++)
    if ((guchar) text[at] >= 0x80)
      set_fault (self, TODOKU_DKIM_FAULT_NON_ASCII, at);
}

// Whether @text begins with words, as the name of the record, before a version at @version.
static gboolean
has_front (const char *text, gsize version)
{
  for (gsize i = 0; i < version; i++)
    if (strchr (";\"\\", text[i]) != NULL || (guchar) text[i] >= 0x80)
      return FALSE;

  return version > strspn (text, " \t\r\n");
}

// What a note (n) says is for people, whatever it is.
static void
check_text (TodokuDkimRecord *self, const char *text)
{
  gssize first = find_text (text, 0, self->length, VERSION_TAG);
  gssize again = first >= 0 ? find_text (text, (gsize) first + 1, self->length, VERSION_TAG) : -1;

  for (guint i = 0; i < self->tags->len; i++)
    {
      const TodokuTag *tag = g_ptr_array_index (self->tags, i);
      const TodokuTag *next = i + 1 < self->tags->len ? self->tags->pdata[i + 1] : NULL;

      if (g_strcmp0 (tag->name, "n") != 0)
        check_range (self, text, tag->position, next != NULL ? next->position : self->length);
    }
  if (first > 0 && has_front (text, (gsize) first))
    set_fault (self, TODOKU_DKIM_FAULT_FRONT, 0);
  if (again >= 0)
    set_fault (self, TODOKU_DKIM_FAULT_DOUBLED, (gsize) again);
}

// What is between the tags was copied, and nothing else.
static void
check_bare (TodokuDkimRecord *self, const char *text)
{
  g_autofree char *string = g_strndup (text, self->length);
  TodokuDkimKeyFault fault;

  if (self->length < BARE_LENGTH_MIN)
    return;
  fault = todoku_dkim_key_read (string, TODOKU_DKIM_KEY_RSA).fault;
  if (fault == TODOKU_DKIM_KEY_FAULT_NONE || fault == TODOKU_DKIM_KEY_FAULT_CUT
      || fault == TODOKU_DKIM_KEY_FAULT_UNWRAPPED)
    set_fault (self, TODOKU_DKIM_FAULT_BARE, 0);
}

static void
read_key_type (TodokuDkimRecord *self)
{
  const TodokuTag *tag = todoku_tag_list_find (self->tags, "k");

  if (tag == NULL || g_ascii_strcasecmp (tag->value, "rsa") == 0)
    self->key_type = TODOKU_DKIM_KEY_RSA;
  else if (g_ascii_strcasecmp (tag->value, "ed25519") == 0)
    self->key_type = TODOKU_DKIM_KEY_ED25519;
  else
    {
      self->key_type = TODOKU_DKIM_KEY_OTHER;
      set_fault (self, TODOKU_DKIM_FAULT_KEY_TYPE, tag->position);
    }
}

static void
read_lists (TodokuDkimRecord *self)
{
  const TodokuTag *hashes = todoku_tag_list_find (self->tags, "h");
  const TodokuTag *services = todoku_tag_list_find (self->tags, "s");
  const TodokuTag *flags = todoku_tag_list_find (self->tags, "t");

  if (hashes != NULL && !todoku_dkim_list_has (hashes->value, "sha256"))
    set_fault (self, TODOKU_DKIM_FAULT_HASH, hashes->position);
  if (services != NULL && !todoku_dkim_list_has (services->value, "*")
      && !todoku_dkim_list_has (services->value, "email"))
    set_fault (self, TODOKU_DKIM_FAULT_SERVICE, services->position);
  self->is_test = flags != NULL && todoku_dkim_list_has (flags->value, "y");
  self->is_strict = flags != NULL && todoku_dkim_list_has (flags->value, "s");
}

static gboolean
is_weak (const TodokuDkimRecord *self)
{
  return self->key_type == TODOKU_DKIM_KEY_RSA && self->key.bits < TODOKU_DKIM_BITS_ADVISED;
}

static gboolean
is_too_weak (const TodokuDkimRecord *self)
{
  return self->key_type == TODOKU_DKIM_KEY_RSA && self->key.bits < TODOKU_DKIM_BITS_MIN;
}

// The worst that is true of it.
static TodokuDkimState
find_state (const TodokuDkimRecord *self, const TodokuTag *key)
{
  if (self->faults == 0 && *key->value == '\0')
    return TODOKU_DKIM_STATE_REVOKED;
  if (self->faults != 0 || self->key.fault != TODOKU_DKIM_KEY_FAULT_NONE)
    return TODOKU_DKIM_STATE_BROKEN;
  if (self->is_test && !is_too_weak (self))
    return TODOKU_DKIM_STATE_TEST;

  return is_weak (self) ? TODOKU_DKIM_STATE_WEAK : TODOKU_DKIM_STATE_VALID;
}

// A tag v of something else, as v=spf1, makes it another record; else a key gives itself away by
// one of its tags.
static gboolean
is_meant (TodokuDkimRecord *self, const char *text)
{
  const TodokuTag *version = todoku_tag_list_find (self->tags, "v");

  if (version != NULL && g_ascii_strncasecmp (version->value, "dkim", 4) != 0)
    return FALSE;

  return version != NULL || todoku_tag_list_find (self->tags, "p") != NULL
         || (self->faults & (TODOKU_DKIM_FAULT_PEM | TODOKU_DKIM_FAULT_BARE)) != 0
         || find_text (text, 0, self->length, VERSION) >= 0;
}

TodokuDkimRecord *
todoku_dkim_record_parse (const char *text, gsize length)
{
  TodokuDkimRecord *self = g_new0 (TodokuDkimRecord, 1);
  gssize private_key = todoku_dkim_key_find_private (text, length);
  const TodokuTag *key;
  const TodokuTag *capital;

  self->length = length;
  self->tags = todoku_tag_list_parse (text, length);
  if (private_key >= 0)
    set_fault (self, TODOKU_DKIM_FAULT_PRIVATE, (gsize) private_key);
  else
    {
      check_text (self, text);
      check_bare (self, text);
    }
  self->is_key_record = private_key >= 0 || is_meant (self, text);
  // Of a text with quotes and the like the tags say nothing.
  if (self->faults != 0)
    {
      self->state = TODOKU_DKIM_STATE_BROKEN;
      return self;
    }

  check_tags (self);
  check_version (self);
  read_key_type (self);
  read_lists (self);
  key = todoku_tag_list_find (self->tags, "p");
  capital = todoku_tag_list_find (self->tags, "P");
  if (key == NULL && !(self->faults & TODOKU_DKIM_FAULT_GLUED))
    set_fault (self, TODOKU_DKIM_FAULT_NO_KEY, capital != NULL ? capital->position : 0);
  else if (key != NULL && *key->value != '\0' && self->key_type != TODOKU_DKIM_KEY_OTHER)
    self->key = todoku_dkim_key_read (key->value, self->key_type);
  self->state = find_state (self, key);
  self->is_usable = self->state < TODOKU_DKIM_STATE_REVOKED && !is_too_weak (self);

  return self;
}

void
todoku_dkim_record_free (TodokuDkimRecord *self)
{
  g_ptr_array_unref (self->tags);
  g_free (self);
}
