# SPDX-License-Identifier: GPL-3.0-or-later
"""Small changes of what a C source does, each asleep until FAULT (its number) is true."""

import bisect
import collections
import re

from clang import cindex

# Lines that say nothing to the program, or whose change only a compiler sees.
LEFT_OUT = re.compile(r"^\s*(//|\"|/?\*|#|g_return_|g_assert|G_|static const)|g_clear_pointer|"
                      r"_free \(|_unref \(|_clear \(|g_free|g_strfreev|cleanup|g_autofree")

OPERATORS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
CONSTANTS = {"0": "1", "10": "11", "2": "3", "TRUE": "FALSE", "FALSE": "TRUE"}

Fault = collections.namedtuple("Fault", "file line before after")


class Text:
    """A source, and what is to be put into it: each edit surrounds a range, and may part it."""

    def __init__(self, name, content):
        self.name, self.content = name, content
        self.starts = [0] + [m.end() for m in re.finditer(rb"\n", content)]

    def line_of(self, offset):
        return bisect.bisect_right(self.starts, offset) - 1

    def line(self, number):
        return self.content[self.starts[number]:].split(b"\n", 1)[0].decode()

    def fault(self, start, end, replacement):
        """What becomes of the line, as a person would write it."""
        number = self.line_of(start)
        line, first = self.line(number), start - self.starts[number]
        raw = line.encode()
        last = min(end - self.starts[number], len(raw))
        return Fault(self.name, number, line, (raw[:first] + replacement.encode() + raw[last:]).decode())

    def render(self, edits):
        opening, closing, within = collections.defaultdict(list), collections.defaultdict(list), {}
        for rank, (start, end, before, after, middle) in enumerate(edits):
            opening[start].append((start - end, rank, before))
            closing[end].append((end - start, -rank, after))
            if middle:
                within[middle[0]] = middle
        result, position = [], 0
        marks = sorted({*opening, *closing, *within})
        for mark in marks:
            result.append(self.content[position:mark].decode())
            position = max(position, mark)
            result += [text for *_, text in sorted(closing.get(mark, ()))]
            if mark in within:
                position = within[mark][1]
                result.append(within[mark][2])
            result += [text for *_, text in sorted(opening.get(mark, ()))]
        result.append(self.content[position:].decode())
        return "".join(result)


