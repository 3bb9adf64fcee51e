"""What the preview adds to a page: one script before `</head>`, which draws everything else that the preview shows.

The address of the script ends in the page's shape: a digest of the page without the addresses of its style sheets, by
which the script sees whether the page changed or only its looks. A redirect gets no script: the browser leaves it
before it could show anything.
"""

import re
from pathlib import Path
from typing import NamedTuple

from briefkit.disk.files import digest
from briefkit.serve.answers import Answer, file_answer

FOLDER = "/.briefkit/"
_CLIENT = Path(__file__).parent / "client"
_FILES = ("preview.js", "preview.css")
_STYLESHEET = re.compile(rb'(<link rel="stylesheet" href=")([^"]*)(">)')
_REDIRECT = b'<meta http-equiv="refresh"'


class Shape(NamedTuple):
    """A digest of a page without the addresses of its style sheets, and these."""

    digest: str
    styles: tuple[str, ...]


def shape_of(page: bytes) -> Shape:
    """The shape of a page."""
    styles = tuple(match[2].decode() for match in _STYLESHEET.finditer(page))
    return Shape(digest(_STYLESHEET.sub(rb"\1\3", page)).hex(), styles)


def with_additions(page: bytes) -> bytes:
    """`page` as the preview serves it."""
    if _REDIRECT in page:
        return page
    script = f'<script type="module" src="{FOLDER}preview.js?{shape_of(page).digest}"></script>\n'.encode()
    head, end, rest = page.partition(b"</head>")
    return head + script + end + rest if end else page + script


def client_file(path: str) -> Answer | None:
    """The preview's own file at `path`, if there is one."""
    name = path.removeprefix(FOLDER)
    return file_answer((_CLIENT / name).read_bytes(), name) if path.startswith(FOLDER) and name in _FILES else None


def not_yet() -> bytes:
    """The page that is shown in place of one that could never be made."""
    return (_CLIENT / "not-yet.html").read_bytes()
