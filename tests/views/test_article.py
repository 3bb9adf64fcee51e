"""A report's page: its passages with their briefings, neighbours, kin and backlinks, its picture and corrections."""

from pathlib import Path

from PIL import Image

from tests.sites import Built, Site, article, entity, hrefs, make_site, topic, words


def with_pictures(site: Site, **sizes: tuple[int, int]) -> Site:
    """`site` with a PNG of the given size for each name, in content/media/."""
    for name, size in sizes.items():
        path = site.root / f"content/media/{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", size, "teal").save(path)
    return site


def test_previous_and_next_follow_the_dates(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("middle", date="2031-04-02", body="Two.")
        + article("newest", date="2031-04-03", body="Three.")
        + article("oldest", date="2031-04-01", body="One."),
    )
    built = site.build()

    def neighbours(slug: str) -> dict[str, str]:
        return {a.get("rel"): a.get("href") for a in built.main(f"/articles/{slug}/").cssselect("nav a[rel]")}

    assert neighbours("newest") == {"prev": "/articles/middle/"}
    assert neighbours("middle") == {"prev": "/articles/oldest/", "next": "/articles/newest/"}
    assert neighbours("oldest") == {"next": "/articles/middle/"}


def test_related_reports_are_older_ones_that_share_rare_names(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        entity("lantern-shield", "Lantern Shield", "system")
        + entity("quillon-wire", "Quillon Wire")
        + article("kin", date="2031-04-01", body="Quillon Wire on the Lantern Shield.")
        + article("acquaintance", date="2031-04-02", body="Quillon Wire reports.")
        + article("stranger", date="2031-04-03", body="Nobody.")
        + article("newest", date="2031-04-04", body="Lantern Shield, says Quillon Wire.")
        + article("chosen", "related: [stranger]", date="2031-04-05", body="By hand."),
    )
    built = site.build()

    def related(slug: str) -> list[str]:
        return hrefs(built.main(f"/articles/{slug}/"), "[aria-labelledby=related] li a[href*='/articles/']")

    assert related("newest") == ["/articles/kin/", "/articles/acquaintance/"]
    assert related("kin") == []
    assert related("chosen") == ["/articles/stranger/"]


def test_reports_named_as_related_come_first_if_they_are_live_and_others(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + article("kin", body="A quay.", date="2031-03-01")
        + article("named", body="Words.", date="2031-03-02")
        + article("draft", "status: draft", "Words.", "2031-03-03")
        + article("a", "related: [draft, a, named]", "A quay."),
    )
    section = site.build().main("/articles/a/").get_element_by_id("related").getparent()
    assert [link for link in hrefs(section) if link.startswith("/articles/")] == [
        "/articles/named/",
        "/articles/kin/",
    ]


def test_a_report_shows_who_links_to_it_with_the_citing_passage(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("cited", date="2031-04-01", body="The quay is open.")
        + article("citing", date="2031-04-02", body="An aside.\n\nAs [reported](cited.md#p-ffb4cc4d), it is open.")
        + article("wiki", date="2031-04-03", body="- See [[cited]].\n- And [[cited|again]].")
        + article("heading", date="2031-04-04", body="## On [the quay](cited.md)\n\nWords.")
        + article("draft", "status: draft", body="Hidden, see [[cited]]."),
    )
    built = site.build()
    shown = built.main("/articles/cited/").cssselect("[aria-labelledby=cited-by] article")
    assert [hrefs(found, "h3 a") for found in shown] == [
        ["/articles/heading/"],
        ["/articles/wiki/"],
        ["/articles/citing/"],
    ]
    assert built.quoted("/articles/cited/") == ["See Cited.", "As reported, it is open."]
    quotations = [*built.quotations("/articles/cited/")]
    assert [fault for quotation in quotations for fault in quotation.faults()] == []
    assert not built.main("/articles/citing/").cssselect("[aria-labelledby=cited-by]")


def test_a_report_that_links_to_itself_is_no_backlink(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("self", body="The quay is open.\n\nSee [above](#p-ffb4cc4d) and [[self]]."))
    main = site.build().main("/articles/self/")
    assert not main.cssselect("[aria-labelledby=cited-by]")
    assert hrefs(main, "[id^=p-] a") == ["#p-ffb4cc4d", "/articles/self/"]


