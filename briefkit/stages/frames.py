"""Frames: what a macro writes for an item, made once for all items that differ only in a few fields.

A page shows some twenty passages, and a year of a topic hundreds: calling a macro for each would cost more than all
the rest of the page. A frame is what the macro writes when these fields are *holes*. It is cut at the holes, and for
each item the pieces are joined with what that item has in these fields.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from jinja2.runtime import Macro
from markupsafe import Markup

from briefkit.stages.environment import written

REMEMBERED = 20_000
"""Results of `once` kept at a time, some 1 kB each."""

FRAMES = 2_000
"""Frames of one macro kept at a time, up to 3 kB each."""


class Hole:
    """Stands for a field of an item while a frame is made. A macro may only write it, or pass it to `framed` or
    `once`: the item, and so the value, is not known yet."""

    def __init__(self, framing: "Framing", name: str = "", make: Callable[[Any], str] = written) -> None:
        self._framing = framing
        self._name = name
        self._make = make

    def __getattr__(self, name: str) -> "Hole":
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(self._framing, f"{self._name}.{name}" if self._name else name)

    def through(self, make: Callable[[Any], str]) -> "Hole":
        """The same field, to be written as what `make` gives for its value."""
        return Hole(self._framing, self._name, make)

    def __html__(self) -> str:
        return self._framing.mark(self._name, self._make)

    def _cannot(self, *_: object) -> Any:
        raise TypeError(f"own.{self._name} can only be written: to decide by it, make it an argument of the macro")

    __str__ = __bool__ = __len__ = __iter__ = __hash__ = __eq__ = _cannot


class _Frame(NamedTuple):
    """What a macro wrote, cut into pieces; every second piece is a hole.

    `own` takes from an item the fields that the holes stand for, each once, and `makes` turns these into text. A
    field may fill several holes: `order` picks the texts in the order of the holes.
    """

    pieces: list[str]
    own: Callable[[Any], tuple[Any, ...]]
    makes: tuple[Callable[[Any], str], ...]
    order: Callable[[Sequence[str]], tuple[str, ...]]


class _Frames(NamedTuple):
    """The frames of one macro: `shape` takes the macro's arguments from an item, `made` has a frame for each."""

    shape: Callable[[Any], tuple[Any, ...]]
    made: dict[tuple[Any, ...], _Frame]


class Framing:
    """The frames and other results of macros of one build.

    Macros are told apart by their code: those of two templates may have one name.
    """

    def __init__(self) -> None:
        self.own = Hole(self)
        self._mark = f"\0{id(self)}."  # content holds no NUL character
        self._marks = re.compile(rf"{self._mark}(\d+)\0")
        self._holes: list[list[tuple[str, Callable[[Any], str]]]] = []
        self._frames: dict[tuple[object, ...], _Frames] = {}
        self._remembered: dict[tuple[object, ...], str] = {}

    def framed(self, macro: Macro, items: Iterable[object] | Hole, **given: object) -> Markup | Hole:
        """What `macro` writes for each of `items`, joined.

        An argument of the macro that is not `given` is the field of that name of the item: the macro is called once
        for all items in which these fields are equal. Where it writes `own.field`, each item's own value is put.
        """
        if type(items) is Hole:
            return items.through(partial(self._framed, macro, given))
        return Markup(self._framed(macro, given, items))

    def _framed(self, macro: Macro, given: dict[str, object], items: Iterable[object]) -> str:
        key = macro._func.__code__, tuple(given.items()), *map(type, given.values())
        found = self._frames.get(key)
        if found is None:
            found = self._frames[key] = _Frames(
                _taking(attrgetter, [n for n in macro.arguments if n not in given]), {}
            )
        shape_of, frames = found
        pieces: list[str] = []
        for item in items:
            shape = shape_of(item)
            kinds = shape, *map(type, shape)  # a text equals the markup of the same characters, and 1 is True
            frame = frames.get(kinds)
            if frame is None:
                if len(frames) >= FRAMES:
                    frames.clear()
                frame = frames[kinds] = self._frame(macro, shape, given)
            # In pieces: Markup is joined as it is, and would cost ten times as much to format.
            around, own, makes, order = frame
            mine = around[:]
            mine[1::2] = order([make(value) for make, value in zip(makes, own(item))])  # noqa: B905
            pieces += mine
        return "".join(pieces)

    def once(self, macro: Macro, *values: object) -> str | Hole:
        """What `macro` writes for `values`, kept for the next time: a report stands on many lists. The macro may look
        at nothing else."""
        if values and type(values[0]) is Hole:
            return values[0].through(lambda value: self.once(macro, value, *values[1:]))  # type: ignore[arg-type,return-value]
        key = (macro._func.__code__, *values, *map(type, values))
        made = self._remembered.get(key)
        if made is None:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            made = self._remembered[key] = macro(*values)
        return made

    def mark(self, name: str, make: Callable[[Any], str]) -> str:
        """The text that marks, in the frame being made, where `make` is to write the field `name`."""
        if not self._holes:
            raise TypeError(f"own.{name} stands in frames only: write {{{{ framed(macro, items) }}}}")
        self._holes[-1].append((name, make))
        return f"{self._mark}{len(self._holes[-1]) - 1}\0"

    def _frame(self, macro: Macro, shape: tuple[Any, ...], given: dict[str, object]) -> _Frame:
        """The frame of `macro` for items of this `shape`."""
        self._holes.append([])
        try:
            values = iter(shape)
            text = macro(*[given[name] if name in given else next(values) for name in macro.arguments])
        finally:
            holes = self._holes.pop()
        pieces: list[Any] = self._marks.split(str(text))
        used = [holes[int(number)] for number in pieces[1::2]]
        distinct = list(dict.fromkeys(used))
        own = _taking(attrgetter, [name for name, _ in distinct])
        order = _taking(itemgetter, [distinct.index(hole) for hole in used])
        return _Frame(pieces, own, tuple(make for _, make in distinct), order)


def _taking(
    getter: Callable[..., Callable[[Any], Any]], keys: Sequence[str] | Sequence[int]
) -> Callable[[Any], tuple[Any, ...]]:
    """A function that takes these attributes or items of a value, always as a tuple, even if they are one or none."""
    if len(keys) == 1:
        only = getter(keys[0])
        return lambda value: (only(value),)
    return getter(*keys) if keys else lambda value: ()
