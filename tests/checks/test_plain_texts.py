"""Markdown where a text is plain."""

from pathlib import Path

import pytest

from tests.sites import article, entity, make_site, topic

WRITTEN = """
summary: "**Two** quays"
key_points: [One quay, "See [[quay]]"]
events: [{date: 2031-05-01, title: "The [fair](fair.md)"}]
corrections: [{date: 2031-04-03, note: "**Now** right"}]
"""


def test_markup_in_front_matter_is_advised_on_in_its_place(tmp_path: Path) -> None:
    text = (
        article("a", WRITTEN, title="A **bold** title")
        + topic("ports", 'summary: "[[a]]"\nkey_points: [{text: "**P**"}]\nquestions: [{text: "[a](a.md)?"}]')
        + entity("venn", "Orlo Venn", "person", 'summary: "**V**"')
    )
    built = make_site(tmp_path, text).build()
    assert {issue.rule for issue in built.issues} == {"markup-is-understood"}
    assert {issue.severity.value for issue in built.issues} == {"advice"}
    places = [(issue.place.path.split("/")[-1], issue.place.line) for issue in built.issues]
    assert sorted(places) == [
        *(("a.md", line) for line in (2, 4, 5, 6, 7)),
        *(("ports.md", line) for line in (3, 4, 5)),
        ("venn.md", 4),
    ]


@pytest.mark.parametrize("text", ["5 * 3 ** 2", "a_b_c", "[sic]", "[the minister] (said)", "f(x)[0]", "*"])
def test_what_is_meant_as_it_stands_is_left_alone(tmp_path: Path, text: str) -> None:
    assert make_site(tmp_path, article("a", f'summary: "{text}"')).build().issues == ()
