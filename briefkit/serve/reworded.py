"""The most frequent save: one that changes the words of a report, and nothing else that the site is made from.

Then nothing has to be resolved, catalogued or planned again, and no other report linked: the cost of a save does not
grow with the site. Where more than words may have changed, the answer is None, and the whole site is prepared.
"""

import time
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from briefkit.disk.source import survey_again
from briefkit.disk.state import Cache, CachedReport
from briefkit.model.issues import Issue
from briefkit.model.liveness import instant
from briefkit.model.names import Slug
from briefkit.model.records import TopicRecord
from briefkit.model.site import Citation, Linked, Site
from briefkit.pipeline import Prepared, opener, stops
from briefkit.request import Request
from briefkit.stages.link import Linker
from briefkit.stages.render import Renderer
from briefkit.steps.read import Library, Reader
from briefkit.steps.shelf import Shelf


def reworded(last: Prepared, request: Request, cache: Cache, paths: Set[str]) -> Prepared | None:
    """`last` with the files at `paths`, and no others, as they are now; None where the site must be prepared anew."""
    looked_at = time.time_ns()
    ready, library, shelf = last.ready, last.library, last.library.shelf
    found = survey_again(request.root, last.found, paths)
    if ready is None or found is None or not paths <= library.reports.keys():
        return None
    site = ready.catalogue.site
    now = instant(request.now, request.as_of, site.settings.zone)
    if not site.clock.now <= now or (last.until and last.until <= now):
        return None
    reader = Reader(request.root, found, looked_at, site.settings, last.state, cache.packs, jobs=1)
    reports, read = reader.reports(sorted(paths), shelf)
    after = replace(library, reports={**library.reports, **reports}, read=tuple(read))
    links: _Links | None = _Links(site, last.linker, last.state.linked, last.issues)
    for path, kept in reports.items():
        links = links and links.reworded(library.reports[path], kept, shelf)
    if links is None or stops(links.issues, request) or not _lost(library, after, paths).isdisjoint(_named(after)):
        return None
    slugs = [kept.facts.slug for kept in reports.values()]
    cat = ready.catalogue.reworded(links.site, opener(links.site, links.linker, after), slugs)
    state = last.state._replace(reports=after.reports, linked=links.linked)
    return replace(
        last,
        ready=replace(ready, catalogue=cat, renderer=Renderer(last.templates, cat)),
        state=state,
        library=after,
        linker=links.linker,
        found=found,
        looked_at=looked_at,
        issues=links.issues,
    )


class _Links(NamedTuple):
    """A site and its linker; what became of the links of each report, by path; and everything that is wrong."""

    site: Site
    linker: Linker
    linked: Mapping[str, Linked]
    issues: tuple[Issue, ...]

    def reworded(self, before: CachedReport, after: CachedReport, shelf: Shelf) -> "_Links | None":
        """The same with one report as it is now; None where more than its words changed."""
        path, known = after.facts.path, self.site.reports.get(after.facts.slug)
        if known is None or not _is_reworded(before, after, shelf):
            return None
        report = self.site.clock.filed_now(shelf.filed(after))
        linker = self.linker.reworded(report)
        old, new = self.linked.get(path, Linked()), linker.linked(report)
        if set(old.media) != set(new.media):
            return None
        issues = list(self.issues)
        for issue in (*before.issues, *old.issues):
            issues.remove(issue)
        reports = {
            **self.site.reports,
            report.slug: known._replace(filed=report, resolved=new.resolved, summary=linker.summary(report)),
        }
        site = self.site._replace(reports=reports, citing=_citing(self.site, old.citations, new.citations))
        return _Links(site, linker, {**self.linked, path: new}, (*issues, *after.issues, *new.issues))


def _is_reworded(before: CachedReport, after: CachedReport, shelf: Shelf) -> bool:
    """Whether at most the body of a report changed, and it is on the same topics and names the same entities."""
    old, new = before.facts, after.facts
    if (old.front, old.topics, old.entities) != (new.front, new.topics, new.entities):
        return False
    front = shelf.report(before)[0]
    return (
        front._replace(body=(now := shelf.report(after)[0]).body) == now
    )  # places included: each value must stand where it stood


def _lost(before: Library, after: Library, paths: Set[str]) -> set[str]:
    """The anchors that the reports at `paths` had before and do not have after."""
    pairs = [[one.shelf.report(one.reports[path])[0].body.anchors for one in (before, after)] for path in paths]
    return {anchor for old, new in pairs for anchor in old - new}


def _named(library: Library) -> Iterator[str]:
    """The anchors that any document links to or cites, on whatever page."""
    targets = [target for kept in library.reports.values() for target in kept.facts.targets]
    for entry in library.documents.values():
        targets += [reference.target for reference in entry.record.body.references]
        if isinstance(entry.record, TopicRecord):
            targets += [point.cite for point in entry.record.key_points]
            targets += [question.answered_by for question in entry.record.questions]
    return (unquote(target.partition("#")[2]) for target in targets if "#" in target)


def _citing(site: Site, old: tuple[Citation, ...], new: tuple[Citation, ...]) -> Mapping[Slug, tuple[Citation, ...]]:
    """`site.citing` once a report has the citations `new` instead of `old`; those of newest reports come first."""
    if old == new:
        return site.citing
    place = {slug: number for number, slug in enumerate(site.reports)}
    citing = dict(site.citing)
    for cited in {citation.cited for citation in (*old, *new)}:
        others = [citation for citation in citing.get(cited, ()) if citation not in old]
        mine = [citation for citation in new if citation.cited == cited]
        citing[cited] = tuple(sorted((*others, *mine), key=lambda citation: place[citation.citing]))
    return citing
