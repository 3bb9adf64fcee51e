"""Reports as plain values, and the same again."""

import marshal

import pytest
from hypothesis import given

from briefkit.disk.plain import (
    as_leaf,
    from_leaf,
    issues_from,
    plain_issues,
    plain_report,
    plain_text,
    report_from,
    text_from,
)
from briefkit.markdown.body import read_body
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, Place, advice
from briefkit.model.names import Slug
from briefkit.model.records import ArticleRecord, Correction, Credit, Event, Picture
from briefkit.stages.place import Vocabulary, place
from tests.model.examples import article, day, entity, topic
from tests.strategies import markdown

VOCABULARY = Vocabulary((topic("ports", "quay"),), (entity("Orlo Venn", "Venn"),), Links("https://brief.example/"))


def kept(value: object) -> object:
    """What marshal makes of `value`."""
    return marshal.loads(marshal.dumps(value))


@pytest.mark.parametrize(
    "report",
    [
        article("bare"),
        article("dated", date="2026-02-24T10:00:00+05:30", updated=day("2026-03-01"), expires=day("2027")),
        article("sourced", source=Credit(name="Quillon Wire", byline="O. Venn", retrieved=day("2026-02-25"))),
        article("shown", image=Picture(src="a.png", alt="A quay"), series="Tides", lang="he", autolink=False),
        article("eventful", events=(Event(date=day("2026-05"), title="Fair", topics=(Slug("ports"),)),)),
        article("corrected", corrections=(Correction(date=day("2026-02-26"), note="A name", material=True),)),
        article("linking", "See [it](other.md#p-12345678), [that](x.md) and ![a](b.png).", aliases=("/old/",)),
    ],
    ids=lambda report: report.slug,
)
def test_a_report_comes_back(report: ArticleRecord) -> None:
    record = place(report, VOCABULARY).record
    assert report_from(kept(plain_report(record))) == record


@given(markdown)
def test_words_and_links_come_back_as_they_were(text: str) -> None:
    body, _ = read_body(f"Orlo Venn on the quay.\n\n{text}", "content/articles/x.md", 1)
    reading = place(article("x")._replace(body=body), VOCABULARY)
    assert text_from(kept(plain_text(reading.text))) == reading.text
    assert from_leaf(as_leaf(reading.record, reading.outline.written)) == (reading.record, reading.outline.written)


def test_issues_come_back_as_they_were() -> None:
    issues = (
        Issue("link-resolves", "nothing", Place("a.md", 2, 3), "look"),
        advice("x-is-y", "perhaps", Place("b.md")),
    )
    assert issues_from(kept(plain_issues(issues))) == issues
