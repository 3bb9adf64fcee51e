"""What is live: one answer for pages, lists, feeds, sitemap, media and search."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.sites import Built, Site, article, entity, hrefs, make_site, topic

# Every word of the hidden reports that a reader could come across is made of these.
SECRET = "Zyxolith"

HIDDEN = {
    "draft": article("draft-{s}", "status: draft\n{more}", "{body}", title="{S} draft"),
    "future": article("future-{s}", "{more}", "{body}", date="2031-06-02", title="{S} ahead"),
    "expired": article("expired-{s}", "expires: 2031-05-01\n{more}", "{body}", title="Withdrawn harbour story"),
}
MORE = """
source: {S} Wire
authors: [{S} Author]
summary: "{S} summary"
topics: [ports]
aliases: [/old/{s}/]
image: {{src: {s}.png, alt: "{S} picture"}}
events: [{{date: 2031-05-20, title: "{S} fair"}}]
key_points: ["{S} point"]
corrections: [{{date: {day}, note: "{S} note", material: true}}]
"""
BODY = "{S} is named beside Orlo Venn at the harbour. ![{S}]({s}.png)\n\n{S} again, see [the other](open.md)."


def desk(folder: Path, standing: str) -> Site:
    """A site with an open report and one that must not be seen, full of secret words."""

    def filled(text: str) -> str:
        return text.replace("{S}", SECRET).replace("{s}", SECRET.lower()).replace("{{", "{").replace("}}", "}")

    corrected = "2031-06-03" if standing == "future" else "2031-05-02"  # no report is corrected before it appears
    more = MORE.strip().replace("{day}", corrected)
    hidden = HIDDEN[standing].replace("{more}", more).replace("{body}", BODY)
    site = make_site(
        folder,
        article("open", body="Orlo Venn opened the harbour.", title="Open harbour")
        + topic("ports", "terms: [harbour]")
        + entity("orlo-venn", "Orlo Venn", "person")
        + filled(hidden),
    )
    picture = site.root / f"content/media/{SECRET.lower()}.png"
    picture.parent.mkdir(exist_ok=True)
    Image.new("RGB", (8, 6), "teal").save(picture)
    return site


def leaks(built: Built) -> list[str]:
    """Files whose name or content tells of the hidden report."""
    found = [
        name
        for name, data in built.files().items()
        if SECRET.lower() in name.lower() or SECRET.lower() in data.decode("utf-8", "replace").lower()
    ]
    return found + [url for url, page in built.indexed().items() if SECRET.lower() in str(page).lower()]


@pytest.mark.parametrize("standing", ["draft", "future"])
def test_a_hidden_report_leaves_no_trace_in_any_file(tmp_path: Path, standing: str) -> None:
    built = desk(tmp_path, standing).build(search=True)
    assert leaks(built) == []
    assert list(built.indexed()) == ["/articles/open/"]
    assert built.broken_links() == []


@pytest.mark.parametrize("standing", ["draft", "future", "expired"])
def test_a_hidden_report_stands_on_no_list_of_what_it_speaks_to(tmp_path: Path, standing: str) -> None:
    built = desk(tmp_path, standing).build()
    for address in ("/", "/topics/ports/", "/entities/orlo-venn/", "/archive/"):
        assert {link for link in hrefs(built.main(address)) if "/articles/" in link} <= {
            "/articles/open/",
            *(quotation.cite for quotation in built.quotations(address) if "/articles/open/" in quotation.cite),
        }
        assert SECRET not in built.text(address)


def test_an_expired_report_keeps_a_stub_and_nothing_else(tmp_path: Path) -> None:
    built = desk(tmp_path, "expired").build(search=True)
    slug = f"expired-{SECRET.lower()}"
    stub = built.page(f"/articles/{slug}/")
    assert {time.get("datetime") for time in stub.cssselect("main time")} == {"2031-04-02", "2031-05-01"}
    assert stub.cssselect("meta[name=robots]")[0].get("content") == "noindex"
    # Only the stub itself and the redirect from its old address still know the slug.
    knowing = {name for name, data in built.files().items() if slug.encode() in data or slug in name}
    assert knowing == {f"articles/{slug}/index.html", f"old/{SECRET.lower()}/index.html"}
    assert "Zyxolith is named" not in built.text(f"/articles/{slug}/")
    assert list(built.indexed()) == ["/articles/open/"]
    assert not (built.folder / "media").exists()


@pytest.mark.parametrize("standing", ["draft", "future"])
def test_drafts_are_shown_with_a_badge_when_asked_for(tmp_path: Path, standing: str) -> None:
    site = desk(tmp_path, standing)
    built = site.build(drafts=True)
    slug = f"{standing}-{SECRET.lower()}"
    for address in (f"/articles/{slug}/", "/", "/topics/ports/", "/entities/orlo-venn/", "/archive/"):
        badges = [badge.text_content() for badge in built.main(address).cssselect(".stamp .badge, .newest .badge")]
        assert badges == [standing], address
    assert f"/articles/{slug}/" in hrefs(built.main("/archive/"))
    assert built.broken_links() == []


def test_an_expired_report_stays_withdrawn_even_among_drafts(tmp_path: Path) -> None:
    built = desk(tmp_path, "expired").build(drafts=True)
    assert not built.main("/archive/").cssselect(f"a[href*={SECRET.lower()}]")


def test_a_report_appears_when_its_hour_comes_and_goes_when_it_expires(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "-- site.yaml --\ntitle: Varnholt Desk\ntimezone: Asia/Tokyo\n"
        + article("timed", "expires: 2031-06-03", "A harbour.", date="2031-06-02T09:00:00"),
    )
    # Tokyo is nine hours ahead of UTC: the report is due at midnight UTC, and gone at 15:00 UTC.
    moments = {
        datetime(2031, 6, 1, 23, 59, 59, tzinfo=UTC): (False, False),
        datetime(2031, 6, 2, 0, 0, tzinfo=UTC): (True, True),
        datetime(2031, 6, 2, 14, 59, 59, tzinfo=UTC): (True, True),
        datetime(2031, 6, 2, 15, 0, tzinfo=UTC): (True, False),
    }
    for now, expected in moments.items():
        built = site.build(now=now)
        listed = "/articles/timed/" in hrefs(built.main("/archive/"))
        assert (built.has("/articles/timed/"), listed) == expected, now


def test_a_day_given_as_the_clock_means_its_end(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("evening", body="A harbour.", date="2031-05-10T22:15:00"))
    assert not site.build(as_of="2031-05-09").has("/articles/evening/")
    assert site.build(as_of="2031-05-10").has("/articles/evening/")
    assert not site.build(as_of="2031-05-10T22:14:59").has("/articles/evening/")


def test_at_an_earlier_clock_later_words_are_not_yet_said(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article(
            "pact",
            """
            updated: 2031-05-20
            corrections: [{date: 2031-05-20, note: The tonnage was wrong.}]
            events: [{date: 2031-09-01, title: The pact begins}]
            """,
            "The pact.",
        )
        + topic("pacts", "terms: [pact]\nreviewed: 2031-05-21\nquestions: [{text: How long?, asked: 2031-05-22}]"),
    )

    def dates(as_of: str) -> set[str]:
        built = site.build(as_of=as_of)
        pages = ("/articles/pact/", "/topics/pacts/")
        return {time.get("datetime") for page in pages for time in built.main(page).cssselect("time")}

    assert dates("2031-04-30") == {"2031-04-02", "2031-09-01"}
    assert dates("2031-05-30") == {"2031-04-02", "2031-05-20", "2031-05-21", "2031-05-22", "2031-09-01"}


def test_lists_stand_newest_first_whatever_the_offsets(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("first", body="One.", date="2031-04-02T23:00:00+09:00")
        + article("second", body="Two.", date="2031-04-02T15:00:00Z")
        + article("third", body="Three.", date="2031-04-02T12:00:00-04:00")
        + article("same-a", body="Four.", date="2031-04-01")
        + article("same-b", body="Five.", date="2031-04-01"),
    )
    listed = [link for link in hrefs(site.build().main("/archive/")) if link.startswith("/articles/")]
    assert listed == [f"/articles/{slug}/" for slug in ("third", "second", "first", "same-a", "same-b")]
