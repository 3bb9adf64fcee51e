"""llms.txt: what the site holds and where, in Markdown, for programs that read as people do (llmstxt.org)."""

import re
from collections.abc import Iterator

from briefkit.model import addresses
from briefkit.model.names import Address
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet
from briefkit.views.pieces import first_words

_MARKS = re.compile(r"([\\\[\]<>*_`])")


def llms_sheets() -> Iterator[Sheet]:
    """The guide to the site."""
    yield Sheet(addresses.LLMS, _llms)


def _llms(ask: Asking) -> bytes:
    settings = ask.settings
    lines = [f"# {_plain(settings.title)}", ""]
    if settings.description:
        lines += [f"> {_plain(settings.description)}", ""]
    lines += [
        "Reports are quoted passage by passage, word for word. Each passage has an address of its own "
        "(its report's, then `#p-` and eight hex digits), a source and a date: cite these.",
    ]
    topics = [(ask.topic(slug), addresses.topic(slug)) for slug in ask.topics()]
    lines += _section("Briefings", [_line(ask, topic.title, _best(ask, at), topic.summary) for topic, at in topics])
    reports = [(ask.line(slug), addresses.article(slug)) for slug in ask.newest(addresses.ARCHIVE, settings.latest)]
    lines += _section(
        "Newest reports", [_line(ask, report.title, _best(ask, at), report.date.told) for report, at in reports]
    )
    lines += _section("Pages", [_line(ask, page.title, addresses.page(page.slug)) for page in ask.pages()])
    timeline = [
        _line(ask, "Timeline", addresses.TIMELINE_JSON, "dated events of all reports, as JSON"),
        _line(ask, "Timeline", addresses.TIMELINE_CSV, "the same as CSV"),
    ]
    data = [
        _line(ask, "Archive", addresses.ARCHIVE, "all reports by date"),
        _line(ask, "JSON Feed", addresses.json_feed(addresses.HOME), "what is new"),
        _line(ask, "Atom", addresses.feed(addresses.HOME), "the same as Atom"),
        *(timeline if ask.dates() else []),
        _line(ask, "Sitemap", addresses.SITEMAP, "every page"),
    ]
    lines += _section("Data", data)
    return ("\n".join(lines) + "\n").encode()


def _best(ask: Asking, page: Address) -> Address:
    """Where to read a page: its twin in Markdown, if it has one."""
    return addresses.twin(page) if ask.settings.twins else page


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _line(ask: Asking, words: str, address: Address, note: str = "") -> str:
    link = f"- [{_plain(words)}]({ask.links.absolute(address)})"
    return f"{link}: {_plain(first_words(note))}" if note else link


def _plain(words: str) -> str:
    """Words on one line in which nothing is Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))
