"""The second law: a build that is killed, refused or out of space leaves one whole site, and the next puts all right."""

import importlib
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefkit.disk import sink
from briefkit.disk.owned import OutputError
from briefkit.pipeline import build
from tests.sites import Built, Site, article, entity, make_site, topic
from tests.writers import difference, files_below

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed in forks of this process")

Files = dict[str, bytes]
KILLED = 9
SINK = "briefkit.disk.sink"
POINTS = [
    ("briefkit.disk.state:Cache.load", "before", 1),
    ("briefkit.pipeline:forget", "before", 1),
    ("briefkit.disk.packs:Packs.write", "after", 1),
    (f"{SINK}:_begun", "before", 1),
    (f"{SINK}:_begun", "after", 1),
    (f"{SINK}:Tree.share", "after", 1),
    (f"{SINK}:Tree.remove", "after", 1),
    (f"{SINK}:Tree.write", "before", 1),
    (f"{SINK}:Tree.write", "after", 3),
    (f"{SINK}:_take_place", "before", 1),
    (f"{SINK}:exchange", "after", 1),
    (f"{SINK}:_take_place", "after", 1),
    ("briefkit.disk.state:Cache.save", "before", 1),
    ("briefkit.disk.packs:Packs.tidied", "after", 1),
    ("briefkit.disk.state:Cache.save", "after", 1),
    ("briefkit.disk.up_to_date:seal", "before", 1),
]
BY_FILE = [
    (f"{SINK}:bring_up_to_date", "before", 1),
    ("pathlib:Path.write_text", "after", 1),  # the journal, before it counts
    ("briefkit.disk.journal:_carry_out", "before", 1),
    ("shutil:copy2", "before", 1),
    ("shutil:copy2", "after", 2),
    ("briefkit.disk.journal:remove_below", "before", 1),
    ("briefkit.disk.journal:_carry_out", "after", 1),
    (f"{SINK}:bring_up_to_date", "after", 1),
]


def a_site(folder: Path) -> Site:
    """A site that was built twice, so that both its trees stand."""
    site = make_site(
        folder,
        topic("ports", "terms: [quay]")
        + entity("venn", "Orlo Venn")
        + "".join(article(f"r{n}", body=f"The quay, day {n}.", date=f"2031-04-0{n + 1}") for n in range(4)),
    )
    site.build(jobs=1)
    site.write(article("r3", body="The quay, day 3, at noon.", date="2031-04-04"))
    site.build(jobs=1)
    return site


def edit_again(site: Site) -> None:
    site.write(article("r0", body="Another quay.", date="2031-04-01"))


def edit(site: Site) -> None:
    """A change that writes files anew, makes new ones and removes some."""
    site.write(article("r1", body="The quay of Orlo Venn.", date="2031-04-02") + article("r4", date="2031-05-01"))
    site.remove("content/articles/r2.md")


@dataclass(frozen=True)
class Editions:
    """What clean builds make of the site: as it was, as it is after `edit`, and after `edit_again`."""

    old: Files
    new: Files
    newest: Files


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    site = a_site(tmp_path_factory.mktemp("clean"))
    found = [files_below(site.build(full=True, jobs=1).folder)]
    for change in (edit, edit_again):
        change(site)
        found.append(files_below(site.build(full=True, jobs=1).folder))
    return Editions(*found)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path)


def kill(site: Site, place: str, when: str, count: int, *, by_file: bool = False, full: bool = False) -> None:
    """Build in a process that ends before or after the `count`th call at `place`, as if the power had gone."""
    module, _, name = place.partition(":")
    *path, last = name.split(".")
    owner: Any = importlib.import_module(module)
    for step in path:
        owner = getattr(owner, step)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads; this one does little
        child = os.fork()
    if child == 0:
        try:
            if by_file:
                sink.exchange = lambda *_: False
            setattr(owner, last, dying(getattr(owner, last), when, count))
            build(site.request(jobs=1, full=full))
        finally:
            os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == KILLED, f"{place} was not reached"


