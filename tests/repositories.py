"""Sites in real Git repositories on disk, with a bare one as their remote; nobody's own configuration is read."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sites import Site, make_site

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    **{f"GIT_{who}_NAME": "Odile Marrow" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "odile@desk.example" for who in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *words: str, given: str | None = None) -> str:
    """What a command of Git prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**os.environ, **ENVIRONMENT},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@dataclass(frozen=True)
class Published:
    """A site under version control and the remote that it is published on."""

    site: Site
    remote: Path

    @property
    def root(self) -> Path:
        return self.site.root

    def commit(self, message: str = "Write") -> str:
        """Commit everything; the commit's id."""
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", message)
        return git(self.root, "rev-parse", "HEAD")

    def add_submodule(self, other: Path, name: str) -> None:
        """Begin a repository at `other`, and let it stand in this one as `name`."""
        git(self.root, "init", "--quiet", str(other))
        git(other, "commit", "--quiet", "--allow-empty", "--message", "Begin")
        git(self.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), name)

    def tip(self, branch: str = "gh-pages") -> str:
        """The commit that the remote's branch stands at, "" where there is none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def log(self, branch: str = "gh-pages") -> list[str]:
        """The branch's commits on the remote, newest first."""
        return git(self.remote, "rev-list", branch).split()

    def files(self, commit: str = "gh-pages") -> set[str]:
        """What a commit on the remote holds."""
        return set(git(self.remote, "ls-tree", "-r", "--name-only", commit).splitlines())

    def touched(self) -> set[str]:
        """The files that the newest commit on the remote touches."""
        return set(git(self.remote, "diff-tree", "-r", "--name-only", "gh-pages^", "gh-pages").splitlines())

    def state(self) -> tuple[str, ...]:
        """Working tree, index, branches and checked out commit of the user: what deploying may not touch."""
        branches = git(self.root, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads")
        index = (self.root / ".git" / "index").read_bytes().hex()
        head = (self.root / ".git" / "HEAD").read_text()
        files = sorted(
            f"{path.relative_to(self.root)} {path.read_bytes()!r}"
            for folder in ("content", "templates")
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        )
        return branches, index, head, *files

    def somebody_else_pushes(self, path: str = "note.txt", branch: str = "gh-pages") -> str:
        """A commit that somebody else puts on the remote's branch; its id."""
        tip = self.tip(branch)
        blob = git(self.remote, "hash-object", "-w", "--stdin", given="Written by hand.\n")
        listed = git(self.remote, "ls-tree", tip) if tip else ""
        tree = git(
            self.remote,
            "mktree",
            given="".join(f"{line}\n" for line in (*listed.splitlines(), f"100644 blob {blob}\t{path}")),
        )
        commit = git(self.remote, "commit-tree", tree, *(["-p", tip] if tip else []), "-m", "By hand")
        git(self.remote, "update-ref", f"refs/heads/{branch}", commit)
        return commit


def make_published(folder: Path, text: str, patch: pytest.MonkeyPatch) -> Published:
    """A site of `text`, committed on `main`, and an empty bare remote; for this test Git reads no configuration."""
    for name, value in ENVIRONMENT.items():
        patch.setenv(name, value)
    remote = folder / "remote.git"
    git(folder, "init", "--quiet", "--bare", str(remote))
    site = make_site(folder, "-- .gitignore --\n/output/\n/.output*\n/.cache/\n" + text)
    git(site.root, "init", "--quiet", "--initial-branch=main")
    git(site.root, "remote", "add", "origin", str(remote))
    made = Published(site, remote)
    made.commit("Begin")
    return made
