// SPDX-License-Identifier: GPL-3.0-or-later

#include "spf/repair.h"

#include "config.h"
#include "spf/repair-private.h"
#include "spf/suggest.h"
#include "spf/term-private.h"

#include <glib/gi18n-lib.h>

#define PASSES_MAX 12

// No TXT record that anybody means is longer.
#define LENGTH_MAX 4096

// Each kind: its id, and what a repair of it says; %1$s is what stood there, %2$s what stands there
// now. Where more than the kind decides, find_message() says it.
// clang-format off
static const struct
{
  const char *id;
  const char *message;
} kinds[] = {
  [TODOKU_SPF_REPAIR_WHITE_SPACE] = { "white-space", NULL },
  [TODOKU_SPF_REPAIR_INVISIBLE] = { "invisible",
    /* Translators: %1$s names a character, as U+200B. */
    N_ ("An invisible character (%1$s) was removed.") },
  [TODOKU_SPF_REPAIR_FULL_WIDTH] = { "full-width",
    /* Translators: %1$s are full-width characters, %2$s the half-width ones. */
    N_ ("The full-width “%1$s” was changed to the half-width “%2$s”.") },
  [TODOKU_SPF_REPAIR_TILDE] = { "tilde",
    N_ ("The full-width “%1$s” was changed to the half-width “%2$s”.") },
  [TODOKU_SPF_REPAIR_DASH] = { "dash",
    /* Translators: %1$s is some kind of dash, %2$s one hyphen or two. */
    N_ ("“%1$s” was changed to the half-width hyphen “%2$s”.") },
  [TODOKU_SPF_REPAIR_QUOTES] = { "quotes",
    /* Translators: %1$s is a quote of any kind. */
    N_ ("The quotes (%1$s) were removed.") },
  [TODOKU_SPF_REPAIR_SURROUNDINGS] = { "surroundings",
    /* Translators: %1$s is what a person copied together with an SPF record. */
    N_ ("“%1$s” does not belong to the record and was removed.") },
  [TODOKU_SPF_REPAIR_VERSION] = { "version", NULL },
  [TODOKU_SPF_REPAIR_MECHANISM_NAME] = { "mechanism-name",
    N_ ("“%1$s” was corrected to “%2$s”.") },
  [TODOKU_SPF_REPAIR_SEPARATOR] = { "separator", N_ ("“%1$s” was corrected to “%2$s”.") },
  [TODOKU_SPF_REPAIR_BROKEN_TERM] = { "broken-term",
    /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
    N_ ("A stray space was removed: “%1$s” is now “%2$s”.") },
  [TODOKU_SPF_REPAIR_PUNCTUATION] = { "punctuation",
    /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
    N_ ("“%1$s” was corrected to “%2$s”.") },
  [TODOKU_SPF_REPAIR_GLUED_TERMS] = { "glued-terms",
    /* Translators: %1$s is a piece of an SPF record as it was, %2$s as it is now. */
    N_ ("A missing space was added: “%1$s” is now “%2$s”.") },
  [TODOKU_SPF_REPAIR_BARE_ADDRESS] = { "bare-address",
    /* Translators: %1$s is an IP address, %2$s is the same with ip4: or ip6: before it. */
    N_ ("The address “%1$s” was written as “%2$s”, the way SPF needs it.") },
  [TODOKU_SPF_REPAIR_ADDRESS_FAMILY] = { "address-family",
    /* Translators: %1$s and %2$s are ip4: and ip6:, or the reverse. */
    N_ ("“%1$s” was corrected to “%2$s” to fit the kind of address.") },
  [TODOKU_SPF_REPAIR_LINK] = { "link",
    /* Translators: %1$s is a web address or link as it stood in an SPF record, %2$s the name. */
    N_ ("“%1$s” is written as a link. SPF wants the name alone: “%2$s”.") },
  [TODOKU_SPF_REPAIR_PORT] = { "port",
    /* Translators: %1$s is an address with a port number, as ip4:192.0.2.1:25. */
    N_ ("“%1$s” ends in a port number, which SPF does not have: it is now “%2$s”.") },
  [TODOKU_SPF_REPAIR_NUMBER] = { "number",
    /* Translators: %1$s is an address as 192.000.002.001, %2$s as 192.0.2.1. */
    N_ ("The zeros in front were removed: “%1$s” is now “%2$s”.") },
  [TODOKU_SPF_REPAIR_BLOCK] = { "block",
    /* Translators: %1$s is as 192.0.2.* or 192.0.2.0/255.255.255.0, %2$s as 192.0.2.0/24. */
    N_ ("“%1$s” means a block of addresses, which SPF writes as “%2$s”.") },
  [TODOKU_SPF_REPAIR_RANGE] = { "range",
    /* Translators: %1$s is as 192.0.2.4-192.0.2.8, %2$s as ip4:192.0.2.4/30 ip4:192.0.2.8. */
    N_ ("The range “%1$s” was rewritten as blocks, the way SPF needs it: “%2$s”. They contain the same addresses and no others.") },
  [TODOKU_SPF_REPAIR_EMPTY_VALUE] = { "empty-value",
    /* Translators: %1$s is “mx:” or “a:”, %2$s is “mx” or “a”. */
    N_ ("There is nothing after “%1$s”. “%2$s” alone means your own domain.") },
  [TODOKU_SPF_REPAIR_MACRO] = { "macro", N_ ("“%1$s” was corrected to “%2$s”.") },
  [TODOKU_SPF_REPAIR_OTHER_RECORD] = { "other-record", NULL },
  [TODOKU_SPF_REPAIR_MARKUP] = { "markup",
    /* Translators: %1$s is as <br> or &nbsp;. */
    N_ ("“%1$s” is web page code, not a part of the record. It was corrected.") },
  [TODOKU_SPF_REPAIR_UNCERTAIN] = { "uncertain", NULL },
};
// clang-format on

