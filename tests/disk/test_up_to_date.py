"""The glance that ends a build before it begins: right whenever it says that nothing changed."""

import marshal
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefkit.cli import main
from briefkit.disk.up_to_date import UNSETTLED, Glance, glance, glance_from, is_large, plain_glance, sources_below
from briefkit.workers import Aside
from tests.sites import NOW, Site, article, make_site, run, topic

DESK = (
    topic("ports", "terms: [quay]")
    + article("a", body="A quay.")
    + article("soon", date="2031-06-05")
    + article("talk", body="See [[soon]].")
    + "-- content/static/proof.txt --\nproof\n-- content/media/plan.pdf --\n%PDF\n"
)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site whose sources were written long ago, built."""
    made = make_site(tmp_path, DESK)
    for path in sources_below(str(made.root)):
        os.utime(made.root / path, (1_700_000_000, 1_700_000_000))
    made.build()
    return made


def is_up_to_date(site: Site, now: datetime = NOW, **flags: object) -> bool:
    request = replace(site.request(), **flags)  # type: ignore[arg-type]
    return glance(str(site.root), str(request.output), request.key, now.timestamp()).issues is not None


def glanced_at(site: Site) -> Glance:
    request = site.request()
    return glance(str(site.root), str(request.output), request.key, NOW.timestamp())


def test_nothing_changed_is_seen_and_the_advice_told_again(site: Site) -> None:
    said = glanced_at(site).issues
    assert said
    assert [rule for rule, *_ in said] == site.build().rules
    assert is_up_to_date(site)


EDITS: dict[str, Callable[[Path], object]] = {
    "a report": lambda root: (root / "content/articles/a.md").write_text("---\ntitle: B\ndate: 2031-04-02\n---\n"),
    "one byte of a report": lambda root: swapped(root / "content/articles/a.md"),
    "a new report": lambda root: (root / "content/articles/b.md").write_text(
        "---\ntitle: B\ndate: 2031-04-02\n---\n"
    ),
    "a report gone": lambda root: (root / "content/articles/a.md").unlink(),
    "a report that is a link now": lambda root: linked(root / "content/articles/a.md"),
    "a template": lambda root: swapped(root / "templates/topic.html"),
    "a new template": lambda root: (root / "templates/new.html").write_text(""),
    "a style sheet": lambda root: swapped(root / "templates/assets/site.css"),
    "site.yaml": lambda root: swapped(root / "site.yaml"),
    "no site.yaml": lambda root: (root / "site.yaml").unlink(),
    "a static file": lambda root: swapped(root / "content/static/proof.txt"),
    "a picture": lambda root: swapped(root / "content/media/plan.pdf"),
    "a page of the site": lambda root: swapped(root / "output/articles/a/index.html"),
    "a page of the site gone": lambda root: (root / "output/index.html").unlink(),
    "the site gone": lambda root: (root / "output").rename(root / "away"),
    "the note damaged": lambda root: swapped(root / ".cache/up-to-date"),
    "the note cut": lambda root: (root / ".cache/up-to-date").write_bytes(b"short"),
    "the note gone": lambda root: (root / ".cache/up-to-date").unlink(),
}


def swapped(path: Path) -> None:
    path.write_bytes(path.read_bytes().swapcase())


def linked(path: Path) -> None:
    path.rename(path.with_suffix(".txt"))
    path.symlink_to(path.with_suffix(".txt"))


@pytest.mark.parametrize("name", EDITS)
def test_whatever_changed_is_noticed(site: Site, name: str) -> None:
    assert is_up_to_date(site)
    EDITS[name](site.root)
    assert not is_up_to_date(site)


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a page of the site", "articles/a/index.html"),
        ("a page of the site gone", "index.html"),
        ("the site gone", "topics/ports/index.html"),
    ],
)
def test_the_files_that_do_not_stand_as_they_were_written_are_named(site: Site, name: str, page: str) -> None:
    assert glanced_at(site).broken == ()
    swapped(site.root / "content/articles/a.md")
    EDITS[name](site.root)
    broken = glanced_at(site).broken
    assert broken is not None
    assert page in broken
    assert name == "the site gone" or len(broken) == 1


def test_a_glance_survives_being_made_plain(site: Site) -> None:
    seen = glanced_at(site)
    assert glance_from(marshal.loads(marshal.dumps(plain_glance(seen)))) == seen


def test_what_is_not_known_to_stand_is_not_said_to(site: Site) -> None:
    EDITS["the note gone"](site.root)
    assert glanced_at(site).broken is None


def test_a_site_is_large_by_what_was_noted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_large(str(site.root))
    monkeypatch.setattr("briefkit.disk.up_to_date._LARGE", 100)
    assert is_large(str(site.root))
    assert not is_large(str(site.root / "content")), "nothing was built there"


@pytest.mark.parametrize(
    "flags",
    [
        {"drafts": True},
        {"strict": True},
        {"search": True},
        {"as_of": "2031-06-01"},
        {"base_url": "https://x.example/"},
    ],
    ids=str,
)
def test_other_flags_are_noticed(site: Site, flags: dict[str, object]) -> None:
    assert not is_up_to_date(site, **flags)
    assert not is_up_to_date(site, output=site.root / "there")


def test_flags_that_change_no_byte_are_not(site: Site) -> None:
    assert is_up_to_date(site, jobs=7)
    assert is_up_to_date(site, output=site.root / "content/../output")


@pytest.mark.parametrize("name", ["content/articles/.a.md.swp", "content/articles/a.md~", "templates/.git/x"])
def test_what_no_build_reads_is_not_noticed(site: Site, name: str) -> None:
    site.write_bytes(name, b"")
    assert is_up_to_date(site)


def test_touched_sources_are_known_by_what_they_hold(site: Site) -> None:
    for path in ("content/articles/a.md", "templates/topic.html", "site.yaml", "templates/assets/site.css"):
        os.utime(site.root / path)
    assert is_up_to_date(site)


def test_the_clock_ends_it_at_the_very_instant_and_not_before(site: Site) -> None:
    comes = NOW.replace(month=6, day=5, hour=0)
    assert is_up_to_date(site, comes - timedelta(microseconds=1))
    assert not is_up_to_date(site, comes)
    assert not is_up_to_date(site, NOW - timedelta(seconds=1)), "a clock set back may bring another site"


def test_a_fixed_clock_does_not_run_out(site: Site) -> None:
    site.build(as_of="2031-06-01")
    assert is_up_to_date(site, NOW + timedelta(days=999), as_of="2031-06-01")
    assert is_up_to_date(site, NOW - timedelta(days=999), as_of="2031-06-01")


def test_a_young_file_edited_within_one_tick_is_noticed(site: Site) -> None:
    path = site.root / "content/articles/a.md"
    os.utime(path)
    site.build()
    stat = path.stat()
    swapped(path)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert not is_up_to_date(site)


@pytest.mark.parametrize("name", ["templates/topic.html", "site.yaml"])
def test_what_is_edited_while_the_site_is_built_is_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from briefkit import pipeline

    original = pipeline.publish
    path = site.root / name

    def meanwhile(*given: object) -> object:
        path.write_bytes(path.read_bytes() + b"\n")
        return original(*given)  # type: ignore[arg-type]

    site.write(article("more", body="A quay."))
    monkeypatch.setattr(pipeline, "publish", meanwhile)
    site.build()
    assert not is_up_to_date(site)


def test_a_refused_build_is_not_taken_for_one_that_was_done(site: Site) -> None:
    site.write(article("bad", "topics: [nowhere]"))
    site.try_build()
    assert not is_up_to_date(site)
    site.remove("content/articles/bad.md")
    assert not is_up_to_date(site)
    site.build()
    assert is_up_to_date(site)


# --- Through the command line ---


def glanced(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether the build ended before anything heavy was imported."""
    assert done.returncode == 0, done.stderr
    return "briefkit.pipeline" not in done.stderr


