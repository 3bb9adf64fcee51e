"""A report in its place: what is known of it without its words changes whenever they do."""

from collections.abc import Callable

import pytest

from briefkit.model.addresses import Links
from briefkit.model.passages import Markup
from briefkit.model.records import ArticleRecord
from briefkit.model.site import Placed
from briefkit.stages.place import PlacedReport, Vocabulary, place, summary_of
from tests.model.examples import article, entity, topic

VOCABULARY = Vocabulary(
    (topic("ports", "quay"), topic("grain", "grain")),
    (entity("Orlo Venn", slug="venn"),),
    Links("https://brief.example/"),
)
WORDS = "Grain waits.\n\n## At the quay\n\nOrlo Venn at the [quay](b.md).\n\nA quiet day."


def read(text: str = WORDS, **fields: object) -> PlacedReport:
    return place(article("a", text, **fields), VOCABULARY)


def test_passages_stand_on_their_topics_and_name_entities() -> None:
    passages = [block for block in read().text if isinstance(block, Placed)]
    assert [(p.topics, p.entities) for p in passages] == [(("grain",), ()), (("ports",), ("venn",)), ((), ())]


def test_the_record_is_kept_without_its_words() -> None:
    assert read().record.body.blocks == ()
    assert [type(block) for block in read().text] == [Placed, Markup, Placed, Placed]


def test_a_share_is_the_passages_of_a_topic_or_entity() -> None:
    outline = read().outline
    assert {slug: share.passages for slug, share in outline.topics.items()} == {"grain": 0b001, "ports": 0b010}
    assert {slug: share.passages for slug, share in outline.entities.items()} == {"venn": 0b010}
    assert [target for target, _, _ in outline.written] == ["b.md"]


CHANGES: dict[str, tuple[str, set[str]]] = {
    "nothing": (WORDS, set()),
    "white space": (WORDS.replace("\n\n", "\n\n\n"), set()),
    "a passage on nothing": (WORDS.replace("quiet", "loud"), {"stamp"}),
    "a passage on one topic": (WORDS.replace("waits", "moves"), {"stamp", "grain"}),
    "a passage put in first": ("Noon.\n\n" + WORDS, {"stamp", "grain", "ports", "venn", "written"}),
    "a passage put in last": (WORDS + "\n\nNight.", {"stamp"}),
    "a heading": (WORDS.replace("## At", "## By"), {"stamp"}),
    "a heading that moves": ("## At the quay\n\n" + WORDS.replace("## At the quay\n\n", ""), {"stamp"}),
    "where a link leads": (WORDS.replace("b.md", "c.md"), {"stamp", "ports", "venn", "written"}),
    "an emphasis": (WORDS.replace("waits", "*waits*"), {"stamp", "grain"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_stamps_change_with_what_they_stand_for_and_with_nothing_else(change: str) -> None:
    text, changed = CHANGES[change]
    assert changes(read(), read(text)) == changed


def changes(one: PlacedReport, other: PlacedReport) -> set[str]:
    def stamps(reading: PlacedReport) -> dict[str, object]:
        outline = reading.outline
        shares = {slug: share.stamp[:8] for slug, share in (*outline.topics.items(), *outline.entities.items())}
        return {"front": outline.front, "stamp": outline.stamp, "written": outline.written, **shares}

    before, after = stamps(one), stamps(other)
    return {name for name in before | after if before.get(name) != after.get(name)}


FIELDS: list[dict[str, object]] = [
    {"title": "Another"},
    {"date": "2031-04-03"},
    {"summary": "Short."},
    {"status": "draft"},
    {"lang": "he"},
    {"series": "Letters"},
    {"authors": ("Ada Quoll",)},
    {"aliases": ("/old/",)},
    {"key_points": ("A point.",)},
    {"related": ("b",)},
]


@pytest.mark.parametrize("fields", FIELDS, ids=lambda fields: str(*fields))
def test_front_matter_of_any_kind_changes_its_own_stamp_and_that_of_all(fields: dict[str, object]) -> None:
    assert changes(read(), read(**fields)) == {"front", "stamp"}


VOCABULARIES: dict[str, Callable[[], Vocabulary]] = {
    "a term": lambda: Vocabulary(
        (topic("ports", "mole"), VOCABULARY.topics[1]), VOCABULARY.entities, VOCABULARY.links
    ),
    "an exclusion": lambda: Vocabulary(
        (topic("ports", "quay", exclude=("old quay",)), VOCABULARY.topics[1]),
        VOCABULARY.entities,
        VOCABULARY.links,
    ),
    "a topic more": lambda: Vocabulary((*VOCABULARY.topics, topic("x")), VOCABULARY.entities, VOCABULARY.links),
    "a name": lambda: Vocabulary(VOCABULARY.topics, (entity("Nils Venn", slug="venn"),), VOCABULARY.links),
    "an alias": lambda: Vocabulary(
        VOCABULARY.topics, (entity("Orlo Venn", slug="venn", aliases=("O. V.",)),), VOCABULARY.links
    ),
    "where the site stands": lambda: Vocabulary(
        VOCABULARY.topics, VOCABULARY.entities, Links("https://brief.example/d/")
    ),
}


@pytest.mark.parametrize("change", VOCABULARIES)
def test_reports_are_read_again_when_the_words_to_look_for_change(change: str) -> None:
    assert VOCABULARIES[change]().stamp != VOCABULARY.stamp


def test_and_are_not_when_only_what_is_said_of_topics_and_entities_does() -> None:
    same = Vocabulary(
        (topic("ports", "quay", title="Harbours", summary="Calm."), VOCABULARY.topics[1]),
        (entity("Orlo Venn", slug="venn", summary="Of the quay."),),
        VOCABULARY.links,
    )
    assert same.stamp == VOCABULARY.stamp


@pytest.mark.parametrize(
    ("record", "summary"),
    [
        (article("a", "First.\n\nSecond.", summary="Given."), "Given."),
        (article("a", "First.\n\nSecond."), "First."),
        (article("a"), ""),
        (article("a", "It opened. " * 40), ("It opened. " * 40)[: 21 * 11].strip()),
        (article("a", "on " * 200), "on " * 79 + "on …"),
        (article("a", "on " * 78 + "cost 3.5 billion"), "on " * 78 + "cost …"),
        (article("a", "on " * 78 + "cost a. But"), "on " * 78 + "cost …"),
        (article("a", "on " * 78 + "cost. But no more"), "on " * 78 + "cost."),
        (article("a", "on " * 78 + "costs. But no more"), "on " * 78 + "costs."),
        (article("a", "on " * 78 + "dearer. But no more"), "on " * 78 + "…"),
        (article("a", "on " * 78 + "dearer"), "on " * 78 + "dearer"),
    ],
    ids=[
        *("given", "the first passage", "none", "cut at a sentence", "cut at a word"),
        *("not in a number at the limit", "not beyond the limit", "at a sentence that fits"),
        *("at one that just fits", "not at one that does not", "whole where it just fits"),
    ],
)
def test_a_summary_is_the_given_one_or_taken_from_the_first_passage(record: ArticleRecord, summary: str) -> None:
    assert summary_of(record) == summary
