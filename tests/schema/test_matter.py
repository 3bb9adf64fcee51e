"""Content files and site.yaml: the fences, the positions, the defaults, and the schema for editors."""

from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from briefkit.model.issues import Place
from briefkit.model.passages import Body
from briefkit.model.records import DeploySettings, FeedSettings, SearchSettings
from briefkit.schema.matter import KINDS, json_schema, read_matter, read_settings, slug_from_path
from tests.schema.reading import ENOUGH, ZONE, article, enough, matter, told
from tests.schema.test_tables import as_editors_read, schema_for
from tests.strategies import any_text, markdown

LOCAL = "http://localhost:8000/"
CONTENT = Path(__file__).resolve().parents[2] / "content"


# --- fences ---


@pytest.mark.parametrize(
    ("text", "body", "body_line"),
    [
        ("---\ntitle: T\n---\nBody.\n", "Body.\n", 4),
        ("---\ntitle: T\n---\n\nBody.\n", "\nBody.\n", 4),
        ("---\ntitle: T\n---", "", 4),
        ("---\ntitle: T\n...\nBody.", "Body.", 4),
        ("--- \ntitle: T\n---\t\nBody.", "Body.", 4),
        ("---\n\n# note\ntitle: T\n\n---\nBody.\n---\nMore.\n", "Body.\n---\nMore.\n", 7),
        ("---\ntitle: T --- U\nx-a: |\n  ---\n---\nBody.", "Body.", 6),
        ("---\ntitle: T\nx-a: |\n  ----\nx-b:\n-\n- a\n---\nBody.\n\n----\n", "Body.\n\n----\n", 9),
    ],
)
def test_the_body_begins_after_the_second_fence(text: str, body: str, body_line: int) -> None:
    found = read_matter(text, "content/pages/x.md", "pages", UTC)
    assert found.issues == ()
    assert (found.body, found.body_line) == (body, body_line)


@pytest.mark.parametrize(
    "text", ["", "Just words.\n", "title: T\n", "\n---\ntitle: T\n---\n", "----\ntitle: T\n---\n"]
)
def test_front_matter_that_is_missing_is_told_and_the_body_read_all_the_same(text: str) -> None:
    found = read_matter(text, "x.md", "pages", UTC)
    assert (found.body, found.body_line) == (text, 1)
    assert told(found.issues) == [("front-matter-is-present", 1, 1)]


@pytest.mark.parametrize("text", ["---\n", "---", "---\ntitle: T\n", "---\ntitle: T\n\u2014\nBody.\n"])
def test_front_matter_without_an_end_is_told(text: str) -> None:
    assert told(read_matter(text, "x.md", "pages", UTC).issues) == [("front-matter-is-closed", 1, 1)]


@pytest.mark.parametrize("after", ["", "\n---\nMore.\n"])
@pytest.mark.parametrize(
    "fence", ["----", "--", "\u2014\u2014\u2014", "\u2013-", "-- -", "***", "+++", "===", "~~~  "]
)
def test_a_line_that_was_meant_to_close_front_matter_is_told_and_does(fence: str, after: str) -> None:
    found = read_matter(f"---\ntitle: T\n{fence}\nBody.\n{after}", "x.md", "pages", UTC)
    assert told(found.issues) == [("front-matter-is-closed", 3, 1)]
    assert (found.values["title"], found.body, found.body_line) == ("T", f"Body.\n{after}", 4)


@pytest.mark.parametrize("fence", [" ---", "\t--- ", "--- Body", "---Body"])
def test_so_is_one_that_yaml_knows_a_use_for_where_there_is_no_other(fence: str) -> None:
    found = read_matter(f"---\ntitle: T\n{fence}\nBody.\n", "x.md", "pages", UTC)
    assert told(found.issues) == [("front-matter-is-closed", 3, 1)]
    assert found.values["title"] == "T"


