"""How the search index is cut: small shards, of dates that follow each other, and each report's own whatever came before."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.names import Slug
from briefkit.views import shards as module
from briefkit.views.shards import shards

DATES = st.builds("{}-{:02}-{:02}".format, st.integers(2029, 2031), st.integers(1, 12), st.integers(1, 28))


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FULL", 3)


def reports(dates: Iterable[str]) -> dict[Slug, str]:
    """The months of reports of these dates, which are named by them and a number, newest first."""
    named = {Slug(f"{date}.{number}"): date for number, date in enumerate(dates)}
    return {slug: date[:7] for slug, date in sorted(named.items(), key=lambda item: item[1], reverse=True)}


CUTS = {
    "a year that is not full": (["2030-01-01", "2030-07-02", "2030-12-31"], {"2030": 3}),
    "a year that is, and its halves are not": (
        ["2030-01-01", "2030-06-30", "2030-07-01", "2030-12-31"],
        {"2030-h2": 2, "2030-h1": 2},
    ),
    "a half that is full": (
        ["2030-01-01", "2030-02-01", "2030-04-01", "2030-05-01", "2030-12-31"],
        {"2030-h2": 1, "2030-q2": 2, "2030-q1": 2},
    ),
    "a quarter that is full": (
        ["2030-10-01", "2030-11-01", "2030-12-01", "2030-12-02"],
        {"2030-12": 2, "2030-11": 1, "2030-10": 1},
    ),
    "a month that is full": (["2030-03-01"] * 5, {"2030-03": 5}),
    "dates of a month or a year": (["2030", "2030-02", "2030-02-01", "2029"], {"2030": 3, "2029": 1}),
    "a full year of years": (["2030"] * 4, {"2030-01": 4}),
}


@pytest.mark.parametrize("name", CUTS)
def test_a_part_of_the_calendar_is_cut_where_it_is_full(name: str) -> None:
    dates, expected = CUTS[name]
    assert [(shard, len(slugs)) for shard, slugs in shards(reports(dates)).items()] == list(expected.items())


@given(st.lists(DATES, max_size=40))
def test_shards_hold_every_report_once_and_follow_each_other_in_time(dates: list[str]) -> None:
    found = shards(reports(dates))
    assert [slug for slugs in found.values() for slug in slugs] == [*reports(dates)]
    months = [{slug[:7] for slug in slugs} for slugs in found.values()]
    assert all(not newer & older for newer, older in zip(months, months[1:], strict=False))
    assert all(len(slugs) <= 3 for slugs, own in zip(found.values(), months, strict=True) if len(own) > 1)
    assert all({slug[:4] for slug in slugs} == {shard[:4]} for shard, slugs in found.items())


@given(st.lists(DATES, max_size=40), DATES)
def test_one_more_report_moves_others_only_out_of_a_shard_that_is_full_with_it(dates: list[str], added: str) -> None:
    before = shards(reports(dates))
    after = shards(reports([*dates, added]))
    homes = {slug: shard for shard, slugs in after.items() for slug in slugs}
    for shard, slugs in before.items():
        if any(homes[slug] != shard for slug in slugs):
            assert len(slugs) == 3
            assert shard not in after or len(after[shard]) < 3
