"""A topic's briefing: what is quoted and what is only listed, and what stands around it."""

from pathlib import Path

from tests.sites import article, entity, hrefs, make_site, topic, words


def test_a_briefing_quotes_its_passages_by_report_newest_first(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + article("old", "source: Quillon Wire", "Old quay.\n\nNo match.\n\nOlder quay.", date="2031-04-01")
        + article("new", "source: Harrow Dispatch\ndate_estimated: true", "New quay.", date="2031-04-03")
        + article("elsewhere", body="Nothing.", date="2031-04-02"),
    )
    built = site.build()
    assert built.quoted("/topics/ports/") == ["New quay.", "Old quay.", "Older quay."]
    reports = [quotation.report for quotation in built.quotations("/topics/ports/")]
    assert [hrefs(report, "a[href^='/sources/']") for report in reports] == [
        ["/sources/harrow-dispatch/"],
        ["/sources/quillon-wire/"],
        ["/sources/quillon-wire/"],
    ]
    assert [report.cssselect("time")[0].get("datetime") for report in reports] == [
        "2031-04-03",
        "2031-04-01",
        "2031-04-01",
    ]
    assert [fault for quotation in built.quotations("/topics/ports/") for fault in quotation.faults()] == []


def test_a_parent_lists_the_reports_of_its_children_without_quoting_them(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("trade", "terms: [trade]")
        + topic("grain", "terms: [grain]\nparent: trade")
        + topic("barley", "terms: [barley]\nparent: grain")
        + article("one", "summary: S1.", "Barley here.", date="2031-04-01")
        + article("two", "summary: S2.", "Trade here.\n\nGrain there.", date="2031-04-02"),
    )
    built = site.build()
    assert built.quoted("/topics/barley/") == ["Barley here."]
    assert built.quoted("/topics/grain/") == ["Grain there."]
    assert built.quoted("/topics/trade/") == ["Trade here."]
    for address, listed in (("trade", ["two", "one"]), ("grain", ["two", "one"]), ("barley", ["one"])):
        assert hrefs(built.main(f"/topics/{address}/"), "article :is(h2, h3) a") == [
            f"/articles/{s}/" for s in listed
        ]
    assert "/topics/grain/" in hrefs(built.main("/topics/trade/"))
    assert "/topics/trade/" in hrefs(built.main("/topics/grain/"))
    assert "/topics/barley/" not in hrefs(built.main("/topics/trade/"))
    assert hrefs(built.main("/articles/one/"), "a[href^='/topics/']") == ["/topics/barley/"] * 2


def test_a_briefing_tells_its_words_points_and_questions_with_their_passages(tmp_path: Path) -> None:
    front = """
        terms: [quay]
        summary: The bottom line.
        reviewed: 2031-04-01
        key_points: [{text: It is open., cite: "harbour#p-ffb4cc4d"}, {text: No source.}]
        questions:
          - {text: Since when?, asked: 2031-03-01, answered_by: "harbour#p-ffb4cc4d"}
          - {text: For whom?}
    """
    site = make_site(
        tmp_path, topic("ports", front, "The *standing* brief.") + article("harbour", body="The quay is open.")
    )
    built = site.build()
    main = built.main("/topics/ports/")
    for text in ("The bottom line.", "It is open.", "No source.", "Since when?", "For whom?", "The standing brief."):
        assert text in words(main)
    assert [a for a in hrefs(main, "li a") if "#p-" in a] == ["/articles/harbour/#p-ffb4cc4d"] * 2
    assert {"2031-04-01", "2031-03-01"} <= {time.get("datetime") for time in main.cssselect("time")}
    assert built.broken_links() == []


def test_a_citation_of_a_report_not_yet_live_is_no_link(tmp_path: Path) -> None:
    front = 'key_points: [{text: It will open., cite: "harbour#p-ffb4cc4d"}]'
    site = make_site(
        tmp_path, topic("ports", front) + article("harbour", body="The quay is open.", date="2031-07-01")
    )
    built = site.build()
    assert not [a for a in hrefs(built.main("/topics/ports/")) if "harbour" in a]
    assert [(issue.severity, issue.place.path) for issue in built.issues] == [("advice", "content/topics/ports.md")]


