"""The build, from a folder of reports to a folder of pages; read it as a table of contents."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from briefkit.disk.files import digest, has_content
from briefkit.disk.lock import sole_writer
from briefkit.disk.owned import refuse_unsafe
from briefkit.disk.pointers import pointers
from briefkit.disk.sink import finish_interrupted
from briefkit.disk.source import read_file, read_templates, survey
from briefkit.disk.state import Cache, State
from briefkit.disk.up_to_date import forget, look, note
from briefkit.linking.changes import ReportChanges
from briefkit.markdown.text import MAX_BYTES
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, as_plain, has_errors, made_strict
from briefkit.model.layout import SITE_FILE, STATIC, TEMPLATES
from briefkit.model.liveness import Clock, instant, next_change
from briefkit.model.moments import ticks_of
from briefkit.model.names import Slug
from briefkit.model.records import Settings
from briefkit.model.registry import Registry
from briefkit.model.site import Article, Site
from briefkit.model.snapshot import Stat, Survey
from briefkit.request import Outcome, Request, Stopwatch
from briefkit.stages.excerpts import with_excerpts
from briefkit.stages.link import Linker
from briefkit.stages.load import absent, load_settings, strays, unread
from briefkit.stages.outdated import EarlierBuild, explained
from briefkit.stages.plan import clashes, plan
from briefkit.stages.render import Renderer, each_once, malformed, no_text
from briefkit.stages.resolve import media_wanted, resolve
from briefkit.stages.suspects import Suspects, suspects
from briefkit.steps.copy import Copies
from briefkit.steps.index import bundles
from briefkit.steps.make import faults
from briefkit.steps.publish import Destination, Ready, earlier_build, publish
from briefkit.steps.read import Library, Reader
from briefkit.steps.relate import relating
from briefkit.steps.remember import changes_since, opened_cache, standing, surroundings
from briefkit.views.catalogue import Catalogue, catalogue
from briefkit.workers import Progress, silent, spread


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site read and linked; `ready` to be made, unless errors forbid it (then None).

    `state` is what to remember of it. `found` are its files as they were at `looked_at` (nanoseconds of Unix time),
    `templates` the bytes of templates/ by name. At `until` the site changes by itself; None if it never does.
    """

    ready: Ready | None
    state: State
    library: Library
    linker: Linker
    found: Survey
    templates: Mapping[str, bytes]
    looked_at: int
    until: datetime | None
    issues: tuple[Issue, ...]


def build(request: Request, progress: Progress = silent) -> Outcome:
    """Build the site that `request` describes, all of it or nothing; only what changed is made again.

    `progress` is called as the work gets on.

    Raises OutputError where the output folder may not or cannot be written, SearchError where the
    indexer fails. What writers did wrong is never an exception but in the outcome's issues.
    """
    refuse_unsafe(request.output, request.root)
    watch = Stopwatch()
    settings, issues, as_read = settings_of(request)
    if not as_read:  # no site, then: whatever else was missing would be missing for that
        return Outcome(for_display(issues, request))
    with opened_cache(request.root, settings) as cache, sole_writer(request.output.absolute().parent):
        finish_interrupted(request.output)
        before = (State() if request.full else cache.load()).at(request.place)
        forget(cache.folder)
        watch.lap("remembering")
        if request.seen and cache.written_since(request.seen.look.at):  # by another build, which may have seen more
            request = replace(request, seen=None)
        prepared = prepare(request, settings, cache, before, watch, progress)
        issues += prepared.issues
        ready = prepared.ready
        if ready is None or stops(issues, request):
            cache.save(prepared.state)
            if ready is not None:  # else that was told with the rest
                issues += malformed(prepared.templates)
            return Outcome(for_display(issues, request))
        destination = Destination(request.output, request.root, request.jobs, progress)
        earlier = earlier_build(destination, ready, before.manifest, request.seen.broken if request.seen else None)
        explanation = _explained(request.explain, ready, earlier) if request.explain else ""
        result = publish(destination, ready, before.manifest, earlier)
        watch.lap("making pages")
        issues = for_display(issues + result.issues, request)
        cache.save(prepared.state._replace(manifest=result.manifest, is_published=not result.issues))
        if result.issues:
            return Outcome(issues)
        as_read |= {f"{TEMPLATES}{name}": digest(data) for name, data in prepared.templates.items()}
        _note(request, cache, prepared, as_read, result.manifest.published.files, issues)
        return Outcome(
            issues=issues,
            published=ready,
            read=prepared.library.read,
            made=result.made,
            written=result.written,
            removed=result.removed,
            files=len(result.manifest.published.files),
            explanation=explanation,
            seconds=watch.lap("remembering"),
        )


