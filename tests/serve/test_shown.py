"""What is served is what `build --drafts` writes at the same instant, additions removed; and who follows hears of it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from briefkit.pipeline import settings_of
from tests.serve.desk import Desk
from tests.sites import BASE_URL, article, entity, make_site, topic

SECRET = "Zyxolith"


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (700, 2)).save(data, "PNG")
    return data.getvalue()


@pytest.fixture(params=[BASE_URL, "https://brief.example/briefing/"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    site = make_site(
        tmp_path,
        topic("ports", "terms: [quay]")
        + entity("orlo", "Orlo Venn", "person")
        + article("a", "aliases: [/old/]\nimage: {src: lamp.png, alt: A lamp}", "A quay.")
        + article("b", "status: draft", "Orlo Venn waits.")
        + "-- content/static/.well-known/proof.txt --\nproof\n-- content/static/proof.html --\n<head></head>\n"
        + f"-- content/articles/.hidden.md --\n{SECRET}\n-- ../secret.txt --\n{SECRET}\n-- .env --\n{SECRET}\n",
    )
    site.write_bytes("content/articles/lamp.png", picture())
    running = Desk(site, tmp_path / "own", request.param)
    yield running
    running.shown.close()


EDITS = {
    "words": article("a", body="A pier, and Orlo Venn."),
    "new report": article("c", body="A second quay."),
    "new topic": topic("lamps", "terms: [lamp]") + article("d", body="A lamp."),
    "entity": entity("orlo", "Orlo Vennic", "person"),
    "title": "-- site.yaml --\ntitle: Ostmark Desk\nlatest: 1\n",
    "time zone": "-- site.yaml --\ntitle: Ostmark Desk\ntimezone: Asia/Kolkata\n",
    "template": "-- templates/page.html --\n{% extends 'layout.html' %}\n",
    "style": "-- templates/assets/site.css --\nmain { color: red }\n",
    "static": "-- content/static/proof.html --\nother\n",
}


def test_it_is_what_a_build_writes_after_any_edit(desk: Desk) -> None:
    desk.update()
    assert desk.differing() == []
    for name, edit in EDITS.items():
        desk.site.write(edit)
        assert not [issue for issue in desk.update() if issue.severity == "error"], name
        assert desk.differing() == [], name
    desk.site.remove("content/articles/c.md")
    desk.update()
    assert desk.differing() == []
    assert desk.get("/articles/c/")[0] == 404


def test_nothing_is_written_beside_the_site(desk: Desk) -> None:
    desk.update()
    desk.get("/")
    assert not (desk.site.root / ".cache").exists()
    assert not (desk.site.root / "output").exists()


@pytest.mark.parametrize(
    "path",
    """../secret.txt articles/../../secret.txt ..%2fsecret.txt %2e%2e/secret.txt ..\\secret.txt .env .git/config
    content/articles/a.md site.yaml /etc/passwd //etc/passwd articles/a/index.html\0.txt .hidden.md
    content/static/proof.html templates/layout.html .cache/state""".split(),
)
def test_nothing_but_the_site_is_readable(desk: Desk, path: str) -> None:
    desk.update()
    status, body = desk.get(path)
    assert status == 404
    assert SECRET.encode() not in body
    assert b"root:" not in body


def test_nothing_is_served_outside_of_the_base_path(desk: Desk) -> None:
    desk.update()
    for path in ("articles/a/", "", "*", "/elsewhere/articles/a/", "//articles/a/"):
        answer = desk.shown.answer(path)
        assert b"A quay." not in answer.body, path
        assert answer.status in (301, 404), path


def test_a_file_that_became_a_link_is_not_read(desk: Desk) -> None:
    desk.update()
    proof = desk.site.root / "content/static/proof.html"
    proof.unlink()
    proof.symlink_to(desk.site.root / ".env")
    assert desk.get("proof.html")[0] == 404


def test_addresses_without_their_slash_lead_on(desk: Desk) -> None:
    desk.update()
    assert desk.get("articles/a")[0] == 301
    assert desk.shown.answer("/briefing" if "briefing" in desk.base_url else "").status == 301


def test_the_root_leads_to_the_base_path(desk: Desk) -> None:
    desk.update()
    answer = desk.shown.answer("/")
    assert (answer.status, answer.to) == ((302, "/briefing/") if "briefing" in desk.base_url else (200, ""))


def test_errors_leave_the_last_good_edition(desk: Desk) -> None:
    desk.update()
    desk.site.write(article("a", "topcs: []", "A pier."))
    (issue,) = desk.update()
    assert b"A quay." in desk.get("/articles/a/")[1]
    (drawn,) = desk.standing("/articles/b/")["issues"]
    assert (drawn["path"], drawn["line"], drawn["excerpt"]) == (issue.place.path, issue.place.line, "topcs: []")
    desk.site.write(article("a", body="A pier."))
    assert desk.update() == ()
    assert desk.standing("/articles/b/")["issues"] == []
    assert b"A pier." in desk.get("/articles/a/")[1]


def test_a_second_report_of_one_slug_leaves_nothing_behind(desk: Desk) -> None:
    """Whom the one that went was kin to is not taken for the kin of the one that stays."""
    desk.site.write(article("older", body="A quay.", date="2029-01-01") + article("b", body="A quay."))
    desk.update()
    desk.site.write(article("2031-05-01-b", body="Nothing.", date="2031-05-01"))
    assert [issue.rule for issue in desk.update()] == ["address-is-unique"]
    desk.site.remove("content/articles/2031-05-01-b.md")
    assert desk.update() == ()
    assert desk.differing() == []


def test_before_there_is_any_edition_every_page_waits_for_one(desk: Desk) -> None:
    desk.site.write(article("a", "topcs: []"))
    desk.update()
    assert desk.get("/articles/a/")[0] == 503
    assert desk.standing("/articles/a/")["issues"] != []


def test_a_template_that_fails_leaves_the_last_good_page_and_is_told_once(desk: Desk) -> None:
    desk.update()
    desk.get("/articles/a/")
    desk.site.write("-- templates/article.html --\n{{ nothing }}\n")
    desk.update()
    for _ in range(3):
        assert b"A quay." in desk.get("/articles/a/")[1]
    assert [issue.rule for issue in desk.told] == ["template-renders"]
    assert desk.standing("/articles/a/")["issues"][0]["path"] == "templates/article.html"
    assert desk.standing("/archive/")["issues"] == []
    assert desk.get("/articles/b/")[0] == 500, "one that was never good says so"


def test_only_pages_concerned_have_another_shape(desk: Desk) -> None:
    desk.update()
    pages = ("/articles/a/", "/articles/b/", "/topics/ports/", "/about/")
    before = {page: desk.standing(page)["shape"] for page in pages}
    desk.site.write(article("a", "aliases: [/old/]\nimage: {src: lamp.png, alt: A lamp}", "A second quay."))
    desk.update()
    after = {page: desk.standing(page)["shape"] for page in pages}
    assert {page for page in pages if before[page] != after[page]} == {"/articles/a/", "/topics/ports/"}


def test_a_page_that_went_says_where(desk: Desk) -> None:
    desk.update()
    articles = desk.site.root / "content/articles"
    for name in ("c", "d"):
        (articles / ("b.md" if name == "c" else "c.md")).rename(articles / f"{name}.md")
        desk.update()
    told = desk.standing("/articles/b/")
    assert (told["gone"], told["moved"]) == (True, f"{desk.shown.base_path}articles/d/")
    assert desk.standing("/articles/nothing/")["moved"] == ""


def test_a_page_that_was_renamed_and_renamed_back_is_where_it_was(desk: Desk) -> None:
    desk.update()
    first, second = desk.site.root / "content/articles/a.md", desk.site.root / "content/articles/d.md"
    for old, new in ((first, second), (second, first), (first, second)):
        old.rename(new)
        desk.update()
        gone, here = (desk.standing(f"/articles/{path.stem}/") for path in (old, new))
        assert (gone["gone"], gone["moved"]) == (True, f"{desk.shown.base_path}articles/{new.stem}/")
        assert here["gone"] is False


def test_a_bug_of_ours_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.update()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as patch:
        patch.setattr("briefkit.serve.preview.prepare", fail)
        (issue,) = desk.update()
        assert "unforeseen" in issue.message
        assert desk.get("/articles/a/")[0] == 200
    assert desk.update() == ()
    assert settings_of(desk.site.request())[1] == ()