def test_a_review_older_than_the_newest_report_is_marked(tmp_path: Path) -> None:
    def badges(reviewed: str, name: str) -> int:
        site = make_site(
            tmp_path,
            topic("ports", f"terms: [quay]\nreviewed: {reviewed}") + article("a", body="A quay.", date="2031-04-02"),
            name,
        )
        return len(site.build().main("/topics/ports/").cssselect(".badge"))

    assert badges("2031-04-01", "older") == 1
    assert badges("2031-04-02", "same-day") == 0


def test_events_stand_before_or_after_now(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + topic("grain")
        + article(
            "a",
            """
            events:
              - {date: 2031-09-01, title: Ahead}
              - {date: 2031-05, end: 2031-06-01, title: Still on}
              - {date: 2030, title: Behind}
              - {date: 2031-08-01, title: Elsewhere, topics: [grain]}
            """,
            "A quay.",
        ),
    )
    main = site.build().main("/topics/ports/")
    ahead, past = (words(main.get_element_by_id(name).getparent()) for name in ("ahead", "timeline"))
    assert ahead.index("Still on") < ahead.index("Ahead")
    assert "Behind" in past
    assert "Elsewhere" not in ahead + past


def test_a_briefing_counts_who_its_passages_name_and_where_they_come_from(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + entity("orlo-venn", "Orlo Venn", "person", "roles: [{title: Harbour master}]")
        + entity("ostmark", "Ostmark", "place")
        + entity("quillon", "Quillon Wire")
        + article(
            "a", "source: Quillon Wire", "Orlo Venn on the quay at Ostmark.\n\nThe quay: Orlo Venn, Quillon Wire."
        )
        + article("b", "source: Quillon Wire", "Ostmark has a quay.\n\nQuillon Wire, elsewhere."),
    )
    main = site.build().main("/topics/ports/")
    people = main.get_element_by_id("people").getparent()
    sources = main.get_element_by_id("sources").getparent()
    assert hrefs(people) == ["/entities/orlo-venn/", "/entities/quillon/"]
    assert "Harbour master" in words(people)
    assert [words(count).split()[0] for count in people.cssselect(".count")] == ["2", "1"]
    assert hrefs(sources) == ["/sources/quillon-wire/"]


def test_a_topic_nobody_speaks_to_has_a_page(tmp_path: Path) -> None:
    built = make_site(tmp_path, topic("ports")).build()
    assert built.quoted("/topics/ports/") == []
    assert built.broken_links() == []


def test_the_parts_of_a_briefing_come_in_the_order_in_which_three_minutes_are_spent(tmp_path: Path) -> None:
    front = """
        terms: [quay]
        summary: The bottom line.
        key_points: [{text: A point.}]
        questions: [{text: Why?}]
    """
    events = "events: [{date: 2031-09-01, title: Ahead}, {date: 2030, title: Behind}]\nsource: Quillon Wire"
    site = make_site(
        tmp_path,
        topic("ports", front)
        + topic("grain", "terms: [grain]")
        + entity("orlo-venn", "Orlo Venn", "person")
        + "".join(
            article(f"r{n}", events, f"Orlo Venn: quay {n} and grain.", date=f"2031-0{n}-01") for n in (1, 2, 3)
        ),
    )
    main = site.build().main("/topics/ports/")
    wanted = "key-points new ahead timeline people coverage sources questions related".split()
    assert [section.get("aria-labelledby") for section in main.cssselect("section[aria-labelledby]")] == wanted
    assert [link.removeprefix("#") for link in hrefs(main, "nav[aria-label='On this page'] a")] == wanted
    order = words(main)
    assert order.index("The bottom line.") < order.index("A point.") < order.index("quay 3")


