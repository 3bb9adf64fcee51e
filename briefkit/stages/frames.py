"""Frames: what a macro writes around passages, made once for all that differ in their own words only.

A page shows some twenty passages and a year of a topic hundreds; to call a macro for each would cost more than all
the rest of the page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter, itemgetter
from types import CodeType
from typing import Any, NamedTuple

from jinja2.runtime import Macro
from markupsafe import Markup

from briefkit.stages.environment import written


class Hole:
    """What stands in a frame for a field of each item. It can be written, and nothing else be done with it: the
    frame is made before the item is known."""

    def __init__(self, framing: "Framing", name: str = "") -> None:
        self._framing = framing
        self._name = name

    def __getattr__(self, name: str) -> "Hole":
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(self._framing, f"{self._name}.{name}" if self._name else name)

    def __html__(self) -> str:
        if not self._framing.making:
            raise TypeError(f"own.{self._name} stands in frames only: write {{{{ framed(macro, items) }}}}")
        return f"{self._framing.mark}{self._name}\0"

    def _cannot(self, *_: object) -> Any:
        raise TypeError(f"own.{self._name} can only be written: to decide by it, make it an argument of the macro")

    __str__ = __bool__ = __len__ = __iter__ = __hash__ = __eq__ = _cannot


class _Frame(NamedTuple):
    """What a macro wrote, in pieces: every second one is to be replaced by a field of the item, as `order` says of
    those that `own` takes from it."""

    pieces: list[str]
    own: Callable[[Any], tuple[Any, ...]]
    order: Callable[[Sequence[str]], tuple[str, ...]]

    def around(self, item: object) -> list[str]:
        """The frame around one item, in pieces. (Markup is joined as it is; to format it would cost ten times as
        much.)"""
        pieces = self.pieces[:]
        pieces[1::2] = self.order([value if type(value) is Markup else written(value) for value in self.own(item)])
        return pieces


class _Frames(NamedTuple):
    """The frames that one macro makes, by what it was called with."""

    shape: Callable[[Any], tuple[Any, ...]]
    made: dict[tuple[Any, ...], _Frame]


class Framing:
    """The frames of one build, by the code of their macros: by name, those of two templates would be one."""

    def __init__(self) -> None:
        self.own = Hole(self)
        self.making = 0
        self.mark = f"\0{id(self)}."  # by chance or design, nothing that is written in a frame can hold this
        self._holes = re.compile(f"{self.mark}([^\0]+)\0")
        self._frames: dict[CodeType, _Frames] = {}

    def framed(self, macro: Macro, items: Iterable[object]) -> Markup:
        """Each of `items` in the frame that `macro` makes.

        The macro is called with those fields of an item that it names as its arguments, once for all items in
        which they are the same. Where it writes `own.field`, each item's own is put.
        """
        code = macro._func.__code__
        found = self._frames.get(code)
        if found is None:
            found = self._frames[code] = _Frames(_taking(attrgetter, macro.arguments), {})
        shape_of, frames = found
        pieces: list[str] = []
        for item in items:
            shape = shape_of(item)
            frame = frames.get(shape)
            if frame is None:
                frame = frames[shape] = self._frame(macro, shape)
            pieces += frame.around(item)
        return Markup("".join(pieces))

    def _frame(self, macro: Macro, shape: tuple[Any, ...]) -> _Frame:
        """What `macro` writes, cut at its holes."""
        self.making += 1
        try:
            pieces = self._holes.split(str(macro(*shape)))
        finally:
            self.making -= 1
        names = list(dict.fromkeys(pieces[1::2]))
        order = [names.index(name) for name in pieces[1::2]]
        return _Frame(pieces, _taking(attrgetter, names), _taking(itemgetter, order))


def _taking(
    getter: Callable[..., Callable[[Any], Any]], keys: Sequence[str] | Sequence[int]
) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes these of a value, as a tuple of however many they are."""
    if len(keys) == 1:
        only = getter(keys[0])
        return lambda value: (only(value),)
    return getter(*keys) if keys else lambda value: ()
