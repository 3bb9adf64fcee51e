"""The sites that are built: how each generator's is laid out, built, and changed before a timed build."""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.reports import AFTER_ALL, Generator, name_of, registry, report, written

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent

Commands = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Site:
    """A site of `size` reports in `folder`: how it is built, what builds leave, and the template of its reports."""

    folder: Path
    size: int
    generator: Generator
    commands: Commands
    leavings: tuple[str, ...]
    template: str


def briefkit_site(folder: Path, size: int, search: bool, with_entities: bool) -> Site:
    """A site for this checkout of briefkit, with its templates; topics and, if asked for, entities beside reports."""
    shutil.copytree(PROJECT / "templates", folder / "templates")
    (folder / "site.yaml").write_text("title: Strait Desk\nbase_url: https://brief.example/\n")
    for name, text in registry(with_entities):
        _write(folder, name, text)
    build = [sys.executable, str(PROJECT / "build.py"), "--site", str(folder)]
    commands = [build if search else [*build, "--no-search"]]
    return _filled(
        Site(folder, size, "briefkit", commands, ("output", ".output*", ".cache"), "templates/article.html")
    )


def hugo_site(folder: Path, size: int, hugo: str, pagefind: str | None) -> Site:
    """The same reports for Hugo, with a small theme; `pagefind` indexes its pages, if given."""
    shutil.copytree(HERE / "hugo", folder)
    commands = [[hugo, "--quiet"]]
    if pagefind:
        commands.append([pagefind, "--quiet", "--site", "public"])
    return _filled(Site(folder, size, "hugo", commands, ("public", "resources"), "layouts/page.html"))


def _filled(site: Site) -> Site:
    for number in range(site.size):
        _write(site.folder, name_of(number), written(report(number), site.generator))
    return site


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def remove_builds(site: Site, step: int) -> None:
    """Leave nothing of any build."""
    for pattern in site.leavings:
        for path in site.folder.glob(pattern):
            shutil.rmtree(path)


def change_nothing(site: Site, step: int) -> None:
    """Leave everything as the last build left it."""


def edit_one(site: Site, step: int) -> None:
    """Add a sentence to a report in the middle."""
    with (site.folder / "content" / name_of(site.size // 2)).open("a", encoding="utf-8") as file:
        file.write(f"\nStatement {step} was read out on the quay in the evening.\n")


def add_one(site: Site, step: int) -> None:
    """Add a report that is newer than all others."""
    made = replace(report(site.size + step), date=AFTER_ALL + timedelta(hours=step))
    _write(site.folder, name_of(made.number), written(made, site.generator))


def edit_template(site: Site, step: int) -> None:
    """Change the template of reports, so that all their pages change."""
    path = site.folder / site.template
    before, end, after = path.read_text("utf-8").partition("</article>")
    path.write_text(f"{before}<!-- edition {step} -->{end}{after}", "utf-8")


MODES: dict[str, Callable[[Site, int], None]] = {
    "cold": remove_builds,
    "unchanged": change_nothing,
    "one edit": edit_one,
    "one added": add_one,
    "template edited": edit_template,
}
"""What is done to a built site before it is built again; `step` counts what was done to it before."""
