"""YAML text as a tree of nodes with positions, without YAML 1.1's surprises.

Scalars stay text, and the field that reads one decides what it means: `no` is text for a title and a
mistake for a flag, `1.10` stays `1.10` (YAML 1.2.2, section 10.3).
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from briefkit.model.characters import UNPRINTABLE
from briefkit.model.issues import Issue, Place, advice
from briefkit.schema.syntax import fault_of

Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's loader where PyYAML was built with it (five times as fast), else the same in Python."""

MAX_CHARACTERS = 200_000
MAX_DEPTH = 20
_SUSPICIOUS = 100
_MEANT = re.compile(r"([ \t]+)(#[^\s#].*)")
"""What follows a text as a comment without a space after its `#`, as people do not write comments."""

_RUN_ON = re.compile(r"\n[ \t]+-[ \t]")
"""A line that goes on with the text above it, as YAML reads it, and looks like an item of a list."""

_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
"""Line and paragraph separators end a line in YAML 1.1, which no editor counts; in YAML 1.2 they are text."""

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


class Scalar(NamedTuple):
    """A text, in quotes of whatever kind or without; lines and columns of nodes count from 0."""

    value: str
    line: int
    column: int
    is_quoted: bool = False


class Items(NamedTuple):
    """A list."""

    value: "tuple[Node, ...]"
    line: int
    column: int


class Pairs(NamedTuple):
    """A mapping: its keys, in the order in which they stand, and the value of each."""

    value: "tuple[tuple[Node, Node], ...]"
    line: int
    column: int


Node = Scalar | Items | Pairs

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def is_empty(node: Node) -> bool:
    """Whether `node` is YAML's null: nothing, `~` or `null`, unquoted."""
    return isinstance(node, Scalar) and not node.is_quoted and node.value in _NULLS


def described(node: Node) -> str:
    """What kind of node this is, in a writer's words."""
    if isinstance(node, Pairs):
        return "a mapping"
    if isinstance(node, Items):
        return "a list"
    return "nothing" if is_empty(node) else "a text"


def compose(text: str, path: str, first_line: int = 1) -> tuple[Node | None, tuple[Issue, ...]]:
    """Parse one YAML document whose first line is line `first_line` of the file `path`.

    Returns the root node (None where there is nothing or nothing usable) and the problems: bad syntax,
    anchors and aliases, tags, too much nesting, too much text.
    """
    if len(text) > MAX_CHARACTERS or _nests_too_deep(text):
        limit = f"{MAX_CHARACTERS:,} characters and {MAX_DEPTH} levels"
        issue = Issue("yaml-is-small", f"this YAML is larger than {limit}", Place(path, first_line))
        return None, (issue,)
    try:
        root = yaml.compose(text if text.isascii() else text.translate(_SEPARATORS), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax_issue(error, text, path, first_line),)
    except yaml.YAMLError as error:  # a character that YAML does not allow: no mark is given
        place = Place(path, first_line)
        return None, (Issue("yaml-is-well-formed", f"this YAML cannot be read: {error}", place),)
    if root is None:
        return None, ()
    issues = tuple(_forbidden(root, text, path, first_line))
    if issues:
        return None, issues
    is_doubtful = "#" in text or _RUN_ON.search(text)
    return _plain(root), tuple(_not_whole(root, text, path, first_line)) if is_doubtful else ()