@pytest.mark.parametrize("yaml", ["", "\n\n", "# nothing yet"])
def test_front_matter_that_is_empty_is_told_with_the_keys_it_needs(yaml: str) -> None:
    found = read_matter(f"---\n{yaml}\n---\nBody.", "x.md", "articles", UTC)
    assert told(found.issues) == [("required-key-is-given", 1, 1)]
    assert all(key in found.issues[0].hint for key in ENOUGH["articles"])


@pytest.mark.parametrize("yaml", ["- title: T", "just words", "'title: T'", "[title, T]"])
def test_front_matter_that_is_no_mapping_is_told(yaml: str) -> None:
    assert told(matter(yaml).issues) == [("value-has-its-type", 2, 1)]


# --- keys and values in their places ---


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("titel: x", [("key-is-known", 4, 1)]),
        ("topics: [ai,  Not A Slug]", [("slug-is-well-formed", 4, 15)]),
        ("topics:\n  - ai\n  - Not A Slug", [("slug-is-well-formed", 6, 5)]),
        ("topics: ai", [("value-has-its-type", 4, 9)]),
        ('summary: "x"\n\n# remark\nautolink: maybe', [("value-has-its-type", 7, 11)]),
        ("source:\n  name: A\n  url: ftp://x", [("address-is-web", 6, 8)]),
        ("source:\n  url: https://a.example/", [("required-key-is-given", 5, 3)]),
        ("events:\n- date: 2026\n  title: T\n  wher: X", [("key-is-known", 7, 3)]),
        ("events:\n- date: 2026-13\n  title: T", [("date-is-plausible", 5, 9)]),
        ("image: {src: a.png, alt: }", [("required-key-is-given", 4, 26)]),
        ("summary: a\nsummary: b", [("key-is-unique", 5, 1)]),
        ("भाषा: hi", [("key-is-known", 4, 1)]),
        ("authors: [भारत, {a: b}]", [("value-has-its-type", 4, 17)]),
        ("authors: [😀😀, {a: b}]", [("value-has-its-type", 4, 15)]),
        ("lang: [en\nseries: x", [("yaml-is-well-formed", 4, 7)]),
    ],
)
def test_a_problem_stands_at_the_key_or_value_that_has_it(yaml: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(article(yaml).issues) == expected


def test_a_key_that_is_not_given_is_missed_at_the_top() -> None:
    assert told(matter("title: T").issues) == [("required-key-is-given", 2, 1)]
    assert told(matter("# remark\n\nsummary: S").issues) == [("required-key-is-given", 4, 1)] * 2


def test_a_key_that_is_given_nothing_is_missed_where_it_stands() -> None:
    (issue,) = matter("date: 2026-02-24\ntitle: ~").issues
    assert (issue.rule, issue.place) == ("required-key-is-given", Place("content/articles/x.md", 3, 8))
    (issue,) = matter("date: 2026-02-24\ntitle:\nsummary: S").issues
    assert (issue.rule, issue.place.line, issue.place.column) == ("required-key-is-given", 3, 7)


def test_the_second_of_two_equal_keys_is_told_with_the_line_of_the_first() -> None:
    (issue,) = article("summary: first\nsummary: second").issues
    assert (issue.place.line, issue.place.column) == (5, 1)
    assert "4" in issue.message
    assert article("summary: first\nsummary: second").values["summary"] == "first"


def test_all_problems_of_a_file_are_told_at_once() -> None:
    found = matter("titel: T\ndate: 2026-02-30\ntopics: ai\nautolink: no\nevents: [{date: x}]\nseries: [a]")
    assert told(found.issues) == [
        ("key-is-known", 2, 1),
        ("required-key-is-given", 2, 1),
        ("date-is-plausible", 3, 7),
        ("value-has-its-type", 4, 9),
        ("value-has-its-type", 5, 11),
        ("required-key-is-given", 6, 10),
        ("date-is-plausible", 6, 17),
        ("value-has-its-type", 7, 9),
    ]


@pytest.mark.parametrize("kind", ENOUGH)
def test_what_is_missing_or_wrong_has_a_stand_in_so_that_the_rest_can_be_checked(kind: str) -> None:
    for text in ("x-a: b", "- no mapping", "".join(f"{key}: []\n" for key in ENOUGH[kind])):
        found = matter(text, kind, "content/x/2026-02-24-some-name.md")
        assert found.issues
        record = KINDS[kind].make(**found.values, origin=found.origin, body=Body())
        assert record.slug == "some-name"


def test_an_optional_value_that_is_wrong_leaves_the_rest_of_the_record() -> None:
    values = article("topics: ai\nseries: S").values
    assert "topics" not in values
    assert values["series"] == "S"


@pytest.mark.parametrize(
    "yaml", ["x-note: free", "x-note: [a, {b: c}]", "x-a: 1\nx-a: 2", "x-: y", "source: {name: A, x-b: c}"]
)
def test_keys_of_ones_own_are_free(yaml: str) -> None:
    found = article(yaml)
    assert found.issues == ()
    assert not [key for key in found.values if key.startswith("x")]


def test_the_places_of_values_are_kept() -> None:
    found = article("topics: [ai, trade]\nevents:\n  - title: E\n    date: 2026")
    assert found.origin.path == "content/articles/x.md"
    assert {trail: found.origin.places[trail] for trail in [("topics",), ("topics", 1), ("events", 0, "date")]} == {
        ("topics",): (4, 9),
        ("topics", 1): (4, 14),
        ("events", 0, "date"): (7, 11),
    }


def test_a_date_without_an_offset_is_in_the_sites_zone() -> None:
    values = matter("title: T\ndate: 2026-02-24T00:00", zone=ZONE).values
    assert values["date"].rfc3339 == "2026-02-24T00:00:00+05:30"


@given(any_text | markdown)
def test_any_text_is_read_or_told_of(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n", f"---\ntitle: {text}\nx-a: b\n---\n{text}"):
        found = read_matter(whole, "content/pages/x.md", "pages", UTC)
        record = KINDS["pages"].make(**found.values, origin=found.origin, body=Body())
        assert found.issues or record.title


# --- slugs ---


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("content/articles/report.md", "report"),
        ("content/articles/2026/02/report.md", "report"),
        ("content/articles/2026-02-24-report.md", "report"),
        ("content/articles/2026-2-4_report.md", "report"),
        ("content/articles/2026-02-24 Report on AI.md", "report-on-ai"),
        ("content/articles/2026-02-24.md", "2026-02-24"),
        ("content/articles/2026-02-24-2026-02-25-visit.md", "2026-02-25-visit"),
        ("content/articles/report-2026-02-24.md", "report-2026-02-24"),
        ("content/articles/v1.2.md", "v1-2"),
        ("content/articles/2026-02-24-रक्षा.md", "रक्षा"),
        ("content/articles/😀.md", ""),
    ],
)
def test_a_slug_is_made_of_the_files_name_without_its_date(path: str, slug: str) -> None:
    assert slug_from_path(path) == slug


