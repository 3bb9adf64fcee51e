"""Reports as plain values, for marshal: ten times faster than pickle, and safe.

marshal knows only tuples, texts, numbers, bytes and the like. It runs nothing: a cache that came from a stranger can
at worst be refused.
"""

import marshal
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from briefkit.model.filed import Written
from briefkit.model.issues import Issue, Place, as_plain, from_plain
from briefkit.model.moments import Moment, Precision
from briefkit.model.passages import Body, Markup, Reference
from briefkit.model.records import ArticleRecord, Correction, Credit, Event, Origin, Picture
from briefkit.model.site import Placed, Text

_PRECISIONS = {precision.value: precision for precision in Precision}
bare: Callable[[type[Any], Iterable[Any]], Any] = tuple.__new__
"""`bare(Type, fields)` makes a named tuple, several times faster than its own `_make`, and checks nothing."""


def plain_text(text: Text) -> tuple[Any, ...]:
    """A report's words as plain values."""
    return tuple([(b.html,) if isinstance(b, Markup) else (b.id, str(b.kind), *b[2:]) for b in text])


def text_from(plain: tuple[Any, ...]) -> Text:
    """What `plain_text` was given."""
    return tuple([bare(Markup, b) if len(b) == 1 else bare(Placed, b) for b in plain])


def as_leaf(record: ArticleRecord, written: Written) -> bytes:
    """A report's front matter and links as bytes."""
    return marshal.dumps((plain_report(record), written))


def from_leaf(data: bytes) -> tuple[ArticleRecord, Written]:
    """What `as_leaf` was given. Other `data` raises any exception."""
    record, written = marshal.loads(data)
    return report_from(record), written


def as_words(text: Text) -> bytes:
    """A report's words as bytes."""
    return marshal.dumps(plain_text(text))


def from_words(data: bytes) -> Text:
    """What `as_words` was given. Other `data` raises any exception."""
    return text_from(marshal.loads(data))


def plain_issues(issues: tuple[Issue, ...]) -> tuple[Any, ...]:
    """Issues as plain values."""
    return tuple([as_plain(issue) for issue in issues])


def issues_from(plain: tuple[Any, ...]) -> tuple[Issue, ...]:
    """What `plain_issues` was given."""
    return tuple([from_plain(issue) for issue in plain])


def plain_report(record: ArticleRecord) -> tuple[Any, ...]:
    """A report as plain values: its front matter, with packed places, and its body's references and anchors."""
    values: list[Any] = list(record)
    values[_ORIGIN] = tuple(record.origin)
    values[_BODY] = [(r.target, *r.place, r.is_picture) for r in record.body.references], record.body.anchors
    for at, make, _ in _CONVERTED:
        if values[at]:
            values[at] = make(values[at])
    return tuple(values)


def report_from(plain: tuple[Any, ...]) -> ArticleRecord:
    """What `plain_report` was given."""
    values = list(plain)
    path, places = values[_ORIGIN]
    references, anchors = values[_BODY]
    values[_ORIGIN] = Origin(path, places)
    values[_BODY] = Body((), tuple([Reference(r[0], Place(path, r[2], r[3]), r[4]) for r in references]), anchors)
    for at, _, make in _CONVERTED:
        if values[at]:
            values[at] = make(values[at])
    return ArticleRecord._make(values)


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name) if name else UTC


def _plain_moment(moment: Moment) -> Any:
    at = moment.at
    return at.replace(tzinfo=None).isoformat(), at.fold, getattr(at.tzinfo, "key", ""), moment.precision.value


def _moment(plain: Any) -> Moment:
    wall, fold, zone, precision = plain
    at = datetime.fromisoformat(wall)
    return Moment(at.replace(tzinfo=_zone(zone), fold=fold), _PRECISIONS[precision])


def _either(make: Callable[[Any], Any], value: Any) -> Any:
    return make(value) if value else None


_ORIGIN, _BODY = map(ArticleRecord._fields.index, ("origin", "body"))

_CONVERTED: tuple[tuple[int, Callable[[Any], Any], Callable[[Any], Any]], ...] = tuple(
    (ArticleRecord._fields.index(name), to_plain, back)
    for name, to_plain, back in (
        ("date", _plain_moment, _moment),
        ("updated", _plain_moment, _moment),
        ("expires", _plain_moment, _moment),
        (
            "source",
            lambda credit: (*credit[:5], _either(_plain_moment, credit[5])),
            lambda plain: Credit._make((*plain[:5], _either(_moment, plain[5]))),
        ),
        ("image", tuple, Picture._make),
        (
            "events",
            lambda events: tuple([(_plain_moment(e[0]), e[1], _either(_plain_moment, e[2]), e[3]) for e in events]),
            lambda plain: tuple([Event(_moment(e[0]), e[1], _either(_moment, e[2]), e[3]) for e in plain]),
        ),
        (
            "corrections",
            lambda corrections: tuple([(_plain_moment(c[0]), *c[1:]) for c in corrections]),
            lambda plain: tuple([Correction(_moment(c[0]), *c[1:]) for c in plain]),
        ),
    )
)
"""The fields of a report that are more than plain values: the index of each, how to make it plain, and back."""
