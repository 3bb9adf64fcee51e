"""Laying out a new site: a copy of the starter and of the default templates, which come with the package."""

import os
import shutil
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


class StarterError(Exception):
    """No site can be laid out there; the text says why and what to do."""


def templates() -> Path:
    """The default templates: in the package where it is installed, at the repository's top in a checkout."""
    packed = _PACKAGE / "theme"
    return packed if packed.is_dir() else _PACKAGE.parent / "templates"


def lay_out(folder: Path) -> None:
    """Write a site that builds at once into `folder`, which must not exist or be empty.

    Templates are copied, not referred to: a build reads nothing outside of its site's folder, and the look of a
    site is its own to change. Raises StarterError.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StarterError(f"{folder} is not an empty folder; name one that is empty or does not exist")
        source = templates()
        if not source.is_dir():
            raise StarterError(f"the default templates are not in {source}; install briefkit again")
        _copy(_PACKAGE / "starter", folder)
        _copy(source, folder / "templates")
    except OSError as error:
        raise StarterError(f"{error.filename or folder}: {error.strerror or error}") from error


def _copy(source: Path, target: Path) -> None:
    """Copy a folder's files, but neither permissions nor dates: an installed package may be read-only."""
    for folder, _, names in os.walk(source):
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(Path(folder) / name, place / name)
