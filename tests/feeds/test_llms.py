"""llms.txt: a guide to the site in Markdown."""

import re
from pathlib import Path

from tests.sites import article, make_site, topic

DESK = (
    "-- site.yaml --\ntitle: Varnholt Desk\ndescription: What the desk knows.\nlatest: 2\n"
    + topic("ports", "terms: [quay]\nsummary: The bottom line.")
    + article("a", "events: [{date: 2031-09-01, title: The fair}]", "A quay.", title="A [new] quay")
    + article("b", "date_estimated: true", body="Words.", date="2031-03-01")
    + article("c", body="Words.", date="2031-02-01")
    + "-- content/pages/about.md --\n---\ntitle: About\n---\n"
)
LINK = re.compile(r"\]\((https?:[^)]+)\)")


def test_it_says_what_the_site_is_and_lists_its_briefings_and_newest_reports(tmp_path: Path) -> None:
    lines = make_site(tmp_path, DESK).build().text("/llms.txt").splitlines()
    assert lines[0] == "# Varnholt Desk"
    assert lines[2] == "> What the desk knows."
    assert "- [Ports](https://brief.example/topics/ports/): The bottom line." in lines
    assert r"- [A \[new\] quay](https://brief.example/articles/a/): 2 April 2031" in lines
    assert "- [B](https://brief.example/articles/b/): about 1 March 2031" in lines
    assert not [line for line in lines if "/articles/c/" in line]
    assert "- [About](https://brief.example/about/)" in lines
    assert [line for line in lines if line.startswith("## ")] == [
        "## Briefings",
        "## Newest reports",
        "## Pages",
        "## Data",
    ]
    assert any("`#p-`" in line for line in lines), "how to cite"
    assert any("timeline.json" in line for line in lines)


def test_of_a_site_without_any_report_it_tells_what_there_is(tmp_path: Path) -> None:
    lines = make_site(tmp_path).build().text("/llms.txt").splitlines()
    assert [line for line in lines if line.startswith(("## ", ">"))] == ["## Data"]
    assert not any("timeline" in line for line in lines)


def test_every_address_in_it_leads_to_a_file_below_the_base_path(tmp_path: Path) -> None:
    built = make_site(tmp_path, DESK).build(base_url="https://brief.example/briefing/")
    links = LINK.findall(built.text("/llms.txt"))
    assert len(links) > 8
    assert [link for link in links if not built.has(link.removeprefix("https://brief.example/briefing"))] == []


def test_it_leads_to_the_twins_where_there_are_any(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK.replace("latest: 2", "latest: 2\ntwins: true"))
    assert "https://brief.example/topics/ports/index.md" in LINK.findall(site.build().text("/llms.txt"))


def test_it_is_made_again_for_a_new_title_and_not_for_other_words(tmp_path: Path) -> None:
    site = make_site(tmp_path, DESK.replace("terms", "order: 1\nterms"))
    site.build()
    site.write(article("b", "summary: Words.", "Words.", "2031-03-01"))
    site.build()
    site.write(article("b", "summary: Words.", "Other words.", "2031-03-01"))
    assert "/llms.txt" not in site.build().outcome.made
    site.write(article("b", "summary: Words.", "Other words.", "2031-03-01", "Another title"))
    assert "/llms.txt" in site.build().outcome.made
