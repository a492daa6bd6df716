// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/host/sections.h"

#include "config.h"

#include "catalog/template.h"
#include "ui/pages/host/host-items.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/action-row.h"
#include "ui/widgets/focus.h"
#include "ui/widgets/rows.h"

#include <glib/gi18n-lib.h>

struct _TodokuHostList
{
  AdwBin parent_instance;

  /* Owned */
  TodokuSession *session;
  GListStore *items;
  GtkCheckButton *group; /* holds the buttons together; never shown */
  char *own_text;        /* the pasted value, also while another host is chosen */

  GtkWidget *focused; /* the button that was given the focus; only to be compared */
  gboolean shows_all;
  gboolean own_chosen; /* also before a value is pasted */

  /* Template widgets */
  GtkEditable *search_entry;
  GtkWidget *none_label;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (TodokuHostList, todoku_host_list, ADW_TYPE_BIN)

static TodokuCatalog *
get_catalog (TodokuHostList *self)
{
  return todoku_session_get_catalog (self->session);
}

// What was found; NULL before the first answers.
static GPtrArray *
get_detections (TodokuHostList *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);

  return report != NULL ? report->collected->mail.detections : NULL;
}

static const TodokuMailHost *
get_chosen_host (TodokuHostList *self)
{
  TodokuReport *report = todoku_session_get_report (self->session);
  const char *id = todoku_session_get_choices (self->session)->host;

  if (self->own_chosen)
    return NULL;
  if (id != NULL)
    return todoku_catalog_find_host (get_catalog (self), id);

  return report != NULL ? report->collected->mail.host : NULL;
}

gboolean
todoku_host_list_has_choice (TodokuHostList *self)
{
  return self->own_chosen || get_chosen_host (self) != NULL;
}

static gboolean
is_chosen (TodokuHostList *self, const TodokuHostItem *item)
{
  return item->host != NULL ? item->host == get_chosen_host (self) : self->own_chosen;
}

static TodokuHostListing
get_listing (TodokuHostList *self)
{
  return (TodokuHostListing){
    .hosts = get_catalog (self)->hosts,
    .detections = get_detections (self),
    .chosen = get_chosen_host (self),
    .is_own = self->own_chosen,
    .is_whole = self->shows_all,
    .search = gtk_editable_get_text (self->search_entry),
  };
}

// The rows

static TodokuHostItem *
get_item (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "item");
}

// NULL where the row is no choice.
static GtkCheckButton *
get_button (gpointer row)
{
  return TODOKU_IS_ACTION_ROW (row)
           ? (GtkCheckButton *) todoku_action_row_get_activatable_widget (row)
           : NULL;
}

static GtkListBoxRow *
find_focused_row (TodokuHostList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL && todoku_focus_is_within (row) ? GTK_LIST_BOX_ROW (row) : NULL;
}

static void update (TodokuHostList *self);

// What a choice asks for may unfold below what is in view.
static void
show_unfolded (TodokuHostList *self, GtkWidget *button)
{
  GtkWidget *choice = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (choice));
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->list, ++index)) != NULL
         && !TODOKU_IS_ACTION_ROW (row))
    todoku_focus_scroll_to (GTK_WIDGET (row));
  todoku_focus_scroll_to (choice);
}

// Turning one button on turns another off, whose signal says nothing new; nor does that of one that
// follows the session.
static void
toggled_cb (TodokuHostList *self, GtkCheckButton *button)
{
  const TodokuHostItem *item = g_object_get_data (G_OBJECT (button), "item");

  if (!gtk_check_button_get_active (button) || is_chosen (self, item))
    return;

  self->own_chosen = item->host == NULL;
  if (self->own_chosen)
    {
      todoku_session_set_own_value (self->session, self->own_text);
    }
  else
    {
      todoku_session_set_own_value (self->session, NULL);
      todoku_session_set_host_id (self->session, item->host->id);
    }
  update (self);
  show_unfolded (self, GTK_WIDGET (button));
}

