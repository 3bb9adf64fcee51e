"""A build ended at any moment, with all processes that it began: readers have one whole edition, and the next build is right.

The moments are drawn from a seed and spread over the time that such a build takes here; the seed and each moment are printed.
"""

import os
import random
import signal
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefkit.disk import sink
from briefkit.pipeline import build
from tests.sites import BASE_URL, Built, Site, article, entity, make_site, topic
from tests.writers import difference, files_below

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are killed in forks of this process")

Files = dict[str, bytes]
BUNDLE = "pagefind/"


@dataclass(frozen=True)
class Desk:
    """A site between two editions, built back and forth."""

    site: Site
    editions: tuple[Files, Files]
    search: bool
    by_file: bool

    def turn_to(self, number: int) -> None:
        """Edit the sources to those of one edition: reports change, come and go, and one is renamed."""
        for n in range(12):
            self.site.write(
                article(
                    f"r{n}",
                    body=f"The quay{' of Orlo Venn' * (n % 3 == number)}, day {n}. See [[r11]].",
                    date="2031-04-01",
                )
            )
        come, go = ("new", "old") if number else ("old", "new")
        self.site.write(
            article(come, "topics: [ports]", body=f"A {come} ship. See [[r1]].", date=f"2031-05-0{number + 1}")
        )
        (self.site.root / f"content/articles/{go}.md").unlink(missing_ok=True)

    def build(self) -> Files:
        """Build here, to the end."""
        return files_below(self.site.build(jobs=1, search=self.search).folder)

    def begin(self, editions: tuple[int, ...] = ()) -> int:
        """Begin a build of the sources as they are, or of these editions in turn, in a group of processes of its own."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads; this one does little
            child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setpgid(0, 0)
                if self.by_file:
                    sink.exchange = lambda *_: False
                for number in editions:
                    self.turn_to(number)
                    build(self.site.request(jobs=2, search=self.search))
                if not editions:
                    build(self.site.request(jobs=2, search=self.search))
                code = 0
            finally:
                os._exit(code)
        return child

    def end(self, child: int) -> bool:
        """End all processes of the group at once; whether the build was still at work."""
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:  # it has not become a group of its own yet
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
        return os.WIFSIGNALED(status)

    def seconds(self) -> float:
        """How long such a build takes."""
        taken = []
        for number in (1, 0, 1, 0):
            self.turn_to(number)
            began = time.monotonic()
            os.waitpid(self.begin(), 0)
            taken.append(time.monotonic() - began)
        return min(taken)  # what other work slows down would put most moments behind the end

    def is_whole(self) -> None:
        """What a reader sees now leads nowhere wrong, and is one edition.

        File by file it may be between the two: every page that is linked is there, if not every passage.
        """
        built = Built(None, self.site.root / "output", BASE_URL)  # type: ignore[arg-type]
        assert len(built.addresses()) > 20
        if (self.site.root / ".output.journal").exists():
            assert [link for _, link in built.broken_links() if built.target(link.partition("#")[0]) is None] == []
            return
        assert built.broken_links() == []
        assert any(difference(plain(files_below(built.folder)), plain(edition)) == [] for edition in self.editions)
        if self.search:
            assert set(built.indexed()) >= {f"/articles/r{n}/" for n in range(12)}


def plain(files: Files) -> Files:
    """The files without the search bundle, of which Pagefind makes another at every build."""
    return {name: data for name, data in files.items() if not name.startswith(BUNDLE)}


@pytest.fixture
def a_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool, bool], Desk]:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 4)  # so that there are workers to be killed

    def made(search: bool, by_file: bool) -> Desk:
        site = make_site(tmp_path, topic("ports", "terms: [quay]") + entity("venn", "Orlo Venn"))
        desk, editions = Desk(site, ({}, {}), search, by_file), []
        for number in (0, 1):
            desk.turn_to(number)
            editions.append(
                files_below(site.build(jobs=1, full=True, search=search, output=tmp_path / "clean").folder)
            )
        desk = Desk(site, (editions[0], editions[1]), search, by_file)
        desk.build()
        return desk

    return made


@pytest.mark.parametrize(
    ("kind", "seed", "moments"),
    [
        ("exchanged", 1, 13),
        ("exchanged", 2, 13),
        ("exchanged", 3, 12),
        ("with search", 4, 12),
        ("file by file", 5, 15),
    ],
)
def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_is_right(
    a_desk: Callable[[bool, bool], Desk], kind: str, seed: int, moments: int
) -> None:
    desk = a_desk(kind == "with search", kind == "file by file")
    whole = desk.seconds()
    chance, cut_short = random.Random(seed), 0
    print(f"{kind}: a build takes {whole:.3f} s; seed {seed}")
    for number in range(moments):
        desk.turn_to(number % 2)
        moment = chance.uniform(0.5 if desk.by_file else 0, 1) * whole  # files are put in place at the end
        print(f"moment {number}: {moment:.3f} s")
        child = desk.begin()
        time.sleep(moment)
        cut_short += desk.end(child)
        desk.is_whole()
        built = desk.build()
        assert difference(plain(built), plain(desk.editions[number % 2])) == []
        desk.is_whole()
        left = {path.name for path in desk.site.root.iterdir() if path.name.startswith(".")}
        assert left <= {".cache", ".output.last"}
    assert cut_short, "every moment was after the end: no build was interrupted"


@pytest.mark.parametrize("by_file", [False, True], ids=["exchanged", "file by file"])
def test_who_asks_for_files_while_builds_go_on_always_gets_one_edition_of_each(
    a_desk: Callable[[bool, bool], Desk], by_file: bool
) -> None:
    desk = a_desk(False, by_file)
    both = sorted(desk.editions[0].keys() & desk.editions[1].keys())
    child, asked, ended = desk.begin((0, 1, 0)), 0, (0, 0)
    while not ended[0]:
        for name in both:
            data = (desk.site.root / "output" / name).read_bytes()
            assert data in (desk.editions[0][name], desk.editions[1][name]), name
            asked += 1
        ended = os.waitpid(child, os.WNOHANG)
    assert ended == (child, 0)
    assert asked > 10 * len(both)
    desk.is_whole()
