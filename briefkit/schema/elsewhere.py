"""What other generators call our keys: reports often come from a site that was made with one of them."""

from collections.abc import Collection

_CALLED = {
    "tags": "topics",
    "tag": "topics",
    "categories": "topics",
    "category": "topics",
    "keywords": "topics",
    "author": "authors",
    "byline": "authors",
    "description": "summary",
    "excerpt": "summary",
    "deck": "summary",
    "publishdate": "date",
    "pubdate": "date",
    "published_at": "date",
    "lastmod": "updated",
    "modified": "updated",
    "last_modified_at": "updated",
    "expirydate": "expires",
    "expiry_date": "expires",
    "permalink": "aliases",
    "redirect_from": "aliases",
    "featured_image": "image",
    "primary_image": "image",
    "cover": "image",
    "thumbnail": "image",
    "language": "lang",
    "locale": "lang",
    "weight": "order",
}
"""Front matter of Hugo, Jekyll, Pelican, Eleventy and Zola, in small letters; what each names here."""

_DRAFTS = ("draft", "published")


def meant(name: str, known: Collection[str]) -> str:
    """A hint where another generator has a key called `name` and we one of the `known` for the same; else ""."""
    word = name.lower()
    if word in _DRAFTS and "status" in known:
        return "write status: draft, or leave it out to publish"
    ours = _CALLED.get(word, "")
    return f"that is called {ours} here" if ours in known else ""