def test_a_slug_that_is_given_wins_over_the_files_name() -> None:
    assert article("slug: mine").values["slug"] == "mine"


@pytest.mark.parametrize("name", ["😀", "...", "क" * 67])
def test_a_file_of_whose_name_no_slug_can_be_made_is_told(name: str) -> None:
    found = matter(enough("articles"), path=f"content/articles/{name}.md")
    assert told(found.issues) == [("slug-is-well-formed", 1, 1)]
    assert matter(enough("articles") + "slug: mine", path=f"content/articles/{name}.md").issues == ()


# --- site.yaml ---


def test_site_yaml_needs_a_title_and_nothing_else() -> None:
    settings, issues = read_settings("title: Brief", "site.yaml", LOCAL)
    assert issues == ()
    assert (settings.title, settings.base_url, settings.description, settings.language) == ("Brief", LOCAL, "", "en")
    assert (settings.zone, settings.publisher, settings.navigation, settings.latest) == (UTC, None, (), 20)
    assert (settings.search, settings.feeds, settings.deploy) == (SearchSettings(), FeedSettings(), DeploySettings())
    assert settings.search.eras == "auto"


@pytest.mark.parametrize(
    ("written", "flag", "base_url"),
    [
        ("", None, LOCAL),
        ("base_url: https://a.example/b/", None, "https://a.example/b/"),
        ("base_url: https://a.example/b", None, "https://a.example/b/"),
        ("base_url: https://a.example", None, "https://a.example/"),
        ("base_url: https://a.example/b/", "https://flag.example/c", "https://flag.example/c/"),
        ("", "https://flag.example/", "https://flag.example/"),
    ],
)
def test_the_base_address_is_the_flags_then_the_files_then_local(
    written: str, flag: str | None, base_url: str
) -> None:
    settings, issues = read_settings(f"title: T\n{written}", "site.yaml", LOCAL, flag)
    assert (settings.base_url, issues) == (base_url, ())


