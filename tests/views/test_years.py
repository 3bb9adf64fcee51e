"""Year pages and their parts, on a site with more reports than an undated list shows."""

import re
from pathlib import Path

import pytest

from tests.sites import Built, Site, article, entity, hrefs, make_site, topic, words

HEAD = (
    "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 2\n"
    + topic("ports", "terms: [quay]")
    + entity("orlo-venn", "Orlo Venn", "person")
)


def report(number: int, date: str) -> str:
    return article(f"r{number:03}", "source: Quillon Wire", f"Orlo Venn saw quay {number}.", date=date)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with 205 reports in 2030, three in 2029 and one in 2031."""
    text = "".join(report(n, f"2030-{n // 28 + 1:02}-{n % 28 + 1:02}") for n in range(205))
    text += "".join(report(n, f"2029-05-0{n - 299}") for n in (300, 301, 302)) + report(400, "2031-01-01")
    return make_site(tmp_path_factory.mktemp("busy"), HEAD + text)


@pytest.fixture(scope="module")
def built(busy: Site) -> Built:
    return busy.build()


LISTS = {
    "/topics/ports/": "Ports",
    "/entities/orlo-venn/": "Orlo Venn",
    "/sources/quillon-wire/": "Quillon Wire",
    "/archive/": "Reports",
}
"""Every kind of list, and what its years are called after."""


def listed(built: Built, address: str) -> list[str]:
    return [link.split("/")[2] for link in hrefs(built.main(address), "h2 a, h3 a") if "/articles/" in link]


@pytest.mark.parametrize("address", LISTS)
def test_an_undated_list_shows_the_newest_and_leads_to_the_years(built: Built, address: str) -> None:
    assert listed(built, address) == ["r400", "r204"]
    years = [link for link in hrefs(built.main(address)) if re.search(r"/20\d\d/[^#]*$", link)]
    assert years == [f"{address}2031/", f"{address}2030/2/", f"{address}2029/"]


@pytest.mark.parametrize("address", LISTS)
def test_a_year_is_cut_into_parts_of_200_counted_from_the_oldest(built: Built, address: str) -> None:
    assert listed(built, f"{address}2030/2/") == [f"r{n}" for n in (204, 203, 202, 201, 200)]
    assert listed(built, f"{address}2030/") == [f"r{n:03}" for n in range(199, -1, -1)]
    assert listed(built, f"{address}2029/") == ["r302", "r301", "r300"]
    assert listed(built, f"{address}2031/") == ["r400"]


@pytest.mark.parametrize("address", LISTS)
def test_a_part_but_for_the_first_of_a_year_says_which_it_is(built: Built, address: str) -> None:
    name = LISTS[address]
    titles = [
        built.main(f"{address}{part}").cssselect("h1")[0].text_content() for part in ("2030/", "2030/2/", "2031/")
    ]
    assert titles == [f"{name} in 2030", f"{name} in 2030, part 2", f"{name} in 2031"]
    assert f"{address}2030/2/" in built.text("/sitemap.xml")


def test_year_pages_of_topics_and_entities_quote_as_the_undated_ones_do(built: Built) -> None:
    for address in ("/topics/ports/2029/", "/entities/orlo-venn/2029/"):
        quotations = built.quotations(address)
        assert [quotation.words for quotation in quotations] == [f"Orlo Venn saw quay {n}." for n in (302, 301, 300)]
        assert [fault for quotation in quotations for fault in quotation.faults()] == []


def test_every_part_can_be_reached_and_every_link_resolves(built: Built) -> None:
    assert set(built.addresses()) - built.reachable() == {"/404.html"}
    assert built.broken_links() == []


def test_adding_reports_leaves_full_parts_as_they_are(busy: Site, built: Built, tmp_path: Path) -> None:
    before = built.files()
    busy.write(report(500, "2030-12-30") + report(501, "2031-02-02"))
    try:
        after = busy.build(output=tmp_path / "after").files()
    finally:
        busy.remove("content/articles/r500.md")
        busy.remove("content/articles/r501.md")
    full = [f"{address.strip('/')}/{year}/index.html" for address in LISTS for year in (2029, 2030)]
    assert [name for name in full if before[name] != after[name]] == []
    assert before["topics/ports/2030/2/index.html"] != after["topics/ports/2030/2/index.html"]


def test_adding_the_newest_report_rewrites_at_most_one_page_of_a_report(
    busy: Site, built: Built, tmp_path: Path
) -> None:
    before = built.files()
    busy.write(report(502, "2031-03-03"))
    try:
        after = busy.build(output=tmp_path / "after").files()
    finally:
        busy.remove("content/articles/r502.md")
    articles = [name for name in before if name.startswith("articles/")]
    rewritten = [name for name in articles if before[name] != after[name]]
    assert len(articles) == 209
    assert rewritten == ["articles/r400/index.html"]


def test_there_are_no_year_pages_where_the_undated_list_shows_all(tmp_path: Path) -> None:
    built = make_site(tmp_path, HEAD + report(1, "2029-01-01") + report(2, "2030-01-01")).build()
    assert [address for address in built.addresses() if re.search(r"/20\d\d/", address)] == []


def test_years_are_those_of_the_sites_own_time_zone(tmp_path: Path) -> None:
    site = make_site(
        tmp_path, HEAD + report(1, "2029-12-31T23:30:00Z") + report(2, "2029-01-01") + report(3, "2028-01-01")
    )
    site.write("-- site.yaml --\ntitle: Varnholt Desk\nlatest: 2\ntimezone: Asia/Tokyo\n")
    built = site.build()
    assert listed(built, "/archive/2030/") == ["r001"]
    assert listed(built, "/archive/2029/") == ["r002"]


def test_a_year_of_the_archive_is_told_month_by_month(built: Built) -> None:
    main = built.main("/archive/2029/")
    (month,) = main.cssselect("section")
    assert (month.cssselect("h2")[0].get("id"), hrefs(month, "h3 a")) == (
        "2029-05",
        ["/articles/r302/", "/articles/r301/", "/articles/r300/"],
    )


def test_each_month_of_the_archive_leads_to_its_reports(built: Built) -> None:
    months = hrefs(built.main("/archive/"), "nav dd a")
    assert months[:2] == ["/archive/2031/#2031-01", "/archive/2030/#2030-01"]
    assert len(months) == 1 + 8 + 1
    for link in months:
        heading = built.target(link)
        assert heading is not None, link
        assert hrefs(heading.getparent(), "h3 a"), link


def test_the_calendar_of_the_archive_has_a_place_for_each_month_of_a_year(built: Built) -> None:
    months = {words(li)[:3]: hrefs(li) for li in built.main("/archive/").cssselect("nav dl > div:nth-child(3) li")}
    assert list(months) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    assert [name for name, links in months.items() if links] == ["May"]


@pytest.mark.parametrize("address", ["/sources/quillon-wire/", "/sources/quillon-wire/2029/", "/archive/2029/"])
def test_a_list_names_the_source_of_each_report_but_for_its_own(built: Built, address: str) -> None:
    stamps = built.main(address).cssselect(".stamp")
    named = ["Quillon Wire" in words(stamp) for stamp in stamps]
    assert named == [address.startswith("/archive/")] * len(stamps)
    assert named


def test_a_month_that_two_parts_share_leads_to_the_newer_part(built: Built) -> None:
    assert "/archive/2030/2/#2030-08" in hrefs(built.main("/archive/"), "nav dd a")
    for part in ("/archive/2030/", "/archive/2030/2/"):
        assert built.target(f"{part}#2030-08") is not None
