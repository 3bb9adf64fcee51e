"""A stamp for each question that pages may ask: as long as it stays the same, so does the answer.

No stamp opens a report: all are made from facts that are in memory.
"""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from hashlib import blake2b

from briefkit.model.liveness import Standing
from briefkit.model.names import Address, Slug
from briefkit.model.records import ArticleRecord, Record
from briefkit.model.site import Report
from briefkit.model.stamps import stamped, stamped_bytes
from briefkit.views.catalogue import Catalogue, subject_of


class Stamps:
    """The stamps of answers about one site."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._cat = catalogue
        self._site = catalogue.site

    def of(self, question: str) -> bytes | str:
        """A short value that changes whenever the answer to `question` does, which `Asking` noted."""
        kind, _, subject = question.partition(" ")
        made: bytes | str = self._stamps[kind](subject)
        return made

    @cached_property
    def _stamps(self) -> Mapping[str, Callable[[str], bytes | str]]:
        site = self._site
        return {
            "line": lambda slug: self._of_report(slug, self._line_stamp),
            "front": lambda slug: self._of_report(slug, self._front_stamp),
            "article": lambda slug: self._of_report(slug, self._article_stamp),
            "quoted": self._quoted_stamp,
            "contents": self._contents_stamp,
            "ahead": lambda slug: self._of_report(slug, self._ahead_stamp),
            "kin": lambda slug: self._of_report(slug, self._kin_stamp),
            "newest": lambda subject: " ".join(self._cat.newest(*subject.rsplit(" ", 1))),
            "entering": lambda subject: " ".join(self._cat.entering(*subject.rsplit(" ", 1))),
            "part": lambda address: stamped(
                " ".join(self._cat.part[Address(address)].items if address in self._cat.part else ())
            ),
            "years": lambda address: " ".join(self._cat.parts.get(Address(address), ())),
            "count": lambda address: str(len(self._cat.lists.get(Address(address), ()))),
            "together": self._together_stamp,
            "named": self._named_stamp,
            "months": lambda address: stamped(repr(self._cat.months(Address(address)))),
            "outlets": lambda address: repr(self._cat.outlets_of(Address(address))),
            "events": lambda topic: stamped(repr(self._cat.events(Slug(topic) if topic else None))),
            "dates": lambda topic: stamped(repr(self._cat.dates(Slug(topic) if topic else None))),
            "timeline": lambda _: " ".join(self._cat.timeline),
            "dated": lambda address: stamped(repr(self._cat.timeline.get(Address(address)))),
            "corrections": lambda _: stamped(repr(self._cat.corrections)),
            "topic": lambda slug: self._record_stamp(site.topics.get(Slug(slug))),
            "entity": lambda slug: self._record_stamp(site.entities.get(Slug(slug))),
            "kind": lambda slug: site.entities[Slug(slug)].kind if slug in site.entities else "",
            "source": lambda slug: repr(site.outlets.get(Slug(slug), None) and self._outlet_stamp(Slug(slug))),
            "page": lambda slug: self._record_stamp(next((p for p in site.pages if p.slug == slug), None)),
            "withdrawn": lambda slug: repr(
                [
                    (r.title, r.date, r.date_estimated, r.expires)
                    for r in [filed.record for filed in site.withdrawn if filed.slug == slug]
                ]
            ),
            "name": self._name,
            "topics": lambda _: repr([(topic.slug, topic.title, topic.parent) for topic in site.topics.values()]),
            "entities": lambda _: repr([(slug, entity.name, entity.kind) for slug, entity in site.entities.items()]),
            "sources": lambda _: repr([(slug, outlet.name) for slug, outlet in site.outlets.items()]),
            "pages": lambda _: repr([(page.slug, page.title) for page in site.pages]),
            "shards": lambda _: " ".join(self._cat.shards),
            "spans": lambda _: repr(self._cat.spans),
            "live": lambda slug: str(slug in site.reports),
        }

    def _of_report(self, slug: str, stamp: Callable[[Report], bytes | str]) -> bytes | str:
        report = self._site.reports.get(Slug(slug))
        return stamp(report) if report else ""

    def _line_stamp(self, report: Report) -> bytes:
        stamp = report.filed.facts.line + self._place(report.source, report.standing)
        return stamp if report.summary == report.filed.facts.summary else stamp + report.summary.encode()

    @cached_property
    def _place(self) -> Callable[[Slug | None, Standing], bytes]:
        """A stamp of what lists show of a report besides its own words: its source and its standing."""
        return cache(lambda source, standing: f"{self._source_name(source)}{standing}".encode())

    def _front(self, report: Report) -> str:
        facts, now = report.filed.facts, self._site.clock.ticks
        edits = sum([at <= now for at in facts.edits])
        return (
            f"{facts.front!r}{facts.line!r}{report.standing}{facts.changed}{edits}{report.image}"
            f"{facts.topics}{facts.entities}{self._source_name(report.source)}"
        )

    def _ahead_stamp(self, report: Report) -> str:
        """Which of the events that a report tells of are still to come."""
        now = self._site.clock.now
        return "".join("01"[(event.end or event.date).end > now] for event in report.record.events)

    def _article_stamp(self, report: Report) -> bytes:
        return report.filed.facts.stamp + stamped(report.resolved + self._front(report))

    def _front_stamp(self, report: Report) -> bytes:
        return stamped(self._front(report))

    def _source_name(self, source: Slug | None) -> str:
        return f"{source} {self._site.outlets[source].name}" if source else ""

    def _quoted_stamp(self, subject: str) -> bytes | str:
        slug, listing = subject.split(" ")
        report = self._site.reports.get(Slug(slug))
        return self._quoted(report, report.filed.facts.share(*subject_of(Address(listing)))) if report else ""

    def _quoted(self, report: Report, share: bytes) -> bytes:
        """A stamp of what is quoted of a report, given the `share` that a topic or entity has of it, and of its
        line."""
        links = self._links(report.resolved) if share and report.resolved else b""
        return share[:8] + links + self._line_stamp(report)

    @cached_property
    def _links(self) -> Callable[[str], bytes]:
        """A stamp of where the links of a report lead; kept, since many lists ask for it."""
        return cache(stamped)

    def _contents_stamp(self, address: str) -> bytes | str:
        """A stamp of all that the part of a year at `address` shows of its reports."""
        part = self._cat.part.get(Address(address))
        if part is None:
            return ""
        kind, name, *_ = f"{address.strip('/')}/".split("/")
        reports = [self._site.reports[slug] for slug in part.items]
        shares = self._cat.shares.get(Address(f"/{kind}/{name}/"))  # None of the archive or a source
        if shares is None:
            stamps = list(map(self._line_stamp, reports))
        else:
            stamps = list(map(self._quoted, reports, shares.stamps[part.start :]))
        return blake2b(b"\0".join(stamps), digest_size=8).digest()

    def _kin_stamp(self, report: Report) -> bytes:
        kin = self._cat.kin(report.slug)
        reports = self._site.reports
        newer, older = self._called(kin.newer), self._called(kin.older)
        cited = [(c.citing, c.stamp, reports[c.citing].resolved) for c in kin.citing]
        place = kin.instalment
        beside = [self._called(slug) for slug in (place.before, place.after)] if place else ()
        return stamped(repr((kin.title, kin.related, kin.newer, newer, kin.older, older, cited, place, beside)))

    def _called(self, slug: Slug | None) -> tuple[str, str] | None:
        """The title of a report and the language it is in."""
        facts = self._site.reports[slug].facts if slug else None
        return (facts.title, facts.lang) if facts else None

    def _together_stamp(self, listing: str) -> bytes:
        shares = self._cat.shares.get(Address(listing))
        return stamped_bytes(b"".join([stamp[8:] for stamp in shares.stamps])) if shares else b""

    def _named_stamp(self, listing: str) -> bytes:
        slugs, shares = self._cat.lists.get(Address(listing), ()), self._cat.shares.get(Address(listing))
        stamps = shares.stamps if shares else ()
        dated = [(self._site.reports[slug].facts.date, stamp[8:]) for slug, stamp in zip(slugs, stamps) if stamp]  # noqa: B905
        return stamped(repr(dated))

    def _record_stamp(self, record: Record | None) -> bytes | str:
        if record is None:
            return ""
        assert not isinstance(record, ArticleRecord)
        bare = repr([getattr(record, name) for name in record._fields if name not in ("origin", "body")])
        return stamped(bare + self._site.body(record.origin.path))

    def _outlet_stamp(self, slug: Slug) -> tuple[str, bytes | str]:
        outlet = self._site.outlets[slug]
        return outlet.name, self._record_stamp(outlet.record)

    def _name(self, subject: str) -> str:
        kind, slug = subject.split(" ")
        if kind == "topic":
            return self._site.topics[Slug(slug)].title if slug in self._site.topics else ""
        if kind == "entity":
            return self._site.entities[Slug(slug)].name if slug in self._site.entities else ""
        return self._site.outlets[Slug(slug)].name if slug in self._site.outlets else ""
