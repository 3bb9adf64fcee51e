"""Stamps of answers: made without opening a report. That they change with the answers is seen in test_asking.py."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefkit.disk.state import Cache, State
from briefkit.model.filed import Filed
from briefkit.pipeline import prepare, settings_of
from briefkit.request import Stopwatch
from briefkit.views.stamps import Stamps
from tests.sites import article, make_site, topic


def test_what_is_told_of_reports_is_stamped_without_opening_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = "".join(article(f"r{n}", body=f"Quay {n}.", date=f"2031-04-{n + 1:02}") for n in range(4))
    site = make_site(
        tmp_path, "-- site.yaml --\ntitle: Desk\nlatest: 2\n" + topic("ports", "terms: [quay]") + reports
    )
    request = site.request()
    cache = Cache(tmp_path, b"")
    prepared = prepare(request, settings_of(request)[0], cache, State(), Stopwatch())
    assert prepared.ready is not None
    stamps = Stamps(prepared.ready.catalogue)
    monkeypatch.setattr(Filed, "record", property(lambda _: pytest.fail("opened")))
    monkeypatch.setattr(Filed, "written", property(lambda _: pytest.fail("opened")))
    part = next(iter(prepared.ready.catalogue.parts["/topics/ports/"]))
    for question in (
        *("line r1", "front r1", "article r1", "kin r1", "quoted r1 /topics/ports/", "live r1"),
        *(
            f"contents {part}",
            f"part {part}",
            "together /topics/ports/",
            "named /topics/ports/",
            "months /topics/ports/",
        ),
        *(
            "newest /archive/ 2",
            "entering /topics/ports/ 2",
            "outlets /topics/ports/",
            "events ports",
            "corrections ",
        ),
    ):
        assert isinstance(stamps.of(question), bytes | str)


def test_which_events_lie_ahead_is_another_from_the_instant_on_at_which_one_ends(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, article("a", "events: [{date: 2031-06-01, title: Fair}, {date: 2031-07, title: Vote}]")
    )

    def stamp(now: datetime) -> bytes | str:
        request = site.request(now=now)
        prepared = prepare(request, settings_of(request)[0], Cache(tmp_path, b""), State(), Stopwatch())
        assert prepared.ready is not None
        return Stamps(prepared.ready.catalogue).of("ahead a")

    tick = timedelta(microseconds=1)
    fair_is_over, vote_is_over = datetime(2031, 6, 2, tzinfo=UTC), datetime(2031, 8, 1, tzinfo=UTC)
    before, between, after = stamp(fair_is_over - tick), stamp(fair_is_over), stamp(vote_is_over)
    assert stamp(vote_is_over - tick) == between
    assert len({before, between, after}) == 3
