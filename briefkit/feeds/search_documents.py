"""What the search index is fed with: each report as a bare document of its passages, with filters and dates."""

from collections.abc import Iterator
from datetime import UTC
from html import escape

from briefkit.model import addresses
from briefkit.model.outputs import SearchDocument
from briefkit.model.site import Article
from briefkit.views.catalogue import Catalogue


def search_documents(cat: Catalogue) -> Iterator[SearchDocument]:
    """Every live report, in the order of addresses: Pagefind's files depend on the order it is fed in."""
    for article in sorted(cat.site.articles, key=lambda article: article.slug):
        yield SearchDocument(addresses.article(article.slug), _document(cat, article))


def _document(cat: Catalogue, article: Article) -> str:
    record = article.record
    source = cat.site.outlets[article.source] if article.source else None
    about = "about " if record.date_estimated else ""
    # One text for any zone of the writer: Pagefind sorts by text, and numbers would become 32-bit floats.
    sort_date = record.date.at.astimezone(UTC).isoformat(timespec="seconds")
    facts = [
        ("filter", "year", str(record.date.year)),
        ("meta", "date", about + record.date.words),
        ("meta", "iso", record.date.iso),
        ("sort", "date", sort_date),
        *(("filter", "topic", slug) for slug in article.topics),
        *([("filter", "source", source.slug), ("meta", "source", source.name)] if source else []),
    ]
    spans = "".join(
        f'<span data-pagefind-{kind}="{name}[data-value]" data-value="{escape(value)}"></span>'
        for kind, name, value in facts
    )
    title = f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1>'
    said = "".join(f'<p id="{passage.id}">{escape(passage.text)}</p>' for passage in article.passages)
    language = escape(record.lang or cat.site.settings.language)
    return (
        f'<!doctype html><html lang="{language}"><body><main data-pagefind-body>'
        f"{title}{spans}<p>{escape(record.summary)}</p>{said}</main></body></html>"
    )
