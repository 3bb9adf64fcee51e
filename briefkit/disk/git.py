"""Git, as a program: every call of it. Working tree, index and branches of the user are never touched."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NO_HOOKS = ("-c", f"core.hooksPath={os.devnull}")
# A hook that runs us sets these for its own repository; `git rev-parse --local-env-vars` lists them.
_OF_ANOTHER_REPOSITORY = (
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_OBJECT_DIRECTORY GIT_COMMON_DIR "
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_NAMESPACE GIT_INTERNAL_SUPER_PREFIX GIT_SHALLOW_FILE"
).split()

Files = Mapping[str, str]
"""The files of a tree: the id of each blob by path."""


class GitError(Exception):
    """Git cannot be run or refuses; the text says what it said, and what to do where we know."""


class RejectedError(GitError):
    """The remote did not take what was pushed: somebody else was first, or it has rules of its own."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by the top folder of its working tree."""

    top: Path

    def commit_of(self, revision: str) -> str | None:
        """The full id of the commit that `revision` names; None where it names none."""
        if revision.startswith("-"):
            return None
        named = self._try("rev-parse", "--verify", "--quiet", revision)
        # In two steps: what is put behind `:/words` would be looked for as words.
        found = named and self._try("rev-parse", "--verify", "--quiet", f"{named.strip()}^{{commit}}")
        return found.strip() if found else None

    def is_shallow(self) -> bool:
        """Whether only the newest commits were fetched."""
        return self._git("rev-parse", "--is-shallow-repository").strip() == "true"

    def branch(self) -> str | None:
        """The branch that is checked out; None where HEAD is detached."""
        found = self._try("symbolic-ref", "--quiet", "--short", "HEAD")
        return None if found is None else found.strip()

    def is_dirty(self, *paths: Path) -> bool:
        """Whether something at or below `paths` is not as it was committed, new files included."""
        return bool(self._git("status", "--porcelain", "--", *(str(path.resolve()) for path in paths)))

    def message_of(self, commit: str) -> str:
        """The whole message of a commit."""
        return self._git("show", "--no-patch", "--format=%B", commit)

    def newest_without(self, commit: str, line: str) -> str | None:
        """The newest of `commit` and its ancestors whose message lacks `line`; None where all have it."""
        words = ("--invert-grep", "--fixed-strings", f"--grep={line}")
        return self._git("log", "--max-count=1", "--format=%H", *words, commit).strip() or None

    def has_remote(self, remote: str) -> bool:
        """Whether a remote of that name is configured."""
        return self._try("remote", "get-url", remote) is not None

    def remote_tip(self, remote: str, branch: str) -> str | None:
        """The commit at which `branch` stands on `remote`, brought here; None where there is no such branch.

        Raises GitError where the remote cannot be reached.
        """
        ref = f"refs/heads/{branch}"
        lines = self._git("ls-remote", "--", remote, ref).splitlines()
        tip = next((line.split("\t")[0] for line in lines if line.endswith(f"\t{ref}")), None)
        if tip is not None and self.commit_of(tip) is None:
            # An empty refmap and no FETCH_HEAD: only objects arrive, no name of this repository moves.
            self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=", "--", remote, ref)
            if self.commit_of(tip) is None:
                raise RejectedError(f"{branch} on {remote} was moved this very moment; run the command again")
        return tip

    def files_of(self, commit: str) -> Files:
        """Every file of a commit."""
        return {path: name for path, (_, name) in self._entries(commit).items()}

    def submodules_of(self, commit: str) -> tuple[str, ...]:
        """The folders of a commit whose files are in a repository of their own."""
        return tuple(path for path, (kind, _) in self._entries(commit).items() if kind == "commit")

    def left_out(self, *paths: Path) -> tuple[str, ...]:
        """The committed files at or below `paths` that this working tree leaves out (a sparse checkout)."""
        words = ("ls-files", "-z", "-t", "--full-name", "--", *(str(path.resolve()) for path in paths))
        return tuple(line[2:] for line in self._git(*words).split("\0") if line.startswith("S "))

    def text_of(self, blob: str) -> str:
        """What a blob holds, as text."""
        return self._git("cat-file", "blob", blob)

    def store(self, paths: Mapping[str, Path], texts: Mapping[str, str]) -> Files:
        """Store the files at `paths` and the given `texts`, each under its path in a tree, byte for byte.

        Raises GitError where git cannot, or a name holds a line break.
        """
        names = list(paths)
        if odd := next((name for name in names if "\n" in str(paths[name])), None):
            raise GitError(f"the name of {odd!r} holds a line break, which cannot be published; rename it")
        # No filters: line endings and the like must not be changed on the way.
        listed = "".join(f"{paths[name].resolve()}\n" for name in names)
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=listed).split()
        given = {name: self._git("hash-object", "-w", "--stdin", given=text).strip() for name, text in texts.items()}
        return dict(zip(names, blobs, strict=True)) | given

    def commit_files(self, files: Files, parents: tuple[str, ...], message: str) -> str:
        """A commit that holds exactly `files`, on no branch; its id. The repository's own index is not used."""
        entries = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(files.items()))
        with tempfile.TemporaryDirectory(prefix="briefkit-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._git("update-index", "-z", "--index-info", given=entries, extra=index)
            tree = self._git("write-tree", extra=index).strip()
        lineage = [word for parent in parents for word in ("-p", parent)]
        return self._git("commit-tree", *lineage, tree, given=message).strip()

    def push(self, remote: str, branch: str, commit: str, expected: str | None) -> None:
        """Put `branch` on `remote` to `commit`, if it still stands at `expected` (None: is not there yet).

        Raises RejectedError where it does not, or where the remote refuses.
        """
        ref = f"refs/heads/{branch}"
        lease = f"--force-with-lease={ref}:{expected or ''}"
        done = self._run(("push", "--porcelain", lease, "--", remote, f"{commit}:{ref}"))
        if done.returncode == 0:
            return
        if "stale info" in done.stdout:
            raise RejectedError(
                f"somebody else moved {branch} on {remote} meanwhile, so nothing was pushed; run the command again"
            )
        if "[remote rejected]" in done.stdout or "[rejected]" in done.stdout:
            said = "\n".join(line for line in done.stdout.splitlines() if line.startswith("!")) + f"\n{done.stderr}"
            raise RejectedError(f"{remote} refuses the push to {branch}: {_in_one(said)}")
        raise GitError(f"git push: {_in_one(done.stderr)}")

    @contextmanager
    def checked_out(self, commit: str) -> Iterator[Path]:
        """The files of `commit`, all of them, in a folder of their own, gone at the end of the block.

        The repository never hears of it, unlike of a `git worktree`: nothing is left in it, however we end. What is
        in submodules is not brought here.
        """
        with tempfile.TemporaryDirectory(prefix="briefkit-") as folder:
            place = Path(folder).resolve() / "tree"
            place.mkdir()
            repository = self._git("rev-parse", "--absolute-git-dir").removesuffix("\n")
            own = {"GIT_DIR": repository, "GIT_WORK_TREE": str(place), "GIT_INDEX_FILE": f"{place}.index"}
            words = ("read-tree", "--reset", "-u", "--no-sparse-checkout", commit)
            done = _called(place, words, "", own)
            if done.returncode != 0:
                raise GitError(f"git {words[0]}: {_in_one(done.stderr)}")
            yield place

    def _entries(self, commit: str) -> Mapping[str, tuple[str, str]]:
        """Kind (blob or commit) and id of whatever a commit holds, by path."""
        entries = self._git("ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
        told = ((meta.split(), path) for meta, _, path in (entry.partition("\t") for entry in entries) if path)
        return {path: (kind, name) for (_, kind, name), path in told}

    def _git(self, *words: str, given: str = "", extra: Mapping[str, str] | None = None) -> str:
        """What a command prints. Raises GitError with what git says where it fails."""
        done = self._run(words, given, extra)
        if done.returncode != 0:
            raise GitError(f"git {words[0]}: {_in_one(done.stderr)}")
        return done.stdout

    def _try(self, *words: str) -> str | None:
        """What a command prints; None where it fails."""
        done = self._run(words)
        return done.stdout if done.returncode == 0 else None

    def _run(
        self, words: tuple[str, ...], given: str = "", extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return _called(self.top, words, given, extra or {})


def repository_of(folder: Path) -> Repository:
    """The repository that `folder` stands in. Raises GitError where there is none."""
    done = _called(folder, ("rev-parse", "--show-toplevel"), "", {})
    if "not a git repository" in done.stderr:
        raise GitError(f"{folder} is in no Git repository; run: git init")
    if "must be run in a work tree" in done.stderr:
        raise GitError(f"{folder} is in a repository without working tree; run this in a clone of it")
    if done.returncode != 0:
        raise GitError(f"git rev-parse: {_in_one(done.stderr)}")
    return Repository(Path(done.stdout.removesuffix("\n")))


def _called(
    folder: Path, words: tuple[str, ...], given: str, extra: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *NO_HOOKS, *words],
            input=given.encode("utf-8", "surrogateescape"),
            env={**ours, "LC_ALL": "C", **extra},  # C: what git says is looked into
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(f"git cannot be run ({error.strerror}); install it") from error
    # Decoded here: text mode would change line endings on the way.
    out, err = (data.decode("utf-8", "surrogateescape") for data in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def _in_one(text: str) -> str:
    """What git says, on one line."""
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip()) or "no reason given"