def built(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    return run("build", "--no-search", *words, cwd=site.root, PYTHONPROFILEIMPORTTIME="1")


def test_a_second_build_says_so_at_once_and_tells_the_advice_again(site: Site) -> None:
    site.write(article("talk", body="See [[late]].") + article("late", date="2931-06-05"))
    os.utime(site.root / "content/articles/talk.md", (1_700_000_000, 1_700_000_000))
    first, second = built(site, "--format", "json"), built(site, "--format", "json")
    assert (glanced(first), glanced(second)) == (False, True)
    assert first.stdout == second.stdout
    assert "content/articles/talk.md" in second.stdout
    heavy = {"jinja2", "yaml", "markdown_it", "nh3", "ahocorasick", "PIL", "watchdog"}
    assert not [line for line in second.stderr.splitlines() if line.rpartition("|")[2].strip() in heavy]


def test_full_and_explain_look_again(site: Site) -> None:
    assert not glanced(built(site))
    assert glanced(built(site))
    assert not glanced(built(site, "--full"))
    explained = built(site, "--explain", "/articles/a/")
    assert not glanced(explained)
    assert "/articles/a/" in explained.stdout
    assert not glanced(built(site, "--drafts"))


def test_files_settle_in_a_few_seconds() -> None:
    assert 1_000_000_000 <= UNSETTLED <= 5_000_000_000, "file systems that count in whole or even seconds are common"


def test_a_large_site_is_looked_at_aside_with_the_same_result(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("briefkit.disk.up_to_date._LARGE", 0)
    asked: list[object] = []
    monkeypatch.setattr("briefkit.commands.build.Aside", lambda work: asked.append(work) or Aside(work))
    words = ["build", "--no-search", "--as-of", "2031-06-01", "--site", str(site.root)]

    def said() -> str:
        assert main(words) == 0
        return capsys.readouterr().out

    said()
    assert "nothing changed" in said()
    site.write(article("a", body="A quay, and a mole."))
    assert "nothing changed" not in said()
    page = site.root / "output/articles/a/index.html"
    whole = page.read_bytes()
    page.unlink()
    assert "1 page built" in said()
    assert page.read_bytes() == whole
    assert len(asked) == 4