def test_pictures_are_published_under_hashed_names_with_their_size(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("lead", 'image: {src: quay.png, alt: "The quay", credit: "O. Venn"}', "Words.")
        + article("inline", body='![A crane](../media/crane.png "The crane at work.")\n\nAs ![seen](crane.png) here.')
        + article("plan", body="The [plan](plan.pdf)."),
    )
    with_pictures(site, quay=(40, 30), crane=(16, 9), unused=(5, 5))
    site.write_bytes("content/articles/plan.pdf", b"%PDF-1.4 made up")
    built = site.build(base_url="https://brief.example/briefing/")
    media = {name for name in built.files() if name.startswith("media/")}
    assert sorted(name.split("/")[1].split(".")[0] for name in media) == ["crane", "plan", "quay"]

    def pictures(slug: str) -> list[tuple[str, ...]]:
        images = built.main(f"/articles/{slug}/").cssselect("img")
        return [tuple(image.get(name) for name in ("alt", "width", "height")) for image in images]

    assert pictures("lead") == [("The quay", "40", "30")]
    assert pictures("inline") == [("A crane", "16", "9"), ("seen", "16", "9")]
    assert built.broken_links() == []
    assert "The crane at work." in [
        words(e) for e in built.main("/articles/inline/").cssselect("figcaption [id^=p-]")
    ]
    quay = next(name for name in media if "quay" in name)
    assert built.data(f"/{quay}") == (site.root / "content/media/quay.png").read_bytes()


def test_a_picture_that_changes_gets_another_name(tmp_path: Path) -> None:
    site = with_pictures(make_site(tmp_path, article("a", body="![Quay](quay.png)")), quay=(4, 4))
    before = {name for name in site.build().files() if name.startswith("media/")}
    with_pictures(site, quay=(4, 5))
    after = {name for name in site.build().files() if name.startswith("media/")}
    assert len(before) == len(after) == 1
    assert before != after


def test_a_picture_turned_by_its_camera_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    site = make_site(tmp_path, article("a", body="![Quay](quay.jpg)"))
    (site.root / "content/media").mkdir()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(site.root / "content/media/quay.jpg", exif=exif)
    (image,) = site.build().main("/articles/a/").cssselect("img")
    assert (image.get("width"), image.get("height")) == ("30", "40")


def test_corrections_and_updates_stand_on_the_page(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article(
            "a",
            """
            updated: 2031-04-05
            corrections:
              - {date: 2031-04-04, note: 'It was nine cranes, not five.', material: true}
              - {date: 2031-04-05, note: A name was misspelt.}
            """,
            "Nine cranes.",
        ),
    )
    main = site.build().main("/articles/a/")
    text = words(main)
    assert "It was nine cranes, not five." in text
    assert "A name was misspelt." in text
    assert {"2031-04-04", "2031-04-05"} <= {time.get("datetime") for time in main.cssselect("time")}


def test_what_is_known_of_the_original_is_shown(tmp_path: Path) -> None:
    front = """
        source:
          name: Quillon Wire
          url: https://quillon.example/1
          byline: Tarka Venn
          licence: Free to reproduce
          archived: https://archive.example/1
          retrieved: 2031-04-03
    """
    built = make_site(tmp_path, article("a", front, "Words.")).build()
    main = built.main("/articles/a/")
    assert {"https://quillon.example/1", "https://archive.example/1", "/sources/quillon-wire/"} <= set(hrefs(main))
    assert "Tarka Venn" in words(main)
    assert "Free to reproduce" in words(main)
    assert "Retrieved 3 April 2031" in words(main)


def test_key_points_and_events_of_a_report_are_shown(tmp_path: Path) -> None:
    front = "key_points: [The quay opens.]\nevents: [{date: 2031-09, end: 2031-10-05, title: The fair}]"
    main = make_site(tmp_path, article("a", front, "Words.")).build().main("/articles/a/")
    assert "The quay opens." in [words(item) for item in main.cssselect("li")]
    assert [time.get("datetime") for time in main.cssselect("li time")] == ["2031-09", "2031-10-05"]
    assert "The fair" in words(main)


def test_two_reports_of_one_title_are_told_apart_in_their_titles(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("monday", title="Morning note", date="2031-04-07", body="One.")
        + article("tuesday", title="Morning note", date="2031-04-08", body="Two.")
        + article("other", title="Evening note", date="2031-04-08", body="Three."),
    )
    built = site.build()
    titles = {slug: built.page(f"/articles/{slug}/").findtext(".//title") for slug in ("monday", "tuesday", "other")}
    assert "2031-04-07" in titles["monday"]
    assert "2031-04-08" in titles["tuesday"]
    assert "2031" not in titles["other"]


def test_no_two_pages_share_a_title_or_an_address_of_their_own(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "-- site.yaml --\ntitle: Varnholt Desk\nlatest: 1\n"
        + article("a1", "source: Ports", title="Ports", body="Ports one.", date="2031-04-01T08:00:00")
        + article("a2", "source: Ports", title="Ports", body="Ports two.", date="2031-04-01T09:00:00")
        + article("a3", "source: Ports", title="Ports", body="Ports three.", date="2030-04-01")
        + topic("ports", "terms: [ports]")
        + entity("ports", "Ports")
        + "-- content/pages/ports.md --\n---\ntitle: Ports\n---\nPorts.\n",
    )
    built = site.build()
    titles = [built.page(address).findtext(".//title") for address in built.addresses()]
    canonicals = [built.page(a).cssselect("link[rel=canonical]")[0].get("href") for a in built.addresses()]
    assert sorted(titles) == sorted(set(titles))
    assert sorted(canonicals) == sorted(set(canonicals))


