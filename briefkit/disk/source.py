"""Reading a site's folder: which files there are, what they hold, and what size its pictures have."""

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from briefkit.disk.pictures import NO_PICTURE, measured
from briefkit.disk.up_to_date import Look
from briefkit.model.issues import Issue, Place
from briefkit.model.layout import MEDIA, SITE_FILE, STATIC, TEMPLATES
from briefkit.model.names import slugify
from briefkit.model.snapshot import Media, Stat, Survey

DOCUMENT = ".md"
_GUARDS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC"))
_FOLDER = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_DIRECTORY", "O_CLOEXEC"))
_UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a file's name may hold but no address can: control characters, and bytes that are not UTF-8."""

_CHUNK = 1 << 20
_PIECE = 1 << 16
_LONGEST_STEM = 50
"""Characters of up to four bytes: with hash and ending, a name then fits into 255 bytes."""


def survey(seen: Look) -> Survey:
    """Sort out what a look at a site's sources showed. What cannot be read becomes an issue."""
    issues: list[Issue] = []
    documents: dict[str, Stat] = {}
    static: dict[str, Stat] = {}
    files: dict[str, Stat] = {}
    templates: dict[str, Stat] = {}
    site: Stat | None = None  # that there is none is told where it is read
    for name, (mode, written, size, error) in seen.entries:
        found = Stat(written, size)
        if name == SITE_FILE:
            site = found
        elif error:
            issues.append(Issue("file-is-readable", f"this folder cannot be read: {error}", Place(name)))
        elif not stat.S_ISREG(mode) or (not name.isprintable() and _UNSPEAKABLE.search(name)):
            issues.append(_refused(name, mode))
        elif name.startswith(TEMPLATES):
            templates[name.removeprefix(TEMPLATES)] = found
        elif name.startswith(STATIC):
            static[name.removeprefix(STATIC)] = found
        elif name.lower().endswith(DOCUMENT) and not name.startswith(MEDIA):
            documents[name] = found
        else:
            files[name] = found
    return Survey(site, documents, templates, static, files, tuple(issues))


def survey_again(root: Path, before: Survey, paths: Iterable[str]) -> Survey | None:
    """`before`, with the documents at `paths`, the only files that changed since, as they stand now.

    None where one of them is no document that stood there already and still does: look at everything then.
    """
    documents: dict[str, Stat] = {}
    for path in paths:
        try:
            given = os.lstat(root / path)
        except OSError:
            return None
        if path not in before.documents or not stat.S_ISREG(given.st_mode):
            return None
        documents[path] = Stat(given.st_mtime_ns, given.st_size)
    return before._replace(documents={**before.documents, **documents})


def _refused(path: str, mode: int) -> Issue:
    """Why nothing is read of what stands at `path`."""
    if _UNSPEAKABLE.search(path):
        hint = "rename it: it could not be linked to, and its name would end or turn round the lines that tell of it"
        return Issue("file-name-is-text", "this name holds bytes or characters that are no text", Place(path), hint)
    if stat.S_ISLNK(mode):
        return _no_link(path)
    return Issue("file-is-regular", "this is no regular file", Place(path), "remove it")


def _no_link(path: str) -> Issue:
    hint = "put the file itself there: a link could lead out of the site's folder"
    return Issue("file-is-no-link", "this is a symbolic link", Place(path), hint)


class Opener:
    """Opens plain files below a folder one by one, and keeps the subfolder of the last one open for the next.

    Neither pipes nor links are opened, even if one takes a file's place at the last moment: a pipe would keep us
    waiting for ever, and a link (of the file, or of a folder on the way to it) could lead out of the folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder: str | None = None
        self._descriptor = -1

    def __enter__(self) -> "Opener":
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            os.close(self._descriptor)
            self._folder = None

    def open(self, path: str) -> int:
        """The descriptor of the file at `path`, relative to the folder, open for reading. Raises OSError."""
        if os.open not in os.supports_dir_fd:
            file = os.open(self._root / path, os.O_RDONLY | _GUARDS)
        else:
            folder, _, name = path.rpartition("/")
            if folder != self._folder:
                self._enter(folder)
            file = os.open(name, os.O_RDONLY | _GUARDS, dir_fd=self._descriptor)
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise OSError(errno.ESPIPE, "this is no regular file")
        return file

    def _enter(self, folder: str) -> None:
        self.__exit__()
        descriptor = os.open(self._root, _FOLDER)
        for name in folder.split("/") if folder else ():
            above = descriptor
            try:
                descriptor = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=above)
            finally:
                os.close(above)
        self._folder, self._descriptor = folder, descriptor

    def read(self, path: str, most: int = -1) -> tuple[bytes, tuple[Issue, ...]]:
        """The bytes of the file at `path`, the first `most` of them; none, and why, where it cannot be read."""
        pieces: list[bytes] = []
        left = most if most >= 0 else sys.maxsize
        try:
            file = self.open(path)
            try:
                while piece := os.read(file, min(left, _PIECE)):
                    pieces.append(piece)
                    left -= len(piece)
            finally:
                os.close(file)
        except OSError as error:
            return b"", (_unreadable(path, error),)
        return b"".join(pieces), ()


def opened(root: Path, path: str) -> BinaryIO:
    """The plain file at `path` below `root`, open for reading. Raises OSError."""
    with Opener(root) as opener:
        return open(opener.open(path), "rb")


def read_file(root: Path, path: str, most: int = -1) -> tuple[bytes, tuple[Issue, ...]]:
    """The bytes of the file at `path`, the first `most` of them; none, and why, where it cannot be read."""
    with Opener(root) as opener:
        return opener.read(path, most)


def _unreadable(path: str, error: OSError) -> Issue:
    if error.errno == errno.ELOOP:
        return _no_link(path)
    if error.errno == errno.ESPIPE:
        return Issue("file-is-regular", "this is no regular file", Place(path), "remove it")
    message = f"this file cannot be read: {error.strerror}"
    return Issue("file-is-readable", message, Place(path), "check its permissions")


def read_templates(root: Path, found: Survey) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The bytes of every template, by its name in templates/."""
    templates: dict[str, bytes] = {}
    issues: tuple[Issue, ...] = ()
    for name in found.templates:
        templates[name], problems = read_file(root, f"{TEMPLATES}{name}")
        issues += problems
    return templates, issues


def read_media(root: Path, path: str) -> tuple[Media, tuple[Issue, ...]]:
    """Name and measure the file at `path`: `<stem>.<hash>.<ext>`, and what matters of a picture."""
    stem, suffix = slugify(Path(path).stem)[:_LONGEST_STEM].strip("-"), Path(path).suffix.lower()
    digest, picture, issues = hashlib.sha256(), NO_PICTURE, tuple[Issue, ...]()
    try:
        with opened(root, path) as file:  # it may be too large to pass through memory
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            file.seek(0)
            picture = measured(file)
    except OSError as error:
        issues = (_unreadable(path, error),)
    return Media(path, f"{stem or 'file'}.{digest.hexdigest()[:10]}{suffix}", *picture), issues
