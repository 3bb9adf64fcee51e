"""The first law holds for the preview: after any edits, what is served is what `build --drafts` writes at that instant.

The writers of tests/test_incremental.py edit the site; what they save is told as a watch tells it. To look for longer:

    BRIEFKIT_RUNS=200 python -m pytest tests/serve/test_preview.py -n 0 --timeout 0 -k machine
"""

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from briefkit.model.issues import Issue, as_plain
from briefkit.pipeline import Prepared, build
from briefkit.request import Request
from briefkit.serve.preview import Preview, Update
from briefkit.serve.reworded import reworded
from briefkit.serve.search import Search
from briefkit.serve.shown import Shown
from briefkit.serve.watch import ANYTHING, Burst, Watch
from tests.serve.desk import Desk
from tests.served import without_additions
from tests.sites import article, make_site
from tests.writers import RUNS, Writers, difference, files_below, thorough

STEPS = 15
BASE_URLS = ["https://brief.example/", "https://brief.example/desk/"]


def plain(issues: Iterable[Issue]) -> set[tuple[str, ...]]:
    return {tuple(map(str, as_plain(issue))) for issue in issues}


def of_any_page(issue: Issue) -> Issue:
    """A fault of a template without the pages that showed it."""
    return replace(issue, message=issue.message.partition(" (while rendering ")[0])


class Machine(Writers):
    """A desk at work before a preview."""

    preview: Preview | None = None

    @initialize(base_url=st.sampled_from(BASE_URLS))
    def open_the_preview(self, base_url: str) -> None:
        own = self.place / "own"
        own.mkdir()
        self.faults: list[Issue] = []
        self.base_url = base_url
        self.shown = Shown(lambda name: None, self.faults.extend)
        self.preview = Preview(self.request(self.root, jobs=1), own, self.shown, Search(print))
        self.good_files: dict[str, bytes] = {}
        self.step()

    def request(self, root: Path, **flags: object) -> Request:
        given = {"base_url": self.base_url, "drafts": True, "search": False} | flags
        return Request(root=root, output=root / "output", now=self.now, **given)  # type: ignore[arg-type]

    def step(self, is_told: bool = True) -> None:
        before = self.files
        self.lay_out()
        if self.preview is None:
            return
        touched = before.keys() ^ self.files.keys() | {p for p, data in self.files.items() if before.get(p) != data}
        saved = Burst(frozenset(touched)) if is_told and touched else ANYTHING
        update = self.preview.update(self.now, saved=saved)
        clean_root = self.place / "clean"
        shutil.copytree(self.root, clean_root)
        clean = build(self.request(clean_root, full=True, jobs=1))
        self.refused = clean.site is None
        if not self.refused:
            assert plain(update.issues) == plain(clean.issues)
            self.compare(files_below(clean_root / "output"))
            self.keep()
        elif update.edition is None:
            assert plain(update.issues) == plain(clean.issues)
            assert difference(self.served(self.good_files), self.good_files) == [], "the last good site stays"
        else:
            self.look_for_faults(update, clean.issues)
        shutil.rmtree(clean_root)

    def served(self, names: dict[str, bytes]) -> dict[str, bytes]:
        answers = {name: self.shown.answer(f"{self.shown.base_path}{name}") for name in names}
        return {name: without_additions(answer.body) for name, answer in answers.items() if answer.status == 200}

    def compare(self, files: dict[str, bytes]) -> None:
        gone = dict.fromkeys(self.good_files.keys() - files.keys(), b"")
        assert difference(self.served(files | gone), files) == []
        # What is copied is read when asked for: it is as it was saved, whether or not the site has errors.
        self.good_files = {name: data for name, data in files.items() if name.endswith((".html", ".xml", ".json"))}

    def look_for_faults(self, update: Update, issues: tuple[Issue, ...]) -> None:
        """Errors in templates are found when pages are made; which of them show one is told by a build alone."""
        assert update.edition is not None
        for name in update.edition.sheets:
            self.shown.answer(f"{self.shown.base_path}{name}")
        assert plain(map(of_any_page, [*update.issues, *self.faults])) >= plain(map(of_any_page, issues))

    # --- What else befalls a preview ---

    @precondition(lambda self: not self.refused)
    @rule(data=st.data())
    def put_words_in_and_out(self, data: st.DataObject) -> None:
        """What writers do most, a save at a time: often nothing but the report itself is concerned."""
        for number in range(4):
            path = data.draw(st.sampled_from(self.desk.of_kind("articles") or sorted(self.desk.documents)), "path")
            blocks = self.desk.documents[path].blocks
            place = data.draw(st.integers(0, len(blocks)), "place")
            match data.draw(st.sampled_from(["write", "say again", "swap", "take out"]), "how"):
                case "write":
                    blocks.insert(place, f"A quiet day, number {number}.")
                case "say again":
                    blocks[place:place] = blocks[-1:]
                case "swap":
                    blocks[place : place + 2] = blocks[place : place + 2][::-1]
                case "take out":
                    del blocks[place : place + 1]
            self.step()
            if self.refused:
                return

    @rule()
    def look_again_though_nothing_is_told(self) -> None:
        self.step(is_told=False)

    @rule(data=st.data())
    def save_what_is_not_changed(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.files)), "path")
        (self.root / path).write_bytes(self.files[path])
        assert self.preview is not None
        self.preview.update(self.now, saved=Burst(frozenset([path])))


