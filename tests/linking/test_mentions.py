"""Who is named in a report: full names always, short names only where they are clear. All names are fiction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.linking.lexicon import Lexicon
from briefkit.model.issues import Severity
from briefkit.model.records import EntityRecord, Role
from tests.model.examples import body, entity
from tests.strategies import any_text

HALE = entity("Mara Hale", "Hale", roles=(Role(title="Ambassador of Norland to Sudmark"),))
VOSS = entity("Tomas Voss", "Voss", aliases=("Thomas Voss", "T. A. Voss"))
OTHER_HALE = entity("Ines Hale", "Hale")
NORLAND = entity("Norland", kind="place")
MINISTRY = entity("Ministry of Trade", kind="organisation")
MINISTRY_OF_NORLAND = entity("Ministry of Trade of Norland", kind="organisation")
PACT = entity("Norland-Sudmark Pact", "NSP", kind="agreement", aliases=("the Pact",))
SHIELD = entity("लौह कवच", kind="system")
ALL = (HALE, VOSS, NORLAND, MINISTRY, MINISTRY_OF_NORLAND, PACT, SHIELD)


def named(text: str, *entities: EntityRecord) -> list[str]:
    """The mentions in a report whose paragraphs are the lines of `text`, as `slug: words`."""
    passages = body(text.replace("\n", "\n\n")).passages
    mentions = Lexicon((), entities or ALL).found_in(passages).mentions
    return [
        f"{mention.entity}: {passage.text[mention.start : mention.end]}"
        for passage, found in zip(passages, mentions, strict=True)
        for mention in found
    ]


def advised(text: str, *entities: EntityRecord) -> list[tuple[str, int]]:
    """Advice given on such a report: rule and line of each."""
    issues = Lexicon((), entities or ALL).found_in(body(text.replace("\n", "\n\n")).passages).issues
    assert {issue.severity for issue in issues} <= {Severity.ADVICE}
    return [(issue.rule, issue.place.line) for issue in issues]


# --- full names and aliases ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Hale spoke.", ["mara-hale: Mara Hale"]),
        ("Thomas Voss met Tomas Voss.", ["tomas-voss: Thomas Voss", "tomas-voss: Tomas Voss"]),
        ("T. A. Voss spoke.", ["tomas-voss: T. A. Voss"]),
        ("Mara Hale's plan, Mara Hale’s plan.", ["mara-hale: Mara Hale", "mara-hale: Mara Hale"]),
        ("(Mara Hale)", ["mara-hale: Mara Hale"]),
        ("Mara Hales spoke.", []),
        ("Snorland and SuperNorland", []),
        ("mara hale spoke.", []),
        ("Norland-born", ["norland: Norland"]),
        ("pro-Norland", ["norland: Norland"]),
        ("Norlanders", []),
        ("The Ministry of Trade", ["ministry-of-trade: Ministry of Trade"]),
        ("The Ministry of Trade of Norland", ["ministry-of-trade-of-norland: Ministry of Trade of Norland"]),
        ("The Ministry of Trade of Sudmark", ["ministry-of-trade: Ministry of Trade"]),
        ("The Norland-Sudmark Pact", ["norland-sudmark-pact: Norland-Sudmark Pact"]),
        ("The Norland\u2011Sudmark Pact", ["norland-sudmark-pact: Norland\u2011Sudmark Pact"]),
        ("The Norland-Sudmark talks", ["norland: Norland"]),
        ("Signed: the Pact.", ["norland-sudmark-pact: the Pact"]),
        ("नया लौह कवच आया।", ["लौह-कवच: लौह कवच"]),
        ("लौह कवचों", []),
        ("Mara *Hale* spoke of `Norland` in [Norland](x.md).", ["mara-hale: Mara Hale", *["norland: Norland"] * 2]),
        ("Mara\u00a0Hale spoke.", ["mara-hale: Mara Hale"]),
    ],
)
def test_a_full_name_is_found_as_whole_words_the_longest_first(text: str, expected: list[str]) -> None:
    assert named(text) == expected
    assert advised(text) == []


def test_an_alias_that_two_claim_is_the_firsts() -> None:
    """The check `name-is-claimed-once` tells of it; here it must only not fail."""
    assert named("Ace spoke.", entity("A", aliases=("Ace",)), entity("B", aliases=("Ace",))) == ["a: Ace"]


def test_a_name_that_is_a_full_name_is_no_short_name() -> None:
    assert named("Hale spoke.", entity("Hale", kind="place"), HALE) == ["hale: Hale"]


# --- short names ---


@pytest.mark.parametrize(
    "text",
    [
        "Mara Hale spoke. Hale left.",
        "Mara Hale spoke.\nHale left.",
        "Mara Hale (Hale) spoke.",
        "Mara Hale spoke. Hale's plan failed.",
        "Mara Hale spoke. Hale’s plan failed.",
        "Mara Hale spoke. “Hale left.”",
        "Mara Hale spoke. Then, Hale left.",
        "Mara Hale spoke. The plan of Hale failed.",
        "Mara Hale spoke of a Hale-led mission.",
        "Mara Hale spoke. Hale. Then silence.",
        "Mara Hale spoke. Hale, Ada Brand and others.",
    ],
)
def test_a_short_name_binds_after_the_full_name(text: str) -> None:
    assert named(text) == ["mara-hale: Mara Hale", "mara-hale: Hale"]
    assert advised(text) == []


@pytest.mark.parametrize(
    "title",
    "Mr Mrs Ms Dr Prof President Minister Ambassador Envoy General Secretary Senator Mr. Dr. Sir Lady And"
    " Ambassadors".split()[:-1],
)
def test_a_title_before_a_short_name_is_no_first_name(title: str) -> None:
    assert named(f"Mara Hale spoke. Yes: {title} Hale left.") == ["mara-hale: Mara Hale", "mara-hale: Hale"]


@pytest.mark.parametrize("word", ["Prime Minister", "Foreign Minister", "Vice President", "Attorney General"])
def test_a_title_of_two_words_is_no_first_name(word: str) -> None:
    assert named(f"Mara Hale spoke. The {word} Hale left.") == ["mara-hale: Mara Hale", "mara-hale: Hale"]


def test_the_words_of_a_registered_role_are_titles() -> None:
    steward = entity("Mara Hale", "Hale", roles=(Role(title="High Steward"),))
    text = "Mara Hale spoke. The Steward Hale left."
    assert named(text, steward) == ["mara-hale: Mara Hale", "mara-hale: Hale"]
    assert named(text, entity("Mara Hale", "Hale")) == ["mara-hale: Mara Hale"]


@pytest.mark.parametrize(
    "start", ["But", "When", "As", "On", "The", "A", "Yesterday", "On Monday", "Norland's", "Norland’s"]
)
def test_a_word_that_no_name_begins_with_is_no_first_name(start: str) -> None:
    bare = entity("Mara Hale", "Hale")
    assert named(f"Mara Hale spoke. {start} Hale left.", bare) == ["mara-hale: Mara Hale", "mara-hale: Hale"]


@pytest.mark.parametrize("first_name", ["Will", "Said", "Can", "Mark", "April", "June", "Art"])
def test_a_word_that_is_a_first_name_too_is_one_before_a_surname(first_name: str) -> None:
    """Better a name too few linked than the wrong one."""
    assert named(f"Mara Hale spoke. {first_name} Hale came. Hale left.") == ["mara-hale: Mara Hale"]


@pytest.mark.parametrize("text", ["Hale left.", "Hale left. Mara Hale spoke.", "Hale left.\nMara Hale spoke."])
def test_a_short_name_before_the_full_name_is_left_with_advice(text: str) -> None:
    assert [line for line in named(text) if line.endswith(": Hale")] == []
    assert advised(text) == [("short-name-is-clear", 1)]


def test_a_short_name_without_the_full_name_is_left_with_advice() -> None:
    assert named("Voss spoke.\nVoss left.") == []
    assert advised("Nothing.\nVoss spoke.\nVoss left.") == [("short-name-is-clear", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Mara Hale met Ines Hale. Hale left.",
        "Mara Hale spoke. Hale left. Ines Hale came.",
        "Ines Hale spoke.\nMara Hale spoke.\nHale left.",
    ],
)
def test_a_short_name_that_two_in_the_report_claim_is_left_with_advice(text: str) -> None:
    assert [line for line in named(text, HALE, OTHER_HALE) if line.endswith(": Hale")] == []
    assert [rule for rule, _ in advised(text, HALE, OTHER_HALE)] == ["short-name-is-clear"]


def test_a_short_name_that_somebody_else_claims_who_is_not_in_the_report_is_clear() -> None:
    assert named("Ines Hale spoke. Hale left.", HALE, OTHER_HALE) == ["ines-hale: Ines Hale", "ines-hale: Hale"]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Mara Hale spoke. Hale left. Otto Hale came. Hale stayed.", 1),  # up to where the other one is named
        ("Mara Hale spoke.\nOtto Hale came.\nHale stayed.", 0),
        ("Mara Hale spoke. O. Hale came. Hale stayed.", 0),
        ("Mara Hale spoke. Jean-Otto Hale came. Hale stayed.", 0),
        ("Mara Hale spoke. OT Hale came. Hale stayed.", 0),
        ("Mara Hale spoke. Minister Otto Hale came. Hale stayed.", 0),
        ("Otto Hale came. Mara Hale spoke. Hale stayed.", 0),  # the other one stands before
        ("Otto Hale came.\nMara Hale spoke.\nHale stayed.", 0),
    ],
)
def test_somebody_else_of_that_name_is_not_linked_nor_a_bare_name_after(text: str, bound: int) -> None:
    found = named(text)
    assert found.count("mara-hale: Mara Hale") == 1
    assert found.count("mara-hale: Hale") == bound
    assert ("short-name-is-clear", 1) in advised(text.replace("\n", " "))


def test_the_full_name_is_found_after_somebody_else_too() -> None:
    assert named("Mara Hale spoke. Otto Hale came. Mara Hale left.") == ["mara-hale: Mara Hale"] * 2


def test_who_is_unclear_in_one_report_may_be_clear_in_another() -> None:
    lexicon = Lexicon((), ALL)
    lexicon.found_in(body("Mara Hale met Otto Hale. Hale left.").passages)
    _, (found,), advice = lexicon.found_in(body("Mara Hale spoke. Hale left.").passages)
    assert (len(found), advice) == (2, [])


@pytest.mark.parametrize("text", ["Mara Hale spoke. Hale Brand left.", "Mara Hale spoke. Hale College closed."])
def test_a_short_name_that_a_longer_one_may_go_on_from_is_left_with_advice(text: str) -> None:
    assert named(text) == ["mara-hale: Mara Hale"]
    assert advised(text) == [("short-name-is-clear", 1)]


def test_initials_bind_as_surnames_do() -> None:
    text = "The Norland-Sudmark Pact (NSP) holds. NSP talks go on."
    assert [line.split(": ")[1] for line in named(text)] == ["Norland-Sudmark Pact", "NSP", "NSP"]
    assert named("NSP talks go on.") == []


def test_advice_on_a_name_is_given_once_a_report() -> None:
    assert len(advised("Hale left. Hale came.\nHale stayed.\nVoss spoke.")) == 2


# --- laws ---


def test_without_entities_nobody_is_named() -> None:
    assert Lexicon((), ()).found_in(body("Mara Hale spoke.").passages) == ([()], [[]], [])


@given(
    st.lists(
        st.sampled_from(["Mara Hale", "Hale", "Otto Hale", "Voss", "Tomas Voss", "Norland", "But", "and", ".", "\n"]),
        max_size=14,
    )
)
def test_mentions_are_whole_do_not_overlap_and_short_ones_come_after_the_full_name(pieces: list[str]) -> None:
    passages = body(" ".join(pieces).replace("\n", "\n\n")).passages
    mentions = Lexicon((), ALL).found_in(passages).mentions
    full: set[str] = set()
    for passage, found in zip(passages, mentions, strict=True):
        assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))
        for mention in found:
            words = passage.text[mention.start : mention.end]
            owner = next(one for one in ALL if one.slug == mention.entity)
            if words in (owner.name, *owner.aliases):
                full.add(mention.entity)
            else:
                assert words in owner.short_names
                assert mention.entity in full
                assert not passage.text[: mention.start].endswith("Otto ")


@given(any_text)
def test_any_text_may_name_anybody(text: str) -> None:
    passages = body(text.replace("{topics", "")).passages
    mentions = Lexicon((), ALL).found_in(passages).mentions
    assert len(mentions) == len(passages)
