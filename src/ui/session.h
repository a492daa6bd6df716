// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/checkup.h"
#include "checkup/standard.h"
#include "dns/resolver.h"
#include "history/history.h"
#include "input/domain.h"
#include "mail/received.h"
#include "ui/propagation-monitor.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TodokuSession:
 *
 * What the person has said and what came of it: the one object the pages share. Knows no widget,
 * so it runs in a test without a display. Look-ups begin as soon as the domain is known, and go on
 * while the person is choosing; a choice only runs the rule again over what is known.
 *
 * Properties (all notify only on change; all but practice are set by functions only):
 * - text (string): what stands in the domain field
 * - domain (boxed TodokuDomain-like string): the domain in ASCII, or NULL
 * - input-error (string): one sentence on why the text is no domain, that there is no such domain,
 *   or why nobody can be asked, or NULL; gone as soon as the text changes
 * - busy (boolean): look-ups are under way
 * - progress (double): 0 to 1
 * - report (TodokuReport): the newest report, or NULL; another one where it says something else
 * - complete (boolean): the report is complete
 * - host-id (string): the chosen host, or NULL for the detected one
 * - web-host-id (string): the web host from whose servers mail is sent, too, or NULL where none
 *   was named
 * - own-value (string): a pasted value in place of a host, or NULL
 * - bounce (TodokuBounce): the returned mail that was given, or NULL
 * - received (TodokuReceived): the mail that was given and had arrived, or NULL
 * - practice (boolean, read-write): asks the practice zone instead of the network
 *
 * Signals:
 * - reset: all that the person gave was forgotten, for another domain
 * - open-mail (GFile): a mail was opened from outside, to be read as one that is dropped
 * - history-changed: another line is in the history, or it was forgotten; whoever forgets it emits
 *   this
 * - history-failed (string): a line could not be written, and why; once until one can be again
 */
#define TODOKU_TYPE_SESSION (todoku_session_get_type ())
G_DECLARE_FINAL_TYPE (TodokuSession, todoku_session, TODOKU, SESSION, GObject)

/**
 * todoku_session_new:
 * @catalog_folder: the folder that todoku_catalog_load() reads; not read before it is needed
 * @practice_file: the zone that the practice mode asks
 *
 * Returns: (transfer full): a session
 */
TodokuSession *todoku_session_new (const char *catalog_folder,
                                   const char *practice_file) G_GNUC_WARN_UNUSED_RESULT;

/**
 * todoku_session_get_catalog:
 * @self: the session
 *
 * Reads the catalog when it is first asked for it, which takes some milliseconds. Where that fails,
 * as only in a broken installation, it is an empty one, and no text is ever taken as a domain.
 *
 * Returns: (transfer none): the catalog
 */
TodokuCatalog *todoku_session_get_catalog (TodokuSession *self);

/** Reads it now, so that the first check need not wait. Returns: whether that was left to do. */
gboolean todoku_session_load_catalog (TodokuSession *self);

/**
 * todoku_session_set_servers:
 * @self: the session
 * @servers: (nullable) (array zero-terminated=1): as todoku_dns_resolver_cares_new() takes them;
 * %NULL or empty for the system's
 * @error: return location for an error
 *
 * Sets the DNS servers that are asked outside practice. What others said is forgotten, and asked
 * again of the new ones.
 *
 * Returns: whether all are addresses; where not, the old ones stay
 */
gboolean todoku_session_set_servers (TodokuSession *self,
                                     const char *const *servers,
                                     GError **error);

/** Returns: (transfer none) (nullable) (array zero-terminated=1): as they were set. */
const char *const *todoku_session_get_servers (TodokuSession *self);

/** Sets the port of the domain's name servers, for tests; 0 for the usual one. Before a domain. */
void todoku_session_set_authority_port (TodokuSession *self, guint16 port);

const char *todoku_session_get_text (TodokuSession *self);
void todoku_session_set_text (TodokuSession *self, const char *text);

/**
 * todoku_session_check_text:
 * @self: the session
 *
 * Reads the text as todoku_session_submit() does and says through input-error what is wrong with
 * it, but takes nothing and asks nobody.
 *
 * Returns: whether the text is a domain
 */
gboolean todoku_session_check_text (TodokuSession *self);

/**
 * todoku_session_submit:
 * @self: the session
 *
 * Takes the text as the domain and begins the look-ups, unless they are already done or under way
 * for the same domain. Where they failed, were given up, or found no such domain, they begin anew.
 *
 * Returns: whether the text is a domain, and can be looked up; where not, input-error says why
 */
gboolean todoku_session_submit (TodokuSession *self);

const char *todoku_session_get_domain (TodokuSession *self);
const char *todoku_session_get_display_domain (TodokuSession *self);
const char *todoku_session_get_input_error (TodokuSession *self);
gboolean todoku_session_get_busy (TodokuSession *self);
double todoku_session_get_progress (TodokuSession *self);

/** How many questions have been answered, and asked; both are new where progress notifies. */
guint todoku_session_get_n_answered (TodokuSession *self);
guint todoku_session_get_n_asked (TodokuSession *self);

gboolean todoku_session_get_complete (TodokuSession *self);

/** Returns: (transfer none) (nullable): the newest report. */
TodokuReport *todoku_session_get_report (TodokuSession *self);

/** Returns: (transfer none): what the person chose and said, until she says anything else. */
const TodokuCheckupOptions *todoku_session_get_choices (TodokuSession *self);

