"""Reading a site's folder into a snapshot, and the pictures and files that reports use."""

import hashlib
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from briefkit.model.issues import Issue, Place
from briefkit.model.names import slugify
from briefkit.model.snapshot import Media, Snapshot

DOCUMENT = ".md"
_WELL_KNOWN = ".well-known"
"""The one hidden folder that sites publish (RFC 8615): verification files stand in it."""


def read_snapshot(root: Path) -> Snapshot:
    """Everything under `root` that a build may read. What cannot be read becomes an issue."""
    issues: list[Issue] = []
    documents: dict[str, bytes] = {}
    static: dict[str, bytes] = {}
    files: set[str] = set()
    for path in _regular_files(root / "content", root, issues):
        name = path.relative_to(root).as_posix()
        if name.startswith("content/static/"):
            _read(path, name.removeprefix("content/static/"), static, issues, name)
        elif path.suffix == DOCUMENT and not name.startswith("content/media/"):
            _read(path, name, documents, issues, name)
        else:
            files.add(name)
    templates: dict[str, bytes] = {}
    for path in _regular_files(root / "templates", root, issues):
        name = path.relative_to(root / "templates").as_posix()
        _read(path, name, templates, issues, f"templates/{name}")
    site: dict[str, bytes] = {}
    if (root / "site.yaml").exists():
        _read(root / "site.yaml", "site.yaml", site, issues, "site.yaml")
    return Snapshot(site.get("site.yaml"), documents, templates, static, frozenset(files), tuple(issues))


def _regular_files(folder: Path, root: Path, issues: list[Issue]) -> Iterator[Path]:
    """Plain files below `folder`, sorted; hidden ones and editors' leftovers are passed over, links refused."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        place = Place(folder.relative_to(root).as_posix())
        issues.append(Issue("file-is-readable", f"this folder cannot be read: {error.strerror}", place))
        return
    for entry in entries:
        hidden = entry.name.startswith((".", "#")) or entry.name.endswith("~")
        if hidden and entry.name != _WELL_KNOWN:
            continue
        path = folder / entry.name
        place = Place(path.relative_to(root).as_posix())
        if entry.is_symlink():
            hint = "put the file itself there: a link could lead out of the site's folder"
            issues.append(Issue("file-is-no-link", "this is a symbolic link", place, hint))
        elif entry.is_dir(follow_symlinks=False):
            yield from _regular_files(path, root, issues)
        elif entry.is_file(follow_symlinks=False):
            yield path
        else:
            issues.append(Issue("file-is-regular", "this is no regular file", place, "remove it"))


def _read(path: Path, name: str, into: dict[str, bytes], issues: list[Issue], shown: str) -> None:
    try:
        into[name] = path.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        issues.append(Issue("file-is-readable", message, Place(shown), "check its permissions"))


def read_media(root: Path, paths: frozenset[str]) -> tuple[dict[str, Media], tuple[Issue, ...]]:
    """Name and measure the files at `paths`: `<stem>.<hash>.<ext>`, and a picture's size in pixels."""
    media: dict[str, Media] = {}
    issues: list[Issue] = []
    for path in sorted(paths):
        read: dict[str, bytes] = {}
        _read(root / path, path, read, issues, path)
        data = read.get(path, b"")
        digest = hashlib.sha256(data).hexdigest()[:10]
        stem, suffix = Path(path).stem, Path(path).suffix.lower()
        width, height = _picture_size(data)
        media[path] = Media(path, f"{slugify(stem) or 'file'}.{digest}{suffix}", width, height)
    return media, tuple(issues)


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
