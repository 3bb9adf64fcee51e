"""What people paste, mistype and try: each is told with its rule and place, by check and build alike, and nothing is written."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.model.case_files import cases_in
from tests.sites import Site, make_site

REPORT = "content/articles/a.md"
_TOLD = re.compile(r"(?:(.+):)?(\d+):(\d+) (\S+)")

FORMS: dict[str, Callable[[str], str]] = {
    "front_matter.txt": lambda given: f"---\ntitle: A\ndate: 2031-04-02\n{given}\n---\nThe talks opened at noon.\n",
    "bodies.txt": lambda given: f"---\ntitle: A\ndate: 2031-04-02\n---\n{given}\n",
    "reports.txt": lambda given: given,
}
"""What the files of cases leave out of a report."""


def told(site: Site) -> list[tuple[str, int, int, str]]:
    """File, line, column and rule of everything that check says."""
    return [(i.place.path, i.place.line, i.place.column, i.rule) for i in site.check()]


def expected(written: str) -> list[tuple[str, int, int, str]]:
    found = [_TOLD.fullmatch(line) for line in written.splitlines()]
    return [(part[1] or REPORT, int(part[2]), int(part[3]), part[4]) for part in found if part]


def is_refused_just_so(site: Site, written: str) -> None:
    assert told(site) == expected(written) != []
    assert len(expected(written)) == len(written.splitlines())
    built = site.try_build()
    assert built.issues == site.check()
    assert built.folder.exists() == all(issue.severity == "advice" for issue in built.issues)


@pytest.mark.parametrize(
    ("name", "given", "written"),
    [
        pytest.param(name, *case.values, id=f"{name[:-4]}: {case.id}")
        for name in FORMS
        for case in cases_in(__file__, name)
    ],
)
def test_a_bad_report_is_told_with_rule_and_place(tmp_path: Path, name: str, given: str, written: str) -> None:
    site = make_site(tmp_path)
    site.write_bytes(REPORT, FORMS[name](given).encode())
    is_refused_just_so(site, written)


@pytest.mark.parametrize(("given", "written"), cases_in(__file__, "sites.txt"))
def test_a_bad_site_is_told_with_rule_and_place(tmp_path: Path, given: str, written: str) -> None:
    is_refused_just_so(make_site(tmp_path, f"{given}\n"), written)


def test_there_are_cases_enough() -> None:
    assert sum(len(cases_in(__file__, name)) for name in (*FORMS, "sites.txt")) >= 250
