"""A page as planned, and as made: where it stands, which template makes it, and from what."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from briefkit.model.names import Address
from briefkit.model.stamps import stamped
from briefkit.views.asking import Asking
from briefkit.views.head import Head

_LONG = 1_000


class Page(NamedTuple):
    """What one HTML page is made of. `view` is all that the template sees beside the head and the shell."""

    template: str
    head: Head
    view: object


class Sheet(NamedTuple):
    """A file of the site to come; `make` gives its bytes, or what a template makes them of.

    `make` may look at the site through what it is given and through nothing else: what it asks there decides
    when the file is made again. `at` is when the newest of its reports is dated, where all are of a few weeks
    (microseconds of Unix time); the rest is for the sitemap.
    """

    address: Address
    make: Callable[[Asking], Page | bytes]
    at: int = 0
    listed: bool = False
    last_modified: str = ""

    @property
    def basis(self) -> str:
        """What `make` is bound to, as text: when that changes, the file is made again, whatever was asked."""
        if not isinstance(self.make, partial):
            return ""
        keywords = self.make.keywords
        if len(keywords) == 1:  # nine pages of ten are bound to a slug alone
            (alone,) = keywords.values()
            if isinstance(alone, str):
                return alone
        bound = repr(keywords)
        return bound if len(bound) < _LONG else stamped(bound).hex()
