"""A source's page and the index of all."""

from pathlib import Path

from tests.sites import article, hrefs, make_site, words

RECORD = """\
-- content/sources/qw.md --
---
name: Quillon Wire
url: https://quillon.example/
country: Varnholt
reliability: B
---
A wire service.
"""


def test_a_registered_source_is_shown_with_what_is_known_of_it(tmp_path: Path) -> None:
    reports = article("a", "source: quillon wire", "One.") + article(
        "b", "source: {name: Quillon Wire}", "Two.", "2031-04-03"
    )
    built = make_site(tmp_path, RECORD + reports).build()
    main = built.main("/sources/qw/")
    assert "A wire service." in words(main)
    assert "Varnholt" in words(main)
    assert "Reliability B: usually reliable" in words(main)
    assert "https://quillon.example/" in hrefs(main)
    assert hrefs(main, "h3 a") == ["/articles/b/", "/articles/a/"]
    assert hrefs(built.main("/articles/a/"), "a[href*=sources]") == ["/sources/qw/"]


def test_a_source_needs_no_record(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", "source: Harrow Dispatch", "One.")).build()
    main = built.main("/sources/harrow-dispatch/")
    assert hrefs(main, "h3 a") == ["/articles/a/"]
    assert "Reliability" not in words(main)


def test_the_index_counts_the_reports_of_each(tmp_path: Path) -> None:
    built = make_site(tmp_path, RECORD + article("a", "source: Harrow Dispatch", "One.")).build()
    items = built.main("/sources/").cssselect("li")
    assert [(hrefs(item), words(item.cssselect(".count")[0]).split()[0]) for item in items] == [
        (["/sources/harrow-dispatch/"], "1"),
        (["/sources/qw/"], "0"),
    ]


def test_two_spellings_that_lead_to_one_address_share_its_page(tmp_path: Path) -> None:
    reports = article("a", "source: Harrow Dispatch", "One.") + article("b", "source: 'Harrow: Dispatch!'", "Two.")
    built = make_site(tmp_path, reports).build()
    assert hrefs(built.main("/sources/harrow-dispatch/"), "h3 a") == ["/articles/a/", "/articles/b/"]
    for slug in ("a", "b"):
        assert hrefs(built.main(f"/articles/{slug}/"), "a[href*=sources]") == ["/sources/harrow-dispatch/"]


def test_a_source_whose_name_has_no_letters_is_an_error_in_its_place(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("a", "source: '!!!'", "One.")).try_build()
    assert [(issue.severity, issue.place.path, issue.place.line) for issue in built.issues] == [
        ("error", "content/articles/a.md", 4)
    ]
