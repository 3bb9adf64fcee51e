"""From sheets to files: what is outdated is made, on both cores, and written where its bytes changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefkit.disk.sink import Tree
from briefkit.disk.state import Trace
from briefkit.model import addresses
from briefkit.model.snapshot import Stat
from briefkit.stages.render import Fault, Renderer
from briefkit.views.page import Sheet


class TreeFile(NamedTuple):
    """A file of the tree that is to be published: its name, how it stands, and whether its bytes are new."""

    name: str
    stat: Stat
    is_new: bool


class Batch(NamedTuple):
    """What came of some sheets: their files, each with its trace; the stamps of all answers that they were made from;
    and what is wrong with templates."""

    made: list[tuple[TreeFile, Trace]]
    answers: dict[str, bytes | str]
    faults: list[Fault]


def make(renderer: Renderer, sheets: Sequence[Sheet], tree: Tree, files: Mapping[str, Stat], chunk: range) -> Batch:
    """Make the `chunk` of `sheets`, and write those that differ from `files`, which stand in `tree` already."""
    files_made: list[tuple[TreeFile, Trace]] = []
    answers: dict[str, bytes | str] = {}
    faults: list[Fault] = []
    for sheet in sheets[chunk.start : chunk.stop]:
        made = renderer.make(sheet)
        faults += made.faults
        if made.data is not None:
            file = put(tree, addresses.file_of(sheet.address), made.data, files)
            files_made.append((file, Trace(sheet.basis, made.asked)))
            answers |= {question: renderer.stamp(question) for question in made.asked if question not in answers}
    return Batch(files_made, answers, faults)


def put(tree: Tree, name: str, data: bytes, files: Mapping[str, Stat]) -> TreeFile:
    """Write a file, unless it is among the `files` that stand in `tree` already and has these bytes."""
    standing = files.get(name)
    if standing is not None and tree.holds(name, data):
        return TreeFile(name, standing, False)
    return TreeFile(name, tree.write(name, data), True)


def faults(renderer: Renderer, sheets: Sequence[Sheet], chunk: range) -> list[Fault]:
    """What is wrong with the templates of some of `sheets`."""
    return [fault for sheet in sheets[chunk.start : chunk.stop] for fault in renderer.make(sheet).faults]
