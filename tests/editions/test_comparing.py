"""Two editions: what a reader would see change, told as what it is."""

from dataclasses import replace

import pytest

from briefkit.editions.comparing import AddressChange, Changes, Kind, PageChange, compared
from briefkit.editions.edition import Edition, Event, OwnPage, Passage, Report

PORTS, GRAIN = "/topics/ports/", "/topics/grain/"
LONG = "The first of six quays was opened on Wednesday in the rain, the ministry said."


def report(
    slug: str, *texts: str | tuple[str, str], lines: tuple[str, ...] = (), events: tuple[Event, ...] = ()
) -> Report:
    """A report; a passage is its text, or its text and the topic that it is on."""
    pairs = [(text, ()) if isinstance(text, str) else (text[0], tuple(text[1].split())) for text in texts]
    passages = tuple(Passage(f"p-{number:08x}", text, topics) for number, (text, topics) in enumerate(pairs))
    return Report(f"/articles/{slug}/", slug.capitalize(), lines, passages, events)


def edition(*reports: Report, pages: tuple[OwnPage, ...] = (), **redirects: str) -> Edition:
    found = {one.address: one for one in reports}
    moved = {f"/{old}/": target for old, target in redirects.items()}
    return Edition(found, {page.address: page for page in pages}, {}, moved, frozenset((*found, *moved)))


def told(changes: Changes) -> list[tuple[str, str, str]]:
    """Kind, old text and new text of each change of a passage."""
    return [
        (
            change.kind.value,
            change.before.passage.text if change.before else "",
            change.after.passage.text if change.after else "",
        )
        for change in changes.passages
    ]


def test_the_same_edition_has_no_change() -> None:
    one = edition(report("a", ("One", PORTS), "Two"), pages=(OwnPage(PORTS, "Ports", ("x",)),))
    assert compared(one, one).is_empty


def test_an_id_that_alone_differs_is_no_change() -> None:
    other = Report("/articles/a/", "A", (), (Passage("p-ffffffff", "One"),))
    assert compared(edition(report("a", "One")), edition(other)).is_empty


def test_passages_are_added_and_withdrawn() -> None:
    changes = compared(edition(report("a", "One", "Two")), edition(report("a", "One", "Three")))
    assert sorted(told(changes)) == [("added", "", "Three"), ("withdrawn", "Two", "")]


@pytest.mark.parametrize("other", ["a", "z"])
def test_a_report_that_was_merged_into_another_is_withdrawn_and_the_other_stays(other: str) -> None:
    old = edition(report("b", "One"), report(other, "Two"))
    changes = compared(old, edition(report("b", "One"), **{f"articles/{other}": "/articles/b/"}))
    assert told(changes) == [("withdrawn", "Two", "")]
    assert [(change.kind, change.address) for change in changes.addresses] == [(Kind.MOVED, f"/articles/{other}/")]
    assert changes.vanished == ()


def test_an_edited_passage_is_one_change() -> None:
    edited = LONG.replace("Wednesday", "Thursday")
    changes = compared(edition(report("a", "One", LONG, "Two")), edition(report("a", "One", edited, "Two")))
    assert told(changes) == [("changed", LONG, edited)]


def test_of_two_edited_passages_each_goes_to_its_own() -> None:
    other = "Barley is sold at the north gate until noon, traders say in the market."
    old, new = [LONG, other], [f"{other} Really.", f"{LONG} Really."]
    assert told(compared(edition(report("a", *old)), edition(report("a", *new)))) == [
        ("changed", other, f"{other} Really."),
        ("changed", LONG, f"{LONG} Really."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["a b c d"], ["a b x y"], [("changed", "a b c d", "a b x y")]),
        (["a b c d"], ["a x y z"], [("added", "", "a x y z"), ("withdrawn", "a b c d", "")]),
        (["a b c d"], ["d c b a"], [("added", "", "d c b a"), ("withdrawn", "a b c d", "")]),
        (["a b c x", "a b c y"], ["a b c z"], [("changed", "a b c x", "a b c z"), ("withdrawn", "a b c y", "")]),
        (["a b x y", "a b c x"], ["a b c d"], [("changed", "a b c x", "a b c d"), ("withdrawn", "a b x y", "")]),
        (["a b c d"], ["a b c x", "a b c y"], [("changed", "a b c d", "a b c x"), ("added", "", "a b c y")]),
        (["a b " * 200], ["c " + "a b " * 200], [("changed", "a b " * 200, "c " + "a b " * 200)]),
    ],
    ids=["half", "less", "in another order", "equally alike", "more alike", "once", "common words"],
)
def test_an_edited_passage_goes_to_the_one_that_it_is_most_like(
    old: list[str], new: list[str], expected: list[tuple[str, str, str]]
) -> None:
    assert told(compared(edition(report("a", *old)), edition(report("a", *new)))) == expected


