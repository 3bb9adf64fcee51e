"""What the preview answers: a file, whole or in part, or that the browser has it already."""

import re
from http import HTTPStatus
from typing import NamedTuple

from briefkit.disk.files import digest

CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Answer(NamedTuple):
    """A status, a body, and its content type (`kind`). A redirect leads to the path `to`; without that, to the same
    address with a slash at its end."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    to: str = ""


class Headed(NamedTuple):
    """What is sent of an answer, once conditions and ranges have been heeded."""

    status: HTTPStatus
    body: bytes
    headers: dict[str, str]


def kind_of(name: str) -> str:
    """The content type of a file."""
    return CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def file_answer(data: bytes, name: str) -> Answer:
    """The answer with the bytes of a file of this name."""
    return Answer(HTTPStatus.OK, data, kind_of(name))


def no_such_page(words: str) -> Answer:
    """The answer where there is neither a file nor the site's own page that says so."""
    return Answer(HTTPStatus.NOT_FOUND, words.encode())


def headed(answer: Answer, none_match: str, asked_range: str, if_range: str) -> Headed:
    """What to send of `answer`, given the request's If-None-Match, Range and If-Range ("" where it has none)."""
    headers = {"Content-Type": answer.kind}
    if answer.status is not HTTPStatus.OK:
        return Headed(answer.status, answer.body, headers)
    tag = f'"{digest(answer.body).hex()}"'
    headers |= {"ETag": tag, "Accept-Ranges": "bytes"}
    if none_match.strip() == "*" or tag in [given.strip().removeprefix("W/") for given in none_match.split(",")]:
        return Headed(HTTPStatus.NOT_MODIFIED, b"", headers)
    size = len(answer.body)
    wanted = _RANGE.fullmatch(asked_range.strip())
    if wanted is None or wanted.group() == "bytes=-" or if_range.strip() not in ("", tag):
        return Headed(answer.status, answer.body, headers)  # also to several ranges: RFC 9110 allows the whole
    first, last = wanted[1][:20], wanted[2][:20]  # enough digits for any file; `int` refuses thousands of them
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return Headed(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", headers | {"Content-Range": f"bytes */{size}"})
    headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return Headed(HTTPStatus.PARTIAL_CONTENT, answer.body[start : end + 1], headers)
