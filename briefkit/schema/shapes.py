"""The small language in which the tables of keys are written: shapes read nodes and describe themselves.

A shape turns one YAML node into one value or says what is wrong with it, where, and what to do; the same
shape prints itself as JSON Schema (draft 2020-12), so that the two cannot differ.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from briefkit.model.hints import did_you_mean, shown
from briefkit.model.moments import Precision, parse_moment
from briefkit.model.names import MAX_SLUG_BYTES, slugify
from briefkit.model.records import Trail
from briefkit.schema.elsewhere import meant
from briefkit.schema.nodes import Items, Node, Pairs, Scalar
from briefkit.schema.reading import UNREADABLE, Reading

_OF_THE_MACHINE = frozenset(("localtime", "posixrules", "posix", "right"))
"""Files beside the time zones that differ from one machine to the next, or count leap seconds."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_SIMPLE = re.compile(r"[\w][\w ./-]{0,58}")
"""A text that can stand in a mapping on one line as it is."""

_IN_QUOTES = "a colon and a space make a mapping: write one text, in quotes where it holds them"


class Shape(Protocol):
    """What may stand in one place."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        """The value of `node`, or UNREADABLE after the problem was noted in `reading`."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def is_empty(node: Node) -> bool:
    """Whether `node` is YAML's null: nothing, `~` or `null`, unquoted."""
    return isinstance(node, Scalar) and not node.is_quoted and node.value in _NULLS


def _kind_of(node: Node) -> str:
    if isinstance(node, Pairs):
        return "a mapping"
    if isinstance(node, Items):
        return "a list"
    return "nothing" if is_empty(node) else "a text"


def _scalar(node: Node, reading: Reading, wanted: str, for_mapping: str = "") -> Any:
    if isinstance(node, Scalar) and not is_empty(node):
        return node.value.strip()
    hint = for_mapping if isinstance(node, Pairs) else ""
    return reading.fail(node, "value-has-its-type", f"{wanted} is wanted here, not {_kind_of(node)}", hint)