static GtkWidget *
choice_row_new (TodokuHostList *self, TodokuHostItem *item)
{
  TodokuActionRow *row = TODOKU_ACTION_ROW (
    todoku_action_row_new (item->host != NULL ? todoku_catalog_text_get (&item->host->name)
                                              : _ ("Not listed, or I do not know"),
                           NULL));
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *mark = todoku_sentence_label_new (NULL, "mark");

  g_object_set_data (G_OBJECT (row), "mark", mark);
  todoku_action_row_set_prefix (row, button);
  todoku_action_row_set_mark (row, mark);
  todoku_action_row_set_activatable_widget (row, button);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->group);
  g_object_set_data (G_OBJECT (button), "item", item);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (row);
}

static void
row_activated_cb (TodokuHostList *self, GtkListBoxRow *row)
{
  if (todoku_action_row_activate (row))
    return;

  self->shows_all = TRUE;
  update (self);
  todoku_host_list_focus (self);
}

static GtkWidget *
more_row_new (TodokuHostList *self)
{
  guint n_hosts = get_catalog (self)->hosts->len;
  /* Translators: %u is the number of companies in the list */
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u company",
                                                         "Show all %u companies", n_hosts),
                                            n_hosts);
  GtkWidget *row = todoku_action_row_new (title, NULL);

  todoku_action_row_set_suffix (TODOKU_ACTION_ROW (row),
                                gtk_image_new_from_icon_name ("pan-down-symbolic"));

  return row;
}

// What the name of the server tells besides the company need not be asked.
static void
take_values (TodokuHostList *self, const TodokuMailHost *host, const char *server)
{
  todoku_list_foreach (const TodokuCatalogPlaceholder, placeholder, host->placeholders)
    {
      g_autofree char *key = g_strconcat (host->id, ".", placeholder->key, NULL);
      g_autofree char *value = todoku_catalog_placeholder_normalize (placeholder, server);

      if (value != NULL)
        todoku_session_set_value (self->session, key, value);
    }
}

static void
found_cb (TodokuHostList *self, TodokuUnknownRow *row)
{
  const TodokuMailHost *host = todoku_unknown_row_get_host (row);

  self->own_chosen = FALSE;
  todoku_session_set_own_value (self->session, NULL);
  take_values (self, host, todoku_unknown_row_get_server (row));
  todoku_session_set_host_id (self->session, host->id);
  update (self);
  todoku_host_list_focus (self);
}

static GtkWidget *
unknown_row_new (TodokuHostList *self)
{
  TodokuUnknownRow *row = todoku_unknown_row_new (self->session);

  g_signal_connect_object (row, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (row);
}

static GtkWidget *
row_new (TodokuHostList *self, TodokuHostItem *item)
{
  switch (item->kind)
    {
    case TODOKU_HOST_ITEM_CHOICE:
      return choice_row_new (self, item);
    case TODOKU_HOST_ITEM_FIELD:
      return GTK_WIDGET (todoku_field_row_new (self->session, item->host, item->placeholder));
    case TODOKU_HOST_ITEM_UNKNOWN:
      return unknown_row_new (self);
    case TODOKU_HOST_ITEM_MORE:
    default:
      return more_row_new (self);
    }
}

static GtkWidget *
create_row_cb (gpointer object, gpointer user_data)
{
  TodokuHostItem *item = TODOKU_HOST_ITEM (object);
  GtkWidget *row = row_new (TODOKU_HOST_LIST (user_data), item);

  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);

  return row;
}

static const char *
get_mark (TodokuHostList *self, const TodokuDetection *detection)
{
  if (detection == NULL || detection != g_ptr_array_index (get_detections (self), 0)
      || detection->confidence == TODOKU_CONFIDENCE_NONE)
    return "";
  if (detection->confidence == TODOKU_CONFIDENCE_LOW)
    return C_ ("mail host", "Probably");

  return C_ ("mail host", "Found");
}

