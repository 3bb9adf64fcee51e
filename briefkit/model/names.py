"""Distinct types for the kinds of text that must not be mixed up, and the rules that make them."""

import re
import unicodedata
from typing import NewType

Slug = NewType("Slug", str)
"""The last part of an address: lower-case letters, marks, digits and single hyphens."""

Address = NewType("Address", str)
"""A place on the site, rooted at `base_url`'s path and not percent-encoded: `/articles/x/`, `/feed.xml`."""

PassageId = NewType("PassageId", str)
"""`p-` and eight hex digits, perhaps `-n`; unique within one report."""

PASSAGE_ID = r"p-[0-9a-f]{8}(?:-\d+)?"
"""A passage's id as a regular expression."""

MAX_SLUG_BYTES = 200
GENERATED_FILES = frozenset(
    (
        "index.html 404.html feed.xml feed.json calendar.ics timeline.csv timeline.json share.png "
        "sitemap.xml robots.txt opensearch.xml llms.txt cname"
    ).split()
)
"""Files at the root that belong to the generator, or to the host (CNAME), in small letters."""

RESERVED = frozenset(
    "articles topics entities sources timeline archive search corrections media assets pagefind".split()
)
"""First parts of addresses that belong to the generator."""


_INVISIBLE = re.compile("[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Soft hyphens, joiners, direction marks and variation selectors: they shape a word and are no part of it."""

_ALIKE = {"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " "}
_JOINERS = "_\u200c\u200d"
_PLAIN_SLUG = re.compile(r"[a-z0-9]++(?>(?:-[a-z0-9]++)*)")


def matchable(text: str) -> str:
    """`text` with look-alike apostrophes, hyphens and spaces made equal; its length never changes."""
    if not text.isascii():  # by several `replace`: one `translate` takes several times as long
        for other, plain in _ALIKE.items():
            text = text.replace(other, plain)
    return text.replace("\n", " ")


def is_word_character(character: str) -> bool:
    """Whether `character` is part of a word: a letter, digit, underscore, joiner or mark of any script."""
    return character.isalnum() or character in _JOINERS or unicodedata.category(character)[0] == "M"


def slugify(text: str) -> Slug:
    """Make `text` fit for an address: `Sudarshan Chakra (2026)` becomes `sudarshan-chakra-2026`.

    Letters of every script stay, with their combining marks: Devanagari without its vowel signs would be
    other words, which is why python-slugify, whose pattern drops them, is not used. May return "".
    """
    if _PLAIN_SLUG.fullmatch(text):
        return Slug(text)
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    folded = _INVISIBLE.sub("", folded)
    kept = "".join(c if is_word_character(c) and c not in _JOINERS else " " for c in folded)
    return Slug("-".join(kept.split()))
