"""From a site that is ready to one that is published: what is outdated is made, written and put in place at once."""

import sys
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.search import Indexer
from briefkit.disk.sink import Published, Tree, damaged, folders_of, holds, new_tree
from briefkit.disk.state import BuiltBundle, Manifest, Trace
from briefkit.model import addresses
from briefkit.model.issues import Issue
from briefkit.model.snapshot import Stat
from briefkit.stages.outdated import EarlierBuild, outdated
from briefkit.stages.render import Fault, Renderer, each_once
from briefkit.stages.suspects import Suspects
from briefkit.steps.copy import Copies
from briefkit.steps.index import Bundle, edition_digest, index, indexing
from briefkit.steps.make import TreeFile, make, put
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet
from briefkit.workers import Progress, silent, spread

_COMPILED_BEFORE_FORKING = 1 / 4
"""The share of all files from which on templates are compiled before workers are forked, which then share them: for
fewer files most templates are not needed."""

_ANSWERS_SOUGHT = 1 / 8
"""The share of all files that must be new or gone before all pages are searched for questions that none asks now."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A site taken as far as it can be without making a file: nothing in it depends on the output folder.

    `suspects` tell which answers may differ from those in the manifest before; None where any may.
    """

    catalogue: Catalogue
    sheets: tuple[Sheet, ...]
    renderer: Renderer
    copies: Copies
    bundles: tuple[Bundle, ...]
    suspects: Suspects | None = None


class Destination(NamedTuple):
    """Where a site is published, the site's own folder (which must not be overwritten), how many processes may work,
    and who is told how the work gets on."""

    output: Path
    root: Path
    jobs: int | None
    progress: Progress = silent


class Result(NamedTuple):
    """What came of publishing: the manifest of the site that stands now; the addresses that were made; the names of
    the files that have new bytes, and of those that went.

    With `issues`, the site that stood before still does, and nothing was published.
    """

    manifest: Manifest
    made: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def earlier_build(
    destination: Destination, ready: Ready, before: Manifest, broken: Collection[str] | None = None
) -> EarlierBuild:
    """What the manifest `before` tells about the files of the site that is `ready`.

    `broken` are those of its files that do not stand as they were written; None to look at each of them now.
    """
    broken = frozenset(damaged(destination.output, before.published) if broken is None else broken)
    return EarlierBuild(before.pages, before.answers, broken, ready.renderer.stamp, ready.suspects)


def publish(destination: Destination, ready: Ready, before: Manifest, earlier: EarlierBuild) -> Result:
    """Publish `ready` in place of the site that `before` describes.

    Raises OutputError and SearchError; the site that stood before then still does.
    """
    standing = before.published.files
    sheets = {addresses.file_of(sheet.address): sheet for sheet in ready.sheets}
    stale = outdated(sheets, earlier)
    bases = {bundle.folder: bundle.basis(earlier.answer) for bundle in ready.bundles}
    up_to_date = {
        folder: before.bundles[folder]
        for folder, basis in bases.items()
        if _is_up_to_date(before.bundles.get(folder), basis, earlier.damaged)
    }
    due = [(bundle, bases[bundle.folder]) for bundle in ready.bundles if bundle.folder not in up_to_date]
    due.sort(key=lambda one: len(one[0].reports), reverse=True)  # the longest must not be the last to begin
    wanted = sheets.keys() | ready.copies.names | {name for bundle in up_to_date.values() for name in bundle.names}
    wanted |= {addresses.SEARCH_EDITION} if bases else set()
    files = {name: stat for name, stat in standing.items() if name in wanted and name not in earlier.damaged}
    is_whole = not stale and not due and len(files) == len(standing)
    if is_whole and ready.copies.stand(files, lambda name, data: holds(destination.output / name, data)):
        return Result(before)
    draft = _Draft(dict(files), dict(up_to_date), {name: t for name, t in before.pages.items() if name in sheets})
    with new_tree(destination.output, destination.root, before.published, files) as tree:
        issues = _make(destination, ready, stale, due, tree, draft)
        if issues:
            tree.discard()
        for file in ready.copies.write(tree, files):
            draft.add(file)
        if bases:
            draft.add(put(tree, addresses.SEARCH_EDITION, edition_digest(bases.values()), files))
    removed = standing.keys() - draft.files.keys()
    if issues:
        # The discarded tree is now the sibling of the site that stands, and differs from it in all that was touched.
        behind = frozenset(draft.written | (standing.keys() - files))
        unchanged = Published(standing, behind, *folders_of(destination.output))
        return Result(before._replace(published=unchanged), issues=issues)
    published = Published(draft.files, frozenset(draft.written | removed), *folders_of(destination.output))
    answers = earlier.answers_now(draft.answers)
    if len(stale) + len(removed) > len(sheets) * _ANSWERS_SOUGHT:
        asked = set[str]().union(*[trace.asked for trace in draft.pages.values()])
        answers = {question: stamp for question, stamp in answers.items() if question in asked}
    return Result(
        Manifest(draft.pages, answers, draft.bundles, published),
        tuple(sheet.address for sheet in stale),
        tuple(sorted(draft.written)),
        tuple(sorted(removed)),
    )