def check(request: Request) -> tuple[Issue, ...]:
    """Everything that `build` would refuse, and advice; nothing is written but the cache's own files."""
    settings, issues, as_read = settings_of(request)
    if not as_read:
        return for_display(issues, request)
    with opened_cache(request.root, settings) as cache:
        before = cache.load()
        prepared = prepare(request, settings, cache, before, Stopwatch())
        issues += prepared.issues
        if cache.holds_another_state:  # a build's with other settings: not ours to replace
            cache.drop(prepared.state)
        else:
            cache.save(prepared.state)
        if prepared.ready is not None:
            renderer, sheets = prepared.ready.renderer, prepared.ready.sheets
            renderer.compile_all()
            with spread(partial(faults, renderer, sheets), len(sheets), request.jobs) as parts:
                issues += each_once([fault for part in parts for fault in part])
    return for_display(issues, request)


def prepare(
    request: Request,
    settings: Settings,
    cache: Cache,
    before: State,
    watch: Stopwatch,
    progress: Progress = silent,
    found: Survey | None = None,
) -> Prepared:
    """Take a site up to the point where files would be made, or as far as its errors let it come.

    `found` are its files, where they have just been looked at.
    """
    seen = request.seen.look if request.seen and found is None else None
    looked_at = seen.at if seen else time.time_ns()
    found = found or survey(seen or look(str(request.root)))
    reader = Reader(request.root, found, looked_at, settings, before, cache.packs, request.jobs, progress)
    library = reader.library()
    watch.lap("reading")
    linked = _linked(request, settings, reader, library, before)
    templates, problems = read_templates(request.root, found)
    issues = linked.issues + problems + no_text(templates)
    watch.lap("linking")
    until = None if request.as_of else linked.until
    prepared = Prepared(None, linked.state, library, linked.linker, found, templates, looked_at, until, issues)
    if stops(issues, request):
        at_once = clashes(linked.registry, tuple(found.static)) + malformed(templates)
        return replace(prepared, issues=issues + at_once)
    cat = catalogue(linked.site, Links(settings.base_url), opener(linked.site, linked.linker, library))
    suspected = None
    if linked.changes is not None and before.is_published:
        suspected = suspects(cat, linked.changes, (before.linked, linked.state.linked), before.kinship)
    ready, problems = _planned(request, cat, prepared, suspected)
    watch.lap("planning")
    return replace(prepared, ready=ready, issues=issues + problems)


class _LinkedSite(NamedTuple):
    """A site, and what it was made with: its registry, its linker, and the reports that changed since the state
    before (None where anything may have changed). `state` is what to remember of it; at `until` it changes by
    itself."""

    site: Site
    registry: Registry
    linker: Linker
    changes: ReportChanges | None
    state: State
    until: datetime | None
    issues: tuple[Issue, ...]


