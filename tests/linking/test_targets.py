"""Where each form of link leads, and what is said of one that leads nowhere."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.targets import Target, Targets, address_of, find_file, has_scheme, is_outward, title_of
from briefkit.model.addresses import Links
from briefkit.model.filed import Filed
from briefkit.model.issues import Severity
from briefkit.model.liveness import Clock
from briefkit.model.registry import Registry, newest_first
from briefkit.model.snapshot import Media
from tests.model.examples import ZONE, day, entity, filed, page, settings, source, topic
from tests.model.examples import article as record_of
from tests.strategies import any_text


def article(slug: str, text: str = "", **fields: Any) -> Filed:
    return filed(record_of(slug, text, **fields))


TALKS = article("talks", "# Head\n\nThe talks begin.\n", path="content/articles/2026/2026-02-24-talks.md")
THERE = TALKS.record.body.passages[0].id
REPORT = article("report", "One.\n\nTwo.")
RENAMED = article("renamed", path="content/articles/original.md")
HINDI = article("रक्षा")
DRAFT = article("draft", "Said.", status="draft")
COMING = article("coming", date="2026-03-01")
EXPIRED = article("expired", "Gone.", expires=day("2026-02-25"))
TOPIC, ENTITY, SOURCE, PAGE = topic("trade"), entity("Iron Gate"), source("Wire"), page("about")
SAME = (article("same", path="content/articles/a/same.md"), topic("same-topic"))
TWINS = (
    article("twin-1", path="content/articles/a/twin.md"),
    article("twin-2", path="content/articles/b/twin.md"),
)
FILES = (
    "content/media/map.png",
    "content/media/deep/chart.JPG",
    "content/media/paper.pdf",
    "content/media/drawing.svg",
    "content/media/page.html",
    "content/media/broken.png",
    "content/media/two words.png",
    "content/media/नक्शा.png",
    "content/articles/beside.png",
    "content/articles/map.png",
    "content/static/robots.png",
)
MEDIA = {
    path: Media(path, f"{path.rsplit('/', 1)[1]}.0a1b", *((0, 0) if "broken" in path or "pdf" in path else (4, 3)))
    for path in FILES
}
PATH = "content/articles/report.md"
BASE = "/briefing"


def targets() -> Targets:
    live = (TALKS, REPORT, RENAMED, HINDI, SAME[0], *TWINS)
    clock = Clock(datetime(2026, 2, 26, tzinfo=ZONE))
    everything = (*live, DRAFT, COMING, EXPIRED)
    registry = Registry(
        settings=settings(),
        clock=clock,
        articles=newest_first(live),
        withdrawn=(EXPIRED,),
        hidden=(DRAFT, COMING),
        standings={one.slug: clock.standing(one.facts) for one in everything},
        topics=(TOPIC, SAME[1]),
        entities=(ENTITY,),
        sources=(SOURCE,),
        pages=(PAGE,),
        files=frozenset(FILES),
    )
    return Targets(registry, MEDIA, Links("https://brief.example/briefing/"))


TARGETS = targets()


def resolve(target: str, path: str = PATH) -> Target:
    return TARGETS.resolve(target, path, REPORT.body.anchors)


OWN = REPORT.body.passages[0].id


@pytest.mark.parametrize(
    ("target", "path", "href"),
    [
        # a file, relative
        ("2026/2026-02-24-talks.md", PATH, "/articles/talks/"),
        ("./2026/2026-02-24-talks.md", PATH, "/articles/talks/"),
        ("../articles/2026/2026-02-24-talks.md", PATH, "/articles/talks/"),
        ("../report.md", "content/articles/2026/x.md", "/articles/report/"),
        ("../topics/trade.md", PATH, "/topics/trade/"),
        ("../entities/iron-gate.md", PATH, "/entities/iron-gate/"),
        ("../sources/wire.md", PATH, "/sources/wire/"),
        ("../pages/about.md", PATH, "/about/"),
        ("../articles/report.md", "content/topics/trade.md", "/articles/report/"),
        ("report.md", PATH, "/articles/report/"),
        # by name alone
        ("2026-02-24-talks.md", PATH, "/articles/talks/"),
        ("./2026-02-24-talks.md", PATH, "/articles/talks/"),
        ("2026-02-24-talks.md", "content/topics/trade.md", "/articles/talks/"),
        ("trade.md", PATH, "/topics/trade/"),
        # without .md
        ("report", PATH, "/articles/report/"),
        ("2026/2026-02-24-talks", PATH, "/articles/talks/"),
        ("2026-02-24-talks", PATH, "/articles/talks/"),
        ("../topics/trade", PATH, "/topics/trade/"),
        # by a report's slug
        ("talks", PATH, "/articles/talks/"),
        ("renamed", PATH, "/articles/renamed/"),
        ("original.md", PATH, "/articles/renamed/"),
        # percent-encoded, as the parser hands over what is no ASCII
        (
            "%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE.md",
            PATH,
            "/articles/%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE/",
        ),
        ("wiki:रक्षा", PATH, "/articles/%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE/"),
        # a passage or heading
        (f"2026-02-24-talks.md#{THERE}", PATH, f"/articles/talks/#{THERE}"),
        ("2026-02-24-talks.md#s-head", PATH, "/articles/talks/#s-head"),
        (f"talks#{THERE}", PATH, f"/articles/talks/#{THERE}"),
        (f"report.md#{OWN}", PATH, f"/articles/report/#{OWN}"),
        # [[slug]]
        ("wiki:talks", PATH, "/articles/talks/"),
        (f"wiki:talks#{THERE}", PATH, f"/articles/talks/#{THERE}"),
        ("wiki:trade", PATH, "/topics/trade/"),
        ("wiki:iron-gate", PATH, "/entities/iron-gate/"),
        ("wiki:expired", PATH, "/articles/expired/"),
        # an address of the site
        ("/articles/talks/", PATH, "/articles/talks/"),
        ("/articles/talks", PATH, "/articles/talks/"),
        (f"/articles/talks/#{THERE}", PATH, f"/articles/talks/#{THERE}"),
        ("/topics/trade/", PATH, "/topics/trade/"),
        ("/entities/iron-gate/", PATH, "/entities/iron-gate/"),
        ("/sources/wire/", PATH, "/sources/wire/"),
        ("/about/", PATH, "/about/"),
        (
            "/articles/%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE/",
            PATH,
            "/articles/%E0%A4%B0%E0%A4%95%E0%A5%8D%E0%A4%B7%E0%A4%BE/",
        ),
        # expired: its stub
        ("expired.md", PATH, "/articles/expired/"),
        (f"expired.md#{EXPIRED.body.passages[0].id}", PATH, "/articles/expired/"),
        # a file, beside the report or in content/media/
        ("paper.pdf", PATH, "/media/paper.pdf.0a1b"),
        ("media/paper.pdf", PATH, "/media/paper.pdf.0a1b"),
        ("/media/paper.pdf", PATH, "/media/paper.pdf.0a1b"),
        ("../media/paper.pdf", PATH, "/media/paper.pdf.0a1b"),
        ("paper.pdf#page=2", PATH, "/media/paper.pdf.0a1b"),
        ("map.png", PATH, "/media/map.png.0a1b"),
    ],
)
def test_a_link_leads_to_the_page_or_file_it_names(target: str, path: str, href: str) -> None:
    found = TARGETS.resolve(target, path, frozenset())
    assert (found.href, found.rule) == (BASE + href, "")


@pytest.mark.parametrize(
    ("target", "anchor"), [(f"#{OWN}", OWN), ("#", ""), (f"#{REPORT.body.passages[1].id}", None)]
)
def test_a_link_within_the_report_stays_one(target: str, anchor: str | None) -> None:
    found = resolve(target)
    assert (found.href, found.rule) == (target, "")
    assert anchor is None or found.anchor == anchor


@pytest.mark.parametrize(
    "target", ["https://a.example/b?c#d", "http://a.example", "HTTPS://a.example", "mailto:a@a.example", "tel:+1234"]
)
def test_a_link_to_elsewhere_is_left_as_it_is(target: str) -> None:
    found = resolve(target)
    assert (found.href, found.rule, found.article) == (target, "", None)


@pytest.mark.parametrize(
    "target",
    [
        *["javascript:x()", "JavaScript:x()", " java\tscript:x()", "java\nscript:x()", "\x01javascript:x()"],
        *[
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ftp://a.example",
            "blob:x",
            "about:blank",
            "x-y.z+1:a",
        ],
        *[
            "//a.example",
            "///a.example",
            "\\\\a.example",
            "/\\a.example",
            "\\/a.example",
            "/\t/a.example",
            " //a.example",
        ],
        *["http:a.example", "https:\\\\a.example"],
    ],
)
def test_what_a_browser_would_take_for_another_scheme_or_host_is_refused(target: str) -> None:
    assert (resolve(target).rule, resolve(target).href) == ("link-scheme-is-allowed", "")
    assert TARGETS.picture(target, PATH).rule == "image-is-local"
    assert has_scheme(target)
    assert not is_outward(target)


@pytest.mark.parametrize(
    "target", ["a.md", "a-b.md", "a/b:c.md", "./a:b.md", "#a:b", "?a:b", "/a:b/", "ä:b", "1:b", "%6aavascript:x"]
)
def test_what_a_browser_would_take_for_a_path_has_no_scheme(target: str) -> None:
    assert not has_scheme(target)


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("reprot.md", "report.md"),
        ("repor", "report"),
        ("2026/2026-02-24-tlaks.md", "2026/2026-02-24-talks.md"),
        ("../topics/trad.md", "../topics/trade.md"),
        ("wiki:tlaks", "talks"),
        ("wiki:iron-gat", "iron-gate"),
        (f"#{OWN[:-1]}", OWN),
        (f"talks#{THERE[:-1]}", THERE),
        (f"2026-02-24-talks.md#{THERE[:-2]}", THERE),
        (f"wiki:talks#{THERE[:-1]}", THERE),
    ],
)
def test_a_link_to_what_is_not_there_is_an_error_that_names_what_is_near(target: str, near: str) -> None:
    found = resolve(target)
    assert (found.href, found.rule, found.severity) == ("", "link-resolves", Severity.ERROR)
    assert near in found.hint


@pytest.mark.parametrize(
    "target",
    [
        *[
            "",
            " ",
            "nowhere.md",
            "nowhere",
            "wiki:nowhere",
            "wiki:",
            "#p-00000000",
            "talks#p-00000000",
            "/nowhere/",
            "/articles/nowhere/",
        ],
        *[
            "../../../../etc/passwd",
            "content/articles/report.md",
            "/content/articles/report.md",
            "nowhere.pdf",
            "report.md?a",
        ],
        *["twin.md", "x/report.md", "articles/report.md", "../static/robots.txt"],
    ],
)
def test_a_link_to_nothing_is_an_error(target: str) -> None:
    found = resolve(target)
    assert (found.href, found.rule, found.severity) == ("", "link-resolves", Severity.ERROR)


@pytest.mark.parametrize(
    "target",
    [
        *["draft.md", "draft", "wiki:draft", "/articles/draft/", f"draft.md#{DRAFT.body.passages[0].id}"],
        *["coming.md", "wiki:coming", "coming"],
    ],
)
def test_a_link_to_what_is_not_live_yet_is_advised_on_and_written_as_words(target: str) -> None:
    found = resolve(target)
    assert (found.href, found.rule, found.severity) == ("", "link-leads-to-live-report", Severity.ADVICE)


def test_a_link_that_two_files_answer_to_says_which_by_its_folder() -> None:
    assert resolve("a/twin.md").href == f"{BASE}/articles/twin-1/"
    assert resolve("b/twin.md").href == f"{BASE}/articles/twin-2/"
    assert resolve("twin.md", "content/articles/a/other.md").href == f"{BASE}/articles/twin-1/"


def test_a_link_to_a_report_tells_which_and_what_it_is_called() -> None:
    found = resolve(f"talks#{THERE}")
    assert (found.article, found.title, found.anchor) == ("talks", "Report talks", THERE)
    assert resolve("../topics/trade.md").article is None
    assert resolve("wiki:iron-gate").title == "Iron Gate"


@pytest.mark.parametrize("citation", [f"talks#{THERE}"])
def test_a_citation_leads_to_its_passage(citation: str) -> None:
    assert TARGETS.called(citation).href == f"{BASE}/articles/talks/#{THERE}"


@pytest.mark.parametrize(
    ("citation", "rule"),
    [
        ("talks#p-00000000", "link-resolves"),
        (f"tlaks#{THERE}", "link-resolves"),
        (f"draft#{DRAFT.body.passages[0].id}", "link-leads-to-live-report"),
    ],
)
def test_a_citation_of_what_is_not_there_is_told(citation: str, rule: str) -> None:
    assert TARGETS.called(citation).rule == rule


# --- files ---


@pytest.mark.parametrize(
    ("target", "path", "found"),
    [
        ("map.png", PATH, "content/articles/map.png"),  # beside wins
        ("map.png", "content/topics/trade.md", "content/media/map.png"),
        ("./beside.png", PATH, "content/articles/beside.png"),
        ("../media/map.png", PATH, "content/media/map.png"),
        ("media/map.png", PATH, "content/media/map.png"),
        ("/media/map.png", PATH, "content/media/map.png"),
        ("/content/media/map.png", PATH, "content/media/map.png"),
        ("content/media/map.png", PATH, "content/media/map.png"),
        ("deep/chart.JPG", PATH, "content/media/deep/chart.JPG"),
        ("two%20words.png", PATH, "content/media/two words.png"),
        ("two words.png", PATH, "content/media/two words.png"),
        ("%E0%A4%A8%E0%A4%95%E0%A5%8D%E0%A4%B6%E0%A4%BE.png", PATH, "content/media/नक्शा.png"),
        ("map.png?v=2#top", PATH, "content/articles/map.png"),
        ("nothing.png", PATH, None),
        ("", PATH, None),
        ("../../../etc/passwd", PATH, None),
        ("%2e%2e/%2e%2e/%2e%2e/etc/passwd", PATH, None),
        ("../../site.yaml", PATH, None),
        ("MAP.PNG", PATH, None),
    ],
)
def test_a_file_is_looked_for_beside_the_document_then_in_media(target: str, path: str, found: str | None) -> None:
    assert find_file(target, path, frozenset({*FILES, "site.yaml", "etc/passwd"})) == found


@given(
    any_text
    | st.lists(st.sampled_from(["..", ".", "/", "content", "media", "%2e", "x", "\\", "secret"])).map("/".join)
)
def test_no_file_outside_content_is_ever_found(target: str) -> None:
    everything = frozenset({"secret", "x", "../secret", "/secret", "content/media/x", "site.yaml", "contents/x"})
    assert find_file(target, PATH, everything) in (None, "content/media/x")


@pytest.mark.parametrize(
    ("target", "name"),
    [("map.png", "map.png.0a1b"), ("deep/chart.JPG", "chart.JPG.0a1b"), ("two%20words.png", "two words.png.0a1b")],
)
def test_a_picture_is_a_file_that_can_be_shown(target: str, name: str) -> None:
    found = TARGETS.picture(target, PATH)
    assert found.rule == ""
    assert found.media is not None
    assert found.media.name == name


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("https://a.example/x.png", "image-is-local"),
        ("data:image/png;base64,x", "image-is-local"),
        ("//a.example/x.png", "image-is-local"),
        ("nothing.png", "image-exists"),
        ("../../../../x.png", "image-exists"),
        ("drawing.svg", "image-is-readable"),
        ("paper.pdf", "image-is-readable"),
        ("broken.png", "image-is-readable"),
        ("report.md", "image-exists"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(target: str, rule: str) -> None:
    found = TARGETS.picture(target, PATH)
    assert (found.rule, found.media, found.severity) == (rule, None, Severity.ERROR)


def test_a_picture_that_is_not_there_is_told_with_what_is_near() -> None:
    assert "beside.png" in TARGETS.picture("besied.png", PATH).hint


@pytest.mark.parametrize("target", ["drawing.svg", "page.html"])
def test_a_file_that_could_run_scripts_is_not_published(target: str) -> None:
    assert resolve(target).rule == "file-kind-is-allowed"


# --- laws, and what things are called ---


@given(any_text | st.text("ab:/\\#?%.~\t\n wikmdhtps", max_size=20))
def test_every_target_leads_somewhere_safe_or_is_told_of(target: str) -> None:
    found = resolve(target)
    assert bool(found.href) != bool(found.rule)
    if found.href:
        assert found.href.startswith((f"{BASE}/", "#")) or is_outward(found.href)
    picture = TARGETS.picture(target, PATH)
    assert bool(picture.media) != bool(picture.rule)


@pytest.mark.parametrize(
    ("record", "address", "title"),
    [
        (TALKS, "/articles/talks/", "Report talks"),
        (TOPIC, "/topics/trade/", "Trade"),
        (ENTITY, "/entities/iron-gate/", "Iron Gate"),
        (SOURCE, "/sources/wire/", "Wire"),
        (PAGE, "/about/", "About"),
    ],
    ids=lambda value: getattr(value, "slug", value),
)
def test_each_record_has_an_address_and_is_called_something(record, address: str, title: str) -> None:
    assert (address_of(record), title_of(record)) == (address, title)