const char *
todoku_spf_repair_kind_get_id (TodokuSpfRepairKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].id;
}

// What a message says of what stood there.
typedef struct
{
  const char *was; // NULL ends a list
  const char *message;
} Message;

static const Message spaces[] = {
  { "U+3000", N_ ("Full-width spaces were changed to half-width ones.") },
  { "U+0009", N_ ("Tabs were replaced with spaces.") },
  { "U+000A", N_ ("Line breaks were removed.") },
  { "U+000D", N_ ("Line breaks were removed.") },
  /* Translators: %1$s names a character, as U+00A0. */
  { NULL, N_ ("Unusual spaces (%1$s) were replaced with normal ones.") },
};

static const Message versions[] = {
  { "v=spf1 v=spf1", N_ ("“v=spf1” appeared twice. One was removed.") },
  /* Translators: %1$s is how an SPF record began before it was repaired. */
  { NULL, N_ ("“%1$s” at the beginning was corrected to “v=spf1”.") },
};

static const char *
find_message_for (const Message *messages, const char *was)
{
  while (messages->was != NULL && strcmp (messages->was, was) != 0)
    messages++;

  return messages->message;
}

static gboolean
has_tag (const char *text, const char *const *tags)
{
  for (gsize i = 0; tags[i] != NULL; i++)
    if (g_ascii_strncasecmp (text, tags[i], strlen (tags[i])) == 0)
      return TRUE;

  return FALSE;
}

static const char *
find_message_for_other_record (const char *was)
{
  static const char *const dkim[] = { "v=DKIM", "k=", "h=", "t=", "s=", "n=", NULL };
  static const char *const dmarc[] = { "v=DMARC", "p=n",  "p=q",  "p=r",    "sp=",
                                       "np=",     "rua=", "ruf=", "adkim=", "aspf=",
                                       "pct=",    "fo=",  "ri=",  "rf=",    NULL };

  if (has_tag (was, dkim) || (g_ascii_strncasecmp (was, "p=", 2) == 0 && strlen (was) > 20))
    /* Translators: %1$s is text that stood in an SPF record. */
    return N_ (
      "“%1$s” belongs to a DKIM key and was removed from the SPF record. Publish it as a TXT "
      "record of its own, under the name that came with it (it has “_domainkey” in it).");
  if (has_tag (was, dmarc))
    /* Translators: %1$s is text that stood in an SPF record. */
    return N_ (
      "“%1$s” belongs to a DMARC record and was removed from the SPF record. DMARC is published as "
      "a TXT record of its own, under the name “_dmarc” in front of your domain.");

  /* Translators: %1$s is text that stood in an SPF record. */
  return N_ ("“%1$s” belongs to another record and was removed from the SPF record. If you still "
             "need it, publish it as a TXT record of its own, under the same name.");
}