static void
update_choice_row (TodokuHostList *self, GtkListBoxRow *row)
{
  const TodokuHostItem *item = get_item (row);
  const TodokuDetection *detection = todoku_detections_find (get_detections (self), item->host);
  const char *mark = get_mark (self, detection);
  GtkWidget *mark_label = g_object_get_data (G_OBJECT (row), "mark");
  const char *subtitle = _ ("Ways to find out, and a field for the value the company gives.");
  g_autofree char *spoken = NULL;

  if (item->host != NULL)
    subtitle =
      detection != NULL ? detection->reason : todoku_catalog_text_get (&item->host->company);
  todoku_action_row_set_subtitle (TODOKU_ACTION_ROW (row), subtitle);
  gtk_label_set_text (GTK_LABEL (mark_label), mark);
  gtk_widget_set_visible (mark_label, *mark != '\0');
  spoken = g_strdup_printf ("%s %s", mark, subtitle != NULL ? subtitle : "");
  todoku_accessible_set_description (GTK_WIDGET (get_button (row)), g_strstrip (spoken));
  gtk_check_button_set_active (get_button (row), is_chosen (self, item));
}

// Connected before the list is bound: what goes still has its row.
static void
items_changed_cb (TodokuHostList *self, guint position, guint n_removed)
{
  for (guint i = position; i < position + n_removed; i++)
    todoku_focus_leave (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
}

static gboolean
focus_row (GtkListBoxRow *row)
{
  return gtk_widget_grab_focus (get_button (row) != NULL ? GTK_WIDGET (get_button (row))
                                                         : GTK_WIDGET (row));
}

// Where the person stands among the choices she stays, whatever is found meanwhile.
static void
update (TodokuHostList *self)
{
  const TodokuHostListing listing = get_listing (self);
  GtkListBoxRow *row = find_focused_row (self);
  g_autoptr (TodokuHostItem) focused = row != NULL ? g_object_ref (get_item (row)) : NULL;
  gboolean found = FALSE;
  guint position = 0;

  todoku_host_listing_apply (&listing, self->items);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (get_button (row) != NULL)
      {
        found |= get_item (row)->host != NULL;
        update_choice_row (self, row);
      }
  gtk_widget_set_visible (self->none_label, *listing.search != '\0' && !found);
  if (focused != NULL
      && g_list_store_find_with_equal_func (self->items, focused, todoku_host_item_equal,
                                            &position))
    row = gtk_list_box_get_row_at_index (self->list, (int) position);
  if (row != NULL && !todoku_focus_is_within (GTK_WIDGET (row)))
    focus_row (row);
}

// Esc.
static void
search_stopped_cb (TodokuHostList *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

// The focus

// The next choice that is shown, from @index on.
static GtkListBoxRow *
find_choice (TodokuHostList *self, int index, int step)
{
  GtkListBoxRow *row = NULL;

  for (; index >= 0 && (row = gtk_list_box_get_row_at_index (self->list, index)) != NULL;
       index += step)
    if (get_button (row) != NULL)
      return row;

  return NULL;
}

static GtkListBoxRow *
find_chosen (TodokuHostList *self)
{
  GtkListBoxRow *row = find_choice (self, 0, 1);

  while (row != NULL && !gtk_check_button_get_active (get_button (row)))
    row = find_choice (self, gtk_list_box_row_get_index (row) + 1, 1);

  return row != NULL ? row : find_choice (self, 0, 1);
}

static GtkListBoxRow *
find_target (TodokuHostList *self, int index, guint key)
{
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return find_choice (self, index - 1, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return find_choice (self, index + 1, 1);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return find_choice (self, 0, 1);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return find_choice (self, (int) g_list_model_get_n_items (G_LIST_MODEL (self->items)) - 1,
                          -1);
    default:
      return NULL;
    }
}

// Up, Down, Home and End move and choose nothing: with every choice look-ups begin. Enter chooses;
// on what is chosen already it goes on, as in a field.
static gboolean
key_pressed_cb (TodokuHostList *self, guint key)
{
  GtkListBoxRow *row = find_focused_row (self);
  GtkListBoxRow *target = NULL;

  if (row == NULL || get_button (row) == NULL)
    return GDK_EVENT_PROPAGATE;

  target = find_target (self, gtk_list_box_row_get_index (row), key);
  if (target != NULL)
    return focus_row (target);
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
      || !gtk_check_button_get_active (get_button (row)))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "assistant.next", NULL);

  return GDK_EVENT_STOP;
}

