"""The first law: whatever was edited, at whatever clock, an incremental build equals a clean one.

A state machine edits a site at random, builds it after each step as an editor would, with all that earlier builds
left, and compares with a build of the same sources that knows nothing. To look for longer than the suite does:

    BRIEFKIT_RUNS=500 python -m pytest tests/test_incremental.py -n 0 --timeout 0 -k machine
"""

import os
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from briefkit.disk.still import unchanged
from briefkit.model.issues import as_plain
from briefkit.pipeline import Outcome, Request, build
from tests.desks import BLOCKS, KEYS, PICTURES, SETTINGS, TEMPLATE_EDITS, Document, a_desk, files_of, lay_out

RUNS = int(os.environ.get("BRIEFKIT_RUNS", "0"))
STEPS = 12

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
FLAGS: dict[str, list[object]] = {
    "drafts": [False, True],
    "base_url": ["https://brief.example/", "https://brief.example/desk/", None],
    "as_of": [None, None, "2031-05-31", "2031-06-03", "2030-06-01T00:00:00Z"],
    "jobs": [1, 2],
    "strict": [False, False, True],
    "output": ["output", "there/site"],
}


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs thousands of reports happens on a few."""
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 3)
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 2)
    monkeypatch.setattr("briefkit.disk.texts._MANY", 4)
    monkeypatch.setattr("briefkit.pipeline.engine_digest", lambda: b"the same program")
    monkeypatch.setattr("briefkit.disk.still.engine_digest", lambda: b"the same program")


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a site but its marker."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.name != ".briefkit"}


def told(outcome: Outcome) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, as_plain(issue))) for issue in outcome.issues)


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of files that differ, each with the first line that does."""
    found = []
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            lines = [one.get(name, b"(none)").splitlines(), other.get(name, b"(none)").splitlines()]
            pair = next((pair for pair in zip(*lines, strict=False) if pair[0] != pair[1]), (b"", b"(longer)"))
            found.append(f"{name}: {pair[0]!r} is not {pair[1]!r}")
    return found


class Machine(RuleBasedStateMachine):
    """A desk at work."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp(prefix="desk-"))
        self.root = self.place / "site"
        self.desk = a_desk()
        self.files: dict[str, bytes] = {}
        self.flags: dict[str, object] = {name: values[0] for name, values in FLAGS.items()} | {"now": CLOCKS[0]}
        self.good = self.desk.copy(), dict(self.flags)
        self.refused = False
        self.number = 0
        self.step()

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    # --- What is checked after each step ---

    def request(self, root: Path) -> Request:
        given = {name: value for name, value in self.flags.items() if name != "output"}
        return Request(root=root, output=root / str(self.flags["output"]), search=False, **given)  # type: ignore[arg-type]

    def step(self, full: bool = False) -> None:
        files = files_of(self.desk)
        lay_out(self.root, files, self.files)
        self.files = files
        request = replace(self.request(self.root), full=full)
        before = tree(request.output)
        glance = unchanged(str(self.root), str(request.output), request.key, request.now.timestamp())
        outcome = build(request)
        clean_root = self.place / f"clean-{self.number}"
        self.number += 1
        lay_out(clean_root, files, {})
        clean_request = replace(self.request(clean_root), full=True, jobs=1)
        clean = build(clean_request)
        assert told(outcome) == told(clean)
        self.refused = outcome.site is None
        assert self.refused == (clean.site is None)
        after = tree(request.output)
        if self.refused:
            assert difference(after, before) == [], "a refused build leaves the site as it was"
        else:
            assert difference(after, tree(clean_request.output)) == []
            assert {name for name, data in after.items() if before.get(name) != data} <= {*outcome.written}
            self.good = self.desk.copy(), dict(self.flags)
        if glance is not None and not full:
            assert not self.refused
            assert difference(after, before) == [], "what is said to be up to date is so"
            assert sorted(tuple(map(str, plain)) for plain in glance) == told(outcome)
        shutil.rmtree(clean_root)

    # --- What writers do ---

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

    @rule(data=st.data())
    def call_it_otherwise(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(FLAGS)), "flag")
        self.flags[name] = data.draw(st.sampled_from(FLAGS[name]), "value")
        self.step()

    @rule(now=st.sampled_from(CLOCKS))
    def wait_or_set_the_clock_back(self, now: datetime) -> None:
        self.flags["now"] = now
        self.step()

    @precondition(lambda self: self.refused)
    @rule()
    def take_back_what_was_refused(self) -> None:
        self.desk, self.flags = self.good[0].copy(), dict(self.good[1])
        self.step()

    @rule(full=st.booleans())
    def build_again(self, full: bool) -> None:
        self.step(full)

    # --- What befalls the disk ---

    @rule(ahead=st.sampled_from([0, -10, 10, 86_400]))
    def touch_the_sources(self, ahead: int) -> None:
        at = time.time() + ahead
        for path in self.files:
            os.utime(self.root / path, (at, at))
        self.step()

    @rule(data=st.data(), how=st.sampled_from(["delete", "overwrite", "flip"]))
    def damage_the_site(self, data: st.DataObject, how: str) -> None:
        folder = self.root / str(self.flags["output"])
        names = sorted(tree(folder))
        for name in data.draw(st.lists(st.sampled_from(names), max_size=2)) if names else []:
            self._damage(folder / name, how)
        if not self.refused:
            self.step()

    @rule(data=st.data(), how=st.sampled_from(["delete", "overwrite", "flip"]))
    def damage_the_cache(self, data: st.DataObject, how: str) -> None:
        for name in data.draw(st.sets(st.sampled_from(["state", "still", "*.pack"]), min_size=1), "files"):
            for path in sorted((self.root / ".cache").glob(name)):
                self._damage(path, how)
        self.step()

    def _damage(self, path: Path, how: str) -> None:
        if not path.is_file():
            return
        data = path.read_bytes()
        if how == "delete":
            path.unlink()
        elif how == "overwrite":
            path.write_bytes(data[: len(data) // 2])
        else:
            path.write_bytes(bytes([*data[: len(data) // 2], 7, *data[len(data) // 2 + 1 :]]))

    @rule(which=st.sampled_from(["output", ".output.last", ".cache", "there"]))
    def lose_a_folder(self, which: str) -> None:
        shutil.rmtree(self.root / which, ignore_errors=True)
        if not self.refused:
            self.step()


@pytest.mark.timeout(0 if RUNS else 300)
def test_the_machine_finds_no_difference_between_an_incremental_build_and_a_clean_one(small_world: None) -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=RUNS or 8,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not RUNS,
            suppress_health_check=list(HealthCheck),
        ),
    )
