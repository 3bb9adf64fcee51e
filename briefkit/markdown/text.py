"""From the bytes of a file to the text that is read."""

import unicodedata
from codecs import BOM_UTF8

from briefkit.model.characters import UNPRINTABLE
from briefkit.model.issues import Issue, Place

MAX_BYTES = 5_000_000
_NO_TEXT = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"{\\rtf")
"""The first bytes of files that are no text: zipped ones (.docx, .odt), PDF, older Word, pictures, RTF."""

_TEXT_BYTES = bytes({*b"\t\n\r", *range(0x20, 0x100)} - {0x7F, 0xC2, 0xEF})
"""Bytes that are part of no control character in UTF-8: to see whether there are others takes a tenth of the time
that searching the text does."""


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    """UTF-8 text with plain newlines, in NFC, without a byte order mark; None and why where it is not text."""
    if len(data) > MAX_BYTES:
        message = f"this file has more than {MAX_BYTES:,} bytes, which is the most that is read"
        return None, (Issue("file-is-of-readable-size", message, Place(path), "split it"),)
    if data.startswith(_NO_TEXT):
        hint = "copy its words into a new file, saved as plain text (UTF-8)"
        return None, (Issue("file-is-text", "this is no text file, whatever its name says", Place(path), hint),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "this file is in UTF-16"
        return None, (Issue("file-is-utf-8", message, Place(path), "save it as UTF-8"),)
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Place(path, line, len(before.decode()) + 1)
        message = f"the byte 0x{data[error.start]:02x} here is not UTF-8"
        return None, (Issue("file-is-utf-8", message, place, "save the file as UTF-8"),)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = UNPRINTABLE.search(text) if data.translate(None, _TEXT_BYTES) else None
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        place = Place(path, line, bad.start() - text.rfind("\n", 0, bad.start()))
        message = f"the control character U+{ord(bad[0]):04X} stands here"
        return None, (Issue("file-is-text", message, place, "delete it"),)
    return unicodedata.normalize("NFC", text), ()
