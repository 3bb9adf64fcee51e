"""Where pages went between two editions; what an edition serves is seen in test_shown.py."""

from pathlib import Path

import pytest

from briefkit.disk.state import Cache, State
from briefkit.pipeline import Prepared, prepare, settings_of
from briefkit.request import Stopwatch
from briefkit.serve.edition import moves
from tests.sites import Site, article, entity, make_site


def read(site: Site, before: State) -> Prepared:
    request = site.request()
    cache = Cache(site.root, b"")
    return prepare(request, settings_of(request)[0], cache, before, Stopwatch())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path, article("a") + article("b") + entity("orlo", "Orlo Venn", "person"))


def moved(site: Site, edit: str = "") -> list[tuple[str, str]]:
    first = read(site, State())
    articles = site.root / "content/articles"
    if edit == "rename":
        (articles / "a.md").rename(articles / "c.md")
    elif edit == "delete":
        site.remove("content/articles/a.md")
    else:
        site.write(edit)
    return [(str(a), str(b)) for a, b in moves(first.library, read(site, first.state).library)]


def test_a_file_with_another_name_is_followed(site: Site) -> None:
    assert moved(site, "rename") == [("/articles/a/", "/articles/c/")]


def test_another_slug_is_followed(site: Site) -> None:
    assert moved(site, article("a", "slug: z", "Other words.")) == [("/articles/a/", "/articles/z/")]


def test_what_is_deleted_or_edited_went_nowhere(site: Site) -> None:
    assert moved(site, article("a", body="Other words.")) == []
    assert moved(site, "delete") == []
    assert moved(site) == []