static const char *
find_message (const TodokuSpfRepair *repair, const char *was)
{
  if (repair->kind == TODOKU_SPF_REPAIR_WHITE_SPACE)
    return repair->was != NULL ? find_message_for (spaces, was)
                               : N_ ("Spaces that were not needed were removed.");
  if (repair->kind == TODOKU_SPF_REPAIR_VERSION)
    return repair->was != NULL ? find_message_for (versions, was)
                               : N_ ("“v=spf1” was missing at the beginning. It was added.");
  if (repair->kind == TODOKU_SPF_REPAIR_OTHER_RECORD)
    return find_message_for_other_record (was);
  if ((repair->kind == TODOKU_SPF_REPAIR_PUNCTUATION
       && (repair->now == NULL || g_str_equal (repair->now, " ")))
      || (repair->kind == TODOKU_SPF_REPAIR_MECHANISM_NAME && g_strcmp0 (repair->now, "") == 0)
      || (repair->kind == TODOKU_SPF_REPAIR_EMPTY_VALUE && repair->now == NULL))
    /* Translators: %1$s is a comma, a semicolon or the like, or “include:” that stood twice. */
    return N_ ("“%1$s” was removed.");

  return kinds[repair->kind].message;
}

char *
todoku_spf_describe_unclear (const char *text, char **meant)
{
  g_autofree char *was = todoku_spf_make_visible (text);
  // Translators: stands between two terms of which either may be meant, as in “a” or “mx”.
  g_autofree char *terms = meant != NULL ? g_strjoinv (_ ("” or “"), meant) : NULL;

  if (todoku_spf_term_has_placeholder (text))
    /* Translators: %1$s is a piece of an SPF record, as a:sv***.xserver.jp. */
    return g_strdup_printf (
      _ ("“%1$s” still has a placeholder for something that only you have, such as your server’s "
         "name or your domain. Replace it with the real one."),
      was);
  if (terms == NULL)
    /* Translators: %1$s is a piece of an SPF record. */
    return g_strdup_printf (_ ("It is unclear what “%1$s” means."), was);

  /* Translators: %1$s is a piece of an SPF record, %2$s are one or more terms that may be meant. */
  return g_strdup_printf (_ ("It is unclear what “%1$s” means (“%2$s”?)."), was, terms);
}

static char *
describe_uncertain (const char *text)
{
  g_auto (GStrv) meant = todoku_spf_suggest_terms (text, NULL);

  return todoku_spf_describe_unclear (text, meant);
}

char *
todoku_spf_repair_get_message (const TodokuSpfRepair *repair)
{
  const char *text = repair->was != NULL ? repair->was : "";
  g_autofree char *was = todoku_spf_make_visible (text);
  g_autofree char *now = todoku_spf_make_visible (repair->now != NULL ? repair->now : "");

  if (repair->kind == TODOKU_SPF_REPAIR_UNCERTAIN)
    return describe_uncertain (text);

  return todoku_spf_fill_in (_ (find_message (repair, was)), was, now);
}

TodokuSpfRepair *
todoku_spf_repair_new (TodokuSpfRepairKind kind, guint position, const char *was, const char *now)
{
  TodokuSpfRepair *repair = g_new0 (TodokuSpfRepair, 1);

  repair->kind = kind;
  repair->position = position;
  repair->was = g_strdup (was);
  repair->now = g_strdup (now);

  return repair;
}

void
todoku_spf_repair_free (TodokuSpfRepair *repair)
{
  g_free (repair->was);
  g_free (repair->now);
  g_free (repair);
}

static TodokuSpfBuffer *
buffer_new (GArray *cells)
{
  TodokuSpfBuffer *buffer = g_new0 (TodokuSpfBuffer, 1);

  buffer->cells = cells;
  buffer->repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);

  return buffer;
}

