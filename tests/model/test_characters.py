"""Characters that no text of a site may hold."""

import sys
import unicodedata

from briefkit.model.characters import UNPRINTABLE


def is_allowed(point: int) -> bool:
    """Whether XML 1.0 allows a character (section 2.2), and it controls nothing but white space."""
    in_xml = point in (9, 10, 13) or 0x20 <= point <= 0xD7FF or 0xE000 <= point <= 0xFFFD or point >= 0x10000
    return in_xml and (point in (9, 10, 13) or unicodedata.category(chr(point)) != "Cc")


def test_they_are_those_that_no_feed_and_no_terminal_can_hold() -> None:
    refused = {point for point in range(sys.maxunicode + 1) if UNPRINTABLE.match(chr(point))}
    assert refused == {point for point in range(sys.maxunicode + 1) if not is_allowed(point)}
