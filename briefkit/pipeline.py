"""The build, from a folder of reports to a folder of pages; read it as a table of contents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path

from briefkit.disk.search import build_bundle
from briefkit.disk.sink import Tree, new_tree
from briefkit.disk.source import read_media, read_snapshot
from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.issues import Issue, has_errors, made_strict
from briefkit.model.liveness import Clock, instant
from briefkit.model.outputs import Output
from briefkit.model.records import Content, joined
from briefkit.model.site import Site
from briefkit.model.snapshot import Media, Snapshot
from briefkit.stages.excerpts import with_excerpts
from briefkit.stages.link import link
from briefkit.stages.load import load_content, load_settings
from briefkit.stages.plan import Plan, plan
from briefkit.stages.render import Renderer
from briefkit.stages.resolve import media_wanted, resolve
from briefkit.workers import spread


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: the site's folder, the instant it is built for, and the flags of the command line.

    `as_of`, where given, is a date that `parse_moment` accepts and stands in for `now`; a day means its end.
    """

    root: Path
    output: Path
    now: datetime
    as_of: str | None = None
    drafts: bool = False
    base_url: str | None = None
    search: bool = True
    strict: bool = False
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that a build needs to write: nothing in it depends on the output folder."""

    site: Site
    plan: Plan
    renderer: Renderer
    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. Without `site` nothing was written and `issues` say why."""

    issues: tuple[Issue, ...]
    site: Site | None = None
    pages: int = 0


def build(request: Request) -> Outcome:
    """Build the site that `request` describes, all of it or nothing.

    Raises OutputError where the output folder may not or cannot be written, SearchError where the
    indexer fails. What writers did wrong is never an exception but in the outcome's issues.
    """
    snapshot = read_snapshot(request.root)
    ready, issues = prepare(request, snapshot)
    if ready is None:
        return Outcome(told(issues, snapshot, request))
    with new_tree(request.output, request.root) as tree:
        with spread(partial(_write_pages, ready, tree), len(ready.plan.pages), request.jobs) as rendering:
            # Indexing goes on beside the rendering: the indexer is a process of its own.
            bundle = build_bundle(ready.plan.documents, ready.plan.shell.language) if request.search else {}
            faults = tuple(fault for found in rendering for fault in found)
        if faults:
            tree.discard()
            return Outcome(told(issues + faults, snapshot, request))
        for output in (*ready.plan.files, *ready.renderer.asset_outputs()):
            tree.write(output)
        for media in ready.media:
            tree.copy(request.root / media.path, addresses.media(media.name))
        for name, data in bundle.items():
            tree.write(Output(addresses.search_file(name), data))
    return Outcome(told(issues, snapshot, request), ready.site, len(ready.plan.pages))


def check(request: Request) -> tuple[Issue, ...]:
    """Everything that `build` would refuse, and advice; nothing is written."""
    snapshot = read_snapshot(request.root)
    ready, issues = prepare(request, snapshot)
    if ready is not None:
        for page in ready.plan.pages:
            issues += ready.renderer.render(page)[1]
    return told(issues, snapshot, request)


def prepare(request: Request, snapshot: Snapshot) -> tuple[Ready | None, tuple[Issue, ...]]:
    """Take a site up to the point where pages would be rendered; None where errors forbid it."""
    settings, issues = load_settings(snapshot, request.base_url)
    content, found = _load(snapshot.documents, settings.zone, request.jobs)
    issues += snapshot.issues + found
    links = Links(settings.base_url)
    clock = Clock(instant(request.now, request.as_of, settings.zone), request.drafts)
    registry, found = resolve(content, settings, clock, snapshot.files)
    issues += found
    media, found = read_media(request.root, media_wanted(registry))
    issues += found
    site, found = link(registry, media, links)
    issues += found
    if stops(issues, request):
        return None, issues
    planned, found = plan(site, links, snapshot.static)
    issues += found
    if stops(issues, request):
        return None, issues
    renderer = Renderer(snapshot.templates, planned.shell, links)
    return Ready(site, planned, renderer, tuple(site.media.values())), issues


def _load(documents: Mapping[str, bytes], zone: tzinfo, jobs: int | None) -> tuple[Content, tuple[Issue, ...]]:
    """Every document as a record; they know nothing of one another, so any core may read any of them."""
    paths = sorted(documents)

    def read(chunk: range) -> tuple[Content, tuple[Issue, ...]]:
        return load_content({path: documents[path] for path in paths[chunk.start : chunk.stop]}, zone)

    with spread(read, len(paths), jobs) as reading:
        parts = tuple(reading)
    return joined(part for part, _ in parts), tuple(issue for _, found in parts for issue in found)


def _write_pages(ready: Ready, tree: Tree, chunk: range) -> tuple[Issue, ...]:
    """Render and write some of the pages; what is wrong with their templates."""
    faults: list[Issue] = []
    for page in ready.plan.pages[chunk.start : chunk.stop]:
        output, found = ready.renderer.render(page)
        faults += found
        if output is not None:
            tree.write(output)
    return tuple(faults)


def stops(issues: tuple[Issue, ...], request: Request) -> bool:
    """Whether `issues` forbid the build: errors always do, advice where the request is strict."""
    return has_errors(made_strict(issues) if request.strict else issues)


def told(issues: tuple[Issue, ...], snapshot: Snapshot, request: Request) -> tuple[Issue, ...]:
    """`issues` as commands show them: each once, in the order of files and lines, with the line it speaks of."""
    distinct = tuple(sorted(set(issues), key=lambda issue: issue.sort_key))
    return with_excerpts(made_strict(distinct) if request.strict else distinct, snapshot)
