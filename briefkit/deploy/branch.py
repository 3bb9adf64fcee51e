"""A built folder as one commit on a branch of a remote.

Git's plumbing with an index of its own, rather than ghp-import: that tool commits even when nothing changed, moves
the local branch before the push is taken, knows no dry run, and pushes with plain force or none. Here no local
branch is needed at all, and the push succeeds only where the branch still stands where it was looked at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from briefkit.disk.git import Files, Repository
from briefkit.model.addresses import SEARCH_BUNDLE, file_of
from briefkit.model.records import DeploySettings, Settings

MADE_BY = "Made-with: briefkit"
"""A line in the message of our commits: by it we know that nobody else wrote the branch last."""
_LOCAL = ("localhost", "::1", "0.0.0.0", "::")
_BUNDLE = file_of(SEARCH_BUNDLE).removesuffix("index.html")
_ENGINE = f"{_BUNDLE}pagefind.js"


class DeployError(Exception):
    """The site may not be published as things stand; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What would be pushed: the files, and the commit that the branch stands at (None: there is no branch yet)."""

    target: DeploySettings
    tip: str | None
    old: Files
    new: Files

    @property
    def added(self) -> tuple[str, ...]:
        """Files that the branch does not have yet."""
        return tuple(path for path in sorted(self.new) if path not in self.old)

    @property
    def changed(self) -> tuple[str, ...]:
        """Files that the branch has with other bytes."""
        return tuple(path for path in sorted(self.new) if path in self.old and self.new[path] != self.old[path])

    @property
    def removed(self) -> tuple[str, ...]:
        """Files that only the branch has."""
        return tuple(path for path in sorted(self.old) if path not in self.new)

    @property
    def is_empty(self) -> bool:
        """Whether the branch holds this very site already."""
        return self.tip is not None and self.new == self.old


def refuse_unreachable(settings: Settings, domain: str = "") -> None:
    """Raise DeployError where the site would be published with links that lead nobody to it.

    `domain` is the one that a file CNAME of the site names.
    """
    address, cname = urlsplit(settings.base_url), settings.deploy.cname
    host = address.hostname or ""
    if host in _LOCAL or host.startswith("127.") or host.endswith(".localhost"):
        raise DeployError(
            f"the site's address is {settings.base_url}, which is this machine; write the real one into site.yaml "
            "(base_url: https://NAME.github.io/REPOSITORY/), or give --base-url"
        )
    if cname and (cname != host or address.path not in ("", "/")):
        raise DeployError(
            f"site.yaml's deploy.cname is {cname}, whose whole is this site's, but base_url is {settings.base_url}; "
            f"write base_url: https://{cname}/"
        )
    if domain and not cname and (domain.lower() != host or address.path not in ("", "/")):
        raise DeployError(
            f"content/static/CNAME names {domain}, whose whole is this site's, but base_url is {settings.base_url}; "
            f"write base_url: https://{domain}/, or delete the file"
        )


def refuse_partial(repository: Repository, sources: Iterable[Path]) -> None:
    """Raise DeployError where this working tree leaves out some of the `sources`, which would vanish for readers."""
    if left_out := repository.left_out(*sources):
        raise DeployError(
            f"{len(left_out):,} of the site's files are left out of this working tree (a sparse checkout), "
            f"{left_out[0]} for one; bring them here: git sparse-checkout disable"
        )


def prepared(
    repository: Repository, paths: Mapping[str, Path], target: DeploySettings, take_over: bool
) -> Deployment:
    """What publishing the files at `paths` on `target` comes to; nothing is pushed yet.

    Raises DeployError where it could cost somebody their work (`take_over`: the branch may have been written
    by somebody else), GitError where git fails.
    """
    if not repository.has_remote(target.remote):
        hint = "add it (git remote add …) or name another in site.yaml: deploy: {remote: …}"
        raise DeployError(f"there is no remote “{target.remote}”; {hint}")
    if repository.branch() == target.branch:
        hint = "name another in site.yaml: deploy: {branch: gh-pages}"
        raise DeployError(f"“{target.branch}” is the branch you work on, which the site would replace; {hint}")
    tip = repository.remote_tip(target.remote, target.branch)
    old = repository.files_of(tip) if tip else {}
    if tip and not take_over and MADE_BY not in repository.message_of(tip).splitlines():
        raise DeployError(
            f"somebody else wrote {target.branch} on {target.remote} last (commit {tip[:10]}); look at it, and "
            "if the site may stand in its place, use --take-over, which keeps that commit in the history"
        )
    new = repository.store(paths, _extra(paths, target))
    if "CNAME" in old and "CNAME" not in new:
        domain = repository.text_of(old["CNAME"]).strip()
        raise DeployError(
            f"the site stands at its own domain {domain}, which would be lost; write it into site.yaml: "
            f"deploy: {{cname: {domain}}}"
        )
    return Deployment(target, tip, old, _without_chance(new, old))


def push(repository: Repository, deployment: Deployment, source: str, version: str) -> str:
    """Commit and push; the new commit's id. `source` says what the site was made from.

    Raises RejectedError where the branch was moved meanwhile or the remote refuses, GitError where git fails.
    """
    target = deployment.target
    parent = deployment.tip
    if parent and target.history == "squash":
        parent = repository.newest_without(parent, MADE_BY)  # what somebody else wrote is never squashed away
    parents = (parent,) if parent else ()
    message = f"Publish the site as of {source}\n\n{MADE_BY}\nVersion: {version}\n"
    commit = repository.commit_files(deployment.new, parents, message)
    repository.push(target.remote, target.branch, commit, deployment.tip)
    return commit


def _extra(paths: Mapping[str, Path], target: DeploySettings) -> dict[str, str]:
    """What Pages wants beside the site: no Jekyll, and the domain."""
    texts = {".nojekyll": ""}
    if target.cname:
        if "CNAME" in paths:
            raise DeployError("both site.yaml and content/static/CNAME name a domain; delete the file")
        texts["CNAME"] = f"{target.cname}\n"
    return texts


def _without_chance(new: Files, old: Files) -> Files:
    """`new`, with the search bundle of `old` where nothing else changed.

    Pagefind's output differs from run to run, but is made from the pages alone: where they and its engine are the
    same, so are its answers.
    """

    def pages(files: Files) -> Files:
        return {path: blob for path, blob in files.items() if not path.startswith(_BUNDLE) or path == _ENGINE}

    return dict(old) if pages(new) == pages(old) else new
