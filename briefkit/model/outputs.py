"""What a build hands over to the disk."""

from dataclasses import dataclass

from briefkit.model.names import Address


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the built site, by its address."""

    address: Address
    data: bytes


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One report for the search index: `url` is rooted at the site, `html` holds a `data-pagefind-body`."""

    url: str
    html: str