class Script(Watch):
    """A watch that sees what it is given, one after the other, and then ends the preview."""

    def __init__(self, *seen: Burst | None) -> None:
        super().__init__()
        self.seen = list(seen)

    def wait(self, seconds: float | None) -> Burst | None:
        if not self.seen:
            raise KeyboardInterrupt
        return self.seen.pop(0)


def updates(preview: Preview, *seen: Burst | None) -> list[Update]:
    made: list[Update] = []
    with contextlib.suppress(KeyboardInterrupt):
        for update in preview.updates(Script(*seen)):
            made.append(update)
    return made


A = "content/articles/a.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    running = Desk(make_site(tmp_path, article("a", body="A quay.")), tmp_path / "own", BASE_URLS[0])
    running.preview.update(datetime.now(UTC))
    yield running
    running.shown.close()


@pytest.mark.parametrize("saved", [Burst(frozenset([A])), ANYTHING])
def test_a_save_leads_to_one_update(desk: Desk, saved: Burst) -> None:
    """The look at all files a second later finds nothing that was not seen."""
    desk.site.write(article("a", body="A pier."))
    (update,) = updates(desk.preview, saved, None)
    assert update.read == 1
    assert b"A pier." in desk.get("/articles/a/")[1]


@pytest.mark.parametrize("told", [[None], [Burst(frozenset([A])), None]])
def test_a_save_that_is_not_told_is_found_in_the_next_pause(desk: Desk, told: list[Burst | None]) -> None:
    desk.site.write(article("b", body="A lamp."))
    assert len(updates(desk.preview, *told)) == len(told)
    assert b"A lamp." in desk.get("/articles/b/")[1]


@pytest.fixture
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs thousands of reports happens on a few."""
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 3)
    monkeypatch.setattr("briefkit.steps.remember.engine_digest", lambda: b"the same program")
    monkeypatch.setattr("briefkit.disk.up_to_date.engine_digest", lambda: b"the same program")


@pytest.fixture
def shortcuts(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each save was found to have changed words and nothing else."""
    taken: list[bool] = []

    def noted(*given: Any) -> Prepared | None:
        prepared = reworded(*given)
        taken.append(prepared is not None)
        return prepared

    monkeypatch.setattr("briefkit.serve.preview.reworded", noted)
    return taken


@pytest.mark.timeout(0 if RUNS else 300)
def test_the_machine_finds_no_difference_between_what_is_served_and_a_clean_build(
    small_world: None, shortcuts: list[bool]
) -> None:
    run_state_machine_as_test(
        Machine,
        settings=thorough(STEPS),
    )
    assert 10 < sum(shortcuts) < len(shortcuts) - 10, "both ways of bringing the site up to date were gone"
