"""The small language in which the tables of keys are written: texts, dates, choices and lists of them.

A shape turns one YAML node into one value or says what is wrong with it, where, and what to do; the same shape prints
itself as JSON Schema (draft 2020-12), so that the two cannot differ. Mappings are in `schema/mappings.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Protocol
from zoneinfo import ZoneInfo, available_timezones

from briefkit.model.hints import did_you_mean, shown
from briefkit.model.moments import Precision, parse_moment
from briefkit.model.names import MAX_SLUG_BYTES, slugify
from briefkit.model.records import Trail
from briefkit.schema.nodes import Items, Node, Pairs, Scalar, described, is_empty
from briefkit.schema.reading import UNREADABLE, Reading
from briefkit.schema.web_addresses import is_site_address, is_web_address

_OF_THE_MACHINE = frozenset(("localtime", "posixrules", "posix", "right"))
"""Files beside the time zones that differ from one machine to the next, or count leap seconds."""

_IN_QUOTES = "a colon and a space make a mapping: write one text, in quotes where it holds them"


class Shape(Protocol):
    """What may stand in one place of a file."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        """The value of `node`, or UNREADABLE once what is wrong was noted in `reading`.

        `trail` is the way to it in the file: places of values inside it are noted under that.
        """

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def _scalar(node: Node, reading: Reading, wanted: str, for_mapping: str = "") -> Any:
    """The text of `node`, or UNREADABLE where it is none.

    `wanted` says what should stand there, `for_mapping` what to do where it is a mapping.
    """
    if isinstance(node, Scalar) and not is_empty(node):
        return node.value.strip()
    hint = for_mapping if isinstance(node, Pairs) else ""
    return reading.fail(node, "value-has-its-type", f"{wanted} is wanted here, not {described(node)}", hint)


@dataclass(frozen=True, slots=True)
class Text:
    """Any text that is not blank, on one line: calendars, lists and messages have room for no more."""

    def read(self, node: Node, reading: Reading, trail: Trail) -> Any:
        text = _scalar(node, reading, "a text", _IN_QUOTES)
        if text is UNREADABLE or (text and text.isascii() and text.isprintable()):
            return text
        if all(unicodedata.category(character)[0] in "CZ" for character in text):
            return reading.fail(
                node, "value-is-not-blank", "this text is empty", "write it, or delete what it belongs to"
            )
        return " ".join(filter(None, map(str.strip, text.splitlines())))

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text that matches the regular expression `pattern` as a whole; to the writer it is called `wanted`.

    Others break `rule`.
    """

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
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower())
        hint = f"write {meant}" if meant else "write true, or false, or delete the key"
        return reading.fail(node, "value-has-its-type", f"{shown(text)} is not true or false", hint)

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
            message = f"a list is wanted here, not {described(node)}"
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
