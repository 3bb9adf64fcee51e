"""HTML to a small tree: the standard library's parser is enough for pages that we wrote ourselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN = frozenset(("script", "style", "template"))


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, "" where it is not given."""
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        """Whether the element is of that class."""
        return name in self.get("class").split()

    def below(self) -> Iterator["Element"]:
        """Every element in this one, in the order of the page."""
        # A stack of our own: nested generators would pass each element up through all levels.
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if isinstance(child, Element)]

    def all(self, wanted: Callable[["Element"], bool]) -> Iterator["Element"]:
        """The elements in this one that are wanted."""
        return (element for element in self.below() if wanted(element))

    def first(self, wanted: Callable[["Element"], bool]) -> "Element | None":
        """The first element in this one that is wanted."""
        return next(self.all(wanted), None)

    def words(self) -> str:
        """What a reader sees of it, white space folded."""
        return " ".join("".join(self._text()).split())

    def _text(self) -> Iterator[str]:
        if self.tag in _UNSEEN:
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._text()
        if self.tag == "img":
            yield self.get("alt")
        if self.tag in ("br", "td", "th", "li", "p", "div", "tr"):
            yield " "


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        # An end without its beginning is passed over; one that closes several closes them all.
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def tree_of(text: str) -> Element:
    """The page's tree; its root has no name."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root
