// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <glib.h>

G_BEGIN_DECLS

// What copying does to a text. Each returns (transfer full) the changed one; @rand decides where
// there are several ways.

typedef char *(*Mutation) (const char *text, GRand *rand);

char *mutation_quote (const char *text, GRand *rand);
char *mutation_quote_thrice (const char *text, GRand *rand);
char *mutation_transcribe (const char *text, GRand *rand);
char *mutation_wrap (const char *text, GRand *rand);
char *mutation_chop (const char *text, GRand *rand);
char *mutation_escape_for_markdown (const char *text, GRand *rand);
char *mutation_escape_for_html (const char *text, GRand *rand);
char *mutation_escape_for_json (const char *text, GRand *rand);
char *mutation_surround (const char *text, GRand *rand);

G_END_DECLS