def test_a_short_topic_has_no_empty_sections(tmp_path: Path) -> None:
    main = (
        make_site(tmp_path, topic("ports", "terms: [quay]") + article("a", body="A quay."))
        .build()
        .main("/topics/ports/")
    )
    assert [section.get("aria-labelledby") for section in main.cssselect("section[aria-labelledby]")] == ["new"]


def test_related_topics_are_those_that_share_passages_its_own_family_aside(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + topic("cranes", "terms: [crane]\nparent: ports")
        + topic("grain", "terms: [grain]")
        + topic("tolls", "terms: [toll]")
        + topic("lamps", "terms: [lamp]")
        + article("a", body="A quay, a crane, a toll.\n\nA quay and a toll.\n\nA quay, grain.\n\nA lamp."),
    )
    section = site.build().main("/topics/ports/").get_element_by_id("related").getparent()
    assert hrefs(section) == ["/topics/tolls/", "/topics/grain/"]
    assert [words(count).split()[0] for count in section.cssselect(".count")] == ["2", "1"]


def test_passages_newer_than_the_review_are_counted_and_set_apart(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]\nreviewed: 2031-04-02\nsummary: So it was.")
        + article("old", body="Old quay.", date="2031-04-02")
        + article("new", body="New quay.\n\nNewer quay.", date="2031-04-03")
        + article("newest", "topics: [ports]", "Listed only.", date="2031-04-04"),
    )
    main = site.build().main("/topics/ports/")
    assert words(main.cssselect(".badge")[0]).split()[0] == "2"
    (line,) = main.cssselect(".reviewed-to")
    assert [hrefs(beside, "h3 a") for beside in (line.getprevious(), line.getnext())] == [
        ["/articles/new/"],
        ["/articles/old/"],
    ]


def test_the_bottom_line_is_whole_on_the_page_and_marked_where_paper_cuts_it(tmp_path: Path) -> None:
    long = " ".join(f"word{n}" for n in range(70))
    site = make_site(tmp_path, topic("ports", f"summary: {long}") + topic("grain", "summary: Short."))
    built = site.build()
    (line,) = built.main("/topics/ports/").cssselect(".standfirst")
    assert words(line) == long
    assert words(line.cssselect(".rest")[0]).split()[0] == "word60"
    assert built.main("/topics/grain/").cssselect(".rest") == []


def test_who_is_named_stands_with_the_roles_held_from_the_first_mention_to_the_last(tmp_path: Path) -> None:
    roles = ", ".join(f"{{title: Role of {year}, from: {year}, to: {year}}}" for year in range(2026, 2032))
    dates = ("2027-05-01", "2029-05-01", "2030-05-01")
    reports = (article(f"r{n}", body="Orlo Venn saw the quay.", date=date) for n, date in enumerate(dates))
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + entity("venn", "Orlo Venn", "person", f"roles: [{roles}]")
        + "".join(reports)
        + article("elsewhere", body="Orlo Venn left.", date="2031-05-01"),
    )
    people = words(site.build().main("/topics/ports/").get_element_by_id("people").getparent())
    assert [year for year in range(2026, 2032) if f"Role of {year}" in people] == [2027, 2028, 2029, 2030]


def test_sources_stand_by_how_many_reports_each_has_then_by_name(tmp_path: Path) -> None:
    names = ("Tarn Post", "Quillon Wire", "Abel Agency", "Tarn Post", "Zeta Wire", "Zeta Wire", "Zeta Wire")
    reports = (article(f"r{n}", f"source: {name}", "A quay.") for n, name in enumerate(names))
    main = make_site(tmp_path, topic("ports", "terms: [quay]") + "".join(reports)).build().main("/topics/ports/")
    found = [
        link.split("/")[2]
        for link in hrefs(main.get_element_by_id("sources").getparent())
        if link.startswith("/sources/")
    ]
    assert found == ["zeta-wire", "tarn-post", "abel-agency", "quillon-wire"]
