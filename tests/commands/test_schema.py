"""`schema`: JSON Schema for editors, and it judges as the build does."""

import json

import pytest
from jsonschema import Draft202012Validator

from briefkit.cli import main
from briefkit.commands import KINDS


@pytest.fixture
def schema(capsys: pytest.CaptureFixture[str]) -> dict:
    assert main(["schema"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_schema_is_a_schema_with_a_definition_for_each_kind_of_file(schema: dict) -> None:
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]) == set(KINDS) == {"articles", "topics", "entities", "sources", "pages", "site"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_kind_is_its_definition_at_the_root(
    kind: str, schema: dict, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", kind]) == 0
    alone = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(alone)
    assert schema["$defs"][kind].items() <= alone.items()
    assert not Draft202012Validator(alone).is_valid({})


@pytest.mark.parametrize(
    ("kind", "matter", "good"),
    [
        ("articles", {"title": "A", "date": "2031-04-02"}, True),
        ("articles", {"title": "A", "date": "2031-04-02T10:00:00+05:30", "x-mine": [1]}, True),
        ("articles", {"title": "A"}, False),
        ("articles", {"date": "2031-04-02"}, False),
        ("articles", {"title": "A", "date": "soon"}, False),
        ("articles", {"title": "A", "date": "2031-04-02", "topcs": []}, False),
        ("articles", {"title": "A", "date": "2031-04-02", "status": "secret"}, False),
        ("articles", {"title": "A", "date": "2031-04-02", "source": "Quillon Wire"}, True),
        (
            "articles",
            {"title": "A", "date": "2031-04-02", "source": {"name": "Quillon Wire", "url": "https://q.example"}},
            True,
        ),
        ("articles", {"title": "A", "date": "2031-04-02", "source": {"url": "https://q.example"}}, False),
        ("topics", {"title": "T", "terms": ["quay"], "parent": "ports"}, True),
        ("entities", {"name": "E", "kind": "person"}, True),
        ("entities", {"name": "E", "kind": "robot"}, False),
        ("site", {"title": "S", "latest": 0}, False),
        ("site", {"title": "S", "latest": 5}, True),
    ],
)
def test_an_editor_is_told_what_the_build_would_tell(schema: dict, kind: str, matter: dict, good: bool) -> None:
    validator = Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})
    assert validator.is_valid(matter) == good
