"""What makers of pages ask: always the same, of known kinds, and enough to tell when a page becomes another."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefkit.disk.state import Cache, State
from briefkit.pipeline import prepare
from briefkit.request import Request, Stopwatch
from briefkit.stages.load import load_settings
from briefkit.stages.outdated import _SUBJECTS, EarlierBuild, explained
from briefkit.steps.publish import Ready
from briefkit.views.stamps import Stamps
from tests.desks import Desk, a_desk, files_of, lay_out
from tests.edits import every_edit, rich
from tests.sites import BASE_URL, NOW


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 3)


def ready(desk: Desk, root: Path) -> Ready:
    """A desk's site in an empty folder, taken to the point where pages are made."""
    made = tried(desk, root, {})
    assert made is not None
    return made


def tried(desk: Desk, root: Path, before: Mapping[str, bytes]) -> Ready | None:
    """The same in a folder where `before` stands; None where it is refused."""
    files = files_of(desk)
    lay_out(root, files, before)
    (root / ".cache").mkdir(exist_ok=True)
    request = Request(root, root / "output", NOW, base_url=BASE_URL, search=False, jobs=1)
    settings, _ = load_settings(files["site.yaml"], BASE_URL)
    prepared = prepare(request, settings, Cache(root / ".cache", b""), State(), Stopwatch())
    return prepared.ready


def test_every_question_has_a_stamp_and_can_be_told(tmp_path: Path) -> None:
    site = ready(rich(), tmp_path / "site")
    asked = {question for sheet in site.sheets for question in site.renderer.make(sheet).asked}
    for question in asked:
        assert isinstance(site.renderer.stamp(question), bytes | str)
        name = site.sheets[0].address
        page = {"index.html" if name == "/" else name.strip("/") + "/index.html": (site.sheets[0].basis, [question])}
        said = explained(name, site.sheets[:1], EarlierBuild(page, {question: b"else"}, frozenset(), lambda _: b""))
        assert all(subject in said for subject in question.split(" ")[1:])
    own = {"template", "assets", "shell"}
    assert {question.split(" ")[0] for question in asked} <= set(_SUBJECTS)
    assert set(Stamps(site.catalogue)._stamps) | own == set(_SUBJECTS)


def test_a_question_about_what_is_no_more_has_a_stamp(tmp_path: Path) -> None:
    site = ready(rich(), tmp_path / "site")
    bare = Desk({}, dict(a_desk().settings), {}, {})
    empty = ready(bare, tmp_path / "empty")
    for sheet in site.sheets:
        for question in site.renderer.make(sheet).asked:
            assert isinstance(empty.renderer.stamp(question), bytes | str)


def test_making_a_page_twice_asks_the_same_and_gives_the_same(tmp_path: Path) -> None:
    site = ready(rich(), tmp_path / "site")
    for sheet in site.sheets:
        site.renderer.make(sheet)
    for sheet in site.sheets:
        once, again = site.renderer.make(sheet), site.renderer.make(sheet)
        assert once == again
        assert once.faults == ()


def test_pages_are_the_same_in_whatever_order_they_are_made(tmp_path: Path) -> None:
    one, other = ready(rich(), tmp_path / "one"), ready(rich(), tmp_path / "other")
    made = {sheet.address: one.renderer.make(sheet).data for sheet in one.sheets}
    assert {sheet.address: other.renderer.make(sheet).data for sheet in reversed(other.sheets)} == made


def test_a_page_whose_bytes_an_edit_changes_had_asked_what_the_edit_answers_otherwise(tmp_path: Path) -> None:
    """What a maker reads without asking would be missed by incremental builds; here it is named."""
    before = ready(rich(), tmp_path / "before")
    made = {sheet.address: (sheet, before.renderer.make(sheet)) for sheet in before.sheets}
    stamps = {question: before.renderer.stamp(question) for _, page in made.values() for question in page.asked}
    unasked, tries = [], 0
    files = files_of(rich())
    for name, edit in every_edit():
        desk = rich()
        edit(desk)
        if desk == rich():
            continue
        after = tried(desk, tmp_path / "before", files)
        files = files_of(desk)
        if after is None:
            continue
        tries += 1
        changed = {question for question, stamp in stamps.items() if after.renderer.stamp(question) != stamp}
        for sheet in after.sheets:
            old, page = made.get(sheet.address, (None, None))
            if old is None or page is None or old.basis != sheet.basis or changed & {*page.asked}:
                continue
            if after.renderer.make(sheet).data != page.data:
                unasked.append(f"{name}: {sheet.address}")
    assert unasked == []
    assert tries > 90