def dying(original: Callable[..., Any], when: str, count: int) -> Callable[..., Any]:
    """`original` with an end to the process before or after its `count`th call."""
    calls = 0

    def called(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == count and when == "before":
            os._exit(KILLED)
        made = original(*given, **named)
        if calls == count and when == "after":
            os._exit(KILLED)
        return made

    return called


def hidden(site: Site) -> set[str]:
    return {path.name for path in site.root.iterdir() if path.name.startswith(".")}


def is_put_right(site: Site, editions: Editions) -> None:
    """The next build gives the new edition, and one more edit the newest: both trees are what they should be."""
    assert difference(files_below(site.build(jobs=1).folder), editions.new) == []
    assert hidden(site) <= {".cache", ".output.last"}
    edit_again(site)
    assert difference(files_below(site.build(jobs=1).folder), editions.newest) == []


@pytest.mark.parametrize(("place", "when", "count"), POINTS)
def test_a_killed_build_leaves_one_whole_edition_and_the_next_ends_right(
    site: Site, editions: Editions, place: str, when: str, count: int
) -> None:
    edit(site)
    kill(site, place, when, count)
    assert files_below(site.root / "output") in (editions.old, editions.new)
    is_put_right(site, editions)


@pytest.mark.parametrize(("place", "when", "count"), BY_FILE)
def test_where_folders_cannot_be_exchanged_the_next_build_finishes_what_was_begun(
    site: Site,
    editions: Editions,
    place: str,
    when: str,
    count: int,
) -> None:
    edit(site)
    kill(site, place, when, count, by_file=True)
    if ".output.journal" not in hidden(site):
        assert files_below(site.root / "output") in (editions.old, editions.new)
    is_put_right(site, editions)


@pytest.mark.parametrize(("place", "when", "count"), BY_FILE[1:5])
def test_what_was_begun_file_by_file_does_not_come_back_when_the_edit_is_taken_back(
    site: Site,
    editions: Editions,
    tmp_path: Path,
    place: str,
    when: str,
    count: int,
) -> None:
    shutil.copytree(site.root / "content", tmp_path / "content")
    edit(site)
    kill(site, place, when, count, by_file=True)
    shutil.rmtree(site.root / "content")
    (tmp_path / "content").rename(site.root / "content")
    assert difference(files_below(site.build(jobs=1).folder), editions.old) == []
    edit(site)
    is_put_right(site, editions)


def test_a_journal_is_finished_even_where_the_content_has_errors_by_then(site: Site, editions: Editions) -> None:
    edit(site)
    kill(site, "shutil:copy2", "after", 2, by_file=True)
    site.write(article("bad", "topics: [nowhere]"))
    assert site.try_build(jobs=1).outcome.site is None
    assert difference(files_below(site.root / "output"), editions.new) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_second_tree_removed_in_part_is_not_taken_for_whole(site: Site, editions: Editions, count: int) -> None:
    kill(site, "shutil:rmtree", "after", count, full=True)
    edit(site)
    is_put_right(site, editions)


def test_words_of_a_killed_build_are_not_taken_for_those_of_the_one_before(site: Site, editions: Editions) -> None:
    # A full build begins its packs anew: here with words as long as those that the state knows.
    path = "content/articles/r1.md"
    before = (site.root / path).read_bytes()
    site.write_bytes(path, before.replace(b"The quay", b"One quay"))
    kill(site, "briefkit.disk.state:Cache.save", "before", 1, full=True)
    site.write_bytes(path, before)
    shutil.rmtree(site.root / "output")
    assert difference(files_below(site.build(jobs=1).folder), editions.old) == []


# --- What is refused, and what the disk refuses ---


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_in_a_template_refuses_the_build_and_once_cured_all_is_right(
    site: Site,
    editions: Editions,
    monkeypatch: pytest.MonkeyPatch,
    jobs: int,
) -> None:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 2)
    edit(site)
    whole = (site.root / "templates/article.html").read_bytes()
    site.write_bytes(
        "templates/article.html", whole.replace(b"</h1>", b"</h1>{% if page.backlinks %}{{ no }}{% endif %}")
    )
    site.write(article("r5", body="On [[r1]].", date="2031-05-02"))
    for _ in range(2):
        assert site.try_build(jobs=jobs).outcome.site is None
        assert difference(files_below(site.root / "output"), editions.old) == []
    site.write_bytes("templates/article.html", whole)
    site.remove("content/articles/r5.md")
    is_put_right(site, editions)


class FullDisk:
    """A disk that refuses to write from the nth call on."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, *_: object, **__: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("where", "left"), [("write", 0), ("write", 2), ("share", 0), ("share", 1), ("remove", 0)])
def test_a_disk_that_is_full_leaves_the_old_site_and_the_next_build_ends_right(
    site: Site, editions: Editions, where: str, left: int
) -> None:
    edit(site)
    with pytest.MonkeyPatch.context() as patch:
        full, original = FullDisk(left), getattr(sys.modules[SINK].Tree, where)

        def refusing(*given: object) -> object:
            full()
            return original(*given)

        patch.setattr(sys.modules[SINK].Tree, where, refusing)
        with pytest.raises(OutputError):
            site.build(jobs=1)
        assert difference(files_below(site.root / "output"), editions.old) == []
    is_put_right(site, editions)


@pytest.mark.parametrize(
    "where", ["briefkit.disk.ledger.seal", "briefkit.disk.up_to_date.seal", "briefkit.disk.state.packed"]
)
def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    site: Site, editions: Editions, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    edit(site)
    with monkeypatch.context() as patch:
        patch.setattr(where, FullDisk(0))
        assert difference(files_below(site.build(jobs=1).folder), editions.new) == []
    is_put_right(site, editions)


@pytest.fixture
def locked_cache(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose cache may not be written to, as for a program that is not its owner."""
    folder = site.root / ".cache"
    shutil.rmtree(folder)
    folder.write_bytes(b"")  # what is no folder cannot be written into, by nobody
    yield site


def test_a_site_without_a_writable_cache_is_built_all_the_same(locked_cache: Site, editions: Editions) -> None:
    edit(locked_cache)
    built: Built = locked_cache.build(jobs=1)
    assert difference(files_below(built.folder), editions.new) == []
    assert difference(files_below(locked_cache.build(jobs=1).folder), editions.new) == []
    assert hidden(locked_cache) <= {".cache", ".output.last"}
