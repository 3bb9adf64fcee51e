"""What exactly is read, made and written again: a table of decisive cases on a small desk."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefkit.pipeline import build
from briefkit.request import Outcome, Request
from tests.desks import BLOCKS, FIRST, PICTURES, Desk, Document, a_desk, files_of, lay_out
from tests.sites import BASE_URL, NOW

Edit = Callable[[Desk], object]
LATER = datetime(2031, 6, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.views.listing.PART_SIZE", 3)


@dataclass
class Work:
    """A desk in a folder, built as often as a test likes."""

    root: Path
    desk: Desk = field(default_factory=a_desk)
    files: dict[str, bytes] = field(default_factory=dict)

    def build(self, now: datetime = NOW, **flags: object) -> Outcome:
        """Bring the folder up to date with the desk and build it."""
        files = files_of(self.desk)
        lay_out(self.root, files, self.files)
        self.files = files
        request = Request(
            root=self.root, output=self.root / "output", now=now, base_url=BASE_URL, search=False, jobs=1
        )
        outcome = build(replace(request, **flags))  # type: ignore[arg-type]
        assert outcome.site is not None, outcome.issues
        return outcome

    def then(self, edit: Edit, now: datetime = NOW) -> Outcome:
        """Build, edit, build again; what came of that."""
        self.build()
        edit(self.desk)
        return self.build(now)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path / "site")


def nothing(desk: Desk) -> None:
    pass


def keys(path: str, **front: str | None) -> Edit:
    """Give a document other front matter."""
    return lambda desk: desk.documents[path].front.update(front)


def words(path: str, *blocks: str) -> Edit:
    """Give a document other words."""

    def edit(desk: Desk) -> None:
        desk.documents[path].blocks = list(blocks)

    return edit


def added(path: str, *blocks: str, **front: str | None) -> Edit:
    return lambda desk: desk.documents.update({path: Document(front, list(blocks))})


def together(*edits: Edit) -> Edit:
    return lambda desk: [edit(desk) for edit in edits]


def read(outcome: Outcome) -> set[str]:
    """The documents that were parsed, by their paths in content/."""
    return {path.removeprefix("content/") for path in outcome.read}


def written(outcome: Outcome) -> set[str]:
    """The addresses of the files that were written."""
    return {f"/{name.removesuffix('index.html')}" for name in outcome.written}


REPORTS = {f"articles/r{n}.md" for n in range(9)}
TIMELESS = together(  # nothing more happens in June
    keys("articles/r2.md", expires=None, updated=None),
    keys("articles/r3.md", events=None),
    keys("articles/r5.md", corrections=None),
)
CORRECTED = keys("articles/r5.md", corrections="[{date: 2031-05-02, note: A place.}]")
ENDS = "/ /archive/ /archive/2031/2/ /feed.xml /feed.json /sitemap.xml"  # where time goes on
ENDS_TOLD = f"{ENDS} /timeline/"  # and where there are events


@dataclass(frozen=True)
class Case:
    """What is edited in which desk, at which clock; the documents then read, the pages then written.

    `in_vain` are pages made again that come out as they were: there is no need, but no harm either.
    """

    edit: Edit = nothing
    desk: Edit = nothing
    now: datetime = NOW
    read: str = ""
    written: str = ""
    in_vain: str = ""


CASES = {
    "nothing": Case(),
    "a report's date comes": Case(
        desk=together(TIMELESS, added("articles/r9.md", "The quay.", title="Soon", date="2031-06-05")),
        now=LATER,
        written=f"{ENDS} /llms.txt /articles/r8/ /articles/r9/ /topics/ /topics/ports/ /topics/ports/2031/2/ /topics/ports/feed.xml /topics/ports/feed.json",
    ),
    "a report expires": Case(
        desk=together(
            TIMELESS, added("articles/r9.md", "No more.", title="Brief", date="2031-05-25", expires="2031-06-05")
        ),
        now=LATER,
        written=f"{ENDS} /llms.txt /articles/r8/ /articles/r9/",
    ),
    "an event passes": Case(
        desk=together(TIMELESS, keys("articles/r3.md", events="[{date: 2031-06-03, title: A fair}]")),
        now=LATER,
        written="/timeline/ / /articles/r3/ /topics/cranes/",
    ),
    "a correction comes into force": Case(
        desk=together(TIMELESS, CORRECTED, keys("articles/r1.md", corrections="[{date: 2031-06-02, note: A name.}]")),
        now=LATER,
        written="/corrections/ /sitemap.xml /articles/r1/",
        in_vain="/entities/varnholt/feed.xml /entities/varnholt/feed.json",
    ),
    "a review takes place": Case(
        desk=together(TIMELESS, keys("topics/ports.md", reviewed="2031-06-05")),
        now=LATER,
        written="/topics/ports/",
        in_vain="/llms.txt / /topics/",
    ),
    "a report is added at the end of time": Case(
        added("articles/r9.md", "The quay.", title="Newest", date="2031-05-30"),
        read="articles/r9.md",
        written=f"{ENDS_TOLD} /llms.txt /articles/r8/ /articles/r9/ /topics/ /topics/ports/ /topics/ports/2031/2/ /topics/ports/feed.xml /topics/ports/feed.json",
    ),
    "a report on nothing is added at the end of time": Case(
        added("articles/r9.md", "Nothing known.", title="Newest", date="2031-05-30"),
        read="articles/r9.md",
        written=f"{ENDS_TOLD} /llms.txt /articles/r8/ /articles/r9/",
    ),
    "a report on nothing is added in between": Case(
        added("articles/r9.md", "Nothing known.", title="Between", date="2031-01-20"),
        read="articles/r9.md",
        written="/articles/r4/ /articles/r5/ /articles/r9/ /archive/ /archive/2031/ /archive/2031/2/ /sitemap.xml",
    ),
    "a paragraph that stands on one topic": Case(
        words("articles/r7.md", BLOCKS[22], BLOCKS[21], "Grain came."),
        read="articles/r7.md",
        written="/articles/r7/ /topics/grain/ /topics/grain/2031/2/ /topics/grain/feed.xml /topics/grain/feed.json",
    ),
    "a paragraph on nothing": Case(
        words("articles/r1.md", "## A heading", BLOCKS[1], "A loud day."),
        read="articles/r1.md",
        written="/articles/r1/",
    ),
    "a paragraph that the summary is taken from": Case(
        words("articles/r8.md", "[A plan](plan.pdf) for much grain.", BLOCKS[9]),
        read="articles/r8.md",
        written="/ /archive/ /archive/2031/2/ /articles/r8/ /feed.xml /feed.json /topics/grain/ /topics/grain/2031/2/ "
        "/topics/grain/feed.xml /topics/grain/feed.json",
        in_vain="/llms.txt /topics/ /timeline/",
    ),
    "a paragraph put in before others": Case(
        words("articles/r4.md", "It was noon.", BLOCKS[7], BLOCKS[17]),
        desk=keys("articles/r4.md", summary="Short."),
        read="articles/r4.md",
        # The numbers of the passages behind it are told where they are quoted.
        written="/articles/r4/ /articles/r1/ /articles/r2/ /topics/grain/2031/ /topics/ports/2031/ /entities/venn/ "
        "/entities/venn/2031/",
        in_vain="/topics/ports/feed.xml /topics/ports/feed.json /entities/venn/feed.xml /entities/venn/feed.json",
    ),
    "a heading that moves": Case(
        words("articles/r1.md", BLOCKS[1], "## A heading", BLOCKS[4]),
        read="articles/r1.md",
        written="/articles/r1/",
    ),
    "white space": Case(
        words("articles/r1.md", "## A heading", "", BLOCKS[1], "", "", BLOCKS[4]), read="articles/r1.md"
    ),
    "the title of the newest but one": Case(
        keys("articles/r7.md", title="Called otherwise"),
        read="articles/r7.md",
        written="/llms.txt / /archive/ /archive/2031/2/ /timeline/ /articles/r6/ /articles/r7/ /articles/r8/ /feed.xml /feed.json /topics/ "
        "/topics/grain/ /topics/grain/2031/2/ /topics/grain/feed.xml /topics/grain/feed.json "
        "/topics/ports/ /topics/ports/2031/ /topics/ports/feed.xml /topics/ports/feed.json",
    ),
    "the title of one that others link to": Case(
        keys("articles/r1.md", title="Called otherwise"),
        read="articles/r1.md",
        # itself, its neighbours, those that have it among the related, where it is listed and named
        written="/articles/r1/ /articles/r0/ /articles/r2/ /articles/r3/ /articles/r4/ /articles/r6/ /archive/2029/ "
        "/topics/ports/2029/ /entities/venn/2029/ /entities/varnholt/ /entities/varnholt/feed.xml /entities/varnholt/feed.json /about/",
        in_vain="/entities/venn/ /entities/venn/2031/ /entities/venn/feed.xml /entities/venn/feed.json /topics/grain/2031/ /topics/ports/2031/ "
        "/topics/ports/feed.xml /topics/ports/feed.json",
    ),
    "a topic within another, renamed": Case(
        keys("topics/cranes.md", title="Cranes and hoists"),
        read="topics/cranes.md",
        written="/llms.txt /topics/cranes/share.png / /articles/r3/ /entities/venn/feed.xml /entities/venn/feed.json /search/ /topics/ /topics/cranes/ /topics/cranes/feed.xml /topics/cranes/feed.json "
        "/topics/ports/",
        in_vain="/topics/grain/",
    ),
    "a topic's bottom line": Case(
        keys("topics/grain.md", summary="Scarce."),
        read="topics/grain.md",
        written="/llms.txt / /topics/ /topics/grain/",
    ),
    "a draft": Case(
        words("articles/d.md", "A quay of Orlo Venn."),
        desk=added("articles/d.md", "A quay.", title="Draft", date="2031-05-30", status="draft"),
        read="articles/d.md",
    ),
    "an entity that nobody names": Case(
        added("entities/zed.md", name="Zed Unheard", kind="person"),
        read=" ".join({"entities/zed.md", *REPORTS}),  # who might have named it
        written="/entities/ /entities/zed/ /entities/zed/feed.xml /entities/zed/feed.json /sitemap.xml",
    ),
    "a source's country": Case(
        keys("sources/quillon.md", country="Varnholt"),
        read="sources/quillon.md",
        written="/sources/ /sources/quillon/",
    ),
    "a free page's words": Case(words("pages/about.md", "We."), read="pages/about.md", written="/about/"),
    "a key that no list shows": Case(
        keys("articles/r6.md", source="{name: Tarn Post, licence: CC1}"),
        desk=keys("articles/r6.md", source="{name: Tarn Post, licence: CC0}"),
        read="articles/r6.md",
        written="/articles/r6/",
        in_vain="/old/a/ /feed.xml /feed.json /topics/grain/feed.xml /topics/grain/feed.json /topics/ports/feed.xml /topics/ports/feed.json /entities/board/feed.xml /entities/board/feed.json",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_what_a_change_touches_is_read_made_and_written(work: Work, name: str) -> None:
    case = CASES[name]
    case.desk(work.desk)
    outcome = work.then(case.edit, case.now)
    assert read(outcome) == set(case.read.split())
    assert written(outcome) == set(case.written.split())
    assert set(outcome.made) == {*case.written.split(), *case.in_vain.split()}
    assert outcome.removed == ()


@pytest.mark.parametrize(
    ("edit", "start"),
    [
        ("topic", ("/topics/ports/", "/topics/grain/", "/topics/cranes/")),
        ("report", tuple(f"/articles/r{n}/" for n in range(9))),
        ("stub", ()),
        ("year", tuple(f"/{where}/20" for where in ("topics/ports", "topics/grain", "entities/venn"))),
    ],
)
def test_a_template_edited_remakes_the_pages_made_with_it(work: Work, edit: str, start: tuple[str, ...]) -> None:
    outcome = work.then(lambda desk: desk.templates.add(edit))
    assert read(outcome) == set()
    pages = {address for address in work.build(full=True).made if address.startswith(start) and address[-1] == "/"}
    exact = {address for address in pages if edit == "year" or address in start}
    assert set(outcome.made) == written(outcome) == exact


@pytest.mark.parametrize("edit", ["macro", "nested macro", "frame"])
def test_a_shared_template_edited_remakes_no_feed_and_reads_nothing(work: Work, edit: str) -> None:
    outcome = work.then(lambda desk: desk.templates.add(edit))
    assert read(outcome) == set()
    assert {"/articles/r0/", "/topics/ports/", "/topics/ports/2029/"} <= written(outcome)
    assert not [address for address in outcome.made if address.endswith((".xml", ".txt"))]


def test_a_style_sheet_edited_is_renamed_on_every_page(work: Work) -> None:
    outcome = work.then(lambda desk: desk.templates.add("style"))
    sheets = [name for name in outcome.written if name.endswith(".css")]
    assert (len(sheets), len(outcome.removed)) == (1, 1)
    pages = {path for path in (work.root / "output").rglob("*.html") if 'rel="stylesheet"' in path.read_text("utf-8")}
    assert {page for page in pages if sheets[0] not in page.read_text("utf-8")} == set()
    assert len(outcome.written) == len(pages) + 1


def test_touching_all_sources_makes_nothing_be_read_or_made(work: Work) -> None:
    work.build()
    for path in work.files:
        os.utime(work.root / path, (1_500_000_000, 1_500_000_000))
    outcome = work.build()
    assert (outcome.read, outcome.made, outcome.written, outcome.removed) == ((), (), (), ())


def test_an_edit_of_the_same_size_within_the_same_second_is_seen(work: Work) -> None:
    work.build()
    path = work.root / "content/articles/r1.md"
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"quiet day", b"brisk day"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_mtime_ns == stat.st_mtime_ns
    outcome = work.build()
    assert (read(outcome), written(outcome)) == ({"articles/r1.md"}, {"/articles/r1/"})


@pytest.mark.parametrize("name", ["articles/r1/index.html", "feed.xml", "topics/ports/2029/index.html"])
@pytest.mark.parametrize("how", ["overwritten", "deleted", "a folder"])
def test_a_damaged_file_is_written_again_alone(work: Work, name: str, how: str) -> None:
    work.build()
    path = work.root / "output" / name
    whole = path.read_bytes()
    if how == "overwritten":
        path.write_bytes(whole.swapcase())
    else:
        path.unlink()
    if how == "a folder":
        path.mkdir()
    outcome = work.build()
    assert (outcome.read, outcome.written) == ((), (name,))
    assert path.read_bytes() == whole


@pytest.mark.parametrize("kind", ["assets", "media", "robots-note.txt"])
def test_a_damaged_copy_is_written_again_and_nothing_is_made(work: Work, kind: str) -> None:
    work.build()
    found = work.root / "output" / kind
    path = found if found.is_file() else sorted(found.iterdir())[0]
    whole = path.read_bytes()
    path.write_bytes(b"damaged")
    outcome = work.build()
    assert (outcome.read, outcome.made, len(outcome.written)) == ((), (), 1)
    assert path.read_bytes() == whole


def test_a_picture_exchanged_remakes_the_reports_that_show_it(work: Work) -> None:
    outcome = work.then(lambda desk: desk.pictures.update({PICTURES[0]: 3}))
    assert read(outcome) == set()
    assert {"/articles/r3/", "/articles/r5/"} == {a for a in written(outcome) if not a.startswith("/media/")}
    assert [name.split(".")[0] for name in (*outcome.removed, *outcome.written) if name.startswith("media/")] == [
        "media/quay",
        "media/quay-480",  # the new one is wide enough for a narrower copy
        "media/quay",
    ]


def test_a_static_file_edited_is_copied_and_nothing_is_made(work: Work) -> None:
    outcome = work.then(lambda desk: desk.static.update({"robots-note.txt": "another"}))
    assert (outcome.read, outcome.made, outcome.written) == ((), (), ("robots-note.txt",))


def test_a_report_taken_away_leaves_no_file_and_one_neighbour_on_each_side_is_rewritten(work: Work) -> None:
    added("articles/r9.md", "Nothing known.", title="Between", date="2031-01-20")(work.desk)
    outcome = work.then(lambda desk: desk.documents.pop("articles/r9.md"))
    assert outcome.removed == ("articles/r9/index.html",)
    assert {address for address in written(outcome) if address.startswith("/articles/")} == {
        "/articles/r4/",
        "/articles/r5/",
    }


def test_a_file_moved_is_read_and_nothing_is_written(work: Work) -> None:
    outcome = work.then(
        lambda desk: desk.documents.update({"articles/sub/r4.md": desk.documents.pop("articles/r4.md")})
    )
    assert (read(outcome), outcome.written, outcome.removed) == ({"articles/sub/r4.md"}, (), ())


# --- A cache that was restored ---


def copied(work: Work, place: Path, *, without: tuple[str, ...] = ()) -> Work:
    """The same site elsewhere, as a machine of CI restores it: sources are new there, the rest keeps its times."""
    shutil.copytree(work.root, place, ignore=lambda _, names: {*without} & {*names})
    for path in work.files:
        os.utime(place / path)
    return Work(place, work.desk, work.files)


def test_a_fresh_checkout_with_all_that_was_built_makes_nothing(work: Work, tmp_path: Path) -> None:
    work.build()
    outcome = copied(work, tmp_path / "elsewhere").build()
    assert (outcome.read, outcome.made, outcome.written, outcome.removed) == ((), (), (), ())


def test_a_fresh_checkout_with_a_restored_cache_alone_reads_nothing(work: Work, tmp_path: Path) -> None:
    whole = work.build()
    there = copied(work, tmp_path / "elsewhere", without=("output", ".output.last"))
    outcome = there.build()
    assert outcome.read == ()
    assert len(outcome.made) == outcome.pages == whole.pages


def test_a_restored_site_is_edited_as_any_other(work: Work, tmp_path: Path) -> None:
    work.build()
    there = copied(work, tmp_path / "elsewhere")
    words("articles/r1.md", FIRST, "A loud day.")(there.desk)
    outcome = there.build()
    assert read(outcome) == {"articles/r1.md"}
    clean = Work(tmp_path / "clean", there.desk).build()
    assert {a: (there.root / "output" / a).read_bytes() for a in clean.written} == {
        a: (tmp_path / "clean/output" / a).read_bytes() for a in clean.written
    }


# --- --full and --explain ---


def test_full_makes_everything_again_and_the_same(work: Work) -> None:
    first = work.build()
    output = work.root / "output"
    before = {name: (output / name).read_bytes() for name in first.written}
    outcome = work.build(full=True)
    assert read(outcome) == set(work.desk.documents)
    assert sorted(outcome.made) == sorted(first.made)
    assert {name: (output / name).read_bytes() for name in outcome.written} == before
    assert work.build().made == ()


EDITS: dict[str, tuple[Edit, str, str]] = {
    "its own words": (words("articles/r1.md", "A loud day."), "/articles/r1/", "r1"),
    "the words of another": (words("articles/r7.md", "Grain came."), "/topics/grain/", "r7"),
    "a template": (lambda desk: desk.templates.add("topic"), "/topics/ports/", "topic.html"),
    "a name": (keys("topics/cranes.md", title="Hoists"), "/articles/r3/", "cranes"),
}


@pytest.mark.parametrize("case", EDITS)
def test_explain_names_what_a_page_is_made_again_for(work: Work, case: str) -> None:
    edit, address, culprit = EDITS[case]
    work.build()
    edit(work.desk)
    outcome = work.build(explain=address)
    assert address in outcome.made
    assert address in outcome.explanation
    assert culprit in outcome.explanation.removeprefix(address)


def test_explain_speaks_of_every_page_after_any_edit(work: Work) -> None:
    work.build()
    pages = work.build(full=True).made
    work.desk.settings["navigation"] = None
    words("articles/r1.md", "## Another", "A loud day.")(work.desk)
    keys("articles/r8.md", title="Called otherwise")(work.desk)
    keys("entities/venn.md", kind="organisation")(work.desk)
    work.desk.templates |= {"macro", "style"}
    told = {}
    for address in ("/articles/r1/", "/", "/feed.xml", "/old/a/", "/sitemap.xml", "/entities/venn/"):
        place = work.root.with_name(f"copy{len(told)}")
        shutil.copytree(work.root, place)
        told[address] = Work(place, work.desk.copy(), dict(work.files)).build(explain=address).explanation
    assert all(address in said for address, said in told.items())
    assert len(set(told.values())) == len(told)
    assert set(told) <= set(pages)


def test_explain_tells_kept_pages_damaged_ones_and_no_pages_apart(work: Work) -> None:
    work.build()
    kept = work.build(explain="/archive/").explanation
    (work.root / "output/archive/index.html").unlink()
    damaged = work.build(explain="/archive/").explanation
    unknown = work.build(explain="/nowhere/").explanation
    assert len({kept, damaged.replace("/archive/", ""), unknown}) == 3
    assert "/nowhere/" in unknown
