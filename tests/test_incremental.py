"""The first law: whatever was edited, at whatever clock, an incremental build equals a clean one.

A state machine edits a site at random, builds it after each step as an editor would, with all that earlier builds
left, and compares with a build of the same sources that knows nothing. To look for longer than the suite does:

    BRIEFKIT_RUNS=500 python -m pytest tests/test_incremental.py -n 0 --timeout 0 -k machine
"""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from briefkit.disk.up_to_date import glance
from briefkit.model.issues import as_plain
from briefkit.pipeline import build
from briefkit.request import Outcome, Request
from tests.desks import lay_out
from tests.writers import RUNS, Writers, difference, files_below, thorough

STEPS = 12

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
    monkeypatch.setattr("briefkit.disk.packs._MANY", 4)
    monkeypatch.setattr("briefkit.steps.remember.engine_digest", lambda: b"the same program")
    monkeypatch.setattr("briefkit.disk.up_to_date.engine_digest", lambda: b"the same program")


def told(outcome: Outcome) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, as_plain(issue))) for issue in outcome.issues)


class Machine(Writers):
    """A desk at work, which builds after each edit."""

    def __init__(self) -> None:
        self.flags: dict[str, object] = {name: values[0] for name, values in FLAGS.items()}
        self.number = 0
        super().__init__()

    # --- What is checked after each step ---

    def request(self, root: Path) -> Request:
        given = {name: value for name, value in self.flags.items() if name != "output"}
        output = root / str(self.flags["output"])
        return Request(root=root, output=output, now=self.now, search=False, **given)  # type: ignore[arg-type]

    def put_aside(self) -> Callable[[], None]:
        flags = dict(self.flags)
        return lambda: self.flags.update(flags)

    def step(self, full: bool = False) -> None:
        files = self.lay_out()
        request = replace(self.request(self.root), full=full)
        before = files_below(request.output)
        seen = glance(str(self.root), str(request.output), request.key, request.now.timestamp())
        outcome = build(request if full else replace(request, seen=seen))
        clean_root = self.place / f"clean-{self.number}"
        self.number += 1
        lay_out(clean_root, files, {})
        clean_request = replace(self.request(clean_root), full=True, jobs=1)
        clean = build(clean_request)
        assert told(outcome) == told(clean)
        self.refused = outcome.site is None
        assert self.refused == (clean.site is None)
        after = files_below(request.output)
        if self.refused:
            assert difference(after, before) == [], "a refused build leaves the site as it was"
        else:
            assert difference(after, files_below(clean_request.output)) == []
            assert {name for name, data in after.items() if before.get(name) != data} <= {*outcome.written}
            self.keep()
        if seen.issues is not None and not full:
            assert not self.refused
            assert difference(after, before) == [], "what is said to be up to date is so"
            assert sorted(tuple(map(str, plain)) for plain in seen.issues) == told(outcome)
        shutil.rmtree(clean_root)

    # --- What the one who builds does ---

    @rule(data=st.data())
    def call_it_otherwise(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(FLAGS)), "flag")
        self.flags[name] = data.draw(st.sampled_from(FLAGS[name]), "value")
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
        names = sorted(files_below(folder))
        for name in data.draw(st.lists(st.sampled_from(names), max_size=2)) if names else []:
            self._damage(folder / name, how)
        if not self.refused:
            self.step()

    @rule(data=st.data(), how=st.sampled_from(["delete", "overwrite", "flip"]))
    def damage_the_cache(self, data: st.DataObject, how: str) -> None:
        for name in data.draw(st.sets(st.sampled_from(["state", "up-to-date", "*.pack"]), min_size=1), "files"):
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
        settings=thorough(STEPS),
    )
