// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include "ui/dialogs.h"

#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *title;
  const char *text;
  const char *icon_name; /* nullable */
} Fact;

static const Fact way[] = {
  { N_ ("You send an email"),
    N_ ("It is sent from a server of your email provider, in the name of your domain."),
    "mail-send-symbolic" },
  { N_ ("The receiver checks the DNS"),
    N_ ("Gmail and others check the records of your domain: may this server send its email?"),
    "system-search-symbolic" },
  { N_ ("What is listed there gets through"),
    N_ ("If the record does not list the server, the email can come back with “550-5.7.26”. Todoku "
        "finds out what is missing."),
    "emblem-ok-symbolic" },
};

#define FACTS_MAX 3

static const struct
{
  const char *question;
  const char *answer;
  Fact facts[FACTS_MAX]; /* what belongs to it, until one has no title */
} questions[] = {
  { N_ ("What is a TXT record?"),
    N_ ("The DNS is like a signpost for a domain: it says where the website is, and where email "
        "goes. A TXT record is one line of text in it, which everyone can read. Receivers of email "
        "look there for SPF, DKIM and DMARC. You add or change it in a control panel, in fields "
        "like these; the page “Where to Paste It” shows your own values to copy."),
    { { N_ ("Host name"), N_ ("shop.example (at some companies “@”, or left empty)"), NULL },
      { N_ ("Type"), "TXT", NULL },
      { N_ ("Value"), "v=spf1 include:_spf.example.com ~all", NULL } } },
  { N_ ("Where do I sign in?"),
    N_ ("In the control panel of your DNS provider, which may not be your email provider. Todoku "
        "finds out which company it is, and names it on the page “Where to Paste It”, with the "
        "steps. For the user name and password, look at what the company sent you when you signed "
        "up."),
    { { NULL, NULL, NULL } } },
  { N_ ("What if I cannot sign in?"),
    N_ ("If someone else manages your website, ask them: on the page “Where to Paste It”, “Copy a "
        "Message to Them” copies a polite message with all values. If you have lost the password, "
        "the sign-in page says how to get a new one. If nobody knows who signed up, ask your DNS "
        "provider."),
    { { NULL, NULL, NULL } } },
  { N_ ("How long does it take?"),
    N_ ("Pasting and saving takes a few minutes. Until it is seen everywhere, it can take from a "
        "few minutes to a day or two, and until then some email may still come back. The page “Is "
        "It Live?” watches every name server and tells you when it is there."),
    { { NULL, NULL, NULL } } },
  { N_ ("Will my website break?"),
    N_ ("No: you only add or change a TXT record about email. The address of your website is in "
        "other records, which stay as they are. Do not delete a record that you do not know, and "
        "do not change the name servers. The old value is kept in the history (Ctrl+H), so that "
        "you can put it back."),
    { { NULL, NULL, NULL } } },
  { N_ ("What does it cost?"),
    N_ ("Todoku costs nothing, and never asks you to buy anything: you change a record in the "
        "control panel that you have. What a company charges for is up to that company. If a page "
        "asks you to order or to pay, stop there, and ask the company first."),
    { { NULL, NULL, NULL } } },
  { N_ ("What are SPF, DKIM and DMARC?"),
    N_ ("They tell receivers whether an email is really yours. Gmail asks for SPF or DKIM from "
        "everyone, and for both from those who send a lot."),
    { { "SPF", N_ ("The list of the servers that may send your email."), NULL },
      { "DKIM",
        N_ ("A signature on each of your emails. You turn it on in the control panel of your email "
            "provider."),
        NULL },
      { "DMARC",
        N_ ("What receivers are asked to do with email in your name that neither SPF nor DKIM "
            "shows to be yours."),
        NULL } } },
};

static GtkWidget *
fact_row_new (const Fact *fact)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (fact->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (fact->text));
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), fact->icon_name);

  return row;
}

static GtkWidget *
question_row_new (guint index)
{
  const char *answer = _ (questions[index].answer);
  GtkWidget *row = todoku_expander_row_new (_ (questions[index].question), NULL);

  adw_expander_row_add_row (
    ADW_EXPANDER_ROW (row),
    todoku_spoken_row_new (todoku_sentence_label_new (answer, "row-content"), answer));
  for (guint i = 0; i < FACTS_MAX && questions[index].facts[i].title != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), fact_row_new (&questions[index].facts[i]));

  return row;
}

GtkWindow *
todoku_help_window_new (void)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/todoku/Todoku/help-window.ui");
  gpointer way_group = gtk_builder_get_object (builder, "way");
  gpointer questions_group = gtk_builder_get_object (builder, "questions");

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    adw_preferences_group_add (way_group, fact_row_new (&way[i]));
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    adw_preferences_group_add (questions_group, question_row_new (i));

  return GTK_WINDOW (gtk_builder_get_object (builder, "help_window"));
}
