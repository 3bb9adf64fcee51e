"""The passages of a report that was opened, as other pages quote them; and passages as bits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from briefkit.model.addresses import Links
from briefkit.model.names import PassageId, Slug
from briefkit.model.site import Article
from briefkit.views.pieces import Quotation, quotation


@dataclass(frozen=True)
class Opened:
    """A report with its words, and with its passages as other pages quote them."""

    article: Article
    links: Links

    @cached_property
    def quotation(self) -> Callable[[int], Quotation]:
        """A passage by its number, from 0; made once, when some page first quotes it."""
        # `cache` must not hold `self`, which holds it: such a circle is freed only by the garbage collector.
        links, report, passages = self.links, self.article.report, self.article.passages
        return cache(lambda n: quotation(links, report, passages[n], n + 1))

    @cached_property
    def quotations(self) -> Callable[[int], tuple[Quotation, ...]]:
        """The passages whose bits are set; made once, since one that names several entities is quoted with each."""
        quotation = self.quotation  # not `self`, as above
        return cache(lambda passages: tuple([quotation(number) for number in bits(passages)]))

    def quoted(self, id: PassageId) -> Quotation:
        """The passage with this id."""
        return self.quotation([passage.id for passage in self.article.passages].index(id))


@lru_cache(100_000)
def bits(passages: int) -> tuple[int, ...]:
    """The numbers of the bits that are set, from the lowest; kept, since most arguments are single passages."""
    return tuple([number for number in range(passages.bit_length()) if passages >> number & 1])


def by_passage(slugs: Sequence[Slug], passages: Sequence[int], count: int) -> tuple[list[Slug], ...]:
    """For each of `count` passages its `slugs`; `passages` are, as bits, those that belong to each slug."""
    found: tuple[list[Slug], ...] = tuple([[] for _ in range(count)])
    for slug, own in zip(slugs, passages, strict=True):
        for number in bits(own):
            found[number].append(slug)
    return found