class Finder:
    """Finds the places of a source that can be changed."""

    def __init__(self, text, faults):
        self.text, self.faults, self.edits, self.shut = text, faults, [], []

    def left_out(self, start):
        return LEFT_OUT.search(self.text.line(self.text.line_of(start))) \
            or any(first <= start < last for first, last in self.shut)

    def add(self, change, start, end, before, after, middle=None):
        """change: (start, end, replacement) of what a person would write."""
        if self.left_out(change[0]) or self.left_out(start):
            return
        fault = self.text.fault(*change)
        if fault.before == fault.after:
            return
        self.faults.append(fault)
        number = str(len(self.faults))
        self.edits.append((start, end, before.replace("@", number), after.replace("@", number),
                           middle and (*middle[:2], middle[2].replace("@", number)), fault))

    def slice(self, start, end):
        return self.text.content[start:end].decode(errors="replace")

    def find(self, unit):
        for function in unit.cursor.get_children():
            if function.kind == cindex.CursorKind.FUNCTION_DECL and function.is_definition() \
                    and function.location.file and function.location.file.name == unit.spelling:
                body = [c for c in function.get_children() if c.kind == cindex.CursorKind.COMPOUND_STMT]
                if body:
                    self.shut_out(body[0])
                    self.visit(body[0])
                    self.look_at_tokens(unit, body[0])
        return self.edits

    def shut_out(self, node):
        kind = cindex.CursorKind
        if node.kind == kind.VAR_DECL and node.storage_class == cindex.StorageClass.STATIC:
            self.shut.append(offsets(node))
        if node.kind == kind.CASE_STMT:
            self.shut.append(offsets(next(node.get_children())))
        for child in node.get_children():
            self.shut_out(child)

    def visit(self, node):
        kind, children = cindex.CursorKind, list(node.get_children())
        if node.kind == kind.BINARY_OPERATOR and len(children) == 2:
            self.look_at_binary(*children)
        elif node.kind == kind.COMPOUND_ASSIGNMENT_OPERATOR and len(children) == 2:
            self.look_at_sum(*children)
        elif node.kind == kind.UNARY_OPERATOR and children:
            self.look_at_step(node, children[0])
        elif node.kind == kind.IF_STMT:
            self.look_at_condition(children[0])
        if node.kind in (kind.COMPOUND_STMT, kind.CASE_STMT, kind.DEFAULT_STMT):
            statements = children
        elif node.kind == kind.IF_STMT:
            statements = children[1:]
        elif node.kind in (kind.FOR_STMT, kind.WHILE_STMT):
            statements = children[-1:]
        else:
            statements = ()
        for child in statements:
            self.look_at_statement(child)
        for child in children:
            self.visit(child)

    def look_at_binary(self, left, right):
        (start, left_end), (right_start, end) = offsets(left), offsets(right)
        between = self.slice(left_end, right_start)
        operator = between.strip().strip("()").strip()
        if operator != between.strip() or operator not in OPERATORS or end <= right_start:
            return
        at = left_end + between.index(operator)
        change = (at, at + len(operator), OPERATORS[operator])
        if operator in ("&&", "||"):
            same = "!=" if operator == "&&" else "=="
            self.add(change, start, end, "({ int l_ = !!(", ") : l_; })",
                     (at, at + len(operator), f"); (l_ {same} FAULT (@)) ? !!("))
        else:
            self.add(change, start, end, "({ __auto_type l_ = (",
                     f"); FAULT (@) ? l_ {OPERATORS[operator]} r_ : l_ {operator} r_; }})",
                     (at, at + len(operator), "); __auto_type r_ = ("))

    def look_at_sum(self, left, right):
        (start, left_end), (right_start, end) = offsets(left), offsets(right)
        between = self.slice(left_end, right_start)
        if between.strip() != "+=":
            return
        at = left_end + between.index("+=")
        self.add((at, at + 2, "-="), start, end, "({ __auto_type p_ = &(",
                 "); FAULT (@) ? (*p_ -= b_) : (*p_ += b_); })", (at, at + 2, "); __auto_type b_ = ("))

    def look_at_step(self, node, operand):
        (start, end), (first, last) = offsets(node), offsets(operand)
        if self.slice(last, end) == "++":
            self.add((last, end, "--"), start, end, "({ __auto_type p_ = &(",
                     "FAULT (@) ? (*p_)-- : (*p_)++; })", (last, end, "); "))
        elif self.slice(start, first) == "++":
            self.add((start, first, "--"), start, end, "",
                     "); FAULT (@) ? --(*p_) : ++(*p_); })", (start, first, "({ __auto_type p_ = &("))

    def look_at_condition(self, condition):
        start, end = offsets(condition)
        self.add((start, end, f"!({self.slice(start, end)})"), start, end, "(!!(", ")) ^ FAULT (@)")

    def look_at_statement(self, node):
        kind = cindex.CursorKind
        start, end = offsets(node)
        if node.kind in (kind.BREAK_STMT, kind.CONTINUE_STMT):
            word = self.slice(start, end)
            if word in ("break", "continue") and self.slice(end, end + 1) == ";":
                self.add((start, end, ""), start, end + 1, "{ if (!FAULT (@)) ", " }")
        elif node.kind == kind.CALL_EXPR and self.slice(end - 1, end) == ")" \
                and node.spelling != "g_task_set_source_tag" \
                and self.slice(start, start + len(node.spelling)) == node.spelling:
            self.add((start, end, "(void) 0"), start, end, "(FAULT (@) ? (void) 0 : (void) (", "))")

    def look_at_tokens(self, unit, body):
        tokens = list(unit.get_tokens(extent=body.extent))
        for n, token in enumerate(tokens):
            word, (start, end) = token.spelling, offsets(token)
            changed = CONSTANTS.get(word)
            if word == "1" and tokens[n - 1].spelling in "+-":
                changed = "2" if tokens[n - 1].spelling == "+" else "0"
            if changed and tokens[n - 1].spelling not in (".", "->") and not self.is_mere_zero(tokens, n):
                self.add((start, end, changed), start, end, f"(FAULT (@) ? {changed} : ", ")")
            elif word == "MIN" and tokens[n + 1].spelling == "(":
                last = offsets(tokens[n + 1])[1]
                self.add((start, end, "MAX"), start, last, "", "", (start, last, "FAULT_MIN (@, "))

    @staticmethod
    def is_mere_zero(tokens, n):
        """{ 0 } clears a struct, and its first member may be a pointer."""
        return tokens[n - 1].spelling == "{" and tokens[n + 1].spelling == "}"


def offsets(node):
    return node.extent.start.offset, node.extent.end.offset


def key_of(fault):
    return f"{fault.file}: {fault.before.strip()} → {fault.after.strip()}"


def find_faults(path, name, options, faults):
    """Adds to faults what can be changed in a source. Returns its text, and what is to be put into it."""
    unit = cindex.Index.create().parse(str(path), args=options)
    text = Text(name, path.read_bytes())
    return text, Finder(text, faults).find(unit)
