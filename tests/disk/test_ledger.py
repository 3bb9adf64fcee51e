"""Tables that are kept whole, and then change by change: whatever happens, they come back as they were last kept."""

import copy
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.disk.ledger import Change, Ledger, Tables

ROWS: Tables = {"a": {str(n): (n, b"row") for n in range(100)}, "b": {"x": "y"}}


def keep(ledger: Ledger, before: Tables | None, now: Tables) -> None:
    """Keep `now`, as one does who knows what was kept before."""
    changes = before and {
        name: Change(
            {key: row for key, row in rows.items() if before[name].get(key) != row},
            tuple(before[name].keys() - rows.keys()),
        )
        for name, rows in now.items()
    }
    ledger.keep(changes, lambda: copy.deepcopy(now))


def changed(**rows: object) -> Tables:
    return {"a": {**ROWS["a"], **rows}, "b": ROWS["b"]}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_kept_comes_back_whole_or_with_its_changes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, b"key")
    keep(ledger, None, ROWS)
    one, two = changed(new=1), changed(new=2, other=3)
    del two["a"]["7"]
    keep(ledger, ROWS, one)
    keep(ledger, one, two)
    assert names(tmp_path) == ["state", "state.1", "state.2"]
    assert Ledger(tmp_path, b"key").load() == two


def test_many_changes_and_large_ones_are_kept_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.ledger._MANY", 2)
    ledger = Ledger(tmp_path, b"key")
    steps = [ROWS, *[changed(new=number) for number in range(3)]]
    for before, now in zip([None, *steps], steps, strict=False):
        keep(ledger, before, now)
    assert names(tmp_path) == ["state"]
    keep(ledger, steps[-1], changed(new=9))
    assert (tmp_path / "state.1").stat().st_size < (tmp_path / "state").stat().st_size / 8
    much = changed(**{str(n): "other" for n in range(50)})
    keep(ledger, changed(new=9), much)
    assert names(tmp_path) == ["state"]
    assert Ledger(tmp_path, b"key").load() == much


def test_another_ledger_goes_on_where_one_ended(tmp_path: Path) -> None:
    keep(Ledger(tmp_path, b"key"), None, ROWS)
    for number in range(3):
        ledger = Ledger(tmp_path, b"key")
        keep(ledger, ledger.load(), changed(new=number))
    assert names(tmp_path) == ["state", "state.1", "state.2", "state.3"]
    assert Ledger(tmp_path, b"key").load() == changed(new=2)


def test_under_another_key_nothing_is_known(tmp_path: Path) -> None:
    keep(Ledger(tmp_path, b"key"), None, ROWS)
    assert Ledger(tmp_path, b"other").load() is None


def test_changes_of_what_was_since_kept_whole_count_for_nothing(tmp_path: Path) -> None:
    """A build may be killed when it has written all anew and not yet removed the changes before."""
    ledger = Ledger(tmp_path, b"key")
    keep(ledger, None, ROWS)
    keep(ledger, ROWS, changed(new=1))
    left = (tmp_path / "state.1").read_bytes()
    keep(Ledger(tmp_path, b"key"), None, changed(new=2))
    (tmp_path / "state.1").write_bytes(left)
    ledger = Ledger(tmp_path, b"key")
    before = ledger.load()
    assert before == changed(new=2)
    keep(ledger, before, changed(new=3))
    assert Ledger(tmp_path, b"key").load() == changed(new=3)


@pytest.mark.parametrize("name", ["state", "state.1"])
def test_what_is_damaged_is_refused(tmp_path: Path, name: str) -> None:
    ledger = Ledger(tmp_path, b"key")
    keep(ledger, None, ROWS)
    keep(ledger, ROWS, changed(new=1))
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-1] + b"?")
    with pytest.raises(ValueError, match="damaged"):
        Ledger(tmp_path, b"key").load()


def test_where_the_disk_refuses_nothing_old_is_left_to_be_taken_for_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path, b"key")
    keep(ledger, None, ROWS)

    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="space"):
            keep(ledger, ROWS, changed(new=1))
    assert names(tmp_path) == []
    keep(ledger, ROWS, changed(new=2))
    assert Ledger(tmp_path, b"key").load() == changed(new=2)


STEPS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3)), min_size=1, max_size=8)


@given(STEPS, st.booleans())
def test_any_row_of_tables_comes_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[dict[str, int]], again: bool
) -> None:
    folder = tmp_path_factory.mktemp("ledger")
    ledger, before = Ledger(folder, b"key"), None
    for step in steps:
        now: Tables = {"a": {**{str(n): n for n in range(200)}, **step}}
        keep(ledger, before, now)
        if again:
            ledger = Ledger(folder, b"key")
            assert ledger.load() == now
        before = now
    assert Ledger(folder, b"key").load() == before
