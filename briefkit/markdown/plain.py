"""From HTML to the text that a reader sees, and from that text to the id of a passage."""

import re
import unicodedata
from hashlib import sha256
from html import unescape

_NOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)
_BREAK = re.compile(r"<br[ />]*>")
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')


def plain_text(html: str) -> str:
    """The text of `html`: tags and footnote marks removed, NFC, white space folded to one space, trimmed.

    Blocks inside one passage stand on lines of their own in rendered HTML, so words never run together.
    """
    if "<sup" in html:
        html = _NOTE_MARK.sub("", html)
    if "<br" in html:
        html = _BREAK.sub(" ", html)
    if "<" in html:
        html = _TAG.sub("", html)
    return folded(unescape(html))


def folded(text: str) -> str:
    """`text` in NFC, white space folded to one space, trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(unicodedata.normalize("NFC", text).split())


def passage_hash(text: str) -> str:
    """The id of a passage with this plain text, before repeats are numbered."""
    return "p-" + sha256(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]