@dataclass(frozen=True, slots=True)
class Text:
    """Any text that is not blank, on one line: calendars, lists and messages have room for no more."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a text", _IN_QUOTES)
        if text is UNREADABLE or (text and text.isascii() and text.isprintable()):
            return text
        if all(unicodedata.category(character)[0] in "CZ" for character in text):
            return reading.fail(node, "value-is-not-blank", "this text is empty", "write it, or delete the key")
        return " ".join(filter(None, map(str.strip, text.splitlines())))

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text that `accept` lets through, told as `wanted`."""

    wanted: str
    pattern: str
    rule: str
    hint: str = ""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, self.wanted)
        if text is UNREADABLE or re.fullmatch(self.pattern, text):
            return text
        return reading.fail(node, self.rule, f"{shown(text)} is not {self.wanted}", self.hint)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "true or false")
        if text is UNREADABLE:
            return text
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        return reading.fail(node, "value-has-its-type", f"{shown(text)} is not true or false")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number; `whole` numbers have a least value."""

    whole: bool = False
    least: int | None = None

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        wanted = "a whole number" if self.whole else "a number"
        text = _scalar(node, reading, wanted)
        if text is UNREADABLE:
            return text
        if not re.fullmatch(r"[-+]?\d{1,9}" if self.whole else r"[-+]?\d{1,9}(?:\.\d{1,9})?", text):
            return reading.fail(node, "value-has-its-type", f"{shown(text)} is not {wanted}")
        value = int(text) if self.whole else float(text)
        if self.least is not None and value < self.least:
            return reading.fail(node, "value-is-in-range", f"{text} is less than {self.least}")
        return value

    def schema(self) -> dict[str, Any]:
        least = {} if self.least is None else {"minimum": self.least}
        return {"type": "integer" if self.whole else "number", **least}


@dataclass(frozen=True, slots=True)
class Date:
    """A date at least as precise as `least`."""

    least: Precision = Precision.DAY

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a date")
        if text is UNREADABLE:
            return text
        hint = "write 2026-02-24 or 2026-02-24T10:00:00+05:30"
        if self.least < Precision.DAY:
            hint = "write 2026-02-24, or 2026-02 or 2026 where the day or the month is not known"
        try:
            moment = parse_moment(text, reading.zone)
        except (ValueError, OverflowError) as error:
            return reading.fail(node, "date-is-plausible", f"{shown(text)}: {error}", hint)
        if moment.precision < self.least:
            return reading.fail(node, "date-is-plausible", f"{shown(text)} does not name a day", hint)
        return moment

    def schema(self) -> dict[str, Any]:
        tail = r"-\d{1,2}" if self.least >= Precision.DAY else r"(-\d{1,2})?"
        month = r"-\d{1,2}" if self.least >= Precision.DAY else r"(-\d{1,2}"
        close = "" if self.least >= Precision.DAY else ")?"
        kinds = "string" if self.least >= Precision.DAY else ["string", "integer"]
        return {"type": kinds, "pattern": rf"^\d{{4}}{month}{tail}{close}([Tt ].+)?$"}


@dataclass(frozen=True, slots=True)
class SlugText:
    """A slug: what `slugify` would leave as it is."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a slug")
        if text is UNREADABLE:
            return text
        slug = slugify(text)
        if text != slug or not slug:
            hint = f"write {slug}" if slug else "use letters, digits and hyphens"
            return reading.fail(node, "slug-is-well-formed", f"{shown(text)} is not a slug", hint)
        if len(slug.encode()) > MAX_SLUG_BYTES:
            message = f"this slug is longer than {MAX_SLUG_BYTES} bytes"
            return reading.fail(node, "slug-is-well-formed", message, "give a shorter one")
        return slug

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[^\\s/A-Z_]+$", "maxLength": MAX_SLUG_BYTES}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a word")
        if text is UNREADABLE or text in self.words:
            return text
        hint = did_you_mean(text.lower(), self.words) or f"write one of: {', '.join(self.words)}"
        return reading.fail(node, "value-is-known", f"{shown(text)} is not one of the known words", hint)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An absolute http or https address; a `bare` one has neither query nor fragment."""

    bare: bool = False

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a web address")
        if text is UNREADABLE:
            return text
        if is_site_address(text) if self.bare else is_web_address(text):
            return text
        hint = "it starts with https:// and ends with a path" if self.bare else "it starts with https://"
        return reading.fail(node, "address-is-web", f"{shown(text)} is not a web address", hint)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri", "pattern": "^https?://"}


def is_web_address(text: str) -> bool:
    """Whether `text` is an absolute http(s) address that needs no repair before it is written into a page."""
    if not re.fullmatch(r"https?://[^\s\"<>\\^`{|}\x00-\x20\x7f]+", text, re.IGNORECASE):
        return False
    try:
        return bool(urlsplit(text).hostname) and urlsplit(text).port != 0
    except ValueError:
        return False


def is_site_address(text: str) -> bool:
    """Whether a site can stand at `text`: a web address with host and path and nothing else."""
    if not is_web_address(text) or re.search("[?#@]", text):
        return False
    path = unquote(urlsplit(text).path)
    return "//" not in path and not {".", ".."} & set(path.split("/"))


@dataclass(frozen=True, slots=True)
class TimeZone:
    """A time zone of the IANA database, such as Asia/Kolkata."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a time zone")
        if text is UNREADABLE:
            return text
        try:
            if text.split("/")[0] in _OF_THE_MACHINE:
                raise KeyError(text)
            return ZoneInfo(text)
        except (KeyError, ValueError, OSError):
            # Not MST for IST: an abbreviation means another place to everybody.
            places = ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone))
            hint = did_you_mean(text, places) or "write the name of a place, such as Asia/Kolkata"
            return reading.fail(node, "time-zone-is-known", f"{shown(text)} is not a time zone", hint)

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items have one shape."""

    item: Shape

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        if not isinstance(node, Items):
            hint = f"write [{node.value}]" if isinstance(node, Scalar) and len(node.value) < 60 else ""
            message = f"a list is wanted here, not {_kind_of(node)}"
            return reading.fail(node, "value-has-its-type", message, hint)
        values: list[Any] = []
        for child in node.value:  # one that cannot be read stands for nothing: the others are to be looked at as well
            own = (*trail, len(values))
            reading.places[own] = reading.position(child)
            value = self.item.read(child, reading, own)
            if value is not UNREADABLE:
                values.append(value)
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping; `field` is the record's name for it where the key itself cannot be one."""

    name: str
    shape: Shape
    about: str
    required: bool = False
    field: str = ""

    def schema(self) -> dict[str, Any]:
        """The key's value as JSON Schema; one that may be absent may also be left empty."""
        shape = self.shape.schema()
        return {**(shape if self.required else {"anyOf": [shape, {"type": "null"}]}), "description": self.about}


