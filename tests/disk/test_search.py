"""The search bundle: there, loadable, and an indexer that fails is told, not waited for."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pagefind_bin
import pytest

from briefkit.disk.search import Indexer, SearchError
from briefkit.model.outputs import SearchDocument
from tests.sites import article, make_site


def indexer(folder: Path, script: str) -> Path:
    """A program in the indexer's place."""
    path = folder / "indexer"
    path.write_text(f"#!{sys.executable}\nimport sys, base64\n{script}\n")
    path.chmod(0o755)
    return path


def test_a_bundle_stands_beside_the_pages(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", body="A quay.")).build(search=True)
    names = [name for name in built.files() if name.startswith("pagefind/")]
    assert {"pagefind/pagefind.js", "pagefind/pagefind-worker.js", "pagefind/pagefind-entry.json"} <= set(names)
    assert any(name.endswith(".pagefind") for name in names)
    assert json.loads(built.text("/pagefind/pagefind-entry.json"))["languages"]["en"]["page_count"] == 1
    assert list(built.indexed()) == ["/articles/a/"]


@pytest.mark.parametrize(("language", "kept"), [("en", "wasm.en.pagefind"), ("he", "wasm.unknown.pagefind")])
def test_a_bundle_has_the_program_for_its_language_alone(tmp_path: Path, language: str, kept: str) -> None:
    """Words of Hebrew, for one, are searched as they are written."""
    site = make_site(tmp_path, f"-- site.yaml --\ntitle: Desk\nlanguage: {language}\n" + article("a", body="A quay."))
    names = site.build(search=True).files()
    assert [name for name in names if ".pagefind" in name and "wasm" in name] == [f"pagefind/{kept}"]


def test_a_site_without_reports_has_a_bundle_that_loads(tmp_path: Path) -> None:
    built = make_site(tmp_path).build(search=True)
    assert json.loads(built.text("/pagefind/pagefind-entry.json"))
    assert built.has("/pagefind/pagefind.js")


def test_reports_in_several_languages_are_found_together(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("a", body="A quay.") + article("h", "lang: hi", "घाट खुला।") + article("x", "lang: he", "רציף."),
    )
    built = site.build(search=True)
    assert sorted(built.indexed()) == ["/articles/a/", "/articles/h/", "/articles/x/"]
    assert len(json.loads(built.text("/pagefind/pagefind-entry.json"))["languages"]) == 1


def test_without_search_there_is_no_bundle(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", body="A quay.")).build()
    assert not [name for name in built.files() if name.startswith("pagefind/")]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "script",
    [
        "sys.exit(3)",
        "sys.stdin.buffer.read(20); sys.exit(1)",
        "sys.stdout.write('panicked at nowhere, sorry,'); sys.exit(101)",
        'sys.stdout.buffer.write(base64.b64encode(b\'{"payload": {"type": "Error", "message": "no"}}\') + b\',\')',
        "sys.stdout.buffer.write(base64.b64encode(b'{\"payload\"'))",
    ],
    ids=["ends", "dies", "panics", "refuses", "is-cut-off"],
)
def test_an_indexer_that_fails_is_told_and_the_old_site_stays(tmp_path: Path, monkeypatch, script: str) -> None:
    site = make_site(tmp_path, "".join(article(f"r{n}", body="A quay. " * 2000) for n in range(40)))
    before = site.build().files()
    site.write(article("new", body="New."))
    program = indexer(tmp_path, script)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)
    with pytest.raises(SearchError):
        site.build(search=True)
    assert site.build(output=tmp_path / "x").folder.exists()
    assert {
        p.relative_to(site.root / "output").as_posix(): p.read_bytes()
        for p in (site.root / "output").rglob("*")
        if p.is_file()
    } == before


def test_an_indexer_that_is_not_there_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "nothing")
    with pytest.raises(SearchError):
        make_site(tmp_path, article("a", body="A quay.")).build(search=True)


def document(address: str, text: str) -> SearchDocument:
    return SearchDocument(address, f"<!doctype html><html lang=en><body><p>{text}</p></body></html>")


def test_one_indexer_makes_bundle_after_bundle_as_one_for_each_would() -> None:
    quay, pier = [document("/quay/", "A quay.")], [document("/pier/", "A pier."), document("/mole/", "A mole.")]
    with Indexer("en") as indexer:
        several = [indexer.bundle(documents) for documents in (quay, pier, quay)]
    for documents, files in zip((quay, pier, quay), several, strict=True):
        with Indexer("en") as indexer:
            assert sorted(indexer.bundle(documents)) == sorted(files)
    assert len({frozenset(files) for files in several}) == 2


@pytest.mark.timeout(60)
@pytest.mark.parametrize("error", [OSError("the disk is gone"), LookupError("no such report")])
def test_a_document_that_cannot_be_made_is_told_and_not_waited_for(error: Exception) -> None:
    def documents() -> Iterator[SearchDocument]:
        yield document("/quay/", "A quay.")
        raise error

    with Indexer("en") as indexer, pytest.raises(type(error)) as told:
        indexer.bundle(documents())
    assert told.value is error
