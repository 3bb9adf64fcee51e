"""Texts that are kept before any title is known."""

import pytest
from hypothesis import given

from briefkit.linking.called import with_slugs, with_titles
from briefkit.markdown.plain import plain_text
from tests.strategies import any_text

TITLES = {"quay": "The quay & more", "reef#p-12345678": "The reef"}
CALLED = '<a href="wiki:{}" class="untitled">{}</a>'


def called(slug: str) -> str:
    return CALLED.format(slug, slug)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (f"<p>See {called('quay')}.</p>", "See The quay & more."),
        (f"<p>{called('quay')}, <em>{called('reef#p-12345678')}</em></p>", "The quay & more, The reef"),
        (f"<p>See {called('gone')}.</p>", "See gone."),
        ('<p>See <a href="wiki:quay">this</a> and <a href="reef.md">that</a>.</p>', "See this and that."),
        (f'<p><img src="q.png" alt="A"> {called("quay")}</p>', "The quay & more"),
    ],
)
def test_what_is_called_by_its_slug_has_its_title_once_that_is_known(html: str, text: str) -> None:
    assert with_titles(plain_text(with_slugs(html)), lambda slug: TITLES.get(slug, "")) == text


def test_a_slug_that_was_cut_stands_as_far_as_it_goes() -> None:
    kept = f"See {with_slugs(called('quay'))}"
    assert with_titles(kept[:-3], lambda slug: TITLES.get(slug, "")) == "See qu"


@given(any_text)
def test_a_text_without_links_is_what_it_was(text: str) -> None:
    kept = plain_text(text)
    assert "\x02" in kept or with_titles(kept, str.upper) == kept
