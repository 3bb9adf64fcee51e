"""Where reports stand: opened from their packs, or from their sources where a pack is damaged."""

from datetime import UTC
from pathlib import Path

from briefkit.disk.packs import Packs
from briefkit.disk.plain import as_leaf, as_words
from briefkit.disk.state import NEVER, CachedReport
from briefkit.model.addresses import Links
from briefkit.model.filed import Written, facts_of
from briefkit.model.records import ArticleRecord
from briefkit.model.site import Text
from briefkit.stages.place import Vocabulary
from briefkit.steps.shelf import Shelf
from tests.sites import article, make_site


def opened(shelf: Shelf, kept: CachedReport) -> tuple[ArticleRecord, Written, Text]:
    record, written = shelf.report(kept)
    return record._replace(origin=record.origin.unpacked()), written, shelf.text(kept)


def test_what_a_damaged_pack_held_is_read_from_its_source_again(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("harbour", "summary: Calm.", "A quay.\n\nSee [more](harbour.md)."))
    path = "content/articles/harbour.md"
    shelf = Shelf(site.root, UTC, Packs(tmp_path), Vocabulary((), (), Links("http://localhost:8000/")))
    ((reading, issues),) = shelf.placed([(path, (site.root / path).read_bytes())])
    facts = facts_of(reading.record, reading.outline, ())
    pieces = as_leaf(reading.record, reading.outline.written), as_words(reading.text)
    kept = CachedReport(NEVER, b"", b"", facts, issues, *shelf.packs.write(pieces))
    before = opened(shelf, kept)
    assert before[0].summary == "Calm."
    assert before[2][0].html == "<p>A quay.</p>\n"
    (pack,) = tmp_path.glob("*.pack")
    pack.write_bytes(b"?" * pack.stat().st_size)
    assert opened(shelf, kept) == before
    (site.root / path).write_text("---\ntitle: T\ndate: 2031-04-02\n---\nOther words.\n")
    assert [block.html for block in opened(shelf, kept)[2]] == ["<p>Other words.</p>\n"]
