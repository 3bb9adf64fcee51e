"""Share images: one for the site and one for each topic, made again only when a title changes."""

from collections.abc import Iterator
from functools import partial

from briefkit.model import addresses
from briefkit.model.names import Slug
from briefkit.views.asking import Asking
from briefkit.views.catalogue import Catalogue
from briefkit.views.page import Sheet


def share_sheets(cat: Catalogue) -> Iterator[Sheet]:
    """The card of the site and those of its topics."""
    yield Sheet(addresses.share(addresses.HOME), _site_card)
    for slug in cat.site.topics:
        yield Sheet(addresses.share(addresses.topic(slug)), partial(_topic_card, slug=slug))


def _site_card(ask: Asking) -> bytes:
    from briefkit.cards.drawing import card  # Pillow takes 60 ms to load, and few builds draw anything

    return card("Briefings", ask.settings.title, ask.links.readable)


def _topic_card(ask: Asking, slug: Slug) -> bytes:
    from briefkit.cards.drawing import card

    return card("Briefing", ask.topic_link(slug).text, ask.settings.title)
