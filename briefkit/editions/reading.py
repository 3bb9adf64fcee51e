"""Built pages to an edition: what is a report's, what is a passage's, and which words belong to other pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from briefkit.editions.edition import Edition, Event, OwnPage, Passage, Report
from briefkit.editions.markup import Element, tree_of
from briefkit.model.addresses import CORRECTIONS, HOME, SEARCH_BUNDLE, TIMELINE, calendar, served_at
from briefkit.model.names import PASSAGE_ID

_PASSAGE = re.compile(PASSAGE_ID)
_REPORT = re.compile(r"/articles/[^/]+/")
_TOPIC = re.compile(r"/topics/[^/]+/")
_WITH_WORDS = re.compile(r"/(?:(?:topics|entities|sources)/)?[^/]+/")
_OWN_SECTIONS = frozenset("corrections key-points brief questions roles".split())
_LINES = frozenset("p li dt dd td th h2 h3 h4 h5 h6 pre figcaption blockquote".split())
_KEPT_BY_NOBODY = ("/assets/", "/media/", SEARCH_BUNDLE)
"""What no reader keeps the address of: names that carry a hash change with the content."""

_COME_AND_GO = (TIMELINE, f"{TIMELINE.rstrip('/')}.", CORRECTIONS)
"""Pages that exist only while there is anything on them. An event or correction that goes is a change of its own."""


def edition_of(pages: Mapping[str, str], paths: Iterable[str], base_path: str) -> Edition:
    """An edition out of HTML `pages` by path, of a site under `base_path`; `paths` are all of its files.

    Pages may be left out that are known not to matter, such as those that two editions share.
    """
    reports: dict[str, Report] = {}
    own: dict[str, OwnPage] = {}
    topics: dict[str, str] = {}
    redirects: dict[str, str] = {}
    for path, text in pages.items():
        address = served_at(path)
        # Lists are made of what other pages tell: they are not even parsed.
        if not (_REPORT.fullmatch(address) or _WITH_WORDS.fullmatch(address) or "refresh" in text):
            continue
        page = tree_of(text)
        target = _redirect(page)
        if target is not None:
            redirects[address] = _within(target, base_path)
        elif _REPORT.fullmatch(address):
            if not _is_withdrawn(page):
                reports[address] = _report(page, address, base_path, topics)
        elif _WITH_WORDS.fullmatch(address):
            own[address] = OwnPage(address, _title(page), tuple(_own_lines(_main(page))))
            if _TOPIC.fullmatch(address):
                topics[address] = _title(page)
    kept = (served_at(path) for path in paths)
    addresses = frozenset(address for address in kept if not _is_passing(address))
    return Edition(reports, own, topics, redirects, addresses)


def reads_alike(one: str, other: str) -> bool:
    """Whether two pages differ at most in what surrounds them all: a page that does need not be read."""
    return one == other or (_own(one) != "" and _own(one) == _own(other))


def _is_passing(address: str) -> bool:
    return address.startswith((*_KEPT_BY_NOBODY, *_COME_AND_GO)) or address.endswith(calendar(HOME))


def base_path_of(home: str) -> str:
    """The path that a site stands under, by the canonical link of its front page."""
    link = tree_of(home).first(lambda e: e.tag == "link" and e.get("rel") == "canonical")
    return urlsplit(link.get("href")).path or "/" if link else "/"


def _own(page: str) -> str:
    """What stands in a page's <main>, as it is written; "" where it has none."""
    return page.partition("<main")[2].partition("</main>")[0]


def _report(page: Element, address: str, base_path: str, topics: dict[str, str]) -> Report:
    main = _main(page)
    passages: list[Passage] = []
    for around in (main, *main.below()):
        for child in around.children:
            if isinstance(child, Element) and _PASSAGE.fullmatch(child.get("id")):
                feeds = dict(_topic_links(around, child, base_path))
                topics |= feeds
                passages.append(Passage(child.get("id"), child.words(), tuple(feeds)))
    return Report(address, _title(page), tuple(_own_lines(main)), tuple(passages), tuple(_events(main)))


def _topic_links(around: Element, passage: Element, base_path: str) -> Iterator[tuple[str, str]]:
    """The briefings that a passage feeds: links to topics beside it, not in it."""
    for beside in around.children:
        if isinstance(beside, Element) and beside is not passage:
            for link in beside.all(lambda e: e.tag == "a"):
                if _TOPIC.fullmatch(address := _within(link.get("href"), base_path)):
                    yield address, link.words()


def _events(main: Element) -> Iterator[Event]:
    for section in main.all(lambda e: e.get("aria-labelledby") == "dates"):
        for item in section.all(lambda e: e.tag == "li"):
            times = [time.get("datetime") for time in item.all(lambda e: e.tag == "time")]
            title = item.first(lambda e: e.has_class("event-title"))
            yield Event("/".join(times), title.words() if title else item.words())


def _own_lines(main: Element) -> Iterator[str]:
    """What belongs to the page alone, a line a block: its head but for the title, and the sections writers fill."""
    for child in main.children:
        if not isinstance(child, Element):
            continue
        if child.tag == "header" or child.has_class("prose") or child.has_class("lead-picture"):
            yield from _blocks(child)
        elif child.tag == "section":
            if child.get("aria-labelledby") in _OWN_SECTIONS:
                yield from _blocks(child)
        else:
            yield from _own_lines(child)


def _blocks(region: Element) -> Iterator[str]:
    for child in region.children:
        if not isinstance(child, Element):
            continue
        # A badge says how the page stands to others; nobody wrote it.
        if child.tag in _LINES or child.tag == "img":
            if (words := child.words()) and not child.first(lambda e: e.has_class("badge") and e.tag == "strong"):
                yield words
        else:
            yield from _blocks(child)


def _redirect(page: Element) -> str | None:
    refresh = page.first(lambda e: e.tag == "meta" and e.get("http-equiv").lower() == "refresh")
    return refresh.get("content").partition("url=")[2] if refresh else None


def _is_withdrawn(page: Element) -> bool:
    return (
        page.first(lambda e: e.tag == "meta" and e.get("name") == "robots" and "noindex" in e.get("content"))
        is not None
    )


def _main(page: Element) -> Element:
    return page.first(lambda e: e.tag == "main") or page


def _title(page: Element) -> str:
    heading = _main(page).first(lambda e: e.tag == "h1")
    return heading.words() if heading else ""


def _within(link: str, base_path: str) -> str:
    """The address that a link leads to, without the base path and what follows #."""
    path = unquote(urlsplit(link).path)
    return f"/{path.removeprefix(unquote(base_path))}" if path.startswith(unquote(base_path)) else path
