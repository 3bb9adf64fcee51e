"""What is noted while a file is read by its shapes: where each value stands, and what is wrong."""

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Final

from briefkit.model.issues import Issue, Place
from briefkit.model.records import Origin, Trail
from briefkit.schema.nodes import Node

UNREADABLE: Final = object()
"""What a shape returns after it has said what is wrong."""


@dataclass(slots=True)
class Reading:
    """One file being read: collects where each value stands and what is wrong with it."""

    path: str
    zone: tzinfo
    first_line: int = 1
    places: dict[Trail, tuple[int, int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def position(self, node: Node) -> tuple[int, int]:
        """Line and column of `node` in the file, from 1."""
        return self.first_line + node.line, node.column + 1

    def fail(self, node: Node, rule: str, message: str, hint: str = "") -> object:
        """Note a problem at `node`."""
        self.issues.append(Issue(rule, message, Place(self.path, *self.position(node)), hint))
        return UNREADABLE

    @property
    def origin(self) -> Origin:
        """The file and the places of its values."""
        return Origin(self.path, self.places)
