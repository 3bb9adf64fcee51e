"""What a build leaves to the next: nothing of the site is passed over."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from briefkit.disk.files import digest
from briefkit.disk.source import survey
from briefkit.disk.state import CachedReport, State
from briefkit.disk.up_to_date import look, sources_below
from briefkit.model.liveness import Clock
from briefkit.model.snapshot import Stat
from briefkit.pipeline import prepare, settings_of
from briefkit.request import Stopwatch
from briefkit.steps.read import Library
from briefkit.steps.remember import changes_since, opened_cache, standing, surroundings
from briefkit.steps.shelf import Shelf
from tests.model.examples import article as article_of
from tests.model.examples import filed
from tests.sites import Site, article, make_site, topic

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DESK = topic("ports", "terms: [quay]") + article("a", "", "The quay.") + "-- content/stray.md --\nNot read.\n"


def desk(folder: Path) -> Site:
    site = make_site(folder, DESK)
    site.write_bytes("content/static/robots/own.txt", b"x")
    site.write_bytes("content/media/quay.png", b"no picture")
    return site


def test_every_source_that_a_look_finds_is_noted_as_it_stood(tmp_path: Path) -> None:
    site = desk(tmp_path)
    for path in site.root.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))  # else they would count as not yet settled
    request = site.request()
    settings, _, as_read = settings_of(request)
    with opened_cache(site.root, settings) as cache:
        prepared = prepare(request, settings, cache, State(), Stopwatch())
    as_read |= {f"templates/{name}": digest(data) for name, data in prepared.templates.items()}
    noted = standing(prepared.library, prepared.found, as_read, looked_at=2**63)
    seen = sources_below(str(site.root))
    assert {path: (written, size) for path, (written, size, _) in noted.items()} == seen
    read = [path for path, (_, _, sum_of) in noted.items() if sum_of == digest((site.root / path).read_bytes())]
    assert {path for path in seen if path not in read} == {
        "content/stray.md",
        "content/static/robots/own.txt",
        "content/media/quay.png",
    }


def test_surroundings_are_others_once_anything_but_a_report_is(tmp_path: Path) -> None:
    site = desk(tmp_path)

    def now(drafts: bool = False) -> bytes:
        request = site.request()
        settings = settings_of(request)[0]
        with opened_cache(site.root, settings) as cache:
            library = prepare(request, settings, cache, State(), Stopwatch()).library
            return surroundings(library, {}, survey(look(str(site.root))), drafts)

    first = now()
    site.write(article("a", "", "Another quay.") + article("b", "", "A pier."))
    assert now() == first
    assert now(drafts=True) != first
    site.write(topic("ports", "terms: [pier]"))
    second = now()
    assert second != first
    site.write_bytes("content/media/pier.png", b"no picture")
    assert now() != second


def test_where_no_cache_can_be_written_nothing_is_left_behind(tmp_path: Path) -> None:
    site = desk(tmp_path)
    site.write_bytes(".cache/somebody.txt", b"not ours")
    with opened_cache(site.root, settings_of(site.request())[0]) as cache:
        folder = cache.folder
        assert folder.is_dir()
    assert not folder.exists()
    assert [path.name for path in (site.root / ".cache").iterdir()] == ["somebody.txt"]


def test_where_there_is_no_site_nothing_is_left_behind(tmp_path: Path) -> None:
    site = desk(tmp_path)
    shutil.rmtree(site.root)
    site.root.mkdir()
    assert site.try_build().rules == [issue.rule for issue in site.check()] == ["site-is-described"]
    assert not list(site.root.iterdir())


# --- which reports changed since ---


def kept(slug: str, made_of: bytes = b"bytes", written: int = 1) -> CachedReport:
    return CachedReport(Stat(written, 9), made_of, b"words", filed(article_of(slug)).facts)


A, B = kept("a"), kept("b")


def changed(
    before: list[CachedReport], now: list[CachedReport], around: bytes = b"same", ticks: int = 5
) -> list[str] | None:
    """The slugs that changed since a state that held for the instants 3 to 7."""
    old, new = ({one.facts.path: one for one in reports} for reports in (before, now))
    state = State(reports=old, surroundings=b"same", instants=(3, 7))
    library = Library({}, new, cast(Shelf, None), ())
    changes = changes_since(state, library, around, Clock(EPOCH + timedelta(microseconds=ticks)))
    return None if changes is None else sorted(changes.slugs)


@pytest.mark.parametrize(
    ("before", "now", "slugs"),
    [
        ([A, B], [A, B], []),
        ([A, B], [A, kept("b", b"others")], ["b"]),
        ([A, B], [A, kept("b", written=2)], []),
        ([A], [A, B], ["b"]),
        ([A, B], [A], ["b"]),
        ([A, B], [A, kept("b", b"")], ["b"]),
        ([A, kept("b", b"")], [A, kept("b", b"")], ["b"]),
    ],
    ids=["nothing", "other bytes", "touched", "new", "gone", "unreadable now", "unreadable still"],
)
def test_reports_that_came_went_or_have_other_bytes_have_changed(
    before: list[CachedReport], now: list[CachedReport], slugs: list[str]
) -> None:
    assert changed(before, now) == slugs


def test_where_other_things_changed_or_the_time_has_come_more_than_reports_may_have() -> None:
    assert changed([A], [A], around=b"others") is None
    assert [changed([A], [A], ticks=ticks) for ticks in (2, 3, 6, 7)] == [None, [], [], None]
