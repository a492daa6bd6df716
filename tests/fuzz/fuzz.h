// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <stddef.h>
#include <stdint.h>

/** What every fuzzer is: takes any octets, and aborts where something is wrong. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *octets, size_t length);
