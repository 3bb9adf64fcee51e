"""A page as planned: where it stands, which template makes it, and from what."""

from dataclasses import dataclass

from briefkit.model.names import Address
from briefkit.views.head import Head


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page to come. `view` is all that the template sees beside the head and the shell."""

    address: Address
    template: str
    head: Head
    view: object
    listed: bool = True
    last_modified: str = ""
