"""Kinship between reports: older ones only."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.related import RECENT, SHOWN, Named, Relating, named
from briefkit.model.moments import ticks_of
from briefkit.model.names import Slug
from tests.model.examples import article, filed


def report(slug: str, day: int, *names: str) -> Named:
    return Named(Slug(slug), ticks_of(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)), names)


Kinship = dict[Slug, tuple[Slug, ...]]


def kin_of(reports: Sequence[Named], known: Kinship | None = None, changed: Collection[Named] = ()) -> Kinship:
    """Who is kin to whom, found in pieces of three."""
    relating = Relating(reports, known or {}, changed)
    count = len(relating.due)
    return relating.kinship([relating.nearest(range(start, min(start + 3, count))) for start in range(0, count, 3)])


def test_reports_that_share_a_name_are_kin_and_only_the_newer_one_says_so() -> None:
    assert kin_of([report("a", 1, "x"), report("b", 2, "x"), report("c", 3, "y")]) == {
        "a": (),
        "b": ("a",),
        "c": (),
    }


def test_a_rare_name_weighs_more_than_a_common_one() -> None:
    older = [report("a", 1, "common"), report("b", 2, "common"), report("c", 3, "common"), report("r", 0, "rare")]
    found = kin_of([*in_order(older), report("new", 9, "common", "rare")])
    assert found["new"][0] == "r"


def test_two_rare_names_weigh_more_than_one() -> None:
    older = [report("both", 1, "x", "y"), report("one", 2, "x"), report("other", 3, "y")]
    assert kin_of([*older, report("new", 9, "x", "y")])["new"][0] == "both"


def test_equal_kin_stand_by_the_nearest_date_then_by_slug() -> None:
    older = [report("z", 1, "x"), report("b", 3, "x"), report("a", 3, "x"), report("c", 2, "x")]
    found = kin_of([*in_order(older), report("new", 9, "x")])
    assert found["new"] == ("a", "b", "c", "z")


def test_only_the_nearest_kin_are_shown() -> None:
    older = [report(f"r{n}", n, "x") for n in range(SHOWN + 3)]
    found = kin_of([*older, report("new", 99, "x")])
    assert found["new"] == tuple(f"r{n}" for n in range(SHOWN + 2, 2, -1))


def test_a_report_of_the_same_instant_is_not_older() -> None:
    found = kin_of([report("b", 1, "x"), report("a", 1, "x")])
    assert found == {"a": (), "b": ()}


def test_every_report_is_told_of_and_none_is_its_own_kin() -> None:
    reports = [report(f"r{n:03}", n, "x", f"y{n % 7}") for n in range(RECENT * 2)]
    found = kin_of(reports)
    assert set(found) == {slug for slug, _, _ in reports}
    assert all(slug not in kin and len(set(kin)) == len(kin) <= SHOWN for slug, kin in found.items())


days = st.lists(st.tuples(st.integers(0, 6), st.sets(st.sampled_from("uvwxyz"), max_size=4)), max_size=14)


def made(given_days: list[tuple[int, set[str]]]) -> list[Named]:
    return in_order([report(f"r{n:02}", day, *sorted(names)) for n, (day, names) in enumerate(given_days)])


def in_order(reports: Iterable[Named]) -> list[Named]:
    """Reports as the site hands them over: oldest first, those of one instant with the last slug first."""
    return sorted(sorted(reports, reverse=True), key=lambda one: one.at)


@given(days)
def test_kin_are_older_and_share_a_name(given_days: list[tuple[int, set[str]]]) -> None:
    reports = made(given_days)
    known = {slug: (date, set(names)) for slug, date, names in reports}
    for slug, kin in kin_of(reports).items():
        assert all(known[older][0] < known[slug][0] and known[older][1] & known[slug][1] for older in kin)


@given(days, st.sets(st.sampled_from("uvwxyz"), max_size=4), st.sampled_from(["a", "r05x", "z"]))
def test_a_new_report_changes_no_list_but_its_own(
    given_days: list[tuple[int, set[str]]], names: set[str], slug: str
) -> None:
    """Newest of all it may still stand before others of its day in the order of slugs."""
    reports = made(given_days)
    latest = max((day for day, _ in given_days), default=0)
    added = in_order([*reports, report(slug, latest, *sorted(names))])
    after = kin_of(added)
    del after[Slug(slug)]
    assert after == kin_of(reports)


SITES = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 5), st.sets(st.sampled_from("uvwxyz"))))


@given(SITES, SITES)
def test_what_was_found_before_is_of_use_and_never_wrong(
    before: dict[str, tuple[int, set[str]]], after: dict[str, tuple[int, set[str]]]
) -> None:
    earlier, later = (
        in_order([report(slug, day, *sorted(names)) for slug, (day, names) in site.items()])
        for site in (before, after)
    )
    changed = {*earlier} ^ {*later}
    assert kin_of(later, kin_of(earlier), changed) == kin_of(later)


@given(st.lists(st.tuples(st.integers(0, 9), st.lists(st.sampled_from("stuvwxyz"), unique=True)), max_size=40))
def test_the_nearest_kin_are_those_that_weigh_most_of_all(given_days: list[tuple[int, list[str]]]) -> None:
    """In whatever order a report has its names. The limits are small, so that a few reports reach them."""
    reports = in_order([report(f"r{n:02}", day, *names) for n, (day, names) in enumerate(given_days)])
    with pytest.MonkeyPatch.context() as patch:
        for limit, small in {"RARE_NAMES": 3, "RECENT": 4, "SHOWN": 2}.items():
            patch.setattr(f"briefkit.linking.related.{limit}", small)
        found = kin_of(reports)
    for one in reports:
        older = {name: [o for o in reports if o.at < one.at and name in o.names] for name in one.names}
        rarest = sorted((name for name in one.names if older[name]), key=lambda name: (len(older[name]), name))
        weights = Counter[Named]()
        for name in rarest[:3]:
            for other in older[name][-4:]:
                weights[other] += 1 / len(older[name])  # type: ignore[assignment]
        best = sorted(weights, key=lambda other: (-weights[other], -other.at, other.slug))
        assert found[one.slug] == tuple(other.slug for other in best[:2])


def test_an_entity_and_topics_make_kin_each_by_itself() -> None:
    """An entity may be called as a topic is."""
    names = (("ports", "grain"), ("ports",)), (("grain",), ()), ((), ("ports",))
    told = [
        set(named(filed(article("x", topics=topics, entities=entities)).facts).names) for topics, entities in names
    ]
    assert len(told[0]) == 3
    assert told[1] < told[0]
    assert told[2] < told[0]
    assert not told[1] & told[2]
