"""Records as bytes and back; a stranger's bytes can do no more than be refused."""

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

from briefkit.disk.records import packed, unpacked
from briefkit.disk.state import CachedDocument
from briefkit.model.passages import Markup, PassageKind
from briefkit.model.snapshot import Stat
from tests.model.examples import article, day
from tests.sites import Site
from tests.strategies import any_text


@given(
    st.recursive(
        st.none() | any_text | st.binary() | st.integers(),
        lambda inner: st.tuples(inner) | st.dictionaries(any_text, inner),
    )
)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert unpacked(packed(value)) == value


def test_records_come_back_as_they_were() -> None:
    record = article("a", "One.\n\n- two [three](b.md)\n", updated=day("2031-04-02T10:00:00+02:00"))
    entries = {"a.md": CachedDocument(Stat(1, 2), b"", b"", record)}
    assert unpacked(packed(entries)) == entries
    assert unpacked(packed(record.updated)).words == day("2031-04-02").words


def test_kinds_come_back_where_python_would_write_them_as_a_call(monkeypatch: pytest.MonkeyPatch) -> None:
    # As Python 3.11.0 to 3.11.3 do, which is what Debian 12 has.
    by_name = lambda kind, protocol: (getattr, (type(kind), kind.name))  # noqa: E731
    monkeypatch.setattr(PassageKind, "__reduce_ex__", by_name)
    assert unpacked(packed([PassageKind.ITEM])) == [PassageKind.ITEM]


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
        "briefkit.disk.packs\nos.system",
        "briefkit.disk.packs\npickle",
        "briefkit.disk.sink\nfinish_interrupted",
        "briefkit.disk.up_to_date\nforget",
        "briefkit.pipeline\nbuild",
        "builtins\nobject",
        "builtins\ntype",
    ],
)
def test_only_the_classes_of_the_model_are_made(name: str) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpacked(f"c{name}\n.".encode())


def test_what_reads_a_cache_imports_nothing_that_it_names() -> None:
    code = (
        "import sys\nfrom briefkit.disk.records import unpacked\n"
        "try:\n    unpacked(b'cantigravity\\nx\\n.')\nexcept Exception:\n    pass\n"
        "sys.exit('antigravity' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
