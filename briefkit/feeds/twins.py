"""Twins in Markdown of reports and briefings, where site.yaml asks for them."""

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from briefkit.feeds.entries import absolute
from briefkit.model import addresses
from briefkit.model.names import Address, Slug
from briefkit.model.records import Correction, Credit
from briefkit.model.site import whole_html
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.events import EventLine
from briefkit.views.page import Sheet
from briefkit.views.pieces import Counted, Link, QuotedReport, ReportLine, feed_links, range_words
from briefkit.views.topic import CitationLink, topic_view


def twin_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The twin of each report and of each topic's undated page."""
    if not cat.site.settings.twins:
        return
    for slug, report in cat.site.reports.items():
        make = partial(_report_twin, slug=slug)
        yield Sheet(addresses.twin(addresses.article(slug)), make, report.facts.at)
    for slug in cat.site.topics:
        yield Sheet(addresses.twin(addresses.topic(slug)), partial(_topic_twin, slug=slug))


def _report_twin(ask: Asking, slug: Slug) -> bytes:
    article, line = ask.article(slug), ask.line(slug)
    record, page = article.report.record, addresses.article(slug)
    parts = [
        f"<h1>{escape(record.title)}</h1>",
        _stamp(line),
        _origin(record.source) if record.source else "",
        *(_correction(correction) for correction in record.corrections),
        f"<p><em>{escape(record.summary)}</em></p>" if record.summary else "",
        _points(escape(point) for point in record.key_points),
        *(whole_html(block) for block in article.blocks),
        f'<p>From <a href="{ask.links.href(page)}">{escape(ask.settings.title)}</a></p>',
    ]
    return _markdown(ask, page, parts)


def _topic_twin(ask: Asking, slug: Slug) -> bytes:
    page = addresses.topic(slug)
    topic = topic_view(ask, slug, feed_links(ask.links, page, ask.topic(slug).title))
    line = " ".join(words for words in (topic.summary, topic.rest) if words)
    parts = [
        f"<h1>{escape(topic.title)}</h1>",
        f"<p>{escape(line)}</p>" if line else "",
        f"<p>Reviewed {topic.reviewed.words}</p>" if topic.reviewed else "",
        _section("Key points", (f"{escape(point.text)}{_linked(point.cite)}" for point in topic.key_points)),
        "<h2>What is new</h2>" if topic.fresh or topic.reports else "",
        *(_quoted(report) for report in (*topic.fresh, *topic.reports)),
        f"<h2>Standing brief</h2>{topic.brief}" if topic.brief else "",
        _section("Dates ahead", map(_event, topic.events.ahead)),
        _section("Timeline", map(_event, topic.events.past)),
        _section("Who is who", map(_counted, topic.people)),
        _section("Sources", map(_counted, topic.sources)),
        _section("Open questions", (f"{escape(q.text)}{_linked(q.answer)}" for q in topic.questions)),
        _section("Related topics", map(_counted, topic.related)),
        f'<p>From <a href="{ask.links.href(page)}">{escape(ask.settings.title)}</a></p>',
    ]
    return _markdown(ask, page, parts)


def _section(title: str, items: Iterable[str]) -> str:
    points = _points(items)
    return f"<h2>{title}</h2>{points}" if points else ""


def _event(event: EventLine) -> str:
    return f"{range_words(event.start, event.end)}: {escape(event.title)}{_linked(event.report)}"


def _counted(entry: Counted) -> str:
    note = f", {escape(entry.note)}" if entry.note else ""
    return f'<a href="{escape(entry.link.href)}">{escape(entry.link.text)}</a>{note} ({entry.count})'


def _linked(link: Link | CitationLink | None) -> str:
    return f' (<a href="{escape(link.href)}">{escape(link.text)}</a>)' if link else ""


def _quoted(quoted: QuotedReport) -> str:
    line = quoted.report
    passages = "".join(
        f'<blockquote>{q.html}</blockquote><p><a href="{escape(q.href)}">Passage {q.number}</a></p>'
        for q in quoted.quotations
    )
    summary = f"<p>{escape(line.summary)}</p>" if line.summary else ""
    title = f'<h3><a href="{escape(line.href)}">{escape(line.title)}</a></h3>'
    return f"{title}{_stamp(line)}{passages or summary}"


def _stamp(line: ReportLine) -> str:
    return f"<p>{line.date.told}{f', {escape(line.source.text)}' if line.source else ''}</p>"


def _origin(source: Credit) -> str:
    """Where a report was first published, and under what terms."""
    original = f'<a href="{escape(source.url)}">Original report</a>' if source.url else ""
    retrieved = f"Retrieved {source.retrieved.words}" if source.retrieved else ""
    told = ". ".join(words for words in (original, retrieved, escape(source.licence)) if words)
    return f"<p>{told}</p>" if told else ""


def _correction(correction: Correction) -> str:
    kind = "Material correction" if correction.material else "Correction"
    return f"<p><strong>{kind} of {correction.date.words}:</strong> {escape(correction.note)}</p>"


def _points(points: Iterable[str]) -> str:
    items = "".join(f"<li>{point}</li>" for point in points)
    return f"<ul>{items}</ul>" if items else ""


def _markdown(ask: Asking, page: Address, parts: Iterable[str]) -> bytes:
    """`parts` of HTML as Markdown with full links: a twin is read far from the site."""
    from markdownify import markdownify  # only sites with twins need it

    html = absolute("".join(parts), ask.links, ask.links.absolute(page))
    text: str = markdownify(html, heading_style="ATX", bullets="-", escape_misc=True)
    return f"{text.strip()}\n".encode()
