// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/host-list.h"

#include "config.h"

#include "spf/repair.h"
#include "ui/pages/host/field-row.h"
#include "ui/pages/host/host-fields.h"
#include "ui/pages/host/host-focus.h"
#include "ui/pages/host/host-row.h"
#include "ui/search-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

// As many as can be looked over at once. The catalog has the most used first.
#define N_HOSTS_AT_FIRST 8

// Where rows stand: what was found, the catalog's order, then what follows all hosts. The fields of
// a choice stand below it.
#define RANK_HOSTS 100
#define RANK_MORE 100000
#define RANK_OWN 100001

struct _TodokuHostList
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GPtrArray *host_rows; /* by the catalog's order; NULL for those not made yet */
  TodokuHostFields *fields;
  char *search_key;
  TodokuHostRow *own_row;
  TodokuFieldRow *own_field;

  gboolean all_made;  /* all rows that are to be seen at first are there */
  GtkWidget *focused; /* the button that was given the focus; only to be compared */
  gboolean shows_all;
  gboolean own_chosen;
  gboolean updating; /* the buttons follow the session, and not the other way round */

  /* Template widgets */
  GtkEditable *search_entry;
  GtkListBox *list;
  GtkWidget *more_row;
};

G_DEFINE_FINAL_TYPE (TodokuHostList, todoku_host_list, ADW_TYPE_BIN)

static void update (TodokuHostList *self);

static void
set_rank (gpointer row, guint rank, guint place)
{
  g_object_set_data (G_OBJECT (row), "rank", GUINT_TO_POINTER (rank));
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (place));
}

static int
compare_data (GtkListBoxRow *a, GtkListBoxRow *b, const char *key)
{
  guint first = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (a), key));
  guint second = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (b), key));

  return (first > second) - (first < second);
}

static int
sort_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data G_GNUC_UNUSED)
{
  int order = compare_data (a, b, "rank");

  return order != 0 ? order : compare_data (a, b, "place");
}

static const TodokuMailHost *
get_chosen_host (TodokuHostList *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  const char *id = todoku_session_get_host_id (self->session);

  if (self->own_chosen)
    return NULL;
  if (id != NULL)
    return todoku_catalog_find_host (todoku_session_get_catalog (self->session), id);

  return report != NULL ? report->host : NULL;
}

static const TodokuDetection *
find_detection (TodokuHostList *self, const TodokuMailHost *host, guint *index)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  for (guint i = 0; report != NULL && i < report->detections->len; i++)
    {
      const TodokuDetection *detection = g_ptr_array_index (report->detections, i);

      if (detection->host == host)
        {
          *index = i;
          return detection;
        }
    }

  return NULL;
}

static const TodokuMailHost *
get_host (TodokuHostList *self, guint index)
{
  return g_ptr_array_index (todoku_session_get_catalog (self->session)->hosts, index);
}