@pytest.mark.parametrize("base_url", ["https://a.example/?q=1", "https://a.example/b/#c"])
def test_a_base_address_with_more_than_a_path_is_refused(base_url: str) -> None:
    _, issues = read_settings(f"title: T\nbase_url: {base_url}", "site.yaml", LOCAL)
    assert [(issue.place.line, issue.place.column) for issue in issues] == [(2, 11)]


def test_the_zone_of_the_site_is_an_object() -> None:
    settings, _ = read_settings("title: T\ntimezone: Asia/Kolkata", "site.yaml", LOCAL)
    assert settings.zone == ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("required-key-is-given", 1, 1)]),
        ("description: D", [("required-key-is-given", 1, 1)]),
        ("- a", [("value-has-its-type", 1, 1)]),
        ("title: T: U", [("yaml-is-well-formed", 1, 9)]),
        ("title: T\n---\ntitle: U", [("yaml-is-well-formed", 2, 1)]),
        (
            "titel: T\ntimezone: Mars",
            [("key-is-known", 1, 1), ("required-key-is-given", 1, 1), ("time-zone-is-known", 2, 11)],
        ),
    ],
)
def test_a_site_that_cannot_be_described_is_told(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(read_settings(text, "site.yaml", LOCAL)[1]) == expected


def test_a_setting_that_is_wrong_leaves_its_default() -> None:
    settings, issues = read_settings("title: T\nlatest: many", "site.yaml", LOCAL)
    assert (settings.latest, told(issues)) == (20, [("value-has-its-type", 2, 9)])


# --- the schema for editors ---


def test_the_schema_is_a_schema_of_its_draft() -> None:
    schema = json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    for definition in schema["$defs"].values():
        Draft202012Validator.check_schema(definition)


def test_the_schema_describes_every_kind() -> None:
    assert set(json_schema()["$defs"]) == {*KINDS, "site"}


@pytest.mark.parametrize(
    "path", sorted(CONTENT.glob("*/**/*.md")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_the_projects_own_front_matter_is_valid_for_editors(path: Path) -> None:
    kind = path.relative_to(CONTENT).parts[0]
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    assert [error.message for error in schema_for(kind).iter_errors(as_editors_read(front))] == []


def test_the_projects_own_settings_are_valid_for_editors() -> None:
    text = (CONTENT.parent / "site.yaml").read_text(encoding="utf-8")
    assert [error.message for error in schema_for("site").iter_errors(as_editors_read(text))] == []


@pytest.mark.parametrize("kind", [*KINDS, "site"])
def test_the_schema_refuses_unknown_keys_and_leaves_ones_own_free(kind: str) -> None:
    given = as_editors_read(enough(kind) if kind in ENOUGH else "title: T")
    assert schema_for(kind).is_valid(given)
    assert schema_for(kind).is_valid({**given, "x-mine": {"a": [1]}})
    assert not schema_for(kind).is_valid({**given, "mine": "a"})
    assert not schema_for(kind).is_valid({})
