"""The preview's search index: it follows the site, and its settings."""

from pathlib import Path

import pytest

from tests.serve.desk import Desk
from tests.sites import BASE_URL, article, make_site


@pytest.mark.timeout(60)
def test_the_index_follows_words_and_the_sites_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.serve.search.QUIET", 0.05)
    desk = Desk(make_site(tmp_path, article("a", body="A quay.")), tmp_path / "own", BASE_URL)
    search = desk.search

    def index_of(edit: str) -> set[str]:
        """The names of the index once it is that of the site after `edit`."""
        before = dict(search._made)
        desk.site.write(edit)
        desk.update()
        with search._changed:
            assert search._changed.wait_for(lambda: search._made and search._made != before, 30)
            return {name for _, files in search._made.values() for name in files}

    search.start()
    try:
        assert "pagefind/wasm.en.pagefind" in index_of(article("a", body="A pier."))
        assert "pagefind/wasm.en.pagefind" in index_of(article("b", body="A mole."))
        german = index_of("-- site.yaml --\ntitle: Varnholt Desk\nlanguage: de\n")
        assert "pagefind/wasm.de.pagefind" in german
        assert "pagefind/wasm.en.pagefind" not in german
    finally:
        search.close()
        desk.shown.close()
