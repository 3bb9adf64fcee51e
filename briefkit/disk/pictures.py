"""What a picture is, and narrower copies of it for screens that need no more: the one place that unpacks pictures."""

import warnings
from collections.abc import Collection
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from briefkit.model.snapshot import MOST_PIXELS

if TYPE_CHECKING:  # Pillow takes some 40 ms to import: only sites with media pay for it
    from PIL import Image

_WRITTEN: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80},
}
"""Formats of which copies are made, and how these are written."""


class Measured(NamedTuple):
    """A picture's width and height in pixels, as a browser shows it, and whether it tells where it was taken."""

    width: int
    height: int
    is_located: bool


NO_PICTURE = Measured(0, 0, False)


def measured(file: BinaryIO) -> Measured:
    """Measure the picture in `file`; `NO_PICTURE` where it holds none, or a damaged one.

    Of a picture that is too large to be unpacked only the beginning is read.
    """
    from PIL import ExifTags, Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(file)
        with picture:
            width, height = picture.size
            is_small = width * height <= MOST_PIXELS
            # Where a PNG file has no EXIF data before its pixels, Pillow would unpack all of these to look behind
            # them.
            is_told = is_small or picture.format != "PNG" or "exif" in picture.info
            notes = picture.getexif() if is_told else Image.Exif()
            turned = notes.get(ExifTags.Base.Orientation, 1) >= 5
            is_located = ExifTags.GPS.GPSLatitude in notes.get_ifd(ExifTags.IFD.GPSInfo)
            if is_small:
                picture.draft(picture.mode, (1, 1))  # of a JPEG file, the coarsest version: read to its end as well
                picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return NO_PICTURE
    return Measured(height, width, is_located) if turned else Measured(width, height, is_located)


def narrowed(file: BinaryIO, widths: Collection[int]) -> dict[int, bytes]:
    """The picture in `file` in each of `widths` (pixels, less than its own), in its own format, by width.

    Copies are turned as the picture is shown, keep its colour profile, and have no EXIF data. Where a copy cannot be
    made (of an animation, say, or a damaged file) or would have more bytes, the original takes its place.
    """
    from PIL import Image, ImageOps

    original = file.read()
    try:
        with Image.open(BytesIO(original)) as opened:
            kind = opened.format
            if kind not in _WRITTEN or getattr(opened, "n_frames", 1) > 1:
                return dict.fromkeys(widths, original)
            profile = opened.info.get("icc_profile")
            shown = ImageOps.exif_transpose(opened)
            if shown.mode in ("1", "P", "PA"):  # a palette has no shades between its own, which resizing needs
                shown = shown.convert("RGBA" if shown.has_transparency_data else "RGB")
            copies = {width: _copy(shown, width, kind, profile) for width in widths}
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return dict.fromkeys(widths, original)
    return {width: copy if len(copy) < len(original) else original for width, copy in copies.items()}


def _copy(shown: "Image.Image", width: int, kind: str, profile: bytes | None) -> bytes:
    from PIL.Image import Resampling

    height = max(1, round(shown.height * width / shown.width))
    data = BytesIO()
    shown.resize((width, height), Resampling.LANCZOS).save(data, kind, icc_profile=profile, **_WRITTEN[kind])
    return data.getvalue()
