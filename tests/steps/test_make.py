"""From sheets to files: every file once, written only where its bytes are new."""

from functools import partial
from pathlib import Path

from briefkit.disk.sink import NOTHING, Tree, new_tree
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Address
from briefkit.stages.render import Fault, Made, Renderer
from briefkit.steps.make import faults, make, put
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet


class Plain(Renderer):
    """A renderer without templates."""

    def __init__(self) -> None:
        self._catalogue = None  # type: ignore[assignment]

    def stamp(self, question: str) -> bytes:
        return f"stamp of {question}".encode()

    def make(self, sheet: Sheet):  # type: ignore[no-untyped-def]
        return Made(sheet.make(None), ("topics",))  # type: ignore[arg-type]


def _words(ask: Asking, words: bytes) -> bytes:
    return words


def tree(folder: Path) -> Tree:
    with new_tree(folder / "output", folder / "site", NOTHING, ()):
        pass
    return Tree(folder / "output", fresh=False)


def sheets(*words: bytes) -> list[Sheet]:
    return [Sheet(Address(f"/{n}/"), partial(_words, words=data)) for n, data in enumerate(words)]


def test_each_sheet_of_a_chunk_becomes_a_file_with_what_it_asked(tmp_path: Path) -> None:
    made, answers, told = make(Plain(), sheets(b"a", b"b", b"c", b"d"), tree(tmp_path), {}, range(1, 3))
    assert answers == {"topics": b"stamp of topics"}
    assert [(file.name, file.is_new, trace.asked) for file, trace in made] == [
        ("1/index.html", True, ("topics",)),
        ("2/index.html", True, ("topics",)),
    ]
    assert told == []
    assert not [name for name in "03" if (tmp_path / "output" / name).exists()]
    assert (tmp_path / "output/2/index.html").read_bytes() == b"c"


class AtFault(Plain):
    """A renderer of which every template is at fault."""

    def make(self, sheet: Sheet):  # type: ignore[no-untyped-def]
        return Made(None, (), (fault(sheet.address),))


def fault(page: str) -> Fault:
    return Fault(Issue("template-renders", "it does not", Place("templates/page.html")), page)


def test_of_sheets_at_fault_there_is_no_file_but_what_is_wrong_with_each(tmp_path: Path) -> None:
    told = [fault("/1/"), fault("/2/")]
    made = make(AtFault(), sheets(b"a", b"b", b"c", b"d"), tree(tmp_path), {}, range(1, 3))
    assert made == ([], {}, told)
    assert faults(AtFault(), sheets(b"a", b"b", b"c", b"d"), range(1, 3)) == told


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    work = tree(tmp_path)
    first = put(work, "a.txt", b"words", {})
    inode = (tmp_path / "output/a.txt").stat().st_ino
    assert first.is_new
    assert put(work, "a.txt", b"words", {"a.txt": first.stat}) == ("a.txt", first.stat, False)
    assert (tmp_path / "output/a.txt").stat().st_ino == inode
    again = put(work, "a.txt", b"other", {"a.txt": first.stat})
    assert again.is_new
    assert put(work, "a.txt", b"others", {"a.txt": again.stat}).is_new
    assert put(work, "a.txt", b"other", {"a.txt": again.stat}).is_new
    assert (tmp_path / "output/a.txt").read_bytes() == b"other"
