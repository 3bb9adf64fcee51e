"""From HTML to the text that a reader sees, and from that text to a passage's id."""

import hashlib
import re
import unicodedata
from html import unescape

_NOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)
_BREAK = re.compile(r"<br[ />]*>")
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')


def plain_text(html: str) -> str:
    """The text of `html`: tags and footnote marks removed, NFC, white space folded to one space, trimmed.

    Blocks inside one passage stand on lines of their own in rendered HTML, so words never run together.
    """
    bare = unescape(_TAG.sub("", _BREAK.sub(" ", _NOTE_MARK.sub("", html))))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def passage_hash(text: str) -> str:
    """The id of a passage with this plain text, before repeats are numbered (section 3 of the design)."""
    return "p-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