@pytest.mark.parametrize(("distance", "is_found"), [(20, True), (21, False)])
def test_an_edited_passage_is_looked_for_nearby(distance: int, is_found: bool) -> None:
    between, edited = [f"{n}" for n in range(distance)], f"{LONG} Really."
    for old, new in (([*between, LONG], [edited]), ([LONG], [*between, edited])):
        found = told(compared(edition(report("a", *old)), edition(report("a", *new))))
        assert (("changed", LONG, edited) in found) == is_found


def test_a_passage_on_another_topic_has_moved() -> None:
    (change,) = compared(edition(report("a", (LONG, PORTS))), edition(report("a", (LONG, GRAIN)))).passages
    assert change.kind is Kind.MOVED
    assert change.topics == (PORTS, GRAIN)


def test_the_order_of_topics_is_no_change() -> None:
    old, new = (edition(report("a", (LONG, topics))) for topics in (f"{PORTS} {GRAIN}", f"{GRAIN} {PORTS}"))
    assert compared(old, new).is_empty


def test_a_passage_at_another_place_in_its_report_has_moved() -> None:
    changes = compared(edition(report("a", "One", "Two", "Three")), edition(report("a", "Three", "One", "Two")))
    assert told(changes) == [("moved", "Three", "Three")]


def test_of_passages_that_changed_places_the_fewest_have_moved() -> None:
    rows, pair = ["One", "Two", "Three"], ["Four", "Five"]
    for old, new in (
        (["One", "gone", "Two", "left out", "Three", *pair], [*pair, *rows]),
        ([*rows, *pair], [*pair, "One", "new", "Two", "put in", "Three"]),
    ):
        changes = told(compared(edition(report("a", *old)), edition(report("a", *new))))
        assert [text for kind, text, _ in changes if kind == "moved"] == pair


def test_a_passage_in_another_report_has_moved() -> None:
    changes = compared(
        edition(report("a", "One", LONG), report("b", "Two")), edition(report("a", "One"), report("b", "Two", LONG))
    )
    assert told(changes) == [("moved", LONG, LONG)]
    assert [(c.before.report.title, c.after.report.title) for c in changes.passages if c.before and c.after] == [
        ("A", "B")
    ]


def test_a_passage_that_left_two_reports_and_came_to_one_moved_from_the_first() -> None:
    changes = compared(edition(report("a", LONG), report("b", LONG)), edition(report("c", LONG)))
    assert [(c.kind, c.before.report.title if c.before else "") for c in changes.passages] == [
        (Kind.WITHDRAWN, "B"),
        (Kind.MOVED, "A"),
    ]


def test_a_passage_has_moved_only_where_it_was_gone_and_is_new() -> None:
    edited = f"{LONG} Really."
    before, after = report("a", LONG), report("a", edited)
    assert told(compared(edition(before, report("b")), edition(after, report("b", LONG)))) == [
        ("changed", LONG, edited),
        ("added", "", LONG),
    ]
    assert told(compared(edition(before, report("b", edited)), edition(after, report("b")))) == [
        ("changed", LONG, edited),
        ("withdrawn", edited, ""),
    ]


def test_repeated_passages_are_counted() -> None:
    changes = compared(edition(report("a", "One", "One")), edition(report("a", "One", "One", "One")))
    assert told(changes) == [("added", "", "One")]
    assert told(compared(edition(report("a", "One", "One")), edition(report("a", "One")))) == [
        ("withdrawn", "One", "")
    ]


def test_a_new_report_and_one_that_is_gone_are_told_with_their_passages() -> None:
    changes = compared(edition(report("a", ("One", PORTS))), edition(report("b", ("Two", GRAIN))))
    assert {(change.kind, (change.after or change.before).title) for change in changes.reports} == {  # type: ignore[union-attr]
        (Kind.ADDED, "B"),
        (Kind.WITHDRAWN, "A"),
    }
    assert sorted(told(changes)) == [("added", "", "Two"), ("withdrawn", "One", "")]
    assert changes.vanished == ("/articles/a/",)


def test_a_report_that_moved_behind_a_redirect_keeps_its_passages() -> None:
    old = edition(report("a", "One"))
    new = Edition(
        {"/articles/b/": report("b", "One")},
        redirects={"/articles/a/": "/articles/b/"},
        addresses=frozenset(("/articles/a/", "/articles/b/")),
    )
    changes = compared(old, new)
    assert changes.passages == ()
    (moved,) = changes.reports
    assert moved == PageChange(Kind.MOVED, report("a", "One"), report("b", "One"), ("A",), ("B",))
    assert changes.addresses == (
        AddressChange(Kind.MOVED, "/articles/a/", "/articles/b/"),
        AddressChange(Kind.ADDED, "/articles/b/"),
    )
    assert changes.vanished == ()


def test_what_stands_around_a_report_may_change() -> None:
    before, after = (report("a", "One", lines=(line, "Same")) for line in ("2 April", "3 April"))
    changes = compared(edition(before), edition(after))
    assert changes.reports == (PageChange(Kind.CHANGED, before, after, ("2 April",), ("3 April",)),)
    assert not changes.is_empty


