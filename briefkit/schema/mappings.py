"""Shapes of mappings: tables of keys, read into records."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefkit.model.hints import did_you_mean, shown
from briefkit.model.records import Trail
from briefkit.schema.elsewhere import meant
from briefkit.schema.nodes import Node, Pairs, Scalar, described, is_empty
from briefkit.schema.reading import UNREADABLE, Reading
from briefkit.schema.shapes import Shape, Text

_SIMPLE = re.compile(r"[\w][\w ./-]{0,58}")
"""A text that can stand in a mapping on one line as it is."""


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
            message = f"a mapping is wanted here, not {described(node)}"
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
