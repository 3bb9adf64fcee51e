"""Which saves change words and nothing else, and that what is served is right whether or not they do."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefkit.serve import preview as preview_module
from briefkit.serve.watch import Burst
from tests.serve.desk import Desk
from tests.sites import BASE_URL, NOW, article, entity, make_site, topic

FIRST = "The quay opened."
FIRST_ID = "p-" + hashlib.sha256(FIRST.encode()).hexdigest()[:8]
SECOND = "A lamp was lit."
SECOND_ID = "p-" + hashlib.sha256(SECOND.encode()).hexdigest()[:8]
A = f"{FIRST}\n\n{SECOND}\n\nOrlo Venn saw [the other](b.md)."
FRONT = "image: {src: quay.png, alt: A quay}\ncorrections: [{date: 2031-05-31, note: A name.}]\nupdated: 2031-06-02"


def a(body: str, front: str = FRONT) -> str:
    return article("a", front, body)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + topic("light", f"terms: [lamp]\nkey_points: [{{text: It opened., cite: 'a#{FIRST_ID}'}}]")
        + entity("orlo", "Orlo Venn", "person", "short_names: [Venn]")
        + a(A)
        + article("b", body=f"See [the light](a.md#{SECOND_ID}).", date="2031-04-03")
        + article("c", "status: draft", "It cites [[b]] and waits.", date="2031-04-04")
        + article("d", body="A word on [[a]].", date="2031-04-05")
        + article("e", body="![A mast](mast.png)\n\nIt stands.")
        + article("gone", "expires: 2031-05-01", "It is withdrawn."),
    )
    for name in ("quay.png", "mast.png"):
        data = BytesIO()
        Image.new("RGB", (2, 2 + len(name))).save(data, "PNG")
        site.write_bytes(f"content/media/{name}", data.getvalue())
    running = Desk(site, tmp_path / "own", BASE_URL)
    running.update()
    for address in ("/", "/articles/a/", "/articles/b/", "/topics/ports/"):
        running.get(address)
    yield running
    running.shown.close()


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> list[object]:
    """Something for each time that the whole site was prepared."""
    counted: list[object] = []
    prepare = preview_module.prepare

    def noted(*given: object, **named: object) -> object:
        counted.append(given)
        return prepare(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("briefkit.serve.preview.prepare", noted)
    return counted


WORDS_ONLY = {
    "a paragraph more": a(f"{A}\n\nA last word."),
    "another first passage, which lists show": article("d", body="Other words on [[a]].", date="2031-04-05"),
    "a passage that nobody leads to": a(A.replace("saw", "met")),
    "two passages in turn": a(f"{SECOND}\n\n{FIRST}\n\nOrlo Venn saw [the other](b.md)."),
    "a passage more that a topic quotes, before the others": a(f"Another lamp.\n\n{A}"),
    "a link moved to another passage": a(A.replace(" saw [the other](b.md)", "") + "\n\nHe saw [the other](b.md)."),
    "a link less": a(A.replace("[the other](b.md)", "another")),
    "a link more, from an older report to a newer": a(f"{A}\n\nAnd [[d]]."),
    "a link out": a(f"{A}\n\nAnd [that](https://quay.example/)."),
    "a way to its own new passage": a(f"{A}\n\nThird.\n\n[Up](#p-{hashlib.sha256(b'Third.').hexdigest()[:8]})"),
    "the same by its name": a(f"{A}\n\nThird.\n\n[Up](a.md#p-{hashlib.sha256(b'Third.').hexdigest()[:8]})"),
    "a draft": article("c", "status: draft", "It cites [[b]], waits and waits.", date="2031-04-04"),
    "nothing at all": a(A),
    "advice: a short name that is not bound": article("d", body="A word of Venn on [[a]].", date="2031-04-05"),
    "two reports": a(f"{A}\n\nA last word.") + article("d", body="Other words on [[a]].", date="2031-04-05"),
}
MORE = {
    "a passage that another report leads to": a(A.replace(SECOND, "A lamp was out.")),
    "a passage that a topic cites": a(A.replace(FIRST, "The quay closed.")),
    "another title": article("a", FRONT, A, title="Another"),
    "an alias": a(A, f"{FRONT}\naliases: [/old/]"),
    "a topic more": article("d", body="A word on [[a]] and a lamp.", date="2031-04-05"),
    "a name more": article("d", body="A word of Orlo Venn on [[a]].", date="2031-04-05"),
    "a picture more": a(f"{A}\n\n![A mast](mast.png)"),
    "a picture less": article("e", body="It stands."),
    "a report that is withdrawn": article("gone", "expires: 2031-05-01", "It is quite withdrawn."),
    "a new report": article("new", body="A word."),
    "a topic's words": topic("ports", "terms: [quay]", "A brief on [[a]]."),
    "a template": "-- templates/page.html --\n{% extends 'layout.html' %}\n",
    "the settings": "-- site.yaml --\ntitle: Ostmark Desk\n",
    "a line of front matter less": article("d", body="A word on [[a]].", date="2031-04-06"),
}
WRONG = {
    "a link to nothing": a(f"{A}\n\n[No way](nowhere.md)"),
    "a link to a passage of its own that went": a(f"{A}\n\n[Up](#{FIRST_ID})".replace(FIRST, "The quay shut.")),
    "a passage that another report leads to is away": article("d", body="[[a#p-00000000]]", date="2031-04-05"),
    "front matter that cannot be read": "-- content/articles/a.md --\n---\ntitle: [\n---\n",
}


@pytest.mark.parametrize("case", WORDS_ONLY)
def test_a_save_that_changes_words_alone_costs_no_look_at_the_rest(
    desk: Desk, prepared: list[object], case: str
) -> None:
    desk.save(WORDS_ONLY[case])
    assert prepared == []
    assert desk.differing() == []
    assert {issue.place.path for issue in desk.update()} == {
        issue.place.path for issue in desk.site.check(drafts=True)
    }
    assert desk.differing() == []


@pytest.mark.parametrize("case", [*MORE, *WRONG])
def test_any_other_save_is_looked_at_with_all_that_it_may_concern(
    desk: Desk, prepared: list[object], case: str
) -> None:
    told = desk.save((MORE | WRONG)[case])
    assert len(prepared) == 1
    assert set(told) == set(desk.site.check(drafts=True))
    if not any(issue.severity == "error" for issue in told):
        assert desk.differing() == []


def test_mistakes_in_words_come_and_go_with_them(desk: Desk, prepared: list[object]) -> None:
    """Advice does not keep an edition from being shown, and is told as often as it holds."""
    advised = article("d", body="A word of Venn on [[a]].", date="2031-04-05")
    for text in (
        advised,
        advised.replace("A word", "Words"),
        article("d", body="Words on [[a]].", date="2031-04-05"),
    ):
        assert set(desk.save(text)) == set(desk.site.check(drafts=True))
    assert prepared == []


def test_links_that_were_put_in_are_heeded_in_the_next_save(desk: Desk, prepared: list[object]) -> None:
    third = "p-" + hashlib.sha256(b"Third.").hexdigest()[:8]
    desk.save(a(f"{A}\n\nThird."))
    desk.save(article("d", body=f"A word on [it](a.md#{third}).", date="2031-04-05"))
    assert prepared == []
    assert desk.differing() == []
    told = desk.save(a(f"{A}\n\nFourth."))
    assert [issue.rule for issue in told if issue.severity == "error"] == ["link-resolves"]


def test_settings_that_were_saved_meanwhile_are_heeded(desk: Desk, prepared: list[object]) -> None:
    """As when a branch is switched: one burst may end before all files are told of."""
    desk.site.write("-- site.yaml --\ntitle: Varnholt Desk\ntimezone: Asia/Kolkata\n")
    desk.save(a(f"{A}\n\nA last word."))
    assert len(prepared) == 1
    assert desk.differing() == []
    desk.update()
    assert desk.differing() == []


def test_what_becomes_true_with_time_is_not_missed(desk: Desk, prepared: list[object]) -> None:
    """A correction of tomorrow, which was in the file all the time."""
    later = replace(desk.site.request(base_url=BASE_URL), now=NOW.replace(day=2, hour=13))
    desk.site.write(a(f"{A}\n\nA last word."))
    desk.preview.update(later.now, saved=Burst(frozenset(["content/articles/a.md"])))
    assert len(prepared) == 1
    built = desk.site.build(drafts=True, now=later.now, output=desk.site.root.parent / "built", full=True)
    assert desk.get("/articles/a/") == (200, built.files()["articles/a/index.html"])
