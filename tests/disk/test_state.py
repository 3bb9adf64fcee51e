"""What is kept between builds: all of it, or nothing."""

from pathlib import Path

import pytest

from briefkit.disk.records import packed
from briefkit.disk.state import (
    NEVER,
    Cache,
    CachedDocument,
    CachedReport,
    Manifest,
    State,
    Trace,
    is_writable,
    settled,
)
from briefkit.model.issues import Issue, Place
from briefkit.model.names import Slug
from briefkit.model.site import Citation, Linked
from briefkit.model.snapshot import Stat
from tests.model.examples import article, filed, topic
from tests.sites import article as report
from tests.sites import make_site

STATE = State(
    {"a.md": CachedDocument(Stat(1, 2), b"d", topic("a"))},
    {
        "b.md": CachedReport(
            Stat(1, 2), b"d", b"v", filed(article("b")).facts, (Issue("rule", "Told.", Place("b.md", 3)),)
        )
    },
    linked={"b.md": Linked("/x/ X", (Citation(Slug("b"), None, Slug("c"), b"s"),), ("content/m.png",), "")},
    kinship={Slug("b"): (Slug("c"),)},
    surroundings=b"here",
    instants=(1, 2.5),
    manifest=Manifest({"x": Trace("", ("topics",))}, {"topics": "t"}),
    is_published=True,
)


def cache(folder: Path, key: bytes = b"key") -> Cache:
    folder.mkdir(exist_ok=True)
    return Cache(folder, key)


def test_a_state_comes_back(tmp_path: Path) -> None:
    cache(tmp_path).save(STATE)
    assert cache(tmp_path).load() == STATE


def test_a_state_of_another_program_or_other_settings_is_none(tmp_path: Path) -> None:
    cache(tmp_path).save(STATE)
    assert cache(tmp_path, b"other").load() == State()


def test_where_nothing_was_kept_there_is_an_empty_state(tmp_path: Path) -> None:
    assert cache(tmp_path).load() == State()


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 99, packed((b"key", "no state")), packed(STATE)])
def test_a_damaged_state_is_none(tmp_path: Path, data: bytes) -> None:
    cache(tmp_path).save(STATE)
    (tmp_path / "state").write_bytes(data)
    assert cache(tmp_path).load() == State()


@pytest.mark.parametrize("gone", [0, 1], ids=["leaf", "words"])
def test_a_state_whose_words_are_gone_is_none(tmp_path: Path, gone: int) -> None:
    kept = cache(tmp_path)
    leaf, words = (kept.packs.write([b"said"])[0] for _ in ("leaf", "words"))
    report = STATE.reports["b.md"]._replace(leaf=leaf, words=words)
    kept.save(STATE._replace(reports={"b.md": report}))
    assert cache(tmp_path).load().reports == {"b.md": report}
    (tmp_path / (leaf, words)[gone].pack).unlink()
    assert cache(tmp_path).load() == State()


def test_of_another_output_folder_nothing_is_known(tmp_path: Path) -> None:
    there = STATE.at("there")
    assert (there.documents, there.reports) == (STATE.documents, STATE.reports)
    assert not there.is_published, "an edition that is not there was made of nothing"
    assert there.manifest == Manifest()
    assert there._replace(manifest=STATE.manifest).at("there").manifest == STATE.manifest


def test_a_file_written_just_before_it_was_looked_at_proves_nothing() -> None:
    now = 1_900_000_000_000_000_000
    old, young, ahead = Stat(now - 3_000_000_000, 5), Stat(now - 1_000_000_000, 5), Stat(now + 1, 5)
    assert [settled(stat, now) for stat in (old, young, ahead)] == [old, NEVER, NEVER]


def test_a_place_that_can_be_written_to_is_told_from_one_that_cannot(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert is_writable(tmp_path / "new")
    assert not is_writable(tmp_path / "file")
    assert not is_writable(tmp_path / "deep/new")
    assert (tmp_path / "new").is_dir()


def test_what_somebody_else_keeps_in_a_cache_stays_as_it_is(tmp_path: Path) -> None:
    site = make_site(tmp_path, report("a", body="A quay."))
    (site.root / ".cache").mkdir()
    (site.root / ".cache/state").write_bytes(b"mine")
    (site.root / ".cache/1-0.pack").write_bytes(b"mine")
    for _ in range(2):
        site.build()
        assert {p.name: p.read_bytes() for p in (site.root / ".cache").iterdir()} == {
            "state": b"mine",
            "1-0.pack": b"mine",
        }


def test_packs_of_other_names_stay_in_our_cache(tmp_path: Path) -> None:
    site = make_site(tmp_path, report("a", body="A quay."))
    site.build()
    (site.root / ".cache/pack-1a2b.pack").write_bytes(b"mine")
    site.write(report("a", body="Another quay."))
    site.build()
    assert (site.root / ".cache/pack-1a2b.pack").read_bytes() == b"mine"


@pytest.mark.parametrize(
    "name", ["", "/state", "/state.draft", "/writable", "/lock", "/1-0.pack", "/up-to-date", "/up-to-date.draft"]
)
def test_no_link_in_a_cache_is_written_through(tmp_path: Path, name: str) -> None:
    # As a pull request may bring it along: .gitignore keeps nobody from adding it.
    site = make_site(tmp_path, report("a", body="A quay."))
    theirs = tmp_path / "theirs"
    if name:
        theirs.write_bytes(b"mine")
        (site.root / ".cache").mkdir()
        (site.root / ".cache/lock").write_bytes(b"") if name != "/lock" else None
    else:
        theirs.mkdir()
        (theirs / "1-0.pack").write_bytes(b"mine")
    (site.root / f".cache{name}").symlink_to(theirs)
    site.build()
    assert [p.read_bytes() for p in ([theirs] if name else theirs.iterdir())] == [b"mine"]
