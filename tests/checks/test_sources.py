"""A source's page needs a slug."""

import pytest

from briefkit.checks.sources import check_sources
from briefkit.model.names import Slug
from briefkit.model.records import Credit, Origin
from tests.model.examples import article, content, source


@pytest.mark.parametrize(
    ("name", "registered", "told"),
    [
        ("!!!", (), [("source-name-has-letters", "a.md", 4, 9)]),
        ("!!!", ("!!!",), []),
        ("Harbour Wire", (), []),
        ("समाचार", (), []),
    ],
)
def test_a_source_is_called_by_letters_or_digits(name: str, registered: tuple[str, ...], told: list[tuple]) -> None:
    report = article("a", source=Credit(name=name), origin=Origin("a.md", {("source",): (4, 9)}))
    everything = content(report, *(source(known, slug=Slug("bang")) for known in registered))
    assert [(issue.rule, *issue.place) for issue in check_sources(everything)] == told


def test_a_report_without_a_source_needs_none() -> None:
    assert list(check_sources(content(article("a")))) == []
