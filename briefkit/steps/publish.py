"""From a site that is ready to one that is published: what is outdated is made, written and put in place at once."""

import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.search import Indexer
from briefkit.disk.sink import Published, Tree, damaged, folders_of, holds, new_tree
from briefkit.disk.state import Edition, Indexed, Sheeted
from briefkit.model import addresses
from briefkit.model.issues import Issue
from briefkit.model.snapshot import Stat
from briefkit.stages.outdated import Known, outdated
from briefkit.stages.render import Fault, Renderer, told_once
from briefkit.stages.suspects import Suspects
from briefkit.steps.copy import Copies
from briefkit.steps.index import Bundle, index
from briefkit.steps.index import edition as search_edition
from briefkit.steps.make import make, put
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet
from briefkit.workers import Progress, spread, untold

INDEXERS = 3
"""Search bundles made at once: one more than two cores, which are busy then while an indexer waits for reports.
Each takes some 100 MB, or 350 MB where an index is not cut and holds 1,500 reports."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A site taken as far as it can be without making a file: nothing in it depends on the output folder.

    `suspects` tell what may be other than in the edition before; None where anything may.
    """

    catalogue: Catalogue
    sheets: tuple[Sheet, ...]
    renderer: Renderer
    copies: Copies
    bundles: tuple[Bundle, ...]
    suspects: Suspects | None = None


class Place(NamedTuple):
    """Where a site is published, what it must not overwrite, how many processes may work on it, and who watches."""

    output: Path
    root: Path
    jobs: int | None
    progress: Progress = untold


class Result(NamedTuple):
    """What came of it: the edition that stands now, which files were made, written anew and removed.

    With `issues`, the edition is the one before, and nothing was published.
    """

    edition: Edition
    made: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def known(place: Place, ready: Ready, before: Edition, broken: Collection[str] | None = None) -> Known:
    """What an earlier edition tells about the files of this one; `broken` are those of its files that do not stand as
    they were written, where that is known."""
    broken = frozenset(damaged(place.output, before.published) if broken is None else broken)
    return Known(before.pages, before.answers, broken, ready.renderer.stamp, ready.suspects)


def publish(place: Place, ready: Ready, before: Edition, earlier: Known) -> Result:
    """Publish `ready` in place of the edition `before`. Raises OutputError and SearchError; that one then stays."""
    standing = before.published.files
    sheets = {addresses.file_of(sheet.address): sheet for sheet in ready.sheets}
    stale = outdated(sheets, earlier)
    bases = {bundle.folder: bundle.basis(earlier.answer) for bundle in ready.bundles}
    sealed = {
        folder: before.bundles[folder]
        for folder, basis in bases.items()
        if _stands(before.bundles.get(folder), basis, earlier.damaged)
    }
    due = [(bundle, bases[bundle.folder]) for bundle in ready.bundles if bundle.folder not in sealed]
    due.sort(key=lambda one: len(one[0].reports), reverse=True)  # the longest must not be the last to begin
    wanted = sheets.keys() | ready.copies.names | {name for bundle in sealed.values() for name in bundle.names}
    wanted |= {addresses.SEARCH_EDITION} if bases else set()
    files = {name: stat for name, stat in standing.items() if name in wanted and name not in earlier.damaged}
    is_whole = not stale and not due and len(files) == len(standing)
    if is_whole and ready.copies.stand(files, lambda name, data: holds(place.output / name, data)):
        return Result(before)
    edition = _Edition(dict(files), dict(sealed), {n: s for n, s in before.pages.items() if n in sheets})
    with new_tree(place.output, place.root, before.published, files) as tree:
        issues = _make(place, ready, stale, due, tree, edition)
        if issues:
            tree.discard()
        for name, stat, is_new in ready.copies.write(tree, files):
            edition.add(name, stat, is_new)
        if bases:
            name = addresses.SEARCH_EDITION
            edition.add(name, *put(tree, name, search_edition(bases.values()), files))
    if issues:
        touched = edition.written | (standing.keys() - files)
        output, sibling = folders_of(place.output)
        return Result(
            before._replace(published=Published(standing, frozenset(touched), output, sibling)), issues=issues
        )
    removed = standing.keys() - edition.files.keys()
    behind = frozenset(edition.written | removed)
    published = Published(edition.files, behind, *folders_of(place.output))
    answers = earlier.answers_now(edition.answers)
    if len(stale) + len(removed) > len(sheets) // 8:
        asked = set[str]().union(*[sheeted.asked for sheeted in edition.pages.values()])
        answers = {question: stamp for question, stamp in answers.items() if question in asked}
    return Result(
        Edition(edition.pages, answers, edition.bundles, published),
        tuple(sheet.address for sheet in stale),
        tuple(sorted(edition.written)),
        tuple(sorted(removed)),
    )


