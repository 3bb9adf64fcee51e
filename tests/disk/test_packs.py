"""Packs of what was read: what comes back is what went in, and what is damaged is read again."""

from pathlib import Path

import pytest

from briefkit.disk.packs import Packs
from briefkit.disk.plain import as_words
from briefkit.model.passages import Markup
from tests.sites import article as report
from tests.sites import make_site


def words(said: object) -> bytes:
    """Bytes that say `said`."""
    return f"<p>{said}</p>".encode()


def test_words_stand_where_their_extents_say(tmp_path: Path) -> None:
    packs = Packs(tmp_path)
    written = [words(n) for n in range(9)]
    extents = packs.write(written)
    assert [packs.read(extent) for extent in reversed(extents)] == written[::-1]
    assert packs.has(extents[0].pack)
    assert not packs.has("0123456789abcdef.pack")
    packs.close()


def test_packs_that_nothing_needs_go_and_many_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.packs._MANY", 3)
    packs = Packs(tmp_path)
    extents = {str(n): tuple(packs.write([words(n)])) for n in range(5)}
    few = {name: extents[name] for name in ("1", "3")}
    together = packs.tidied(extents)
    assert together.keys() == extents.keys()
    packs.keep_only({one.pack for (one,) in together.values()})
    (pack,) = {one.pack for (one,) in together.values()}
    assert [path.name for path in tmp_path.iterdir()] == [pack]
    packs.close()
    packs = Packs(tmp_path)
    again = {name: tuple(packs.write([words(name)])) for name in few}
    assert packs.tidied(again) == again
    packs.keep_only({one.pack for (one,) in again.values()})
    assert {path.name for path in tmp_path.iterdir()} == {one.pack for (one,) in again.values()}
    packs.close()


def test_words_put_together_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.packs._MANY", 3)
    packs = Packs(tmp_path)
    extents = {str(n): tuple(packs.write([words("before"), words(n)])[1:]) for n in range(5)}
    kept = packs.tidied(extents)
    assert {name: packs.read(extent) for name, (extent,) in kept.items()} == {str(n): words(n) for n in range(5)}
    packs.close()


@pytest.mark.parametrize("how", ["flipped", "cut", "emptied", "exchanged"])
def test_a_damaged_pack_loses_nothing(tmp_path: Path, how: str) -> None:
    site = make_site(tmp_path, report("a", body="The quay.") + report("b", body="The mole."))
    before = site.build().files()
    packs = sorted((site.root / ".cache").glob("*.pack"))
    assert packs
    for pack in packs:
        data = pack.read_bytes()
        damaged = {
            "flipped": data.replace(b"quay", b"dock").replace(b"mole", b"pier"),
            "cut": data[: len(data) // 2],
            "emptied": b"",
            "exchanged": as_words((Markup("<p>Other words.</p>"),)) * 9,
        }
        pack.write_bytes(damaged[how])
    for path in (site.root / "output/articles").rglob("*.html"):
        path.unlink()
    assert site.build().files() == before
