"""Patterns that few builds need."""

import subprocess
import sys

from briefkit.markdown.late import late
from tests.sites import ROOT


def test_a_pattern_is_compiled_once_when_it_is_first_looked_for() -> None:
    late("(")  # no pattern: nobody looks
    quay = late("qu[a-y]+")
    assert quay() is quay()
    assert quay().fullmatch("quay")


def test_a_few_reports_are_read_without_any_shortcut() -> None:
    """What the shortcuts need takes longer to set up than a dozen reports to read."""
    code = """
import re
from datetime import UTC
from briefkit.stages.load import load_document
compile, patterns = re.compile, []
re.compile = lambda pattern, flags=0: patterns.append(pattern) or compile(pattern, flags)
data = b"---\\ntitle: T\\ndate: 2031-04-02\\n---\\n# Head\\n\\nWords.\\n\\n> More.\\n\\n| a |\\n|---|\\n| b |\\n"
load_document(data, "content/articles/a.md", UTC, shortcuts=False)
print(sum("ud7ff" in pattern for pattern in patterns))
load_document(data, "content/articles/a.md", UTC)
print(sum("ud7ff" in pattern for pattern in patterns))
"""
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    few, many = map(int, said.stdout.split())
    assert few == 0 < many
