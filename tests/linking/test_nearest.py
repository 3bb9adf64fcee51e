"""Which passages may be meant by a citation of one that is gone."""

import pytest

from briefkit.linking.nearest import nearest_passages
from briefkit.model.names import PassageId
from briefkit.model.passages import Markup
from briefkit.model.site import Placed, Text

OPENED, STRUCK, RAIN = "The new quay opened on Monday.", "Pilots struck for higher wages.", "It rained all week."
IDS = {OPENED: "p-11112222", STRUCK: "p-33334444", RAIN: "p-55556666"}
TEXT: Text = (
    Markup("<h2>New quay opened, pilots struck</h2>"),
    *(Placed(PassageId(IDS[words]), "paragraph", words, words, (), ()) for words in IDS),
)


@pytest.mark.parametrize(
    ("anchor", "words", "first"),
    [
        ("p-aaaabbbb", "A quay has opened.", OPENED),
        ("p-aaaabbbb", "Why did the PILOTS strike for higher wages?", STRUCK),
        ("p-55556667", "A quay has opened.", RAIN),
        ("p-aaaabbbb", "", OPENED),
    ],
    ids=["shared words", "whatever their capitals", "a slip in an id", "nothing to go by"],
)
def test_what_is_nearest_comes_first(anchor: str, words: str, first: str) -> None:
    near = nearest_passages(anchor, words, TEXT)
    assert (near[0].text, len(near)) == (first, 2)


def test_of_a_report_without_passages_none_is_near() -> None:
    assert nearest_passages("p-aaaabbbb", "A quay has opened.", TEXT[:1]) == []
