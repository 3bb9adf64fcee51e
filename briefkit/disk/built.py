"""Reading a built site's folder."""

from collections.abc import Mapping
from pathlib import Path

from briefkit.disk.owned import MARKER


def is_built(folder: Path) -> bool:
    """Whether `folder` holds a built site, as a build left it or as it was published."""
    return (folder / "index.html").is_file()


def files_of(folder: Path) -> dict[str, Path]:
    """Every published file by its path with forward slashes, sorted; the builds' own mark is no part of the site."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {name: path for path in found if (name := path.relative_to(folder).as_posix()) != MARKER}


def pages_of(files: Mapping[str, Path]) -> dict[str, str]:
    """The HTML pages among `files`, as text."""
    return {name: path.read_text("utf-8", "replace") for name, path in files.items() if name.endswith(".html")}


def domain_of(files: Mapping[str, Path]) -> str:
    """The domain that a file CNAME among `files` names, as GitHub Pages reads it; "" where there is none."""
    return files["CNAME"].read_text("utf-8", "replace").strip() if "CNAME" in files else ""
