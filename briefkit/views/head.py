"""What a page tells machines about itself in its head, and the frame that all pages share."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup as Html

from briefkit.model import addresses
from briefkit.model.addresses import Links
from briefkit.model.names import Address
from briefkit.model.records import Settings
from briefkit.views.asking import Asking
from briefkit.views.pieces import FeedLinks, Link, ShareImage, card_of, feed_links, first_words


@dataclass(frozen=True)
class Shell:
    """The frame around every page: name, navigation, footer. The same value for all pages of a site."""

    title: str
    language: str
    description: str
    home: str
    navigation: tuple[Link, ...]
    sections: tuple[Link, ...]
    pages: tuple[Link, ...]
    search: str
    feed: FeedLinks
    opensearch: str
    publisher: str
    publisher_url: str
    publisher_email: str

    @cached_property
    def places(self) -> frozenset[str]:
        """The links of pages that the navigation leads to."""
        return frozenset(link.href for link in (*self.navigation, *self.sections, *self.pages))


class Head(NamedTuple):
    """A page's own head. `title` is complete, `path` is the page's own link, `robots` "" where it may be indexed."""

    title: str
    description: str
    path: str
    canonical: str
    kind: str
    feeds: tuple[FeedLinks, ...]
    structured: Html
    image: ShareImage
    robots: str = ""
    language: str = ""
    twin: str = ""

    @property
    def has_twin(self) -> bool:
        """Whether there is a twin in Markdown."""
        return bool(self.twin)


def shell(ask: Asking) -> Shell:
    """The frame of the site."""
    settings, links = ask.settings, ask.links
    in_navigation = settings.navigation or tuple(slug for slug, topic in ask.topics().items() if topic.parent is None)
    publisher = settings.publisher
    return Shell(
        title=settings.title,
        language=settings.language,
        description=settings.description,
        home=links.href(addresses.HOME),
        navigation=tuple(ask.topic_link(slug) for slug in in_navigation),
        sections=tuple(
            Link(text, links.href(address))
            for text, address, there in (
                ("Topics", addresses.TOPICS, True),
                ("Who and what", addresses.ENTITIES, True),
                ("Sources", addresses.SOURCES, True),
                ("Timeline", addresses.TIMELINE, bool(ask.dates())),
                ("Archive", addresses.ARCHIVE, True),
                ("Corrections", addresses.CORRECTIONS, bool(ask.corrections())),
            )
            if there
        ),
        pages=tuple(Link(page.title, links.href(addresses.page(page.slug))) for page in ask.pages()),
        search=links.href(addresses.SEARCH),
        feed=feed_links(links, addresses.HOME, settings.title),
        opensearch=links.href(addresses.OPENSEARCH),
        publisher=publisher.name if publisher else "",
        publisher_url=publisher.url if publisher else "",
        publisher_email=publisher.email if publisher else "",
    )


def head(
    settings: Settings,
    links: Links,
    address: Address,
    title: str,
    description: str,
    structured: Html,
    *,
    kind: str = "website",
    feed: FeedLinks | None = None,
    robots: str = "",
    language: str = "",
    has_twin: bool = False,
    image: ShareImage | None = None,
) -> Head:
    """The head of the page at `address`.

    `feed` are the feeds of its own, to which the site's are added. `image` is shown where the page is shared; without
    it, the site's card is. `robots` is "" where the page may be indexed.
    """
    name = settings.title
    site_feed = feed_links(links, addresses.HOME, name)
    return Head(
        title=title if title == name else f"{title} | {name}",
        description=first_words(description) or first_words(f"{title}: {settings.description or name}"),
        path=links.href(address),
        canonical=links.absolute(address),
        kind=kind,
        feeds=(feed, site_feed) if feed else (site_feed,),
        structured=structured,
        image=image or card_of(links, addresses.HOME, name),
        robots=robots,
        language=language or settings.language,
        twin=links.href(addresses.twin(address)) if has_twin and settings.twins else "",
    )