@dataclass(slots=True)
class _Edition:
    """The edition in the making: `files` stand in the tree already."""

    files: dict[str, Stat]
    bundles: dict[str, Indexed]
    pages: dict[str, Sheeted]
    answers: dict[str, bytes | str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, name: str, stat: Stat, is_new: bool) -> None:
        self.files[name] = stat
        if is_new:
            self.written.add(name)


def _make(
    place: Place,
    ready: Ready,
    stale: Sequence[Sheet],
    due: Sequence[tuple[Bundle, bytes]],
    tree: Tree,
    edition: _Edition,
) -> tuple[Issue, ...]:
    """Make the files of `stale` and the search bundles that are due (each with its basis), side by side.

    Gives what is wrong with templates.
    """
    if len(stale) > len(ready.sheets) // 4:
        ready.renderer.compile_all()
    faults: list[Fault] = []
    standing = dict(edition.files)
    work = partial(make, ready.renderer, stale, tree, standing)
    language = ready.catalogue.site.settings.language
    indexed = _indexing(partial(_indexed, ready.catalogue, tree, standing), [bundle for bundle, _ in due], language)
    with spread(work, len(stale), place.jobs) as making, indexed as indexing:
        for batch in making:
            place.progress("making pages", len(batch.placed), len(stale))
            faults += batch.faults
            # Ten thousand pages share most of their questions: one object of each will do.
            edition.answers.update(zip(map(sys.intern, batch.answers), batch.answers.values(), strict=True))
            for name, stat, is_new, sheeted in batch.placed:
                edition.add(name, stat, is_new)
                edition.pages[name] = Sheeted(sheeted.basis, tuple(map(sys.intern, sheeted.asked)))
        for (bundle, basis), found in zip(due, indexing, strict=True):
            place.progress("indexing", 0, len(due))  # before the wait: there may be but one, and it takes seconds
            for placed in found():
                edition.add(*placed)
            edition.bundles[bundle.folder] = Indexed(basis, tuple([name for name, *_ in found()]))
            place.progress("indexing", 1, len(due))
    return told_once(faults)


_Placed = list[tuple[str, Stat, bool]]
"""Files by name: how each stands, and whether its bytes are new."""


def _indexed(cat: Catalogue, tree: Tree, standing: Mapping[str, Stat], bundle: Bundle, indexer: Indexer) -> _Placed:
    """Make a search bundle, and write those of its files that do not stand already."""
    return [(name, *put(tree, name, data, standing)) for name, data in index(cat, bundle, indexer).items()]


@contextmanager
def _indexing(
    work: Callable[[Bundle, Indexer], _Placed], due: Sequence[Bundle], language: str
) -> Iterator[list[Callable[[], _Placed]]]:
    """Begin to make search bundles, a few at a time, in processes of the indexer; gives ways to wait for each."""
    if not due:
        yield []
        return
    from concurrent.futures import Future, ThreadPoolExecutor
    from queue import SimpleQueue

    idle = SimpleQueue[Indexer]()

    def with_indexer(bundle: Bundle) -> _Placed:
        indexer = idle.get()
        try:
            return work(bundle, indexer)
        finally:
            idle.put(indexer)

    with ExitStack() as running:
        indexers = [running.enter_context(Indexer(language)) for _ in range(min(INDEXERS, len(due)))]
        for indexer in indexers:
            idle.put(indexer)
        pool = ThreadPoolExecutor(len(indexers))
        try:
            futures: list[Future[_Placed]] = [pool.submit(with_indexer, bundle) for bundle in due]
            yield [future.result for future in futures]
        finally:
            pool.shutdown(cancel_futures=True)  # where one fails, nobody needs the others


def _stands(made: Indexed | None, basis: bytes, broken: Set[str]) -> bool:
    """Whether the files of a bundle, as it was `made`, are what is to be published on this `basis`."""
    return made is not None and made.basis == basis and broken.isdisjoint(made.names)
