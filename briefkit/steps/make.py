"""From sheets to files: what is outdated is made, on both cores, and written where its bytes changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefkit.disk.sink import Tree
from briefkit.disk.state import Sheeted
from briefkit.model import addresses
from briefkit.model.snapshot import Stat
from briefkit.stages.render import Fault, Renderer
from briefkit.views.page import Sheet


class Placed(NamedTuple):
    """A file of the site that was made: how it stands, whether its bytes are new, and what it was made from."""

    name: str
    stat: Stat
    is_new: bool
    sheeted: Sheeted


class Batch(NamedTuple):
    """What came of some sheets: their files, the stamps of all answers that they were made from, what is wrong."""

    placed: list[Placed]
    answers: dict[str, bytes | str]
    faults: list[Fault]


def make(renderer: Renderer, sheets: Sequence[Sheet], tree: Tree, files: Mapping[str, Stat], chunk: range) -> Batch:
    """Make some of `sheets` and write those that differ from `files`, which stand in `tree` already."""
    placed: list[Placed] = []
    answers: dict[str, bytes | str] = {}
    faults: list[Fault] = []
    for sheet in sheets[chunk.start : chunk.stop]:
        made = renderer.make(sheet)
        faults += made.faults
        if made.data is not None:
            name = addresses.file_of(sheet.address)
            stat, is_new = put(tree, name, made.data, files)
            placed.append(Placed(name, stat, is_new, Sheeted(sheet.basis, made.asked)))
            answers |= {question: renderer.stamp(question) for question in made.asked if question not in answers}
    return Batch(placed, answers, faults)


def put(tree: Tree, name: str, data: bytes, files: Mapping[str, Stat]) -> tuple[Stat, bool]:
    """Write a file unless it stands in `tree` with these bytes; how it stands, and whether it was written."""
    standing = files.get(name)
    if standing is not None and tree.holds(name, data):
        return standing, False
    return tree.write(name, data), True


def faults(renderer: Renderer, sheets: Sequence[Sheet], chunk: range) -> list[Fault]:
    """What is wrong with the templates of some of `sheets`."""
    return [fault for sheet in sheets[chunk.start : chunk.stop] for fault in renderer.make(sheet).faults]
