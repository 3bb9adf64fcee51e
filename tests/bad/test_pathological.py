"""Input that is made to be slow: each ends in a page or a clear error within seconds and two gigabytes."""

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites import ROOT, article, entity, make_site, topic

SECONDS, MEMORY = 60, 2 << 30
"""Many times what a quiet machine needs."""

N = 50_000
BODIES = {
    "a report of 5 MB": "The talks opened at noon, said the board.\n\n" * 110_000,
    "a report of 5 MB in one paragraph": "The talks opened at noon. " * 190_000,
    "one gigantic word": "x" * 4_900_000,
    "ten thousand nested quotations": ">" * 10_000 + " deep",
    "ten thousand nested lists": "- " * 10_000 + "deep",
    "lists that grow": "".join(f"{' ' * n}- x\n" for n in range(2_000)),
    "brackets without an end": "[" * N,
    "brackets of links": "[a](" * N,
    "pictures without an end": "![" * N,
    "stars": "*a_ " * N,
    "stars of every length": "".join("*" * n + "a " for n in range(600)),
    "backquotes of every length": "".join("`" * n + "a " for n in range(600)),
    "angle brackets": "<" * N,
    "tags that stay open": "<div>" * N,
    "comments that stay open": "<!--" * N,
    "attributes without an end": "<a " + "b=c " * N,
    "entities": "&#35;" * N,
    "backslashes": "\\" * N,
    "definitions": "".join(f"[{n}]: x\n" for n in range(20_000)),
    "footnotes": "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(5_000)),
    "footnotes that hold themselves": "[^a]\n\n[^a]: x [^a]\n",
    "a table of many columns": "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n" + ("|" + "b|" * 5_000 + "\n") * 20,
    "a table of many short rows": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "b\n" * 2_000,
    "ten thousand headings of one name": "## Talks\n\n" * 10_000,
    "ten thousand equal paragraphs": "Talks.\n\n" * 10_000,
    "ten thousand broken links": "".join(f"[x](gone-{n}.md)\n\n" for n in range(10_000)),
    "ten thousand links by slug": "[[gone]]\n\n" * 10_000,
    "ten thousand topics lines": '{topics="gone"}\nx\n\n' * 10_000,
    "fences without an end": "```\n~~~\n" * 10_000,
    "white space": " " * 1_000_000 + "x",
    "empty lines": "\n" * 1_000_000,
    "notes that never begin": "\n\n".join(["[^" * 9_990] * 10),
    "links that never end": "\n\n".join(["](" + "a. " * 6_600] * 10),
    "marks on one letter": "a" + "\u0301" * 15_000,
}
FRONTS = {
    "ten thousand topics": f"topics: [{', '.join(f'topic-{n}' for n in range(10_000))}]",
    "ten thousand unknown keys": "\n".join(f"key{n}: x" for n in range(10_000)),
    "one key ten thousand times": "series: x\n" * 10_000,
    "lists in lists": "x-a: " + "[" * 90_000,
    "mappings in mappings": "x-a: " + "{a: " * 40_000,
    "dashes in dashes": "x-a:\n  " + "- " * 90_000 + "a",
    "indentation that grows": "x-a:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 600)),
    "anchors of anchors": "".join(
        f"x-{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]\n" for n in range(99)
    ),
    "a text without an end": 'series: "' + "x" * 190_000,
    "a title of 190,000 characters": f"series: {'x' * 190_000}",
    "ten thousand events": "events:\n" + "- {date: 2031, title: T}\n" * 7_000,
    "ten thousand aliases that cannot be": f"aliases: [{', '.join(f'/articles/a/{n}/' for n in range(10_000))}]",
    "ten thousand aliases": f"aliases: [{', '.join(f'/old/{n}/' for n in range(10_000))}]",
}

REGISTERED = {
    "a short name ten thousand times": entity("berg", "Ada Berg", "person", "short_names: [Berg]")
    + article("a", body=("Berg and " * 2_000 + "\n\n") * 20),
    "a topic of fifteen thousand passages": topic("ports", "terms: [quay]")
    + article("a", body="A quay.\n\n" * 15_000),
}


def check_within_bounds(root: Path) -> subprocess.CompletedProcess[str]:
    """`check` in a process that is given so much time and memory."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "check", "--site", str(root), "--as-of", "2031-06-01"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )


@pytest.mark.parametrize("name", [*BODIES, *FRONTS, *REGISTERED])
def test_it_ends_in_a_page_or_a_clear_error(tmp_path: Path, name: str) -> None:
    report = article("a", FRONTS.get(name, ""), BODIES.get(name, "A quay."))
    site = make_site(tmp_path, REGISTERED.get(name, report))
    started = time.monotonic()
    done = check_within_bounds(site.root)
    print(f"{name}: {time.monotonic() - started:.1f} s")
    assert "Traceback" not in done.stderr
    assert "MemoryError" not in done.stderr
    assert done.returncode in (0, 1), done.stderr[-2_000:]
    assert done.returncode == 0 or "content/articles/a.md:" in done.stderr
