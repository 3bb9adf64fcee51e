"""The passages of a report are searched all at once, and each has what it would have if it stood alone."""

from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.lexicon import Lexicon
from tests.model.examples import body, entity, topic
from tests.strategies import SCRIPTS

LEXICON = Lexicon(
    (
        topic("ports", "port", "US"),
        topic("wine", "wine", "port wine", exclude=("port of call",)),
        topic("roads", "Straße"),
    ),
    (entity("Port Velo", kind="place"), entity("US", kind="place"), entity("Straße der Weine", kind="place")),
)
PIECES = [
    "port",
    "ports",
    "Port Velo",
    "wine",
    "port of",
    "call",
    "US",
    "us",
    "Straße der Weine",
    "STRASSE",
    "ß",
    "ŉ",
    ".",
    "\u00a0",
]


@given(
    st.lists(st.lists(st.sampled_from(PIECES) | st.text(SCRIPTS, max_size=3), min_size=1).map(" ".join), max_size=5)
)
def test_what_stands_in_one_passage_is_not_sought_in_another(paragraphs: list[str]) -> None:
    passages = body("\n\n".join(f"w {words}" for words in paragraphs)).passages
    found = LEXICON.found_in(passages)
    alone = [LEXICON.found_in((passage,)) for passage in passages]
    assert list(found.topics) == [topics for one in alone for topics in one.topics]
    assert list(found.mentions) == [mentions for one in alone for mentions in one.mentions]


def test_a_phrase_may_be_term_and_name() -> None:
    found = LEXICON.found_in(body("The US opens a port.").passages)
    assert (found.topics, [m.entity for m in found.mentions[0]]) == ([("ports",)], ["us"])


def test_a_body_without_passages_has_nothing_in_it() -> None:
    assert LEXICON.found_in(()) == ((), (), [])
