"""`diff`: what a reader would see change, between folders and between revisions."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Tell, Told
from tests.repositories import Published, git, make_published
from tests.sites import NOW, Site, article, entity, make_site, topic

AS_OF = ("--as-of", "2031-06-01")
BODY = "The first of six quays was opened on Wednesday in the rain.\n\nSome barley was sold.\n"
TEXT = (
    topic("ports", "terms: [quays, quay]")
    + topic("grain", "terms: [barley]")
    + article("a", "events: [{date: 2031-07-01, title: Fair}]", BODY)
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    return make_published(tmp_path, TEXT, monkeypatch)


@pytest.fixture
def diff(tell: Tell, desk: Published) -> Any:
    def compare(old: object = "HEAD^", new: object = "HEAD", *options: object) -> Told:
        return tell("diff", desk.site, old, new, *AS_OF, *options)

    return compare


def found(told: Told) -> dict[str, Any]:
    return json.loads(told.out)  # type: ignore[no-any-return]


def kinds(told: Told, what: str = "passages") -> list[str]:
    return [change["kind"] for change in found(told)[what]]


def test_reformatting_the_source_is_no_editorial_change(desk: Published, diff: Any) -> None:
    desk.site.remove("content/articles/a.md")
    desk.site.write(
        "-- content/articles/2031/2031-04-02-a.md --\n---\ndate: '2031-04-02'\ntitle: A\nevents:\n"
        "  - title: Fair\n    date: 2031-07-01\n---\nThe first of six *quays* was\nopened on __Wednesday__ in the rain.\n\n\n"
        "Some   barley was sold.\n"
    )
    desk.commit()
    told = diff()
    assert (told.code, told.out, told.err) == (0, "no editorial change\n", "")


def test_an_edited_passage_is_told_under_its_topic(desk: Published, diff: Any) -> None:
    desk.site.write(article("a", "events: [{date: 2031-07-01, title: Fair}]", BODY.replace("Wednesday", "Thursday")))
    desk.commit()
    told = diff()
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[lines.index("Ports") + 1].startswith("  ~ changed: “The first")
    assert "Grain" not in lines


def test_passages_are_added_moved_and_withdrawn(desk: Published, diff: Any) -> None:
    desk.site.write(
        article("a", "events: [{date: 2031-07-01, title: Fair}]", '{topics="ports"}\nSome barley was sold.\n\nNew.')
    )
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "json")
    assert sorted(kinds(told)) == ["added", "moved", "withdrawn"]


def test_a_new_report_and_a_new_event_are_told(desk: Published, diff: Any) -> None:
    desk.site.write(article("b", "events: [{date: 2031-08-01, title: Survey}]", "A new quay."))
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "json")
    assert told.code == 0
    assert (kinds(told), kinds(told, "reports"), kinds(told, "events")) == (["added"], ["added"], ["added"])


def test_the_bottom_line_of_a_briefing_is_part_of_what_readers_see(desk: Published, diff: Any) -> None:
    desk.site.write(topic("ports", "terms: [quays, quay]\nsummary: Quays grow."))
    desk.commit()
    assert "“Quays grow.”" in diff().out


def test_an_address_that_vanishes_ends_with_1(desk: Published, diff: Any) -> None:
    desk.site.remove("content/articles/a.md")
    desk.site.write(article("b", "events: [{date: 2031-07-01, title: Fair}]", BODY))
    desk.commit()
    told = diff()
    assert told.code == 1
    assert "/articles/a/ leads nowhere" in told.out
    assert told.err.startswith("error: ")


def test_an_address_that_leads_on_by_an_alias_does_not(desk: Published, diff: Any) -> None:
    desk.site.remove("content/articles/a.md")
    desk.site.write(
        article("b", "aliases: [/articles/a/]\nevents: [{date: 2031-07-01, title: Fair}]", BODY, title="A")
    )
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "json")
    assert told.code == 0
    assert (kinds(told), kinds(told, "reports"), kinds(told, "events")) == ([], ["moved"], [])


def test_an_expired_report_is_withdrawn_and_its_address_stays(desk: Published, diff: Any) -> None:
    desk.site.write(article("a", "expires: 2031-05-01\nevents: [{date: 2031-07-01, title: Fair}]", BODY))
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "json")
    assert told.code == 0
    assert (kinds(told), kinds(told, "reports")) == (["withdrawn", "withdrawn"], ["withdrawn"])


def test_both_are_built_by_one_clock(desk: Published, tell: Tell) -> None:
    desk.site.write(article("b", date="2031-05-01"))
    desk.commit()
    assert "no editorial change" in tell("diff", desk.site, "HEAD^", "HEAD", "--as-of", "2031-04-30").out
    assert "1 report added" in tell("diff", desk.site, "HEAD^", "HEAD", "--as-of", "2031-05-01").out


def test_each_revision_is_shown_by_its_own_templates(desk: Published, diff: Any) -> None:
    path = desk.root / "templates" / "article.html"
    path.write_text(
        path.read_text("utf-8").replace("{{ page.line.title }}", "Report: {{ page.line.title }}"), "utf-8"
    )
    desk.commit()
    assert kinds(diff("HEAD^", "HEAD", "--format", "json"), "reports") == ["changed"]


def test_a_built_folder_can_stand_on_either_side(desk: Published, diff: Any, tmp_path: Path) -> None:
    folder = desk.site.build(output=tmp_path / "built", base_url="https://other.example/b/").folder
    assert diff("HEAD", folder).out == diff(folder, folder).out == "no editorial change\n"
    desk.site.write(article("b", body="A new quay."))
    desk.commit()
    assert kinds(diff(folder, "HEAD", "--format", "json"), "reports") == ["added"]


def test_two_folders_need_no_repository(tmp_path: Path, tell: Tell) -> None:
    site = make_site(tmp_path, TEXT)
    old = site.build(output=tmp_path / "old").folder
    site.write(article("b", body="A new quay."))
    new = site.build(output=tmp_path / "new").folder
    assert "1 report added" in tell("diff", site, old, new).out
    assert tell("diff", site, new, old).code == 1


def test_nothing_of_the_repository_is_touched(desk: Published, diff: Any) -> None:
    desk.site.write(article("a", body="Not committed."))
    before = desk.state()
    assert diff("HEAD", "main").out == "no editorial change\n"
    assert desk.state() == before
    assert len(git(desk.root, "worktree", "list").splitlines()) == 1


def test_a_site_in_a_folder_of_a_larger_repository_is_found_in_each_revision(desk: Published, tell: Tell) -> None:
    (desk.root / "desk").mkdir()
    for name in ("content", "templates", "site.yaml"):
        (desk.root / name).rename(desk.root / "desk" / name)
    desk.commit()
    Site(desk.root / "desk").write(article("b", body="A new quay."))
    desk.commit()
    assert "1 report added" in tell("diff", desk.root / "desk", "HEAD^", "HEAD", *AS_OF).out
    told = tell("diff", desk.root / "desk", "HEAD^^", "HEAD", *AS_OF)
    assert told.code == 2
    assert "HEAD^^" in told.err


def test_what_is_neither_a_folder_nor_a_revision_is_wrong_use(desk: Published, diff: Any) -> None:
    for name in ("nowhere", desk.root / "content"):
        told = diff(name, "HEAD")
        assert (told.code, told.out) == (2, "")
        assert str(name) in told.err


def test_a_revision_with_errors_cannot_be_compared(desk: Published, diff: Any) -> None:
    desk.site.write(article("b", body="See [it](gone.md)."))
    desk.commit()
    told = diff()
    assert (told.code, told.out) == (1, "")
    assert "content/articles/b.md:5:" in told.err
    assert "HEAD cannot be built" in told.err


def test_a_pull_request_gets_it_as_markdown(desk: Published, diff: Any) -> None:
    desk.site.write(article("b", body="A new quay."))
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "markdown")
    assert told.out.startswith("**1 passage added, 1 report added**\n\n### Ports\n\n- **added** ")


def test_the_present_clock_is_used_unless_another_is_given(desk: Published, tell: Tell) -> None:
    desk.site.write(article("b", date=f"{NOW.year + 900}-01-01"))
    desk.commit()
    assert tell("diff", desk.site, "HEAD^", "HEAD").out == "no editorial change\n"


def test_an_entity_that_is_gone_is_an_address_that_vanishes(desk: Published, diff: Any) -> None:
    desk.site.write(entity("tor", "Tor Ashby", "person"))
    desk.commit()
    desk.site.remove("content/entities/tor.md")
    desk.commit()
    told = diff("HEAD^", "HEAD", "--format", "json")
    assert told.code == 1
    assert "/entities/tor/" in found(told)["vanished"]


def test_a_submodule_is_not_taken_for_unchanged(desk: Published, diff: Any, tmp_path: Path) -> None:
    content = tmp_path / "content"
    (desk.root / "content").rename(content)
    git(content, "init", "--quiet", "--initial-branch=main")
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "Begin")
    git(desk.root, "rm", "-r", "--quiet", "--cached", "content")
    git(desk.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(content), "content")
    desk.commit()
    told = diff("HEAD", "HEAD")
    assert (told.code, told.out) == (2, "")
    assert "content is a submodule" in told.err


def test_a_submodule_beside_the_site_is_none_of_its_business(desk: Published, diff: Any, tmp_path: Path) -> None:
    desk.add_submodule(tmp_path / "other", "engine")
    desk.commit()
    assert diff().out == "no editorial change\n"


def test_what_a_shallow_clone_lacks_is_told_with_how_to_bring_it(desk: Published, tell: Tell, tmp_path: Path) -> None:
    desk.commit()
    git(tmp_path, "clone", "--quiet", "--depth", "1", desk.root.as_uri(), "shallow")
    told = tell("diff", tmp_path / "shallow", "HEAD^", "HEAD", *AS_OF)
    assert told.code == 2
    assert "git fetch --unshallow" in told.err


def test_a_site_that_was_not_built_is_told_with_how_to(desk: Published, diff: Any) -> None:
    assert f"build --site {desk.root}" in diff(desk.root, "HEAD").err
