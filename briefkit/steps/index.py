"""The search index: one bundle, or many where there are many reports; each made only when its reports changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple, TypeVar

from briefkit.disk.files import digest
from briefkit.disk.search import Indexer
from briefkit.feeds.search_documents import search_document
from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.model.outputs import SearchDocument
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue

INDEXERS = 3
"""Search bundles made at once: one more than two cores, which are busy then while an indexer waits for reports.
Each takes some 100 MB, or 350 MB where an index is not cut and holds 1,500 reports."""

Result = TypeVar("Result")


class Bundle(NamedTuple):
    """A search index that is to be made: its folder below the output folder, its reports, and their sources."""

    folder: str
    reports: tuple[Slug, ...]
    sources: tuple[Slug, ...]

    def basis(self, stamp: Callable[[str], bytes | str]) -> bytes:
        """A digest of all that the index is made from; `stamp` gives the stamp of an answer about the site.

        (Settings and the indexer's version are part of the cache's key.)
        """
        asked = [f"article {slug}" for slug in self.reports] + [f"source {slug}" for slug in self.sources]
        return digest(repr([(question, stamp(question)) for question in asked]).encode())


def bundles(cat: Catalogue) -> tuple[Bundle, ...]:
    """The indexes of a site, the newest first."""
    reports = cat.site.reports
    return tuple(
        Bundle(
            addresses.search_folder(shard),
            tuple(sorted(slugs)),
            tuple(sorted({source for slug in slugs if (source := reports[slug].source)})),
        )
        for shard, slugs in cat.shards.items()
    )


def edition_digest(bases: Iterable[bytes]) -> bytes:
    """What `pagefind/edition.txt` holds, by which an open search page sees that the index was published anew; `bases`
    are those of all bundles."""
    return digest(b"".join(bases)).hex().encode()


def index(
    cat: Catalogue, bundle: Bundle, indexer: Indexer, pause: Callable[[], object] = lambda: None
) -> dict[str, bytes]:
    """The files of one index by name; `pause` is called before each report. Raises SearchError."""
    found = indexer.bundle(_documents(cat, bundle, pause))
    return {f"{bundle.folder}{name}": data for name, data in found.items()}


def _documents(cat: Catalogue, bundle: Bundle, pause: Callable[[], object]) -> Iterator[SearchDocument]:
    """The reports of a bundle in the order of their addresses: Pagefind's files depend on the order it is fed in."""
    for slug in bundle.reports:
        pause()
        yield search_document(Asking(cat), slug)


@contextmanager
def indexing(
    work: Callable[[Bundle, Indexer], Result], due: Sequence[Bundle], language: str
) -> Iterator[list[Callable[[], Result]]]:
    """Call `work` for each bundle that is `due`, a few at a time, in threads that each drive an indexer of their own.

    Gives a function for each bundle, in their order, that waits for what `work` gave, and raises what it raised.
    """
    if not due:
        yield []
        return
    from concurrent.futures import Future, ThreadPoolExecutor
    from queue import SimpleQueue

    idle = SimpleQueue[Indexer]()

    def with_indexer(bundle: Bundle) -> Result:
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
            futures: list[Future[Result]] = [pool.submit(with_indexer, bundle) for bundle in due]
            yield [future.result for future in futures]
        finally:
            pool.shutdown(cancel_futures=True)  # where one fails, nobody needs the others