def test_events_are_added_moved_to_another_day_renamed_and_withdrawn() -> None:
    fair, survey = Event("2031-07-01", "Fair"), Event("2031-08-01", "Survey")
    later, renamed = Event("2031-07-09", "Fair"), Event("2031-08-01", "Second survey")
    old, new = edition(report("a", events=(fair, survey))), edition(report("a", events=(later, renamed)))
    assert [(c.kind, c.before, c.after) for c in compared(old, new).events] == [
        (Kind.CHANGED, fair, later),
        (Kind.CHANGED, survey, renamed),
    ]
    assert [c.kind for c in compared(edition(report("a")), new).events] == [Kind.ADDED, Kind.ADDED]
    assert [c.kind for c in compared(new, edition(report("a"))).events] == [Kind.WITHDRAWN, Kind.WITHDRAWN]
    assert [c.kind for c in compared(new, edition()).events] == [Kind.WITHDRAWN, Kind.WITHDRAWN]
    both = compared(edition(report("a", events=(fair,))), edition(report("a", events=(fair, survey))))
    assert [(c.kind, c.before, c.after) for c in both.events] == [(Kind.ADDED, None, survey)]
    assert not both.is_empty


def test_an_event_is_told_with_its_report_as_it_is_titled_now() -> None:
    fair, later = Event("2031-07-01", "Fair"), Event("2031-07-09", "Fair")
    old = edition(report("a", events=(fair,)))
    new = edition(replace(report("a", events=(later,)), title="Renamed"))
    assert [change.report for change in compared(old, new).events] == ["Renamed"]
    assert [change.report for change in compared(old, edition()).events] == ["A"]
    assert [change.report for change in compared(edition(), new).events] == ["Renamed"]


def test_another_event_on_another_day_is_none_that_changed() -> None:
    fair, survey = Event("2031-07-01", "Fair"), Event("2031-08-01", "Survey")
    changes = compared(edition(report("a", events=(fair,))), edition(report("a", events=(survey,))))
    assert [(c.kind, c.before, c.after) for c in changes.events] == [
        (Kind.ADDED, None, survey),
        (Kind.WITHDRAWN, fair, None),
    ]


def test_the_words_of_other_pages_change() -> None:
    old, new = (
        edition(pages=(OwnPage(PORTS, "Ports", (line, "Same")),)) for line in ("Quays grow.", "Quays shrink.")
    )
    changes = compared(old, new)
    (change,) = changes.pages
    assert (change.kind, change.gone, change.come) == (Kind.CHANGED, ("Quays grow.",), ("Quays shrink.",))
    assert not changes.is_empty


def test_all_is_told_in_the_order_of_addresses() -> None:
    slugs, names = ["c", "m", "z", "a", "x"], ["/q/", "/b/", "/z/", "/d/", "/w/", "/a/"]
    pages = [OwnPage(name, name) for name in names]
    old = edition(*map(report, slugs[:2]), pages=tuple(pages[:3]))
    new = edition(*map(report, slugs[2:]), pages=tuple(pages[3:]))
    changes = compared(old, new)
    for told, addresses in (
        (changes.reports, [f"/articles/{slug}/" for slug in slugs]),
        (changes.pages, names),
    ):
        assert [(change.after or change.before or pages[0]).address for change in told] == sorted(addresses)
        was = [change.before.address for change in told if change.kind is Kind.WITHDRAWN and change.before]
        assert was == sorted(addresses[: len(was)])
        assert all(change.after for change in told if change.kind is Kind.ADDED)
    assert [change.address for change in changes.addresses] == sorted(f"/articles/{slug}/" for slug in slugs)


def test_an_address_that_leads_on_has_not_vanished() -> None:
    old = edition(a="/articles/x/")
    assert compared(old, edition(a="/articles/x/")).is_empty
    assert compared(old, edition()).vanished == ("/a/",)
    assert compared(edition(), old).addresses == (AddressChange(Kind.ADDED, "/a/", "/articles/x/"),)


def test_a_long_report_that_is_rewritten_is_compared_in_reasonable_time() -> None:
    old, new = ([f"{word} number {n} of the long list of quays" for n in range(300)] for word in ("Quay", "Pier"))
    assert len(compared(edition(report("a", *old)), edition(report("a", *new))).passages) == 300


# --- twins in Markdown ---


def with_twins(*slugs: str, **redirects: str) -> Edition:
    one = edition(*(report(slug, "One") for slug in slugs), **redirects)
    return replace(one, addresses=one.addresses | {f"/articles/{slug}/index.md" for slug in slugs})


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (with_twins("b", **{"articles/a": "/articles/b/"}), ["moved /articles/a/", "added /articles/b/"]),
        (with_twins("b"), ["withdrawn /articles/a/", "added /articles/b/"]),
        (with_twins("a", "b"), ["added /articles/b/"]),
        (edition(report("a", "One")), ["withdrawn /articles/a/index.md"]),
        (with_twins("a"), []),
    ],
    ids=["a slug that is led on", "a slug that is not", "another report", "twins left out", "nothing"],
)
def test_a_twin_goes_where_its_report_goes(new: Edition, told: list[str]) -> None:
    changes = compared(with_twins("a"), new)
    assert [f"{change.kind} {change.address}" for change in changes.addresses] == told
