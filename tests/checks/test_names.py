"""A full name or alias stands for one entity only."""

import pytest

from briefkit.checks.names import check_names
from briefkit.model.issues import Place
from briefkit.model.records import Origin
from tests.model.examples import entity, source

NAMES = ("Quillon Wire", "Tarn Post", "QUILLON  WIRE")
PLACES = {("name",): (2, 7), ("aliases", 0): (3, 11), ("aliases", 1): (3, 20)}


def claims(path: str, name: str, *aliases: str, short: tuple[str, ...] = ()):
    return entity(name, *short, aliases=aliases, origin=Origin(path, PLACES))


@pytest.mark.parametrize(
    ("first", "second", "line", "column"),
    [
        (("Iron Gate",), ("Iron Gate",), 2, 7),
        (("Iron Gate", "The Gate"), ("Other", "The Gate"), 3, 11),
        (("Iron Gate", "The Gate"), ("Other", "Mine", "The Gate"), 3, 20),
        (("Iron Gate",), ("Other", "Iron Gate"), 3, 11),
        (("Iron Gate", "Other"), ("Other",), 2, 7),
        (("Iron Gate",), ("Iron  Gate",), 2, 7),
        (("O'Hara Office",), ("O’Hara Office",), 2, 7),  # linking takes them for one name
        (("Norland-Sudmark Pact",), ("Norland\u2011Sudmark Pact",), 2, 7),
    ],
)
def test_a_name_claimed_twice_is_told_at_the_second_claim_with_the_file_of_the_first(
    first: tuple[str, ...], second: tuple[str, ...], line: int, column: int
) -> None:
    (issue,) = check_names([claims("a.md", *first), claims("b.md", *second)])
    assert (issue.rule, issue.place) == ("name-is-claimed-once", Place("b.md", line, column))
    assert "a.md" in issue.message


def test_each_claim_after_the_first_is_told() -> None:
    issues = list(check_names([claims("a.md", "X"), claims("b.md", "X", "Y"), claims("c.md", "Y", "X")]))
    assert [issue.place for issue in issues] == [Place("b.md", 2, 7), Place("c.md", 2, 7), Place("c.md", 3, 11)]


def test_names_of_ones_own_may_be_equal() -> None:
    assert list(check_names([claims("a.md", "X", "X", "X"), claims("b.md", "Y", "x")])) == []


def test_a_short_name_may_have_several_claimants() -> None:
    both = [claims("a.md", "Ada Brand", short=("Brand",)), claims("b.md", "Ida Brand", short=("Brand",))]
    assert list(check_names(both)) == []
    assert list(check_names([claims("a.md", "Brand"), claims("b.md", "Ada Brand", short=("Brand",))])) == []


def test_a_source_has_its_name_alone_in_whatever_case() -> None:
    sources = [source(name, origin=Origin(f"{number}.md", PLACES)) for number, name in enumerate(NAMES)]
    assert [issue.place for issue in check_names(sources)] == [Place("2.md", 2, 7)]