def _not_whole(node: yaml.Node, text: str, path: str, first_line: int) -> Iterator[Issue]:
    """Advice on texts under `node` that end or go on where that was hardly meant: `Berth #4`, a hyphen further in."""
    if isinstance(node, yaml.CollectionNode):
        for held in node.value:
            for child in held if isinstance(node, yaml.MappingNode) else (held,):
                yield from _not_whole(child, text, path, first_line)
    elif isinstance(node, yaml.ScalarNode) and not node.style:
        begin, end = node.start_mark, node.end_mark
        if comment := _MEANT.match(text, end.index):
            place = Place(path, first_line + end.line, end.column + 1 + len(comment[1]))
            message = f"the text ends before “{comment[2].rstrip()}”, which is a comment in YAML"
            yield advice("value-is-whole", message, place, "put the text in quotes; a comment begins with “# ”")
        if hyphen := _RUN_ON.search(text, begin.index, end.index):
            line = first_line + begin.line + text.count("\n", begin.index, hyphen.start() + 1)
            place = Place(path, line, hyphen.end() - hyphen.start() - 2)
            hint = "begin it in the column of the other items, or put the whole text in quotes"
            yield advice(
                "value-is-whole", "this line goes on with the text above it: no item begins here", place, hint
            )


def _plain(node: yaml.Node) -> Node:
    """PyYAML's `node`, in which nothing is forbidden, as one of our own."""
    line, column, held = node.start_mark.line, node.start_mark.column, node.value
    if isinstance(node, yaml.MappingNode):
        return Pairs(tuple([(_plain(key), _plain(value)) for key, value in held]), line, column)
    if isinstance(node, yaml.ScalarNode):
        return Scalar(held, line, column, bool(node.style))
    return Items(tuple([_plain(item) for item in held]), line, column)


def _nests_too_deep(text: str) -> bool:
    """Whether `text` nests so deeply that PyYAML's composer, which is recursive, could overflow the stack.

    Only texts with many openers are looked at closely, by parsing them to events, which needs no recursion.
    """
    openers = text.count("[") + text.count("{") + text.count("- ") + text.count("? ")
    if openers < _SUSPICIOUS:
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _SUSPICIOUS:
                return True
    except yaml.YAMLError:
        return False  # told by the composer, in its place
    return False


def _syntax_issue(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Issue:
    fault = fault_of(error, text)
    place = Place(path, first_line + fault.line, fault.column + 1)
    return Issue("yaml-is-well-formed", f"this is not well-formed YAML: {fault.message}", place, fault.hint)


def _forbidden(root: yaml.Node, text: str, path: str, first_line: int) -> list[Issue]:
    """Anchors, aliases, tags, control characters and excessive nesting anywhere under `root`, each in its place."""
    issues: list[Issue] = []

    def refuse(node: yaml.Node, rule: str, message: str, hint: str = "") -> None:
        place = Place(path, first_line + node.start_mark.line, node.start_mark.column + 1)
        issues.append(Issue(rule, message, place, hint))

    seen: set[int] = set()
    waiting = [(root, 1)]
    for node, depth in waiting:  # this list grows as it is read
        if id(node) in seen:  # reached by an alias; its anchor is refused already
            continue
        seen.add(id(node))
        begin = text[node.start_mark.index : node.start_mark.index + 2]
        if begin[:1] == "&":  # the word behind it would be lost as the anchor's name
            hint = "put a text that begins with & in quotes; write other values out where they are needed"
            refuse(node, "yaml-is-plain", "this begins an anchor, which is not allowed here", hint)
        elif node.tag not in _PLAIN_TAGS or begin in ("! ", "!"):
            hint = "put a text that begins with ! in quotes; leave a tag out, since the field knows what it reads"
            refuse(node, "yaml-is-plain", f"this begins a tag ({node.tag}), which is not allowed here", hint)
        held = node.value
        if isinstance(held, str) and not held.isprintable() and UNPRINTABLE.search(held):
            hint = "take the escape out: feeds and pages cannot hold such a character"
            refuse(node, "yaml-is-plain", "this text holds an escaped control character", hint)
        if depth > MAX_DEPTH:
            refuse(node, "yaml-is-small", f"this nests deeper than {MAX_DEPTH} levels")
        elif isinstance(held, list):
            children = itertools.chain(*held) if isinstance(node, yaml.MappingNode) else held
            waiting += [(child, depth + 1) for child in children]
    return issues