@dataclass(slots=True)
class _Draft:
    """The manifest in the making: `files` stand in the tree already, those `written` have new bytes."""

    files: dict[str, Stat]
    bundles: dict[str, BuiltBundle]
    pages: dict[str, Trace]
    answers: dict[str, bytes | str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, file: TreeFile) -> None:
        self.files[file.name] = file.stat
        if file.is_new:
            self.written.add(file.name)


def _make(
    destination: Destination,
    ready: Ready,
    stale: Sequence[Sheet],
    due: Sequence[tuple[Bundle, bytes]],
    tree: Tree,
    draft: _Draft,
) -> tuple[Issue, ...]:
    """Make the files of `stale` and the search bundles that are due (each with its basis), side by side.

    Gives what is wrong with templates.
    """
    if len(stale) > len(ready.sheets) * _COMPILED_BEFORE_FORKING:
        ready.renderer.compile_all()
    faults: list[Fault] = []
    standing = dict(draft.files)
    work = partial(make, ready.renderer, stale, tree, standing)
    indexed = indexing(
        partial(_index, ready.catalogue, tree, standing),
        [bundle for bundle, _ in due],
        ready.catalogue.site.settings.language,
    )
    progress = destination.progress
    with spread(work, len(stale), destination.jobs) as batches, indexed as bundles:
        for batch in batches:
            progress("making pages", len(batch.made), len(stale))
            faults += batch.faults
            # Ten thousand pages share most of their questions: one object of each will do.
            draft.answers.update(zip(map(sys.intern, batch.answers), batch.answers.values(), strict=True))
            for file, trace in batch.made:
                draft.add(file)
                draft.pages[file.name] = Trace(trace.basis, tuple(map(sys.intern, trace.asked)))
        for (bundle, basis), result in zip(due, bundles, strict=True):
            progress("indexing", 0, len(due))  # before the wait: there may be but one, and it takes seconds
            files = result()
            for file in files:
                draft.add(file)
            draft.bundles[bundle.folder] = BuiltBundle(basis, tuple([file.name for file in files]))
            progress("indexing", 1, len(due))
    return each_once(faults)


def _index(
    cat: Catalogue, tree: Tree, standing: Mapping[str, Stat], bundle: Bundle, indexer: Indexer
) -> list[TreeFile]:
    """Make a search bundle, and write those of its files that do not stand already."""
    return [put(tree, name, data, standing) for name, data in index(cat, bundle, indexer).items()]


def _is_up_to_date(made: BuiltBundle | None, basis: bytes, broken: Set[str]) -> bool:
    """Whether a bundle, as it was `made`, is what would be made on this `basis`, and all of its files still stand."""
    return made is not None and made.basis == basis and broken.isdisjoint(made.names)
