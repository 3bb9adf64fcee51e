"""Problems as values."""

from itertools import permutations

from briefkit.model.issues import Issue, Place, Severity, advice, has_errors, made_strict

ERROR = Issue("link-resolves", "m", Place("b.md", 2, 1), "h")
ADVICE = advice("short-name-is-clear", "m", Place("a.md", 1, 1), "h")


def test_issues_are_told_file_by_file_from_the_top_of_each() -> None:
    told = [
        Issue("z", "m", Place("a.md", 2, 10)),
        Issue("a", "m", Place("a.md", 10, 2)),
        Issue("b", "a", Place("a.md", 10, 2)),
        Issue("b", "b", Place("a.md", 10, 2)),
        Issue("a", "m", Place("b.md", 1, 1)),
    ]
    for mixed in permutations(told):
        assert sorted(mixed, key=lambda issue: issue.sort_key) == told


def test_only_errors_stop_a_build() -> None:
    assert (ERROR.severity, ADVICE.severity) == (Severity.ERROR, Severity.ADVICE)
    assert has_errors((ADVICE, ERROR))
    assert not has_errors((ADVICE,))
    assert not has_errors(())


def test_a_strict_build_takes_advice_for_errors_and_changes_nothing_else() -> None:
    strict = made_strict((ADVICE, ERROR))
    assert strict == (Issue(ADVICE.rule, ADVICE.message, ADVICE.place, ADVICE.hint), ERROR)
    assert has_errors(strict[:1])
