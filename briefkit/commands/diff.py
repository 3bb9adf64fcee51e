"""`diff`: what a reader would see change between two built folders or Git revisions."""

import argparse
import contextlib
import shlex
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from briefkit.commands.report import print_issues
from briefkit.commands.report.visible import visible
from briefkit.commands.request import WrongUseError, called_as, request_from, say_wrong_use
from briefkit.disk.built import files_of, is_built, pages_of
from briefkit.disk.git import GitError, Repository, repository_of
from briefkit.disk.owned import OutputError
from briefkit.editions.comparing import compared
from briefkit.editions.edition import Edition
from briefkit.editions.reading import base_path_of, edition_of, reads_alike
from briefkit.editions.wording import as_json, as_markdown, as_text
from briefkit.model.issues import has_errors
from briefkit.model.layout import FOLDERS
from briefkit.pipeline import build
from briefkit.request import Request
from briefkit.workers import look_once_for_garbage


class _NotBuildableError(Exception):
    """A revision has errors in its content; they have been told."""


def run_diff(options: argparse.Namespace) -> int:
    """Compare; 1 where an address vanishes or a revision cannot be built, 2 where there is nothing to compare."""
    look_once_for_garbage()
    try:
        # Both are built for one instant: a report must not appear only because a minute went by between the two.
        request = replace(request_from(options), search=False)
        with _folder(options.old, request) as old, _folder(options.new, request) as new:
            before, after = _editions(old, new)
    except (WrongUseError, GitError, OutputError) as error:
        return say_wrong_use(error)
    except _NotBuildableError as error:
        print(f"error: {error} cannot be built, so there is nothing to compare", file=sys.stderr)
        return 1
    changes = compared(before, after)
    if options.format == "json":
        print(as_json(changes))
    else:
        telling = as_markdown if options.format == "markdown" else as_text
        print("\n".join(map(visible, telling(changes, {**before.topics, **after.topics}).splitlines())))
    if changes.vanished:
        print(f"error: {len(changes.vanished)} of the old addresses lead nowhere now", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _folder(name: str, request: Request) -> Iterator[Path]:
    """The built site that `name` stands for. Raises WrongUseError, GitError, OutputError, _NotBuildableError."""
    if is_built(Path(name)):
        yield Path(name)
        return
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefkit-"))) / "site"
        repository = repository_of(request.root)
        commit = repository.commit_of(name)
        if commit is None:
            raise WrongUseError(_unknown(name, repository))
        place = request.root.resolve().relative_to(repository.top.resolve())
        _refuse_submodules(name, repository.submodules_of(commit), place)
        root = stack.enter_context(repository.checked_out(commit)) / place
        if not root.is_dir():
            raise WrongUseError(f"the site's folder does not exist in {name}")
        outcome = build(replace(request, root=root, output=folder))
        if outcome.site is None:
            print_issues(tuple(issue for issue in outcome.issues if has_errors((issue,))), "text")
            raise _NotBuildableError(name)
        yield folder


def _unknown(name: str, repository: Repository) -> str:
    told = f"“{name}” is neither a built folder (with an index.html) nor a revision that Git knows"
    if repository.is_shallow():
        told += "; this clone has the newest commits only: git fetch --unshallow brings the others"
    elif name and Path(name).is_dir():
        told += f"; if it is a site's folder, build it first: {called_as()} build --site {shlex.quote(name)}"
    return told


def _refuse_submodules(name: str, submodules: Collection[str], place: Path) -> None:
    """Raise WrongUseError where files of the site at `place` are in a repository of their own."""
    for path in map(PurePath, submodules):
        if path in (place, *place.parents) or any((place / folder) in (path, *path.parents) for folder in FOLDERS):
            raise WrongUseError(
                f"in {name}, {path} is a submodule, whose files are not compared; build both revisions, each "
                "with its submodules, and name the built folders"
            )


def _editions(old: Path, new: Path) -> tuple[Edition, Edition]:
    """Both sites as editions. Pages that read alike in both are left out: nothing changes on them."""
    files = [files_of(folder) for folder in (old, new)]
    pages = [pages_of(found) for found in files]
    bases = [base_path_of(found["index.html"]) for found in pages]
    alike: set[str] = set()
    if bases[0] == bases[1]:
        shared = pages[0].keys() & pages[1].keys()
        alike = {path for path in shared if reads_alike(pages[0][path], pages[1][path])}
    before, after = (
        edition_of({path: text for path, text in found.items() if path not in alike}, names, base)
        for found, names, base in zip(pages, files, bases, strict=True)
    )
    return before, after
