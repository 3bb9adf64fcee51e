"""What is called by its slug alone, `[[slug]]`, in a plain text that is cut and kept before any title is known."""

import re
from collections.abc import Callable

from briefkit.linking.markup import Rewritten, rewrite_links
from briefkit.model.passages import WIKI_SCHEME

_OPEN, _CLOSE = "\x02", "\x03"  # no writer's text has them, and they end no word
_CALLED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}?")  # of one that was cut, the beginning


def with_slugs(html: str) -> str:
    """`html`, a passage as it was written, with slugs that stand for titles marked, and without its links."""
    return rewrite_links(html, _mark)


def with_titles(text: str, title_of: Callable[[str], str]) -> str:
    """`text`, the plain text of what `with_slugs` gave, with the title of each marked slug by `title_of`; where that
    is "", with the slug.
    """
    return _CALLED.sub(lambda slug: title_of(slug[1]) or slug[1], text) if _OPEN in text else text


def _mark(target: str, is_picture: bool) -> Rewritten:
    if is_picture:
        return Rewritten(())
    return Rewritten(None, f"{_OPEN}{target.removeprefix(WIKI_SCHEME)}{_CLOSE}")
