"""Packs of words: what comes back is what went in, and a stranger's pack can do no more than be refused."""

import builtins
import codecs
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.disk.state import Entry, State
from briefkit.disk.texts import Texts, packed, unpacked
from briefkit.model.liveness import Standing
from briefkit.model.passages import Markup
from briefkit.model.snapshot import Stat
from tests.model.examples import article, day
from tests.sites import Site, make_site
from tests.sites import article as report
from tests.strategies import any_text


@given(
    st.recursive(
        st.none() | any_text | st.binary() | st.integers(),
        lambda inner: st.tuples(inner) | st.dictionaries(any_text, inner),
    )
)
def test_plain_values_come_back(value: object) -> None:
    assert unpacked(packed(value)) == value


def test_records_come_back() -> None:
    record = article("a", "One.\n\n- two [three](b.md)\n", updated=day("2031-04-02T10:00:00+02:00"))
    state = State({"a.md": Entry(Stat(1, 2), b"", b"", record)})
    assert unpacked(packed(state)) == state
    assert unpacked(packed(record.updated)).words == day("2031-04-02").words


class Reduced:
    """What a hostile pickle is made of: calls `function` when it is read."""

    def __init__(self, function: Callable[..., object], *given: object) -> None:
        self.made = function, given

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.made


RAN = "ran-foreign-code"
HOSTILE: dict[str, Callable[[], object]] = {
    "a shell": lambda: Reduced(os.system, f"touch {RAN}"),
    "a process": lambda: Reduced(subprocess.Popen, ["touch", RAN]),
    "eval": lambda: Reduced(builtins.eval, f"open('{RAN}', 'w')"),
    "exec": lambda: Reduced(builtins.exec, f"open('{RAN}', 'w')"),
    "open": lambda: Reduced(builtins.open, RAN, "w"),
    "getattr": lambda: Reduced(builtins.getattr, Markup(""), "_make"),
    "an import": lambda: Reduced(builtins.__import__, "antigravity"),
    "a codec": lambda: Reduced(codecs.decode, b"x", "rot13"),
    "attrgetter": lambda: Reduced(attrgetter, "__class__"),
    "a graph": lambda: [Stat(1, 2), (Markup(""), {"a": Reduced(os.system, f"touch {RAN}")})],
    "a class": lambda: Site,
    "a path": lambda: Path("a"),
    "an exception": lambda: Reduced(SystemExit, 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pickle_is_refused_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        data = pickle.dumps(HOSTILE[name](), protocol)
        with pytest.raises(pickle.UnpicklingError):
            unpacked(data)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "briefkit.model.site\nText",  # no class
        "briefkit.model.passages\nMarkup.__class__",
        "briefkit.model.passages\nMarkup._make",
        "briefkit.model.records\nmarshal.loads",
        "briefkit.model.records\nmarshal",
        "briefkit.disk.texts\nos.system",
        "briefkit.disk.texts\npickle",
        "briefkit.disk.sink\nfinish_interrupted",
        "briefkit.disk.still\nforget",
        "briefkit.pipeline\nbuild",
        "builtins\nobject",
        "builtins\ntype",
    ],
)
def test_only_the_classes_of_the_model_are_made(name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpacked(f"c{name}\n.".encode())


def test_words_stand_where_their_extents_say(tmp_path: Path) -> None:
    texts = Texts(tmp_path)
    words = [(Markup(f"<p>{n}</p>"),) for n in range(9)]
    extents = texts.write("1-0.pack", words)
    assert [texts.read(extent) for extent in reversed(extents)] == words[::-1]
    assert (texts.has("1-0.pack"), texts.has("2-0.pack")) == (True, False)
    texts.close()


def test_packs_that_nothing_needs_go_and_many_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.texts._MANY", 3)
    texts = Texts(tmp_path)
    extents = {str(n): texts.write(f"{n}-0.pack", [f"words {n}"])[0] for n in range(5)}
    few = {name: extents[name] for name in ("1", "3")}
    assert texts.tidied(extents | {}, "9-all.pack").keys() == extents.keys()
    assert [path.name for path in tmp_path.iterdir()] == ["9-all.pack"]
    texts.close()
    texts = Texts(tmp_path)
    again = {name: texts.write(f"{name}-0.pack", [f"words {name}"])[0] for name in few}
    assert texts.tidied(again, "10-all.pack") == again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1-0.pack", "3-0.pack"]
    texts.close()


def test_words_put_together_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.texts._MANY", 3)
    texts = Texts(tmp_path)
    extents = {str(n): texts.write(f"{n}-0.pack", ["before", f"words {n}"])[1] for n in range(5)}
    kept = texts.tidied(extents, "9-all.pack")
    assert {name: texts.read(extent) for name, extent in kept.items()} == {str(n): f"words {n}" for n in range(5)}
    texts.close()


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
            "exchanged": packed((Markup("<p>Other words.</p>"),)) * 9,
        }
        pack.write_bytes(damaged[how])
    for path in (site.root / "output/articles").rglob("*.html"):
        path.unlink()
    assert site.build().files() == before


def test_what_reads_a_cache_imports_nothing_that_it_names() -> None:
    code = (
        "import sys\nfrom briefkit.disk.texts import unpacked\n"
        "try:\n    unpacked(b'cantigravity\\nx\\n.')\nexcept Exception:\n    pass\n"
        "sys.exit('antigravity' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_enumerations_come_back_as_themselves() -> None:
    assert isinstance(article("a").date.precision, int)
    assert Standing("live") is Standing.LIVE
