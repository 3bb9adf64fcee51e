"""What is wrong with YAML that cannot be parsed, in a writer's words and where it began.

Parsers report where they had to stop, which is often lines below a quote that was never closed. libyaml and PyYAML
use different words; from what they were reading, and from the text itself, one sees what was meant.
"""

import re
from typing import NamedTuple

import yaml

_BULLET = re.compile(r"[*•·–—‣◦+](?=[ \u00a0\t])")
_ODD_COLON = re.compile(r"\uff1a|:(?=[^\s/]|\u00a0)")
"""A colon from another alphabet, or without a plain space behind it."""

_CLOSERS = {"[": "]", "{": "}"}


class Fault(NamedTuple):
    """Line and column of the text, from 0, what is wrong there, and what to do about it."""

    line: int
    column: int
    message: str
    hint: str


def fault_of(error: yaml.MarkedYAMLError, text: str) -> Fault:
    """The fault that stopped a parser of `text`."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault(0, 0, error.problem or "it cannot be parsed", "")
    lines = text.split("\n")
    began = error.context_mark or mark
    common = _common_fault(error, lines, Spot.of(mark, lines), Spot.of(began, lines))
    return common or Fault(mark.line, mark.column, (error.problem or "it cannot be parsed").strip(), _LOOK)


_LOOK = "look at this line and the one before it for a missing quote, colon or bracket"


class Spot(NamedTuple):
    """A place in a text (line and column from 0), and its line in two parts: before the place, and from it on."""

    line: int
    column: int
    before: str
    rest: str

    @classmethod
    def of(cls, mark: yaml.Mark, lines: list[str]) -> "Spot":
        """Where `mark` lies in the text of these `lines`."""
        written = lines[mark.line] if mark.line < len(lines) else ""
        return cls(mark.line, mark.column, written[: mark.column], written[mark.column :])

    def says(self, message: str, hint: str) -> Fault:
        """A fault at this place."""
        return Fault(self.line, self.column, message, hint)


def _common_fault(error: yaml.MarkedYAMLError, lines: list[str], at: Spot, began: Spot) -> Fault | None:
    """The fault in a writer's words, where it is one that writers make; else None."""
    context, problem = error.context or "", error.problem or ""
    first = began.rest[:1]
    if "tab character" in problem or (at.rest.startswith("\t") and "found character" in problem):
        return at.says("a tab stands where the line is indented", "indent with spaces, not tabs")
    if "quoted scalar" in context:
        return _quoted(problem, at, began)
    if any(word in context + problem for word in ("alias", "anchor", "a tag", "tag handle", "block scalar")):
        return _reserved(began)
    if "found character" in problem:
        return _reserved(at)
    if "not allowed" in problem:
        return _colon(lines, at) if "values" in problem else _reserved(at)
    if "simple key" in context:
        return _keyless(began)
    if "flow sequence" in context or "flow mapping" in context:
        return _brackets(first, at, began)
    if "node content" in problem:
        if not at.rest.strip() and (opened := _opened(lines[: at.line + 1])):
            return opened
        is_gap = at.rest.startswith(",") and at.before.rstrip().endswith((",", "[", "{"))
        hint = "take the comma out, or write what belongs there"
        return at.says("there is nothing before this comma", hint) if is_gap else _reserved(at)
    if "another document" in problem:
        return at.says("a second document begins here", "take this line out: there is one document in a file")
    if "document start" in problem and at.line and not at.before:
        hint = "take out the first line, which begins with %" if lines[0].startswith("%") else _IN_COLUMN
        return at.says("this line begins further left than the first", hint)
    if "block mapping" in context or "block collection" in context:
        return _misplaced(lines, at, began)
    return None


_NO_KEY = "this line has no key"
_PLAIN_COLON = "behind a key stand a colon and a space, both plain ones: title: …"
_IN_COLUMN = "let all keys of one mapping begin in the same column"


