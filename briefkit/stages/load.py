"""From bytes to records: decode, read front matter, parse Markdown; each file by itself."""

from collections.abc import Iterable
from datetime import tzinfo

from briefkit.markdown.body import read_body
from briefkit.markdown.text import decoded
from briefkit.model.issues import Issue, Place, advice
from briefkit.model.layout import SITE_FILE
from briefkit.model.records import Record, Settings
from briefkit.schema.matter import KINDS, read_matter, read_settings

_LIKE_DOCUMENTS = (".markdown", ".mdown", ".mkd", ".docx", ".odt", ".rtf")
DEFAULT_BASE_URL = "http://localhost:8000/"


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


def absent() -> tuple[Issue, ...]:
    """Advice where there is no content/: in place of a site that stands, an empty one would be built."""
    message = "content/ does not exist here, or has nothing in it: the site is empty"
    hint = (
        "put reports into content/articles/; if they are elsewhere, name the site's folder with --site, or bring "
        "them here (git sparse-checkout disable, git submodule update --init)"
    )
    return (advice("content-is-there", message, Place("content"), hint),)


def strays(paths: Iterable[str]) -> tuple[Issue, ...]:
    """Advice on Markdown files that stand in no folder that is read."""
    hint = f"move it to one of content/{{{','.join(KINDS)}}}/"
    message = "this file stands in no folder that is read"
    found = [path for path in paths if not kind_of(path)]
    return tuple(advice("file-stands-in-a-known-folder", message, Place(path), hint) for path in found)


def unread(paths: Iterable[str]) -> tuple[Issue, ...]:
    """Advice on files that nothing links to and that look like documents: writers may think that they are read."""
    found = [path for path in sorted(paths) if kind_of(path) and path.lower().endswith(_LIKE_DOCUMENTS)]
    hint = "save it as Markdown, in a file that ends in .md, or move it out of content/"
    message = "this file is not read, and nothing links to it"
    return tuple(advice("document-has-its-ending", message, Place(path), hint) for path in found)


def load_document(data: bytes, path: str, zone: tzinfo) -> tuple[Record, tuple[Issue, ...]]:
    """Read one content file; gives its record and what is wrong. What is missing has a stand-in in the record."""
    return load_documents([(path, data)], zone)[0]


def load_documents(sources: Iterable[tuple[str, bytes]], zone: tzinfo) -> list[tuple[Record, tuple[Issue, ...]]]:
    """The same for several files, given path and bytes of each. All are decoded, then all front matter is read, then
    all Markdown: see `_AT_ONCE` in `steps/read.py`."""
    texts = [(path, *decoded(data, path)) for path, data in sources]
    matters = [read_matter(text or "", path, kind_of(path), zone) for path, text, _ in texts]
    bodies = [read_body(matter.body, matter.origin.path, matter.body_line) for matter in matters]
    documents: list[tuple[Record, tuple[Issue, ...]]] = []
    for (_, _, problems), matter, (body, issues) in zip(texts, matters, bodies, strict=True):
        record = KINDS[matter.kind].make(**matter.values, origin=matter.origin, body=body)
        documents.append((record, problems or (*matter.issues, *issues)))
    return documents
