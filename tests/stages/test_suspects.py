"""Whom a change may concern: enough of them, and not everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefkit.disk.state import Cache, State
from briefkit.pipeline import prepare
from briefkit.request import Request, Stopwatch
from briefkit.stages.load import load_settings
from briefkit.stages.outdated import EarlierBuild
from briefkit.stages.suspects import Suspects
from tests.desks import BLOCKS, Desk, Document, a_desk, files_of, lay_out
from tests.edits import every_edit, rich
from tests.sites import BASE_URL, NOW


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 3)


def after(edit: Callable[[Desk], object], root: Path) -> Suspects | None:
    """What may be told otherwise once `edit` was made to a desk that had been published."""
    desk, files, state = a_desk(), dict[str, bytes](), State()
    for step in (lambda _: None, edit):
        step(desk)
        before, files = files, files_of(desk)
        lay_out(root, files, before)
        (root / ".cache").mkdir(exist_ok=True)
        request = Request(root, root / "output", NOW, base_url=BASE_URL, search=False, jobs=1)
        settings, _ = load_settings(files["site.yaml"], BASE_URL)
        prepared = prepare(request, settings, Cache(root / ".cache", b""), state, Stopwatch())
        assert prepared.ready is not None, prepared.issues
        state = prepared.state._replace(is_published=True)
    return prepared.ready.suspects


def words(slug: str, *blocks: str) -> Callable[[Desk], object]:
    return lambda desk: desk.documents[f"articles/{slug}.md"].blocks.__setitem__(slice(None), blocks)


def keys(slug: str, **front: str) -> Callable[[Desk], object]:
    return lambda desk: desk.documents[f"articles/{slug}.md"].front.update(front)


def test_an_edit_of_words_concerns_the_report_its_neighbours_and_its_lists(tmp_path: Path) -> None:
    found = after(words("r7", BLOCKS[22], BLOCKS[21], "More."), tmp_path)
    assert found is not None
    assert found.reports == {"r6", "r7", "r8"}
    assert {"/topics/grain/"} <= found.lists
    assert "/topics/cranes/" not in found.lists
    assert "/archive/2029/" not in found.parts


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("article r7", True),
        ("kin r8", True),
        ("quoted r7 /topics/grain/", True),
        ("article r0", False),
        ("quoted r0 /topics/ports/", False),
        ("together /topics/grain/", True),
        ("together /topics/cranes/", False),
        ("contents /archive/2031/2/", True),
        ("contents /archive/2029/", False),
        ("newest /archive/ 2", True),  # found at once: looked at always
        ("topics", True),
    ],
)
def test_only_answers_that_may_be_others_are_looked_at(tmp_path: Path, question: str, is_told: bool) -> None:
    found = after(words("r7", BLOCKS[22], BLOCKS[21], "More."), tmp_path)
    assert found is not None
    assert (found.among([question]) == [question]) is is_told


def test_a_new_title_concerns_those_that_link_to_it(tmp_path: Path) -> None:
    linking = after(lambda desk: None, tmp_path / "none")
    assert linking == Suspects(frozenset(), frozenset(), frozenset())
    found = after(keys("r0", title="Called otherwise"), tmp_path)
    links = {path.split("/")[1][:-3] for path, one in a_desk().documents.items() if "[[r0" in "".join(one.blocks)}
    assert found is not None
    assert {slug for slug in links if slug.startswith("r")} <= found.reports


@pytest.mark.parametrize("path", ["topics/ports.md", "entities/venn.md", "sources/quillon.md", "pages/about.md"])
def test_where_anything_but_a_report_is_edited_anything_may_be_told_otherwise(tmp_path: Path, path: str) -> None:
    assert after(lambda desk: desk.documents[path].blocks.append("More words."), tmp_path) is None


def test_a_report_added_concerns_its_neighbours_and_its_kin(tmp_path: Path) -> None:
    newest = Document({"title": "Newest", "date": "2031-05-30"}, ["A quay."])
    found = after(lambda desk: desk.documents.update({"articles/r9.md": newest}), tmp_path)
    assert found is not None
    assert {"r8", "r9"} <= found.reports
    assert "/topics/ports/" in found.lists


def test_whatever_an_edit_answers_otherwise_is_found_among_the_suspects(tmp_path: Path) -> None:
    """What nobody suspects is never looked at again: an incremental build would keep what it should make."""
    files, state, told, tries = dict[str, bytes](), State(), dict[str, bytes | str](), 0
    for name, edit in [("none", lambda desk: None), *every_edit()]:
        desk = rich()
        edit(desk)
        before, files = files, files_of(desk)
        lay_out(tmp_path, files, before)
        (tmp_path / ".cache").mkdir(exist_ok=True)
        request = Request(tmp_path, tmp_path / "output", NOW, base_url=BASE_URL, search=False, jobs=1)
        settings, _ = load_settings(files["site.yaml"], BASE_URL)
        prepared = prepare(request, settings, Cache(tmp_path / ".cache", b""), state, Stopwatch())
        ready = prepared.ready
        if not told:
            assert ready is not None
            state = prepared.state._replace(is_published=True)
            asked = {question for sheet in ready.sheets for question in ready.renderer.make(sheet).asked}
            told = {question: ready.renderer.stamp(question) for question in asked}
        elif ready is not None:
            tries += ready.suspects is not None
            stamp = ready.renderer.stamp
            others = {question for question, answer in told.items() if stamp(question) != answer}
            # Who stands on a part of a year is a question of its own, which each page asks that tells of them.
            needed = {
                q
                for q in others
                if not (q.startswith("contents ") and f"part {q.removeprefix('contents ')}" in others)
            }
            for suspected in (ready.suspects, None):
                found = EarlierBuild({}, told, frozenset(), stamp, suspected)
                assert needed <= found.changed <= others, name
                now = found.answers_now({question: stamp(question) for question in needed})
                for question in told.keys() - (others - needed):
                    assert found.answer(question) == stamp(question) == now[question], name
    assert tries > 60
