"""Raw HTML through nh3 (ammonia) on an allow-list: what a report may hold beyond Markdown."""

import re

import nh3

from briefkit.model.passages import WIKI_SCHEME

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption"
    " figure hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot"
    " th thead time tr u ul var wbr".split()
)
"""No headings (the outline is Markdown's), no forms, frames, scripts, styles or embedded media."""

ATTRIBUTES = {
    "a": {"href", "title", "hreflang", "id", "aria-label"},
    "div": {"role", "aria-label"},
    "li": {"id"},
    "abbr": {"title"},
    "bdo": {"dir"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "reversed"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"dir", "lang"},
}
CLASSES = {
    "a": {"untitled", "footnote-backref"},
    "div": {"footnotes"},
    "li": {"footnote-item"},
    "sup": {"footnote-ref"},
    "p": {"subhead"},
    **{cell: {"left", "center", "right"} for cell in ("th", "td")},
}
"""Classes that our own rendering writes: blocks with raw HTML in them are sanitised as a whole."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a link may lead to, besides addresses without a scheme."""

_OWN_VALUES = {
    "id": re.compile(r"fn(?:ref)?\d+(?::\d+)?"),
    "role": re.compile("doc-endnotes"),
    "aria-label": re.compile("Footnotes|Back to the text"),
}


_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")


def refused_tags(html: str) -> tuple[str, ...]:
    """The names of tags in `html` that are not allowed, each once, except those in comments."""
    before, *comments = html.split("<!--")
    outside = "".join([before, *[comment.partition("-->")[2] for comment in comments]])
    names = dict.fromkeys(name.lower() for name in _TAG.findall(outside))
    return tuple(name for name in names if name not in TAGS)


def sanitized(html: str) -> str:
    """`html` with only allowed tags, attributes and schemes, every tag closed; ids go, but for footnotes' own."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=_own,
        url_schemes=set(SCHEMES) | {WIKI_SCHEME.removesuffix(":")},
        link_rel=None,
        strip_comments=True,
    )


def _own(tag: str, attribute: str, value: str) -> str | None:
    """Keep the values that our own rendering sets; with another value, the attribute was a writer's."""
    allowed = _OWN_VALUES.get(attribute)
    return value if allowed is None or allowed.fullmatch(value) else None
