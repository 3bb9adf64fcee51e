"""Which texts are web addresses; tests of the shapes that read them are in `test_shapes.py`."""

import pytest

from briefkit.schema.web_addresses import is_web_address


@pytest.mark.parametrize(
    "text", ["https://a.example/\n", "https://a.example/\x7f", "https://a b.example/", "", "https://:80/"]
)
def test_no_address_that_a_page_would_have_to_repair_is_taken(text: str) -> None:
    assert not is_web_address(text)
