"""No two things stand at one address."""

import pytest

from briefkit.checks.addresses import check_addresses
from briefkit.model.names import RESERVED
from briefkit.model.records import Origin
from tests.model.examples import article, content, entity, page, source, topic


def told(*records) -> list[tuple[str, str, int, int]]:
    """Rule and place of each issue."""
    return [(issue.rule, *issue.place) for issue in check_addresses(content(*records))]


def old(slug: str, *aliases: str, path: str = ""):
    """A report with old addresses, the nth of which stands on line 10 + n."""
    path = path or f"content/articles/{slug}.md"
    places = {("aliases", n): (10 + n, 5) for n in range(len(aliases))} | {("slug",): (4, 7)}
    return article(slug, aliases=aliases, origin=Origin(path, places))


@pytest.mark.parametrize("make", [article, topic, entity, source, page])
def test_two_files_of_a_kind_with_one_slug_are_told_at_the_second(make) -> None:
    first, second, third = (make("x", origin=Origin(f"{letter}.md", {("slug",): (4, 7)})) for letter in "abc")
    assert told(first, second, third) == [
        ("address-is-unique", "b.md", 4, 7),
        ("address-is-unique", "c.md", 4, 7),
    ]
    issues = list(check_addresses(content(first, second)))
    assert "a.md" in issues[0].message


def test_a_slug_made_of_the_files_name_is_told_at_the_top_of_the_file() -> None:
    assert told(article("x", path="a/x.md"), article("x", path="b/x.md")) == [("address-is-unique", "b/x.md", 1, 1)]


def test_one_slug_for_things_of_several_kinds_is_allowed() -> None:
    assert told(article("x"), topic("x"), entity("x"), source("x"), page("x")) == []


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_page_takes_no_word_that_the_generator_needs(slug: str) -> None:
    assert told(page(slug)) == [("slug-is-free", f"content/pages/{slug}.md", 1, 1)]
    assert told(article(slug), topic(slug), entity(slug), source(slug)) == []


@pytest.mark.parametrize("slug", ["about", "topic", "articles-of-note", "index", "feed", "404-reasons-to-read"])
def test_a_page_takes_any_other_word(slug: str) -> None:
    assert told(page(slug)) == []


@pytest.mark.parametrize("slug", ["con", "nul", "prn", "aux", "com1", "lpt9"])
@pytest.mark.parametrize("make", [article, topic, entity, source, page])
def test_no_slug_is_a_name_that_windows_keeps_for_itself(make, slug: str) -> None:
    record = make(slug)
    assert told(record) == [("slug-is-free", record.origin.path, 1, 1)]


@pytest.mark.parametrize("slug", ["console", "nul-2", "com10", "com", "lpt"])
def test_a_slug_may_look_like_a_name_that_windows_keeps(slug: str) -> None:
    assert told(article(slug)) == []


# --- old addresses ---


@pytest.mark.parametrize(
    "alias", ["/old/path/", "/old", "/old.html", "/2024/02/old/", "/articles/older-name/", "/old/articles/", "/भारत/"]
)
def test_an_old_address_that_is_free_is_allowed(alias: str) -> None:
    assert told(old("x", alias), page("about"), article("y")) == []


@pytest.mark.parametrize(
    "alias", ["/articles/y/", "/articles/y", "/about/", "/about", "/articles/x/", "/articles/zdraft/", "/older/"]
)
def test_an_old_address_that_is_taken_is_told_where_it_is_written(alias: str) -> None:
    others = (old("a", "/older/"), article("y"), article("zdraft", status="draft"), page("about"))
    assert told(*others, old("x", "/fine/", alias)) == [("alias-is-unique", "content/articles/x.md", 11, 5)]


def test_an_old_address_claimed_twice_names_the_file_that_has_it() -> None:
    (issue,) = check_addresses(content(old("a", "/old/"), old("x", "/old")))
    assert (issue.rule, issue.place.path) == ("alias-is-unique", "content/articles/x.md")
    assert "content/articles/a.md" in issue.message
    assert told(old("a", "/old/", "/old/")) == [("alias-is-unique", "content/articles/a.md", 11, 5)]


@pytest.mark.parametrize(
    "alias",
    [
        *[
            "/topics/",
            "/topics/x/",
            "/articles/",
            "/articles",
            "/search/",
            "/archive/2026/",
            "/media/x.png",
            "/assets/x.css",
        ],
        *["/pagefind/pagefind.js", "/timeline/", "/corrections/", "/entities/x/", "/sources/x/feed.xml"],
        *["/feed.xml", "/feed.json", "/404.html", "/sitemap.xml", "/robots.txt", "/calendar.ics", "/opensearch.xml"],
        *["/llms.txt", "/index.html"],
    ],
)
def test_an_old_address_is_none_that_the_generator_writes(alias: str) -> None:
    assert told(old("x", alias)) == [("alias-is-unique", "content/articles/x.md", 10, 5)]


@pytest.mark.parametrize("alias", ["/", "/a//b/", "/./a/", "/a/../b/", "/..", "/a/."])
def test_an_old_address_does_not_climb(alias: str) -> None:
    assert told(old("x", alias)) == [("alias-is-an-address", "content/articles/x.md", 10, 5)]
