"""Offices in time: in which order they are shown, and which of them somebody held when named."""

from datetime import UTC
from pathlib import Path

import pytest

from briefkit.model.moments import parse_moment
from briefkit.model.records import Role
from briefkit.views.roles import held_between, role_views, roles_in_words
from tests.sites import article, entity, make_site, topic, words


def role(title: str, start: str = "", end: str = "") -> Role:
    read = [parse_moment(date, UTC) if date else None for date in (start, end)]
    return Role(title=title, start=read[0], end=read[1])


PILOT, MASTER, CLERK = role("Pilot", "2019", "2025-06"), role("Master", "2025-07-01"), role("Clerk", "", "2018")


def test_the_latest_role_comes_first_and_one_without_dates_before_all() -> None:
    shown = role_views([CLERK, PILOT, MASTER, role("Poet")])
    assert [view.title for view in shown] == ["Poet", "Master", "Pilot", "Clerk"]


@pytest.mark.parametrize(
    "latest_first",
    [
        [role("Chair", "2010"), role("Pilot", "2019", "2025"), role("Envoy", "2020", "2022")],
        [role("Chair", "2020"), role("Pilot", "2010")],
        [role("Chair", "2015", "2018"), role("Pilot", "", "2018")],
    ],
    ids=["by their ends", "then by their beginnings", "an open beginning last"],
)
def test_roles_stand_by_their_ends_and_then_by_their_beginnings(latest_first: list[Role]) -> None:
    for given in (latest_first, latest_first[::-1]):
        assert [view.title for view in role_views(given)] == [one.title for one in latest_first]


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("2020-01-01", "2020-01-01", "Pilot"),
        ("2025-06-30", "2025-06-30", "Pilot"),  # a month lasts to its end
        ("2025-06-30", "2025-07-01", "Pilot Master"),
        ("2025-07-01", "2031-01-01", "Master"),
        ("2018-12-31", "2018-12-31", "Clerk"),
        ("2017-01-01", "2030-01-01", "Clerk Pilot Master"),
    ],
)
def test_a_role_is_of_the_time_if_it_was_held_on_any_day_of_it(first: str, last: str, held: str) -> None:
    found = held_between([CLERK, PILOT, MASTER], parse_moment(first, UTC), parse_moment(last, UTC))
    assert [one.title for one in found] == held.split()


def test_a_role_says_when_it_was_held_as_far_as_that_is_known() -> None:
    assert roles_in_words([PILOT, MASTER, CLERK, role("Poet")]) == (
        "Pilot (2019 to June 2025); Master (from 1 July 2025); Clerk (until 2018); Poet"
    )


def test_a_briefing_tells_the_roles_that_people_had_when_its_passages_named_them(tmp_path: Path) -> None:
    roles = "roles: [{title: Pilot, from: 2019, to: 2025-06}, {title: Harbour master, from: 2025-07-01}]"
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + topic("grain", "terms: [grain]")
        + entity("orlo-venn", "Orlo Venn", "person", roles)
        + article("early", body="Orlo Venn left the quay.", date="2024-05-01")
        + article("late", body="Orlo Venn weighed grain.\n\nThe quay was empty.", date="2031-05-01"),
    )
    built = site.build()
    people = {
        name: words(built.main(f"/topics/{name}/").get_element_by_id("people").getparent())
        for name in ("ports", "grain")
    }
    assert "Pilot" in people["ports"]
    assert "Harbour master" not in people["ports"]
    assert "Harbour master" in people["grain"]
    assert "Pilot" not in people["grain"]
