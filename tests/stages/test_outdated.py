"""Which files are made again, and that the reason can be told."""

from dataclasses import replace
from functools import partial

import pytest

from briefkit.model.names import Address, Slug
from briefkit.stages.outdated import EarlierBuild, explained, outdated
from briefkit.stages.suspects import Suspects
from briefkit.views.asking import Asking
from briefkit.views.page import Sheet


def _page(ask: Asking, name: str) -> bytes:
    return name.encode()


QUAY, MOLE = (Sheet(Address(f"/{name}/"), partial(_page, name=name)) for name in ("quay", "mole"))
SHEETS = {"quay/index.html": QUAY, "mole/index.html": MOLE}
QUESTIONS = {"line quay": b"1", "topics": b"2", "line mole": b"3"}


def known(
    now: dict[str, bytes] | None = None, damaged: frozenset[str] = frozenset(), basis: str = QUAY.basis
) -> EarlierBuild:
    """Two pages that share a question; `now` are answers that are others than before."""
    pages = {
        "quay/index.html": (basis, ["line quay", "topics"]),
        "mole/index.html": (MOLE.basis, ["line mole", "topics"]),
    }
    return EarlierBuild(pages, QUESTIONS, damaged, ({**QUESTIONS, **(now or {})}).__getitem__)


@pytest.mark.parametrize(
    ("state", "stale"),
    [
        (known(), ()),
        (known({"line quay": b"9"}), (QUAY,)),
        (known({"topics": b"9"}), (QUAY, MOLE)),
        (known(damaged=frozenset({"mole/index.html"})), (MOLE,)),
        (known(basis="another"), (QUAY,)),
        (EarlierBuild({}, {}, frozenset(), str), (QUAY, MOLE)),
    ],
    ids=["nothing", "one answer", "a shared answer", "a damaged file", "another basis", "nothing known"],
)
def test_a_page_is_made_again_when_an_answer_its_basis_or_its_file_changed(
    state: EarlierBuild, stale: tuple[Sheet, ...]
) -> None:
    assert outdated(SHEETS, state) == stale


def test_answers_that_are_beyond_suspicion_are_not_looked_at() -> None:
    def stamp(question: str) -> bytes:
        assert question != "line mole", "nobody suspects it"
        return {**QUESTIONS, "line quay": b"9"}[question]

    suspects = Suspects(frozenset([Slug("quay")]), frozenset(), frozenset())
    state = replace(known(), stamp=stamp, suspects=suspects)
    assert outdated(SHEETS, state) == (QUAY,)


def test_where_sources_are_called_otherwise_everything_is_looked_at() -> None:
    now = {**QUESTIONS, "sources": b"new", "line mole": b"9"}
    state = replace(
        known(),
        answers={**QUESTIONS, "sources": b"old"},
        stamp=now.__getitem__,
        suspects=Suspects(frozenset(), frozenset(), frozenset()),
    )
    assert outdated(SHEETS, state) == (MOLE,)


def test_each_reason_is_told_in_other_words() -> None:
    told = {
        explained("/quay/", (QUAY, MOLE), state)
        for state in (
            known(),
            known({"line quay": b"9"}),
            known({"topics": b"9"}),
            known(damaged=frozenset({"quay/index.html"})),
            known(basis="another"),
            EarlierBuild({}, {}, frozenset(), str),
        )
    }
    assert len(told) == 6
    assert all("/quay/" in said for said in told)


@pytest.mark.parametrize("count", [1, 3, 4, 6])
def test_up_to_three_reasons_are_told_and_the_others_counted(count: int) -> None:
    asked = [f"line r{n}" for n in range(count)]
    page = {"quay/index.html": (QUAY.basis, [*asked, "topics"])}
    now = dict.fromkeys(asked, b"new") | {"topics": b"same"}
    before = dict.fromkeys(asked, b"old") | {"topics": b"same"}
    said = explained("/quay/", (QUAY,), EarlierBuild(page, before, frozenset(), now.__getitem__))
    assert [f"r{n}" in said for n in range(count)] == [n < 3 for n in range(count)]
    assert ("more" in said) is (count > 3)
    assert count <= 3 or f"{count - 3} more" in said
    assert "list of topics" not in said


def test_events_of_no_topic_are_those_of_the_whole_site() -> None:
    page = {"quay/index.html": (QUAY.basis, ["events "])}
    said = explained("/quay/", (QUAY,), EarlierBuild(page, {"events ": b"old"}, frozenset(), lambda _: b"new"))
    assert "events of the whole site" in said


def test_an_address_that_nothing_is_made_for_is_told() -> None:
    assert "/nowhere/" in explained("/nowhere/", (QUAY, MOLE), known())
    assert "mean /quay/?" in explained("/quya/", (QUAY, MOLE), known())


def test_an_address_without_its_last_slash_is_understood() -> None:
    assert explained("/quay", (QUAY, MOLE), known()) == explained("/quay/", (QUAY, MOLE), known())


def test_copies_and_the_search_index_have_a_sentence_too() -> None:
    assert "copy" in explained("/media/a.png", (QUAY,), known(), frozenset({"media/a.png"}))
    assert "mean /media/a.png?" in explained("/media/b.png", (QUAY,), known(), frozenset({"media/a.png"}))
    assert "search index" in explained("/pagefind/pagefind.js", (QUAY,), known())