def _linked(request: Request, settings: Settings, reader: Reader, library: Library, before: State) -> _LinkedSite:
    """Sort out what was read for one instant, and resolve its links."""
    found, content = reader.found, library.content
    clock = Clock(instant(request.now, request.as_of, settings.zone), request.drafts)
    registry, problems = resolve(content, settings, clock, frozenset(found.files))
    issues = found.issues + strays(found.documents) + library.issues + problems
    if not has_content(request.root):
        issues += absent()
    media, problems = reader.media(media_wanted(registry))
    issues += problems + unread(found.files.keys() - media.keys())
    published = {f"{STATIC}{name}": stat for name, stat in found.static.items()}
    issues += pointers(request.root, published | {path: found.files[path] for path in media})
    used = {path: cached.media for path, cached in media.items()}
    around = surroundings(library, used, found, request.drafts)
    changes = changes_since(before, library, around, clock)
    linker = Linker(registry, used, Links(settings.base_url))
    with relating(registry, before, changes, request.jobs) as kinship:
        site, linked, problems = linker.site(
            before.linked, kinship, changes, lambda filed: library.shelf.text(library.reports[filed.path])
        )
    until = next_change(content, clock.now)
    state = before._replace(
        documents=library.documents,
        reports=library.reports,
        media=media,
        linked=linked,
        # Of two reports with one slug, nobody could say later whose kin these are.
        kinship=site.kinship if library.has_a_slug_each else {},
        surroundings=around,
        instants=(clock.ticks, ticks_of(until) if until else float("inf")),
        is_published=False,
    )
    return _LinkedSite(site, registry, linker, changes, state, until, issues + problems)


def _planned(
    request: Request, cat: Catalogue, prepared: Prepared, suspected: Suspects | None
) -> tuple[Ready, tuple[Issue, ...]]:
    """The site with a plan of every file that is to be made or copied, and which of these would take one address."""
    static = tuple(prepared.found.static)
    sheets, clashing = plan(cat, static)
    renderer = Renderer(prepared.templates, cat)
    copies = Copies(request.root, renderer.asset_outputs(), tuple(cat.site.media.values()), static)
    searched = bundles(cat) if request.search else ()
    return Ready(cat, sheets, renderer, copies, searched, suspected), clashing


def opener(site: Site, linker: Linker, library: Library) -> Callable[[Slug], Article]:
    """A function that opens a report of `site`, by its slug: its words, with their links resolved."""

    def open_report(slug: Slug) -> Article:
        report = site.reports[slug]
        return linker.article(report, library.shelf.text(library.reports[report.facts.path]))

    return open_report


def stops(issues: tuple[Issue, ...], request: Request) -> bool:
    """Whether `issues` forbid the build: errors always do, advice where the request is strict."""
    return has_errors(made_strict(issues) if request.strict else issues)


def for_display(issues: tuple[Issue, ...], request: Request) -> tuple[Issue, ...]:
    """`issues` as commands show them: each once, in the order of files and lines, with the line that it is about."""
    distinct = tuple(sorted(set(issues), key=lambda issue: issue.sort_key))
    return with_excerpts(
        made_strict(distinct) if request.strict else distinct,
        lambda path: read_file(request.root, path, MAX_BYTES + 1)[0],
    )


def settings_of(request: Request) -> tuple[Settings, tuple[Issue, ...], dict[str, bytes]]:
    """What site.yaml and the flags say, what is wrong with it, and a digest of the file by its path."""
    is_there = os.path.lexists(request.root / SITE_FILE)
    data, problems = read_file(request.root, SITE_FILE, MAX_BYTES + 1) if is_there else (None, ())
    settings, issues = load_settings(data, request.base_url)
    return settings, problems or issues, {SITE_FILE: digest(data)} if data is not None else {}


def _explained(written: str, ready: Ready, earlier: EarlierBuild) -> str:
    """Why the file at an address, however it is `written`, is or is not made again."""
    return explained(ready.catalogue.links.address(written), ready.sheets, earlier, ready.copies.names)


def _note(
    request: Request,
    cache: Cache,
    prepared: Prepared,
    as_read: Mapping[str, bytes],
    files: Mapping[str, Stat],
    issues: tuple[Issue, ...],
) -> None:
    """Note how everything stands, so that the next build can see at a glance that there is nothing to do."""
    sources = standing(prepared.library, prepared.found, as_read, prepared.looked_at)
    since = float("-inf") if request.as_of else request.now.timestamp()
    until = prepared.until.timestamp() if prepared.until else float("inf")
    note(cache.folder, request.key, sources, files, (since, until), [as_plain(issue) for issue in issues])
