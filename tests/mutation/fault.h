// SPDX-License-Identifier: GPL-3.0-or-later

// Included in front of every source: whether the fault of that number is awake, and that it was
// come to.

#pragma once

#define FAULTS_MAX 100000

extern unsigned todoku_fault;
extern unsigned char todoku_reached[FAULTS_MAX];

#define FAULT(n) (todoku_reached[n] = 1, __builtin_expect (todoku_fault == (n), 0))
#define FAULT_MIN(n, a, b) (FAULT (n) ? MAX (a, b) : MIN (a, b))