@dataclass(frozen=True)
class Table:
    """A mapping with known keys, read into the record that `make` builds; `x-` keys are free."""

    title: str
    make: Callable[..., Any]
    keys: tuple[Key, ...]

    @cached_property
    def _by_name(self) -> dict[str, Key]:
        return {key.name: key for key in self.keys}

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        values = self.values(node, reading, trail)
        missing = any(key.required and (key.field or key.name) not in values for key in self.keys)
        return UNREADABLE if missing else self.make(**values)

    def values(self, node: Node, reading: Reading, trail: Trail = ()) -> dict[str, Any]:
        """The mapping's values by field name, without those that are missing or wrong."""
        if not isinstance(node, Pairs):
            message = f"a mapping is wanted here, not {_kind_of(node)}"
            reading.fail(node, "value-has-its-type", message, f"write {self._form_of(node)}")
            return {}
        known = self._by_name
        given: dict[str, Node] = {}
        for name_node, child in node.value:
            name = name_node.value if isinstance(name_node, Scalar) else ""
            if name.startswith("x-"):
                continue
            if name in given:
                first = reading.position(given[name])[0]
                message = f"the key {shown(name)} stands here again; the first is on line {first}"
                reading.fail(name_node, "key-is-unique", message, "keep one of them")
            elif name not in known:
                hint = meant(name, known) or did_you_mean(name, tuple(known)) or f"known keys: {', '.join(known)}"
                message = f"{shown(name)} is not a key of {self.title}"
                reading.fail(name_node, "key-is-known", message, hint)
            else:
                given[name] = child
                reading.places[(*trail, name)] = reading.position(child)
        values: dict[str, Any] = {}
        for key in [key for name, key in known.items() if name in given or key.required]:
            if key.name in given and not is_empty(given[key.name]):
                value = key.shape.read(given[key.name], reading, (*trail, key.name))
                if value is not UNREADABLE:
                    values[key.field or key.name] = value
            elif key.required:
                message = f"{self.title} needs the key {shown(key.name)}"
                reading.fail(given.get(key.name, node), "required-key-is-given", message, f"add {key.name}: …")
        return values

    def _form_of(self, node: Node) -> str:
        """How the mapping that was meant by `node` is written, with the keys that it needs."""
        wanted = [key for key in self.keys if key.required] or list(self.keys[:1])
        first, *others = [key.name for key in wanted]
        is_it = isinstance(node, Scalar) and isinstance(wanted[0].shape, Text) and _SIMPLE.fullmatch(node.value)
        pairs = [f"{first}: {node.value if is_it else '…'}", *[f"{name}: …" for name in others]]
        return f"{{{', '.join(pairs)}}}"

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {key.name: key.schema() for key in self.keys},
            "required": [key.name for key in self.keys if key.required],
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class TextOr:
    """A bare text, made into a record by `wrap`, or the record's own mapping."""

    wrap: Callable[[str], Any]
    table: Table

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        if isinstance(node, Pairs):
            return self.table.read(node, reading, trail)
        text = Text().read(node, reading, trail)
        return text if text is UNREADABLE else self.wrap(text)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Text().schema(), self.table.schema()]}