def _reserved(at: Spot) -> Fault:
    """A text that begins with a character that YAML keeps for itself."""
    first = at.rest[:1]
    if not at.before.strip() and _BULLET.match(at.rest):
        return at.says(
            f"“{first}” begins no list", f"begin each item with a hyphen and a space: - {at.rest[1:].strip()}"
        )
    hint = f"put the text that begins with {first} in quotes"
    if first == "-":
        hint += ", or begin a list on a line of its own below the key"
    return at.says(f"a text cannot begin with “{first}”", hint)


def _quoted(problem: str, at: Spot, began: Spot) -> Fault:
    if "end of stream" in problem or "document" in problem:
        return began.says(
            "the quote that begins here has no end", f"put another {began.rest[:1]} where the text ends"
        )
    hint = "use single quotes, or write each backslash twice"
    backslash = max(f"{at.before}{at.rest[:1]}".rfind("\\"), 0)
    return Fault(at.line, backslash, "a backslash within double quotes begins a sign of its own", hint)


def _colon(lines: list[str], at: Spot) -> Fault:
    """A colon where no key can be: inside a text, or behind a line that was read on from the one above."""
    if ": " in at.before or at.line == 0:
        return at.says(
            "a colon and a space stand within a text", "a text that holds a colon and a space must stand in quotes"
        )
    above = max((n for n in range(at.line) if lines[n].strip()), default=0)
    written = lines[above]
    indent = len(written) - len(written.lstrip(" "))
    odd = _ODD_COLON.search(written.partition(": ")[0])
    if odd or not re.search(r": |:$", written.rstrip()):
        return Fault(above, odd.start() if odd else indent, _NO_KEY, _PLAIN_COLON)
    hint = "begin it in the column of the line above, or write nothing behind the key that it belongs under"
    return at.says("this line goes on with the text above it, and has a key of its own", hint)


def _keyless(began: Spot) -> Fault:
    """A line of words that no colon follows."""
    if began.rest.startswith("-"):
        return began.says("this hyphen begins no list", f"put a space behind it: - {began.rest[1:].strip()}")
    if _BULLET.match(began.rest):
        return _reserved(began)
    if odd := _ODD_COLON.search(began.rest):
        return Fault(began.line, began.column + odd.start(), _NO_KEY, _PLAIN_COLON)
    hint = "write a colon and a space behind the key; text of the file itself stands below a line ---"
    return began.says(_NO_KEY, hint)


def _brackets(first: str, at: Spot, began: Spot) -> Fault:
    """A list or mapping in brackets that does not end, or in which something is wrong."""
    is_another_key = at.rest.startswith(":") and at.line > began.line
    if is_another_key or not at.rest.strip():
        closer = _CLOSERS.get(first, "]")
        return began.says("the bracket that begins here has no end", f"put {closer} where the list or mapping ends")
    hint = "put a comma between two values, and quotes around one that holds any of , : [ ] { }"
    return at.says("a comma or a closing bracket is missing here", hint)


def _opened(lines: list[str]) -> Fault | None:
    """The bracket that is open where a text ends."""
    for number in reversed(range(len(lines))):
        column = max(map(lines[number].rfind, _CLOSERS))
        if column >= 0:
            closer = _CLOSERS[lines[number][column]]
            hint = f"put {closer} where the list or mapping ends"
            return Fault(number, column, "the bracket that begins here has no end", hint)
    return None


def _misplaced(lines: list[str], at: Spot, began: Spot) -> Fault | None:
    """Something in a mapping or list that begins none of its entries."""
    before = at.before.rstrip()
    if before and before[-1] in "\"'" and at.before.count(before[-1]) % 2:
        quote = before[-1]
        opening = next((n for n in range(at.line - 1, -1, -1) if lines[n].count(quote) % 2), None)
        if opening is not None:
            hint = f"put another {quote} where the text ends"
            return Fault(
                opening, lines[opening].rfind(quote), "the quote that begins here has no end in this line", hint
            )
    if before and before[-1] in "\"']}":
        hint = "put quotes around the whole text, of the other kind than those in it; a ' within '…' is written twice"
        return at.says("the text goes on behind what closed it", hint)
    if not before:
        hint = f"{_IN_COLUMN}: those above begin in column {began.column + 1}"
        return at.says("this line begins in a column of its own", hint)
    return None
