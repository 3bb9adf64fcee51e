"""`deploy`: build, then publish the site on a branch of a Git remote, as GitHub Pages wants it."""

import argparse
import sys
import time

from briefkit import __version__
from briefkit.commands.progress import watched
from briefkit.commands.report import print_issues
from briefkit.commands.report.visible import visible
from briefkit.commands.request import WrongUseError, request_from, say_wrong_use
from briefkit.deploy.branch import DeployError, Deployment, prepared, push, refuse_partial, refuse_unreachable
from briefkit.deploy.limits import near_limits, past_limits
from briefkit.disk.built import domain_of, files_of
from briefkit.disk.git import GitError, Repository, repository_of
from briefkit.disk.owned import OutputError
from briefkit.disk.search import SearchError
from briefkit.model.layout import FOLDERS, SITE_FILE
from briefkit.model.records import Settings
from briefkit.pipeline import build
from briefkit.request import Request
from briefkit.workers import look_once_for_garbage

_NAMED = 20


def run_deploy(options: argparse.Namespace) -> int:
    """Deploy; 0 when the site is published, 1 when content forbids it, 2 when the remote or its branch does."""
    started = time.perf_counter()
    look_once_for_garbage()
    try:
        request = request_from(options, options.output)
        repository = repository_of(request.root)
        refuse_partial(repository, [request.root / name for name in FOLDERS])
        with watched(started) as progress:
            outcome = build(request, progress)
        print_issues(outcome.issues, "text")
        if outcome.site is None:
            print("nothing was published", file=sys.stderr)
            return 1
        return _publish(options, request, repository, outcome.site.settings, time.perf_counter() - started)
    except (WrongUseError, OutputError, SearchError, GitError, DeployError) as error:
        return say_wrong_use(error)


def _publish(
    options: argparse.Namespace, request: Request, repository: Repository, settings: Settings, seconds: float
) -> int:
    paths = files_of(request.output)
    refuse_unreachable(settings, domain_of(paths))
    target = settings.deploy._replace(history=options.history or settings.deploy.history)
    sizes = {name: path.stat().st_size for name, path in paths.items()}
    if too_much := past_limits(sizes):
        for line in too_much:
            print(f"error: {visible(line)} that GitHub Pages takes", file=sys.stderr)
        print("nothing was published", file=sys.stderr)
        return 1
    for line in near_limits(sizes, seconds):
        print(f"warning: {visible(line)}, a limit of GitHub Pages", file=sys.stderr)
    source, dirty = _source(repository, request)
    if dirty:
        print("warning: what is published holds changes that are not committed", file=sys.stderr)
    deployment = prepared(repository, paths, target, options.take_over)
    where = f"{target.branch} on {target.remote}"
    if deployment.is_empty:
        print(f"nothing has changed on {where}; the site is at {settings.base_url}")
        return 0
    if options.dry_run:
        print("\n".join((f"would change on {where}: {_counted(deployment)}", *_named(deployment))))
        return 0
    commit = push(repository, deployment, source, __version__)
    print(f"published {_counted(deployment)} as {commit[:10]} on {where}")
    print(f"the site is at {settings.base_url}")
    return 0


def _source(repository: Repository, request: Request) -> tuple[str, bool]:
    """What the site was made from, and whether that is something else than the commit."""
    commit = repository.commit_of("HEAD")
    if commit is None:
        return "files that are not committed", True
    dirty = repository.is_dirty(*(request.root / name for name in (*FOLDERS, SITE_FILE)))
    return commit[:10] + (" and changes that are not committed" if dirty else ""), dirty


def _counted(deployment: Deployment) -> str:
    kinds = (("new", deployment.added), ("changed", deployment.changed), ("removed", deployment.removed))
    return ", ".join(f"{len(paths):,} {kind}" for kind, paths in kinds if paths) or "no files"


def _named(deployment: Deployment) -> list[str]:
    """The first of the files, one a line."""
    marks = (("+", deployment.added), ("~", deployment.changed), ("-", deployment.removed))
    lines = [f"  {mark} {visible(path)}" for mark, paths in marks for path in paths]
    return lines[:_NAMED] + ([f"  and {len(lines) - _NAMED:,} more"] if len(lines) > _NAMED else [])