void todoku_session_set_host_id (TodokuSession *self, const char *host_id);
void todoku_session_set_web_host_id (TodokuSession *self, const char *host_id);
void todoku_session_set_own_value (TodokuSession *self, const char *value);

/**
 * todoku_session_get_value:
 * @self: the session
 * @key: a placeholder of one company, as "xserver.host", or of whichever has it, as "host"
 *
 * Returns: (transfer none) (nullable): the value the person gave for it
 */
const char *todoku_session_get_value (TodokuSession *self, const char *key);
void todoku_session_set_value (TodokuSession *self, const char *key, const char *value);

gboolean todoku_session_get_sender_enabled (TodokuSession *self, const char *sender_id);
void todoku_session_set_sender_enabled (TodokuSession *self,
                                        const char *sender_id,
                                        gboolean enabled);

/** Whether the person agreed to let @term of the published record go. */
gboolean todoku_session_get_unwanted (TodokuSession *self, const char *term);
void todoku_session_set_unwanted (TodokuSession *self, const char *term, gboolean unwanted);

/** Returns: (transfer none) (nullable): what the person said that an unclear @term was meant to be.
 */
const char *todoku_session_get_answer (TodokuSession *self, const char *term);

/** Sets it; "" for nothing, %NULL to forget it. */
void todoku_session_set_answer (TodokuSession *self, const char *term, const char *answer);

/** Returns: (transfer none) (nullable): the DKIM selector that the person named. */
const char *todoku_session_get_selector (TodokuSession *self);

/**
 * todoku_session_set_selector:
 * @self: the session
 * @text: (nullable): a selector, or the name of its record; %NULL or empty for none
 *
 * Returns: whether @text can be one; where not, nothing changes
 */
gboolean todoku_session_set_selector (TodokuSession *self, const char *text);

/** Sets where DMARC reports are to go. @text: (nullable): a mail address. Returns: whether it is
 * one; where not, nothing changes. */
gboolean todoku_session_set_report_address (TodokuSession *self, const char *text);

/**
 * todoku_session_set_bounce:
 * @self: the session
 * @bounce: (nullable): the mail that was returned; %NULL for none
 * @text: (nullable): the text it was read from
 *
 * The domain it names becomes the text. It counts from the next todoku_session_submit() on, unless
 * another domain is typed than the one it is about.
 */
void todoku_session_set_bounce (TodokuSession *self, TodokuBounce *bounce, const char *text);

/** Returns: (transfer none) (nullable): the returned mail that was given. */
TodokuBounce *todoku_session_get_bounce (TodokuSession *self);

/** Returns: (transfer none) (nullable): the text it was read from, or what was pasted instead. */
const char *todoku_session_get_bounce_text (TodokuSession *self);

/**
 * todoku_session_set_received:
 * @self: the session
 * @received: (nullable): a mail that arrived; %NULL for none
 *
 * The domain of its From becomes the text.
 */
void todoku_session_set_received (TodokuSession *self, TodokuReceived *received);

/** Returns: (transfer none) (nullable): the mail that arrived, while the text is its domain, or it
 *   tells none. */
TodokuReceived *todoku_session_get_received (TodokuSession *self);

gboolean todoku_session_get_practice (TodokuSession *self);

/** Where the practice mode cannot be started, nothing changes, and input-error says why. */
void todoku_session_set_practice (TodokuSession *self, gboolean practice);

/**
 * todoku_session_set_history:
 * @path: (nullable) (type filename): the file in which checks and replaced records are kept, or
 *   %NULL to keep none. Practice is never kept
 */
void todoku_session_set_history (TodokuSession *self, const char *path);

/** Returns: (transfer none) (nullable) (type filename): the file, as it was set. */
const char *todoku_session_get_history (TodokuSession *self);

/** Returns: (transfer none): it monitors one new record at a time, and stops when the domain
 * changes. */
TodokuPropagationMonitor *todoku_session_get_monitor (TodokuSession *self);

/** Returns: whether it is the record of @standard that is monitored. */
gboolean todoku_session_is_monitored (TodokuSession *self, TodokuStandard standard);

/**
 * todoku_session_start_monitor:
 * @self: the session
 * @standard: what was put right
 *
 * The person has done what the report proposes: monitors whether it is live, and when it is, makes
 * the report anew over it. Where that cannot be monitored, or nothing is proposed, nothing happens.
 */
void todoku_session_start_monitor (TodokuSession *self, TodokuStandard standard);

/**
 * todoku_session_resume_monitor:
 * @self: the session
 * @entry: what was taken along, from the history
 *
 * Begins anew with its domain, and monitors whether the record that was proposed then is live.
 *
 * Returns: whether the domain can be looked up; where not, input-error says why
 */
gboolean todoku_session_resume_monitor (TodokuSession *self, const TodokuHistoryEntry *entry);

/** Gives up what is under way; what has come in stays. */
void todoku_session_cancel (TodokuSession *self);

/** Asks again what failed or was given up. */
void todoku_session_retry (TodokuSession *self);

/** Makes the report anew from what is known, after the language was switched. */
void todoku_session_refresh (TodokuSession *self);

/** Forgets domain, choices and report, for another domain. */
void todoku_session_reset (TodokuSession *self);

/** Begins anew with the mail that @file holds. */
void todoku_session_open_mail (TodokuSession *self, GFile *file);

G_END_DECLS