def test_a_report_in_another_language_says_so(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        article("he", "lang: he", "מילים.") + article("de", "lang: de", "Worte.") + article("en", body="Words."),
    )
    built = site.build()
    roots = {slug: built.page(f"/articles/{slug}/") for slug in ("he", "de", "en")}
    assert {slug: (root.get("lang"), root.get("dir")) for slug, root in roots.items()} == {
        "he": ("he", "rtl"),
        "de": ("de", None),
        "en": ("en", None),
    }


def test_a_report_without_any_prose_has_a_page(tmp_path: Path) -> None:
    built = make_site(tmp_path, article("empty") + article("picture-less", body="---\n\n```\ncode\n```")).build()
    assert built.has("/articles/empty/")
    assert "code" in words(built.main("/articles/picture-less/"))
    assert built.broken_links() == []


def parts(built: Built, slug: str) -> tuple[str, list[str]]:
    """What a report says of its place in a series, and where it leads from there."""
    main = built.main(f"/articles/{slug}/")
    beside = main.cssselect("nav[aria-label^='Series']")
    return words(main.cssselect(".kicker")[0]), hrefs(beside[0]) if beside else []


def test_a_part_of_a_series_says_which_it_is_and_leads_to_those_beside_it(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "".join(article(f"r{n}", "series: The harbour papers", f"Part {n}.", f"2031-04-0{n}") for n in (1, 2, 3))
        + article("other", "series: Letters", "Alone.", "2031-04-02")
        + article("none", body="No series.", date="2031-04-02"),
    )
    built = site.build()
    assert parts(built, "r1") == ("The harbour papers, part 1", ["/articles/r2/"])
    assert parts(built, "r2") == ("The harbour papers, part 2", ["/articles/r1/", "/articles/r3/"])
    assert parts(built, "r3") == ("The harbour papers, part 3", ["/articles/r2/"])
    assert parts(built, "other") == ("Letters, part 1", [])
    assert parts(built, "none") == ("Report", [])


def test_a_part_not_live_yet_is_not_counted_and_the_next_one_changes_one_page_of_the_series(tmp_path: Path) -> None:
    series = "series: The harbour papers"
    site = make_site(
        tmp_path,
        "".join(article(f"r{n}", series, f"Part {n}.", f"2031-04-0{n}") for n in (1, 2))
        + article("later", series, "Part 3.", "2031-07-01")
        + "".join(article(f"between-{n}", body=f"Else {n}.", date=f"2031-05-0{n}") for n in (1, 2)),
    )
    assert parts(site.build(), "r2") == ("The harbour papers, part 2", ["/articles/r1/"])
    site.write(article("now", series, "Part 3.", "2031-05-20"))
    built = site.build()
    assert parts(built, "now") == ("The harbour papers, part 3", ["/articles/r2/"])
    pages = {name for name in built.outcome.written if name.startswith("articles/")}
    assert pages == {"articles/now/index.html", "articles/r2/index.html", "articles/between-2/index.html"}


def test_neighbours_that_are_those_of_the_series_are_named_once(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        "".join(article(f"part-{n}", "series: Letters", f"Letter {n}.", f"2031-04-0{n}") for n in (1, 2, 3)),
    )

    def named(slug: str) -> list[list[str]]:
        return [hrefs(nav) for nav in site.build().main(f"/articles/{slug}/").cssselect(".neighbours")]

    assert named("part-1") == [["/articles/part-2/"]]
    assert named("part-2") == [["/articles/part-1/", "/articles/part-3/"]]
    site.write(article("between", body="No letter.", date="2031-04-02T12:00"))
    assert named("part-2") == [
        ["/articles/part-1/", "/articles/part-3/"],
        ["/articles/part-1/", "/articles/between/"],
    ], "the older stands first in both"


def test_dates_say_which_lie_ahead(tmp_path: Path) -> None:
    front = "events: [{date: 2031-01-02, title: Opening}, {date: 2031-10-01, title: Fair}]"
    (section,) = make_site(tmp_path, article("a", front, "Words.")).build().main("/articles/a/").cssselect(".dates")
    assert words(section) == "Dates Ahead 1 October 2031 Fair What was 2 January 2031 Opening"


def test_a_correction_says_that_it_is_material(tmp_path: Path) -> None:
    made = "{date: 2031-04-05, note: Not four but forty., material: true}, {date: 2031-04-06, note: A comma.}"
    main = make_site(tmp_path, article("a", f"corrections: [{made}]", "Words.")).build().main("/articles/a/")
    assert [words(p) for p in main.cssselect(".corrections p")] == [
        "5 April 2031 Material Not four but forty.",
        "6 April 2031 A comma.",
    ]
