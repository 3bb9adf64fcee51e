"""Bytes to records: decode, read front matter, parse Markdown; one file at a time, knowing nothing of others."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import tzinfo

from briefkit.markdown.body import read_body
from briefkit.model.issues import Issue, Place, advice
from briefkit.model.records import Record, Settings
from briefkit.schema.matter import KINDS, read_matter, read_settings

SITE_FILE = "site.yaml"
DEFAULT_BASE_URL = "http://localhost:8000/"
MAX_BYTES = 5_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def load_settings(data: bytes | None, base_url: str | None) -> tuple[Settings, tuple[Issue, ...]]:
    """Read site.yaml, None where there is none; `base_url`, where given, wins over the file's."""
    text, problems = decoded(data or b"", SITE_FILE)
    settings, found = read_settings(text or "", SITE_FILE, DEFAULT_BASE_URL, base_url)
    if data is None:
        message, hint = "there is no site.yaml here", "run this in a site's folder, or write one with title: …"
        return settings, (Issue("site-is-described", message, Place(SITE_FILE), hint),)
    return settings, problems or found


def kind_of(path: str) -> str:
    """The kind of document that the file `path` holds, by its folder; "" in a folder that is not read."""
    kind = path.split("/")[1] if path.count("/") > 1 else ""
    return kind if kind in KINDS else ""


def strays(paths: Iterable[str]) -> tuple[Issue, ...]:
    """Advice on documents that stand in no folder that is read."""
    hint = f"move it to one of content/{{{','.join(KINDS)}}}/"
    message = "this file stands in no folder that is read"
    return tuple(advice("file-stands-in-a-known-folder", message, Place(p), hint) for p in paths if not kind_of(p))


def load_document(data: bytes, path: str, zone: tzinfo) -> tuple[Record, tuple[Issue, ...]]:
    """Read one content file. There is always a record: what is missing is an issue and has a stand-in."""
    kind = kind_of(path)
    text, problems = decoded(data, path)
    matter = read_matter(text or "", path, kind, zone)
    body, body_issues = read_body(matter.body, path, matter.body_line)
    record: Record = KINDS[kind].make(**matter.values, origin=matter.origin, body=body)
    return record, problems or (*matter.issues, *body_issues)


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    """UTF-8 text with plain newlines, in NFC, without a byte order mark; None and why where it is not text."""
    if len(data) > MAX_BYTES:
        message = f"this file has {len(data):,} bytes; {MAX_BYTES:,} is the most that is read"
        return None, (Issue("file-is-of-readable-size", message, Place(path), "split it"),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "this file is in UTF-16"
        return None, (Issue("file-is-utf-8", message, Place(path), "save it as UTF-8"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Place(path, line, len(before.decode("utf-8", "replace")) + 1)
        message = f"the byte 0x{data[error.start]:02x} here is not UTF-8"
        return None, (Issue("file-is-utf-8", message, place, "save the file as UTF-8"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        place = Place(path, line, bad.start() - text.rfind("\n", 0, bad.start()))
        message = f"the control character U+{ord(bad[0]):04X} stands here"
        return None, (Issue("file-is-text", message, place, "delete it"),)
    return unicodedata.normalize("NFC", text), ()
