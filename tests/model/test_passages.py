"""Bodies."""

from briefkit.model.passages import Body, Markup, Passage
from tests.model.examples import body


def test_the_passages_of_a_body_stand_in_their_order_without_the_markup() -> None:
    parsed = body("# Head\n\nOne.\n\n- two\n\n---\n\n> Three.\n")
    assert any(isinstance(block, Markup) for block in parsed.blocks)
    assert [passage.text for passage in parsed.passages] == ["One.", "two", "Three."]
    assert all(isinstance(passage, Passage) for passage in parsed.passages)
    assert Body().passages == ()
