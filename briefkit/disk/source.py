"""Reading a site's folder: which files there are, what they hold, and what size its pictures have."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from briefkit.disk.files import entries_below
from briefkit.model.issues import Issue, Place
from briefkit.model.names import slugify
from briefkit.model.snapshot import Media, Stat, Survey

DOCUMENT = ".md"
_GUARDS = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_BINARY", "O_CLOEXEC"))


def survey(root: Path) -> Survey:
    """Look at every file under `root` that a build may read. What cannot be read becomes an issue."""
    issues: list[Issue] = []
    documents: dict[str, Stat] = {}
    static: dict[str, Stat] = {}
    files: dict[str, Stat] = {}
    for name, found in _regular_files(str(root), "content", issues):
        if name.startswith("content/static/"):
            static[name.removeprefix("content/static/")] = found
        elif name.lower().endswith(DOCUMENT) and not name.startswith("content/media/"):
            documents[name] = found
        else:
            files[name] = found
    prefix = len("templates/")
    templates = {name[prefix:]: found for name, found in _regular_files(str(root), "templates", issues)}
    site: Stat | None = None
    try:
        given = (root / "site.yaml").stat()
        site = Stat(given.st_mtime_ns, given.st_size)
    except OSError:
        pass  # that there is none is told where it is read
    return Survey(site, documents, templates, static, files, tuple(issues))


def _regular_files(root: str, folder: str, issues: list[Issue]) -> Iterator[tuple[str, Stat]]:
    """Plain files below `folder`, sorted; links and whatever else is no file are refused."""
    for path, found in entries_below(root, folder):
        place = Place(path)
        if isinstance(found, OSError):
            issues.append(Issue("file-is-readable", f"this folder cannot be read: {found.strerror}", place))
        elif stat.S_ISREG(found.st_mode):
            yield path, Stat(found.st_mtime_ns, found.st_size)
        elif stat.S_ISLNK(found.st_mode):
            issues.append(_no_link(path))
        else:
            issues.append(Issue("file-is-regular", "this is no regular file", place, "remove it"))


def _no_link(path: str) -> Issue:
    hint = "put the file itself there: a link could lead out of the site's folder"
    return Issue("file-is-no-link", "this is a symbolic link", Place(path), hint)


def read_file(root: Path, path: str) -> tuple[bytes, tuple[Issue, ...]]:
    """The bytes of the file at `path`; none, and why, where it cannot be read."""
    try:
        # A pipe that took a file's place would keep us waiting for ever, a link could lead out of the folder.
        file = os.open(root / path, os.O_RDONLY | _GUARDS)
        with open(file, "rb") as opened:
            if not stat.S_ISREG(os.fstat(file).st_mode):
                return b"", (Issue("file-is-regular", "this is no regular file", Place(path), "remove it"),)
            return opened.read(), ()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return b"", (_no_link(path),)
        message = f"this file cannot be read: {error.strerror}"
        return b"", (Issue("file-is-readable", message, Place(path), "check its permissions"),)


def read_templates(root: Path, found: Survey) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    """The bytes of every template, by its name in templates/."""
    templates: dict[str, bytes] = {}
    issues: tuple[Issue, ...] = ()
    for name in found.templates:
        templates[name], problems = read_file(root, f"templates/{name}")
        issues += problems
    return templates, issues


def read_media(root: Path, path: str) -> tuple[Media, tuple[Issue, ...]]:
    """Name and measure the file at `path`: `<stem>.<hash>.<ext>`, and a picture's size in pixels."""
    data, issues = read_file(root, path)
    digest = hashlib.sha256(data).hexdigest()[:10]
    stem, suffix = Path(path).stem, Path(path).suffix.lower()
    width, height = _picture_size(data)
    return Media(path, f"{slugify(stem) or 'file'}.{digest}{suffix}", width, height), issues


def _picture_size(data: bytes) -> tuple[int, int]:
    """Width and height as a browser would show it; (0, 0) for what is no picture."""
    # Pillow takes some 40 ms to import: only sites with media pay for it.
    from PIL import ExifTags, Image

    try:
        with Image.open(BytesIO(data)) as picture:
            width, height = picture.size
            turned = picture.getexif().get(ExifTags.Base.Orientation, 1) >= 5
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return 0, 0
    return (height, width) if turned else (width, height)