static gboolean
host_matches (const TodokuMailHost *host, const char *key)
{
  const char *const names[] = {
    host->name.ja, host->name.en, host->company.ja, host->company.en, host->id,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = todoku_search_key (names[i]);

      if (strstr (name, key) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_searching (TodokuHostList *self)
{
  return *self->search_key != '\0';
}

static gboolean
is_host_visible (TodokuHostList *self, guint index)
{
  const TodokuMailHost *host = get_host (self, index);
  guint place;

  if (is_searching (self))
    return host_matches (host, self->search_key);

  return self->shows_all || index < N_HOSTS_AT_FIRST || host == get_chosen_host (self)
         || find_detection (self, host, &place) != NULL;
}

// Turning one button on turns another off, whose signal says nothing new.
static void
host_toggled_cb (TodokuHostList *self, GtkCheckButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), TODOKU_TYPE_HOST_ROW);

  if (self->updating || !gtk_check_button_get_active (button))
    return;

  self->own_chosen = TODOKU_HOST_ROW (row) == self->own_row;
  if (self->own_chosen)
    {
      const char *text = todoku_field_row_get_text (self->own_field);

      todoku_session_set_own_value (self->session, *text != '\0' ? text : NULL);
    }
  else
    {
      todoku_session_set_own_value (self->session, NULL);
      todoku_session_set_host_id (self->session, todoku_host_row_get_id (TODOKU_HOST_ROW (row)));
    }
  update (self);
}

static void
add_choice (TodokuHostList *self, TodokuHostRow *row)
{
  GtkCheckButton *button = todoku_host_row_get_button (row);

  if (row != self->own_row)
    gtk_check_button_set_group (button, todoku_host_row_get_button (self->own_row));
  g_signal_connect_object (button, "toggled", G_CALLBACK (host_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

static TodokuHostRow *
ensure_host_row (TodokuHostList *self, guint index)
{
  const TodokuMailHost *host = get_host (self, index);

  if (self->host_rows->pdata[index] == NULL)
    {
      TodokuHostRow *row = todoku_host_row_new (todoku_catalog_text_get (&host->name),
                                                todoku_catalog_text_get (&host->company), host->id);

      set_rank (row, RANK_HOSTS + index, 0);
      self->host_rows->pdata[index] = row;
      add_choice (self, row);
    }

  return self->host_rows->pdata[index];
}

static void
update_host_row (TodokuHostList *self, guint index)
{
  const TodokuMailHost *host = get_host (self, index);
  gboolean visible = is_host_visible (self, index);
  guint place = 0;

  if (!visible && self->host_rows->pdata[index] == NULL)
    return;

  TodokuHostRow *row = ensure_host_row (self, index);
  const TodokuDetection *detection = find_detection (self, host, &place);

  todoku_host_row_set_detection (row, detection, detection != NULL && place == 0);
  set_rank (row, detection != NULL ? place : RANK_HOSTS + index, 0);
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
  gtk_check_button_set_active (todoku_host_row_get_button (row), host == get_chosen_host (self));
}

static void
update_fields (TodokuHostList *self)
{
  const TodokuMailHost *host = get_chosen_host (self);
  guint place;
  const TodokuDetection *detection = host != NULL ? find_detection (self, host, &place) : NULL;

  todoku_host_fields_set_host (self->fields, host, detection != NULL ? detection->values : NULL);
}

static guint
get_rank_of_host (TodokuHostList *self, const TodokuMailHost *host)
{
  for (guint i = 0; i < self->host_rows->len; i++)
    {
      if (get_host (self, i) == host && self->host_rows->pdata[i] != NULL)
        return GPOINTER_TO_UINT (g_object_get_data (self->host_rows->pdata[i], "rank"));
    }

  return RANK_HOSTS;
}

static void
place_fields (TodokuHostList *self)
{
  guint rank = get_rank_of_host (self, todoku_host_fields_get_host (self->fields));
  GPtrArray *rows = todoku_host_fields_get_rows (self->fields);

  for (guint i = 0; i < rows->len; i++)
    set_rank (g_ptr_array_index (rows, i), rank, i + 1);
}

static void
update_more_row (TodokuHostList *self)
{
  g_autofree char *title = NULL;

  /* Translators: %u is the number of companies in the list */
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u company", "Show all %u companies",
                                        self->host_rows->len),
                           self->host_rows->len);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more_row), title);
  gtk_widget_set_visible (self->more_row, !self->shows_all && !is_searching (self)
                                            && self->host_rows->len > N_HOSTS_AT_FIRST);
}

// Before all rows are made there is nobody to see them change.
static TodokuHostRow *
find_chosen_row (TodokuHostList *self)
{
  if (self->own_chosen)
    return self->own_row;

  for (guint i = 0; i < self->host_rows->len; i++)
    {
      TodokuHostRow *row = self->host_rows->pdata[i];

      if (row != NULL && gtk_check_button_get_active (todoku_host_row_get_button (row)))
        return row;
    }

  return NULL;
}

