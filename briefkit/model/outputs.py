"""What a build hands over to the disk."""

from typing import NamedTuple

from briefkit.model.names import Address


class Output(NamedTuple):
    """One file of the built site, by its address."""

    address: Address
    data: bytes


class SearchDocument(NamedTuple):
    """One report for the search index: `url` is rooted at the site, `html` holds a `data-pagefind-body`."""

    url: str
    html: str