// Tab goes from the search over the choices, where it stops but once, as in any group of radio
// buttons, to the fields and what other row is shown. A list box would try the very next row alone,
// and take Tab for it even where that row cannot have the focus.
static gboolean
move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  TodokuHostList *self = TODOKU_HOST_LIST (widget);
  GtkListBoxRow *focused = find_focused_row (self);
  GtkListBoxRow *stop = find_chosen (self);
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  int n_rows = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items));
  gboolean searching = todoku_focus_is_within (GTK_WIDGET (self->search_entry));
  int index = step > 0 ? 0 : n_rows - 1;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (todoku_host_list_parent_class)->focus (widget, direction);
  if (focused != NULL && get_button (focused) == NULL
      && todoku_focus_move_by_tab (GTK_WIDGET (focused), direction))
    return TRUE;
  if (searching && step < 0)
    return FALSE;
  if (!searching && focused == NULL && step > 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));

  for (index = focused != NULL ? gtk_list_box_row_get_index (focused) + step : index;
       index >= 0 && index < n_rows; index += step)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

      if (get_button (row) != NULL ? row == stop && focus_row (row)
                                   : todoku_focus_move_by_tab (GTK_WIDGET (row), direction))
        return TRUE;
    }

  return step < 0 && gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
todoku_host_list_focus (TodokuHostList *self)
{
  self->focused = GTK_WIDGET (get_button (find_chosen (self)));
  gtk_widget_grab_focus (self->focused);
}

// What is found while the person has not moved yet gets the focus.
static gboolean
focus_waits (TodokuHostList *self)
{
  GtkListBoxRow *row = find_focused_row (self);

  return row != NULL && self->focused != NULL && self->focused == GTK_WIDGET (get_button (row))
         && gtk_widget_is_focus (self->focused) && !gtk_check_button_get_active (get_button (row));
}

// The session

static void
report_cb (TodokuHostList *self)
{
  update (self);
  if (todoku_host_list_has_choice (self) && focus_waits (self))
    todoku_host_list_focus (self);
}

static void
own_value_cb (TodokuHostList *self)
{
  if (!self->own_chosen)
    return;

  g_free (self->own_text);
  self->own_text = g_strdup (todoku_session_get_choices (self->session)->value);
}

// What was searched, chosen and pasted was for the domain before.
static void
domain_cb (TodokuHostList *self)
{
  self->own_chosen = self->shows_all = FALSE;
  g_clear_pointer (&self->own_text, g_free);
  todoku_session_set_own_value (self->session, NULL);
  gtk_editable_set_text (self->search_entry, "");
  update (self);
}

void
todoku_host_list_set_session (TodokuHostList *self, TodokuSession *session)
{
  self->session = g_object_ref (session);
  self->own_text = g_strdup (todoku_session_get_choices (session)->value);
  self->own_chosen = self->own_text != NULL;
  g_signal_connect_object (session, "notify::report", G_CALLBACK (report_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::own-value", G_CALLBACK (own_value_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::domain", G_CALLBACK (domain_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), create_row_cb, self, NULL);
  update (self);
}

gboolean
todoku_host_list_check (TodokuHostList *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (TODOKU_IS_FIELD_ROW (row) && !todoku_field_row_check (TODOKU_FIELD_ROW (row)))
      return FALSE;

  return TRUE;
}

static void
todoku_host_list_dispose (GObject *object)
{
  TodokuHostList *self = TODOKU_HOST_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TODOKU_TYPE_HOST_LIST);
  g_clear_object (&self->items);
  g_clear_object (&self->group);
  g_clear_object (&self->session);
  g_clear_pointer (&self->own_text, g_free);

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
  gtk_widget_class_bind_template_child (widget_class, TodokuHostList, none_label);
  gtk_widget_class_bind_template_child (widget_class, TodokuHostList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
todoku_host_list_init (TodokuHostList *self)
{
  self->items = g_list_store_new (TODOKU_TYPE_HOST_ITEM);
  self->group = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  todoku_template_init (GTK_WIDGET (self));
}
