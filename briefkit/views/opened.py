"""A report's passages, taken one by one: as other pages quote them, and as the bits that stand for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from briefkit.model.addresses import Links
from briefkit.model.filed import Share
from briefkit.model.names import PassageId, Slug
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


def by_passage(shares: Mapping[Slug, Share], count: int) -> tuple[list[Slug], ...]:
    """For each of `count` passages, in order, whose `shares` it is among."""
    found: tuple[list[Slug], ...] = tuple([[] for _ in range(count)])
    for slug, share in shares.items():
        for number in bits(share.passages):
            found[number].append(slug)
    return found
