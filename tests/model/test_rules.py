"""Every rule of the code is in the table and in the guide, and each example of the guide breaks just its rule."""

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest

from briefkit.model.rules import RULES
from tests.sites import ROOT, make_site

GUIDE = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
_SECTION = re.compile(r"^### (\S+)\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"[a-z]+(?:-[a-z0-9]+)*-(?:is|are|has|have|resolves|exists|leads|stands|renders)(?:-[a-z0-9]+)*")
SECTIONS = dict(_SECTION.findall(GUIDE))


def names_in(tree: ast.AST) -> set[str]:
    """Texts that are written like a rule's name: what it is about, a verb, and perhaps more."""
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if _NAME.fullmatch(text)}


def test_the_table_has_every_rule_of_the_code_and_no_other() -> None:
    modules = (path for path in (ROOT / "briefkit").rglob("*.py") if path.name != "rules.py")
    used = {name for module in modules for name in names_in(ast.parse(module.read_text(encoding="utf-8")))}
    assert used == set(RULES)


def test_every_rule_is_named_for_the_good_state() -> None:
    assert [name for name in RULES if not _NAME.fullmatch(name)] == []


def test_the_guide_has_every_rule_once_and_no_other() -> None:
    assert [name for name, _ in _SECTION.findall(GUIDE)] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_the_guide_says_of_a_rule_what_programs_are_told(rule: str) -> None:
    meaning, example, cure = re.split(r"^(```.*?^```)$", SECTIONS[rule], flags=re.MULTILINE | re.DOTALL)
    assert (" ".join(meaning.split()), " ".join(cure.split())) == RULES[rule]
    assert example


@pytest.mark.parametrize("rule", RULES)
def test_the_guides_example_breaks_that_rule_and_no_other(tmp_path: Path, rule: str) -> None:
    ((language, example),) = _EXAMPLE.findall(SECTIONS[rule])
    if "chmod 000" in example and os.geteuid() == 0:
        pytest.skip("root may read everything")
    site = make_site(tmp_path, "" if language else example)
    if language:
        subprocess.run(["sh", "-ec", example], cwd=site.root, check=True)
    assert {issue.rule for issue in site.check()} == {rule}
    advised = not any(issue.severity == "error" for issue in site.check())
    assert advised == ("(advice)" in RULES[rule].meaning)
