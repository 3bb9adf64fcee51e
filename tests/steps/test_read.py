"""From files to documents: read once, and read again when there is a reason."""

import os
import time
from pathlib import Path

import pytest
from PIL import Image

from briefkit.steps import read
from tests.sites import Site, article, entity, make_site, topic

DESK = topic("ports", "terms: [quay]") + "".join(
    article(f"r{n}", "", f"Quay {n}.", f"2031-04-{n + 1:02}") for n in range(5)
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, DESK)


def parsed(site: Site, **flags: object) -> set[str]:
    return {path.removeprefix("content/") for path in site.build(**flags).outcome.read}


REPORTS = {f"articles/r{n}.md" for n in range(5)}


def test_the_first_build_reads_all_and_the_second_nothing(site: Site) -> None:
    assert parsed(site) == {"topics/ports.md", *REPORTS}
    assert parsed(site) == set()


def test_only_what_was_edited_is_read(site: Site) -> None:
    site.build()
    site.write(article("r1", "", "Another quay."))
    os.utime(site.root / "content/articles/r2.md")
    assert parsed(site) == {"articles/r1.md"}


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (topic("ports", "terms: [mole]"), {"topics/ports.md", *REPORTS}),
        (topic("ports", "terms: [quay]\nsummary: Calm."), {"topics/ports.md"}),
        (entity("venn", "Orlo Venn"), {"entities/venn.md", *REPORTS}),
        ("-- content/pages/about.md --\n---\ntitle: About\n---\n", {"pages/about.md"}),
    ],
    ids=["a term", "a summary", "a name", "a page"],
)
@pytest.mark.parametrize("age", [0, 3600], ids=["just written", "long settled"])
def test_words_to_look_for_make_all_reports_be_read_and_nothing_else_does(
    site: Site, edit: str, wanted: set[str], age: int
) -> None:
    for path in (site.root / "content").rglob("*.md"):
        os.utime(path, (time.time() - age,) * 2)
    site.build()
    site.write(edit)
    assert parsed(site) == wanted


def test_flags_and_the_clock_make_nothing_be_read(site: Site) -> None:
    site.build()
    assert parsed(site, drafts=True) == set()
    assert parsed(site, as_of="2031-04-02") == set()
    assert parsed(site, strict=True, output=site.root / "there") == set()


def test_errors_are_told_again_without_reading_again(site: Site) -> None:
    site.write(article("bad", "topcs: [ports]\ntopics: [nowhere]", "A [link](gone.md)."))
    site.write("-- content/pages/worse.md --\n---\ntitle: Worse\nordr: 1\n---\n")
    first, second = site.try_build(), site.try_build()
    assert first.outcome.site is None
    assert second.issues == first.issues
    assert len(first.issues) == 4
    for path in ("content/articles/bad.md", "content/pages/worse.md"):
        site.remove(path)
    assert parsed(site) == set(), "what a refused build read is kept as well"


def test_checking_reads_for_the_next_build(site: Site) -> None:
    site.check()
    assert parsed(site) == set()


@pytest.mark.parametrize("times", [1, 3])
def test_checking_with_other_settings_leaves_what_builds_keep_as_it_was(site: Site, times: int) -> None:
    """As where a workflow restores the cache, checks, and builds for another address."""
    site.build()
    kept = {path.name: path.read_bytes() for path in (site.root / ".cache").iterdir()}
    for _ in range(times):
        assert not site.check(base_url="https://brief.example/desk/")
        assert {path.name: path.read_bytes() for path in (site.root / ".cache").iterdir()} == kept


def test_a_build_that_ends_before_it_is_done_leaves_what_was_read_before(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.build().files()
    with monkeypatch.context() as patch:
        patch.setattr("briefkit.pipeline.resolve", lambda *_: pytest.fail("killed"))
        with pytest.raises(pytest.fail.Exception):
            site.build(full=True)
    monkeypatch.setattr("briefkit.steps.shelf.Shelf._reading", lambda *_: pytest.fail("read again from its source"))
    for page in (site.root / "output/articles").rglob("*.html"):
        page.unlink()
    assert site.build().files() == before


@pytest.mark.parametrize("name", ["content/articles/r1.md", "content/topics/ports.md", "content/media/plan.pdf"])
def test_a_file_that_could_not_be_read_is_looked_at_again(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    site.write(article("r1", "", "[A plan](plan.pdf) of the quay."))
    site.write_bytes("content/media/plan.pdf", b"%PDF")
    for path in ("content/articles/r1.md", "content/topics/ports.md", "content/media/plan.pdf"):
        os.utime(site.root / path, (1_500_000_000, 1_500_000_000))
    whole = site.build(full=True).files()
    (site.root / ".cache/state").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("briefkit.disk.source.os.open", refusing(os.open, name))
        for _ in range(2):
            refused = site.try_build()
            assert "file-is-readable" in refused.rules
            assert refused.outcome.site is None
    assert site.build().files() == whole


def refusing(original, name: str):  # type: ignore[no-untyped-def]
    def opened(path, *given, **named):  # type: ignore[no-untyped-def]
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied")
        return original(path, *given, **named)

    return opened


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_report_is_read_once_however_many_take_a_step_together(
    site: Site, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setattr(read, "_AT_ONCE", 2)
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 1)
    names = sorted(path.removeprefix("content/") for path in site.build(jobs=jobs).outcome.read)
    assert names == sorted([*REPORTS, "topics/ports.md"])


def test_reports_read_by_several_processes_are_the_same(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("briefkit.workers.WORTH_SPREADING", 1)
    spread = site.build(jobs=2, output=tmp_path / "two").files()
    packs = list((site.root / ".cache").glob("*.pack"))
    assert len(packs) > 1
    assert site.build(jobs=1, full=True, output=tmp_path / "one").files() == spread


def test_words_that_are_gone_are_read_again_from_their_sources(site: Site) -> None:
    site.build()
    site.write_bytes("templates/article.html", (site.root / "templates/article.html").read_bytes() + b"\n")
    for pack in (site.root / ".cache").glob("*.pack"):
        pack.write_bytes(b"")
    assert site.build().files() == site.build(full=True).files()


def test_what_documents_lie_in_no_known_folder_is_said_each_time(site: Site) -> None:
    site.write_bytes("content/stray/x.md", b"Words.")
    assert site.build().rules == site.build().rules == ["file-stands-in-a-known-folder"]
    assert read.REPORTS == "articles"


def test_a_picture_is_measured_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write_bytes("content/media/plan.pdf", b"%PDF")
    os.utime(site.root / "content/media/plan.pdf", (1_500_000_000, 1_500_000_000))
    site.write(article("r1", "", "[A plan](plan.pdf)"))
    before = site.build().files()
    monkeypatch.setattr(read, "read_media", lambda *_: pytest.fail("measured again"))
    site.write(article("r2", "", "Other words."))
    assert {name for name in site.build().files() if "plan" in name} == {name for name in before if "plan" in name}


def test_that_a_picture_tells_its_place_is_said_each_time(site: Site) -> None:
    notes = Image.Exif()
    notes[0x8825] = {2: (60.0, 0.0, 0.0)}
    (site.root / "content/media").mkdir(exist_ok=True)
    Image.new("L", (9, 9)).save(site.root / "content/media/quay.png", exif=notes)
    site.write(article("r1", "", "![A quay](quay.png)"))
    for _ in range(2):
        told = [issue.place.path for issue in site.build().issues if issue.rule == "image-has-no-location"]
        assert told == ["content/media/quay.png"]
