"""Writers at work on a small site: a state machine of random edits, for whatever has to keep up with them."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.desks import BLOCKS, KEYS, PICTURES, SETTINGS, TEMPLATE_EDITS, Document, a_desk, files_of, lay_out

RUNS = int(os.environ.get("BRIEFKIT_RUNS", "0"))
"""Runs of a machine of writers that somebody asks for, each with edits of its own; without, a few that stay the same."""


def thorough(steps: int) -> settings:
    """How a machine of writers is run, with so many edits a run."""
    return settings(
        max_examples=RUNS or 8,
        stateful_step_count=steps,
        deadline=None,
        derandomize=not RUNS,
        suppress_health_check=list(HealthCheck),
    )


CLOCKS = [
    datetime(2031, 6, 1, 12, tzinfo=UTC),
    datetime(2031, 5, 30, 8, tzinfo=UTC),
    datetime(2031, 5, 31, tzinfo=UTC),
    datetime(2031, 6, 1, 11, 59, 59, 999_999, tzinfo=UTC),
    datetime(2031, 6, 2, tzinfo=UTC),
    datetime(2031, 6, 3, 0, 0, 1, tzinfo=UTC),
    datetime(2031, 6, 4, tzinfo=UTC),
    datetime(2032, 1, 1, tzinfo=UTC),
]


def files_below(folder: Path) -> dict[str, bytes]:
    """All files of a site but its marker."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != ".briefkit"}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of files that differ, each with the first line that does."""
    found = []
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            lines = [one.get(name, b"(none)").splitlines(), other.get(name, b"(none)").splitlines()]
            pair = next((pair for pair in zip(*lines, strict=False) if pair[0] != pair[1]), (b"", b"(longer)"))
            found.append(f"{name}: {pair[0]!r} is not {pair[1]!r}")
    return found


class Writers(RuleBasedStateMachine):
    """Edits a desk; after each edit `step`, which sets `refused`, looks whether all is as it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="desk-"))
        self.root = self.place / "site"
        self.desk = a_desk()
        self.files: dict[str, bytes] = {}
        self.now = CLOCKS[0]
        self.refused = False
        self.keep()
        self.step()

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    def step(self) -> None:
        """Lay out the desk and compare what came of it with what should have."""
        raise NotImplementedError

    def lay_out(self) -> dict[str, bytes]:
        """Bring the site's folder up to date with the desk; its files."""
        before, self.files = self.files, files_of(self.desk)
        lay_out(self.root, self.files, before)
        return self.files

    def put_aside(self) -> Callable[[], None]:
        """What puts back whatever else than the desk may lead to a refusal."""
        return lambda: None

    def keep(self) -> None:
        """Remember the desk as one that nothing is wrong with."""
        self.good = self.desk.copy(), self.now, self.put_aside()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def edit_documents(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 3), "edits")):
            path = data.draw(st.sampled_from(sorted(self.desk.documents)), "path")
            self._edit_key(data, self.desk.documents[path], path)
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def edit_reports(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 3), "edits")):
            path = data.draw(st.sampled_from(self.desk.of_kind("articles") or ["topics/ports.md"]), "path")
            self._edit_key(data, self.desk.documents[path], path)
        self.step()

    def _edit_key(self, data: st.DataObject, document: Document, path: str) -> None:
        keys = KEYS[path.split("/", maxsplit=1)[0]]
        key = data.draw(st.sampled_from(sorted(keys)), "key")
        document.front[key] = data.draw(st.sampled_from(keys[key]), "value")

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def edit_words(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 3), "edits")):
            path = data.draw(st.sampled_from([*self.desk.of_kind("articles"), *self.desk.documents]), "path")
            blocks = self.desk.documents[path].blocks
            place = data.draw(st.integers(0, len(blocks)), "place")
            match data.draw(st.sampled_from(["put in", "take out", "swap", "replace"]), "how"):
                case "put in":
                    blocks.insert(place, data.draw(st.sampled_from(BLOCKS), "block"))
                case "take out":
                    del blocks[place : place + 1]
                case "swap":
                    blocks[place : place + 2] = blocks[place : place + 2][::-1]
                case "replace":
                    blocks[place : place + 1] = [data.draw(st.sampled_from(BLOCKS), "block")]
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def add_a_document(self, data: st.DataObject) -> None:
        kind = data.draw(st.sampled_from(["articles", "articles", *KEYS]), "kind")
        name = data.draw(st.sampled_from(["new", "r0", "2031-04-02-r1", "deep/newer", "other"]), "name")
        keys = KEYS[kind]
        needed = {"articles": ["title", "date"], "entities": ["name", "kind"], "sources": ["name"]}.get(
            kind, ["title"]
        )
        front = {key: data.draw(st.sampled_from([v for v in keys[key] if v]), key) for key in needed}
        self.desk.documents[f"{kind}/{name}.md"] = Document(
            front, data.draw(st.lists(st.sampled_from(BLOCKS), max_size=3))
        )
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def take_documents_away(self, data: st.DataObject) -> None:
        for path in data.draw(st.sets(st.sampled_from(sorted(self.desk.documents)), min_size=1, max_size=2), "paths"):
            del self.desk.documents[path]
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def move_a_document(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.desk.documents)), "path")
        kind, _, name = path.partition("/")
        new = data.draw(
            st.sampled_from(
                [f"{kind}/sub/{Path(name).name}", f"{kind}/2031-01-01-{Path(name).name}", f"{kind}/moved.md"]
            ),
            "to",
        )
        self.desk.documents[new] = self.desk.documents.pop(path)
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def change_pictures_and_static_files(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from([*PICTURES, "robots-note.txt", "more/x.txt"]), "path")
        number = data.draw(st.integers(0, 3), "number")
        there: dict[str, int] | dict[str, str] = self.desk.pictures if path in PICTURES else self.desk.static
        if number:
            there[path] = number if path in PICTURES else str(number)  # type: ignore[assignment]
        else:
            there.pop(path, None)
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(edit=st.sampled_from(sorted(TEMPLATE_EDITS)))
    def edit_a_template(self, edit: str) -> None:
        self.desk.templates ^= {edit}
        self.step()

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def edit_the_settings(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(SETTINGS)), "key")
        self.desk.settings[key] = data.draw(st.sampled_from(SETTINGS[key]), "value")
        self.step()

    @rule(now=st.sampled_from(CLOCKS))
    def wait_or_set_the_clock_back(self, now: datetime) -> None:
        self.now = now
        self.step()

    @precondition(lambda self: self.refused)
    @rule()
    def take_back_what_was_refused(self) -> None:
        desk, self.now, put_back = self.good
        self.desk = desk.copy()
        put_back()
        self.step()
