"""Issues come with the line they speak of."""

from pathlib import Path

from tests.sites import article, make_site


def test_an_issue_shows_the_line_it_speaks_of(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("quay", body="First line.\n\nSee [the rest](gone.md) of it."))
    (issue,) = site.try_build().issues
    assert issue.excerpt == "See [the rest](gone.md) of it."
    assert issue.excerpt[issue.place.column - 1 :].startswith("gone.md")


def test_an_issue_in_a_template_shows_its_line_too(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, "-- templates/page.html --\none\n{{ page.nothing }}\n-- content/pages/p.md --\n---\ntitle: P\n---\n"
    )
    (issue,) = site.try_build().issues
    assert issue.excerpt == "{{ page.nothing }}"


def test_an_issue_about_a_missing_file_shows_none(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.remove("site.yaml")
    (issue,) = site.try_build().issues
    assert issue.excerpt == ""
