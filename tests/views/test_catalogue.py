"""The site turned round: every page that lists reports asks one place, so that they agree."""

from pathlib import Path

from tests.sites import article, entity, hrefs, make_site, topic


def test_a_report_stands_once_on_each_list_it_belongs_to(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("trade", "terms: [trade, grain]")
        + topic("grain", "terms: [grain]\nparent: trade")
        + entity("orlo-venn", "Orlo Venn", "person")
        + article(
            "a",
            "topics: [trade, grain]\nentities: [orlo-venn]\nsource: Quillon Wire",
            "Grain trade by Orlo Venn.\n\nOrlo Venn and grain.",
        ),
    )
    built = site.build()
    for address in (
        "/topics/trade/",
        "/topics/grain/",
        "/entities/orlo-venn/",
        "/sources/quillon-wire/",
        "/archive/",
    ):
        assert hrefs(built.main(address), "h3 a") == ["/articles/a/"], address
    assert len(built.quoted("/topics/trade/")) == len(built.quoted("/entities/orlo-venn/")) == 2


def test_topics_above_one_another_in_a_long_row_all_list_the_report(tmp_path: Path) -> None:
    row = "".join(topic(f"t{n}", f"parent: t{n + 1}") for n in range(1, 5)) + topic("t5")
    text = topic("t0", "terms: [quay]\nparent: t1") + row
    built = make_site(tmp_path, text + article("a", body="A quay.")).build()
    for n in range(6):
        assert "/articles/a/" in hrefs(built.main(f"/topics/t{n}/")), n
        assert bool(built.quoted(f"/topics/t{n}/")) == (n == 0)
