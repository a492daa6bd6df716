// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings.h"

#include "config.h"

#include "base/paths.h"

static GSettingsSchemaSource *
open_source (void)
{
  GSettingsSchemaSource *system = g_settings_schema_source_get_default ();
  const char *folder = todoku_paths_get_schema_dir ();
  GSettingsSchemaSource *source = NULL;

  if (folder != NULL)
    source = g_settings_schema_source_new_from_directory (folder, system, FALSE, NULL);
  if (source == NULL && system != NULL)
    source = g_settings_schema_source_ref (system);

  return source;
}

GSettings *
todoku_settings_new (void)
{
  g_autoptr (GSettingsSchemaSource) source = open_source ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, TODOKU_APPLICATION_ID, TRUE);
  if (schema == NULL)
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

char *
todoku_settings_dup_language (GSettings *settings)
{
  return settings != NULL ? g_settings_get_string (settings, "language") : NULL;
}

void
todoku_settings_set_language (GSettings *settings, const char *id)
{
  if (settings != NULL)
    g_settings_set_string (settings, "language", id);
}

char **
todoku_settings_dup_servers (GSettings *settings)
{
  return settings != NULL ? g_settings_get_strv (settings, "dns-servers") : NULL;
}

void
todoku_settings_set_servers (GSettings *settings, const char *const *servers)
{
  if (settings != NULL)
    g_settings_set_strv (settings, "dns-servers", servers);
}