static void
buffer_free (TodokuSpfBuffer *buffer)
{
  g_array_unref (buffer->cells);
  g_ptr_array_unref (buffer->repairs);
  g_free (buffer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TodokuSpfBuffer, buffer_free)

gunichar
todoku_spf_buffer_get (const TodokuSpfBuffer *buffer, guint index)
{
  return index < buffer->cells->len ? g_array_index (buffer->cells, TodokuSpfCell, index).c : 0;
}

char *
todoku_spf_buffer_get_text (const TodokuSpfBuffer *buffer, guint start, guint end)
{
  g_autoptr (GString) text = g_string_sized_new (end - start + 1);

  for (guint i = start; i < end; i++)
    {
      gunichar c = todoku_spf_buffer_get (buffer, i);

      g_string_append_unichar (text, c == 0 ? 0xFFFD : c);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
todoku_spf_buffer_fold (const TodokuSpfBuffer *buffer)
{
  char *folded = g_new0 (char, buffer->cells->len + 1);

  for (guint i = 0; i < buffer->cells->len; i++)
    {
      TodokuSpfRepairKind kind;
      char ascii = todoku_spf_character_to_ascii (todoku_spf_buffer_get (buffer, i), &kind);

      folded[i] = ascii != '\0'                         ? g_ascii_tolower (ascii)
                  : kind == TODOKU_SPF_REPAIR_INVISIBLE ? ' '
                                                        : TODOKU_SPF_NOT_ASCII;
    }

  return folded;
}

gboolean
todoku_spf_buffer_find_word (const TodokuSpfBuffer *buffer, guint from, guint *start, guint *end)
{
  guint n = buffer->cells->len;

  *start = from;
  while (*start < n && todoku_spf_buffer_get (buffer, *start) == ' ')
    (*start)++;
  *end = *start;
  while (*end < n && todoku_spf_buffer_get (buffer, *end) != ' ')
    (*end)++;

  return *start < n;
}

static guint
get_position (const TodokuSpfBuffer *buffer, guint index)
{
  if (buffer->cells->len == 0)
    return 0;

  return g_array_index (buffer->cells, TodokuSpfCell, MIN (index, buffer->cells->len - 1)).position;
}

static void
exchange (TodokuSpfBuffer *buffer, guint start, guint end, const char *ascii, gsize length)
{
  guint position = get_position (buffer, start);

  g_array_remove_range (buffer->cells, start, end - start);
  for (gsize i = 0; i < length; i++)
    {
      TodokuSpfCell cell = { (guchar) ascii[i], position };

      g_array_insert_val (buffer->cells, start + i, cell);
    }
}

void
todoku_spf_buffer_replace (TodokuSpfBuffer *buffer, guint start, guint end, const char *ascii)
{
  gsize length = strlen (ascii);

  // What stays keeps its position.
  while (start < end && length > 0 && todoku_spf_buffer_get (buffer, start) == (guchar) *ascii)
    {
      start++;
      ascii++;
      length--;
    }
  while (start < end && length > 0
         && todoku_spf_buffer_get (buffer, end - 1) == (guchar) ascii[length - 1])
    {
      end--;
      length--;
    }

  exchange (buffer, start, end, ascii, length);
  buffer->n_changes++;
}

// Spaces, quotes and the version are outside of terms, and one sentence is enough for all of them;
// what was wrong in a term is reported at each.
static gboolean
is_reported (const TodokuSpfBuffer *buffer, TodokuSpfRepairKind kind, const char *was)
{
  if (kind != TODOKU_SPF_REPAIR_WHITE_SPACE && kind != TODOKU_SPF_REPAIR_QUOTES
      && kind != TODOKU_SPF_REPAIR_VERSION)
    return FALSE;

  todoku_list_foreach (const TodokuSpfRepair, repair, buffer->repairs)
    if (repair->kind == kind && g_strcmp0 (repair->was, was) == 0)
      return TRUE;

  return FALSE;
}

void
todoku_spf_buffer_report (TodokuSpfBuffer *buffer,
                          TodokuSpfRepairKind kind,
                          guint index,
                          const char *was,
                          const char *now)
{
  if (!is_reported (buffer, kind, was))
    g_ptr_array_add (buffer->repairs,
                     todoku_spf_repair_new (kind, get_position (buffer, index), was, now));
}

void
todoku_spf_buffer_substitute (TodokuSpfBuffer *buffer,
                              TodokuSpfRepairKind kind,
                              guint start,
                              guint end,
                              const char *ascii)
{
  g_autofree char *was = todoku_spf_buffer_get_text (buffer, start, end);

  todoku_spf_buffer_report (buffer, kind, start, was, ascii);
  todoku_spf_buffer_replace (buffer, start, end, ascii);
}

void
todoku_spf_buffer_remove_word (TodokuSpfBuffer *buffer, guint start, guint end)
{
  if (todoku_spf_buffer_get (buffer, end) == ' ')
    end++;
  else if (start > 0)
    start--;

  todoku_spf_buffer_replace (buffer, start, end, "");
}

gboolean
todoku_spf_buffer_strip_quotes (TodokuSpfBuffer *buffer, guint start, guint end)
{
  guint n = 0;

  for (guint i = end; i-- > start;)
    {
      gunichar c = todoku_spf_buffer_get (buffer, i);
      g_autofree char *was = todoku_spf_character_to_visible (c);
      TodokuSpfRepairKind kind;

      todoku_spf_character_to_ascii (c, &kind);
      if (kind != TODOKU_SPF_REPAIR_QUOTES)
        continue;
      todoku_spf_buffer_report (buffer, kind, i, was, NULL);
      if (end - start == ++n)
        todoku_spf_buffer_remove_word (buffer, start, start + 1);
      else
        todoku_spf_buffer_replace (buffer, i, i + 1, "");
    }

  return n > 0;
}

static gboolean
parses (const TodokuSpfBuffer *buffer)
{
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, 0, buffer->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);

  return todoku_spf_record_get_error (record) == NULL;
}

// One pass. FALSE where there is no record in the text.
static gboolean
repair_once (TodokuSpfBuffer *buffer)
{
  if (!parses (buffer))
    {
      todoku_spf_buffer_repair_escapes (buffer);
      todoku_spf_buffer_repair_markup (buffer);
      if (!todoku_spf_buffer_repair_surroundings (buffer))
        return FALSE;
      todoku_spf_buffer_repair_characters (buffer);
    }
  todoku_spf_buffer_repair_spaces (buffer);
  if (!todoku_spf_buffer_repair_version (buffer))
    return FALSE;
  todoku_spf_buffer_repair_terms (buffer);

  return TRUE;
}

// Passes until nothing changes any more.
static gboolean
repair_all (TodokuSpfBuffer *buffer)
{
  for (guint pass = 0; pass < PASSES_MAX; pass++)
    {
      guint n_changes = buffer->n_changes;

      if (!repair_once (buffer))
        return FALSE;
      if (buffer->n_changes == n_changes)
        return TRUE;
    }

  return FALSE;
}

// What parses to the letter, and still cannot be meant: a name with signs that no name has, or that
// stands in a manual for the reader's own, or text of another record.
static gboolean
is_odd (const TodokuSpfTerm *term)
{
  if (term->kind == TODOKU_SPF_TERM_MODIFIER)
    return g_ascii_strcasecmp (term->text, "v=spf1") == 0
           || todoku_spf_word_is_of_other_record (term->text);

  if (term->value != NULL && todoku_spf_term_has_placeholder (term->text))
    return TRUE;

  return term->value != NULL
         && (strpbrk (term->value, ":,;@|<>+*()[]{}/&") != NULL || *term->value == '.'
             || strstr (term->value, "..") != NULL)
         && strchr (term->value, '%') == NULL && !todoku_spf_word_is_sound (term->text, FALSE);
}

// Whether more than white space was, or is still, wrong.
static gboolean
is_damaged (const TodokuSpfBuffer *buffer, TodokuSpfRecord *record)
{
  todoku_list_foreach (const TodokuSpfRepair, repair, buffer->repairs)
    if (repair->kind != TODOKU_SPF_REPAIR_WHITE_SPACE)
      return TRUE;

  return todoku_spf_record_get_error (record) != NULL;
}

// In a record that something slipped into, a prefix length that lets strangers in is rather a piece
// of one than meant, and an all without a sign has lost it.
static void
report_uncertain (TodokuSpfBuffer *buffer)
{
  guint start, end;
  g_autofree char *text = todoku_spf_buffer_get_text (buffer, 0, buffer->cells->len);
  g_autoptr (TodokuSpfRecord) record = todoku_spf_record_parse (text, -1);
  gboolean damaged = is_damaged (buffer, record);
  guint i = 0;

  if (!todoku_spf_buffer_find_word (buffer, 0, &start, &end))
    return;

  while (todoku_spf_buffer_find_word (buffer, end, &start, &end))
    {
      const TodokuSpfTerm *term = todoku_spf_record_get_term (record, i++);

      if (term->error != NULL || is_odd (term)
          || (damaged
              && (todoku_spf_term_is_wide (term) || todoku_spf_word_is_bare_all (term->text))))
        todoku_spf_buffer_report (buffer, TODOKU_SPF_REPAIR_UNCERTAIN, start, term->text, NULL);
    }
}

static gint
compare_positions (gconstpointer a, gconstpointer b)
{
  const TodokuSpfRepair *first = *(TodokuSpfRepair *const *) a;
  const TodokuSpfRepair *second = *(TodokuSpfRepair *const *) b;

  return first->position < second->position ? -1 : first->position > second->position;
}

static TodokuSpfBuffer *
repair_cells (GArray *cells)
{
  g_autoptr (TodokuSpfBuffer) buffer = buffer_new (cells);

  if (!repair_all (buffer))
    return NULL;

  report_uncertain (buffer);
  g_ptr_array_sort (buffer->repairs, compare_positions);
  return g_steal_pointer (&buffer);
}

// What does not come out right in another encoding is left as it is without one.
static TodokuSpfBuffer *
try_to_repair (const char *text, gsize length)
{
  GArray *other = length <= LENGTH_MAX ? todoku_spf_decode_other (text, length) : NULL;
  TodokuSpfBuffer *buffer = other != NULL ? repair_cells (other) : NULL;

  if (buffer != NULL)
    return buffer;

  return length <= LENGTH_MAX ? repair_cells (todoku_spf_decode_utf8 (text, length)) : NULL;
}

gboolean
todoku_spf_text_resembles_record (const char *text, gsize length)
{
  g_autoptr (TodokuSpfBuffer) buffer = NULL;

  if (todoku_spf_text_is_record (text, length))
    return TRUE;

  buffer = try_to_repair (text, length);
  return buffer != NULL;
}

// The common case, which must cost little: a record in which there is nothing to do.
static gboolean
is_right (const char *text, gsize length)
{
  g_autoptr (TodokuSpfRecord) record = NULL;
  gsize end = strlen ("v=spf1");

  if (!todoku_spf_text_is_record (text, length))
    return FALSE;

  record = todoku_spf_record_parse (text, (gssize) length);
  todoku_spf_record_foreach (record, term)
    {
      gboolean is_last = todoku_spf_record_get_next (record, term) == NULL;

      if (term->position != end + 1 || !todoku_spf_term_is_sound (term, is_last) || is_odd (term))
        return FALSE;
      end = term->position + strlen (term->text);
    }

  return end == length && todoku_spf_record_get_error (record) == NULL;
}

static char *
leave_as_it_stands (const char *text, gsize length, GPtrArray **repairs)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

  *repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
  g_ptr_array_add (*repairs, todoku_spf_repair_new (TODOKU_SPF_REPAIR_UNCERTAIN, 0, valid, NULL));

  return g_steal_pointer (&valid);
}

static GArray *
trace_each_octet (gsize length)
{
  GArray *origins = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) length);

  for (guint i = 0; i < length; i++)
    g_array_append_val (origins, i);

  return origins;
}