// Where the person stands among the choices she stays, whatever is found meanwhile.
static void
update_stop (TodokuHostList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
                     ? gtk_widget_get_ancestor (focus, TODOKU_TYPE_HOST_ROW)
                     : NULL;

  todoku_host_focus_set_stop (self->list,
                              row != NULL ? TODOKU_HOST_ROW (row) : find_chosen_row (self));
}

static void
update (TodokuHostList *self)
{
  if (self->updating || !self->all_made)
    return;

  self->updating = TRUE;
  gtk_check_button_set_active (todoku_host_row_get_button (self->own_row), self->own_chosen);
  for (guint i = 0; i < self->host_rows->len; i++)
    update_host_row (self, i);
  update_fields (self);
  place_fields (self);
  update_more_row (self);
  gtk_widget_set_visible (GTK_WIDGET (self->own_field), self->own_chosen);
  gtk_list_box_invalidate_sort (self->list);
  update_stop (self);
  self->updating = FALSE;
}

static void
search_changed_cb (TodokuHostList *self)
{
  g_free (self->search_key);
  self->search_key = todoku_search_key (gtk_editable_get_text (self->search_entry));
  update (self);
}

static void
show_all_cb (TodokuHostList *self)
{
  self->shows_all = TRUE;
  update (self);
  todoku_host_list_focus (self);
}

// Up and Down move, Enter chooses; on what is chosen already it goes on, as in a field.
static gboolean
key_pressed_cb (TodokuHostList *self, guint key)
{
  if (todoku_host_focus_move (self->list, key))
    return GDK_EVENT_STOP;

  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || !GTK_IS_CHECK_BUTTON (focus)
      || !gtk_check_button_get_active (GTK_CHECK_BUTTON (focus)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);

  return GDK_EVENT_STOP;
}

static void
own_changed_cb (TodokuHostList *self)
{
  const char *text = todoku_field_row_get_text (self->own_field);

  todoku_session_set_own_value (self->session, *text != '\0' ? text : NULL);
}

static gboolean
check_own_value (TodokuHostList *self)
{
  const char *text = todoku_field_row_get_text (self->own_field);

  if (todoku_spf_text_resembles_record (text, strlen (text)))
    return TRUE;

  todoku_field_row_set_error (
    self->own_field, _ ("Please paste the whole value that begins with “v=spf1”, for example "
                        "v=spf1 include:spf.provider.example ~all."));

  return FALSE;
}

static void
own_left_cb (TodokuHostList *self)
{
  if (*todoku_field_row_get_text (self->own_field) != '\0')
    check_own_value (self);
}

static void
add_own_row (TodokuHostList *self)
{
  const char *value = todoku_session_get_own_value (self->session);

  self->own_row =
    g_object_ref_sink (todoku_host_row_new (_ ("My company is not listed"),
                                            _ ("Paste the SPF value from its help page."), NULL));
  set_rank (self->own_row, RANK_OWN, 0);
  add_choice (self, self->own_row);

  self->own_field = g_object_ref_sink (
    todoku_field_row_new (_ ("SPF value of your company"),
                          _ ("Search its help pages for “SPF”. The value begins with “v=spf1”."),
                          "v=spf1 include:spf.provider.example ~all"));
  todoku_field_row_set_text (self->own_field, value);
  set_rank (self->own_field, RANK_OWN, 1);
  g_signal_connect_object (self->own_field, "changed", G_CALLBACK (own_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->own_field, "left", G_CALLBACK (own_left_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (self->own_field));
}

// What is found while the person has not moved yet gets the focus.
static gboolean
focus_waits (TodokuHostList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && self->focused != NULL && gtk_root_get_focus (root) == self->focused
         && !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->focused));
}

static void
follow_choices_cb (TodokuHostList *self)
{
  update (self);
  if (todoku_host_list_has_choice (self) && focus_waits (self))
    todoku_host_list_focus (self);
}

