"""What the search index is made from: each report as a bare page of its passages, with filters and dates."""

from html import escape

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.model.outputs import SearchDocument
from briefkit.views.asking import Asking
from briefkit.views.pieces import date_of


def search_document(ask: Asking, slug: Slug) -> SearchDocument:
    """A live report as the search index takes it."""
    article = ask.article(slug)
    report = article.report
    record = report.record
    source = ask.outlet(report.source) if report.source else None
    # In UTC, so that texts sort as instants do: Pagefind sorts texts, and numbers only as 32-bit floats.
    sort_date = record.date.instant.isoformat(timespec="seconds")
    facts = [
        ("filter", "year", str(record.date.year)),
        ("meta", "date", date_of(record.date, record.date_estimated).told),
        ("meta", "iso", record.date.iso),
        ("sort", "date", sort_date),
        *([("filter", "lang", record.lang)] if record.lang else []),  # what stands in meta is searched
        *(("filter", "topic", topic) for topic in report.topics),
        *([("filter", "source", source.slug), ("meta", "source", source.name)] if source else []),
    ]
    spans = "".join(
        f'<span data-pagefind-{kind}="{name}[data-value]" data-value="{escape(value)}"></span>'
        for kind, name, value in facts
    )
    title = f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1>'
    # All passages in one paragraph, with an anchor before each. Were each a block of its own, Pagefind would add full
    # stops and keep all words twice, and an index would take a ninth longer to make.
    said = " ".join(f'<a id="{passage.id}"></a>{escape(passage.text)}' for passage in article.passages)
    language = escape(record.lang or ask.settings.language)
    html = (
        f'<!doctype html><html lang="{language}"><body><main data-pagefind-body>'
        f"{title}{spans}<p>{escape(record.summary)}</p><p>{said}</p></main></body></html>"
    )
    return SearchDocument(addresses.article(slug), html)
