"""A preview in the midst of work: whatever is saved, however fast, what is served in the end is what a build writes."""

import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.previews import RunningPreview
from tests.repositories import git
from tests.sites import Site, article, entity, make_site, topic

BASE_URL = "https://brief.example/briefing/"
REPORTS = 40


def report(number: int, words: str = "It rained on the quay.") -> str:
    front = f"source: {'Quillon Wire' if number % 3 else 'Tarn Post'}\n" + (
        "status: draft" if number % 7 == 0 else ""
    )
    link = f"\n\nSee [an earlier one](r{number - 2}.md)." if number % 4 == 3 else ""
    return article(f"r{number}", front, words + link, date=f"2024-{1 + number % 12:02}-{1 + number % 28:02}")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[RunningPreview]:
    site = make_site(
        tmp_path,
        f"-- site.yaml --\ntitle: Desk\nlatest: 5\nbase_url: {BASE_URL}\n"
        + topic("ports", "terms: [quay]")
        + topic("light", "terms: [lamp]")
        + entity("orlo", "Orlo Venn", "person")
        + "".join(report(number) for number in range(REPORTS)),
    )
    running = RunningPreview(site)
    yield running
    assert running.stop() == 0


def save_at_random(site: Site, chance: random.Random, number: int) -> None:
    """What writers do between one save and the next; now and then something that cannot be published."""
    articles = site.root / "content/articles"
    some = chance.choice(sorted(articles.glob("r*.md")))
    match chance.choice(["write", "write", "write", "rewrite", "add", "break", "remove", "move", "style", "topic"]):
        case "write":
            some.write_text(f"{some.read_text('utf-8')}\nStatement {number} on a lamp.\n", "utf-8")
        case "rewrite":
            site.write(report(chance.randrange(REPORTS), f"Orlo Venn said {number} words."))
        case "add":
            site.write(article(f"new-{number}", body=f"A quay, and lamp {number}.", date="2024-06-01"))
        case "break":
            site.write(report(3, "[No way](nowhere.md)."))
        case "remove":
            for path in sorted(articles.glob("new-*.md"))[:1]:
                path.unlink()
        case "move":
            for path in sorted(articles.glob("new-*.md"))[:1]:
                path.rename(path.with_name(f"moved-{number}.md"))
        case "style":
            sheet = site.root / "templates/assets/site.css"
            sheet.write_text(f"{sheet.read_text('utf-8')}/* {number} */\n", "utf-8")
        case "topic":
            site.write(topic("light", f"terms: [{chance.choice(['lamp', 'quay', 'statement'])}]"))


def test_a_hundred_saves_in_ten_seconds_end_right(preview: RunningPreview) -> None:
    chance, began = random.Random(6), time.monotonic()
    for number in range(100):
        save_at_random(preview.site, chance, number)
        if number % 5 == 0:
            preview.get("topics/ports/")
        time.sleep(max(0.0, began + number / 10 - time.monotonic()))
    preview.site.write("".join(report(number) for number in range(REPORTS)))
    preview.rest()
    assert preview.differing(BASE_URL) == []
    for name in ("pagefind.js", "edition.txt"):
        assert preview.get(f"pagefind/{name}")[0] == 200


def memory(preview: RunningPreview) -> int:
    """KiB that the process holds."""
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(preview.process.pid)], capture_output=True, text=True, check=True
    )
    return int(said.stdout)


def test_memory_does_not_grow_with_the_number_of_saves(preview: RunningPreview) -> None:
    """As many words, another title or another style each time; a thousand rebuilds take too long for every day."""
    site, held = preview.site, dict[int, int]()
    for number in range(1, 161):
        if number % 10 == 0:
            sheet = site.root / "templates/assets/site.css"
            sheet.write_text(f"{sheet.read_text('utf-8').split('/* ')[0]}/* {number:04} */\n", "utf-8")
        title = f"Title {number // 5:03}"
        site.write(article("r9", body=f"Statement {number:04} on the quay.", title=title, date="2024-03-03"))
        assert preview.eventually("articles/r9/", f"Statement {number:04}", every=0.01)
        preview.get("topics/ports/")
        if number in (10, 160):
            preview.rest(3)
            held[number] = memory(preview)
    assert held[160] < 1.1 * held[10], held


def test_another_branch_is_one_change_and_ends_right(preview: RunningPreview) -> None:
    site, root = preview.site, preview.site.root
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Begin")
    git(root, "switch", "--quiet", "--create", "other")
    for number in range(0, REPORTS, 2):
        (root / f"content/articles/r{number}.md").rename(root / f"content/articles/other-{number}.md")
        site.write(report(number + 1, "It snowed on the quay, and Orlo Venn left."))
    site.write(topic("light", "terms: [snowed]") + topic("new", "terms: [left]"))
    page = root / "templates/topic.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", "</h1><!-- other -->", 1), "utf-8")
    (root / "content/entities/orlo.md").rename(root / "content/entities/venn.md")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Go another way")
    preview.rest()
    for branch in ("main", "other", "main"):
        git(root, "switch", "--quiet", branch)
        told = preview.rest()
        assert 1 <= sum("up to date" in line for line in told) <= 2, "one burst, or two where the machine halts"
        assert preview.differing(BASE_URL) == []
        assert preview.get("articles/other-0/")[0] == (200 if branch == "other" else 404)
