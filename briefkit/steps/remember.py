"""What a build knows of the last one: its cache, what changed since, and how every source stands for the next."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from briefkit.disk.files import digest
from briefkit.disk.lock import locked
from briefkit.disk.owned import OutputError
from briefkit.disk.state import Cache, CachedReport, State, is_writable, settled
from briefkit.disk.up_to_date import CACHE, Noted, engine_digest
from briefkit.linking.changes import ReportChanges, changes_between
from briefkit.model.layout import SITE_FILE, STATIC, TEMPLATES
from briefkit.model.liveness import Clock
from briefkit.model.records import Origin, Settings
from briefkit.model.snapshot import Media, Survey
from briefkit.steps.read import Library


def cache_key(settings: Settings) -> bytes:
    """A digest of this program and of all settings: a cache with another key is of no use."""
    return digest(engine_digest() + repr(settings._replace(origin=Origin(SITE_FILE))).encode())


@contextmanager
def opened_cache(root: Path, settings: Settings) -> Iterator[Cache]:
    """The cache of the site in the folder `root`, for this process alone.

    Where it cannot be written, a temporary one takes its place. Raises OutputError where there is no room for that
    either.
    """
    folder = root / CACHE
    with ExitStack() as passing:
        if not is_writable(folder):
            try:
                import tempfile

                folder = Path(passing.enter_context(tempfile.TemporaryDirectory(prefix="briefkit-")))
            except OSError as error:
                raise OutputError(f"there is no place for temporary files: {error.strerror}") from error
        cache = Cache(folder, cache_key(settings))
        with locked(folder / "lock"):
            try:
                yield cache
            finally:
                cache.packs.close()


def surroundings(library: Library, media: Mapping[str, Media], found: Survey, drafts: bool) -> bytes:
    """A digest of all that the links and kinship of reports depend on, besides the reports.

    `media` are the files that documents refer to, by path; `drafts` says whether drafts are shown.
    """
    documents = [(path, entry.digest) for path, entry in library.documents.items()]
    published = sorted((path, file.name) for path, file in media.items())
    return digest(repr((documents, published, sorted(found.files), drafts)).encode())


def changes_since(before: State, library: Library, around: bytes, clock: Clock) -> ReportChanges | None:
    """The reports that changed since the state `before`; None where more than reports may have changed.

    `around` are the `surroundings` now.
    """
    since, until = before.instants
    if around != before.surroundings or not since <= clock.ticks < until:
        return None
    known, now = before.reports, library.reports
    edited = [path for path, kept in now.items() if (old := known.get(path)) is not kept and _differ(old, kept)]
    return changes_between(
        {path: kept.facts for path, kept in known.items()}, {path: kept.facts for path, kept in now.items()}, edited
    )


def _differ(old: CachedReport | None, new: CachedReport) -> bool:
    return old is None or not new.digest or old.digest != new.digest


def standing(library: Library, found: Survey, as_read: Mapping[str, bytes], looked_at: int) -> dict[str, Noted]:
    """How every source stood that was `found` when the site was looked at, by path.

    `looked_at` is when that was, in nanoseconds of Unix time; `as_read` are the digests of templates and site.yaml.
    """
    sources: dict[str, Noted] = {path: (*entry.stat, entry.digest) for path, entry in library.documents.items()}
    sources |= {path: (*kept.stat, kept.digest) for path, kept in library.reports.items()}
    only_seen = {f"{STATIC}{name}": stat for name, stat in found.static.items()} | dict(found.files)
    only_seen |= {path: stat for path, stat in found.documents.items() if path not in sources}
    sources |= {path: (*settled(stat, looked_at), b"") for path, stat in only_seen.items()}
    read_whole = {f"{TEMPLATES}{name}": stat for name, stat in found.templates.items()}
    if found.site:
        read_whole[SITE_FILE] = found.site
    sources |= {path: (*settled(stat, looked_at), as_read[path]) for path, stat in read_whole.items()}
    return sources
