"""A file as planned (`Sheet`), and a page as its template gets it (`Page`)."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from briefkit.model.names import Address
from briefkit.model.stamps import stamped
from briefkit.views.asking import Asking
from briefkit.views.head import Head

_LONG = 1_000
"""Characters from which a basis is kept as a digest."""


class Page(NamedTuple):
    """What one HTML page is made of. `view` is all that the template sees beside the head and the shell."""

    template: str
    head: Head
    view: object


class Sheet(NamedTuple):
    """A file that is to be made: `make` gives its bytes, or the page that a template turns into bytes.

    `make` may look at the site only through the `Asking` that it is given: what it asks there decides when the file
    is made again. `at` is the date of its newest report (microseconds of Unix time), 0 where its reports are of
    several years. `listed` says whether it is in the sitemap, `last_modified` (ISO 8601) what that says of it.
    """

    address: Address
    make: Callable[[Asking], Page | bytes]
    at: int = 0
    listed: bool = False
    last_modified: str = ""

    @property
    def basis(self) -> str:
        """The values that `make` is bound to, as text: when these change, the file is made again."""
        if not isinstance(self.make, partial):
            return ""
        keywords = self.make.keywords
        if len(keywords) == 1:  # nine pages of ten are bound to a slug alone
            (alone,) = keywords.values()
            if isinstance(alone, str):
                return alone
        bound = repr(keywords)
        return bound if len(bound) < _LONG else stamped(bound).hex()