// What was searched, chosen and pasted was for the domain before.
static void
domain_cb (TodokuHostList *self)
{
  self->own_chosen = FALSE;
  if (self->own_field != NULL)
    todoku_field_row_set_text (self->own_field, NULL);
  gtk_editable_set_text (self->search_entry, "");
  update (self);
}

void
todoku_host_list_set_session (TodokuHostList *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  self->fields = todoku_host_fields_new (self->list, session);
  g_ptr_array_set_size (self->host_rows, todoku_session_get_catalog (session)->hosts->len);
  self->own_chosen = todoku_session_get_own_value (session) != NULL;
  g_signal_connect_object (session, "notify::report", G_CALLBACK (follow_choices_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::domain", G_CALLBACK (domain_cb), self,
                           G_CONNECT_SWAPPED);
}

// Returns whether one was missing.
static gboolean
make_missing_row (TodokuHostList *self)
{
  if (self->own_row == NULL)
    {
      add_own_row (self);
      return TRUE;
    }

  for (guint i = 0; i < self->host_rows->len; i++)
    {
      if (self->host_rows->pdata[i] == NULL && is_host_visible (self, i))
        {
          ensure_host_row (self, i);
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
todoku_host_list_prepare (TodokuHostList *self)
{
  if (self->all_made)
    return FALSE;

  if (!make_missing_row (self))
    {
      self->all_made = TRUE;
      update (self);
    }

  return TRUE;
}

gboolean
todoku_host_list_has_choice (TodokuHostList *self)
{
  return self->own_chosen || get_chosen_host (self) != NULL;
}

static void
make_all_rows (TodokuHostList *self)
{
  while (todoku_host_list_prepare (self))
    ;
}

void
todoku_host_list_focus (TodokuHostList *self)
{
  TodokuHostRow *chosen;
  GtkListBoxRow *row;

  make_all_rows (self);
  chosen = find_chosen_row (self);
  row = chosen != NULL ? GTK_LIST_BOX_ROW (chosen) : gtk_list_box_get_row_at_index (self->list, 0);
  if (!TODOKU_IS_HOST_ROW (row))
    return;

  self->focused = GTK_WIDGET (todoku_host_row_get_button (TODOKU_HOST_ROW (row)));
  gtk_widget_set_focusable (self->focused, TRUE);
  gtk_widget_grab_focus (self->focused);
  update_stop (self);
}

gboolean
todoku_host_list_check (TodokuHostList *self)
{
  if (self->own_chosen && !check_own_value (self))
    {
      todoku_field_row_focus (self->own_field);
      return FALSE;
    }

  return todoku_host_fields_check (self->fields);
}

static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TodokuHostList *self = TODOKU_HOST_LIST (widget);

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return todoku_host_focus_tab (GTK_WIDGET (self->search_entry), self->list, direction);

  return GTK_WIDGET_CLASS (todoku_host_list_parent_class)->focus (widget, direction);
}

static void
todoku_host_list_dispose (GObject *object)
{
  TodokuHostList *self = TODOKU_HOST_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_HOST_LIST);
  g_clear_object (&self->own_row);
  g_clear_object (&self->own_field);
  g_clear_object (&self->session);
  g_clear_pointer (&self->host_rows, g_ptr_array_unref);
  g_clear_pointer (&self->fields, todoku_host_fields_free);
  g_clear_pointer (&self->search_key, g_free);

  G_OBJECT_CLASS (todoku_host_list_parent_class)->dispose (object);
}

static void
todoku_host_list_class_init (TodokuHostListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = todoku_host_list_dispose;
  widget_class->focus = move_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/todoku/Todoku/pages/host/host-list.ui");
  gtk_widget_class_bind_template_child (widget_class, TodokuHostList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostList, list);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostList, more_row);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
todoku_host_list_init (TodokuHostList *self)
{
  self->host_rows = g_ptr_array_new ();
  self->search_key = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  set_rank (self->more_row, RANK_MORE, 0);
  gtk_list_box_set_sort_func (self->list, sort_cb, NULL, NULL);
}
