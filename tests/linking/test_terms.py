"""Which topics a passage speaks to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.lexicon import Lexicon
from briefkit.linking.terms import plurals
from briefkit.model.issues import Place
from briefkit.model.names import PassageId
from briefkit.model.passages import Passage, PassageKind
from briefkit.model.records import TopicRecord
from tests.model.examples import topic
from tests.strategies import any_text, names, sentences


def topics_of(topics: list[TopicRecord], *texts: str) -> list[tuple[str, ...]]:
    """The topics of passages with these words."""
    passages = [Passage(PassageId("p"), PassageKind.PARAGRAPH, text, "", 0, Place("x.md")) for text in texts]
    return list(Lexicon(topics, ()).found_in(passages).topics)


def speaks(text: str, *terms: str, exclude: tuple[str, ...] = ()) -> bool:
    return topics_of([topic("x", *terms, exclude=exclude)], text) == [("x",)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        # whole words
        ("port", "The port is open.", True),
        ("port", "port", True),
        ("port", "(port)", True),
        ("port", "“port”", True),
        ("port", "The report is out.", False),
        ("port", "The portal is open.", False),
        ("port", "port_2", False),
        ("port", "port2", False),
        ("port", "2port", False),
        ("free trade", "A free trade pact.", True),
        ("free trade", "A free trader.", False),
        ("free trade", "A free and fair trade.", False),
        ("free  trade", "A free trade pact.", True),
        # a hyphen ends a word
        ("AI", "AI-enhanced drones", True),
        ("AI", "the post-AI age", True),
        ("drone", "drone-led", True),
        ("AI", "AI–enhanced", True),
        ("AI", "AI/ML", True),
        ("co-production", "joint co-production", True),
        ("co-production", "joint co\u2011production", True),
        ("co-production", "joint co production", False),
        # case
        ("drone", "Drone strikes", True),
        ("drone", "DRONE STRIKES", True),
        ("Make in India", "make in india", True),
        ("Make in India", "MAKE IN INDIA", True),
        ("AI", "ai", False),
        ("AI", "Ai", False),
        ("AI", "said", False),
        ("US", "us", False),
        ("US", "The US said", True),
        ("5G", "5g", False),
        ("G20", "the g20", False),
        ("iOS", "IOS", True),
        # plural and possessive of the last word
        ("drone", "drones", True),
        ("AI", "AIs", True),
        ("treaty", "treaties", True),
        ("TREATY", "treaties", False),
        ("ally", "Allies", True),
        ("day", "days", True),
        ("day", "daies", False),
        ("bus", "buses", True),
        ("MiniBUS", "minibuses", True),
        ("tax", "taxes", True),
        ("march", "marches", True),
        ("wish", "wishes", True),
        ("drone", "dronees", False),
        ("trade pact", "trade pacts", True),
        ("trade pact", "trades pact", False),
        ("drone", "the drone's range", True),
        ("drone", "the drone’s range", True),
        ("drone", "the drones’ range", True),
        ("treaty", "the treaties' end", True),
        ("AI", "AI's promise", True),
        ("AI", "AI’s promise", True),
        # apostrophes
        ("Prime Minister's office", "the prime minister’s office", True),
        ("Prime Minister’s office", "the prime minister's office", True),
        # scripts
        ("कर", "कर बढ़ा", True),
        ("कर", "करना है", False),
        ("कर", "करें", False),  # a vowel sign belongs to the word
        ("कर", "कर।", True),
        ("रक्षा", "भारत-रक्षा", True),
        ("רקיע", "רקיע ברזל", True),
        ("רקיע", "הרקיע", False),
        ("straße", "STRASSE", True),
        ("strasse", "Die Straße", True),
        ("istanbul", "ISTANBUL", True),
        ("İstanbul", "i̇stanbul", True),
        ("σίσυφος", "ΣΊΣΥΦΟΣ", True),
        ("ß", "groß", False),
        ("日本", "日本", True),
        ("café", "cafés", True),
        ("café", "caféteria", False),
        # signs
        ("C++", "C++ code", True),
        ("C++", "c++ code", False),
        ("R&D", "R&D spending", True),
        ("4.0", "Industry 4.0", True),
        ("4.0", "Industry 4x0", False),
    ],
)
def test_a_term_is_found_as_whole_words(term: str, text: str, found: bool) -> None:
    assert speaks(text, term) is found


@pytest.mark.parametrize("joiner", ["\u200d", "\u200c"])
def test_a_joiner_does_not_end_a_word(joiner: str) -> None:
    """In Sinhala, Persian and others it stands inside words (Unicode Standard Annex 29, rule WB4)."""
    assert not speaks(f"ශ්{joiner}රී", "ශ්")
    assert speaks(f"ශ්{joiner}රී", f"ශ්{joiner}රී")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A port.", True),
        ("A port of call.", False),
        ("A Port Of Call and another port.", False),
        ("Ports of calls.", True),  # only the last word has a plural
        ("A port of calls.", False),
        ("A report of call.", False),
    ],
)
def test_an_excluded_phrase_keeps_a_passage_off_the_topic(text: str, found: bool) -> None:
    assert speaks(text, "port", exclude=("port of call",)) is found


def test_an_excluded_phrase_in_capitals_is_looked_for_as_written() -> None:
    assert not speaks("A port of US ships", "port", exclude=("US",))
    assert speaks("A port of us all", "port", exclude=("US",))


def test_what_one_topic_excludes_another_may_seek() -> None:
    topics = [topic("a", "port", exclude=("wine",)), topic("b", "wine")]
    assert topics_of(topics, "Port wine") == [("b",)]


def test_topics_that_share_a_term_are_both_found() -> None:
    topics = [topic("a", "AI"), topic("b", "AI", "ai"), topic("c", "Ai")]
    assert topics_of(topics, "AI") == [("a", "b", "c")]
    assert topics_of(topics, "ai") == [("b", "c")]


def test_terms_that_lie_in_one_another_are_all_found() -> None:
    topics = [topic("a", "free trade"), topic("b", "free trade agreement"), topic("c", "trade agreement")]
    assert topics_of(topics, "A free trade agreement.") == [("a", "b", "c")]


def test_each_passage_has_its_own_topics() -> None:
    topics = [topic("a", "port", exclude=("wine",)), topic("b", "wine", "AI")]
    assert topics_of(topics, "A port.", "", "Straße, AI", "Port\nwine", "ai") == [("a",), (), ("b",), ("b",), ()]


@given(st.permutations(["a", "b", "c", "d"]))
def test_topics_stand_in_the_order_they_are_given(order: list[str]) -> None:
    topics = [topic(slug, f"term{slug}") for slug in order]
    assert topics_of(topics, "termd terma termc termb") == [tuple(order)]


def test_without_terms_there_are_no_topics() -> None:
    assert topics_of([], "Anything") == [()]
    assert topics_of([topic("x")], "Anything") == [()]


@pytest.mark.parametrize(
    ("term", "forms"),
    [
        ("drone", {"drone", "drones"}),
        ("treaty", {"treaty", "treatys", "treaties"}),
        ("day", {"day", "days"}),
        ("y", {"y", "ys"}),
        ("by", {"by", "bys", "bies"}),
        ("tax", {"tax", "taxs", "taxes"}),
        ("AI", {"AI", "AIs"}),
    ],
)
def test_a_term_has_the_regular_plurals(term: str, forms: set[str]) -> None:
    assert set(plurals(term)) == forms


@given(sentences, st.integers(0, 11), st.integers(1, 4))
def test_any_run_of_words_is_found_where_it_stands(words: list[str], start: int, length: int) -> None:
    term = words[start % len(words) :][:length]
    assert speaks(" ".join(words), " ".join(term))
    assert speaks(f"({'-'.join(words)})", term[0])
    assert not speaks("w".join(words) + "w", "unword" + term[0])


@given(any_text | names, st.lists(names, max_size=3))
def test_any_term_may_be_looked_for_in_any_text(text: str, terms: list[str]) -> None:
    assert topics_of([topic("x", *terms)], text, text) in ([(), ()], [("x",), ("x",)])


@given(names.filter(lambda name: name.strip()))
def test_a_term_is_found_in_itself(term: str) -> None:
    assert speaks(" ".join(term.split()), term)
