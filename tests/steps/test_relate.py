"""Kinship is worked out on both cores, and only where somebody came, went or moved."""

from pathlib import Path

import pytest

from briefkit.steps import relate
from tests.sites import Site, article, make_site, topic


@pytest.fixture
def site(tmp_path: Path) -> Site:
    reports = (
        article(f"r{n:02}", body=f"{'The quay' if n % 2 else 'A barge'}, day {n}.", date=f"2031-04-{n + 1:02}")
        for n in range(14)
    )
    return make_site(tmp_path, topic("ports", "terms: [quay]") + topic("rivers", "terms: [barge]") + "".join(reports))


def kinship(site: Site, jobs: int = 1, *, full: bool = False) -> relate.Kinship:
    published = site.build(jobs=jobs, full=full).outcome.site
    assert published is not None
    return published.kinship


def test_reports_are_kin_to_the_same_ones_for_any_number_of_processes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 2)
    alone = kinship(site)
    assert alone["r13"] == ("r11", "r09", "r07", "r05", "r03")  # type: ignore[index]
    assert [kinship(site, jobs, full=True) for jobs in (2, 3)] == [alone, alone]


def test_where_a_report_has_other_words_and_stands_where_it_did_nobody_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kinship(site)
    monkeypatch.delattr(relate, "Relating")
    site.write(article("r03", body="The quay, day 3, at noon.", date="2031-04-04"))
    assert kinship(site) == before


def test_where_one_came_only_those_are_asked_to_whom_it_may_be_kin(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinship(site)
    asked: list[str] = []

    class Heard(relate.Relating):
        def nearest(self, chunk: range) -> list[list[int]]:
            asked.extend(report.slug for report in self.due)
            return super().nearest(chunk)

    monkeypatch.setattr(relate, "Relating", Heard)
    site.write(article("new", body="The quay at night.", date="2031-04-11T23:00:00Z"))
    after = kinship(site)
    assert asked == ["new", "r11", "r13"]
    assert after == kinship(site, full=True)
