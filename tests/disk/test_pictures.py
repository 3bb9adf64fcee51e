"""Pictures measured, and narrower copies: the same picture, lighter, in its own format; or the picture itself."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefkit.disk.pictures import NO_PICTURE, Measured, measured, narrowed


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **how: object) -> bytes:
    """A picture that is red on the left and blue on the right, with enough noise to weigh something."""
    image = Image.effect_noise(size, 60).convert("RGB")
    image.paste((200, 20, 20), (0, 0, size[0] // 3, size[1]))
    image.paste((20, 20, 200), (size[0] * 2 // 3, 0, size[0], size[1]))
    data = BytesIO()
    image.convert(mode).save(data, kind, **how)
    return data.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_copy_has_the_width_asked_for_and_the_same_proportions_and_format(kind: str) -> None:
    copies = narrowed(BytesIO(picture(kind)), [480, 300])
    assert {width: (opened(copy).size, opened(copy).format) for width, copy in copies.items()} == {
        480: ((480, 320), kind),
        300: ((300, 200), kind),
    }


def test_a_copy_shows_what_the_picture_shows() -> None:
    copy = opened(narrowed(BytesIO(picture()), [300])[300]).convert("RGB")
    left, right = copy.getpixel((20, 100)), copy.getpixel((280, 100))
    assert left[0] > 150 > left[2]
    assert right[2] > 150 > right[0]


def test_a_picture_turned_by_its_camera_is_copied_as_it_is_shown_and_without_notes() -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # to be turned by a quarter
    notes[0x010F] = "A camera"
    copy = opened(narrowed(BytesIO(picture(exif=notes)), [300])[300])
    assert copy.size == (300, 450)
    assert dict(copy.getexif()) == {}


@pytest.mark.parametrize("mode", ["P", "L", "RGBA", "1"])
def test_pictures_of_few_shades_and_with_holes_are_copied_too(mode: str) -> None:
    assert opened(narrowed(BytesIO(picture("PNG", mode=mode)), [300])[300]).width in (300, 900)


def test_a_copy_that_would_weigh_more_is_the_picture_itself() -> None:
    data = BytesIO()
    chess = Image.new("1", (900, 600))
    chess.putdata([(x // 2 + y // 2) % 2 for y in range(600) for x in range(900)])
    chess.save(data, "PNG", optimize=True)  # shades of grey between its squares weigh more than they
    data.seek(0)
    assert narrowed(data, [480]) == {480: data.getvalue()}


def test_one_that_moves_stays_as_it_is() -> None:
    moving = BytesIO()
    frames = [Image.new("RGB", (900, 600), colour) for colour in ("red", "blue")]
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:])
    moving.seek(0)
    assert narrowed(moving, [480]) == {480: moving.getvalue()}


@given(st.integers(0, 4000))
@settings(max_examples=20)
def test_a_damaged_picture_stays_as_it_is(length: int) -> None:
    damaged = picture(size=(700, 400))[:length]
    assert narrowed(BytesIO(damaged), [480]) == {480: damaged}


def test_the_same_picture_gives_the_same_bytes_whatever_else_is_asked_for() -> None:
    data = picture()
    assert narrowed(BytesIO(data), [480])[480] == narrowed(BytesIO(data), [300, 480])[480]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_measured_and_one_that_was_cut_off_is_none(kind: str) -> None:
    whole = picture(kind)
    assert measured(BytesIO(whole)) == Measured(900, 600, False)
    for length in (len(whole) // 2, 100, 0):
        assert measured(BytesIO(whole[:length])) == NO_PICTURE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("turn", "size"), [(1, (90, 60)), (6, (60, 90))])
def test_a_picture_that_tells_its_place_is_known_and_measured_as_it_is_shown(
    kind: str, turn: int, size: tuple[int, int]
) -> None:
    notes = Image.Exif()
    notes[0x0112] = turn
    assert measured(BytesIO(picture(kind, (90, 60), exif=notes))) == Measured(*size, False)
    notes[0x8825] = {2: (60.0, 0.0, 0.0)}  # a latitude
    assert measured(BytesIO(picture(kind, (90, 60), exif=notes))) == Measured(*size, True)


def test_a_vast_picture_is_measured_by_how_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefkit.disk.pictures.MOST_PIXELS", 100 * 100)
    assert measured(BytesIO(picture("PNG")[:200])) == Measured(900, 600, False)
