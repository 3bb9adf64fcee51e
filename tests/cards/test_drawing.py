"""Share cards: what they show of long words and of letters that the font lacks."""

from io import BytesIO

import pytest
from PIL import Image

from briefkit.cards.drawing import FONT, card

LONG = "A title that goes on and on " * 20


def picture(title: str) -> Image.Image:
    return Image.open(BytesIO(card("Briefing", title, "Varnholt Desk"))).convert("L")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where anything is drawn in `box`, counted from its corner."""
    return image.crop(box).point(lambda shade: 255 - shade).getbbox()


def test_a_card_is_a_small_picture_of_the_size_that_is_asked_for() -> None:
    data = card("Briefing", "Ports and grain", "Varnholt Desk")
    assert Image.open(BytesIO(data)).format == "PNG"
    assert picture("Ports").size == (1200, 630)
    assert len(data) < 40_000


def test_the_same_words_make_the_same_bytes() -> None:
    assert card("Briefing", "Ports", "Desk") == card("Briefing", "Ports", "Desk")
    assert card("Briefing", "Ports", "Desk") != card("Briefing", "Grain", "Desk")


@pytest.mark.parametrize("title", ["Ports", LONG, "X" * 200, "Long words " + "Y" * 90, "W " * 300])
def test_words_stay_between_the_margins_and_above_the_rule(title: str) -> None:
    image = picture(title)
    assert ink(image, (0, 30, 70, 630)) is None
    assert ink(image, (1140, 30, 1200, 630)) is None
    assert ink(image, (0, 516, 1200, 524)) is None
    assert ink(image, (80, 130, 1120, 516)) is not None


def test_words_that_the_font_cannot_write_are_left_out() -> None:
    assert ink(picture("बंदरगाह"), (80, 130, 1120, 516)) is None
    assert ink(picture("Größe, Ἀθῆναι, Киев"), (80, 130, 1120, 516)) is not None


def test_the_font_stands_beside_its_licence() -> None:
    licence = FONT.with_name(f"{FONT.stem}.LICENSE.txt").read_text("utf-8")
    assert FONT.name in licence
    assert "Permission is hereby granted" in licence
