"""Reading a built site's folder."""

from pathlib import Path

from briefkit.disk.sink import MARKER


def is_built(folder: Path) -> bool:
    """Whether `folder` holds a built site, as a build left it or as it was published."""
    return (folder / "index.html").is_file()


def files_of(folder: Path) -> dict[str, Path]:
    """Every published file by its path with forward slashes, sorted; the builds' own mark is no part of the site."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {name: path for path in found if (name := path.relative_to(folder).as_posix()) != MARKER}
