"""The timeline as CSV and JSON."""

import csv
import json
from pathlib import Path

import pytest

from tests.sites import Built, article, make_site, topic

DESK = (
    topic("ports")
    + topic("grain")
    + article(
        "fair",
        """
        topics: [ports, grain]
        events:
          - {date: 2031-09-01, end: 2031-09-03, title: 'The "great" fair, with grain'}
          - {date: 2030-05, title: "=HYPERLINK(1)"}
          - {date: 2031-06-30T10:00:00+09:00, title: "-1 below", topics: [ports]}
        """,
        "Words.",
        title="@desk",
    )
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return make_site(tmp_path_factory.mktemp("data"), DESK).build(base_url="https://brief.example/briefing/")


def rows(built: Built) -> list[dict[str, str]]:
    return list(csv.DictReader(built.text("/timeline.csv").splitlines()))


def test_the_csv_has_a_row_for_each_event_earliest_first(built: Built) -> None:
    assert [(row["date"], row["end"]) for row in rows(built)] == [
        ("2030-05", ""),
        ("2031-06-30T01:00:00+00:00", ""),
        ("2031-09-01", "2031-09-03"),
    ]
    assert rows(built)[2]["title"] == 'The "great" fair, with grain'
    assert [row["topics"] for row in rows(built)] == ["grain ports", "ports", "grain ports"]
    assert {row["url"] for row in rows(built)} == {"https://brief.example/briefing/articles/fair/"}


def test_the_csv_has_lines_as_the_standard_wants_them(built: Built) -> None:
    data = built.data("/timeline.csv")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == 4


def test_no_cell_of_the_csv_is_a_formula(built: Built) -> None:
    assert [row["title"] for row in rows(built)][:2] == ["'=HYPERLINK(1)", "'-1 below"]
    assert {row["report"] for row in rows(built)} == {"'@desk"}
    assert not [cell for row in rows(built) for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]


def test_the_json_tells_the_same_word_for_word(built: Built) -> None:
    told = json.loads(built.data("/timeline.json"))
    assert told["home_page_url"] == "https://brief.example/briefing/"
    assert [event["title"] for event in told["events"]] == [
        "=HYPERLINK(1)",
        "-1 below",
        'The "great" fair, with grain',
    ]
    assert told["events"][2] == {
        "date": "2031-09-01",
        "end": "2031-09-03",
        "title": 'The "great" fair, with grain',
        "topics": ["grain", "ports"],
        "report": {
            "title": "@desk",
            "url": "https://brief.example/briefing/articles/fair/",
            "published": "2031-04-02",
        },
    }


def test_without_events_there_are_no_files(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", body="Words.")).build()
    assert not built.has("/timeline.csv")
    assert not built.has("/timeline.json")


@pytest.mark.parametrize("begun", ["=1+1", "+1", "-1", "@x", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x"])
def test_no_cell_begins_as_a_formula_does(tmp_path: Path, begun: str) -> None:
    front = f"events: [{{date: 2031-07-01, title: '{begun}'}}]"
    data = make_site(tmp_path, article("a", front, "Words.", title=begun)).build().text("/timeline.csv")
    (_, row) = csv.reader(data.splitlines())
    assert (row[2], row[4]) == (f"'{begun}", f"'{begun}")
