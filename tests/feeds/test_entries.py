"""Which reports a feed carries: the newest, and those that a material correction brings back."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from tests.feeds.test_atom import ATOM
from tests.sites import BASE_URL, Built, article, entity, make_site, topic, words

HEAD = (
    "-- site.yaml --\ntitle: Desk\nfeeds: {limit: 2}\n"
    + topic("ports", "terms: [quay]")
    + entity("orlo", "Orlo Venn")
)
NEWER = "".join(article(f"r{n}", body="Orlo Venn on a quay.", date=f"2031-04-0{n}") for n in (2, 3, 4))
FEEDS = ["/feed.xml", "/topics/ports/feed.xml", "/entities/orlo/feed.xml"]


def old(note: str) -> str:
    return article("old", f"corrections: [{note}]", "Orlo Venn on an old quay.", "2029-04-01")


def carried(built: Built, address: str) -> list[str]:
    entries = etree.fromstring(built.data(address)).findall(f"{ATOM}entry")
    return [entry.find(f"{ATOM}link").get("href").split("/")[-2] for entry in entries]


def first(built: Built, address: str) -> html.HtmlElement:
    entry = etree.fromstring(built.data(address)).find(f"{ATOM}entry")
    return html.fragment_fromstring(entry.findtext(f"{ATOM}content"), create_parent="div")


def test_a_material_correction_brings_an_old_report_back_with_its_note(tmp_path: Path) -> None:
    site = make_site(tmp_path, HEAD + NEWER + old("{date: 2031-05-01, note: It was <b>closed</b>., material: true}"))
    built = site.build()
    for address in FEEDS:
        assert carried(built, address) == ["old", "r4"], address
        assert words(first(built, address)[0]) == "Correction of 1 May 2031: It was <b>closed</b>."
        assert etree.fromstring(built.data(address)).findtext(f"{ATOM}updated").startswith("2031-05-01")


def test_a_correction_that_is_not_material_does_not(tmp_path: Path) -> None:
    built = make_site(tmp_path, HEAD + NEWER + old("{date: 2031-05-01, note: A comma.}")).build()
    assert [carried(built, address) for address in FEEDS] == [["r4", "r3"]] * 3


def test_material_corrections_stand_before_a_report_newest_first_and_others_do_not(tmp_path: Path) -> None:
    notes = (
        "{date: 2031-05-01, note: First., material: true}, {date: 2031-05-20, note: Second., material: true}, "
        "{date: 2031-05-10, note: Between., material: true}, {date: 2031-05-15, note: A comma.}"
    )
    built = make_site(tmp_path, HEAD + old(notes)).build()
    for address in FEEDS:
        told = [words(element) for element in first(built, address) if words(element).startswith("Correction")]
        assert told == [
            "Correction of 20 May 2031: Second.",
            "Correction of 10 May 2031: Between.",
            "Correction of 1 May 2031: First.",
        ]


@pytest.mark.parametrize(
    ("front", "body", "said"),
    [
        ("summary: '1 < 2 <b>&amp;</b>'", "Words.", "1 < 2 <b>&amp;</b>"),
        ("", "Words <b>&amp;</b> 3 &lt; 4.", "Words & 3 < 4."),
        ("", "## A heading", 'A <i>title</i> & "more"'),
    ],
    ids=["a summary", "the first passage", "nothing but a title"],
)
def test_in_short_a_report_is_its_summary_word_for_word(tmp_path: Path, front: str, body: str, said: str) -> None:
    site = make_site(tmp_path, HEAD + article("a", front, body, title='A <i>title</i> & "more"'))
    assert words(first(site.build(), "/feed.xml")) == said


def test_a_quotation_names_its_source_word_for_word(tmp_path: Path) -> None:
    report = article("a", "source: 'Venn & <b>Sons</b>'", "A quay.")
    built = make_site(tmp_path, HEAD + report).build()
    quotation, source = first(built, "/topics/ports/feed.xml")
    assert words(quotation) == "A quay."
    assert "Venn & <b>Sons</b>" in words(source)


def test_a_correction_still_to_come_brings_the_report_back_on_its_day(tmp_path: Path) -> None:
    site = make_site(tmp_path, HEAD + NEWER + old("{date: 2031-07-01, note: It was closed., material: true}"))
    assert carried(site.build(), "/feed.xml") == ["r4", "r3"]
    later = site.build(now=datetime(2031, 7, 2, tzinfo=UTC))
    assert carried(later, "/feed.xml") == ["old", "r4"]
    assert {"/feed.xml", "/feed.json", "/topics/ports/feed.xml"} <= set(later.outcome.made)


def test_a_picture_in_a_feed_is_the_widest_alone_with_its_full_address(tmp_path: Path) -> None:
    full = "-- site.yaml --\ntitle: Varnholt Desk\nfeeds: {full_text: true}\n"
    site = make_site(tmp_path, full + article("a", body="![A quay](quay.png)"))
    data = BytesIO()
    Image.new("RGB", (700, 4)).save(data, "PNG")
    site.write_bytes("content/articles/quay.png", data.getvalue())
    built = site.build()
    assert built.main("/articles/a/").cssselect("img[srcset]")
    (image,) = first(built, "/feed.xml").cssselect("img")
    assert image.get("srcset") is None
    assert built.has(f"/{image.get('src').removeprefix(BASE_URL)}")