// The text of the buffer, and where each of its octets came from.
static char *
print_traced (const TodokuSpfBuffer *buffer, GArray **origins)
{
  g_autoptr (GString) text = g_string_sized_new (buffer->cells->len + 1);
  guint latest = 0;

  *origins = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < buffer->cells->len; i++)
    {
      const TodokuSpfCell *cell = &g_array_index (buffer->cells, TodokuSpfCell, i);

      g_string_append_unichar (text, cell->c == 0 ? 0xFFFD : cell->c);
      latest = MAX (latest, cell->position);
      while ((*origins)->len < text->len)
        g_array_append_val (*origins, latest);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
todoku_spf_repair_traced (const char *text, gsize length, GPtrArray **repairs, GArray **origins)
{
  g_autoptr (TodokuSpfBuffer) buffer = NULL;

  if (is_right (text, length))
    {
      *repairs = g_ptr_array_new_with_free_func ((GDestroyNotify) todoku_spf_repair_free);
      *origins = trace_each_octet (length);
      return g_strndup (text, length);
    }

  buffer = try_to_repair (text, length);
  if (buffer == NULL)
    {
      char *valid = leave_as_it_stands (text, length, repairs);

      *origins = trace_each_octet (strlen (valid));
      return valid;
    }

  *repairs = g_ptr_array_ref (buffer->repairs);
  return print_traced (buffer, origins);
}

char *
todoku_spf_repair (const char *text, gsize length, GPtrArray **repairs)
{
  g_autoptr (GArray) origins = NULL;

  return todoku_spf_repair_traced (text, length, repairs, &origins);
}

char *
todoku_spf_repair_term (const char *text)
{
  static const char start[] = TODOKU_SPF_VERSION " ";
  g_autoptr (GPtrArray) repairs = NULL;
  g_autofree char *record = g_strconcat (start, text, NULL);
  g_autofree char *repaired = todoku_spf_repair (record, strlen (record), &repairs);

  return g_strdup (g_str_has_prefix (repaired, start) ? repaired + strlen (start) : text);
}
