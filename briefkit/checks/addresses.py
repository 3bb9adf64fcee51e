"""`address-is-unique`, `slug-is-free`, `alias-is-unique`: no two things may stand at one address."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from briefkit.model.addresses import TWIN, folders_above
from briefkit.model.addresses import article as article_address
from briefkit.model.content import Content, Document
from briefkit.model.filed import Filed
from briefkit.model.hints import shown
from briefkit.model.issues import Issue, Place
from briefkit.model.names import GENERATED_FILES, MAX_SLUG_BYTES, RESERVED

_WINDOWS_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_NOT_ON_WINDOWS = re.compile(r"[:*|]")
_LONGEST_ADDRESS = 1_000
"""Bytes; a path may have 1,024 on macOS, that of the output folder included."""

_PAGE = "/index.html"
"""The file that is served at the address of its folder."""

_SITEMAP_PART = re.compile(r"sitemap-\d+\.xml")


def check_addresses(content: Content) -> Iterator[Issue]:
    """Two files of one kind with one slug, pages that take reserved words, aliases that are taken."""
    for records in (content.articles, content.topics, content.entities, content.sources, content.pages):
        yield from _same_slugs(records)
        yield from _reserved_on_windows(records)
    for page in content.pages:
        if page.slug in RESERVED:
            hint = "rename the file"
            message = f"the address {shown(f'/{page.slug}/')} belongs to the generator"
            yield Issue("slug-is-free", message, Place(page.origin.path), hint)
    yield from _aliases(content)


def _folded(address: str) -> str:
    """`address` without what some file systems do not tell apart: case, and Unicode normalisation."""
    if address.isascii():
        return address.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", address).casefold())


def _slug_place(record: Document) -> Place:
    return record.origin.place("slug")


def _same_slugs(records: Sequence[Document]) -> Iterator[Issue]:
    if len({_folded(record.slug) for record in records}) == len(records):
        return
    first: dict[str, Document] = {}
    for record in records:
        other = first.setdefault(_folded(record.slug), record)
        if other is not record:
            yield Issue(
                "address-is-unique",
                f"the slug {shown(record.slug)} is taken by {other.origin.path}",
                _slug_place(record),
                "rename one of the files or give it a slug of its own",
            )


def _reserved_on_windows(records: Sequence[Document]) -> Iterator[Issue]:
    if _WINDOWS_NAMES.isdisjoint([record.slug for record in records]):
        return
    for record in records:
        if record.slug in _WINDOWS_NAMES:
            message = f"a folder named {shown(record.slug)} cannot exist on Windows"
            yield Issue("slug-is-free", message, _slug_place(record), "choose another slug")


def _aliases(content: Content) -> Iterator[Issue]:
    if not any(article.facts.aliases for article in content.articles):
        return
    taken = {_folded(article_address(article.slug)): article.path for article in content.articles}
    taken |= {_folded(f"/{page.slug}/"): page.origin.path for page in content.pages}
    folders: dict[str, str] = {}
    for address, path in taken.items():
        folders |= dict.fromkeys(_folders(address), path)
    for article in content.articles:
        faults = list(_faults_of_aliases(article, taken, folders))
        if faults:
            origin = article.origin.unpacked()  # this opens the report, which only those at fault should cost
            for index, rule, message, hint in faults:
                yield Issue(rule, message, origin.place("aliases", index), hint)


def _faults_of_aliases(
    article: Filed, taken: dict[str, str], folders: dict[str, str]
) -> Iterator[tuple[int, str, str, str]]:
    """For each alias at fault its index, rule, message and hint; the others are added to `taken` and `folders`."""
    for index, alias in enumerate(article.facts.aliases):
        address = _folded(alias if alias.endswith("/") or "." in alias.rsplit("/", 1)[-1] else f"{alias}/")
        if address.endswith(_PAGE) and address != _PAGE:
            address = address.removesuffix(_PAGE) + "/"
        parts = address.strip("/").split("/")
        blocked = next((file for file in _folders(address) if file in taken), "")
        if len(address.encode()) > _LONGEST_ADDRESS or not all(map(_can_be_a_name, parts)):
            message = f"{shown(alias)} is not an address that a page can have everywhere"
            hint = "write /old/path/, its parts shorter, without a dot in front, and none that Windows reserves"
            yield index, "alias-is-an-address", message, hint
        elif address in taken or blocked or address in folders:
            owner = taken.get(address) or taken.get(blocked) or folders[address]
            message = f"the address {shown(alias)} is taken by {owner}"
            yield index, "alias-is-unique", message, "keep it in one of the two files"
        elif _is_generated(parts):
            yield index, "alias-is-unique", f"the address {shown(alias)} belongs to the generator", "leave it out"
        else:
            taken[address] = article.path
            folders.update(dict.fromkeys(_folders(address), article.path))


def _can_be_a_name(part: str) -> bool:
    """Whether a file of this name can exist on every system, and is not hidden: hidden files configure servers."""
    stem = part.split(".", maxsplit=1)[0]
    is_odd = not part or part[0] == "." or part[-1] in ". " or _NOT_ON_WINDOWS.search(part) or stem in _WINDOWS_NAMES
    return not is_odd and len(part.encode()) <= MAX_SLUG_BYTES


def _folders(address: str) -> list[str]:
    """The addresses that must not be files if `address` is to exist: `/a` and `/a/b` for `/a/b/c/`."""
    return [f"/{folder}" for folder in folders_above(address.strip("/"))]


def _is_generated(parts: list[str]) -> bool:
    if parts[-1] == TWIN:
        return True
    if parts[0] == "articles" and len(parts) > 1:
        return False
    if parts[0] in RESERVED:
        return True
    return len(parts) == 1 and (parts[0] in GENERATED_FILES or bool(_SITEMAP_PART.fullmatch(parts[0])))
