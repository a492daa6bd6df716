// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "checkup/instructions.h"
#include "ui/widgets/row-group.h"

G_BEGIN_DECLS

// The parts of instructions as rows, which take the place of those in the group.

/** Shows @steps (array zero-terminated=1), numbered; where one has @value (nullable) in it, with a
 * button that copies that. */
void todoku_steps_show (TodokuRowGroup *group, char **steps, const char *value);

/** Shows the fields of the panel, under the panel's own names, with what goes into each; or the
 * whole line, for a panel that is one text. */
void todoku_fields_show (TodokuRowGroup *group, const TodokuInstructions *instructions);

/** Shows @traps (element-type TodokuInstructionsTrap), each with where it is from. */
void todoku_traps_show (TodokuRowGroup *group, GPtrArray *traps);

/** Shows @texts (array zero-terminated=1). */
void todoku_texts_show (TodokuRowGroup *group, char **texts);

/** Shows where the steps are from. */
void todoku_instructions_source_show (TodokuRowGroup *group,
                                      const TodokuInstructions *instructions);

G_END_DECLS
