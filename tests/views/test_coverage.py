"""How coverage grew: the chart, and the same in a table."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.views.coverage import MOST_BARS, Coverage, coverage_of
from tests.sites import article, make_site, topic, words

MONTHS = st.dictionaries(st.integers(1970 * 12, 2040 * 12), st.integers(1, 500), min_size=3).map(
    lambda counts: sorted(counts.items())
)


def made(*months: tuple[int, int]) -> Coverage:
    coverage = coverage_of(months)
    assert coverage is not None
    return coverage


def heights(coverage: Coverage) -> list[int]:
    return [int(height) for height in re.findall(r"v-(\d+)", coverage.bars)]


@pytest.mark.parametrize(
    ("months", "unit", "periods"),
    [
        (
            [(2031 * 12, 2), (2031 * 12 + 2, 1), (2031 * 12 + 3, 1)],
            "month",
            [("January 2031", 2), ("February 2031", 0), ("March 2031", 1)],
        ),
        (
            [(2025 * 12 + 11, 1), (2031 * 12, 4), (2031 * 12 + 1, 4)],
            "quarter",
            [("Oct–Dec 2025", 1), ("Jan–Mar 2026", 0)],
        ),
        ([(2011 * 12, 1), (2011 * 12 + 5, 2), (2031 * 12, 4)], "year", [("2011", 3), ("2012", 0)]),
    ],
)
def test_a_list_is_counted_by_the_shortest_unit_that_has_room(
    months: list[tuple[int, int]], unit: str, periods: list[tuple[str, int]]
) -> None:
    coverage = made(*months)
    assert coverage.unit == unit
    assert list(coverage.periods[: len(periods)]) == periods


@pytest.mark.parametrize(
    ("months_apart", "unit"),
    [
        (MOST_BARS - 1, "month"),
        (MOST_BARS, "quarter"),
        (3 * MOST_BARS - 1, "quarter"),
        (3 * MOST_BARS, "year"),
        (12 * MOST_BARS, "year"),
    ],
)
def test_a_unit_is_taken_as_long_as_its_bars_have_room(months_apart: int, unit: str) -> None:
    first = 2000 * 12
    assert made((first, 1), (first + 1, 1), (first + months_apart, 1)).unit == unit


def test_each_bar_stands_in_the_place_of_its_period() -> None:
    coverage = made((2031 * 12, 2), (2031 * 12 + 2, 1), (2031 * 12 + 3, 2))
    assert coverage.bars == "M0 60v-60h3V60M8 60v-30h3V60M12 60v-60h3V60"
    assert coverage.width == 4 * 4
    assert coverage.highest == ("January 2031", 2), "the first, where several are"


@given(MONTHS)
def test_every_report_is_counted_once_and_no_period_is_left_out(months: list[tuple[int, int]]) -> None:
    coverage = made(*months)
    assert sum(period.reports for period in coverage.periods) == sum(count for _, count in months)
    assert len({period.words for period in coverage.periods}) == len(coverage.periods)
    assert len(coverage.periods) <= max(MOST_BARS, (months[-1][0] - months[0][0]) // 12 + 2)


@given(MONTHS)
def test_a_bar_is_as_high_as_its_share_of_the_highest(months: list[tuple[int, int]]) -> None:
    coverage = made(*months)
    counts = [period.reports for period in coverage.periods if period.reports]
    wanted = [max(1, round(count * coverage.height / max(counts))) for count in counts]
    assert heights(coverage) == wanted
    assert max(heights(coverage)) == coverage.height


@pytest.mark.parametrize("months", [[], [(2031 * 12, 9)], [(2030 * 12, 9), (2031 * 12, 9)]])
def test_two_months_are_no_growth(months: list[tuple[int, int]]) -> None:
    assert coverage_of(months) is None


def test_a_briefing_shows_its_coverage_as_a_chart_with_words_and_as_a_table(tmp_path: Path) -> None:
    reports = "".join(article(f"r{n}", body=f"Quay {n}.", date=f"2031-0{n}-01") for n in (1, 2, 4))
    built = make_site(tmp_path, topic("ports", "terms: [quay]") + topic("grain") + reports).build()
    section = built.main("/topics/ports/").get_element_by_id("coverage").getparent()
    (chart,) = section.cssselect("svg[role=img]")
    assert {"January", "April"} <= set(chart.get("aria-label").split())
    rows = [[words(cell) for cell in row.cssselect("th, td")] for row in section.cssselect("tbody tr")]
    assert rows == [["January 2031", "1"], ["February 2031", "1"], ["March 2031", "0"], ["April 2031", "1"]]
    assert built.main("/topics/grain/").cssselect("#coverage") == []
