"""A report's passages, taken one by one: as other pages quote them, and as the bits that stand for them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from briefkit.model.addresses import Links
from briefkit.model.names import PassageId
from briefkit.model.site import Article
from briefkit.views.pieces import Quotation, quotation


@dataclass(frozen=True)
class Opened:
    """A report with its words, and each passage as other pages quote it."""

    article: Article
    links: Links

    @cached_property
    def quotation(self) -> Callable[[int], Quotation]:
        """A passage by its number, from 0; made once, when some page first quotes it."""
        report, passages = self.article.report, self.article.passages
        return cache(lambda n: quotation(self.links, report, passages[n], n + 1))

    def quoted(self, id: PassageId) -> Quotation:
        """The passage with this id."""
        return self.quotation([passage.id for passage in self.article.passages].index(id))


@lru_cache(100_000)
def bits(passages: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, in order. (Most are single passages of twenty: the same few numbers.)"""
    return tuple([number for number in range(passages.bit_length()) if passages >> number & 1])
